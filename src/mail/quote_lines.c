/*
 * The lines of a mail's text, for whatever tells the author's own ones. Must
 * know no words: those are patterns.
 */
#include <string.h>

#include "base/banned.h"
#include "mail/html.h"
#include "mail/quote_lines.h"

#define MAX_LINES 20000 /* looked at; nobody writes more */

static struct quote_line
line_of(const char *s, size_t n)
{
	struct quote_line l = { .all = s, .kind = LINE_OWN };

	while (n > 0 && strchr(" \t\r", s[n - 1]) != NULL)
		n--;
	l.all_n = n;
	while (n > 0 && (*s == ' ' || *s == '\t'))
		s++, n--;
	while (n > 1 && memcmp(s, "\xc2\xa0", 2) == 0)
		s += 2, n -= 2;
	l.s = s;
	l.n = n;
	if (n == 0)
		l.kind = LINE_BLANK;
	else if (*s == '>' || (n >= 3 && memcmp(s, "\xef\xbc\x9e", 3) == 0))
		l.kind = LINE_QUOTED;
	else if (n == 1 && *s >= MARK_ATTRIBUTION && *s <= MARK_SIGNATURE_END) {
		l.kind = LINE_MARK;
		l.mark = *s;
	}
	return l;
}

void
quote_split(struct arena *a, struct quote_cut *c, const char *text, size_t n)
{
	const char *nl, *end = text + n, *s;
	size_t count = 1;

	for (s = text; s < end && count < MAX_LINES; s++)
		count += *s == '\n';
	c->v = arena_array(a, count, sizeof(*c->v));
	for (s = text; s < end && c->n < count; s = nl + 1) {
		nl = memchr(s, '\n', (size_t)(end - s));
		if (nl == NULL)
			nl = end;
		c->v[c->n++] = line_of(s, (size_t)(nl - s));
	}
}

/* The first line from i on that is neither blank nor a mark; n if none. */
size_t
quote_skip_blank(const struct quote_cut *c, size_t i)
{
	while (i < c->n &&
	       (c->v[i].kind == LINE_BLANK || c->v[i].kind == LINE_MARK))
		i++;
	return i;
}

bool
quote_is_rule(const struct quote_line *l, size_t least)
{
	size_t i;

	if (l->n < least || strchr("-_=*", *l->s) == NULL)
		return false;
	for (i = 0; i < l->n; i++)
		if (l->s[i] != *l->s && l->s[i] != ' ')
			return false;
	return true;
}

/* Ends in a colon, as what introduces a quote does in all languages. */
bool
quote_ends_in_colon(const struct quote_line *l)
{
	size_t n = l->n;

	while (n > 0 && strchr(" *_-", l->s[n - 1]) != NULL)
		n--;
	return (n > 0 && l->s[n - 1] == ':') ||
	       (n >= 3 && memcmp(l->s + n - 3, "\xef\xbc\x9a", 3) == 0);
}

/* Lines from..to as one, into c->joined. */
bool
quote_join(struct quote_cut *c, size_t from, size_t to)
{
	size_t i;

	buf_reset(&c->joined);
	for (i = from; i <= to; i++) {
		if (i > from)
			buf_addc(&c->joined, ' ');
		buf_add(&c->joined, c->v[i].s, c->v[i].n);
	}
	return !c->joined.over;
}

void
quote_set(struct quote_cut *c, size_t from, size_t to, enum line_kind k)
{
	for (; from <= to && from < c->n; from++)
		if (c->v[from].kind != LINE_MARK)
			c->v[from].kind = k;
}
