#!/bin/sh
# An officer answers from an ordinary mail client: the citizen reads exactly
# that, the officer a receipt; the citizen answers back; nothing goes twice.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=0s

desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Selamat siang, saya Sari, mahasiswa. Mohon data jumlah penduduk' \
    'Kabupaten Mempawah menurut kecamatan tahun 2023 dan 2024.' >"$dir/ask"
ms_deliver "$dir" ipds6104 "$dir/ask"
desk_pass "$dir"
ms_settle "$dir"
code=$(desk_sql "$dir" 'SELECT code FROM ticket')
news=$(desk_found petugas 'Tiket baru')
ok "$([ -f "$news" ]; echo $?)" 'the officer has a notification'

desk_reply "$news" 'Petugas PST <petugas@test>' \
    'Yth. Ibu Sari,' '' \
    'Jumlah penduduk menurut kecamatan ada di Tabel 3.1.2 Mempawah Dalam' \
    'Angka 2025, halaman 45.' '' 'Salam,' 'Petugas PST' >"$dir/answer"
ms_send "$dir" petugas "$(desk_reply_to "$news")" "$dir/answer"
ms_settle "$dir"
desk_pass "$dir"
is $? 0 'the pass ends well' || tail -n 5 "$dir/log" >&2
ms_settle "$dir"

got=$(desk_found warga 'Tabel 3.1.2')
is "$(printf '%s\n' "$got" | grep -c .)" 1 'she has one answer'
text=$(desk_text <"$got")
like "$text" 'halaman 45' 'with his words'
like "$text" "^Subject: .*\[$code-" 'under her ticket'
is "$(printf '%s\n' "$text" | grep -ci 'petugas@test')" 0 \
    'without his address'
is "$(printf '%s\n' "$text" | grep -c 'Tiket baru\|#lengkapi')" 0 \
    'without what the desk had told him'
is "$(desk_field "$got" Auto-Submitted)" '' 'a person wrote it'
is "$(desk_field "$got" In-Reply-To)" "$(desk_field "$dir/ask" Message-ID)" \
    'it answers her mail'
is "$(desk_sql "$dir" 'SELECT state, answered_at IS NOT NULL,
    due_at IS NOT NULL FROM ticket')" 'dijawab|1|1' \
    'the ticket is answered, and when it was due is still to be read'
is "$(desk_sql "$dir" "SELECT outcome FROM inbox ORDER BY id DESC LIMIT 1")" \
    answer 'his mail is an answer'
is "$(desk_sql "$dir" "SELECT count(*) FROM entry WHERE entry MATCH 'tabel'
    AND source = 'answer'")" 1 'it can be found again'

receipt=$(desk_found petugas 'sari@example.com' 'halaman 45' 'Auto-Submitted')
is "$(printf '%s\n' "$receipt" | grep -c .)" 1 'he has a receipt'
like "$(desk_text <"$receipt")" 'Tabel 3.1.2' 'with the exact text'
like "$(desk_text <"$receipt")" 'kutipan pemberitahuan kami, [0-9]* baris' \
    'and what he quoted of our notice in a line'
is "$(desk_text <"$receipt" | grep -c 'Balas pos-el ini\|Riwayat')" 0 \
    'instead of all of it'
like "$(desk_field "$receipt" Auto-Submitted)" '^auto-replied' \
    'which a machine wrote'

before=$(desk_sql "$dir" 'SELECT (SELECT count(*) FROM event),
    (SELECT count(*) FROM outbox)')
desk_pass "$dir"
is "$(desk_sql "$dir" 'SELECT (SELECT count(*) FROM event),
    (SELECT count(*) FROM outbox)')" "$before" 'a second pass changes nothing'

# She thanks him: filed. She asks on: open again, and he hears of it.
desk_reply "$got" 'Sari Dewi <sari@example.com>' 'Terima kasih banyak.' \
    >"$dir/thanks"
ms_submit "$dir" sari@example.com "$(desk_reply_to "$got")" "$dir/thanks"
ms_settle "$dir"
desk_pass "$dir"
is "$(desk_sql "$dir" 'SELECT state FROM ticket')" dijawab \
    'thanks change nothing'
desk_reply "$got" 'Sari Dewi <sari@example.com>' \
    'Mohon juga jumlah penduduk menurut kelompok umur tahun 2024.' \
    >"$dir/more"
ms_submit "$dir" sari@example.com "$(desk_reply_to "$got")" "$dir/more"
ms_settle "$dir"
desk_pass "$dir"
ms_settle "$dir"
is "$(desk_sql "$dir" 'SELECT state, count(*) FROM ticket')" 'diproses|1' \
    'a further question takes it up again'
more=$(desk_found petugas 'kelompok umur')
ok "$([ -n "$more" ]; echo $?)" 'and he hears of it'

# He asks back, and closes in one mail what he answers.
desk_reply "$more" 'Petugas PST <petugas@test>' \
    '#lengkapi Kelompok umur lima tahunan atau satuan?' >"$dir/back"
ms_send "$dir" petugas "$(desk_reply_to "$more")" "$dir/back"
ms_settle "$dir"
desk_pass "$dir"
ms_settle "$dir"
is "$(desk_sql "$dir" 'SELECT state, paused_at IS NOT NULL FROM ticket')" \
    'menunggu|1' 'the clock waits for her'
asked=$(desk_found warga 'lima tahunan atau satuan')
ok "$([ -n "$asked" ]; echo $?)" 'she reads his question'
desk_reply "$asked" 'Sari Dewi <sari@example.com>' 'Lima tahunan, Pak.' \
    >"$dir/five"
ms_submit "$dir" sari@example.com "$(desk_reply_to "$asked")" "$dir/five"
ms_settle "$dir"
desk_pass "$dir"
ms_settle "$dir"
is "$(desk_sql "$dir" 'SELECT state, paused_at IS NULL FROM ticket')" \
    'diproses|1' 'her answer lets it run again'
five=$(desk_found petugas '> *Lima tahunan, Pak|^ *Lima tahunan, Pak')
desk_reply "$five" 'Petugas PST <petugas@test>' \
    'Tabel 3.1.4 pada publikasi yang sama memuat kelompok umur lima tahunan.' \
    '' '#selesai' >"$dir/last"
ms_send "$dir" petugas "$(desk_reply_to "$five")" "$dir/last"
ms_settle "$dir"
desk_pass "$dir"
ms_settle "$dir"
is "$(desk_sql "$dir" 'SELECT state FROM ticket')" selesai \
    'answered and closed in one mail'
last=$(desk_found warga 'Tabel 3.1.4')
is "$(desk_text <"$last" | grep -c '#selesai')" 0 'no command reaches her'
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the books agree' || cat "$dir/out" >&2

# Within the hold an answer can be called back.
desk_conf "$dir" ticket.hold=5m
desk_mail 'Budi <budi@example.org>' 'Inflasi' \
    'Mohon data inflasi Kalimantan Barat bulan Oktober 2026.' >"$dir/ask2"
ms_deliver "$dir" ipds6104 "$dir/ask2"
desk_pass "$dir"
ms_settle "$dir"
news=$(desk_found petugas 'budi@example.org')
desk_reply "$news" 'Petugas PST <petugas@test>' \
    'Inflasi Oktober 2026 sebesar 99 persen.' >"$dir/wrong"
ms_send "$dir" petugas "$(desk_reply_to "$news")" "$dir/wrong"
ms_settle "$dir"
desk_pass "$dir"
ms_settle "$dir"
is "$(desk_found warga '99 persen')" '' 'it waits'
receipt=$(desk_found petugas '99 persen' '#batal')
ok "$([ -n "$receipt" ]; echo $?)" 'the receipt says how to call it back'
due=$(desk_sql "$dir" "SELECT due_at FROM ticket WHERE
    requester = 'budi@example.org'")
desk_reply "$receipt" 'Petugas PST <petugas@test>' '#batal' >"$dir/cancel"
ms_send "$dir" petugas "$(desk_reply_to "$receipt")" "$dir/cancel"
ms_settle "$dir"
desk_pass "$dir"
is "$(desk_sql "$dir" "SELECT o.state FROM outbox o JOIN ticket t
    ON t.id = o.ticket WHERE o.template = 'jawaban'
    AND t.requester = 'budi@example.org'")" failed 'it never goes'
is "$(desk_sql "$dir" "SELECT state, answered_at IS NULL FROM ticket
    WHERE requester = 'budi@example.org'")" 'diproses|1' \
    'the ticket is open as before'
is "$(desk_sql "$dir" "SELECT count(*) FROM entry
    WHERE entry MATCH 'persen' AND source = 'answer'")" 0 \
    'nobody finds it as an answer'
desk_pass "$dir" --now "$(date -u -d '+1 hour' +%Y-%m-%dT%H:%M:%SZ)"
ms_settle "$dir"
is "$(desk_found warga '99 persen')" '' 'not even later'
desk "$dir" verify >/dev/null
is $? 0 'the books agree'
done_testing
