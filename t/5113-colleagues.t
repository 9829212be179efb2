#!/usr/bin/perl
# Officers' mails without command words, by three hands: what is for the
# citizen goes, hardly an answer is held, and nothing else goes out. None of
# these texts was learnt from.
use strict;
use warnings;
use lib 't/lib';
use Tap;

my $build = built();
my @said = ('jawab', 'lengkapi', 'kabar');

# labels FOLDER: file => { column => value }
sub labels
{
	my ($folder) = @_;
	my ($head, @rows) = map { [split /\t/] } split /\n/,
	    slurp("$folder/labels.tsv");
	my %of;

	for my $row (@rows) {
		my %cell;
		@cell{@$head} = @$row;
		$of{$cell{file}} = \%cell;
	}
	return \%of;
}

# plans FOLDER: file => [how, why, is something said to the citizen]
sub plans
{
	my ($folder) = @_;
	my %plan;

	open(my $in, '-|', "$build/tanggap explain --together --json " .
	    "t/corpus/*.eml $folder/*.eml") or die;
	while (<$in>) {
		my ($file) = m{"file":"\Q$folder\E/(\d+\.eml)"} or next;
		my ($how, $why, $rest) =
		    /"plan":\{"how":"(\w+)","why":"([^"]*)"(.*)/ or next;
		my ($orders) = $rest =~ /"orders":\[([^]]*)\]/;
		my $says = grep { ($orders // '') =~ /\b$_\b/ } @said;
		$plan{$file} = [$how, $why, $how eq 'do' && $says];
	}
	close $in;
	return \%plan;
}

my ($answers, @held, @out, $seen);
for my $folder (map { "t/corpus/$_" } 'officer', 'colleagues/1',
    'colleagues/2') {
	my ($label, $plan) = (labels($folder), plans($folder));

	for my $file (sort keys %$label) {
		my $wish = $label->{$file};
		my ($how, $why, $sent) = @{ $plan->{$file} // ['none', '', 0] };
		my $line = "$folder/$file $wish->{action}: $how $why";

		$seen += $how ne 'none';
		push @out, $line
		    if $sent && $wish->{send_to_citizen} !~ /^ya$/;
		# ordinary ones: one with a remark for the desk beside it is to
		# be held, and one that lost its thread is asked about
		next unless $wish->{send_to_citizen} eq 'ya' &&
		    $wish->{close} eq 'tidak' && $why ne 'which ticket';
		$answers++;
		push @held, $line unless $sent;
	}
}
ok($seen > 110, "$seen plans");
none('what is not for the citizen stays in the house', @out);
ok($answers > 50, "$answers answers");
ok(@held * 20 <= $answers, 'at most one answer in twenty is held: ' . @held)
    or print map { "# $_\n" } @held;
done();
