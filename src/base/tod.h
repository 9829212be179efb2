#ifndef BASE_TOD_H
#define BASE_TOD_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Time of day. A moment is int64_t seconds since 1970-01-01T00:00:00Z; a zone
 * is its offset east of UTC in seconds. Indonesia's three zones have had no
 * daylight saving time since 1964, so an offset says all; the host's zone and
 * its tzdata play no part. Days are proleptic Gregorian, counted from
 * 1970-01-01 (day 0, a Thursday).
 */
#define TOD_TEXT 96
#define TOD_NONE INT64_MIN

struct tod {
	int year, month, day; /* 1..12, 1..31 */
	int hour, minute, second;
	int weekday; /* 0 Sunday .. 6 Saturday */
};

int64_t tod_now(void); /* the system's clock; only glue and cmd read it */

void tod_split(int64_t at, int offset, struct tod *t_r);
int64_t tod_join(const struct tod *t, int offset); /* weekday is ignored */
int64_t tod_day(int64_t at, int offset);           /* day number */
int64_t tod_day_of(int year, int month, int day);
bool tod_valid_day(int year, int month, int day);

/* RFC 3339 ("2026-11-20T09:12:00+07:00"; offset 0 prints "Z") into text. */
const char *tod_text(int64_t at, int offset, char text[TOD_TEXT]);
/* "Fri, 20 Nov 2026 09:12:00 +0700" (RFC 5322 section 3.3). */
const char *tod_mail_date(int64_t at, int offset, char text[TOD_TEXT]);
/* RFC 3339, with seconds optional; without offset it is local to offset. */
bool tod_parse(const char *s, int offset, int64_t *at_r);
bool tod_parse_day(const char *s, int64_t *day_r); /* YYYY-MM-DD */

/* WIB WITA WIT, Asia/Jakarta|Pontianak|Makassar|Jayapura or +HH:MM. */
bool tod_zone(const char *name, int *offset_r, const char **abbreviation_r);

#endif
