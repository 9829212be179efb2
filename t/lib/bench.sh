#!/bin/bash
# make bench: speed, memory and growth as ratios against a peer or a bound in
# the same run. Medians of alternating runs, because machines are noisy.
#
#	BENCH_MAILS="1000 10000"   sizes of the mailbox
#	BENCH_RUNS=3               runs of each side
set -u
cd "$(dirname "$0")/../.." || exit 1
. t/lib/mailserver.sh
. t/lib/desk.sh
sizes=${BENCH_MAILS:-1000 10000}
runs=${BENCH_RUNS:-3}

# prints "SECONDS KIB" of a command whose own output goes to $dir/out
measure()
{
	command time -o "$dir/time" -f '%e %M' "$@" >"$dir/out" 2>&1 </dev/null
	tail -n 1 "$dir/time"
}

median()
{
	sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

ratio()
{
	awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'
}

# The mailbox as new: the server has seen nothing of it.
fresh_mailbox()
{
	box=$(ms_box "$dir" ipds6104)
	rm -rf "$box"
	mkdir -p "$box/new" "$box/tmp"
	cp -al "$dir/pristine" "$box/cur"
	chown -R --reference="$(dirname "$box")" "$box"
	ms_imap "$dir" ipds6104 '' -X 'STATUS INBOX (MESSAGES)' >/dev/null
}

fresh_desk()
{
	rm -f "$dir"/tanggap.db* "$dir"/key
}

mbsync_conf()
{
	cat >"$dir/mbsyncrc" <<END
IMAPAccount desk
Host localhost
Port $MS_IMAPS
SSLType IMAPS
CertificateFile $MS_CA
User ipds6104
Pass rahasia

IMAPStore far
Account desk

MaildirStore near
Path $dir/near/
Inbox $dir/near/INBOX

Channel desk
Far :far:
Near :near:
Sync Pull
Create Near
SyncState *
END
}

run_mbsync()
{
	fresh_mailbox
	rm -rf "$dir/near"
	mkdir -p "$dir/near"
	measure mbsync -c "$dir/mbsyncrc" -q -a
}

# Acknowledgements are queued, not sent: the SMTP port is closed.
run_desk()
{
	fresh_mailbox
	fresh_desk
	measure "$BUILD/tanggap" run --once --config "$dir/closed/tanggap.conf"
}

whole_job()
{
	mkdir -p "$dir/pristine" "$dir/closed"
	rm -f "$dir"/pristine/*
	perl t/lib/benchmail.pl "$1" "$dir/pristine"
	: >"$dir/a" >"$dir/b"
	: >"$dir/am" >"$dir/bm"
	for _ in $(seq "$runs"); do
		set -- "$1" $(run_desk)
		echo "$2" >>"$dir/a"
		echo "$3" >>"$dir/am"
		got=$(desk_sql "$dir" "SELECT count(*) FROM inbox WHERE outcome <> ''")
		set -- "$1" $(run_mbsync)
		echo "$2" >>"$dir/b"
		echo "$3" >>"$dir/bm"
		have=$(find "$dir/near" -type f -path '*/new/*' -o -type f -path '*/cur/*' | wc -l)
		[ "$got" = "$1" ] && [ "$have" = "$1" ] ||
			echo "# of $1 mails: tanggap $got, mbsync $have" >&2
	done
	a=$(median <"$dir/a") b=$(median <"$dir/b")
	printf 'whole job, %6d mails  tanggap %7.2f s %6d KiB   mbsync %7.2f s %6d KiB   ratio %s\n' \
		"$1" "$a" "$(median <"$dir/am")" "$b" "$(median <"$dir/bm")" "$(ratio "$a" "$b")"
}

main()
{
	dir=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX") || exit 1
	trap 'desk_clear "$dir"' EXIT
	trap 'exit 1' HUP INT TERM
	ms_start "$dir" || exit 1
	desk_conf "$dir" log.level=warn
	mkdir -p "$dir/closed"
	sed "/^\[smtp\]/,/^\[/s/^port = .*/port = 9/" "$dir/tanggap.conf" >"$dir/closed/tanggap.conf"
	mbsync_conf
	for n in $sizes; do
		whole_job "$n"
	done
}
main
