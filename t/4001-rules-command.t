#!/bin/sh
# A file of rules is tried on a folder of mails: what it matches, how often it
# is right, what it never sees, what always goes together.
. t/lib/tap.sh

BUILD=${BUILD:-build}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT

mail()
{
	printf 'From: %s <%s@example.org>\r\nTo: ipds6104@bps.go.id\r\n' \
	    "$2" "$2"
	printf 'Subject: %s\r\nDate: Fri, 20 Nov 2026 09:12:00 +0700\r\n' "$3"
	printf 'Message-ID: <%s@example.org>\r\n\r\n%s\r\n' "$1" "$4"
}
mkdir "$dir/mails"
mail a ani 'Data sawit' 'Mohon data luas kebun sawit 2024.' \
    >"$dir/mails/a.eml"
mail b budi 'Sawit' 'Kebun sawit tetangga membakar lahan.' \
    >"$dir/mails/b.eml"
mail c cici 'Halo' 'Mohon data jumlah penduduk 2024.' >"$dir/mails/c.eml"
cat >"$dir/try.rules" <<'END'
[rule palm]
kind = konsultasi
topic = data
weight = 2
why = palm oil
pattern = \bsawit\b
example = kebun sawit

[rule garden]
kind = konsultasi
weight = 1
why = a garden; uses a family of the office
pattern = \b(?:kebun|{area}kebun)\b
example = kebun sawit

[rule whales]
flag = paus
why = nobody asks
pattern = \bpaus\b
example = ikan paus
END

try()
{
	"$BUILD/tanggap" rules --config conf/tanggap.conf "$@" 2>&1
}

got=$(try "$dir/try.rules" "$dir/mails")
is $? 0 'a folder without labels'
like "$got" '^3 rules, 3 mails$' 'only the rules of that file are told'
like "$got" '^palm +2 mails$' 'how many mails a rule matches'
like "$got" '^    a.eml "sawit"$' 'which, and the words it saw'
like "$got" '^never matched: whales$' 'rules that never match'
like "$got" '^  palm and garden \(2 mails\)$' 'rules that go together'

printf 'file\tkind\ttopic\na.eml\tkonsultasi\tdata\n' >"$dir/mails/labels.tsv"
printf 'b.eml\tbukan-layanan\t-\nc.eml\tkonsultasi\tdata\n' \
    >>"$dir/mails/labels.tsv"
got=$(try "$dir/try.rules" "$dir/mails")
like "$got" '^palm +2 mails, right in 1 of 2 \(0\.50\)$' 'precision by labels'
like "$got" '^    b.eml \(is none\)' 'the wrong one is marked'
like "$got" '^mails that no rule saw: c.eml$' 'what was missed'

got=$(try conf/rules/60-spam.rules "$dir/mails")
is $? 0 "a file of the office's own"
like "$got" '^never matched: [a-z-]+ [a-z-]+' 'is tried in its place'

sed 's/kebun sawit/pohon/' "$dir/try.rules" >"$dir/bad.rules"
got=$(try "$dir/bad.rules" "$dir/mails")
is $? 1 'a rule that misses its own example is refused'
like "$got" 'bad\.rules:[0-9]+: rule palm does not match its example' \
    'with file and line'
try "$dir/try.rules" >/dev/null
is $? 2 'a file alone is not enough'
try "$dir/none.rules" "$dir/mails" >/dev/null
is $? 1 'a file that is not there'
try "$dir/try.rules" "$dir/none" >/dev/null
is $? 1 'a folder that is not there'
done_testing
