#!/bin/sh
# A whole conversation by real programs: a citizen writes from outside, one
# officer answers with mutt and another with s-nail, through Postfix and
# Dovecot, until the case is closed and marked.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
. t/lib/mua.sh

# An office that is open on whatever day this runs, with two people.
open_always()
{
	set --
	for d in monday tuesday wednesday thursday friday saturday sunday; do
		set -- "$@" "hours.$d=00:00-23:59" "ramadan.$d=00:00-23:59"
	done
	mkdir "$dir/holidays"
	cp conf/holidays/ramadan.txt "$dir/holidays"
	for y in -1 0 1; do
		y=$(($(date +%Y) + y))
		date -d "180 days" "+$y-%m-01	far from today	libur" \
		    >"$dir/holidays/holidays-$y.txt"
	done
	desk_conf "$dir" ticket.hold=0s "files.holidays=$dir/holidays" "$@" &&
	    sed -i '/^address = manajer@test/,/^roles/s/^roles = .*/& petugas/' \
		"$dir/tanggap.conf"
}

# come N: all about that many mails is done, and Postfix has carried it.
mails=0
come()
{
	mails=$((mails + 1))
	desk_until 30 desk_quiet "$dir" $mails && ms_settle "$dir"
	ok $? "$1" || tail -n 5 "$dir/log" >&2
}

# The mails to somebody, by template in the order of sending.
got()
{
	desk_sql "$dir" "SELECT group_concat(template, ' ') FROM (SELECT
	    template FROM outbox WHERE address = '$1' ORDER BY id)"
}

state()
{
	desk_sql "$dir" "SELECT state FROM ticket WHERE code = '$code'"
}

# none TEXT WHAT REGEX: nowhere in it
none()
{
	is "$(printf '%s\n' "$1" | grep -Ei -e "$3")" '' "$2"
}

sari='Sari Dewi <sari@example.com>'
desk_begin
open_always
desk "$dir" check >"$dir/check" 2>&1
ok $? 'the office is open' || cat "$dir/check" >&2
desk_daemon "$dir"

desk_mail "$sari" 'Permohonan data penduduk' \
    'Mohon data jumlah penduduk Kabupaten Mempawah tahun 2024 menurut' \
    'jenis kelamin, untuk skripsi saya.' 'Terima kasih,' 'Sari' >"$dir/ask"
ms_submit "$dir" sari@example.com ipds6104@bps.go.id "$dir/ask"
come 'she writes'
code=$(desk_sql "$dir" 'SELECT code FROM ticket')
is "$(got sari@example.com)" ack-konsultasi 'she is thanked'
is "$(desk_found petugas 'Tiket baru' | wc -l)" 1 'the officer is told'

# One officer, with mutt: above the quote, with his signature below.
cat >"$dir/words" <<'END'
Jumlah penduduk Kabupaten Mempawah tahun 2024 adalah 320.100 jiwa:

- laki-laki 163.000 jiwa
- perempuan 157.100 jiwa

Sumber: Kabupaten Mempawah Dalam Angka 2025, halaman 57.
END
mua_mutt "$dir" petugas "$code" <"$dir/words"
ok $? 'an officer replies with mutt' || tail -c 2000 "$dir/mua.log" >&2
come 'the desk has read it'
is "$(state)" dijawab 'the ticket is answered'
first=$(desk_found warga 'halaman 57')
is "$(printf '%s\n' "$first" | grep -c .)" 1 'she has it once'
text=$(desk_text <"$first")
is "$(printf '%s\n' "$text" | sed -n '/^Jumlah/,/halaman 57/p')" \
    "$(cat "$dir/words")" 'word for word'
like "$text" '^From: .*BPS Kabupaten Mempawah <ipds6104@bps.go.id>' \
    'from the office'
like "$text" '^To: .*sari@example.com' 'to her'
none "$(sed '1,/^\r*$/d' "$first"; sed -n '/^From:/,$p' "$first")" \
    'nothing in it tells of the officer' 'petugas@|dari mutt|0561-0000'
body=$(printf '%s\n' "$text" | sed '1,/^$/d')
none "$body" 'nothing of the notification' \
    'Tiket baru|Tulis jawaban|terkirim ke|keyakinan|aturan|#'
none "$body" 'no token' '\+t-[0-9]|tanggap\.[0-9]|-[a-z0-9]{3}\]'
receipt=$(desk_found petugas 'persis seperti ini')
like "$(desk_text <"$receipt")" 'sari@example.com' 'he reads whom it went to'
is "$(desk_text <"$receipt" | sed 's/^> //; s/^>$//' |
    sed -n '/^Jumlah/,/halaman 57/p')" "$(cat "$dir/words")" \
    'and what, word for word'

# She thanks: filed in silence. Then she asks on.
sent=$(desk_sql "$dir" 'SELECT count(*) FROM outbox')
echo 'Terima kasih banyak, sangat membantu.' |
    mua_mutt "$dir" warga "$code" "$sari"
come 'she thanks'
is "$(desk_sql "$dir" 'SELECT count(*) FROM outbox')" "$sent" \
    'nobody is bothered with it'
is "$(state)" dijawab 'nothing is opened by it'
printf '%s\n' 'Saya ada dua pertanyaan lagi:' \
    '1. Apakah ada juga angkanya menurut kecamatan?' \
    '2. Kapan angka tahun 2025 terbit?' |
    mua_mutt "$dir" warga "$code" "$sari"
come 'she asks on'
is "$(state)" diproses 'the ticket is worked on again'
is "$(desk_sql "$dir" 'SELECT count(*) FROM ticket')" 1 'the same one'
is "$(desk_found petugas 'Pemohon menulis lagi' 'juga angkanya' |
    wc -l)" 1 'her officer is told'

# Her officer answers point by point, between the lines of the quote.
printf '%s\n' '@1\. Apakah' 'Ada, pada tabel 3.1.1 publikasi yang sama.' '' \
    '@2\. Kapan' 'Bulan Februari 2026.' |
    mua_mutt "$dir" petugas 'menulis lagi'
ok $? 'he replies between the lines' || tail -c 2000 "$dir/mua.log" >&2
come 'the desk has read both'
inline=$(desk_found warga 'Februari 2026')
is "$(desk_text <"$inline" | sed -n "/Apakah/,/Februari/p")" \
    "> 1. Apakah ada juga angkanya menurut kecamatan?
Ada, pada tabel 3.1.1 publikasi yang sama.

> 2. Kapan angka tahun 2025 terbit?
Bulan Februari 2026." 'she reads each answer below her question'
none "$(desk_text <"$inline" | sed '1,/^$/d')" 'and nothing else of ours' \
    'petugas|dari mutt|0561-0000|wrote:|menulis lagi|#'

# A colleague steps in, with s-nail: below the quote, and closes.
echo 'Satu lagi: apakah angkanya boleh dikutip dalam skripsi?' |
    mua_mutt "$dir" warga "$code" "$sari"
come 'she asks once more'
printf '%s\n' 'Boleh, dengan menyebut sumber pada tabel 3.1.2.' '' \
    '#selesai' | mua_snail "$dir" manajer "$code"
ok $? 'a colleague replies with s-nail' || tail -n 20 "$dir/mua.log" >&2
come 'the desk has read that'
second=$(desk_found warga 'tabel 3\.1\.2')
is "$(printf '%s\n' "$second" | grep -c .)" 1 'she has it once'
text=$(desk_text <"$second" | sed '1,/^$/d')
none "$text" 'without the command or the quote' \
    '#selesai|wrote:|Tiket baru|manajer|s-nail'
is "$(state)" selesai 'the ticket is closed'
like "$(desk_text <"$(desk_found manajer 'persis seperti ini')")" \
    '#selesai' 'his receipt tells of both'

# The next morning the last mail asks for a mark. She gives it in her reply,
# above the form.
desk_end "$dir"
ok $? 'the daemon ends well'
tomorrow=$(date -d "1 day" +%FT%T%:z)
desk_pass "$dir" --now "$tomorrow" && ms_settle "$dir"
ok $? "the next morning comes" || tail -n 5 "$dir/log" >&2
is "$(desk_found warga "U9 Sarana" | grep -c .)" 1 "she is asked how it was"
echo 4 | mua_mutt "$dir" warga penilaian "$sari"
ms_settle "$dir"
desk_pass "$dir" --now "$tomorrow"
is "$(desk_sql "$dir" "SELECT score FROM rating")" 4 "her 4 counts"
is "$(state)" selesai "the ticket stays closed"

# All that anybody has got, and the books.
is "$(got sari@example.com)" \
    'ack-konsultasi jawaban ack-tambahan jawaban jawaban selesai-survei' \
    'she got this, no more'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox WHERE address NOT IN
    ('sari@example.com', 'petugas@test', 'manajer@test') AND
    template <> 'ringkasan'")" 0 \
    'nobody else got anything'
show=$(desk "$dir" show "$code")
for what in opened answer thanks addition close rated; do
	like "$show" "$what" "the history has: $what"
done
like "$show" 'petugas' 'and who answered first'
like "$show" 'manajer' 'and who closed'
desk "$dir" verify >"$dir/verify" 2>&1
ok $? 'the books agree' || cat "$dir/verify" >&2
done_testing
