/*
 * Which lines of a mail are the author's own. Knows the forms in which
 * clients quote and sign; must never know what the mail is about.
 */
#include <ctype.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "mail/html.h"
#include "mail/quote.h"
#include "mail/quote_attribution.h"
#include "mail/quote_conf.h"
#include "mail/quote_lines.h"
#include "mail/quote_rest.h"
#include "mail/quote_sign.h"

#define WRAPPED 45 /* a quoted line that long may have lost its tail */

/* Gmail and Thunderbird say where the attribution begins. */
static void
follow_marks(struct quote_cut *c)
{
	size_t i, from, to, lines;

	for (i = 0; i < c->n; i++) {
		if (c->v[i].kind != LINE_MARK ||
		    c->v[i].mark != MARK_ATTRIBUTION)
			continue;
		from = quote_skip_blank(c, i);
		for (to = from, lines = 0;
		     to < c->n && c->v[to].kind != LINE_QUOTED &&
		     lines < QUOTE_JOIN_LINES;
		     to++)
			lines += c->v[to].kind == LINE_OWN;
		if (to < c->n && c->v[to].kind == LINE_QUOTED && to > from)
			quote_set(c, from, to - 1, LINE_INTRO);
	}
}

/* Quote signs that may stand for something else elsewhere: the tab of mailx
 * (POSIX) and the bar that Zimbra offers; 0 for none. */
static char
other_sign(const struct quote_line *l)
{
	if (l->all_n > 0 && *l->all == '\t')
		return '\t';
	return l->n > 0 && *l->s == '|' ? '|' : 0;
}

/* The line that says who wrote it, or one that parts off the mail below. */
static bool
introduces(struct quote_cut *c, size_t i)
{
	const struct quote_line *l = &c->v[i];

	if (l->kind != LINE_OWN)
		return false;
	if (quote_ends_in_colon(l) && quote_is_attribution(c, i))
		return true;
	return strchr("-_=*", *l->s) != NULL &&
	       quote_is(c->q, QUOTE_SEPARATOR, l->s, l->n);
}

/* Only below such a line: tables are drawn with tabs and bars, too. */
static void
follow_signs(struct quote_cut *c)
{
	size_t i, at = 0;
	char sign = 0;

	for (i = 0; i < c->n && sign == 0; i++) {
		at = quote_skip_blank(c, i + 1);
		if (at < c->n && other_sign(&c->v[at]) != 0 && introduces(c, i))
			sign = other_sign(&c->v[at]);
	}
	for (; sign != 0 && at < c->n; at++)
		if (other_sign(&c->v[at]) == sign) {
			c->v[at].kind = LINE_QUOTED;
			c->v[at].mark = sign;
		}
}

/* The second half of a quoted line that was wrapped has lost its sign; it
 * goes on in the middle of a sentence or of a link. */
static bool
is_torn_off(const struct quote_line *before, const struct quote_line *l)
{
	if (strchr("(_<&=%/", *l->s) != NULL ||
	    (memmem(l->s, l->n, "http", 4) != NULL &&
		memchr(l->s, ' ', l->n) == NULL))
		return true;
	return before->n >= WRAPPED && !isupper((unsigned char)*l->s) &&
	       strchr(".?!:", before->s[before->n - 1]) == NULL;
}

static void
mend_wrapped(struct quote_cut *c)
{
	size_t i;

	for (i = 1; i + 1 < c->n; i++)
		if (c->v[i].kind == LINE_OWN &&
		    c->v[i - 1].kind == LINE_QUOTED &&
		    c->v[i + 1].kind == LINE_QUOTED &&
		    is_torn_off(&c->v[i - 1], &c->v[i]))
			c->v[i].kind = LINE_QUOTED;
}

/*
 * Does the author answer point by point? So if own words stand between two
 * quotes, or below one that no program introduced: somebody chose those
 * lines. A quote with its introduction above a single answer is no more than
 * the mail that is answered.
 */
static bool
is_interleaved(const struct quote_cut *c)
{
	bool own = false, chosen = false, quoted = false, answered = false;
	bool intro = false;
	size_t i;

	for (i = 0; i < c->n; i++) {
		enum line_kind k = c->v[i].kind;

		if (k == LINE_QUOTED && answered)
			return true;
		if (k == LINE_OWN && chosen)
			return true;
		if (k == LINE_QUOTED && !quoted)
			chosen = own && !intro;
		quoted |= k == LINE_QUOTED;
		intro |= k == LINE_INTRO;
		own |= k == LINE_OWN;
		answered |= quoted && k == LINE_OWN;
	}
	return false;
}

/* Whatever the sign was, a quoted line that stays has the usual one. */
static void
add_line(struct buf *b, const struct quote_line *l)
{
	const char *s = l->all;
	size_t n = l->all_n;

	if (l->kind == LINE_QUOTED) {
		s = l->s;
		n = l->n;
		if (l->mark == '\t') {
			s = l->all + 1;
			n = l->all_n - 1;
		} else if (l->mark == '|') {
			s++, n--;
		}
		if (l->mark != 0 && n > 0 && *s == ' ')
			s++, n--;
		if (l->mark != 0 || *s != '>')
			buf_adds(b, n > 0 ? "> " : ">");
	}
	buf_add(b, s, n);
	buf_addc(b, '\n');
}

static const char *
keep(struct arena *a, struct quote_cut *c)
{
	bool quotes = is_interleaved(c), gap = false;
	size_t i, last = 0, bytes = 0;
	const char *kept;
	struct buf b;

	for (i = 0; i < c->n; i++) {
		last = c->v[i].kind == LINE_OWN ? i + 1 : last;
		bytes += c->v[i].all_n + 4;
	}
	buf_init(&b, bytes);
	for (i = 0; i < last; i++) {
		enum line_kind k = c->v[i].kind;

		if (k == LINE_MARK || (k == LINE_INTRO && c->v[i].mark != 0))
			continue;
		if (k == LINE_BLANK || k == LINE_GONE ||
		    (!quotes && (k == LINE_QUOTED || k == LINE_INTRO))) {
			if (k == LINE_BLANK && b.len > 0 && !gap)
				buf_addc(&b, '\n');
			else
				gap = b.len > 0;
			continue;
		}
		if (gap && b.len > 1 && b.s[b.len - 2] != '\n')
			buf_addc(&b, '\n');
		gap = false;
		add_line(&b, &c->v[i]);
	}
	while (b.len > 0 && (b.s[b.len - 1] == '\n'))
		buf_cut(&b, b.len - 1);
	kept = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return kept;
}

const char *
quote_own_words(
    struct arena *a, const struct quote_patterns *q, const char *text, size_t n)
{
	struct quote_cut c = { .q = q };
	const char *kept;

	quote_split(a, &c, text, n);
	buf_init(&c.joined, QUOTE_JOIN_BYTES);
	follow_marks(&c);
	quote_marked_signatures(&c);
	follow_signs(&c);
	quote_rest(&c);
	mend_wrapped(&c);
	c.n = quote_attributions(&c);
	quote_signatures(&c);
	kept = keep(a, &c);
	buf_free(&c.joined);
	return kept;
}
