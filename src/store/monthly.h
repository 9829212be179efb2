#ifndef STORE_MONTHLY_H
#define STORE_MONTHLY_H

#include "desk/monthly.h"
#include "store/outbox.h"

/*
 * What the monthly report and the digest count. A period is [from, to).
 * Nothing here names a citizen.
 */
struct monthly_cases {
	struct monthly_case *v; /* arena, by opened_at */
	size_t n;
};
/* Tickets opened in the period, as they stand now. */
enum err monthly_cases(struct store *s, struct arena *a, int64_t from,
    int64_t to, struct monthly_cases *r, struct why *w);

struct monthly_mail {
	int64_t received, outcome[OUTCOME_COUNT]; /* [NONE]: undecided */
	int64_t days[MONTHLY_DAYS];               /* received, by day */
	int64_t open_before, open_after;          /* tickets at both ends */
	int64_t answered, closed;                 /* tickets, whenever opened */
	int64_t made[OUTBOX_COUNT]; /* outgoing mails, by state now */
	int64_t bounced;            /* that did not arrive */
	int64_t alarms;             /* told to officers */
	int64_t throttled; /* automatic answers that a budget held back */
};
struct monthly_period {
	int64_t from, to;
};
enum err monthly_mail(struct store *s, const struct monthly_period *p,
    struct monthly_mail *m_r, struct why *w);

/* Words of the surveys answered in the period, newest first; none of cases
 * that are hidden, *hidden_r counts those. */
struct monthly_remark {
	int64_t at;
	int score; /* 0 */
	const char *words;
};
struct monthly_remarks {
	const struct monthly_remark *v;
	size_t n;
	int64_t hidden;
};
enum err monthly_remarks(struct store *s, struct arena *a, int64_t from,
    int64_t to, struct monthly_remarks *r, struct why *w);

#endif
