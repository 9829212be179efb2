# What the office promised, counted by other means than the program's: the
# cases of t/5201-year.t as they are after each pass, their deadlines, and
# the mails that time brings about.
package Promise;
use strict;
use warnings;
use Office qw(moment stamp);

my %WHO = (petugas => 'petugas@test', koordinator => 'manajer@test',
    pengaduan => 'pengaduan@test', kepala => 'kepala@test');

sub new
{
	my ($class, %set) = @_;
	my $self = bless { cal => $set{calendar}, days => 3, cases => {},
	    told => [], ladder => {}, late => {} }, $class;

	$self->ladder(consultation =>
	    '-1 petugas, 0 petugas koordinator, 1 kepala koordinator');
	$self->ladder(complaint =>
	    '-2 pengaduan, 0 pengaduan, 1 pengaduan kepala');
	$self->ladder(supervisory => '-5 pengaduan kepala, ' .
	    '0 pengaduan kepala, 1 pengaduan kepala');
	return $self;
}

sub ladder
{
	my ($self, $class, $text) = @_;
	my @steps;

	for (split /, /, $text) {
		my ($n, @roles) = split;
		push @steps, [$n, [map { $WHO{$_} } @roles]];
	}
	$self->{ladder}{$class} = \@steps;
}

sub days { $_[0]{days} = $_[1] }

# Another calendar: cases that are not answered are counted by it from now on.
sub calendar { $_[0]{cal} = $_[1] if @_ > 1; return $_[0]{cal} }

sub least { my ($a, $b) = @_; return $a < $b ? $a : $b }

# Calendar days end with the last closing time up to then.
sub limit
{
	my ($cal, $from, $n) = @_;
	return $cal->closing($cal->away($cal->day($from) + $n, 0));
}

# Both deadlines of the case after its runs, and of each the run that set it:
# who was late when he was asked is late by the same deadline afterwards.
sub count
{
	my ($self, $case) = @_;
	my ($cal, $class) = ($self->{cal}, $case->{class});
	my @runs = @{$case->{runs}} or return;
	my ($due, $first, $left, $first_left, @was, @round);

	shift @runs while grep { $_->[2] } @runs[1 .. $#runs];
	my $before = @{$case->{runs}} - @runs;
	my $from = $runs[0][0];
	my $n = $class eq 'consultation' ? $self->{days} :
	    $class eq 'complaint' ? 14 : 60;
	$due = $cal->due($from, $n);
	$first = $cal->due($from, 5);
	for my $i (0 .. $#runs) {
		my ($start, $stop) = @{$runs[$i]};
		if ($i > 0) {
			$due = $cal->add($start, $left) if $left > 0;
			$first = $cal->add($start, $first_left)
			    if $first_left > 0;
		}
		my @now = $class eq 'consultation' ? $due :
		    (least($due, limit($cal, $from, 60)),
			least($first, limit($cal, $from, 14)));
		for (0 .. $#now) {
			$round[$_] = $before + $i + 1
			    if $i == 0 || $now[$_] != $was[$_];
		}
		@was = @now;
		next if !defined $stop;
		$left = $cal->between($stop, $due);
		$first_left = $cal->between($stop, $first);
	}
	return (@was[0, 1], @round);
}

# The mails of one case are read in the order in which they came.
sub read
{
	my ($self, $mail, $at) = @_;
	my $case = $self->{cases}{$mail->{from}} //= { from => $mail->{from},
		runs => [], told => {}, asked => 0, class => $mail->{class} };
	my $what = $mail->{what};
	my $got = $mail->{at};
	my $run = $case->{runs}[-1];

	if ($what eq 'clear' || $what eq 'complain') {
		$case->{state} = 'diproses';
		push @{$case->{runs}}, [$got, undef, 1];
	} elsif ($what eq 'unclear') {
		$case->{state} = 'menunggu';
		$case->{question} = $at;
	} elsif ($what eq 'complete' && $case->{state} eq 'menunggu') {
		$case->{state} = 'diproses';
		$got = $run->[1] if $run && $run->[1] > $got;
		push @{$case->{runs}}, [$got, undef, 0];
	} elsif ($what eq 'complete' && $case->{state} eq 'selesai') {
		$case->{state} = 'diproses';
		delete $case->{closed};
		push @{$case->{runs}}, [$got, undef, 1];
	} elsif ($what eq 'ask') {
		return if $case->{state} ne 'diproses';
		$case->{state} = 'menunggu';
		$case->{question} = $at;
		$case->{human} = $at;
		# what an officer does, he does when the desk does it
		$run->[1] = $at > $run->[0] ? $at : $run->[0];
	} elsif ($what eq 'regarded') {
		$case->{class} = 'complaint';
		delete $self->{late}{$case->{from}};
	} elsif ($what eq 'finish' || $what eq 'shut') {
		$self->read({ %$mail, what => 'answer' }, $at)
		    if $what eq 'finish';
		$run->[1] = $at > $run->[0] ? $at : $run->[0]
		    if !defined $run->[1];
		$case->{state} = 'selesai';
		$case->{closed} = $at;
		$case->{silent} = $what eq 'shut';
	} elsif ($what eq 'answer') {
		return if $case->{state} eq 'selesai' ||
		    $case->{state} eq 'dijawab';
		$case->{state} = 'dijawab';
		$case->{human} = $at;
		$case->{spoke} = $at;
		$run->[1] = $at > $run->[0] ? $at : $run->[0]
		    if $run && !defined $run->[1];
		($case->{due}, $case->{first}) = $self->count($case);
	} elsif ($what eq 'more' && $case->{state} =~ /dijawab|selesai/) {
		$case->{state} = 'diproses';
		delete $case->{closed};
		push @{$case->{runs}}, [$got, undef, 1];
	}
}

sub say
{
	my ($self, $at, $template, $case, @to) = @_;
	my %seen;

	push @{$self->{told}}, map { stamp($at) . " $template $_ " .
	    "($case->{from})" } grep { !$seen{$_}++ } sort @to;
}

sub climb
{
	my ($self, $case, $at, $what, $due, $round) = @_;
	my $cal = $self->{cal};
	my $since = $case->{runs}[-1][0];
	my (@who, $any);

	for my $step (@{$self->{ladder}{$case->{class}}}) {
		my ($n, $who) = @$step;
		my $moment = $cal->opening($cal->away($cal->day($due), $n));
		next if $moment > $at || $case->{told}{"$what $n $round $case->{class}"}++;
		next if $n < 0 && $moment <= $since;
		push @who, @$who;
	}
	$self->say($at, 'eskalasi', $case, @who) if @who;
	$self->{late}{$case->{from}} = 1 if @who && $due < $at;
}

# The first office hour after n working days have passed.
sub passed
{
	my ($self, $from, $n) = @_;
	my $cal = $self->{cal};
	return $cal->next_open($cal->due($from, $n) + 1);
}

sub waiting
{
	my ($self, $case, $at) = @_;
	my $asked = $case->{question};
	my $key = "remind $asked";
	my $told = $case->{told}{$key};

	if (!defined $told) {
		return if $self->passed($asked, 3) > $at;
		$case->{told}{$key} = $at;
		return $self->say($at, 'pengingat', $case, $case->{from});
	}
	return if $case->{class} ne 'consultation' ||
	    $self->passed($asked, 10) > $at || $self->passed($told, 7) > $at;
	$case->{state} = 'selesai';
	$case->{farewell} = 1;
	$self->say($at, 'tutup-tanpa-jawaban', $case, $case->{from});
}

sub quiet
{
	my ($self, $case, $at) = @_;

	return if $self->passed($case->{spoke}, 5) > $at;
	$case->{state} = 'selesai';
	$case->{closed} = $at;
}

sub farewell
{
	my ($self, $case, $at) = @_;
	my $cal = $self->{cal};

	return if $case->{farewell} || !defined $case->{closed} ||
	    $case->{silent} || $case->{closed} < $at - 14 * 86400;
	# not on the day of the answer
	return if $cal->day($case->{spoke}) == $cal->day($case->{closed}) &&
	    $at < $cal->next_open(moment(substr(stamp($case->{closed}), 0, 10)
		. 'T00:00') + 86400);
	$case->{farewell} = 1;
	$self->say($at, $case->{class} eq 'supervisory' ? 'selesai' :
	    'selesai-survei', $case, $case->{from});
}

# The managers' mail: once a day, and not again when the clock is set back.
sub digest
{
	my ($self, $at) = @_;
	my $day = $self->{cal}->day($at);

	return if defined $self->{digest} && $self->{digest} >= $day;
	$self->{digest} = $day;
	$self->say($at, 'ringkasan', { from => '' }, $WHO{koordinator},
	    $WHO{kepala});
}

# What is so after the program has read these mails and looked at the time.
sub pass
{
	my ($self, $at, @mails) = @_;
	my $cal = $self->{cal};

	$self->{last} = $at;
	$self->read($_, $at) for @mails;
	return if !$cal->in_hours($at);
	for my $case (map { $self->{cases}{$_} } sort keys %{$self->{cases}}) {
		if ($case->{state} eq 'diproses' ||
		    $case->{state} eq 'menunggu') {
			my ($due, $first, @round) = $self->count($case);
			if ($case->{state} eq 'menunggu') {
				# only the limits of the law go on
				($due, $first) = (undef, undef);
				if ($case->{class} ne 'consultation' &&
				    @{$case->{runs}}) {
					my $from = $case->{runs}[0][0];
					$due = limit($cal, $from, 60);
					$first = limit($cal, $from, 14);
				}
			}
			$self->climb($case, $at, 'first', $first,
				$round[1])
			    if defined $first && !defined $case->{human};
			$self->climb($case, $at, 'due', $due, $round[0])
			    if defined $due;
		}
		$self->waiting($case, $at) if $case->{state} eq 'menunggu';
		$self->quiet($case, $at) if $case->{state} eq 'dijawab';
		$self->farewell($case, $at) if $case->{state} eq 'selesai';
	}
	$self->digest($at);
}

# Deadlines of the store against ours: { address => [state, due, first] }.
sub compare
{
	my ($self, $rows, $when) = @_;
	my @wrong;

	for my $case (values %{$self->{cases}}) {
		my $row = $rows->{$case->{from}};
		if (!$row) {
			push @wrong, "$when: no ticket of $case->{from}";
			next;
		}
		push @wrong, "$when: $case->{from} is $row->[0], " .
		    "not $case->{state}" if $row->[0] ne $case->{state};
		next if $case->{state} ne 'diproses';
		my ($due, $first) = map { defined $_ ? stamp($_) : '' }
		    ($self->count($case))[0, 1];
		my $got = join ' ', map { $_ eq '' ? '' : stamp($_) }
		    @$row[1, 2];
		push @wrong, "$when: $case->{from} ($case->{class}) is due " .
		    "$got, not $due $first" if $got ne "$due $first";
	}
	return @wrong;
}

sub mistaken
{
	my ($self, $kinds) = @_;
	my %word = (consultation => 'konsultasi|0', complaint => 'pengaduan|0',
	    supervisory => 'pengaduan|1');
	my @wrong;

	for (sort keys %{$self->{cases}}) {
		my $want = $word{$self->{cases}{$_}{class}};
		my $got = $kinds->{$_} // 'no ticket';
		push @wrong, "$_ is $got, not $want" if $got ne $want;
	}
	return @wrong;
}

sub told { return sort @{$_[0]{told}} }

sub outside
{
	my ($self, @mails) = @_;
	return grep { !$self->{cal}->in_hours(moment((split / /)[0])) } @mails;
}

# Cases that are late since more than the day on which it is told.
sub untold_late
{
	my ($self) = @_;
	return grep {
		my $case = $self->{cases}{$_};
		$case->{state} eq 'diproses' && !$self->{late}{$_} &&
		    ($self->count($case))[0] < $self->{last} - 5 * 86400;
	} sort keys %{$self->{cases}};
}

1;
