# An office's calendar, counted here by other means than the program's: from
# one list of all working days of some years, with times as seconds in the
# office's own zone. Nothing beyond perl-base is needed.
package Office;
use strict;
use warnings;
use Exporter 'import';
our @EXPORT_OK = qw(day_number day_parts moment stamp);

my $ZONE = 7 * 3600;

# Days since 1970-01-01, by Fliegel and Van Flandern's formula.
sub day_number
{
	my ($y, $m, $d) = @_;
	my $a = int((14 - $m) / 12);
	my ($yy, $mm) = ($y + 4800 - $a, $m + 12 * $a - 3);

	return $d + int((153 * $mm + 2) / 5) + 365 * $yy + int($yy / 4) -
	    int($yy / 100) + int($yy / 400) - 32045 - 2440588;
}

sub day_parts
{
	my ($day) = @_;
	my $l = $day + 2440588 + 68569;
	my $n = int(4 * $l / 146097);
	$l -= int((146097 * $n + 3) / 4);
	my $i = int(4000 * ($l + 1) / 1461001);
	$l -= int(1461 * $i / 4) - 31;
	my $j = int(80 * $l / 2447);
	my $d = $l - int(2447 * $j / 80);
	$l = int($j / 11);
	return (100 * ($n - 49) + $i + $l, $j + 2 - 12 * $l, $d);
}

# "2026-11-20T09:12[:00]" of the office, as seconds since 1970 in UTC.
sub moment
{
	my ($s) = @_;

	$s =~ /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)(?::(\d+))?/ or die "$s\n";
	return day_number($1, $2, $3) * 86400 + $4 * 3600 + $5 * 60 +
	    ($6 // 0) - $ZONE;
}

sub stamp
{
	my ($at) = @_;
	my $local = $at + $ZONE;
	my $day = int($local / 86400);
	my $rest = $local - $day * 86400;

	return sprintf '%04d-%02d-%02dT%02d:%02d:%02d+07:00', day_parts($day),
	    int($rest / 3600), int($rest / 60) % 60, $rest % 60;
}

sub rows
{
	my ($path) = @_;
	my @rows;

	open my $in, '<', $path or die "$path: $!\n";
	while (<$in>) {
		s/[\r\n]+$//;
		push @rows, [split /\t/] if /^\d/;
	}
	return @rows;
}

sub parse_day
{
	my ($s) = @_;

	return day_number(split /-/, $s);
}

# The calendar of a folder of lists, from its files as they are now.
sub new
{
	my ($class, $dir, $first, $last) = @_;
	my (%closed, %open, %ramadan, %listed);
	my $self = bless { days => [], place => {}, hours => {} }, $class;

	for my $path (glob "$dir/*.txt") {
		for (rows($path)) {
			my ($day, $name, $type) = @$_;
			my $at = parse_day($day);
			if ($path =~ m{/ramadan}) {
				my $end = parse_day($name);
				@ramadan{$at .. $end} = (1) x ($end - $at + 1);
				next;
			}
			$open{$at} = 1 if $type eq 'buka';
			$closed{$at} = 1 if $type ne 'buka';
			$listed{substr $day, 0, 4} = 1 if $type eq 'libur';
		}
	}
	$self->{listed} = \%listed;
	for my $day (day_number($first, 1, 1) .. day_number($last, 12, 31)) {
		my $weekday = ($day + 4) % 7;
		my $weekend = $weekday == 0 || $weekday == 6;
		next if !$open{$day} && ($weekend || $closed{$day});
		my $friday = $weekday == 5;
		my ($from, $to) = $ramadan{$day} ?
		    (8 * 60, $friday ? 15 * 60 + 30 : 15 * 60) :
		    (7 * 60 + 30, $friday ? 16 * 60 + 30 : 16 * 60);
		$self->{place}{$day} = @{$self->{days}};
		push @{$self->{days}}, $day;
		$self->{hours}{$day} = [$from * 60, $to * 60];
	}
	return $self;
}

sub day { my ($self, $at) = @_; return int(($at + $ZONE) / 86400) }
sub works { my ($self, $day) = @_; return exists $self->{place}{$day} }

sub opening
{
	my ($self, $day) = @_;
	return $day * 86400 + $self->{hours}{$day}[0] - $ZONE;
}

sub closing
{
	my ($self, $day) = @_;
	return $day * 86400 + $self->{hours}{$day}[1] - $ZONE;
}

sub in_hours
{
	my ($self, $at) = @_;
	my $day = $self->day($at);

	return $self->works($day) && $at >= $self->opening($day) &&
	    $at <= $self->closing($day);
}

# Place in the list of the first working day that is later than this day.
sub after
{
	my ($self, $day) = @_;
	my ($lo, $hi) = (0, scalar @{$self->{days}});

	while ($lo < $hi) {
		my $mid = int(($lo + $hi) / 2);
		if ($self->{days}[$mid] <= $day) {
			$lo = $mid + 1;
		} else {
			$hi = $mid;
		}
	}
	return $lo;
}

sub next_open
{
	my ($self, $at) = @_;
	my $day = $self->day($at);

	return $at if $self->in_hours($at);
	return $self->opening($day)
	    if $self->works($day) && $at < $self->opening($day);
	return $self->opening($self->{days}[$self->after($day)]);
}

# The rule of the service standard.
sub due
{
	my ($self, $at, $n) = @_;
	my $day = $self->day($at);
	my $zero = $self->in_hours($at) ? $self->{place}{$day} :
	    $self->after($day);

	return $self->closing($self->{days}[$zero + $n]);
}

sub unlisted
{
	my ($self, $from, $to) = @_;
	my ($y) = day_parts($self->day($from));
	my ($last) = day_parts($self->day($to));

	for (; $y <= $last; $y++) {
		return 1 if !$self->{listed}{$y};
	}
	return 0;
}

# Working seconds between two moments: all that are before the one, less all
# that are before the other.
sub seconds
{
	my ($self, $at) = @_;
	my $sums = $self->{sums} //= do {
		my ($sum, @sums) = (0);
		for (@{$self->{days}}) {
			push @sums, $sum;
			$sum += $self->{hours}{$_}[1] - $self->{hours}{$_}[0];
		}
		push @sums, $sum;
		\@sums;
	};
	my $day = $self->day($at);
	my $sum = $sums->[$self->after($day - 1)];

	if ($self->works($day)) {
		my ($a, $b) = ($self->opening($day), $self->closing($day));
		$sum += ($at < $a ? $a : $at > $b ? $b : $at) - $a;
	}
	return $sum;
}

sub between
{
	my ($self, $from, $to) = @_;
	return $from < $to ? $self->seconds($to) - $self->seconds($from) : 0;
}

# When so many working seconds have passed: by halving, for between() is all
# that is known.
sub add
{
	my ($self, $from, $seconds) = @_;
	my ($lo, $hi) = ($from, $from + 400 * 86400);

	return $from if $seconds == 0;
	while ($lo < $hi) {
		my $mid = int(($lo + $hi) / 2);
		if ($self->between($from, $mid) >= $seconds) {
			$hi = $mid;
		} else {
			$lo = $mid + 1;
		}
	}
	return $lo;
}

# The working day so many away from a day, which counts as the last working
# one before it where it is none.
sub away
{
	my ($self, $day, $n) = @_;
	return $self->{days}[$self->after($day) - 1 + $n];
}

1;
