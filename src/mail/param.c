/*
 * Parameters of a field value. It knows the syntax, not what they mean.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/text.h"
#include "mail/charset.h"
#include "mail/header.h"
#include "mail/leaf.h"
#include "mail/param.h"

#define PARAM_MAX 256

/* Behind a comment at p; behind everything when it never closes. */
static const char *
skip_comment(const char *p)
{
	size_t depth = 0;

	for (; *p != '\0'; p++) {
		if (*p == '\\' && p[1] != '\0')
			p++;
		else if (*p == '(')
			depth++;
		else if (*p == ')' && --depth == 0)
			return p + 1;
	}
	return p;
}

/* Lower case, white space and comments out: "text / plain (x)". */
static const char *
head_of(struct arena *a, const char *p, size_t n)
{
	const char *end = p + n;
	char *s = arena_alloc(a, n + 1), *to = s;

	while (p < end) {
		if (*p == '(') {
			p = skip_comment(p);
			continue;
		}
		if (!header_is_space(*p) && *p != '"')
			*to++ = (char)tolower((unsigned char)*p);
		p++;
	}
	return s;
}

/*
 * Does a quote at p end the quoted text? Yes where the value ends behind it,
 * or another parameter begins although ";" was forgotten; no where a name
 * holds quotes that nobody escaped.
 */
static bool
quote_ends(const char *p)
{
	const char *q = header_skip_space(p + 1);

	if (*q == '\0' || *q == ';' || *q == '(' || *q == ',')
		return true;
	if (q == p + 1)
		return false;
	while (isalnum((unsigned char)*q) || *q == '-' || *q == '*')
		q++;
	return *header_skip_space(q) == '=';
}

/* Unquotes the text behind the quote at *p. A backslash escapes only quote and
 * backslash: others belong to the name of a file of a careless sender. */
static const char *
quoted(struct arena *a, const char **p)
{
	const char *q = *p + 1;
	size_t n = 0;
	char *s;

	while (q[n] != '\0' && (q[n] != '"' || !quote_ends(q + n)))
		n += q[n] == '\\' && q[n + 1] != '\0' ? 2 : 1;
	s = arena_alloc(a, n + 1);
	*p = q + n;
	for (n = 0; q < *p; q++) {
		if (*q == '\\' && q + 1 < *p && (q[1] == '"' || q[1] == '\\'))
			q++;
		s[n++] = *q;
	}
	if (**p == '"')
		(*p)++;
	return s;
}

static const char *
unquoted(struct arena *a, const char **p)
{
	size_t n = strcspn(*p, ";"), len = n;
	const char *s = *p;

	while (len > 0 && header_is_space(s[len - 1]))
		len--;
	*p += n;
	return arena_strn(a, s, len);
}

/* A name of a parameter and "=" at *p; NULL (and *p behind it) if not. */
static const char *
name_of(struct arena *a, const char **p)
{
	size_t n = strcspn(*p, "=;"), len = n;
	const char *s = *p;

	*p += n;
	if (**p != '=')
		return NULL;
	while (len > 0 && header_is_space(s[len - 1]))
		len--;
	*p = header_skip_space(*p + 1);
	return arena_strn(a, s, len);
}

void
param_parse(struct arena *a, const char *value, struct params *r)
{
	const char *p = value ? value : "", *name;
	struct param v[PARAM_MAX];
	struct param *kept;
	size_t n;

	*r = (struct params){ .head = "" };
	p = header_skip_space(p);
	n = strcspn(p, ";");
	/* the type is missing: "Content-Type: name=x.pdf" */
	if (memchr(p, '=', n) == NULL || memchr(p, '/', n) != NULL) {
		size_t word = strcspn(p, " \t;");

		/* "text/plain charset=x": a forgotten ";" */
		if (word < n && memchr(p, '=', n) != NULL &&
		    memchr(p, '/', word) != NULL)
			n = word;
		r->head = head_of(a, p, n);
		p += n;
	}
	while (*p != '\0' && r->n < PARAM_MAX) {
		while (*p == ';' || header_is_space(*p))
			p++;
		if (*p == '(') {
			p = skip_comment(p);
			continue;
		}
		if (*p == '\0' || (name = name_of(a, &p)) == NULL)
			continue;
		v[r->n].name = name;
		v[r->n++].value = *p == '"' ? quoted(a, &p) : unquoted(a, &p);
		if (header_is_space(*p) || *p == '(')
			p = *header_skip_space(p) == '('
				? skip_comment(header_skip_space(p))
				: p;
	}
	kept = arena_array(a, r->n, sizeof(*kept));
	if (r->n > 0)
		memcpy(kept, v, r->n * sizeof(*kept));
	r->v = kept;
}

const char *
param_plain(const struct params *ps, const char *name)
{
	size_t i;

	for (i = 0; i < ps->n; i++)
		if (strcasecmp(ps->v[i].name, name) == 0)
			return ps->v[i].value;
	return "";
}

const char *
param_token(struct arena *a, const struct params *ps, const char *name)
{
	const char *s = param_plain(ps, name);
	size_t n;

	if (*s == '\0')
		s = param_text(a, ps, name, "");
	s += strspn(s, " \t'");
	n = strcspn(s, " \t(',");
	return s[n] == '\0' ? s : arena_strn(a, s, n);
}

/* One piece of an RFC 2231 value: name*3*=... */
struct piece {
	unsigned long at;
	bool encoded;
	const char *value;
	size_t order;
};

static int
by_place(const void *x, const void *y)
{
	const struct piece *a = x, *b = y;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* Does param belong to name, as name*, name*0 or name*0*? */
static bool
is_piece(const struct param *p, const char *name, struct piece *r)
{
	size_t n = strlen(name);
	char *end;

	if (strncasecmp(p->name, name, n) != 0 || p->name[n] != '*')
		return false;
	r->value = p->value;
	r->at = 0;
	r->encoded = true;
	if (p->name[n + 1] == '\0')
		return true;
	if (!isdigit((unsigned char)p->name[n + 1]))
		return false;
	r->at = strtoul(p->name + n + 1, &end, 10);
	r->encoded = *end == '*';
	return *end == '\0' || (*end == '*' && end[1] == '\0');
}

static void
add_percent(struct buf *b, const char *s)
{
	int c;

	for (; *s != '\0'; s++) {
		if (*s == '%' && s[1] != '\0' && s[2] != '\0' &&
		    (c = leaf_hex(s + 1)) >= 0) {
			buf_addc(b, (char)c);
			s += 2;
		} else {
			buf_addc(b, *s);
		}
	}
}

/* Cuts charset'language' off the first piece. */
static const char *
cut_charset(struct arena *a, const char *s, const char **charset)
{
	const char *one = strchr(s, '\''), *two;

	if (one == NULL || (two = strchr(one + 1, '\'')) == NULL)
		return s;
	if (one > s)
		*charset = arena_strn(a, s, (size_t)(one - s));
	return two + 1;
}

/* Bytes of a name, in UTF-8 or charset, maybe with encoded words, as text. */
static const char *
text_of(struct arena *a, const char *s, size_t n, const char *charset)
{
	struct buf b;
	const char *r;

	buf_init(&b, 8 * n + 64);
	charset_add_utf8(&b, charset, s, n);
	r = strstr(b.s, "=?") ? header_text(a, b.s) : arena_strn(a, b.s, b.len);
	buf_free(&b);
	return r;
}

static const char *
text_2231(struct arena *a, struct piece *v, size_t n, const char *charset)
{
	struct buf b;
	const char *r;
	size_t i;

	qsort(v, n, sizeof(*v), by_place);
	if (v[0].encoded)
		v[0].value = cut_charset(a, v[0].value, &charset);
	buf_init(&b, SIZE_MAX / 2);
	for (i = 0; i < n; i++) {
		if (i > 0 && v[i].at == v[i - 1].at)
			continue; /* given twice: the first counts */
		if (v[i].encoded)
			add_percent(&b, v[i].value);
		else
			buf_adds(&b, v[i].value);
	}
	r = text_of(a, b.s, b.len, charset);
	buf_free(&b);
	return r;
}

const char *
param_text(struct arena *a, const struct params *ps, const char *name,
    const char *charset)
{
	struct piece v[PARAM_MAX];
	const char *plain;
	size_t i, n = 0;

	for (i = 0; i < ps->n; i++)
		if (is_piece(&ps->v[i], name, &v[n])) {
			v[n].order = i;
			n++;
		}
	if (n > 0)
		return text_2231(a, v, n, charset);
	plain = param_plain(ps, name);
	return *plain ? text_of(a, plain, strlen(plain), charset) : "";
}
