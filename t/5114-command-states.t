#!/bin/sh
# Every command in every state of a ticket, also where it makes no sense: what
# it answers then says how things are and what to do, and nothing is spoilt.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=0s

desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Selamat siang, saya Sari, mahasiswa. Mohon data jumlah penduduk' \
    'Kabupaten Mempawah menurut kecamatan tahun 2023 dan 2024.' >"$dir/a"
desk_mail 'Joko <joko@example.com>' 'KBLI warung kopi' \
    'Mohon info kode KBLI 2020 untuk usaha warung kopi. Terima kasih.' \
    >"$dir/b"
ms_deliver "$dir" ipds6104 "$dir/a" "$dir/b"
desk_pass "$dir"
ms_settle "$dir"
code_of()
{
	desk_sql "$dir" "SELECT code FROM ticket WHERE requester = '$1'"
}
t=$(code_of sari@example.com) other=$(code_of joko@example.com)
id=$(desk_sql "$dir" "SELECT id FROM ticket WHERE code = '$t'")
into=$(desk_sql "$dir" "SELECT id FROM ticket WHERE code = '$other'")
cp "$dir/tanggap.db" "$dir/before.db"

# as STATE: the ticket, fresh, in that state
as()
{
	cp "$dir/before.db" "$dir/tanggap.db"
	rm -f "$dir/tanggap.db-wal" "$dir/tanggap.db-shm"
	as_closed=NULL as_rest=
	case $1 in
	selesai | dialihkan | batal | spam | merged) as_closed=opened_at ;;
	esac
	case $1 in
	spam) as_rest=", state = 'batal', kind = 'spam', topic = ''" ;;
	merged) as_rest=", state = 'batal', merged_into = $into" ;;
	secret) as_rest=", state = 'diproses', secret = 1" ;;
	mute) as_rest=", state = 'diproses', requester = ''" ;;
	menunggu) as_rest=", state = '$1', paused_at = opened_at" ;;
	dijawab) as_rest=", state = '$1', answered_at = opened_at" ;;
	*) as_rest=", state = '$1'" ;;
	esac
	desk_sql "$dir" "UPDATE ticket SET officer = 'petugas',
	    closed_at = $as_closed $as_rest WHERE id = $id"
}

# state | command | words of the answer | state afterwards
while IFS='|' read -r was command words after; do
	[ -n "$was" ] || continue
	as "$was"
	set -- $(echo "$command" | sed "s/TICKET/$t/g; s/OTHER/$other/")
	said=$(desk "$dir" "$@" 2>&1)
	got=$(desk_sql "$dir" "SELECT state FROM ticket WHERE id = $id")
	if printf '%s' "$said" | grep -q -e "$words" && [ "$got" = "$after" ]
	then
		ok 0 "$was: $command"
	else
		ok 1 "$was: $command" || echo "#  said $said; state $got" >&2
	fi
done <<END
baru|reopen TICKET|masih terbuka (baru); tidak ada yang berubah|baru
menunggu|reopen TICKET|masih terbuka (menunggu)|menunggu
diproses|reopen TICKET|masih terbuka (diproses)|diproses
dijawab|reopen TICKET|dibuka lagi\\.$|diproses
selesai|reopen TICKET|dibuka lagi\\.$|diproses
dialihkan|reopen TICKET|dibuka lagi\\.$|diproses
batal|reopen TICKET|dibuka lagi\\.$|diproses
spam|reopen TICKET|dibuka lagi. Jenisnya belum pasti|diproses
merged|reopen TICKET|sudah digabung ke $other|batal
diproses|close TICKET|ditutup\\.$|selesai
selesai|close TICKET|memang sudah ditutup (selesai)|selesai
dialihkan|close TICKET|memang sudah ditutup (dialihkan)|dialihkan
batal|close TICKET|memang sudah ditutup (batal)|batal
spam|close TICKET|memang sudah ditutup (batal)|batal
merged|close TICKET|sudah digabung ke $other|batal
mute|close TICKET|ditutup\\.$|selesai
diproses|answer TICKET Ada di Tabel 3.|dikirim kepada sari@example.com\\.$|dijawab
selesai|answer TICKET Ada di Tabel 3.|; tiket tetap tertutup (selesai)|selesai
dialihkan|answer TICKET Ada.|; tiket tetap tertutup (dialihkan)|dialihkan
batal|answer TICKET Ada.|sudah ditutup (batal), jadi #jawab.*#buka|batal
spam|answer TICKET Ada.|sudah ditutup (batal), jadi #jawab.*#buka|batal
merged|answer TICKET Ada.|pakai nomor $other untuk #jawab|batal
mute|answer TICKET Ada.|tidak mempunyai alamat pos-el|diproses
secret|answer TICKET Ada.|dikirim kepada (identitas dirahasiakan)|dijawab
diproses|progress TICKET Masih dicari.|; batas waktu tetap berjalan|diproses
menunggu|progress TICKET Masih dicari.|; tiket tetap menunggu pemohon|menunggu
dijawab|progress TICKET Masih dicari.|dikirim kepada sari@example.com\\.$|dijawab
selesai|progress TICKET Masih.|tidak ada kabar yang ditunggu.*#jawab|selesai
batal|progress TICKET Masih.|tidak ada kabar yang ditunggu|batal
mute|progress TICKET Masih.|tidak mempunyai alamat|diproses
diproses|ask TICKET Tahun berapa?|waktu berhenti|menunggu
menunggu|ask TICKET Tahun berapa?|waktu berhenti|menunggu
selesai|ask TICKET Tahun berapa?|waktu berhenti|menunggu
dialihkan|ask TICKET Tahun?|sudah ditutup (dialihkan), jadi #lengkapi.*#buka|dialihkan
batal|ask TICKET Tahun?|sudah ditutup (batal), jadi #lengkapi.*#buka|batal
mute|ask TICKET Tahun?|tidak mempunyai alamat|diproses
batal|note TICKET ditelepon|Dicatat pada $t|batal
merged|note TICKET ditelepon|pakai nomor $other untuk #catatan|batal
diproses|assign TICKET petugas|memang sudah milik Petugas PST|diproses
diproses|assign TICKET kepala|diserahkan kepada Kepala|diproses
selesai|assign TICKET kepala|tidak ada yang diserahkan.*#buka|selesai
spam|assign TICKET kepala|tidak ada yang diserahkan|batal
merged|assign TICKET kepala|pakai nomor $other|batal
secret|assign TICKET petugas|tidak berwenang|diproses
diproses|kind TICKET konsultasi data|tetap Konsultasi data\\.$|diproses
diproses|kind TICKET spam|; tiket dibatalkan tanpa surat|batal
selesai|kind TICKET spam|; tiket tetap tertutup (selesai)|selesai
batal|kind TICKET konsultasi metadata|; tiket dibuka lagi|diproses
spam|kind TICKET konsultasi data|; tiket dibuka lagi|diproses
spam|kind TICKET spam|tetap Spam; tiket tetap tertutup|batal
merged|kind TICKET spam|pakai nomor $other|batal
diproses|merge TICKET OTHER|digabung ke $other dan ditutup|batal
diproses|merge TICKET TICKET|dengan dirinya sendiri|diproses
batal|merge TICKET OTHER|sudah dibatalkan; tidak ada yang perlu digabung|batal
merged|merge TICKET OTHER|sudah digabung ke $other|batal
secret|merge TICKET OTHER|tidak dapat digabung dengan|diproses
diproses|refer TICKET ppid|dialihkan ke ppid; sari@example.com|dialihkan
dialihkan|refer TICKET ppid|sudah ditutup (dialihkan), jadi #alihkan.*#buka|dialihkan
batal|refer TICKET ppid|sudah ditutup (batal), jadi #alihkan|batal
mute|refer TICKET ppid|pemohon tidak dikirimi surat|dialihkan
diproses|confidential TICKET|dirahasiakan: nama|diproses
secret|confidential TICKET|memang sudah dirahasiakan|diproses
diproses|requester TICKET sari@example.com|memang sari@example.com|diproses
mute|requester TICKET sari@example.org|sekarang sari@example.org|diproses
diproses|requester TICKET ipds6104@bps.go.id|bukan alamat pos-el pemohon|diproses
diproses|cancel TICKET|Tidak ada yang dapat ditarik|diproses
merged|cancel TICKET|Tidak ada yang dapat ditarik|batal
diproses|split TICKET pengaduan|menjadi tiket|diproses
END

# By mail the same words come as a receipt, not as a refusal.
as diproses
news=$(desk_found petugas 'baru' 'sari@example.com' | head -n 1)
# order TEXT...: the newest mail that this brings him
order()
{
	desk_reply "$news" 'Petugas PST <petugas@test>' "$@" >"$dir/m"
	ms_send "$dir" petugas "$(desk_reply_to "$news")" "$dir/m"
	ms_settle "$dir"
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
	ms_settle "$dir"
	order_id=$(desk_sql "$dir" "SELECT message_id FROM outbox
	    WHERE address = 'petugas@test' ORDER BY id DESC LIMIT 1")
	desk_text <"$(grep -lF "$order_id" "$(ms_box "$dir" petugas)"/new/* |
	    head -n 1)"
}
text=$(order '#buka')
like "$text" 'Sudah dikerjakan' 'taking up an open ticket is no mistake'
like "$text" "Tiket $t masih terbuka" 'and its answer is plain'
text=$(order "#gabung $other" '#selesai')
like "$(echo $text)" "tiket $other tetap seperti semula" 'merged and closed'
is "$(desk_sql "$dir" "SELECT group_concat(state, ' ') FROM ticket
    ORDER BY id")" 'batal diproses' 'closes what went away and not the other'
text=$(order '#catatan ditelepon')
like "$text" "Dicatat pada $other" 'what is said of it later is of the other'
done_testing
