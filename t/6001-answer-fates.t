#!/bin/sh
# What becomes of an answer whose addressee's server says later, never, or
# sends it back: tried again, told, tied to its ticket; never a second ticket.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin
now=$(date +%s)

for who in coba-lagi ditolak tak-ada bocor warga; do
	desk_mail "Warga <$who@example.com>" "Data penduduk untuk $who" \
	    'Selamat pagi, mohon data jumlah penduduk Mempawah menurut' \
	    'kecamatan tahun 2024. Terima kasih.' >"$dir/$who"
	ms_deliver "$dir" ipds6104 "$dir/$who"
done
desk_pass "$dir"
is $? 0 'a pass with refusals ends well' || tail -n 5 "$dir/log" >&2

# state SQL-CONDITION: the state, code and number of attempts of one answer
state()
{
	desk_sql "$dir" "SELECT state, code, attempts FROM outbox
	    WHERE address = '$1@example.com'"
}
is "$(state warga)" 'sent|250|1' 'an answer that is taken'
is "$(state coba-lagi)" 'queued|450|1' 'one that is put off stays queued'
is "$(state ditolak)" 'failed|554|1' 'one that is refused has failed'
is "$(state tak-ada)" 'failed|550|1' 'so has one to nobody'
like "$(desk "$dir" status)" '^failed .*ditolak@example.com: .*looks like spam' \
    "status says it in the server's words"
code=$(desk_sql "$dir" "SELECT code FROM ticket
    WHERE requester = 'tak-ada@example.com'")
like "$(desk "$dir" show "$code")" 'send-failed.*user unknown' \
    'and the history of the case'

# told NAME: how often the officers heard that NAME's mail did not arrive
told()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox o JOIN ticket t
	    ON t.id = o.ticket WHERE o.template = 'pantul'
	    AND o.role = 'officer' AND t.requester = '$1@example.com'"
}
is "$(told tak-ada) $(told ditolak) $(told coba-lagi)" '1 1 0' \
    'the officer hears of what is refused at once, not of a delay'

# A dead address gets no automatic mail any more, before its owner writes; one
# that was refused for what the mail looks like does.
muted()
{
	desk_sql "$dir" "SELECT group_concat(address, ' ') FROM (SELECT address
	    FROM person WHERE muted_until IS NOT NULL ORDER BY 1)"
}
is "$(muted)" tak-ada@example.com 'who is unknown there is not written to again'
is "$(desk_sql "$dir" "SELECT count(*) FROM event JOIN ticket
    ON ticket.id = event.ticket WHERE what = 'no-address'
    AND requester = 'tak-ada@example.com'")" 1 'and the case knows it'
desk "$dir" kind "$code" pengaduan >/dev/null
desk_pass "$dir"
is "$(told tak-ada)" 1 'the officer hears of it once'

desk_pass "$dir"
is "$(state coba-lagi)" 'queued|450|1' 'it is not tried before its time'
# TIME further on
later()
{
	date -u -d "@$((now + $1))" +%Y-%m-%dT%H:%M:%SZ
}
desk_pass "$dir" --now "$(later 3600)"
is "$(state coba-lagi)" 'queued|450|2' 'but then'
desk_pass "$dir" --now "$(later 864000)"
is "$(state coba-lagi)" 'failed|450|3' 'after the days of give_up it is over'
is "$(told coba-lagi)" 1 'and the officer hears of it'
is "$(state ditolak)" 'failed|554|1' 'what was refused is never tried again'

# The report about bocor has come back into our mailbox by now.
ms_settle "$dir"
desk_pass "$dir"
is "$(desk_sql "$dir" "SELECT count(*) FROM inbox
    WHERE outcome = 'bounce'")" 1 'an answer sent back is a bounce'
is "$(desk_sql "$dir" "SELECT t.requester FROM inbox i JOIN ticket t
    ON t.id = i.ticket WHERE i.outcome = 'bounce'")" bocor@example.com \
    'tied to the ticket that it answers'
is "$(desk_sql "$dir" 'SELECT count(*) FROM ticket')" 5 'it opens no ticket'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE address LIKE 'mailer-daemon%'")" 0 'and gets no answer'
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the books agree' || cat "$dir/out" >&2

# An administrator mends an address book and tries once more.
id=$(desk_sql "$dir" "SELECT id FROM outbox WHERE address = 'tak-ada@example.com'")
desk "$dir" requeue "$id" >"$dir/out" 2>&1
desk_pass "$dir"
is "$(state tak-ada | cut -d"|" -f 1,2) $(grep -c "reject.*tak-ada" \
    "$dir/postfix.log")" "failed|550 2" "a requeued one is tried again"
done_testing
