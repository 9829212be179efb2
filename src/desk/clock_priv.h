#ifndef DESK_CLOCK_PRIV_H
#define DESK_CLOCK_PRIV_H

#include "desk/clock.h"

/* What clock.c and clock_say.c share, nobody else. */
#define CLOCK_LINES 500

struct clock_story {
	struct arena *a; /* NULL: nothing is told */
	const struct calendar *calendar;
	int offset;
	const char **v;
	size_t n;
};

/* One run, a line a day, up to its stop or to the last deadline. Deadlines
 * that are not there are TOD_NONE. */
struct clock_stretch {
	int64_t from, to;
	int64_t due, first_due;
	int64_t left; /* working seconds that it began with */
	bool first;   /* it counts by the day rule */
	bool hours;   /* clock hours, no days of the office */
};
void clock_tell_stretch(struct clock_story *t, const struct clock_stretch *s);
/* left: working seconds; due: what they would have lasted to. */
void clock_tell_stop(
    struct clock_story *t, int64_t at, int64_t left, int64_t due);
void clock_tell_anew(struct clock_story *t, int64_t at);
/* A limit that does not stop; it counts when it is the earlier one. */
void clock_tell_limit(
    struct clock_story *t, const char *what, int64_t at, bool counts);

#endif
