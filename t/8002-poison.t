#!/bin/sh
# One monster among good mails: it alone is put aside, with the reason, and
# an administrator can take it up again.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin limits.mail_size=1M limits.part_depth=20

for n in 1 2 3 4 5; do
	desk_mail "Warga $n <w$n@example.com>" "Data penduduk desa $n" \
	    "Mohon data jumlah penduduk desa $n tahun 2024. Warga $n." \
	    >"$dir/good.$n"
done
# Deeper than the limit.
perl -e 'print "From: jahat\@example.net\r\nSubject: sarang\r\n";
	printf "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n",
	    $_, $_ for 1 .. 1000' >"$dir/nested"
# More header lines than the limit.
perl -e 'print "From: jahat\@example.net\r\nSubject: kepala\r\n";
	print "X-N$_: x\r\n" for 1 .. 50000; print "\r\nisi\r\n"' \
    >"$dir/headers"
# Larger than the limit: its sender is told, once.
{
	desk_mail 'Besar <besar@example.com>' 'Lampiran besar' \
	    'Mohon data PDRB. Terlampir surat.'
	perl -e 'print "x" x 70, "\r\n" for 1 .. 40000'
} >"$dir/oversize"
printf 'Content-Type: multipart/mixed; boundary="\\""\r\n\r\n' >"$dir/tiny"
: >"$dir/empty"
ms_deliver "$dir" ipds6104 "$dir/good.1" "$dir/nested" "$dir/good.2" \
    "$dir/headers" "$dir/good.3" "$dir/oversize" "$dir/good.4" "$dir/tiny" \
    "$dir/empty" "$dir/good.5"

desk_pass "$dir"
is $? 0 'a pass over monsters ends well' || tail -n 5 "$dir/log" >&2
ms_settle "$dir"
is "$(desk_sql "$dir" "SELECT count(*) FROM ticket
    WHERE requester LIKE 'w_@example.com'")" 5 'every good mail has its ticket'
is "$(desk_sql "$dir" 'SELECT count(*) FROM inbox WHERE outcome IS NULL')" 0 \
    'every mail has an outcome'
aside=$(desk_sql "$dir" "SELECT size, reason FROM inbox
    WHERE outcome = 'quarantine' ORDER BY size")
like "$aside" "^$(wc -c <"$dir/nested")\|.+" 'the nested one is put aside'
like "$aside" "^$(wc -c <"$dir/headers")\|.+" 'so is the one of headers'
like "$aside" "^$(wc -c <"$dir/oversize")\|.+" 'and the oversize one'
like "$(desk "$dir" status)" '^quarantine inbox [0-9]+: .*release' \
    'status says why and what to do'
box=$(ms_box "$dir" warga)
is "$(grep -l '^To:.*besar@example.com' "$box/new"/* | wc -l)" 1 \
    'the sender of the oversize one is told'
is "$(grep -l '^To:.*jahat@example.net' "$box/new"/* | wc -l)" 1 \
    'who sent two unreadable ones is told once'
is "$(desk_found manajer disisihkan | wc -l)" "$(desk_sql "$dir" \
    "SELECT count(*) FROM inbox WHERE outcome = 'quarantine'")" \
    'the coordinator is told of each'

# With a larger limit, it is a mail like any other.
desk_conf "$dir" limits.mail_size=10M
desk "$dir" release "$(desk_sql "$dir" "SELECT id FROM inbox
    WHERE size = $(wc -c <"$dir/oversize")")" >"$dir/out" 2>&1
ok $? 'it can be released' || cat "$dir/out" >&2
desk_pass "$dir"
is "$(desk_sql "$dir" "SELECT count(*) FROM ticket
    WHERE requester = 'besar@example.com'")" 1 'and becomes a ticket'

# One that ended the program each time is not tried for ever.
desk_mail 'Racun <racun@example.com>' 'Data' 'Mohon data.' >"$dir/racun"
ms_deliver "$dir" ipds6104 "$dir/racun"
TANGGAP_STEP=inbox-kept desk_pass "$dir"
is $? 100 'ended before the decision'
desk_sql "$dir" 'UPDATE inbox SET attempts = 3 WHERE outcome IS NULL'
desk_pass "$dir"
is "$? $(desk_sql "$dir" "SELECT outcome FROM inbox
    WHERE size = $(wc -c <"$dir/racun")")" '0 quarantine' \
    'after three attempts it is put aside'

# The coordinator takes it up again by mail; nobody else can.
lepas()
{
	desk_mail "$1@test" 'Karantina' "#lepas $number" >"$dir/order"
	ms_send "$dir" "$1" ipds6104@bps.go.id "$dir/order"
	ms_settle "$dir"
	desk_pass "$dir"
	ms_settle "$dir"
}
number=$(desk_sql "$dir" "SELECT id FROM inbox
    WHERE size = $(wc -c <"$dir/racun")")
like "$(desk_text <"$(desk_found manajer "Nomor +: $number")")" \
    "#lepas $number" 'the coordinator is told how'
lepas petugas
like "$(desk_text <"$(desk_found petugas "#lepas $number")")" 'koordinator' \
    'an officer of the desk is refused'
lepas manajer
desk_pass "$dir"
is "$(desk_sql "$dir" "SELECT outcome FROM inbox WHERE id = $number")" ticket \
    'the coordinator is not'
done_testing
