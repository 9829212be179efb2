#ifndef DESK_UNDERSTOOD_PRIV_H
#define DESK_UNDERSTOOD_PRIV_H

#include <stdbool.h>

#include "base/re.h"
#include "desk/understood.h"

/* What understood.c (the lists), understood_find.c and understood_say.c
 * share. */
enum concept {
	CONCEPT_DATA,
	CONCEPT_SURVEY,
	CONCEPT_PUBLICATION,
	CONCEPT_SCHEME
};

struct known {
	const char *id, *en;
	int class; /* enum concept, or the level of an area */
	int group; /* in the pattern of its list */
};

struct known_list {
	struct re *re; /* owned; all rows in one; NULL: no rows */
	struct known *v;
	size_t n;
};

/* Words around a concept, an area, a year. */
#define CUES(X) \
	X(CUE_YEARS) \
	X(CUE_HEADS) \
	X(CUE_VAGUE) \
	X(CUE_TITLE) \
	X(CUE_DENIED) \
	X(CUE_PURPOSE) \
	X(CUE_BODY) \
	X(CUE_PLACE) \
	X(CUE_WHERE) \
	X(CUE_NO_YEAR) \
	X(CUE_PART_YEAR) \
	X(CUE_PERIOD) \
	X(CUE_PLACES) \
	X(CUE_EACH) \
	X(CUE_LIST) \
	X(CUE_PIECE) \
	X(CUE_AND) \
	X(CUE_NAMES) \
	X(CUE_WHEN) \
	X(CUE_JOINED)
#define CUE_ENUM(id) id,
enum cue { CUES(CUE_ENUM) CUE_COUNT };

struct understanding {
	struct arena *a;
	struct known_list concepts, areas;
	struct re *cue[CUE_COUNT];
};

#define FOUND_MAX 48

/* Where something stands; of years from and to, to 0 for one, from 0 and to
 * the number of the last years. */
struct found {
	size_t at, end;
	const struct known *what;
	int from, to;
	bool counts;
};

struct founds {
	struct found v[FOUND_MAX];
	size_t n;
	bool unsure; /* more was named than can be told */
};

/* A text and what was found in it. */
struct reading {
	const struct understanding *u;
	const char *s;
	size_t n;
	int year;
	struct founds concepts, areas, years;
};

/* Compiles what looks around; the patterns are our own. */
void understood_cues(struct understanding *u);
void understood_find(struct reading *r);
/* The sentence of what counts; concepts 1..3, areas and years may be none. */
void understood_say(struct arena *a, const struct founds *concepts,
    const struct founds *areas, const struct founds *years, enum topic topic,
    struct understood *r);

#endif
