#!/bin/sh
# What "make install" lays down is complete and right, and never overwrites
# what an office has edited.
. t/lib/tap.sh
BUILD=${BUILD:-build}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT

lay()
{
	make -s install BUILD="$BUILD" ${SAN:+SAN="$SAN"} DESTDIR="$dir" \
	    >"$dir/out" 2>&1
}

lay
ok $? 'it installs' || cat "$dir/out" >&2
etc=$dir/etc/tanggap
"$dir/usr/local/bin/tanggap" check --config "$etc/tanggap.conf" \
    >"$dir/check" 2>&1
ok $? 'the installed configuration passes the check' || cat "$dir/check" >&2
for f in catalogue.tsv concepts.tsv areas.tsv intake templates/petugas templates/en holidays; do
	mv "$etc/$f" "$dir/gone"
	"$dir/usr/local/bin/tanggap" check --config "$etc/tanggap.conf" \
	    >"$dir/check" 2>&1
	is $? 1 "it would not without $f"
	mv "$dir/gone" "$etc/$f"
done
is "$(cd "$dir/usr/local" && find share lib -type f | sort)" \
    "lib/systemd/system/tanggap.service
share/man/man1/tanggap.1
share/man/man5/tanggap.conf.5
share/tanggap/data/abbreviations.tsv
share/tanggap/data/lessons.txt
share/tanggap/data/model
share/tanggap/data/voice
share/tanggap/data/words.txt" 'with man pages, unit and model'
is "$(stat -c %a "$etc/secret")" 700 'with a folder for passwords'
echo '# mine' >>"$etc/tanggap.conf"
echo '# mine' >>"$etc/templates/id/ack-konsultasi.txt"
lay
is "$(tail -qn 1 "$etc/tanggap.conf" "$etc/templates/id/ack-konsultasi.txt")" \
    "# mine
# mine" 'what the office has edited stays'
done_testing
