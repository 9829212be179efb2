#ifndef NET_CONF_H
#define NET_CONF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/*
 * How to reach one server, for IMAP and SMTP alike. All strings are borrowed
 * (they live in the configuration) and never NULL: "" says "not given".
 */
enum net_tls {
	TLS_IMPLICIT, /* TLS from the first byte: imaps, submissions */
	TLS_STARTTLS, /* asked for, and refused without (RFC 3501, 3207) */
	TLS_NONE      /* plain text; see insecure_plaintext */
};

enum net_protocol { NET_IMAP, NET_SMTP };

struct net_conf {
	const char *host; /* name or address; the certificate must fit it */
	int port;
	enum net_tls tls;
	const char *ca_file; /* PEM; "" is the system's set, else only this */

	const char *user; /* "" is no login (SMTP relay on loopback) */
	/* "" chooses; plain, login, cram-md5, xoauth2, oauthbearer */
	const char *auth;
	/* One of the three; read anew at each connect, so it may change. */
	const char *password_file;
	const char *token_file;
	const char *token_command; /* /bin/sh -c, prints the token */

	/* TLS_NONE to another host than loopback: passwords in clear text. */
	bool insecure_plaintext;

	int connect_timeout; /* seconds for name, TCP, TLS and login */
	int timeout;         /* seconds without one byte */
	int deadline;   /* seconds for a command (or 8 MiB of its answer) */
	int64_t budget; /* bytes that one answer may have */
};

/* Defaults: TLS_IMPLICIT, 30 s, 60 s, 600 s, 1 GiB; all strings "". */
void net_conf_init(struct net_conf *c);

/*
 * Everything that can be said without the network: values, plain text rule,
 * CA file and secret files (token_command is not run). ERR_STOP with words
 * that start with the setting's name.
 */
enum err net_conf_check(const struct net_conf *c, struct why *w);

/* 127.0.0.0/8, ::1 or localhost. */
bool net_is_loopback(const char *host);

/*
 * Seconds to wait before try number attempt (0, 1, 2 ...): doubles from 2 to
 * at most an hour, then a random part of at most a half is taken off, so that
 * many clients do not come back together. random is any 32 bits.
 */
int net_backoff(int attempt, uint32_t random);

#endif
