#ifndef DESK_MONTHLY_REPORT_H
#define DESK_MONTHLY_REPORT_H

#include "base/buf.h"
#include "desk/monthly.h"
#include "desk/skm.h"

/*
 * The monthly report for the head and the province, in three forms. Names of
 * citizens, addresses, subjects and words of mails are not in it; complaints
 * about supervision are only counted. Pure.
 */
struct monthly_survey {
	int64_t asked, answered; /* of those asked in the period */
	int64_t score[5];        /* by the one mark, [0]: not given */
	int64_t forms;           /* with at least one element */
	struct skm_sum element[SKM_ELEMENTS];
	const struct monthly_word *remarks; /* words, n: the mark, 0 */
	size_t nremarks;
	int64_t hidden; /* remarks of cases that only few may know */
};
struct monthly_facts {
	const struct office *office;
	const struct calendar *calendar;
	int64_t from, to, now; /* the period is [from, to) */
	const struct monthly_stats *stats;
	const struct monthly_case *cases;
	size_t ncases;
	int64_t received, outcome[OUTCOME_COUNT]; /* [NONE]: undecided */
	int64_t days[MONTHLY_DAYS];               /* mails by day */
	int64_t open_before, open_after, answered, closed;
	int64_t sent, failed, bounced;
	struct monthly_survey survey;
};

/* One page that stands alone (inline CSS and SVG), made for A4. */
void monthly_html(
    struct buf *b, struct arena *a, const struct monthly_facts *f);
/* For the terminal. */
void monthly_text(
    struct buf *b, struct arena *a, const struct monthly_facts *f);
/*
 * RFC 4180, a header and a row per ticket; columns are only ever added at the
 * end (tanggap.1 has them). Moments RFC 3339 of the office, decimals with a
 * point.
 */
void monthly_csv(struct buf *b, struct arena *a, const struct monthly_facts *f);
/* The survey alone, for the terminal. */
void monthly_survey_text(
    struct buf *b, struct arena *a, const struct monthly_facts *f);

/* "November 2026", "1 Oktober 2026 - 31 Desember 2026" */
const char *monthly_period_name(struct arena *a, const struct monthly_facts *f);

#endif
