#!/usr/bin/perl
# Functions, files, lines and parameter lists stay short enough to read.
use strict;
use warnings;
use lib 't/lib';
use Tap;

# Functions stand as the formatter leaves them: "{" and "}" in column 0.
# Gives [path:line, length, parameters, depth of braces] for each.
sub functions
{
	my ($path, $text) = @_;
	my (@found, $from, $deepest, $head);
	my $n = 0;
	$head = '';
	for my $line (split /\n/, $text) {
		$n++;
		if ($line eq '{' && $head =~ /\(/) {
			($from, $deepest) = ($n, 1);
		}
		if (defined $from) {
			# a block is as deep as its end is indented
			$deepest = length($1) + 1
			    if $line =~ /^(\t+)\}( else.*| while .*)?$/ &&
			    length($1) + 1 > $deepest;
			if ($line eq '}') {
				push @found, ["$path:$from", $n - $from + 1,
				    parameters($head), $deepest];
				undef $from;
				$head = '';
			}
		} elsif ($line =~ m{^(#|\s*/?\*|$)} || $line =~ /[;}]\s*$/) {
			$head = '';
		} else {
			$head .= "$line\n";
		}
	}
	return @found;
}

sub parameters
{
	my ($head) = @_;
	my ($list) = $head =~ /\((.*)\)/s or return 0;
	$list =~ s/,\s*struct (arena|why) \*\w+//g;
	$list =~ s/^struct (arena|why) \*\w+,\s*//;
	1 while $list =~ s/\([^()]*\)//g;
	return $list =~ /^\s*(void)?\s*$/ ? 0 : 1 + ($list =~ tr/,//);
}

# Columns as the formatter counts them: tabs to 8, a letter is one column. It
# does not break texts: one may reach out a little, but not be pushed out.
sub wide
{
	my ($path, $text) = @_;
	my ($n, @bad) = (0);
	for my $line (split /\n/, $text) {
		$n++;
		my $s = $line;
		utf8::decode($s);
		1 while $s =~ s/^([^\t]*)\t/$1 . ' ' x (8 - length($1) % 8)/e;
		push @bad, "$path:$n has " . length($s) . " columns"
		    if length($s) > 80 && !(length($s) <= 120 && $s =~ /^.{0,64}"/);
	}
	return @bad;
}

my @files = sources(qr/\.[ch]$/, 'src', 't');
my @src = grep { /^src/ } @files;
my @functions = map { functions($_, slurp($_)) } grep { /\.c$/ } @src;
ok(@functions > 100, 'there are functions');
none('no function is longer than 80 lines',
    map { "$_->[0]: $_->[1] lines" } grep { $_->[1] > 80 } @functions);
my $short = grep { $_->[1] <= 40 } @functions;
ok($short >= 0.9 * @functions, '90 % have at most 40') or
    print STDERR "# $short of ", scalar @functions, "\n";
# Five is the aim; the arena and the words of an error come on top.
none('none takes more than six parameters beside arena and why',
    map { "$_->[0]: $_->[2]" } grep { $_->[2] > 6 } @functions);
none('none nests braces deeper than four',
    map { "$_->[0]: $_->[3]" } grep { $_->[3] > 4 } @functions);
none('no file is longer than 800 lines', grep { $_ ne '' } map {
	my $n = () = slurp($_) =~ /\n/g;
	$n > 800 ? "$_: $n lines" : '';
} @files);
none('no line is wider than 80 columns', map { wide($_, slurp($_)) } @files);

# The measures themselves can fail.
my @f = functions('x.c', "int\nf(int a, void (*g)(int, int), int c)\n{\n" .
    "\tif (a) {\n\t\tg('{');\n\t}\n}\n");
is("@{$f[0]}", 'x.c:3 5 3 2', 'a function is measured');
is(scalar(@{[functions('x.c', "static int a[] =\n{\n\t1\n};\n")]}), 0,
    'a table is not a function');
is(scalar wide('x.c', "\t" x 9 . "123456789\n"), 1, 'found: a wide line');
is(scalar wide('x.c', "\t" x 9 . "12345678\n"), 0, 'allowed: 80 columns');
done();
