#!/bin/sh
# Who is not an officer does nothing, whatever his mail looks like: nothing is
# sent, nothing changes, and a person is told.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=0s

desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Selamat siang, saya Sari, mahasiswa. Mohon data jumlah penduduk' \
    'Kabupaten Mempawah menurut kecamatan tahun 2023 dan 2024.' >"$dir/ask"
desk_mail 'Pak Amat <amat@example.net>' 'Keluhan pelayanan' \
    'Saya kecewa. Kemarin jam 10 saya datang ke kantor BPS Mempawah, petugas' \
    'pelayanan tidak ada di tempat dan saya menunggu dua jam tanpa dilayani.' \
    'Mohon ditindaklanjuti dan diberi penjelasan.' >"$dir/complain"
ms_deliver "$dir" ipds6104 "$dir/ask" "$dir/complain"
desk_pass "$dir"
ms_settle "$dir"
news=$(desk_found petugas 'Tiket baru' 'sari@example.com')
theirs=$(desk_found pengaduan 'Tiket baru' 'amat@example.net')
ack=$(desk_found warga 'To: sari@example.com')
code=$(desk_sql "$dir" "SELECT code FROM ticket
    WHERE requester = 'sari@example.com'")

# all: everything about the first two cases that a mail could change
all()
{
	desk_sql "$dir" "SELECT code, kind, topic, state, requester, officer,
	    secret, due_at, answered_at, closed_at, resolution FROM ticket
	    WHERE id <= 2"
	desk_sql "$dir" "SELECT ticket, address, role FROM part
	    WHERE ticket <= 2 AND role <> 'third'"
	desk_sql "$dir" "SELECT count(*) FROM outbox WHERE role = 'requester'
	    AND ticket <= 2"
}
alarms()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox
	    WHERE template = 'peringatan'"
}
before=$(all)
# nothing NAME: nothing has changed
nothing()
{
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
	ms_settle "$dir"
	is "$(all)" "$before" "$1"
}

# 1. From outside with the officer's address, no token.
desk_mail 'Petugas PST <petugas@test>' "Re: [$code] Data penduduk" \
    '#selesai' >"$dir/m"
ms_submit "$dir" petugas@test ipds6104@bps.go.id "$dir/m"
ms_settle "$dir"
nothing 'a forged From does nothing'
asks=$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE template = 'konfirmasi' AND address = 'petugas@test'")
is "$asks" 1 'the officer himself is asked, at his own address'

# He says that it was not he.
question=$(desk_found petugas 'dari Anda')
desk_reply "$question" 'Petugas PST <petugas@test>' 'bukan saya' >"$dir/m"
ms_send "$dir" petugas "$(desk_reply_to "$question")" "$dir/m"
ms_settle "$dir"
n=$(alarms)
nothing 'and nothing happens after his no'
is "$(desk_sql "$dir" "SELECT state FROM pending") $(($(alarms) - n))" \
    'dropped 1' 'but the coordinator is told'

# 2. The same, and he says that it was.
desk_mail 'Petugas PST <petugas@test>' "Re: [$code] Data penduduk" \
    '#catatan dari telepon' >"$dir/m"
ms_submit "$dir" petugas@test ipds6104@bps.go.id "$dir/m"
ms_settle "$dir"
nothing 'a second one waits too'
id=$(desk_sql "$dir" "SELECT message_id FROM outbox
    WHERE template = 'konfirmasi' ORDER BY id DESC LIMIT 1")
question=$(grep -lF "$id" "$(ms_box "$dir" petugas)"/new/* | head -n 1)
desk_mail 'Petugas PST <petugas@test>' "Re: [$code] x" 'ya' >"$dir/m"
ms_submit "$dir" petugas@test ipds6104@bps.go.id "$dir/m"
ms_settle "$dir"
nothing 'a yes of the forger is no yes'
is "$(desk_sql "$dir" "SELECT count(*) FROM event WHERE what = 'note'
    AND detail LIKE 'dari telepon%'")" 0 'still nothing'
desk_reply "$question" 'Petugas PST <petugas@test>' 'ya' >"$dir/m"
ms_send "$dir" petugas "$(desk_reply_to "$question")" "$dir/m"
ms_settle "$dir"
desk_pass "$dir"
ms_settle "$dir"
is "$(desk_sql "$dir" "SELECT count(*) FROM event WHERE what = 'note'
    AND detail LIKE 'dari telepon%'")" 1 'his own yes is one'

# 3. A notification that was passed on, answered by a stranger.
n=$(alarms)
desk_reply "$news" 'Orang Lain <lain@example.org>' \
    'Datanya tidak ada, jangan tanya lagi.' >"$dir/m"
ms_submit "$dir" lain@example.org "$(desk_reply_to "$news")" "$dir/m"
ms_settle "$dir"
nothing "a stranger with the officer's token says nothing to her"
is "$(($(alarms) - n > 0))" 1 'the coordinator is told'
is "$(desk_found warga 'jangan tanya lagi')" '' 'she reads nothing'

# 4. A token of another officer, from outside and from inside.
n=$(alarms)
desk_reply "$theirs" 'Petugas PST <petugas@test>' '#selesai' >"$dir/m"
ms_submit "$dir" petugas@test "$(desk_reply_to "$theirs")" "$dir/m"
ms_settle "$dir"
nothing 'the token of another officer does nothing'
ms_send "$dir" petugas "$(desk_reply_to "$theirs")" "$dir/m"
ms_settle "$dir"
nothing 'not even in the hand of an officer who must not know the case'
is "$(($(alarms) - n > 0))" 1 'the coordinator is told'
is "$(desk_found petugas 'amat@example.net')" '' 'and he learns nothing'

# 5. The citizen's token under the officer's name.
desk_reply "$ack" 'Petugas PST <petugas@test>' '#selesai' >"$dir/m"
ms_submit "$dir" petugas@test "$(desk_reply_to "$ack")" "$dir/m"
ms_settle "$dir"
nothing "the citizen's token is no officer's"

# 6. Two authors, one of them the officer.
desk_reply "$news" 'Petugas PST <petugas@test>, x@example.org' '#selesai' \
    >"$dir/m"
ms_submit "$dir" x@example.org "$(desk_reply_to "$news")" "$dir/m"
ms_settle "$dir"
nothing 'two authors are nobody'

# 7. His own server disowns it.
{
	printf 'Authentication-Results: mx2.bps.go.id; dmarc=fail\r\n'
	desk_reply "$news" 'Petugas PST <petugas@test>' '#selesai'
} >"$dir/m"
ms_deliver "$dir" ipds6104 "$dir/m"
nothing 'a disowned mail does nothing, token or not'

# 8. A token that is a letter off.
desk_reply "$news" 'Petugas PST <petugas@test>' '#selesai' |
    sed 's/\(tanggap\.[A-Za-z0-9]*\.\)../\1xx/g
	s/\(+t-[A-Za-z0-9]*-\)../\1xx/g' >"$dir/m"
ms_submit "$dir" petugas@test ipds6104@bps.go.id "$dir/m"
ms_settle "$dir"
nothing 'a token that is a letter off is none'

# 9. He is away; his machine answers our notification, with and without a
# word in the header.
{
	printf 'Auto-Submitted: auto-replied\r\n'
	desk_reply "$news" 'Petugas PST <petugas@test>' \
	    'Saya sedang cuti sampai 1 Desember, HP 0812-0000-1111.'
} >"$dir/m"
ms_send "$dir" petugas "$(desk_reply_to "$news")" "$dir/m"
desk_reply "$news" 'Petugas PST <petugas@test>' \
    'Terima kasih atas emailnya. Saya sedang cuti sampai 1 Desember 2026' \
    'dan tidak dapat membalas. Untuk hal mendesak hubungi 0812-0000-1111.' |
    sed 's/^Subject: .*/Subject: Balasan otomatis: Tiket baru/' >"$dir/m2"
ms_send "$dir" petugas "$(desk_reply_to "$news")" "$dir/m2"
ms_settle "$dir"
nothing 'his absence is not for her'
is "$(desk_found warga '0812-0000-1111')" '' 'nor his number'

# 10. A machine that answers every answer finds an end.
i=0
while [ $i -lt 70 ]; do
	i=$((i + 1))
	{
		printf 'From: Petugas PST <petugas@test>\r\n'
		printf 'Authentication-Results: mx2.bps.go.id; dmarc=pass\r\n'
		printf 'To: ipds6104@bps.go.id\r\nSubject: salah %s\r\n' $i
		printf 'Message-ID: <loop.%s@test>\r\nDate: %s\r\n\r\n' $i \
		    "$(LC_ALL=C date '+%a, %d %b %Y %H:%M:%S %z')"
		printf '#tidakada %s\r\n' $i
	} >"$dir/loop.$i"
done
ms_deliver "$dir" ipds6104 "$dir"/loop.*
n=$(alarms)
nothing 'seventy wrong commands do nothing'
is "$(desk_sql "$dir" "SELECT count(*) <= 60 FROM outbox
    WHERE template = 'ditolak'") $(($(alarms) - n))" '1 1' \
    'and are not all answered'
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the books agree' || cat "$dir/out" >&2
done_testing
