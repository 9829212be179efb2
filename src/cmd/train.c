/*
 * tanggap train: learns the model anew from the shipped lessons and the
 * officers' corrections, and tells what that changed. It must never judge a
 * mail.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/file.h"
#include "cmd/cmd.h"
#include "store/people.h"

#define PAGE 500
#define MODEL_MAX (16u << 20)
#define SHOWN 20 /* of those that still go wrong */

struct correction {
	struct lesson lesson;
	int64_t ticket;
};

struct train {
	const struct options *o;
	struct setup *setup;
	struct store *store;
	struct arena *a;
	struct lessons shipped;
	struct correction *v;   /* the last word on each ticket */
	struct lesson *lessons; /* the same, as training takes them */
	size_t n, unusable, changed;
	struct buf model;
};

/* How many are understood as they ought to be. */
struct tally {
	size_t shipped, corrections;
};

static void
keep(struct train *t, const struct correction *c)
{
	size_t i;

	for (i = 0; i < t->n && c->ticket != 0; i++)
		if (t->v[i].ticket == c->ticket) {
			t->v[i] = *c;
			t->changed++;
			return;
		}
	t->v[t->n++] = *c;
}

/* features: the subject, a line end, the text; plain already. */
static void
take(struct train *t, const struct lesson_row *row)
{
	const char *nl = strchr(row->features, '\n');
	struct correction c = { .ticket = row->ticket };

	c.lesson = (struct lesson){ .language = "",
		.complete = "",
		.tags = "",
		.subject = nl == NULL ? ""
				      : arena_strn(t->a, row->features,
					    (size_t)(nl - row->features)),
		.text = nl == NULL ? row->features : nl + 1 };
	if (!kind_parse(row->kind, &c.lesson.kind) ||
	    !topic_parse(row->topic, &c.lesson.topic) ||
	    c.lesson.kind == KIND_NONE || c.lesson.kind == KIND_RAGU)
		t->unusable++;
	else
		keep(t, &c);
}

static enum err
read_corrections(struct train *t, struct why *w)
{
	struct page page = { 0, PAGE };
	struct correction *more;
	struct lesson_rows rows;
	size_t i;
	enum err e;

	do {
		e = lesson_list(t->store, t->a, page, &rows, w);
		if (e != OK)
			return e;
		more = arena_array(t->a, t->n + rows.n + 1, sizeof(*more));
		if (t->n > 0)
			memcpy(more, t->v, t->n * sizeof(*more));
		t->v = more;
		for (i = 0; i < rows.n; i++)
			take(t, &rows.v[i]);
		if (rows.n > 0)
			page.after = rows.v[rows.n - 1].id;
	} while (rows.n == PAGE);
	t->lessons = arena_array(t->a, t->n + 1, sizeof(*t->lessons));
	for (i = 0; i < t->n; i++)
		t->lessons[i] = t->v[i].lesson;
	return OK;
}

static bool
is_right(struct train *t, const struct lesson *l, enum kind *said_r)
{
	struct arena *a = arena_new();
	struct verdict v;
	bool right;

	classify_lesson(
	    a, t->setup->classifier, &t->setup->settings.office, l, &v);
	*said_r = v.kind;
	right = v.kind == l->kind &&
		(l->topic == TOPIC_NONE || v.topic == l->topic);
	arena_free(&a);
	return right;
}

static struct tally
measure(struct train *t)
{
	struct tally r = { 0, 0 };
	enum kind said;
	size_t i;

	for (i = 0; i < t->shipped.n; i++)
		r.shipped += is_right(t, &t->shipped.v[i], &said);
	for (i = 0; i < t->n; i++)
		r.corrections += is_right(t, &t->lessons[i], &said);
	return r;
}

static void
tell(struct train *t, const struct tally *before, const struct tally *after)
{
	enum kind said;
	size_t i, shown = 0;

	printf("lessons: %zu shipped, %zu corrections by officers",
	    t->shipped.n, t->n);
	if (t->changed + t->unusable > 0)
		printf(" (%zu replaced by later ones, %zu of no use)",
		    t->changed, t->unusable);
	printf("\n\n%-28s %8s %8s %8s\n", "understood as they ought to be",
	    "of", "before", "after");
	printf("%-30s %8zu %8zu %8zu\n", "corrections", t->n,
	    before->corrections, after->corrections);
	printf("%-30s %8zu %8zu %8zu\n", "shipped examples", t->shipped.n,
	    before->shipped, after->shipped);
	for (i = 0; i < t->n && shown < SHOWN; i++) {
		if (is_right(t, &t->lessons[i], &said))
			continue;
		printf("%sticket row %lld: an officer said %s, still %s: ",
		    shown++ ? "" : "\n", (long long)t->v[i].ticket,
		    kind_word(t->lessons[i].kind), kind_word(said));
		cmd_print(stdout, t->lessons[i].subject, 60);
		printf("\n");
	}
	if (after->shipped + t->shipped.n / 100 < before->shipped)
		printf("\nwarning: %zu shipped examples are no longer "
		       "understood; is a correction wrong?\n",
		    before->shipped - after->shipped);
}

/* Root may run this; the daemon, who reads it, owns the database. */
static enum err
write_model(struct train *t, struct why *w)
{
	const struct settings *c = &t->setup->settings;
	const char *path = setup_learnt(t->a, c);
	struct stat st;
	enum err e;

	if ((e = file_replace(path, &t->model, w)) != OK)
		return e;
	if (geteuid() == 0 && stat(c->database, &st) == 0 &&
	    chown(path, st.st_uid, st.st_gid) < 0)
		return why_set(w, ERR_ITEM, "%s: %s", path, strerror(errno));
	printf("\nwritten: %s (%zu bytes); a daemon takes it when told to "
	       "reload (SIGHUP)\n",
	    path, t->model.len);
	return OK;
}

static enum err
train(struct train *t, struct why *w)
{
	const char *data = t->setup->settings.data;
	struct tally before, after;
	enum err e;

	if ((e = lessons_shipped(t->a, data, &t->shipped, w)) != OK ||
	    (e = read_corrections(t, w)) != OK)
		return e;
	before = measure(t);
	e = classifier_train(data, t->lessons, t->n, &t->model, w);
	if (e == OK)
		e = classifier_use(
		    t->setup->classifier, t->model.s, t->model.len, w);
	if (e != OK)
		return e;
	after = measure(t);
	tell(t, &before, &after);
	return t->o->dry ? OK : write_model(t, w);
}

int
cmd_train(const struct options *o)
{
	struct train t = { .o = o };
	struct why w;
	enum err e;

	e = cmd_open(o, STORE_READ, &t.setup, &t.store, &w);
	if (e != OK)
		return cmd_fail(o, e, &w);
	t.a = arena_new();
	buf_init(&t.model, MODEL_MAX);
	e = train(&t, &w);
	buf_free(&t.model);
	arena_free(&t.a);
	store_close(&t.store);
	setup_free(&t.setup);
	return e == OK ? EXIT_DONE : cmd_fail(o, e, &w);
}
