# The program beside the private servers of mailserver.sh. Sourced after it.
#
#	desk_begin [SECTION.KEY=VALUE...]  servers and configuration in a new
#	                     folder, $dir, gone when the shell ends
#	desk_conf DIR [SECTION.KEY=VALUE...]  DIR/tanggap.conf: the shipped
#	                     one, pointed at the servers, with these changes
#	desk DIR COMMAND...  the program with that configuration
#	desk_pass DIR [OPTION...]  one whole pass; its log goes to DIR/log
#	desk_daemon DIR      the daemon; its number is in DIR/pid
#	desk_end DIR         ends that daemon as an administrator would
#	desk_until SECONDS COMMAND...  waits until the command succeeds
#	desk_sql DIR SQL     rows of the database, columns parted by "|"
#	desk_quiet DIR N     have N mails come, and is all about them done?
#	desk_mail FROM SUBJECT TEXT...  a plain mail to the office, CRLF
#	desk_reply FILE FROM TEXT...  the same as an answer to the mail in FILE
#	                     with its text quoted below; To is where it wants it
#	desk_reply_to FILE   the address that answers to FILE go to
#	desk_text <FILE      a mail as its reader sees it: the fields that
#	                     matter, the plain text, the names of its files
#	desk_found USER REGEX...  files in USER's mailbox in whose reading each
#	                     expression is found

BUILD=${BUILD:-build}

# The shipped officers give way to the people of mailserver.sh.
desk_conf()
{
	desk_top=$(pwd) desk_dir=$1
	shift
	printf '%s' "$(ms_password ipds6104)" >"$desk_dir/password"
	chmod 600 "$desk_dir/password"
	for desk_s in mailbox:$MS_IMAPS smtp:$MS_SUBMISSIONS; do
		set -- "${desk_s%:*}.host=localhost" \
		    "${desk_s%:*}.port=${desk_s#*:}" \
		    "${desk_s%:*}.tls=implicit" \
		    "${desk_s%:*}.ca_file=$MS_CA" \
		    "${desk_s%:*}.user=ipds6104" \
		    "${desk_s%:*}.password_file=$desk_dir/password" "$@"
	done
	for desk_s in rules holidays patterns intake; do
		set -- "files.$desk_s=$desk_top/conf/$desk_s" "$@"
	done
	set -- "files.templates=$desk_top/templates" \
	    "files.catalogue=$desk_top/conf/catalogue.tsv" \
	    "files.concepts=$desk_top/conf/concepts.tsv" \
	    "files.areas=$desk_top/conf/areas.tsv" \
	    "files.key=$desk_dir/key" \
	    "files.database=$desk_dir/tanggap.db" \
	    "assign.any_hour=yes" \
	    "smtp.plus_addressing=yes" "limits.answer_age=3650d" \
	    "limits.answers_domain=10000" "limits.answers_total=10000" "$@"
	perl -e 'use strict;
		my (%set, $section, $skip);
		/^(\w+\.\w+)=(.*)$/s ? ($set{$1} = $2) : die "$_: no setting\n"
		    for @ARGV;
		my @lines = <STDIN>;
		my %known; my $in = "";
		for (@lines) {
			$in = $1 if /^\[(\w+)\]/;
			$known{"$in.$1"} = 1 if /^(\w+)\s*=/;
		}
		for (@lines) {
			if (/^\[(\w+)(.*)\]/) {
				$section = $1;
				$skip = $section eq "officer";
				next if $skip;
				print;
				for my $k (sort keys %set) {
					my ($s, $key) = split /\./, $k;
					print "$key = $set{$k}\n"
					    if $s eq $section && !$known{$k};
				}
			} elsif (!$skip) {
				s/^(\w+)\s*=.*/$1 = $set{"$section.$1"}/
				    if /^(\w+)\s*=/ &&
				    exists $set{"$section.$1"};
				print;
			}
		}' "$@" <conf/tanggap.conf >"$desk_dir/tanggap.conf" || return 1
	cat >>"$desk_dir/tanggap.conf" <<'END'
[officer petugas]
name = Petugas PST
address = petugas@test
roles = petugas

[officer pengaduan]
name = Pengelola Pengaduan
address = pengaduan@test
roles = pengaduan

[officer manajer]
name = Koordinator
address = manajer@test
roles = koordinator

[officer kepala]
name = Kepala
address = kepala@test
roles = kepala
END
}

desk_begin()
{
	dir=$(mktemp -d "${TMPDIR:-/tmp}/desk.XXXXXX") || exit 1
	trap 'desk_clear "$dir"' EXIT
	trap 'exit 1' HUP INT TERM
	ms_start "$dir" && desk_conf "$dir" "$@" || exit 1
	desk "$dir" check >"$dir/check" 2>&1 || {
		cat "$dir/check" >&2
		echo "Bail out! the shipped configuration does not pass"
		exit 1
	}
}

desk_clear()
{
	if [ -s "$1/pid" ]; then
		kill -s KILL "$(cat "$1/pid")" 2>/dev/null
		wait "$(cat "$1/pid")" 2>/dev/null
	fi
	ms_stop "$1"
	rm -rf "$1"
}

desk()
{
	desk_dir=$1 desk_command=$2
	shift 2
	"$BUILD/tanggap" "$desk_command" --config "$desk_dir/tanggap.conf" "$@"
}

desk_pass()
{
	desk_dir=$1
	shift
	# a pass without an end must not hold up the tests
	timeout -k 5 "${DESK_SECONDS:-120}" "$BUILD/tanggap" run --once \
	    --config "$desk_dir/tanggap.conf" "$@" >>"$desk_dir/log" 2>&1
}

desk_daemon()
{
	"$BUILD/tanggap" run --config "$1/tanggap.conf" </dev/null \
	    >>"$1/log" 2>&1 3>&- &
	echo $! >"$1/pid"
}

desk_end()
{
	kill "$(cat "$1/pid")" 2>/dev/null
	wait "$(cat "$1/pid")"
	desk_status=$?
	rm -f "$1/pid"
	return $desk_status
}

desk_until()
{
	desk_left=$(($1 * 20))
	shift
	while ! "$@"; do
		desk_left=$((desk_left - 1))
		[ $desk_left -gt 0 ] || return 1
		sleep 0.05
	done
}

desk_sql()
{
	"$BUILD/lib/sql" "$1/tanggap.db" "$2"
}

desk_quiet()
{
	set -- "$1" "$2" "$(desk "$1" status 2>/dev/null)"
	case $3 in
	*" $2 received = "*" + 0 undecided"*"outbox     0 queued, 0 sending"*)
		return 0
		;;
	esac
	return 1
}

desk_mail()
{
	desk_n=$((${desk_n:-0} + 1))
	desk_from=$1 desk_subject=$2
	shift 2
	{
		printf '%s: %s\n' From "$desk_from" To ipds6104@bps.go.id \
		    Subject "$desk_subject" \
		    Date "$(LC_ALL=C date '+%a, %d %b %Y %H:%M:%S %z')" \
		    Message-ID "<$$.$desk_n.$(date +%s%N)@mail.example.com>" \
		    MIME-Version 1.0 \
		    Content-Type 'text/plain; charset=utf-8'
		printf '\n'
		printf '%s\n' "$@"
	} | sed 's/$/\r/'
}

desk_text()
{
	perl -MMIME::QuotedPrint -MMIME::Base64 -MEncode -e '
		local $/; my $mail = <STDIN>; $mail =~ s/\r//g;
		my @queue = ($mail); my ($text, @files) = ("");
		binmode STDOUT, ":utf8";
		sub head { my ($h, $f) = @_; $h =~ /^\Q$f\E: *(.*)$/mi ? $1 : "" }
		while (defined(my $part = shift @queue)) {
			my ($head, $body) = split /\n\n/, "$part\n\n", 2;
			$head =~ s/\n[ \t]+/ /g;
			if (head($head, "Content-Type") =~
			    /^multipart.*boundary="?([^";]+)/i) {
				my (undef, @parts) =
				    split /^--\Q$1\E(?:--)?\n?/m, $body;
				s/^\n// && ($_ = "\n$_") for @parts;
				unshift @queue, grep { /\S/ } @parts;
			} elsif ($head =~ /name\*?="?([^";\n]+)/i) {
				push @files, $1;
			} elsif (head($head, "Content-Type") !~ m{^text/html}i) {
				my $code = head($head, "Content-Transfer-Encoding");
				$body = decode_qp($body) if $code =~ /quoted/i;
				$body = decode_base64($body) if $code =~ /base64/i;
				$text .= decode("UTF-8", $body);
			}
		}
		my ($head) = split /\n\n/, $mail; $head =~ s/\n[ \t]+/ /g;
		for my $f (qw(From To Date Subject In-Reply-To Auto-Submitted)) {
			my $v = head($head, $f);
			print "$f: ", decode("MIME-Header", $v), "\n" if $v ne "";
		}
		$text =~ s/\n+\z//;
		print "\n$text\n"; print "File: $_\n" for @files;'
}

desk_field()
{
	perl -0ne 's/\r//g; ($h) = split /\n\n/; $h =~ s/\n[ \t]+/ /g;
	    print $1 if $h =~ /^'"$2"': *(.*)$/mi' "$1"
}

desk_reply_to()
{
	desk_to=$(desk_field "$1" Reply-To)
	[ -n "$desk_to" ] || desk_to=$(desk_field "$1" From)
	printf '%s\n' "$desk_to" | sed 's/.*<//; s/>.*//'
}

desk_reply()
{
	desk_old=$1 desk_by=$2
	shift 2
	desk_id=$(desk_field "$desk_old" Message-ID)
	{
		printf 'In-Reply-To: %s\r\nReferences: %s %s\r\n' "$desk_id" \
		    "$(desk_field "$desk_old" References)" "$desk_id"
		desk_mail "$desk_by" "Re: $(desk_field "$desk_old" Subject |
		    sed 's/^Re: //')" "$@" '' \
		    'Pada Sen, 23 Nov 2026 pukul 09.00 Pelayanan menulis:' \
		    "$(desk_text <"$desk_old" | sed '1,/^$/d; s/^/> /')"
	} | sed "s/^To: ipds6104@bps.go.id/To: $(desk_reply_to "$desk_old")/"
}

desk_found()
{
	desk_user=$1
	shift
	for desk_file in "$(ms_box "$dir" "$desk_user")"/new/* \
	    "$(ms_box "$dir" "$desk_user")"/cur/*; do
		[ -f "$desk_file" ] || continue
		desk_text <"$desk_file" >"$dir/reading"
		for desk_re in "$@"; do
			grep -Eq -e "$desk_re" "$dir/reading" || continue 2
		done
		echo "$desk_file"
	done
}
