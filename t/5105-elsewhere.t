#!/bin/sh
# Answers that the desk did not send: with the mailbox in Cc, or found in its
# Sent folder. They are the answer of the right ticket, and go nowhere again.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=0s mailbox.sent_folder=Sent

# An old mail lies in the folder before the desk first looks.
{
	printf 'From: PST <ipds6104@bps.go.id>\r\nTo: lama@example.com\r\n'
	printf 'Subject: lama\r\nMessage-ID: <lama@bps.go.id>\r\n\r\nlama\r\n'
} >"$dir/old"
# sent FILE: as if somebody had sent it by webmail
sent()
{
	ms_imap "$dir" ipds6104 Sent -T "$1"
}
ms_imap "$dir" ipds6104 '' -X 'CREATE Sent' >/dev/null 2>&1
sent "$dir/old"

# ask NAME SUBJECT TEXT: a citizen's mail; its id in $dir/NAME.id
ask()
{
	desk_mail "$1 <$1@example.com>" "$2" "$3" >"$dir/$1"
	desk_field "$dir/$1" Message-ID >"$dir/$1.id"
	ms_deliver "$dir" ipds6104 "$dir/$1"
}
ask dani 'Inflasi September' \
    'Mohon data inflasi Kalimantan Barat bulan September 2026 untuk berita.'
ask sari 'Data penduduk' \
    'Mohon data jumlah penduduk Kabupaten Mempawah menurut kecamatan 2024.'
ask budi 'KBLI warung kopi' \
    'Mohon info kode KBLI 2020 untuk usaha warung kopi. Terima kasih.'
desk_pass "$dir"
is $? 0 'the first pass ends well' || tail -n 5 "$dir/log" >&2
ms_settle "$dir"
is "$(desk_sql "$dir" "SELECT count(*) FROM inbox WHERE mailbox = 'Sent'")" 0 \
    'what was in the folder before is left alone'
state()
{
	desk_sql "$dir" "SELECT state FROM ticket
	    WHERE requester = '$1@example.com'"
}
answers()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox WHERE template = 'jawaban'"
}

# 1. An officer writes to the citizen himself, the mailbox in Cc.
{
	printf 'Authentication-Results: mx2.bps.go.id; dmarc=pass\r\n'
	printf 'From: Petugas PST <petugas@test>\r\n'
	printf 'To: dani@example.com\r\nCc: ipds6104@bps.go.id\r\n'
	printf 'Subject: RE: Inflasi September\r\nMessage-ID: <cc.1@test>\r\n'
	printf 'Date: %s\r\n' "$(LC_ALL=C date '+%a, %d %b %Y %H:%M:%S %z')"
	printf 'In-Reply-To: %s\r\n\r\n' "$(cat "$dir/dani.id")"
	printf 'Pagi Mas Dani,\r\n\r\nAngkanya ada di BRS 1 Oktober.\r\n'
} >"$dir/cc"
ms_deliver "$dir" ipds6104 "$dir/cc"
desk_pass "$dir"
is "$(state dani) $(answers) $(desk_sql "$dir" "SELECT outcome FROM inbox
    WHERE message_id = 'cc.1@test'")" 'dijawab 0 answer' \
    'an answer with the mailbox in Cc is recorded, not sent'
is "$(desk_sql "$dir" "SELECT actor FROM event WHERE what = 'answer'")" \
    petugas 'it is his'

# 2. The same from outside without proof: it is asked about.
{
	printf 'From: Petugas PST <petugas@test>\r\n'
	printf 'To: budi@example.com\r\nCc: ipds6104@bps.go.id\r\n'
	printf 'Subject: Re: KBLI warung kopi\r\nMessage-ID: <cc.2@test>\r\n'
	printf 'In-Reply-To: %s\r\n\r\n' "$(cat "$dir/budi.id")"
	printf 'Kodenya 56303.\r\n'
} >"$dir/cc2"
ms_submit "$dir" petugas@test ipds6104@bps.go.id "$dir/cc2"
ms_settle "$dir"
desk_pass "$dir"
is "$(state budi)" diproses 'nobody can stop a clock by writing so'

# 3. Somebody answers by webmail: found in the Sent folder.
{
	printf 'From: PST <ipds6104@bps.go.id>\r\nTo: sari@example.com\r\n'
	printf 'Subject: Re: Data penduduk\r\nMessage-ID: <web.1@bps.go.id>\r\n'
	printf 'Date: %s\r\n' "$(LC_ALL=C date '+%a, %d %b %Y %H:%M:%S %z')"
	printf 'In-Reply-To: %s\r\n\r\n' "$(cat "$dir/sari.id")"
	printf 'Yth. Ibu Sari, lihat Tabel 3.1.2.\r\n'
} >"$dir/web"
sent "$dir/web"
{
	printf 'From: PST <ipds6104@bps.go.id>\r\nTo: rekan@example.net\r\n'
	printf 'Subject: rapat\r\nMessage-ID: <web.2@bps.go.id>\r\n\r\nJam 9.\r\n'
} >"$dir/web2"
sent "$dir/web2"
# our own mail, which some servers keep there by themselves
own=$(desk_found warga 'To: budi@example.com')
sent "$own"
seen=$(ms_imap "$dir" ipds6104 Sent -X 'SEARCH SEEN' | tr -d '\r')
desk_pass "$dir"
is $? 0 'the pass ends well' || tail -n 5 "$dir/log" >&2
is "$(desk_sql "$dir" "SELECT i.outcome, t.requester FROM inbox i
    LEFT JOIN ticket t ON t.id = i.ticket WHERE i.mailbox = 'Sent'
    ORDER BY i.id")" 'answer|sari@example.com
auto|
duplicate|' 'the answer, what is none, and our own'
is "$(state sari) $(answers)" 'dijawab 0' 'her ticket is answered'
is "$(desk_sql "$dir" "SELECT count(*) FROM entry WHERE entry MATCH 'tabel'
    AND source = 'answer'")" 1 'it can be found again'
is "$(ms_imap "$dir" ipds6104 Sent -X 'SEARCH SEEN' | tr -d '\r')" "$seen" \
    'nothing in the folder is marked'
is "$(ms_imap "$dir" ipds6104 Sent -X 'SEARCH KEYWORD $Tanggap' |
    tr -d '\r' | grep '^. SEARCH')" '* SEARCH' 'with no word of ours either'
events=$(desk_sql "$dir" 'SELECT count(*) FROM event')
desk_pass "$dir"
is "$(desk_sql "$dir" 'SELECT count(*) FROM event')" "$events" \
    'a second look finds nothing new'

# 4. The same, but in the mailbox itself, proven.
{
	printf 'Authentication-Results: mx2.bps.go.id; dmarc=pass\r\n'
	printf 'From: PST <ipds6104@bps.go.id>\r\nTo: budi@example.com\r\n'
	printf 'Cc: ipds6104@bps.go.id\r\nSubject: Re: KBLI warung kopi\r\n'
	printf 'Message-ID: <web.3@bps.go.id>\r\n'
	printf 'In-Reply-To: %s\r\n\r\n' "$(cat "$dir/budi.id")"
	printf 'Kodenya 56303.\r\n'
} >"$dir/own"
sed 1d "$dir/own" | sed 's/web.3/web.4/' >"$dir/forged"
ms_deliver "$dir" ipds6104 "$dir/forged"
desk_pass "$dir"
is "$(state budi)" diproses 'a forged one does nothing'
ms_deliver "$dir" ipds6104 "$dir/own"
desk_pass "$dir"
is "$(state budi) $(answers)" 'dijawab 0' 'a proven one is the answer'
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the books agree' || cat "$dir/out" >&2
done_testing
