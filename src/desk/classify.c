/*
 * What a person's mail asks for: the rules' weights and the model's
 * probabilities, added and brought to a scale that means something. It must
 * never know what follows from a verdict.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/file.h"
#include "base/mem.h"
#include "desk/classify_priv.h"

#define REPEATED 0.5 /* share of a further rule for the same kind */
#define EARLIER 0.3  /* share of what only the subject of a reply says */
/* Who complains may ask as well, and the complaint comes first: from so much
 * evidence on, what he asks speaks less against it. */
#define COMPLAINT_TOLD 2.8
#define ASKED_BESIDE 0.6
#define NOTHING_NAMED 0.8 /* against a consultation about nothing countable */
#define FORGED 6
#define RULE_SHARE 0.9
#define MODEL_SHARE 0.8

/* How often each kind comes, before a word is read (DOMAIN 0.6), and what an
 * error costs: a complaint taken for a consultation is the worst. */
static const double prior[KIND_COUNT] = { [KIND_KONSULTASI] = 0.6,
	[KIND_PENGADUAN] = 0.2,
	[KIND_LAYANAN_LAIN] = -0.4,
	[KIND_BUKAN_LAYANAN] = -0.2,
	[KIND_SPAM] = -0.6,
	[KIND_AUTO] = -1.2,
	[KIND_BOUNCE] = -2.4 };

static enum err
with_file(const char *dir, const char *name, struct buf *path, struct buf *b,
    struct why *w)
{
	buf_reset(path);
	buf_reset(b);
	buf_addf(path, "%s/%s", dir, name);
	return file_read(path->s, b, w);
}

static enum err
load_data(struct classifier *c, const char *dir, struct why *w)
{
	struct buf path, b;
	struct why none;
	enum err e;

	buf_init(&path, 4096);
	buf_init(&b, 4 * 1024 * 1024);
	if ((e = with_file(dir, "abbreviations.tsv", &path, &b, w)) == OK)
		e = spelling_add(c->spelling, path.s, b.s, b.len, w);
	if (e == OK && (e = with_file(dir, "words.txt", &path, &b, w)) == OK)
		e = spelling_add_words(c->spelling, path.s, b.s, b.len, w);
	/* no model yet: rules alone, the scores are lower */
	if (e == OK && with_file(dir, "model", &path, &b, &none) == OK)
		e = model_load(b.s, b.len, &c->model, w);
	buf_free(&path);
	buf_free(&b);
	return e;
}

enum err
classifier_new(const struct rules *rules, const char *data_dir,
    struct classifier **c_r, struct why *w)
{
	struct classifier *c = mem_zero(1, sizeof(*c));
	enum err e = OK;

	c->rules = rules;
	c->spelling = spelling_new();
	c->rule_share = RULE_SHARE;
	c->model_share = MODEL_SHARE;
	if (data_dir != NULL && (e = load_data(c, data_dir, w)) != OK) {
		classifier_free(&c);
		return e;
	}
	*c_r = c;
	return OK;
}

enum err
classifier_use(struct classifier *c, const void *bytes, size_t n, struct why *w)
{
	struct model *m;
	enum err e = model_load(bytes, n, &m, w);

	if (e != OK)
		return e;
	model_free(&c->model);
	c->model = m;
	return OK;
}

const struct spelling *
classifier_spelling(const struct classifier *c)
{
	return c->spelling;
}

void
classifier_free(struct classifier **c)
{
	if (*c == NULL)
		return;
	spelling_free(&(*c)->spelling);
	model_free(&(*c)->model);
	free(*c);
	*c = NULL;
}

bool
hits_flag(const struct rule_hit *v, size_t n, const char *flag)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(v[i].rule->flag, flag) == 0)
			return true;
	return false;
}

/* A mail in an officer's or our own name that its domain disowns. */
static bool
is_forged(const struct office *o, const struct msg *m)
{
	const char *from = m->from.n > 0 ? m->from.v[0].address : "";
	bool ours = office_officer(o, from) != NULL || office_is_own(o, from);

	return ours &&
	       (m->auth.dmarc == AUTH_FAIL ||
		   (m->auth.spf == AUTH_FAIL && m->auth.dkim != AUTH_PASS));
}

struct sums {
	double kind[KIND_COUNT], topic[TOPIC_COUNT];
	bool complaint; /* the rules heard one */
};

/*
 * Several rules that say the same say it a bit louder, not twice as loud: the
 * strongest counts in full, the others in part.
 */
struct tally {
	double best, all;
	double against; /* what speaks against it, in full */
};

static void
tally_add(struct tally *t, double w)
{
	if (w < 0) {
		t->against += w;
		return;
	}
	if (w > t->best)
		t->best = w;
	t->all += w;
}

static double
tally_sum(const struct tally *t)
{
	return t->best + REPEATED * (t->all - t->best) + t->against;
}

double
hit_weight(const struct mail_view *v, const struct rule_hit *h)
{
	bool subject = h->rule->field == RULE_SUBJECT ||
		       (h->rule->field == RULE_ANY && h->at >= v->subject_at);

	return h->rule->weight * (v->reply && subject ? EARLIER : 1);
}

static void
add_rules(const struct classifier *c, const struct mail_view *v,
    const struct verdict *r, struct sums *s)
{
	struct tally kinds[KIND_COUNT] = { 0 }, topics[TOPIC_COUNT] = { 0 };
	const struct rule *rule;
	size_t i;

	for (i = 0; i < r->nhits; i++) {
		rule = r->hits[i].rule;
		tally_add(&topics[rule->topic], rule->weight);
		tally_add(&kinds[rule->kind], hit_weight(v, &r->hits[i]));
	}
	for (i = 1; i < KIND_COUNT; i++)
		s->kind[i] = c->rule_share * tally_sum(&kinds[i]);
	s->complaint = tally_sum(&kinds[KIND_PENGADUAN]) >= COMPLAINT_TOLD;
	if (s->complaint) {
		s->kind[KIND_KONSULTASI] *= ASKED_BESIDE;
		s->kind[KIND_LAYANAN_LAIN] *= ASKED_BESIDE;
	}
	for (i = 1; i < TOPIC_COUNT; i++)
		s->topic[i] = c->rule_share * tally_sum(&topics[i]);
}

/* Sums to probabilities; the index of the largest. */
static size_t
softmax(double *v, size_t n)
{
	double max = -1e9, sum = 0;
	size_t i, best = 1;

	for (i = 1; i < n; i++)
		if (v[i] > max)
			max = v[i], best = i;
	for (i = 1; i < n; i++)
		sum += v[i] = exp(v[i] - max);
	for (i = 1; i < n; i++)
		v[i] /= sum;
	v[0] = 0;
	return best;
}

static double
log_of(double p)
{
	return log(p > 1e-4 ? p : 1e-4);
}

/* Who complains says what he had asked for, and the model hears the request:
 * where the rules heard the complaint, that is no evidence against it. */
static void
hear_complaint(double *p)
{
	p[KIND_KONSULTASI] *= 0.5;
	p[KIND_LAYANAN_LAIN] *= 0.5;
	p[KIND_PENGADUAN] += p[KIND_KONSULTASI] + p[KIND_LAYANAN_LAIN];
}

static void
add_model(const struct classifier *c, const struct guess *g, bool told,
    struct sums *s)
{
	double p[KIND_COUNT];
	size_t i;

	memcpy(p, g->kind, sizeof(p));
	if (told)
		hear_complaint(p);
	for (i = 1; i < KIND_COUNT; i++)
		s->kind[i] += c->model_share * log_of(p[i]);
	for (i = 1; i < TOPIC_COUNT; i++)
		s->topic[i] += c->model_share * log_of(g->topic[i]);
}

/* Where the first hit with that flag stands in all the words, which begin with
 * the text; SIZE_MAX: none. */
static size_t
first_at(const struct verdict *r, const char *flag)
{
	size_t i, at = SIZE_MAX;
	enum rule_field field;

	for (i = 0; i < r->nhits; i++) {
		field = r->hits[i].rule->field;
		if (strcmp(r->hits[i].rule->flag, flag) == 0 &&
		    (field == RULE_ANY || field == RULE_TEXT) &&
		    r->hits[i].at < at)
			at = r->hits[i].at;
	}
	return at;
}

/* Whoever asks for something closes with thanks as well: what is named before
 * the thanks is what they are for in advance. */
static bool
asks_before(const struct verdict *r, size_t thanks)
{
	static const char *const flags[] = { "pokok", "data", "konsep", "kode",
		"kegiatan", "tanya" };
	size_t i;

	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (first_at(r, flags[i]) < thanks)
			return true;
	return false;
}

/* Nothing but thanks: no question, nothing asked, short. */
static bool
is_thanks_only(const struct mail_view *v, const struct verdict *r)
{
	size_t thanks = first_at(r, "terima-kasih");
	size_t received = first_at(r, "diterima");

	if (v->own_words == 0 || v->own_words > (v->reply ? 60 : 30) ||
	    hits_flag(r->hits, r->nhits, "ada-lagi"))
		return false;
	return received < thanks ||
	       (thanks != SIZE_MAX && !asks_before(r, thanks));
}

/* Of several other services the one that most words speak of. */
static const char *
service_of(const struct verdict *r)
{
	static const char *const services[] = { "produk", "romantik", "ppid",
		"perpustakaan", "data-pribadi" };
	const char *best = "";
	double most = 0, sum;
	size_t i, k;

	for (i = 0; i < sizeof(services) / sizeof(services[0]); i++) {
		for (k = 0, sum = 0; k < r->nhits; k++)
			if (strcmp(r->hits[k].rule->flag, services[i]) == 0)
				sum += r->hits[k].rule->weight;
		if (sum > most) {
			most = sum;
			best = services[i];
		}
	}
	return best;
}

static void
set_flags(const struct mail_view *v, struct verdict *r)
{
	bool complaint = r->kind == KIND_PENGADUAN;

	r->supervisory = (complaint || r->kind == KIND_RAGU) &&
			 hits_flag(r->hits, r->nhits, "pengawasan");
	r->secret = hits_flag(r->hits, r->nhits, "rahasia") &&
		    (complaint || r->kind == KIND_RAGU);
	r->also_asks = complaint && hits_flag(r->hits, r->nhits, "juga-minta");
	r->service = r->kind == KIND_LAYANAN_LAIN ? service_of(r) : "";
	r->thanks_only = !complaint && is_thanks_only(v, r);
}

/* A greeting, and no question in the subject either. */
static bool
greets_only(const struct verdict *r)
{
	return hits_flag(r->hits, r->nhits, "sapaan") &&
	       !hits_flag(r->hits, r->nhits, "pokok") &&
	       !hits_flag(r->hits, r->nhits, "tanya") &&
	       !hits_flag(r->hits, r->nhits, "kode");
}

/* Does it name anything that the office counts, defines or codes? */
static bool
names_something(const struct verdict *r)
{
	static const char *const flags[] = { "pokok", "data", "tanya", "konsep",
		"kode", "sapaan" };
	size_t i;

	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (hits_flag(r->hits, r->nhits, flags[i]))
			return true;
	return false;
}

static void
decide(struct sums *s, struct verdict *r)
{
	size_t k, t;

	for (k = 1; k < KIND_COUNT; k++)
		s->kind[k] += k == KIND_RAGU ? -1e6 : prior[k];
	if (!names_something(r))
		s->kind[KIND_KONSULTASI] -= NOTHING_NAMED;
	k = softmax(s->kind, KIND_COUNT);
	r->kind = (enum kind)k;
	r->score = s->kind[k];
	t = softmax(s->topic, TOPIC_COUNT);
	if (r->kind == KIND_KONSULTASI && !greets_only(r))
		r->topic = (enum topic)t;
}

static void
classify_view(struct arena *a, const struct classifier *c,
    const struct office *o, const struct mail_view *v, bool forged,
    struct verdict *v_r)
{
	struct sums s = { 0 };
	struct guess g;

	*v_r = (struct verdict){ .view = v };
	v_r->nhits = rules_match(a, c->rules, &v->text, &v_r->hits);
	add_rules(c, v, v_r, &s);
	if (c->model != NULL) {
		model_guess(a, c->model, v->text.field[RULE_SUBJECT],
		    v->text.field[RULE_TEXT], &g);
		add_model(c, &g, s.complaint, &s);
	}
	if (forged)
		s.kind[KIND_SPAM] += FORGED;
	decide(&s, v_r);
	reasons_tell(a, v, c->model != NULL ? &g : NULL, forged, v_r);
	if (v_r->score < o->unsure_below)
		v_r->kind = KIND_RAGU;
	set_flags(v, v_r);
}

void
classify_mail(struct arena *a, const struct classifier *c,
    const struct office *o, const struct msg *m, struct verdict *v_r)
{
	struct mail_view *v = arena_alloc(a, sizeof(*v));

	view_mail(a, c, m, v);
	classify_view(a, c, o, v, is_forged(o, m), v_r);
}

void
classify_lesson(struct arena *a, const struct classifier *c,
    const struct office *o, const struct lesson *l, struct verdict *v_r)
{
	struct mail_view *v = arena_alloc(a, sizeof(*v));

	view_words(a, l->subject, l->text, v);
	classify_view(a, c, o, v, false, v_r);
}
