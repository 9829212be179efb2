#!/bin/sh
# A real mailbox that changes while it is read: what others flag, remove and
# add, where marks go, and what a killed server leaves behind.
. t/lib/tap.sh
. t/lib/mailserver.sh
BUILD=${BUILD:-build}
dir=$(mktemp -d)
trap 'ms_stop "$dir"; rm -rf "$dir"' EXIT
ms_start "$dir" || exit 1
printf rahasia >"$dir/pw"
chmod 600 "$dir/pw"
box=$(ms_box "$dir" ipds6104)

tool()
{
	"$BUILD/lib/nettool" "$@" host=localhost port="$MS_IMAPS" \
	    ca="$MS_CA" user=ipds6104 password_file="$dir/pw"
}

# fetch [KEY=VALUE...]: UIDs that came, in $got; UIDVALIDITY in $validity.
fetch()
{
	tool fetch "$@" >"$dir/out" 2>"$dir/err"
	status=$?
	got=$(sed -n 's/^[mc][a-z]* uid=\([0-9]*\).*/\1/p' "$dir/out" | uniq |
	    tr '\n' ' ')
	validity=$(sed -n 's/.*validity=\([0-9]*\).*/\1/p' "$dir/out" | head -n 1)
}

mail()
{
	for n in "$@"; do
		printf 'Received: from x; Fri, 20 Nov 2026 09:12:00 +0700
Subject: mail %s\n\nisi %s\n' "$n" "$n" >"$dir/$n.eml"
		ms_deliver "$dir" ipds6104 "$dir/$n.eml"
	done
}

imap()
{
	ms_imap "$dir" ipds6104 "$1" -X "$2" | tr -d '\r'
}

seen()
{
	imap INBOX 'UID SEARCH SEEN' | sed 's/^\* SEARCH *//'
}

# UIDs with the keyword.
kept()
{
	imap "${1:-INBOX}" 'UID SEARCH KEYWORD $Tanggap' |
	    sed 's/^\* SEARCH *//'
}

mail 1 2 3 4 5
fetch
is "$status $got" '0 1 2 3 4 5 ' 'all five'
is "$(sed -n 's/^mail uid=1 .* date=\([0-9]*\).*/\1/p' "$dir/out")" \
    "$(date -d 2026-11-20T09:12:00+07:00 +%s)" 'with the internal date'
is "$(seen)" '' 'none of them became \Seen'
fetch out="$dir"
is "$(tr -d '\r' <"$dir/3")" "$(cat "$dir/3.eml")" 'the bytes are the mail'
is "$(grep -c "$(printf '\r')" "$dir/3")" 4 'with CRLF lines'

imap 'INBOX' 'UID STORE 2,4 +FLAGS (\Seen)' >/dev/null
fetch
is "$got" '1 2 3 4 5 ' 'what another client has read comes all the same'
is "$(seen)" '2 4' 'and stays \Seen'
imap INBOX 'UID STORE 2 +FLAGS (\Deleted)' >/dev/null
imap INBOX EXPUNGE >/dev/null
fetch
is "$got" '1 3 4 5 ' 'an expunged one does not'
fetch uidvalidity="$validity" last_uid=3
is "$got" '4 5 ' 'from a position'
mail 6
fetch uidvalidity="$validity" last_uid=5
is "$got" '6 ' 'what arrived since'

# While it is being read: more arrive, one goes.
(sleep 0.4; mail 7 8; imap INBOX 'UID STORE 6 +FLAGS (\Deleted)' >/dev/null
    imap INBOX EXPUNGE >/dev/null) &
fetch passes=2 slow_ms=300
wait
is "$status $got" '0 1 3 4 5 6 7 8 ' \
    'mails that arrive and go during the pass'

fetch mark=ticket
is "$status $(kept)" '0 1 3 4 5 7 8' 'marked with the keyword'
fetch mark=ticket keyword=
is "$status" 0 'without a keyword nothing is marked'
fetch mark=spam move=spam:Sampah/Räume move=ticket:Selesai
is "$status $got" '0 1 3 4 5 7 8 ' 'moved by outcome'
fetch
is "$got" '' 'the mailbox is empty then'
fetch mailbox=Sampah/Räume
is "$got" '1 2 3 4 5 6 ' 'the folder was created, and holds them'
is "$(tool status | grep -c '^folder=Sampah/Räume$')" 1 \
    'under its own name'
fetch mailbox=Sampah/Räume mark=x
is "$status $(kept "Sampah/R&AOQ-ume")" '0 1 2 3 4 5 6' \
    'a mailbox with another name'
mail 9
fetch mark=other move=spam:Sampah
is "$status $(kept)" '0 9' 'an outcome without a folder gets the keyword'

ms_renumber "$dir" ipds6104
old=$validity
fetch uidvalidity="$validity" last_uid=8
is "$got" '1 ' 'another UIDVALIDITY: from the start'
[ "$validity" != "$old" ]
ok $? 'and the item says which'

# IDLE, and polling where it is switched off.
for how in no_idle=0 'no_idle=1 poll=1'; do
	tool fetch wait=20 passes=2 $how uidvalidity="$validity" \
	    last_uid=999 >"$dir/out" 2>&1 & pid=$!
	until grep -q waiting "$dir/out"; do sleep 0.05; done
	from=$(date +%s%N)
	mail 10
	until [ "$(grep -c ^end "$dir/out")" = 2 ]; do sleep 0.02; done
	ms=$((($(date +%s%N) - from) / 1000000))
	[ $ms -lt 5000 ]
	ok $? "$how: woken after $ms ms"
	kill $pid
	wait $pid 2>/dev/null
done

# A message in pieces, and one that is over the limit.
perl -e 'print "Subject: besar\n\n", ("x" x 76 . "\n") x 40000' \
    >"$dir/big.eml"
ms_deliver "$dir" ipds6104 "$dir/big.eml"
fetch out="$dir" uidvalidity="$validity" last_uid=3
is "$(tr -d '\r' <"$dir/4" | cksum)" "$(cksum <"$dir/big.eml")" \
    'a big one comes whole'
like "$(cat "$dir/out")" 'chunk uid=4 .* last$' 'in pieces'
fetch limit=2000000 uidvalidity="$validity" last_uid=3
like "$(cat "$dir/out")" 'mail uid=4 .* size=3120018 len=1048576 .* truncated' \
    'over the limit its first part comes'

# The file of a mail vanishes behind the server's back.
mail 11 12 13
fetch uidvalidity="$validity" last_uid=4
rm -f "$(grep -l 'Subject: mail 12' "$box"/cur/*)"
fetch uidvalidity="$validity" last_uid=4
is "$status $got" '0 5 7 ' 'a mail whose file is gone is passed over'

# A server without MOVE: copied, and only these are expunged.
mail 20 21
imap INBOX 'UID STORE 1 +FLAGS (\Deleted)' >/dev/null
ms_break "$dir"
echo 'imap_capability = IMAP4rev1 UIDPLUS' >>"$dir/dovecot.conf"
ms_again "$dir"
like "$(tool status)" 'idle=0 move=0 uidplus=1' 'a server with less'
fetch mark=spam move=spam:Tanpa uidvalidity="$validity" last_uid=7
is "$status $got" '0 8 9 ' 'moved without MOVE'
fetch uidvalidity="$validity" last_uid=7
is "$got" '' 'they are gone'
is "$(imap INBOX 'UID SEARCH DELETED')" '* SEARCH 1' \
    'what another client has deleted is still there'
fetch mailbox=Tanpa
is "$got" '1 2 ' 'and the folder has them'

# Where a piece ends with a CR that ends no line, nothing is passed over.
perl -e 'print "Subject: crx\r\n\r\n"; printf "%07d\r", $_ for 1 .. 400000' \
    >"$dir/cr.eml"
ms_deliver "$dir" ipds6104 "$dir/cr.eml"
fetch out="$dir"
like "$got" ' 10 $' 'one with lines that end in CR'
is "$(cksum <"$dir/10")" "$(cksum <"$dir/cr.eml")" 'comes as it is'

tool fetch slow_ms=1000 >"$dir/out" 2>"$dir/err" & pid=$!
until grep -q ^mail "$dir/out"; do sleep 0.05; done
ms_break "$dir"
wait $pid
tool fetch >"$dir/out" 2>"$dir/err"
is $? 3 'a dead server: later'
like "$(cat "$dir/err")" "localhost:$MS_IMAPS: .*onnect" 'and said so'
ms_again "$dir"
tool fetch wait=20 passes=2 >"$dir/out" 2>"$dir/err" & pid=$!
until grep -q waiting "$dir/out"; do sleep 0.05; done
ms_break "$dir"
wait $pid
is $? 3 'a server that dies while we wait: later'
done_testing
