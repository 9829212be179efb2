#!/bin/sh
# fuzz.sh NAME SECONDS: runs $BUILD/fuzz/NAME over what it has learnt before,
# the seeds of t/fuzz/seeds/NAME and, for targets whose file says
# "seeds: t/corpus", the mails of the corpus. Shows the report of a finding.
set -u
name=$1 seconds=$2
work=$BUILD/fuzz/$name.corpus log=$BUILD/fuzz/$name.log
mkdir -p "$work"
set -- "$work"
for d in t/fuzz/seeds/"$name" $(sed -n 's,.*seeds: *\([^ *]*\).*,\1,p' \
    "t/fuzz/$name.c"); do
	for s in "$d" "$d"/*/; do
		[ ! -d "$s" ] || set -- "$@" "$s"
	done
done
start=$(date +%s)
if "$BUILD/fuzz/$name" -max_total_time="$seconds" -timeout=10 \
    -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
    -artifact_prefix="$BUILD/fuzz/$name." "$@" >"$log" 2>&1; then
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
	echo "$name: $runs runs in $(($(date +%s) - start)) s, no finding"
else
	tail -n 40 "$log"
	echo "$name: a finding, see $log"
	exit 1
fi
