#!/bin/sh
# An IMAP server that dies, lies, drips or babbles: what can be had is had,
# what cannot is named, and nothing hangs.
. t/lib/tap.sh
BUILD=${BUILD:-build}
dir=$(mktemp -d)
trap 'rm -rf "$dir"; kill $pid 2>/dev/null' EXIT
printf x >"$dir/pw"
chmod 600 "$dir/pw"

# fetch SCENARIO [KEY=VALUE...]: what came, one word an item, in $got; the
# exit status in $status, the words in $words.
fetch()
{
	scenario=$1
	shift
	mkfifo "$dir/port"
	perl t/lib/fake-imap.pl >"$dir/port" & pid=$!
	read -r port <"$dir/port"
	rm "$dir/port"
	"$BUILD/lib/nettool" fetch host=127.0.0.1 port="$port" tls=none \
	    user="$scenario" password_file="$dir/pw" connect_timeout=5 \
	    timeout=1 deadline=2 "$@" >"$dir/out" 2>"$dir/err"
	status=$?
	words=$(cat "$dir/err")
	kill $pid
	wait $pid 2>/dev/null
	got=$(awk '{ split($2, u, "="); split($3, d, "="); w = $1 u[2] "/" d[2]
		for (i = 4; i <= NF; i++)
			if ($i ~ /^(first|last|truncated)$/) w = w "," $i
		printf "%s%s", n++ ? " " : "", w }' "$dir/out")
}

# Items as WHAT UID/DONE: every UID up to DONE has been given.
all='mail1/1 mail2/2 mail3/3 mail4/4 mail5/5 end0/5'
lost='mail1/1 mail2/2 mail4/2 mail5/2 broken3/5 end0/5'

expect()
{
	is "$status $got" "$2" "$1"
}

for s in good killonce sizelie quoted nul uidlast flags nocaps; do
	fetch $s
	expect "$s: all five" "0 $all"
done
for s in killmid silentmid drip bye hugelit overflow garbage lit8 unknown \
    nil no; do
	fetch $s
	expect "$s: the third is broken, its neighbours come" "0 $lost"
done
fetch garbage
like "$(cat "$dir/out")" 'broken uid=3 .*error=.*cannot be understood' \
    'a broken item says why'

fetch outoforder
expect 'out of order: the position waits for the last' \
    '0 mail5/0 mail4/0 mail3/0 mail2/0 mail1/5 end0/5'
fetch sparse
expect 'numbers that lie far apart' \
    "0 mail1/1 mail2/2 mail3/3 mail4/4 mail3000000000/3000000000 end0/3000000000"
fetch expunged
expect 'expunged meanwhile: skipped' \
    '0 mail1/1 mail2/2 mail4/2 mail5/2 end0/5'

around='mail1/1 mail2/2 mail4/2 mail5/2 chunk3/2,first'
for s in big bigkill; do
	fetch $s
	expect "$s: in pieces, after the small ones" \
	    "0 $around chunk3/2 chunk3/5,last end0/5"
done
is "$(awk '/chunk/ { split($7, l, "="); n += l[2] } END { print n }' \
    "$dir/out")" 3000016 'and no byte is missing'
fetch bigexact
expect 'as long as three pieces: the third is the last' \
    "0 $around chunk3/2 chunk3/5,last end0/5"
fetch bigvanish
expect 'expunged between two pieces: broken' "0 $around broken3/5 end0/5"
fetch bignil
expect 'NIL instead of the rest: broken' \
    "0 $around chunk3/2 broken3/5 end0/5"
fetch big limit=2000000
expect 'over the limit: only its first piece' \
    '0 mail1/1 mail2/2 mail3/3,truncated mail4/4 mail5/5 end0/5'
fetch good uidvalidity=7 last_uid=3
expect 'from a position' '0 mail4/4 mail5/5 end0/5'
fetch good uidvalidity=6 last_uid=3
expect 'of another UIDVALIDITY: from the start' "0 $all"
fetch good uidvalidity=7 last_uid=5
expect 'nothing new' '0 end0/5'

fetch silent
expect 'silent: later' '3 '
like "$words" '127\.0\.0\.1:[0-9]+: silent' 'with the reason'
fetch endless
expect 'an answer without end: later' '3 '
like "$words" 'too long' 'with the reason'
fetch tagwrong
expect 'another tag: later' '3 '
fetch unavailable
expect 'UNAVAILABLE: later, with what came' \
    '3 mail1/1 mail2/2 mail4/2 mail5/2'
fetch revalid
expect 'UIDVALIDITY changes under way: later' '3 '
fetch novalidity
expect 'no UIDVALIDITY: later' '3 '
fetch loginbye
expect 'BYE at login: later' '3 '
like "$words" 'too many connections' 'with the words of the server'
fetch logintemp
expect 'login is temporarily impossible: later' '3 '
fetch denied
expect 'login denied: a person is needed' '4 '
like "$words" 'login of denied denied: .*wrong \?\[31mpassword' \
    'with the words of the server, made safe'
fetch good mailbox=nowhere
expect 'no such mailbox: a person is needed' '4 '
like "$words" 'mailbox nowhere: no such mailbox' 'and it is named'

# Promptly: both while a server is silent and while the reader is slow.
at=$(date +%s)
fetch silent timeout=60 deadline=60 stop_ms=300
expect 'told to stop: later' '3 '
fetch big slow_ms=500 queue=1 stop_ms=300
is $status 3 'told to stop with a full queue: later'
[ $(($(date +%s) - at)) -lt 5 ]
ok $? 'at once'

# IDLE hears of new mail that is told before the "+".
fetch good wait=30 passes=2
expect 'new mail ends the waiting' "0 $all waiting/ end0/5 waiting/"
done_testing
