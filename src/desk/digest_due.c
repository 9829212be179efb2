/*
 * On which days a digest goes, and which. It must never know what it says.
 */
#include "base/banned.h"
#include "desk/digest.h"

#define HOUR 3600
#define LOOK_AHEAD 366
#define AHEAD 7 /* days */

/* When the digest of that day goes; TOD_NONE on a closed day. */
static int64_t
moment_of(const struct digest_ask *q, int64_t day)
{
	const struct office *o = q->office;
	int64_t opening = calendar_opening(q->calendar, day);

	if (opening == TOD_NONE || o->digest_at < 0)
		return opening;
	return day * 24 * HOUR - o->offset + (int64_t)o->digest_at * 60;
}

/* Not at midnight because the machine was off by day. */
static int64_t
until(const struct digest_ask *q, int64_t day, int64_t moment)
{
	int64_t closing = calendar_closing(q->calendar, day);

	return closing > moment ? closing : moment + HOUR;
}

/* Has that weekday begun since the last digest? A holiday on it only puts
 * the weekly one off. */
static bool
week_is_due(const struct digest_ask *q, int64_t day)
{
	int64_t d = day - 6, last;

	if (q->office->digest_week < 0)
		return false;
	last = q->last == TOD_NONE ? day - 1
				   : tod_day(q->last, q->office->offset);
	for (d = d > last ? d : last + 1; d <= day; d++)
		/* day 0 of the epoch was a Thursday */
		if (((d + 4) % 7 + 7) % 7 == q->office->digest_week)
			return true;
	return false;
}

static bool
month_is_due(const struct digest_ask *q, int64_t day)
{
	struct tod now, last;
	int64_t d;

	if (!q->office->digest_month)
		return false;
	tod_split(q->now, q->office->offset, &now);
	if (q->last != TOD_NONE) {
		tod_split(q->last, q->office->offset, &last);
		return last.year != now.year || last.month != now.month;
	}
	for (d = tod_day_of(now.year, now.month, 1); d < day; d++)
		if (calendar_is_working_day(q->calendar, d))
			return false;
	return true;
}

void
digest_due(const struct digest_ask *q, struct digest_due *d_r)
{
	int offset = q->office->offset;
	int64_t day = tod_day(q->now, offset), moment = moment_of(q, day);
	int64_t ahead = q->last == TOD_NONE ? -1
					    : tod_day(q->last, offset) - day;
	/* a clock that was once far ahead must not silence it for so long */
	bool gone = ahead >= 0 && ahead <= AHEAD;
	int i;

	*d_r = (struct digest_due){ .day = day, .next = TOD_NONE };
	if (moment != TOD_NONE && !gone) {
		if (q->now < moment) {
			d_r->next = moment;
			return;
		}
		d_r->now = q->now <= until(q, day, moment);
	}
	d_r->week = d_r->now && week_is_due(q, day);
	d_r->month = d_r->now && month_is_due(q, day);
	for (i = 1; i <= LOOK_AHEAD && d_r->next == TOD_NONE; i++)
		d_r->next = moment_of(q, day + i);
}
