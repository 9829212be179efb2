#!/bin/sh
# Secrets that others can read are none: neither check nor run takes them.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin

chmod 644 "$dir/password"
desk "$dir" check >"$dir/out" 2>&1
is $? 1 'check refuses a password file that others can read'
like "$(cat "$dir/out")" "^ERROR .*$dir/password" 'and names it'
desk_pass "$dir"
[ $? -ne 0 ]
ok $? 'so does run'
! grep -q 'Login: user' "$dir/dovecot.log"
ok $? 'and logs in nowhere'
chmod 600 "$dir/password"
desk_pass "$dir"
is $? 0 'put right, it works'
done_testing
