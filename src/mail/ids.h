#ifndef MAIL_IDS_H
#define MAIL_IDS_H

#include "base/arena.h"
#include "mail/msg.h"

/*
 * The message identifiers in a field value (RFC 5322 section 3.6.4), without
 * < >, whatever junk stands between them. Where no < > stands at all, words
 * with "@" count. Of more than 1,000 the first and the last 999 are kept.
 */
void ids_read(struct arena *a, const char *value, struct strs *r);
/* The first one, "" if there is none. */
const char *ids_first(struct arena *a, const char *value);

#endif
