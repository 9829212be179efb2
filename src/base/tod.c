/*
 * Calendar arithmetic on seconds and days. It knows no holidays and no
 * office hours, and only tod_now() looks at a clock.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"

#define DAY 86400

int64_t
tod_now(void)
{
	return (int64_t)time(NULL);
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Days since 1970-01-01; March-based years put the leap day last. */
int64_t
tod_day_of(int year, int month, int day)
{
	int64_t y = year - (month <= 2);
	int64_t era = floor_div(y, 400);
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static void
split_day(int64_t day, struct tod *t)
{
	int64_t z = day + 719468, era = floor_div(z, 146097);
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;

	t->day = (int)(doy - (153 * mp + 2) / 5 + 1);
	t->month = (int)(mp < 10 ? mp + 3 : mp - 9);
	t->year = (int)(yoe + era * 400 + (t->month <= 2));
	t->weekday = (int)(((day + 4) % 7 + 7) % 7);
}

bool
tod_valid_day(int year, int month, int day)
{
	struct tod t;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
		return false;
	split_day(tod_day_of(year, month, day), &t);
	return t.day == day && t.month == month;
}

int64_t
tod_day(int64_t at, int offset)
{
	return floor_div(at + offset, DAY);
}

void
tod_split(int64_t at, int offset, struct tod *t_r)
{
	int64_t day = tod_day(at, offset);
	int rest = (int)(at + offset - day * DAY);

	split_day(day, t_r);
	t_r->hour = rest / 3600;
	t_r->minute = rest / 60 % 60;
	t_r->second = rest % 60;
}

int64_t
tod_join(const struct tod *t, int offset)
{
	return tod_day_of(t->year, t->month, t->day) * DAY + t->hour * 3600 +
	       t->minute * 60 + t->second - offset;
}

const char *
tod_text(int64_t at, int offset, char text[TOD_TEXT])
{
	int a = offset < 0 ? -offset : offset, n;
	struct tod t;

	tod_split(at, offset, &t);
	n = snprintf(text, TOD_TEXT, "%04d-%02d-%02dT%02d:%02d:%02d", t.year,
	    t.month, t.day, t.hour, t.minute, t.second);
	if (n < 0 || n >= TOD_TEXT)
		n = 0;
	if (offset == 0)
		snprintf(text + n, (size_t)(TOD_TEXT - n), "Z");
	else
		snprintf(text + n, (size_t)(TOD_TEXT - n), "%c%02d:%02d",
		    offset < 0 ? '-' : '+', a / 3600, a / 60 % 60);
	return text;
}

const char *
tod_mail_date(int64_t at, int offset, char text[TOD_TEXT])
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int a = offset < 0 ? -offset : offset;
	struct tod t;

	tod_split(at, offset, &t);
	snprintf(text, TOD_TEXT, "%.3s, %d %.3s %04d %02d:%02d:%02d %c%02d%02d",
	    days + 3 * t.weekday, t.day, months + 3 * (t.month - 1), t.year,
	    t.hour, t.minute, t.second, offset < 0 ? '-' : '+', a / 3600,
	    a / 60 % 60);
	return text;
}

bool
tod_parse_day(const char *s, int64_t *day_r)
{
	int y, m, d, n = 0;

	if (sscanf(s, "%4d-%2d-%2d%n", &y, &m, &d, &n) != 3 || n != 10 ||
	    s[n] != '\0' || !tod_valid_day(y, m, d))
		return false;
	*day_r = tod_day_of(y, m, d);
	return true;
}

static bool
parse_offset(const char *s, int *offset)
{
	int h, m, n = 0;

	if ((s[0] == 'Z' || s[0] == 'z') && s[1] == '\0') {
		*offset = 0;
		return true;
	}
	if ((s[0] != '+' && s[0] != '-') ||
	    sscanf(s + 1, "%2d:%2d%n", &h, &m, &n) != 2 || n != 5 ||
	    s[6] != '\0' || h < 0 || h > 23 || m < 0 || m > 59)
		return false;
	*offset = (h * 3600 + m * 60) * (s[0] == '-' ? -1 : 1);
	return true;
}

bool
tod_parse(const char *s, int offset, int64_t *at_r)
{
	struct tod t = { 0 };
	int n = 0, more = 0;

	if (sscanf(s, "%4d-%2d-%2d%*1[Tt ]%2d:%2d%n", &t.year, &t.month, &t.day,
		&t.hour, &t.minute, &n) != 5 ||
	    n != 16)
		return false;
	s += n;
	if (*s == ':') {
		if (sscanf(s, ":%2d%n", &t.second, &more) != 1 || more != 3)
			return false;
		s += more;
	}
	if (!tod_valid_day(t.year, t.month, t.day) || t.hour < 0 ||
	    t.hour > 23 || t.minute < 0 || t.minute > 59 || t.second < 0 ||
	    t.second > 60)
		return false;
	if (*s != '\0' && !parse_offset(s, &offset))
		return false;
	*at_r = tod_join(&t, offset);
	return true;
}

bool
tod_zone(const char *name, int *offset_r, const char **abbreviation_r)
{
	static const struct {
		const char *name, *abbreviation;
		int hours;
	} zones[] = {
		{ "WIB", "WIB", 7 },
		{ "WITA", "WITA", 8 },
		{ "WIT", "WIT", 9 },
		{ "Asia/Jakarta", "WIB", 7 },
		{ "Asia/Pontianak", "WIB", 7 },
		{ "Asia/Makassar", "WITA", 8 },
		{ "Asia/Jayapura", "WIT", 9 },
	};
	size_t i;

	for (i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
		if (text_ieq(name, zones[i].name)) {
			*offset_r = zones[i].hours * 3600;
			*abbreviation_r = zones[i].abbreviation;
			return true;
		}
	*abbreviation_r = "";
	return strlen(name) == 6 && parse_offset(name, offset_r);
}
