#ifndef MAIL_QUOTE_LINES_H
#define MAIL_QUOTE_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "mail/quote.h"

/* The lines of a text, and what the steps of quote.c find out about each. */
enum line_kind {
	LINE_BLANK,
	LINE_OWN,
	LINE_QUOTED, /* has a quote sign */
	LINE_INTRO,  /* says who wrote the quote below */
	LINE_GONE,   /* signature, disclaimer, mark */
	LINE_MARK    /* of html.h, alone */
};

struct quote_line {
	const char *s; /* white space at both ends off; borrowed */
	size_t n;
	const char *all; /* as it stands */
	size_t all_n;
	enum line_kind kind;
	/* of html.h; the sign of a quoted line where it is another than ">";
	 * not 0 for a LINE_INTRO that says nothing */
	char mark;
};

struct quote_cut {
	const struct quote_patterns *q;
	struct quote_line *v; /* arena */
	size_t n;             /* lines above what is quoted as a whole */
	struct buf joined;
	unsigned tries; /* at attributions: the dearest patterns */
};

/* Sets v and n of c from text, which is borrowed. */
void quote_split(
    struct arena *a, struct quote_cut *c, const char *text, size_t n);

/* The first line from i on that is neither blank nor a mark; n if none. */
size_t quote_skip_blank(const struct quote_cut *c, size_t i);
/* A line drawn with at least so many characters. */
bool quote_is_rule(const struct quote_line *l, size_t least);
/* Ends in a colon, as what introduces a quote does in all languages. */
bool quote_ends_in_colon(const struct quote_line *l);
/* Lines from..to as one, into c->joined; false if that is too long. */
bool quote_join(struct quote_cut *c, size_t from, size_t to);
/* Lines from..to but for the marks among them. */
void quote_set(struct quote_cut *c, size_t from, size_t to, enum line_kind k);

#endif
