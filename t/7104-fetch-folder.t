#!/bin/sh
# Mail from files: a Maildir, a directory, one file.
. t/lib/tap.sh
BUILD=${BUILD:-build}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

fetch()
{
	"$BUILD/lib/nettool" fetch "$@" >"$dir/out" 2>"$dir/err"
	status=$?
	got=$(sed -n 's/^\([a-z]*\) uid=\([0-9]*\) .* name=\([^ ]*\).*/\1\2:\3/p' \
	    "$dir/out" | tr '\n' ' ')
}

mkdir -p "$dir/m/new" "$dir/m/cur" "$dir/m/tmp" "$dir/e"
printf 'Subject: a\n\none\n' >"$dir/m/new/200.x"
printf 'Subject: b\n\ntwo\n' >"$dir/m/cur/100.x:2,S"
printf 'Subject: c\n\nthree\n' >"$dir/m/new/300.x"
printf x >"$dir/m/tmp/050.x"
touch -d 2026-11-20T09:12:00Z "$dir/m/new/200.x"
fetch path="$dir/m"
is "$status $got" '0 mail1:cur/100.x:2,S mail2:new/200.x mail3:new/300.x ' \
    'a Maildir, by name, whether read or not'
like "$(cat "$dir/out")" \
    "^mail uid=2 done=2 .* date=1795165920 size=16 len=16" \
    'with the time of the file as internal date'
is "$(find "$dir/m" -type f | sort | tr '\n' ' ')" \
    "$dir/m/cur/100.x:2,S $dir/m/new/200.x $dir/m/new/300.x $dir/m/tmp/050.x " \
    'nothing was moved'
mv "$dir/m/new/200.x" "$dir/m/cur/200.x:2,S"
fetch path="$dir/m" name=new/200.x last_uid=2
is "$got" 'mail3:new/300.x ' 'from a position, though that file has moved'
fetch path="$dir/m" passes=2
is "$got" 'mail1:cur/100.x:2,S mail2:cur/200.x:2,S mail3:new/300.x ' \
    'the second look gives nothing twice'

for n in 2 1 3; do printf 'Subject: %s\n\nx\n' $n >"$dir/e/$n.eml"; done
printf x >"$dir/e/note.txt"
fetch path="$dir/e"
is "$status $got" '0 mail1:1.eml mail2:2.eml mail3:3.eml ' \
    'a directory: what ends in .eml'
fetch path="$dir/e/2.eml"
is "$status $got" '0 mail1:2.eml ' 'one file'
fetch path="$dir/e" limit=12
like "$(cat "$dir/out")" '^mail uid=1 .* truncated name=1.eml' \
    'a file over the limit is truncated'
mkdir "$dir/e/4.eml"
fetch path="$dir/e"
is "$got" 'mail1:1.eml mail2:2.eml mail3:3.eml broken4:4.eml ' \
    'what cannot be read is an item of its own'
like "$(cat "$dir/out")" 'broken .*error=.*is a directory' 'with the reason'
fetch path="$dir/none"
is $status 2 'no such folder: the configuration is wrong'
like "$(cat "$dir/err")" 'none: No such file' 'and said so'
: >"$dir/e/5.eml"
fetch path="$dir/e/5.eml"
is "$got" 'mail1:5.eml ' 'an empty file is an empty mail'
done_testing
