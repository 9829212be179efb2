#ifndef DESK_NORMAL_H
#define DESK_NORMAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * Informal spelling made plain, so that rules and model see one form of a
 * word: abbreviations ("yg"), reduplication by digit ("cepat2"), clitics
 * ("dosenny"), stretched letters ("makasihhh") and dropped vowels
 * ("pnduduk").
 */
struct spelling;

struct spelling *spelling_new(void);
void spelling_free(struct spelling **s);

/* "form<TAB>meaning[<TAB>...]" a line, # comments; a later line replaces an
 * earlier one. Of several meanings ("kamu;kami") the first counts; forms with
 * a space are skipped. ERR_ITEM with file:line. */
enum err spelling_add(struct spelling *s, const char *path, const char *text,
    size_t n, struct why *w);
/* One word a line, # comments: words that a spelling without vowels may stand
 * for; the first with the same consonants wins. */
enum err spelling_add_words(struct spelling *s, const char *path,
    const char *text, size_t n, struct why *w);

/*
 * Adds text (UTF-8) to b: lower case, white space squeezed, an empty line
 * turned into the end of a sentence, words in plain spelling, addresses of
 * the web and of mail kept. s may be NULL: then no word is replaced.
 */
void spelling_apply(
    const struct spelling *s, const char *text, size_t n, struct buf *b);

#endif
