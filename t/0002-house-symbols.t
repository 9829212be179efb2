#!/usr/bin/perl
# The names in the objects: none that a library would call instead of its
# own, none that a pure room must not use; and the program is hardened.
use strict;
use warnings;
use lib 't/lib';
use Tap;

my $build = built();
my $program = "$build/tanggap";

# libetpan exports these prefixes; a later version may export more of them.
my $taken = qr/^(encode_base64|mime_|imap_|mail_|db_|mbox_|smtp_address_list_|
    mailimap_|mailmime_|mailimf_|mailsmtp_|mailesmtp_|mailstream_|clist_|
    chash_|carray_|mmap_string_|charconv)/x;
my %ours = map { $_ => 1 } qw(mail_limits_default);

# They load at start what an office may edit (t/0001).
my $loader = qr{/desk/(template|classify|learn)\.o$};

# What a room may not even have undefined in its objects.
my $world = '(v?f?printf|puts|perror|f?open(at)?(64)?|p?read(64)?|p?write(64)?|
    socket|connect|send(to|msg)?|recv(from|msg)?|poll|time|gettimeofday|
    clock_gettime|(secure_)?getenv|fork|exec[lv].*|popen|syslog|getrandom|
    hash_random|tod_now|log_.*|file_.*|step_mark)';
my %never = (
	base => qr/^(sqlite3_|curl_|mailimap|mailmime|mailimf|mailesmtp)/,
	mail => qr/^($world$|sqlite3_|curl_)/x,
	desk => qr/^($world$|sqlite3_|curl_|mail(imap|mime|imf|esmtp|stream))/x,
	store => qr/^(curl_|socket$|connect$|mail(imap|mime|imf|esmtp|stream))/,
	net => qr/^sqlite3_/,
);

sub names
{
	my ($how, @files) = @_;
	open(my $nm, '-|', 'nm', @$how, @files) or die "nm: $!\n";
	my @names = map { /(\S+)$/ ? $1 =~ s/@.*//r : () } grep { !/:$/ } <$nm>;
	return @names;
}

sub collisions
{
	my ($defined, $exported) = @_;
	my %theirs = map { $_ => 1 } @$exported;
	return grep { $theirs{$_} || ($_ =~ $taken && !$ours{$_}) } @$defined;
}

sub forbidden
{
	my ($room, @undefined) = @_;
	return grep { s/^__(\w+)_chk$/$1/r =~ $never{$room} } @undefined;
}

my @objects = grep { -e s{^.*?/o/}{src/}r =~ s{\.o$}{.c}r }
    sources(qr{\.o$}, "$build/o");
my @defined = grep { !/^(main|_.*)$/ }
    names(['-g', '--defined-only'], @objects);
# libc calls its own names by other ones
my @libraries = map { m{=> (/(?!\S*libc\.)\S+)} ? $1 : () } `ldd $program`;
ok(scalar(grep { /libetpan/ } @libraries), 'the program uses libetpan');
my @exported = names(['-D', '--defined-only'], @libraries);
ok(@exported > 1000, 'the libraries export names');
none('no global name is also a name of a library',
    collisions(\@defined, \@exported));

for my $room (sort keys %never) {
	none("$room leaves alone what is not its business", map {
		my $o = $_;
		map { "$o: $_" } grep {
			$o !~ $loader || !/^file_(read|each)$/
		} forbidden($room, names(['-u'], $o));
	} sources(qr/\.o$/, "$build/o/$room"));
}

# The checks themselves can fail.
is(scalar collisions(['encode_base64'], ['encode_base64']), 1, 'found: a clash');
is(scalar collisions(['mime_new'], []), 1, 'found: a taken prefix');
is(scalar collisions(['msg_split'], ['encode_base64']), 0, 'allowed: our own');
is(scalar forbidden('desk', qw(time __printf_chk log_info sqlite3_step memcpy
    snprintf tod_split)), 4, 'found: a desk that acts');

if ($ENV{SAN}) {
	print "# hardening is not looked at in a sanitizer build\n";
	done();
}
my $header = `readelf -hW $program`;
my $segments = `readelf -lW $program`;
my $dynamic = `readelf -dW $program`;
my %wants = map { s/^__(\w+)_chk$/_chk/r => 1 } names(['-D', '-u'], $program);
ok($header =~ /Type:\s+DYN/, 'position independent');
ok($segments =~ /GNU_RELRO/, 'relocations become read-only');
ok($dynamic =~ /BIND_NOW|FLAGS.*NOW/, 'and are bound at start');
ok($segments =~ /GNU_STACK\s.*\sRW\s/, 'the stack is not executable');
ok($wants{__stack_chk_fail}, 'the stack is protected');
ok($wants{_chk}, 'library calls are checked for size');
done();
