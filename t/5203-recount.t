#!/bin/sh
# A list of holidays edited while a case runs: after SIGHUP its deadline is
# counted by the new list, its history says why, and `show` how; a year
# without a list is flagged wherever its deadline stands.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
lists=$(mktemp -d)
cp conf/holidays/*.txt "$lists"
desk_begin "files.holidays=$lists"
trap 'desk_clear "$dir"; rm -rf "$lists"' EXIT

due()
{
	desk_sql "$dir" 'SELECT due_at FROM ticket'
}

moved()
{
	[ "$(due)" != "$1" ]
}

# The day of the deadline in the office's zone.
due_day()
{
	desk_sql "$dir" "SELECT date(due_at + 25200, 'unixepoch') FROM ticket"
}

events()
{
	desk_sql "$dir" "SELECT detail FROM event WHERE what = 'due'"
}

# Enough lists for whatever year the test is run in.
year=$(date +%Y)
for y in "$year" $((year + 1)); do
	[ -e "$lists/holidays-$y.txt" ] ||
	    printf '%s-01-01\tTahun Baru\tlibur\n' "$y" >"$lists/more-$y.txt"
done
desk_daemon "$dir"
desk_until 10 desk_quiet "$dir" 0
desk_mail 'Warga <w@example.com>' 'Data penduduk' \
    'Mohon data jumlah penduduk Kabupaten Mempawah tahun 2024. Warga.' \
    >"$dir/ask"
ms_deliver "$dir" ipds6104 "$dir/ask"
desk_until 10 desk_quiet "$dir" 1
ok $? 'a case runs'
before=$(due)
day=$(due_day)
printf '%s\tPemadaman listrik\tlokal\n' "$day" >"$lists/lokal.txt"
kill -s HUP "$(cat "$dir/pid")"
desk_until 5 moved "$before"
ok $? 'a holiday on its last day moves the deadline without a restart'
[ "$(due)" -gt "$before" ]
ok $? 'to a later day'
like "$(events)" "$day.* -> .*office hours or holiday list changed" \
    'its history says why'
code=$(desk_sql "$dir" 'SELECT code FROM ticket')
like "$(desk "$dir" show "$code")" 'tutup \(Pemadaman listrik\)' \
    'show says how it is counted now'
later=$(due)
: >"$dir/log"
kill -s HUP "$(cat "$dir/pid")"
desk_until 5 grep -q what=reloaded "$dir/log"
desk_end "$dir"
is "$(due)" "$later" 'the same list moves nothing'
printf '%s\tListrik menyala\tbuka\n' "$day" >>"$lists/lokal.txt"
desk_pass "$dir"
is "$(due)" "$before" 'an exception opens the day again, seen at a start'
is "$(events | wc -l)" 2 'each move is told, nothing else'
rm "$lists"/holidays-*.txt "$lists"/more-*.txt 2>/dev/null
desk_pass "$dir"
is "$(desk_sql "$dir" 'SELECT due_unlisted FROM ticket')" 1 \
    'without a list of that year the deadline is flagged'
like "$(desk "$dir" show "$code")" 'daftar hari libur belum ada' 'in show'
like "$(desk "$dir" list)" 'year without a holiday list' 'in list'
like "$(desk "$dir" sla)" 'year without a holiday list' 'in sla'
like "$(desk "$dir" check)" 'holiday' 'and check warns'
done_testing
