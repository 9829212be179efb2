#!/bin/sh
# The mailbox lives while we read it: rebuilt, flagged, filled, emptied, cut.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin

# ask N: a question by citizen N into its own file.
ask()
{
	desk_mail "Warga $1 <w$1@example.com>" "Data penduduk desa $1" \
	    "Selamat pagi, mohon data jumlah penduduk desa $1 tahun 2024." \
	    "Terima kasih, Warga $1." >"$dir/ask.$1"
	echo "$dir/ask.$1"
}

# What there is: mails, tickets, answers in the citizens' mailbox.
books()
{
	ms_settle "$dir"
	echo "$(desk_sql "$dir" 'SELECT count(*) FROM inbox WHERE outcome
	    IS NOT NULL')" \
	    "$(desk_sql "$dir" 'SELECT count(*) FROM ticket')" \
	    "$(ls "$(ms_box "$dir" warga)/new" | wc -l)"
}

ms_deliver "$dir" ipds6104 "$(ask 1)" "$(ask 2)" "$(ask 3)"
ms_imap "$dir" ipds6104 INBOX -X 'STORE 2 +FLAGS (\Seen)' >"$dir/curl"
desk_pass "$dir"
is "$? $(books)" '0 3 3 3' 'a mail that somebody has read is taken too'

ms_renumber "$dir" ipds6104
desk_pass "$dir"
is "$? $(books)" '0 3 3 3' 'a rebuilt mailbox: nobody is answered again'
ms_deliver "$dir" ipds6104 "$(ask 4)"
desk_pass "$dir"
is "$? $(books)" '0 4 4 4' 'and what comes after it is new'

# A move to another server that adds a header: other bytes, the same mails.
box=$(ms_box "$dir" ipds6104)
for f in "$box"/cur/*; do
	{ printf 'X-Migrated: yes\r\n'; cat "$f"; } >"$dir/moved"
	cat "$dir/moved" >"$f"
done
rm -f "$box"/dovecot*
ms_renumber "$dir" ipds6104
desk_pass "$dir"
is "$? $(books)" '0 8 4 4' 'a moved mailbox: nobody is answered again'
is "$(desk_sql "$dir" "SELECT count(*) FROM inbox
    WHERE outcome = 'duplicate'")" 4 'its mails are known by their Message-ID'

ms_imap "$dir" ipds6104 INBOX -X 'STORE 1:2 +FLAGS (\Deleted)' >"$dir/curl"
ms_imap "$dir" ipds6104 INBOX -X EXPUNGE >"$dir/curl"
desk_pass "$dir"
is "$? $(books)" '0 8 4 4' 'what the office deletes stays in the books'

# Mails come and go while a pass is under way.
for n in $(seq 10 49); do ask "$n"; done >"$dir/many"
ms_deliver "$dir" ipds6104 $(head -n 20 "$dir/many")
(
	for f in $(tail -n 20 "$dir/many"); do
		ms_deliver "$dir" ipds6104 "$f"
	done
) &
feeder=$!
(
	for i in 1 2 3 4 5; do
		ms_imap "$dir" ipds6104 INBOX -X 'STORE 1 +FLAGS (\Deleted)'
		ms_imap "$dir" ipds6104 INBOX -X EXPUNGE
	done >"$dir/curl" 2>&1
) &
eraser=$!
desk_pass "$dir"
is $? 0 'a pass in a busy mailbox ends well' || tail -n 5 "$dir/log" >&2
wait $feeder $eraser
desk_pass "$dir"
# An expunged mail that was not read yet is gone, and only that one: the
# eraser takes the oldest, which are mostly in the books already.
left=$(ms_imap "$dir" ipds6104 INBOX -X 'SEARCH UNKEYWORD $Tanggap' |
    tr -d '\r')
is "$left" '* SEARCH' 'every mail that is still there has its outcome'
is "$(desk_sql "$dir" 'SELECT count(*) FROM inbox WHERE outcome IS NULL')" 0 \
    'and nothing is half done'
is "$(desk_sql "$dir" 'SELECT count(*) - count(DISTINCT requester)
    FROM ticket')" 0 'nobody has two tickets'

# The daemon: it waits, is woken by mail, survives the server's death.
desk_daemon "$dir"
had=$(desk_sql "$dir" 'SELECT count(*) FROM ticket')
tickets_are()
{
	[ "$(desk_sql "$dir" 'SELECT count(*) FROM ticket')" -eq "$1" ]
}
sleep 1
ms_submit "$dir" w60@example.com ipds6104@bps.go.id "$(ask 60)"
desk_until 10 tickets_are $((had + 1))
ok $? 'a mail wakes the waiting daemon'
ms_break "$dir"
sleep 0.5
ms_again "$dir"
ms_deliver "$dir" ipds6104 "$(ask 61)"
desk_until 60 tickets_are $((had + 2))
ok $? 'after the server died and came back it goes on'
desk_end "$dir"
is $? 0 'it ends when told to'

# Killed in the middle: the server goes while much is being fetched.
for n in $(seq 100 399); do ask "$n"; done >"$dir/many"
ms_deliver "$dir" ipds6104 $(cat "$dir/many")
desk_pass "$dir" &
pass=$!
sleep 0.3
ms_break "$dir"
wait $pass
cut=$?
ms_again "$dir"
desk_pass "$dir"
status=$?
[ $cut -eq 0 ] || [ $cut -eq 3 ]
ok $? "a pass whose server was killed says so ($cut)"
is "$status $(desk_sql "$dir" 'SELECT count(*) FROM ticket')" \
    "0 $((had + 302))" 'the next one takes the rest, none is lost'
is "$(desk_sql "$dir" 'SELECT count(*) - count(DISTINCT requester)
    FROM ticket')" 0 'and none is doubled'
done_testing
