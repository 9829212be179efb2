#!/bin/sh
# A configuration that is wrong changes nothing in a running daemon; one that
# is right counts at once.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin

# ask N: a question by citizen N is delivered.
ask()
{
	desk_mail "Warga $1 <w$1@example.com>" "Data penduduk desa $1" \
	    "Selamat pagi, mohon data jumlah penduduk desa $1 tahun 2024." \
	    >"$dir/ask"
	ms_deliver "$dir" ipds6104 "$dir/ask"
}

logged()
{
	grep -q "$1" "$dir/log"
}

desk_daemon "$dir"
ask 1
desk_until 10 desk_quiet "$dir" 1
ok $? 'the daemon stands'

echo 'surprise = 1' >>"$dir/tanggap.conf"
kill -s HUP "$(cat "$dir/pid")"
desk_until 10 logged 'reload-refused.*tanggap.conf:[0-9].*surprise'
ok $? 'a wrong configuration is refused with file, line and key'
ask 2
# status would refuse the configuration too
two_sent()
{
	[ "$(desk_sql "$dir" "SELECT count(*) FROM outbox
	    WHERE state = 'sent'")" -eq 2 ]
}
desk_until 10 two_sent
ok $? 'and the old one goes on'

desk_conf "$dir" ticket.prefix=UJI
kill -s HUP "$(cat "$dir/pid")"
desk_until 10 logged 'what=reloaded'
ok $? 'a right one is taken'
ask 3
desk_until 10 desk_quiet "$dir" 3
ok $? 'the daemon goes on'
like "$(desk_sql "$dir" 'SELECT code FROM ticket ORDER BY id DESC LIMIT 1')" \
    '^UJI-' 'and the new setting counts'
desk_end "$dir"
is $? 0 'it ends well'

# Secrets that others can read are none.
chmod 644 "$dir/password"
desk "$dir" check >"$dir/out" 2>&1
is $? 1 'check refuses a password file that others can read'
like "$(cat "$dir/out")" 'password' 'and names it'
desk_pass "$dir"
[ $? -ne 0 ]
ok $? 'so does run'
done_testing
