/*
 * Where a mail begins that is quoted as a whole, without quote signs. Knows
 * separators and the fields that clients write above such a mail.
 */
#include <ctype.h>
#include <string.h>

#include "base/banned.h"
#include "mail/html.h"
#include "mail/label.h"
#include "mail/quote_conf.h"
#include "mail/quote_rest.h"

#define BLOCK_LINES 40 /* lines of a block of fields */

/* "13:55", "13.55" */
static bool
has_time(const char *s, size_t n)
{
	size_t i;

	for (i = 1; i + 2 < n; i++)
		if ((s[i] == ':' || s[i] == '.') &&
		    isdigit((unsigned char)s[i - 1]) &&
		    isdigit((unsigned char)s[i + 1]) &&
		    isdigit((unsigned char)s[i + 2]))
			return true;
	return false;
}

/* "Word: value", in a language that label.c may not know. */
static bool
is_field(const struct quote_line *l)
{
	const char *colon = memchr(l->s, ':', l->n < 40 ? l->n : 40);

	return colon != NULL && colon > l->s && colon + 1 < l->s + l->n &&
	       !isdigit((unsigned char)colon[-1]) && colon[1] != '/' &&
	       (isspace((unsigned char)colon[1]) || colon[1] == '*');
}

/* Do fields stand below line i, however they are called? */
static bool
has_fields_below(const struct quote_cut *c, size_t i)
{
	size_t seen = 0, fields = 0;

	for (i = quote_skip_blank(c, i + 1); i < c->n && seen < 6;
	     i = quote_skip_blank(c, i + 1)) {
		if (seen == 0 && quote_is_rule(&c->v[i], 3))
			continue;
		if (seen++ == 0 && !is_field(&c->v[i]))
			return false;
		fields += is_field(&c->v[i]);
	}
	return fields >= 3;
}

/* What a block of fields says; it may wrap and have blank lines inside. */
struct block {
	bool from, date, to, subject, address, time;
	unsigned fields;
	size_t end; /* the line behind it */
};

static struct block
read_block(const struct quote_cut *c, size_t i)
{
	struct block b = { .end = i };
	size_t stop = c->n - i > BLOCK_LINES ? i + BLOCK_LINES : c->n;
	unsigned blank = 0, other = 0;
	const char *v;
	size_t n;

	for (; i < stop && blank < 2 && other < 3; i++) {
		enum label label;

		if (c->v[i].kind == LINE_BLANK || c->v[i].kind == LINE_MARK) {
			blank++;
			continue;
		}
		label = label_of(c->v[i].s, c->v[i].n, &v, &n);
		if (label == LABEL_NONE) {
			if (b.fields == 0 || blank > 0)
				break;
			other++; /* a list of recipients that wraps */
			continue;
		}
		blank = other = 0;
		b.fields++;
		b.from |= label == LABEL_FROM;
		b.date |= label == LABEL_DATE;
		b.time |= label == LABEL_DATE && has_time(v, n);
		b.to |= label == LABEL_TO || label == LABEL_CC;
		b.subject |= label == LABEL_SUBJECT;
		if (label == LABEL_FROM || label == LABEL_TO)
			b.address |= memchr(v, '@', n) != NULL;
		b.end = i + 1;
	}
	return b;
}

/* A block of fields as Outlook writes it above the mail that is answered. */
static bool
is_mail_block(const struct quote_cut *c, size_t i, bool sure)
{
	struct block b;
	const char *v;
	size_t n;

	if (label_of(c->v[i].s, c->v[i].n, &v, &n) == LABEL_NONE)
		return false;
	b = read_block(c, i);
	/* a memo has such fields too, but no time of day, and it stands first
	 */
	if (b.from && b.date && (b.to || b.subject) && (b.time && sure))
		return true;
	return b.address && b.from + b.date + b.to + b.subject >= 2 &&
	       (b.from || b.date);
}

/* Is this line the begin of a mail quoted as a whole? */
static bool
begins_rest(const struct quote_cut *c, size_t i, bool own)
{
	const struct quote_line *l = &c->v[i];
	size_t next;

	if (l->kind == LINE_MARK)
		return l->mark == MARK_REST ||
		       (l->mark == MARK_REST_MAYBE && has_fields_below(c, i));
	if (l->kind != LINE_OWN)
		return false;
	if (strchr("-_=*<#~+", *l->s) != NULL || quote_ends_in_colon(l) ||
	    (unsigned char)*l->s >= 0xe2)
		if (quote_is(c->q, QUOTE_SEPARATOR, l->s, l->n))
			return true;
	if (isalpha((unsigned char)*l->s) &&
	    quote_is(c->q, QUOTE_OURS, l->s, l->n))
		return true;
	if (quote_is_rule(l, 3)) {
		next = quote_skip_blank(c, i + 1);
		return next < c->n && next <= i + 3 &&
		       c->v[next].kind == LINE_OWN &&
		       is_mail_block(c, next, true);
	}
	return memchr(l->s, ':', l->n) != NULL ||
		       memmem(l->s, l->n, "\xef\xbc\x9a", 3) != NULL
		   ? is_mail_block(c, i, own)
		   : false;
}

/* "Reply above this line" with nothing above is a mail of its own: a ticket
 * system's. A forward without a note has fields there. */
static bool
is_for_replies(const struct quote_cut *c, size_t i, bool own)
{
	const char *v;
	size_t n;

	if (own || c->v[i].kind != LINE_OWN ||
	    memchr(c->v[i].s, '@', c->v[i].n))
		return false;
	if (label_of(c->v[i].s, c->v[i].n, &v, &n) != LABEL_NONE)
		return false;
	i = quote_skip_blank(c, i + 1);
	return i < c->n && c->v[i].kind == LINE_OWN && !is_field(&c->v[i]);
}

/* Below it quote signs tell what is quoted: there may be answers between. */
static bool
has_signs_below(const struct quote_cut *c, size_t i)
{
	if (c->v[i].kind != LINE_OWN)
		return false;
	i = quote_skip_blank(c, i + 1);
	return i < c->n && c->v[i].kind == LINE_QUOTED;
}

void
quote_rest(struct quote_cut *c)
{
	bool own = false;
	size_t i;

	for (i = 0; i < c->n; i++) {
		if (begins_rest(c, i, own)) {
			if (has_signs_below(c, i)) {
				c->v[i].kind = LINE_INTRO;
				c->v[i].mark = *c->v[i].s;
			} else if (!is_for_replies(c, i, own)) {
				break;
			} else {
				c->v[i].kind = LINE_GONE;
			}
		}
		own |= c->v[i].kind == LINE_OWN;
	}
	c->n = i;
}
