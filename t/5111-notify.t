#!/bin/sh
# Officers are told: each ticket to those who may know of it, with what they
# need to work; nothing of a complaint to anybody else.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
# no digest of the day between the mails that are counted here
desk_begin digest.at=23:59

# A mail with two files: a letter, and a program that calls itself one.
with_files()
{
	printf 'From: Sari Dewi <sari@example.com>\r\n'
	printf 'To: ipds6104@bps.go.id\r\nSubject: Permohonan data\r\n'
	printf 'Date: %s\r\n' "$(LC_ALL=C date '+%a, %d %b %Y %H:%M:%S %z')"
	printf 'Message-ID: <files.1@mail.example.com>\r\n'
	printf 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; '
	printf 'boundary=xx\r\n\r\n--xx\r\nContent-Type: text/plain\r\n\r\n'
	printf 'Mohon data jumlah penduduk Kabupaten Mempawah tahun 2024.\r\n'
	printf 'Terima kasih, Sari\r\n'
	for f in surat.pdf undangan.apk; do
		# a program that misunderstood what a type is
		printf -- '--xx\r\nContent-Type: application/<pdf>\r\n'
		printf 'Content-Disposition: attachment; filename=%s\r\n' $f
		printf 'Content-Transfer-Encoding: base64\r\n\r\n'
		printf '%%PDF-1.4 isi' | base64 | sed 's/$/\r/'
	done
	printf -- '--xx--\r\n'
}
with_files >"$dir/ask"
desk_mail 'Pak Amat <amat@example.org>' 'Keluhan pelayanan' \
    'Saya kecewa. Kemarin jam 10 saya datang ke kantor BPS Mempawah, petugas' \
    'pelayanan tidak ada di tempat dan saya menunggu dua jam tanpa dilayani.' \
    'Mohon ditindaklanjuti dan diberi penjelasan.' >"$dir/complain"
desk_mail 'Nur Hayati <nur.hayati@example.org>' 'Pungutan liar' \
    'Saya melaporkan petugas BPS yang meminta uang 50 ribu waktu pendataan' \
    'Senin lalu di Desa Pasir. Mohon identitas saya dirahasiakan.' \
    >"$dir/pungli"
ms_deliver "$dir" ipds6104 "$dir/ask" "$dir/complain" "$dir/pungli"
desk_pass "$dir"
is $? 0 'the pass ends well' || tail -n 5 "$dir/log" >&2
ms_settle "$dir"

told=$(desk_found petugas 'Tiket baru')
is "$(printf '%s\n' "$told" | wc -l)" 1 'the desk hears of one ticket'
text=$(desk_text <"$told")
like "$text" 'Balas pos-el ini = terkirim ke pemohon' 'a reply is an answer'
like "$text" 'sari@example.com' 'it says who asks'
like "$text" 'jumlah penduduk Kabupaten Mempawah' 'it has her words'
like "$text" 'Batas waktu' 'it says by when'
like "$text" ': ciri ' 'it says why it was taken for that'
like "$text" '#lengkapi' 'it names the commands'
like "$text" 'mempawahkab.bps.go.id' 'it suggests where the answer may be'
like "$text" '^File: surat.pdf' 'the letter comes along'
like "$(grep -B 3 'filename=.*surat' "$told")" \
    '^Content-Type: application/octet-stream' 'as what it can be called'
is "$(printf '%s\n' "$text" | grep -c '^File: undangan')" 0 \
    'the program does not'
like "$text" 'undangan.apk' 'but it is named'
like "$text" '^Auto-Submitted: auto-generated' 'a machine wrote it'

is "$(desk_found petugas amat@example.org)$(desk_found petugas pungutan)" '' \
    'the desk hears of no complaint'
is "$(desk_found manajer Tiket)" '' 'nor does the coordinator'
is "$(desk_found pengaduan 'Tiket baru' | wc -l)" 2 \
    'the complaint handler hears of both'
is "$(desk_found kepala 'Tiket baru' | wc -l)" 1 \
    'the head of the supervisory one alone'
secret=$(desk_found kepala 'Tiket baru')
like "$(desk_text <"$secret")" 'dirahasiakan' 'its writer is kept secret'
is "$(grep -ci 'nur.hayati' "$secret")" 0 'even from those who handle it'
like "$(desk_text <"$secret")" 'Hanya Anda serta Pengelola Pengaduan' \
    'it says who else knows'

before=$(desk_sql "$dir" 'SELECT count(*) FROM outbox')
desk_pass "$dir"
is "$(desk_sql "$dir" 'SELECT count(*) FROM outbox')" "$before" \
    'nobody is told twice'

# She adds something; our answer to her bounces.
ack=$(desk_found warga sari@example.com)
id=$(sed -n 's/^Message-ID: *//Ip' "$ack" | tr -d '\r')
{
	printf 'In-Reply-To: %s\r\nReferences: %s\r\n' "$id" "$id"
	desk_mail 'Sari Dewi <sari@example.com>' 'Re: Permohonan data' \
	    'Tambahan: mohon dirinci menurut desa.'
} >"$dir/more"
{
	printf 'Return-Path: <>\r\nReferences: %s\r\n' "$id"
	desk_mail 'Mail Delivery System <MAILER-DAEMON@example.net>' \
	    'Undelivered Mail Returned to Sender' 'This is the mail system.' \
	    '<sari@example.com>: host mx.example.com said: 550 5.1.1 no user' \
	    '' "Message-ID: $id"
} >"$dir/bounce"
ms_deliver "$dir" ipds6104 "$dir/more" "$dir/bounce"
desk_pass "$dir"
ms_settle "$dir"
more=$(desk_found petugas 'dirinci menurut desa')
is "$(printf '%s\n' "$more" | wc -l)" 1 'the desk hears of the addition'
lost=$(desk_found petugas 'no user|5\.1\.1')
like "$(desk_text <"$lost")" 'tidak menerima|tidak sampai' \
    'and that she did not get our mail'
is "$(desk_sql "$dir" "SELECT muted_until IS NOT NULL FROM person
    WHERE address = 'sari@example.com'")" 1 'her address is muted'
desk "$dir" verify >/dev/null
is $? 0 'the books agree'

# Her file is in her mail alone. One that cannot be read is never left out.
is "$(desk_sql "$dir" "SELECT count(*), name, encoding FROM enclosure")" \
    '1|surat.pdf|base64' 'the letter to the officer names her file'
is "$(desk_sql "$dir" "SELECT count(*) FROM letter
    WHERE instr(bytes, 'JVBERi0xLjQgaXNp')")" 0 'and does not hold it'
like "$(cat "$told")" 'JVBERi0xLjQgaXNp' 'the officer has it all the same'
again()
{
	ms_settle "$dir"
	find "$(ms_box "$dir" petugas)" -type f -delete
	desk_sql "$dir" "UPDATE outbox SET state = 'queued', next_try = 0
	    WHERE id IN (SELECT outbox FROM enclosure)"
	desk_pass "$dir"
	passed=$?
	ms_settle "$dir"
}
sed -n '/^From: /,$p' "$told" >"$dir/first"
again
sed -n '/^From: /,$p' "$(desk_found petugas 'Tiket baru')" >"$dir/second"
cmp "$dir/first" "$dir/second" >&2
is $? 0 'sent again it is the same'
# One that is called back when it is the next is left out, no other.
desk_sql "$dir" "CREATE TRIGGER back AFTER UPDATE OF state ON outbox
    WHEN NEW.id = 1 AND NEW.state = 'sent' BEGIN UPDATE outbox SET
    state = 'failed', reply = 'called back' WHERE id IN (SELECT outbox
    FROM enclosure) AND state = 'queued'; END"
desk_sql "$dir" "UPDATE outbox SET state = 'queued', next_try = 0
    WHERE id = 1 OR id = (SELECT max(id) FROM outbox)"
again
is "$passed $(desk_found petugas 'Tiket baru')" '0 ' \
    'one called back does not go' || tail -n 5 "$dir/log" >&2
is "$(desk_sql "$dir" "SELECT state || ' ' || reply FROM outbox
    WHERE id IN (SELECT outbox FROM enclosure)")
$(desk_sql "$dir" "SELECT count(*) FROM outbox WHERE state <> 'sent'")" \
    'failed called back
1' 'and all others do'
desk_sql "$dir" 'DROP TRIGGER back'
desk_sql "$dir" 'UPDATE enclosure SET size = size + 1'
again
is "$(desk_found petugas 'Tiket baru')" '' \
    'what shows a wrong file while it is sent is broken off'
fate="SELECT o.state, t.code FROM outbox o, ticket t ON t.id = o.ticket
    WHERE o.id IN (SELECT outbox FROM enclosure)"
like "$(desk_sql "$dir" "$fate")" '^failed' 'and waits for a person'
desk_sql "$dir" 'UPDATE enclosure SET size = size - 1'
desk_sql "$dir" 'DELETE FROM raw'
again
is "$(desk_found petugas 'Tiket baru')" '' 'without her mail nothing is sent'
code=$(desk_sql "$dir" "$fate" | sed 's/^failed|//')
like "$(grep surat.pdf "$dir/log" | tail -n 1)" \
    "ticket=$code .*send-failed.*file surat.pdf of mail 1: the bytes" \
    'the log says of which ticket, which file and where it was'
done_testing
