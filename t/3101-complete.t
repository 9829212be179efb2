#!/bin/sh
# "Jelas dan lengkap": one mail asks for what is missing, the reply fills it
# in where and how it likes, and only then the clock runs.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin

# ask NAME: a request that lacks all; $ours: our question to it
ask()
{
	desk_mail "$1 <$1@example.com>" 'Permohonan data' \
	    'Selamat pagi, saya mau minta data. Terima kasih.' >"$dir/x"
	ms_deliver "$dir" ipds6104 "$dir/x"
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
	ours=$(question "$1")
}

question()
{
	desk_sql "$dir" "SELECT message_id FROM outbox
	    WHERE address = '$1@example.com' AND template = 'ask-lengkapi'
	    ORDER BY id DESC LIMIT 1"
}

# answer NAME TEXT...: a reply to our question
answer()
{
	answer_name=$1
	shift
	{
		printf 'In-Reply-To: <%s>\r\nReferences: <%s>\r\n' "$ours" \
		    "$ours"
		desk_mail "$answer_name <$answer_name@example.com>" \
		    'Re: Permohonan data' "$@"
	} >"$dir/x"
	ms_deliver "$dir" ipds6104 "$dir/x"
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
}

# state NAME: state, what is missing, whether a clock runs
state()
{
	desk_sql "$dir" "SELECT state, missing, due_at IS NOT NULL FROM ticket
	    WHERE requester = '$1@example.com'"
}

ask ani
like "$(state ani)" '^menunggu\|.*periode.*\|0$' 'it waits, and knows for what'
missing=$(state ani)
answer ani 'Terima kasih banyak pak.'
is "$(state ani)" "$missing" 'thanks complete nothing'
answer ani 'Data: jumlah penduduk' 'Wilayah: Mempawah Timur' \
    'Tahun: 2021-2025' '' '> Data:' '> Wilayah:' '> Tahun:'
like "$(state ani)" '^diproses\|\|1$' 'filled in above the quote'
is "$(desk_sql "$dir" "SELECT template FROM outbox
    WHERE address = 'ani@example.com' ORDER BY id DESC LIMIT 1")" \
    ack-tambahan 'and acknowledged with the day'

ask budi
answer budi 'Terima kasih.' '' 'Pada 23 Nov 2026 10.00 PST menulis:' \
    '> Isilah di belakang tanda titik dua:' '>' '> Data: PDRB per kapita' \
    '> Wilayah: Kabupaten Mempawah' '> Tahun: 2020 s.d. 2024' '>' \
    '> Hormat kami'
like "$(state budi)" '^diproses\|\|1$' 'filled in inside the quote'

ask cici
answer cici '> Data:' 'inflasi bulanan' '> Wilayah:' 'Pontianak' '> Tahun:' \
    '2024'
like "$(state cici)" '^diproses\|\|1$' 'written below each line of the quote'

ask dodi
answer dodi 'jumlah penduduk miskin kabupaten mempawah tahun 2019 sampai 2023' \
    '' '> Data:' '> Wilayah:' '> Tahun:'
like "$(state dodi)" '^diproses\|\|1$' 'said in plain words'

ask eka
answer eka 'Baik, akan saya kirim.' '' '> Data:' '> Wilayah:' '> Tahun:'
like "$(state eka)" '^menunggu\|.+\|0$' 'a promise starts no clock'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE address = 'eka@example.com' AND template = 'ask-lengkapi'")" 2 \
    'it is asked once more'
ours=$(question eka)
answer eka 'Oke pak siap.'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE address = 'eka@example.com'")" 2 'an "oke" is no answer, and gets none'
answer eka 'Datanya menyusul besok atau lusa ya pak.'
like "$(state eka)" '^menunggu\|' 'and then an officer decides'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE address = 'eka@example.com' AND template = 'ask-lengkapi'")" 2 \
    'nobody asks a third time'
answer eka 'Data: jumlah sekolah' 'Tahun: 2024'
like "$(state eka)" '^diproses\|\|1$' 'what comes late completes all the same'

# Some programs repeat our question without any mark.
ask gita
ms_settle "$dir"
answer gita 'Data: jumlah nelayan' 'Tahun: 2023' '' \
    "$(desk_text <"$(desk_found warga '^To: .*gita@')" | sed '1,/^$/d')"
like "$(state gita)" '^diproses\|\|1$' 'above our text without a mark'
like "$(cat "$dir/x")" 'menyampaikan pengaduan' 'which ours names'
is "$(desk_sql "$dir" "SELECT count(*) FROM ticket
    WHERE requester = 'gita@example.com'")" 1 \
    'our complaint channels are no complaint of theirs'

# A mail by HTML alone, from a phone.
ask fani
{
	printf 'In-Reply-To: <%s>\r\n' "$ours"
	desk_mail 'fani <fani@example.com>' 'Re: Permohonan data' \
	    '<div>Ini ya pak</div><blockquote><div>Data:&nbsp;jumlah desa</div>' \
	    '<div>Wilayah:&nbsp;Kec. Toho</div><div>Tahun:&nbsp;2024</div>' \
	    '</blockquote><div>Dikirim dari iPhone saya</div>'
} | sed 's/text\/plain/text\/html/' >"$dir/x"
ms_deliver "$dir" ipds6104 "$dir/x"
desk_pass "$dir"
like "$(state fani)" '^diproses\|\|1$' 'HTML alone'
done_testing
