# Two real mail clients, worked by a script. Sourced after mailserver.sh. Each
# reads the mailbox over IMAP and replies to the newest mail whose subject has
# the WORDS, so that headers, attribution and quote are the client's own. What
# the person types comes on standard input.
#
#	mua_mutt DIR USER WORDS [FROM]   above the quote; where the text has
#	                     lines "@PATTERN", between those lines of the quote
#	                     that match, and the rest of it is deleted
#	mua_snail DIR USER WORDS   below the quote, as s-nail does it
#
# It is submitted with the login of USER; with FROM it comes from there, from
# outside and without one. Fails when nothing was sent; DIR/mua.log says why.

# Postfix tells of each mail that it takes in.
mua_sent()
{
	grep -c "from=<$2>, size=" "$1/postfix.log"
}

# mua_wait DIR ADDRESS BEFORE
mua_wait()
{
	for mua_try in $(seq 100); do
		[ "$(mua_sent "$1" "$2")" -le "$3" ] || return 0
		sleep 0.05
	done
	return 1
}

mua_number()
{
	mua_n=$(ms_imap "$1" "$2" INBOX -X "SEARCH SUBJECT \"$3\"" |
	    tr -dc '0-9 \n' | awk 'NF { print $NF }')
	[ -n "$mua_n" ] || ms_fail "$2 has no mail '$3'"
}

# mua_muttrc DIR USER FROM SMTP-URL
mua_muttrc()
{
	cat <<END
set from = "$3"
set imap_user = "$2"
set imap_pass = "$(ms_password "$2")"
set smtp_url = "$4"
set smtp_pass = "$(ms_password "$2")"
set ssl_ca_certificates_file = "$MS_CA"
set folder = ""
set record = ""
set signature = "$1/mua.signature"
set editor = "perl $1/mua.pl $1/mua.words"
set include = yes
set fast_reply = yes
set reply_to = yes
set abort_unmodified = yes
set sort = mailbox-order
set sleep_time = 0
set wait_key = no
set quit = yes
END
}

# The hands of the person in the editor.
mua_typist()
{
	cat <<'END'
my ($words, $file) = @ARGV;
local $/;
open(my $f, "<", $words) or die; my $said = <$f>; close $f;
open($f, "<", $file) or die; my $old = <$f>; close $f;
my ($attribution, $quote, $rest) = $old =~ /\A(.*?)((?:^>.*\n)+)(.*)\z/ms;
my $between = $said =~ s/^\@(.*)\n/join "", $quote =~ m{^(.*$1.*\n)}mg/gme;
open($f, ">", $file) or die;
print $f $between ? "$attribution$said$rest" : "$said\n$old";
close $f or die;
END
}

mua_mutt()
{
	mua_number "$1" "$2" "$3" || return 1
	cat >"$1/mua.words"
	mua_typist >"$1/mua.pl"
	printf '%s dari mutt\nTelp. 0561-000000\n' "$2" >"$1/mua.signature"
	if [ $# -gt 3 ]; then
		mua_muttrc "$1" "$2" "$4" "smtp://localhost:$MS_SMTP/"
		mua_as=$(printf '%s' "$4" | sed 's/.*<//; s/>.*//')
	else
		mua_as=$2@test
		mua_muttrc "$1" "$2" "$2 dari mutt <$mua_as>" \
		    "smtps://$2@localhost:$MS_SUBMISSIONS/"
	fi >"$1/muttrc"
	mua_had=$(mua_sent "$1" "$mua_as")
	HOME=$1 TERM=vt100 LC_ALL=C.UTF-8 timeout -k 5 60 script -qec "mutt \
	    -n -F $1/muttrc -f imaps://$2@localhost:$MS_IMAPS/INBOX \
	    -e 'push $mua_n<enter><reply>y<quit>'" /dev/null \
	    </dev/null >>"$1/mua.log" 2>&1
	mua_wait "$1" "$mua_as" "$mua_had"
}

mua_snail()
{
	mua_number "$1" "$2" "$3" || return 1
	mua_had=$(mua_sent "$1" "$2@test")
	mua_pass=$(ms_password "$2")
	cat >"$1/mailrc" <<END
set v15-compat
set tls-ca-file=$MS_CA tls-ca-no-defaults tls-verify=strict
set mta=smtps://$2:$mua_pass@localhost:$MS_SUBMISSIONS smtp-auth=plain
set user=$2 password=$mua_pass imap-auth=login
set from="$2 dari s-nail <$2@test>" sendwait
END
	{
		printf 'reply %s\n' "$mua_n"
		cat
		printf '~.\nexit\n'
	} | HOME=$1 MAILRC=$1/mailrc LC_ALL=C.UTF-8 timeout -k 5 60 s-nail \
	    -# -f "imaps://$2@localhost:$MS_IMAPS/INBOX" >>"$1/mua.log" 2>&1
	mua_wait "$1" "$2@test" "$mua_had"
}
