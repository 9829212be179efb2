#ifndef STORE_REPORT_H
#define STORE_REPORT_H

#include "desk/kind.h"
#include "desk/ticket.h"
#include "store/outbox.h"

/*
 * Counts for `status`, `list` and the digest. Also in the database, stable,
 * for other programs (times there are RFC 3339 in UTC):
 *	v_ticket   one row a ticket, without names of secret ones
 *	v_deadline open tickets whose clock runs, with seconds left
 *	v_daily    per day (UTC): received, tickets, answered, closed, sent
 */
struct report {
	int64_t received, undecided, unmarked;
	int64_t outcome[OUTCOME_COUNT]; /* [NONE] is undecided again */
	int64_t last_received;          /* TOD_NONE */
	int64_t oldest_undecided;       /* received_at, TOD_NONE */
	int64_t tickets, open, late, waiting;
	int64_t state[STATE_COUNT];
	int64_t open_kind[KIND_COUNT];
	int64_t outbox[OUTBOX_COUNT];
	int64_t oldest_queued; /* created_at, TOD_NONE */
	int64_t events;
	char head[65]; /* hash of the last event, hex: a copy kept elsewhere
			  proves the history up to here */
};
/* Everything as of now; window: TOD_NONE or only what was received, opened
 * or made since then. */
enum err report_make(struct store *s, int64_t now, int64_t since,
    struct report *r, struct why *w);
/* When the first mail came or the first case began; TOD_NONE: none did. */
enum err report_first(struct store *s, int64_t *at_r, struct why *w);

#endif
