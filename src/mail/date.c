/*
 * Dates as mail carries them: words are taken one by one and each says what
 * it is, so their order hardly matters. It knows no clock.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/tod.h"
#include "mail/date.h"

struct found {
	struct tod t;
	int offset;
	bool day, month, year, time, zone, pm, am;
};

static const struct {
	const char *name;
	int month;
} months[] = { { "jan", 1 }, { "feb", 2 }, { "mar", 3 }, { "apr", 4 },
	{ "may", 5 }, { "mei", 5 }, { "jun", 6 }, { "jul", 7 }, { "aug", 8 },
	{ "agu", 8 }, { "ags", 8 }, { "agt", 8 }, { "sep", 9 }, { "oct", 10 },
	{ "okt", 10 }, { "nov", 11 }, { "nop", 11 }, { "dec", 12 },
	{ "des", 12 } };

static const struct {
	const char *name;
	int minutes;
} zones[] = { { "UT", 0 }, { "UTC", 0 }, { "GMT", 0 }, { "Z", 0 },
	{ "WIB", 420 }, { "WITA", 480 }, { "WIT", 540 }, { "MYT", 480 },
	{ "SGT", 480 }, { "ICT", 420 }, { "EST", -300 }, { "EDT", -240 },
	{ "CST", -360 }, { "CDT", -300 }, { "MST", -420 }, { "MDT", -360 },
	{ "PST", -480 }, { "PDT", -420 }, { "BST", 60 }, { "WET", 0 },
	{ "CET", 60 }, { "CEST", 120 }, { "MET", 60 }, { "MEST", 120 },
	{ "EET", 120 }, { "EEST", 180 }, { "MSK", 180 }, { "JST", 540 },
	{ "KST", 540 }, { "HKT", 480 }, { "AEST", 600 }, { "AEDT", 660 } };

/* At most max digits as a number; how many there are, in *n_r. */
static int
digits(const char *p, int max, int *n_r)
{
	int v = 0, n = 0;

	while (n < max && isdigit((unsigned char)p[n]))
		v = v * 10 + p[n++] - '0';
	*n_r = n;
	return v;
}

/* "+0700", "+07:00", "+7", "-0330" at p. */
static bool
read_offset(const char *p, struct found *f)
{
	int n, m, v = digits(p + 1, 4, &n), sign = *p == '-' ? -1 : 1;

	if (n == 0)
		return false;
	if (n <= 2) {
		v *= 100;
		if (p[1 + n] == ':')
			v += digits(p + 2 + n, 2, &m);
	}
	if (v / 100 > 23 || v % 100 > 59)
		return false;
	f->offset = sign * (v / 100 * 3600 + v % 100 * 60);
	f->zone = true;
	return true;
}

static void
read_word(const char *p, size_t n, struct found *f)
{
	size_t i;

	if (!f->month && n >= 3)
		for (i = 0; i < sizeof(months) / sizeof(*months); i++)
			if (strncasecmp(p, months[i].name, 3) == 0) {
				/* "Mar" is also "Martes", not a weekday here */
				f->t.month = months[i].month;
				f->month = true;
				return;
			}
	if (n == 2 && strncasecmp(p, "pm", 2) == 0)
		f->pm = true;
	if (n == 2 && strncasecmp(p, "am", 2) == 0)
		f->am = true;
	if (!f->time || f->zone)
		return;
	for (i = 0; i < sizeof(zones) / sizeof(*zones); i++)
		if (strlen(zones[i].name) == n &&
		    strncasecmp(p, zones[i].name, n) == 0) {
			f->offset = zones[i].minutes * 60;
			/* "GMT+0700": what follows says it better */
			f->zone = p[n] != '+' && p[n] != '-';
			return;
		}
}

/* "09:12:00", "9:12", "09.12.00"; how many bytes it takes, 0 if it is none. */
static int
read_time(const char *p, struct found *f)
{
	int n, m, k = 0, h = digits(p, 2, &n), min, s = 0;
	char mark = p[n];

	if (n == 0 || (mark != ':' && mark != '.'))
		return 0;
	min = digits(p + n + 1, 2, &m);
	if (m == 0 || (mark == '.' && m != 2))
		return 0;
	n += 1 + m;
	if (p[n] == mark && isdigit((unsigned char)p[n + 1])) {
		s = digits(p + n + 1, 2, &k);
		n += 1 + k;
	}
	if (mark == '.' && k == 0)
		return 0;
	while (k > 0 && (p[n] == '.' || isdigit((unsigned char)p[n])))
		n++; /* parts of a second */
	f->t.hour = h;
	f->t.minute = min;
	f->t.second = s;
	f->time = true;
	return n;
}

/* "2026-11-20" */
static int
read_iso(const char *p, struct found *f)
{
	int n, y = digits(p, 4, &n), m, d, k;

	if (n != 4 || (p[4] != '-' && p[4] != '/'))
		return 0;
	m = digits(p + 5, 2, &n);
	if (n == 0 || p[5 + n] != p[4])
		return 0;
	d = digits(p + 6 + n, 2, &k);
	if (k == 0)
		return 0;
	f->t.year = y;
	f->t.month = m;
	f->t.day = d;
	f->year = f->month = f->day = true;
	return 6 + n + k;
}

static int
read_number(const char *p, struct found *f)
{
	int n, v;

	if (!f->time && (n = read_time(p, f)) > 0)
		return n;
	if (!f->day && (n = read_iso(p, f)) > 0)
		return n;
	v = digits(p, 8, &n);
	if (!f->day && (n <= 2 || (n == 3 && *p == '0'))) {
		f->t.day = v;
		f->day = true;
	} else if (!f->year && n >= 2 && n <= 4) {
		/* RFC 5322 section 4.3 */
		f->t.year = n == 4              ? v
			    : n == 3 || v >= 50 ? v + 1900
						: v + 2000;
		f->year = true;
	}
	return n;
}

static const char *
skip_comment(const char *p)
{
	size_t depth = 0;

	for (; *p != '\0'; p++) {
		if (*p == '(')
			depth++;
		else if (*p == ')' && --depth == 0)
			return p + 1;
	}
	return p;
}

int64_t
date_read(const char *value)
{
	struct found f = { 0 };
	const char *p = value;
	size_t n;

	while (*p != '\0') {
		if (*p == '(') {
			p = skip_comment(p);
		} else if (isalpha((unsigned char)*p)) {
			for (n = 0; isalpha((unsigned char)p[n]);)
				n++;
			read_word(p, n, &f);
			p += n;
		} else if ((*p == '+' || *p == '-') && f.time && !f.zone &&
			   read_offset(p, &f)) {
			p += 1 + strspn(p + 1, "0123456789:");
		} else if (isdigit((unsigned char)*p)) {
			p += read_number(p, &f);
		} else {
			p++;
		}
	}
	if (f.pm && f.t.hour < 12)
		f.t.hour += 12;
	if (f.am && f.t.hour == 12)
		f.t.hour = 0;
	if (!f.day || !f.month || !f.year || f.t.year < 1900 ||
	    !tod_valid_day(f.t.year, f.t.month, f.t.day) || f.t.hour > 23 ||
	    f.t.minute > 59 || f.t.second > 60)
		return TOD_NONE;
	return tod_join(&f.t, f.offset);
}

int64_t
date_received(const char *value)
{
	const char *semicolon = strrchr(value, ';');

	return semicolon ? date_read(semicolon + 1) : TOD_NONE;
}
