#!/bin/sh
# A machine that answers every mail of ours, from a new address each time and
# without a header that says so: the traffic stops by itself.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin

answers_to()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox
	    WHERE automatic = 1 AND domain = '$1'"
}

# duel DOMAIN N ADDRESS SUBJECT TEXT: N rounds; # is the
# round's number, in the text its letter
duel()
{
	duel_domain=$1 duel_n=$2 duel_address=$3 duel_subject=$4 duel_text=$5
	duel_round=0
	while [ $duel_round -lt "$duel_n" ]; do
		duel_round=$((duel_round + 1))
		desk_mail "$(echo "$duel_address" | sed "s/#/$duel_round/")" \
		    "$(echo "$duel_subject" | sed "s/#/$duel_round/")" \
		    "$(echo "$duel_text" | sed "s/#/$(echo $duel_round | tr 0-9 a-j)/")" >"$dir/x"
		ms_deliver "$dir" ipds6104 "$dir/x"
		desk_pass "$dir" || tail -n 5 "$dir/log" >&2
	done
}

ask='Mohon data jumlah penduduk Kabupaten Mempawah menurut kecamatan 2023'
duel plus.example 6 'robot+#@plus.example' 'Permintaan #' \
    "$ask, untuk bab # laporan kami."
answered=$(answers_to plus.example)
[ "$answered" -ge 1 ] && [ "$answered" -le 3 ]
ok $? "a new address behind the + in each mail: $answered answers"
is "$(desk_sql "$dir" "SELECT count(*) FROM ticket
    WHERE requester LIKE '%@plus.example'")" 6 'yet every mail is a ticket'

duel other.example 6 'robot#@other.example' 'Re: Permintaan #' "$ask dan 2024."
answered=$(answers_to other.example)
[ "$answered" -ge 1 ] && [ "$answered" -le 3 ]
ok $? "a new name in each mail, the same words: $answered answers"
like "$(desk_sql "$dir" "SELECT reason FROM inbox
    ORDER BY id DESC LIMIT 1")" . 'the last one is decided'
like "$(desk_sql "$dir" "SELECT detail FROM event WHERE what = 'silent'")" \
    'same words' 'and the history says why nobody was answered'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox WHERE role = 'officer'
    AND dedup LIKE '%budget:words:other.example%'")" 1 \
    'one mail tells the coordinator, once'

# It answers our very mail: that is its case, and one mail a day of it.
desk_mail 'robot@tag.example' 'Permintaan data' "$ask dan 2022." >"$dir/x"
ms_deliver "$dir" ipds6104 "$dir/x"
desk_pass "$dir"
round=0
while [ $round -lt 5 ]; do
	round=$((round + 1))
	id=$(desk_sql "$dir" "SELECT message_id FROM outbox
	    WHERE domain = 'tag.example' ORDER BY id DESC LIMIT 1")
	{
		printf 'In-Reply-To: <%s>\r\nReferences: <%s>\r\n' "$id" "$id"
		desk_mail 'robot@tag.example' 'Re: Permintaan data' \
		    "Pesan nomor $round. Mohon data untuk bagian $round."
	} >"$dir/x"
	ms_deliver "$dir" ipds6104 "$dir/x"
	desk_pass "$dir"
done
answered=$(answers_to tag.example)
[ "$answered" -le 3 ]
ok $? "one that answers by reply: $answered answers"
is "$(desk_sql "$dir" "SELECT count(*) FROM ticket
    WHERE requester = 'robot@tag.example'")" 1 'in one case'

# A class that writes the same is no machine.
duel class.example 6 'siswa#@class.example' 'Permohonan data' "$ask dan 2024."
is "$(answers_to class.example)" 6 'people who write the same are answered'

# People are not machines: others of that domain ask something else.
desk_mail 'Ani <ani@other.example>' 'Kode KBLI' \
    'Mohon kode KBLI 2020 untuk usaha budidaya udang vaname di tambak.' \
    >"$dir/x"
ms_deliver "$dir" ipds6104 "$dir/x"
desk_pass "$dir"
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE address = 'ani@other.example'")" 1 'who writes other words is answered'
done_testing
