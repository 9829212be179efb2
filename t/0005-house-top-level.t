#!/usr/bin/perl
# What a stranger sees first stays small, and the project speaks of itself.
use strict;
use warnings;
use Cwd;
use lib 't/lib';
use Tap;

my @tracked = split /\0/, `git ls-files -z 2>/dev/null`;
skip_all('not a git tree') unless @tracked;

my %top = map { m{^([^/.][^/]*)} ? ($1 => 1) : () } @tracked;
is(join(' ', sort keys %top), 'Makefile README conf contrib src t templates',
    'the top level');

my $above = getcwd() =~ s{/[^/]+$}{/}r;
my (@paths, @unfinished);
for my $file (grep { -f && !/\.eml$/ } @tracked) {
	my $text = slurp($file);
	push @paths, "$file: $1" if length($above) > 2 &&
	    $text =~ m{^(.*\Q$above\E.*)$}m;
	push @unfinished, "$file: $1" if $file =~ /^(src|templates|conf|contrib)/
	    && $text =~ /^(.*\b(?:TODO|FIXME|XXX|HACK|not implemented)\b.*)$/m;
}
none('no path of this machine is written down', @paths);
none('nothing calls itself unfinished', @unfinished);
none('scripts can be run', grep {
	-f && !-x && slurp($_) =~ m{^#!}
} grep { !/\.eml$/ } @tracked);
done();
