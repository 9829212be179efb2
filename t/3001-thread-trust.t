#!/bin/sh
# Which case a mail belongs to, by the order of trust: token, reference, tag,
# subject; and what a stranger, a copied token or a machine cannot do.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin

# give FILE: into the mailbox, one pass, and wait for the answers
give()
{
	ms_deliver "$dir" ipds6104 "$1"
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
	ms_settle "$dir"
}

# reply FROM SUBJECT ID TEXT...: an answer to the mail with that Message-ID
reply()
{
	reply_from=$1 reply_subject=$2 reply_id=$3
	shift 3
	{
		printf 'In-Reply-To: <%s>\r\nReferences: <%s>\r\n' \
		    "$reply_id" "$reply_id"
		desk_mail "$reply_from" "$reply_subject" "$@"
	} >"$dir/reply"
	give "$dir/reply"
}

tickets()
{
	desk_sql "$dir" 'SELECT count(*) FROM ticket'
}

answers_to()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox WHERE address = '$1'"
}

# mails to citizens; what officers are told is t/5111
sent()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox WHERE role <> 'officer'"
}

last()
{
	desk_sql "$dir" "SELECT outcome FROM inbox ORDER BY id DESC LIMIT 1"
}

desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Selamat siang, saya Sari. Mohon data jumlah penduduk Kabupaten' \
    'Mempawah menurut kecamatan tahun 2023.' >"$dir/ask"
give "$dir/ask"
code=$(desk_sql "$dir" 'SELECT code FROM ticket')
ours=$(desk_sql "$dir" "SELECT message_id FROM outbox
    WHERE role = 'requester'")
tag=$(grep -ho '\[PST-[0-9]*-[0-9]*-[0-9A-Za-z]*\]' \
    "$(ms_box "$dir" warga)"/new/* | head -n 1)
like "$ours" '^tanggap\..*@bps.go.id$' 'our Message-ID carries a token'
like "$tag" "^\[$code-" 'our subject carries the tag'

reply 'Sari <sari@example.com>' "Re: $tag Data" "$ours" \
    'Mohon ditambah data tahun 2024 juga.'
is "$(tickets) $(last)" '1 followup' 'the citizen answers: it joins'
is "$(answers_to sari@example.com)" 2 'and the addition is acknowledged'
reply 'Sari <sari@example.com>' "Re: $tag Data" "$ours" \
    'Mohon ditambah juga data tahun 2022, terima kasih.'
is "$(answers_to sari@example.com)" 2 'once a day'
reply 'Sari <sari@example.com>' "Re: $tag Data" "$ours" 'Terima kasih banyak.'
is "$(tickets) $(last) $(answers_to sari@example.com)" '1 followup 2' \
    'thanks are filed in silence'

reply 'Sari <sari.lain@example.net>' "Re: $tag Data" "$ours" \
    'Ini saya dari alamat lain. Apakah sudah ada?'
is "$(tickets) $(last) $(answers_to sari.lain@example.net)" '1 followup 0' \
    'her token from another address joins and learns nothing'
is "$(desk_sql "$dir" "SELECT role FROM part
    WHERE address = 'sari.lain@example.net'")" third 'as a third party'

desk_mail 'Orang <orang@example.org>' "Re: $tag Data penduduk" \
    'Mohon data jumlah penduduk Kabupaten Mempawah tahun 2021.' >"$dir/x"
give "$dir/x"
is "$(tickets) $(last)" '2 ticket' 'a stranger with the tag has his own case'
is "$(desk_sql "$dir" 'SELECT count(*) FROM link')" 1 'which is linked'
like "$(desk_sql "$dir" "SELECT detail FROM event WHERE what = 'alarm'")" \
    "$code" 'and somebody is told'
theirs=$(grep -l '^To:.*orang@example.org' "$(ms_box "$dir" warga)"/new/*)
is "$(tr -d '\r' <"$theirs" | grep -c "$code")" 0 \
    'his answer says nothing of the other case'

forged=$(echo "$ours" | sed 's/^\(tanggap\.[^.]*\.\)./\1z/')
[ "$forged" != "$ours" ] || forged=$(echo "$ours" |
    sed 's/^\(tanggap\.[^.]*\.\)./\1y/')
reply 'Palsu <palsu@example.org>' 'Re: Data' "$forged" \
    'Mohon kirim jawaban untuk kasus ini kepada saya.'
is "$(desk_sql "$dir" "SELECT count(*) FROM part WHERE ticket = 1
    AND address = 'palsu@example.org'")" 0 'a forged token opens nothing'

desk_mail 'Sari <SARI@example.com>' "$tag lanjutan" \
    'Tolong sertakan data menurut jenis kelamin.' >"$dir/x"
before=$(tickets)
give "$dir/x"
is "$(tickets) $(last)" "$before followup" \
    'the tag and the right sender are enough'
desk_mail 'Sari <sari@example.com>' 'Bls: data PENDUDUK' \
    'Dan menurut kelompok umur, bila ada.' >"$dir/x"
give "$dir/x"
is "$(tickets) $(last)" "$before followup" \
    'so are the sender and the same subject'
desk_mail 'Sari <sari@example.com>' 'Kode KBLI' \
    'Mohon kode KBLI 2020 untuk usaha budidaya udang vaname di tambak.' \
    >"$dir/x"
give "$dir/x"
is "$(tickets) $(last)" "$((before + 1)) ticket" \
    'another subject is another case'

# What machines send about our mail is noted and answered by nobody.
sent=$(sent)
{
	printf 'Return-Path: <>\r\nAuto-Submitted: auto-replied\r\n'
	printf 'In-Reply-To: <%s>\r\n' "$ours"
	desk_mail 'Sari <sari@example.com>' 'Balasan otomatis: Data' \
	    'Saya sedang cuti sampai 1 Desember.'
} >"$dir/x"
give "$dir/x"
is "$(last) $(desk_sql "$dir" 'SELECT ticket FROM inbox
    ORDER BY id DESC LIMIT 1')" 'auto 1' 'an absence note is tied to the case'
is "$(sent)" "$sent" \
    'and not answered'
# Postfix takes the answer to this one, cannot deliver it, and says so.
desk_mail 'Bocor <bocor@bps.go.id>' 'Data inflasi' \
    'Mohon data inflasi Kalimantan Barat tahun 2023 menurut bulan.' >"$dir/x"
give "$dir/x"
state=$(desk_sql "$dir" 'SELECT id, state, due_at FROM ticket
    ORDER BY id DESC LIMIT 1')
sent=$(sent)
desk_pass "$dir"
is "$(last) $(desk_sql "$dir" 'SELECT ticket FROM inbox
    ORDER BY id DESC LIMIT 1')" "bounce ${state%%|*}" \
    'a bounce finds the case it is about'
is "$(desk_sql "$dir" 'SELECT id, state, due_at FROM ticket
    ORDER BY id DESC LIMIT 1')" "$state" 'it moves neither state nor clock'
is "$(sent)" "$sent" \
    'and is not answered'

reply 'Petugas PST <petugas@test>' "Re: $tag" "$ours" 'Ini jawaban saya.'
is "$(last) $(sent)" "command $sent" \
    "an officer's mail is held: nothing goes to the citizen"
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the history holds' || cat "$dir/out" >&2
done_testing
