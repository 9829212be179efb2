/*
 * tanggap rules: tries one file of rules on a folder of mails. It must never
 * change either.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/banned.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "cmd/cmd.h"

#define MAILS_MAX 10000
#define RULES_FILE_MAX (4u << 20)
#define SHOWN 5 /* mails told of a rule */

struct sample {
	const char *name; /* of the file, in the arena */
	enum kind kind;   /* by labels.tsv; NONE: not labelled */
	enum topic topic;
	bool labelled, hit;
};

struct trial {
	const struct options *o;
	struct setup *setup;
	struct arena *a;
	const char *file;    /* whose rules are tried */
	struct stat st;      /* of it */
	struct rules *rules; /* with the families of the others */
	bool added;
	struct classifier *c;
	struct sample *mails; /* MAILS_MAX */
	size_t nmails;
	unsigned char *seen; /* rule times MAILS_MAX: did it match? */
	const char **words;  /* same: what it saw */
	size_t *hits;        /* per rule */
};

static enum err
add_file(struct trial *t, const char *path, struct why *w)
{
	struct buf b;
	enum err e;

	buf_init(&b, RULES_FILE_MAX);
	e = file_read(path, &b, w);
	if (e == OK)
		e = rules_add(t->rules, path, b.s, b.len, w);
	buf_free(&b);
	return e;
}

/* The office's files come along for their families of words; the file that is
 * tried may be one of them, and stays in its place then. */
static enum err
add_office_file(void *ctx, const char *path, struct why *w)
{
	struct trial *t = ctx;
	struct stat st;

	if (stat(path, &st) == 0 && st.st_dev == t->st.st_dev &&
	    st.st_ino == t->st.st_ino) {
		t->added = true;
		path = t->file;
	}
	return add_file(t, path, w);
}

static enum err
load_rules(struct trial *t, struct why *w)
{
	const struct settings *c = &t->setup->settings;
	enum err e;

	if (stat(t->file, &t->st) < 0)
		return why_set(w, ERR_ITEM, "%s: no such file", t->file);
	t->rules = rules_new();
	e = file_each(c->rules, ".rules", add_office_file, t, w);
	if (e == OK && !t->added)
		e = add_file(t, t->file, w);
	return e == OK ? classifier_new(t->rules, c->data, &t->c, w) : e;
}

static bool
is_tried(const struct trial *t, size_t rule)
{
	return strcmp(rules_at(t->rules, rule)->path, t->file) == 0;
}

static enum err
try_mail(void *ctx, const char *path, struct why *w)
{
	struct trial *t = ctx;
	struct arena *a = arena_new();
	struct sample *s = &t->mails[t->nmails];
	struct verdict v;
	struct msg m;
	struct buf b;
	size_t i, k;
	enum err e;

	if (t->nmails == MAILS_MAX) {
		arena_free(&a);
		return why_set(w, ERR_ITEM, "more than %d mails", MAILS_MAX);
	}
	buf_init(&b, 64u << 20);
	e = file_read(path, &b, w);
	if (e == OK &&
	    msg_read(a, &t->setup->settings.reader, b.s, b.len, &m, w) == OK) {
		classify_mail(a, t->c, &t->setup->settings.office, &m, &v);
		for (i = 0, k = 0; i < v.nhits; i++) {
			while (rules_at(t->rules, k) != v.hits[i].rule)
				k++;
			t->seen[k * MAILS_MAX + t->nmails] = 1;
			t->words[k * MAILS_MAX + t->nmails] = arena_str(
			    t->a, v.hits[i].words);
			t->hits[k]++;
			s->hit |= is_tried(t, k);
		}
	}
	s->name = arena_str(t->a, strrchr(path, '/') + 1);
	t->nmails++;
	buf_free(&b);
	arena_free(&a);
	return e;
}

/* file, kind, topic, ... apart by tabs; others than ours are passed over. */
static void
read_label(struct trial *t, char *line)
{
	char *name = strsep(&line, "\t"), *kind = strsep(&line, "\t");
	char *topic = strsep(&line, "\t");
	struct sample *s;
	size_t i;

	for (i = 0; kind != NULL && i < t->nmails; i++) {
		s = &t->mails[i];
		if (strcmp(s->name, name) != 0 || !kind_parse(kind, &s->kind))
			continue;
		s->labelled = true;
		if (topic != NULL)
			topic_parse(topic, &s->topic);
	}
}

static void
read_labels(struct trial *t, const char *dir)
{
	const char *path = arena_printf(t->a, "%s/labels.tsv", dir);
	char *line, *rest;
	struct why none;
	struct buf b;

	buf_init(&b, RULES_FILE_MAX);
	if (file_read(path, &b, &none) == OK)
		for (rest = b.s; (line = strsep(&rest, "\n")) != NULL;)
			read_label(t, line);
	buf_free(&b);
}

static bool
has_claim(const struct rule *r)
{
	return r->weight > 0 &&
	       (r->kind != KIND_NONE || r->topic != TOPIC_NONE);
}

static bool
is_so(const struct rule *r, const struct sample *s)
{
	return (r->kind == KIND_NONE || r->kind == s->kind) &&
	       (r->topic == TOPIC_NONE || r->topic == s->topic);
}

static void
print_rule(const struct trial *t, size_t rule)
{
	const struct rule *r = rules_at(t->rules, rule);
	size_t i, at, shown = 0, labelled = 0, right = 0;

	for (i = 0; i < t->nmails; i++)
		if (t->seen[rule * MAILS_MAX + i] && t->mails[i].labelled) {
			labelled++;
			right += is_so(r, &t->mails[i]);
		}
	printf("%-30s %4zu mails", r->name, t->hits[rule]);
	if (labelled > 0 && has_claim(r))
		printf(", right in %zu of %zu (%.2f)", right, labelled,
		    (double)right / (double)labelled);
	printf("\n");
	for (i = 0; i < t->nmails && shown < SHOWN; i++) {
		at = rule * MAILS_MAX + i;
		if (!t->seen[at])
			continue;
		printf("    %s%s \"", t->mails[i].name,
		    t->mails[i].labelled && has_claim(r) &&
			    !is_so(r, &t->mails[i])
			? " (is none)"
			: "");
		cmd_print(stdout, t->words[at], 60);
		printf("\"\n");
		shown++;
	}
	if (t->hits[rule] > SHOWN)
		printf("    ... and %zu more\n", t->hits[rule] - SHOWN);
}

static void
print_never(const struct trial *t)
{
	size_t i, n = 0;

	for (i = 0; i < rules_count(t->rules); i++)
		if (is_tried(t, i) && t->hits[i] == 0)
			printf("%s %s", n++ ? "" : "\nnever matched:",
			    rules_at(t->rules, i)->name);
	if (n > 0)
		printf("\n");
}

static bool
same_mails(const struct trial *t, size_t i, size_t k)
{
	return memcmp(t->seen + i * MAILS_MAX, t->seen + k * MAILS_MAX,
		   t->nmails) == 0;
}

static void
print_overlaps(const struct trial *t)
{
	size_t i, k, n = rules_count(t->rules), found = 0;

	for (i = 0; i < n; i++)
		for (k = i + 1; k < n; k++) {
			if (t->hits[i] < 2 || t->hits[i] != t->hits[k] ||
			    (!is_tried(t, i) && !is_tried(t, k)) ||
			    !same_mails(t, i, k))
				continue;
			printf("%s  %s and %s (%zu mails)\n",
			    found++ ? "" : "\nalways together:\n",
			    rules_at(t->rules, i)->name,
			    rules_at(t->rules, k)->name, t->hits[i]);
		}
}

/* Labelled as what the file is about, and none of its rules saw it. */
static void
print_missed(const struct trial *t)
{
	bool about[KIND_COUNT] = { false };
	const struct rule *r;
	size_t i, n = 0;

	for (i = 0; i < rules_count(t->rules); i++) {
		r = rules_at(t->rules, i);
		about[r->kind] |= is_tried(t, i) && has_claim(r);
	}
	for (i = 0; i < t->nmails; i++)
		if (t->mails[i].labelled && about[t->mails[i].kind] &&
		    t->mails[i].kind != KIND_NONE && !t->mails[i].hit)
			printf("%s %s", n++ ? "" : "\nmails that no rule saw:",
			    t->mails[i].name);
	if (n > 0)
		printf("\n");
}

static enum err
try_rules(struct trial *t, const char *dir, struct why *w)
{
	size_t i, n, tried = 0;
	enum err e;

	if ((e = load_rules(t, w)) != OK)
		return e;
	n = rules_count(t->rules);
	t->mails = mem_zero(MAILS_MAX, sizeof(*t->mails));
	t->seen = mem_zero(n + 1, MAILS_MAX);
	t->words = mem_zero((n + 1) * MAILS_MAX, sizeof(*t->words));
	t->hits = mem_zero(n + 1, sizeof(*t->hits));
	if ((e = file_each(dir, ".eml", try_mail, t, w)) != OK)
		return e;
	read_labels(t, dir);
	for (i = 0; i < n; i++)
		tried += is_tried(t, i);
	printf("%zu rules, %zu mails\n\n", tried, t->nmails);
	for (i = 0; i < n; i++)
		if (is_tried(t, i) && t->hits[i] > 0)
			print_rule(t, i);
	print_never(t);
	print_overlaps(t);
	print_missed(t);
	return OK;
}

int
cmd_rules(const struct options *o)
{
	struct trial t = { .o = o };
	struct why w;
	enum err e;

	if (o->nargs != 2)
		return cmd_usage(o, "takes a file of rules and a folder of "
				    "mails (.eml)");
	t.file = o->args[0];
	if ((e = cmd_load(o, &t.setup, &w)) != OK)
		return cmd_fail(o, e, &w);
	t.a = arena_new();
	e = try_rules(&t, o->args[1], &w);
	free(t.mails);
	free(t.seen);
	free(t.words);
	free(t.hits);
	classifier_free(&t.c);
	rules_free(&t.rules);
	arena_free(&t.a);
	setup_free(&t.setup);
	return e == OK ? EXIT_DONE : cmd_fail(o, e, &w);
}
