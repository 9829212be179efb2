/*
 * Multinomial logistic regression: training, keeping, guessing. It must never
 * know rules, mails or files.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "desk/features.h"
#include "desk/model.h"

#define MAGIC "tanggap model 1\n"
#define EPOCHS 15
#define RATE 0.5
#define DECAY 1e-5 /* of the weights, towards 0 */
#define SCALE 512  /* weights are kept as 16 bit numbers */
#define IDF_SCALE 4096
#define WORDS_TOLD 5

/* One question the model answers: which of n classes. */
struct head {
	size_t n;
	float *w;      /* FEATURES * n; NULL in a model that was loaded: */
	int16_t *kept; /* the same times SCALE, in half the memory */
	float *bias;
	bool *taught; /* n: did any lesson have it */
};

struct model {
	struct stemmer *stemmer;
	float *idf;
	struct head kind, topic;
};

static void
head_init(struct head *h, size_t n)
{
	h->n = n;
	h->w = mem_zero(FEATURES * n, sizeof(*h->w));
	h->bias = mem_zero(n, sizeof(*h->bias));
	h->taught = mem_zero(n, sizeof(*h->taught));
}

static void
head_free(struct head *h)
{
	free(h->w);
	free(h->kept);
	free(h->bias);
	free(h->taught);
}

static double
weight_of(const struct head *h, size_t feature, size_t class)
{
	size_t at = feature * h->n + class;

	return h->kept != NULL ? (double)h->kept[at] / SCALE : (double)h->w[at];
}

static struct model *
model_new(unsigned parts)
{
	struct model *m = mem_zero(1, sizeof(*m));

	m->stemmer = stemmer_new(parts);
	m->idf = mem_zero(FEATURES, sizeof(*m->idf));
	head_init(&m->kind, KIND_COUNT);
	head_init(&m->topic, TOPIC_COUNT);
	return m;
}

void
model_free(struct model **m)
{
	if (*m == NULL)
		return;
	stemmer_free(&(*m)->stemmer);
	free((*m)->idf);
	head_free(&(*m)->kind);
	head_free(&(*m)->topic);
	free(*m);
	*m = NULL;
}

static void
head_guess(const struct head *h, const struct features *f, double *p_r)
{
	double max = -1e30, sum = 0;
	size_t i, k;

	for (k = 0; k < h->n; k++)
		p_r[k] = h->bias[k];
	for (i = 0; i < f->n; i++)
		for (k = 0; k < h->n; k++)
			p_r[k] += weight_of(h, f->v[i].at, k) * f->v[i].value;
	for (k = 0; k < h->n; k++)
		if (h->taught[k] && p_r[k] > max)
			max = p_r[k];
	for (k = 0; k < h->n; k++) {
		p_r[k] = h->taught[k] ? exp(p_r[k] - max) : 0;
		sum += p_r[k];
	}
	for (k = 0; k < h->n && sum > 0; k++)
		p_r[k] /= sum;
}

/* One step of stochastic gradient descent with Adagrad's rates. */
static void
head_step(struct head *h, float *squares, const struct features *f,
    size_t right, double weight)
{
	double p[KIND_COUNT + TOPIC_COUNT], g, d;
	float *w, *q;
	size_t i, k;

	head_guess(h, f, p);
	for (k = 0; k < h->n; k++) {
		if (!h->taught[k])
			continue;
		d = weight * (p[k] - (k == right ? 1 : 0));
		h->bias[k] -= (float)(0.02 * d);
		for (i = 0; i < f->n; i++) {
			w = &h->w[f->v[i].at * h->n + k];
			q = &squares[f->v[i].at * h->n + k];
			g = d * f->v[i].value + DECAY * *w;
			*q += (float)(g * g);
			*w -= (float)(RATE * g / sqrt(*q + 1e-4));
		}
	}
}

/* A permutation that is the same everywhere. */
static void
shuffle(size_t *order, size_t n, uint32_t *seed)
{
	size_t i, j, t;

	for (i = n; i > 1; i--) {
		*seed = *seed * 1664525u + 1013904223u;
		j = (*seed >> 8) % i;
		t = order[i - 1];
		order[i - 1] = order[j];
		order[j] = t;
	}
}

/* right[i]: the class of vector i, 0 for none. */
static void
head_train(
    struct head *h, const struct features *f, const size_t *right, size_t n)
{
	float *squares = mem_zero(FEATURES * h->n, sizeof(*squares));
	size_t *order = mem_zero(n + 1, sizeof(*order));
	double count[KIND_COUNT + TOPIC_COUNT] = { 0 }, all = 0, classes = 0;
	uint32_t seed = 20261122;
	size_t i, k;
	int epoch;

	for (i = 0; i < n; i++) {
		order[i] = i;
		count[right[i]] += right[i] != 0;
		all += right[i] != 0;
		h->taught[right[i]] |= right[i] != 0;
	}
	for (k = 1; k < h->n; k++)
		classes += h->taught[k];
	for (epoch = 0; epoch < EPOCHS; epoch++) {
		shuffle(order, n, &seed);
		for (i = 0; i < n; i++) {
			k = right[order[i]];
			/* rare kinds count more, nearly as if all were
			 * equally frequent */
			if (k != 0)
				head_step(h, squares, &f[order[i]], k,
				    pow(all / classes / count[k], 0.8));
		}
	}
	free(squares);
	free(order);
}

static void
count_idf(struct model *m, const struct features *f, size_t n)
{
	size_t i, j;

	for (i = 0; i < n; i++)
		for (j = 0; j < f[i].n; j++)
			m->idf[f[i].v[j].at]++;
	for (i = 0; i < FEATURES; i++)
		m->idf[i] = (float)(1 +
				    log((1.0 + (double)n) / (1.0 + m->idf[i])));
}

struct model *
model_train_parts(const struct lesson *v, size_t n, unsigned parts)
{
	struct features *f = mem_zero(n + 1, sizeof(*f));
	size_t *kinds = mem_zero(n + 1, sizeof(*kinds));
	size_t *topics = mem_zero(n + 1, sizeof(*topics));
	struct model *m = model_new(parts);
	size_t i;

	for (i = 0; i < n; i++)
		features_of(
		    m->stemmer, NULL, v[i].subject, v[i].text, false, &f[i]);
	count_idf(m, f, n);
	for (i = 0; i < n; i++) {
		features_free(&f[i]);
		features_of(
		    m->stemmer, m->idf, v[i].subject, v[i].text, false, &f[i]);
		kinds[i] = v[i].kind == KIND_RAGU ? 0 : (size_t)v[i].kind;
		topics[i] = (size_t)v[i].topic;
	}
	head_train(&m->kind, f, kinds, n);
	head_train(&m->topic, f, topics, n);
	for (i = 0; i < n; i++)
		features_free(&f[i]);
	free(f);
	free(kinds);
	free(topics);
	return m;
}

struct model *
model_train(const struct lesson *v, size_t n)
{
	return model_train_parts(v, n, FEATURE_ALL);
}

/* The words with the largest part in a kind's sum; takes them out of f. */
static struct strs
strongest(
    struct arena *a, const struct head *h, struct features *f, enum kind kind)
{
	const char **v = arena_array(a, WORDS_TOLD, sizeof(*v));
	double best, x;
	size_t i, n, at;

	for (n = 0; n < WORDS_TOLD; n++) {
		for (best = 0, at = f->n, i = 0; i < f->n; i++) {
			if (f->v[i].word == NULL)
				continue;
			x = (double)f->v[i].value *
			    weight_of(h, f->v[i].at, kind);
			if (x > best)
				best = x, at = i;
		}
		if (at == f->n)
			break;
		v[n] = arena_str(a, f->v[at].word);
		f->v[at].word = NULL;
	}
	return (struct strs){ v, n };
}

void
model_guess(struct arena *a, const struct model *m, const char *subject,
    const char *text, struct guess *g_r)
{
	struct features f;
	size_t i;

	features_of(m->stemmer, m->idf, subject, text, true, &f);
	head_guess(&m->kind, &f, g_r->kind);
	head_guess(&m->topic, &f, g_r->topic);
	g_r->best = KIND_KONSULTASI;
	for (i = 1; i < KIND_COUNT; i++)
		if (g_r->kind[i] > g_r->kind[g_r->best])
			g_r->best = (enum kind)i;
	g_r->words = strongest(a, &m->kind, &f, g_r->best);
	features_free(&f);
}

static void
add_number(struct buf *b, double x, double scale)
{
	double r = floor(x * scale + 0.5);
	int n = (int)(r > 32767 ? 32767 : r < -32768 ? -32768 : r);

	buf_addc(b, (char)(n & 0xff));
	buf_addc(b, (char)(n >> 8 & 0xff));
}

static double
take_number(const unsigned char **p, double scale)
{
	int n = (*p)[0] | (*p)[1] << 8;

	*p += 2;
	return (n >= 32768 ? n - 65536 : n) / scale;
}

static void
save_head(const struct head *h, struct buf *b)
{
	size_t i, k;

	for (k = 1; k < h->n; k++) {
		buf_addc(b, h->taught[k] ? 1 : 0);
		add_number(b, h->bias[k], SCALE);
	}
	for (i = 0; i < FEATURES; i++)
		for (k = 1; k < h->n; k++)
			add_number(b, weight_of(h, i, k), SCALE);
}

static void
load_head(struct head *h, const unsigned char **p)
{
	size_t i, k;

	free(h->w);
	h->w = NULL;
	h->kept = mem_zero(FEATURES * h->n, sizeof(*h->kept));
	for (k = 1; k < h->n; k++) {
		h->taught[k] = *(*p)++ == 1;
		h->bias[k] = (float)take_number(p, SCALE);
	}
	for (i = 0; i < FEATURES; i++)
		for (k = 1; k < h->n; k++)
			h->kept[i * h->n + k] = (int16_t)take_number(p, 1);
}

void
model_save(const struct model *m, struct buf *b)
{
	size_t i;

	buf_adds(b, MAGIC);
	for (i = 0; i < FEATURES; i++)
		add_number(b, m->idf[i], IDF_SCALE / 2.0);
	save_head(&m->kind, b);
	save_head(&m->topic, b);
}

static size_t
saved_size(size_t classes)
{
	return (classes - 1) * (3 + 2 * (size_t)FEATURES);
}

enum err
model_load(const void *bytes, size_t n, struct model **m_r, struct why *w)
{
	const unsigned char *p = bytes;
	struct model *m;
	size_t i;

	if (n != strlen(MAGIC) + 2 * (size_t)FEATURES + saved_size(KIND_COUNT) +
		     saved_size(TOPIC_COUNT) ||
	    memcmp(p, MAGIC, strlen(MAGIC)) != 0)
		return why_set(
		    w, ERR_ITEM, "not a model of this version: train again");
	p += strlen(MAGIC);
	m = model_new(FEATURE_ALL);
	for (i = 0; i < FEATURES; i++)
		m->idf[i] = (float)take_number(&p, IDF_SCALE / 2.0);
	load_head(&m->kind, &p);
	load_head(&m->topic, &p);
	*m_r = m;
	return OK;
}
