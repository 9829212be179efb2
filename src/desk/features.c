/*
 * From words to numbers. It must never know kinds or weights.
 */
#include <ctype.h>
#include <libstemmer.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/mem.h"
#include "desk/features.h"

#define WORD_MAX 32
#define TEXT_MAX 20000 /* bytes that are looked at: a kind shows early */
#define PIECE_MIN 3
#define PIECE_MAX 5

struct stemmer {
	struct sb_stemmer *id; /* owned; NULL: words as they are */
	unsigned parts;
};

struct stemmer *
stemmer_new(unsigned parts)
{
	struct stemmer *s = mem_zero(1, sizeof(*s));

	s->parts = parts;
	if (parts & FEATURE_STEMMED)
		s->id = sb_stemmer_new("indonesian", NULL);
	return s;
}

void
stemmer_free(struct stemmer **s)
{
	if (*s == NULL)
		return;
	sb_stemmer_delete((*s)->id);
	free(*s);
	*s = NULL;
}

/* What is collected on the way. */
struct bag {
	uint16_t *count;  /* FEATURES of them */
	uint8_t *is_word; /* same */
	uint32_t *at;     /* places used, in order */
	size_t *word_at;  /* offset in words, per place used */
	size_t n, room;
	struct buf words;
	bool keep;
};

static uint32_t
hash_of(char group, const char *s, size_t n, const char *t, size_t tn)
{
	uint32_t h = (2166136261u ^ (unsigned char)group) * 16777619u;
	size_t i;

	for (i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	if (tn > 0)
		h = (h ^ ' ') * 16777619u;
	for (i = 0; i < tn; i++)
		h = (h ^ (unsigned char)t[i]) * 16777619u;
	h ^= h >> 15;
	return h & (FEATURES - 1);
}

static bool
bag_add(struct bag *b, uint32_t at, bool word)
{
	if (b->count[at] == UINT16_MAX)
		return false;
	if (b->count[at]++ > 0)
		return false;
	b->is_word[at] = word;
	if (b->n == b->room) {
		b->room = b->room ? 2 * b->room : 2048;
		b->at = mem_grow(b->at, b->room * sizeof(*b->at));
		b->word_at = mem_grow(
		    b->word_at, b->room * sizeof(*b->word_at));
	}
	b->word_at[b->n] = SIZE_MAX;
	b->at[b->n++] = at;
	return true;
}

static void
add_stem(struct bag *b, char group, const char *s, const char *t)
{
	uint32_t at = hash_of(group, s, strlen(s), t, strlen(t));

	if (!bag_add(b, at, true) || !b->keep || group == 's')
		return;
	b->word_at[b->n - 1] = b->words.len;
	buf_addf(&b->words, "%s%s%s", s, *t ? " " : "", t);
	buf_addc(&b->words, '\0');
}

static void
add_pieces(struct bag *b, const char *word, size_t n)
{
	char s[WORD_MAX + 2];
	size_t i, len;

	s[0] = '_';
	memcpy(s + 1, word, n);
	s[n + 1] = '_';
	for (len = PIECE_MIN; len <= PIECE_MAX; len++)
		for (i = 0; i + len <= n + 2; i++)
			bag_add(b, hash_of('c', s + i, len, "", 0), false);
}

/* An address of web or mail says what it is, not where it leads. */
static const char *
address_word(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (s[i] == '@')
			return "<mail>";
		if (i + 9 <= n && memcmp(s + i, "bps.go.id", 9) == 0)
			return "<bps>";
		if ((i + 3 <= n && memcmp(s + i, "://", 3) == 0) ||
		    (i == 0 && n > 4 && memcmp(s, "www.", 4) == 0))
			return "<web>";
	}
	return NULL;
}

/* Numbers by their shape: a year, a code, a few, many. */
static const char *
number_word(const char *s, size_t n)
{
	if (n == 4 &&
	    ((s[0] == '1' && s[1] == '9') || (s[0] == '2' && s[1] == '0')))
		return "<year>";
	return n <= 2 ? "<nn>" : n == 5 ? "<code>" : "<number>";
}

static void
stem_of(struct stemmer *s, const char *word, size_t n, char out_r[WORD_MAX + 1])
{
	const sb_symbol *r = NULL;
	size_t len = n;

	if (s->id != NULL)
		r = sb_stemmer_stem(s->id, (const sb_symbol *)word, (int)n);
	if (r != NULL)
		len = (size_t)sb_stemmer_length(s->id);
	if (len > WORD_MAX)
		len = WORD_MAX;
	memcpy(out_r, r != NULL ? (const char *)r : word, len);
	out_r[len] = '\0';
}

static bool
is_letter(unsigned char c)
{
	return isalnum(c) || c >= 0xc3;
}

struct walk {
	struct stemmer *stemmer;
	struct bag *bag;
	bool subject;
	char last[WORD_MAX + 1];
};

static void
take_stem(struct walk *w, const char *stem)
{
	unsigned parts = w->stemmer->parts;

	if (parts & FEATURE_WORDS)
		add_stem(w->bag, 'w', stem, "");
	if (w->subject && parts & FEATURE_SUBJECT)
		add_stem(w->bag, 's', stem, "");
	if (*w->last != '\0' && parts & FEATURE_PAIRS)
		add_stem(w->bag, 'w', w->last, stem);
	memcpy(w->last, stem, strlen(stem) + 1);
}

static void
take_word(struct walk *w, const char *s, size_t n)
{
	char stem[WORD_MAX + 1];

	if (isdigit((unsigned char)*s)) {
		take_stem(w, number_word(s, n));
		return;
	}
	if (n > WORD_MAX)
		return;
	stem_of(w->stemmer, s, n, stem);
	take_stem(w, stem);
	if (w->stemmer->parts & FEATURE_PIECES)
		add_pieces(w->bag, s, n);
}

static void
walk_text(struct walk *w, const char *s)
{
	const char *end = s + strnlen(s, TEXT_MAX);
	const char *word;
	size_t n;

	*w->last = '\0';
	while (s < end) {
		n = strcspn(s, " ");
		if (n > (size_t)(end - s))
			n = (size_t)(end - s);
		if ((word = address_word(s, n)) != NULL) {
			take_stem(w, word);
			s += n;
			continue;
		}
		while (n > 0) {
			size_t len = 0;

			while (len < n && is_letter((unsigned char)s[len]))
				len++;
			if (len > 0)
				take_word(w, s, len);
			else if (*s == '?' || *s == '!')
				take_stem(w, *s == '?' ? "?" : "!");
			len += len == 0;
			s += len;
			n -= len;
		}
		s += *s == ' ' && s < end;
	}
}

static void
weigh(const struct bag *b, const float *idf, struct features *f)
{
	double sum[2] = { 0, 0 };
	size_t i;
	int g;

	f->v = mem_zero(b->n + 1, sizeof(*f->v));
	f->n = b->n;
	for (i = 0; i < b->n; i++) {
		f->v[i].at = b->at[i];
		f->v[i].value = (float)(1 + log(b->count[b->at[i]]));
		f->v[i].value *= idf != NULL ? idf[b->at[i]] : 1;
		g = b->is_word[b->at[i]] != 0;
		sum[g] += (double)f->v[i].value * f->v[i].value;
	}
	for (i = 0; i < b->n; i++) {
		g = b->is_word[b->at[i]] != 0;
		if (sum[g] > 0)
			f->v[i].value /= (float)sqrt(sum[g]);
	}
}

void
features_of(struct stemmer *s, const float *idf, const char *subject,
    const char *text, bool words, struct features *f_r)
{
	struct bag b = { .keep = words };
	struct walk w = { .stemmer = s, .bag = &b, .subject = true };
	size_t i;

	buf_init(&b.words, 4 * 1024 * 1024);
	b.count = mem_zero(FEATURES, sizeof(*b.count));
	b.is_word = mem_zero(FEATURES, sizeof(*b.is_word));
	walk_text(&w, subject);
	w.subject = false;
	walk_text(&w, text);
	*f_r = (struct features){ 0 };
	weigh(&b, idf, f_r);
	f_r->words = buf_steal(&b.words);
	for (i = 0; i < b.n; i++)
		if (b.word_at[i] != SIZE_MAX)
			f_r->v[i].word = f_r->words + b.word_at[i];
	free(b.count);
	free(b.is_word);
	free(b.at);
	free(b.word_at);
	buf_free(&b.words);
}

void
features_free(struct features *f)
{
	free(f->v);
	free(f->words);
	*f = (struct features){ 0 };
}
