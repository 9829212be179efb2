/*
 * The patterns that tell quotes and signatures, as conf/patterns has them.
 * Where in a mail they are looked for is not known here.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/conf.h"
#include "base/mem.h"
#include "base/re.h"
#include "mail/quote_conf.h"

#define MAX_PATTERNS 2000
#define MAX_JOINED (1024 * 1024)

static const char *const kind_names[QUOTE_KINDS] = { "attribution", "separator",
	"client", "disclaimer", "ours" };

struct pattern {
	enum quote_kind kind;
	const char *name, *pattern, *example;
	const char *path;
	int line;
};

struct quote_patterns {
	struct arena *arena; /* owned: all strings of the patterns */
	struct pattern *v;   /* owned */
	size_t n;
	struct re *joined[QUOTE_KINDS]; /* owned; all of a kind as one */
};

struct quote_patterns *
quote_patterns_new(void)
{
	struct quote_patterns *q = mem_zero(1, sizeof(*q));

	q->arena = arena_new();
	return q;
}

void
quote_patterns_free(struct quote_patterns **q)
{
	size_t i;

	if (*q == NULL)
		return;
	for (i = 0; i < QUOTE_KINDS; i++)
		re_free(&(*q)->joined[i]);
	arena_free(&(*q)->arena);
	free((*q)->v);
	free(*q);
	*q = NULL;
}

size_t
quote_patterns_count(const struct quote_patterns *q)
{
	return q->n;
}

/* A disclaimer begins so, all others are the whole line. */
static const char *
tail_of(enum quote_kind kind)
{
	return kind == QUOTE_DISCLAIMER ? ")" : ")\\s*\\z";
}

static enum err
compile(
    const char *pattern, enum quote_kind kind, struct re **re_r, struct why *w)
{
	struct buf b;
	enum err e;

	buf_init(&b, MAX_JOINED);
	buf_adds(&b, "\\A(?:");
	buf_adds(&b, pattern);
	buf_adds(&b, tail_of(kind));
	e = b.over ? why_set(w, ERR_ITEM, "pattern: too long")
		   : re_new(b.s, "is", re_r, w);
	buf_free(&b);
	return e;
}

/* All patterns of a kind as one: a line is looked at once. */
static enum err
join(struct quote_patterns *q, enum quote_kind kind, struct why *w)
{
	struct re *re = NULL;
	struct buf b;
	enum err e = OK;
	size_t i;

	buf_init(&b, MAX_JOINED);
	for (i = 0; i < q->n; i++)
		if (q->v[i].kind == kind)
			buf_addf(
			    &b, "%s(?:%s)", b.len ? "|" : "", q->v[i].pattern);
	if (b.len > 0)
		e = compile(b.s, kind, &re, w);
	buf_free(&b);
	if (e != OK)
		return e;
	re_free(&q->joined[kind]);
	q->joined[kind] = re;
	return OK;
}

static bool
kind_of(const char *name, enum quote_kind *kind_r)
{
	int i;

	for (i = 0; i < QUOTE_KINDS; i++)
		if (strcmp(name, kind_names[i]) == 0) {
			*kind_r = (enum quote_kind)i;
			return true;
		}
	return false;
}

static enum err
is_complete(const struct pattern *p, struct why *w)
{
	if (p->pattern != NULL && p->example != NULL)
		return OK;
	return why_set(w, ERR_ITEM, "%s:%d: [%s %s] has no %s", p->path,
	    p->line, kind_names[p->kind], p->name,
	    p->pattern ? "example" : "pattern");
}

/* Which pattern is to blame when all of them together do not compile. */
static enum err
blame(const struct quote_patterns *q, size_t from, struct why *w)
{
	struct re *re = NULL;
	struct why bad;
	size_t i;

	for (i = from; i < q->n; i++) {
		if (compile(q->v[i].pattern, q->v[i].kind, &re, &bad) != OK)
			return why_set(w, ERR_ITEM, "%s:%d: %s", q->v[i].path,
			    q->v[i].line, bad.s);
		re_free(&re);
	}
	return ERR_ITEM;
}

static enum err
open_pattern(
    struct quote_patterns *q, const struct conf_row *row, struct why *w)
{
	struct pattern p = { .name = row->title, .line = row->line };

	if (!kind_of(row->section, &p.kind))
		return why_set(w, ERR_ITEM,
		    "[%s]: expected [attribution NAME], [separator NAME], "
		    "[client NAME], [disclaimer NAME] or [ours NAME]",
		    row->section);
	if (*row->title == '\0')
		return why_set(
		    w, ERR_ITEM, "[%s]: a name is missing", row->section);
	if (q->n == MAX_PATTERNS)
		return why_set(
		    w, ERR_ITEM, "more than %d patterns", MAX_PATTERNS);
	q->v = mem_grow(q->v, (q->n + 1) * sizeof(*q->v));
	q->v[q->n++] = p;
	return OK;
}

static enum err
take_row(struct quote_patterns *q, size_t first, const struct conf_row *row,
    struct why *w)
{
	if (row->key == NULL)
		return open_pattern(q, row, w);
	if (q->n == first)
		return why_set(
		    w, ERR_ITEM, "\"%s\" stands before any section", row->key);
	if (strcmp(row->key, "pattern") == 0)
		q->v[q->n - 1].pattern = row->value;
	else if (strcmp(row->key, "example") == 0)
		q->v[q->n - 1].example = row->value;
	else
		return why_set(w, ERR_ITEM,
		    "unknown key \"%s\": expected pattern or example",
		    row->key);
	return OK;
}

static enum err
read_rows(struct quote_patterns *q, const char *path, const char *text,
    size_t n, struct why *w)
{
	struct conf_row row;
	struct why what;
	struct conf c;
	size_t first = q->n;
	enum err e;

	conf_init(&c, q->arena, path, text, n);
	while ((e = conf_next(&c, &row, w)) == OK && row.line != 0) {
		if (take_row(q, first, &row, &what) != OK)
			return why_set(
			    w, ERR_ITEM, "%s:%d: %s", path, row.line, what.s);
		q->v[q->n - 1].path = path;
	}
	return e;
}

enum err
quote_patterns_add(struct quote_patterns *q, const char *path, const char *text,
    size_t n, struct why *w)
{
	size_t i, before = q->n;
	enum err e;
	int k;

	e = read_rows(q, arena_str(q->arena, path), text, n, w);
	for (i = before; i < q->n && e == OK; i++)
		e = is_complete(&q->v[i], w);
	for (k = 0; k < QUOTE_KINDS && e == OK; k++)
		if ((e = join(q, (enum quote_kind)k, w)) != OK)
			e = blame(q, before, w);
	if (e == OK)
		return OK;
	q->n = before;
	for (k = 0; k < QUOTE_KINDS; k++)
		join(q, (enum quote_kind)k, &(struct why){ "" });
	return e;
}

enum err
quote_patterns_test(const struct quote_patterns *q, struct why *w)
{
	size_t i;

	for (i = 0; i < q->n; i++) {
		const struct pattern *p = &q->v[i];
		struct re *re = NULL;
		bool good;

		if (compile(p->pattern, p->kind, &re, w) != OK)
			return ERR_ITEM;
		good = re_test(re, p->example, strlen(p->example));
		re_free(&re);
		if (!good)
			return why_set(w, ERR_ITEM,
			    "%s:%d: pattern \"%s\" does not match its example",
			    p->path, p->line, p->name);
	}
	return OK;
}

bool
quote_is(const struct quote_patterns *q, enum quote_kind kind, const char *s,
    size_t n)
{
	return q != NULL && q->joined[kind] != NULL &&
	       re_test(q->joined[kind], s, n);
}
