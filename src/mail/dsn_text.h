#ifndef MAIL_DSN_TEXT_H
#define MAIL_DSN_TEXT_H

#include <stddef.h>

#include "base/arena.h"
#include "mail/msg.h"

/*
 * Reports in free words: which recipients they speak of, and what they say
 * of each. text is what the server wrote, without the mail that it returns;
 * addresses in known (arena, may be empty) are certain to be recipients. Sets
 * action and status as well. Linear in the text.
 */
struct dsn *dsn_from_text(struct arena *a, const struct msg *m,
    const char *text, const struct addrs *known, size_t *n_r);

/* The next address at or after *p (moved behind it), NULL if there is none. */
const char *dsn_next_address(struct arena *a, const char **p, const char *end);

#endif
