#!/bin/sh
# Two tickets that are one case, one mail that is a case of its own, citizens
# who came by way of an officer's own mailbox; and what clocks make of it.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=0s

# take NAME...: those mails come and are worked through
take()
{
	for take_n; do
		ms_deliver "$dir" ipds6104 "$dir/$take_n"
	done
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
	ms_settle "$dir"
}
# order FILE TEXT...: the officer answers that mail, and the desk works
order()
{
	order_file=$1
	shift
	desk_reply "$order_file" 'Petugas PST <petugas@test>' "$@" >"$dir/order"
	ms_send "$dir" petugas "$(desk_reply_to "$order_file")" "$dir/order"
	ms_settle "$dir"
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
	ms_settle "$dir"
}
# row COLUMNS CONDITION: of the tickets
row()
{
	desk_sql "$dir" "SELECT $1 FROM ticket WHERE $2"
}
# mine TEMPLATE: the officer's newest mail of that sort
mine()
{
	id=$(desk_sql "$dir" "SELECT message_id FROM outbox WHERE
	    template = '$1' AND address = 'petugas@test'
	    ORDER BY id DESC LIMIT 1")
	grep -lF "$id" "$(ms_box "$dir" petugas)"/new/* | head -n 1
}

# 1. The first mail says too little, the second all: the clock starts at it.
desk_mail 'Pak Mulyadi <mulyadi@example.com>' 'data penduduk' \
    'Mohon data penduduk.' >"$dir/first"
take first
is "$(row 'state, complete_at IS NULL' 'id = 1')" 'menunggu|1' \
    'the first is asked about'
desk_mail 'Mulyadi <mulyadi@example.org>' 'Permintaan jumlah penduduk' \
    'Mohon data jumlah penduduk Kabupaten Mempawah menurut kecamatan tahun' \
    '2023 dan 2024 untuk penelitian saya di Universitas Tanjungpura.' \
    >"$dir/second"
take second
is "$(row state 'id = 2')" diproses 'the second runs'
one=$(row code 'id = 1')
order "$(desk_found petugas 'mulyadi@example.org')" "#gabung $one"
is "$(row 'state, merged_into' 'id = 2')" 'batal|1' 'they are one case'
is "$(row "state, complete_at = (SELECT complete_at FROM ticket WHERE id = 2),
    due_at IS NOT NULL" 'id = 1')" 'diproses|1|1' \
    'whose clock starts at the mail that was complete'

# 2. A further question of another sort becomes a ticket of its own.
desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Mohon data jumlah penduduk Kabupaten Mempawah menurut kecamatan' \
    'tahun 2023 dan 2024.' >"$dir/ask"
take ask
sari=$(row code "requester = 'sari@example.com'")
ack=$(desk_found warga 'To: sari@example.com')
desk_reply "$ack" 'Sari Dewi <sari@example.com>' \
    'Selain itu, apa perbedaan konsep penduduk de jure dan de facto?' \
    >"$dir/more"
ms_submit "$dir" sari@example.com "$(desk_reply_to "$ack")" "$dir/more"
ms_settle "$dir"
desk_pass "$dir"
ms_settle "$dir"
order "$(desk_found petugas 'de jure dan de facto')" \
    '#pisah konsultasi metadata'
is "$(row 'kind, topic, state' "requester = 'sari@example.com'
    AND code <> '$sari'")" 'konsultasi|metadata|diproses' \
    'the question has its own ticket'
split=$(row code "requester = 'sari@example.com' AND code <> '$sari'")
is "$(desk_sql "$dir" "SELECT l.why FROM link l JOIN ticket t
    ON t.id = l.to_ticket OR t.id = l.from_ticket
    WHERE t.code = '$split'")" split 'linked to the first'
ok "$([ -n "$(desk_found warga "^Subject: .*$split")" ]; echo $?)" \
    'she hears its number'

# 3. A mail passed on with no address that can be read.
desk_mail 'Petugas PST <petugas@test>' 'Fwd: tanya' '' \
    '---------- Forwarded message ---------' 'Dari: Ibu Ratih' \
    'Date: Jum, 20 Nov 2026 09.10' 'Subject: tanya' 'To: Petugas PST' '' '' \
    'Selamat pagi, mohon data inflasi Kalimantan Barat bulan Oktober 2026.' \
    >"$dir/passed"
ms_send "$dir" petugas ipds6104@bps.go.id "$dir/passed"
ms_settle "$dir"
n=$(row 'count(*)' 1)
desk_pass "$dir"
ms_settle "$dir"
is "$(row 'count(*)' 1)" "$n" 'no ticket before the address is known'
held=$(mine ditahan)
order "$held" '#pemohon ratih@example.net'
is "$(row 'kind, channel' "requester = 'ratih@example.net'")" \
    'konsultasi|email' 'with it the citizen has her ticket'
is "$(desk_sql "$dir" "SELECT state FROM pending ORDER BY id DESC LIMIT 1")" \
    'done' 'and nothing waits any more'
ok "$([ -n "$(desk_found warga 'To: ratih@example.net')" ]; echo $?)" \
    'she is told'
order "$(desk_found petugas 'Tiket baru' 'ratih@example.net')" \
    'Yth. Ibu Ratih,' '' 'Inflasi Oktober 2026 ada di BRS 2 November.' '' 'Salam'
ok "$([ -n "$(desk_found warga 'To: ratih@example.net' 'BRS 2 November')" ]
    echo $?)" 'and answered like anybody'

# 4. An answer with a word to the desk: one click does both.
order "$(desk_found petugas "^Subject: .*$sari" 'Tiket baru' | head -n 1)" \
    'Yth. Ibu Sari,' '' 'Jumlah penduduk ada di Tabel 3.1.2.' '' \
    '(habis ini tolong ditutup ya tiketnya)' >"$dir/out"
held=$(mine ditahan)
is "$(row state "code = '$sari'")" diproses 'it is asked about'
order "$held" '#kirim' '#selesai'
got=$(desk_found warga 'To: sari@example.com' 'Tabel 3.1.2')
is "$(row state "code = '$sari'") $(printf '%s' "$got" | grep -c .)" \
    'selesai 1' 'sent and closed'
is "$(desk_text <"$got" | grep -c 'tolong ditutup')" 0 \
    'she does not read what was for the desk'

# 5. A call, and whose it is, in one mail.
desk_mail 'Petugas PST <petugas@test>' 'telp' '#telepon' 'Nama: Pak Gunadi' \
    'Pertanyaan: jumlah penduduk Jongkat 2024' '#serahkan manajer' \
    >"$dir/call"
ms_send "$dir" petugas ipds6104@bps.go.id "$dir/call"
ms_settle "$dir"
desk_pass "$dir"
ms_settle "$dir"
is "$(row 'channel, officer' "name = 'Pak Gunadi'")" 'telepon|manajer' \
    'recorded and handed over'

# 6. The address of a visitor who had none.
desk_mail 'Petugas PST <petugas@test>' 'wa' '#whatsapp' 'Nama: Lukman' \
    'HP: 0812-0000-7781' 'Pertanyaan: produksi udang windu 2025' >"$dir/wa"
ms_send "$dir" petugas ipds6104@bps.go.id "$dir/wa"
ms_settle "$dir"
desk_pass "$dir"
ms_settle "$dir"
lukman=$(desk_found petugas 'Tiket baru' 'Lukman')
is "$(row 'state, requester' "name = 'Lukman'")" 'diproses|' 'a chat'
order "$lukman" 'Produksinya ada di Tabel 5.4 Mempawah Dalam Angka 2026.'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox WHERE template = 'jawaban'
    AND address = ''") $(row state "name = 'Lukman'")" '0 diproses' \
    'he cannot be answered by mail'
order "$lukman" '#pemohon lukman@example.org'
order "$lukman" 'Produksinya ada di Tabel 5.4 Mempawah Dalam Angka 2026.'
ok "$([ -n "$(desk_found warga 'To: lukman@example.org' 'Tabel 5.4')" ]
    echo $?)" 'but when he has an address'
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the books agree' || cat "$dir/out" >&2
done_testing
