#ifndef RATE_H
#define RATE_H

#include "case/casework.h"
#include "case/facts.h"

/* May this mail answer the survey of that ticket? It was asked, and the ticket
 * is still closed or the mail answers the very mail that asked. */
struct rate_ask {
	const struct setup *setup;
	const struct ticket_row *ticket;
	const struct msg *msg;
};
enum err rate_may(struct store *s, struct arena *a, const struct rate_ask *q,
    bool *may_r, struct why *w);

/* Keeps the marks that d->survey read, with an event "rated" of that ticket;
 * nothing where it read none. at: when they were given. */
enum err rate_case(
    struct casework *k, const struct decision *d, int64_t at, struct why *w);

#endif
