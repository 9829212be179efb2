#ifndef DESK_CALENDAR_H
#define DESK_CALENDAR_H

#include "base/arena.h"
#include "base/err.h"
#include "base/tod.h"
#include "mail/msg.h"

/*
 * Office hours and working days (DESIGN section 6, DOMAIN section 2.4).
 * Holiday lists and Ramadan periods are data; a year without a list is
 * flagged, never silently assumed free of holidays.
 */
struct calendar;

struct calendar *calendar_new(int offset);
void calendar_free(struct calendar **c);

/* weekday 0 Sunday..6; minutes after midnight, from < to; from == to closed. */
void calendar_hours(struct calendar *c, int weekday, int from, int to);
void calendar_ramadan_hours(struct calendar *c, int weekday, int from, int to);

/* A list: "YYYY-MM-DD<TAB>name<TAB>libur|cuti-bersama|lokal|buka"; the year
 * of a row counts as listed. ERR_ITEM with file:line. */
enum err calendar_add_days(struct calendar *c, const char *path,
    const char *text, size_t n, struct why *w);
/* "YYYY-MM-DD<TAB>YYYY-MM-DD[<TAB>note]": first and last day of Ramadan. */
enum err calendar_add_ramadan(struct calendar *c, const char *path,
    const char *text, size_t n, struct why *w);

bool calendar_is_working_day(const struct calendar *c, int64_t day);
/* Why the office is closed that day ("Idulfitri 1448 Hijriah", "Sabtu"), ""
 * when it is open. */
const char *calendar_closed_why(const struct calendar *c, int64_t day);
bool calendar_in_hours(const struct calendar *c, int64_t at);
int64_t calendar_opening(const struct calendar *c, int64_t day);
int64_t calendar_closing(const struct calendar *c, int64_t day);
bool calendar_has_year(const struct calendar *c, int year);

struct due {
	int64_t at;
	int64_t day0;       /* day number */
	bool unlisted_year; /* reaches into a year without a list */
	int year;           /* that year */
	struct strs steps; /* how it was counted, one day each */
};

/* Closing time of the n-th working day after day 0. a may be NULL: then no
 * steps are told. */
void calendar_due(const struct calendar *c, struct arena *a, int64_t from,
    int days, struct due *d_r);
/* Working seconds between two moments (0 when to <= from). */
int64_t calendar_work_between(
    const struct calendar *c, int64_t from, int64_t to);
/* The moment when so many working seconds have passed since from. */
int64_t calendar_work_add(
    const struct calendar *c, int64_t from, int64_t seconds);
/* The first moment at or after at that lies in office hours. */
int64_t calendar_next_open(const struct calendar *c, int64_t at);

/* "Kamis, 26 November 2026 pukul 16.00 WIB" / "Thursday, 26 November 2026
 * at 16:00 WIB". lang "id" or "en". */
const char *calendar_say(struct arena *a, int64_t at, int offset,
    const char *zone, const char *lang);

#endif
