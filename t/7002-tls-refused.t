#!/bin/sh
# No secret goes to a server that cannot prove its name, by neither door.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin log.level=info
desk_mail 'Sari <sari@example.com>' 'Data penduduk' \
    'Mohon data penduduk Mempawah tahun 2024 menurut kecamatan.' >"$dir/ask"
ms_deliver "$dir" ipds6104 "$dir/ask"

for fault in "wronghost $MS_WRONGHOST" "expired $MS_EXPIRED" \
    "selfsigned $MS_SELFSIGNED" "untrusted $MS_UNTRUSTED"; do
	name=${fault% *} host=${fault#* }
	desk_conf "$dir" mailbox.host="$host"
	desk_pass "$dir"
	is $? 3 "IMAP, $name: try again later"
	desk_conf "$dir" mailbox.host="$host" mailbox.tls=starttls \
	    mailbox.port="$MS_IMAP"
	desk_pass "$dir"
	is $? 3 "IMAP with STARTTLS, $name: try again later"
done
is "$(desk_sql "$dir" 'SELECT count(*) FROM inbox')" 0 'nothing was read'
grep -c 'what=source-failed.*certificate' "$dir/log" >"$dir/n"
is "$(cat "$dir/n")" 8 'the log names the certificate each time'

desk_conf "$dir" smtp.host="$MS_EXPIRED"
desk_pass "$dir"
is $? 3 'SMTP, expired: the answer waits'
desk_conf "$dir" smtp.host="$MS_WRONGHOST" smtp.tls=starttls \
    smtp.port="$MS_SUBMISSION"
desk_sql "$dir" 'UPDATE outbox SET next_try = 0'
desk_pass "$dir"
is $? 3 'SMTP with STARTTLS, wronghost: the answer waits'
is "$(desk_sql "$dir" 'SELECT state, count(*) FROM outbox GROUP BY 1')" 'queued|2' \
    'it is not lost'
! grep -q 'sasl_username\|user=<ipds6104>.*LOGIN' "$dir/postfix.log"
ok $? 'no password came to Postfix'
desk_conf "$dir"
desk_sql "$dir" 'UPDATE outbox SET next_try = 0'
desk_pass "$dir"
is "$? $(desk_sql "$dir" 'SELECT state, count(*) FROM outbox GROUP BY 1')" '0 sent|2' \
    'the right server gets it'

# Wrong plain text: only to this machine, and only when it is asked for.
desk_conf "$dir" mailbox.tls=none mailbox.port="$MS_IMAP" \
    mailbox.host=mail.example.com
desk "$dir" check >"$dir/out" 2>&1
is $? 1 'plain text to another machine is refused by check'
done_testing
