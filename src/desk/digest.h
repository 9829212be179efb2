#ifndef DESK_DIGEST_H
#define DESK_DIGEST_H

#include "base/mustache.h"
#include "desk/calendar.h"
#include "desk/kind.h"
#include "desk/monthly.h"
#include "desk/office.h"
#include "desk/ticket.h"

/*
 * The managers' mail of each working day (DESIGN section 1): how the desk
 * stands, in 20 seconds, on a telephone. Facts in, values of the template
 * petugas/ringkasan out. No names of citizens, no subjects, no bodies; a
 * complaint by its code and class alone; one about supervision is only
 * counted for a reader who may not know of it.
 */
struct digest_case {
	const char *code;
	enum kind kind;
	enum topic topic;
	enum state state;
	bool secret, supervisory;
	const char *officer;          /* id, "" */
	int64_t due_at, first_due_at; /* TOD_NONE: none, or it is over */
	bool runs;                    /* its clock runs */
	bool due_unlisted;
};

#define DIGEST_TRENDS 5
struct digest_trend {
	int64_t from, to;
	int64_t cases;
	int permille;      /* within the deadline, -1 */
	int64_t n, median; /* first answers; working seconds */
};

struct digest_facts {
	const struct office *office;
	const struct calendar *calendar;
	const struct officer *reader;
	int64_t now, since; /* since: the digest before */
	int64_t read_at;    /* of the mailbox, TOD_NONE: never */
	int64_t down_since; /* TOD_NONE: it is up */
	/* mails since then, and of all times */
	int64_t received, accounted, all_received, all_accounted;
	int64_t opened, answered, closed; /* since then */
	const struct digest_case *open;   /* all that are open, oldest first */
	size_t nopen;
	/* troubles: of today's state, or since then */
	int64_t held, quarantined, uncertain, stuck_since;
	int64_t bounced, failed, throttled;
	int64_t lapsed; /* mails in officers' names that nobody confirmed */
	/* newest first; n 0: no trends today */
	struct digest_trend weeks[DIGEST_TRENDS], months[DIGEST_TRENDS];
	size_t nweeks, nmonths;
};

/* The tree for notice_draft(); in the arena. */
struct value digest_values(struct arena *a, const struct digest_facts *f);

/*
 * Which digest is due. moment: when today's goes (TOD_NONE: none today, the
 * office is closed); last: when the last one went, TOD_NONE. It goes at its
 * moment or later that day, until the office closes.
 */
struct digest_due {
	bool now, week, month;
	int64_t next; /* the next moment to ask again, TOD_NONE: never */
	int64_t day;  /* day number of today */
};
struct digest_ask {
	const struct office *office;
	const struct calendar *calendar;
	int64_t now, last;
};
void digest_due(const struct digest_ask *q, struct digest_due *d_r);

#endif
