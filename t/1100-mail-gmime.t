#!/bin/sh
# Every mail of the corpus read by us and by GMime: they agree but for what
# t/lib/gmime/known explains, and every line of that list is still needed.
. t/lib/tap.sh
build=${BUILD:-build}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

if ! pkg-config --exists gmime-3.0; then
	ok 1 "GMime to compare with"
	echo "# libgmime-3.0-dev is MISSING: nothing was compared" >&2
	done_testing
	exit 1
fi
libs="gmime-3.0 libpcre2-8 libxml-2.0 gnutls"
# shellcheck disable=SC2046,SC2086
${CC:-cc} -std=c11 -D_GNU_SOURCE -Isrc ${SAN:+-fsanitize=$SAN} \
    $(pkg-config --cflags $libs) -o "$tmp/compare" t/lib/gmime/compare.c \
    "$build"/o/base/*.o "$build"/o/mail/*.o \
    $(pkg-config --libs $libs) -lunistring -lstemmer >"$tmp/log" 2>&1
ok $? "the comparison is built" || cat "$tmp/log" >&2

# glib keeps its types until the end: leaks are looked for elsewhere
find t/corpus -name '*.eml' -print0 | sort -z |
    ASAN_OPTIONS=detect_leaks=0 xargs -0 "$tmp/compare" >"$tmp/all"
ok $? "both read the whole corpus"
cut -f 1,2 "$tmp/all" | sort >"$tmp/got"
grep -v '^#' t/lib/gmime/known | cut -f 1,2 | sort >"$tmp/want"
comm -23 "$tmp/got" "$tmp/want" >"$tmp/new"
[ ! -s "$tmp/new" ]
ok $? "no difference that is not explained" ||
    grep -F -f "$tmp/new" "$tmp/all" | sed 's/^/# /' >&2
comm -13 "$tmp/got" "$tmp/want" >"$tmp/gone"
[ ! -s "$tmp/gone" ]
ok $? "no explanation without its difference" || cat "$tmp/gone" >&2
[ "$(find t/corpus -name '*.eml' | wc -l)" -ge 200 ]
ok $? "there was something to compare"
done_testing
