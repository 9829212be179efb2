#ifndef DESK_CALENDAR_PRIV_H
#define DESK_CALENDAR_PRIV_H

#include "desk/calendar.h"

/* What calendar.c, calendar_list.c and calendar_say.c share, nobody else. */
enum day_type { DAY_OPEN, DAY_HOLIDAY, DAY_SHARED_LEAVE, DAY_LOCAL };

struct hours {
	bool set;
	int from, to; /* minutes after midnight */
};

struct day {
	int64_t day;
	enum day_type type;
	char *name; /* owned */
};

struct ramadan {
	int64_t first, last;
};

struct calendar {
	int offset;
	struct hours hours[7], ramadan_hours[7];
	struct day *days; /* owned; by day, then type */
	size_t ndays;
	struct ramadan *ramadan; /* owned */
	size_t nramadan;
};

/* The counting alone: at, day0. false where there is no such working day. */
bool calendar_count(
    const struct calendar *c, int64_t from, int days, struct due *d_r);

#endif
