#ifndef BASE_NEED_H
#define BASE_NEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What a subject must hold for a pattern to match it: the words that are
 * written in the pattern. Of hundreds of patterns that are tried on one text
 * nearly all can be left out by it, at a hundredth of the cost of a match.
 */
struct need;

/* Of a pattern as re_new() takes it with the flag "a" (bytes) and any of
 * "ims". What it does not understand, and a pattern without words, is NULL:
 * nothing is known. */
struct need *need_new(const char *pattern);
void need_free(struct need **n);

/* A subject, looked at once for all patterns. */
struct need_text {
	uint8_t grams[3][4096]; /* which 2, 3, 4 bytes in a row occur: bits */
};
void need_text(struct need_text *t, const char *s, size_t n);

/* false: the pattern cannot match that subject. true: it may. */
bool need_may(const struct need *n, const struct need_text *t);

#endif
