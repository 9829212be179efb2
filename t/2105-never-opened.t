#!/bin/sh
# Files of spam and of quarantined mail go nowhere: not to officers, not back,
# and nobody is asked to open them.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin limits.part_count=12

# with_file FROM SUBJECT FILE TEXT...: a mail with that attachment
with_file()
{
	with_from=$1 with_subject=$2 with_name=$3
	shift 3
	desk_mail "$with_from" "$with_subject" '--b' 'Content-Type: text/plain' \
	    '' "$@" '--b' \
	    "Content-Type: application/octet-stream; name=\"$with_name\"" \
	    "Content-Disposition: attachment; filename=\"$with_name\"" \
	    'Content-Transfer-Encoding: base64' '' \
	    'UEsDBAoAAAAAAGphaGF0LXNla2FsaQ==' '--b--' |
		sed 's,text/plain; charset=utf-8,multipart/mixed; boundary=b,'
}

with_file 'E-TILANG <notif@etilang-info.example>' \
    'Surat Konfirmasi Pelanggaran Kendaraan' 'Surat_Tilang.apk' \
    'Kendaraan dinas Anda melanggar lalu lintas. Segera buka dan instal file' \
    'terlampir untuk melihat bukti dan membayar denda, klik' \
    'http://etilang-info.example/bayar sebelum akun Anda diblokir.' >"$dir/x"
many=$(seq -f 'bagian%g' 20)
{
	printf '%s\r\n' 'From: Eka <eka@example.com>' 'To: ipds6104@bps.go.id' \
	    'Subject: Permohonan data' 'Message-ID: <banyak@example.com>' \
	    'MIME-Version: 1.0' 'Content-Type: multipart/mixed; boundary=b' ''
	for part in $many; do
		printf '%s\r\n' '--b' "Content-Type: text/plain; name=$part.js" \
		    "Content-Disposition: attachment; filename=$part.js" '' \
		    'jahat-sekali'
	done
	printf '%s\r\n' '--b--'
} >"$dir/y"
ms_deliver "$dir" ipds6104 "$dir/x" "$dir/y"
desk_pass "$dir"
is $? 0 'one pass' || tail -n 5 "$dir/log" >&2
ms_settle "$dir"
is "$(desk_sql "$dir" 'SELECT outcome FROM inbox ORDER BY outcome')" \
    'quarantine
spam' 'spam is spam, and what has too many parts is put aside'
is "$(desk_sql "$dir" 'SELECT count(*) FROM ticket')" 0 'no case opens'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE domain = 'etilang-info.example'")" 0 'spam is not answered'
cat "$(ms_box "$dir" petugas)"/new/* "$(ms_box "$dir" manajer)"/new/* \
    "$(ms_box "$dir" warga)"/new/* "$(ms_box "$dir" kepala)"/new/* \
    "$(ms_box "$dir" pengaduan)"/new/* >"$dir/sent" 2>/dev/null
[ -s "$dir/sent" ]
ok $? 'somebody hears of the quarantine'
is "$(grep -Eci 'apk|bagian[0-9]|amFoYXQ|jahat|UEsDB|etilang' "$dir/sent")" 0 \
    'and no file, name or link of either goes anywhere'
done_testing
