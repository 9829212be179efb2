#!/bin/sh
# One fate per recipient, whatever the SMTP server does.
. t/lib/tap.sh
BUILD=${BUILD:-build}
dir=$(mktemp -d)
trap 'rm -rf "$dir"; kill $pid 2>/dev/null' EXIT
printf 'Subject: x\r\n\r\nisi\n.\n..titik\r\nselesai' >"$dir/mail"

# send MODE [KEY=VALUE...]: the fates of two mails to four people each, one
# word a recipient, in $got; the words of the first in $out.
send()
{
	mode=$1
	shift
	mkfifo "$dir/port"
	rm -f "$dir/heard"
	perl t/lib/fake-smtp.pl "$mode" "$dir/heard" >"$dir/port" & pid=$!
	read -r port <"$dir/port"
	rm "$dir/port"
	"$BUILD/lib/nettool" send host=127.0.0.1 port="$port" tls=none \
	    from=desk@example.test to=one@example.test \
	    to=later@example.test to=never@example.test to='no address' \
	    file="$dir/mail" count=2 slow_ms=100 connect_timeout=2 timeout=1 \
	    deadline=2 "$@" >"$dir/out" 2>"$dir/err"
	status=$?
	out=$(cat "$dir/out" "$dir/err")
	kill $pid
	wait $pid 2>/dev/null
	got=$(awk '/^no address/ { $2 = $3; $3 = $4 }
		{ sub(/code=/, "", $3); printf "%s%s:%s", n++ ? " " : "",
		    $2, $3 }' "$dir/out")
}

# expect WHAT 'STATUS FATES': of both mails.
expect()
{
	is "$status $got" "$2" "$1"
}

said='later:450 never:550 never:0'
none='later:0 later:0 later:0 never:0'
send good
expect 'accepted, refused for now, refused for good, no address' \
    "0 sent:250 $said sent:250 $said"
like "$out" 'one@.* status=2\.0\.0 words=2\.0\.0 queued as 1\.1$' \
    'with status and words'
like "$out" 'never@.* status=5\.1\.1 words=5\.1\.1 no such \?\[31muser$' \
    'words are made safe for a terminal'
like "$out" 'queued as 1\.2$' 'both over one connection'
is "$(grep -c 'RCPT TO:<no' "$dir/heard")" 0 \
    'what is no address never reaches the server'
is "$(sed -n 's/^1 | \(.*\)/\1/p; /^1 BARE/p' "$dir/heard" | head -n 6 |
    tr '\n' '~')" 'Subject: x~~isi~..~...titik~selesai~' \
    'lines end in CRLF, dots are doubled'
like "$(cat "$dir/heard")" '^1 MAIL FROM:<desk@example.test> SIZE=' \
    'without DSN parameters, but with the size'

send good dsn=1 envid='PST=1+2' from=
like "$(cat "$dir/heard")" \
    'MAIL FROM:<> RET=HDRS ENVID=PST\+3D1\+2B2 SIZE=' \
    'empty sender, ENVID as xtext'
like "$(cat "$dir/heard")" 'RCPT TO:<one@example.test> NOTIFY=FAILURE,DELAY '\
'ORCPT=rfc822;one@example.test$' 'NOTIFY and ORCPT where DSN is offered'

send good from='desk@example.test> BODY=8BITMIME'
expect 'a sender that is no address: nothing is said' \
    '0 never:0 never:0 never:0 never:0 never:0 never:0 never:0 never:0'
send good to='x@example.test
RSET'
like "$out" '^RSET never' 'a line end in an address: never'
! grep -q RSET "$dir/heard"
ok $? 'and never a command'

for m in dropmail 421mail droprcpt 421rcpt garbage endless nogreet; do
	send $m
	expect "$m: nothing was accepted, later" "3 $none $none"
done
send 421once
expect '421 to the first connection: the next mail goes' \
    "0 $none sent:250 $said"
send needlogin
expect '530: a person is needed' "4 $none $none"
like "$out" '530 5\.7\.0 must log in' 'with the words of the server'
send multi
expect 'answers of several lines' "0 sent:250 $said sent:250 $said"

send dropdata
expect 'lost at DATA: later' "3 later:0 $said later:0 $said"
send nodata
expect '451 to DATA: later' "0 later:451 $said later:451 $said"
for m in dropdot silentdot; do
	send $m
	expect "$m: after the final dot nobody knows" \
	    "0 uncertain:0 $said uncertain:0 $said"
done
perl -e 'print "Subject: x\r\n\r\n", ("x" x 70, "\r\n") x 250000' >"$dir/large"
send dropbody file="$dir/large"
expect 'lost in the middle of it: later, and 354 was no answer to it' \
    "0 later:0 $said later:0 $said"
like "$out" 'one@.* words=the server closed the connection' \
    'the words say what happened'
send slowdot deadline=9
expect 'a slow answer to the dot is waited for' \
    "0 sent:250 $said sent:250 $said"
send 451dot
expect '451 to the dot: later' "0 later:451 $said later:451 $said"
send 554dot
expect '554 to the dot: never' "0 never:554 $said never:554 $said"
send 421dot
expect '421 to the dot: later' "0 later:421 $said later:421 $said"
for m in closeidle 421idle; do
	send $m
	expect "$m: a new connection for the second mail" \
	    "0 sent:250 $said sent:250 $said"
	like "$out" 'queued as 2\.1' 'which is the second'
done

at=$(date +%s)
send slowdot deadline=9 stop_ms=500
expect 'told to stop while the dot is answered: still waits for it' \
    "3 sent:250 $said later:0 later:0 later:0 never:0"
send nogreet connect_timeout=50 stop_ms=200
expect 'told to stop while dialling: later' "3 $none $none"
[ $(($(date +%s) - at)) -lt 8 ]
ok $? 'at once'
done_testing
