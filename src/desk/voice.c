/*
 * Learning from examples how the office's people write, and judging their
 * prose by it. It must never know what is done about it.
 */
#include <libstemmer.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "desk/regress.h"
#include "desk/voice_priv.h"

/* Who writes between the lines of a question answers it. */
#define BETWEEN_QUOTES 4
#define TEXT_SHARE 0.6 /* of the whole against the worst sentence */
#define SURE 0.7       /* of what is said, against what phrases take it for */
#define MAGIC "tanggap voice 1\n"

enum side { SIDE_NONE, SIDE_OUT, SIDE_IN, SIDES };
enum said { SAID_NONE, SAID_ANSWER, SAID_ASK, SAID_PROGRESS, SAID_COUNT };

struct voice {
	struct voice_reader reader;
	struct regress *sentence, *text; /* enum side */
	struct regress *said;            /* of a text: enum said */
};

static struct voice *
voice_new(const struct spelling *s)
{
	struct voice *v = mem_zero(1, sizeof(*v));

	v->reader.spelling = s;
	v->reader.stemmer = sb_stemmer_new("indonesian", NULL);
	v->sentence = regress_new(VOICE_PLACES, SIDES);
	v->text = regress_new(VOICE_PLACES, SIDES);
	v->said = regress_new(VOICE_PLACES, SAID_COUNT);
	return v;
}

void
voice_free(struct voice **v)
{
	if (*v == NULL)
		return;
	sb_stemmer_delete((*v)->reader.stemmer);
	regress_free(&(*v)->sentence);
	regress_free(&(*v)->text);
	regress_free(&(*v)->said);
	free(*v);
	*v = NULL;
}

static double
log_odds(double p)
{
	return log((p + 1e-9) / (1 - p + 1e-9));
}

void
voice_judge(const struct voice *v, struct review *r)
{
	static const enum act acts[SAID_COUNT] = { ACT_ANSWER, ACT_ANSWER,
		ACT_ASK, ACT_PROGRESS };
	struct prose *p = &r->prose;
	double q[SAID_COUNT], most = 0;
	struct hearing *h;
	struct features f;
	size_t i, best = SAID_ANSWER;

	if (v == NULL || p->n == 0)
		return;
	h = voice_hear(&v->reader, r);
	for (i = 0; i < p->n; i++) {
		if (h->v[i].courtesy)
			continue;
		voice_sentence(h, i, &f);
		regress_guess(v->sentence, &f, q);
		p->v[i].inside = q[SIDE_IN];
		most = q[SIDE_IN] > most ? q[SIDE_IN] : most;
	}
	voice_text(h, &f);
	regress_guess(v->text, &f, q);
	p->inside = log_odds(most) + TEXT_SHARE * log_odds(q[SIDE_IN]);
	if (strstr(r->answer.text, "\n>") != NULL)
		p->inside -= BETWEEN_QUOTES;
	regress_guess(v->said, &f, q);
	for (i = 1; i < SAID_COUNT; i++)
		if (q[i] > q[best])
			best = i;
	p->act = q[best] >= SURE ? acts[best] : h->act;
	p->judged = true;
}

/* Is any word of the sentence marked? */
static bool
is_marked(const struct voice_lesson *l, const struct prose *p,
    const struct sentence *s)
{
	size_t from = (size_t)(s->s - p->text), i, n = 0;

	for (i = from; i < from + s->n; i++)
		n += l->inside[i];
	return n > 2;
}

/* A lesson's prose, as if an officer whom it does not name had written it. */
static void
read_lesson(struct review *r, const struct office *o,
    const struct voice_lesson *l, struct officer_facts *f, struct msg *m)
{
	const struct officer *who = &o->officers[0];
	size_t i;

	for (i = 0; i < o->nofficers; i++)
		if (strcasestr(l->text, o->officers[i].id) == NULL)
			who = &o->officers[i];
	*f = (struct officer_facts){
		.who = who, .requester = "", .requester_name = l->name
	};
	*m = (struct msg){ .text = l->text };
	r->o = o;
	r->m = m;
	r->f = f;
	prose_read(r, l->text);
}

/* Vectors in the arena, and the right answers. */
struct samples {
	struct features *v;
	size_t *right;
	size_t n, room;
};

static void
add_sample(struct samples *x, const struct features *f, size_t right)
{
	if (x->n == x->room) {
		x->room = x->room ? 2 * x->room : 1024;
		x->v = mem_grow(x->v, x->room * sizeof(*x->v));
		x->right = mem_grow(x->right, x->room * sizeof(*x->right));
	}
	x->v[x->n] = *f;
	x->right[x->n++] = right;
}

static void
learn(struct regress *r, struct samples *x)
{
	regress_train(r, x->v, x->right, x->n);
	free(x->v);
	free(x->right);
}

static enum said
said_of(const struct voice_lesson *l)
{
	if (!l->sent)
		return SAID_NONE;
	return strcmp(l->what, "ask") == 0        ? SAID_ASK
	       : strcmp(l->what, "progress") == 0 ? SAID_PROGRESS
						  : SAID_ANSWER;
}

struct voice *
voice_train(const struct spelling *s, const struct office *o,
    const struct voice_lesson *v, size_t n)
{
	struct samples sentences = { 0 }, texts = { 0 }, said = { 0 };
	struct voice *x = voice_new(s);
	struct arena *a = arena_new();
	size_t i, k;

	for (i = 0; i < n; i++) {
		struct review r = { .a = a };
		struct officer_facts f;
		struct hearing *h;
		struct features at;
		struct msg m;

		read_lesson(&r, o, &v[i], &f, &m);
		h = voice_hear(&x->reader, &r);
		for (k = 0; k < r.prose.n; k++) {
			if (h->v[k].courtesy)
				continue;
			voice_sentence(h, k, &at);
			add_sample(&sentences, &at,
			    is_marked(&v[i], &r.prose, &r.prose.v[k])
				? SIDE_IN
				: SIDE_OUT);
		}
		voice_text(h, &at);
		add_sample(&texts, &at,
		    v[i].sent                        ? SIDE_OUT
		    : strcmp(v[i].what, "file") == 0 ? SIDE_NONE
						     : SIDE_IN);
		add_sample(&said, &at, said_of(&v[i]));
	}
	learn(x->sentence, &sentences);
	learn(x->text, &texts);
	learn(x->said, &said);
	arena_free(&a);
	return x;
}

void
voice_save(const struct voice *v, struct buf *b)
{
	buf_adds(b, MAGIC);
	regress_save(v->sentence, b);
	regress_save(v->text, b);
	regress_save(v->said, b);
}

enum err
voice_load(const struct spelling *s, const void *bytes, size_t n,
    struct voice **v_r, struct why *w)
{
	const unsigned char *p = bytes;
	struct voice *v;

	if (n != strlen(MAGIC) + 2 * regress_saved(VOICE_PLACES, SIDES) +
		     regress_saved(VOICE_PLACES, SAID_COUNT) ||
	    memcmp(p, MAGIC, strlen(MAGIC)) != 0)
		return why_set(w, ERR_ITEM, "not of this version: build again");
	p += strlen(MAGIC);
	v = voice_new(s);
	regress_load(v->sentence, &p);
	regress_load(v->text, &p);
	regress_load(v->said, &p);
	*v_r = v;
	return OK;
}
