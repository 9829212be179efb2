/*
 * The lines that say who wrote the quote below them: "On ... X wrote:".
 * Must never take a citizen's own story for one.
 */
#include <ctype.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "mail/quote_attribution.h"
#include "mail/quote_conf.h"

#define MAX_TRIES 2000 /* lines that may be attributions */

/* Programs that write no colon: "... wrote ----". */
static bool
ends_in_verb(const struct quote_line *l)
{
	size_t tail = l->n < 16 ? l->n : 16;

	return memmem(l->s + l->n - tail, tail, "wrote", 5) != NULL ||
	       memmem(l->s + l->n - tail, tail, "menulis", 7) != NULL;
}

/* A day or a time of day: two numbers. What stands in < > does not count. */
static bool
has_date(const char *s, size_t n)
{
	unsigned numbers = 0;
	bool in = false, digit = false;
	size_t i;

	for (i = 0; i < n; i++) {
		in = s[i] == '<' || (in && s[i] != '>');
		if (in)
			continue;
		if (isdigit((unsigned char)s[i])) {
			numbers += !digit;
			digit = true;
		} else {
			digit = false;
		}
	}
	return numbers >= 2;
}

/*
 * The attribution that ends in line end: where it begins, or end + 1. It is
 * the shortest that says when, else the longest that matches.
 */
static size_t
attribution_start(struct quote_cut *c, size_t end)
{
	size_t i, best = end + 1;

	for (i = end + 1; i > 0 && end - (i - 1) < QUOTE_JOIN_LINES; i--) {
		size_t at = i - 1;

		if (c->v[at].kind != LINE_OWN) {
			/* one blank line inside, where HTML had a <br> */
			if (at == end || best <= end ||
			    c->v[at].kind != LINE_BLANK || at == 0 ||
			    c->v[at - 1].kind != LINE_OWN)
				break;
			continue;
		}
		if (c->tries++ > MAX_TRIES || !quote_join(c, at, end))
			break;
		if (!quote_is(
			c->q, QUOTE_ATTRIBUTION, c->joined.s, c->joined.len))
			continue;
		best = at;
		if (has_date(c->joined.s, c->joined.len))
			break;
	}
	return best;
}

/*
 * In a language that no pattern knows: lines right above a quote, the last
 * of which ends in a colon, with a date or an address.
 */
static size_t
unknown_attribution(struct quote_cut *c, size_t end)
{
	size_t from = end;

	if (!quote_ends_in_colon(&c->v[end]))
		return end + 1;
	while (from > 0 && c->v[from - 1].kind == LINE_OWN && end - from < 2)
		from--;
	if (from > 0 && c->v[from - 1].kind == LINE_OWN)
		from = end; /* the end of a longer paragraph */
	if (!quote_join(c, from, end) || !has_date(c->joined.s, c->joined.len))
		return end + 1;
	return from;
}

/*
 * Without a quote below, "On 5 October at 10.00 he wrote:" may be a citizen's
 * own story. Programs that set no quote signs name an address there, or set
 * it between dashes.
 */
static bool
is_certain(struct quote_cut *c, size_t from, size_t to)
{
	return quote_join(c, from, to) &&
	       (memchr(c->joined.s, '@', c->joined.len) != NULL ||
		   strncmp(c->joined.s, "--", 2) == 0 ||
		   text_istr(c->joined.s, "you wrote:") != NULL ||
		   text_istr(c->joined.s, "anda menulis:") != NULL);
}

/* "Thanks On Mon, ... X wrote:": the words before it are the author's. */
static bool
shares_line(struct quote_cut *c, struct quote_line *l)
{
	static const char *const openers[] = { "On ", "Pada " };
	size_t i, at;

	if (!quote_ends_in_colon(l))
		return false;
	for (at = l->n; at > 1; at--)
		for (i = 0; i < 2; i++) {
			const char *s = l->s + at - 1;
			size_t left = l->n - at + 1, len = strlen(openers[i]);

			if (left < len || memcmp(s, openers[i], len) != 0 ||
			    (s[-1] != ' ' && s[-1] != '-') ||
			    left > QUOTE_JOIN_BYTES)
				continue;
			if (!quote_is(c->q, QUOTE_ATTRIBUTION, s, left))
				continue;
			while (s > l->s && strchr(" -", s[-1]) != NULL)
				s--;
			l->all_n = (size_t)(s - l->all);
			l->n = (size_t)(s - l->s);
			return true;
		}
	return false;
}

bool
quote_is_attribution(struct quote_cut *c, size_t i)
{
	return attribution_start(c, i) <= i;
}

size_t
quote_attributions(struct quote_cut *c)
{
	size_t i, next, from;

	for (i = 0; i < c->n; i++) {
		bool above_quote;

		if (c->v[i].kind != LINE_OWN)
			continue;
		next = quote_skip_blank(c, i + 1);
		above_quote = next < c->n && c->v[next].kind == LINE_QUOTED;
		if (!above_quote && !quote_ends_in_colon(&c->v[i]) &&
		    !ends_in_verb(&c->v[i]))
			continue;
		from = attribution_start(c, i);
		if (from > i && above_quote && shares_line(c, &c->v[i]))
			continue;
		if (from > i && above_quote)
			from = unknown_attribution(c, i);
		if (from > i)
			continue;
		if (!above_quote && !is_certain(c, from, i))
			continue;
		if (!above_quote)
			return from;
		quote_set(c, from, i, LINE_INTRO);
	}
	return c->n;
}
