#ifndef DESK_CALENDAR_H
#define DESK_CALENDAR_H

#include "base/arena.h"
#include "base/err.h"
#include "base/tod.h"
#include "mail/msg.h"

/*
 * Office hours and working days (DESIGN section 6, DOMAIN section 2.4).
 * Holiday lists and Ramadan periods are data; a year without a list is
 * flagged, never silently assumed free of holidays. A calendar in which no
 * weekday has hours has no working day: what asks for a moment gets TOD_NONE.
 */
struct calendar;
struct buf;

struct calendar *calendar_new(int offset);
void calendar_free(struct calendar **c);

/* weekday 0 Sunday..6; minutes after midnight, from < to; from == to closed.
 * A Ramadan weekday that was never given keeps its ordinary hours. */
void calendar_hours(struct calendar *c, int weekday, int from, int to);
void calendar_ramadan_hours(struct calendar *c, int weekday, int from, int to);

/*
 * A list: "YYYY-MM-DD<TAB>name<TAB>libur|cuti-bersama|lokal|buka", "#" lines
 * are notes. A row "libur" makes its year a listed one; a local closure does
 * not. "buka" opens a day whatever else is said of it, with the hours of its
 * weekday, or Monday's where that has none. ERR_ITEM with file:line; the rows
 * before that line stand.
 */
enum err calendar_add_days(struct calendar *c, const char *path,
    const char *text, size_t n, struct why *w);
/* "YYYY-MM-DD<TAB>YYYY-MM-DD[<TAB>note]": first and last day of Ramadan. */
enum err calendar_add_ramadan(struct calendar *c, const char *path,
    const char *text, size_t n, struct why *w);

/* Hours, days and periods as text, the same for the same calendar however its
 * lists were split: to see that something has changed. */
void calendar_print(const struct calendar *c, struct buf *b);

/* Its day in the zone of the calendar. */
int64_t calendar_day(const struct calendar *c, int64_t at);
bool calendar_is_working_day(const struct calendar *c, int64_t day);
/* Why the office is closed that day ("Idulfitri 1448 Hijriah", "Sabtu"), ""
 * when it is open. Lives as long as the calendar. */
const char *calendar_closed_why(const struct calendar *c, int64_t day);
/* From the second of opening to the second of closing, both included. */
bool calendar_in_hours(const struct calendar *c, int64_t at);
/* TOD_NONE on a day when the office is closed. */
int64_t calendar_opening(const struct calendar *c, int64_t day);
int64_t calendar_closing(const struct calendar *c, int64_t day);
bool calendar_has_year(const struct calendar *c, int year);

struct due {
	int64_t at;
	int64_t day0;       /* day number */
	bool unlisted_year; /* reaches into a year without a list */
	int year;           /* that year, the first one */
	struct strs steps;  /* how it was counted, one day each */
};

/*
 * The deadline: closing time of the n-th working day after day 0. Received
 * within office hours of a working day, that day is day 0; otherwise (before
 * opening, after closing, on a closed day) the next working day is: the
 * words of the rule are taken as they stand, so a mail of 06.00 on a working
 * Monday has Tuesday as day 0. a may be NULL: then no steps are told.
 */
void calendar_due(const struct calendar *c, struct arena *a, int64_t from,
    int days, struct due *d_r);
/* Working seconds between two moments (0 when to <= from). */
int64_t calendar_work_between(
    const struct calendar *c, int64_t from, int64_t to);
/* The first moment when so many working seconds have passed since from; from
 * itself for none. */
int64_t calendar_work_add(
    const struct calendar *c, int64_t from, int64_t seconds);
/* The first moment at or after at that lies in office hours. */
int64_t calendar_next_open(const struct calendar *c, int64_t at);

/* "Kamis, 26 November 2026 pukul 16.00 WIB" / "Thursday, 26 November 2026
 * at 16:00 WIB". lang "id" or "en". */
const char *calendar_say(struct arena *a, int64_t at, int offset,
    const char *zone, const char *lang);
/* Names of a weekday (0 Sunday..6) and a month (1..12) in that language. */
const char *calendar_weekday(int weekday, const char *lang);
const char *calendar_month(int month, const char *lang);

#endif
