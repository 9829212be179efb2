/*
 * Patterns of portals' notices, loaded from the office's files. It opens none
 * of them itself and knows no mail.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/conf.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/portal_priv.h"

const char *const portal_groups[GROUPS] = { "requester", "address", "phone",
	"question", "external", "deadline", "kind" };

struct portals *
portals_new(void)
{
	struct portals *p = mem_zero(1, sizeof(*p));

	p->arena = arena_new();
	return p;
}

static void
forget(struct portal *x)
{
	size_t i;

	for (i = 0; i < x->n; i++)
		re_free(&x->v[i].re);
	re_free(&x->from.re);
	re_free(&x->subject.re);
	buf_free(&x->sample);
	free(x->v);
	free(x->gives);
}

void
portals_free(struct portals **p)
{
	size_t i;

	if (*p == NULL)
		return;
	for (i = 0; i < (*p)->n; i++)
		forget(&(*p)->v[i]);
	free((*p)->v);
	arena_free(&(*p)->arena);
	free(*p);
	*p = NULL;
}

size_t
portals_count(const struct portals *p)
{
	return p->n;
}

enum err
portal_bad(const char *path, int line, const char *words, const char *what,
    struct why *w)
{
	return why_set(w, ERR_ITEM, "%s:%d: %s%s%s", path, line, words,
	    *what != '\0' ? ": " : "", what);
}

static struct portal *
open_section(struct portals *p, const char *path, const struct conf_row *row)
{
	struct portal *x;

	p->v = mem_grow(p->v, (p->n + 1) * sizeof(*p->v));
	x = &p->v[p->n++];
	*x = (struct portal){ .path = arena_str(p->arena, path),
		.line = row->line,
		.sample_from = "",
		.sample_subject = "" };
	x->name = arena_str(p->arena, row->section);
	x->channel = x->name;
	buf_init(&x->sample, QUESTION_MAX);
	return x;
}

/* Compiled as the header says; a From has to match from end to end. */
static enum err
compile(struct portal *x, const struct conf_row *row, struct pattern *to,
    struct why *w)
{
	const char *around = to == &x->from ? "^(?:%s)$" : "%s";
	struct why bad_pattern;
	struct buf b;
	enum err e;

	if (to->re != NULL)
		return portal_bad(x->path, row->line, "set twice", row->key, w);
	buf_init(&b, 20000);
	if (strcmp(around, "%s") == 0)
		buf_adds(&b, row->value);
	else
		buf_addf(&b, "^(?:%s)$", row->value);
	e = re_new(b.s, to == &x->from ? "i" : "im", &to->re, &bad_pattern);
	buf_free(&b);
	to->line = row->line;
	return e == OK
		   ? OK
		   : portal_bad(x->path, row->line, row->key, bad_pattern.s, w);
}

static enum err
add_pattern(struct portal *x, const struct conf_row *row, struct why *w)
{
	enum err e;
	int i;

	x->v = mem_grow(x->v, (x->n + 1) * sizeof(*x->v));
	x->v[x->n] = (struct pattern){ 0 };
	if ((e = compile(x, row, &x->v[x->n], w)) != OK)
		return e;
	x->n++;
	for (i = 0; i < GROUPS; i++)
		if (re_group(x->v[x->n - 1].re, portal_groups[i]) > 0)
			return OK;
	return portal_bad(x->path, row->line,
	    "a pattern needs a group (?<requester> address phone question "
	    "external deadline kind)",
	    "", w);
}

static enum err
add_gives(struct portals *p, struct portal *x, const struct conf_row *row,
    struct why *w)
{
	size_t n = strcspn(row->value, " ");
	struct gives g = { .line = row->line };
	int i;

	for (i = 0; i < GROUPS; i++)
		if (strlen(portal_groups[i]) == n &&
		    strncmp(portal_groups[i], row->value, n) == 0)
			break;
	if (i == GROUPS)
		return portal_bad(
		    x->path, row->line, "no such group", row->value, w);
	g.group = (enum group)i;
	g.value = arena_str(p->arena, row->value + n + (row->value[n] == ' '));
	x->gives = mem_grow(x->gives, (x->ngives + 1) * sizeof(g));
	x->gives[x->ngives++] = g;
	return OK;
}

static void
add_example(struct portals *p, struct portal *x, const char *line)
{
	if (!x->in_text && text_istarts(line, "from:")) {
		x->sample_from = arena_str(p->arena, line + 5);
		x->sample_from += strspn(x->sample_from, " ");
	} else if (!x->in_text && text_istarts(line, "subject:")) {
		x->sample_subject = arena_str(p->arena, line + 8);
		x->sample_subject += strspn(x->sample_subject, " ");
	} else {
		x->in_text = true;
		buf_adds(&x->sample, line);
		buf_addc(&x->sample, '\n');
	}
}

static enum err
set_flag(
    struct portal *x, const struct conf_row *row, bool *flag_r, struct why *w)
{
	*flag_r = strcmp(row->value, "yes") == 0;
	return *flag_r || strcmp(row->value, "no") == 0
		   ? OK
		   : portal_bad(x->path, row->line, "yes or no", row->key, w);
}

static enum err
set_kind(struct portal *x, const struct conf_row *row, struct why *w)
{
	if (kind_parse(row->value, &x->kind) &&
	    (x->kind == KIND_KONSULTASI || x->kind == KIND_PENGADUAN))
		return OK;
	return portal_bad(
	    x->path, row->line, "konsultasi or pengaduan", row->key, w);
}

static enum err
set_key(struct portals *p, struct portal *x, const struct conf_row *row,
    struct why *w)
{
	if (strcmp(row->key, "pattern") == 0)
		return add_pattern(x, row, w);
	if (strcmp(row->key, "from") == 0)
		return compile(x, row, &x->from, w);
	if (strcmp(row->key, "subject") == 0)
		return compile(x, row, &x->subject, w);
	if (strcmp(row->key, "gives") == 0)
		return add_gives(p, x, row, w);
	if (strcmp(row->key, "trust") == 0)
		return set_flag(x, row, &x->trust, w);
	if (strcmp(row->key, "acknowledge") == 0)
		return set_flag(x, row, &x->acknowledge, w);
	if (strcmp(row->key, "kind") == 0)
		return set_kind(x, row, w);
	if (strcmp(row->key, "channel") == 0)
		x->channel = arena_str(p->arena, row->value);
	else if (strcmp(row->key, "example") == 0)
		add_example(p, x, row->value);
	else
		return portal_bad(
		    x->path, row->line, "no such key", row->key, w);
	return OK;
}

static enum err
check_section(const struct portal *x, struct why *w)
{
	if (x->from.re == NULL)
		return portal_bad(x->path, x->line, "needs a from", x->name, w);
	if (x->n == 0)
		return portal_bad(
		    x->path, x->line, "needs a pattern", x->name, w);
	if (*x->channel == '\0')
		return portal_bad(
		    x->path, x->line, "needs a channel", x->name, w);
	if (*x->sample_from == '\0' || x->sample.len == 0)
		return portal_bad(x->path, x->line,
		    "needs an example, with the line From: first", x->name, w);
	return OK;
}

static enum err
read_rows(struct portals *p, struct conf *c, struct why *w)
{
	struct portal *x = NULL;
	struct conf_row row;
	enum err e;

	for (;;) {
		if ((e = conf_next(c, &row, w)) != OK)
			return e;
		if (row.line == 0 || row.key == NULL) {
			if (x != NULL && (e = check_section(x, w)) != OK)
				return e;
			if (row.line == 0)
				return OK;
			x = open_section(p, c->path, &row);
		} else if (x == NULL) {
			return portal_bad(c->path, row.line,
			    "stands before the first section", row.key, w);
		} else if ((e = set_key(p, x, &row, w)) != OK) {
			return e;
		}
	}
}

enum err
portals_add(struct portals *p, const char *path, const char *text, size_t n,
    struct why *w)
{
	size_t before = p->n;
	struct conf c;
	enum err e;

	conf_init(&c, p->arena, path, text, n);
	if ((e = read_rows(p, &c, w)) != OK)
		while (p->n > before)
			forget(&p->v[--p->n]);
	return e;
}
