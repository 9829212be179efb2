/*
 * Reads a mail: limits, structure, the facts of its header, its text. It only
 * calls the others in order; it decides nothing about the mail.
 */
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/tod.h"
#include "mail/addr.h"
#include "mail/attach.h"
#include "mail/authres.h"
#include "mail/date.h"
#include "mail/dsn.h"
#include "mail/header.h"
#include "mail/ids.h"
#include "mail/msg.h"
#include "mail/part.h"
#include "mail/reading.h"
#include "mail/split.h"

/* What any provider lets through, and no more than the raw bytes again. */
const struct mail_limits mail_limits_default = {
	.bytes = 32u << 20,
	.header_bytes = 1u << 20,
	.fields = 2000,
	.parts = 500,
	.depth = 20,
	.addresses = 2000,
	.text_bytes = 1u << 20,
};

/* How far into a text part PGP's marks are looked for. */
#define PGP_BYTES 65536

struct reading {
	struct arena *a;
	struct msg *m;
	size_t addresses; /* how many more */
	bool over;
};

/* The addresses of the first, or of all fields of that name. */
static struct addrs
addresses(struct reading *r, const char *name, bool all)
{
	struct addr_list list = { .max = r->addresses };
	const char *value;
	size_t i;

	for (i = 0; i == 0 || all; i++) {
		if ((value = msg_field_n(r->m, name, i)) == NULL)
			break;
		addr_read(r->a, value, &list);
	}
	r->over |= list.over;
	r->addresses -= list.n;
	return (struct addrs){ .v = list.v, .n = list.n };
}

static struct addrs
joined(struct arena *a, const struct addrs *v, size_t n)
{
	struct addrs r = { 0 };
	struct addr *to;
	size_t i;

	for (i = 0; i < n; i++)
		r.n += v[i].n;
	r.v = to = arena_array(a, r.n, sizeof(*to));
	for (i = 0; i < n; i++) {
		if (v[i].n > 0)
			memcpy(to, v[i].v, v[i].n * sizeof(*to));
		to += v[i].n;
	}
	return r;
}

/*
 * The first of several From, Sender, Reply-To, Date, Subject or Message-ID
 * fields counts, as servers and most mail clients have it; several To and Cc
 * fields are one list, since everybody in them has got the mail.
 */
static void
read_addresses(struct reading *r)
{
	struct msg *m = r->m;
	struct addrs got[4];
	const char *s;

	m->from = addresses(r, "from", false);
	m->sender = addresses(r, "sender", false);
	m->reply_to = addresses(r, "reply-to", false);
	got[0] = addresses(r, "delivered-to", true);
	got[1] = addresses(r, "x-original-to", true);
	got[2] = addresses(r, "envelope-to", true);
	got[3] = addresses(r, "x-envelope-to", true);
	m->delivered_to = joined(r->a, got, 4);
	m->to = addresses(r, "to", true);
	m->cc = addresses(r, "cc", true);
	m->bcc = addresses(r, "bcc", true);

	/* the topmost was put there by the last server, others travelled */
	if ((s = msg_field(m, "return-path")) != NULL) {
		got[0] = addresses(r, "return-path", false);
		m->null_return_path = got[0].n == 0;
		if (got[0].n > 0)
			m->return_path = got[0].v[0].address;
	}
}

/* All fields of that name as one value. */
static const char *
all_values(struct arena *a, const struct msg *m, const char *name)
{
	const char *first = msg_field(m, name), *s;
	struct buf b;
	size_t i;

	if (first == NULL || msg_field_n(m, name, 1) == NULL)
		return first ? first : "";
	buf_init(&b, m->raw_len + 16);
	for (i = 0; i < m->nfields; i++)
		if (text_ieq(m->fields[i].name, name)) {
			buf_adds(&b, m->fields[i].value);
			buf_addc(&b, ' ');
		}
	s = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return s;
}

static void
read_ids(struct reading *r)
{
	struct msg *m = r->m;
	const char *s = msg_field(m, "message-id");

	if (s != NULL && *(m->message_id = ids_first(r->a, s)) == '\0')
		m->message_id = header_text(r->a, s);
	ids_read(r->a, all_values(r->a, m, "in-reply-to"), &m->in_reply_to);
	ids_read(r->a, all_values(r->a, m, "references"), &m->references);
}

static void
read_dates(struct reading *r)
{
	struct msg *m = r->m;
	size_t i;

	if (msg_field(m, "date") != NULL)
		m->date = date_read(msg_field(m, "date"));
	/* servers put theirs on top: the first is the newest, and no forged
	 * one from the future below it counts */
	for (i = 0; i < m->nfields && m->received == TOD_NONE; i++)
		if (text_ieq(m->fields[i].name, "received"))
			m->received = date_received(m->fields[i].value);
}

static bool
part_has(const struct part *p, const char *mark)
{
	size_t n = p->len < PGP_BYTES ? p->len : PGP_BYTES;

	return p->encoding == ENC_IDENTITY &&
	       memmem(p->body, n, mark, strlen(mark)) != NULL;
}

/* Do the fields of a PKCS #7 part say that it is only signed? */
static bool
is_signed_data(const struct part *p)
{
	const char *s = header_get(p->fields, p->nfields, "content-type");

	return s != NULL && text_istr(s, "signed-data") != NULL;
}

static void
read_protection(struct msg *m)
{
	const struct part *p;
	const char *type;

	for (p = m->parts; p < m->parts + m->nparts; p++) {
		type = p->type;
		if (strcmp(type, "multipart/encrypted") == 0)
			m->encrypted = true;
		else if (strcmp(type, "multipart/signed") == 0)
			m->is_signed = true;
		else if (strcmp(type, "application/pkcs7-mime") == 0 ||
			 strcmp(type, "application/x-pkcs7-mime") == 0)
			*(is_signed_data(p) ? &m->is_signed
					    : &m->encrypted) = true;
		else if (strcmp(type, "text/plain") != 0)
			continue;
		else if (part_has(p, "-----BEGIN PGP MESSAGE-----"))
			m->encrypted = true;
		else if (part_has(p, "-----BEGIN PGP SIGNED MESSAGE-----"))
			m->is_signed = true;
	}
}

static void
read_header(struct reading *r)
{
	const char *s = msg_field(r->m, "subject");

	if (s != NULL)
		r->m->subject = header_text(r->a, s);
	read_addresses(r);
	read_ids(r);
	read_dates(r);
}

/* Mail from old Macintosh programs ends its lines with CR alone. */
static const char *
with_lf(struct arena *a, const char *raw, size_t n)
{
	char *copy, *p;

	if (n == 0 || memchr(raw, '\n', n) != NULL ||
	    memchr(raw, '\r', n) == NULL)
		return raw;
	copy = arena_strn(a, raw, n);
	for (p = copy; p < copy + n; p++)
		if (*p == '\r')
			*p = '\n';
	return copy;
}

/* How much of a mail that is too big is looked at: its header. */
static size_t
header_only(const char *raw, size_t n, size_t max)
{
	size_t body;

	if (n > max)
		n = max;
	return header_length(raw, n, &body);
}

enum err
msg_read(struct arena *a, const struct mail_reader *r, const char *raw,
    size_t n, struct msg *m_r, struct why *w)
{
	struct tree t = {
		.a = a, .limits = &r->limits, .passed = r->passed, .w = w
	};
	struct reading reading = {
		.a = a, .m = m_r, .addresses = r->limits.addresses
	};

	*m_r = (struct msg){ .raw = raw,
		.raw_len = n,
		.message_id = "",
		.return_path = "",
		.date = TOD_NONE,
		.received = TOD_NONE,
		.subject = "",
		.text = "",
		.reply_text = "",
		.language = "",
		.bounced_id = "" };
	if (n > r->limits.bytes) {
		t.err = why_set(w, ERR_ITEM,
		    "mail-size: %zu bytes, more than "
		    "%zu",
		    n, r->limits.bytes);
		n = header_only(raw, n, r->limits.header_bytes);
	}
	split_mail(&t, with_lf(a, raw, n), n);
	part_describe(&t);
	m_r->fields = t.v[0].fields;
	m_r->nfields = t.v[0].p.nfields;
	m_r->nparts = t.n;
	m_r->parts = split_parts(&t);
	read_header(&reading);
	read_protection(m_r);
	if (reading.over && t.err == OK)
		t.err = why_set(w, ERR_ITEM, "address-count: more than %zu",
		    r->limits.addresses);
	if (t.err == OK) {
		reading_build(a, r, m_r);
		dsn_read(a, m_r);
	}
	authres_read(a, r->authserv_id, m_r);
	return t.err;
}
