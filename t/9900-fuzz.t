#!/bin/sh
# A short run of every fuzz target; "make fuzz" is the long one.
. t/lib/tap.sh
seconds=${FUZZ_SHORT:-3}
if [ -n "${SAN-}" ]; then
	echo "1..0 # SKIP the targets bring their own sanitizers"
	exit 0
fi
for c in t/fuzz/*.c; do
	name=$(basename "$c" .c)
	out=$(t/lib/fuzz.sh "$name" "$seconds" 2>&1)
	ok $? "$name" || printf '%s\n' "$out" >&2
done
done_testing
