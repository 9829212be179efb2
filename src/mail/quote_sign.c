/*
 * What stands below the author's words and is none of them: signatures,
 * footers, disclaimers. In doubt it stays.
 */
#include <ctype.h>
#include <string.h>

#include "base/banned.h"
#include "mail/html.h"
#include "mail/quote_conf.h"
#include "mail/quote_sign.h"

#define SIGN_LINES 8    /* lines looked at for a client's signature */
#define SIGN_BELOW 4    /* lines that may stand below it */
#define FOOTER_LINES 8  /* lines of a mailing list's footer */
#define LAWYER_LINES 40 /* lines of a disclaimer */

void
quote_marked_signatures(struct quote_cut *c)
{
	size_t i, end;

	for (i = 0; i < c->n; i++) {
		if (c->v[i].kind != LINE_MARK || c->v[i].mark != MARK_SIGNATURE)
			continue;
		for (end = i + 1; end < c->n && c->v[end].kind != LINE_QUOTED;
		     end++)
			if (c->v[end].kind == LINE_MARK &&
			    c->v[end].mark != MARK_SIGNATURE)
				break;
		quote_set(c, i, end - 1, LINE_GONE);
		i = end - 1;
	}
}

/* An own passage: lines from..end, between quotes. */
struct passage {
	size_t from, end;
};

static bool
next_passage(const struct quote_cut *c, size_t at, struct passage *p)
{
	while (at < c->n && c->v[at].kind != LINE_OWN)
		at++;
	if (at == c->n)
		return false;
	p->from = p->end = at;
	for (; at < c->n &&
	       (c->v[at].kind == LINE_OWN || c->v[at].kind == LINE_BLANK ||
		   c->v[at].kind == LINE_MARK);
	     at++)
		if (c->v[at].kind == LINE_OWN)
			p->end = at + 1;
	return true;
}

static void
cut_from(struct quote_cut *c, struct passage *p, size_t at)
{
	quote_set(c, at, p->end - 1, LINE_GONE);
	while (at > p->from && (c->v[at - 1].kind != LINE_OWN ||
				   quote_is_rule(&c->v[at - 1], 2))) {
		at--;
		if (c->v[at].kind == LINE_OWN)
			c->v[at].kind = LINE_GONE;
	}
	p->end = at;
}

/* "-- " (RFC 3676 4.3), with or without its space. */
static void
cut_delimited(struct quote_cut *c, struct passage *p)
{
	size_t i;

	for (i = p->from; i < p->end; i++)
		if (c->v[i].kind == LINE_OWN && c->v[i].n == 2 &&
		    memcmp(c->v[i].s, "--", 2) == 0) {
			cut_from(c, p, i);
			return;
		}
}

/* What a mailing list adds below a rule: its name and addresses. */
static void
cut_footer(struct quote_cut *c, struct passage *p)
{
	unsigned below = 0;
	bool links = false;
	size_t i;

	for (i = p->end; i > p->from && below <= FOOTER_LINES; i--) {
		const struct quote_line *l = &c->v[i - 1];

		if (l->kind != LINE_OWN)
			continue;
		if (quote_is_rule(l, 2) && *l->s == '_') {
			if (links && below > 0)
				cut_from(c, p, i - 1);
			return;
		}
		below++;
		links |= memmem(l->s, l->n, "http", 4) != NULL ||
			 memchr(l->s, '@', l->n) != NULL;
	}
}

/* "Sent from my phone" near the end, and what stands below it. */
static void
cut_client(struct quote_cut *c, struct passage *p)
{
	unsigned seen = 0;
	size_t i, best = p->end;

	for (i = p->end; i > p->from && seen < SIGN_LINES; i--) {
		const struct quote_line *l = &c->v[i - 1];

		if (l->kind != LINE_OWN)
			continue;
		/* in the middle of a paragraph it is a sentence */
		if (seen <= SIGN_BELOW &&
		    (seen == 0 || i - 1 == p->from ||
			c->v[i - 2].kind != LINE_OWN ||
			quote_is_rule(&c->v[i - 2], 2)) &&
		    quote_is(c->q, QUOTE_CLIENT, l->s, l->n))
			best = i - 1;
		seen++;
	}
	if (best < p->end)
		cut_from(c, p, best);
}

static bool
has_own_above(const struct quote_cut *c, size_t i)
{
	while (i > 0 && c->v[i - 1].kind != LINE_OWN)
		i--;
	return i > 0;
}

/* "PENAFIAN: ...", or a rule above: no person writes on below that. */
static bool
is_heading(const struct quote_cut *c, const struct passage *p, size_t i)
{
	size_t k;

	if (i > p->from && quote_is_rule(&c->v[i - 1], 3))
		return true;
	for (k = 0; k < c->v[i].n && k < 6; k++)
		if (!isupper((unsigned char)c->v[i].s[k]))
			return false;
	return true;
}

/*
 * The paragraphs at the end that a lawyer wrote. What matches no pattern
 * below one that does goes along only below a heading; the first words of a
 * mail always stay.
 */
static void
cut_disclaimer(struct quote_cut *c, struct passage *p)
{
	unsigned seen = 0;
	size_t i, best = p->end;
	bool open = true; /* nothing of the author's stands below */

	for (i = p->end; i > p->from && seen < LAWYER_LINES; i--) {
		const struct quote_line *l = &c->v[i - 1];

		if (l->kind != LINE_OWN)
			continue;
		seen++;
		if (i - 1 > p->from && c->v[i - 2].kind == LINE_OWN &&
		    !quote_is_rule(&c->v[i - 2], 3))
			continue; /* not the first line of a paragraph */
		if (!quote_is(c->q, QUOTE_DISCLAIMER, l->s, l->n))
			open &= quote_is_rule(l, 3);
		else if ((open || is_heading(c, p, i - 1)) &&
			 has_own_above(c, i - 1))
			best = i - 1;
	}
	if (best < p->end)
		cut_from(c, p, best);
}

void
quote_signatures(struct quote_cut *c)
{
	struct passage p;
	size_t at;

	for (at = 0; next_passage(c, at, &p); at = at > p.end ? at : p.end) {
		at = p.end;
		cut_delimited(c, &p);
		cut_footer(c, &p);
		cut_disclaimer(c, &p);
		cut_client(c, &p);
	}
}
