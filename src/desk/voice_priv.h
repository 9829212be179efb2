#ifndef DESK_VOICE_PRIV_H
#define DESK_VOICE_PRIV_H

#include "desk/features.h"
#include "desk/officer_priv.h"
#include "desk/voice.h"

/* Shared by the voice*.c files, and nobody else. */

#define VOICE_PLACES 40960u

struct sb_stemmer;
struct voice_reader {
	const struct spelling *spelling; /* may be NULL */
	struct sb_stemmer *stemmer;
};

/* Places that vectors have a number at. */
struct places {
	uint32_t *v;
	size_t n, room;
};

/* One sentence: words in plain spelling without affixes, and what is known
 * of it beside its words. */
struct heard {
	bool courtesy; /* "Terima kasih.", a name: said to all */
	struct strs words;
	struct places signs;
};

/* All of an officer's prose; in the arena. */
struct hearing {
	struct arena *a;
	const struct prose *prose;
	const char *requester; /* his name: " rani putri " */
	const char *people;    /* names of the office's people, the same */
	enum act act;          /* what phrases take it for */
	struct heard *v;       /* prose->n */
};

struct hearing *voice_hear(
    const struct voice_reader *x, const struct review *r);

/* Sentence i, and the whole, as vectors in the arena. */
void voice_sentence(const struct hearing *h, size_t i, struct features *f_r);
void voice_text(const struct hearing *h, struct features *f_r);

/* Is the plain word one of those in a list " a b c "? */
bool voice_names(const char *list, const char *word, size_t n);
/* The word, or what stands for it where it is a name: whose office it is
 * shall not matter. */
const char *voice_word(const struct hearing *h, const char *word, size_t n);

/* voice_courtesy.c */
bool voice_is_courtesy(const struct hearing *h, size_t i);

/* voice_signs.c: what stands in the sentences, by the way they stand. */
void voice_signs(const struct hearing *h);
void voice_sign(const struct hearing *h, size_t i, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
