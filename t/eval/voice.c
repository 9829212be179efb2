/* What examples teach of officers' prose, and how well that is judged. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "desk/voice_priv.h"
#include "voice.h"

#define FILES_MAX 64

/* The people whom the examples name. */
static const struct officer people[] = {
	{ "rina", "Rina Kartika", "rina@test", ROLE_PETUGAS },
	{ "budi", "Budi Santoso", "budi@test", ROLE_PETUGAS },
	{ "siti", "Siti Aminah", "siti@test", ROLE_PETUGAS | ROLE_PENGADUAN },
	{ "ratna", "Ratna Juwita", "ratna@test", ROLE_KOORDINATOR },
	{ "kepala", "Hadi Suryanto", "hadi@test", ROLE_KEPALA },
	{ "petugas", "Petugas PST", "petugas@test", ROLE_PETUGAS },
};
#define PEOPLE (sizeof(people) / sizeof(people[0]))
static const struct office office = { .name = "BPS Kabupaten Mempawah",
	.unit = "Pelayanan Statistik Terpadu",
	.address = "ipds6104@bps.go.id",
	.prefix = "PST",
	.offset = 7 * 3600,
	.officers = people,
	.nofficers = PEOPLE };

struct sets {
	struct arena *a;
	struct voice_lessons v[FILES_MAX];
	const char *names[FILES_MAX];
	size_t n;
};

struct tally {
	int sent, held, inside, leaks, acts;
};

static enum err
add_file(void *ctx, const char *path, struct why *w)
{
	struct sets *s = ctx;
	struct buf b;
	enum err e;

	if (s->n == FILES_MAX)
		return why_set(w, ERR_STOP, "%s: too many files", path);
	buf_init(&b, 1 << 22);
	e = file_read(path, &b, w);
	if (e == OK)
		e = voice_read(s->a, &s->v[s->n], path, b.s, b.len, w);
	s->names[s->n++] = arena_str(s->a, strrchr(path, '/') + 1);
	buf_free(&b);
	return e;
}

static void
read_sets(struct sets *s, const char *folder)
{
	struct why w;

	*s = (struct sets){ .a = arena_new() };
	if (file_each(folder, ".txt", add_file, s, &w) != OK) {
		fprintf(stderr, "eval: %s\n", w.s);
		exit(1);
	}
}

/* What all but one set teach; without == n: all. */
static struct voice *
learn(const struct spelling *spelling, const struct sets *s, size_t without)
{
	struct voice_lesson *all;
	struct voice *v;
	size_t i, n = 0;

	for (i = 0; i < s->n; i++)
		n += s->v[i].n;
	all = mem_zero(n + 1, sizeof(*all));
	for (n = 0, i = 0; i < s->n; i++) {
		if (i == without)
			continue;
		memcpy(all + n, s->v[i].v, s->v[i].n * sizeof(*all));
		n += s->v[i].n;
	}
	v = voice_train(spelling, &office, all, n);
	free(all);
	return v;
}

static void
judge(struct arena *a, const struct voice *v, const struct voice_lesson *l,
    struct tally *t)
{
	struct officer_facts f = { .who = &people[PEOPLE - 1],
		.requester = "",
		.requester_name = l->name };
	struct msg m = { .text = l->text };
	struct review r = {
		.a = a, .o = &office, .m = &m, .f = &f, .answer.text = l->text
	};
	const char *act;
	bool held;

	prose_read(&r, l->text);
	voice_judge(v, &r);
	held = r.prose.inside >= VOICE_HOLDS;
	if (!l->sent) {
		t->inside++;
		t->leaks += !held;
		return;
	}
	act = r.prose.act == ACT_ASK        ? "ask"
	      : r.prose.act == ACT_PROGRESS ? "progress"
					    : "answer";
	t->sent++;
	t->held += held;
	t->acts += strcmp(act, l->what) == 0;
}

static void
print_tally(const char *name, const struct tally *t)
{
	printf("%-14s %5d %5d  %.3f  %5d %5d  %.3f  %.3f\n", name, t->sent,
	    t->held, (double)t->held / t->sent, t->inside, t->leaks,
	    (double)t->leaks / t->inside, (double)t->acts / t->sent);
}

void
voice_table(const struct spelling *spelling, const char *folder)
{
	struct arena *a = arena_new();
	struct tally all = { 0 };
	struct sets s;
	size_t i, k;

	read_sets(&s, folder);
	printf("== officers' prose: each writer judged by what the others "
	       "taught\n%-14s %5s %5s %6s  %5s %5s %6s  %s\n",
	    "writer", "for", "held", "", "not", "sent", "", "act right");
	for (i = 0; i < s.n; i++) {
		struct voice *v = learn(spelling, &s, i);
		struct tally t = { 0 };

		for (k = 0; k < s.v[i].n; k++) {
			judge(a, v, &s.v[i].v[k], &t);
			arena_reset(a);
		}
		print_tally(s.names[i], &t);
		all.sent += t.sent;
		all.held += t.held;
		all.inside += t.inside;
		all.leaks += t.leaks;
		all.acts += t.acts;
		voice_free(&v);
	}
	print_tally("all", &all);
	arena_free(&a);
	arena_free(&s.a);
}

void
voice_learn(const struct spelling *spelling, const char *folder, struct buf *b)
{
	struct voice *v;
	struct sets s;

	read_sets(&s, folder);
	v = learn(spelling, &s, s.n);
	voice_save(v, b);
	voice_free(&v);
	arena_free(&s.a);
}
