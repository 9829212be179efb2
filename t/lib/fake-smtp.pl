#!/usr/bin/perl
# fake-smtp.pl MODE: an SMTP server that fails on purpose. Prints its port,
# then serves until its parent ends (or a minute is over).
#
#	good nogreet dropmail 421mail 421once droprcpt 421rcpt rcpts
#	dropdata nodata dropbody dropdot silentdot 451dot 554dot 421dot
#	closeidle 421idle garbage endless needlogin multi slowdot nosize
#
# With a second argument each command is also written to that file.
use strict;
use warnings;
use IO::Socket::INET;

my ($mode, $log) = @ARGV;
my $life = 60;
my $parent = $$;
my $server = IO::Socket::INET->new(Listen => 20, LocalAddr => '127.0.0.1')
    or die "fake-smtp: $!\n";
$| = 1;
print $server->sockport, "\n";
close STDOUT;
$SIG{CHLD} = 'IGNORE';
$SIG{PIPE} = 'IGNORE';
alarm $life;

my ($c, $number) = (undef, 0);

sub line
{
	print $c @_, "\r\n" or exit 0;
	$c->flush;
}

# Says nothing any more, until the server is ended.
sub rest
{
	sleep 1 while getppid == $parent;
	exit 0;
}

sub drop { close $c; exit 0 }

sub note
{
	return if !defined $log;
	open my $out, '>>', $log or die "$log: $!\n";
	print $out "$number ", @_, "\n";
	close $out;
}

sub after_dot
{
	my ($mails) = @_;

	drop() if $mode eq 'dropdot';
	rest() if $mode eq 'silentdot';
	sleep 2 if $mode eq 'slowdot';
	return line('451 4.3.0 try again') if $mode eq '451dot';
	return line("554-5.7.1 first\r\n554 5.7.1 spam") if $mode eq '554dot';
	line('421 4.3.2 shutting down'), drop() if $mode eq '421dot';
	line("250 2.0.0 queued as $number.$mails");
	line('421 4.4.2 idle'), drop() if $mode eq '421idle';
	drop() if $mode eq 'closeidle';
}

sub data
{
	my ($mails) = @_;

	drop() if $mode eq 'dropdata';
	return line('451 4.3.0 no data today') if $mode eq 'nodata';
	line('354 go');
	drop() if $mode eq 'dropbody';
	while (defined(my $l = <$c>)) {
		$l =~ s/\r\n$// or note('BARE');
		if ($l eq '.') {
			after_dot($mails);
			return;
		}
		note("| $l");
	}
	exit 0;
}

sub rcpt
{
	my ($rest) = @_;

	drop() if $mode eq 'droprcpt';
	line('421 4.7.0 too many'), drop() if $mode eq '421rcpt';
	return line('450 4.2.1 later') if $rest =~ /later/;
	return line("550 5.1.1 no such \e[31muser") if $rest =~ /never/;
	return line('599 gone') if $rest =~ /plain/;
	line('250 2.1.5 ok');
}

sub mail
{
	drop() if $mode eq 'dropmail';
	line('421 4.7.0 busy'), drop()
	    if $mode eq '421mail' || $mode eq '421once' && $number == 1;
	return line('530 5.7.0 must log in') if $mode eq 'needlogin';
	return line('%%% what') if $mode eq 'garbage';
	if ($mode eq 'endless') {
		line('250-', 'x' x 1000) while 1;
	}
	return line("250-2.1.0 one\r\n250 2.1.0 two") if $mode eq 'multi';
	line('250 2.1.0 ok');
}

sub serve
{
	my $mails = 0;

	rest() if $mode eq 'nogreet';
	line("220-multi\r\n220 fake");
	while (defined(my $l = <$c>)) {
		$l =~ s/\r\n$//;
		note($l);
		my ($verb, $rest) = split / /, $l, 2;
		$verb = uc $verb;
		if ($verb eq 'EHLO') {
			line("250-fake\r\n250-DSN\r\n250 SIZE 1000000");
		} elsif ($verb eq 'MAIL') {
			mail();
		} elsif ($verb eq 'RCPT') {
			rcpt($rest);
		} elsif ($verb eq 'DATA') {
			data(++$mails);
		} elsif ($verb eq 'QUIT') {
			line('221 bye');
			return;
		} else {
			line('250 2.0.0 ok');
		}
	}
}

while (1) {
	$c = $server->accept or next;
	$number++;
	my $pid = fork // die "fake-smtp: $!\n";
	if ($pid == 0) {
		alarm $life;
		close $server;
		serve();
		exit 0;
	}
	close $c;
}
