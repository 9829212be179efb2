/* objects: base/arena base/buf base/err base/mem base/text base/tod
 * desk/calendar desk/calendar_list desk/calendar_say */
#include "tap.h"

#include <stdlib.h>

#include "desk/calendar.h"

#define WIB (7 * 3600)
#define DAYS 1095 /* 2025, 2026, 2027 */

/*
 * The oracle shares nothing with the calendar: it reads the lists by its own
 * hand, knows weekdays by Zeller's congruence, and finds a deadline by its
 * place in one list of all working days of the three years.
 */
struct oracle_day {
	int y, m, d, weekday; /* Sunday 0 */
	bool closed, ramadan;
};

static struct oracle_day days[DAYS];
static int working[DAYS], nworking;

static int
zeller(int y, int m, int d)
{
	int h;

	if (m < 3) {
		m += 12;
		y--;
	}
	h = (d + 13 * (m + 1) / 5 + y + y / 4 - y / 100 + y / 400) % 7;
	return (h + 6) % 7; /* Zeller's 0 is Saturday */
}

static int
place(int y, int m, int d)
{
	int i;

	for (i = 0; i < DAYS; i++)
		if (days[i].y == y && days[i].m == m && days[i].d == d)
			return i;
	return -1;
}

static void
oracle_days(void)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 }; /* no leap year among the three */
	int y, m, d, i = 0;

	for (y = 2025; y <= 2027; y++)
		for (m = 1; m <= 12; m++)
			for (d = 1; d <= length[m - 1]; d++)
				days[i++] = (struct oracle_day){ y, m, d,
					zeller(y, m, d), false, false };
	for (i = 0; i < DAYS; i++)
		days[i].closed = days[i].weekday == 0 || days[i].weekday == 6;
}

static void
oracle_lists(void)
{
	char line[400], path[80];
	int y, m, d, y2, m2, d2, i, k;
	FILE *f;

	for (y = 2025; y <= 2027; y++) {
		snprintf(
		    path, sizeof(path), "conf/holidays/holidays-%d.txt", y);
		f = fopen(path, "r");
		while (f != NULL && fgets(line, sizeof(line), f) != NULL)
			if (sscanf(line, "%d-%d-%d\t", &k, &m, &d) == 3)
				days[place(k, m, d)].closed = true;
		if (f != NULL)
			fclose(f);
	}
	f = fopen("conf/holidays/ramadan.txt", "r");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (sscanf(line, "%d-%d-%d\t%d-%d-%d", &y, &m, &d, &y2, &m2,
			&d2) == 6)
			for (i = place(y, m, d); i <= place(y2, m2, d2); i++)
				days[i].ramadan = true;
	if (f != NULL)
		fclose(f);
	for (i = 0; i < DAYS; i++)
		if (!days[i].closed)
			working[nworking++] = i;
}

static int
open_minute(int i)
{
	return days[i].ramadan ? 480 : 450;
}

static int
close_minute(int i)
{
	if (days[i].ramadan)
		return days[i].weekday == 5 ? 930 : 900;
	return days[i].weekday == 5 ? 990 : 960;
}

/* "2027-03-23 16:00" or "" beyond the lists. */
static void
oracle_due(int i, int minute, int n, char out[32])
{
	int k = 0;

	while (k < nworking && working[k] < i)
		k++;
	if (k < nworking && working[k] == i &&
	    (minute < open_minute(i) || minute > close_minute(i)))
		k++;
	*out = '\0';
	if (k + n >= nworking)
		return;
	i = working[k + n];
	snprintf(out, 32, "%04d-%02d-%02d %02d:%02d", days[i].y, days[i].m,
	    days[i].d, close_minute(i) / 60, close_minute(i) % 60);
}

static char *
slurp(const char *path, size_t *n_r)
{
	FILE *f = fopen(path, "r");
	char *s = calloc(1, 65536);

	*n_r = f != NULL ? fread(s, 1, 65535, f) : 0;
	if (f != NULL)
		fclose(f);
	return s;
}

static struct calendar *
office_calendar(void)
{
	struct calendar *c = calendar_new(WIB);
	struct why w;
	char path[80];
	size_t n;
	char *s;
	int i;

	for (i = 1; i <= 5; i++) {
		calendar_hours(c, i, 450, i == 5 ? 990 : 960);
		calendar_ramadan_hours(c, i, 480, i == 5 ? 930 : 900);
	}
	for (i = 2025; i <= 2027; i++) {
		snprintf(
		    path, sizeof(path), "conf/holidays/holidays-%d.txt", i);
		s = slurp(path, &n);
		ok(n > 0 && calendar_add_days(c, path, s, n, &w) == OK,
		    "%s is read", path);
		free(s);
	}
	s = slurp("conf/holidays/ramadan.txt", &n);
	ok(n > 0 && calendar_add_ramadan(c, "ramadan.txt", s, n, &w) == OK,
	    "the Ramadan periods are read");
	free(s);
	return c;
}

static int64_t
moment(int i, int minute)
{
	struct tod t = { .year = days[i].y,
		.month = days[i].m,
		.day = days[i].d,
		.hour = minute / 60,
		.minute = minute % 60 };

	return tod_join(&t, WIB);
}

static const char *
plain(int64_t at, char out[32])
{
	struct tod t;

	tod_split(at, WIB, &t);
	snprintf(out, 32, "%04d-%02d-%02d %02d:%02d", t.year, t.month, t.day,
	    t.hour, t.minute);
	return out;
}

/* Every day of three years, at the edges of every kind of office day. */
static void
test_oracle(const struct calendar *c)
{
	static const int minutes[] = { 0, 449, 450, 479, 480, 700, 900, 901,
		930, 931, 960, 961, 990, 991, 1439 };
	static const int spans[] = { 0, 1, 3, 5, 14, 60 };
	int wrong = 0, checked = 0;
	char want[32], got[32];
	struct due d;
	size_t k, j;
	int i;

	for (i = 0; i < DAYS; i++)
		for (k = 0; k < sizeof(minutes) / sizeof(*minutes); k++)
			for (j = 0; j < sizeof(spans) / sizeof(*spans); j++) {
				oracle_due(i, minutes[k], spans[j], want);
				if (*want == '\0')
					continue;
				calendar_due(c, NULL, moment(i, minutes[k]),
				    spans[j], &d);
				checked++;
				if (strcmp(plain(d.at, got), want) == 0)
					continue;
				if (wrong++ < 5)
					printf("# %d-%d-%d %d + %d: %s, "
					       "want %s\n",
					    days[i].y, days[i].m, days[i].d,
					    minutes[k], spans[j], got, want);
			}
	ok(checked > 90000 && wrong == 0, "%d deadlines equal the oracle's",
	    checked);
}

static void
test_by_hand(const struct calendar *c)
{
	static const struct {
		const char *from;
		int days;
		const char *due, *what;
	} rows[] = {
		{ "2026-11-20T09:12:00+07:00", 3, "2026-11-25T16:00:00+07:00",
		    "over a weekend" },
		{ "2027-03-05T15:31:00+07:00", 5, "2027-03-23T16:00:00+07:00",
		    "a minute after closing before Lebaran" },
		{ "2027-03-05T15:30:00+07:00", 5, "2027-03-22T16:00:00+07:00",
		    "at the stroke of closing" },
		{ "2027-03-05T15:30:01+07:00", 5, "2027-03-23T16:00:00+07:00",
		    "a second later" },
		{ "2026-11-23T06:00:00+07:00", 1, "2026-11-25T16:00:00+07:00",
		    "before opening: the next working day is day 0" },
		{ "2026-11-23T00:30:00Z", 1, "2026-11-24T16:00:00+07:00",
		    "at the stroke of opening, written in UTC" },
		{ "2026-02-18T16:00:00+07:00", 1, "2026-02-19T15:00:00+07:00",
		    "into Ramadan" },
		{ "2026-02-25T15:00:00+07:00", 2, "2026-02-27T15:30:00+07:00",
		    "a Friday in Ramadan" },
		{ "2026-12-23T10:00:00+07:00", 3, "2026-12-30T16:00:00+07:00",
		    "over cuti bersama and Christmas" },
		{ "2025-08-15T10:00:00+07:00", 1, "2025-08-19T16:00:00+07:00",
		    "over a cuti bersama that was added late" },
	};
	char text[TOD_TEXT];
	struct due d;
	int64_t from;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		tod_parse(rows[i].from, WIB, &from);
		calendar_due(c, NULL, from, rows[i].days, &d);
		is_str(tod_text(d.at, WIB, text), rows[i].due, rows[i].what);
	}
}

static int64_t
at(const char *s)
{
	int64_t t = 0;

	ok(tod_parse(s, WIB, &t), "a moment: %s", s);
	return t;
}

static void
test_years(const struct calendar *c)
{
	struct due d;

	ok(calendar_has_year(c, 2027) && !calendar_has_year(c, 2028),
	    "2027 is listed, 2028 is not");
	calendar_due(c, NULL, at("2027-12-23T10:00"), 3, &d);
	ok(!d.unlisted_year, "within the list");
	calendar_due(c, NULL, at("2027-12-27T10:00"), 5, &d);
	ok(d.unlisted_year && d.year == 2028,
	    "a deadline in a year without a list is flagged");
}

static void
test_steps(const struct calendar *c, struct arena *a)
{
	struct due d;

	calendar_due(c, a, at("2026-12-23T16:30"), 1, &d);
	is_int((long long)d.steps.n, 7, "a line for each day");
	is_str(d.steps.v[0],
	    "2026-12-23 Wed  received 16.30, after closing at 16.00",
	    "the receipt");
	is_str(d.steps.v[1],
	    "2026-12-24 Thu  closed: Cuti Bersama Kelahiran Yesus Kristus "
	    "(Natal)",
	    "a closed day by name");
	is_str(d.steps.v[3], "2026-12-26 Sat  closed: Sabtu", "a Saturday");
	is_str(d.steps.v[5], "2026-12-28 Mon  day 0", "day 0");
	is_str(d.steps.v[6], "2026-12-29 Tue  day 1, due at closing 16.00",
	    "the deadline");
	calendar_due(c, a, at("2026-11-23T06:00"), 1, &d);
	is_str(d.steps.v[0],
	    "2026-11-23 Mon  received 06.00, before opening at 07.30",
	    "too early");
	calendar_due(c, a, at("2026-11-23T09:00"), 1, &d);
	is_str(d.steps.v[0],
	    "2026-11-23 Mon  received 09.00, in office hours: day 0",
	    "in hours");
}

/* Counted second by second over three weeks with a holiday and Ramadan. */
static void
test_work(const struct calendar *c)
{
	int64_t from = at("2026-02-12T00:00"), to = at("2026-03-05T00:00");
	int64_t sum = 0, half = 0, t, mid = at("2026-02-19T11:22");
	struct tod s;

	for (t = from; t < to; t++) {
		int i, sec;

		tod_split(t, WIB, &s);
		i = place(s.year, s.month, s.day);
		sec = s.hour * 3600 + s.minute * 60 + s.second;
		if (!days[i].closed && sec >= open_minute(i) * 60 &&
		    sec < close_minute(i) * 60) {
			sum++;
			half += t < mid;
		}
		if (s.hour >= 20) /* nothing opens at night */
			t += 3000;
	}
	is_int(calendar_work_between(c, from, to), sum, "working seconds");
	is_int(calendar_work_between(c, from, mid), half, "up to a moment");
	is_int(calendar_work_add(c, from, half), mid, "and back to it");
	is_int(calendar_work_between(c, to, from), 0, "never backwards");
	is_int(calendar_work_add(c, from, 0), from, "no time passes");
	is_int(calendar_work_add(c, at("2026-11-20T16:29:59"), 2),
	    at("2026-11-23T07:30:01"), "over a weekend to the second");
	is_int(calendar_work_add(c, at("2026-11-20T16:00"), 1800),
	    at("2026-11-20T16:30"), "up to closing stays that day");
	is_int(calendar_next_open(c, at("2026-11-20T16:31")),
	    at("2026-11-23T07:30"), "the next opening");
	is_int(calendar_next_open(c, at("2026-11-23T06:00")),
	    at("2026-11-23T07:30"), "the same morning");
	is_int(calendar_next_open(c, at("2026-11-23T09:00")),
	    at("2026-11-23T09:00"), "it is open");
}

static enum err
add(struct calendar *c, const char *text, struct why *w)
{
	return calendar_add_days(c, "x.txt", text, strlen(text), w);
}

static void
test_lists(void)
{
	static const struct {
		const char *text, *words;
	} bad[] = {
		{ "2026-02-30\tNo day\tlibur\n", "x.txt:1: \"2026-02-30\"" },
		{ "# ok\n\n2026-01-01 Baru libur\n", "x.txt:3:" },
		{ "2026-01-01\t\tlibur\n", "no name" },
		{ "2026-01-01\tBaru\tfeast\n", "\"feast\" is none of" },
		{ "2026-01-01\tBaru\n", "is none of" },
		{ "2026-01-01\t\xff\tlibur\n", "UTF-8" },
	};
	struct calendar *c = calendar_new(WIB);
	struct why w;
	struct due d;
	int64_t day;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ok(add(c, bad[i].text, &w) == ERR_ITEM &&
			strstr(w.s, bad[i].words) != NULL,
		    "refused: %s", w.s);
	ok(calendar_add_ramadan(c, "r", "2026-02-19\t2026-04-01", 21, &w) ==
		ERR_ITEM,
	    "refused: %s", w.s);
	calendar_due(c, NULL, at("2026-11-23T09:00"), 1, &d);
	ok(d.at == TOD_NONE, "without hours there is no deadline");
	ok(calendar_next_open(c, 0) == TOD_NONE &&
		calendar_work_add(c, 0, 1) == TOD_NONE,
	    "and no opening");

	calendar_hours(c, 1, 450, 960);
	calendar_hours(c, 2, 450, 900);
	ok(add(c,
	       "\xef\xbb\xbf"
	       "2026-11-23\tMati listrik\tlokal\r\n"
	       "2026-11-21\tPiket\tbuka\r\n2026-11-24\tLibur\tlibur\n"
	       "2026-11-24\tTetap buka\tbuka",
	       &w) == OK,
	    "local closures and exceptions, with CR and a BOM");
	tod_parse_day("2026-11-23", &day);
	is_str(calendar_closed_why(c, day), "Mati listrik", "closed here");
	ok(calendar_opening(c, day) == TOD_NONE, "and never opens");
	is_str(calendar_closed_why(c, day - 2), "", "a Saturday opened");
	is_int(calendar_closing(c, day - 2), at("2026-11-21T16:00"),
	    "with Monday's hours");
	ok(calendar_is_working_day(c, day + 1), "open beats closed");
	is_str(calendar_closed_why(c, day + 2), "Rabu", "no hours that day");
	ok(calendar_has_year(c, 2026) && !calendar_has_year(c, 2027),
	    "a year with holidays is listed");
	ok(add(c, "2027-06-01\tBanjir\tlokal\n", &w) == OK &&
		!calendar_has_year(c, 2027),
	    "a local closure is no holiday list");
	calendar_free(&c);
	ok(c == NULL, "freed");
	calendar_free(&c);
}

static void
test_say(struct arena *a)
{
	is_str(calendar_say(a, at("2026-11-26T16:00"), WIB, "WIB", "id"),
	    "Kamis, 26 November 2026 pukul 16.00 WIB", "Indonesian");
	is_str(calendar_say(a, at("2026-11-26T16:00"), WIB, "WIB", "en"),
	    "Thursday, 26 November 2026 at 16:00 WIB", "English");
	is_str(calendar_say(a, at("2027-08-01T07:05"), 8 * 3600, "", "id"),
	    "Minggu, 1 Agustus 2027 pukul 08.05", "another zone, unnamed");
	is_str(calendar_say(a, TOD_NONE, WIB, "WIB", "id"), "", "no moment");
}

int
main(void)
{
	struct arena *a = arena_new();
	struct calendar *c;

	oracle_days();
	oracle_lists();
	c = office_calendar();
	ok(nworking == 237 + 240 + 242, "working days of 2025 to 2027");
	test_oracle(c);
	test_by_hand(c);
	test_years(c);
	test_steps(c, a);
	test_work(c);
	test_lists();
	test_say(a);
	calendar_free(&c);
	arena_free(&a);
	return done_testing();
}
