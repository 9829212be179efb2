#ifndef DESK_PHRASE_H
#define DESK_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * Phrases in prose: words compared in lower case, so that a line wrap, a
 * comma or a capital does not hide them. Text becomes words; the end of a
 * sentence, paragraph or bracket becomes ".", a question mark "?", a colon
 * ":", a double quotation mark "\"", a number sign "#".
 */
struct word {
	const char *s;
	size_t n;
};

struct words {
	const struct word *v; /* arena */
	size_t n;
	bool cut; /* there were more than max */
};

/* text is UTF-8; "e-mail" and "pos-el" become one word, other hyphens two. */
void words_split(
    struct arena *a, const char *text, size_t max, struct words *w_r);

/*
 * A pattern is words apart by spaces:
 *	a|b     one of them		a*  what starts so	a?  or nothing
 *	%d      a word with a digit	~3  up to three words, same sentence
 *	!a|b    the next word is none of these (takes nothing)
 *	<  >    the start, the end of a sentence
 * true and the first match's place and length in words.
 */
bool phrase_find(
    const struct words *w, const char *pattern, size_t *at_r, size_t *len_r);

/* The first of n patterns that is found; the words it saw, NULL for none. */
const char *phrase_any(struct arena *a, const struct words *w,
    const char *const *patterns, size_t n, size_t *at_r);

#endif
