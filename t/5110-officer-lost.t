#!/bin/sh
# Officers' mails that do not say which ticket they mean, that mean one which
# is none of the writer's, and chats that come as a file.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=0s

# officer USER SUBJECT TEXT...: a mail that answers nothing that we know
officer()
{
	officer_user=$1 officer_subject=$2
	shift 2
	{
		printf 'In-Reply-To: <lost.%s@elsewhere.example>\r\n' "$$"
		desk_mail "Petugas <$officer_user@test>" "$officer_subject" "$@"
	} >"$dir/m"
	ms_send "$dir" "$officer_user" ipds6104@bps.go.id "$dir/m"
	work
}
work()
{
	ms_settle "$dir"
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
	ms_settle "$dir"
}
# click USER FILE TEXT...: he answers that mail of ours
click()
{
	click_user=$1 click_file=$2
	shift 2
	desk_reply "$click_file" "Petugas <$click_user@test>" "$@" >"$dir/m"
	ms_send "$dir" "$click_user" "$(desk_reply_to "$click_file")" "$dir/m"
	work
}
# newest TEMPLATE USER: our last mail of that sort to him
newest()
{
	newest_id=$(desk_sql "$dir" "SELECT message_id FROM outbox WHERE
	    template = '$1' AND address = '$2@test' ORDER BY id DESC LIMIT 1")
	grep -lF "$newest_id" "$(ms_box "$dir" "$2")"/new/* | head -n 1
}
row()
{
	desk_sql "$dir" "SELECT $1 FROM ticket WHERE $2"
}
sent()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox WHERE
	    role = 'requester' AND template = 'jawaban'"
}

desk_mail 'Yuda <yuda@example.com>' 'Data ikan Kuala' \
    'Mohon data jumlah nelayan dan perahu di Kecamatan Mempawah Hilir tahun' \
    '2023 dan 2024 untuk proposal kelompok kami.' >"$dir/a"
desk_mail 'Amat <amat@example.net>' 'Petugas tidak sopan' \
    'Saya mau mengadu. Petugas loket membentak saya kemarin pagi pukul 9 dan' \
    'mengusir saya. Mohon ditindak.' >"$dir/b"
desk_mail 'Juara <menang@example.org>' 'ANDA MENANG UNDIAN' \
    'Selamat, Anda menang undian 500 juta rupiah! Klik tautan berikut dan' \
    'transfer biaya admin hari ini juga: http://menang.example.org/klaim' \
    'Situs slot gacor judi online terpercaya, bonus deposit 100 persen.' \
    >"$dir/c"
for m in a b c; do
	ms_deliver "$dir" ipds6104 "$dir/$m"
	work
done
yuda=$(row code "requester = 'yuda@example.com'")
amat=$(row code "requester = 'amat@example.net'")
is "$(row kind "code = '$amat'") $(row 'count(*)' 1)" 'pengaduan 2' \
    'a question, a complaint, and spam that has no ticket'

# 1. Subject and quote say which ticket; one click does it.
officer petugas 'Re: Fwd: Data ikan Kuala' 'Yth. Bapak Yuda,' '' \
    'Jumlah nelayan ada di Tabel 5.4 Mempawah Dalam Angka 2025.' '' \
    'Salam' '' 'Pada Sen, 23 Nov 2026 pukul 09.00 PST menulis:' '' \
    '> Mohon data jumlah nelayan dan perahu di Kecamatan Mempawah Hilir tahun' \
    '> 2023 dan 2024 untuk proposal kelompok kami.'
is "$(sent) $(row state "code = '$yuda'")" '0 diproses' 'nothing goes at once'
held=$(newest ditahan petugas)
text=$(desk_text <"$held")
like "$text" "tiket $yuda" 'he reads which ticket was meant'
like "$text" 'Data ikan Kuala' 'its subject'
like "$text" 'Tabel 5.4' 'and what the citizen would read'
click petugas "$held" '#kirim'
is "$(sent) $(row state "code = '$yuda'")" '1 dijawab' 'one click sends it'

# 2. The quote alone is enough; a wish is proposed, not done.
officer petugas 'Re: punya pak yuda' 'sudah beres lewat WA, tutup saja' '' \
    'Pada Sen, 23 Nov 2026 pukul 09.00 PST menulis:' '' \
    '> Mohon data jumlah nelayan dan perahu di Kecamatan Mempawah Hilir'
held=$(newest ditahan petugas)
like "$(desk_text <"$held")" '#selesai' 'closing is proposed'
is "$(row state "code = '$yuda'")" dijawab 'and not done'
click petugas "$held" '#selesai'
is "$(row state "code = '$yuda'")" selesai 'until he clicks'

# 3. A mail that was filed as spam.
n=$(desk_sql "$dir" 'SELECT count(*) FROM pending')
officer petugas 'Re: ANDA MENANG UNDIAN' 'Ini penipuan. Tandai spam, tutup.' \
    '' 'Pada Sen, 23 Nov 2026 pukul 09.00 PST menulis:' '' \
    '> Selamat, Anda menang undian 500 juta rupiah! Klik tautan berikut dan' \
    '> transfer biaya admin hari ini juga'
like "$(desk_text <"$(newest kuitansi petugas)")" 'sudah disaring sebagai spam' \
    'he hears that nothing is left to do'
is "$(desk_sql "$dir" 'SELECT count(*) FROM pending')" "$n" 'nothing waits'

# 4. A case that is none of his is shown to those whose it is.
before=$(row 'state, kind, officer' "code = '$amat'")
officer petugas "Re: [$amat] Petugas tidak sopan" \
    'orangnya sudah saya temui, tutup saja'
is "$(row 'state, kind, officer' "code = '$amat'")" "$before" 'nothing is done'
text=$(desk_text <"$(newest kuitansi petugas)")
like "$text" 'Diteruskan kepada' 'he hears where his mail went'
is "$(printf '%s' "$text" | grep -cE 'amat@example|membentak|[Pp]engaduan')" 0 \
    'and nothing of the case'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE template = 'peringatan'")" 0 'it is no alarm'
held=$(newest ditahan pengaduan)
text=$(desk_text <"$held")
like "$text" 'sudah saya temui' 'the other one reads what he wrote'
like "$text" '^Subject: .*Pesan Petugas PST, mohon keputusan Anda' 'and who'
like "$(echo $text)" 'Tutup tiket, simpan sebagai catatan : #selesai / #cat' \
    'each button says all that it does'
is "$(printf '%s' "$text" | grep -c 'pos-el Anda\|^- #jawab')" 0 \
    'and it is not called his mail'
click pengaduan "$held" '#selesai'
is "$(row state "code = '$amat'")" selesai 'and can do it'

# 5. Spam that is a ticket: the word "selesai" beside it is no mistake.
desk_mail 'Toko <toko@example.com>' 'Data toko' \
    'Mohon data jumlah toko di Kecamatan Jongkat tahun 2024.' >"$dir/a"
ms_deliver "$dir" ipds6104 "$dir/a"
work
click petugas "$(desk_found petugas 'Tiket baru' 'toko@example.com')" \
    '#jenis spam' '#selesai'
is "$(row 'kind, state' "requester = 'toko@example.com'")" 'spam|batal' \
    'spam and closed'
like "$(desk_text <"$(newest kuitansi petugas)")" 'sudah ditutup' \
    'and he reads that it is'

# 6. Chats as the telephone exports them.
chat='13/10/26 11.02 - +62 812-0000-7781: Assalamualaikum, saya Lukman
13/10/26 11.06 - +62 812-0000-7781: berapa produksi udang windu 2025?
13/10/26 11.31 - PST Mempawah: Ada di Tabel 5.4'
# attach TEXT NAME <FILE: a mail of the officer with that file
attach()
{
	desk_mail 'Petugas PST <petugas@test>' chat '' |
	    sed '/^MIME-Version/,$d' >"$dir/m"
	{
		printf '%s\n' 'MIME-Version: 1.0' \
		    'Content-Type: multipart/mixed; boundary=b' '' '--b' \
		    'Content-Type: text/plain; charset=utf-8' '' "$1" '' '--b' \
		    "Content-Type: application/octet-stream; name=\"$2\"" \
		    "Content-Disposition: attachment; filename=\"$2\"" \
		    'Content-Transfer-Encoding: base64' ''
		base64
		printf '%s\n' '--b--'
	} | sed 's/$/\r/' >>"$dir/m"
	ms_send "$dir" petugas ipds6104@bps.go.id "$dir/m"
	work
}
# a zip file with one stored text (APPNOTE 4.3)
zipped()
{
	perl -e 'undef $/; my $t = <STDIN>; my $n = "chat.txt";
		my $h = pack("v5V3v2", 20, 0, 0, 0, 0, 0, length $t, length $t,
		    length $n, 0);
		my $l = "PK\3\4" . $h . $n . $t;
		my $c = "PK\1\2" . pack("v", 20) . $h .
		    pack("v3V2", 0, 0, 0, 0, 0) . $n;
		print $l, $c, "PK\5\6", pack("v4V2v", 0, 0, 1, 1, length $c,
		    length $l, 0)'
}
told()
{
	desk_sql "$dir" "SELECT t.channel, t.name, t.opened_at < 1791900000,
	    instr(e.detail, 'udang windu') > 0 FROM ticket t JOIN event e
	    ON e.ticket = t.id AND e.what = 'question'
	    WHERE t.channel = '$1' ORDER BY t.id DESC LIMIT 1"
}
printf '%s\n' "$chat" | attach '#whatsapp' 'WhatsApp Chat.txt'
is "$(told whatsapp)" 'whatsapp|+62 812-0000-7781|1|1' 'the chat is recorded'
printf '%s\n' "$chat" | zipped |
    attach '#instagram Nama: Lukman' 'Chat Instagram.zip'
is "$(told instagram)" 'instagram|Lukman|1|1' 'also from a zip file'
printf 'PK\003\004 nothing' | attach '#whatsapp' 'rusak.zip'
like "$(desk_text <"$(newest ditolak petugas)")" 'isinya belum ada' \
    'a file that is no chat is none'

# 7. Commands that may be meant for several tickets: one click says for which.
for w in rudi wati; do
	desk_mail "$w <$w@example.com>" 'Data sekolah dasar' \
	    'Mohon data jumlah sekolah dasar di Kecamatan Segedong tahun 2024.' \
	    >"$dir/a"
	ms_deliver "$dir" ipds6104 "$dir/a"
	work
done
rudi=$(row code "requester = 'rudi@example.com'")
wati=$(row code "requester = 'wati@example.com'")
states()
{
	row "group_concat(state, ' ')" "requester IN ('rudi@example.com',
	    'wati@example.com')"
}
waiting()
{
	desk_sql "$dir" "SELECT count(*) FROM pending WHERE state = 'open'"
}
n=$(waiting)
quote='> Mohon data jumlah sekolah dasar di Kecamatan Segedong tahun 2024.'
officer petugas 'Re: Data sekolah dasar' '#catatan sudah ditelepon' '#selesai' \
    '' 'Pada Sen, 23 Nov 2026 pukul 09.00 PST menulis:' '' "$quote"
is "$(states) $(waiting)" "diproses diproses $((n + 1))" 'nothing is done'
held=$(newest ditahan petugas)
text=$(desk_text <"$held")
like "$text" "$rudi, rudi: Data sekolah dasar" 'he sees one candidate'
like "$text" "$wati, wati: Data sekolah dasar" 'and the other'
is "$(printf '%s' "$text" | grep -c '#kirim')" 0 'nothing could be sent'
# linked FILE CODE: what the link of that ticket sends: subject, body
linked()
{
	perl -MMIME::QuotedPrint -0ne 's/\r//g; $_ = decode_qp($_);
		s/&amp;/&/g; exit !print "$1\n$2\n" if
		    /mailto:[^"]*subject=([^"&]*?'"$2"'[^"&]*)&body=([^"]*)/' \
	    "$1" | perl -pe 's/%([0-9A-F]{2})/chr hex $1/ge; s/\r//g'
}
# follow FILE: he sends what the link in $dir/link has filled in
follow()
{
	follow_to=$(desk_reply_to "$1")
	desk_mail 'Petugas <petugas@test>' "$(sed q "$dir/link")" \
	    "$(sed 1d "$dir/link")" | sed "s/^To: .*/To: $follow_to\r/" \
	    >"$dir/m"
	ms_send "$dir" petugas "$follow_to" "$dir/m"
	work
}
linked "$held" "$wati" >"$dir/link"
is "$(sed 1d "$dir/link")" '#catatan sudah ditelepon
#selesai' 'its link carries his very commands'
follow "$held"
is "$(states) $(waiting)" "diproses selesai $n" \
    'for that ticket they are done, and nothing waits any more'

# A file that no link can carry: the held mail itself goes to that ticket.
officer petugas 'Re: Data sekolah dasar' \
    "#jawab $(perl -e 'print "Jumlahnya ada di Tabel 4. " x 90')" \
    '' 'Pada Sen, 23 Nov 2026 pukul 09.00 PST menulis:' '' "$quote"
held=$(newest ditahan petugas)
linked "$held" "$rudi" >"$dir/link"
is "$(sed 1d "$dir/link")" '#kirim' 'longer words wait where they are'
click petugas "$held" '#kirim'
is "$(states) $(waiting)" "diproses selesai $((n + 1))" \
    'without a ticket the word does nothing'
like "$(desk_text <"$(newest ditolak petugas)")" 'tiket yang mana' 'and says so'
follow "$held"
is "$(states) $(waiting)" "dijawab selesai $n" 'with it, it goes'
is "$(desk_found warga 'Tabel 4. Jumlahnya' | grep -c .)" 1 'whole, and once'
done_testing
