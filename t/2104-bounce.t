#!/bin/sh
# Mails of ours that come back: which case it was, who hears of it, and that
# nobody writes to a dead address until somebody writes from it again.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin

give()
{
	ms_deliver "$dir" ipds6104 "$dir/x"
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
}

# ask NAME [FIELD...]: a request; $ours: our answer to it
ask()
{
	ask_name=$1
	shift
	{
		[ $# -eq 0 ] || printf '%s\r\n' "$@"
		desk_mail "$ask_name <$ask_name@example.com>" \
		    "Data untuk $ask_name" \
		    'Mohon data jumlah penduduk Kabupaten Mempawah tahun 2023' \
		    "untuk penelitian $ask_name."
	} >"$dir/x"
	give
	ours=$(desk_sql "$dir" "SELECT message_id FROM outbox
	    WHERE address = '$ask_name@example.com' ORDER BY id DESC LIMIT 1")
}

# report NAME ACTION STATUS HOW: a delivery report (RFC 3464) about $ours,
# which is named in the returned header or in References
report()
{
	{
		printf '%s\r\n' 'Return-Path: <>' \
		    'From: MAILER-DAEMON@mx.example.net' \
		    'To: ipds6104@bps.go.id' 'Subject: Delivery status' \
		    "Message-ID: <$(date +%s%N)@mx.example.net>" \
		    "Date: $(LC_ALL=C date '+%a, %d %b %Y %H:%M:%S %z')" \
		    'MIME-Version: 1.0'
		[ "$4" != references ] || printf 'References: <%s>\r\n' "$ours"
		printf '%s\r\n' 'Content-Type: multipart/report;' \
		    ' report-type=delivery-status; boundary=b' '' '--b' \
		    'Content-Type: text/plain' '' 'About your mail.' '--b' \
		    'Content-Type: message/delivery-status' '' \
		    'Reporting-MTA: dns; mx.example.net' '' \
		    "Final-Recipient: rfc822; $1@example.com" \
		    "Action: $2" "Status: $3" '--b' \
		    'Content-Type: text/rfc822-headers' ''
		[ "$4" != header ] || printf 'Message-ID: <%s>\r\n' "$ours"
		printf '%s\r\n' 'Subject: x' '' '--b--'
	} >"$dir/x"
	give
}

row()
{
	desk_sql "$dir" "SELECT id, state, due_at FROM ticket
	    WHERE requester = '$1@example.com' ORDER BY id LIMIT 1"
}

last()
{
	desk_sql "$dir" 'SELECT outcome, ticket FROM inbox
	    ORDER BY id DESC LIMIT 1'
}

muted()
{
	desk_sql "$dir" "SELECT count(*) FROM person
	    WHERE address = '$1@example.com' AND muted_until IS NOT NULL"
}

told()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox
	    WHERE role = 'officer' AND ticket = $1"
}

answers()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox
	    WHERE address = '$1@example.com'"
}

for how in header references; do
	ask "tunda$how"
	before=$(row "tunda$how")
	n=$(told "${before%%|*}")
	report "tunda$how" delayed 4.4.1 $how
	is "$(last)" "bounce|${before%%|*}" "a delay is tied by its $how"
	is "$(row "tunda$how") $(told "${before%%|*}") $(muted "tunda$how")" \
	    "$before $n 0" 'and changes nothing'
done

ask penuh
before=$(row penuh)
n=$(told "${before%%|*}")
report penuh failed 5.2.2 header
is "$(last) $(row penuh)" "bounce|${before%%|*} $before" \
    'a full mailbox moves neither state nor clock'
[ "$(told "${before%%|*}")" -gt "$n" ]
ok $? 'the officer hears that it did not arrive'
is "$(muted penuh)" 0 'but the address is not dead'

ask mati
before=$(row mati)
report mati failed 5.1.1 header
is "$(muted mati)" 1 'an address that does not exist is dead'
is "$(desk_sql "$dir" "SELECT count(*) FROM event WHERE what = 'no-address'
    AND ticket = ${before%%|*}")" 1 'so the citizen has no active address'
is "$(row mati)" "$before" 'and still no clock moves'
n=$(answers mati)
sent=$(desk_sql "$dir" 'SELECT count(*) FROM outbox WHERE automatic = 1')
ask mati
is "$(answers mati)" "$n" 'what somebody forges in its name is not answered'
is "$(desk_sql "$dir" 'SELECT count(*) FROM outbox WHERE automatic = 1')" \
    "$sent" 'nor is anybody else'

ask hidup
report hidup failed 5.1.1 header
is "$(muted hidup)" 1 'another one is dead'
ask hidup 'Authentication-Results: mx2.bps.go.id; dkim=pass header.d=example.com'
is "$(muted hidup)" 0 'whoever writes is alive'
[ "$(answers hidup)" -ge 2 ]
ok $? 'and is answered'

# A report about somebody else's mail, with an id that we never gave.
ours=none@elsewhere.example
report mati failed 5.1.1 header
is "$(last)" 'bounce|' 'a strange report finds no case'
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the history holds' || cat "$dir/out" >&2
done_testing
