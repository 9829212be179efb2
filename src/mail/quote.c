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

static bool
has_tab(const struct quote_line *l)
{
	return l->all_n > 0 && *l->all == '\t';
}

/* The quote sign of mailx (POSIX) is a tab. Only below the line that says who
 * wrote it: tables are set in by tabs, too. */
static void
follow_tabs(struct quote_cut *c)
{
	size_t i, at;

	for (i = 0; i < c->n; i++) {
		at = quote_skip_blank(c, i + 1);
		if (c->v[i].kind != LINE_OWN || at >= c->n ||
		    !has_tab(&c->v[at]) || !quote_ends_in_colon(&c->v[i]) ||
		    !quote_is_attribution(c, i))
			continue;
		for (; at < c->n &&
		       (has_tab(&c->v[at]) || c->v[at].kind == LINE_BLANK);
		     at++)
			if (has_tab(&c->v[at]))
				c->v[at].kind = LINE_QUOTED;
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

static const char *
keep(struct arena *a, struct quote_cut *c)
{
	bool quotes = is_interleaved(c), gap = false;
	size_t i, last = 0, bytes = 0;
	const char *kept;
	struct buf b;

	for (i = 0; i < c->n; i++) {
		last = c->v[i].kind == LINE_OWN ? i + 1 : last;
		bytes += c->v[i].all_n + 2;
	}
	buf_init(&b, bytes);
	for (i = 0; i < last; i++) {
		enum line_kind k = c->v[i].kind;

		if (k == LINE_MARK)
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
		buf_add(&b, c->v[i].all, c->v[i].all_n);
		buf_addc(&b, '\n');
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
	follow_tabs(&c);
	quote_rest(&c);
	mend_wrapped(&c);
	c.n = quote_attributions(&c);
	quote_signatures(&c);
	kept = keep(a, &c);
	buf_free(&c.joined);
	return kept;
}
