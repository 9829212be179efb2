/*
 * Notices of portals, read by the office's own patterns. It opens no file and
 * believes nothing: who may send such a notice is decided elsewhere.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/conf.h"
#include "base/mem.h"
#include "base/re.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/portal.h"

#define SPANS 33
#define VALUE_MAX 300     /* bytes of a name, an address, a number */
#define QUESTION_MAX 8000 /* bytes of a question */

enum group {
	G_REQUESTER,
	G_ADDRESS,
	G_PHONE,
	G_QUESTION,
	G_EXTERNAL,
	G_DEADLINE,
	G_KIND,
	GROUPS
};
static const char *const groups[] = { "requester", "address", "phone",
	"question", "external", "deadline", "kind" };

struct pattern {
	struct re *re; /* owned */
	int line;
};

struct gives {
	enum group group;
	const char *value;
	int line;
};

struct portal {
	const char *name, *channel, *path; /* in the arena of portals */
	int line;
	enum kind kind;
	bool trust, acknowledge;
	struct pattern from, subject; /* re NULL: not set */
	struct pattern *v;            /* owned */
	size_t n;
	struct gives *gives; /* owned */
	size_t ngives;
	const char *sample_from, *sample_subject;
	struct buf sample;
	bool in_text; /* of the example: its headers are over */
};

struct portals {
	struct arena *arena;
	struct portal *v; /* owned */
	size_t n;
};

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

static enum err
bad(const char *path, int line, const char *words, const char *what,
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
		return bad(x->path, row->line, "set twice", row->key, w);
	buf_init(&b, 20000);
	if (strcmp(around, "%s") == 0)
		buf_adds(&b, row->value);
	else
		buf_addf(&b, "^(?:%s)$", row->value);
	e = re_new(b.s, to == &x->from ? "i" : "im", &to->re, &bad_pattern);
	buf_free(&b);
	to->line = row->line;
	return e == OK ? OK
		       : bad(x->path, row->line, row->key, bad_pattern.s, w);
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
		if (re_group(x->v[x->n - 1].re, groups[i]) > 0)
			return OK;
	return bad(x->path, row->line,
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
		if (strlen(groups[i]) == n &&
		    strncmp(groups[i], row->value, n) == 0)
			break;
	if (i == GROUPS)
		return bad(x->path, row->line, "no such group", row->value, w);
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
		   : bad(x->path, row->line, "yes or no", row->key, w);
}

static enum err
set_kind(struct portal *x, const struct conf_row *row, struct why *w)
{
	if (kind_parse(row->value, &x->kind) &&
	    (x->kind == KIND_KONSULTASI || x->kind == KIND_PENGADUAN))
		return OK;
	return bad(x->path, row->line, "konsultasi or pengaduan", row->key, w);
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
		return bad(x->path, row->line, "no such key", row->key, w);
	return OK;
}

static enum err
check_section(const struct portal *x, struct why *w)
{
	if (x->from.re == NULL)
		return bad(x->path, x->line, "needs a from", x->name, w);
	if (x->n == 0)
		return bad(x->path, x->line, "needs a pattern", x->name, w);
	if (*x->channel == '\0')
		return bad(x->path, x->line, "needs a channel", x->name, w);
	if (*x->sample_from == '\0' || x->sample.len == 0)
		return bad(x->path, x->line,
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
			return bad(c->path, row.line,
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

/* One line, fit for a ticket; of a question the lines stay. */
static const char *
value_of(struct arena *a, const char *s, size_t n, enum group g)
{
	const char *text;
	struct buf b;

	buf_init(&b, QUESTION_MAX + 16);
	if (g == G_QUESTION) {
		while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL)
			n--;
		while (n > 0 && strchr(" \t\r\n", *s) != NULL)
			s++, n--;
		n = n > QUESTION_MAX ? QUESTION_MAX : n;
		while (n > 0 && n == QUESTION_MAX && (s[n] & 0xc0) == 0x80)
			n--;
		buf_add(&b, s, n);
	} else {
		n = n > VALUE_MAX ? VALUE_MAX : n;
		while (n > 0 && n == VALUE_MAX && (s[n] & 0xc0) == 0x80)
			n--;
		text_add_squeezed(&b, s, n);
	}
	text = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return text;
}

static bool
read_groups(struct arena *a, const struct pattern *p, const char *text,
    const char **value)
{
	struct re_span span[SPANS];
	int i, g;

	if (!re_match(p->re, text, strlen(text), 0, span, SPANS))
		return false;
	for (i = 0; i < GROUPS; i++) {
		g = re_group(p->re, groups[i]);
		if (g <= 0 || g >= SPANS || span[g].at == SIZE_MAX ||
		    *value[i] != '\0')
			continue;
		value[i] = value_of(
		    a, text + span[g].at, span[g].len, (enum group)i);
	}
	return true;
}

/* How portals call what they pass on; LAPOR! knows three sorts. */
static enum kind
kind_of(const char *word, enum kind otherwise)
{
	static const char *const complaint[] = { "adu", "keluh", "complain",
		"lapor" };
	static const char *const consultation[] = { "konsultasi", "informasi",
		"permintaan", "permohonan", "data", "request", "question" };
	size_t i;

	for (i = 0; i < sizeof(complaint) / sizeof(*complaint); i++)
		if (text_istr(word, complaint[i]) != NULL)
			return KIND_PENGADUAN;
	for (i = 0; i < sizeof(consultation) / sizeof(*consultation); i++)
		if (text_istr(word, consultation[i]) != NULL)
			return KIND_KONSULTASI;
	return otherwise;
}

static bool
is_of(const struct portal *x, const char *from, const char *subject)
{
	return re_test(x->from.re, from, strlen(from)) &&
	       (x->subject.re == NULL ||
		   re_test(x->subject.re, subject, strlen(subject)));
}

/* Where a form names no address, its Reply-To is the citizen's. */
static const char *
reply_to(const struct msg *m)
{
	return m->reply_to.n == 1 ? m->reply_to.v[0].address : "";
}

bool
portal_find(struct arena *a, const struct portals *p, const struct msg *m,
    int offset, struct portal_task *t_r)
{
	const char *value[GROUPS];
	const struct portal *x = NULL;
	const char *subject = m->subject ? m->subject : "";
	const char *text = m->text ? m->text : "";
	bool seen = false;
	size_t i;

	for (i = 0; p != NULL && m->from.n == 1 && i < p->n && x == NULL; i++)
		if (is_of(&p->v[i], m->from.v[0].address, subject))
			x = &p->v[i];
	if (x == NULL)
		return false;
	for (i = 0; i < GROUPS; i++)
		value[i] = "";
	for (i = 0; i < x->n; i++) {
		seen |= read_groups(a, &x->v[i], text, value);
		seen |= read_groups(a, &x->v[i], subject, value);
	}
	if (!seen)
		return false;
	*t_r = (struct portal_task){ .portal = x->name,
		.channel = x->channel,
		.requester = value[G_REQUESTER],
		.address = value[G_ADDRESS],
		.phone = value[G_PHONE],
		.question = value[G_QUESTION],
		.external = value[G_EXTERNAL],
		.kind = kind_of(value[G_KIND], x->kind),
		.deadline = TOD_NONE,
		.trust = x->trust,
		.acknowledge = x->acknowledge };
	if (*t_r->address == '\0')
		t_r->address = reply_to(m);
	portal_deadline(value[G_DEADLINE], offset, t_r);
	return true;
}

static enum err
test_gives(const struct portal *x, const char *const *value, struct why *w)
{
	size_t i;

	for (i = 0; i < x->ngives; i++) {
		const struct gives *g = &x->gives[i];

		if (strcmp(value[g->group], g->value) != 0)
			return why_set(w, ERR_ITEM,
			    "%s:%d: the example gives %s \"%.80s\"", x->path,
			    g->line, groups[g->group], value[g->group]);
	}
	return OK;
}

static enum err
test_portal(struct arena *a, const struct portal *x, struct why *w)
{
	const char *value[GROUPS];
	struct portal_task task = { 0 };
	bool text, subject;
	size_t i;

	for (i = 0; i < GROUPS; i++)
		value[i] = "";
	if (!re_test(x->from.re, x->sample_from, strlen(x->sample_from)))
		return bad(x->path, x->from.line,
		    "from does not match the example", x->sample_from, w);
	if (!is_of(x, x->sample_from, x->sample_subject))
		return bad(x->path, x->subject.line,
		    "subject does not match the example", x->sample_subject, w);
	for (i = 0; i < x->n; i++) {
		text = read_groups(a, &x->v[i], x->sample.s, value);
		subject = read_groups(a, &x->v[i], x->sample_subject, value);
		if (!text && !subject)
			return bad(x->path, x->v[i].line,
			    "pattern does not match the example of", x->name,
			    w);
	}
	if (*value[G_DEADLINE] != '\0' &&
	    !portal_deadline(value[G_DEADLINE], 0, &task))
		return bad(x->path, x->line,
		    "no date is read from the example's deadline",
		    value[G_DEADLINE], w);
	return test_gives(x, value, w);
}

enum err
portals_test(const struct portals *p, struct why *w)
{
	struct arena *a = arena_new();
	enum err e = OK;
	size_t i;

	for (i = 0; i < p->n && e == OK; i++)
		e = test_portal(a, &p->v[i], w);
	arena_free(&a);
	return e;
}
