/*
 * Which days the office works, at which hours, and how working time is
 * counted over them. It knows no ticket and no promise: spans are arguments.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/calendar.h"
#include "desk/calendar_priv.h"

#define DAY 86400

struct calendar *
calendar_new(int offset)
{
	struct calendar *c = mem_zero(1, sizeof(*c));

	c->offset = offset;
	return c;
}

void
calendar_free(struct calendar **c)
{
	size_t i;

	if (*c == NULL)
		return;
	for (i = 0; i < (*c)->ndays; i++)
		free((*c)->days[i].name);
	free((*c)->days);
	free((*c)->ramadan);
	free(*c);
	*c = NULL;
}

void
calendar_hours(struct calendar *c, int weekday, int from, int to)
{
	c->hours[weekday] = (struct hours){ true, from, to };
}

void
calendar_ramadan_hours(struct calendar *c, int weekday, int from, int to)
{
	c->ramadan_hours[weekday] = (struct hours){ true, from, to };
}

static int
weekday_of(int64_t day)
{
	return (int)(((day + 4) % 7 + 7) % 7);
}

static bool
in_ramadan(const struct calendar *c, int64_t day)
{
	size_t i;

	for (i = 0; i < c->nramadan; i++)
		if (day >= c->ramadan[i].first && day <= c->ramadan[i].last)
			return true;
	return false;
}

static struct hours
weekday_hours(const struct calendar *c, int weekday, bool ramadan)
{
	struct hours none = { 0 };

	if (ramadan && c->ramadan_hours[weekday].set)
		return c->ramadan_hours[weekday];
	return c->hours[weekday].set ? c->hours[weekday] : none;
}

/* The rows of one day lie together, "buka" before the others. */
static const struct day *
day_row(const struct calendar *c, int64_t day)
{
	size_t lo = 0, hi = c->ndays, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (c->days[mid].day < day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < c->ndays && c->days[lo].day == day ? &c->days[lo] : NULL;
}

/* from == to where the office is closed; why says why. */
static struct hours
day_hours(const struct calendar *c, int64_t day, const char **why)
{
	const struct day *row = day_row(c, day);
	bool ramadan = in_ramadan(c, day);
	struct hours h = weekday_hours(c, weekday_of(day), ramadan);

	*why = "";
	if (row != NULL && row->type == DAY_OPEN) {
		if (h.from == h.to)
			h = weekday_hours(c, 1, ramadan);
	} else if (row != NULL) {
		*why = row->name;
		h.from = h.to = 0;
	}
	if (h.from == h.to && **why == '\0')
		*why = calendar_weekday(weekday_of(day), "id");
	return h;
}

int64_t
calendar_day(const struct calendar *c, int64_t at)
{
	return tod_day(at, c->offset);
}

bool
calendar_is_working_day(const struct calendar *c, int64_t day)
{
	const char *why;
	struct hours h = day_hours(c, day, &why);

	return h.from < h.to;
}

const char *
calendar_closed_why(const struct calendar *c, int64_t day)
{
	const char *why;

	day_hours(c, day, &why);
	return why;
}

int64_t
calendar_opening(const struct calendar *c, int64_t day)
{
	const char *why;
	struct hours h = day_hours(c, day, &why);

	if (h.from >= h.to)
		return TOD_NONE;
	return day * DAY + h.from * 60 - c->offset;
}

int64_t
calendar_closing(const struct calendar *c, int64_t day)
{
	const char *why;
	struct hours h = day_hours(c, day, &why);

	if (h.from >= h.to)
		return TOD_NONE;
	return day * DAY + h.to * 60 - c->offset;
}

bool
calendar_in_hours(const struct calendar *c, int64_t at)
{
	int64_t day = tod_day(at, c->offset);

	return calendar_is_working_day(c, day) &&
	       at >= calendar_opening(c, day) && at <= calendar_closing(c, day);
}

bool
calendar_has_year(const struct calendar *c, int year)
{
	int64_t first = tod_day_of(year, 1, 1);
	int64_t last = tod_day_of(year, 12, 31);
	size_t i;

	for (i = 0; i < c->ndays; i++)
		if (c->days[i].type == DAY_HOLIDAY && c->days[i].day >= first &&
		    c->days[i].day <= last)
			return true;
	return false;
}

/* Beyond so many closed days in a row there is no next working day. */
#define CLOSED_MAX 1000

static bool
next_working_day(const struct calendar *c, int64_t day, int64_t *next_r)
{
	int i;

	for (i = 1; i <= CLOSED_MAX; i++)
		if (calendar_is_working_day(c, day + i)) {
			*next_r = day + i;
			return true;
		}
	return false;
}

bool
calendar_count(
    const struct calendar *c, int64_t from, int days, struct due *d_r)
{
	int64_t day = tod_day(from, c->offset);
	int i;

	*d_r = (struct due){ .at = TOD_NONE, .day0 = day };
	if (!calendar_in_hours(c, from) && !next_working_day(c, day, &day))
		return false;
	d_r->day0 = day;
	for (i = 0; i < days; i++)
		if (!next_working_day(c, day, &day))
			return false;
	d_r->at = calendar_closing(c, day);
	return true;
}

int64_t
calendar_next_open(const struct calendar *c, int64_t at)
{
	int64_t day = tod_day(at, c->offset);

	if (calendar_in_hours(c, at))
		return at;
	if (calendar_is_working_day(c, day) && at < calendar_opening(c, day))
		return calendar_opening(c, day);
	return next_working_day(c, day, &day) ? calendar_opening(c, day)
					      : TOD_NONE;
}

int64_t
calendar_work_between(const struct calendar *c, int64_t from, int64_t to)
{
	int64_t day = tod_day(from, c->offset), last = tod_day(to, c->offset);
	int64_t sum = 0, a, b;

	for (; from < to && day <= last; day++) {
		if (!calendar_is_working_day(c, day))
			continue;
		a = calendar_opening(c, day);
		b = calendar_closing(c, day);
		a = a > from ? a : from;
		b = b < to ? b : to;
		sum += b > a ? b - a : 0;
	}
	return sum;
}

int64_t
calendar_work_add(const struct calendar *c, int64_t from, int64_t seconds)
{
	int64_t day = tod_day(from, c->offset), a, b;

	if (seconds <= 0)
		return from;
	if (!calendar_is_working_day(c, day) && !next_working_day(c, day, &day))
		return TOD_NONE;
	for (;;) {
		a = calendar_opening(c, day);
		b = calendar_closing(c, day);
		a = a > from ? a : from;
		if (b > a && b - a >= seconds)
			return a + seconds;
		seconds -= b > a ? b - a : 0;
		if (!next_working_day(c, day, &day))
			return TOD_NONE;
	}
}
