#!/bin/sh
# Forged senders, so that our acknowledgements flood others: no word of the
# attacker's goes out, DMARC failures are silent, budgets stop the rest, and
# the officers hear of it by another path.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin limits.answers_total=20 limits.answers_domain=8

url=http://jahat.example/klik
text='Mohon data jumlah penduduk Kabupaten Mempawah tahun 2023 menurut kecamatan'

# bomb FROM...: one mail each, all at once
bomb()
{
	n=0
	set -- "$@"
	for from; do
		n=$((n + 1))
		{
			[ -z "$results" ] || printf '%s\r\n' "$results"
			desk_mail "\"Menang hadiah $url\" <$from>" \
			    "Anda menang! $url" "$text, bagian $(echo $n | tr 0-9 a-j)." "$url"
		} >"$dir/bomb.$n"
	done
	ms_deliver "$dir" ipds6104 "$dir"/bomb.*
	rm -f "$dir"/bomb.*
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
}

automatic()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox
	    WHERE automatic = 1 AND $1"
}

results='Authentication-Results: mx2.bps.go.id; dmarc=fail header.from=a.example'
bomb a1@a.example a2@a.example a3@a.example
is "$(automatic 1)" 0 'who is disowned by his domain is never answered'
is "$(desk_sql "$dir" "SELECT count(*) FROM inbox
    WHERE outcome IN ('ticket', 'spam')")" 3 'but each mail has its outcome'

results=
bomb $(seq -f 'u%g@b.example' 12)
is "$(automatic "domain = 'b.example'")" 8 'a domain has its budget'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox WHERE dedup LIKE
    '%budget:domain:b.example%' AND automatic = 0")" 1 \
    'and the coordinator hears of it once'

bomb $(seq -f 'u@d%g.example' 30)
is "$(automatic 1)" 20 'all together have theirs'
like "$(desk_sql "$dir" "SELECT address FROM outbox WHERE dedup LIKE
    '%budget:total:%'")" '^manajer@test$' 'the coordinator is told by mail'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox WHERE dedup LIKE
    '%budget:total:%'")" 1 'once an hour'
like "$(desk "$dir" status)" 'automatic +20 in the last hour.*USED UP' \
    'status shows it'
is "$(desk_sql "$dir" "SELECT count(*) FROM inbox
    WHERE outcome IN ('ticket', 'spam')")" 45 'no mail is lost'

ms_settle "$dir"
sent=$(ms_box "$dir" warga)/new
is "$(ls "$sent" | wc -l)" 20 'what was promised went out'
is "$(perl -MMIME::QuotedPrint -e '
    my $n = 0;
    for (@ARGV) {
        open my $f, "<", $_ or die;
        local $/;
        my $mail = decode_qp(<$f>);
        $n += $mail =~ /jahat|menang|hadiah/i;
    }
    print $n' "$sent"/*)" 0 'and carries no word of the attacker'

# The hour after: citizens are answered again.
later=$(date -d '+2 hours' '+%Y-%m-%dT%H:%M:%S%:z')
desk_mail 'Sari <sari@example.com>' 'Data penduduk' "$text." >"$dir/x"
ms_deliver "$dir" ipds6104 "$dir/x"
desk_pass "$dir" --now "$later"
is "$(automatic "address = 'sari@example.com'")" 1 \
    'an hour later citizens are answered again'
done_testing
