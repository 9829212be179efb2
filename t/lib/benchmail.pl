#!/usr/bin/perl
# benchmail.pl COUNT DIR [small]: mail like an office gets it, into a Maildir's
# cur/.
# About 70 KB on average: most are short letters, a third carries a scan, one
# in ten a large one. "small": letters of 5 KB with an HTML half. The same
# arguments give the same mails.
use strict;
use warnings;

my ($count, $dir, $small) = @ARGV;
my $seed = 42;
sub pick { $seed = ($seed * 1103515245 + 12345) % 2147483648; $seed % $_[0] }

my @ask = (
	"Mohon data PDRB Kabupaten Mempawah tahun 2020 sampai 2024 menurut lapangan usaha.",
	"Saya membutuhkan data jumlah penduduk per kecamatan di Kabupaten Mempawah tahun 2023.",
	"Apakah konsep penduduk bekerja dalam Sakernas mencakup pekerja keluarga tidak dibayar?",
	"Mohon kode KBLI 2020 untuk usaha pengolahan ikan asin skala rumah tangga.",
	"Petugas di loket membentak saya dan konsultasi saya tidak dilayani. Mohon ditindaklanjuti.",
	"Could you send the poverty rate of Mempawah Regency for 2019 to 2024?",
	"Mohon informasi cara pembelian data mikro Susenas 2023 untuk tesis.",
);
my $noise = join '', map { chr(65 + pick(26)) . chr(97 + pick(26)) . pick(10) . '+' } 1 .. 19;
$noise = substr $noise, 0, 76;

sub attachment {
	my ($lines) = @_;
	my $block = "$noise\r\n" x 100;
	my $rest = $lines % 100;
	return $block x int($lines / 100) . "$noise\r\n" x $rest;
}

for my $i (1 .. $count) {
	my $kind = pick(10);
	my $lines = $kind < 6 ? 0 : $kind < 9 ? 800 + pick(1200) : 3000 + pick(3000);
	my $who = "warga$i\@d" . pick(4000) . ".example.com";
	my $text = join "\r\n", "Selamat pagi,", "", $ask[pick(scalar @ask)], "",
	    ("Data ini saya perlukan untuk laporan nomor $i.") x (1 + pick(20)),
	    "", "Terima kasih,", "Warga $i", "";
	my $head = join "\r\n", "Return-Path: <$who>",
	    "Received: from mx.example.com (mx.example.com [192.0.2.7]) by mx2.bps.go.id;",
	    "\tMon, 16 Nov 2026 09:" . sprintf('%02d', $i % 60) . ":00 +0700",
	    "From: Warga $i <$who>", "To: ipds6104\@bps.go.id",
	    "Subject: Permohonan nomor $i", "Date: Mon, 16 Nov 2026 09:00:00 +0700",
	    "Message-ID: <bench.$i\@example.com>", "MIME-Version: 1.0", "";
	open my $f, '>', "$dir/1800000000.M${i}P1.bench:2," or die "$dir: $!\n";
	binmode $f;
	print $f $head;
	if ($small) {
		my $more = join "\r\n", map { "Keterangan ke-$_: data dirinci menurut kecamatan dan jenis =\r\nkelamin, juga =C2=B1 nilai tengahnya." } 1 .. 10 + pick(10);
		my $html = join "\r\n", map { "<p style=3D\"margin:0\">$_</p>" } split /\r\n/, "$text\r\n$more";
		print $f "Content-Type: multipart/alternative; boundary=\"b$i\"\r\n\r\n";
		for my $half ([ 'plain', "$text\r\n$more" ],
		    [ 'html', "<html><body>$html</body></html>" ]) {
			print $f "--b$i\r\nContent-Type: text/$half->[0]; charset=utf-8\r\n",
			    "Content-Transfer-Encoding: quoted-printable\r\n\r\n$half->[1]\r\n";
		}
		print $f "--b$i--\r\n";
	} elsif ($lines) {
		print $f "Content-Type: multipart/mixed; boundary=\"b$i\"\r\n\r\n",
		    "--b$i\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n$text\r\n",
		    "--b$i\r\nContent-Type: application/pdf; name=\"surat-$i.pdf\"\r\n",
		    "Content-Transfer-Encoding: base64\r\n",
		    "Content-Disposition: attachment; filename=\"surat-$i.pdf\"\r\n\r\n",
		    attachment($lines), "--b$i--\r\n";
	} else {
		print $f "Content-Type: text/plain; charset=utf-8\r\n\r\n$text";
	}
	close $f or die "$dir: $!\n";
}
