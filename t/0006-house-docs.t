#!/usr/bin/perl
# Every setting stands in the shipped configuration and in its man page,
# every command in its own, and none that the program does not know.
use strict;
use warnings;
use lib 't/lib';
use Tap;

my $build = built();

# [section] key, from lines that set one.
sub conf_settings
{
	my (@found, $section);
	for (split /\n/, $_[0]) {
		$section = $1 if /^\[(\w+)/;
		push @found, "$section $1" if /^#?(\w+) *=/ && $section;
	}
	return @found;
}

# mdoc: ".Ss [section]" (of one or more) opens, a line of ".Cm" or ".It Cm"
# names one or more settings.
sub man_settings
{
	my (@found, @sections);
	for (split /\n/, $_[0] =~ s/\\\n//gr) {
		@sections = /\[(\w+)/g if /^\.Ss/;
		my ($keys) = /^\.(?:It )?Cm (.*)/ or next;
		for my $key (grep { /^[a-z]\w*$/ } split /[ ,]+/, $keys) {
			push @found, map { "$_ $key" } @sections;
		}
	}
	return @found;
}

sub missing
{
	my ($have, @want) = @_;
	my %have = map { $_ => 1 } @$have;
	return grep { !$have{$_} } @want;
}

my @settings = split /\n/, `$build/tanggap check --settings`;
push @settings, map { "officer $_" } qw(name address roles)
    unless grep { /^officer / } @settings;
ok(@settings > 50, 'the program lists its settings');
my @conf = conf_settings(slurp('conf/tanggap.conf'));
my @man = man_settings(slurp('src/tanggap.conf.5'));
none('every setting is in conf/tanggap.conf', missing(\@conf, @settings));
none('and nothing else', missing(\@settings, @conf));
none('every setting is in tanggap.conf.5', missing(\@man, @settings));
none('and nothing else', missing(\@settings, @man));

my $usage = `$build/tanggap --help`;
my @commands = $usage =~ /^  (\w+) /mg;
my $page = slurp('src/tanggap.1');
ok(@commands > 5, 'the program lists its commands');
none('every command is in tanggap.1',
    grep { $page !~ /^\.It Cm $_\b/m } @commands);
my %known = map { $_ => 1 } @commands;
none('and nothing else', grep { !$known{$_} } $page =~ /^\.It Cm (\w+)/mg);

my ($table) = $page =~ /^\.Sh STATES\n\.Bd -literal\n(.*?)\.Ed/ms;
ok($table eq `$build/tanggap states`,
    'the table of states is what tanggap states prints');

for my $file (qw(src/tanggap.1 src/tanggap.conf.5)) {
	my @words = grep { !/conventional order/ }
	    `mandoc -T lint -W warning $file 2>&1`;
	none("$file is good mdoc", map { chomp; $_ } @words);
}

my $check = `$build/tanggap check --config conf/tanggap.conf 2>&1`;
is($? >> 8, 0, 'the shipped configuration passes its check') or
    print STDERR $check;
is(scalar missing(['a b'], 'a b', 'c d'), 1, 'a missing one is found');
done();
