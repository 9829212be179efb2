#ifndef DESK_LEXICON_H
#define DESK_LEXICON_H

#include "desk/normal.h"

#define WORD_MAX 40 /* longer runs of letters are no words */

/* Adds the plain form of a word (lower case, ASCII letters, at most WORD_MAX)
 * to b; a word that no list knows stays as it is. */
void spelling_plain(const struct spelling *s, const char *word, struct buf *b);

#endif
