#!/bin/sh
# An answer that waits has one fate, whatever happens meanwhile: it is called
# back, or it goes once, or it was said elsewhere; also when the daemon dies.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=2m mailbox.sent_folder=Sent
ms_imap "$dir" ipds6104 '' -X 'CREATE Sent' >/dev/null 2>&1

P='Petugas PST <petugas@test>'
for who in ani beni cici dodi eka fifi; do
	desk_mail "$who <$who@example.com>" "Data untuk $who" \
	    'Mohon data jumlah penduduk Kabupaten Mempawah tahun 2024.' \
	    >"$dir/$who"
	ms_deliver "$dir" ipds6104 "$dir/$who"
done
desk_pass "$dir"
ms_settle "$dir"
# news NAME: the notification of that citizen's mail
news()
{
	desk_found petugas 'Subject: .*baru' "$1@example.com"
}
# put NAME TEXT...: the officer's reply lies in the mailbox
put()
{
	put_name=$1
	shift
	desk_reply "$(news "$put_name")" "$P" "$@" >"$dir/m"
	ms_send "$dir" petugas "$(desk_reply_to "$(news "$put_name")")" "$dir/m"
	ms_settle "$dir"
}
later()
{
	desk_pass "$dir" --now "$(date -u -d '+3 minutes' +%Y-%m-%dT%H:%M:%SZ)"
	ms_settle "$dir"
}
# fate NAME: state of the answer and of the ticket, how often she has it
fate()
{
	echo "$(desk_sql "$dir" "SELECT coalesce(group_concat(o.state), 'none') || ' ' || t.state
	    FROM ticket t LEFT JOIN outbox o ON o.ticket = t.id
	    AND o.template = 'jawaban' WHERE t.requester = '$1@example.com'"
	    ) $(desk_found warga "To: $1@example.com" 'Tabel 3.1.2' |
	    grep -c .)"
}
T='lihat Tabel 3.1.2 halaman 45 publikasi Mempawah Dalam Angka 2025.'
queued()
{
	[ "$(fate "$1" | cut -d' ' -f1)" = queued ]
}
recalled()
{
	! queued "$1"
}
killed()
{
	kill -s KILL "$(cat "$dir/pid")"
	wait "$(cat "$dir/pid")" 2>/dev/null
	rm -f "$dir/pid"
}

# 1. The daemon dies while the answer waits; the next one hears of #batal.
desk_daemon "$dir"
put ani "Yth. Ibu Ani, $T"
desk_until 20 queued ani
ok $? 'the answer waits' || tail -n 5 "$dir/log" >&2
killed
desk_daemon "$dir"
put ani '#batal'
desk_until 20 recalled ani
ok $? 'a daemon that came after the kill calls it back'
killed
later
is "$(fate ani)" 'failed diproses 0' 'and it never goes'

# 2. Killed, and the time is over: it goes once; then #batal is too late.
put beni "Yth. Bapak Beni, $T"
desk_pass "$dir"
is "$(fate beni)" 'queued dijawab 0' 'another waits'
later
is "$(fate beni)" 'sent dijawab 1' 'its time over, it goes'
put beni '#batal'
later
later
is "$(fate beni)" 'sent dijawab 1' 'and is not called back, nor sent again'
ok "$([ -n "$(desk_found petugas 'Tidak ada yang dapat ditarik')" ]; echo $?)" \
    'which he is told'

# 3. He said #batal in time, but nobody worked then.
put cici "Yth. Ibu Cici, $T"
desk_pass "$dir"
put cici '#batal'
later
is "$(fate cici)" 'failed diproses 0' \
    'what has not gone is called back, though its time is over'

# 4. #batal comes before the answer: it is about nothing.
put dodi '#batal'
put dodi "Yth. Bapak Dodi, $T"
desk_pass "$dir"
later
later
is "$(fate dodi)" 'sent dijawab 1' 'an answer after #batal goes once'

# 5. Held as a draft, then said elsewhere: #kirim sends nothing.
elsewhere()
{
	printf 'Authentication-Results: mx2.bps.go.id; dmarc=pass\r\n'
	printf 'From: %s\r\nTo: %s@example.com\r\n%s' "$2" "$1" "$3"
	printf 'Subject: Re: Data untuk %s\r\nMessage-ID: <x.%s@test>\r\n' \
	    "$1" "$1"
	printf 'Date: %s\r\n' "$(LC_ALL=C date '+%a, %d %b %Y %H:%M:%S %z')"
	printf 'In-Reply-To: %s\r\n\r\nHalo, angkanya 312.000 jiwa.\r\n' \
	    "$(desk_field "$dir/$1" Message-ID)"
}
put eka 'DRAF, mohon dicek dulu Bu Kasubbag.' '' "Yth. Ibu Eka, $T"
put fifi 'DRAF, mohon dicek dulu Bu Kasubbag.' '' "Yth. Ibu Fifi, $T"
desk_pass "$dir"
ms_settle "$dir"
elsewhere eka "$P" 'Cc: ipds6104@bps.go.id
' | sed 's/\r*$/\r/' >"$dir/m"
ms_deliver "$dir" ipds6104 "$dir/m"
elsewhere fifi 'PST <ipds6104@bps.go.id>' '' | sed 1d >"$dir/m"
ms_imap "$dir" ipds6104 Sent -T "$dir/m"
desk_pass "$dir"
ms_settle "$dir"
is "$(fate eka) $(fate fifi)" 'none dijawab 0 none dijawab 0' 'both were answered'
for who in eka fifi; do
	asked=$(desk_found petugas 'Subject: .*[Dd]itahan|Belum ada yang terkirim' \
	    "$who" | head -n 1)
	desk_reply "$asked" "$P" '#kirim' >"$dir/m"
	ms_send "$dir" petugas "$(desk_reply_to "$asked")" "$dir/m"
	ms_settle "$dir"
done
later
is "$(fate eka) $(fate fifi)" 'none dijawab 0 none dijawab 0' \
    '#kirim sends nothing that was said elsewhere'
is "$(desk_found petugas 'sudah dijawab' 'tidak dikirim' | grep -c .)" 2 \
    'and he is told so'
like "$(desk_text <"$(desk_found petugas 'sudah dijawab' | head -n 1)")" \
    'pukul [0-9][0-9]\.[0-9][0-9] WIB' 'and when it was'
is "$(desk_sql "$dir" "SELECT count(*) FROM pending WHERE state = 'open'")" 0 \
    'nothing waits any more'
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the books agree' || cat "$dir/out" >&2
done_testing
