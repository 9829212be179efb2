#!/bin/sh
# The program is ended at every durable step, each time it passes one, as by
# a power cut, and started again: the same tickets, no mail lost, none twice,
# but for one window, where the fate of a mail is unknown and it is not sent
# again before a person says so.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin

for n in 1 2 3; do
	desk_mail "Warga $n <w$n@example.com>" "Data penduduk desa $n" \
	    "Mohon data jumlah penduduk desa $n tahun 2024. Warga $n." \
	    >"$dir/mail.$n"
done
desk_mail 'Amat <amat@example.org>' 'Keluhan pelayanan' \
    'Kemarin saya datang ke kantor BPS Mempawah jam 10, petugas tidak ada di' \
    'tempat. Saya kecewa, mohon ditindaklanjuti.' >"$dir/mail.4"
{
	printf 'Auto-Submitted: auto-replied\r\n'
	desk_mail 'Budi <budi@example.net>' 'Cuti' 'Saya sedang cuti.'
} >"$dir/mail.5"
# Larger than a batch: it is streamed into the inbox in pieces.
{
	desk_mail 'Besar <besar@example.com>' 'Data dengan lampiran' \
	    'Mohon data PDRB Mempawah tahun 2020 sampai 2024. Lihat lampiran.'
	perl -e 'print "x" x 70, "\r\n" for 1 .. 60000'
} >"$dir/mail.6"

# An empty desk and the same mailbox.
afresh()
{
	rm -rf "$dir/tanggap.db"* "$dir/key" "$dir/log"
	for user in ipds6104 warga; do
		find "$(ms_box "$dir" "$user")" -type f -delete
	done
	ms_deliver "$dir" ipds6104 "$dir"/mail.?
}

# All that counts, without numbers and times that may differ.
result()
{
	desk_sql "$dir" 'SELECT i.outcome, t.kind, t.state, t.requester
	    FROM inbox i LEFT JOIN ticket t ON t.id = i.ticket ORDER BY 4, 1'
	desk_sql "$dir" 'SELECT address, template FROM outbox ORDER BY 1'
	desk_sql "$dir" 'SELECT count(*) FROM inbox WHERE outcome IS NULL
	    OR NOT marked'
}

# The answers in the citizens' mailbox, one line each.
answers()
{
	ms_settle "$dir"
	grep -hi '^To:' "$(ms_box "$dir" warga)/new"/* 2>/dev/null |
	    tr -d '\r' | sort
}

afresh
TANGGAP_STEP_LOG=$dir/steps desk_pass "$dir"
is $? 0 'a pass that nobody ends'
want=$(result) all=$(answers)
is "$(printf '%s\n' "$all" | wc -l)" 5 'five answers went out'
steps=$(sort "$dir/steps" | uniq -c | awk '{ print $2 ":" $1 }')
like "$steps" '^inbox-kept:' 'it passes durable steps'

for step in $steps; do
	name=${step%:*} n=0
	while [ $((n += 1)) -le "${step#*:}" ]; do
		at=$name:$n
		afresh
		TANGGAP_STEP=$at desk_pass "$dir"
		is $? 100 "ended at $at"
		desk_pass "$dir"
		is $? 0 "$at: the next run goes on" || tail -n 3 "$dir/log" >&2
		is "$(result)" "$want" "$at: the same tickets and mails"
		desk "$dir" verify >"$dir/out" 2>&1
		ok $? "$at: the books agree" || cat "$dir/out" >&2
		unsure=$(desk_sql "$dir" \
		    "SELECT count(*) FROM outbox WHERE state = 'uncertain'")
		case $name in
		sending | handed-over)
			is "$unsure" 1 "$at: one fate is unknown"
			got=$(answers)
			like "$(desk "$dir" status)" 'uncertain' \
			    "$at: and status says so"
			desk "$dir" requeue "$(desk_sql "$dir" "SELECT id
			    FROM outbox WHERE state = 'uncertain'")" \
			    >"$dir/out" 2>&1
			desk_pass "$dir"
			is "$(answers | uniq)" "$all" \
			    "$at: when a person says so it is sent"
			ids=$(grep -hi '^Message-ID:' \
			    "$(ms_box "$dir" warga)/new"/* | sort -u | wc -l)
			is "$ids" 5 "$at: a second copy has the same id"
			;;
		*)
			is "$unsure" 0 "$at: every fate is known"
			is "$(answers)" "$all" "$at: each answer went out once"
			;;
		esac
	done
done
done_testing
