#!/bin/sh
# What only the whole program can tell of an officer's reply: words that he
# set into our own mail by colour, and mails in which his words are not all.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin ticket.hold=0s

P='Petugas PST <petugas@test>'
desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Selamat siang, saya Sari, mahasiswa.' \
    'Mohon data jumlah penduduk Kabupaten Mempawah menurut kecamatan 2024.' \
    'Apakah ada data kemiskinan menurut desa?' >"$dir/ask"
ms_deliver "$dir" ipds6104 "$dir/ask"
desk_pass "$dir"
ms_settle "$dir"
news=$(desk_found petugas 'Subject: .*baru' 'sari@example.com')

# send FILE: his program sends it, and the desk works
send()
{
	ms_send "$dir" petugas "$(desk_reply_to "$news")" "$1"
	ms_settle "$dir"
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
	ms_settle "$dir"
}
sent()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox WHERE template = 'jawaban'"
}
# state COLUMN: of the newest mail from him
newest()
{
	desk_sql "$dir" "SELECT $1 FROM inbox ORDER BY id DESC LIMIT 1"
}
# coloured TEXT PERL: an HTML reply above our own HTML as changed by PERL
coloured()
{
	desk_reply "$news" "$P" "$1" | perl -e '
	    use MIME::QuotedPrint; local $/; my $mail = <STDIN>;
	    open my $f, "<", $ARGV[0]; my $ours = <$f>;
	    s/\r//g for $mail, $ours;
	    my ($html) = $ours =~ m{text/html.*?\n\n(.*?)\n--=}s;
	    $_ = decode_qp($html); s/.*<body[^>]*>|<\/body>.*//gs;
	    eval $ARGV[1]; my $q = $_;
	    my ($h) = split /\n\n/, $mail;
	    $h =~ s/^(MIME-Version|Content-Type):.*\n?//mg; $h =~ s/\n+\z//;
	    $_ = "$h\nMIME-Version: 1.0\nContent-Type: text/html; " .
	    "charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" .
	    encode_qp("<div>$ARGV[2]</div><div style=\"border:none;" .
	    "border-top:solid #E1E1E1 1.0pt\"><p class=MsoNormal><b>Dari:</b> " .
	    "PST &lt;ipds6104\@bps.go.id&gt;<br><b>Dikirim:</b> Senin, 23 " .
	    "November 2026 09.00<br><b>Kepada:</b> Petugas<br><b>Subjek:</b> " .
	    "Data</p></div>$q"); s/\n/\r\n/g; print' "$news" "$2" "$1"
}

# 1. Coloured in the quote, where nothing else tells it apart.
coloured 'Yth. Ibu Sari, jawaban saya yang merah di bawah.' \
    's{(desa\?)(</div>)}{$1$2<div><span style="color:red">Data kemiskinan hanya tersedia menurut kabupaten, lihat Tabel 4.2.1.</span></div>}' \
    >"$dir/m"
send "$dir/m"
got=$(desk_found warga 'Tabel 4.2.1')
is "$(sent) $(printf '%s' "$got" | grep -c .)" '1 1' \
    'an answer in colour inside the quote goes'
text=$(desk_text <"${got:-/dev/null}")
like "$text" '^> Apakah ada data kemiskinan menurut desa' \
    'with the question that it answers'
is "$(printf '%s\n' "$text" | grep -c 'Balas pos-el ini\|ask-statistics')" 0 \
    'and nothing of our notification'
coloured 'Yth. Ibu Sari, jawaban saya yang merah di bawah.' \
    's{(desa\?)(</div>)}{$1$2<div><span style="color:red">Tabel 4.2.2.</span></div><div>Bu Ratna, ini benar?</div>}' \
    >"$dir/m"
send "$dir/m"
is "$(sent) $(desk_found warga 'Tabel 4.2.2')" '1 ' \
    'a line in between that nothing marks: he is asked'
coloured 'Yth. Ibu Sari, jawaban saya yang merah di bawah.' \
    's{(desa\?)(</div>)}{$1$2<div><span style="color:red">Konsep, tolong dicek dulu Bu Ratna sebelum dikirim.</span></div>}' \
    >"$dir/m"
send "$dir/m"
is "$(sent)" 1 'what is a draft above the quote is one in it'

# 2. What his program sends in his name, or he without a word: filed, and he
# hears nothing of it.
told()
{
	desk_sql "$dir" "SELECT count(*) FROM outbox WHERE role = 'officer'"
}
# plain SUBJECT TEXT...: a reply without our quote
plain()
{
	plain_subject=$1
	shift
	desk_reply "$news" "$P" "$@" | sed "/^Pada Sen/,\$d
	    s/^Subject: .*/Subject: $plain_subject\r/"
}
quiet()
{
	n=$(told)
	send "$dir/m"
	is "$(newest outcome) $(($(told) - n)) $(sent)" 'auto 0 1' "$1"
}
plain 'Re: Data' '👍' >"$dir/m"
quiet 'a sign alone'
plain 'Re: Data' '❤️' '' 'Petugas PST bereaksi melalui Gmail' \
    '<https://www.google.com/gmail/about/>' >"$dir/m"
quiet "Gmail's reaction"
plain 'Re: Data' 'Petugas PST reacted to your message:' >"$dir/m"
quiet "Outlook's"
plain 'Recall: Data' \
    'Petugas PST would like to recall the message, "Data".' >"$dir/m"
quiet 'a recall'
plain 'Diterima: Rapat @ Sen 23 Nov 2026' \
    'Petugas PST telah menerima undangan ini.' >"$dir/m"
quiet 'an acceptance'
plain 'Dibaca: Data' 'Pesan Anda kepada Petugas PST dibaca pada 23 November' \
    '2026 10.00.' >"$dir/m"
quiet 'a receipt'

# 3. Files that Outlook packed into a winmail.dat: he hears how to send them,
# and the citizen never gets that file.
packed()
{
	desk_reply "$news" "$P" "$1" | perl -e '
	    use MIME::Base64; local $/; my $mail = <STDIN>; $mail =~ s/\r//g;
	    sub att { my ($l, $id, $d) = @_; pack("CVV", $l, $id, length $d) .
		$d . pack("v", unpack("%16C*", $d)) }
	    my $tnef = pack("Vv", 0x223e9f78, 1) .
		att(1, 0x00078008, "IPM.Note\0");
	    $tnef .= att(2, 0x00069002, "\0" x 14) .
		att(2, 0x00018010, "$ARGV[0]\0") if $ARGV[0] ne "";
	    my ($h, $b) = split /\n\n/, $mail, 2;
	    $h =~ s/^(MIME-Version|Content-Type):.*\n?//mg; $h =~ s/\n+\z//;
	    $_ = "$h\nMIME-Version: 1.0\nContent-Type: multipart/mixed; " .
	    "boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n" .
	    "$b\n--x\nContent-Type: application/ms-tnef; name=winmail.dat\n" .
	    "Content-Disposition: attachment; filename=winmail.dat\n" .
	    "Content-Transfer-Encoding: base64\n\n" . encode_base64($tnef) .
	    "--x--\n"; s/\n/\r\n/g; print' "$2"
}
packed 'Yth. Ibu Sari, tabel kedua ada di berkas terlampir, halaman 12.' \
    'tabel kedua.xlsx' >"$dir/m"
send "$dir/m"
is "$(sent)" 1 'an answer with packed files is held'
asked=$(desk_found petugas 'tabel kedua.xlsx' 'Format Text')
ok "$([ -f "$asked" ]; echo $?)" 'and he reads which, and how to send them'
desk_reply "$asked" "$P" '#kirim' >"$dir/m"
ms_send "$dir" petugas "$(desk_reply_to "$asked")" "$dir/m"
ms_settle "$dir"
desk_pass "$dir"
ms_settle "$dir"
got=$(desk_found warga 'tabel kedua')
is "$(sent) $(grep -ci 'winmail\|ms-tnef' "$got")" '2 0' \
    'released, the words go without it'
packed 'Yth. Ibu Sari, tabel ketiga ada di halaman 13 publikasi itu.' '' \
    >"$dir/m"
send "$dir/m"
is "$(sent)" 3 'where it holds but looks, the answer goes'
desk "$dir" verify >"$dir/out" 2>&1
ok $? 'the books agree' || cat "$dir/out" >&2
done_testing
