/* objects: base/buf base/err base/file base/mem base/text net/conf net/secret
 */
/* What can be said about a server's configuration without the network. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "net/conf.h"
#include "tap.h"

static char good[] = "/tmp/net_conf.XXXXXX";
static char ca[] = "/tmp/net_conf.XXXXXX";
static char open_to_all[] = "/tmp/net_conf.XXXXXX";

static void
make(char *path, const char *text, mode_t mode)
{
	int fd = mkstemp(path);

	if (fd < 0 || write(fd, text, strlen(text)) < 0 || fchmod(fd, mode) < 0)
		exit(1);
	close(fd);
}

static struct net_conf
right(void)
{
	struct net_conf c;

	net_conf_init(&c);
	c.host = "mail.example.test";
	c.port = 993;
	c.user = "desk";
	c.password_file = good;
	return c;
}

/* want NULL: fine; else the words must start with it. */
static void
check(const struct net_conf *c, const char *want, const char *what)
{
	struct why w = { "" };
	enum err e = net_conf_check(c, &w);

	if (want == NULL)
		ok(e == OK, "%s: fine", what);
	else
		ok(e == ERR_STOP && strncmp(w.s, want, strlen(want)) == 0,
		    "%s: refused as %s", what, want);
	if (e != OK)
		printf("# %s\n", w.s);
}

#define ROW(what, want, set) \
	do { \
		struct net_conf c = right(); \
		set; \
		check(&c, want, what); \
	} while (0)

static void
test_values(void)
{
	ROW("as it should be", NULL, (void)c);
	ROW("an address", NULL, c.host = "192.0.2.1");
	ROW("an IPv6 address", NULL, c.host = "2001:db8::1");
	ROW("no host", "host:", c.host = "");
	ROW("a URL", "host:", c.host = "imaps://mail.example.test");
	ROW("a line end in host", "host:", c.host = "a\r\nb");
	ROW("an option as host", "host:", c.host = "-x");
	ROW("no port", "port:", c.port = 0);
	ROW("port too big", "port:", c.port = 65536);
	ROW("plain text to the world", "tls:", c.tls = TLS_NONE);
	ROW("plain text where insisted", NULL,
	    (c.tls = TLS_NONE, c.insecure_plaintext = true));
	ROW("plain text to ourselves", NULL,
	    (c.tls = TLS_NONE, c.host = "localhost"));
	ROW("no timeout", "timeout:", c.timeout = 0);
	ROW("a tiny budget", "budget:", c.budget = 1000);
	ROW("a CA file", NULL, c.ca_file = ca);
	ROW("a CA file without certificate", "ca_file:", c.ca_file = good);
	ROW("a CA file that is not there", "ca_file:", c.ca_file = "/none");
}

static void
test_login(void)
{
	ROW("no login", NULL, (c.user = "", c.password_file = ""));
	ROW("a password without user", "user:", c.user = "");
	ROW("a user without password", "password_file:", c.password_file = "");
	ROW("password and token", "password_file:", c.token_file = good);
	ROW("two tokens", "password_file:",
	    (c.password_file = "", c.token_file = good, c.token_command = "x"));
	ROW("a token", NULL, (c.password_file = "", c.token_file = good));
	ROW("a command", NULL, (c.password_file = "", c.token_command = "x"));
	ROW("an unknown mechanism", "auth:", c.auth = "digest-md5");
	ROW("a known one", NULL, c.auth = "cram-md5");
	ROW("xoauth2 with a password", "auth:", c.auth = "xoauth2");
	ROW("plain with a token", "auth:",
	    (c.auth = "plain", c.password_file = "", c.token_file = good));
	ROW("a password that others can read",
	    "password_file:", c.password_file = open_to_all);
	ROW("no password file", "password_file:", c.password_file = "/none");
	ROW("a line end in user", "user:", c.user = "a\nb");
}

static void
test_backoff(void)
{
	int i, last = 0;

	for (i = 0; i < 40; i++) {
		int most = net_backoff(i, 0), least = most, j;

		for (j = 0; j < 1000; j++) {
			int w = net_backoff(i, (uint32_t)j * 4000003u);

			least = w < least ? w : least;
			if (w > most)
				ok(false, "%d is more than %d", w, most);
		}
		if (most < last || most > 3600 || least < most / 2 || least < 1)
			ok(false, "try %d: %d..%d", i, least, most);
		last = most;
	}
	is_int(net_backoff(0, 0), 2, "the first wait is short");
	is_int(net_backoff(4, 0), 32, "it doubles");
	is_int(net_backoff(1000000, 0), 3600, "up to an hour");
	ok(net_backoff(4, 7) < 32, "and is spread by chance");
}

int
main(void)
{
	make(good, "rahasia\n", 0600);
	make(ca, "x\n-----BEGIN CERTIFICATE-----\n", 0644);
	make(open_to_all, "rahasia\n", 0644);
	test_values();
	test_login();
	test_backoff();
	ok(net_is_loopback("127.9.9.9") && net_is_loopback("::1") &&
		net_is_loopback("LOCALHOST"),
	    "loopback");
	ok(!net_is_loopback("127.example.test") && !net_is_loopback("::2") &&
		!net_is_loopback("10.0.0.1"),
	    "not loopback");
	unlink(good);
	unlink(ca);
	unlink(open_to_all);
	return done_testing();
}
