#!/bin/sh
# Replies from addresses that are not, or not quite, the officer's: whose word
# counts is a matter of the address alone, and the right people hear of it.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=0s

for who in ani beni cici; do
	desk_mail "$who <$who@example.com>" "Data untuk $who" \
	    'Mohon data jumlah penduduk Kabupaten Mempawah tahun 2024.' \
	    >"$dir/$who"
	ms_deliver "$dir" ipds6104 "$dir/$who"
done
desk_pass "$dir"
ms_settle "$dir"
news=$(desk_found petugas 'Subject: .*baru' 'ani@example.com')
T='Yth. Ibu Ani, lihat Tabel 3.1.2 halaman 45 publikasi tahun 2025.'

work()
{
	ms_settle "$dir"
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
	ms_settle "$dir"
}
# come FROM [HEADER...]: that author's reply to the officer's notification
come()
{
	from=$1
	shift
	{
		for h; do
			printf '%s\r\n' "$h"
		done
		desk_reply "$news" "$from" "$T"
	} >"$dir/m"
	ms_deliver "$dir" ipds6104 "$dir/m"
	work
}
sent()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox WHERE template = 'jawaban'"
}
alarms()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox
	    WHERE template = 'peringatan'"
}
# of the cases that were there: a stranger's mail may open one of its own
all()
{
	desk_sql "$dir" 'SELECT state, officer, requester FROM ticket
	    WHERE id <= 3'
	desk_sql "$dir" "SELECT ticket, address, role FROM part
	    WHERE ticket <= 3"
}
# strange NAME FROM [HEADER...]: nothing is done, no word goes there
strange()
{
	strange_name=$1
	shift
	come "$@"
	is "$(all) $(sent)" "$before 0" "$strange_name: nothing is done"
	is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
	    WHERE address NOT LIKE '%@test' AND ticket > 3")" 0 \
	    '  and nothing goes to that address'
}
before=$(all)
# alarm NAME FROM [HEADER...]: nothing is done, and the coordinator hears of it
alarm()
{
	alarm_name=$1 alarm_n=$(alarms)
	shift
	strange "$alarm_name" "$@"
	is "$(($(alarms) > alarm_n))" 1 '  and the coordinator is told'
}
AR='Authentication-Results: mx2.bps.go.id; dmarc=pass'
alarm 'his private address' 'Petugas PST <petugas.pst@gmail.example>'
strange 'the same once more, in the case that it opened' \
    'Petugas PST <petugas.pst@gmail.example>'
# the second time about the same case he has been told
strange 'the same, vouched for by its own provider' \
    'Petugas PST <petugas.lain@gmail.example>' "$AR header.from=gmail.example"
strange "a section's mailbox, which several read" \
    'Seksi Sosial <sosial@kantor.test>' "$AR header.from=kantor.test"
strange "the desk's own address" 'PST <ipds6104@bps.go.id>'
alarm "the desk's own address, proven" 'PST <ipds6104@bps.go.id>' \
    "$AR header.from=bps.go.id"

# A colleague who is an officer himself: by his own proof alone.
n=$(alarms)
come 'Petugas PST <manajer@test>'
is "$(all) $(sent)" "$before 0" "another officer with his token: nothing"
is "$(($(alarms) > n))" 1 '  and it is told'
come 'Petugas PST <manajer@test>' "$AR header.from=test"
is "$(sent) $(desk_sql "$dir" "SELECT actor FROM event
    WHERE what = 'answer' ORDER BY id DESC LIMIT 1")" '1 manajer' \
    'a proven one under a false name answers as who he is'
is "$(desk_found warga 'To: ani@example.com' 'Tabel 3.1.2' | while read -r f
    do grep -ci 'petugas@test\|manajer@test' "$f"; done)" 0 \
    "  and she reads no officer's address"

# Reply-To elsewhere: the officer's own mail counts, and all about it goes to
# his own address.
news=$(desk_found petugas 'Subject: .*baru' 'beni@example.com')
T='Yth. Bapak Beni, lihat Tabel 3.1.2 halaman 45 publikasi tahun 2025.'
n=$(desk_sql "$dir" 'SELECT max(id) FROM outbox')
come 'Pengelola Pengaduan <petugas@test>' "$AR header.from=test" \
    'Reply-To: Petugas <petugas.pst@gmail.example>' \
    'Sender: sekretariat@test'
is "$(desk_sql "$dir" "SELECT group_concat(template || ' ' || address) FROM
    (SELECT * FROM outbox WHERE id > $n ORDER BY template)")" \
    'jawaban beni@example.com,kuitansi petugas@test' \
    'a Reply-To elsewhere changes nothing, nor does a false name'
got=$(desk_found warga 'To: beni@example.com' 'Tabel 3.1.2')
is "$(grep -ci 'gmail.example\|sekretariat@\|Pengelola Pengaduan' "$got")" 0 \
    'the citizen sees neither'
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the books agree' || cat "$dir/out" >&2
done_testing
