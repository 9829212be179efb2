/*
 * What a person reads of a mail: picks among its parts and makes text of
 * them. Knows MIME types and mail clients, never what the office does.
 */
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "mail/charset.h"
#include "mail/clearsigned.h"
#include "mail/flowed.h"
#include "mail/header.h"
#include "mail/html.h"
#include "mail/invite.h"
#include "mail/part.h"
#include "mail/quote.h"
#include "mail/reading.h"

#define HTML_PER_TEXT 8 /* markup read for each byte of text wanted */
#define SHORT_TEXT 600  /* plain text so short may stand in for HTML */
#define MARKUP_RATIO 20 /* and if HTML is so many times longer */

static bool
is_html(const struct part *p)
{
	return part_is(p, "text/html") || part_is(p, "application/xhtml+xml");
}

static bool
is_readable(const struct part *p)
{
	return !p->attachment &&
	       (is_html(p) || part_is(p, "text/plain") ||
		   part_is(p, "text/enriched") || part_is(p, "text/richtext") ||
		   *p->type == '\0');
}

/* The bytes of a part in UTF-8, at most max. */
static void
add_utf8(struct buf *b, const struct part *p)
{
	struct buf raw;

	if (p->encoding == ENC_IDENTITY) {
		charset_add_utf8(
		    b, p->charset, p->body, p->len < b->max ? p->len : b->max);
		return;
	}
	buf_init(&raw, b->max);
	part_decode(p, &raw); /* over the cap: the rest is not read */
	charset_add_utf8(b, p->charset, raw.s, raw.len);
	buf_free(&raw);
}

/* A cap may have cut the last character in two. */
static void
cut_torn(struct buf *b)
{
	size_t back = 1;

	if (b->len == 0)
		return;
	while (
	    back < 4 && back < b->len && (b->s[b->len - back] & 0xc0) == 0x80)
		back++;
	if (text_utf8_len(b->s + b->len - back, back) == 0)
		buf_cut(b, b->len - back);
}

/* CRLF to LF; control bytes, with which marks are made, out. */
static void
add_plain(struct buf *b, const char *s, size_t n)
{
	size_t i, run;

	for (i = 0; i < n; i = run + 1) {
		for (run = i; run < n && ((unsigned char)s[run] >= ' ' ||
					     s[run] == '\n' || s[run] == '\t');
		     run++)
			;
		if (run - i > b->max - b->len)
			run = i + b->max - b->len;
		buf_add(b, s + i, run - i);
		if (run < n && s[run] == '\r' &&
		    (run + 1 == n || s[run + 1] != '\n') && b->len < b->max)
			buf_addc(b, '\n'); /* a Mac's line end */
		if (b->len == b->max)
			break;
	}
	cut_torn(b);
}

/* Some send a page under the label of plain text. */
static bool
looks_like_html(const struct buf *u)
{
	const char *s = u->s + strspn(u->s, " \t\r\n");

	return text_istarts(s, "<!doctype html") || text_istarts(s, "<html");
}

/* The part as text with marks, at most b's cap. */
static void
add_marked(struct buf *b, const struct part *p)
{
	bool html = is_html(p);
	size_t from = b->len;
	struct buf u, t;

	buf_init(&u, html ? b->max * HTML_PER_TEXT : b->max * 2);
	add_utf8(&u, p);
	if (html || looks_like_html(&u)) {
		html_add_marked(b, u.s, u.len);
	} else if (p->flowed) {
		buf_init(&t, b->max);
		flowed_add(&t, u.s, u.len, p->delsp);
		add_plain(b, t.s, t.len);
		buf_free(&t);
	} else {
		add_plain(b, u.s, u.len);
	}
	if (!html)
		clearsigned_unwrap(b, from);
	buf_free(&u);
}

/* An invitation, of which mail programs show as much. */
static void
add_invitation(struct buf *b, const struct part *p)
{
	struct buf u, t;

	buf_init(&u, b->max);
	buf_init(&t, b->max);
	add_utf8(&u, p);
	invite_add(&t, u.s, u.len);
	add_plain(b, t.s, t.len);
	buf_free(&t);
	buf_free(&u);
}

/* Lines that hold a mark alone are for the quote cutter only. */
static void
add_unmarked(struct buf *b, const char *s, size_t n)
{
	const char *end = s + n, *nl;

	for (; s < end; s = nl + 1) {
		nl = memchr(s, '\n', (size_t)(end - s));
		if (nl == NULL)
			nl = end;
		if (nl - s == 1 && *s > 0 && *s <= MARK_SIGNATURE_END)
			continue;
		buf_add(b, s, (size_t)(nl - s));
		buf_addc(b, '\n');
	}
}

/* While a mail is read: what is known of each part. */
struct reading {
	struct arena *a;
	const struct msg *m;
	bool *skip;     /* per part: an alternative that lost */
	struct buf all; /* the whole text, with marks */
	struct buf own; /* that of the mail itself, not of mails inside it */
	bool invited;   /* an invitation is in it; some come twice */
};

static size_t
visible(const struct buf *b)
{
	size_t i, n = 0;

	for (i = 0; i < b->len; i++)
		n += (unsigned char)b->s[i] > ' ' && b->s[i] != '>';
	return n;
}

/* Is part i below part up? */
static bool
is_below(const struct msg *m, size_t i, size_t up)
{
	int at = (int)i;

	while (at > (int)up)
		at = m->parts[at].parent;
	return at == (int)up;
}

/* The first part below up that is text; html says which kind. -1: none. */
static int
find_text(const struct reading *r, size_t up, bool html)
{
	const struct msg *m = r->m;
	size_t i;

	for (i = up + 1; i < m->nparts && is_below(m, i, up); i++)
		if (is_readable(&m->parts[i]) && is_html(&m->parts[i]) == html)
			return (int)i;
	return -1;
}

/* A plain text that only says that there is a better one. */
static bool
is_stub(const struct buf *plain, const struct part *html, size_t max)
{
	size_t n = visible(plain), other;
	struct buf b;

	if (n > SHORT_TEXT && n * MARKUP_RATIO > html->len)
		return false;
	buf_init(&b, max);
	add_marked(&b, html);
	other = visible(&b);
	buf_free(&b);
	if (other == 0)
		return false;
	return n * 2 < other || (n < SHORT_TEXT / 2 && n < other &&
				    strstr(plain->s, "HTML") != NULL);
}

/* Leaves one text of an alternative (RFC 2046 5.1.4). */
static void
choose(struct reading *r, size_t up)
{
	int plain = find_text(r, up, false), html = find_text(r, up, true);
	size_t i, max = r->all.max;
	struct buf b;
	int lost;

	if (plain < 0 || html < 0)
		return;
	buf_init(&b, max);
	add_marked(&b, &r->m->parts[plain]);
	lost = is_stub(&b, &r->m->parts[html], max) ? plain : html;
	buf_free(&b);
	for (i = up + 1; i < r->m->nparts && is_below(r->m, i, up); i++)
		if (is_readable(&r->m->parts[i]) &&
		    is_html(&r->m->parts[i]) == (lost == html))
			r->skip[i] = true;
}

/* Is there a mail between part i and part up? */
static bool
is_inside_mail(const struct msg *m, size_t i, size_t up)
{
	int at;

	for (at = m->parts[i].parent; at > (int)up; at = m->parts[at].parent)
		if (part_is_mail(&m->parts[at]))
			return true;
	return false;
}

/* Joins texts with a blank line between. */
static void
add_passage(struct buf *b, const char *s, size_t n)
{
	size_t gap;

	while (n > 0 && (s[n - 1] == '\n' || s[n - 1] == ' '))
		n--;
	if (n == 0)
		return;
	gap = b->len > 0 ? 2 : 0;
	if (b->max - b->len < gap + 1)
		return;
	buf_add(b, "\n\n", gap);
	if (n > b->max - b->len)
		n = b->max - b->len;
	buf_add(b, s, n);
	cut_torn(b);
}

/* The line and fields that stand for the header of an attached mail. */
static void
announce(struct reading *r, const struct part *mail)
{
	static const char *const names[] = { "From", "Date", "Subject", "To" };
	const char *v;
	struct buf b;
	size_t i;

	buf_init(&b, 16384);
	buf_adds(&b, "---------- Forwarded message ----------");
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		v = header_get(mail->fields, mail->nfields, names[i]);
		if (v != NULL && strlen(v) < 2000)
			buf_addf(
			    &b, "\n%s: %s", names[i], header_text(r->a, v));
	}
	add_passage(&r->all, b.s, b.len);
	buf_free(&b);
}

/* The first invitation. */
static bool
is_invitation(struct reading *r, const struct part *p)
{
	if (r->invited || !part_is(p, "text/calendar"))
		return false;
	r->invited = true;
	return true;
}

/* The parts at and below up. */
static void
read_parts(struct reading *r, size_t up)
{
	const struct msg *m = r->m;
	struct buf b;
	size_t i;

	buf_init(&b, r->all.max);
	for (i = up; i < m->nparts && (i == up || is_below(m, i, up)); i++) {
		const struct part *p = &m->parts[i];

		if (part_is(p, "multipart/alternative"))
			choose(r, i);
		if (i > up && m->parts[i].parent > (int)up &&
		    part_is_mail(&m->parts[m->parts[i].parent]))
			announce(r, p);
		if (r->skip[i] || !(is_readable(p) || is_invitation(r, p)))
			continue;
		buf_reset(&b);
		if (is_readable(p))
			add_marked(&b, p);
		else
			add_invitation(&b, p);
		/* an invitation is nobody's words where there are others */
		if (!is_inside_mail(m, i, up) &&
		    (is_readable(p) || r->own.len == 0))
			add_passage(&r->own, b.s, b.len);
		add_passage(&r->all, b.s, b.len);
	}
	buf_free(&b);
}

static void
reading_init(
    struct reading *r, struct arena *a, const struct msg *m, size_t max)
{
	*r = (struct reading){ .a = a, .m = m };
	r->skip = arena_array(a, m->nparts + 1, sizeof(*r->skip));
	buf_init(&r->all, max);
	buf_init(&r->own, max);
}

static void
reading_free(struct reading *r)
{
	buf_free(&r->all);
	buf_free(&r->own);
}

static const char *
without_marks(struct arena *a, const struct buf *b)
{
	struct buf text;
	const char *s;

	buf_init(&text, b->len + 1);
	add_unmarked(&text, b->s, b->len);
	s = arena_strn(a, text.s, text.len);
	buf_free(&text);
	return s;
}

void
reading_build(struct arena *a, const struct mail_reader *r, struct msg *m)
{
	struct reading w;

	reading_init(&w, a, m, r->limits.text_bytes);
	read_parts(&w, 0);
	m->text = without_marks(a, &w.all);
	m->reply_text = quote_own_words(a, r->quotes, w.own.s, w.own.len);
	reading_free(&w);
}

const char *
reading_mail(struct arena *a, const struct msg *m, size_t part, size_t max)
{
	struct reading w;
	const char *s;

	reading_init(&w, a, m, max);
	read_parts(&w, part);
	s = without_marks(a, &w.own);
	reading_free(&w);
	return s;
}
