#ifndef DESK_UNDERSTOOD_H
#define DESK_UNDERSTOOD_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "desk/kind.h"
#include "mail/msg.h"

/*
 * What a mail asks for, told in our own words from closed lists: concept,
 * area, years (DESIGN section 5). It is right or silent: where more is asked
 * than the lists know, nothing is told.
 */
struct understanding; /* the lists: const after loading */

struct understanding *understanding_new(void);
void understanding_free(struct understanding **u);

/* "class<TAB>words<TAB>Indonesian<TAB>English" a line, # comments; class:
 * data, survey, publication, scheme. ERR_ITEM with file:line. */
enum err understanding_concepts(struct understanding *u, const char *path,
    const char *text, size_t n, struct why *w);
/* The same with a level 1..9 as class: a small area within a large one. */
enum err understanding_areas(struct understanding *u, const char *path,
    const char *text, size_t n, struct why *w);
void understanding_count(
    const struct understanding *u, size_t *concepts_r, size_t *areas_r);

struct understood {
	struct strs concepts, areas, years; /* in Indonesian; arena or list */
	/* what stands after "you need", "" where it is better not told */
	const char *id, *en;
};

/* What is looked at: normalised as classify_mail() does. */
struct understand_ask {
	const char *subject, *text;
	bool reply; /* the subject is about what was said before */
	enum topic topic;
	int year; /* in which the mail came */
};

/* u NULL: nothing is told. */
void understand(struct arena *a, const struct understanding *u,
    const struct understand_ask *q, struct understood *r);

#endif
