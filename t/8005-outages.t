#!/bin/sh
# One server down never stops the work with the other; whatever the daemon
# waits for, SIGTERM ends it within a second, and a quiet one costs nothing.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin

desk_mail 'Sari <sari@example.com>' 'Data penduduk' \
    'Mohon data penduduk Mempawah tahun 2024 menurut kecamatan.' >"$dir/ask"

logged()
{
	grep -Eq "$1" "$dir/log"
}

# states [ROLE]: of the mails to these, one "STATE ATTEMPTS" a line.
states()
{
	desk_sql "$dir" "SELECT state || ' ' || attempts FROM outbox
	    WHERE role LIKE '${1:-%}'"
}

became()
{
	[ "$(states requester)" = "$1" ]
}

# silent: a server in $port that accepts and says nothing.
silent()
{
	mkfifo "$dir/port"
	perl t/lib/fake-smtp.pl "${1:-nogreet}" "$dir/heard" >"$dir/port" \
	    3>&- &
	fake=$!
	read -r port <"$dir/port"
	rm "$dir/port"
}

heard()
{
	[ -s "$dir/heard" ]
}

# ends WHAT [STATUS]: SIGTERM, and the clock.
ends()
{
	at=$(date +%s%N)
	desk_end "$dir"
	is $? 0 "$1: SIGTERM ends it well"
	[ $((($(date +%s%N) - at) / 1000000)) -lt "${2:-1000}" ]
	ok $? "$1: in time"
}

desk_conf "$dir" smtp.port=1
ms_deliver "$dir" ipds6104 "$dir/ask"
desk_pass "$dir"
is $? 3 'no SMTP server: come later'
is "$(states requester)" 'queued 0' \
    'the ticket stands, its answer waits untouched'

desk_conf "$dir" mailbox.port=1
: >"$dir/log"
desk_daemon "$dir"
desk_until 10 became 'sent 1'
ok $? 'no IMAP server from the start: what is due is sent'
like "$(desk "$dir" status)" '^mailbox +DOWN since .*localhost:1:' \
    'and status says what is down'
ends 'waiting for a server to come back'

desk_conf "$dir" smtp.port=1
desk_mail 'Budi <budi@example.com>' 'PDRB' \
    'Mohon data PDRB Mempawah tahun 2020 sampai 2024.' >"$dir/more"
desk_daemon "$dir"
desk_until 10 logged smtp-failed
ms_deliver "$dir" ipds6104 "$dir/more"
desk_until 10 became 'sent 1
queued 0'
ok $? 'no SMTP server: mail is taken'
desk_conf "$dir"
kill -s HUP "$(cat "$dir/pid")"
desk_until 10 became 'sent 1
sent 1'
ok $? 'a reload tries at once'
desk_until 5 desk_quiet "$dir" 2
ends 'in IDLE'

# With IDLE there is nothing to do, however short "poll" is.
desk_conf "$dir" mailbox.poll=1s
desk_daemon "$dir"
desk_until 10 desk_quiet "$dir" 2
sleep 0.5
stat="$(cut -d ' ' -f 14,15 "/proc/$(cat "$dir/pid")/stat") $(
    stat -c %Y.%y "$dir/tanggap.db-wal")"
sleep 3
is "$(cut -d ' ' -f 14,15 "/proc/$(cat "$dir/pid")/stat") $(
    stat -c %Y.%y "$dir/tanggap.db-wal")" "$stat" \
    'quiet: no CPU and nothing written'
ends 'quiet'

silent
desk_conf "$dir" mailbox.port="$port"
desk_daemon "$dir"
sleep 0.5
ends 'connecting to a silent IMAP server'
kill $fake

# A mail is not of unknown fate before the connection stands.
desk_conf "$dir" smtp.port=1
sed 's/Mohon data/Mohon tabel/; s/^Message-ID: </&x/' "$dir/more" >"$dir/third"
ms_deliver "$dir" ipds6104 "$dir/third"
desk_pass "$dir"
silent
desk_conf "$dir" smtp.port="$port"
desk_daemon "$dir"
sleep 0.7
is "$(states | tail -n 1)" 'queued 0' 'connecting: not marked as sending'
kill -s KILL "$(cat "$dir/pid")"
wait "$(cat "$dir/pid")" 2>/dev/null
desk_conf "$dir" smtp.port=1
desk_pass "$dir"
is "$(states | tail -n 1)" 'queued 0' 'killed there: still to be sent'
desk_conf "$dir" smtp.port="$port"
desk_daemon "$dir"
sleep 0.7
ends 'connecting to a silent SMTP server'
kill $fake

# In the dialogue: the answer to the final dot has a few seconds more.
silent silentdot
desk_conf "$dir" smtp.host=127.0.0.1 smtp.port="$port" smtp.tls=none \
    smtp.user= smtp.password_file=
desk_daemon "$dir"
desk_until 10 heard
sleep 0.3
ends 'after the final dot' 7000
is "$(states | tail -n 1)" 'uncertain 1' 'and nobody knows its fate'
kill $fake
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the books agree' || cat "$dir/out" >&2
done_testing
