#!/usr/bin/perl
# A room includes only the rooms below it, and the outside world only where
# it belongs: SQL in store, sockets in net, nothing at all in desk.
use strict;
use warnings;
use lib 't/lib';
use Tap;

my %may = (
	base => 'base',
	mail => 'base mail',
	desk => 'base mail desk',
	store => 'base mail desk store',
	case => 'base mail desk store case',
	net => 'base mail net',
);

# What a case is worked by besides: the settings and what they name.
my %glue = (case => 'setup.h settings.h');

# Headers of the system that only these rooms may include.
my @owned = (
	[qr/^sqlite3\.h$/, 'store'],
	[qr{^curl/}, 'net'],
	[qr{^(sys/socket|sys/un|netinet/.*|arpa/.*|netdb|poll|sys/poll|
	    sys/epoll)\.h$}x, 'net glue cmd'],
	[qr{^libetpan/}, 'mail net'],
	[qr{^pcre2}, 'base'],
	[qr{^gnutls/}, 'base net'],
	[qr{^(time|sys/time|unistd|fcntl|dirent|signal|
	    sys/stat|sys/file|sys/wait)\.h$}x, 'base store net glue cmd'],
);

# What desk and mail must not use even of base: they would act by it.
my $acting = qr{^base/(file|log|step)\.h$};

# But for these: they load at start what an office may edit.
my %loads = map { ("src/desk/$_.c" => 1) } qw(template classify learn);

sub room
{
	return $_[0] =~ m{^src/(\w+)/} ? $1 : 'glue';
}

sub wrong
{
	my ($path, $text) = @_;
	my $room = room($path);
	my @bad;
	while ($text =~ /^\s*#\s*include\s+([<"])([^>"]+)[>"]/mg) {
		my ($system, $name) = ($1 eq '<', $2);
		my $why;
		if ($system) {
			for my $o (@owned) {
				$why = "belongs to $o->[1]" if $name =~ $o->[0]
				    && $o->[1] !~ /\b$room\b/;
			}
		} elsif ($may{$room}) {
			my ($other) = $name =~ m{^(\w+)/};
			$why = "$room may use $may{$room}"
			    unless $other && $may{$room} =~ /\b$other\b/ ||
			    ($glue{$room} // '') =~ /\b\Q$name\E\b/;
			$why = "$room decides and does not act"
			    if $name =~ $acting && $room =~ /^(mail|desk)$/ &&
			    !($loads{$path} && $name eq 'base/file.h');
		}
		push @bad, "$path includes $name: $why" if $why;
	}
	return @bad;
}

my @files = sources(qr/\.[ch]$/, 'src');
ok(@files > 20, 'there are sources');
none('every include obeys the layers', map { wrong($_, slurp($_)) } @files);

# The check itself can fail.
for my $mutant (
    ['src/base/x.c', '"mail/msg.h"'], ['src/mail/x.c', '"desk/ticket.h"'],
    ['src/desk/x.c', '"store/store.h"'], ['src/desk/x.h', '"net/dial.h"'],
    ['src/store/x.c', '"net/dial.h"'], ['src/net/x.c', '"desk/kind.h"'],
    ['src/net/x.c', '"store/inbox.h"'], ['src/desk/x.c', '<sqlite3.h>'],
    ['src/desk/x.c', '<time.h>'], ['src/mail/x.c', '<sys/socket.h>'],
    ['src/store/x.c', '<curl/curl.h>'], ['src/desk/x.c', '"base/log.h"'],
    ['src/desk/x.c', '"settings.h"'], ['src/case/x.c', '"net/dial.h"'],
    ['src/case/x.c', '"intake.h"'], ['src/case/x.c', '<sqlite3.h>'],
    ['src/store/x.c', '"case/post.h"']) {
	my ($path, $name) = @$mutant;
	is(scalar wrong($path, "#include $name\n"), 1,
	    "found: $path includes $name");
}
is(scalar wrong('src/store/x.c', "#include \"desk/ticket.h\"\n" .
    "#include <sqlite3.h>\n"), 0, 'allowed: store includes desk and SQLite');

# Functions that this program does without are poisoned in every file.
none('every source includes base/banned.h', grep {
	$_ !~ m{^src/base/mem\.c$} && slurp($_) !~ m{^#include "base/banned\.h"}m
} grep { /\.c$/ } @files);

done();
