/*
 * HTML to tokens, linear on any input. Not libxml2: its parser compares every
 * end tag with every open element (720 KB of "<div>" and "</b>": 13 s), and
 * this iterator is shorter than taming its callbacks. What elements mean is
 * not known here.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/text.h"
#include "mail/html_entity.h"
#include "mail/html_tok.h"

/* Elements whose content is no text for a reader. */
static const char *const raw_names[] = { "script", "style", "title", "xmp",
	"iframe", "noframes", "template", "svg" };
#define NRAW (sizeof(raw_names) / sizeof(raw_names[0]))

void
html_tok_init(struct html_tok *t, const char *s, size_t n)
{
	*t = (struct html_tok){ .s = s, .end = s + n };
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The end of a comment, declaration or processing instruction at s. */
static const char *
after_markup(struct html_tok *t, const char *s)
{
	const char *e;

	if (t->end - s >= 4 && memcmp(s, "<!--", 4) == 0 && !t->no_comment) {
		if (t->end - s >= 5 && s[4] == '>')
			return s + 5;
		if (t->end - s >= 6 && memcmp(s + 4, "->", 2) == 0)
			return s + 6;
		e = memmem(s + 4, (size_t)(t->end - s) - 4, "-->", 3);
		if (e != NULL)
			return e + 3;
		t->no_comment = true; /* keep the text behind it */
	}
	e = memchr(s, '>', (size_t)(t->end - s));
	return e ? e + 1 : t->end;
}

/* The '>' that ends the tag at s; those inside quotes do not. */
static const char *
tag_end(struct html_tok *t, const char *s)
{
	const char *q;

	while (s < t->end && *s != '>') {
		if (*s != '=') {
			s++;
			continue;
		}
		for (s++; s < t->end && is_space(*s); s++)
			;
		if (s == t->end || (*s != '"' && *s != '\''))
			continue;
		if (t->no_quote[*s == '"']) {
			s++;
			continue;
		}
		q = memchr(s + 1, *s, (size_t)(t->end - s) - 1);
		if (q == NULL)
			t->no_quote[*s == '"'] = true;
		s = q ? q + 1 : s + 1;
	}
	return s;
}

/* Skips the content of a raw element, if it is closed at all. */
static void
skip_raw(struct html_tok *t, const char *name)
{
	const char *s = t->s, *lt;
	size_t i, len = strlen(name);

	for (i = 0; i < NRAW && strcmp(name, raw_names[i]) != 0; i++)
		;
	if (i == NRAW || t->no_close[i])
		return;
	while ((lt = memchr(s, '<', (size_t)(t->end - s))) != NULL) {
		s = lt + 1;
		if ((size_t)(t->end - s) > len && *s == '/' &&
		    strncasecmp(s + 1, name, len) == 0) {
			t->s = lt;
			return;
		}
	}
	t->no_close[i] = true;
}

static bool
take_tag(struct html_tok *t, struct html_token *r)
{
	const char *s = t->s + 1;
	size_t n = 0;

	r->kind = *s == '/' ? HTML_CLOSE : HTML_OPEN;
	s += *s == '/';
	for (; s < t->end && !is_space(*s) && *s != '>' && *s != '/'; s++)
		if (n < sizeof(r->name) - 1)
			r->name[n++] = (char)tolower((unsigned char)*s);
	r->name[n] = '\0';
	r->p = s;
	s = tag_end(t, s);
	if (s == t->end) {
		t->no_end = true;
		return false;
	}
	r->n = (size_t)(s - r->p);
	t->s = s + 1;
	if (r->kind == HTML_OPEN && (r->n == 0 || r->p[r->n - 1] != '/'))
		skip_raw(t, r->name);
	return true;
}

static bool
is_tag_start(const char *s, size_t n)
{
	return n >= 2 && *s == '<' &&
	       (isalpha((unsigned char)s[1]) || s[1] == '!' || s[1] == '?' ||
		   (s[1] == '/' && n >= 3 && isalpha((unsigned char)s[2])));
}

bool
html_tok_next(struct html_tok *t, struct html_token *r)
{
	const char *s;

	*r = (struct html_token){ .kind = HTML_END };
	while (t->s < t->end) {
		if (t->no_end || !is_tag_start(t->s, (size_t)(t->end - t->s))) {
			s = t->s + 1; /* a bare "<" is text */
			s = memchr(s, '<', (size_t)(t->end - s));
			r->kind = HTML_TEXT;
			r->p = t->s;
			r->n = (size_t)((s ? s : t->end) - t->s);
			t->s += r->n;
			return true;
		}
		if (t->s[1] == '!' || t->s[1] == '?') {
			t->s = after_markup(t, t->s);
			continue;
		}
		if (take_tag(t, r))
			return true;
	}
	return false;
}

/* One attribute at *s; its name and value as slices. */
static bool
next_attr(const char **s, const char *end, const char *v[2], size_t n[2])
{
	const char *p = *s, *q;

	while (p < end && (is_space(*p) || *p == '/' || *p == '='))
		p++;
	if (p == end)
		return false;
	for (v[0] = p; p < end && !is_space(*p) && *p != '=' && *p != '/'; p++)
		;
	n[0] = (size_t)(p - v[0]);
	while (p < end && is_space(*p))
		p++;
	v[1] = p;
	n[1] = 0;
	if (p < end && *p == '=') {
		for (p++; p < end && is_space(*p); p++)
			;
		if (p < end && (*p == '"' || *p == '\'') &&
		    (q = memchr(p + 1, *p, (size_t)(end - p) - 1)) != NULL) {
			v[1] = p + 1;
			n[1] = (size_t)(q - v[1]);
			p = q + 1;
		} else {
			for (v[1] = p; p < end && !is_space(*p); p++)
				;
			n[1] = (size_t)(p - v[1]);
		}
	}
	*s = p;
	return true;
}

bool
html_attr(const struct html_token *t, const char *name, struct buf *b)
{
	const char *s = t->p, *v[2];
	size_t n[2], len = strlen(name);

	buf_reset(b);
	while (next_attr(&s, t->p + t->n, v, n)) {
		if (n[0] != len || strncasecmp(v[0], name, len) != 0)
			continue;
		html_add_decoded(b, v[1], n[1]);
		return true;
	}
	return false;
}

static size_t
numeric(const char *p, size_t n, unsigned *u_r)
{
	static const unsigned short c1[32] = { 0x20ac, 0x81, 0x201a, 0x192,
		0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039,
		0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d,
		0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153,
		0x9d, 0x17e, 0x178 };
	bool hex = n > 2 && (p[2] == 'x' || p[2] == 'X');
	size_t i = hex ? 3 : 2, first = i;
	unsigned u = 0;

	for (; i < n && (hex ? isxdigit((unsigned char)p[i])
			     : isdigit((unsigned char)p[i]));
	     i++) {
		unsigned c = (unsigned char)p[i];

		c = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
		if (u < 0x200000)
			u = u * (hex ? 16 : 10) + c;
	}
	if (i == first)
		return 0;
	if (u >= 0x80 && u < 0xa0)
		u = c1[u - 0x80];
	*u_r = u == 0 ? 0xfffd : u;
	return i + (i < n && p[i] == ';');
}

size_t
html_entity(const char *p, size_t n, unsigned *u_r)
{
	char name[12];
	size_t i;

	if (n < 3 || *p != '&')
		return 0;
	if (p[1] == '#')
		return numeric(p, n, u_r);
	for (i = 0; i + 1 < n && i < sizeof(name) - 1 &&
		    isalnum((unsigned char)p[i + 1]);
	     i++)
		name[i] = p[i + 1];
	name[i] = '\0';
	if (i == 0 || (*u_r = html_entity_named(name)) == 0)
		return 0;
	return i + 1 + (i + 1 < n && p[i + 1] == ';');
}

void
html_add_decoded(struct buf *b, const char *p, size_t n)
{
	const char *amp;
	unsigned u;
	size_t len;

	while (n > 0 && (amp = memchr(p, '&', n)) != NULL) {
		buf_add(b, p, (size_t)(amp - p));
		n -= (size_t)(amp - p);
		p = amp;
		if ((len = html_entity(p, n, &u)) == 0)
			len = buf_addc(b, '&');
		else
			text_add_utf8(b, u);
		if (len == 0)
			return;
		p += len;
		n -= len;
	}
	buf_add(b, p, n);
}
