#!/usr/bin/perl
# Whatever comes, explain says one line of JSON for each file, within seconds
# and within a memory that the limits bound.
use strict;
use warnings;
use File::Temp 'tempdir';
use JSON::PP;
use lib 't/lib';
use Tap;

my $build = built();
my $dir = tempdir(CLEANUP => 1);
my %hostile;
my %small = (empty => "", "line-end" => "\r\n", dot => ".");

sub mail
{
	my ($name, $head, $body) = @_;
	open(my $out, '>:raw', "$dir/$name.eml") or die "$!\n";
	print $out "From: Jahat <jahat\@example.net>\r\n",
	    "Date: Fri, 20 Nov 2026 09:12:00 +0700\r\n", $head, "\r\n", $body;
	close $out;
	$hostile{"$name.eml"} = 1;
}

my $text = "Content-Type: text/plain; charset=utf-8\r\n";
mail('nested', '', join('', map { "Content-Type: multipart/mixed; " .
    "boundary=b$_\r\n\r\n--b$_\r\n" } 1 .. 100_000));
mail('nested-mail', '', "Content-Type: message/rfc822\r\n\r\n" x 100_000);
mail('parts', "Content-Type: multipart/mixed; boundary=b\r\n",
    "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" x 100_000);
mail('line', $text, 'x' x 50_000_000);
mail('parentheses', 'X-Comment: ' . '(' x 1_000_000 . "\r\n" .
    'To: ' . '(' x 1_000_000 . "\r\n", "isi\r\n");
mail('parentheses-from', 'From: ' . '(' x 1_000_000 . "\r\n", "isi\r\n");
mail('recipients', 'To: ' .
    join(",\r\n ", map { "orang$_\@example.com" } 1 .. 100_000) . "\r\n",
    "isi\r\n");
mail('groups', 'To: ' . 'g:' x 100_000 . "\r\n", "isi\r\n");
mail('references', 'References: ' .
    join(' ', map { "<$_\@example.com>" } 1 .. 100_000) . "\r\n", "isi\r\n");
mail('headers', join('', map { "X-$_: x\r\n" } 1 .. 500_000), "isi\r\n");
mail('folds', 'Subject: a' . "\r\n a" x 500_000 . "\r\n", "isi\r\n");
mail('parameters', 'Content-Type: text/plain' .
    join('', map { "; p$_=x" } 1 .. 100_000) . "\r\n", "isi\r\n");
mail('words', 'Subject: ' . '=?utf-8?q?a?= ' x 200_000 . "\r\n", "isi\r\n");
mail('html', "Content-Type: text/html\r\n", '<div>' x 500_000 . 'isi');
mail('entities', "Content-Type: text/html\r\n", '&amp;&#' x 500_000);
mail('quotes', $text, "> " x 5_000_000 . "\r\n" . ">\r\n" x 500_000);
mail('newlines', $text, "\r\n" x 5_000_000);
mail('base64', "Content-Type: text/plain\r\nContent-Transfer-Encoding: " .
    "base64\r\n", "=A" x 5_000_000);
mail('printable', "Content-Type: text/plain\r\nContent-Transfer-Encoding: " .
    "quoted-printable\r\n", "=" x 5_000_000);
mail('nul', $text, "\0" x 1_000_000);
mail('charset', "Content-Type: text/plain; charset=x\e[2J\r\n", "\xff" x 9999);
mail('boundary', "Content-Type: multipart/mixed; boundary=\"\\\"\"\r\n", '');
mail('colliding', "Content-Type: multipart/mixed; boundary=a\r\n",
    "--a\r\nContent-Type: multipart/mixed; boundary=ab\r\n\r\n--ab\r\n\r\nx" .
    "\r\n--a--\r\n--ab--\r\n");
mail('subject-bytes', 'Subject: ' . join('', map { chr } 1 .. 9, 14 .. 255) .
    "\r\n", "isi\r\n");

# Real mails cut short at many places.
my $n = 0;
for my $file (glob 't/corpus/0[0-4]?.eml') {
	my $whole = slurp($file);
	my $name = sprintf 'cut%03d.eml', ++$n;
	open(my $out, '>:raw', "$dir/$name") or die "$!\n";
	print $out substr($whole, 0, length($whole) * $n / 50);
	close $out;
	$hostile{$name} = 1;
}
for my $name (keys %small) {
	open(my $out, ">:raw", "$dir/$name.eml") or die "$!\n";
	print $out $small{$name};
	close $out;
	$hostile{"$name.eml"} = 1;
}

# A sanitizer build takes its time, and its shadow takes the address space.
my $seconds = $ENV{SAN} ? 300 : 60;
my $limit = $ENV{SAN} ? '' : 'ulimit -v 600000;';
my @lines = `$limit timeout $seconds $build/tanggap explain --json $dir 2>$dir/err`;
my $status = $? >> 8;
my $words = slurp("$dir/err");
ok($status == 0 || $status == 1, "it ends by itself ($status)") or
    print STDERR "# ", substr($words, -2000), "\n";
ok($words !~ /Sanitizer|runtime error/, 'no sanitizer has a report') or
    print STDERR $words;

my (%told, @bad);
for my $line (@lines) {
	my $o = eval { decode_json($line) };
	if (!$o || ref $o ne 'HASH' || !defined $o->{file}) {
		push @bad, substr($line, 0, 200);
		next;
	}
	my ($name) = $o->{file} =~ m{([^/]+)$};
	$told{$name}++;
	push @bad, "$name: neither verdict nor error"
	    unless $o->{verdict} || defined $o->{error};
}
none('every line is JSON that says something', @bad);
none('every file has a line', grep { !$told{$_} } sort keys %hostile);
none('and only one', grep { $told{$_} > 1 } sort keys %told);
done();
