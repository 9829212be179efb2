#ifndef MAIL_PARAM_H
#define MAIL_PARAM_H

#include <stddef.h>

#include "base/arena.h"

/*
 * A field value with parameters: Content-Type, Content-Disposition (RFC 2045
 * section 5.1, RFC 2183, RFC 2231) and what senders write instead.
 */
struct param {
	const char *name;  /* as written, with its *0* */
	const char *value; /* unquoted, bytes as they are */
};

struct params {
	const char
	    *head; /* "text/plain", "attachment": lower case, "" if none */
	const struct param *v;
	size_t n;
};

/* Parses a value; at most 256 parameters are kept. NULL gives none. */
void param_parse(struct arena *a, const char *value, struct params *r);

/* The first plain parameter of that name, "" if there is none. For what is a
 * token: boundary, charset, format. A comment behind it is cut off. */
const char *param_token(
    struct arena *a, const struct params *ps, const char *name);
/* The same uncut. */
const char *param_plain(const struct params *ps, const char *name);

/*
 * The text of a parameter, decoded: RFC 2231 with its continuations first,
 * else the plain one with its encoded words. Raw bytes that are no UTF-8 are
 * read as charset. "" if there is none.
 */
const char *param_text(struct arena *a, const struct params *ps,
    const char *name, const char *charset);

#endif
