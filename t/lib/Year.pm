# The world of t/5201-year.t: a folder with a configuration, a mailbox of
# files, a mail server that takes everything, and people who write what their
# plan says. It knows nothing of deadlines.
package Year;
use strict;
use warnings;
use IO::Socket::INET;
use Office qw(day_number day_parts moment stamp);

my @officers = ([petugas => 'Petugas PST', 'petugas@test', 'petugas'],
    [pengaduan => 'Pengelola Pengaduan', 'pengaduan@test', 'pengaduan'],
    [manajer => 'Koordinator', 'manajer@test', 'koordinator'],
    [kepala => 'Kepala', 'kepala@test', 'kepala']);
# Where the program is ended, as by a power cut.
my @cuts = qw(inbox-kept decided sweep marked-on-server);

# Everybody's dice: the same in every run.
my $seed = 61_04_2026;
sub dice
{
	my ($n) = @_;
	$seed = ($seed * 1103515245 + 12345) % 2147483648;
	return int($seed / 65536) % $n;
}

sub new
{
	my ($class, $build) = @_;
	my $dir = `mktemp -d`;
	chomp $dir;
	my $self = bless { dir => $dir, build => $build, failed => 0,
	    number => 0, passes => 0, set => {}, owner => $$ }, $class;

	mkdir "$dir/$_" for qw(mail holidays sent);
	system 'cp', glob('conf/holidays/*.txt'), "$dir/holidays";
	$self->serve;
	$self->{set} = { 'mailbox.source' => "folder:$dir/mail",
	    'mailbox.password_file' => '', 'smtp.password_file' => '',
	    'smtp.host' => '127.0.0.1', 'smtp.port' => $self->{port},
	    'smtp.tls' => 'none', 'smtp.user' => '',
	    'files.holidays' => "$dir/holidays",
	    'files.database' => "$dir/tanggap.db", 'files.key' => "$dir/key",
	    map({ ("files.$_" => "$ENV{PWD}/conf/$_") }
		qw(rules patterns intake)),
	    'files.templates' => "$ENV{PWD}/templates",
	    'files.catalogue' => '', 'files.concepts' => '',
    'files.areas' => '', 'ticket.hold' => '0s' };
	$self->configure;
	return $self;
}

# The shipped configuration with these settings and officers.
sub configure
{
	my ($self) = @_;
	my ($section, $skip, %known) = ('', 0);

	open my $in, '<', 'conf/tanggap.conf' or die "conf: $!\n";
	open my $out, '>', "$self->{dir}/tanggap.conf" or die "conf: $!\n";
	while (<$in>) {
		if (/^\[(\w+)(.*)\]/) {
			$section = $1;
			$skip = $section eq 'officer';
		} elsif (/^(\w+)\s*=/ && exists $self->{set}{"$section.$1"}) {
			$_ = "$1 = " . $self->{set}{"$section.$1"} . "\n";
		}
		print $out $_ if !$skip;
	}
	printf $out "[officer %s]\nname = %s\naddress = %s\nroles = %s\n", @$_
	    for @officers;
	close $out or die "conf: $!\n";
}

sub set
{
	my ($self, $key, $value) = @_;
	$self->{set}{$key} = $value;
	$self->configure;
}

sub append
{
	my ($self, $name, @lines) = @_;
	open my $out, '>>', "$self->{dir}/$name" or die "$name: $!\n";
	print $out @lines;
	close $out or die "$name: $!\n";
}

# A server that takes every mail and counts them.
sub serve
{
	my ($self) = @_;
	my $server = IO::Socket::INET->new(Listen => 20,
	    LocalAddr => '127.0.0.1') or die "server: $!\n";

	$self->{port} = $server->sockport;
	$self->{server} = fork // die "fork: $!\n";
	return if $self->{server} != 0;
	open STDOUT, '>', '/dev/null';
	my $parent = getppid;
	while (1) {
		my $ready = '';
		vec($ready, fileno $server, 1) = 1;
		select $ready, undef, undef, 1 or do {
			exit 0 if getppid != $parent;
			next;
		};
		take($server->accept);
	}
}

sub take
{
	my ($c) = @_;
	my $body;

	print $c "220 year\r\n";
	while (defined(my $l = <$c>)) {
		if ($body) {
			next if $l ne ".\r\n";
			$body = 0;
		}
		$body = 1 if $l =~ /^DATA/;
		print $c $l =~ /^EHLO/ ? "250-year\r\n250 SIZE 99999999\r\n" :
		    $l =~ /^DATA/ ? "354 go\r\n" : "250 ok\r\n";
		last if $l =~ /^QUIT/;
	}
	close $c;
}

sub DESTROY
{
	my ($self) = @_;

	return if $$ != $self->{owner};
	local ($?, $!);
	kill 'KILL', $self->{server};
	waitpid $self->{server}, 0;
	system 'rm', '-rf', $self->{dir};
}

# Moments of passes as [the moment, what the clock shows]: at least one in the
# hours of each working day, some at night and on closed days, none in an
# outage.
sub passes
{
	my ($self, $first, $last, $office, $outages, $jumps) = @_;
	my ($from, $to) = map { day_number(split /-/) } $first, $last;
	my @at;

	for my $day ($from .. $to) {
		my $date = sprintf '%04d-%02d-%02d', day_parts($day);
		my $cal = $office->calendar;
		my $midnight = moment("${date}T00:00");
		my $works = $cal->works($day);
		push @at, [$cal->opening($day) + dice(3600)] if $works;
		push @at, [$midnight + 36000 + dice(46000)]
		    if dice($works ? 4 : 5) == 0;
		push @at, [$midnight + 8 * 3600 + 1800,
		    $midnight + 8 * 3600 + 1800 + $jumps->{$date}]
		    if $jumps->{$date};
	}
	my %out;
	for my $o (@$outages) {
		my ($down, $up) = map { moment($_) } @$o;
		@at = grep { $_->[0] < $down || $_->[0] > $up } @at;
	}
	return map { [$_->[0], $_->[1] // $_->[0]] }
	    sort { $a->[0] <=> $b->[0] } @at;
}

# What people do after their first mail: [days until then, what].
my @plans = (
	[clear => [1, 'answer']],
	[clear => [0, 'answer']],
	[unclear => ()],
	[clear => [3, 'answer'], [2, 'more'], [2, 'answer']],
	[unclear => [2, 'complete'], [1, 'answer'], [1, 'thanks']],
	[complain => [3, 'answer']],
	[clear => [1, 'ask'], [3, 'complete'], [1, 'answer']],
	[clear => [6, 'answer']],
	[unclear => [1, 'away'], [8, 'complete'], [4, 'answer']],
	[clear => [0, 'thanks'], [2, 'away'], [2, 'answer']],
	[supervise => [12, 'answer']],
	[clear => [1, 'ask'], [1, 'away']],
	[clear => [1, 'answer'], [9, 'thanks']],
	[unclear => [20, 'complete'], [2, 'answer']],
	[complain => [9, 'answer']],
	[clear => [2, 'answer'], [12, 'more'], [3, 'answer']],
	[clear => [1, 'ask'], [12, 'complete'], [5, 'answer']],
	[clear => ()],
	[unclear => [4, 'complete'], [0, 'ask'], [5, 'complete'],
	    [1, 'answer']],
	[complain => [2, 'ask'], [6, 'complete'], [10, 'answer']],
	[supervise => ()],
	[clear => [1, 'finish'], [1, 'thanks']],
	[clear => [2, 'shut']],
	[clear => [1, 'finish'], [6, 'more'], [1, 'finish']],
	# late by both promises, one after the other
	[clear => [7, 'regarded'], [30, 'answer']],
	# late when asked, and by the same deadline afterwards
	[clear => [8, 'ask'], [2, 'complete'], [6, 'answer']],
);

sub mails
{
	my ($self, $from, $to, $n) = @_;
	my ($first, $last) = (moment($from), moment($to));
	my @mails;

	for my $i (0 .. $n - 1) {
		my ($kind, @plan) = @{$plans[$i % @plans]};
		# never answered: a few of each are enough
		@plan = ([4, 'answer']) if !@plan && $kind ne 'unclear' &&
		    $i > 3 * @plans;
		my %class = (complain => 'complaint',
		    supervise => 'supervisory');
		push @mails, { at => $first +
		    int(($last - $first) * $i / $n) + dice(90000),
		    from => "w$i\@warga$i.example", case => $i,
		    class => $class{$kind} // 'consultation',
		    what => $kind eq 'supervise' ? 'complain' : $kind,
		    plan => \@plan };
	}
	return sort { $a->{at} <=> $b->{at} } @mails;
}

my %said = (
	clear => ['Permintaan data penduduk', 'Yth. BPS Kabupaten Mempawah,',
	    'mohon data jumlah penduduk Kabupaten Mempawah tahun 2024',
	    'menurut kecamatan, untuk skripsi saya. Terima kasih.', 'Warga'],
	unclear => ['Minta data', 'min minta data dong'],
	complaint => ['Keluhan pelayanan', 'Kemarin saya datang ke kantor ' .
	    'BPS Mempawah jam 10, petugas tidak ada di', 'tempat. Saya ' .
	    'kecewa, mohon ditindaklanjuti.', 'Warga'],
	supervisory => ['Pengaduan pungutan', 'Petugas BPS meminta uang ' .
	    'Rp200.000 kepada saya agar data', 'keluarga saya didata. Ini ' .
	    'pungli. Mohon petugas itu ditindak.', 'Warga'],
	complete => ['', 'Data: jumlah penduduk menurut kecamatan',
	    'Wilayah: Kabupaten Mempawah', 'Tahun: 2024',
	    'Kegunaan: skripsi', 'Nama: Warga'],
	more => ['', 'Mohon juga data jumlah penduduk tahun 2023 untuk ' .
	    'kabupaten yang', 'sama. Warga'],
	thanks => ['', 'Terima kasih banyak.'],
	away => ['', 'Saya sedang cuti sampai minggu depan.'],
	answer => ['', 'Yth. Bapak/Ibu,', 'jumlah penduduk Kabupaten ' .
	    'Mempawah tahun 2024 adalah 312.000 jiwa,', 'rinciannya ada di ' .
	    'publikasi Mempawah Dalam Angka 2025.', 'Demikian kami ' .
	    'sampaikan.', 'Petugas PST'],
	finish => ['', 'Yth. Bapak/Ibu,', 'jumlah penduduk Kabupaten ' .
	    'Mempawah tahun 2024 adalah 312.000 jiwa.', 'Demikian kami ' .
	    'sampaikan.', 'Petugas PST', '', '#selesai'],
	shut => ['', '#selesai'],
	regarded => ['', '#jenis pengaduan'],
	ask => ['', '#lengkapi Mohon sebutkan tahun data yang Bapak/Ibu ' .
	    'perlukan.'],
);

sub sql
{
	my ($self, $statement) = @_;
	open my $rows, '-|', "$self->{build}/lib/sql",
	    "$self->{dir}/tanggap.db", $statement or die "sql: $!\n";
	my @rows = map { chomp; [split /\|/, $_, -1] } <$rows>;
	close $rows or die "sql: $statement\n";
	return @rows;
}

my @week = qw(Sun Mon Tue Wed Thu Fri Sat);
my @month = qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec);
sub mail_date
{
	my ($at) = @_;
	my ($y, $m, $d, $clock) =
	    stamp($at) =~ /^(\d+)-(\d+)-(\d+)T([\d:]+)/ or die;
	return sprintf '%s, %d %s %d %s +0700',
	    $week[(day_number($y, $m, $d) + 4) % 7], $d, $month[$m - 1], $y,
	    $clock;
}

# Whoever answers does so to the last mail of ours that he has got.
sub write_mail
{
	my ($self, $mail) = @_;
	my $what = $mail->{what};
	my $key = $what eq 'complain' ? $mail->{class} : $what;
	my ($subject, @text) = @{$said{$key}};
	my $officer = $what =~ /^(answer|ask|finish|shut|regarded)$/;
	my $from = !$officer ? $mail->{from} :
	    $mail->{class} eq 'consultation' ? 'petugas@test' :
	    'pengaduan@test';
	my ($domain) = $from =~ /@(.*)/;
	my $name = sprintf 'm%05d', ++$self->{number};
	my $refers = '';

	if ($subject eq '') {
		my $likely = "<> 'kuitansi'";
		my ($id, $tag) = @{($self->sql("SELECT o.message_id, t.code
		    FROM outbox o JOIN ticket t ON t.id = o.ticket
		    WHERE o.address = '$from' AND t.requester =
		    '$mail->{from}' AND o.template $likely
		    ORDER BY o.id DESC LIMIT 1"))[0] //
		    die "$mail->{from}: nothing to answer\n"};
		$subject = "Re: $tag";
		$refers = "In-Reply-To: <$id>\r\nReferences: <$id>\r\n";
	}
	my $path = "$self->{dir}/mail/$name.eml";
	my $date = mail_date($mail->{at});
	open my $out, '>', $path or die "$path: $!\n";
	print $out "Return-Path: <$from>\r\n",
	    "Received: from mail.$domain by mx2.bps.go.id; $date\r\n",
	    'Authentication-Results: mx2.bps.go.id; ',
	    "dkim=pass header.d=$domain; dmarc=pass header.from=$domain\r\n",
	    $what eq 'away' ? "Auto-Submitted: auto-replied\r\n" : '',
	    "From: Warga <$from>\r\nTo: ipds6104\@bps.go.id\r\n",
	    "Subject: $subject\r\nDate: $date\r\n$refers",
	    "Message-ID: <$name\@$domain>\r\nMIME-Version: 1.0\r\n",
	    "Content-Type: text/plain; charset=utf-8\r\n\r\n",
	    join("\r\n", @text), "\r\n";
	close $out or die "$path: $!\n";
	utime $mail->{at}, $mail->{at}, $path;
}

# Those that came by now, in their order.
sub arrive
{
	my ($self, $mails, $at) = @_;
	my @new;

	while (@$mails && $mails->[0]{at} <= $at) {
		my $mail = shift @$mails;
		$self->write_mail($mail);
		push @new, $mail;
	}
	$self->{new} = [@new];
	return @new;
}

# What follows on what has just been read.
sub follow
{
	my ($self, $mails, $at) = @_;

	for my $mail (@{$self->{new}}) {
		my ($next, @rest) = @{$mail->{plan}};
		next if !defined $next;
		my ($days, $what) = @$next;
		my $when = $at + $days * 86400 + 600 + dice(40000);
		push @$mails, { %$mail, what => $what, at => $when,
		    plan => \@rest };
		$mails->[-1]{class} = 'complaint' if $mail->{what} eq 'regarded';
	}
	@$mails = sort { $a->{at} <=> $b->{at} || $a->{from} cmp $b->{from} }
	    @$mails;
}

# Now and then the power fails, and the same pass is made again. Where the
# machine thinks it is plays no part.
sub pass
{
	my ($self, $shown) = @_;
	my @command = ("$self->{build}/tanggap", 'run', '--once', '--config',
	    "$self->{dir}/tanggap.conf", '--now', stamp($shown));
	my $log = "$self->{dir}/log";
	local $ENV{TZ} = (qw(UTC Asia/Jakarta America/New_York))[dice(3)];

	if (++$self->{passes} % 9 == 0) {
		local $ENV{TANGGAP_STEP} = $cuts[dice(scalar @cuts)];
		system "@command >>$log 2>&1";
	}
	system "@command >>$log 2>&1";
	$self->{failed}++ if $? != 0;
}

sub deadlines
{
	my ($self) = @_;
	return { map { $_->[0] => [@$_[1 .. 3]] } $self->sql('SELECT
	    requester, state, due_at, first_due_at FROM ticket') };
}

sub kinds
{
	my ($self) = @_;
	return map { $_->[0] => "$_->[1]|$_->[2]" } $self->sql('SELECT
	    requester, kind, supervisory FROM ticket');
}

# "2026-11-20T07:31:00+07:00 eskalasi petugas@test (w7@warga7.example)"
sub told
{
	my ($self) = @_;
	return sort map { stamp($_->[0]) . " $_->[1] $_->[2] ($_->[3])" }
	    $self->sql("SELECT o.created_at, o.template, o.address,
	    coalesce(t.requester, '') FROM outbox o LEFT JOIN ticket t
	    ON t.id = o.ticket WHERE template IN ('eskalasi', 'pengingat',
	    'tutup-tanpa-jawaban', 'selesai', 'selesai-survei',
	    'ringkasan')");
}

sub queued
{
	my ($self) = @_;
	return ($self->sql("SELECT count(*) FROM outbox
	    WHERE state <> 'sent'"))[0][0];
}

# What is in one of two sorted lists alone.
sub differ
{
	my ($got, $want) = @_;
	my (%n, @differ);

	$n{$_}++ for @$got;
	$n{$_}-- for @$want;
	push @differ, ($n{$_} > 0 ? 'not wanted: ' : 'missing: ') . $_ .
	    (abs($n{$_}) > 1 ? ' x' . abs $n{$_} : '')
	    for grep { $n{$_} } sort keys %n;
	return @differ;
}

1;
