#!/bin/sh
# The straight line: a mail in the mailbox becomes a ticket, and the citizen
# reads an acknowledgement in her own mailbox. Silence where it is right.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin

desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Selamat siang, saya Sari, mahasiswa. Mohon data jumlah penduduk' \
    'Kabupaten Mempawah menurut kecamatan tahun 2023 dan 2024.' >"$dir/ask"
desk_mail 'Pak Amat <amat@example.org>' 'Keluhan pelayanan' \
    'Saya kecewa. Kemarin jam 10 saya datang ke kantor BPS Mempawah, petugas' \
    'pelayanan tidak ada di tempat dan saya menunggu dua jam tanpa dilayani.' \
    'Mohon ditindaklanjuti dan diberi penjelasan.' >"$dir/complain"
{
	printf 'Auto-Submitted: auto-replied\r\n'
	desk_mail 'Budi <budi@example.net>' 'Automatic reply: Data' \
	    'Saya sedang cuti sampai 1 Desember.'
} >"$dir/auto"
{
	printf 'List-Id: <statistik.milis.example.org>\r\n'
	printf 'Precedence: list\r\n'
	desk_mail 'Milis <milis@example.org>' 'Diskusi data' \
	    'Ada yang punya data PDRB?'
} >"$dir/list"
{
	printf 'Return-Path: <>\r\n'
	desk_mail 'Mail Delivery System <MAILER-DAEMON@example.net>' \
	    'Undelivered Mail Returned to Sender' 'This is the mail system.' \
	    '<x@example.net>: host mx.example.net said: 550 5.1.1 no user'
} >"$dir/bounce"
desk_mail 'Kantor <ipds6104@bps.go.id>' 'Re: Data' 'Ini dari kami sendiri.' \
    >"$dir/own"
cp "$dir/ask" "$dir/again"
ms_deliver "$dir" ipds6104 "$dir/ask" "$dir/complain" "$dir/auto" \
    "$dir/list" "$dir/bounce" "$dir/own" "$dir/again"

desk_pass "$dir"
is $? 0 'one pass ends well' || tail -n 5 "$dir/log" >&2
ms_settle "$dir"

outcomes=$(desk_sql "$dir" 'SELECT outcome, count(*) FROM inbox GROUP BY 1')
like "$outcomes" '^ticket\|2$' 'two mails became tickets'
like "$outcomes" '^duplicate\|1$' 'the second copy is a duplicate'
like "$outcomes" '^bounce\|1$' 'the delivery report is a bounce'
is "$(desk_sql "$dir" 'SELECT kind, requester FROM ticket ORDER BY 1')" \
    "konsultasi|sari@example.com
pengaduan|amat@example.org" 'each with its kind and requester'
is "$(desk_sql "$dir" 'SELECT count(*) FROM ticket WHERE due_at IS NULL
    AND first_due_at IS NULL')" 0 'each has a deadline'

box=$(ms_box "$dir" warga)
is "$(ls "$box/new" | wc -l)" 2 'two answers went out, none to machines'
ack=$(grep -l '^To:.*sari@example.com' "$box/new"/*)
head=$(sed "/^\r*$/q" "$ack" | tr -d "\r" | perl -0pe "s{\n[ \t]+}{ }g")
code=$(desk_sql "$dir" "SELECT code FROM ticket WHERE kind = 'konsultasi'")
like "$head" "^Subject:.*$code" 'the subject carries the ticket'
like "$head" '^Auto-Submitted: auto-replied' 'it says that it is automatic'
like "$head" '^X-Auto-Response-Suppress:' 'and asks for no automatic answer'
asked=$(sed -n 's/^Message-ID: *//Ip' "$dir/ask" | tr -d '\r')
like "$head" "^In-Reply-To: $asked" 'it answers the very mail'
like "$head" '^From:.*ipds6104@bps.go.id' 'it comes from the office'

is "$(ms_imap "$dir" ipds6104 INBOX -X 'SEARCH SEEN' | tr -d '\r')" \
    '* SEARCH' 'nothing in the mailbox is marked as read'
is "$(ms_imap "$dir" ipds6104 INBOX -X 'SEARCH KEYWORD $Tanggap' |
    wc -w)" 9 'all seven carry the keyword'

before=$(desk_sql "$dir" 'SELECT count(*) FROM event')
desk_pass "$dir"
is "$? $(desk_sql "$dir" 'SELECT count(*) FROM event')" "0 $before" \
    'a second pass changes nothing'

# She answers the acknowledgement: no new ticket.
id=$(sed -n 's/^Message-ID: *//Ip' "$ack" | tr -d '\r')
{
	printf 'In-Reply-To: %s\r\nReferences: %s %s\r\n' "$id" "$asked" "$id"
	desk_mail 'Sari Dewi <sari@example.com>' "Re: [$code] Data penduduk" \
	    'Tambahan: mohon dirinci menurut jenis kelamin juga.'
} >"$dir/more"
ms_submit "$dir" sari@example.com ipds6104@bps.go.id "$dir/more"
ms_settle "$dir"
desk_pass "$dir"
is "$(desk_sql "$dir" 'SELECT count(*) FROM ticket')" 2 'her reply opens none'
is "$(desk_sql "$dir" "SELECT t.code FROM inbox i JOIN ticket t
    ON t.id = i.ticket WHERE i.outcome = 'followup'")" "$code" \
    'it joins her ticket'
desk "$dir" verify >"$dir/verify" 2>&1
ok $? 'and the books agree' || cat "$dir/verify" >&2

# The other way to connect.
desk_conf "$dir" mailbox.tls=starttls mailbox.port="$MS_IMAP" \
    smtp.tls=starttls smtp.port="$MS_SUBMISSION"
desk_mail 'Joko <joko@example.com>' 'KBLI warung kopi' \
    'Mohon info kode KBLI 2020 untuk usaha warung kopi. Terima kasih.' \
    >"$dir/starttls"
ms_deliver "$dir" ipds6104 "$dir/starttls"
desk_pass "$dir"
is $? 0 'STARTTLS works too' || tail -n 5 "$dir/log" >&2
ms_settle "$dir"
grep -q '^To:.*joko@example.com' "$box/new"/*
ok $? 'and the answer arrives'
done_testing
