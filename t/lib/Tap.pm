# TAP for the tests in Perl; nothing beyond perl-base is needed.
package Tap;
use strict;
use warnings;
use Exporter 'import';
our @EXPORT = qw(ok is none sources slurp built done skip_all);

my ($count, $failed) = (0, 0);
$| = 1;

sub ok
{
	my ($pass, $what) = @_;
	printf "%sok %d - %s\n", $pass ? '' : 'not ', ++$count, $what;
	$failed++ unless $pass;
	return $pass;
}

sub is
{
	my ($got, $want, $what) = @_;
	my $same = defined $got && $got eq $want;
	ok($same, $what) or print STDERR "# $what\n#  got '",
	    $got // 'nothing', "'\n# want '$want'\n";
	return $same;
}

# Passes when the list is empty; what it holds is said.
sub none
{
	my ($what, @bad) = @_;
	print STDERR "# $_\n" for @bad;
	return ok(!@bad, $what);
}

sub slurp
{
	my ($path) = @_;
	open(my $in, '<', $path) or die "$path: $!\n";
	local $/;
	return scalar <$in>;
}

# Every file below the folders whose name ends like this.
sub sources
{
	my ($tail, @dirs) = @_;
	my @found;
	for my $dir (@dirs) {
		for my $f (glob("$dir/*")) {
			push @found, -d $f ? sources($tail, $f) :
			    $f =~ $tail ? $f : ();
		}
	}
	return sort @found;
}

# The folder of the products, with the program in it.
sub built
{
	my $dir = $ENV{BUILD} // 'build';
	-x "$dir/tanggap" or die "$dir/tanggap is not built: make\n";
	return $dir;
}

sub skip_all
{
	print "1..0 # SKIP @_\n";
	exit 0;
}

sub done
{
	print "1..$count\n";
	exit($failed != 0);
}

1;
