#!/bin/sh
# The survey through the mail server: asked once after closing, answered by a
# plain reply, filed in silence. A reply that wants more goes its usual way.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=0s

for who in sari joko tini budi; do
	desk_mail "$who <$who@example.com>" "Data penduduk $who" \
	    "Selamat siang, saya $who, mahasiswa. Mohon data jumlah penduduk" \
	    'Kabupaten Mempawah menurut kecamatan tahun 2023 dan 2024.' \
	    >"$dir/$who"
	set -- "$@" "$dir/$who"
done
desk_mail 'Amat <amat@example.org>' 'Keluhan pelayanan' \
    'Saya kecewa. Kemarin jam 10 saya datang ke kantor BPS Mempawah, petugas' \
    'pelayanan tidak ada di tempat dan saya menunggu dua jam tanpa dilayani.' \
    'Mohon ditindaklanjuti dan diberi penjelasan.' >"$dir/amat"
ms_deliver "$dir" ipds6104 "$@" "$dir/amat"
# two working days to come, whatever day it is
day()
{
	desk "$dir" due --from "$(TZ=UTC-7 date +%FT%T+07:00)" --days "$1" |
	    sed 's/T.*//;q'
}
at=$(day 1)
desk_pass "$dir" --now $at'T09:00:00+07:00'
is $? 0 'five tickets' || tail -n 5 "$dir/log" >&2

# code WHO: of the ticket
code()
{
	desk_sql "$dir" "SELECT code FROM ticket WHERE requester LIKE '$1@%'"
}
for who in sari joko tini budi amat; do
	desk "$dir" answer "$(code $who)" "Jawaban untuk $who." \
	    --now $at'T09:30:00+07:00' >/dev/null &&
	    desk "$dir" close "$(code $who)" \
		--now $at'T10:00:00+07:00' >/dev/null
	ok $? "$who is answered and closed"
done
desk_pass "$dir" --now $at'T10:05:00+07:00'
at=$(day 2)
desk_pass "$dir" --now $at'T08:00:00+07:00'
ms_settle "$dir"
is "$(desk_sql "$dir" 'SELECT count(*) FROM rating
    WHERE answered_at IS NULL')" 5 'all are asked, nobody has answered'
desk_pass "$dir" --now $at'T09:00:00+07:00'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE template = 'selesai-survei'")" 5 'once'

# answer WHO TEXT...: to the closing mail
answer()
{
	answer_who=$1
	shift
	answer_to=$(desk_found warga "To:.*$answer_who@" 'satu angka')
	desk_reply "$answer_to" "$answer_who <$answer_who@example.com>" "$@" \
	    >"$dir/reply"
	ms_submit "$dir" "$answer_who@example.com" \
	    "$(desk_reply_to "$answer_to")" "$dir/reply"
	ms_settle "$dir"
}
before=$(desk_sql "$dir" "SELECT count(*) FROM outbox")
answer sari '4 - sangat puas' '' 'Petugasnya ramah.'
answer joko 'U1: 4' 'U2: 3' 'U3: 4' 'U4: 4' 'U5: 3' 'U6: 4' 'U7: 4' 'U8: 2' \
    'U9: 3'
answer tini '3. Terima kasih. Kapan data tahun 2025 terbit?'
answer budi '4 kecamatan belum ada datanya, mohon dilengkapi.'
desk_pass "$dir" --now $at'T10:00:00+07:00'
is $? 0 'their answers are read' || tail -n 5 "$dir/log" >&2

# row WHO: score, elements, words, state of the ticket
row()
{
	desk_sql "$dir" "SELECT coalesce(rating.score, '-'), coalesce(u1, '-'),
	    coalesce(u8, '-'), words, state FROM rating
	    JOIN ticket ON ticket.id = rating.ticket
	    WHERE requester LIKE '$1@%'"
}
is "$(row sari)" '4|-|-|Petugasnya ramah.|selesai' \
    'a mark and a remark; the case stays closed'
is "$(row joko)" '-|4|2||selesai' 'the longer form'
is "$(row tini)" '3|-|-|Terima kasih. Kapan data tahun 2025 terbit?|diproses' \
    'a mark and a question: counted, and taken up again'
is "$(row budi)" '-|-|-||diproses' 'a question alone is no mark'
is "$(desk_sql "$dir" "SELECT group_concat(outcome) FROM inbox
    WHERE id > 5")" 'followup,followup,followup,followup' \
    'each is a follow-up, none a new ticket'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox WHERE id > $before
    AND (address LIKE 'sari%' OR address LIKE 'joko%')")" 0 \
    'who only answers is not written to again'
like "$(desk "$dir" show "$(code sari)")" 'citizen +rated +nilai 4' \
    'the history has the mark'
unlike()
{
	! printf '%s\n' "$1" | grep -q "$2"
	ok $? "$3"
}
unlike "$(desk "$dir" show "$(code sari)")" ramah 'and not the words'

# Late, and again.
at=$(date -d "$at + 55 days" +%F)
answer sari '2'
desk_pass "$dir" --now $at'T10:00:00+07:00'
is "$(row sari)" '2|-|-|Petugasnya ramah.|selesai' \
    'a later mark replaces the mark, after the reopening window too'
is "$(desk_sql "$dir" 'SELECT count(*) FROM ticket')" 5 'without a new ticket'
answer sari '5'
desk_pass "$dir" --now $at'T11:00:00+07:00'
is "$(row sari)" '2|-|-|Petugasnya ramah.|selesai' \
    'a mark that is none changes nothing'
like "$(desk "$dir" show "$(code sari)")" 'rating-unclear' 'but is on record'

at=$(day 2)
month=${at#????-} month=${month%%-*}
said=$(desk "$dir" survey --quarter \
    "${at%%-*}-$(((${month#0} + 2) / 3))")
like "$said" 'menjawab +3 \(60%\)' 'the survey counts them'
like "$said" 'sampel kurang' 'and gives no grade for so few'
report=$(desk "$dir" report --month "$(TZ=UTC-7 date +%Y-%m)" \
    --format html)
like "$report" 'Nilai 2: Petugasnya ramah' 'the report has the remark'
unlike "$report" 'sari' 'and not whose it is'
desk "$dir" verify >"$dir/verify" 2>&1
ok $? 'and the books agree' || cat "$dir/verify" >&2
done_testing
