/*
 * Encoded words of RFC 2047 as they are really written: adjacent words that
 * share a character, spaces and "?" inside, missing ends. It knows bytes and
 * labels, nothing of header fields.
 */
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/text.h"
#include "mail/charset.h"
#include "mail/header.h"
#include "mail/leaf.h"

#define CHARSET_MAX 63

struct word {
	const char *charset, *text;
	size_t charset_len, text_len;
	bool base64;
	size_t len; /* of the whole word */
};

struct words {
	struct buf *out;
	struct buf bytes; /* of adjacent words of one charset */
	char charset[CHARSET_MAX + 1];
	struct b64 b64;
	bool open;   /* bytes wait to be converted */
	bool no_end; /* there is no "?=" any more */
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/*
 * Where the text of a word ends: at "?=". "?=3D" is a bare question mark
 * before an encoded byte, provided that another "?=" comes in this word.
 */
static const char *
text_end(const char *p, const char *end, bool q)
{
	const char *e = memmem(p, (size_t)(end - p), "?=", 2), *more;

	if (e == NULL || !q || end - e < 4 || leaf_hex(e + 2) < 0)
		return e;
	more = memmem(e + 2, (size_t)(end - e - 2), "?=", 2);
	if (more == NULL || more - p > 200 ||
	    memmem(e, (size_t)(more - e), "=?", 2) != NULL ||
	    memchr(e, ' ', (size_t)(more - e)) != NULL)
		return e;
	return more;
}

/* A word cut at the end of the field: to the next space. */
static const char *
cut_end(const char *p, const char *end)
{
	const char *e = p;

	while (e < end && !is_space(*e) && *e != '"')
		e++;
	return e;
}

/* Reads "=?charset?Q?text?=" at p. */
static bool
word_read(struct words *s, const char *p, const char *end, struct word *w)
{
	const char *at = p + 2, *e;

	w->charset = at;
	while (at<end && * at> ' ' && *at != '?' && *at != '=' &&
	       at - w->charset <= CHARSET_MAX)
		at++;
	w->charset_len = (size_t)(at - w->charset);
	if (end - at < 3 || at[0] != '?' || at[2] != '?' ||
	    w->charset_len > CHARSET_MAX || strchr("bBqQ", at[1]) == NULL)
		return false;
	w->base64 = (at[1] | 0x20) == 'b';
	w->text = at + 3;
	e = s->no_end ? NULL : text_end(w->text, end, !w->base64);
	if (e != NULL) {
		w->text_len = (size_t)(e - w->text);
		w->len = (size_t)(e + 2 - p);
		return true;
	}
	s->no_end = true;
	e = cut_end(w->text, end);
	w->len = (size_t)(e - p);
	w->text_len = (size_t)(e - w->text);
	if (w->text_len > 0 && e[-1] == '?')
		w->text_len--;
	return true;
}

/* Adds text that is UTF-8 already; control bytes become spaces. */
static void
add_plain(struct buf *b, const char *p, size_t n)
{
	size_t i, start = b->len;

	buf_add(b, p, n);
	for (i = start; i < b->len; i++)
		if ((unsigned char)b->s[i] < 0x20 || b->s[i] == 0x7f)
			b->s[i] = ' ';
}

static void
flush(struct words *s)
{
	size_t start = s->out->len, i;

	if (!s->open)
		return;
	leaf_base64_end(&s->b64, &s->bytes);
	charset_add_utf8(s->out, s->charset, s->bytes.s, s->bytes.len);
	for (i = start; i < s->out->len; i++)
		if ((unsigned char)s->out->s[i] < 0x20 || s->out->s[i] == 0x7f)
			s->out->s[i] = ' ';
	buf_reset(&s->bytes);
	s->b64 = (struct b64){ 0 };
	s->open = false;
}

static void
add_q(struct buf *b, const char *p, size_t n)
{
	size_t i;
	int c;

	for (i = 0; i < n; i++) {
		if (p[i] == '_')
			buf_addc(b, ' ');
		else if (p[i] == '=' && i + 2 < n &&
			 (c = leaf_hex(p + i + 1)) >= 0) {
			buf_addc(b, (char)c);
			i += 2;
		} else
			buf_addc(b, p[i]);
	}
}

/*
 * Some senders cut the base64 of a long subject anywhere and put the pieces
 * into words; others only forget the padding. Bits left over tell: padding
 * was forgotten where they are zero.
 */
static void
settle(struct b64 *b64, struct buf *b)
{
	unsigned left = b64->n == 2 ? 0xf : b64->n == 3 ? 0x3 : 0;

	if (left != 0 && (b64->bits & left) == 0)
		leaf_base64_end(b64, b);
}

static void
word_add(struct words *s, const struct word *w)
{
	const char *star = memchr(w->charset, '*', w->charset_len);
	size_t n = star ? (size_t)(star - w->charset) : w->charset_len;

	if (s->open && (strlen(s->charset) != n ||
			   strncasecmp(s->charset, w->charset, n) != 0))
		flush(s);
	memcpy(s->charset, w->charset, n);
	s->charset[n] = '\0';
	s->open = true;
	if (w->base64) {
		if (s->bytes.len > 0)
			settle(&s->b64, &s->bytes);
		leaf_base64(&s->b64, w->text, w->text_len, &s->bytes);
	} else {
		leaf_base64_end(&s->b64, &s->bytes);
		add_q(&s->bytes, w->text, w->text_len);
	}
}

void
header_decode(struct buf *b, const char *value, size_t n)
{
	const char *p = value, *end = value + n, *next, *gap;
	struct words s = { .out = b };
	struct word w = { 0 };

	buf_init(&s.bytes, n + 16);
	while (p < end) {
		next = memmem(p, (size_t)(end - p), "=?", 2);
		while (next != NULL && !word_read(&s, next, end, &w))
			next = memmem(
			    next + 2, (size_t)(end - next - 2), "=?", 2);
		if (next == NULL)
			next = end;
		for (gap = p; gap < next && is_space(*gap);)
			gap++;
		/* white space between two words is only the fold */
		if (gap < next || !s.open || next == end) {
			flush(&s);
			add_plain(b, p, (size_t)(next - p));
		}
		if (next == end)
			break;
		word_add(&s, &w);
		p = next + w.len;
	}
	flush(&s);
	buf_free(&s.bytes);
}

const char *
header_text(struct arena *a, const char *value)
{
	size_t n = strlen(value), from = 0;
	struct buf b;
	const char *s;

	buf_init(&b, 4 * n + 16);
	header_decode(&b, value, n);
	n = b.len;
	while (n > 0 && b.s[n - 1] == ' ')
		n--;
	while (from < n && b.s[from] == ' ')
		from++;
	s = arena_strn(a, b.s + from, n - from);
	buf_free(&b);
	return s;
}
