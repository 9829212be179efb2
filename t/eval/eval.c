/*
 * eval CONF CORPUS [-v] [RULES MODEL] | -t DIR |
 * -m DIR [-v]: how well mails are understood,
 * by rules alone, the model alone and both, cross-validated. The mails of a
 * sender stay in one fold; shipped examples are in every training set. With -t,
 * trains on all and writes DIR/lessons.txt and DIR/model; with -m, judges by
 * DIR/model.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/tod.h"
#include "desk/classify_priv.h"
#include "desk/judge.h"
#include "mail/quote.h"

#define MAILS_MAX 2000
#define FOLDS 10
#define BINS 10
#define UNSURE 0.55 /* as conf/tanggap.conf */

struct mail {
	char file[32];
	struct buf raw;
	struct msg msg;
	enum kind kind;
	enum topic topic;
	char lang[8], complete[8];
	bool hard;
	int fold;
	struct judgement judged;
	struct lesson lesson;
};

struct eval {
	struct arena *arena;
	struct rules *rules;
	struct classifier *c;
	struct mail_reader reader;
	struct office office;
	struct lessons shipped;
	struct mail *v;
	size_t n;
	bool verbose;
};

enum way { RULES_ALONE, MODEL_ALONE, BOTH, UNSEEN, WAYS };
static const char *const way_words[WAYS] = { "rules alone", "model alone",
	"combination", "combination, trained on the shipped examples alone" };

static void
stop(const char *s)
{
	fprintf(stderr, "eval: %s\n", s);
	exit(1);
}

static enum err
add_rules(void *ctx, const char *path, struct why *w)
{
	struct buf b;
	enum err e;

	buf_init(&b, 1 << 20);
	e = file_read(path, &b, w);
	if (e == OK)
		e = rules_add(ctx, path, b.s, b.len, w);
	buf_free(&b);
	return e;
}

static enum err
add_quotes(void *ctx, const char *path, struct why *w)
{
	struct buf b;
	enum err e;

	buf_init(&b, 1 << 20);
	e = file_read(path, &b, w);
	if (e == OK)
		e = quote_patterns_add(ctx, path, b.s, b.len, w);
	buf_free(&b);
	return e;
}

static enum err
add_examples(void *ctx, const char *path, struct why *w)
{
	struct eval *v = ctx;
	struct buf b;
	enum err e;

	buf_init(&b, 1 << 20);
	e = file_read(path, &b, w);
	if (e == OK)
		e = lessons_add(v->arena, &v->shipped, path, b.s, b.len, w);
	buf_free(&b);
	return e;
}

static void
setup(struct eval *v, const char *conf)
{
	struct quote_patterns *q = quote_patterns_new();
	char path[512];
	struct why w = { "" };
	size_t i;

	v->arena = arena_new();
	v->rules = rules_new();
	snprintf(path, sizeof(path), "%s/rules", conf);
	if (file_each(path, ".rules", add_rules, v->rules, &w) != OK)
		stop(w.s);
	snprintf(path, sizeof(path), "%s/patterns", conf);
	if (file_each(path, ".conf", add_quotes, q, &w) != OK)
		stop(w.s);
	if (classifier_new(v->rules, conf, &v->c, &w) != OK)
		stop(w.s);
	model_free(&v->c->model);
	snprintf(path, sizeof(path), "%s/examples", conf);
	if (file_each(path, ".txt", add_examples, v, &w) != OK)
		fprintf(stderr, "eval: %s\n", w.s);
	for (i = 0; i < v->shipped.n; i++)
		lesson_plain(v->arena, v->c, &v->shipped.v[i]);
	v->reader.limits = mail_limits_default;
	v->reader.authserv_id = "mx.bps.go.id";
	v->reader.quotes = q;
	v->office = (struct office){ .address = "ipds6104@bps.go.id",
		.area = "Kabupaten Mempawah",
		.unsure_below = 0 };
}

/* The same sender, the same fold. */
static int
fold_of(const struct msg *m)
{
	const char *s = m->from.n > 0 ? m->from.v[0].address : m->subject;
	unsigned h = 2166136261u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return (int)((h ^ h >> 13) % FOLDS);
}

static void
read_mail(struct eval *v, const char *dir, struct mail *m)
{
	struct judge_facts facts = { .limit = "" };
	char path[512];
	struct why w;

	snprintf(path, sizeof(path), "%s/%s", dir, m->file);
	buf_init(&m->raw, 1 << 26);
	if (file_read(path, &m->raw, &w) != OK)
		stop(w.s);
	msg_read(v->arena, &v->reader, m->raw.s, m->raw.len, &m->msg, &w);
	judge_mail(v->arena, &v->office, &m->msg, &facts, &m->judged);
	m->fold = fold_of(&m->msg);
	lesson_of_mail(v->arena, v->c, &m->msg, &m->lesson);
	m->lesson.kind = m->kind;
	m->lesson.topic = m->topic;
}

static void
read_corpus(struct eval *v, const char *dir)
{
	char path[512], none[] = "", *line, *save, *f[7], *tok;
	struct mail *m;
	struct buf b;
	struct why w;
	int i;

	snprintf(path, sizeof(path), "%s/labels.tsv", dir);
	buf_init(&b, 1 << 22);
	if (file_read(path, &b, &w) != OK)
		stop(w.s);
	v->v = mem_zero(MAILS_MAX, sizeof(*v->v));
	for (line = strtok_r(b.s, "\n", &save); line != NULL;
	     line = strtok_r(NULL, "\n", &save)) {
		for (i = 0; i < 7; i++)
			f[i] = (tok = strsep(&line, "\t")) ? tok : none;
		if (strstr(f[0], ".eml") == NULL || v->n == MAILS_MAX)
			continue;
		m = &v->v[v->n++];
		snprintf(m->file, sizeof(m->file), "%s", f[0]);
		kind_parse(f[1], &m->kind);
		topic_parse(strcmp(f[2], "-") ? f[2] : "", &m->topic);
		snprintf(m->lang, sizeof(m->lang), "%s", f[3]);
		snprintf(m->complete, sizeof(m->complete), "%s", f[4]);
		m->hard = strncmp(f[6], "HARD", 4) == 0;
		read_mail(v, dir, m);
	}
	buf_free(&b);
}

struct score {
	int kind[KIND_COUNT][KIND_COUNT]; /* right, said */
	int topic_n, topic_right, complete_n, complete_right;
	int lang_n, lang_right, n, right, hard_n, hard_right;
	double seconds;
	int bin_n[BINS], bin_right[BINS]; /* by the verdict's score */
};

static void
say_wrong(const struct mail *m, const struct verdict *r,
    const struct completeness *k, const char *lang)
{
	size_t i;

	if (r->kind != m->kind ||
	    (m->kind == KIND_KONSULTASI && m->topic != TOPIC_NONE &&
		r->topic != m->topic)) {
		printf("  %s %s/%s said %s/%s %.2f\n", m->file,
		    kind_word(m->kind), topic_word(m->topic),
		    kind_word(r->kind), topic_word(r->topic), r->score);
		for (i = 0; i < r->reasons.n; i++)
			printf("      %s\n", r->reasons.v[i]);
	}
	if (strcmp(m->complete, "-") != 0 && r->kind == m->kind &&
	    m->kind != KIND_SPAM && m->kind != KIND_BUKAN_LAYANAN &&
	    k->ok != (strcmp(m->complete, "ya") == 0)) {
		printf("  %s %s complete %s, said", m->file, kind_word(m->kind),
		    m->complete);
		for (i = 0; i < k->missing.n; i++)
			printf(" %s", k->missing.v[i]);
		printf("\n");
	}
	if (strcmp(lang, m->lang) != 0)
		printf("  %s lang %s, said %s\n", m->file, m->lang, lang);
}

static void
score_mail(struct eval *v, const struct mail *m, struct score *s, bool tell)
{
	struct arena *a = arena_new();
	struct completeness k = { .ok = true };
	struct timespec t0, t1;
	struct verdict r;
	const char *lang;
	int bin;

	clock_gettime(CLOCK_MONOTONIC, &t0);
	classify_mail(a, v->c, &v->office, &m->msg, &r);
	complete_mail(a, v->c, &v->office, &m->msg, &r, &k);
	lang = language_of_mail(&m->msg);
	clock_gettime(CLOCK_MONOTONIC, &t1);
	s->seconds += (double)(t1.tv_sec - t0.tv_sec) +
		      1e-9 * (double)(t1.tv_nsec - t0.tv_nsec);
	if (m->judged.kind != KIND_NONE) {
		r.kind = m->judged.kind;
	} else {
		bin = r.score < 1 ? (int)(r.score * BINS) : BINS - 1;
		s->bin_n[bin]++;
		s->bin_right[bin] += r.kind == m->kind;
		if (r.score < UNSURE)
			r.kind = KIND_RAGU;
	}
	s->kind[m->kind][r.kind]++;
	s->n++;
	s->right += r.kind == m->kind;
	s->hard_n += m->hard;
	s->hard_right += m->hard && r.kind == m->kind;
	if (m->kind == KIND_KONSULTASI && m->topic != TOPIC_NONE &&
	    r.kind == KIND_KONSULTASI) {
		s->topic_n++;
		s->topic_right += r.topic == m->topic;
	}
	if (strcmp(m->complete, "-") != 0 && m->kind == r.kind) {
		s->complete_n++;
		s->complete_right += k.ok == (strcmp(m->complete, "ya") == 0);
	}
	if (m->judged.kind == KIND_NONE) {
		s->lang_n++;
		s->lang_right += strcmp(lang, m->lang) == 0;
	}
	if (tell)
		say_wrong(
		    m, &r, &k, m->judged.kind == KIND_NONE ? lang : m->lang);
	arena_free(&a);
}

static void
train_without(struct eval *v, int fold)
{
	struct lesson *l = mem_zero(v->shipped.n + v->n + 1, sizeof(*l));
	size_t i, n;

	for (n = 0; n < v->shipped.n; n++)
		l[n] = v->shipped.v[n];
	for (i = 0; i < v->n; i++)
		if (fold >= 0 && v->v[i].fold != fold)
			l[n++] = v->v[i].lesson;
	model_free(&v->c->model);
	v->c->model = model_train(l, n);
	free(l);
}

static void
print_score(const struct score *s)
{
	double p, r, f1, sum = 0;
	int i, j, right, said, classes = 0;

	printf("%-14s %6s %6s %6s   confusion: said k p l b s a o ragu\n", "",
	    "prec", "recall", "F1");
	for (i = 1; i < KIND_COUNT - 1; i++) {
		for (right = said = 0, j = 1; j < KIND_COUNT; j++) {
			right += s->kind[i][j];
			said += s->kind[j][i];
		}
		if (right == 0)
			continue;
		p = said ? (double)s->kind[i][i] / said : 0;
		r = (double)s->kind[i][i] / right;
		f1 = p + r > 0 ? 2 * p * r / (p + r) : 0;
		sum += f1;
		classes++;
		printf("%-14s %6.3f %6.3f %6.3f  ", kind_word((enum kind)i), p,
		    r, f1);
		for (j = 1; j < KIND_COUNT; j++)
			printf(" %3d", s->kind[i][j]);
		printf("\n");
	}
	for (said = 0, i = 1; i < KIND_COUNT; i++)
		said += s->kind[i][KIND_RAGU];
	printf("score at least  ");
	for (i = 0; i < BINS; i++)
		printf("   .%d", i);
	printf("\nmails           ");
	for (i = 0; i < BINS; i++)
		printf(" %4d", s->bin_n[i]);
	printf("\nof them right   ");
	for (i = 0; i < BINS; i++)
		printf(" %4d", s->bin_right[i]);
	printf(
	    "\naccuracy %.3f  macro-F1 %.3f  ragu %.3f  hard %.3f  topic %.3f"
	    "  complete %.3f  language %.3f  %.2f ms/mail\n\n",
	    (double)s->right / s->n, sum / classes, (double)said / s->n,
	    (double)s->hard_right / (s->hard_n ? s->hard_n : 1),
	    (double)s->topic_right / (s->topic_n ? s->topic_n : 1),
	    (double)s->complete_right / (s->complete_n ? s->complete_n : 1),
	    (double)s->lang_right / (s->lang_n ? s->lang_n : 1),
	    1e3 * s->seconds / s->n);
}

static void
run(struct eval *v, enum way way, double rule_share, double model_share)
{
	struct score s = { 0 };
	size_t i;
	int fold;

	v->c->rule_share = way == MODEL_ALONE ? 0 : rule_share;
	v->c->model_share = model_share;
	printf("== %s\n", way_words[way]);
	for (fold = 0; fold < FOLDS; fold++) {
		if (way == RULES_ALONE)
			model_free(&v->c->model);
		else if (way != UNSEEN || fold == 0)
			train_without(v, way == UNSEEN ? -1 : fold);
		for (i = 0; i < v->n; i++)
			if (v->v[i].fold == fold)
				score_mail(v, &v->v[i], &s,
				    v->verbose &&
					(way == BOTH || way == UNSEEN));
	}
	print_score(&s);
}

static void
write_file(const char *dir, const char *name, const struct buf *b)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if ((f = fopen(path, "w")) == NULL ||
	    fwrite(b->s, 1, b->len, f) != b->len || fclose(f) != 0)
		stop(path);
}

/* What the program ships: all lessons in plain spelling, and the model. */
static void
train(struct eval *v, const char *dir)
{
	struct lessons all = { 0 };
	struct buf b;
	struct why w;
	size_t i;

	all.v = mem_zero(v->shipped.n + v->n + 1, sizeof(*all.v));
	for (; all.n < v->shipped.n; all.n++)
		all.v[all.n] = v->shipped.v[all.n];
	for (i = 0; i < v->n; i++)
		all.v[all.n++] = v->v[i].lesson;
	buf_init(&b, 1 << 26);
	lessons_print(&all, &b);
	write_file(dir, "lessons.txt", &b);
	buf_reset(&b);
	if (classifier_train(dir, NULL, 0, &b, &w) != OK)
		stop(w.s);
	write_file(dir, "model", &b);
	buf_free(&b);
	free(all.v);
}

/* Mails that no training saw, by the model that is shipped. */
static void
use_model(struct eval *v, const char *dir)
{
	struct score s = { 0 };
	char path[512];
	struct buf b;
	struct why w;
	size_t i;

	snprintf(path, sizeof(path), "%s/model", dir);
	buf_init(&b, 1 << 22);
	if (file_read(path, &b, &w) != OK ||
	    model_load(b.s, b.len, &v->c->model, &w) != OK)
		stop(w.s);
	buf_free(&b);
	for (i = 0; i < v->n; i++)
		score_mail(v, &v->v[i], &s, v->verbose);
	print_score(&s);
}

int
main(int argc, char **argv)
{
	struct eval v = { 0 };
	double share[2];
	int way;

	if (argc < 3)
		stop(
		    "eval CONF CORPUS [-v] [RULES MODEL] | -t DIR | -m DIR [-v]");
	if (argc >= 5 && strcmp(argv[3], "-m") == 0) {
		v.verbose = argc > 5;
		setup(&v, argv[1]);
		read_corpus(&v, argv[2]);
		use_model(&v, argv[4]);
		return 0;
	}
	if (argc == 5 && strcmp(argv[3], "-t") == 0) {
		setup(&v, argv[1]);
		read_corpus(&v, argv[2]);
		train(&v, argv[4]);
		return 0;
	}
	v.verbose = argc > 3 && strcmp(argv[3], "-v") == 0;
	setup(&v, argv[1]);
	share[0] = argc > 5 ? strtod(argv[4], NULL) : v.c->rule_share;
	share[1] = argc > 5 ? strtod(argv[5], NULL) : v.c->model_share;
	read_corpus(&v, argv[2]);
	printf("%zu mails, %zu shipped examples, %zu rules, %d folds\n\n", v.n,
	    v.shipped.n, rules_count(v.rules), FOLDS);
	for (way = 0; way < WAYS; way++)
		run(&v, (enum way)way, share[0], share[1]);
	return 0;
}
