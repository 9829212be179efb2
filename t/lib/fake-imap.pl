#!/usr/bin/perl
# fake-imap.pl: an IMAP server that fails on purpose. Prints its port, then
# serves until its parent ends (or a minute is over). The user name says how:
# five messages, UID 1 to 5, of which number 3 makes trouble.
#
#	good	outoforder sizelie nil lit8 unknown garbage neg hugelit
#	overflow quoted nul uidlast flags expunged no unavailable
#	killmid killonce silent silentmid drip bye endless tagwrong
#	sparse nocaps novalidity revalid loginbye logintemp big bigkill bigvanish
#	bignil bigexact
use strict;
use warnings;
use IO::Socket::INET;

my $life = 60;
my $parent = $$;
my $server = IO::Socket::INET->new(Listen => 20, LocalAddr => '127.0.0.1')
    or die "fake-imap: $!\n";
$| = 1;
print $server->sockport, "\n";
close STDOUT;
$SIG{CHLD} = 'IGNORE';
$SIG{PIPE} = 'IGNORE';
alarm $life;

my ($c, $user, $number) = (undef, '', 0);

sub say_it { print $c @_ or exit 0 }
sub line   { say_it(@_, "\r\n") }

# Ends the connection with what was sent so far delivered.
# Says nothing any more, until the server is ended.
sub rest
{
	sleep 1 while getppid == $parent;
	exit 0;
}

sub drop { close $c; exit 0 }

sub content
{
	my ($uid) = @_;
	return "Subject: one\r\n\r\n" . "b" x (3 * 1048576 - 16)
	    if $user eq 'bigexact' && $uid == 3;
	return "Subject: big\r\n\r\n" . "0123456789" x 300000
	    if $user =~ /^big/ && $uid == 3;
	return "Subject: mail $uid\r\n\r\n" . "y$uid" x 2000 . "\r\n";
}

sub fetch_line
{
	my ($uid, $part, $at, %o) = @_;
	my $size = length content($uid);
	$size = 17 if $user eq 'sizelie';
	my $date = '"20-Nov-2026 09:12:00 +0700"';
	my $body = $part // '';
	my $lit = $o{lit} // '{' . length($body) . '}';
	my $origin = defined $at ? "<$at>" : '';
	return "* $uid FETCH (UID $uid INTERNALDATE $date RFC822.SIZE $size "
	    . "BODY[]$origin $lit\r\n$body)\r\n";
}

sub trouble
{
	my ($tag, $uid, $at, $part) = @_;
	my $n = length $part;
	my $head = "* 3 FETCH (UID 3 BODY[]<$at> ";

	if ($user eq 'killmid' || $user eq 'killonce' && $number == 1) {
		say_it($head . "{$n}\r\n" . substr $part, 0, 1000);
		$c->flush;
		drop();
	} elsif ($user eq 'silentmid') {
		say_it($head . "{$n}\r\n" . substr $part, 0, 1000);
		$c->flush;
		rest();
	} elsif ($user eq 'drip') {
		say_it($head . "{$n}\r\n");
		for my $i (0 .. $n - 1) {
			say_it(substr $part, $i, 1);
			$c->flush;
			select undef, undef, undef, 0.2;
		}
	} elsif ($user eq 'bye') {
		line('* BYE Autologout');
		drop();
	} elsif ($user eq 'nil') {
		line('* 3 FETCH (UID 3 BODY[] NIL)');
	} elsif ($user eq 'lit8') {
		say_it(fetch_line($uid, $part, $at, lit => "~{$n}"));
	} elsif ($user eq 'unknown') {
		line('* XFOO bar');
		say_it(fetch_line($uid, $part, $at));
	} elsif ($user eq 'garbage') {
		line('* 3 FETCH (UID xx BODY[] {3}'), line('abc)');
	} elsif ($user eq 'neg') {
		line('* 3 FETCH (UID 3 BODY[] {-1}'), line(')');
	} elsif ($user eq 'hugelit') {
		line('* 3 FETCH (UID 3 BODY[] {4294967295}'), say_it('abc');
		drop();
	} elsif ($user eq 'overflow') {
		line('* 3 FETCH (UID 3 BODY[] {4294967296}'), line('abc)');
	} elsif ($user eq 'quoted') {
		line('* 3 FETCH (UID 3 BODY[]<0> "abc")');
	} elsif ($user eq 'nul') {
		say_it(fetch_line($uid, "a\0b", $at));
	} elsif ($user eq 'uidlast') {
		line('* 3 FETCH (BODY[]<0> {3}'),
		    line('abc UID 3 FLAGS (\\Recent $x))');
	} elsif ($user eq 'no') {
		return 'NO [SERVERBUG] cannot read it';
	} elsif ($user eq 'unavailable') {
		return 'NO [UNAVAILABLE] try later';
	} elsif ($user eq 'bigkill' && $at > 0 && $number == 1) {
		say_it($head . "{$n}\r\n" . substr $part, 0, 9);
		$c->flush;
		drop();
	} elsif ($user eq 'bigvanish' && $at > 0 || $user eq 'expunged') {
	} elsif ($user eq 'bignil' && $at > 2000000) {
		line("* 3 FETCH (UID 3 BODY[]<$at> NIL)");
	} else {
		say_it(fetch_line($uid, $part, $at));
	}
	return '';
}

sub fetch
{
	my ($tag, $from, $upto, $what) = @_;
	my $end = '';

	my @uids = $user eq 'sparse' ? (1 .. 4, 3000000000) : 1 .. 5;
	$upto = $uids[4] if $upto eq '*';
	@uids = grep { $_ >= $from && $_ <= $upto } @uids;
	@uids = reverse @uids if $user eq 'outoforder';
	rest() if $user eq 'silent' && $what =~ /BODY/;
	line('zzz OK done') if $user eq 'tagwrong' && $what =~ /BODY/;
	if ($user eq 'endless' && $what =~ /BODY/) {
		say_it('* OK ');
		say_it('x' x 65536) while 1;
	}
	line('* 4 FETCH (FLAGS (\\Seen))'), line('* 4 FETCH (UID 4 FLAGS ())'),
	    line('* OK [ALERT] hi') if $user eq 'flags';
	for my $uid (@uids) {
		if ($what =~ /BODY\.PEEK\[\]<(\d+)\.(\d+)>/) {
			my ($at, $n) = ($1, $2);
			my $all = content($uid);
			my $part =
			    $at < length $all ? substr($all, $at, $n) : '';
			if ($uid == 3) {
				$end = trouble($tag, $uid, $at, $part) || $end;
			} else {
				say_it(fetch_line($uid, $part, $at));
			}
		} else {
			line("* $uid FETCH (UID $uid)");
		}
	}
	line("$tag ", $end || 'OK done');
}

sub login
{
	my ($tag) = @_;

	if ($user eq 'loginbye') {
		line('* BYE too many connections');
		drop();
	} elsif ($user eq 'logintemp') {
		line("$tag NO [UNAVAILABLE] backend is down");
	} elsif ($user eq 'denied') {
		line("$tag NO [AUTHENTICATIONFAILED] wrong \e[31mpassword");
	} else {
		line("$tag OK in");
	}
}

sub select_it
{
	my ($tag, $name) = @_;
	my $validity = $user eq 'revalid' ? 6 + $number : 7;

	return line("$tag NO [NONEXISTENT] no such mailbox")
	    if $name =~ /nowhere/;
	line('* 5 EXISTS');
	line("* OK [UIDVALIDITY $validity] v") if $user ne 'novalidity';
	line('* OK [UIDNEXT ', $user eq 'sparse' ? 3000000001 : 6, '] n');
	line("$tag OK [READ-WRITE] sel");
}

sub serve
{
	$c->autoflush(0);
	line('* OK fake ready');
	$c->flush;
	while (defined(my $l = <$c>)) {
		$l =~ s/\r?\n$//;
		my ($tag, $verb, $rest) = split / /, $l, 3;
		$verb = uc($verb // '');
		$rest //= '';
		if ($verb eq 'LOGIN') {
			($user) = $rest =~ /^"?(\w+)/;
			login($tag);
		} elsif ($verb eq 'CAPABILITY') {
			line('* CAPABILITY IMAP4rev1 UIDPLUS IDLE MOVE')
			    if $user ne 'nocaps';
			line("$tag OK done");
		} elsif ($verb eq 'LIST') {
			line('* LIST (\\Noselect) "/" ""'), line("$tag OK done");
		} elsif ($verb eq 'SELECT') {
			select_it($tag, $rest);
		} elsif ($verb eq 'UID' &&
		    $rest =~ /^FETCH (\d+)(?::(\d+|\*))? (.*)/i) {
			my ($from, $upto, $what) = ($1, $2 // $1, $3);
			if ($user eq 'revalid' && $number == 1 &&
			    $what =~ /BODY/) {
				drop();
			}
			fetch($tag, $from, $upto, $what);
		} elsif ($verb eq 'IDLE') {
			line('* 6 EXISTS'), line('+ idling');
			$c->flush;
			<$c>;
			line("$tag OK done");
		} elsif ($verb eq 'LOGOUT') {
			line('* BYE'), line("$tag OK done");
			return;
		} else {
			line("$tag OK done");
		}
		$c->flush;
	}
}

while (1) {
	$c = $server->accept or next;
	$number++;
	my $pid = fork // die "fake-imap: $!\n";
	if ($pid == 0) {
		alarm $life;
		close $server;
		serve();
		exit 0;
	}
	close $c;
}
