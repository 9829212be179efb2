#!/bin/sh
# The program is ended at every durable step while it works through officers'
# mails: an answer is never sent twice, a command never carried out twice, and
# nothing is half done.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=0s

desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Selamat siang, saya Sari, mahasiswa. Mohon data jumlah penduduk' \
    'Kabupaten Mempawah menurut kecamatan tahun 2023 dan 2024.' >"$dir/ask"
desk_mail 'Joko <joko@example.org>' 'KBLI warung kopi' \
    'Mohon info kode KBLI 2020 untuk usaha warung kopi. Terima kasih.' \
    >"$dir/kbli"
ms_deliver "$dir" ipds6104 "$dir/ask" "$dir/kbli"
desk_pass "$dir"
ms_settle "$dir"
sari=$(desk_found petugas 'Tiket baru' 'sari@example.com')
joko=$(desk_found petugas 'Tiket baru' 'joko@example.org')

# from WORDS...: what an officer whom his own server vouches for writes
proven()
{
	printf 'Authentication-Results: mx2.bps.go.id; dmarc=pass\r\n'
	desk_reply "$@"
}
proven "$sari" 'Petugas <petugas@test>' 'Yth. Ibu Sari,' '' \
    'Jumlah penduduk ada di Tabel 3.1.2, halaman 45.' '' 'Salam' \
    '#selesai' >"$dir/mail.1"
proven "$joko" 'Petugas <petugas@test>' '#ambil' \
    '#lengkapi Apakah warungnya juga menjual makanan?' >"$dir/mail.2"
proven "$joko" 'Petugas <petugas@test>' '#catatan satu' '#jenis kapal' \
    >"$dir/mail.3"
mkdir "$dir/snap"
cp "$dir"/tanggap.db* "$dir/key" "$dir/snap"

# The desk as it was, and the officers' mails before it.
afresh()
{
	rm -f "$dir"/tanggap.db* "$dir/log"
	cp "$dir"/snap/* "$dir"
	for user in ipds6104 warga petugas; do
		find "$(ms_box "$dir" "$user")" -type f -path '*/new/*' -delete
		find "$(ms_box "$dir" "$user")" -type f -path '*/cur/*' -delete
	done
	ms_deliver "$dir" ipds6104 "$dir"/mail.?
}

result()
{
	desk_sql "$dir" 'SELECT code, state, officer FROM ticket ORDER BY 1'
	desk_sql "$dir" 'SELECT outcome, count(*) FROM inbox GROUP BY 1'
	desk_sql "$dir" 'SELECT ticket, actor, what FROM event
	    WHERE what NOT LIKE "send%" AND what <> "sent" ORDER BY 1, 3, 2'
	desk_sql "$dir" 'SELECT address, template FROM outbox ORDER BY 1, 2'
}
# What the citizens have got, one line each.
answers()
{
	ms_settle "$dir"
	grep -hi '^To:' "$(ms_box "$dir" warga)/new"/* 2>/dev/null |
	    tr -d '\r' | sort
}

afresh
TANGGAP_STEP_LOG=$dir/steps desk_pass "$dir"
is $? 0 'a pass that nobody ends' || tail -n 3 "$dir/log" >&2
want=$(result) all=$(answers)
is "$all" 'To: joko@example.org
To: sari@example.com' 'one answer and one question went out'
like "$want" 'selesai' 'and the commands were carried out'
steps=$(sort "$dir/steps" | uniq -c | awk '{ print $2 ":" $1 }')

for step in $steps; do
	name=${step%:*} n=0
	while [ $((n += 1)) -le "${step#*:}" ]; do
		at=$name:$n
		afresh
		TANGGAP_STEP=$at desk_pass "$dir"
		is $? 100 "ended at $at"
		desk_pass "$dir"
		is $? 0 "$at: the next run goes on" || tail -n 3 "$dir/log" >&2
		is "$(result)" "$want" "$at: the same tickets, events, mails"
		got=$(answers)
		is "$(printf '%s\n' "$got" | sort | uniq -d)" '' \
		    "$at: nothing reaches a citizen twice"
		unsure=$(desk_sql "$dir" "SELECT count(*) FROM outbox
		    WHERE state = 'uncertain'")
		is "$([ "$got" = "$all" ] || [ "$unsure" -gt 0 ]
		    echo $?)" 0 "$at: all went, or a person is asked"
		desk "$dir" verify >"$dir/out" 2>&1
		ok $? "$at: the books agree" || cat "$dir/out" >&2
	done
done
done_testing
