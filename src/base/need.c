/*
 * Words that a match cannot do without, read off a pattern as a tree of "all
 * of" and "any of". Whatever it is not sure of counts as no condition: it
 * must never keep a pattern from a subject that it would match.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/need.h"

#define CODE_MAX (1u << 16) /* bytes */
#define DEPTH_MAX 30
#define RUN_MAX 60
#define GRAM_MIN 2
#define GRAM_MAX 4

/* What a piece of a pattern asks for. */
enum ask { NOTHING, WORDS, IMPOSSIBLE };

/* A node: op, words of all of it, then its children or its grams. */
enum op { ALL, ANY, GRAMS };
struct need {
	uint16_t *code; /* owned */
};

struct reader {
	const char *p;
	struct buf out;
	int depth;
	bool lost;  /* something is there that is not understood */
	bool never; /* the sequence under way cannot match */
	char run[RUN_MAX];
	size_t n; /* bytes in it */
};

static unsigned char
fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20)
				    : (unsigned char)c;
}

static uint16_t
gram_bit(uint32_t bytes)
{
	return (uint16_t)((bytes * 2654435761u) >> 17);
}

void
need_text(struct need_text *t, const char *s, size_t n)
{
	static const uint32_t mask[] = { 0xffff, 0xffffff, 0xffffffff };
	uint32_t x = 0;
	uint16_t bit;
	size_t i, k;

	memset(t, 0, sizeof(*t));
	for (i = 0; i < n; i++) {
		x = x << 8 | fold(s[i]);
		for (k = 0; k < 3 && k < i; k++) {
			bit = gram_bit(x & mask[k]);
			t->grams[k][bit >> 3] |= (uint8_t)(1u << (bit & 7));
		}
	}
}

static void
put(struct reader *r, uint16_t word)
{
	buf_add(&r->out, &word, sizeof(word));
}

static size_t
begin(struct reader *r, enum op op)
{
	size_t at = r->out.len;

	put(r, (uint16_t)op);
	put(r, 0);
	return at;
}

/* Closes the node that began at; an empty one is none. */
static bool
end(struct reader *r, size_t at)
{
	uint16_t words = (uint16_t)((r->out.len - at) / 2);

	if (words == 2 || r->out.over) {
		buf_cut(&r->out, at);
		return false;
	}
	memcpy(r->out.s + at + 2, &words, sizeof(words));
	return true;
}

static void
put_gram(struct reader *r, size_t at, size_t n)
{
	uint32_t x = 0;
	size_t i;

	for (i = 0; i < n; i++)
		x = x << 8 | fold(r->run[at + i]);
	put(r, (uint16_t)(n - GRAM_MIN));
	put(r, gram_bit(x));
}

/* The run of bytes so far is a word of the pattern: its begin, its middle and
 * its end tell enough. */
static void
flush(struct reader *r)
{
	size_t n = r->n < GRAM_MAX ? r->n : GRAM_MAX, last = r->n - n, at;

	if (r->n >= GRAM_MIN) {
		at = begin(r, GRAMS);
		put_gram(r, 0, n);
		if (last > 1)
			put_gram(r, last / 2, n);
		if (last > 0)
			put_gram(r, last, n);
		end(r, at);
	}
	r->n = 0;
}

/* Passes over a quantifier. false: none is there. "{,2}" and "{ 2}" are one
 * since PCRE2 10.43 and words before: lost. */
static bool
quantifier(struct reader *r, bool *optional_r)
{
	const char *p = r->p;

	*optional_r = *p == '?' || *p == '*';
	if (*p == '{') {
		p += 1 + strspn(p + 1, "0123456789,");
		if (*p != '}' || !isdigit((unsigned char)r->p[1])) {
			r->lost = true;
			return false;
		}
		*optional_r = r->p[1] == '0';
	} else if (*p == '\0' || strchr("?*+", *p) == NULL) {
		return false;
	}
	r->p = p + 1;
	if (*r->p == '?' || *r->p == '+')
		r->p++;
	return true;
}

static void
literal(struct reader *r, char c)
{
	bool optional, any = quantifier(r, &optional);

	if (r->n == RUN_MAX || (any && optional))
		flush(r);
	if (any && optional)
		return;
	r->run[r->n++] = c;
	if (any)
		flush(r);
}

/* Something of which the bytes are not known. */
static void
unknown(struct reader *r)
{
	bool optional;

	flush(r);
	quantifier(r, &optional);
}

/* What stands behind a backslash is all of it, and of no consequence for what
 * follows, as that of "\x41", "\c]", "\1" and "\Q" is. */
static bool
is_plain_escape(char c)
{
	return !isalnum((unsigned char)c) ||
	       strchr("bBAzZGKwWdDsShHvVRntrf", c) != NULL;
}

/* The length of "[:alpha:]" at p, 0 if it is none. */
static size_t
posix_class(const char *p)
{
	size_t n = 2 + (p[1] == ':' && p[2] == '^');

	if (p[1] != ':')
		return 0;
	n += strspn(p + n, "abcdefghijklmnopqrstuvwxyz");
	return p[n] == ':' && p[n + 1] == ']' ? n + 2 : 0;
}

static void class(struct reader *r)
{
	const char *p = r->p;
	size_t n;

	p += *p == '^';
	p += *p == ']';
	for (; *p != ']' && *p != '\0'; p++) {
		if (*p == '[' && (n = posix_class(p)) > 0)
			p += n - 1;
		else if (*p == '[' && strchr(":.=", p[1]) != NULL)
			r->lost = true;
		else if (*p == '\\' && p[1] != '\0')
			r->lost |= !is_plain_escape(*++p);
	}
	r->lost |= *p == '\0';
	r->p = p + (*p != '\0');
	unknown(r);
}

static void
escape(struct reader *r)
{
	char c = *r->p++;

	if (!isalnum((unsigned char)c) && c != '\0') {
		literal(r, c);
		return;
	}
	r->lost |= c == '\0' || !is_plain_escape(c);
	unknown(r);
}

static enum ask alternatives(struct reader *r);

/* What stands behind "(?": passes over it. false: the group is none that must
 * match. */
static bool
group_kind(struct reader *r)
{
	const char *p = r->p;
	size_t n;

	if (*p == '=' || *p == '!' ||
	    (*p == '<' && (p[1] == '=' || p[1] == '!'))) {
		r->p += *p == '<' ? 2 : 1;
		return false;
	}
	if (*p == '<' && (isalpha((unsigned char)p[1]) || p[1] == '_')) {
		r->p += strcspn(p, ">");
	} else {
		n = strspn(p, "ims-"); /* x changes what a space means */
		r->p += n;
	}
	r->lost |= *r->p != ':' && *r->p != '>';
	r->p += *r->p != '\0';
	return true;
}

/* "X(*SKIP)(*FAIL)|Y" is how a pattern says "Y, but not within X". */
static void
verb(struct reader *r)
{
	size_t n = strcspn(r->p, ")");

	if (n == 5 && strncmp(r->p, "*FAIL", n) == 0)
		r->never = true;
	else if (n != 5 || strncmp(r->p, "*SKIP", n) != 0)
		r->lost = true;
	r->p += n + (r->p[n] == ')');
}

static void
group(struct reader *r)
{
	bool must = true, optional;
	enum ask ask;
	size_t at;

	flush(r);
	at = r->out.len;
	if (*r->p == '*') {
		verb(r);
		return;
	}
	if (++r->depth > DEPTH_MAX) {
		r->lost = true;
		return;
	}
	if (*r->p == '?') {
		r->p++;
		must = group_kind(r);
	}
	ask = alternatives(r);
	r->lost |= *r->p != ')';
	r->p += *r->p != '\0';
	r->depth--;
	if ((quantifier(r, &optional) && optional) || !must)
		buf_cut(&r->out, at);
	else if (ask == IMPOSSIBLE)
		r->never = true;
}

/* Everything up to the next '|' or ')'. */
static enum ask
sequence(struct reader *r)
{
	size_t at = begin(r, ALL);
	bool outer = r->never, never;
	char c;

	r->never = false;
	while (!r->lost && *r->p != '\0' && *r->p != '|' && *r->p != ')') {
		c = *r->p++;
		if (c == '\\')
			escape(r);
		else if (c == '[')
			class(r);
		else if (c == '(')
			group(r);
		else if (c == '.' || c == '^' || c == '$')
			unknown(r);
		else
			literal(r, c);
	}
	flush(r);
	never = r->never;
	r->never = outer;
	if (!never)
		return end(r, at) ? WORDS : NOTHING;
	buf_cut(&r->out, at);
	return IMPOSSIBLE;
}

static enum ask
alternatives(struct reader *r)
{
	size_t at = begin(r, ANY);
	enum ask all = IMPOSSIBLE, one;

	for (;;) {
		one = sequence(r);
		if (all == IMPOSSIBLE || one == NOTHING)
			all = one;
		if (r->lost || *r->p != '|')
			break;
		r->p++;
	}
	if (all == WORDS)
		return end(r, at) ? WORDS : NOTHING;
	buf_cut(&r->out, at);
	return all;
}

struct need *
need_new(const char *pattern)
{
	struct reader r = { .p = pattern };
	struct need *n = NULL;

	buf_init(&r.out, CODE_MAX);
	if (alternatives(&r) == WORDS && !r.lost && !r.out.over &&
	    *r.p == '\0') {
		n = mem_zero(1, sizeof(*n));
		n->code = mem_zero(1, r.out.len);
		memcpy(n->code, r.out.s, r.out.len);
	}
	buf_free(&r.out);
	return n;
}

void
need_free(struct need **n)
{
	if (*n == NULL)
		return;
	free((*n)->code);
	free(*n);
	*n = NULL;
}

static bool
has_grams(const uint16_t *v, const struct need_text *t)
{
	const uint16_t *end = v + v[1];

	for (v += 2; v < end; v += 2)
		if ((t->grams[v[0]][v[1] >> 3] & 1u << (v[1] & 7)) == 0)
			return false;
	return true;
}

static bool
holds(const uint16_t *v, const struct need_text *t)
{
	const uint16_t *end = v + v[1], *child;
	bool any = v[0] == ANY;

	if (v[0] == GRAMS)
		return has_grams(v, t);
	for (child = v + 2; child < end; child += child[1])
		if (holds(child, t) == any)
			return any;
	return !any;
}

bool
need_may(const struct need *n, const struct need_text *t)
{
	return n == NULL || holds(n->code, t);
}
