/*
 * The rules of conf/rules: reading them, testing each against its own
 * examples, matching. It must never know what a verdict is made of.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/conf.h"
#include "base/mem.h"
#include "base/need.h"
#include "base/re.h"
#include "base/text.h"
#include "desk/rules.h"

#define RULES_MAX 4000
#define WORDS_SHOWN 60
#define PATTERN_MAX 65536

struct entry {
	struct rule rule;
	struct re *re;     /* owned */
	struct need *need; /* owned; NULL: nothing is known */
};

struct family {
	const char *name, *list;
};

struct rules {
	struct arena *arena; /* names, paths, families */
	struct entry *v;
	size_t n, room;
	struct family *families;
	size_t nfamilies;
};

/* A section while it is read. */
struct draft_rule {
	struct rule rule;
	const char *pattern;
	int pattern_line;
	struct sample {
		const char *text;
		int line;
		bool match;
	} samples[32];
	size_t nsamples;
};

static const char *const field_words[RULE_FIELDS] = { "any", "subject", "text",
	"from", "attachment", "header" };

struct rules *
rules_new(void)
{
	struct rules *r = mem_zero(1, sizeof(*r));

	r->arena = arena_new();
	return r;
}

void
rules_free(struct rules **r)
{
	size_t i;

	if (*r == NULL)
		return;
	for (i = 0; i < (*r)->n; i++) {
		re_free(&(*r)->v[i].re);
		need_free(&(*r)->v[i].need);
	}
	free((*r)->v);
	free((*r)->families);
	arena_free(&(*r)->arena);
	free(*r);
	*r = NULL;
}

size_t
rules_count(const struct rules *r)
{
	return r->n;
}

const struct rule *
rules_at(const struct rules *r, size_t i)
{
	return i < r->n ? &r->v[i].rule : NULL;
}

static const char *
family_list(const struct rules *r, const char *name, size_t n)
{
	size_t i;

	for (i = 0; i < r->nfamilies; i++)
		if (strlen(r->families[i].name) == n &&
		    memcmp(r->families[i].name, name, n) == 0)
			return r->families[i].list;
	return NULL;
}

/* A value may go on over lines that begin with '|': the space that joins them
 * is not part of the pattern. */
static void
add_tight(struct buf *b, const char *s)
{
	if (*s == '|')
		while (b->len > 0 && b->s[b->len - 1] == ' ')
			buf_cut(b, b->len - 1);
	if (*s != ' ' || b->len == 0 || b->s[b->len - 1] != '|')
		buf_addc(b, *s);
}

/* {name} is replaced by its family; {0,40} is left to PCRE2. */
static enum err
expand(const struct rules *r, const char *s, struct buf *b, struct why *w)
{
	const char *list;
	size_t n;

	for (; *s != '\0'; s++) {
		if (*s != '{' || !islower((unsigned char)s[1])) {
			add_tight(b, s);
			continue;
		}
		n = strcspn(s + 1, "}");
		if ((list = family_list(r, s + 1, n)) == NULL)
			return why_set(w, ERR_ITEM, "no [words %.*s] before it",
			    (int)n, s + 1);
		buf_addf(b, "(?:%s)", list);
		s += n + 1;
	}
	return b->over ? why_set(w, ERR_ITEM, "too long") : OK;
}

/* A field, looked at when the first rule for it comes. */
struct subject {
	const char *s;
	size_t n;
	bool looked;
	struct need_text text;
};

static void
begin(struct subject *x, const char *s)
{
	x->s = s;
	x->n = strlen(s);
	x->looked = false;
}

static bool
matches(const struct entry *e, struct subject *x, struct re_span *span)
{
	if (x->n == 0)
		return false;
	if (!x->looked)
		need_text(&x->text, x->s, x->n);
	x->looked = true;
	return need_may(e->need, &x->text) &&
	       re_match(e->re, x->s, x->n, 0, span, 1);
}

static enum err
check_samples(const struct draft_rule *d, const struct entry *e, struct why *w)
{
	struct re_span span;
	struct subject x;
	size_t i;

	for (i = 0; i < d->nsamples; i++) {
		begin(&x, d->samples[i].text);
		if (matches(e, &x, &span) != d->samples[i].match)
			return why_set(w, ERR_ITEM,
			    "%s:%d: rule %s %s its %s \"%s\"", d->rule.path,
			    d->samples[i].line, d->rule.name,
			    d->samples[i].match ? "does not match" : "matches",
			    d->samples[i].match ? "example" : "counter",
			    d->samples[i].text);
	}
	return OK;
}

static enum err
check_draft(const struct draft_rule *d, struct why *w)
{
	const struct rule *r = &d->rule;
	const char *lacks = NULL;

	if (d->pattern == NULL)
		lacks = "pattern";
	else if (*r->why == '\0')
		lacks = "why";
	else if (r->kind == KIND_NONE && r->topic == TOPIC_NONE &&
		 *r->flag == '\0')
		lacks = "kind, topic or flag";
	else if (d->nsamples == 0 || !d->samples[0].match)
		lacks = "example (before any counter)";
	if (lacks != NULL)
		return why_set(w, ERR_ITEM, "%s:%d: rule %s has no %s", r->path,
		    r->line, r->name, lacks);
	return OK;
}

static enum err
finish(struct rules *r, struct draft_rule *d, struct why *w)
{
	struct entry x = { .rule = d->rule };
	struct why inner;
	struct buf b;
	enum err e;

	if (d->rule.name == NULL)
		return OK;
	if ((e = check_draft(d, w)) != OK)
		return e;
	buf_init(&b, PATTERN_MAX);
	e = expand(r, d->pattern, &b, &inner);
	if (e == OK)
		e = re_new(b.s, "aims", &x.re, &inner);
	if (e == OK)
		x.need = need_new(b.s);
	buf_free(&b);
	if (e != OK)
		return why_set(w, ERR_ITEM, "%s:%d: rule %s: %s", d->rule.path,
		    d->pattern_line, d->rule.name, inner.s);
	if ((e = check_samples(d, &x, w)) != OK) {
		re_free(&x.re);
		need_free(&x.need);
		return e;
	}
	if (r->n == r->room) {
		r->room = r->room ? 2 * r->room : 64;
		r->v = mem_grow(r->v, r->room * sizeof(*r->v));
	}
	r->v[r->n++] = x;
	d->rule.name = NULL;
	return OK;
}

/* "-2.5" without a locale. */
static bool
parse_weight(const char *s, double *w_r)
{
	bool minus = *s == '-';
	const char *dot;
	int64_t whole = 0, tenths = 0;
	char left[8];

	s += minus || *s == '+';
	dot = strchr(s, '.');
	if (dot != NULL &&
	    (strlen(dot + 1) != 1 || !num_parse(dot + 1, 0, 9, &tenths)))
		return false;
	if (dot == NULL)
		dot = s + strlen(s);
	if (dot == s || (size_t)(dot - s) >= sizeof(left))
		return false;
	memcpy(left, s, (size_t)(dot - s));
	left[dot - s] = '\0';
	if (!num_parse(left, 0, 20, &whole))
		return false;
	*w_r = ((double)whole + (double)tenths / 10) * (minus ? -1 : 1);
	return true;
}

static bool
parse_field(const char *s, enum rule_field *f_r)
{
	size_t i;

	for (i = 0; i < RULE_FIELDS; i++)
		if (strcmp(s, field_words[i]) == 0) {
			*f_r = (enum rule_field)i;
			return true;
		}
	return false;
}

static bool
add_sample(struct draft_rule *d, const struct conf_row *row, bool match)
{
	if (d->nsamples == sizeof(d->samples) / sizeof(d->samples[0]))
		return false;
	d->samples[d->nsamples].text = row->value;
	d->samples[d->nsamples].line = row->line;
	d->samples[d->nsamples++].match = match;
	return true;
}

/* false: the key is unknown or its value is no value of it. */
static bool
set_key(struct rules *r, struct draft_rule *d, const struct conf_row *row)
{
	const char *k = row->key, *v = row->value;

	if (strcmp(k, "kind") == 0)
		return kind_parse(v, &d->rule.kind) && *v != '\0';
	if (strcmp(k, "topic") == 0)
		return topic_parse(v, &d->rule.topic) && *v != '\0';
	if (strcmp(k, "field") == 0)
		return parse_field(v, &d->rule.field);
	if (strcmp(k, "weight") == 0)
		return parse_weight(v, &d->rule.weight);
	if (strcmp(k, "example") == 0)
		return *v != '\0' && add_sample(d, row, true);
	if (strcmp(k, "counter") == 0)
		return *v != '\0' && add_sample(d, row, false);
	if (strcmp(k, "flag") == 0)
		d->rule.flag = arena_str(r->arena, v);
	else if (strcmp(k, "why") == 0)
		d->rule.why = arena_str(r->arena, v);
	else if (strcmp(k, "pattern") == 0)
		d->pattern = v, d->pattern_line = row->line;
	else
		return false;
	return true;
}

static enum err
add_family(struct rules *r, const struct conf_row *row, const char *path,
    struct why *w)
{
	struct why inner;
	struct buf b;
	enum err e;

	if (strcmp(row->key, "list") != 0 || *row->value == '\0')
		return why_set(w, ERR_ITEM,
		    "%s:%d: [words] takes list = word|word", path, row->line);
	buf_init(&b, PATTERN_MAX);
	if ((e = expand(r, row->value, &b, &inner)) != OK) {
		buf_free(&b);
		return why_set(w, e, "%s:%d: words %s: %s", path, row->line,
		    row->title, inner.s);
	}
	r->families = mem_grow(
	    r->families, (r->nfamilies + 1) * sizeof(*r->families));
	r->families[r->nfamilies++] = (struct family){
		.name = arena_str(r->arena, row->title),
		.list = arena_str(r->arena, b.s)
	};
	buf_free(&b);
	return OK;
}

static enum err
open_rule(struct rules *r, struct draft_rule *d, const struct conf_row *row,
    const char *path, struct why *w)
{
	bool is_rule = strcmp(row->section, "rule") == 0;
	size_t i;

	*d = (struct draft_rule){ 0 };
	if ((!is_rule && strcmp(row->section, "words") != 0) ||
	    *row->title == '\0')
		return why_set(w, ERR_ITEM,
		    "%s:%d: expected [rule NAME] or [words NAME]", path,
		    row->line);
	if (!is_rule)
		return OK;
	for (i = 0; i < r->n; i++)
		if (strcmp(r->v[i].rule.name, row->title) == 0)
			return why_set(w, ERR_ITEM,
			    "%s:%d: rule %s is there already, in %s:%d", path,
			    row->line, row->title, r->v[i].rule.path,
			    r->v[i].rule.line);
	if (r->n >= RULES_MAX)
		return why_set(w, ERR_ITEM, "%s:%d: more than %d rules", path,
		    row->line, RULES_MAX);
	d->rule = (struct rule){ .name = arena_str(r->arena, row->title),
		.why = "",
		.flag = "",
		.path = path,
		.line = row->line,
		.weight = 1 };
	return OK;
}

static enum err
take_row(struct rules *r, struct draft_rule *d, const struct conf_row *row,
    const char *path, struct why *w)
{
	enum err e;

	if (row->key == NULL) {
		if ((e = finish(r, d, w)) != OK)
			return e;
		return open_rule(r, d, row, path, w);
	}
	if (strcmp(row->section, "words") == 0)
		return add_family(r, row, path, w);
	if (d->rule.name == NULL)
		return why_set(w, ERR_ITEM, "%s:%d: a key outside of a section",
		    path, row->line);
	if (!set_key(r, d, row))
		return why_set(w, ERR_ITEM, "%s:%d: bad %s = %.60s", path,
		    row->line, row->key, row->value);
	return OK;
}

enum err
rules_add(struct rules *r, const char *path, const char *text, size_t n,
    struct why *w)
{
	struct arena *a = arena_new();
	struct draft_rule d = { 0 };
	const char *kept = arena_str(r->arena, path);
	struct conf_row row;
	struct conf c;
	enum err e;

	conf_init(&c, a, path, text, n);
	while ((e = conf_next(&c, &row, w)) == OK && row.line != 0)
		if ((e = take_row(r, &d, &row, kept, w)) != OK)
			break;
	if (e == OK)
		e = finish(r, &d, w);
	arena_free(&a);
	return e;
}

static const char *
shown(struct arena *a, const char *s, size_t n)
{
	struct buf b;
	char *words;

	buf_init(&b, 4 * WORDS_SHOWN);
	text_add_safe(&b, s, n, WORDS_SHOWN);
	words = arena_str(a, b.s);
	buf_free(&b);
	return words;
}

size_t
rules_match(struct arena *a, const struct rules *r, const struct rule_text *t,
    const struct rule_hit **hits_r)
{
	struct rule_hit *hits = arena_array(a, r->n + 1, sizeof(*hits));
	struct subject all[RULE_FIELDS];
	const struct entry *e;
	struct re_span span;
	size_t i, n = 0;

	for (i = 0; i < RULE_FIELDS; i++)
		begin(&all[i], t->field[i]);
	for (i = 0; i < r->n; i++) {
		e = &r->v[i];
		if (!matches(e, &all[e->rule.field], &span))
			continue;
		hits[n].rule = &e->rule;
		hits[n].at = span.at;
		hits[n++].words = shown(
		    a, t->field[e->rule.field] + span.at, span.len);
	}
	*hits_r = hits;
	return n;
}
