#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Every function that can fail returns one of these: the size of the damage,
 * not its cause. The cause is words, in a struct why.
 */
enum err {
	OK = 0,    /* done */
	ERR_ITEM,  /* this mail, ticket or line is bad; its neighbours go on */
	ERR_LATER, /* nothing was done; the same call may succeed later */
	ERR_STOP   /* database or configuration: end the pass */
};

/*
 * Words about what happened, for a log line or a person. Too long is cut
 * with "..."; control bytes are replaced, so a why may quote a mail.
 */
struct why {
	char s[400];
};

/* Sets the words. Returns e, so that "return why_set(w, ERR_ITEM, ...)". */
enum err why_set(struct why *w, enum err e, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
