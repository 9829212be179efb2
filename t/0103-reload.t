#!/bin/sh
# What reaches a daemon that sleeps in IDLE: SIGHUP with a good configuration
# takes effect at once, with a bad one changes nothing; requeue wakes it.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin
n=0

# again [SECTION.KEY=VALUE...]: this configuration, and SIGHUP.
again()
{
	desk_conf "$dir" "$@"
	hup
}

hup()
{
	: >"$dir/log"
	kill -s HUP "$(cat "$dir/pid")"
}

logged()
{
	grep -Eq "$1" "$dir/log"
}

# ask [FROM]: one more citizen asks, and is answered.
ask()
{
	n=$((n + 1))
	desk_mail "Warga <${1:-w$n@example.com}>" "Data penduduk $n" \
	    "Mohon data penduduk Mempawah tahun 2024, desa nomor $n." \
	    >"$dir/ask"
	ms_deliver "$dir" ipds6104 "$dir/ask"
	desk_until 10 desk_quiet "$dir" $n
}

newest()
{
	desk_sql "$dir" 'SELECT code FROM ticket ORDER BY id DESC LIMIT 1'
}

zone()
{
	desk_sql "$dir" "SELECT value FROM meta WHERE key = 'zone-offset'"
}

desk_daemon "$dir"
desk_until 10 desk_quiet "$dir" 0
ask
ok $? 'the daemon works'
is "$(zone)" 25200 'the views know the zone of the office'

again ticket.prefix=ABC office.zone=WITA
desk_until 2 logged what=reloaded
ok $? 'a good configuration is taken at once'
ask
like "$(newest)" '^ABC-' 'and has its effect'
is "$(zone)" 28800 'in the views too'

echo 'nonsense = 1' >>"$dir/tanggap.conf"
hup
desk_until 2 logged 'what=reload-refused.*nonsense'
ok $? 'a bad one is refused, with the reason'
ask
like "$(newest)" '^ABC-' 'and the old one goes on'

for s in mailbox.folder=Lain files.database="$dir/other.db" \
    mailbox.source="folder:$dir"; do
	key=${s%%=*}
	again ticket.prefix=XYZ "$s"
	desk_until 2 logged "what=reload-refused.*${key#*.} has changed.*restart"
	ok $? "$key needs a restart, and the log says so"
done
ask
like "$(newest)" '^ABC-' 'nothing of it was taken'

mv "$dir/key" "$dir/away"
again ticket.prefix=XYZ
desk_until 2 logged 'what=reload-refused.*key'
ok $? 'no new key is made behind our back'
mv "$dir/away" "$dir/key"

for i in 1 2 3 4 5 6 7 8; do
	kill -s HUP "$(cat "$dir/pid")"
done
again ticket.prefix=DEF
desk_until 2 logged what=reloaded
ask
like "$(newest)" '^DEF-' 'many signals at once do no harm'

attempts()
{
	[ "$(desk_sql "$dir" "SELECT attempts FROM outbox
	    WHERE address = 'tak-ada@example.com'")" = "$1" ]
}

ask tak-ada@example.com
attempts 1
ok $? 'a mail that the server refuses is tried once'
desk "$dir" requeue "$(desk_sql "$dir" "SELECT id FROM outbox
    WHERE address = 'tak-ada@example.com'")"
desk_until 2 attempts 2
ok $? 'and once more as soon as a person says so'
desk_end "$dir"
is $? 0 'it ends well'
done_testing
