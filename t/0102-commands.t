#!/bin/sh
# Every command: its use, its errors, its exit status; and that no command
# nor the log names who complains.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin

# run STATUS WHAT COMMAND...: its words in $out.
run()
{
	run_status=$1 run_what=$2
	shift 2
	out=$(timeout -k 2 60 "$BUILD/tanggap" "$@" 2>&1 </dev/null)
	is $? "$run_status" "$run_what" ||
	    printf '%s\n' "$out" | head -n 5 | sed 's/^/#  /' >&2
}

# with STATUS WHAT COMMAND...: with our configuration.
with()
{
	with_status=$1 with_what=$2 with_command=$3
	shift 3
	run "$with_status" "$with_what" "$with_command" \
	    --config "$dir/tanggap.conf" "$@"
}

no()
{
	! printf '%s\n' "$out" | grep -Eiq "$1"
	ok $? "$2" || printf '%s\n' "$out" | sed 's/^/#  /' >&2
}

run 2 'no command'
run 2 'an unknown command' frobnicate
run 0 'help' --help
like "$out" '^  requeue ' 'names every command'
run 0 'short help' -h
run 0 'version' --version
like "$out" '^tanggap [0-9.]+$' 'names one'
"$BUILD/tanggap" states >/dev/full 2>"$dir/full"
is $? 1 'a full disk'
like "$(cat "$dir/full")" 'not all could be printed' 'is noticed'
for c in status list verify states templates check run; do
	with 2 "$c takes no argument" $c extra
done
for c in show backup release requeue due explain; do
	with 2 "$c wants one" $c
done
with 2 'an unknown option' list --frobnicate
with 2 'a time that is none' due --from kemarin --days 3
with 2 'days that are none' due --from 2026-11-20T09:12:00+07:00 --days x
with 2 '--now for a daemon' run --now 2026-11-20T09:12:00+07:00
run 1 'no such configuration' status --config "$dir/none.conf"
like "$out" 'none.conf' 'is named'
for c in 'status' 'list' 'show X' 'verify' 'release 1' 'requeue 1'; do
	with 1 "$c before the first run" $c
	like "$out" 'there is no database yet' 'says so'
done
[ ! -e "$dir/tanggap.db" ]
ok $? 'and makes none'

with 0 'states' states
like "$out" '^-  +open-complete  +diproses ' 'prints the table'
with 0 'templates' templates
like "$out" '^id ack-konsultasi: .*code' 'prints variables'
with 0 'check --settings' check --settings
like "$out" '^limits mail_size$' 'prints settings'
with 0 'due' due --from 2026-11-20T09:12:00+07:00 --days 3
is "$(printf '%s\n' "$out" | sed -n 1p)" '2026-11-25T16:00:00+07:00' \
    'the deadline alone on the first line'

# What becomes of the mails: three kinds of fate, one of them a complaint's.
desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Mohon data penduduk Mempawah tahun 2024 menurut kecamatan.' >"$dir/a.eml"
desk_mail 'Pak Amat <tak-ada@example.org>' 'Keluhan pelayanan' \
    'Saya kecewa. Kemarin jam 10 saya datang ke kantor BPS Mempawah, petugas' \
    'pelayanan tidak ada di tempat dan saya menunggu dua jam tanpa dilayani.' \
    'Mohon ditindaklanjuti dan diberi penjelasan.' >"$dir/b.eml"
desk_mail 'Budi <ditolak@example.net>' 'PDRB' \
    'Mohon data PDRB Mempawah tahun 2020 sampai 2024.' >"$dir/c.eml"
{
	desk_mail 'Besar <besar@example.com>' 'Lampiran' 'Lihat lampiran.'
	perl -e 'print "x" x 70, "\r\n" for 1 .. 3000'
} >"$dir/d.eml"
desk_conf "$dir" limits.mail_size=100K
ms_deliver "$dir" ipds6104 "$dir"/[abcd].eml
with 0 'run --once' run --once
log=$out
like "$log" '^[^ ]+ outbox=[0-9]+ ticket=PST-[0-9-]+ template=ack-konsultasi '\
'what=sent code=250 status=2\.' 'the log tells of a mail what matters'
like "$log" 'template=ack-konsultasi what=send-failed code=554 status=5\.7\.1 '\
'why=".*spam' 'and why one was refused'
like "$log" 'template=ack-pengaduan what=send-failed code=550 status=5\.1\.1 '\
'why="\(dirahasiakan\)"' 'of a complaint not'
no 'tak-ada|amat' 'nor who complains'
like "$out" 'outcome=quarantine .* reason="[^"]*\\"mail-size: [^"]*\\""$' \
    'the reason with its quotation marks escaped'

code()
{
	desk_sql "$dir" "SELECT code FROM ticket WHERE requester LIKE '$1%'"
}
with 0 'status' status
like "$out" '^mails +4 received, ' 'counts mails'
like "$out" '^tickets +3, 3 open, 0 late' 'and tickets'
like "$out" "^failed +outbox [0-9]+ $(code ditolak) to ditolak@example.net: \
.*spam" 'tells which mail failed, and why'
like "$out" "^failed +outbox [0-9]+ $(code tak-ada) to \(dirahasiakan\): \
\(dirahasiakan\)" 'of a complaint only that it did'
like "$out" '^quarantine inbox [0-9]+: ' 'and what was put aside'
no 'tak-ada|amat|keluhan' 'the complaint stays hidden'

with 0 'list' list
like "$out" "^$(code sari) +diproses +konsultasi +.* sari@example.com +Data" \
    'shows a question'
like "$out" "^$(code tak-ada) +[a-z]+ +pengaduan +.* \(dirahasiakan\) *$" \
    'and that there is a complaint'
no 'tak-ada|amat|keluhan' 'the complaint stays hidden'
no LATE 'nothing is late today'
with 0 'list, much later' list --now 2027-02-01T09:00:00+07:00
like "$out" "^$(code sari) .*LATE" 'what is open is late'
desk_sql "$dir" "UPDATE ticket SET answered_at = 1795000000
    WHERE requester = 'sari@example.com'"
with 0 'once answered' list --now 2027-02-01T09:00:00+07:00
is "$(printf '%s\n' "$out" | grep -c LATE)" "$(
    desk "$dir" status --now 2027-02-01T09:00:00+07:00 |
    sed -n 's/^tickets.* \([0-9]*\) late.*/\1/p')" \
    'list and status agree on what is late'
desk_sql "$dir" "UPDATE ticket SET answered_at = NULL"

with 0 'show' show "$(code sari)"
like "$out" '^requester +sari@example.com' 'names who asks'
like "$out" ' sent +ack-konsultasi to sari' 'with the history'
with 0 'show of a complaint' show "$(code tak-ada)"
like "$out" '^requester +\(dirahasiakan\)' 'names nobody'
no 'tak-ada|amat|keluhan|kecewa' 'in no line'
with 0 'show, small letters' show "$(code sari | tr A-Z a-z)"
with 1 'show of nothing' show PST-0001-0001
like "$out" 'no ticket PST-0001-0001' 'says so'

id=$(desk_sql "$dir" "SELECT id FROM outbox WHERE address LIKE 'ditolak%'")
with 0 'requeue' requeue "$id"
with 1 'requeue of what waits already' requeue "$id"
like "$out" "outbox $id: not in the state" 'says so'
with 2 'requeue of no number' requeue x
is "$(desk_sql "$dir" "SELECT what || detail FROM event ORDER BY id DESC
    LIMIT 1")" "requeue$id" 'and the history tells who did it'
id=$(desk_sql "$dir" "SELECT id FROM inbox WHERE outcome = 'quarantine'")
with 0 'release' release "$id"
with 1 'release of what is not put aside' release "$id"
with 0 'and a run' run --once
like "$out" 'answer=none reason="[^"]*(\\"[^"]*)*" silence="[^"]+"$' \
    'tells why it answers nobody'
is "$(desk_sql "$dir" "SELECT count(*) FROM inbox WHERE outcome IS NULL")" 0 \
    'takes both up'

with 0 'backup' backup "$dir/copy.db"
is "$("$BUILD/lib/sql" "$dir/copy.db" 'SELECT count(*) FROM ticket')" 3 \
    'has everything'
is "$(stat -c %a "$dir/copy.db")" 600 'for its owner alone'
with 1 'backup over a file' backup "$dir/copy.db"
with 1 'backup to nowhere' backup "$dir/none/copy.db"

with 0 'verify' verify
like "$out" '^4 mails, [0-9]+ events, 0 findings; history up to [0-9a-f]{64}$' \
    'of a sound database'

# Rows that cannot be sent stand in nobody's way and are tried once.
desk_sql "$dir" "UPDATE outbox SET state = 'queued', next_try = 0"
desk_sql "$dir" "DELETE FROM letter WHERE outbox = 1"
desk_sql "$dir" "UPDATE outbox SET recipients = 'x@test' || char(10) ||
    'y@test' WHERE id = 2"
with 0 'a pass with broken rows' run --once
is "$(desk_sql "$dir" 'SELECT state, attempts FROM outbox WHERE id < 3')" \
    'failed|2
failed|2' 'they have failed'
is "$(desk_sql "$dir" "SELECT DISTINCT template FROM outbox
    WHERE state = 'queued' ORDER BY 1")" 'pantul
peringatan' \
    'the others have gone their way, and the officers are to hear of it'
desk_sql "$dir" "UPDATE outbox SET state = 'sending' WHERE id = 1"
with 0 'one left as sending' run --once
is "$(desk_sql "$dir" 'SELECT state FROM outbox WHERE id = 1')" uncertain \
    'is of unknown fate'

with 1 'verify of a mail without bytes' verify
like "$out" '^outbox 1: has no bytes' 'finds it'
desk_sql "$dir" 'DROP TRIGGER event_no_update'
desk_sql "$dir" "UPDATE event SET what = 'closed' WHERE id = 2"
with 1 'verify after a line of the history was changed' verify
like "$out" '^event 2' 'finds it'

with 0 'explain' explain "$dir/a.eml"
like "$out" '^  outcome +ticket' 'one mail'
with 1 'explain of a folder, one mail in it too large' explain --json "$dir"
is "$(printf '%s\n' "$out" | wc -l)" 4 'a line for each mail'
with 1 'explain of no file' explain "$dir/none.eml" "$dir/a.eml"
like "$out" 'none.eml.*No such file' 'is told, and the others explained'
mkdir "$dir/odd" "$dir/empty"
cp "$dir/a.eml" "$dir/odd/$(printf 'x\377').EML"
mkfifo "$dir/odd/pipe.eml"
with 1 'explain of a folder with a pipe in it' explain --json "$dir/odd"
like "$out" 'pipe.eml: not a regular file' 'does not wait for it'
like "$out" "/x$(printf '\357\277\275')\.EML\".*\"outcome\":\"ticket\"" \
    'a name that is not UTF-8 ends as JSON that is'
with 1 'explain of an empty folder' explain "$dir/empty"
like "$out" 'no .eml in it' 'says so'
for together in '' --together; do
	out=$(cat "$dir/a.eml" | desk "$dir" explain --json $together -)
	is $? 0 "explain $together of a pipe"
	like "$out" '"subject":"Data penduduk".*"outcome":"ticket"' \
	    'reads it whole'
	desk_conf "$dir" limits.mail_size=100K
	out=$(desk "$dir" explain --json $together "$dir/d.eml")
	is $? 1 "explain $together of a mail over the limit"
	like "$out" '"error":"mail-size.*"outcome":"quarantine"' 'says so'
done

# In order of receipt, whatever the order of the files; --now moves both.
{
	printf 'Received: from a by b; Fri, 20 Nov 2026 09:00:00 +0700\r\n'
	cat "$dir/a.eml"
} >"$dir/z.eml"
{
	printf 'Received: from a by b; Fri, 20 Nov 2026 10:00:00 +0700\r\n'
	cat "$dir/z.eml"
} >"$dir/y.eml"
for now in '' '--now 2026-11-23T09:00:00+07:00'; do
	out=$(desk "$dir" explain --together --json $now "$dir/y.eml" \
	    "$dir/z.eml")
	is "$(printf '%s\n' "$out" | sed 's/.*"file":"[^"]*\(.\)\.eml.*/\1/' |
	    tr -d '\n')" zy "explain --together $now: in order of receipt"
	case $now in
	'') want=2026-11-25T16:00:00 ;;
	*) want=2026-11-26T16:00:00 ;;
	esac
	like "$(printf '%s\n' "$out" | head -n 1)" "\"due\":\"$want" \
	    'the deadline counts from there'
done

# What the configuration names must be there, or must be possible to make.
desk_conf "$dir" "mailbox.source=folder:$dir/nowhere"
with 1 'check of a folder that is not there' check
like "$out" "ERROR mailbox +source = folder:$dir/nowhere: No such file" \
    'names it'
desk_conf "$dir" "mailbox.source=folder:$dir/a.eml"
with 1 'check of a folder that is a file' check
like "$out" 'ERROR mailbox .*Not a directory' 'says so'
desk_conf "$dir" "files.database=$dir/new/tanggap.db"
with 0 'check of a database in a folder to be made' check
like "$out" 'note +database +made at the first start' 'notes it'
desk_conf "$dir" "files.database=$dir/new/er/tanggap.db"
with 1 'check of a database in two of them' check
like "$out" "ERROR database .*: $dir/new: No such file" 'names what is missing'
desk_conf "$dir" "files.database=$dir/a.eml/tanggap.db"
with 1 'check of a database under a file' check
for key in rules holidays patterns templates; do
	desk_conf "$dir" "files.$key=$dir/nowhere"
	with 1 "check of $key that are not there" check
	like "$out" "tanggap.conf: \[files\] $key = $dir/nowhere: No such file" \
	    'names the setting'
done

desk_conf "$dir" mailbox.port=1
with 3 'a server that is down' run --once
done_testing
