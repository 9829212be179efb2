#!/bin/bash
# make bench: speed, memory and growth, each line with its goal, as ratios
# against a peer or a bound in the same run. Medians of alternating runs,
# because machines are noisy.
#
#	BENCH_MAILS="1000 10000"   sizes of the mailbox
#	BENCH_RUNS=3               runs of each side (one less at 10000 or more)
#	BENCH_TICKETS=100000       a desk that has worked for years
#	BENCH_ONLY="whole send cost big file idle latency reading"   some of it
set -u
cd "$(dirname "$0")/../.." || exit 1
. t/lib/mailserver.sh
. t/lib/desk.sh
sizes=${BENCH_MAILS:-1000 10000}
runs=${BENCH_RUNS:-3}
tickets=${BENCH_TICKETS:-100000}
parts=${BENCH_ONLY:-reading whole send cost big file idle latency}

# say WHAT MEASURED GOAL
say()
{
	printf '%-34s %-44s %s\n' "$1" "$2" "$3"
}

warn()
{
	echo "# $*" >&2
}

# Runs a command, its output goes to $dir/out. Appends a row to file $1:
# seconds of wall, seconds of CPU, peak memory in MiB.
measure()
{
	row=$1
	shift
	command time -o "$dir/time" -f '%e %U %S %M' "$@" >"$dir/out" 2>&1 \
	    </dev/null
	tail -n 1 "$dir/time" |
	    awk '{ print $1, $2 + $3, $4 / 1024 }' >>"$row"
}

# median FILE COLUMN
median()
{
	awk -v c="$2" '{ print $c }' "$1" | sort -n |
	    awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# calc FORMAT EXPRESSION
calc()
{
	awk "BEGIN { printf \"$1\", $2 }"
}

ratio()
{
	calc %.2f "$(median "$1" "$3") / $(median "$2" "$3")"
}

# expect WHAT GOT WANTED: a run that did less is no measurement.
expect()
{
	[ "$2" = "$3" ] || warn "$1: $2 instead of $3"
}

# fill COUNT: that many mails for the mailbox.
pristine()
{
	rm -rf "$dir/pristine"
	mkdir -p "$dir/pristine"
	perl t/lib/benchmail.pl "$1" "$dir/pristine"
}

# The mailbox as new: the server has seen nothing of it but its list.
fresh_mailbox()
{
	box=$(ms_box "$dir" ipds6104)
	rm -rf "$box"
	mkdir -p "$box/new" "$box/tmp"
	cp -al "$dir/pristine" "$box/cur"
	chown -R --reference="$(dirname "$box")" "$box"
	ms_imap "$dir" ipds6104 '' -X 'STATUS INBOX (MESSAGES)' >/dev/null
}

empty_mailbox()
{
	pristine 0
	fresh_mailbox
}

fresh_desk()
{
	rm -f "$dir"/tanggap.db* "$dir"/key
}

queued()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox WHERE state = '$1'
	    AND role = 'requester'"
}

# What officers are told: a mail for each of them.
told()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox WHERE role = 'officer'"
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

# run_mbsync ROWS COUNT
run_mbsync()
{
	fresh_mailbox
	rm -rf "$dir/near"
	mkdir -p "$dir/near"
	measure "$1" mbsync -c "$dir/mbsyncrc" -q -a
	expect "mbsync, mails" \
	    "$(find "$dir/near/INBOX/new" "$dir/near/INBOX/cur" -type f |
		wc -l)" "$2"
	rm -rf "$dir/near"
}

# run_desk ROWS COUNT CONF STATE-OF-ANSWERS
run_desk()
{
	fresh_mailbox
	fresh_desk
	measure "$1" "$BUILD/tanggap" run --once --config "$3"
	expect "mails with an outcome" "$(desk_sql "$dir" \
	    "SELECT count(*) FROM inbox WHERE outcome <> ''")" "$2"
	expect "answers $4" "$(queued "$4")" "$2"
}

# At 10,000 mails a run takes long, and noise is small.
runs_at()
{
	[ "$1" -ge 10000 ] && [ "$runs" -gt 1 ] && echo $((runs - 1)) ||
	    echo "$runs"
}

whole_job()
{
	pristine "$1"
	rm -f "$dir"/rows.*
	for _ in $(seq "$(runs_at "$1")"); do
		run_mbsync "$dir/rows.peer" "$1"
		run_desk "$dir/rows.desk" "$1" "$dir/closed/tanggap.conf" queued
	done
	d=$dir/rows.desk p=$dir/rows.peer s=$dir/rows.sent q=$dir/rows.quiet
	officers=$(told)
	say "whole job, $1 mails" "$(printf \
	    '%.1f s (mbsync %.1f s), %.0f%% of mbsync' "$(median "$d" 1)" \
	    "$(median "$p" 1)" "$(calc %f "100 * $(ratio "$d" "$p" 1)")")" \
	    "<= 100%"
	say "  of it for officers" "$officers notifications with files" ""
	say "  CPU" "$(printf '%.2f ms a mail (mbsync %.2f ms)' \
	    "$(calc %f "1000 * $(median "$d" 2) / $1")" \
	    "$(calc %f "1000 * $(median "$p" 2) / $1")")" ""
	say "  peak memory" "$(printf '%.1f MiB (mbsync %.1f MiB)' \
	    "$(median "$d" 3)" "$(median "$p" 3)")" "<= 32 MiB"
	run_desk "$q" "$1" "$dir/closed/bare.conf" queued
	say "  the same, files left behind" "$(printf '%.1f s, %.0f%% of mbsync' \
	    "$(median "$q" 1)" "$(calc %f "100 * $(ratio "$q" "$p" 1)")")" ""
	# Postfix would take ten minutes for the answers of a larger mailbox.
	[ "$1" -le 1000 ] || return 0
	run_desk "$s" "$1" "$dir/bare.conf" sent
	ms_settle "$dir" 2>/dev/null
	say "  and its answers are sent" "$(printf '%.1f s, %.0f%% of mbsync' \
	    "$(median "$s" 1)" "$(calc %f "100 * $(ratio "$s" "$p" 1)")")" \
	    "a bare floor: 110%"
}

bench_whole()
{
	for n in $sizes; do
		whole_job "$n"
	done
}

# The same letters by curl on one connection, from files: no store, no fate
# written down for each.
curl_conf()
{
	desk_sql "$dir" 'SELECT bytes FROM letter LIMIT 1' >"$dir/letter"
	for n in $(seq "$1"); do
		cat <<END
url = "smtps://localhost:$MS_SUBMISSIONS/mail.test"
user = "ipds6104:rahasia"
cacert = "$MS_CA"
mail-from = "ipds6104@test"
mail-rcpt = "warga$n@d.example.com"
upload-file = "$dir/letter"
next
END
	done | sed '$d' >"$dir/curlrc"
}

bench_send()
{
	n=1000
	pristine $n
	rm -f "$dir"/rows.*
	for _ in 1 2; do
		run_desk "$dir/rows.all" $n "$dir/closed/bare.conf" queued
		measure "$dir/rows.desk" "$BUILD/tanggap" run --once \
		    --config "$dir/bare.conf"
		expect "answers sent" "$(queued sent)" $n
		all=$((n + $(told)))
		ms_settle "$dir" 2>/dev/null
		curl_conf $all
		measure "$dir/rows.peer" curl -q -sS -K "$dir/curlrc"
		ms_settle "$dir" 2>/dev/null
	done
	say "sending, TLS and AUTH" "$(printf \
	    '%.0f mails/s, curl %.0f: %.2f of its time' \
	    "$(calc %f "$all / $(median "$dir/rows.desk" 1)")" \
	    "$(calc %f "$all / $(median "$dir/rows.peer" 1)")" \
	    "$(ratio "$dir/rows.desk" "$dir/rows.peer" 1)")" ""
}

# settle DIR: what a desk does once in its first night, on a database there.
settle()
{
	mkdir -p "$dir/nothing/cur"
	sed "s#^source = .*#source = folder:$dir/nothing#" \
	    "$dir/closed/tanggap.conf" >"$dir/closed/settle.conf"
	fresh_desk
	mv "$1/db" "$dir/tanggap.db"
	"$BUILD/tanggap" run --once --now $night \
	    --config "$dir/closed/settle.conf" >"$dir/out" 2>&1
	mv "$dir/tanggap.db" "$1/db"
}

# Mails from a folder, so that no server is measured; on a Sunday, so that no
# ladder is climbed for what was left open for years.
bench_cost()
{
	night=2026-11-22T13:00:00Z
	pristine 1000
	sed "s#^source = .*#source = folder:$dir/cost#" \
	    "$dir/closed/tanggap.conf" >"$dir/closed/cost.conf"
	mkdir -p "$dir/cost/new" "$dir/few" "$dir/many"
	cp -al "$dir/pristine" "$dir/cost/cur"
	rm -f "$dir"/rows.*
	"$BUILD/lib/benchfill" "$dir/few/db" 1000 &&
	    "$BUILD/lib/benchfill" "$dir/many/db" "$tickets" || return
	settle "$dir/few"
	settle "$dir/many"
	for _ in $(seq "$runs"); do
		for side in few many; do
			fresh_desk
			cp "$dir/$side/db" "$dir/tanggap.db"
			measure "$dir/rows.$side" "$BUILD/tanggap" run --once \
			    --now $night --config "$dir/closed/cost.conf"
		done
		expect "tickets" "$(desk_sql "$dir" \
		    'SELECT count(*) FROM ticket')" $((tickets + 1000))
	done
	rm -rf "$dir/few" "$dir/many" "$dir/cost"
	fresh_desk
	f=$dir/rows.few m=$dir/rows.many
	say "cost at 1000 -> $tickets tickets" "$(printf \
	    '%.2f -> %.2f ms CPU a mail: %.2f (wall %.2f)' "$(median "$f" 2)" \
	    "$(median "$m" 2)" "$(ratio "$m" "$f" 2)" "$(ratio "$m" "$f" 1)")" \
	    "<= 1.20"
}

bench_big()
{
	pristine 20
	perl -e 'print "From: Warga <warga\@example.com>\r\n",
		"To: ipds6104\@bps.go.id\r\nSubject: Berkas besar\r\n",
		"Message-ID: <besar\@example.com>\r\n\r\n";
		my $line = "x" x 76 . "\r\n";
		print $line x 10000 for 1 .. 135;' \
	    >"$dir/pristine/1800000000.M99P1.bench:2,"
	rm -f "$dir"/rows.*
	fresh_mailbox
	fresh_desk
	measure "$dir/rows.big" "$BUILD/tanggap" run --once \
	    --config "$dir/closed/tanggap.conf"
	expect "mails with an outcome" "$(desk_sql "$dir" \
	    "SELECT count(*) FROM inbox WHERE outcome <> ''")" 21
	say "a mail of 100 MB among 20" "$(printf '%.1f MiB, %.1f s' \
	    "$(median "$dir/rows.big" 3)" "$(median "$dir/rows.big" 1)")" \
	    "<= 32 MiB"
}

# A file that goes to the officers; how much of it is written a second time.
bench_file()
{
	pristine 20
	perl -e 'print "From: Warga <warga\@example.com>\r\n",
		"To: ipds6104\@bps.go.id\r\nSubject: Permohonan data\r\n",
		"Message-ID: <berkas\@example.com>\r\nMIME-Version: 1.0\r\n",
		"Content-Type: multipart/mixed; boundary=xx\r\n\r\n--xx\r\n",
		"Content-Type: text/plain\r\n\r\n",
		"Mohon data penduduk Mempawah 2024, surat terlampir.\r\n",
		"--xx\r\nContent-Type: application/pdf; name=surat.pdf\r\n",
		"Content-Disposition: attachment\r\n",
		"Content-Transfer-Encoding: base64\r\n\r\n";
		my $line = "QUJD" x 19 . "\r\n";
		print $line x 1000 for 1 .. 400; print "--xx--\r\n";' \
	    >"$dir/pristine/1800000000.M99P1.bench:2,"
	sed 's/^notify_size = .*/notify_size = 64M/' "$dir/tanggap.conf" \
	    >"$dir/file.conf"
	rm -f "$dir"/rows.*
	fresh_mailbox
	fresh_desk
	measure "$dir/rows.file" "$BUILD/tanggap" run --once \
	    --config "$dir/file.conf"
	expect "answers sent" "$(queued sent)" 21
	say "a file of 22 MB to officers" "$(printf '%.1f MiB, %.1f s; %s' \
	    "$(median "$dir/rows.file" 3)" "$(median "$dir/rows.file" 1)" \
	    "$(desk_sql "$dir" "SELECT count(*) || ' letters of ' ||
		(sum(length(bytes)) / 1000) || ' kB' FROM letter")")" \
	    "<= 32 MiB"
	ms_settle "$dir" 2>/dev/null
}

# ticks PID: CPU time so far, in hundredths of a second
ticks()
{
	sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'
}

bench_idle()
{
	pristine 200
	fresh_mailbox
	fresh_desk
	desk_daemon "$dir"
	desk_until 60 desk_quiet "$dir" 200 || warn "200 mails take too long"
	ms_settle "$dir" 2>/dev/null
	sleep 2
	pid=$(cat "$dir/pid")
	before=$(ticks "$pid")
	sleep 10
	after=$(ticks "$pid")
	say "idle, after 200 mails" "$(awk -v t=$((after - before)) '
	    /^VmRSS/ { r = $2 } /^RssFile/ { f = $2 }
	    END { printf "%.1f MiB, %.1f of it own; %.2f s CPU in 10 s",
		r / 1024, (r - f) / 1024, t / 100 }' "/proc/$pid/status")" \
	    "<= 16 MiB, no CPU"
	desk_end "$dir"
}

# From the start of the submission until the citizen's mailbox has the
# acknowledgement: Postfix's way both in and out is part of it.
bench_latency()
{
	empty_mailbox
	fresh_desk
	rm -f "$(ms_box "$dir" warga)"/new/*
	desk_daemon "$dir"
	sleep 2
	for n in $(seq 10); do
		desk_mail "warga$n@example.com" "Permohonan $n" \
		    "Mohon data PDRB Mempawah 2020 sampai 2024." >"$dir/request"
		perl -e 'use Time::HiRes qw(time sleep);
			my ($box, $want, @cmd) = @ARGV; my $from = time;
			system(@cmd) == 0 or exit 1;
			while (time - $from < 20) {
				my @all = glob "$box/new/*";
				last if @all >= $want;
				sleep 0.005;
			}
			printf "%.3f\n", time - $from;' \
		    "$(ms_box "$dir" warga)" "$n" curl -q -sS \
		    --url "smtp://127.0.0.1:$MS_SMTP/mail.test" \
		    --mail-from "warga$n@example.com" \
		    --mail-rcpt ipds6104@bps.go.id --upload-file "$dir/request"
		sleep 0.5
	done >"$dir/rows.latency"
	desk_end "$dir"
	say "from delivery to acknowledgement" "$(printf \
	    '%.2f s, at most %.2f s' "$(median "$dir/rows.latency" 1)" \
	    "$(sort -n "$dir/rows.latency" | tail -n 1)")" "< 1 s"
}

bench_reading()
{
	libs="gmime-3.0 libpcre2-8 gnutls"
	mkdir -p "$dir/small"
	perl t/lib/benchmail.pl 500 "$dir/small" small
	# shellcheck disable=SC2046,SC2086
	${CC:-cc} -std=c11 -O2 -D_GNU_SOURCE -Isrc $(pkg-config --cflags $libs) \
	    -o "$dir/speed" t/lib/gmime/speed.c "$BUILD"/o/base/*.o \
	    "$BUILD"/o/mail/*.o $(pkg-config --libs $libs) -letpan \
	    -lunistring || return
	cat conf/patterns/*.conf >"$dir/patterns"
	"$dir/speed" "$dir/patterns" "$dir"/small/* >"$dir/out"
	say "reading mails of 5 KB" "$(awk '{ v[$1] = $2 } END {
	    printf "%d mails/s (GMime %d, libetpan %d)", v["msg_read"],
		v["GMime"], v["libetpan"] }' "$dir/out")" ">= 5000"
}

main()
{
	dir=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX") || exit 1
	trap 'desk_clear "$dir"' EXIT
	trap 'exit 1' HUP INT TERM
	ms_start "$dir" || exit 1
	desk_conf "$dir" log.level=info
	mkdir -p "$dir/closed"
	sed "/^\[smtp\]/,/^\[/s/^port = .*/port = 9/" "$dir/tanggap.conf" \
	    >"$dir/closed/tanggap.conf"
	sed 's/^notify_size = .*/notify_size = 1K/' "$dir/tanggap.conf" \
	    >"$dir/bare.conf"
	sed 's/^notify_size = .*/notify_size = 1K/' \
	    "$dir/closed/tanggap.conf" >"$dir/closed/bare.conf"
	mbsync_conf
	say MEASURE RESULT GOAL
	for part in $parts; do
		"bench_$part"
	done
}
main
