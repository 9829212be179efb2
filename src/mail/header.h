#ifndef MAIL_HEADER_H
#define MAIL_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "mail/msg.h"

static inline bool
header_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline const char *
header_skip_space(const char *p)
{
	while (header_is_space(*p))
		p++;
	return p;
}

/* Header blocks: where they end, their fields, their encoded words. */

/*
 * How many bytes of p are header: up to the blank line, a line beginning with
 * "--", or the line where text begins because the blank line is missing.
 * *body_r is where the body begins.
 */
size_t header_length(const char *p, size_t n, size_t *body_r);

/* Bytes to skip before a header: BOM, mbox "From " lines, blank lines that
 * stand before a first field. */
size_t header_lead(const char *p, size_t n);

struct field_list {
	struct field *v; /* arena */
	size_t n;
	bool over; /* there were more */
};

/*
 * The fields of a header block, at most max, names as written, values
 * unfolded (a fold with the white space around it becomes one space) and
 * trimmed, bytes as they are but for NUL, which becomes a space. Lines that
 * are no field are left out.
 */
struct field_list header_fields(
    struct arena *a, const char *p, size_t n, size_t max);

/*
 * Makes names and values UTF-8: bytes that are not are read as charset
 * (a label found elsewhere in the mail, "" for none).
 */
void header_utf8(
    struct arena *a, struct field *v, size_t n, const char *charset);

/* The value of the first field of that name, NULL if there is none. */
const char *header_get(const struct field *v, size_t n, const char *name);

/*
 * Adds value with its encoded words (RFC 2047, and the broken ones) decoded:
 * UTF-8, one line, white space runs kept, control bytes turned into spaces.
 */
void header_decode(struct buf *b, const char *value, size_t n);
/* The same into the arena, without white space at its ends. */
const char *header_text(struct arena *a, const char *value);

#endif
