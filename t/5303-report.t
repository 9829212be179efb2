#!/usr/bin/perl
# The report of a month: a database with a month of cases in it, the numbers
# of its three forms compared with what is counted here from the same cases
# by other means; a page that stands alone; columns that keep their places;
# nobody's name. And an empty month.
use strict;
use warnings;
use lib 't/lib';
use Tap;
use Office qw(moment stamp);

my $build = built();
my $dir = `mktemp -d`;
chomp $dir;
END { system 'rm', '-rf', $dir if $dir }

my %set = ('mailbox.source' => "folder:$dir/mail",
    'mailbox.password_file' => '', 'smtp.password_file' => '',
    'smtp.user' => '', 'smtp.host' => '127.0.0.1', 'smtp.port' => 9,
    'smtp.tls' => 'none', 'files.catalogue' => '', 'files.concepts' => '',
    'files.areas' => '', 'files.database' => "$dir/db",
    'files.key' => "$dir/key", 'files.templates' => "$ENV{PWD}/templates",
    map({ ("files.$_" => "$ENV{PWD}/conf/$_") }
	qw(rules patterns intake holidays)));
my $section = '';
open my $in, '<', 'conf/tanggap.conf' or die "conf: $!\n";
open my $out, '>', "$dir/conf" or die "conf: $!\n";
while (<$in>) {
	$section = $1 if /^\[(\w+)/;
	s/^(\w+)\s*=.*/$1 = $set{"$section.$1"}/
	    if /^(\w+)\s*=/ && exists $set{"$section.$1"};
	print $out $_;
}
close $out or die "conf: $!\n";
mkdir "$dir/mail";

sub tanggap
{
	my $command = shift;
	open my $pipe, '-|', "$build/tanggap", $command, '--config',
	    "$dir/conf", @_ or die "tanggap: $!\n";
	local $/;
	my $text = <$pipe> // '';
	close $pipe;
	return $text;
}

sub sql
{
	system("$build/lib/sql", "$dir/db", @_) == 0 or die "sql @_\n";
}

sub quoted { join ',', map { !defined $_ ? 'NULL' : /^-?\d+$/ ? $_ :
    do { (my $s = $_) =~ s/'/''/g; "'$s'" } } @_ }

system("$build/tanggap", 'run', '--once', '--config', "$dir/conf",
    '--now', '2026-10-30T07:00:00+07:00') == 0 or die "no database\n";

# Cases: all that a case can be, on days of November 2026.
my $office = Office->new('conf/holidays', 2025, 2028);
my @cases;
my $seed = 7;
sub dice { $seed = ($seed * 1103515245 + 12345) % 2147483648;
    return int($seed / 65536) % $_[0] }

my @officers = ('rina', 'budi', 'siti', '');
for my $n (1 .. 90) {
	my $day = 1 + dice(28);
	my $opened = moment(sprintf '2026-11-%02dT%02d:%02d', $day,
	    7 + dice(10), dice(60));
	my $roll = dice(20);
	my %c = (id => $n, code => sprintf('PST-2611-%04d', $n),
	    kind => $roll < 12 ? 'konsultasi' : $roll < 15 ? 'pengaduan' :
	    $roll < 18 ? 'layanan-lain' : 'ragu', opened => $opened,
	    topic => '', officer => $officers[dice(4)], channel =>
	    ('email', 'email', 'email', 'whatsapp', 'kunjungan')[dice(5)],
	    secret => 0, supervisory => 0, end => dice(8));
	$c{topic} = ('data', 'metadata', 'klasifikasi')[dice(3)]
	    if $c{kind} eq 'konsultasi';
	if ($c{kind} eq 'pengaduan') {
		$c{channel} = 'email';
		$c{supervisory} = $c{secret} = $n % 5 == 0 ? 1 : 0;
	}
	$c{visit} = 1 if $c{channel} eq 'kunjungan';
	$c{due} = $opened + (2 + dice(4)) * 86400
	    if $c{kind} ne 'layanan-lain';
	$c{first_due} = $opened + 5 * 86400 if $c{kind} eq 'pengaduan';
	my $done = $opened + dice(6) * 86400 + dice(30000);
	if ($c{end} < 4) {
		@c{qw(state answered closed)} =
		    ('selesai', $done, $done + 86400);
	} elsif ($c{end} == 4) {
		@c{qw(state closed)} = ('dialihkan', $done);
	} elsif ($c{end} == 5) {
		@c{qw(state closed)} = ('batal', $done);
	} elsif ($c{end} == 6) {
		$c{state} = 'diproses';
	} else {
		@c{qw(state paused due)} = ('menunggu', $done, undef);
	}
	push @cases, \%c;
}

my $now = moment('2026-12-03T08:00');
sub insert_case
{
	my ($c) = @_;
	sql('INSERT INTO ticket(id, code, kind, topic, state, requester, ' .
	    'name, channel, officer, secret, supervisory, subject, ' .
	    'subject_key, language, score, opened_at, complete_at, due_at, ' .
	    'due_unlisted, first_due_at, paused_at, left_seconds, ' .
	    'answered_at, closed_at, last_at, resolution, version) VALUES(' .
	    quoted(@$c{qw(id code kind topic state)}, "warga$c->{id}\@x.id",
		"Nama Warga $c->{id}", @$c{qw(channel officer secret
		supervisory)}, 'Perihal rahasia', '', 'id') .
	    ',0.9,' . quoted(@$c{qw(opened opened due)}, 0,
		@$c{qw(first_due paused)}, 0, @$c{qw(answered closed opened)},
		'alasan', 1) . ')');
	sql("INSERT INTO visit VALUES($c->{id}, 'X', 'Y', $c->{opened}, " .
	    "$c->{opened}, $c->{opened} + 300, " . ($c->{id} % 2) . ')')
	    if $c->{visit};
	sql('INSERT INTO event(ticket, at, actor, what, detail, digest, ' .
	    "hash) VALUES($c->{id}, $c->{opened}, 'rina', 'officer', '', " .
	    "x'00', x'00')") if $c->{id} % 7 == 0;
}
insert_case($_) for @cases;
# one of October, open until the 5th
insert_case({ id => 900, code => 'PST-2610-0900', kind => 'konsultasi',
    topic => 'data', state => 'selesai', channel => 'email', officer =>
    'rina', secret => 0, supervisory => 0, opened => moment(
    '2026-10-28T09:00'), due => moment('2026-11-02T16:00'), answered =>
    moment('2026-11-05T09:00'), closed => moment('2026-11-05T10:00') });
for my $n (1 .. 40) {
	my $c = $cases[$n];
	my $asked = moment('2026-11-20T09:00') + $n * 3600;
	sql('INSERT INTO rating(ticket, asked_at) VALUES(' .
	    "$c->{id}, $asked)");
	sql("UPDATE rating SET answered_at = $asked + 60, score = " .
	    (1 + $n % 4) . ", words = 'Kata ke-$n <b>' WHERE ticket = " .
	    $c->{id}) if $n <= 30;
	sql('UPDATE rating SET ' . join(', ', map { "u$_ = " .
	    (1 + $n * $_ % 4) } 1 .. 9) . " WHERE ticket = $c->{id}")
	    if $n <= 20;
}
my @outcomes = ('ticket', 'ticket', 'followup', 'spam', 'auto');
for my $n (1 .. 25) {
	sql('INSERT INTO inbox(mailbox, uidvalidity, uid, name, received_at, ' .
	    'size, kept, sha256, attempts, outcome) VALUES(' . quoted('INBOX',
	    1, $n, '', moment('2026-11-10T08:00') + $n * 3600, 10, 10) .
	    ", x'00', 1, '$outcomes[$n % 5]')");
}

# What the numbers ought to be, from the cases alone.
sub work
{
	my ($from, $to) = @_;
	my $sum = 0;
	for my $day ($office->day($from) .. $office->day($to)) {
		next unless $office->works($day);
		my ($a, $b) = ($office->opening($day), $office->closing($day));
		$a = $from if $from > $a;
		$b = $to if $to < $b;
		$sum += $b - $a if $b > $a;
	}
	return $sum;
}
my (%kind, %channel, %late, %kept, @times, @late);
for my $c (@cases) {
	$kind{$c->{kind}}++;
	$channel{$c->{channel}}++;
	next if $c->{visit} || $c->{state} eq 'batal';
	push @times, work($c->{opened}, $c->{answered})
	    if defined $c->{answered} && $c->{state} ne 'batal';
	next if !defined $c->{due};
	my $done = $c->{answered} // ($c->{state} eq 'dialihkan' ?
	    $c->{closed} : undef);
	my $group = $c->{supervisory} ? 'pengawasan' : $c->{kind};
	if (defined $done ? $done > $c->{due} : $now > $c->{due}) {
		$late{$group}++;
		push @late, $c;
	} else {
		$kept{$group}++ if defined $done;
	}
}
@times = sort { $a <=> $b } @times;

# The rows for a spreadsheet.
my $csv = tanggap('report', '--month', '2026-11', '--format', 'csv', '--now',
    stamp($now));
ok($csv =~ /\A[^\n]*\r\n(?:[^\n]*\r\n)*\z/, 'every line of the CSV ends in CRLF');
my @rows = map { s/\r//; [ split /,/, $_, -1 ] } split /\n/, $csv;
my @columns = @{ shift @rows };
is("@columns", 'ticket kind topic service channel officer secret ' .
    'supervisory opened complete due first_due first_answer answered closed ' .
    'outcome in_time first_in_time first_answer_hours asked handed reopened ' .
    'bounced visit_in_time score', 'the columns keep their places');
is(scalar @rows, scalar @cases, 'a row for each ticket of the month');
is(scalar(grep { @$_ != @columns } @rows), 0, 'every row has every column');
my %of = map { my %r; @r{@columns} = @$_; ($r{ticket} => \%r) } @rows;
my @wrong;
for my $c (@cases) {
	my $r = $of{$c->{code}} // {};
	my $late = grep { $_ == $c } @late;
	my $hours = defined $c->{answered} && !$c->{visit} ?
	    sprintf('%.1f', work($c->{opened}, $c->{answered}) / 3600 + 1e-9) :
	    '';
	push @wrong, $c->{code} if $r->{kind} ne $c->{kind} ||
	    $r->{opened} ne stamp($c->{opened}) ||
	    $r->{due} ne (defined $c->{due} ? stamp($c->{due}) : '') ||
	    (!$c->{visit} && $late != ($r->{in_time} eq '0')) ||
	    abs(($r->{first_answer_hours} || 0) - ($hours || 0)) > 0.051 ||
	    $r->{visit_in_time} ne ($c->{visit} ? $c->{id} % 2 : '') ||
	    $r->{handed} != ($c->{id} % 7 == 0);
}
none('each row says what the case is', @wrong);
ok(@late > 5, 'some cases are late');
ok($csv !~ /warga|Nama|Perihal|alasan/, 'nobody is named in it');

# The text.
my $text = tanggap('report', '--month', '2026-11', '--now', stamp($now));
sub number
{
	my ($label) = @_;
	return $text =~ /^\s*\Q$label\E\s+([\d.]+)/m ? $1 : 'none';
}
is(number('tiket baru'), scalar @cases, 'new tickets');
is(number('terbuka pada awal'), 1, 'what October left');
is(number('- Konsultasi statistik'), $kind{konsultasi}, 'consultations');
is(number('- Pengaduan'), $kind{pengaduan}, 'complaints');
is(number('- lewat kunjungan'), $channel{kunjungan}, 'visits');
for (['Konsultasi', 'konsultasi'], ['Pengaduan, penyelesaian', 'pengaduan'],
    ['Pengaduan berkadar pengawasan', 'pengawasan']) {
	my ($title, $group) = @$_;
	my ($k, $l) = ($kept{$group} // 0, $late{$group} // 0);
	ok($text =~ /^\s+\Q$title\E\s+$k\s+$l\s/m,
	    "$group: $k in time, $l late") or print STDERR $text;
}
my $visits = grep { $_->{visit} && $_->{id} % 2 } @cases;
ok($text =~ /^\s+Kunjungan\s+$visits\s/m, 'visits within ten minutes');
my $turns = grep { $_->{visit} } @cases;
ok(tanggap("sla", "--now", "2026-11-30T23:59:59+07:00") =~
    /^visit .* $visits of $turns kept/m, 'sla says so too');
sub hours { my $h = sprintf '%.1f', $_[0] / 3600 + 1e-9; $h =~ s/\.0$//;
    $h =~ s/\./,/; return "$h jam" }
my $median = hours($times[int((@times + 1) / 2) - 1]);
my $p90 = hours($times[int((@times * 9 + 9) / 10) - 1]);
ok($text =~ /^\s+semua\s+${\ scalar @times}\s+\Q$median\E\s+\Q$p90\E/m,
    "first answers: median $median, nine in ten within $p90")
    or print STDERR $text;
ok($text =~ /ditanya\s+40\b/ && $text =~ /menjawab\s+30 \(75%\)/,
    'surveys asked and answered');
# 20 forms of 40: Krejcie and Morgan want 36
ok($text =~ /sembilan unsur\s+[\d,]+ \(sampel kurang\), 20 formulir/,
    'too few forms: no grade');
is(number('sampel diperlukan'), 36, 'the sample that is needed');
my ($sum, $n) = (0, 0);
for my $u (1 .. 9) {
	$sum += (1 + $_ * $u % 4) / 20 for 1 .. 20;
}
my $index = sprintf '%.2f', $sum * 25 / 9 + 1e-9;
$index =~ s/\./,/;
ok($text =~ /sembilan unsur\s+\Q$index\E/, "the index is $index");

# The page.
my $html = tanggap('report', '--month', '2026-11', '--format', 'html',
    '--now', stamp($now));
ok($html =~ /\A<!DOCTYPE html>.*<\/html>\n\z/s, 'a whole page');
ok($html !~ /(?:src|href)\s*=|url\(|\@import|<script|<link|<img/,
    'that fetches nothing');
my (@open, $bad);
while ($html =~ m{<(/?)([a-z0-9]+)([^<>]*?)(/?)>}g) {
	my ($end, $tag, $self) = ($1, $2, $4);
	next if $self || $tag =~ /^(?:meta|br)$/;
	$end ? ((pop(@open) // '') eq $tag or $bad //= $tag) : push @open, $tag;
}
is($bad // "@open", '', 'every element is closed in its place');
ok($html !~ /Nama Warga|warga\d|Perihal|alasan/, 'nobody is named in it');
ok($html =~ /Kata ke-3 &lt;b&gt;/, 'remarks are shown, as text');
for my $c (@late) {
	next if !$c->{supervisory};
	ok($html !~ /\Q$c->{code}\E/, "$c->{code} is only counted");
}
sub first_late
{
	my ($c) = @_;
	my $said = $c->{answered} // $c->{closed} // $now;
	return defined $c->{first_due} && $c->{state} ne 'batal' &&
	    $said > $c->{first_due};
}
my %listed = map { ($_->{code} => 1) }
    grep { !$_->{supervisory} } @late, grep { first_late($_) } @cases;
is(scalar(() = $html =~ m{<tr><td>PST-2611-\d+</td>}g), scalar(keys %listed),
    'the other late ones are listed');
ok($html =~ m{Surat masuk</td><td class="n">25<}, 'the mailbox is accounted');

# An empty month, a wrong one.
for my $form ('text', 'html', 'csv') {
	my $empty = tanggap('report', '--month', '2025-03', '--format', $form,
	    '--now', stamp($now));
	ok($? == 0 && length $empty, "an empty month as $form");
	ok($empty !~ m{\bnan\b|\binf\b|-1\b}i, '  without odd numbers');
}
my $quarter = tanggap('survey', '--quarter', '2026-4', '--now', stamp($now));
ok($quarter =~ /1 Oktober 2026 . 31 Desember 2026|1 Oktober 2026 .* 31 Des/ &&
    $quarter =~ /ditanya\s+40\b/, 'the survey of a quarter');
open STDERR, '>', '/dev/null';
tanggap('report', '--month', '2026-13');
is($? >> 8, 2, 'there is no thirteenth month');
tanggap('report', '--format', 'pdf');
is($? >> 8, 2, 'nor a fourth form');
tanggap('survey', '--month', '2026-11', '--quarter', '2026-4');
is($? >> 8, 2, 'not both a month and a quarter');
done();
