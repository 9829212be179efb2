#!/bin/sh
# "Is it you?" that nobody answers: after three working days the mail lapses,
# people hear of it once, and a late yes gets the text offered again.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
mail=$(mktemp -d "${TMPDIR:-/tmp}/mail.XXXXXX") || exit 1
mkdir "$mail/new" "$mail/cur" "$mail/tmp"
desk_begin "mailbox.source=folder:$mail" ticket.hold=0s 'assign.other=petugas'
trap 'desk_clear "$dir"; rm -rf "$mail"' EXIT

# put TIME <FILE: that mail came then
put()
{
	put_n=$((${put_n:-0} + 1))
	{
		printf 'Received: from mx.example by mail.test; %s\r\n' \
		    "$(LC_ALL=C TZ=UTC-7 date -d "$1" -R)"
		cat
	} >"$mail/new/$put_n.eml"
}
pass()
{
	desk_pass "$dir" --now "$1:00+07:00" || tail -n 5 "$dir/log" >&2
	ms_settle "$dir"
}
# newest TEMPLATE USER: our last mail of that sort to him
newest()
{
	newest_id=$(desk_sql "$dir" "SELECT message_id FROM outbox WHERE
	    template = '$1' AND address = '$2@test' ORDER BY id DESC LIMIT 1")
	grep -lF "$newest_id" "$(ms_box "$dir" "$2")"/new/* | head -n 1
}
# answer TIME FILE TEXT...: he answers that mail of ours then
answer()
{
	answer_at=$1 answer_to=$2
	shift 2
	desk_reply "$answer_to" 'Petugas PST <petugas@test>' "$@" |
	    put "$answer_at"
	pass "$answer_at"
}
states()
{
	desk_sql "$dir" "SELECT group_concat(state, ' ') FROM pending"
}
notes()
{
	desk_sql "$dir" "SELECT count(*) FROM event WHERE what = 'note'
	    AND detail LIKE 'dari telepon%'"
}

desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Mohon data jumlah penduduk Kabupaten Mempawah menurut kecamatan tahun' \
    '2023 dan 2024.' | put 2026-11-23T08:00
pass 2026-11-23T08:00
code=$(desk_sql "$dir" 'SELECT code FROM ticket')
desk_mail 'Petugas PST <petugas@test>' "Re: [$code] Data penduduk" \
    '#catatan dari telepon' | put 2026-11-23T08:10
pass 2026-11-23T08:10
is "$(states) $(notes)" 'open 0' 'nobody vouches for it: he is asked'
question=$(newest konfirmasi petugas)
pass 2026-11-26T16:00
is "$(states)" open 'three working days it waits'
pass 2026-11-27T07:30
is "$(states)" lapsed 'then it lapses'
is "$(desk_sql "$dir" "SELECT count(*) FROM event WHERE what = 'lapsed'")" 1 \
    'which is in the history'
pass 2026-11-30T07:30
like "$(desk_text <"$(newest ringkasan manajer)")" \
    '1 surat atas nama petugas gugur' 'the coordinator reads it in the digest'
pass 2026-12-01T07:30
is "$(desk_text <"$(newest ringkasan manajer)" | grep -c gugur)" 0 'once'

answer 2026-12-01T08:00 "$(newest baru petugas)" '#catatan lain'
text=$(desk_text <"$(newest kuitansi petugas)")
like "$text" 'Surat atas nama Anda' 'he reads it in his next mail'
like "$(echo $text)" 'pukul 08.10 WIB.*Data penduduk.*gugur' \
    'which mail it was, and that nothing is done'
answer 2026-12-01T08:10 "$(newest baru petugas)" '#catatan lagi'
is "$(desk_text <"$(newest kuitansi petugas)" | grep -c gugur)" 0 'once, too'

answer 2026-12-01T08:20 "$question" 'ya'
is "$(states) $(notes)" 'done open 0' 'a late yes does nothing'
text=$(desk_text <"$(newest ditahan petugas)")
like "$(echo $text)" 'sesudah pertanyaannya gugur' 'it says that it lapsed'
like "$text" '#catatan dari telepon' 'and offers the text again'
answer 2026-12-01T08:30 "$(newest ditahan petugas)" '#kirim'
is "$(states) $(notes)" 'done done 1' 'which is done when he says so'
answer 2026-12-01T08:40 "$question" 'ya'
is "$(notes)" 1 'and once'

# He says no, however late: that is news.
desk_mail 'Petugas PST <petugas@test>' "Re: [$code] Data penduduk" \
    '#selesai' | put 2026-12-01T09:00
pass 2026-12-01T09:00
question=$(newest konfirmasi petugas)
pass 2026-12-08T08:00
n=$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE template = 'peringatan'")
answer 2026-12-08T09:00 "$question" 'bukan saya'
is "$(($(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE template = 'peringatan'") - n > 0)) $(desk_sql "$dir" \
    'SELECT state FROM ticket')" '1 diproses' \
    'a late no is told to the coordinator'
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the books agree' || cat "$dir/out" >&2
done_testing
