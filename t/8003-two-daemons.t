#!/bin/sh
# One database has one daemon: the second refuses and harms nobody.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin
desk_mail 'Sari <sari@example.com>' 'Data penduduk' \
    'Mohon data penduduk Mempawah tahun 2024 menurut kecamatan.' >"$dir/ask"

desk_daemon "$dir"
desk_until 10 desk_quiet "$dir" 0
ok $? 'the first daemon stands'
desk "$dir" run --once >"$dir/second" 2>&1
is $? 3 'a second one is told to come later'
like "$(cat "$dir/second")" 'already|another|in use|locked' 'and why'
ms_deliver "$dir" ipds6104 "$dir/ask"
desk_until 10 desk_quiet "$dir" 1
ok $? 'the first one goes on'
desk "$dir" status >"$dir/out" 2>&1
ok $? 'looking is allowed beside it'
desk "$dir" list >"$dir/out" 2>&1
like "$(cat "$dir/out")" 'sari@example.com' 'and shows what it does'
desk_end "$dir"
is $? 0 'it ends well'
desk_pass "$dir"
is $? 0 'then the place is free'

# A daemon that was killed leaves no lock behind.
desk_daemon "$dir"
sleep 0.5
kill -s KILL "$(cat "$dir/pid")"
wait "$(cat "$dir/pid")" 2>/dev/null
rm "$dir/pid"
desk_pass "$dir"
is $? 0 'after a kill too'
done_testing
