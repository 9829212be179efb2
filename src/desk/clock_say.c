/*
 * How a deadline came about, in words for officers: one line for each day,
 * stop and limit. What is counted is clock.c's business.
 */
#include <string.h>

#include "base/banned.h"
#include "desk/clock_priv.h"

#define DAY 86400

static void
add(struct clock_story *t, const char *line)
{
	if (t->n + 1 == CLOCK_LINES)
		line = "dan seterusnya";
	if (t->n < CLOCK_LINES)
		t->v[t->n++] = line;
}

/* "Kamis 19 Nov 2026" */
static const char *
day_words(struct clock_story *t, int64_t day)
{
	struct tod d;

	tod_split(day * DAY, 0, &d);
	return arena_printf(t->a, "%s %d %.3s %d",
	    calendar_weekday(d.weekday, "id"), d.day,
	    calendar_month(d.month, "id"), d.year);
}

/* "16.00" */
static const char *
clock_words(struct clock_story *t, int64_t at)
{
	struct tod d;

	tod_split(at, t->offset, &d);
	return arena_printf(t->a, "%02d.%02d", d.hour, d.minute);
}

static const char *
moment_words(struct clock_story *t, int64_t at)
{
	return arena_printf(t->a, "%s pukul %s",
	    day_words(t, tod_day(at, t->offset)), clock_words(t, at));
}

static const char *
span_words(struct clock_story *t, int64_t seconds)
{
	long long minutes = (long long)(seconds + 59) / 60;

	if (minutes % 60 == 0)
		return arena_printf(t->a, "%lld jam", minutes / 60);
	if (minutes < 60)
		return arena_printf(t->a, "%lld menit", minutes);
	return arena_printf(
	    t->a, "%lld jam %lld menit", minutes / 60, minutes % 60);
}

/* Why the day of receipt is day 0 or is not. */
static const char *
receipt_words(struct clock_story *t, int64_t at)
{
	const struct calendar *c = t->calendar;
	int64_t day = tod_day(at, t->offset);
	const char *when = clock_words(t, at);

	if (!calendar_is_working_day(c, day))
		return arena_printf(t->a, "diterima pukul %s, tutup (%s)", when,
		    calendar_closed_why(c, day));
	if (at < calendar_opening(c, day))
		return arena_printf(t->a,
		    "diterima pukul %s, sebelum buka pukul %s", when,
		    clock_words(t, calendar_opening(c, day)));
	if (at > calendar_closing(c, day))
		return arena_printf(t->a,
		    "diterima pukul %s, sesudah tutup pukul %s", when,
		    clock_words(t, calendar_closing(c, day)));
	return arena_printf(
	    t->a, "diterima pukul %s pada jam kerja, hari ke-0", when);
}

static const char *
mark(struct clock_story *t, int64_t day, int64_t at, const char *what)
{
	if (at == TOD_NONE || tod_day(at, t->offset) != day)
		return "";
	return arena_printf(t->a, ", %s pukul %s", what, clock_words(t, at));
}

static bool
listed(struct clock_story *t, int64_t day)
{
	struct tod d;

	tod_split(day * DAY, 0, &d);
	return calendar_has_year(t->calendar, d.year);
}

static void
add_day(struct clock_story *t, const struct clock_stretch *s, int64_t day,
    const char *what)
{
	add(t, arena_printf(t->a, "%s: %s%s%s%s", day_words(t, day), what,
		   mark(t, day, s->first_due, "tenggat jawaban pertama"),
		   mark(t, day, s->due, "tenggat"),
		   listed(t, day) ? "" : " (daftar hari libur belum ada)"));
}

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The first line of a run is the moment when it began. */
static const char *
begin_words(struct clock_story *t, const struct clock_stretch *s)
{
	if (s->first)
		return receipt_words(t, s->from);
	if (s->left == 0)
		return arena_printf(t->a,
		    "jalan lagi pukul %s, waktunya sudah habis",
		    clock_words(t, s->from));
	return arena_printf(t->a, "jalan lagi pukul %s, sisa %s kerja",
	    clock_words(t, s->from), span_words(t, s->left));
}

static const char *
day_line(struct clock_story *t, const struct clock_stretch *s, int64_t day,
    int count)
{
	if (!calendar_is_working_day(t->calendar, day))
		return arena_printf(
		    t->a, "tutup (%s)", calendar_closed_why(t->calendar, day));
	if (s->first)
		return arena_printf(t->a, "hari ke-%d", count);
	return "hari kerja";
}

void
clock_tell_stretch(struct clock_story *t, const struct clock_stretch *s)
{
	int64_t day, last, until = later(s->due, s->first_due);
	int count = -1;

	if (t->a == NULL)
		return;
	if (s->hours) {
		add(t, arena_printf(t->a, "%s: diterima, hitungan jam berjalan",
			   moment_words(t, s->from)));
		if (until != TOD_NONE)
			add(t, arena_printf(t->a, "%s: tenggat",
				   moment_words(t, until)));
		return;
	}
	if (s->to != TOD_NONE && s->to < until)
		until = s->to;
	day = tod_day(s->from, t->offset);
	last = until == TOD_NONE ? day : tod_day(until, t->offset);
	add_day(t, s, day, begin_words(t, s));
	count += calendar_in_hours(t->calendar, s->from);
	for (day++; day <= last && t->n < CLOCK_LINES; day++) {
		count += calendar_is_working_day(t->calendar, day);
		add_day(t, s, day, day_line(t, s, day, count));
	}
}

/* So many whole working days after the day of the stop, and what was left of
 * that day. */
static const char *
left_words(struct clock_story *t, int64_t at, int64_t left, int64_t due)
{
	int64_t today = tod_day(at, t->offset), last = tod_day(due, t->offset);
	int64_t day, closing = calendar_closing(t->calendar, last), rest;
	int days = 0;

	if (closing == TOD_NONE || closing != due || last <= today)
		return arena_printf(t->a, "%s kerja", span_words(t, left));
	for (day = today + 1; day <= last; day++)
		days += calendar_is_working_day(t->calendar, day);
	rest = calendar_work_between(
	    t->calendar, at, (today + 1) * DAY - t->offset);
	if (rest == 0)
		return arena_printf(t->a, "%d hari kerja", days);
	return arena_printf(
	    t->a, "%d hari kerja %s", days, span_words(t, rest));
}

void
clock_tell_stop(struct clock_story *t, int64_t at, int64_t left, int64_t due)
{
	if (t->a == NULL)
		return;
	add(t,
	    due != TOD_NONE && due != INT64_MAX
		? arena_printf(t->a, "%s: berhenti, %s%s", moment_words(t, at),
		      left > 0 ? "sisa " : "waktunya sudah habis",
		      left > 0 ? left_words(t, at, left, due) : "")
		: arena_printf(t->a, "%s: berhenti", moment_words(t, at)));
}

void
clock_tell_anew(struct clock_story *t, int64_t at)
{
	if (t->a == NULL)
		return;
	add(t,
	    arena_printf(t->a, "%s: dibuka kembali, waktu dihitung dari awal",
		moment_words(t, at)));
}

void
clock_tell_limit(
    struct clock_story *t, const char *what, int64_t at, bool counts)
{
	if (t->a == NULL)
		return;
	add(t, arena_printf(t->a, "Batas hari kalender untuk %s: %s%s", what,
		   moment_words(t, at),
		   counts ? "; lebih dahulu, jadi ini yang berlaku" : ""));
}
