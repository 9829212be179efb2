#ifndef DIGEST_H
#define DIGEST_H

#include "desk/reply.h"
#include "setup.h"
#include "store/store.h"

/*
 * The managers' mail of each working day, to those with the roles koordinator
 * and kepala (desk/digest.h says what it tells whom). In the caller's
 * transaction. Each goes once a day whatever happens: its outbox row is
 * "digest:YYYY-MM-DD:OFFICER". *next_r: when to ask again.
 */
enum err digest_send(struct store *s, const struct setup *setup, int64_t now,
    int64_t *next_r, struct why *w);

/* Now and on demand, whatever went today; *n_r: how many managers get it. */
enum err digest_send_now(struct store *s, const struct setup *setup,
    int64_t now, int *n_r, struct why *w);

/* As it would read now, for the kepala, else the koordinator; nothing is
 * queued or noted. d_r is in the arena. */
enum err digest_show(struct store *s, const struct setup *setup,
    struct arena *a, int64_t now, struct draft *d_r, struct why *w);

#endif
