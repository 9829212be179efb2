#ifndef DESK_CLOCK_H
#define DESK_CLOCK_H

#include "desk/calendar.h"
#include "desk/kind.h"
#include "desk/office.h"

/*
 * The clocks of DESIGN section 6 as one pure function: a deadline follows
 * from the class of the case, from when its clock ran, and from the calendar.
 * So a changed calendar or kind only means to replay; nothing drifts.
 */
#define CLOCKS(X) \
	X(CLOCK_NONE, "") \
	X(CLOCK_CONSULTATION, "consultation") \
	X(CLOCK_COMPLAINT, "complaint") \
	X(CLOCK_SUPERVISORY, "supervisory") \
	X(CLOCK_TASK, "task")         /* a portal's own deadline */ \
	X(CLOCK_PERSONAL, "personal") /* UU 27/2022: 3 x 24 clock hours */ \
	X(CLOCK_VISIT, "visit")       /* minutes, measured afterwards */
#define CLOCK_ENUM(id, word) id,
enum clock_class { CLOCKS(CLOCK_ENUM) CLOCK_COUNT };
const char *clock_word(enum clock_class c);

/* What of a case decides its clock. */
struct clock_case {
	enum kind kind;
	bool supervisory;
	const char *service;  /* "data-pribadi" has a clock of its own */
	const char *channel;  /* "kunjungan" ... */
	int64_t external_due; /* the portal's deadline, TOD_NONE */
};
enum clock_class clock_class(const struct clock_case *c);

/* From when to when the clock ran (to TOD_NONE: it runs). anew: the whole
 * time was given again; earlier runs do not count any more. */
struct clock_run {
	int64_t from, to;
	bool anew;
};

struct clock {
	enum clock_class class;
	int64_t complete_at; /* start of the time that counts, TOD_NONE */
	int64_t since;       /* start of the last run, TOD_NONE */
	int64_t due;         /* TOD_NONE: no deadline, or it stands still */
	int64_t first_due;   /* complaints: first human answer */
	bool unlisted;       /* reaches into a year without holiday list */
	int64_t paused_at;   /* TOD_NONE: it runs, or never ran */
	int64_t left;        /* working seconds left when it was stopped */
	/* due and first_due of the last run, even if it stands now */
	int64_t promised, first_promised;
	/* the run, from 1, that set the deadline: who was late when he was
	 * asked is late by the same one. Steps are told once per round. */
	int round, first_round;
};

/*
 * The first run counts by the day rule (calendar_due()); after a stop the
 * clock goes on with the working time that was left then (0 when it was late:
 * the deadline stays behind us). The calendar-day limits of complaints, the
 * portal's deadline and the hours of personal data do not stop: while the
 * rest stands still (paused_at), due is the limit that goes on. A limit of
 * calendar days counts from the day of receipt and ends with the last closing
 * time up to then. A visit that leaves something to do runs as a
 * consultation. steps_r (may be NULL, else a must not be): how it was
 * counted, one line a day or stop, Indonesian.
 */
struct clock_ask {
	const struct office *office;
	const struct calendar *calendar;
	struct clock_case c;
	const struct clock_run *runs;
	size_t n;
};
void clock_replay(struct arena *a, const struct clock_ask *q, struct clock *c_r,
    struct strs *steps_r);

#endif
