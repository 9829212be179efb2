#ifndef DESK_ANSWER_PRIV_H
#define DESK_ANSWER_PRIV_H

#include "base/buf.h"
#include "desk/answer.h"

/* Shared by the answer*.c files, and nobody else: the lines of an officer's
 * words, and what is found out about each. */
struct line {
	const char *s;
	bool quoted, blank, gone;
	unsigned depth;   /* quote signs */
	const char *bare; /* signs and white space off */
};

struct lines {
	struct line *v;
	size_t n;
};

/* Adds the first HTML part that is shown, in UTF-8; not of a mail inside. */
void answer_html_part(const struct msg *m, struct buf *b);
void answer_add_letters(struct buf *b, const char *text, size_t n);
/* For each letter of text 'q' where its line is quoted, 'o' where not. */
const char *answer_whose(struct arena *a, const char *text);
/* White space as a reader sees it. */
const char *answer_squeezed(struct arena *a, const char *s);
void answer_drop_from(struct lines *l, size_t i);

/* answer_clean.c: a line without our tokens and without what stands where a
 * picture stood; pictures are the words that the HTML has for them. */
const char *answer_clean_line(struct arena *a, const struct office *o,
    const struct strs *pictures, const char *s);
/* The words that HTML gives to its pictures, as text shows them. */
struct strs answer_pictures(struct arena *a, const char *html, size_t n);

/* answer_sign.c: the block of titles below the name goes, name and greeting
 * stay. Is it signed at all? */
bool answer_cut_signature(
    struct arena *a, const struct officer *who, struct lines *l);

#endif
