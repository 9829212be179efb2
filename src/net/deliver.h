#ifndef NET_DELIVER_H
#define NET_DELIVER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "net/conf.h"

/*
 * Sending by SMTP (RFC 5321): one connection for many mails, opened when it
 * is first needed, opened anew when the server closed it in between.
 */
struct deliver;

enum deliver_fate {
	DELIVER_SENT,     /* accepted with 250 after the final dot */
	DELIVER_LATER,    /* 4xx, no connection, or next() failed: nothing was
			     accepted */
	DELIVER_NEVER,    /* 5xx, or an address that is none */
	DELIVER_UNCERTAIN /* lost or silent after the final dot: may be sent */
};

struct deliver_rcpt {
	const char *address; /* in: local@domain, borrowed */
	enum deliver_fate fate;
	int code;        /* SMTP reply code, 0 where there was none */
	char status[16]; /* enhanced status "5.1.1" (RFC 3463) or "" */
	char *words;     /* the server's or ours, sanitised; owned */
};

struct deliver_mail {
	const char *from; /* envelope; "" is <> (RFC 3834) */
	struct deliver_rcpt *rcpts;
	size_t rcpt_count;
	const char *envid; /* RFC 3461, xtext is made here; "" for none */
	bool dsn;          /* NOTIFY=FAILURE,DELAY where DSN is offered */
	const char *bytes; /* the finished mail, CRLF or LF; NULL: see next */
	size_t len;        /* of all of it */
	/* Its next bytes, CRLF lines, good until the next call; *n_r 0: the
	 * end. false: there are none, and what was begun must not count. */
	bool (*next)(void *source, const char **p_r, size_t *n_r);
	void *source; /* asked from its begin to its end at most once */
};

/* conf is borrowed until deliver_close(). No network yet. */
struct deliver *deliver_open(const struct net_conf *conf, int stop_fd);
void deliver_close(struct deliver **d); /* QUIT, sets NULL */

/* Connects and logs in, unless that is done: what fails here has reached no
 * mail yet. ERR_LATER as below. */
enum err deliver_connect(struct deliver *d, struct why *w);
/* Does the connection of the last mail still stand, as far as we know? */
bool deliver_is_up(const struct deliver *d);
/*
 * OK: every recipient has its fate (which may be LATER or NEVER).
 * ERR_LATER: the server cannot be reached or does not let us in, words say
 * why; every fate is LATER; trying the next mail now is useless.
 */
enum err deliver_send(
    struct deliver *d, struct deliver_mail *mail, struct why *w);
void deliver_mail_free(struct deliver_mail *mail); /* words of the results */

/* The last ERR_LATER needs a person: wrong password, certificate. */
bool deliver_needs_person(const struct deliver *d);
/* Closes an idle connection after the last mail of a run. */
void deliver_idle(struct deliver *d);

struct deliver_status {
	bool dsn, size;     /* what EHLO offers */
	bool auth, tls;     /* what this connection has */
	long long max_size; /* bytes, 0 unknown */
};
/* Connects, logs in and reads the EHLO answer: `tanggap check --online`. */
enum err deliver_probe(
    struct deliver *d, struct deliver_status *status_r, struct why *w);

#endif
