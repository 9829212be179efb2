#ifndef DESK_FEATURES_H
#define DESK_FEATURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A text as a sparse vector: stems, pairs of stems and pieces of words, each
 * hashed to one of FEATURES places.
 */
#define FEATURES 65536u

struct feature {
	uint32_t at;
	float value;
	const char *word; /* the stem or pair it is; NULL for pieces */
};

struct features {
	struct feature *v;
	size_t n;
	char *words; /* what v[].word points into */
};

struct stemmer;

/* What is taken of a text; what is left out shows what it is worth. */
enum feature_part {
	FEATURE_WORDS = 1,   /* single words */
	FEATURE_PAIRS = 2,   /* neighbours */
	FEATURE_PIECES = 4,  /* 3 to 5 letters */
	FEATURE_STEMMED = 8, /* words and pairs without affixes */
	FEATURE_SUBJECT = 16 /* words of the subject once more, as such */
};
#define FEATURE_ALL 31u

/* parts: a sum of enum feature_part. */
struct stemmer *stemmer_new(unsigned parts);
void stemmer_free(struct stemmer **s);

/* Of a normalised subject and text. words: keep the stems (for an explanation).
 * Two groups (words, pieces), each of Euclidean length 1 after idf, which has
 * FEATURES numbers; NULL: all 1. */
void features_of(struct stemmer *s, const float *idf, const char *subject,
    const char *text, bool words, struct features *f_r);
void features_free(struct features *f);

#endif
