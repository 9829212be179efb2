/*
 * eval CONF CORPUS [-v]		all tables; -v: what went wrong, and why
 * eval CONF CORPUS -f FILE [-v]	a file of labelled texts, unseen
 * eval CONF CORPUS -t DIR		train on all: DIR/lessons.txt, DIR/model
 *
 * How well mails are understood by rules alone, the model alone and both. In
 * cross-validation the mails of a sender stay in one fold. t/eval/fresh.txt is
 * never trained on.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/classify_priv.h"
#include "desk/features.h"
#include "desk/judge.h"
#include "mail/quote.h"
#include "score.h"
#include "voice.h"

#define MAILS_MAX 4000
#define FOLDS 10
#define UNSURE 0.5 /* as conf/tanggap.conf */
#define FRESH "t/eval/fresh.txt"

struct mail {
	char file[32];
	struct buf raw;
	struct msg msg;
	enum kind kind;
	enum topic topic;
	char lang[8], complete[8];
	const char *tags;
	bool hard;
	int fold;
	struct judgement judged;
	struct lesson lesson;
};

struct mails {
	struct mail *v;
	size_t n;
};

struct eval {
	struct arena *arena;
	struct rules *rules;
	struct classifier *c;
	struct mail_reader reader;
	struct office office;
	struct lessons examples;    /* shipped, plain */
	struct mails corpus, texts; /* texts: the examples as mails */
	const char *voices;         /* folder of officers' prose */
	double rule_share, model_share;
	bool verbose;
};

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
read_raw(struct eval *v, struct mail *m)
{
	struct judge_facts facts = { .limit = "" };
	struct why w;

	msg_read(v->arena, &v->reader, m->raw.s, m->raw.len, &m->msg, &w);
	judge_mail(v->arena, &v->office, &m->msg, &facts, &m->judged);
	m->fold = fold_of(&m->msg);
	lesson_of_mail(v->arena, v->c, &m->msg, &m->lesson);
	m->lesson.kind = m->kind;
	m->lesson.topic = m->topic;
}

/* A labelled text as the mail that it might have been. */
static void
mail_of_lesson(struct eval *v, const struct lesson *l, struct mails *to)
{
	struct mail *m = &to->v[to->n++];

	snprintf(m->file, sizeof(m->file), "line %d", l->line);
	buf_init(&m->raw, 1 << 20);
	buf_addf(&m->raw,
	    "Return-Path: <warga%zu@example.org>\r\n"
	    "From: warga%zu@example.org\r\nTo: ipds6104@bps.go.id\r\n"
	    "Subject: %s\r\nDate: Fri, 20 Nov 2026 09:12:00 +0700\r\n"
	    "Message-ID: <lesson.%zu@example.org>\r\nMIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: 8bit\r\n\r\n%s\r\n",
	    to->n, to->n, l->subject, to->n, l->text);
	m->kind = l->kind;
	m->topic = l->topic;
	m->tags = l->tags;
	snprintf(m->lang, sizeof(m->lang), "%s", l->language);
	snprintf(m->complete, sizeof(m->complete), "%s",
	    *l->complete ? l->complete : "-");
	read_raw(v, m);
}

static enum err
add_texts(struct eval *v, const char *path, struct mails *to, struct why *w)
{
	struct lessons l = { 0 };
	struct buf b;
	enum err e;
	size_t i;

	buf_init(&b, 1 << 22);
	e = file_read(path, &b, w);
	if (e == OK)
		e = lessons_add(v->arena, &l, path, b.s, b.len, w);
	for (i = 0; e == OK && i < l.n && to->n < MAILS_MAX; i++)
		mail_of_lesson(v, &l.v[i], to);
	buf_free(&b);
	return e;
}

static enum err
add_examples(void *ctx, const char *path, struct why *w)
{
	struct eval *v = ctx;
	struct buf b;
	enum err e;

	buf_init(&b, 1 << 22);
	e = file_read(path, &b, w);
	if (e == OK)
		e = lessons_add(v->arena, &v->examples, path, b.s, b.len, w);
	buf_free(&b);
	return e == OK ? add_texts(v, path, &v->texts, w) : e;
}

static void
setup(struct eval *v, const char *conf)
{
	struct quote_patterns *q = quote_patterns_new();
	struct why w = { "" };
	char path[512];
	size_t i;

	v->arena = arena_new();
	v->rules = rules_new();
	v->corpus.v = mem_zero(MAILS_MAX, sizeof(*v->corpus.v));
	v->texts.v = mem_zero(MAILS_MAX, sizeof(*v->texts.v));
	snprintf(path, sizeof(path), "%s/rules", conf);
	if (file_each(path, ".rules", add_rules, v->rules, &w) != OK)
		stop(w.s);
	snprintf(path, sizeof(path), "%s/patterns", conf);
	if (file_each(path, ".conf", add_quotes, q, &w) != OK)
		stop(w.s);
	if (classifier_new(v->rules, conf, &v->c, &w) != OK)
		stop(w.s);
	v->rule_share = v->c->rule_share;
	v->model_share = v->c->model_share;
	v->reader.limits = mail_limits_default;
	v->reader.authserv_id = "mx.bps.go.id";
	v->reader.quotes = q;
	v->office = (struct office){ .address = "ipds6104@bps.go.id",
		.area = "Kabupaten Mempawah",
		.unsure_below = 0 };
	v->voices = arena_printf(v->arena, "%s/voice", conf);
	snprintf(path, sizeof(path), "%s/examples", conf);
	if (file_each(path, ".txt", add_examples, v, &w) != OK)
		stop(w.s);
	for (i = 0; i < v->examples.n; i++)
		lesson_plain(v->arena, v->c, &v->examples.v[i]);
}

/* file, kind, topic, language, complete, thread, notes */
static void
read_row(struct eval *v, const char *dir, char *line)
{
	char path[512], none[] = "", *f[7], *tok;
	struct mail *m;
	struct why w;
	int i;

	for (i = 0; i < 7; i++)
		f[i] = (tok = strsep(&line, "\t")) ? tok : none;
	if (strstr(f[0], ".eml") == NULL || v->corpus.n == MAILS_MAX)
		return;
	m = &v->corpus.v[v->corpus.n++];
	snprintf(m->file, sizeof(m->file), "%s", f[0]);
	kind_parse(f[1], &m->kind);
	topic_parse(strcmp(f[2], "-") ? f[2] : "", &m->topic);
	snprintf(m->lang, sizeof(m->lang), "%s", f[3]);
	snprintf(m->complete, sizeof(m->complete), "%s", f[4]);
	m->hard = strncmp(f[6], "HARD", 4) == 0;
	m->tags = "";
	snprintf(path, sizeof(path), "%s/%s", dir, m->file);
	buf_init(&m->raw, 1 << 26);
	if (file_read(path, &m->raw, &w) != OK)
		stop(w.s);
	read_raw(v, m);
}

static void
read_corpus(struct eval *v, const char *dir)
{
	char path[512], *line, *save;
	struct buf b;
	struct why w;

	snprintf(path, sizeof(path), "%s/labels.tsv", dir);
	buf_init(&b, 1 << 22);
	if (file_read(path, &b, &w) != OK)
		stop(w.s);
	for (line = strtok_r(b.s, "\n", &save); line != NULL;
	     line = strtok_r(NULL, "\n", &save))
		read_row(v, dir, line);
	buf_free(&b);
}

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
	    k->ok != (strcmp(m->complete, "ya") == 0)) {
		printf("  %s %s complete %s, said", m->file, kind_word(m->kind),
		    m->complete);
		for (i = 0; i < k->missing.n; i++)
			printf(" %s", k->missing.v[i]);
		printf("\n");
	}
	if (strstr(m->tags, "pengawasan") && !r->supervisory)
		printf("  %s is supervisory\n", m->file);
	if (strstr(m->tags, "rahasia") && !r->secret)
		printf("  %s asks for secrecy\n", m->file);
	if (strstr(m->tags, "data-pribadi") &&
	    strcmp(r->service, "data-pribadi") != 0)
		printf("  %s is about personal data\n", m->file);
	if (strcmp(lang, m->lang) != 0)
		printf("  %s lang %s, said %s\n", m->file, m->lang, lang);
}

/* A flag on a mail of a kind that cannot have it is one too many; in the kind
 * itself only some mails are labelled. */
static void
count_flag(struct score *s, struct count *c, bool right, bool said, bool can)
{
	c->n += right;
	c->right += right && said;
	s->false_flags += said && !can;
}

static void
count_flags(struct score *s, const struct mail *m, const struct verdict *r)
{
	bool complaint = m->kind == KIND_PENGADUAN;
	const char *t = m->tags;

	count_flag(s, &s->supervisory, strstr(t, "pengawasan") != NULL,
	    r->supervisory, complaint);
	count_flag(
	    s, &s->secret, strstr(t, "rahasia") != NULL, r->secret, complaint);
	count_flag(s, &s->personal, strstr(t, "data-pribadi") != NULL,
	    strcmp(r->service, "data-pribadi") == 0,
	    m->kind == KIND_LAYANAN_LAIN);
}

static void
count(struct count *c, bool applies, bool right)
{
	c->n += applies;
	c->right += applies && right;
}

static void
score_mail(struct eval *v, const struct mail *m, struct score *s, bool tell)
{
	bool words = m->judged.kind == KIND_NONE;
	struct completeness k = { .ok = true };
	struct arena *a = arena_new();
	struct timespec t0, t1;
	struct verdict r;
	const char *lang;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t0);
	classify_mail(a, v->c, &v->office, &m->msg, &r);
	complete_mail(a, v->c, &v->office, &m->msg, &r, &k);
	lang = language_of_mail(&m->msg);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t1);
	s->seconds += (double)(t1.tv_sec - t0.tv_sec) +
		      1e-9 * (double)(t1.tv_nsec - t0.tv_nsec);
	if (words) {
		score_verdict(s, r.score, r.kind == m->kind);
		if (r.score < UNSURE)
			r.kind = KIND_RAGU;
	} else {
		r.kind = m->judged.kind;
		s->by_structure++;
		s->by_structure_right += r.kind == m->kind;
	}
	s->kind[m->kind][r.kind]++;
	count(&s->all, true, r.kind == m->kind);
	count(&s->hard, m->hard, r.kind == m->kind);
	count(&s->topic,
	    m->kind == KIND_KONSULTASI && m->topic != TOPIC_NONE &&
		r.kind == KIND_KONSULTASI,
	    r.topic == m->topic);
	count(&s->complete, strcmp(m->complete, "-") != 0 && m->kind == r.kind,
	    k.ok == (strcmp(m->complete, "ya") == 0));
	count(&s->lang, words, strcmp(lang, m->lang) == 0);
	count_flags(s, m, &r);
	if (tell)
		say_wrong(m, &r, &k, words ? lang : m->lang);
	arena_free(&a);
}

/* What to learn from: the corpus without a fold, the examples with or without
 * that fold of theirs, or neither. */
enum lessons_from { CORPUS = 1, EXAMPLES = 2, EXAMPLES_FOLDED = 4 };

static void
train(struct eval *v, int from, int fold, unsigned parts)
{
	size_t i, n = 0;
	struct lesson *l = mem_zero(
	    v->examples.n + v->corpus.n + 1, sizeof(*l));

	for (i = 0; i < v->examples.n; i++)
		if (from & EXAMPLES ||
		    (from & EXAMPLES_FOLDED && v->texts.v[i].fold != fold))
			l[n++] = v->examples.v[i];
	for (i = 0; from & CORPUS && i < v->corpus.n; i++)
		if (v->corpus.v[i].fold != fold)
			l[n++] = v->corpus.v[i].lesson;
	model_free(&v->c->model);
	v->c->model = model_train_parts(l, n, parts);
	free(l);
}

static void
score_fold(
    struct eval *v, const struct mails *m, int fold, struct score *s, bool tell)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (fold < 0 || m->v[i].fold == fold)
			score_mail(v, &m->v[i], s, tell);
}

static void
print_all(const char *title, const struct score *s)
{
	printf("== %s\n", title);
	print_kinds(s);
	print_sums(s);
	printf("\n");
}

/* The corpus, by one of the models or both. */
static void
cross_validate(struct eval *v, const char *title, bool rules, bool model)
{
	struct score s = { 0 };
	int fold;

	v->c->rule_share = rules ? v->rule_share : 0;
	for (fold = 0; fold < FOLDS; fold++) {
		model_free(&v->c->model);
		if (model)
			train(v, CORPUS | EXAMPLES, fold, FEATURE_ALL);
		score_fold(
		    v, &v->corpus, fold, &s, v->verbose && rules && model);
	}
	v->c->rule_share = v->rule_share;
	print_all(title, &s);
}

/* Corpus and examples in one pot: more mails, of more writers. Every step-th
 * fold is judged. */
static void
pooled(struct eval *v, unsigned parts, bool rules, int step, struct score *s)
{
	int fold;

	v->c->rule_share = rules ? v->rule_share : 0;
	for (fold = 0; fold < FOLDS; fold += step) {
		train(v, CORPUS | EXAMPLES_FOLDED, fold, parts);
		score_fold(v, &v->corpus, fold, s, false);
		score_fold(v, &v->texts, fold, s, v->verbose && rules);
	}
	v->c->rule_share = v->rule_share;
}

static void
compare_models(struct eval *v)
{
	static const struct {
		const char *name;
		unsigned parts;
	} rows[] = {
		{ "stems, pairs, pieces of words, subject", FEATURE_ALL },
		{ "without pieces of words", FEATURE_ALL & ~FEATURE_PIECES },
		{ "without pairs", FEATURE_ALL & ~FEATURE_PAIRS },
		{ "pieces alone (character n-grams)", FEATURE_PIECES },
		{ "words not stemmed", FEATURE_ALL & ~FEATURE_STEMMED },
		{ "words of the subject like others",
		    FEATURE_ALL & ~FEATURE_SUBJECT },
	};
	struct score s;
	size_t i;

	printf(
	    "== the model alone with other features, some folds of everything\n");
	print_row_head();
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		s = (struct score){ 0 };
		pooled(v, rows[i].parts, false, 3, &s);
		print_row(rows[i].name, &s);
	}
	printf("\n");
}

/* Labelled texts that no training saw. */
static void
unseen(struct eval *v, const char *path)
{
	struct mails m = { mem_zero(MAILS_MAX, sizeof(*m.v)), 0 };
	struct score s = { 0 };
	struct why w;

	train(v, CORPUS | EXAMPLES, -1, FEATURE_ALL);
	if (add_texts(v, path, &m, &w) != OK)
		stop(w.s);
	score_fold(v, &m, -1, &s, v->verbose);
	print_all("combination, on texts that were never trained on", &s);
}

static void
evaluate(struct eval *v)
{
	struct score s = { 0 };

	printf("%zu mails, %zu examples, %zu rules, %d folds\n\n", v->corpus.n,
	    v->texts.n, rules_count(v->rules), FOLDS);
	cross_validate(v, "rules alone", true, false);
	cross_validate(v, "model alone, cross-validated", false, true);
	cross_validate(v, "combination, cross-validated", true, true);
	unseen(v, FRESH);
	pooled(v, FEATURE_ALL, true, 1, &s);
	print_all("combination, mails and examples folded", &s);
	printf("== what a score means (of those last)\n");
	print_reliability(&s);
	printf("\n== what a threshold does (of those last)\n");
	print_thresholds(&s);
	printf("\n");
	compare_models(v);
	printf("\n");
	voice_table(classifier_spelling(v->c), v->voices);
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
ship(struct eval *v, const char *dir)
{
	struct lessons all = { 0 };
	struct buf b;
	struct why w;
	size_t i;

	all.v = mem_zero(v->examples.n + v->corpus.n + 1, sizeof(*all.v));
	for (; all.n < v->examples.n; all.n++)
		all.v[all.n] = v->examples.v[all.n];
	for (i = 0; i < v->corpus.n; i++)
		all.v[all.n++] = v->corpus.v[i].lesson;
	buf_init(&b, 1 << 26);
	lessons_print(&all, &b);
	write_file(dir, "lessons.txt", &b);
	buf_reset(&b);
	if (classifier_train(dir, NULL, 0, &b, &w) != OK)
		stop(w.s);
	write_file(dir, "model", &b);
	buf_reset(&b);
	voice_learn(classifier_spelling(v->c), v->voices, &b);
	write_file(dir, "voice", &b);
	buf_free(&b);
	free(all.v);
}

int
main(int argc, char **argv)
{
	struct eval v = { 0 };
	const char *mode = argc > 3 ? argv[3] : "";

	if (argc < 3)
		stop("eval CONF CORPUS [-v] | -f FILE [-v] | -t DIR");
	v.verbose = strcmp(argv[argc - 1], "-v") == 0;
	setup(&v, argv[1]);
	read_corpus(&v, argv[2]);
	if (strcmp(mode, "-t") == 0 && argc == 5)
		ship(&v, argv[4]);
	else if (strcmp(mode, "-f") == 0 && argc > 4)
		unseen(&v, argv[4]);
	else
		evaluate(&v);
	return 0;
}
