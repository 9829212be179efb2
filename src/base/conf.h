#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/*
 * The form of a configuration file, without the meaning of any key:
 *
 *	# a comment: the line starts with it
 *	[section]  or  [section title]
 *	key = value
 *	  more value       (a line that starts with white space goes on)
 *
 * An iterator: conf_next() gives one row after the other.
 */
struct conf_row {
	const char *section; /* "" before the first section */
	const char *title;   /* "" where the section has none */
	const char *key;     /* NULL: the row opens a section */
	const char *value;   /* white space at both ends taken off */
	int line;            /* from 1 */
};

struct conf {
	struct arena *arena; /* borrowed; rows live in it */
	const char *path;    /* for errors; borrowed */
	const char *s, *end;
	const char *section, *title;
	int line;
};

/* text (n bytes, borrowed until the last row) is UTF-8; path names it. */
void conf_init(struct conf *c, struct arena *a, const char *path,
    const char *text, size_t n);
/* OK and a row; OK and row.line == 0 at the end; ERR_ITEM with file:line. */
enum err conf_next(struct conf *c, struct conf_row *row_r, struct why *w);

#endif
