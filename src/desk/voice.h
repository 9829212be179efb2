#ifndef DESK_VOICE_H
#define DESK_VOICE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "desk/office.h"

/*
 * How an office's people write: which sentences of a reply are for the
 * citizen, and which are said to the desk, to a colleague or about the
 * citizen. Learnt from examples, beside the phrases that are known.
 */
struct voice;

/*
 * One example. A file of them:
 *
 *	=== ID do|hold WHAT | Name of the requester
 *	The officer's words. ⟦What is not for the citizen.⟧
 */
struct voice_lesson {
	const char *id, *what; /* "answer", "ask", "progress", "close" ... */
	const char *name;      /* of the requester, "" */
	const char *text;      /* UTF-8, without the marks */
	const bool *inside;    /* a flag per byte of text */
	bool sent;             /* all of it may be sent */
};
struct voice_lessons {
	struct voice_lesson *v; /* in the arena */
	size_t n;
};

/* Adds the examples of one file. ERR_ITEM with file:line. */
enum err voice_read(struct arena *a, struct voice_lessons *l, const char *path,
    const char *text, size_t n, struct why *w);

/* s: plain spelling, borrowed, the same for learning and judging; may be
 * NULL. o: whose people are named in the lessons. */
struct spelling;
struct voice *voice_train(const struct spelling *s, const struct office *o,
    const struct voice_lesson *v, size_t n);
void voice_free(struct voice **v);
void voice_save(const struct voice *v, struct buf *b);
/* ERR_ITEM where the bytes are none of this version. */
enum err voice_load(const struct spelling *s, const void *bytes, size_t n,
    struct voice **v_r, struct why *w);

#endif
