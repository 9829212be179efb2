#!/bin/sh
# What an officer may not have meant for the citizen is held: nothing goes
# before he says so, and one click is enough to say it.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=0s

desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Selamat siang, saya Sari, mahasiswa. Mohon data jumlah penduduk' \
    'Kabupaten Mempawah menurut kecamatan tahun 2023 dan 2024.' >"$dir/ask"
desk_mail 'Budi <budi@example.org>' 'Inflasi' \
    'Mohon data inflasi Kalimantan Barat bulan Oktober 2026.' >"$dir/other"
ms_deliver "$dir" ipds6104 "$dir/ask" "$dir/other"
desk_pass "$dir"
ms_settle "$dir"
news=$(desk_found petugas 'Tiket baru' 'sari@example.com')
code=$(desk_sql "$dir" "SELECT code FROM ticket
    WHERE requester = 'sari@example.com'")

# order FILE TEXT...: the officer answers that mail, and the desk works
order()
{
	order_file=$1
	shift
	desk_reply "$order_file" 'Petugas PST <petugas@test>' "$@" >"$dir/order"
	ms_send "$dir" petugas "$(desk_reply_to "$order_file")" "$dir/order"
	ms_settle "$dir"
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
	ms_settle "$dir"
}
# last: the newest mail that asks him what to do
last()
{
	id=$(desk_sql "$dir" "SELECT o.message_id FROM outbox o
	    WHERE o.template = 'ditahan' ORDER BY o.id DESC LIMIT 1")
	grep -lF "$id" "$(ms_box "$dir" petugas)"/new/* | head -n 1
}
sent()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox
	    WHERE role = 'requester' AND template NOT LIKE 'a%'"
}
state()
{
	desk_sql "$dir" "SELECT state FROM ticket WHERE code = '$code'"
}

n=0
# held NAME TEXT...: of this nothing goes, and he is asked
held()
{
	held_name=$1
	shift
	n=$((n + 1))
	order "$news" "$@"
	is "$(sent) $(state) $(desk_sql "$dir" "SELECT count(*) FROM pending")" \
	    "0 diproses $n" "$held_name"
}
held 'a draft' 'DRAF, mohon dicek dulu Bu Kasubbag sebelum dikirim.' '' \
    'Yth. Ibu Sari, jumlah penduduk ada di Tabel 3.1.2.'
held 'to a colleague' \
    'Rin, ini tolong kamu yang jawab ya, saya lagi di lapangan.'
held 'a wish' 'Ini sudah saya jawab lewat WA, tolong ditutup saja.'
held 'a file that is not there' 'Yth. Ibu Sari,' '' \
    'Terlampir kami kirimkan tabel jumlah penduduk menurut kecamatan' \
    'tahun 2023 dan 2024 dalam berkas Excel.' '' 'Salam'
held "another citizen's address" 'Yth. Ibu Sari,' '' \
    'Datanya sama dengan yang sudah kami kirim ke budi@example.org.' \
    'Jumlah penduduk ada di Tabel 3.1.2.'

text=$(desk_text <"$(last)")
like "$text" 'Belum ada yang terkirim' 'he reads that nothing has gone'
like "$text" '#kirim' 'how to send it'
like "$text" '#batal' 'and how to drop it'
like "$text" "^Subject: .*$code" 'under the ticket'

order "$(last)" '#batal'
is "$(sent) $(desk_sql "$dir" "SELECT count(*) FROM pending
    WHERE state = 'dropped'")" '0 1' 'dropped'

held 'the same file forgotten again' 'Yth. Ibu Sari,' '' \
    'Terlampir kami sampaikan jumlah penduduk tahun 2023 dan 2024.' '' 'Salam'
# with_file FILE: the mail of FILE with a table hung on it
with_file()
{
	perl -0pe 's/\r//g; my ($h, $b) = split /\n\n/, $_, 2;
		$h =~ s/^(MIME-Version|Content-Type):.*(\n|\z)//mgi;
		$h =~ s/\n*\z/\n/;
		$_ = "${h}MIME-Version: 1.0\nContent-Type: multipart/mixed; " .
		    "boundary=xx\n\n--xx\nContent-Type: text/plain; " .
		    "charset=utf-8\n\n$b\n--xx\nContent-Type: application/" .
		    "vnd.ms-excel\nContent-Disposition: attachment; " .
		    "filename=tabel.xlsx\nContent-Transfer-Encoding: base64" .
		    "\n\nUEsDBGlzaQ==\n--xx--\n"; s/\n/\r\n/g' "$1"
}
desk_reply "$(last)" 'Petugas PST <petugas@test>' '#kirim' >"$dir/plain"
with_file "$dir/plain" >"$dir/order"
ms_send "$dir" petugas "$(desk_reply_to "$(last)")" "$dir/order"
ms_settle "$dir"
desk_pass "$dir"
ms_settle "$dir"
got=$(desk_found warga 'Terlampir kami sampaikan')
is "$(printf '%s' "$got" | grep -c .) $(state)" '1 dijawab' \
    'released, it goes as it was'
is "$(desk_text <"$got" | grep '^File:')" 'File: tabel.xlsx' \
    'with the file that hangs on his word'
order "$(last)" '#kirim'
is "$(sent)" 1 'a second word sends nothing again'
ok "$([ -n "$(desk_found petugas 'Terlampir kami sampaikan' \
    'Tujuan: sari@example.com|sari@example.com')" ]; echo $?)" \
    'and he has his receipt'
is "$(desk_sql "$dir" "SELECT state, count(*) FROM pending GROUP BY 1
    ORDER BY 1")" 'done|1
dropped|1
open|4' 'what else waits still waits'

# A colleague's proposals are ready to be sent.
order "$news" 'Ini sudah saya jelaskan lewat telepon, tolong ditutup ya.'
like "$(desk_text <"$(last)")" '#selesai' 'the line that he may have meant'
order "$(last)" '#selesai'
is "$(state) $(sent)" 'selesai 1' 'does what he wanted, and says nothing'
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the books agree' || cat "$dir/out" >&2
done_testing
