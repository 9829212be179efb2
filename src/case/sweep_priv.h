#ifndef SWEEP_PRIV_H
#define SWEEP_PRIV_H

#include "case/casework.h"
#include "case/sweep.h"

/* What the files of the sweep share, nobody else. One pass: */
struct sweep {
	struct store *s;
	const struct setup *setup;
	struct arena *a; /* of one ticket */
	int64_t now, next;
	bool deaf; /* the mailbox is not read: an answer may lie there */
};

/* There will be something to do at that moment; TOD_NONE: there will not. */
void sweep_wait(struct sweep *p, int64_t at);
struct casework sweep_work(const struct sweep *p);
/* The first office hour after so many working days have passed since at. */
int64_t sweep_after(const struct sweep *p, int64_t at, int days);

/*
 * What is to be done about one ticket, now and within the open transaction;
 * what will be, goes to sweep_wait(). All are called in office hours only.
 */
enum err sweep_ladder(struct sweep *p, const struct ticket_row *t,
    const struct ticket_moments *m, struct why *w);
/* Waits for its citizen: the reminder, the closing for want of an answer. */
enum err sweep_waiting(struct sweep *p, struct ticket_row *t,
    const struct ticket_moments *m, struct why *w);
/* Answered and quiet: the closing. */
enum err sweep_quiet(struct sweep *p, struct ticket_row *t,
    const struct ticket_moments *m, struct why *w);
/* Closed: the last mail, with the survey. */
enum err sweep_farewell(struct sweep *p, struct ticket_row *t,
    const struct ticket_moments *m, struct why *w);

/* Of the whole desk, each page in a transaction of its own: questions "is it
 * you?" that nobody answered. */
enum err sweep_pending(struct sweep *p, struct why *w);

#endif
