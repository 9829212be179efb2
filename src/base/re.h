#ifndef BASE_RE_H
#define BASE_RE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/*
 * PCRE2, wrapped once: UTF, Unicode properties, machine code for a pattern that
 * is run often, and limits on matching, so that a bad pattern costs a
 * millisecond and not an evening. A match that runs into a limit counts as no
 * match and sets *limit of the pattern.
 */
struct re;

/* flags: letters of "imsx" as in Perl, and "a": bytes instead of characters,
 * letters and digits are those of ASCII; faster, and the code is half as long.
 * Subjects may hold invalid UTF-8. */
enum err re_new(
    const char *pattern, const char *flags, struct re **re_r, struct why *w);
void re_free(struct re **re);

struct re_span {
	size_t at, len; /* at == SIZE_MAX: the group took no part */
};

/* First match at or after from; span 0 is all of it, then the groups. n
 * spans are filled. false: none. */
bool re_match(struct re *re, const char *s, size_t len, size_t from,
    struct re_span *span, size_t n);
bool re_test(struct re *re, const char *s, size_t len);
/* The number of a named group, 0 if there is none. */
int re_group(const struct re *re, const char *name);
bool re_hit_limit(const struct re *re); /* since it was made */

#endif
