/*
 * Days and times as officers write them in forms and in passing. The year
 * that nobody writes is told from the day of the mail.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/command_priv.h"
#include "mail/date.h"

#define DAY 86400

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

static int
number(const char *s, size_t n)
{
	int v = 0;

	for (; n > 0; n--, s++)
		v = v * 10 + (*s - '0');
	return v;
}

static const char *
skip_spaces(const char *s)
{
	while (*s == ' ' || *s == '\t')
		s++;
	return s;
}

/* "10.36" or "10:36" at s: how long. */
static size_t
clock_at(const char *s, int *minutes_r)
{
	size_t n = text_digits(s, 3);
	int h, m;

	if (n == 0 || n > 2 || strchr(".:", s[n]) == NULL || s[n] == '\0' ||
	    text_digits(s + n + 1, 3) != 2)
		return 0;
	h = number(s, n);
	m = number(s + n + 1, 2);
	n += 3;
	if (h > 24 || m > 59 ||
	    (s[n] == '.' && isdigit((unsigned char)s[n + 1]) &&
		text_digits(s + n + 1, 5) > 2))
		return 0;
	if ((s[n] == ':' || s[n] == '.') && text_digits(s + n + 1, 3) == 2)
		n += 3; /* seconds */
	*minutes_r = h * 60 + m;
	return n;
}

/* "jam 14", "pukul 9": a bare hour needs its word. */
static size_t
hour_at(const char *s, int *minutes_r)
{
	static const char *const words[] = { "jam ", "pukul ", "pkl ", "pk ",
		"pkl. " };
	size_t i, n, len;

	for (i = 0; i < COUNT(words); i++) {
		len = strlen(words[i]);
		if (strncasecmp(s, words[i], len) != 0)
			continue;
		n = text_digits(s + len, 3);
		if (n == 0 || n > 2 || number(s + len, n) > 24)
			continue;
		*minutes_r = number(s + len, n) * 60;
		return len + n;
	}
	return 0;
}

/* Is it the second half of the day: "2:05 PM", "jam 3 sore", "sore jam 3"? */
static bool
is_afternoon(const char *s, const char *at, const char *end, int hour)
{
	static const struct {
		const char *word;
		int from, to;
	} words[] = { { "pm", 1, 11 }, { "p.m", 1, 11 }, { "siang", 1, 4 },
		{ "sore", 1, 6 }, { "malam", 6, 11 } };
	size_t i, n;

	end = skip_spaces(end);
	while (at > s && at[-1] == ' ')
		at--;
	for (i = 0; i < COUNT(words); i++) {
		n = strlen(words[i].word);
		if (hour >= words[i].from && hour <= words[i].to &&
		    ((strncasecmp(end, words[i].word, n) == 0 &&
			 !isalnum((unsigned char)end[n])) ||
			((size_t)(at - s) >= n &&
			    strncasecmp(at - n, words[i].word, n) == 0)))
			return true;
	}
	return false;
}

int
command_clock(const char *s, const char **end_r)
{
	const char *p;
	int minutes;
	size_t n;

	for (p = s; *p != '\0'; p++) {
		if (p > s && isalnum((unsigned char)p[-1]))
			continue;
		if (p > s && strchr(".,:/", p[-1]) && p > s + 1 &&
		    isdigit((unsigned char)p[-2]))
			continue;
		if ((n = clock_at(p, &minutes)) == 0 &&
		    ((n = hour_at(p, &minutes)) == 0 ||
			clock_at(p + n - text_digits(p + n - 1, 1), &minutes)))
			continue;
		if (end_r != NULL)
			*end_r = p + n;
		if (is_afternoon(s, p, p + n, minutes / 60))
			minutes += 12 * 60;
		return minutes;
	}
	return -1;
}

/* 1..12 for the name of a month at s, 0. */
static int
month_at(const char *s, size_t *n_r)
{
	static const struct {
		const char *start;
		int month;
	} months[] = { { "jan", 1 }, { "feb", 2 }, { "peb", 2 }, { "mar", 3 },
		{ "apr", 4 }, { "mei", 5 }, { "may", 5 }, { "jun", 6 },
		{ "jul", 7 }, { "agu", 8 }, { "ags", 8 }, { "agt", 8 },
		{ "aug", 8 }, { "sep", 9 }, { "okt", 10 }, { "oct", 10 },
		{ "nov", 11 }, { "nop", 11 }, { "des", 12 }, { "dec", 12 } };
	size_t i, n;

	for (i = 0; i < COUNT(months); i++)
		if (strncasecmp(s, months[i].start, 3) == 0)
			break;
	if (i == COUNT(months))
		return 0;
	for (n = 3; isalpha((unsigned char)s[n]) || s[n] == '.'; n++)
		;
	*n_r = n;
	return n <= 10 ? months[i].month : 0;
}

/* A day of the month, a month and perhaps a year, as written. */
struct date {
	int day, month, year;
};

/* What stands behind the month: "13, 2026". The year tells it from "Mei 13
 * orang". */
static bool
english_date(const char *s, struct date *d)
{
	size_t n = text_digits(s, 3);

	if (n == 0 || n > 2 || s[n] != ',')
		return false;
	d->day = number(s, n);
	s = skip_spaces(s + n + 1);
	if (text_digits(s, 5) != 4)
		return false;
	d->year = number(s, 4);
	return true;
}

static bool
date_at(const char *s, struct date *d)
{
	size_t n = text_digits(s, 5), len;
	const char *p;

	*d = (struct date){ 0 };
	if (n == 4 && s[4] == '-' && text_digits(s + 5, 3) == 2 &&
	    s[7] == '-' && text_digits(s + 8, 3) == 2) {
		*d = (struct date){ number(s + 8, 2), number(s + 5, 2),
			number(s, 4) };
		return true;
	}
	if (n == 0 && (d->month = month_at(s, &len)) > 0)
		return english_date(skip_spaces(s + len), d);
	if (n == 0 || n > 2)
		return false;
	d->day = number(s, n);
	p = s + n;
	if ((*p == '/' || *p == '-') && (len = text_digits(p + 1, 3)) > 0 &&
	    len < 3) {
		d->month = number(p + 1, len);
		if (d->month > 12 && d->day <= 12) {
			int day = d->month; /* as Americans write */

			d->month = d->day;
			d->day = day;
		}
		p += 1 + len;
		if ((*p == '/' || *p == '-') &&
		    ((len = text_digits(p + 1, 5)) == 2 || len == 4))
			d->year = number(p + 1, len);
		else if (s[n] == '-')
			return false; /* "2-3 hari" */
		d->year += d->year > 0 && d->year < 100 ? 2000 : 0;
		return d->month >= 1 && d->month <= 12;
	}
	p = *p == '-' ? p + 1 : skip_spaces(p);
	if ((d->month = month_at(p, &len)) == 0)
		return false;
	p = skip_spaces(p + len);
	if (*p == '-' || *p == ',')
		p = skip_spaces(p + 1);
	if (text_digits(p, 5) == 4)
		d->year = number(p, 4);
	return true;
}

/* The year that makes the day the nearest one that lies where it should. */
static bool
settle(const struct date *d, int64_t today, bool future, int64_t *day_r)
{
	struct tod t;
	int64_t day;
	int year = d->year;

	if (year == 0) {
		tod_split(today * 86400, 0, &t);
		year = t.year;
		if (!tod_valid_day(year, d->month, d->day))
			return false;
		day = tod_day_of(year, d->month, d->day);
		if (!future && day > today + 60)
			year--;
		else if (future && day < today - 60)
			year++;
	}
	if (!tod_valid_day(year, d->month, d->day))
		return false;
	*day_r = tod_day_of(year, d->month, d->day);
	return true;
}

static bool
word_at(const char *s, const char *start, const char *word)
{
	size_t n = strlen(word);

	return strncasecmp(s, word, n) == 0 && !isalpha((unsigned char)s[n]) &&
	       (s == start || !isalpha((unsigned char)s[-1]));
}

/* "kemarin", "Senin": days that are named. */
static bool
named_day(const char *s, const char *start, int64_t today, bool future,
    int64_t *day_r)
{
	static const struct {
		const char *word;
		int days;
	} near[] = { { "kemarin dulu", -2 }, { "kemarin lusa", -2 },
		{ "kemarin", -1 }, { "kmrn", -1 }, { "yesterday", -1 },
		{ "semalam", -1 }, { "tadi malam", -1 }, { "tadi", 0 },
		{ "barusan", 0 }, { "hari ini", 0 }, { "today", 0 },
		{ "besok", 1 }, { "tomorrow", 1 }, { "lusa", 2 } };
	static const char *const weekdays[] = { "minggu", "senin", "selasa",
		"rabu", "kamis", "jumat", "sabtu" };
	struct tod t;
	size_t i;
	int back;

	for (i = 0; i < COUNT(near); i++)
		if (word_at(s, start, near[i].word)) {
			*day_r = today + near[i].days;
			return true;
		}
	tod_split(today * 86400, 0, &t);
	for (i = 0; i < COUNT(weekdays); i++) {
		if (!word_at(s, start, weekdays[i]) ||
		    (i == 0 && !future)) /* a week, mostly */
			continue;
		back = (t.weekday - (int)i + 7) % 7;
		*day_r = future ? today + (7 - back) % 7 : today - back;
		return true;
	}
	return false;
}

bool
command_day(const char *s, int64_t day, int offset, bool future, int64_t *day_r)
{
	int64_t today = tod_day(day, offset);
	const char *p;
	struct date d;

	for (p = s; *p != '\0'; p++)
		if ((p == s || !isalnum((unsigned char)p[-1])) &&
		    (p == s || strchr("/-.:", p[-1]) == NULL) &&
		    date_at(p, &d) && settle(&d, today, future, day_r))
			return true;
	for (p = s; *p != '\0'; p++)
		if (named_day(p, s, today, future, day_r))
			return true;
	return false;
}

/* "0812-0000-7781 14.50": behind the number stands when. */
static bool
is_time_behind(const char *s)
{
	return s[0] == ' ' && isdigit((unsigned char)s[1]) &&
	       isdigit((unsigned char)s[2]) && strchr(".:/", s[3]) != NULL &&
	       isdigit((unsigned char)s[4]);
}

/* A bracket that has only one side is no part of it. */
static const char *
whole_phone(struct arena *a, const char *p, const char *e)
{
	const char *open = memchr(p, '(', (size_t)(e - p));

	if (open != NULL && memchr(open, ')', (size_t)(e - open)) == NULL) {
		if (open == p)
			p++;
		else
			e = open;
	}
	while (e > p && !isdigit((unsigned char)e[-1]))
		e--;
	return arena_strn(a, p, (size_t)(e - p));
}

const char *
command_phone(struct arena *a, const char *s)
{
	const char *p, *e;
	size_t count;

	for (p = s; *p != '\0'; p++) {
		bool plus = *p == '+';

		if ((p > s && (isalnum((unsigned char)p[-1]) || p[-1] == '-' ||
				  p[-1] == '.')) ||
		    (!plus && *p != '0' && strncmp(p, "62", 2) != 0 &&
			strncmp(p, "(0", 2) != 0))
			continue;
		for (e = p, count = 0;
		     *e != '\0' && strchr("+-. ()0123456789", *e) != NULL &&
		     !(count >= 10 && is_time_behind(e));
		     e++)
			count += isdigit((unsigned char)*e) != 0;
		if (count >= 8 && count <= 15)
			return whole_phone(a, p, e);
	}
	return "";
}

static bool
in_address(char c)
{
	return isalnum((unsigned char)c) || (c != '\0' && strchr("._%+-", c));
}

const char *
command_address(struct arena *a, const char *s)
{
	const char *at, *from, *to;

	for (at = strchr(s, '@'); at != NULL; at = strchr(at + 1, '@')) {
		for (from = at; from > s && in_address(from[-1]); from--)
			;
		for (to = at + 1; in_address(*to) && *to != '+'; to++)
			;
		while (to > at && strchr(".-_%", to[-1]) != NULL)
			to--;
		if (from < at && to > at + 3 &&
		    memchr(at, '.', (size_t)(to - at)) != NULL)
			return arena_strn(a, from, (size_t)(to - from));
	}
	return "";
}

/* "+0700", or a name that date_read() knows. */
static bool
names_zone(const char *s)
{
	static const char *const names[] = { "GMT", "UTC", "WIB", "WITA" };
	const char *p;
	size_t i;

	for (p = s; *p != '\0'; p++)
		if ((*p == '+' || *p == '-') && text_digits(p + 1, 5) == 4)
			return true;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if ((p = strstr(s, names[i])) != NULL &&
		    p[strlen(names[i])] != '+' && p[strlen(names[i])] != '-')
			return true;
	return false;
}

int64_t
command_moment(const char *s, int64_t day, int offset)
{
	int64_t at = date_read(s), date;
	int minutes = command_clock(s, NULL);

	if (at != TOD_NONE && names_zone(s) && at % DAY != 0)
		return at;
	if (at == TOD_NONE) {
		if (!command_day(s, day, offset, false, &date))
			return TOD_NONE;
		at = date * DAY;
	}
	/* with a dot the time is no time of RFC 5322 */
	if (at % DAY == 0 && minutes > 0)
		at += (int64_t)minutes * 60;
	return at - offset;
}
