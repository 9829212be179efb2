#!/bin/sh
# Certificates and logins of real servers: no secret goes to one that cannot
# prove its name, and every mechanism works.
. t/lib/tap.sh
. t/lib/mailserver.sh
BUILD=${BUILD:-build}
dir=$(mktemp -d)
trap 'ms_stop "$dir"; rm -rf "$dir"' EXIT
ms_start "$dir" || exit 1
for s in rahasia:pw salah:wrong "$MS_TOKEN:token" "$(printf %s "$MS_TOKEN" |
    tr a-y b-z):badtoken"; do
	printf '%s\n' "${s%:*}" >"$dir/${s##*:}"
	chmod 600 "$dir/${s##*:}"
done

# at STATUS|PROBE HOST TLS [KEY=VALUE...]: status, and the words in $err.
at()
{
	what=$1 host=$2 tls=$3
	shift 3
	case $what-$tls in
	status-implicit) port=$MS_IMAPS ;;
	status-*) port=$MS_IMAP ;;
	probe-implicit) port=$MS_SUBMISSIONS ;;
	probe-*) port=$MS_SUBMISSION ;;
	esac
	"$BUILD/lib/nettool" "$what" host="$host" tls="$tls" port="$port" \
	    user=ipds6104 "$@" >"$dir/out" 2>"$dir/err"
	status=$?
	err=$(cat "$dir/err")
}

for what in status probe; do
	for tls in implicit starttls; do
		for host in localhost "$MS_GOOD"; do
			at $what $host $tls ca="$MS_CA" password_file="$dir/pw"
			is "$status $err" '0 ' "$what, $tls: $host is right"
		done
		for f in "$MS_WRONGHOST|for elsewhere.test, not 127" \
		    "$MS_EXPIRED|expired on 20" "$MS_SELFSIGNED|self-signed" \
		    "$MS_UNTRUSTED|issued by CN=mailserver stranger"; do
			at $what "${f%|*}" $tls ca="$MS_CA" \
			    password_file="$dir/pw"
			is $status 4 "$what, $tls: ${f#*|}: refused"
			like "$err" "^${f%|*}:.*certificate.*${f#*|}" \
			    'with the reason'
		done
		at $what localhost $tls password_file="$dir/pw"
		is $status 4 "$what, $tls: unknown to the system: refused"
	done
done
at status localhost starttls ca="$dir/tls/stranger.pem" \
    password_file="$dir/pw"
is $status 4 'a CA file replaces the set of the system'
! grep -q 'Login: user=<ipds6104>.*lip=127.0.0.[2345]' "$dir/dovecot.log"
ok $? 'no login at a server with a bad certificate'

for auth in '' plain login cram-md5; do
	for tls in implicit starttls none; do
		at status localhost $tls ca="$MS_CA" auth=$auth \
		    password_file="$dir/pw"
		is "$status $err" '0 ' "IMAP, $tls, ${auth:-automatic}"
	done
	at probe localhost implicit ca="$MS_CA" auth=$auth \
	    password_file="$dir/pw"
	is "$status $err" '0 ' "SMTP, ${auth:-automatic}"
done
for auth in '' xoauth2 oauthbearer; do
	for what in status probe; do
		at $what localhost implicit ca="$MS_CA" auth=$auth \
		    token_file="$dir/token"
		is "$status $err" '0 ' "$what by token, ${auth:-automatic}"
	done
	at status localhost starttls ca="$MS_CA" auth=$auth \
	    token_command="cat '$dir/token'"
	is "$status $err" '0 ' "by token of a command, ${auth:-automatic}"
done
like "$(cat "$dir/out")" 'exists=0 idle=1 move=1 uidplus=1 keywords=$' \
    'status tells what the server offers'
like "$(cat "$dir/out")" '^capabilities=.*IMAP4rev1.*IDLE' 'and how it says it'
like "$(cat "$dir/out")" '^folder=INBOX$' 'and the folders'
at probe localhost implicit ca="$MS_CA" password_file="$dir/pw"
like "$(cat "$dir/out")" 'dsn=1 size=1 auth=1 tls=1 max_size=209715200' \
    'probe tells what the SMTP server offers'

at status localhost implicit ca="$MS_CA" password_file="$dir/wrong"
is $status 4 'a wrong password: a person is needed'
like "$err" "^localhost:$MS_IMAPS: login of ipds6104 denied: .*AUTHENTICATION" \
    'with the words of the server'
at probe localhost implicit ca="$MS_CA" password_file="$dir/wrong"
is $status 4 'SMTP: a wrong password'
like "$err" '535 5\.7\.8' 'with the words of the server'
at status localhost implicit ca="$MS_CA" auth=xoauth2 \
    token_file="$dir/badtoken"
is $status 4 'a wrong token'

at status localhost starttls port="$MS_IMAPS" ca="$MS_CA" \
    password_file="$dir/pw" connect_timeout=2
is $status 3 'STARTTLS on the port of implicit TLS: later'
at status localhost implicit ca="$MS_CA" \
    token_command='sleep 30' connect_timeout=1
is "$status $err" "4 localhost:$MS_IMAPS: token_command: did not end in time" \
    'a token command that hangs'
at status localhost implicit ca="$MS_CA" token_command='echo x; exit 3'
like "$status $err" '4 .*token_command: ended with status 3' 'or fails'
at status localhost implicit ca="$MS_CA" token_command=true
like "$status $err" '4 .*printed no token of one line' 'or prints nothing'
at status localhost implicit ca="$MS_CA" token_command='yes'
like "$status $err" '4 .*printed more than one token' 'or too much'
chmod 644 "$dir/pw"
at status localhost implicit ca="$MS_CA" password_file="$dir/pw"
like "$status $err" '4 .*others can read it' 'a password file others can read'
perl t/lib/fake-imap.pl >"$dir/port" & pid=$!
until [ -s "$dir/port" ]; do sleep 0.05; done
chmod 600 "$dir/pw"
at status 127.0.0.1 starttls port="$(cat "$dir/port")" \
    password_file="$dir/pw"
kill $pid
like "$status $err" '4 .*does not offer STARTTLS' \
    'a server without STARTTLS: no password in clear text'
at status localhost implicit port=1 ca="$MS_CA" password_file="$dir/pw"
like "$status $err" '^3 localhost:1: .*onnect' 'nobody listens: later'
done_testing
