/*
 * Which lines of a mail are the author's own. Knows the forms in which
 * clients quote and sign; must never know what the mail is about.
 */
#include <ctype.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "mail/html.h"
#include "mail/label.h"
#include "mail/quote.h"
#include "mail/quote_conf.h"

#define MAX_LINES 20000 /* looked at; nobody writes more */
#define MAX_TRIES 2000  /* lines that may be attributions */
#define JOIN_LINES 6    /* lines over which an attribution may wrap */
#define JOIN_BYTES 700  /* and its bytes */
#define SIGN_LINES 8    /* lines looked at for a client's signature */
#define SIGN_BELOW 4    /* lines that may stand below it */
#define FOOTER_LINES 8  /* lines of a mailing list's footer */
#define LAWYER_LINES 40 /* lines of a disclaimer */
#define BLOCK_LINES 40  /* lines of a block of fields */
#define WRAPPED 45      /* a quoted line that long may have lost its tail */

enum kind {
	BLANK,
	OWN,
	QUOTED, /* has a quote sign */
	INTRO,  /* says who wrote the quote below */
	GONE,   /* signature, disclaimer, mark */
	MARK
};

struct line {
	const char *s; /* white space at both ends off */
	size_t n;
	const char *all; /* as it stands */
	size_t all_n;
	enum kind kind;
	char mark;
};

struct cutter {
	const struct quote_patterns *q;
	struct line *v;
	size_t n; /* lines above what is quoted as a whole */
	struct buf joined;
	unsigned tries; /* at attributions: the dearest patterns */
};

static struct line
line_of(const char *s, size_t n)
{
	struct line l = { .all = s, .kind = OWN };

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
		l.kind = BLANK;
	else if (*s == '>' || (n >= 3 && memcmp(s, "\xef\xbc\x9e", 3) == 0))
		l.kind = QUOTED;
	else if (n == 1 && *s >= MARK_ATTRIBUTION && *s <= MARK_SIGNATURE_END) {
		l.kind = MARK;
		l.mark = *s;
	}
	return l;
}

static void
split(struct arena *a, struct cutter *c, const char *text, size_t n)
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

static bool
is_text(const struct line *l)
{
	return l->kind == OWN;
}

/* The first line from i on that is neither blank nor a mark; n if none. */
static size_t
skip_blank(const struct cutter *c, size_t i)
{
	while (i < c->n && (c->v[i].kind == BLANK || c->v[i].kind == MARK))
		i++;
	return i;
}

static bool
is_rule(const struct line *l, size_t least)
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
static bool
ends_in_colon(const struct line *l)
{
	size_t n = l->n;

	while (n > 0 && strchr(" *_-", l->s[n - 1]) != NULL)
		n--;
	return (n > 0 && l->s[n - 1] == ':') ||
	       (n >= 3 && memcmp(l->s + n - 3, "\xef\xbc\x9a", 3) == 0);
}

/* So do those of programs that write no colon: "... wrote ----". */
static bool
ends_in_verb(const struct line *l)
{
	size_t tail = l->n < 16 ? l->n : 16;

	return memmem(l->s + l->n - tail, tail, "wrote", 5) != NULL ||
	       memmem(l->s + l->n - tail, tail, "menulis", 7) != NULL;
}

/* Lines from..to as one, into c->joined. */
static bool
join(struct cutter *c, size_t from, size_t to)
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
attribution_start(struct cutter *c, size_t end)
{
	size_t i, best = end + 1;

	for (i = end + 1; i > 0 && end - (i - 1) < JOIN_LINES; i--) {
		size_t at = i - 1;

		if (!is_text(&c->v[at])) {
			/* one blank line inside, where HTML had a <br> */
			if (at == end || best <= end ||
			    c->v[at].kind != BLANK || at == 0 ||
			    !is_text(&c->v[at - 1]))
				break;
			continue;
		}
		if (c->tries++ > MAX_TRIES || !join(c, at, end))
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

static void
set_kind(struct cutter *c, size_t from, size_t to, enum kind k)
{
	for (; from <= to && from < c->n; from++)
		if (c->v[from].kind != MARK)
			c->v[from].kind = k;
}

/*
 * In a language that no pattern knows: lines right above a quote, the last
 * of which ends in a colon, with a date or an address.
 */
static size_t
unknown_attribution(struct cutter *c, size_t end)
{
	size_t from = end;

	if (!ends_in_colon(&c->v[end]))
		return end + 1;
	while (from > 0 && is_text(&c->v[from - 1]) && end - from < 2)
		from--;
	if (from > 0 && is_text(&c->v[from - 1]))
		from = end; /* the end of a longer paragraph */
	if (!join(c, from, end) || !has_date(c->joined.s, c->joined.len))
		return end + 1;
	return from;
}

/*
 * Without a quote below, "On 5 October at 10.00 he wrote:" may be a citizen's
 * own story. Programs that set no quote signs name an address there, or set
 * it between dashes.
 */
static bool
is_certain(struct cutter *c, size_t from, size_t to)
{
	return join(c, from, to) &&
	       (memchr(c->joined.s, '@', c->joined.len) != NULL ||
		   strncmp(c->joined.s, "--", 2) == 0 ||
		   text_istr(c->joined.s, "you wrote:") != NULL ||
		   text_istr(c->joined.s, "anda menulis:") != NULL);
}

/* "Thanks On Mon, ... X wrote:": the words before it are the author's. */
static bool
shares_line(struct cutter *c, struct line *l)
{
	static const char *const openers[] = { "On ", "Pada " };
	size_t i, at;

	if (!ends_in_colon(l))
		return false;
	for (at = l->n; at > 1; at--)
		for (i = 0; i < 2; i++) {
			const char *s = l->s + at - 1;
			size_t left = l->n - at + 1, len = strlen(openers[i]);

			if (left < len || memcmp(s, openers[i], len) != 0 ||
			    (s[-1] != ' ' && s[-1] != '-') || left > JOIN_BYTES)
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

/* Attributions: with quoted lines below they go alone; without, all below
 * them is the quote. Returns where that begins, n if nowhere. */
static size_t
find_attributions(struct cutter *c)
{
	size_t i, next, from;

	for (i = 0; i < c->n; i++) {
		bool above_quote;

		if (!is_text(&c->v[i]))
			continue;
		next = skip_blank(c, i + 1);
		above_quote = next < c->n && c->v[next].kind == QUOTED;
		if (!above_quote && !ends_in_colon(&c->v[i]) &&
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
		set_kind(c, from, i, INTRO);
	}
	return c->n;
}

/* "Word: value", in a language that label.c may not know. */
static bool
is_field(const struct line *l)
{
	const char *colon = memchr(l->s, ':', l->n < 40 ? l->n : 40);

	return colon != NULL && colon > l->s && colon + 1 < l->s + l->n &&
	       !isdigit((unsigned char)colon[-1]) && colon[1] != '/' &&
	       (isspace((unsigned char)colon[1]) || colon[1] == '*');
}

/* Do fields stand below line i, however they are called? */
static bool
has_fields_below(const struct cutter *c, size_t i)
{
	size_t seen = 0, fields = 0;

	for (i = skip_blank(c, i + 1); i < c->n && seen < 6;
	     i = skip_blank(c, i + 1)) {
		if (seen == 0 && is_rule(&c->v[i], 3))
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
read_block(const struct cutter *c, size_t i)
{
	struct block b = { .end = i };
	size_t stop = c->n - i > BLOCK_LINES ? i + BLOCK_LINES : c->n;
	unsigned blank = 0, other = 0;
	const char *v;
	size_t n;

	for (; i < stop && blank < 2 && other < 3; i++) {
		enum label label;

		if (c->v[i].kind == BLANK || c->v[i].kind == MARK) {
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
is_mail_block(const struct cutter *c, size_t i, bool sure)
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
begins_rest(const struct cutter *c, size_t i, bool own)
{
	const struct line *l = &c->v[i];
	size_t next;

	if (l->kind == MARK)
		return l->mark == MARK_REST ||
		       (l->mark == MARK_REST_MAYBE && has_fields_below(c, i));
	if (l->kind != OWN)
		return false;
	if (strchr("-_=*<#~+", *l->s) != NULL || ends_in_colon(l) ||
	    (unsigned char)*l->s >= 0xe2)
		if (quote_is(c->q, QUOTE_SEPARATOR, l->s, l->n))
			return true;
	if (is_rule(l, 3)) {
		next = skip_blank(c, i + 1);
		return next < c->n && next <= i + 3 && is_text(&c->v[next]) &&
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
is_for_replies(const struct cutter *c, size_t i, bool own)
{
	const char *v;
	size_t n;

	if (own || c->v[i].kind != OWN || memchr(c->v[i].s, '@', c->v[i].n))
		return false;
	if (label_of(c->v[i].s, c->v[i].n, &v, &n) != LABEL_NONE)
		return false;
	i = skip_blank(c, i + 1);
	return i < c->n && c->v[i].kind == OWN && !is_field(&c->v[i]);
}

static void
find_rest(struct cutter *c)
{
	bool own = false;
	size_t i;

	for (i = 0; i < c->n; i++) {
		if (begins_rest(c, i, own)) {
			if (!is_for_replies(c, i, own))
				break;
			c->v[i].kind = GONE;
		}
		own |= c->v[i].kind == OWN;
	}
	c->n = i;
}

/* Gmail and Thunderbird say where the attribution begins. */
static void
follow_marks(struct cutter *c)
{
	size_t i, from, to, lines;

	for (i = 0; i < c->n; i++) {
		if (c->v[i].kind != MARK || c->v[i].mark != MARK_ATTRIBUTION)
			continue;
		from = skip_blank(c, i);
		for (to = from, lines = 0;
		     to < c->n && c->v[to].kind != QUOTED && lines < JOIN_LINES;
		     to++)
			lines += c->v[to].kind == OWN;
		if (to < c->n && c->v[to].kind == QUOTED && to > from)
			set_kind(c, from, to - 1, INTRO);
	}
}

/* What a client's own element holds is a signature. */
static void
drop_marked_signatures(struct cutter *c)
{
	size_t i, end;

	for (i = 0; i < c->n; i++) {
		if (c->v[i].kind != MARK || c->v[i].mark != MARK_SIGNATURE)
			continue;
		for (end = i + 1; end < c->n && c->v[end].kind != QUOTED; end++)
			if (c->v[end].kind == MARK &&
			    c->v[end].mark != MARK_SIGNATURE)
				break;
		set_kind(c, i, end - 1, GONE);
		i = end - 1;
	}
}

/* The second half of a quoted line that was wrapped has lost its sign; it
 * goes on in the middle of a sentence or of a link. */
static bool
is_torn_off(const struct line *before, const struct line *l)
{
	if (strchr("(_<&=%/", *l->s) != NULL ||
	    (memmem(l->s, l->n, "http", 4) != NULL &&
		memchr(l->s, ' ', l->n) == NULL))
		return true;
	return before->n >= WRAPPED && !isupper((unsigned char)*l->s) &&
	       strchr(".?!:", before->s[before->n - 1]) == NULL;
}

static void
mend_wrapped(struct cutter *c)
{
	size_t i;

	for (i = 1; i + 1 < c->n; i++)
		if (c->v[i].kind == OWN && c->v[i - 1].kind == QUOTED &&
		    c->v[i + 1].kind == QUOTED &&
		    is_torn_off(&c->v[i - 1], &c->v[i]))
			c->v[i].kind = QUOTED;
}

/* An own passage: lines from..end, between quotes. */
struct passage {
	size_t from, end;
};

static bool
next_passage(const struct cutter *c, size_t at, struct passage *p)
{
	while (at < c->n && c->v[at].kind != OWN)
		at++;
	if (at == c->n)
		return false;
	p->from = p->end = at;
	for (; at < c->n && (c->v[at].kind == OWN || c->v[at].kind == BLANK ||
				c->v[at].kind == MARK);
	     at++)
		if (c->v[at].kind == OWN)
			p->end = at + 1;
	return true;
}

static void
cut_from(struct cutter *c, struct passage *p, size_t at)
{
	set_kind(c, at, p->end - 1, GONE);
	while (at > p->from &&
	       (c->v[at - 1].kind != OWN || is_rule(&c->v[at - 1], 2))) {
		at--;
		if (c->v[at].kind == OWN)
			c->v[at].kind = GONE;
	}
	p->end = at;
}

/* "-- " (RFC 3676 4.3), with or without its space. */
static void
cut_delimited(struct cutter *c, struct passage *p)
{
	size_t i;

	for (i = p->from; i < p->end; i++)
		if (c->v[i].kind == OWN && c->v[i].n == 2 &&
		    memcmp(c->v[i].s, "--", 2) == 0) {
			cut_from(c, p, i);
			return;
		}
}

/* What a mailing list adds below a rule: its name and addresses. */
static void
cut_footer(struct cutter *c, struct passage *p)
{
	unsigned below = 0;
	bool links = false;
	size_t i;

	for (i = p->end; i > p->from && below <= FOOTER_LINES; i--) {
		const struct line *l = &c->v[i - 1];

		if (l->kind != OWN)
			continue;
		if (is_rule(l, 2) && *l->s == '_') {
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
cut_client(struct cutter *c, struct passage *p)
{
	unsigned seen = 0;
	size_t i, best = p->end;

	for (i = p->end; i > p->from && seen < SIGN_LINES; i--) {
		const struct line *l = &c->v[i - 1];

		if (l->kind != OWN)
			continue;
		/* in the middle of a paragraph it is a sentence */
		if (seen <= SIGN_BELOW &&
		    (seen == 0 || i - 1 == p->from || c->v[i - 2].kind != OWN ||
			is_rule(&c->v[i - 2], 2)) &&
		    quote_is(c->q, QUOTE_CLIENT, l->s, l->n))
			best = i - 1;
		seen++;
	}
	if (best < p->end)
		cut_from(c, p, best);
}

static bool
has_own_above(const struct cutter *c, size_t i)
{
	while (i > 0 && c->v[i - 1].kind != OWN)
		i--;
	return i > 0;
}

/* "PENAFIAN: ...", or a rule above: no person writes on below that. */
static bool
is_heading(const struct cutter *c, const struct passage *p, size_t i)
{
	size_t k;

	if (i > p->from && is_rule(&c->v[i - 1], 3))
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
cut_disclaimer(struct cutter *c, struct passage *p)
{
	unsigned seen = 0;
	size_t i, best = p->end;
	bool open = true; /* nothing of the author's stands below */

	for (i = p->end; i > p->from && seen < LAWYER_LINES; i--) {
		const struct line *l = &c->v[i - 1];

		if (l->kind != OWN)
			continue;
		seen++;
		if (i - 1 > p->from && c->v[i - 2].kind == OWN &&
		    !is_rule(&c->v[i - 2], 3))
			continue; /* not the first line of a paragraph */
		if (!quote_is(c->q, QUOTE_DISCLAIMER, l->s, l->n))
			open &= is_rule(l, 3);
		else if ((open || is_heading(c, p, i - 1)) &&
			 has_own_above(c, i - 1))
			best = i - 1;
	}
	if (best < p->end)
		cut_from(c, p, best);
}

static void
cut_signatures(struct cutter *c)
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

/*
 * Does the author answer point by point? So if own words stand between two
 * quotes, or below one that no program introduced: somebody chose those
 * lines. A quote with its introduction above a single answer is no more than
 * the mail that is answered.
 */
static bool
is_interleaved(const struct cutter *c)
{
	bool own = false, chosen = false, quoted = false, answered = false;
	bool intro = false;
	size_t i;

	for (i = 0; i < c->n; i++) {
		enum kind k = c->v[i].kind;

		if (k == QUOTED && answered)
			return true;
		if (k == OWN && chosen)
			return true;
		if (k == QUOTED && !quoted)
			chosen = own && !intro;
		quoted |= k == QUOTED;
		intro |= k == INTRO;
		own |= k == OWN;
		answered |= quoted && k == OWN;
	}
	return false;
}

static const char *
keep(struct arena *a, struct cutter *c)
{
	bool quotes = is_interleaved(c), gap = false;
	size_t i, last = 0, bytes = 0;
	const char *kept;
	struct buf b;

	for (i = 0; i < c->n; i++) {
		last = c->v[i].kind == OWN ? i + 1 : last;
		bytes += c->v[i].all_n + 2;
	}
	buf_init(&b, bytes);
	for (i = 0; i < last; i++) {
		enum kind k = c->v[i].kind;

		if (k == MARK)
			continue;
		if (k == BLANK || k == GONE ||
		    (!quotes && (k == QUOTED || k == INTRO))) {
			if (k == BLANK && b.len > 0 && !gap)
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
	struct cutter c = { .q = q };
	const char *kept;

	split(a, &c, text, n);
	buf_init(&c.joined, JOIN_BYTES);
	follow_marks(&c);
	drop_marked_signatures(&c);
	find_rest(&c);
	mend_wrapped(&c);
	c.n = find_attributions(&c);
	cut_signatures(&c);
	kept = keep(a, &c);
	buf_free(&c.joined);
	return kept;
}
