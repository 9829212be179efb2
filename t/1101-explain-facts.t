#!/bin/sh
# "explain --json" says of a mail all that is read of it, "explain" shows it.
. t/lib/tap.sh
build=${BUILD:-build}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

json()
{
	"$build/tanggap" explain --json "$1"
}

got=$(json t/corpus/quote/forward-gmail.eml)
like "$got" '"forwarded":\{"how":"inline","note":"Mohon ditindaklanjuti."' \
    "a forward and its note"
like "$got" '"from":\{"name":"Siti Aminah","address":"siti@warga.example.com"\},"date":"Kam' \
    "its author and date"
like "$got" '"subject":"Permintaan data","text":"Selamat pagi' "its words"

got=$(json t/corpus/quote/forward-attached.eml)
like "$got" '"forwarded":\{"how":"attached"' "a mail that is attached"
like "$got" '"message_id":"siti-1@warga.example.com"' "and its Message-ID"
like "$got" '"name":"surat.eml","type":"message/rfc822","size":276,"inline":false' \
    "is an attachment, too"

got=$(json t/corpus/quote/gmail-indonesian.eml)
like "$got" '"forwarded":null' "a reply is no forward"
like "$got" '"bounce":null' "and no report"
like "$got" '"auth":\{"dkim":"unknown","spf":"unknown","dmarc":"unknown","arc":"unknown"\}' \
    "nobody vouches for it"
like "$got" '"encrypted":false,"signed":false' "it is not protected"
like "$got" '"may_reply":true,"may_reply_why":"' "may it be answered, and why"

printf 'To: x@example.org\nReply-To: y@example.org\nDelivered-To: z@example.org\nReceived: by mx; Fri, 20 Nov 2026 09:00:00 +0700\nMIME-Version: 1.0\nContent-Type: application/pdf; name="a.pdf"\n\nPK\003\004' >"$tmp/label.eml"
got=$(json "$tmp/label.eml")
like "$got" '"content_type":"application/zip"' "a wrong label"
like "$got" \
    "\"sha256\":\"$(printf 'PK\003\004' | sha256sum | cut -c1-64)\"" \
    "the hash of the content"
like "$got" '"reply_to":\["y@example.org"\],"delivered_to":\["z@example.org"\]' \
    "where answers go and who got it"
like "$got" '"received":"2026-11-20T09:00:00\+07:00"' "when it came in"

like "$(json t/corpus/reading/part-signed.eml)" '"signed":true' "signed"
like "$(json t/corpus/reading/part-encrypted.eml)" '"encrypted":true' \
    "encrypted"

got=$(json t/corpus/bounce/two-recipients.eml)
like "$got" '"bounce":\[\{"recipient":"siti@.*\},\{"recipient":"joko@' \
    "a list where two recipients failed"
like "$(json t/corpus/bounce/postfix-unknown.eml)" \
    '"bounce":\{"recipient":"siti@.*"permanent":true' "one for good"
like "$(json t/corpus/bounce/postfix-delay.eml)" \
    '"action":"delayed","permanent":false' "one that is only late"

# of two, one was reached
awk '/^Final-Recipient:.*joko/ { j = 1 }
	j && /^Action:/ { sub(/failed/, "delivered") } { print }' \
    t/corpus/bounce/two-recipients.eml >"$tmp/one.eml"
like "$(json "$tmp/one.eml")" '"bounce":\{"recipient":"siti@' \
    "whom a mail reached is not listed beside whom it missed"

got=$("$build/tanggap" explain t/corpus/quote/forward-attached.eml)
like "$got" '^  encloses   Siti Aminah <siti@warga.example.com>' \
    "people see the mail inside"
like "$got" '^  may reply  yes' "and whether it may be answered"
[ "$(printf '%s\n' "$got" | wc -l)" -lt 40 ]
ok $? "on one screen"
done_testing
