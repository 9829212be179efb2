#!/bin/sh
# The managers' digest as they get it, of quiet days and of a bad one: each
# working morning, once, to the coordinator and the head alone; nobody's name,
# and of cases that are not for a reader only their number.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
mail=$(mktemp -d "${TMPDIR:-/tmp}/mail.XXXXXX") || exit 1
mkdir "$mail/new" "$mail/cur" "$mail/tmp"
desk_begin "mailbox.source=folder:$mail" 'assign.other=petugas'
trap 'desk_clear "$dir"; rm -rf "$mail"' EXIT

# put TIME FROM SUBJECT TEXT...: a mail that came then
put()
{
	put_n=$((${put_n:-0} + 1)) put_at=$1
	shift
	{
		printf 'Received: from mx.example by mail.test; %s\r\n' \
		    "$(LC_ALL=C TZ=UTC-7 date -d "$put_at" -R)"
		desk_mail "$@"
	} >"$mail/new/$put_n.eml"
}
pass()
{
	desk_pass "$dir" --now "$1:00+07:00" || tail -n 5 "$dir/log" >&2
	ms_settle "$dir"
}
# got USER: how many digests
got()
{
	desk_found "$1" '^Subject: Ringkasan' | wc -l
}
# newest USER: the reading of the last one
newest()
{
	desk_text <"$(desk_found "$1" '^Subject: Ringkasan' |
	    xargs ls -t | head -n 1)"
}
# Mails of the same second cannot be told apart by age.
clear_box()
{
	for user in manajer kepala petugas pengaduan; do
		find "$(ms_box "$dir" $user)" -type f -path '*/new/*' -delete
		find "$(ms_box "$dir" $user)" -type f -path '*/cur/*' -delete
	done
}
unlike()
{
	! printf '%s\n' "$1" | grep -Eq "$2"
	ok $? "$3"
}

# A quiet day.
pass 2026-11-19T07:10
is "$(got kepala) $(got manajer)" '0 0' 'nothing before the office opens'
pass 2026-11-19T07:30
is "$(got kepala) $(got manajer)" '1 1' 'the digest when it opens'
is "$(got petugas) $(got pengaduan)" '0 0' 'for managers only'
quiet=$(newest kepala)
like "$quiet" '^Subject: Ringkasan 19 Nov: semua tepat waktu' \
    'the subject says that all is well'
like "$quiet" '0 surat masuk = 0 tercatat' 'none came, none is missing'
like "$quiet" 'Kotak surat dibaca Kamis 19 Nov 07.30' 'the mailbox was read'
like "$quiet" 'tanpa gangguan' 'no trouble'
pass 2026-11-19T07:31
pass 2026-11-19T15:00
is "$(got kepala) $(got manajer)" '1 1' 'once a day, restarts or not'
pass 2026-11-19T07:30
is "$(got kepala)" 1 'nor when the clock is set back'

# Mail comes; it is dealt with in time by nobody.
put '2026-11-19 09:00' 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Selamat siang, saya Sari, mahasiswa. Mohon data jumlah penduduk' \
    'Kabupaten Mempawah menurut kecamatan tahun 2023 dan 2024.'
put '2026-11-19 09:05' 'Amat Pengadu <amat@example.org>' 'Keluhan pelayanan' \
    'Saya kecewa. Kemarin jam 10 saya datang ke kantor BPS Mempawah, petugas' \
    'pelayanan tidak ada di tempat dan saya menunggu dua jam tanpa dilayani.' \
    'Mohon ditindaklanjuti dan diberi penjelasan.'
put '2026-11-19 09:10' 'Hasan Pelapor <pelapor@example.org>' 'Pungli' \
    'Saya melapor: tanggal 12 November 2026 di kantor BPS Mempawah petugas' \
    'meminta uang Rp200.000 untuk layanan yang seharusnya gratis. Ini pungli' \
    'dan gratifikasi. Mohon diperiksa dan identitas saya dirahasiakan.'
put '2026-11-19 09:15' 'promo@slot.example' 'Slot gacor' \
    'Daftar situs judi slot gacor maxwin hari ini, bonus deposit 100 persen,' \
    'klik http://slot.example sekarang juga.'
pass 2026-11-19T10:00
kinds=$(desk_sql "$dir" 'SELECT kind, supervisory FROM ticket ORDER BY id')
is "$kinds" 'konsultasi|0
pengaduan|0
pengaduan|1' 'three cases'
clear_box
pass 2026-11-20T07:30
second=$(newest manajer)
like "$second" '4 surat masuk = 4 tercatat' 'four mails are accounted for'
like "$second" 'Tiket baru [. ]*3 ' 'three are new tickets'
unlike "$second" 'Per minggu' 'no week on a Friday'
clear_box
pass 2026-11-21T07:30
pass 2026-11-22T09:00
is "$(got kepala)" 0 'none on a Saturday or Sunday'

pass 2026-11-23T07:30
like "$(newest kepala)" 'Per minggu' 'on Monday with the week'
like "$(newest kepala)" '16.22 Nov: 3 tiket' 'three tickets in the week before'
clear_box

# Late now: the consultation and the first answers to both complaints.
pass 2026-11-27T07:30
bad=$(newest kepala) less=$(newest manajer)
like "$bad" '^Subject: Ringkasan 27 Nov: 3 terlambat' 'the subject alarms'
codes=$(desk_sql "$dir" 'SELECT code FROM ticket ORDER BY id')
set -- $codes
like "$bad" "^- $1 Konsultasi data" 'the late consultation'
like "$bad" "^- $2 Pengaduan - " 'the late complaint, by its code'
like "$bad" "^- $3 Pengaduan berkadar" 'the head sees the supervisory one'
unlike "$less" "$3" 'the coordinator does not'
like "$less" 'pengawasan: 1 terlambat' 'but he can count'
for name in Sari sari@ Amat amat@ pelapor Hasan Pungli Keluhan 200.000; do
	unlike "$bad$less" "$name" "no $name in any of them"
done
html=$(desk "$dir" digest --print html --now 2026-11-27T08:00:00+07:00)
unlike "$html" 'Sari|Amat|elapor|Pungli|<img|src=' 'nor in the HTML'
clear_box

# Months, troubles.
pass 2026-12-01T07:30
like "$(newest kepala)" 'November 2026: 3 tiket' 'December begins with November'
clear_box
pass 2026-12-02T07:30
down=$(date -d 2026-12-02T06:00:00+07:00 +%s)
desk_sql "$dir" "UPDATE meta SET value = '$down'
    WHERE key = 'source-down-since'"
is "$(desk_sql "$dir" "SELECT value FROM meta
    WHERE key = 'source-down-since'")" "$down" 'the mailbox is down since then'
like "$(desk "$dir" digest --print text --now 2026-12-02T09:00:00+07:00)" \
    'tidak terbaca sejak Rabu, 2 Desember 2026 pukul 06.00' \
    'a mailbox that cannot be read is told'
desk_sql "$dir" "UPDATE meta SET value = '0'
    WHERE key = 'source-down-since'"
desk_sql "$dir" "UPDATE inbox SET outcome = NULL WHERE id = 4"
said=$(desk "$dir" digest --print text --now 2026-12-02T09:00:00+07:00)
like "$said" 'Ada selisih' 'a mail without outcome is an alarm'
like "$said" '4 surat masuk, 3 tercatat' 'in numbers'
desk_sql "$dir" "UPDATE inbox SET outcome = 'spam' WHERE id = 4"

# Called back is not failed.
desk_sql "$dir" "UPDATE outbox SET state = 'failed', attempts = 1,
    created_at = $down + 7200 WHERE id = 1"
like "$(desk "$dir" digest --print text --now 2026-12-02T09:00:00+07:00)" \
    '1 surat keluar gagal' 'a mail that failed is told'
desk_sql "$dir" "UPDATE outbox SET attempts = 0 WHERE id = 1"
unlike "$(desk "$dir" digest --print text --now 2026-12-02T09:00:00+07:00)" \
    'gagal' 'one that was called back is not'

# On demand.
clear_box
is "$(desk "$dir" digest --now 2026-12-02T10:00:00+07:00)" \
    'queued for 2 managers' 'the administrator sends it'
pass 2026-12-02T10:01
is "$(got kepala) $(got manajer) $(got petugas)" '1 1 0' 'and they get it'
desk "$dir" digest --print pdf >"$dir/out" 2>&1
is $? 2 'no third form'
desk "$dir" verify >"$dir/verify" 2>&1
ok $? 'and the books agree' || cat "$dir/verify" >&2
# The very first one tells of everything since the desk began.
desk_sql "$dir" "DELETE FROM meta WHERE key = 'digest-at'"
said=$(desk "$dir" digest --print text --now 2026-12-02T09:00:00+07:00)
first=$(desk_sql "$dir" 'SELECT count(*) FROM inbox')
like "$said" "Sejak Kamis 19 Nov [0-9.]*: $first surat masuk = $first tercatat" \
    'the first digest covers what came before it'
# What a manager writes back goes nowhere, and he is offered what helps.
back()
{
	desk_reply "$(desk_found kepala '^Subject: Ringkasan' | head -n 1)" \
	    'Kepala <kepala@test>' "$1" >"$mail/new/back.eml"
	pass 2026-12-02T10:30
}
back 'Siapa yang memegang permintaan data penduduk? Mohon dipercepat.'
text=$(desk_text <"$(desk_found kepala 'bukan tiket')")
like "$text" '#rekap' 'the list of what is open'
is "$(printf '%s' "$text" | grep -c '#kirim\|#batal')" 0 \
    'and nothing to send or to drop, for nothing waits'
is "$(desk_sql "$dir" 'SELECT count(*) FROM pending')" 0 'nowhere'
done_testing
