/*
 * Finished bytes of an outgoing mail. It knows how a mail is written, never
 * what it says, and lets no byte from outside end a line.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "mail/compose.h"
#include "mail/enc.h"

#define REFERENCES_LAST 10

/* Fit to stand between < >. */
static bool
id_is_safe(const char *id)
{
	size_t i;

	for (i = 0; id[i] != '\0'; i++)
		if (id[i] <= ' ' || id[i] > '~' || id[i] == '<' ||
		    id[i] == '>' || i >= 250)
			return false;
	return i > 0;
}

static enum err
check_text(const char *what, const char *s, struct why *w)
{
	if (!text_is_line(s, strlen(s)) || strchr(s, '\t') != NULL)
		return why_set(w, ERR_ITEM, "%s: control byte", what);
	if (!text_is_utf8(s, strlen(s)))
		return why_set(w, ERR_ITEM, "%s: not UTF-8", what);
	return OK;
}

static enum err
check_addr(const char *what, const struct addr *a, struct why *w)
{
	if (!addr_is_safe(a->address))
		return why_set(
		    w, ERR_ITEM, "%s: bad address \"%s\"", what, a->address);
	return a->name ? check_text(what, a->name, w) : OK;
}

static enum err
check_addrs(const char *what, const struct addrs *v, struct why *w)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < v->n && e == OK; i++)
		e = check_addr(what, &v->v[i], w);
	return e;
}

static enum err
check_ids(const struct compose *c, struct why *w)
{
	enum err e;
	size_t i;

	if (!id_is_safe(c->message_id))
		return why_set(
		    w, ERR_ITEM, "Message-ID: bad \"%s\"", c->message_id);
	if ((e = check_text("In-Reply-To", c->in_reply_to, w)) != OK)
		return e;
	for (i = 0; i < c->references.n && e == OK; i++)
		e = check_text("References", c->references.v[i], w);
	return e;
}

static enum err
check_files(const struct compose *c, struct why *w)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < c->nfiles && e == OK; i++) {
		e = check_text("attachment", c->files[i].name, w);
		if (e == OK && (strchr(c->files[i].type, '/') == NULL ||
				   !id_is_safe(c->files[i].type)))
			e = why_set(w, ERR_ITEM, "attachment: bad type \"%s\"",
			    c->files[i].type);
		if (e == OK && c->files[i].bytes == NULL && c->holes == NULL)
			e = why_set(w, ERR_ITEM, "attachment: no bytes");
	}
	return e;
}

static enum err
check(const struct compose *c, struct why *w)
{
	enum err e;

	if (c->to.n + c->cc.n == 0)
		return why_set(w, ERR_ITEM, "no recipient");
	if ((e = check_addr("From", &c->from, w)) != OK ||
	    (e = check_addrs("To", &c->to, w)) != OK ||
	    (e = check_addrs("Cc", &c->cc, w)) != OK ||
	    (e = check_ids(c, w)) != OK ||
	    (e = check_text("Subject", c->subject, w)) != OK ||
	    (e = check_text("Auto-Submitted", c->auto_submitted, w)) != OK ||
	    (e = check_text("Content-Language", c->language, w)) != OK ||
	    (e = check_files(c, w)) != OK)
		return e;
	if (*c->reply_to.address != '\0' &&
	    (e = check_addr("Reply-To", &c->reply_to, w)) != OK)
		return e;
	if (!text_is_utf8(c->text, strlen(c->text)) ||
	    !text_is_utf8(c->html, strlen(c->html)))
		return why_set(w, ERR_ITEM, "body: not UTF-8");
	return OK;
}

/* Begins a field; the column is then behind "Name:". */
static size_t
begin(struct buf *b, const char *name)
{
	buf_adds(b, name);
	buf_addc(b, ':');
	return strlen(name) + 1;
}

static void
add_addr(struct buf *b, size_t *col, const struct addr *a, bool comma)
{
	struct buf token;

	buf_init(&token, strlen(a->address) + 4);
	if (a->name != NULL && *a->name != '\0') {
		enc_header_name(b, col, a->name);
		buf_addf(&token, "<%s>", a->address);
	} else {
		buf_adds(&token, a->address);
	}
	if (comma)
		buf_addc(&token, ',');
	enc_header_token(b, col, token.s);
	buf_free(&token);
}

static void
add_addrs(struct buf *b, const char *name, const struct addr *v, size_t n)
{
	size_t col, i;

	if (n == 0)
		return;
	col = begin(b, name);
	for (i = 0; i < n; i++)
		add_addr(b, &col, &v[i], i + 1 < n);
	buf_adds(b, "\r\n");
}

static void
add_text(struct buf *b, const char *name, const char *text)
{
	size_t col;

	if (*text == '\0')
		return;
	col = begin(b, name);
	enc_header_text(b, &col, text);
	buf_adds(b, "\r\n");
}

static void
add_id(struct buf *b, size_t *col, const char *id)
{
	struct buf token;

	buf_init(&token, strlen(id) + 2);
	buf_addf(&token, "<%s>", id);
	enc_header_token(b, col, token.s);
	buf_free(&token);
}

/*
 * An id that came with a foreign mail may be unfit for a header; then it is
 * left out. The citizen gets an answer that is threaded less well.
 */
static void
add_ids(struct buf *b, const char *name, const char *const *v, size_t n)
{
	size_t i, col = 0;

	for (i = 0; i < n; i++) {
		/* relays refuse long fields: the first and the last ten */
		if ((i > 0 && i + REFERENCES_LAST < n) || !id_is_safe(v[i]))
			continue;
		if (col == 0)
			col = begin(b, name);
		add_id(b, &col, v[i]);
	}
	if (col > 0)
		buf_adds(b, "\r\n");
}

static void
add_header(struct buf *b, const struct compose *c)
{
	char date[TOD_TEXT];

	add_addrs(b, "From", &c->from, 1);
	if (*c->reply_to.address != '\0')
		add_addrs(b, "Reply-To", &c->reply_to, 1);
	add_addrs(b, "To", c->to.v, c->to.n);
	add_addrs(b, "Cc", c->cc.v, c->cc.n);
	add_text(b, "Subject", c->subject);
	buf_addf(b, "Date: %s\r\n", tod_mail_date(c->date, c->offset, date));
	add_ids(b, "Message-ID", &c->message_id, 1);
	if (*c->in_reply_to != '\0')
		add_ids(b, "In-Reply-To", &c->in_reply_to, 1);
	add_ids(b, "References", c->references.v, c->references.n);
	add_text(b, "Auto-Submitted", c->auto_submitted);
	/* what Exchange and Outlook heed in place of RFC 3834 */
	if (*c->auto_submitted != '\0')
		buf_adds(b, "X-Auto-Response-Suppress: All\r\n");
	add_text(b, "Content-Language", c->language);
	buf_adds(b, "MIME-Version: 1.0\r\n");
}

static void
add_body(struct buf *b, const char *type, const char *text)
{
	bool base64 = enc_prefers_b64(text);
	struct buf crlf;

	buf_addf(b,
	    "Content-Type: %s; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: %s\r\n\r\n",
	    type, base64 ? "base64" : "quoted-printable");
	if (!base64) {
		enc_qp(b, text);
		return;
	}
	buf_init(&crlf, 2 * strlen(text) + 1);
	for (; *text != '\0'; text++) {
		if (*text == '\n' &&
		    (crlf.len == 0 || crlf.s[crlf.len - 1] != '\r'))
			buf_addc(&crlf, '\r');
		buf_addc(&crlf, *text);
	}
	enc_b64(b, crlf.s, crlf.len);
	buf_free(&crlf);
}

/* "=_" comes neither in quoted-printable nor in base64, so no body can hold
 * the delimiter. The number keeps a mail inside a mail apart. */
static const char *
boundary(const struct compose *c, char level, char s[40])
{
	uint64_t h = 14695981039346656037u;
	const char *p;

	for (p = c->message_id; *p != '\0'; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	snprintf(s, 40, "=_%c%016" PRIx64, level, h);
	return s;
}

static void
add_multipart(struct buf *b, const char *kind, const char *mark)
{
	buf_addf(b, "Content-Type: multipart/%s; boundary=\"%s\"\r\n\r\n", kind,
	    mark);
}

static void
add_words(struct buf *b, const struct compose *c)
{
	char mark[40];

	if (*c->html == '\0') {
		add_body(b, "text/plain", c->text);
		return;
	}
	boundary(c, 'a', mark);
	add_multipart(b, "alternative", mark);
	buf_addf(b, "--%s\r\n", mark);
	add_body(b, "text/plain", c->text);
	buf_addf(b, "\r\n--%s\r\n", mark);
	add_body(b, "text/html", c->html);
	buf_addf(b, "\r\n--%s--\r\n", mark);
}

/*
 * A parameter of a name that may be long or no ASCII: RFC 2231 in pieces. An
 * ASCII one is written plainly, for the programs that know only that.
 */
static void
add_file_name(struct buf *b, const char *name)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t n, col, piece = 0;

	if (strlen(name) < 60 && text_is_ascii(name, strlen(name)) &&
	    strpbrk(name, "\"\\") == NULL) {
		buf_addf(b, ";\r\n filename=\"%s\"", name);
		return;
	}
	while (*name != '\0') {
		buf_addf(b, ";\r\n filename*%zu*=%s", piece,
		    piece == 0 ? "utf-8''" : "");
		piece++;
		for (n = 0, col = 0; name[n] != '\0' && col < 48; n++) {
			if ((name[n] | 0x20) >= 'a' &&
			    (name[n] | 0x20) <= 'z') {
				buf_addc(b, name[n]);
				col++;
				continue;
			}
			buf_addc(b, '%');
			buf_addc(b, hex[(unsigned char)name[n] >> 4]);
			buf_addc(b, hex[(unsigned char)name[n] & 15]);
			col += 3;
		}
		name += n;
	}
}

static void
add_file(struct buf *b, const struct compose_file *f)
{
	buf_addf(b,
	    "Content-Type: %s\r\nContent-Transfer-Encoding: base64\r\n"
	    "Content-Disposition: attachment",
	    f->type);
	add_file_name(b, f->name);
	buf_adds(b, "\r\n\r\n");
	if (f->bytes != NULL)
		enc_b64(b, f->bytes, f->len);
}

/* A caller that sets only what it has leaves NULL behind. */
static void
set_missing(struct compose *c)
{
	const char **const all[] = { &c->from.name, &c->reply_to.name,
		&c->reply_to.address, &c->subject, &c->in_reply_to, &c->text,
		&c->html, &c->auto_submitted, &c->language };
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (*all[i] == NULL)
			*all[i] = "";
}

enum err
compose_mail(const struct compose *given, struct buf *b, struct why *w)
{
	struct compose copy = *given, *c = &copy;
	char mark[40];
	enum err e;
	size_t i;

	set_missing(c);
	if ((e = check(c, w)) != OK)
		return e;
	add_header(b, c);
	if (c->nfiles == 0) {
		add_words(b, c);
	} else {
		boundary(c, 'm', mark);
		add_multipart(b, "mixed", mark);
		buf_addf(b, "--%s\r\n", mark);
		add_words(b, c);
		for (i = 0; i < c->nfiles; i++) {
			buf_addf(b, "\r\n--%s\r\n", mark);
			add_file(b, &c->files[i]);
			if (c->holes != NULL)
				c->holes[i] = b->len;
		}
		buf_addf(b, "\r\n--%s--\r\n", mark);
	}
	if (b->over)
		return why_set(
		    w, ERR_ITEM, "mail is bigger than %zu bytes", b->max);
	return OK;
}
