#!/usr/bin/perl
# tanggap due against a calendar counted by other means: many starts at the
# edges of office days, holidays, Ramadan and years, many spans.
use strict;
use warnings;
use lib 't/lib';
use Tap;
use Office qw(moment stamp);

my $program = built() . '/tanggap';
my $office = Office->new('conf/holidays', 2025, 2029);

my @starts = qw(
    2025-03-27T15:00:00 2025-08-15T16:30:00 2025-12-30T09:00:00
    2026-02-18T16:00:00 2026-02-19T07:59:59 2026-02-19T08:00:00
    2026-03-13T15:30:00 2026-03-13T15:30:01 2026-03-17T15:00:00
    2026-05-13T12:00:00 2026-06-15T16:00:00 2026-08-14T16:30:01
    2026-11-20T07:29:59 2026-11-20T07:30:00 2026-11-20T16:30:00
    2026-11-21T00:00:00 2026-11-22T23:59:59 2026-11-23T06:00:00
    2026-11-23T16:00:00 2026-11-23T16:00:01 2026-12-23T16:00:00
    2026-12-24T10:00:00 2027-01-04T16:30:00 2027-02-05T10:00:00
    2027-03-05T15:29:00 2027-03-05T15:31:00 2027-03-09T10:00:00
    2027-03-24T15:59:59 2027-05-16T09:00:00 2027-12-23T15:00:00
    2027-12-30T16:00:00);
my @spans = (0, 1, 3, 5, 14);

my (@wrong, @warned, $checked);
for my $start (@starts) {
	for my $n (@spans) {
		my $from = moment($start);
		my $due = $office->due($from, $n);
		my $out = `$program due --from $start+07:00 --days $n 2>&1`;
		my ($first) = split /\n/, $out;
		push @wrong, "$start +$n: $first, not " . stamp($due)
		    if $first ne stamp($due);
		push @warned, "$start +$n" if ($out =~ /^warning: /m ? 1 : 0) !=
		    $office->unlisted($from, $due);
		$checked++;
	}
}
is($checked, 155, '31 starts, 5 spans');
none('every deadline is the one counted by hand', @wrong);
none('a year without a list is flagged, no other', @warned);
my $example = `$program due --from 2027-03-05T15:31:00+07:00 --days 5`;
is((split /\n/, $example)[0], '2027-03-23T16:00:00+07:00',
    'five working days around Idulfitri are eighteen');
done();
