/*
 * How to reach a server: defaults and every check that needs no network.
 * It never opens a connection and runs no command.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "net/conf.h"
#include "net/secret.h"

#define CA_MAX ((size_t)16 << 20)
#define HOST_MAX 253 /* RFC 1035 2.3.4 */

static const char *const mechanisms[] = { "", "plain", "login", "cram-md5",
	"xoauth2", "oauthbearer" };

void
net_conf_init(struct net_conf *c)
{
	*c = (struct net_conf){ .host = "",
		.tls = TLS_IMPLICIT,
		.ca_file = "",
		.user = "",
		.auth = "",
		.password_file = "",
		.token_file = "",
		.token_command = "",
		.connect_timeout = 30,
		.timeout = 60,
		.deadline = 600,
		.budget = (int64_t)1 << 30 };
}

bool
net_is_loopback(const char *host)
{
	struct in6_addr six;
	struct in_addr four;

	if (inet_pton(AF_INET, host, &four) == 1)
		return ntohl(four.s_addr) >> 24 == 127;
	if (inet_pton(AF_INET6, host, &six) == 1)
		return memcmp(&six, &in6addr_loopback, sizeof(six)) == 0;
	return strcasecmp(host, "localhost") == 0;
}

static bool
host_is_good(const char *s)
{
	size_t i, n = strlen(s);

	if (n == 0 || n > HOST_MAX || s[0] == '-' || s[0] == '.')
		return false;
	for (i = 0; i < n; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVW"
			    "XYZ0123456789.-:_",
			s[i]))
			return false;
	return true;
}

static bool
is_token(const char *auth)
{
	return strcmp(auth, "xoauth2") == 0 || strcmp(auth, "oauthbearer") == 0;
}

static enum err
check_values(const struct net_conf *c, struct why *w)
{
	if (!host_is_good(c->host))
		return why_set(w, ERR_STOP,
		    "host: \"%s\" is no host name or address", c->host);
	if (c->port < 1 || c->port > 65535)
		return why_set(
		    w, ERR_STOP, "port: %d is not 1 to 65535", c->port);
	if (c->tls == TLS_NONE && !c->insecure_plaintext &&
	    !net_is_loopback(c->host))
		return why_set(w, ERR_STOP,
		    "tls: without TLS the password would cross the network "
		    "to %s in clear text; use implicit or starttls",
		    c->host);
	if (c->connect_timeout < 1 || c->timeout < 1 || c->deadline < 1)
		return why_set(
		    w, ERR_STOP, "timeout: must be at least one second");
	if (c->budget < 1 << 20)
		return why_set(w, ERR_STOP, "budget: must be at least 1 MiB");
	return OK;
}

static enum err
check_ca(const struct net_conf *c, struct why *w)
{
	struct why cause;
	struct buf b;
	enum err e = OK;

	if (c->ca_file[0] == '\0')
		return OK;
	buf_init(&b, CA_MAX);
	if (file_read(c->ca_file, &b, &cause) != OK)
		e = why_set(w, ERR_STOP, "ca_file: %s", cause.s);
	else if (strstr(b.s, "-----BEGIN CERTIFICATE-----") == NULL &&
		 strstr(b.s, "-----BEGIN TRUSTED CERTIFICATE-----") == NULL)
		e = why_set(w, ERR_STOP,
		    "ca_file: %s: holds no certificate in PEM form",
		    c->ca_file);
	buf_free(&b);
	return e;
}

static enum err
check_secret_file(const char *setting, const char *path, struct why *w)
{
	struct why cause;
	struct buf b;
	enum err e;

	if (path[0] == '\0')
		return OK;
	buf_init(&b, SECRET_MAX);
	e = file_read_secret(path, &b, &cause);
	secret_wipe(&b);
	return e == OK ? OK : why_set(w, ERR_STOP, "%s: %s", setting, cause.s);
}

static enum err
check_login(const struct net_conf *c, struct why *w)
{
	bool password = c->password_file[0] != '\0';
	bool token = c->token_file[0] != '\0' || c->token_command[0] != '\0';
	size_t i, n = sizeof(mechanisms) / sizeof(mechanisms[0]);

	for (i = 0; i < n && strcmp(c->auth, mechanisms[i]) != 0; i++)
		;
	if (i == n)
		return why_set(w, ERR_STOP,
		    "auth: \"%s\" is not plain, login, cram-md5, xoauth2 or "
		    "oauthbearer",
		    c->auth);
	if (!text_is_line(c->user, strlen(c->user)))
		return why_set(w, ERR_STOP, "user: holds a control byte");
	if (c->user[0] == '\0' && (password || token || c->auth[0] != '\0'))
		return why_set(w, ERR_STOP,
		    "user: is missing, but a way to log in is set");
	if (c->user[0] == '\0')
		return OK;
	if (password + (c->token_file[0] != '\0') +
		(c->token_command[0] != '\0') !=
	    1)
		return why_set(w, ERR_STOP,
		    "password_file: exactly one of password_file, token_file "
		    "and token_command is needed for user %s",
		    c->user);
	if (token && c->auth[0] != '\0' && !is_token(c->auth))
		return why_set(
		    w, ERR_STOP, "auth: %s needs a password_file", c->auth);
	if (password && is_token(c->auth))
		return why_set(w, ERR_STOP,
		    "auth: %s needs a token_file or token_command", c->auth);
	return OK;
}

enum err
net_conf_check(const struct net_conf *c, struct why *w)
{
	enum err e;

	if ((e = check_values(c, w)) != OK || (e = check_login(c, w)) != OK ||
	    (e = check_ca(c, w)) != OK)
		return e;
	e = check_secret_file("password_file", c->password_file, w);
	if (e == OK)
		e = check_secret_file("token_file", c->token_file, w);
	return e;
}

int
net_backoff(int attempt, uint32_t random)
{
	int most = 3600, wait = 2;

	while (attempt-- > 0 && wait < most)
		wait *= 2;
	if (wait > most)
		wait = most;
	return wait - (int)(random % (uint32_t)(wait / 2 + 1));
}
