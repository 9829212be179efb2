#!/usr/bin/perl
# A year of the desk in a minute: the program, a mailbox of files, a mail
# server that takes everything, and passes at simulated moments, through
# Idulfitri, Ramadan, shared leave, the turn of the year, outages of days, a
# clock that jumps, power cuts, lists of holidays and promises edited while
# cases run. Each deadline, each mail that time brings about and each closing
# is compared with what t/lib/Promise.pm counts by itself.
use strict;
use warnings;
use lib 't/lib';
use Tap;
use Office qw(moment stamp);
use Promise;
use Year;

my $year = Year->new(built());
my $calendar = sub { Office->new("$year->{dir}/holidays", 2025, 2028) };
my $promise = Promise->new(calendar => $calendar->());

# What happens besides mail, by the first pass at or after that moment.
my @upsets = (
	# the office closes a day, known on the day before
	['2026-08-10T06:00', sub {
		$year->append('holidays/lokal.txt',
		    "2026-08-12\tPemadaman listrik\tlokal\n");
		$promise->calendar($calendar->());
	}],
	# a decree gives a day off, and opens another
	['2026-11-17T06:00', sub {
		$year->append('holidays/lokal.txt',
		    "2026-11-23\tHari pemilihan\tlibur\n",
		    "2026-11-28\tPengganti\tbuka\n");
		$promise->calendar($calendar->());
	}],
	['2027-01-18T06:00', sub {
		my $steps = '-1 petugas, 0 petugas koordinator, ' .
		    '1 kepala koordinator, 4 kepala';
		$year->set('ladder.consultation' => $steps);
		$promise->ladder(consultation => $steps);
	}],
	['2027-04-05T06:00', sub {
		$year->set('clock.consultation' => 2);
		$promise->days(2);
	}],
);
my @outages = (
	['2026-07-06T12:00', '2026-07-10T09:00'],
	['2026-10-16T17:00', '2026-10-26T10:00'],
	['2027-03-04T09:00', '2027-03-17T11:00'], # over Idulfitri
);
# The clock shows another time for one pass, then the right one again.
my %jumps = ('2026-09-15' => 2 * 86400, '2026-09-29' => -3 * 86400,
    '2027-02-16' => 86400, '2027-05-11' => -86400);

my @passes = $year->passes('2026-06-02', '2027-06-30', $promise, \@outages,
    \%jumps);
my @mails = $year->mails('2026-06-02T08:00', '2027-05-28T17:00', 190);
my (@due, $compared);

for (@passes) {
	my ($at, $shown) = @$_;
	my $edited = 0;
	while (@upsets && moment($upsets[0][0]) <= $at) {
		(shift @upsets)->[1]->();
		$edited = 1;
	}
	my @new = $year->arrive(\@mails, $at == $shown ? $at : 0);
	$year->pass($shown);
	$promise->pass($shown, @new);
	$year->follow(\@mails, $at);
	next if ++$compared % 25 != 0 && !$edited;
	push @due, $promise->compare($year->deadlines, stamp($at));
}
push @due, $promise->compare($year->deadlines, 'at the end');

is($year->{failed}, 0, scalar(@passes) . ' passes, none failed');
my %kinds = $year->kinds;
none('each mail became the case that it was written to be',
    $promise->mistaken(\%kinds));
none('each deadline is the one counted by other means', @due);
my @got = $year->told;
my @want = $promise->told;
my %n = (eskalasi => 100, pengingat => 20, 'tutup-tanpa-jawaban' => 10,
    selesai => 5, 'selesai-survei' => 50, ringkasan => 400);
for my $template (sort keys %n) {
	my $n = grep { (split / /)[1] eq $template } @want;
	ok($n >= $n{$template}, "$n times $template");
}
none('each was sent once, when it should, to whom it should',
    Year::differ(\@got, \@want));
none('none left outside of office hours', $promise->outside(@got));
none('nothing was late without being told', $promise->untold_late);
is($year->queued, 0, 'and all of them were delivered');
done();
