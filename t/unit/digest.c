/* objects: desk/digest desk/digest_due desk/digest_cases desk/digest_bars
 * desk/digest_trouble desk/number desk/assign desk/office desk/kind desk/ticket
 * desk/notice desk/notice_words desk/shown desk/template desk/calendar
 * desk/calendar_say desk/calendar_list base/mustache base/mustache_render
 * base/wrap base/buf base/mem base/err base/text base/file base/tod base/arena
 */
/*
 * The managers' digest of a quiet day, of a bad one, of a Monday and of the
 * first of a month: compared with t/golden/petugas, and with what each reader
 * may know; and when which digest goes.
 */
#include "golden.h"

#include "base/tod.h"
#include "desk/digest.h"
#include "desk/notice.h"

#define WIB (7 * 3600)
#define HOUR 3600
#define DAY (24 * HOUR)

static const struct officer officers[] = {
	{ "rina", "Rina Kartika", "rina@office.example", ROLE_PETUGAS },
	{ "dewi", "Dewi Lestari", "dewi@office.example", ROLE_PENGADUAN },
	{ "hasan", "Hasan", "hasan@office.example", ROLE_KOORDINATOR },
	{ "ratna", "Ratna", "ratna@office.example", ROLE_KEPALA },
};
#define KOORDINATOR (&officers[2])
#define KEPALA (&officers[3])

static const struct office office = { .name = "BPS Kabupaten Contoh",
	.unit = "Pelayanan Statistik Terpadu",
	.address = "pst@contoh.example",
	.offset = WIB,
	.zone_name = "WIB",
	.officers = officers,
	.nofficers = 4,
	.digest_at = -1,
	.digest_week = 1,
	.digest_month = true };

static int64_t
at(const char *s)
{
	int64_t t = 0;

	if (!tod_parse(s, WIB, &t))
		ok(false, "bad time %s", s);
	return t;
}

static struct calendar *
calendar(bool listed)
{
	static const char days[] = "2026-01-01\tTahun Baru\tlibur\n"
				   "2026-11-16\tPenutupan\tlokal\n",
			  next[] = "2027-01-01\tTahun Baru\tlibur\n";
	struct calendar *c = calendar_new(WIB);
	struct why w;
	int i;

	for (i = 1; i <= 5; i++)
		calendar_hours(c, i, 450, i == 5 ? 990 : 960);
	ok(calendar_add_days(c, "days", days, sizeof(days) - 1, &w) == OK,
	    "days");
	if (listed)
		ok(calendar_add_days(c, "next", next, sizeof(next) - 1, &w) ==
			OK,
		    "next year");
	return c;
}

/* Names of those who may not be told are in no digest. */
static const struct digest_case cases[] = {
	{ "PST-2611-0040", KIND_KONSULTASI, TOPIC_DATA, STATE_DIPROSES, false,
	    false, "rina", 0, TOD_NONE, true, false },
	{ "PST-2611-0041", KIND_PENGADUAN, TOPIC_NONE, STATE_DIPROSES, false,
	    false, "dewi", 0, 0, true, false },
	{ "PST-2611-0042", KIND_PENGADUAN, TOPIC_NONE, STATE_DIPROSES, true,
	    true, "dewi", 0, TOD_NONE, true, false },
	{ "PST-2611-0043", KIND_KONSULTASI, TOPIC_METADATA, STATE_DIPROSES,
	    false, false, "", 0, TOD_NONE, true, false },
	{ "PST-2611-0044", KIND_KONSULTASI, TOPIC_DATA, STATE_MENUNGGU, false,
	    false, "rina", TOD_NONE, TOD_NONE, false, false },
	{ "PST-2611-0045", KIND_KONSULTASI, TOPIC_DATA, STATE_DIPROSES, false,
	    false, "budi", 0, TOD_NONE, true, true },
};
#define CASES (sizeof(cases) / sizeof(cases[0]))

static void
bad_cases(struct digest_case v[CASES])
{
	static const char *const due[CASES][2] = {
		{ "2026-11-23T16:00", NULL },
		{ "2026-12-09T16:00", "2026-11-19T16:00" },
		{ "2026-11-20T16:30", NULL },
		{ "2026-11-24T16:00", NULL },
		{ NULL, NULL },
		{ "2026-11-25T16:00", NULL },
	};
	size_t i;

	memcpy(v, cases, sizeof(cases));
	for (i = 0; i < CASES; i++) {
		if (due[i][0] != NULL)
			v[i].due_at = at(due[i][0]);
		if (due[i][1] != NULL)
			v[i].first_due_at = at(due[i][1]);
	}
}

static void
trends(struct digest_trend *v, bool month)
{
	static const int64_t n[] = { 18, 12, 25, 7, 0 };
	static const int permille[] = { 944, 1000, 880, 857, -1 };
	struct tod t = { .year = 2026, .month = 11, .day = 1 };
	size_t i;

	for (i = 0; i < DIGEST_TRENDS; i++) {
		v[i] = (struct digest_trend){ .cases = n[i],
			.permille = permille[i],
			.n = n[i],
			.median = (int64_t)(23400 - 3600 * (int64_t)i) };
		v[i].to = at("2026-11-23T00:00") - (int64_t)i * 7 * DAY;
		v[i].from = v[i].to - 7 * DAY;
		if (month) {
			v[i].to = tod_join(&t, WIB);
			t.month--;
			v[i].from = tod_join(&t, WIB);
		}
	}
}

static struct digest_facts
quiet(const struct calendar *c)
{
	return (struct digest_facts){ .office = &office,
		.calendar = c,
		.reader = KEPALA,
		.now = at("2026-11-24T07:30"),
		.since = at("2026-11-23T07:30"),
		.read_at = at("2026-11-24T07:29"),
		.down_since = TOD_NONE,
		.stuck_since = TOD_NONE,
		.received = 12,
		.accounted = 12,
		.all_received = 1204,
		.all_accounted = 1204,
		.opened = 5,
		.answered = 6,
		.open = cases + 4,
		.nopen = 1 };
}

static struct digest_facts
bad(const struct calendar *c, struct digest_case v[CASES])
{
	struct digest_facts f = quiet(c);

	bad_cases(v);
	f.now = at("2026-11-24T07:31");
	f.down_since = at("2026-11-24T05:10");
	f.read_at = at("2026-11-24T05:09");
	f.accounted = 11;
	f.all_accounted = 1203;
	f.open = v;
	f.nopen = CASES;
	f.held = 1;
	f.lapsed = 2;
	f.quarantined = 2;
	f.uncertain = 1;
	f.bounced = 1;
	f.failed = 1;
	f.throttled = 3;
	f.stuck_since = at("2026-11-24T05:12");
	return f;
}

static void
check(struct arena *a, const struct templates *t, const char *name,
    const struct digest_facts *f, struct draft *d)
{
	struct value root = digest_values(a, f);
	struct why w = { "" };

	if (!ok(notice_draft(a, t, "ringkasan", &root, d, &w) == OK,
		"%s: made %s", name, w.s))
		exit(1);
	show(a, name, "id", d);
	golden(a, arena_printf(a, "t/golden/petugas/%s.txt", name),
	    arena_printf(a, "Subject: %s\n\n%s", d->subject, d->text));
	golden(a, arena_printf(a, "t/golden/petugas/%s.html", name), d->html);
	check_style(name, d, a);
}

static void
test_mails(struct arena *a, const struct templates *t)
{
	struct calendar *listed = calendar(true), *bare = calendar(false);
	struct digest_case v[CASES];
	struct digest_facts f = quiet(listed);
	struct draft d;

	check(a, t, "ringkasan-tenang", &f, &d);
	is_str(d.subject, "Ringkasan 24 Nov: semua tepat waktu",
	    "a quiet day says so in its subject");
	ok(strstr(d.text, "12 surat masuk = 12 tercatat") != NULL,
	    "quiet: the mails are accounted for");
	f.reader = KOORDINATOR;
	trends(f.weeks, false);
	f.nweeks = DIGEST_TRENDS;
	trends(f.months, true);
	f.nmonths = DIGEST_TRENDS;
	check(a, t, "ringkasan-tren", &f, &d);

	f = bad(bare, v);
	check(a, t, "ringkasan-buruk", &f, &d);
	is_str(d.subject,
	    "Ringkasan 24 Nov: 3 terlambat, 1 jatuh tempo hari ini, 12 "
	    "gangguan",
	    "a bad day says so in its subject");
	ok(strstr(d.text, "PST-2611-0042") != NULL,
	    "the head sees the code of a supervisory case");
	f.reader = KOORDINATOR;
	check(a, t, "ringkasan-buruk-koordinator", &f, &d);
	ok(strstr(d.text, "PST-2611-0042") == NULL &&
		strstr(d.html, "PST-2611-0042") == NULL,
	    "the coordinator does not");
	ok(text_istr(d.text, "pengawasan: 1 terlambat") != NULL,
	    "but learns that there is one late");
	ok(strstr(d.text, "PST-2611-0041") != NULL,
	    "an ordinary complaint is shown by its code");
	calendar_free(&listed);
	calendar_free(&bare);
}

static const struct {
	const char *now, *last, *next; /* NULL: none */
	bool goes, week, month;
	const char *what;
} dues[] = {
	{ "2026-11-24T07:29", "2026-11-23T07:30", "2026-11-24T07:30", false,
	    false, false, "not before the office opens" },
	{ "2026-11-24T07:30", "2026-11-23T07:30", "2026-11-25T07:30", true,
	    false, false, "when it opens" },
	{ "2026-11-24T07:31", "2026-11-24T07:30", "2026-11-25T07:30", false,
	    false, false, "once a day" },
	{ "2026-11-24T15:59", "2026-11-23T07:30", "2026-11-25T07:30", true,
	    false, false, "later that day too" },
	{ "2026-11-24T16:01", "2026-11-23T07:30", "2026-11-25T07:30", false,
	    false, false, "not after hours" },
	{ "2026-11-22T09:00", "2026-11-20T07:30", "2026-11-23T07:30", false,
	    false, false, "not on a Sunday" },
	{ "2026-11-23T07:30", "2026-11-20T07:30", "2026-11-24T07:30", true,
	    true, false, "on Monday with the week" },
	{ "2026-11-17T07:30", "2026-11-13T07:30", "2026-11-18T07:30", true,
	    true, false, "on Tuesday when Monday was closed" },
	{ "2026-11-18T07:30", "2026-11-17T07:30", "2026-11-19T07:30", true,
	    false, false, "and then no more" },
	{ "2026-12-01T07:30", "2026-11-30T07:30", "2026-12-02T07:30", true,
	    false, true, "on the first of a month with the month" },
	{ "2026-11-02T07:30", "2026-10-30T07:30", "2026-11-03T07:30", true,
	    true, true, "on its first working day" },
	{ "2026-11-24T07:30", NULL, "2026-11-25T07:30", true, false, false,
	    "the very first one" },
	/* the clock was set back: not again */
	{ "2026-11-24T07:30", "2026-11-26T07:30", "2026-11-25T07:30", false,
	    false, false, "not again when the clock is set back" },
	/* it was once a year ahead */
	{ "2026-11-24T07:30", "2027-11-26T07:30", "2026-11-25T07:30", true,
	    false, true, "but not silent for so long" },
};

static void
test_due(void)
{
	struct calendar *c = calendar(true);
	struct digest_ask q = { .office = &office, .calendar = c };
	struct digest_due d;
	size_t i;

	for (i = 0; i < sizeof(dues) / sizeof(dues[0]); i++) {
		q.now = at(dues[i].now);
		q.last = dues[i].last ? at(dues[i].last) : TOD_NONE;
		digest_due(&q, &d);
		is_int(d.now, dues[i].goes, dues[i].what);
		is_int(d.week, dues[i].week, "  week");
		is_int(d.month, dues[i].month, "  month");
		is_int(d.next, at(dues[i].next), "  next");
	}
	calendar_free(&c);
}

int
main(void)
{
	struct arena *a = arena_new();
	struct templates *t = NULL;
	struct why w = { "" };

	if (!ok(templates_load("templates", &t, &w) == OK, "templates %s", w.s))
		return done_testing();
	test_mails(a, t);
	test_due();
	templates_free(&t);
	arena_free(&a);
	return done_testing();
}
