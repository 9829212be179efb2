/*
 * Delivery reports: which mails are one, and of which mail they speak. Must
 * never take a person who writes of a bounce for a server.
 */
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "mail/addr.h"
#include "mail/dsn.h"
#include "mail/dsn_fields.h"
#include "mail/dsn_text.h"
#include "mail/dsn_words.h"
#include "mail/header.h"
#include "mail/ids.h"
#include "mail/part.h"
#include "mail/reading.h"

#define MAX_STATUS (256 * 1024) /* bytes of a machine-readable part */
#define MAX_HUMAN (32 * 1024)   /* bytes of a server's words */

/* Does part i belong to the mail itself, not to one attached to it? */
static bool
is_own(const struct msg *m, size_t i)
{
	int at;

	for (at = m->parts[i].parent; at >= 0; at = m->parts[at].parent)
		if (part_is_mail(&m->parts[at]))
			return false;
	return true;
}

static const struct part *
own_part(const struct msg *m, const char *type, const char *other)
{
	size_t i;

	for (i = 0; i < m->nparts; i++)
		if ((part_is(&m->parts[i], type) ||
			part_is(&m->parts[i], other)) &&
		    is_own(m, i))
			return &m->parts[i];
	return NULL;
}

/* All machine-readable parts of the mail itself. */
static void
read_status_parts(struct arena *a, const struct msg *m, struct dsn_fields *r)
{
	struct buf b;
	size_t i;

	buf_init(&b, MAX_STATUS);
	for (i = 0; i < m->nparts; i++) {
		const struct part *p = &m->parts[i];

		if ((!part_is(p, "message/delivery-status") &&
			!part_is(p, "message/global-delivery-status")) ||
		    !is_own(m, i))
			continue;
		buf_reset(&b);
		part_decode(p, &b);
		dsn_read_fields(a, b.s, b.len, r);
	}
	buf_free(&b);
}

/* Is this mail of a server, by who it says that it is? */
static bool
is_from_daemon(const struct msg *m)
{
	static const char *const words[] = { "mailer-daemon", "mailerdaemon",
		"mailer_daemon", "mail-daemon", "maildaemon", "postmaster",
		"post_master", "poostmaster", "mail delivery sub",
		"mail delivery sys", "mail deliver sys", "mail.delivery.system",
		"microsoft outlook", "microsoft exchange",
		"system administrator", "mail administrator", "mailadmin",
		"mail system", "mdaemon", "internet mail delivery",
		"mail delivery service", "double-bounce", "ndr administrator" };
	const char *from = msg_field(m, "From");

	return from != NULL &&
	       dsn_has_any(from, words, sizeof(words) / sizeof(words[0]));
}

/* An address that nobody reads. */
static bool
is_from_nobody(const struct msg *m)
{
	return m->from.n > 0 &&
	       (text_istarts(m->from.v[0].address, "no-reply") ||
		   text_istarts(m->from.v[0].address, "noreply") ||
		   text_istarts(m->from.v[0].address, "donotreply"));
}

static bool
is_automatic(const struct msg *m)
{
	const char *v = msg_field(m, "Auto-Submitted");

	return (v != NULL && !text_istarts(v, "no")) ||
	       msg_field(m, "X-Failed-Recipients") != NULL;
}

/* The server's own words: the text parts above what it returns. */
static const char *
human_text(struct arena *a, const struct msg *m, const char **copy_r)
{
	const char *text = m->text, *cut;
	const struct part *back = own_part(
	    m, "message/rfc822", "message/global");
	char *words;
	size_t n;

	if (back != NULL && (cut = strstr(text, "---------- Forwarded "
						"message ----------\n")))
		n = (size_t)(cut - text);
	else
		n = strlen(text);
	if (n > MAX_HUMAN)
		for (n = MAX_HUMAN; n > 0 && (text[n] & 0xc0) == 0x80;)
			n--;
	words = arena_strn(a, text, n);
	*copy_r = dsn_copy_begins(words);
	if (*copy_r != NULL) {
		n = (size_t)(*copy_r - words);
		*copy_r = text + n;
		words[n] = '\0';
	}
	return words;
}

static bool
has_returned_part(const struct msg *m)
{
	return own_part(m, "message/rfc822", "message/global") != NULL ||
	       own_part(m, "text/rfc822-headers", "message/global-headers") !=
		   NULL;
}

/* Worth to look at its words at all? Hardly any ordinary mail is. */
static bool
may_be_report(const struct msg *m, bool daemon)
{
	return daemon || m->null_return_path || is_automatic(m) ||
	       (is_from_nobody(m) && dsn_is_report_subject(m->subject));
}

/*
 * A report in free words. A daemon's address, an empty return path, a
 * report's subject, a server's phrase and a returned mail each prove little
 * alone: people write to postmasters, vacation programs send from <>, and
 * citizens complain that something is undeliverable.
 */
static bool
is_worded_report(
    const struct msg *m, const char *words, bool daemon, bool returned)
{
	bool subject = dsn_is_report_subject(m->subject);
	bool nobody = m->null_return_path || is_automatic(m) ||
		      is_from_nobody(m);
	bool phrase;

	phrase = dsn_has_report_phrase(words);
	if (msg_field(m, "X-Failed-Recipients") != NULL)
		return phrase || subject || daemon;
	if (daemon)
		return subject ? phrase || returned || nobody
			       : phrase && (returned || nobody ||
					       dsn_reply_code(words) != 0);
	/* parcels too are "not delivered to the following address" */
	return nobody && phrase &&
	       (returned || (subject && dsn_reply_code(words) != 0));
}

/* "X-Failed-Recipients: a@b, c@d" */
static void
known_recipients(struct arena *a, const struct msg *m, struct addrs *r)
{
	struct addr_list list = { .max = 200 };
	const char *v = msg_field(m, "X-Failed-Recipients");

	if (v != NULL)
		addr_read(a, v, &list);
	r->v = list.v;
	r->n = list.n;
}

/* A field of the mail that was returned, from wherever it is; "" if not. */
static const char *
returned_field(
    struct arena *a, const struct msg *m, const char *copy, const char *name)
{
	const struct part *p;
	const char *value = NULL;
	struct field_list f;
	struct buf b;
	size_t i;

	for (i = 0; i + 1 < m->nparts && value == NULL; i++)
		if (part_is_mail(&m->parts[i]) && is_own(m, i) &&
		    m->parts[i + 1].parent == (int)i)
			value = header_get(m->parts[i + 1].fields,
			    m->parts[i + 1].nfields, name);
	if (value != NULL)
		return value;
	buf_init(&b, MAX_STATUS);
	p = own_part(m, "text/rfc822-headers", "message/global-headers");
	if (p != NULL)
		part_decode(p, &b);
	else if (copy != NULL && (copy = text_istr(copy, name)) != NULL)
		buf_add(&b, copy, strnlen(copy, 4000));
	f = header_fields(a, b.s, b.len, 500);
	header_utf8(a, f.v, f.n, "");
	value = header_get(f.v, f.n, name);
	buf_free(&b);
	return value ? value : "";
}

static void
find_bounced_id(
    struct arena *a, struct msg *m, const char *copy, const char *said)
{
	m->bounced_id = ids_first(a, returned_field(a, m, copy, "Message-ID"));
	if (*m->bounced_id == '\0')
		m->bounced_id = said;
	if (*m->bounced_id == '\0' && m->in_reply_to.n > 0)
		m->bounced_id = m->in_reply_to.v[0];
	if (*m->bounced_id == '\0' && m->references.n > 0)
		m->bounced_id = m->references.v[m->references.n - 1];
}

/* Nobody is named: the mail that came back went to one person. */
static void
from_returned_mail(struct arena *a, const struct msg *m, const char *words,
    const char *copy, struct dsn_fields *r)
{
	struct addr_list list = { .max = 2 };
	struct addrs known;

	addr_read(a, returned_field(a, m, copy, "To"), &list);
	if (list.n != 1)
		return;
	known.v = list.v;
	known.n = 1;
	r->v = dsn_from_text(a, m, words, &known, &r->n);
}

static void
finish(struct msg *m, struct dsn_fields *r)
{
	size_t i;

	m->delayed_only = r->n > 0;
	for (i = 0; i < r->n; i++)
		m->delayed_only &= strcmp(r->v[i].action, "delayed") == 0;
	m->dsn = r->v;
	m->ndsn = r->n;
	m->report = true;
}

/* What the fields left open, the words may say. */
static void
complete(struct arena *a, const struct msg *m, const char *words,
    struct dsn_fields *r)
{
	const struct addrs none = { 0 };
	const struct dsn *said = NULL;
	size_t i, k, n = 0;

	for (i = 0; i < r->n; i++) {
		struct dsn *d = &r->v[i];

		if (*d->diagnostic != '\0')
			continue;
		if (said == NULL)
			said = dsn_from_text(a, m, words, &none, &n);
		for (k = 0; k < n; k++)
			if (strcasecmp(said[k].recipient, d->recipient) == 0)
				break;
		if (k == n)
			continue;
		d->diagnostic = said[k].diagnostic;
		if (dsn_is_vague(d->status))
			d->status = dsn_better_status(
			    a, d->status, d->diagnostic);
	}
}

/* A feedback report (RFC 5965): the mail arrived and was not liked. */
static void
read_feedback(struct arena *a, const struct part *p, struct dsn_fields *r)
{
	const char *who, *kind;
	struct field_list f;
	struct buf b;

	buf_init(&b, MAX_STATUS);
	part_decode(p, &b);
	f = header_fields(a, b.s, b.len, 200);
	buf_free(&b);
	header_utf8(a, f.v, f.n, "");
	who = header_get(f.v, f.n, "Original-Rcpt-To");
	if (who == NULL)
		who = header_get(f.v, f.n, "Removal-Recipient");
	kind = header_get(f.v, f.n, "Feedback-Type");
	if (who != NULL) {
		const char *s = who;

		who = dsn_next_address(a, &s, s + strlen(s));
	}
	if (who != NULL)
		r->v[r->n++] = (struct dsn){ .recipient = who,
			.status = "2.0.0",
			.action = "delivered",
			.diagnostic = arena_printf(
			    a, "feedback: %s", kind ? kind : "abuse") };
}

void
dsn_read(struct arena *a, struct msg *m)
{
	const struct part *fields, *feedback;
	struct dsn_fields r = { .original_id = "" };
	const char *words, *copy;
	struct addrs known;
	bool daemon = is_from_daemon(m), returned = has_returned_part(m);

	m->bounced_id = "";
	m->dsn = NULL;
	fields = own_part(
	    m, "message/delivery-status", "message/global-delivery-status");
	feedback = own_part(
	    m, "message/feedback-report", "message/feedback-report");
	if (own_part(m, "message/disposition-notification",
		"message/global-disposition-notification") != NULL)
		return; /* a person's program has read it (RFC 8098) */
	if (fields == NULL && feedback == NULL && !may_be_report(m, daemon))
		return;
	words = human_text(a, m, &copy);
	if (fields == NULL && feedback == NULL &&
	    !is_worded_report(m, words, daemon, returned || copy != NULL))
		return;
	r.v = arena_array(a, DSN_MAX + 1, sizeof(*r.v));
	read_status_parts(a, m, &r);
	if (feedback != NULL)
		read_feedback(a, feedback, &r);
	else if (r.n == 0 && text_istr(words, "Final-Recipient:") != NULL)
		dsn_read_fields(a, words, strlen(words), &r);
	if (r.n > 0 && r.n < 20 && feedback == NULL)
		complete(a, m, words, &r);
	if (r.n == 0 && feedback == NULL) {
		known_recipients(a, m, &known);
		r.v = dsn_from_text(a, m, words, &known, &r.n);
	}
	if (r.n == 0 && feedback == NULL)
		from_returned_mail(a, m, words, copy, &r);
	finish(m, &r);
	find_bounced_id(a, m, copy, r.original_id);
}
