/*
 * Of what kind a text is, and of which topic, as lessons taught it. It must
 * never know rules, mails or files.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "desk/features.h"
#include "desk/model.h"
#include "desk/regress.h"

#define MAGIC "tanggap model 1\n"
#define IDF_SCALE 2048
#define WORDS_TOLD 5

struct model {
	struct stemmer *stemmer;
	float *idf;
	struct regress *kind, *topic;
};

static struct model *
model_new(unsigned parts)
{
	struct model *m = mem_zero(1, sizeof(*m));

	m->stemmer = stemmer_new(parts);
	m->idf = mem_zero(FEATURES, sizeof(*m->idf));
	m->kind = regress_new(FEATURES, KIND_COUNT);
	m->topic = regress_new(FEATURES, TOPIC_COUNT);
	return m;
}

void
model_free(struct model **m)
{
	if (*m == NULL)
		return;
	stemmer_free(&(*m)->stemmer);
	free((*m)->idf);
	regress_free(&(*m)->kind);
	regress_free(&(*m)->topic);
	free(*m);
	*m = NULL;
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
	regress_idf(f, n, FEATURES, m->idf);
	for (i = 0; i < n; i++) {
		features_free(&f[i]);
		features_of(
		    m->stemmer, m->idf, v[i].subject, v[i].text, false, &f[i]);
		kinds[i] = v[i].kind == KIND_RAGU ? 0 : (size_t)v[i].kind;
		topics[i] = (size_t)v[i].topic;
	}
	regress_train(m->kind, f, kinds, n);
	regress_train(m->topic, f, topics, n);
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
strongest(struct arena *a, const struct regress *h, struct features *f,
    enum kind kind)
{
	const char **v = arena_array(a, WORDS_TOLD, sizeof(*v));
	double best, x;
	size_t i, n, at;

	for (n = 0; n < WORDS_TOLD; n++) {
		for (best = 0, at = f->n, i = 0; i < f->n; i++) {
			if (f->v[i].word == NULL)
				continue;
			x = (double)f->v[i].value *
			    regress_weight(h, f->v[i].at, kind);
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
	regress_guess(m->kind, &f, g_r->kind);
	regress_guess(m->topic, &f, g_r->topic);
	g_r->best = KIND_KONSULTASI;
	for (i = 1; i < KIND_COUNT; i++)
		if (g_r->kind[i] > g_r->kind[g_r->best])
			g_r->best = (enum kind)i;
	g_r->words = strongest(a, m->kind, &f, g_r->best);
	features_free(&f);
}

void
model_save(const struct model *m, struct buf *b)
{
	size_t i;

	buf_adds(b, MAGIC);
	for (i = 0; i < FEATURES; i++)
		regress_add_number(b, m->idf[i], IDF_SCALE);
	regress_save(m->kind, b);
	regress_save(m->topic, b);
}

enum err
model_load(const void *bytes, size_t n, struct model **m_r, struct why *w)
{
	const unsigned char *p = bytes;
	struct model *m;
	size_t i;

	if (n != strlen(MAGIC) + 2 * (size_t)FEATURES +
		     regress_saved(FEATURES, KIND_COUNT) +
		     regress_saved(FEATURES, TOPIC_COUNT) ||
	    memcmp(p, MAGIC, strlen(MAGIC)) != 0)
		return why_set(
		    w, ERR_ITEM, "not a model of this version: train again");
	p += strlen(MAGIC);
	m = model_new(FEATURE_ALL);
	for (i = 0; i < FEATURES; i++)
		m->idf[i] = (float)regress_take_number(&p, IDF_SCALE);
	regress_load(m->kind, &p);
	regress_load(m->topic, &p);
	*m_r = m;
	return OK;
}
