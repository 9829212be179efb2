/*
 * The SMTP dialogue (RFC 5321, 3461) for finished mails: envelope, data, one
 * fate per recipient. It knows nothing of tickets and changes no byte but
 * line ends and leading dots.
 */
#include <libetpan/mailsmtp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "mail/compose.h"
#include "net/deliver.h"
#include "net/dial.h"
#include "net/reply.h"
#include "net/stream.h"

#define ANSWER_MAX 65536   /* bytes of the answer to one command */
#define ENVID_MAX 100      /* RFC 3461 4.4 */
#define ORCPT_MAX 180      /* libetpan's command has 512 bytes */
#define STOP_GRACE_MS 5000 /* for the answer to the final dot */

struct deliver {
	const struct net_conf *conf;
	int stop_fd;
	mailsmtp *smtp;        /* owned, NULL while not connected */
	struct stream *stream; /* owned, likewise */
	int offered;           /* MAILSMTP_ESMTP_*, as EHLO said */
	bool needs_person;
	char words[300]; /* of loss() */
	bool fresh;      /* no mail has gone through this connection yet */
};

/* How an attempt at one mail ended. */
enum attempt {
	DONE,  /* every recipient has a fate */
	AGAIN, /* lost before anything was accepted: a new connection may do */
	NO_LOGIN /* the server wants a login that it did not get */
};

struct deliver *
deliver_open(const struct net_conf *conf, int stop_fd)
{
	struct deliver *d = mem_zero(1, sizeof(*d));

	d->conf = conf;
	d->stop_fd = stop_fd;
	return d;
}

static void
drop(struct deliver *d)
{
	if (d->smtp) {
		if (d->smtp->stream)
			mailstream_close(d->smtp->stream);
		d->smtp->stream = NULL;
		mailsmtp_free(d->smtp);
		d->smtp = NULL;
	}
	stream_free(&d->stream);
}

void
deliver_idle(struct deliver *d)
{
	if (d->smtp && stream_fault(d->stream)[0] == '\0') {
		stream_allow(d->stream, ANSWER_MAX);
		mailsmtp_quit(d->smtp); /* closes, and waits for no answer */
	}
	drop(d);
}

void
deliver_close(struct deliver **d)
{
	if (*d == NULL)
		return;
	deliver_idle(*d);
	free(*d);
	*d = NULL;
}

bool
deliver_needs_person(const struct deliver *d)
{
	return d->needs_person;
}

bool
deliver_is_up(const struct deliver *d)
{
	return d->smtp != NULL;
}

void
deliver_mail_free(struct deliver_mail *mail)
{
	size_t i;

	for (i = 0; i < mail->rcpt_count; i++) {
		free(mail->rcpts[i].words);
		mail->rcpts[i].words = NULL;
	}
}

static const char *
answer(const struct deliver *d)
{
	return d->smtp->response ? d->smtp->response : "";
}

static bool
lost(const struct deliver *d)
{
	return d->smtp->response_code == 0 || d->smtp->response_code == 421;
}

/* What ended the connection, for a person. */
static const char *
loss(struct deliver *d)
{
	int code = d->smtp->response_code;
	size_t i;

	if (code == 0)
		return stream_fault(d->stream)[0]
			   ? stream_fault(d->stream)
			   : "the server's answer is no SMTP";
	snprintf(d->words, sizeof(d->words), "%d %s", code, answer(d));
	for (i = strlen(d->words); i > 0 && d->words[i - 1] == '\n'; i--)
		d->words[i - 1] = '\0';
	return d->words;
}

/* Where answers are always there already, nothing else would ask. */
static bool
told_to_stop(const struct deliver *d)
{
	struct pollfd p = { .fd = d->stop_fd, .events = POLLIN };

	return d->stop_fd >= 0 && poll(&p, 1, 0) > 0;
}

enum err
deliver_connect(struct deliver *d, struct why *w)
{
	enum dial_fault fault;
	struct wire *wire;
	enum err e;

	if (told_to_stop(d))
		return why_set(w, ERR_LATER, "told to stop");
	if (d->smtp)
		return OK;
	e = dial(d->conf, NET_SMTP, d->stop_fd, &wire, &fault, w);
	d->needs_person = e != OK && dial_needs_person(fault);
	if (e != OK)
		return e;
	d->stream = stream_new(&wire, "220 x\r\n", d->conf, d->stop_fd);
	d->smtp = mailsmtp_new(0, NULL);
	if (d->smtp == NULL)
		abort();
	stream_allow(d->stream, ANSWER_MAX);
	if (mailsmtp_connect(d->smtp, stream_mailstream(d->stream)) !=
		MAILSMTP_NO_ERROR ||
	    mailesmtp_ehlo(d->smtp) != MAILSMTP_NO_ERROR) {
		e = why_set(w, ERR_LATER, "%s:%d: after EHLO: %s",
		    d->conf->host, d->conf->port, loss(d));
		drop(d);
		return e;
	}
	d->offered = d->smtp->esmtp;
	d->fresh = true;
	return OK;
}

/* The same fate for every recipient that the server would still take. */
static void
settle(struct deliver_mail *m, enum deliver_fate fate, const char *words)
{
	size_t i;

	for (i = 0; i < m->rcpt_count; i++)
		if (m->rcpts[i].fate == DELIVER_SENT)
			reply_ours(&m->rcpts[i], fate, words);
}

static void
settle_by_reply(struct deliver *d, struct deliver_mail *m)
{
	size_t i;

	for (i = 0; i < m->rcpt_count; i++)
		if (m->rcpts[i].fate == DELIVER_SENT)
			reply_set(
			    &m->rcpts[i], d->smtp->response_code, answer(d));
}

static enum attempt
say_from(struct deliver *d, struct deliver_mail *m)
{
	struct buf envid;
	bool has;

	d->smtp->esmtp = m->dsn ? d->offered : d->offered & ~MAILSMTP_ESMTP_DSN;
	buf_init(&envid, ENVID_MAX);
	reply_add_xtext(&envid, m->envid);
	has = !envid.over && envid.len > 0;
	stream_allow(d->stream, ANSWER_MAX);
	mailesmtp_mail_size(d->smtp, m->from, 0, has ? envid.s : NULL, m->len);
	buf_free(&envid);
	if (lost(d))
		return AGAIN;
	return d->smtp->response_code == 530 ? NO_LOGIN : DONE;
}

static enum attempt
say_to(struct deliver *d, struct deliver_mail *m, size_t *accepted_r)
{
	int notify = m->dsn ? MAILSMTP_DSN_NOTIFY_FAILURE |
				  MAILSMTP_DSN_NOTIFY_DELAY
			    : 0;
	struct buf orcpt;
	size_t i;

	*accepted_r = 0;
	buf_init(&orcpt, ORCPT_MAX);
	for (i = 0; i < m->rcpt_count; i++) {
		struct deliver_rcpt *r = &m->rcpts[i];

		if (r->fate != DELIVER_SENT)
			continue;
		buf_reset(&orcpt);
		buf_adds(&orcpt, "rfc822;");
		reply_add_xtext(&orcpt, r->address);
		stream_allow(d->stream, ANSWER_MAX);
		mailesmtp_rcpt(d->smtp, r->address, notify,
		    notify && !orcpt.over ? orcpt.s : NULL);
		if (lost(d))
			break;
		reply_set(r, d->smtp->response_code, answer(d));
		*accepted_r += r->fate == DELIVER_SENT;
	}
	buf_free(&orcpt);
	return i < m->rcpt_count ? AGAIN : DONE;
}

/* Puts the dot before a dot that begins a line (RFC 5321 4.5.2). */
static bool
write_lines(mailstream *to, const char *p, size_t n, bool *begin)
{
	const char *dot;
	size_t run;

	while (n > 0) {
		if (*begin && *p == '.' && mailstream_write(to, ".", 1) < 0)
			return false;
		dot = memmem(p, n, "\n.", 2);
		run = dot != NULL ? (size_t)(dot - p) + 1 : n;
		if (mailstream_write(to, p, run) < 0)
			return false;
		*begin = p[run - 1] == '\n';
		p += run;
		n -= run;
	}
	return true;
}

/* false: next() failed. What ends the connection shows at the answer. */
static bool
write_pieces(struct deliver *d, const struct deliver_mail *m)
{
	bool begin = true;
	const char *p;
	size_t n;

	for (;;) {
		if (!m->next(m->source, &p, &n))
			return false;
		if (n == 0 || !write_lines(d->smtp->stream, p, n, &begin))
			return true;
	}
}

static enum attempt
say_data(struct deliver *d, struct deliver_mail *m)
{
	stream_allow(d->stream, ANSWER_MAX);
	mailsmtp_data(d->smtp);
	if (lost(d))
		return AGAIN;
	if (d->smtp->response_code != 354) {
		settle_by_reply(d, m);
		return DONE;
	}
	d->smtp->response_code = 0; /* 354 is no answer to the dot */
	stream_allow(d->stream, ANSWER_MAX);
	/* The answer to the dot may take minutes (RFC 5321 4.5.3.2.6). */
	stream_patient(d->stream, STOP_GRACE_MS);
	if (m->bytes == NULL && !write_pieces(d, m)) {
		settle(m, DELIVER_LATER, "it could not be read to its end");
		drop(d); /* without the final dot nothing is accepted */
		return DONE;
	}
	mailsmtp_data_message(
	    d->smtp, m->bytes ? m->bytes : "", m->bytes ? m->len : 0);
	stream_patient(d->stream, -1);
	if (d->smtp->response_code != 0)
		settle_by_reply(d, m);
	else if (stream_fault_in_write(d->stream))
		settle(m, DELIVER_LATER, loss(d));
	else
		settle(m, DELIVER_UNCERTAIN, loss(d));
	return DONE;
}

static enum attempt
attempt(struct deliver *d, struct deliver_mail *m)
{
	size_t accepted;
	enum attempt a;

	if ((a = say_from(d, m)) != DONE)
		return a;
	if (d->smtp->response_code / 100 != 2) {
		settle_by_reply(d, m);
		return DONE;
	}
	if ((a = say_to(d, m, &accepted)) != DONE)
		return a;
	if (accepted > 0)
		return say_data(d, m);
	stream_allow(d->stream, ANSWER_MAX);
	mailsmtp_reset(d->smtp);
	return DONE;
}

/* Afterwards fate SENT says "to be asked for"; the others are settled. */
static void
check_addresses(struct deliver_mail *m)
{
	bool good = m->from[0] == '\0' || addr_is_safe(m->from);
	size_t i;

	for (i = 0; i < m->rcpt_count; i++) {
		struct deliver_rcpt *r = &m->rcpts[i];

		reply_ours(r, DELIVER_SENT, "");
		if (!good)
			reply_ours(r, DELIVER_NEVER,
			    "the envelope sender is no safe address");
		else if (!addr_is_safe(r->address))
			reply_ours(r, DELIVER_NEVER,
			    "the recipient is no safe address");
	}
}

static bool
something_left(const struct deliver_mail *m)
{
	size_t i;

	for (i = 0; i < m->rcpt_count; i++)
		if (m->rcpts[i].fate == DELIVER_SENT)
			return true;
	return false;
}

/* Nothing was accepted: all that the server did not refuse is for later. */
static enum err
give_up(struct deliver *d, struct deliver_mail *m, struct why *w)
{
	settle(m, DELIVER_LATER, w->s);
	drop(d);
	return ERR_LATER;
}

enum err
deliver_send(struct deliver *d, struct deliver_mail *m, struct why *w)
{
	int tries;

	check_addresses(m);
	for (tries = 0; something_left(m); tries++) {
		bool fresh;
		enum attempt a;

		if (deliver_connect(d, w) != OK)
			return give_up(d, m, w);
		fresh = d->fresh;
		d->fresh = false;
		a = attempt(d, m);
		if (a == DONE)
			break;
		d->needs_person = a == NO_LOGIN;
		why_set(w, ERR_LATER, "%s:%d: %s", d->conf->host, d->conf->port,
		    loss(d));
		if (a == NO_LOGIN || fresh || tries > 0)
			return give_up(d, m, w);
		drop(d);
		check_addresses(m);
	}
	if (d->smtp && (lost(d) || stream_fault(d->stream)[0] != '\0'))
		drop(d);
	return OK;
}

enum err
deliver_probe(struct deliver *d, struct deliver_status *status_r, struct why *w)
{
	enum err e = deliver_connect(d, w);

	*status_r = (struct deliver_status){ 0 };
	if (e != OK)
		return e;
	status_r->dsn = (d->offered & MAILSMTP_ESMTP_DSN) != 0;
	status_r->size = (d->offered & MAILSMTP_ESMTP_SIZE) != 0;
	status_r->auth = d->conf->user[0] != '\0';
	status_r->tls = d->conf->tls != TLS_NONE;
	status_r->max_size = (long long)d->smtp->smtp_max_msg_size;
	return OK;
}
