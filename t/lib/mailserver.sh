# A private Dovecot and Postfix on loopback, for tests and the demo. Sourced:
#
#	. t/lib/mailserver.sh
#	ms_start DIR         own folder, own CA, ports given by the kernel
#	ms_deliver DIR USER FILE...   straight into USER's Maildir
#	ms_submit DIR FROM TO FILE    by SMTP from outside, no login
#	ms_send DIR USER TO FILE      by submission, logged in as USER@test
#	ms_imap DIR USER PATH [CURL OPTION...]   ask Dovecot, e.g. INBOX;UID=1
#	ms_settle DIR        wait until Postfix has nothing on its way
#	ms_box DIR USER      the folder that holds USER's Maildir
#	ms_renumber DIR USER new UIDVALIDITY, as when a mailbox is rebuilt
#	ms_break DIR         kill both as in a power cut, mail and ports stay
#	ms_again DIR         start both again after ms_break
#	ms_stop DIR          kill both; DIR itself belongs to the caller
#
# ms_start and ms_again set and export the variables below; several DIRs may
# run side by side, ". DIR/env" turns to another one.
#
#	MS_IMAP MS_IMAPS         ports: STARTTLS, implicit TLS
#	MS_SMTP                  from outside; STARTTLS offered, no login
#	MS_SUBMISSION MS_SUBMISSIONS   login required; STARTTLS, implicit TLS
#	MS_LMTP                  straight to Dovecot
#	MS_CA                    file with the CA that signed the certificates
#	MS_TOKEN                 OAuth 2 token of ipds6104 for XOAUTH2
#	MS_GOOD MS_WRONGHOST MS_EXPIRED MS_SELFSIGNED MS_UNTRUSTED
#	                         addresses 127.0.0.x: the same ports, and a
#	                         certificate with just that fault; the good one
#	                         is also right for the name localhost
#
# People (password = name): petugas warga manajer kepala pengaduan, and the
# office ipds6104 (rahasia), all @test. NAME@bps.go.id and NAME+x@test reach
# NAME@test; everybody at any other domain is warga@test (the officers of the
# corpus are petugas@test), so that what is sent to a citizen can be read.
# Nothing leaves the machine and no name is looked up.
#
# Refused when addressed, at any domain: ditolak 554, tak-ada 550, coba-lagi
# 450. bocor is accepted and comes back as a bounce.
# A logged-in sender's mail carries "Authentication-Results: mx2.bps.go.id"
# with dmarc=pass; that header coming from outside is taken off.

ms_users='ipds6104:rahasia petugas:petugas warga:warga manajer:manajer
kepala:kepala pengaduan:pengaduan'

ms_fail()
{
	echo "mailserver: $*" >&2
	return 1
}

# n free ports: held together until all are known, so that none comes twice.
# Bound to every address, because the same port is served on several.
ms_ports()
{
	perl -e 'use Socket;
		for (1 .. $ARGV[0]) {
			socket(my $s, PF_INET, SOCK_STREAM, 0) or die;
			bind($s, sockaddr_in(0, INADDR_ANY)) or die;
			push @held, $s;
			print((sockaddr_in(getsockname($s)))[0], "\n");
		}' "$1"
}

# ms_cert NAME SUBJECT-ALT-NAMES CA [OPTION...] signs the one request there is.
ms_cert()
{
	ms_name=$1 ms_alt=$2 ms_by=$3
	shift 3
	printf 'subjectAltName=%s\nbasicConstraints=CA:FALSE\n%s\n' "$ms_alt" \
	    extendedKeyUsage=serverAuth >"$ms_name.ext" &&
	openssl x509 -req -in any.csr -CA "$ms_by.pem" -CAkey "$ms_by.key" \
	    -set_serial 0x"$(openssl rand -hex 8)" -extfile "$ms_name.ext" \
	    -out "$ms_name.pem" "$@" 2>/dev/null
}

# ms_ca NAME makes a certificate that may sign others.
ms_ca()
{
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	    -days 30 -subj "/CN=mailserver $1" -addext \
	    keyUsage=critical,keyCertSign,cRLSign -keyout "$1.key" \
	    -out "$1.pem" 2>/dev/null
}

ms_certs()
(
	umask 077
	mkdir -p "$1/tls" && cd "$1/tls" || exit 1
	[ -s untrusted.pem ] && exit 0
	openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	    -subj /CN=localhost -keyout any.key -out any.csr 2>/dev/null &&
	ms_ca ca && ms_ca stranger &&
	ms_cert good DNS:localhost,DNS:mail.test,IP:127.0.0.1 ca -days 20 &&
	ms_cert wronghost DNS:elsewhere.test ca -days 20 &&
	ms_cert expired DNS:localhost,IP:127.0.0.3 ca -days -1 &&
	openssl req -x509 -key any.key -days 20 -subj /CN=localhost -addext \
	    subjectAltName=DNS:localhost,IP:127.0.0.4 -out selfsigned.pem \
	    2>/dev/null &&
	ms_cert untrusted DNS:localhost,IP:127.0.0.5 stranger -days 20
)

ms_dovecot_conf()
{
	cat <<END
base_dir = $1/dv
state_dir = $1/dv-state
log_path = $1/dovecot.log
listen = 127.0.0.1, 127.0.0.2, 127.0.0.3, 127.0.0.4, 127.0.0.5
protocols = imap lmtp
ssl = yes
ssl_cert = <$1/tls/good.pem
ssl_key = <$1/tls/any.key
disable_plaintext_auth = no
auth_mechanisms = plain login cram-md5 xoauth2 oauthbearer
auth_failure_delay = 0
mail_location = maildir:~/Maildir
mail_home = $1/mail/%n
mail_fsync = never
mail_max_userip_connections = 200
first_valid_uid = 1
first_valid_gid = 1
recipient_delimiter = +
lmtp_hdr_delivery_address = original
passdb {
  driver = passwd-file
  args = scheme=plain username_format=%n $1/users
}
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $1/oauth2.conf
}
userdb {
  driver = passwd-file
  args = username_format=%n $1/users
}
namespace inbox {
  inbox = yes
  separator = /
}
service imap-login {
  inet_listener imap {
    port = $MS_IMAP
  }
  inet_listener imaps {
    port = $MS_IMAPS
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = $MS_LMTP
  }
}
service auth {
  unix_listener auth-postfix {
    path = $1/auth-postfix
    mode = 0666
  }
}
END
	for ms_c in 2:wronghost 3:expired 4:selfsigned 5:untrusted; do
		cat <<END
local 127.0.0.${ms_c%:*} {
  ssl_cert = <$1/tls/${ms_c#*:}.pem
  ssl_key = <$1/tls/any.key
}
END
	done
}

# Every account of Dovecot is the system's nobody; mail of uid 0 is refused.
ms_people()
{
	for ms_u in $ms_users; do
		printf '%s:{PLAIN}%s:%s:%s::%s::\n' "${ms_u%:*}" "${ms_u#*:}" \
		    nobody nogroup "$1/mail/${ms_u%:*}"
		mkdir -p "$1/mail/${ms_u%:*}/Maildir/cur" \
		    "$1/mail/${ms_u%:*}/Maildir/new" \
		    "$1/mail/${ms_u%:*}/Maildir/tmp"
	done >"$1/users"
	chown -R nobody:nogroup "$1/mail"
	mkdir -p "$1/keys/default/HS256"
	printf rahasia-jwt | base64 >"$1/keys/default/HS256/default"
	cat >"$1/oauth2.conf" <<END
introspection_mode = local
local_validation_key_dict = fs:posix:prefix=$1/keys/
username_attribute = sub
END
	chmod -R a+rX "$1/keys" "$1/users" "$1/oauth2.conf"
}

ms_url64()
{
	base64 -w0 | tr '+/' '-_' | tr -d =
}

ms_token()
{
	ms_body=$(printf '{"alg":"HS256","typ":"JWT"}' | ms_url64).$(
	    printf '{"sub":"ipds6104","iat":1,"exp":4102444800}' | ms_url64)
	printf '%s.%s' "$ms_body" "$(printf %s "$ms_body" |
	    openssl dgst -sha256 -hmac rahasia-jwt -binary | ms_url64)"
}

ms_main_cf()
{
	cat <<END
compatibility_level = 3.6
queue_directory = $1/queue
data_directory = $1/pf-data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = $1/postfix.log
maillog_file_prefixes = $1
myhostname = mail.test
mydomain = test
myorigin = test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
disable_dns_lookups = yes
smtp_host_lookup = native
local_transport = error:there are no local users
alias_maps =
alias_database =
local_recipient_maps =
recipient_delimiter = +
virtual_mailbox_domains = test
virtual_mailbox_maps = regexp:$1/pf/mailboxes
virtual_alias_maps = regexp:$1/pf/people
virtual_transport = lmtp:inet:127.0.0.1:$MS_LMTP
default_transport = error:5.1.2 nothing leaves this machine
smtpd_tls_cert_file = $1/tls/good.pem
smtpd_tls_key_file = $1/tls/any.key
smtpd_tls_security_level = may
smtpd_tls_loglevel = 0
smtpd_sasl_type = dovecot
smtpd_sasl_path = $1/auth-postfix
smtpd_sasl_security_options = noanonymous
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access regexp:$1/pf/refused
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
smtpd_client_connection_rate_limit = 0
smtpd_client_connection_count_limit = 0
header_checks = regexp:$1/pf/outside
smtputf8_enable = yes
enable_original_recipient = yes
notify_classes =
in_flow_delay = 0
message_size_limit = 209715200
mailbox_size_limit = 0
virtual_mailbox_limit = 0
lmtp_destination_recipient_limit = 1
maximal_queue_lifetime = 1h
bounce_queue_lifetime = 1h
END
}

ms_tables()
{
	cat >"$1/refused" <<'END'
/^coba-lagi@/ 450 4.7.1 greylisted, try again later
/^tak-ada@/   550 5.1.1 user unknown
/^ditolak@/   554 5.7.1 message looks like spam
END
	{
		for ms_u in $ms_users; do
			printf '/^%s(\\+.*)?@test$/ ok\n' "${ms_u%:*}"
		done
		echo '/^bocor@test$/ ok'
	} >"$1/mailboxes"
	cat >"$1/people" <<'END'
/^(.*)@bps\.go\.id$/ $1@test
/petugas@example\./ petugas@test
/^bocor@/ bocor@test
if !/@test$/
/@/ warga@test
endif
END
	cat >"$1/outside" <<'END'
/^Authentication-Results: *mx2\.bps\.go\.id/ IGNORE
END
	cat >"$1/inside" <<'END'
/^Authentication-Results: *mx2\.bps\.go\.id/ IGNORE
/^From:.*@([A-Za-z0-9.-]+)>? *$/ PREPEND Authentication-Results: mx2.bps.go.id; dkim=pass header.d=$1; dmarc=pass header.from=$1
END
}

ms_smtpd()
{
	printf '%s inet n - n - - smtpd\n' "$1"
	shift
	[ $# -eq 0 ] || printf '  -o %s\n' "$@"
}

ms_master_cf()
{
	ms_login=smtpd_relay_restrictions=permit_sasl_authenticated,reject
	for ms_c in 1:good 2:wronghost 3:expired 4:selfsigned 5:untrusted; do
		ms_at=127.0.0.${ms_c%:*}
		ms_pem=smtpd_tls_cert_file=$1/tls/${ms_c#*:}.pem
		ms_smtpd "$ms_at:$MS_SMTP" "$ms_pem"
		ms_smtpd "$ms_at:$MS_SUBMISSION" "$ms_pem" "$ms_login" \
		    smtpd_tls_security_level=encrypt \
		    smtpd_sasl_auth_enable=yes cleanup_service_name=inside
		ms_smtpd "$ms_at:$MS_SUBMISSIONS" "$ms_pem" "$ms_login" \
		    smtpd_tls_wrappermode=yes \
		    smtpd_sasl_auth_enable=yes cleanup_service_name=inside
	done
	cat <<END
cleanup   unix  n - n - 0 cleanup
inside    unix  n - n - 0 cleanup
  -o header_checks=regexp:$1/pf/inside
pickup    unix  n - n 60 1 pickup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
lmtp      unix  - - n - - lmtp
error     unix  - - n - - error
retry     unix  - - n - - error
anvil     unix  - - n - 1 anvil
postlog   unix-dgram n - n - 1 postlogd
END
}

# Postfix would wait two seconds for a configuration this young to settle.
ms_configure()
{
	ms_dovecot_conf "$1" >"$1/dovecot.conf" &&
	ms_main_cf "$1" >"$1/pf/main.cf" &&
	ms_tables "$1/pf" &&
	ms_master_cf "$1" >"$1/pf/master.cf" &&
	touch -d '1 minute ago' "$1/pf/main.cf" "$1/pf/master.cf"
}

ms_queue()
{
	mkdir -p "$1/pf" "$1/pf-data" "$1/queue" && cd "$1/queue" &&
	chown postfix "$1/pf-data" &&
	for ms_q in active bounce corrupt defer deferred flush hold incoming \
	    private saved trace; do
		[ -d $ms_q ] || install -d -m 700 -o postfix $ms_q || return 1
	done &&
	install -d -m 730 -o postfix -g postdrop maildrop &&
	install -d -m 710 -o postfix -g postdrop public &&
	mkdir -p pid
}

# They keep whatever they inherit open for ever, a pipe of the caller too.
ms_launch()
{
	dovecot -c "$1/dovecot.conf" </dev/null >"$1/start.log" 2>&1 3>&- &&
	/usr/lib/postfix/sbin/master -c "$1/pf" -w </dev/null \
	    >>"$1/start.log" 2>&1 3>&- || return 1
	ms_answer "$MS_IMAP" "$MS_IMAPS" "$MS_LMTP" "$MS_SMTP" \
	    "$MS_SUBMISSION" "$MS_SUBMISSIONS"
}

# Until every port answers; three seconds are long for loopback.
ms_answer()
{
	perl -e 'use Socket;
		for my $port (@ARGV) {
			for my $try (1 .. 300) {
				socket(my $s, PF_INET, SOCK_STREAM, 0) or die;
				last if connect($s, sockaddr_in($port,
				    INADDR_LOOPBACK));
				exit 1 if $try == 300;
				select(undef, undef, undef, 0.01);
			}
		}' "$@"
}

ms_env()
{
	for ms_v in MS_IMAP MS_IMAPS MS_LMTP MS_SMTP MS_SUBMISSION \
	    MS_SUBMISSIONS MS_CA MS_TOKEN; do
		eval "printf 'export %s=%s\n' $ms_v \"'\$$ms_v'\""
	done
	cat <<'END'
export MS_GOOD=127.0.0.1 MS_WRONGHOST=127.0.0.2 MS_EXPIRED=127.0.0.3
export MS_SELFSIGNED=127.0.0.4 MS_UNTRUSTED=127.0.0.5
END
}

ms_possible()
{
	[ "$(id -u)" = 0 ] ||
	    ms_fail "Postfix starts as root only; run this as root" || return 1
	PATH=$PATH:/usr/sbin:/sbin
	command -v dovecot >/dev/null && command -v postconf >/dev/null ||
	    ms_fail "Dovecot or Postfix is missing; contrib/bootstrap check" ||
	    return 1
	case $1 in
	/*) ;;
	*) ms_fail "'$1': the folder must be an absolute path"; return 1 ;;
	esac
	# A Unix socket's path has 107 bytes; Dovecot's longest takes 26.
	[ ${#1} -le 80 ] || ms_fail "'$1': the path is too long for sockets"
}

ms_start()
{
	ms_possible "$1" || return 1
	mkdir -p "$1/mail" && chmod 755 "$1" && ms_certs "$1" &&
	ms_people "$1" && (ms_queue "$1") || return 1
	MS_CA=$1/tls/ca.pem
	MS_TOKEN=$(ms_token)
	# Between the choice and the start somebody else may take a port.
	for ms_try in 1 2 3 4 5; do
		read -r MS_IMAP MS_IMAPS MS_LMTP MS_SMTP MS_SUBMISSION \
		    MS_SUBMISSIONS <<END
$(ms_ports 6 | tr '\n' ' ')
END
		ms_configure "$1" && ms_env >"$1/env" && . "$1/env" || return 1
		ms_launch "$1" && return 0
		ms_break "$1"
	done
	cat "$1/start.log" "$1/dovecot.log" "$1/postfix.log" >&2 2>/dev/null
	ms_fail "does not start"
}

ms_again()
{
	. "$1/env" && ms_launch "$1"
}

# The whole process groups. A killed Dovecot leaves its pid behind, and
# the next one would take the pid of a zombie for a living master.
ms_break()
{
	for ms_pid in "$1/queue/pid/master.pid" "$1/dv/master.pid"; do
		[ -s "$ms_pid" ] &&
		    kill -s KILL -- "-$(tr -dc 0-9 <"$ms_pid")" 2>/dev/null
		rm -f "$ms_pid"
	done
	return 0
}

ms_stop()
{
	ms_break "$1"
}

ms_box()
{
	printf '%s\n' "$1/mail/$2/Maildir"
}

# The internal date is that of the newest Received line, as if it had come
# then, unless MS_ARRIVED=now; names sort in the order given, which becomes
# the order of the UIDs.
ms_deliver()
{
	ms_to=$(ms_box "$1" "$2")
	shift 2
	perl -e 'use strict; use POSIX "mktime"; $ENV{TZ} = "UTC";
		my ($box, $sec, $nano, @files) = @ARGV;
		my ($uid, $gid) = (stat $box)[4, 5];
		my %mon; @mon{qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov
		    Dec)} = 0 .. 11;
		for my $f (@files) {
			local $/; open(my $in, "<:raw", $f) or die "$f: $!\n";
			my $mail = <$in>;
			my $name = sprintf "%d.M%09dP%d.test", $sec, $nano++,
			    $$;
			open(my $out, ">:raw", "$box/tmp/$name") or die "$!";
			print $out $mail; close $out or die "$!";
			my $at = time;
			if (($ENV{MS_ARRIVED} // "") ne "now" && $mail =~
			    /^Received:.*?;[^;]*?(\d+)\s(\w\w\w)\s(\d{4})
			    \s(\d\d):(\d\d):(\d\d)\s([+-])(\d\d)(\d\d)/msx) {
				my $off = ($8 * 60 + $9) * 60 * "${7}1";
				$at = (mktime($6, $5, $4, $1, $mon{$2} // 0,
				    $3 - 1900) // $at) - $off;
			}
			utime $at, $at, "$box/tmp/$name";
			chown $uid, $gid, "$box/tmp/$name";
			rename "$box/tmp/$name", "$box/new/$name" or die "$!";
		}' "$ms_to" $(date "+%s %N") "$@"
}

# ms_curl PORT... : what both ways of sending share.
ms_curl()
{
	curl -q -sS --max-time 30 --cacert "$MS_CA" "$@"
}

ms_submit()
(
	. "$1/env"
	ms_curl --url "smtp://127.0.0.1:$MS_SMTP/mail.test" --mail-from "$2" \
	    --mail-rcpt "$3" --upload-file "$4"
)

ms_password()
{
	for ms_u in $ms_users; do
		[ "${ms_u%:*}" != "$1" ] || printf '%s' "${ms_u#*:}"
	done
}

ms_send()
(
	. "$1/env"
	ms_curl --url "smtps://127.0.0.1:$MS_SUBMISSIONS/mail.test" \
	    --user "$2:$(ms_password "$2")" --mail-from "$2@test" \
	    --mail-rcpt "$3" --upload-file "$4"
)

ms_imap()
(
	. "$1/env"
	ms_user=$2 ms_path=$3
	shift 3
	ms_curl --user "$ms_user:$(ms_password "$ms_user")" \
	    --url "imaps://127.0.0.1:$MS_IMAPS/$ms_path" "$@"
)

ms_settle()
{
	for ms_try in $(seq 500); do
		[ -n "$(find "$1/queue/maildrop" "$1/queue/incoming" \
		    "$1/queue/active" -type f 2>/dev/null)" ] || return 0
		sleep 0.02
	done
	ms_fail "mail is still on its way after ten seconds"
}

ms_renumber()
{
	ms_to=$(ms_box "$1" "$2")
	# The new number comes from the clock and must differ from the old.
	sleep 1.1
	rm -f "$ms_to"/dovecot*
}
