#ifndef DESK_LADDER_H
#define DESK_LADDER_H

#include "desk/calendar.h"
#include "desk/clock.h"
#include "desk/office.h"

/*
 * Which steps of a ladder are due (DESIGN section 6). A step counts from the
 * working day of the deadline, or the last one before it where the office is
 * closed on that day: 0 is its morning (opening), -1 the morning of the
 * working day before, 1 that of the working day after. So the office is told
 * while there is still something to do, and of what is late when it comes to
 * work.
 */
struct ladder_ask {
	const struct ladder *ladder;
	const struct calendar *calendar;
	const char *what; /* begins the keys: "due", "first" */
	int64_t due;      /* TOD_NONE: no step at all */
	int64_t from;     /* when the clock began to run: a warning that would
			     have come before it is not told any more */
	int round;        /* of struct clock: each round is told anew */
	struct strs told; /* keys told so far */
	int64_t now;
};

struct ladder_step_due {
	bool due;         /* somebody is to be told, now */
	int days;         /* the highest step that is due */
	unsigned roles;   /* who: of all steps that are due, so that after an
			     outage everybody hears it, once */
	struct strs keys; /* to be kept as told, also where nobody is told */
	int64_t next;     /* when there is a step again, TOD_NONE; outside of
			     office hours nothing is due and this is when they
			     begin */
};
void ladder_next(
    struct arena *a, const struct ladder_ask *q, struct ladder_step_due *d_r);

/* The ladder of a class; a visitor's open question has the consultation's. */
const struct ladder *ladder_of(const struct office *o, enum clock_class c);
/* The moment of a step, TOD_NONE where there is no such working day. */
int64_t ladder_moment(const struct calendar *c, int64_t due, int days);

#endif
