/*
 * Multinomial logistic regression: training, keeping, guessing. It must never
 * know what is asked, or of what.
 */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/banned.h"
#include "base/mem.h"
#include "desk/regress.h"

#define EPOCHS 15
#define RATE 0.5
#define DECAY 1e-5 /* of the weights, towards 0 */
#define SCALE 512  /* weights are kept as 16 bit numbers */
#define CLASSES_MAX 32

struct regress {
	size_t places, n;
	float *w;      /* places * n; NULL in one that was loaded: */
	int16_t *kept; /* the same times SCALE, without class 0 */
	float *bias;
	bool *taught; /* n: did any vector have it */
};

struct regress *
regress_new(size_t places, size_t classes)
{
	struct regress *r = mem_zero(1, sizeof(*r));

	r->places = places;
	r->n = classes < CLASSES_MAX ? classes : CLASSES_MAX;
	r->w = mem_zero(places * r->n, sizeof(*r->w));
	r->bias = mem_zero(r->n, sizeof(*r->bias));
	r->taught = mem_zero(r->n, sizeof(*r->taught));
	return r;
}

void
regress_free(struct regress **r)
{
	if (*r == NULL)
		return;
	free((*r)->w);
	free((*r)->kept);
	free((*r)->bias);
	free((*r)->taught);
	free(*r);
	*r = NULL;
}

double
regress_weight(const struct regress *r, size_t place, size_t class)
{
	if (r->kept == NULL)
		return (double)r->w[place * r->n + class];
	if (class == 0)
		return 0;
	return (double)r->kept[place * (r->n - 1) + class - 1] / SCALE;
}

void
regress_guess(const struct regress *r, const struct features *f, double *p_r)
{
	double max = -1e30, sum = 0;
	size_t i, k;

	for (k = 0; k < r->n; k++)
		p_r[k] = r->bias[k];
	for (i = 0; i < f->n; i++)
		for (k = 0; k < r->n; k++)
			p_r[k] += regress_weight(r, f->v[i].at, k) *
				  f->v[i].value;
	for (k = 0; k < r->n; k++)
		if (r->taught[k] && p_r[k] > max)
			max = p_r[k];
	for (k = 0; k < r->n; k++) {
		p_r[k] = r->taught[k] ? exp(p_r[k] - max) : 0;
		sum += p_r[k];
	}
	for (k = 0; k < r->n && sum > 0; k++)
		p_r[k] /= sum;
}

/* One step of stochastic gradient descent with Adagrad's rates. */
static void
step(struct regress *r, float *squares, const struct features *f, size_t right,
    double weight)
{
	double p[CLASSES_MAX], g, d;
	float *w, *q;
	size_t i, k;

	regress_guess(r, f, p);
	for (k = 0; k < r->n; k++) {
		if (!r->taught[k])
			continue;
		d = weight * (p[k] - (k == right ? 1 : 0));
		r->bias[k] -= (float)(0.02 * d);
		for (i = 0; i < f->n; i++) {
			w = &r->w[f->v[i].at * r->n + k];
			q = &squares[f->v[i].at * r->n + k];
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

void
regress_train(
    struct regress *r, const struct features *f, const size_t *right, size_t n)
{
	float *squares = mem_zero(r->places * r->n, sizeof(*squares));
	size_t *order = mem_zero(n + 1, sizeof(*order));
	double count[CLASSES_MAX] = { 0 }, all = 0, classes = 0;
	uint32_t seed = 20261122;
	size_t i, k;
	int epoch;

	for (i = 0; i < n; i++) {
		order[i] = i;
		count[right[i]] += right[i] != 0;
		all += right[i] != 0;
		r->taught[right[i]] |= right[i] != 0;
	}
	for (k = 1; k < r->n; k++)
		classes += r->taught[k];
	for (epoch = 0; epoch < EPOCHS; epoch++) {
		shuffle(order, n, &seed);
		for (i = 0; i < n; i++) {
			k = right[order[i]];
			/* rare ones count more, nearly as if all were
			 * equally frequent */
			if (k != 0)
				step(r, squares, &f[order[i]], k,
				    pow(all / classes / count[k], 0.8));
		}
	}
	free(squares);
	free(order);
}

void
regress_idf(const struct features *f, size_t n, size_t places, float *idf_r)
{
	size_t i, j;

	for (i = 0; i < places; i++)
		idf_r[i] = 0;
	for (i = 0; i < n; i++)
		for (j = 0; j < f[i].n; j++)
			idf_r[f[i].v[j].at]++;
	for (i = 0; i < places; i++)
		idf_r[i] = (float)(1 +
				   log((1.0 + (double)n) / (1.0 + idf_r[i])));
}

void
regress_add_number(struct buf *b, double x, double scale)
{
	double r = floor(x * scale + 0.5);
	int n = (int)(r > 32767 ? 32767 : r < -32768 ? -32768 : r);

	buf_addc(b, (char)(n & 0xff));
	buf_addc(b, (char)(n >> 8 & 0xff));
}

double
regress_take_number(const unsigned char **p, double scale)
{
	int n = (*p)[0] | (*p)[1] << 8;

	*p += 2;
	return (n >= 32768 ? n - 65536 : n) / scale;
}

void
regress_save(const struct regress *r, struct buf *b)
{
	size_t i, k;

	for (k = 1; k < r->n; k++) {
		buf_addc(b, r->taught[k] ? 1 : 0);
		regress_add_number(b, r->bias[k], SCALE);
	}
	for (i = 0; i < r->places; i++)
		for (k = 1; k < r->n; k++)
			regress_add_number(b, regress_weight(r, i, k), SCALE);
}

size_t
regress_saved(size_t places, size_t classes)
{
	return (classes - 1) * (3 + 2 * places);
}

void
regress_load(struct regress *r, const unsigned char **p)
{
	size_t i, k;

	free(r->w);
	r->w = NULL;
	r->kept = mem_zero(r->places * (r->n - 1), sizeof(*r->kept));
	for (k = 1; k < r->n; k++) {
		r->taught[k] = *(*p)++ == 1;
		r->bias[k] = (float)regress_take_number(p, SCALE);
	}
	for (i = 0; i < r->places * (r->n - 1); i++)
		r->kept[i] = (int16_t)regress_take_number(p, 1);
}
