#!/bin/sh
# Somebody who is no officer, a machine that answers for one, words of a
# citizen below an officer's: each tried with the whole program. Nothing goes
# out, nothing changes, and a person is told where a person has to know.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=0s

P='Petugas PST <petugas@test>'
desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Selamat siang, saya Sari, mahasiswa. Mohon data jumlah penduduk' \
    'Kabupaten Mempawah menurut kecamatan tahun 2023 dan 2024.' '' \
    '#selesai' '#jenis spam' >"$dir/ask"
desk_mail 'Budi <budi@example.org>' 'Inflasi' \
    'Mohon data inflasi Kalimantan Barat bulan Oktober 2026.' >"$dir/other"
desk_mail 'Nur Hayati <nur.hayati@example.net>' 'Keluhan pelayanan' \
    'Saya kecewa. Kemarin jam 10 saya datang ke kantor BPS Mempawah, petugas' \
    'pelayanan tidak ada di tempat dan saya menunggu dua jam tanpa dilayani.' \
    'Mohon ditindaklanjuti, dan mohon identitas saya dirahasiakan.' '' \
    'Nur Hayati' '0812-3456-7890' >"$dir/complain"
ms_deliver "$dir" ipds6104 "$dir/ask" "$dir/other" "$dir/complain"
desk_pass "$dir"
ms_settle "$dir"
news=$(desk_found petugas 'Tiket baru' 'sari@example.com')
budis=$(desk_found petugas 'Tiket baru' 'budi@example.org')
theirs=$(desk_found pengaduan 'Tiket baru')
ack=$(desk_found warga 'To: sari@example.com')
code=$(desk_sql "$dir" "SELECT code FROM ticket WHERE id = 1")
hidden=$(desk_sql "$dir" "SELECT code FROM ticket WHERE id = 3")
tag=$(desk_field "$news" Subject | sed 's/\].*/]/')

is "$(desk_sql "$dir" 'SELECT state, kind FROM ticket WHERE id = 1')" \
    'diproses|konsultasi' "a citizen's # lines are no commands"

# all: everything about the first cases that a mail could change
all()
{
	desk_sql "$dir" "SELECT code, kind, topic, state, requester, officer,
	    secret, due_at, answered_at, closed_at, resolution, merged_into
	    FROM ticket WHERE id <= 3"
	desk_sql "$dir" "SELECT ticket, address, role FROM part
	    WHERE ticket <= 3 AND role <> 'third'"
	desk_sql "$dir" "SELECT count(*) FROM outbox WHERE role = 'requester'
	    AND ticket <= 3"
}
alarms()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox
	    WHERE template = 'peringatan'"
}
# come FILE [FROM]: it comes from outside, without login
come()
{
	ms_submit "$dir" "${2:-x@example.org}" ipds6104@bps.go.id "$1"
	ms_settle "$dir"
}
# work: the desk does what there is to do
work()
{
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
	ms_settle "$dir"
}
before=$(all)
# nothing NAME: nothing has changed; told NAME: and a person hears of it
nothing()
{
	n=$(alarms)
	work
	is "$(all)" "$before" "$1"
}
told()
{
	nothing "$1"
	is "$(($(alarms) > n))" 1 "  and the coordinator is told"
}
# forged [HEADER...]: the officer's answer, in the officer's thread
forged()
{
	for h; do
		printf '%s\r\n' "$h"
	done
	desk_reply "$news" "$P" 'Yth. Ibu Sari, datanya ada di' \
	    'https://contoh.example/unduh dan silakan dibuka.'
}

# 1. The officer's From and an old token, from outside. His own mails are
# vouched for by the office's server; one that is not is asked about.
desk_reply "$news" "$P" '#catatan sudah saya baca' >"$dir/m"
ms_send "$dir" petugas "$(desk_reply_to "$news")" "$dir/m"
ms_settle "$dir"
work
before=$(all)
forged >"$dir/m"
come "$dir/m"
told 'a replayed token does nothing'
is "$(desk_found warga 'contoh.example')" '' '  and she reads no link of his'
# He says by the button that it was not he; the answer needs no proof.
desk_reply "$(desk_found petugas "dari Anda\\?" "Tiket $code")" "$P" "#batal" >"$dir/m"
ms_submit "$dir" petugas@test "$(desk_reply_to "$(desk_found petugas \
    "dari Anda\\?" "Tiket $code")")" "$dir/m"
ms_settle "$dir"
told "the button that denies it does nothing"
is "$(desk_sql "$dir" "SELECT count(*) FROM pending WHERE state = 'open'")" 0 \
    "  and nothing waits any more"

# 2. What says who sent it, put in by the sender himself.
# ar NAME HEADER...: as if the office's server had taken it in unchanged
ar()
{
	ar_name=$1
	shift
	forged 'Received: from evil by mx2.bps.go.id; Sun, 22 Nov 2026 10:00:00 +0700' \
	    "$@" >"$dir/m"
	ms_deliver "$dir" ipds6104 "$dir/m"
	nothing "$ar_name"
}
ar "another server's word" \
    'Authentication-Results: mx.evil.example; dmarc=pass header.from=test'
ar "the right name below another server's" \
    'Authentication-Results: mx2.bps.go.id; dmarc=none; spf=none' \
    'Received: from evil by mx9.example; Sun, 22 Nov 2026 10:00:00 +0700' \
    'Authentication-Results: mx2.bps.go.id; dmarc=pass header.from=test'
ar 'the right name in a comment' \
    'Authentication-Results: mx.evil.example (mx2.bps.go.id); dmarc=pass'
ar 'a longer name' \
    'Authentication-Results: mx2.bps.go.id.evil.example; dmarc=pass'
ar 'a pass of another domain' \
    'Authentication-Results: mx2.bps.go.id; dkim=pass header.d=evil.example'
ar 'a pass in a remark' \
    'Authentication-Results: mx2.bps.go.id; dkim=fail reason="dkim=pass header.d=test" header.d=test'
ar 'the name of the method inside another' \
    'Authentication-Results: mx2.bps.go.id; x-dmarc=pass header.from=test'
forged | perl -0pe 's/\r//g; ($h, $b) = split /\n\n/, $_, 2;
    $h =~ s/^(MIME-Version|Content-Type):.*\n?//mg; $h =~ s/\n+\z//;
    $_ = "$h\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x" .
    "\n\n--x\nContent-Type: text/plain\nAuthentication-Results: " .
    "mx2.bps.go.id; dmarc=pass header.from=test\n\n$b\n--x\nContent-Type: " .
    "message/rfc822\n\nAuthentication-Results: mx2.bps.go.id; dmarc=pass" .
    "\nFrom: petugas\@test\n\nx\n--x--\n"; s/\n/\r\n/g' >"$dir/m"
ms_deliver "$dir" ipds6104 "$dir/m"
nothing 'in a part, or in a mail inside'

# 3. Names that look like his.
# from NAME FROM [HEADER...]: that author, below his notification
from()
{
	from_name=$1 from=$2
	shift 2
	{
		for h; do
			printf '%s\r\n' "$h"
		done
		desk_reply "$news" "$from" 'Datanya di https://contoh.example.'
	} >"$dir/m"
	come "$dir/m"
	nothing "$from_name"
}
from 'his name, another address' 'Petugas PST <x@example.org>'
is "$(($(alarms) > n))" 1 '  and the coordinator is told'
from 'his address as a name' '"petugas@test" <x@example.org>'
from 'his address in brackets of a name' '"<petugas@test>" <x@example.org>'
from 'a group' 'petugas@test: x@example.org;'
from 'Sender is not From' 'x@example.org' 'Sender: petugas@test'
from 'nor is Reply-To' 'x@example.org' 'Reply-To: petugas@test'
from 'nor X-Original-From' 'x@example.org' 'X-Original-From: petugas@test' \
    'Resent-From: petugas@test'
from 'a second From above' "$P" 'From: x@example.org'
is "$(desk_found warga 'contoh.example')" '' 'she reads nothing of all that'

# 4. What the desk writes back goes to his own address, wherever the mail
# asks for it.
forged 'Reply-To: x@example.org' 'Return-Path: <x@example.org>' \
    'Disposition-Notification-To: x@example.org' \
    'Errors-To: x@example.org' >"$dir/m"
come "$dir/m"
nothing "another's Reply-To"
{
	printf 'Reply-To: x@example.org\r\n'
	desk_reply "$news" "$P" '#lihat'
} >"$dir/m"
ms_send "$dir" petugas "$(desk_reply_to "$news")" "$dir/m"
ms_settle "$dir"
nothing 'even if it is his own'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE address = 'x@example.org' AND template NOT LIKE 'a%'")" 0 \
    'no receipt goes astray'

# 5. The tag, or the token, in the hand of somebody else.
desk_mail 'Orang <orang@example.org>' "Re: $tag Data penduduk" \
    '#selesai' >"$dir/m"
come "$dir/m" orang@example.org
nothing 'a stranger with the right tag'
desk_reply "$ack" 'Sari Dewi <sari@example.com>' '#selesai' '#kirim' \
    'Terima kasih.' >"$dir/m"
ms_submit "$dir" sari@example.com "$(desk_reply_to "$ack")" "$dir/m"
ms_settle "$dir"
work
is "$(desk_sql "$dir" "SELECT state FROM ticket WHERE id = 1")" diproses \
    "a citizen's commands are none"
before=$(all)
desk_reply "$news" 'Petugas PST <petugas.pribadi@gmail.example>' \
    'Ibu Sari, datanya ada di Tabel 3.1.2.' >"$dir/m"
ms_submit "$dir" petugas.pribadi@gmail.example \
    "$(desk_reply_to "$news")" "$dir/m"
ms_settle "$dir"
nothing "his token from his private address"
is "$(desk_found warga 'To: petugas.pribadi')" '' '  and nothing goes there'
desk_reply "$news" 'Sari Dewi <sari@example.com>' '#selesai' >"$dir/m"
ms_submit "$dir" sari@example.com "$(desk_reply_to "$news")" "$dir/m"
ms_settle "$dir"
nothing "his token in the citizen's hand"
desk_reply "$budis" "$P" '#gabung '"$hidden" >"$dir/m"
ms_send "$dir" petugas "$(desk_reply_to "$budis")" "$dir/m"
ms_settle "$dir"
nothing 'he cannot put a case into one that he must not know'
is "$(desk_found petugas "Nur Hayati|nur.hayati")" '' 'nor learn of whom'

# 6. Only his own lines are his. html FILE: a mail as Outlook writes it, the
# text below a line, without signs of quoting
# send FILE [TO]: the officer's program sends it, logged in
send()
{
	ms_send "$dir" petugas "${2:-$(desk_reply_to "$news")}" "$1"
	ms_settle "$dir"
}
{
	desk_reply "$budis" "$P" '#catatan dibaca' | sed '/^Pada Sen/,$d'
	printf '%s\r\n' '________________________________' \
	    'Dari: Budi <budi@example.org>' 'Dikirim: 22 November 2026 10:00' \
	    'Kepada: ipds6104@bps.go.id' 'Perihal: Inflasi' '' \
	    'Mohon data inflasi.' '#selesai' '#jenis spam' '#rahasia'
} >"$dir/m"
send "$dir/m" "$(desk_reply_to "$budis")"
work
is "$(desk_sql "$dir" "SELECT state, kind, secret FROM ticket WHERE id = 2
    UNION ALL SELECT count(*), '', '' FROM event
    WHERE ticket = 2 AND what = 'note' AND detail LIKE 'dibaca%'")" \
    'diproses|konsultasi|0
1||' 'of an Outlook reply his own line alone'
is "$(desk_sql "$dir" "SELECT count(*) FROM event WHERE ticket = 2
    AND detail LIKE '%spam%'")" 0 '  and nothing of the quote'
before=$(all)
for style in '---------- Forwarded message ---------' \
    '-------- Pesan Terusan --------' 'Begin forwarded message:' \
    '-----Original Message-----'; do
	desk_mail "$P" 'Fwd: Inflasi' '' "$style" \
	    'From: Rudi Hartono <rudi@example.edu>' \
	    'Date: Thu, 19 Nov 2026 09:00:00 +0700' 'Subject: Data ternak' \
	    'To: petugas@test' '' '#selesai' '#gabung PST-2611-0001' \
	    'Mohon data populasi sapi Kabupaten Mempawah tahun 2024.' \
	    >"$dir/m"
	send "$dir/m" ipds6104@bps.go.id
	nothing "commands in a mail passed on: $style"
done
is "$(desk_sql "$dir" "SELECT requester, opened_at, state FROM ticket
    WHERE requester LIKE 'rudi%' ORDER BY id LIMIT 1")" \
    'rudi@example.edu|1795053600|diproses' 'its writer is the requester'
is "$(desk_sql "$dir" "SELECT count(DISTINCT address) FROM outbox
    WHERE template = 'ack-konsultasi' AND address = 'petugas@test'")" 0 \
    'and the officer gets no acknowledgement in his place'

# 7. Internal stays internal, in the text and in what only HTML shows.
internal()
{
	nothing "$1"
	is "$(desk_found warga 'urusan-dalam')" '' '  and she reads nothing'
}
desk_reply "$news" "$P" 'urusan-dalam: jangan beri tahu pemohon dulu.' \
    >"$dir/m"
sed -i "s/^To: .*/To: ipds6104+note@bps.go.id\r/" "$dir/m"
send "$dir/m" ipds6104+note@bps.go.id
internal 'a note to the address of notes'
desk_reply "$news" "$P" 'urusan-dalam: Rin, coba lihat tabelnya ya.' \
    >"$dir/m"
sed -i "s/^To: .*/To: manajer@test\r\nCc: ipds6104@bps.go.id\r/" "$dir/m"
send "$dir/m" ipds6104@bps.go.id
internal 'among officers, the desk in copy'
{
	printf 'Auto-Submitted: auto-replied\r\n'
	desk_reply "$news" "$P" 'urusan-dalam: saya cuti.'
} >"$dir/m"
send "$dir/m"
internal 'away, and its header says so'
for s in 'Automatic reply: ' 'Balasan otomatis: ' 'Out of Office: ' \
    'Tidak di kantor: ' 'Autoreply: ' 'Diterima: ' 'Declined: ' 'Read: ' \
    'Dibaca: '; do
	desk_reply "$news" "$P" \
	    'Terima kasih atas pesan Anda. Saya sedang tidak di kantor,' \
	    'urusan-dalam, dan kembali pada hari Senin.' |
	    sed "s/^Subject: .*/Subject: ${s}Tiket baru\r/" >"$dir/m"
	send "$dir/m"
	internal "a machine: $s"
done
# both TEXT HTML: an answer in two parts that say different things
both()
{
	desk_reply "$news" "$P" "$@" | perl -0pe '
	    s/\r//g; my ($h, $b) = split /\n\n/, $_, 2;
	    $h =~ s/^(MIME-Version|Content-Type):.*\n?//mg; $h =~ s/\n+\z//;
	    $_ = "$h\nMIME-Version: 1.0\nContent-Type: multipart/alternative;" .
	    " boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n" .
	    "$b\n--x\nContent-Type: text/html; charset=utf-8\n\n" .
	    $ENV{HTML} . "\n--x--\n"; s/\n/\r\n/g'
}
HTML='<p>Yth. Ibu Sari, jumlah penduduk ada di Tabel 3.1.2 halaman 45 publikasi
Kabupaten Mempawah Dalam Angka 2025.</p><p style="display:none">urusan-dalam</p>
<p style="font-size:0;color:#fff">urusan-dalam dua</p>
<!-- urusan-dalam tiga --><img src="https://contoh.example/p.gif?id=9" width=1
height=1><script>urusan-dalam</script>
<a href="https://contoh.example/urusan-dalam">Tabel 3.1.2</a>'
export HTML
both 'Yth. Ibu Sari, jumlah penduduk ada di Tabel 3.1.2 halaman 45 publikasi' \
    'Kabupaten Mempawah Dalam Angka 2025.' >"$dir/m"
send "$dir/m"
work
got=$(desk_found warga 'halaman 45')
is "$(printf '%s' "$got" | grep -c .)" 1 'an answer with hidden words goes'
is "$(perl -MMIME::QuotedPrint -0ne 'print decode_qp($_)' "$got" |
    grep -c 'urusan-dalam\|<img\|<script\|contoh.example/p.gif')" 0 \
    '  without what nobody sees, and without what counts readers'
before=$(all)
# 8. A file that the officer's program hangs on: our own notification, his card.
desk_reply "$budis" "$P" 'Yth. Bapak Budi, inflasi Kalimantan Barat bulan' \
    'Oktober 2026 tercatat 0,21 persen, lihat BRS 2 November 2026.' |
    perl -0pe 's/\r//g; ($h, $b) = split /\n\n/, $_, 2;
	$h =~ s/^(MIME-Version|Content-Type):.*\n?//mg; $h =~ s/\n+\z//;
	$_ = "$h\nReceived: from laptop-petugas ([10.1.2.3])\nX-Internal: " .
	"urusan-dalam\nX-Originating-IP: 10.1.2.3\nMIME-Version: 1.0\n" .
	"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: " .
	"text/plain\n\n$b\n--x\nContent-Type: message/rfc822\nContent-" .
	"Disposition: attachment; filename=notif.eml\n\nFrom: a\@test\n" .
	"Subject: urusan-dalam\n\nurusan-dalam\n--x\nContent-Type: " .
	"text/vcard\nContent-Disposition: attachment; filename=petugas.vcf\n" .
	"\nBEGIN:VCARD\nEMAIL:petugas\@test\nEND:VCARD\n--x\nContent-Type: " .
	"application/pdf\nContent-Disposition: attachment; filename=\"" .
	"C:\\\\Users\\\\petugas\\\\BRS.pdf\"\n\n%PDF\n--x--\n";
	s/\n/\r\n/g' >"$dir/m"
send "$dir/m" "$(desk_reply_to "$budis")"
work
got=$(desk_found warga '0,21 persen')
is "$(printf '%s' "$got" | grep -c .)" 1 'an answer with files goes'
is "$(desk_text <"$got" | grep '^File')" 'File: BRS.pdf' \
    '  with his file, by its name, and nothing else'
is "$(grep -ci 'petugas@test\|urusan-dalam\|10\.1\.2\.3\|laptop' "$got")" 0 \
    '  and nothing of his house'
before=$(all)

# 9. The same answer twice, as a program sends it that was told to repeat.
desk_reply "$budis" "$P" 'Yth. Bapak Budi, inflasi Kalimantan Barat bulan' \
    'Oktober 2026 tercatat 0,21 persen, lihat BRS 2 November 2026.' >"$dir/m"
send "$dir/m" "$(desk_reply_to "$budis")"
work
before=$(all)
desk_reply "$budis" "$P" 'Yth. Bapak Budi, inflasi Kalimantan Barat bulan' \
    'Oktober 2026 tercatat 0,21 persen, lihat BRS 2 November 2026.' >"$dir/m"
send "$dir/m" "$(desk_reply_to "$budis")"
nothing 'the same answer again does not go again'
ok "$([ -n "$(desk_found petugas 'sudah dikirim' '#kirim')" ]; echo $?)" \
    '  but he is asked'

# 10. To more than the requester.
desk_reply "$news" "$P" 'Yth. Ibu Sari, Tabel 3.1.2 juga memuat tahun 2023.' |
    sed 's/^To: \(.*\)\r/To: \1, lain@example.net\r/' >"$dir/m"
send "$dir/m"
nothing 'an answer to others as well is asked about'
desk_reply "$news" "$P" 'Yth. Ibu Sari, Tabel 3.1.2 juga memuat tahun 2023.' |
    sed 's/^To: \(.*\)\r/To: sari@example.com\r\nCc: \1\r/' >"$dir/m"
send "$dir/m"
work
is "$(all | tail -n 1)" "$(printf '%s\n' "$before" | tail -n 1)" \
    'what went to her already does not go again'
before=$(all)
n=$(desk_sql "$dir" 'SELECT count(*) FROM outbox')

# 11. What a person never writes.
# odd NAME FILE: nothing changes, and the program lives
odd()
{
	ms_deliver "$dir" ipds6104 "$2"
	nothing "$1"
}
mine()
{
	printf 'Authentication-Results: mx2.bps.go.id; dmarc=pass\r\n'
	desk_reply "$news" "$P" "$@"
}
mine '' | sed '/^Pada Sen/,$d' >"$dir/m"
odd 'an empty mail' "$dir/m"
mine "$(i=0; while [ $i -lt 60 ]; do echo "#tidakada $i"; i=$((i + 1)); done)" \
    >"$dir/m"
odd 'sixty wrong commands' "$dir/m"
mine "$(i=0; while [ $i -lt 60 ]; do echo "#ambil"; i=$((i + 1)); done)" \
    '#jenis tidakada' >"$dir/m"
odd 'sixty right ones and a wrong one' "$dir/m"
mine "$(i=0; while [ $i -lt 10000 ]; do echo "#selesai $i"; i=$((i + 1)); done
    )" '#tidakada' >"$dir/m"
odd 'ten thousand' "$dir/m"
mine "$(printf '\342\200\256#iaseles\n#sele\342\200\213sai\n#jenis\001spam')" \
    >"$dir/m"
odd 'signs that nobody sees' "$dir/m"

# 12. Whose name is to be kept secret has none, wherever the case is seen.
# nameless NAME FILE...: in no way
nameless()
{
	nameless_name=$1
	shift
	is "$(perl -MMIME::QuotedPrint -0ne 'print decode_qp($_)' "$@" |
	    grep -ci 'nur[ .]*hayati\|hayati\|0812-3456')" 0 \
	    "$nameless_name"
}
desk_mail 'Nur Hayati <nur.hayati@example.net>' \
    'Keluhan Nur Hayati tentang petugas' 'Saya, Nur Hayati, kecewa: kemarin' \
    'petugas pelayanan BPS Mempawah tidak ada di tempat dan saya menunggu' \
    'dua jam. Mohon nama saya dirahasiakan.' 'Nur Hayati, HP 0812-3456-7890' |
    perl -0pe 's/\r//g; ($h, $b) = split /\n\n/, $_, 2;
	$h =~ s/^(MIME-Version|Content-Type):.*\n?//mg; $h =~ s/\n+\z//;
	$_ = "$h\nMIME-Version: 1.0\nContent-Type: multipart/mixed; " .
	"boundary=x\n\n--x\nContent-Type: text/plain\n\n$b\n--x\n" .
	"Content-Type: application/pdf; name=\"KTP Nur Hayati.pdf\"\n" .
	"Content-Disposition: attachment; filename=\"KTP Nur Hayati.pdf\"" .
	"\n\n%PDF\n--x--\n"; s/\n/\r\n/g' >"$dir/m"
come "$dir/m" nur.hayati@example.net
work
hidden=$(desk_sql "$dir" "SELECT code FROM ticket WHERE secret
    ORDER BY id DESC LIMIT 1")
theirs=$(desk_found pengaduan "Subject: .*$hidden.*Tiket baru")
ok "$([ -f "$theirs" ]; echo $?)" 'who handles the case hears of it'
desk_reply "$theirs" 'Pengaduan <pengaduan@test>' '#lihat' '#rekap' \
    '#cari Keluhan' >"$dir/m"
send_as()
{
	ms_send "$dir" "$1" "$(desk_reply_to "$3")" "$2"
	ms_settle "$dir"
	work
}
send_as pengaduan "$dir/m" "$theirs"
desk_reply "$theirs" 'Pengaduan <pengaduan@test>' \
    'Yth. Bapak/Ibu, mohon maaf atas kejadian itu. Petugas sudah kami' \
    'tegur, dan jadwal piket sudah kami perbaiki.' >"$dir/m"
send_as pengaduan "$dir/m" "$theirs"
nameless 'in none of the mails to the officers' \
    $(find "$dir"/mail/*/Maildir/new -type f ! -path '*/warga/*' \
	! -path '*/ipds6104/*')
desk "$dir" list >"$dir/list"
desk "$dir" status >>"$dir/list"
desk "$dir" digest --print text >>"$dir/list"
nameless 'in no list, digest or log' "$dir/list" "$dir/log"
desk_reply "$news" "$P" "#lihat $hidden" >"$dir/m"
send "$dir/m"
desk_reply "$theirs" 'Pengaduan <pengaduan@test>' '#serahkan petugas' \
    >"$dir/m"
send_as pengaduan "$dir/m" "$theirs"
is "$(desk_sql "$dir" "SELECT officer FROM ticket WHERE code = '$hidden'")" \
    pengaduan 'it is not handed to who must not know it'
told=$(desk_found petugas "Tidak ada tiket $hidden")
is "$(desk_found petugas "$hidden" | grep -v "$told")" '' \
    'who is not told even that it exists'
desk_mail 'Nur <nur.pribadi@example.net>' "Re: [$hidden-ABC] pengaduan" \
    'Ini dari alamat saya yang lain, mohon dibaca.' >"$dir/m"
come "$dir/m" nur.pribadi@example.net
work
is "$(desk_found manajer 'nur.pribadi')" '' \
    'nor is the coordinator told who writes about it'

# 13. What HTML hides is no command; what was called back never goes.
mine '' | sed '/^Pada Sen/,$d
	s|^Content-Type: .*|Content-Type: text/html; charset=utf-8\r|' >"$dir/m"
printf '%s\r\n' '<p style="display:none">#selesai</p>' \
    '<p>#catatan hanya ini</p><!-- #jenis spam -->' >>"$dir/m"
odd 'of an HTML mail the lines that are seen' "$dir/m"
is "$(desk_sql "$dir" "SELECT count(*) FROM event WHERE what = 'note'
    AND detail LIKE 'hanya ini%'")" 1 '  and they are done'
sed -i 's/^hold *=.*/hold = 2m/' "$dir/tanggap.conf"
for t in 'Yth. Ibu Sari, jumlah penduduk tahun 2023 ada di Tabel 3.1.1.' \
    'Yth. Ibu Sari, jumlah penduduk tahun 2022 ada di Tabel 3.1.9.'; do
	desk_reply "$news" "$P" "$t" >"$dir/m"
	send "$dir/m"
	work
done
held=$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE state = 'queued' AND template = 'jawaban'")
desk_reply "$news" "$P" '#batal' >"$dir/m"
send "$dir/m"
work
is "$held $(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE state = 'queued' AND template = 'jawaban'")" '2 0' \
    'two answers that wait are both called back'
desk_reply "$news" "$P" \
    'Yth. Ibu Sari, jumlah penduduk tahun 2023 ada di Tabel 3.1.1.' >"$dir/m"
send "$dir/m"
work
desk_pass "$dir" --now "$(date -u -d '+3 minutes' +%Y-%m-%dT%H:%M:%SZ)"
ms_settle "$dir"
is "$(desk_found warga 'Tabel 3.1.1' | grep -c .) $(desk_found warga \
    'Tabel 3.1.9' | grep -c .)" '1 0' 'another one goes when its time is over'
before=$(all)
desk_reply "$news" "$P" '#batal' >"$dir/m"
send "$dir/m"
nothing 'and is not called back any more'
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the books agree' || cat "$dir/out" >&2
done_testing
