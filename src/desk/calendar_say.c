/*
 * Moments and deadlines in words. What is counted is calendar.c's business.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "desk/calendar.h"
#include "desk/calendar_priv.h"

#define STEPS_MAX 2000

const char *
calendar_weekday(int weekday, const char *lang)
{
	static const char *const id[] = { "Minggu", "Senin", "Selasa", "Rabu",
		"Kamis", "Jumat", "Sabtu" };
	static const char *const en[] = { "Sunday", "Monday", "Tuesday",
		"Wednesday", "Thursday", "Friday", "Saturday" };

	if (weekday < 0 || weekday > 6)
		return "";
	return strcmp(lang, "en") == 0 ? en[weekday] : id[weekday];
}

const char *
calendar_month(int month, const char *lang)
{
	static const char *const id[] = { "Januari", "Februari", "Maret",
		"April", "Mei", "Juni", "Juli", "Agustus", "September",
		"Oktober", "November", "Desember" };
	static const char *const en[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };

	if (month < 1 || month > 12)
		return "";
	return strcmp(lang, "en") == 0 ? en[month - 1] : id[month - 1];
}

const char *
calendar_say(
    struct arena *a, int64_t at, int offset, const char *zone, const char *lang)
{
	bool en = strcmp(lang, "en") == 0;
	struct tod t;

	if (at == TOD_NONE)
		return "";
	tod_split(at, offset, &t);
	return arena_printf(a,
	    en ? "%s, %d %s %d at %02d:%02d%s%s"
	       : "%s, %d %s %d pukul %02d.%02d%s%s",
	    calendar_weekday(t.weekday, lang), t.day,
	    calendar_month(t.month, lang), t.year, t.hour, t.minute,
	    *zone ? " " : "", zone);
}

static const char *
clock_words(struct arena *a, int64_t at, int offset)
{
	struct tod t;

	tod_split(at, offset, &t);
	return arena_printf(a, "%02d.%02d", t.hour, t.minute);
}

/* Why the day of receipt is not day 0, or that it is. */
static const char *
receipt_words(const struct calendar *c, struct arena *a, int64_t from)
{
	int64_t day = tod_day(from, c->offset);
	const char *at = clock_words(a, from, c->offset);

	if (!calendar_is_working_day(c, day))
		return arena_printf(a, "received %s, closed: %s", at,
		    calendar_closed_why(c, day));
	if (from < calendar_opening(c, day))
		return arena_printf(a, "received %s, before opening at %s", at,
		    clock_words(a, calendar_opening(c, day), c->offset));
	if (from > calendar_closing(c, day))
		return arena_printf(a, "received %s, after closing at %s", at,
		    clock_words(a, calendar_closing(c, day), c->offset));
	return arena_printf(a, "received %s, in office hours: day 0", at);
}

static const char *
step(const struct calendar *c, struct arena *a, const struct due *d,
    int64_t day, int count)
{
	const char *what;
	struct tod t;

	if (!calendar_is_working_day(c, day))
		what = arena_printf(
		    a, "closed: %s", calendar_closed_why(c, day));
	else
		what = arena_printf(a, "day %d", count);
	tod_split(day * 86400, 0, &t);
	return arena_printf(a, "%04d-%02d-%02d %.3s  %s%s%s%s", t.year, t.month,
	    t.day, calendar_weekday(t.weekday, "en"), what,
	    day == tod_day(d->at, c->offset) ? ", due at closing " : "",
	    day == tod_day(d->at, c->offset) ? clock_words(a, d->at, c->offset)
					     : "",
	    calendar_has_year(c, t.year) ? "" : " (no holiday list)");
}

static void
tell(const struct calendar *c, struct arena *a, int64_t from, struct due *d)
{
	int64_t first = tod_day(from, c->offset);
	int64_t last = tod_day(d->at, c->offset), day;
	size_t n = (size_t)(last - first + 1);
	const char **v;
	struct tod t;
	int count = 0;

	if (n > STEPS_MAX)
		n = STEPS_MAX;
	v = arena_array(a, n, sizeof(*v));
	for (day = first; day < first + (int64_t)n; day++) {
		if (day == first && (day != d->day0 || day != last)) {
			tod_split(from, c->offset, &t);
			v[0] = arena_printf(a, "%04d-%02d-%02d %.3s  %s",
			    t.year, t.month, t.day,
			    calendar_weekday(t.weekday, "en"),
			    receipt_words(c, a, from));
			continue;
		}
		count += day > d->day0 && calendar_is_working_day(c, day);
		v[day - first] = step(c, a, d, day, count);
	}
	d->steps = (struct strs){ v, n };
}

void
calendar_due(const struct calendar *c, struct arena *a, int64_t from, int days,
    struct due *d_r)
{
	struct tod first, last;
	int year;

	if (!calendar_count(c, from, days, d_r))
		return;
	tod_split(from, c->offset, &first);
	tod_split(d_r->at, c->offset, &last);
	for (year = first.year; year <= last.year; year++)
		if (!calendar_has_year(c, year)) {
			d_r->unlisted_year = true;
			d_r->year = year;
			break;
		}
	if (a != NULL)
		tell(c, a, from, d_r);
}
