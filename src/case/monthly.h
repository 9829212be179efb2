#ifndef MONTHLY_H
#define MONTHLY_H

#include "desk/monthly_report.h"
#include "setup.h"
#include "store/store.h"

/*
 * The facts of the monthly report out of the store; all in the arena. The
 * period is [from, to), whole days of the office.
 */
struct monthly_want {
	int64_t from, to, now;
};
enum err monthly_gather(struct store *s, const struct setup *setup,
    struct arena *a, const struct monthly_want *q, struct monthly_facts *f_r,
    struct why *w);

/* "2026-11" or (quarters) "2026-4" as a period; NULL: the month, or quarter,
 * of now. false: it is none. */
bool monthly_parse(
    const char *s, bool quarter, int offset, struct monthly_want *q);

#endif
