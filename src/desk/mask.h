#ifndef DESK_MASK_H
#define DESK_MASK_H

#include "base/arena.h"

/*
 * A person's words without what says who he is: for cases whose writer is
 * kept secret even from those who handle them. Taken out are his address, his
 * name and its words where they are written large, telephone numbers of
 * persons and numbers of identity cards. What only the sense gives away stays.
 */
#define MASK_WORDS "(dirahasiakan)"

struct mask {
	const char *name, *address; /* "" where not known */
	const char *office;         /* words of its name are nobody's */
};
/* UTF-8 in and out; text itself where nothing was found. */
const char *mask_identity(
    struct arena *a, const struct mask *m, const char *text);

#endif
