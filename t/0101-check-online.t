#!/bin/sh
# tanggap check --online says what a person has to mend, and what is right.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin

# check STATUS WHAT: with the configuration as it is; its words in $out.
check()
{
	out=$(timeout -k 2 60 "$BUILD/tanggap" check --online \
	    --config "$dir/tanggap.conf" 2>&1)
	is $? "$1" "$2" || printf '%s\n' "$out" | sed 's/^/#  /' >&2
}

check 0 'with everything right'
like "$out" '^ok +smtp +logged in' 'the login for sending'
like "$out" '^ok +mailbox +0 mails, UIDVALIDITY [0-9]+, IDLE' 'the mailbox'
like "$out" '^ +capability .*IMAP4rev1' 'what the server offers'
like "$out" '^ +folders .*INBOX' 'its folders'
like "$out" '^ok +plus +mail to local\+anything arrives' 'the plus-address'
like "$out" '^note +database +made at the first start' \
    'and makes no database'
is "$(ms_imap "$dir" ipds6104 INBOX -X 'SEARCH SUBJECT probe' |
    tr -d '\r')" '* SEARCH 1' 'the probe lies in the mailbox'
is "$(ms_imap "$dir" ipds6104 INBOX -X 'SEARCH SEEN' | tr -d '\r')" \
    '* SEARCH' 'not marked as read'

# The probe is a mail from ourselves: nobody gets an answer.
desk_pass "$dir"
is "$? $(desk_sql "$dir" 'SELECT count(*) FROM ticket') $(desk_sql "$dir" \
    'SELECT count(*) FROM outbox')" '0 0 0' 'and opens no ticket'

desk_conf "$dir" smtp.plus_addressing=no
check 0 'plus_addressing = no where it works'
like "$out" '^note +plus .*set plus_addressing = yes' 'is told'

desk_conf "$dir" office.address=petugas@bps.go.id smtp.user=ipds6104
check 1 'plus_addressing = yes where it does not work'
like "$out" '^ERROR plus .*set plus_addressing = no' 'is told'

desk_conf "$dir"
printf 'salah' >"$dir/password"
check 1 'a wrong password'
like "$out" '^ERROR smtp ' 'is told of SMTP'
like "$out" '^ERROR mailbox .*(login|password|denied|authentication)' \
    'and of IMAP'
! printf '%s' "$out" | grep -q salah
ok $? 'and never shown'

desk_conf "$dir" mailbox.port=1
check 1 'a closed port'
like "$out" '^ERROR mailbox .*localhost:1:' 'is named'
like "$out" '^ok +smtp' 'and the other server is checked all the same'
desk_conf "$dir" smtp.port=1
check 1 'a closed port for sending'
like "$out" '^ERROR smtp .*localhost:1:' 'is named'
like "$out" '^ok +mailbox .*UIDVALIDITY' 'and the mailbox is checked'

desk_conf "$dir" mailbox.folder='Tidak Ada'
check 1 'a folder that does not exist'
like "$out" '^ERROR mailbox .*Tidak Ada' 'is named'

desk_conf "$dir" mailbox.host="$MS_EXPIRED" smtp.host="$MS_EXPIRED"
check 1 'an expired certificate'
like "$out" '^ERROR smtp .*expired' 'is told of SMTP'
like "$out" '^ERROR mailbox .*expired' 'and of IMAP'

desk_conf "$dir"
chmod 644 "$dir/password"
check 1 'a password that everybody may read'
like "$out" '^ERROR mailbox .*password' 'is refused'
done_testing
