#!/bin/sh
# The administrator does on the command line what officers do by mail: the
# same functions, the same refusals, and the daemon sends.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=0s

desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Selamat siang, saya Sari, mahasiswa. Mohon data jumlah penduduk' \
    'Kabupaten Mempawah menurut kecamatan tahun 2023 dan 2024.' >"$dir/ask"
desk_mail 'Joko <joko@example.com>' 'KBLI warung kopi' \
    'Mohon info kode KBLI 2020 untuk usaha warung kopi. Terima kasih.' \
    >"$dir/kbli"
ms_deliver "$dir" ipds6104 "$dir/ask" "$dir/kbli"
desk_daemon "$dir"
desk_until 30 desk_quiet "$dir" 2
ok $? 'the daemon has two tickets'
sari=$(desk_sql "$dir" "SELECT code FROM ticket
    WHERE requester = 'sari@example.com'")
joko=$(desk_sql "$dir" "SELECT code FROM ticket
    WHERE requester = 'joko@example.com'")

# do_it COMMAND...: its words and its exit status
do_it()
{
	said=$(desk "$dir" "$@" 2>&1)
	status=$?
}
do_it note "$sari" 'ditelepon, tidak diangkat'
is "$status" 0 'a note'
like "$(desk "$dir" show "$sari")" 'admin +note +ditelepon' \
    'is in the history'
do_it ask "$sari" 'Per desa atau per kecamatan?'
is "$status $(desk_sql "$dir" "SELECT state FROM ticket
    WHERE code = '$sari'")" '0 menunggu' 'a question stops the clock'
asked()
{
	[ -n "$(desk_found warga 'Per desa atau per kecamatan')" ]
}
desk_until 30 asked
ok $? 'the daemon hears the bell and sends it'

printf 'Tabel 3.1.2\nhalaman 45\n' >"$dir/words"
do_it answer "$sari" - <"$dir/words"
is "$status" 0 'an answer from the standard input'
like "$said" 'sari@example.com' 'it says to whom'
answered()
{
	[ -n "$(desk_found warga 'halaman 45')" ]
}
desk_until 30 answered
ok $? 'the citizen reads it'
do_it close "$sari"
is "$status $(desk_sql "$dir" "SELECT state FROM ticket
    WHERE code = '$sari'")" '0 selesai' 'closed'
do_it reopen "$sari"
is "$(desk_sql "$dir" "SELECT state FROM ticket WHERE code = '$sari'")" \
    diproses 'taken up again'

do_it assign "$joko" petugas
is "$status $(desk_sql "$dir" "SELECT officer FROM ticket
    WHERE code = '$joko'")" '0 petugas' 'it has an officer'
do_it kind "$joko" konsultasi metadata
is "$status $(desk_sql "$dir" "SELECT topic FROM ticket
    WHERE code = '$joko'")" '0 metadata' 'its topic is corrected'
is "$(desk_sql "$dir" "SELECT officer, kind, topic FROM lesson")" \
    'admin|konsultasi|metadata' 'which is a lesson'
do_it kind "$joko" pengaduan
is "$status $(desk_sql "$dir" "SELECT kind, officer, first_due_at IS NOT NULL
    FROM ticket WHERE code = '$joko'")" '0 pengaduan||1' \
    'a complaint is nobody'"'"'s until who may know it takes it'
again()
{
	[ -n "$(desk_found warga 'joko@example.com' 'memperbaiki')" ]
}
desk_until 30 again
ok $? 'the citizen is told so'
do_it assign "$joko" petugas
is "$status" 1 'an officer who must not know it cannot have it'
like "$said" 'tidak berwenang' 'it says why'
do_it merge "$joko" "$sari"
is "$status" 1 'a complaint is not merged into a consultation'

do_it visit 'Nama: Ibu Selviana
Instansi: SMPN Sungai Pinyuh
Keperluan: jumlah penduduk menurut kelompok umur 2025
Datang: 08.36
Dilayani: 08.41
Selesai: 08.48
Jawaban: tabelnya difotokopi'
is "$status" 0 'a visit is recorded' || echo "# $said"
is "$(desk_sql "$dir" "SELECT t.state, t.kind, v.in_time, v.institution
    FROM visit v JOIN ticket t ON t.id = v.ticket")" \
    'selesai|konsultasi|1|SMPN Sungai Pinyuh' 'served in time, and done'

events=$(desk_sql "$dir" 'SELECT count(*) FROM event')
do_it answer "$sari" ''
is "$status $(desk_sql "$dir" 'SELECT count(*) FROM event')" "1 $events" \
    'an empty answer does nothing'
do_it note PST-0001-9999 x
is "$status" 1 'a ticket that is not there'
do_it kind "$sari" apa-saja
is "$status" 1 'a kind that is not there'
do_it close
is "$status" 2 'no ticket is misuse'
desk_end "$dir"
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the books agree' || cat "$dir/out" >&2
done_testing
