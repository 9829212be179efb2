#!/bin/sh
# Officers' corrections teach the classifier: a new model beside the database,
# written whole, the same for the same lessons, taken at the next start.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin
desk_pass "$dir"
is $? 0 'the first pass makes the database'

# Nobody's words yet: the verdict on them is the corrections' alone.
words='Zogelup wambri kantubar, frolisma pentugal zogelup wambri.'
desk_mail 'Ani <ani@example.org>' 'Zogelup' "$words" >"$dir/new.eml"
kind()
{
	desk "$dir" explain --json "$dir/new.eml" |
	    sed 's/.*"verdict":{"kind":"\([a-z-]*\)".*/\1/'
}
teach() # TICKET KIND SUBJECT TEXT
{
	desk_sql "$dir" "INSERT INTO lesson(at, officer, features, kind,
	    topic, ticket) VALUES(1, 'petugas', '$3' || char(10) || '$4',
	    '$2', '', $1)"
}
plain=$(printf '%s' "$words" | tr 'A-Z' 'a-z')
case $(kind) in layanan-lain) ok 1 'unknown words are no other service' ;;
*) ok 0 'unknown words are no other service' ;; esac

teach NULL layanan-lain zogelup "$plain"
teach NULL layanan-lain 'zogelup wambri' "$plain"
teach NULL nonsense x y
got=$(desk "$dir" train --dry)
is $? 0 'a dry run'
like "$got" '2 corrections by officers \(0 replaced by later ones, 1 of no use' \
    'counts what it learns from'
[ ! -e "$dir/model" ]
ok $? 'and writes nothing'

got=$(desk "$dir" train)
is $? 0 'training'
like "$got" '^ *corrections +2 +0 +2$' 'tells what it is worth'
like "$got" '^ *shipped examples +[0-9]+ +[0-9]+ +[0-9]+$' 'and what it costs'
[ "$(wc -c <"$dir/model")" -lt 2000000 ]
ok $? 'the model is under 2 MB'
[ ! -e "$dir/model.new" ]
ok $? 'nothing is left beside it'
is "$(kind)" layanan-lain 'the corrected words are understood'
like "$(desk "$dir" check)" "model.*$dir/model" 'check names the model in use'

cp "$dir/model" "$dir/first"
desk "$dir" train >/dev/null
cmp -s "$dir/first" "$dir/model"
ok $? 'the same lessons give the same bytes'

# The last word on a ticket counts.
teach 7 konsultasi zogelup "$plain"
teach 7 layanan-lain zogelup "$plain"
like "$(desk "$dir" train)" '3 corrections by officers \(1 replaced' \
    'the last word on a ticket counts'

printf 'not a model' >"$dir/model"
like "$(desk "$dir" check)" 'of another version' 'a foreign model is told of'
case $(kind) in layanan-lain) ok 1 'and not used' ;; *) ok 0 'and not used' ;; esac
desk "$dir" train >/dev/null
is "$(kind)" layanan-lain 'training mends it'

mkdir "$dir/elsewhere"
sed "s,^database *=.*,database = $dir/elsewhere/x.db," "$dir/tanggap.conf" \
    >"$dir/elsewhere/tanggap.conf"
"$BUILD/tanggap" train --config "$dir/elsewhere/tanggap.conf" \
    >/dev/null 2>"$dir/err"
is $? 1 'without a database there is nothing to learn from'
like "$(cat "$dir/err")" 'there is no database yet' 'and it says so'
done_testing
