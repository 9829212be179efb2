#ifndef UNDELIVERED_H
#define UNDELIVERED_H

#include "case/casework.h"
#include "store/outbox.h"

/*
 * A mail of ours that did not arrive, whether a report says so or the server
 * that refused it at once (RFC 3463 says why).
 */

/* No automatic mail to a citizen's address that is dead, by any of the n
 * reports, before its owner writes again; of one that his first mail from us
 * could not reach, the case knows that he has none. Needs an open
 * transaction. */
enum err undelivered_mute(struct casework *k, const struct ticket_row *t,
    const struct outbox_row *o, const struct dsn *v, size_t n, struct why *w);
/* Is that so? */
enum err undelivered_is_mute(
    struct casework *k, const char *address, bool *mute_r, struct why *w);
/* An officer's: the coordinator hears of it, once a day of each address. */
enum err undelivered_officer(
    struct casework *k, const struct outbox_row *o, struct why *w);

#endif
