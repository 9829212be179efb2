#ifndef DESK_LESSON_H
#define DESK_LESSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "desk/kind.h"

/*
 * A mail's words and what they ought to be understood as: shipped examples
 * (conf/examples) and officers' corrections. A file of them:
 *
 *	# a comment, before the first example
 *	= konsultasi data id ya        (kind topic language complete; - none;
 *					flags may follow: pengawasan ...)
 *	The subject
 *	The text, until the next line that starts with "= "
 */
struct lesson {
	enum kind kind;
	enum topic topic;
	const char *language; /* "id" "en" "mixed" "" */
	const char *complete; /* "ya" "tidak" "" */
	const char *tags;     /* the flags that it ought to have, or "" */
	const char *subject, *text;
	int line;
};

struct lessons {
	struct lesson *v; /* in the arena */
	size_t n;
};

/* All lessons of one file, added to those in l. ERR_ITEM with file:line. */
enum err lessons_add(struct arena *a, struct lessons *l, const char *path,
    const char *text, size_t n, struct why *w);

struct buf;
/* The same form again. */
void lessons_print(const struct lessons *l, struct buf *b);

#endif
