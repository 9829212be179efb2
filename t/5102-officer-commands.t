#!/bin/sh
# Commands: each does what it says, several in one mail all or nothing, wrong
# ones nothing at all; questions to the desk are answered at once.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=0s

desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Selamat siang, saya Sari, mahasiswa. Mohon data jumlah penduduk' \
    'Kabupaten Mempawah menurut kecamatan tahun 2023 dan 2024.' >"$dir/ask"
desk_mail 'Joko <joko@example.org>' 'KBLI warung kopi' \
    'Mohon info kode KBLI 2020 untuk usaha warung kopi. Terima kasih.' \
    >"$dir/kbli"
desk_mail 'Pak Amat <amat@example.net>' 'Keluhan pelayanan' \
    'Saya kecewa. Kemarin jam 10 saya datang ke kantor BPS Mempawah, petugas' \
    'pelayanan tidak ada di tempat dan saya menunggu dua jam tanpa dilayani.' \
    'Mohon ditindaklanjuti dan diberi penjelasan.' >"$dir/complain"
ms_deliver "$dir" ipds6104 "$dir/ask" "$dir/kbli" "$dir/complain"
desk_pass "$dir"
ms_settle "$dir"
sari=$(desk_found petugas 'Tiket baru' 'sari@example.com')
joko=$(desk_found petugas 'Tiket baru' 'joko@example.org')
amat=$(desk_found pengaduan 'Tiket baru' 'amat@example.net')

# ask ADDRESS COLUMNS: of his ticket
ask()
{
	desk_sql "$dir" "SELECT $2 FROM ticket WHERE requester = '$1'"
}
# order USER FILE TEXT...: that officer answers that mail, and the desk works
order()
{
	order_by=$1 order_file=$2
	shift 2
	desk_reply "$order_file" "Petugas <$order_by@test>" "$@" >"$dir/order"
	ms_send "$dir" "$order_by" "$(desk_reply_to "$order_file")" "$dir/order"
	ms_settle "$dir"
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
	ms_settle "$dir"
}
sent()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox WHERE role = 'requester'"
}

before=$(sent)
order petugas "$sari" '#catatan sudah ditelepon, tidak diangkat' '#ambil'
is "$(ask sari@example.com officer)" petugas 'noted and taken in one mail'
like "$(desk_sql "$dir" "SELECT detail FROM event WHERE what = 'note'")" \
    'tidak diangkat' 'the note is in the history'
is "$(sent)" "$before" 'nobody outside hears of it'

order petugas "$sari" '#catatan satu' '#jenis kapal' '#selesai'
is "$(ask sari@example.com state) $(desk_sql "$dir" "SELECT count(*) FROM event
    WHERE what = 'note' AND detail LIKE 'satu%'")" 'diproses 0' \
    'one wrong word and nothing is done'
like "$(desk_text <"$(desk_found petugas 'Tidak ada yang dikerjakan' 'kapal')")" \
    '#jenis kapal' 'he reads which'
order petugas "$sari" '#selesai' '#gabung PST-0101-9999'
is "$(ask sari@example.com state)" diproses \
    'what fails when it is done takes the rest back'

order petugas "$sari" '#serahkan manajer'
is "$(ask sari@example.com officer)" manajer 'handed over'
handed=$(desk_found manajer 'diserahkan|menyerahkan' 'sari@example.com')
ok "$([ -n "$handed" ]; echo $?)" 'and the colleague is told'

order petugas "$joko" '#jenis konsultasi metadata'
is "$(ask joko@example.org kind,topic)" 'konsultasi|metadata' 'a topic'
order petugas "$joko" '#jenis pengaduan'
is "$(ask joko@example.org 'kind, first_due_at IS NOT NULL, officer')" \
    'pengaduan|1|' 'a kind, and its clock'
ok "$([ -n "$(desk_found pengaduan 'joko@example.org')" ]; echo $?)" \
    'the complaint handler is told'
again=$(desk_found warga 'joko@example.org' 'memperbaiki')
ok "$([ -n "$again" ]; echo $?)" 'and the citizen of the other clock'
is "$(desk_sql "$dir" "SELECT kind FROM lesson ORDER BY id DESC LIMIT 1")" \
    pengaduan 'the classifier has a lesson'
order petugas "$joko" '#selesai'
is "$(ask joko@example.org state)" diproses \
    'now it is not his any more: he can do nothing with it'
order petugas "$joko" '#lihat'
is "$(desk_found petugas 'Tiket PST' 'Keadaan' 'joko@example.org' |
    grep -c .)" 0 'nor see it'

order pengaduan "$amat" '#rahasia' '#catatan pengakuan petugas: benar'
is "$(ask amat@example.net secret)" 1 'the writer is hidden'
order pengaduan "$amat" '#jenis spam'
is "$(ask amat@example.net 'state, resolution')" 'batal|spam' \
    'spam is no case, and nobody is told'
order pengaduan "$amat" '#buka'
is "$(ask amat@example.net state)" diproses 'taken up again'

# Two tickets of one citizen.
desk_mail 'Sari Dewi <sari@example.com>' 'Penduduk lagi' \
    'Mohon data jumlah rumah tangga Kabupaten Mempawah tahun 2024 juga.' \
    >"$dir/two"
ms_deliver "$dir" ipds6104 "$dir/two"
desk_pass "$dir"
ms_settle "$dir"
one=$(desk_sql "$dir" "SELECT code FROM ticket WHERE id = 1")
second=$(desk_sql "$dir" "SELECT code FROM ticket
    ORDER BY id DESC LIMIT 1")
two=$(desk_found petugas 'rumah tangga')
order petugas "$two" "#gabung $one"
is "$(desk_sql "$dir" "SELECT state, merged_into FROM ticket
    WHERE code = '$second'")" 'batal|1' 'merged'
order petugas "$two" '#catatan masuk ke tiket tujuan'
is "$(desk_sql "$dir" "SELECT count(*) FROM event WHERE ticket = 1
    AND detail LIKE 'masuk ke tiket%'")" 1 'what comes goes to the other'

order petugas "$sari" '#alihkan ppid'
is "$(desk_sql "$dir" 'SELECT state FROM ticket WHERE id = 1')" dialihkan \
    'referred'
ok "$([ -n "$(desk_found warga 'sari@example.com' 'PPID')" ]; echo $?)" \
    'she reads where to'

# Questions to the desk.
fresh()
{
	desk_mail 'Petugas <petugas@test>' "$1" "$2" >"$dir/fresh"
	ms_send "$dir" petugas ipds6104@bps.go.id "$dir/fresh"
	ms_settle "$dir"
	desk_pass "$dir"
	ms_settle "$dir"
}
fresh rekap '#rekap'
recap=$(desk_found petugas 'tiket terbuka')
ok "$([ -n "$recap" ]; echo $?)" 'a list of what is open'
is "$(desk_text <"$recap" | grep -c 'joko@\|amat@\|pelayanan tidak')" 0 \
    'without complaints'
fresh cari '#cari kecamatan'
ok "$([ -n "$(desk_found petugas 'Hasil pencarian' 'kecamatan')" ]
    echo $?)" 'a search'
fresh tolong '#bantuan'
ok "$([ -n "$(desk_found petugas 'Panduan petugas')" ]; echo $?)" 'the guide'
fresh lihat "#lihat $one"
look=$(desk_found petugas "Subject: .*Tiket $one")
ok "$([ -n "$look" ]; echo $?)" 'a ticket'
is "$(desk_text <"$look" | sed -n '/^Riwayat:/,/^$/p' |
    grep -Ec ' -> | to |[a-z]/[a-z]|held|outbox|tanggap')" 0 \
    'whose history has no word of the event log'

# Other channels.
fresh 'tamu' '#kunjungan
Nama: Ibu Selviana
Instansi: SMPN Sungai Pinyuh
Email: selviana@example.com
Keperluan: jumlah penduduk menurut kelompok umur 2025
Datang: 08.36
Dilayani: 08.41
Selesai: 08.48
Jawaban: tabelnya difotokopi'
is "$(desk_sql "$dir" "SELECT t.state, t.channel, v.in_time FROM ticket t
    JOIN visit v ON v.ticket = t.id")" 'selesai|kunjungan|1' 'a visit'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE address = 'selviana@example.com'")" 0 'she is not written to'
fresh 'telepon' '#telepon
Nama: Pak Gunadi
HP: 0812-0000-6620
Jenis: pengaduan
Keluhan: petugas Sakernas datang terus ke rumahnya padahal sudah pindah'
is "$(desk_sql "$dir" "SELECT channel, kind, requester, state FROM ticket
    ORDER BY id DESC LIMIT 1")" 'telepon|pengaduan||diproses' 'a call'

# A citizen's mail that came to the officer himself.
desk_mail 'Petugas <petugas@test>' 'Fwd: Data inflasi' '' \
    '---------- Forwarded message ---------' \
    'Dari: Rudi Hartono <rudi@example.edu>' \
    'Date: Jum, 20 Nov 2026 09.10' \
    'Subject: Data inflasi' 'To: <petugas@test>' '' '' \
    'Selamat pagi, mohon data inflasi Kalimantan Barat bulan Oktober 2026' \
    'untuk bahan skripsi. Terima kasih. Rudi' >"$dir/forward"
ms_send "$dir" petugas ipds6104@bps.go.id "$dir/forward"
ms_settle "$dir"
desk_pass "$dir"
ms_settle "$dir"
is "$(ask rudi@example.edu 'kind, channel, opened_at')" \
    "konsultasi|email|$(date -d '2026-11-20 09:10 +0700' +%s)" \
    'a mail passed on is his case, since he wrote it'
ok "$([ -n "$(desk_found warga 'To: rudi@example.edu')" ]; echo $?)" \
    'and he is told'
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the books agree' || cat "$dir/out" >&2
done_testing
