/*
 * Until when a portal wants its answer, in the many ways in which machines
 * and people in Indonesia write a date. It knows no calendar of the office.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/portal.h"

#define DAYS_MAX 365

/* By their first letters, Indonesian and English. */
static const struct {
	const char *word;
	int month;
} months[] = { { "jan", 1 }, { "feb", 2 }, { "peb", 2 }, { "mar", 3 },
	{ "apr", 4 }, { "mei", 5 }, { "may", 5 }, { "jun", 6 }, { "jul", 7 },
	{ "agu", 8 }, { "agt", 8 }, { "ags", 8 }, { "aug", 8 }, { "sep", 9 },
	{ "okt", 10 }, { "oct", 10 }, { "nov", 11 }, { "nop", 11 },
	{ "des", 12 }, { "dec", 12 } };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A number of at most max digits at *s, which moves behind it. */
static bool
take_number(const char **s, int max, int *n_r)
{
	int n = 0, digits = 0;

	while (is_digit((*s)[digits]) && digits <= max)
		n = 10 * n + ((*s)[digits++] - '0');
	if (digits == 0 || digits > max)
		return false;
	*s += digits;
	*n_r = n;
	return true;
}

static int
take_month(const char **s)
{
	size_t i;

	for (i = 0; i < sizeof(months) / sizeof(months[0]); i++)
		if (text_istarts(*s, months[i].word)) {
			while (is_letter(**s))
				(*s)++;
			return months[i].month;
		}
	return 0;
}

static const char *
skip(const char *s, const char *what)
{
	return s + strspn(s, what);
}

/* "2026-11-25" */
static bool
iso_day(const char **s, struct tod *t)
{
	const char *p = *s;

	if (!take_number(&p, 4, &t->year) || (*p != '-' && *p != '/'))
		return false;
	p++;
	if (!take_number(&p, 2, &t->month) || (*p != '-' && *p != '/'))
		return false;
	p++;
	if (!take_number(&p, 2, &t->day))
		return false;
	if (!tod_valid_day(t->year, t->month, t->day))
		return false;
	*s = p;
	return true;
}

/* "25/11/2026", "25-11-2026", "25.11.2026", "25 November 2026" */
static bool
local_day(const char **s, struct tod *t)
{
	const char *p = *s;

	if (!take_number(&p, 2, &t->day))
		return false;
	p = skip(p, " -/.");
	if ((t->month = take_month(&p)) == 0 && !take_number(&p, 2, &t->month))
		return false;
	p = skip(p, " -/.,");
	if (!take_number(&p, 4, &t->year) || t->year < 1900)
		return false;
	if (!tod_valid_day(t->year, t->month, t->day))
		return false;
	*s = p;
	return true;
}

/* "November 25, 2026" */
static bool
english_day(const char **s, struct tod *t)
{
	const char *p = *s;

	if ((t->month = take_month(&p)) == 0)
		return false;
	p = skip(p, " .");
	if (!take_number(&p, 2, &t->day))
		return false;
	p = skip(p, " ,");
	if (!take_number(&p, 4, &t->year) || t->year < 1900)
		return false;
	if (!tod_valid_day(t->year, t->month, t->day))
		return false;
	*s = p;
	return true;
}

/* "16:00", "16.00", with seconds or not. */
static bool
clock_time(const char *s, struct tod *t, const char **end_r)
{
	for (; *s != '\0'; s++) {
		const char *p = s;

		if (!is_digit(*s))
			continue;
		if (take_number(&p, 2, &t->hour) && (*p == ':' || *p == '.') &&
		    is_digit(p[1]) && is_digit(p[2])) {
			p++;
			take_number(&p, 2, &t->minute);
			if (*p == ':' && is_digit(p[1]))
				p++, take_number(&p, 2, &t->second);
			*end_r = p;
			return t->hour < 24 && t->minute < 60 && t->second < 60;
		}
		s += strspn(s, "0123456789") - 1;
	}
	return false;
}

/* The zone behind a time of day; the office's where none is named. */
static int
zone_of(const char *s, int offset)
{
	static const char *const names[] = { "WIB", "WITA", "WIT" };
	const char *abbreviation;
	int i, h, m = 0, sign, named;

	s = skip(s, " ");
	if (*s == 'Z')
		return 0;
	if (*s == '+' || *s == '-') {
		sign = *s++ == '-' ? -1 : 1;
		if (!take_number(&s, 2, &h))
			return offset;
		s = skip(s, ":");
		take_number(&s, 2, &m);
		return sign * (h * 3600 + m * 60);
	}
	for (i = 1; i >= 0; i--)
		if (text_istarts(s, names[i]) &&
		    tod_zone(names[i], &named, &abbreviation))
			return named;
	return text_istarts(s, names[2]) &&
		       tod_zone(names[2], &named, &abbreviation)
		   ? named
		   : offset;
}

static bool
find_day(const char **s, struct tod *t)
{
	const char *p;

	for (p = *s; *p != '\0'; p++) {
		bool starts = p == *s ||
			      (!is_digit(p[-1]) && !is_letter(p[-1]));

		*t = (struct tod){ 0 };
		if (starts && (iso_day(&p, t) || local_day(&p, t) ||
				  english_day(&p, t))) {
			*s = p;
			return true;
		}
	}
	return false;
}

/* "5 hari kerja", "3 working days" */
static bool
find_days(const char *s, struct portal_task *t)
{
	const char *p;
	int n;

	for (; *s != '\0'; s++) {
		p = s;
		if (!is_digit(*s))
			continue;
		if (take_number(&p, 3, &n)) {
			p = skip(p, " x");
			if (*p == '(')
				p += strcspn(p, ")") + (strchr(p, ')') != NULL);
			p = skip(p, " ");
			t->working = text_istarts(p, "hari kerja") ||
				     text_istarts(p, "working day") ||
				     text_istarts(p, "business day") ||
				     text_istarts(p, "hk");
			if (n > 0 && n <= DAYS_MAX &&
			    (t->working || text_istarts(p, "hari") ||
				text_istarts(p, "day"))) {
				t->days = n;
				return true;
			}
		}
		s += strspn(s, "0123456789") - 1;
	}
	t->working = false;
	return false;
}

bool
portal_deadline(const char *text, int offset, struct portal_task *t_r)
{
	const char *s = text, *end = "";
	struct tod day, hour = { 0 };

	t_r->deadline = TOD_NONE;
	t_r->whole_day = t_r->working = false;
	t_r->days = 0;
	if (!find_day(&s, &day))
		return find_days(text, t_r);
	t_r->whole_day = !clock_time(s, &hour, &end);
	if (t_r->whole_day)
		hour = (struct tod){ .hour = 23, .minute = 59, .second = 59 };
	day.hour = hour.hour;
	day.minute = hour.minute;
	day.second = hour.second;
	t_r->deadline = tod_join(&day, zone_of(end, offset));
	return true;
}
