/*
 * An officer's prose as numbers: the words of a sentence, those beside it,
 * and its signs. It must never know what follows from them.
 */
#include <ctype.h>
#include <libstemmer.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "desk/command_priv.h"
#include "desk/normal.h"
#include "desk/voice_priv.h"

#define WORD_MAX 32
#define PIECE_MIN 3
#define PIECE_MAX 5
#define OWN_SIGN 0.5
#define OTHER_SIGN 0.4 /* of the sentence before and the one behind */
#define OTHER_WORDS 0.3
#define TEXT_SIGN 0.4

static uint32_t
hash_of(uint32_t h, const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return (h ^ ' ') * 16777619u;
}

static uint32_t
place_of(uint32_t h)
{
	return (h ^ h >> 15) % VOICE_PLACES;
}

static uint32_t
group_of(const char *name)
{
	return hash_of(2166136261u, name, strlen(name));
}

static void
places_add(struct arena *a, struct places *x, uint32_t at)
{
	uint32_t *v;

	if (x->n == x->room) {
		x->room = x->room ? 2 * x->room : 64;
		v = arena_array(a, x->room, sizeof(*v));
		if (x->n > 0)
			memcpy(v, x->v, x->n * sizeof(*v));
		x->v = v;
	}
	x->v[x->n++] = at;
}

static int
by_place(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void
places_once(struct places *x)
{
	size_t i, n = 0;

	if (x->n > 0)
		qsort(x->v, x->n, sizeof(*x->v), by_place);
	for (i = 0; i < x->n; i++)
		if (n == 0 || x->v[i] != x->v[n - 1])
			x->v[n++] = x->v[i];
	x->n = n;
}

/* Adds them with that value each, or that length together. */
static void
take(struct arena *a, struct features *f, struct places *x, double value,
    bool together)
{
	struct feature *v;
	size_t i;

	places_once(x);
	if (x->n == 0)
		return;
	if (together)
		value /= sqrt((double)x->n);
	v = arena_array(a, f->n + x->n, sizeof(*v));
	if (f->n > 0)
		memcpy(v, f->v, f->n * sizeof(*v));
	for (i = 0; i < x->n; i++)
		v[f->n + i] = (struct feature){ .at = x->v[i],
			.value = (float)value };
	f->v = v;
	f->n += x->n;
}

bool
voice_names(const char *list, const char *word, size_t n)
{
	const char *s;

	for (s = list; n > 2 && (s = strchr(s, ' ')) != NULL; s++)
		if (strncmp(s + 1, word, n) == 0 && s[1 + n] == ' ')
			return true;
	return false;
}

const char *
voice_word(const struct hearing *h, const char *word, size_t n)
{
	if (voice_names(h->requester, word, n))
		return "<pemohon>";
	if (voice_names(h->people, word, n))
		return "<petugas>";
	return arena_strn(h->a, word, n);
}

/* Numbers by how long they are, words by their stem, signs as they are. */
static const char *
token_of(const struct hearing *h, const struct voice_reader *x, const char *s,
    size_t n)
{
	const char *word;
	const sb_symbol *stem;

	if (isdigit((unsigned char)*s))
		return arena_printf(h->a, "0%zu", n < 5 ? n : 5);
	word = voice_word(h, s, n);
	if (n < 2 || n > WORD_MAX || !isalpha((unsigned char)*word))
		return word;
	stem = sb_stemmer_stem(x->stemmer, (const sb_symbol *)s, (int)n);
	return arena_str(h->a, (const char *)stem);
}

static size_t
token_length(const char *s)
{
	size_t n = 0;

	if (isdigit((unsigned char)*s))
		return strspn(s, "0123456789.,");
	while (isalpha((unsigned char)s[n]) || (unsigned char)s[n] >= 0x80)
		n++;
	return n > 0 ? n : 1;
}

static void
read_words(const struct hearing *h, const struct voice_reader *x, size_t i)
{
	const struct sentence *s = &h->prose->v[i];
	const char **v = arena_array(h->a, s->n + 1, sizeof(*v)), *p;
	struct strs *words = &h->v[i].words;
	struct buf b;
	size_t n;

	buf_init(&b, 1 << 20);
	spelling_apply(x->spelling, s->s, s->n, &b);
	for (p = b.s; *p != '\0'; p += n) {
		n = token_length(p);
		if (*p != ' ' && words->n < s->n)
			v[words->n++] = token_of(h, x, p, n);
	}
	words->v = v;
	buf_free(&b);
}

/* Words, neighbours, and those with one word between them. */
static void
add_words(struct arena *a, const struct strs *w, uint32_t group, bool pairs,
    struct places *x)
{
	const uint32_t gap = 0x5bd1e995u; /* any: so that "a _ b" is no "a b" */
	uint32_t last = hash_of(group, "^", 1), before = 0, h;
	size_t i;

	for (i = 0; i < w->n; i++) {
		size_t n = strlen(w->v[i]);

		h = hash_of(group, w->v[i], n);
		places_add(a, x, place_of(h));
		if (!pairs)
			continue;
		places_add(a, x, place_of(hash_of(last, w->v[i], n)));
		if (i > 1)
			places_add(
			    a, x, place_of(hash_of(before ^ gap, w->v[i], n)));
		before = last;
		last = h;
	}
	if (pairs && w->n > 0)
		places_add(a, x, place_of(hash_of(last, "$", 1)));
}

static void
add_pieces(struct arena *a, const struct strs *w, struct places *x)
{
	uint32_t group = group_of("piece");
	char s[WORD_MAX + 3];
	size_t i, k, len, n;

	for (i = 0; i < w->n; i++) {
		n = strlen(w->v[i]);
		if (n < 2 || n > WORD_MAX || !isalpha((unsigned char)*w->v[i]))
			continue;
		snprintf(s, sizeof(s), "_%s_", w->v[i]);
		for (len = PIECE_MIN; len <= PIECE_MAX; len++)
			for (k = 0; k + len <= n + 2; k++)
				places_add(
				    a, x, place_of(hash_of(group, s + k, len)));
	}
}

static const char *
people_of(const struct review *r)
{
	const char *s = " ";
	size_t i;

	for (i = 0; i < r->o->nofficers; i++)
		s = arena_printf(r->a, "%s%s %s ", s, r->o->officers[i].id,
		    command_plain(r->a, r->o->officers[i].name));
	return s;
}

struct hearing *
voice_hear(const struct voice_reader *x, const struct review *r)
{
	struct hearing *h = arena_alloc(r->a, sizeof(*h));
	const char *name = r->f->requester_name;
	size_t i;

	h->a = r->a;
	h->prose = &r->prose;
	h->requester = arena_printf(
	    h->a, " %s ", command_plain(h->a, name != NULL ? name : ""));
	h->people = people_of(r);
	h->act = review_act(r);
	h->v = arena_array(h->a, r->prose.n + 1, sizeof(*h->v));
	for (i = 0; i < r->prose.n; i++) {
		read_words(h, x, i);
		h->v[i].courtesy = voice_is_courtesy(h, i);
	}
	voice_signs(h);
	return h;
}

void
voice_sign(const struct hearing *h, size_t i, const char *fmt, ...)
{
	char name[80];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(name, sizeof(name), fmt, ap);
	va_end(ap);
	places_add(h->a, &h->v[i].signs, group_of(name));
}

/* Another sentence's signs and words, told apart from the own. */
static void
add_other(
    const struct hearing *h, size_t i, const char *side, struct features *f)
{
	uint32_t group = group_of(side);
	struct places x = { 0 }, words = { 0 };
	const struct heard *v = &h->v[i];
	size_t k;

	for (k = 0; k < v->signs.n; k++)
		places_add(h->a, &x, place_of(v->signs.v[k] ^ group));
	take(h->a, f, &x, OTHER_SIGN, false);
	add_words(h->a, &v->words, group, false, &words);
	take(h->a, f, &words, OTHER_WORDS, true);
}

void
voice_sentence(const struct hearing *h, size_t i, struct features *f_r)
{
	struct places words = { 0 }, pieces = { 0 }, signs = { 0 };
	bool addressed = h->prose->addressed;
	const struct heard *v = &h->v[i];
	size_t k;

	*f_r = (struct features){ 0 };
	add_words(h->a, &v->words, group_of("word"), true, &words);
	take(h->a, f_r, &words, 1, true);
	add_pieces(h->a, &v->words, &pieces);
	take(h->a, f_r, &pieces, 1, true);
	for (k = 0; k < v->signs.n; k++) {
		places_add(h->a, &signs, place_of(v->signs.v[k]));
		places_add(h->a, &signs,
		    place_of(hash_of(v->signs.v[k], addressed ? "y" : "n", 1)));
	}
	take(h->a, f_r, &signs, OWN_SIGN, false);
	if (i > 0)
		add_other(h, i - 1, "before", f_r);
	if (i + 1 < h->prose->n)
		add_other(h, i + 1, "behind", f_r);
}

void
voice_text(const struct hearing *h, struct features *f_r)
{
	struct places words = { 0 }, pieces = { 0 }, signs = { 0 }, act = { 0 };
	size_t i, k;

	*f_r = (struct features){ 0 };
	for (i = 0; i < h->prose->n; i++) {
		const struct heard *v = &h->v[i];

		add_words(h->a, &v->words, group_of("word"), true, &words);
		add_pieces(h->a, &v->words, &pieces);
		for (k = 0; k < v->signs.n; k++)
			places_add(h->a, &signs, place_of(v->signs.v[k]));
	}
	take(h->a, f_r, &words, 1, true);
	take(h->a, f_r, &pieces, 1, true);
	take(h->a, f_r, &signs, TEXT_SIGN, false);
	places_add(h->a, &act, place_of(group_of(act_word(h->act))));
	take(h->a, f_r, &act, 1, false);
}
