/* objects: base/arena base/buf base/err base/mem base/text base/tod
 * desk/calendar desk/calendar_list desk/calendar_say desk/clock
 * desk/clock_say */
/*
 * Deadlines counted by hand on the shipped lists of holidays: Monday to
 * Thursday 07.30-16.00, Friday 07.30-16.30, Ramadan 08.00-15.00 and 15.30.
 */
#include "tap.h"

#include <stdlib.h>

#include "desk/clock.h"

#define WIB (7 * 3600)
#define RUNS 4

static const struct office office = { .offset = WIB,
	.consultation_days = 3,
	.complaint_first_days = 5,
	.complaint_days = 14,
	.complaint_calendar_days = 14,
	.supervisory_days = 60,
	.complaint_limit_days = 60,
	.task_days = 5,
	.personal_hours = 72 };

static void
read_list(struct calendar *c, const char *path, bool ramadan)
{
	FILE *f = fopen(path, "r");
	static char s[65536];
	size_t n = f != NULL ? fread(s, 1, sizeof(s), f) : 0;
	struct why w;

	ok(n > 0 && (ramadan ? calendar_add_ramadan(c, path, s, n, &w)
			     : calendar_add_days(c, path, s, n, &w)) == OK,
	    "%s is read", path);
	if (f != NULL)
		fclose(f);
}

static struct calendar *
office_calendar(void)
{
	struct calendar *c = calendar_new(WIB);
	int i;

	for (i = 1; i <= 5; i++) {
		calendar_hours(c, i, 450, i == 5 ? 990 : 960);
		calendar_ramadan_hours(c, i, 480, i == 5 ? 930 : 900);
	}
	read_list(c, "conf/holidays/holidays-2025.txt", false);
	read_list(c, "conf/holidays/holidays-2026.txt", false);
	read_list(c, "conf/holidays/holidays-2027.txt", false);
	read_list(c, "conf/holidays/ramadan.txt", true);
	return c;
}

static int64_t
moment(const char *s)
{
	int64_t at = TOD_NONE;

	if (*s != '\0' && !tod_parse(s, WIB, &at))
		ok(false, "%s is a moment", s);
	return at;
}

static void
is_moment(int64_t got, const char *want, const char *name, const char *what)
{
	char text[TOD_TEXT];
	bool same = got == moment(want);

	ok(same, "%s: %s", name, what);
	if (!same)
		printf("# got %s, want %s\n",
		    got == TOD_NONE ? "none" : tod_text(got, WIB, text),
		    *want ? want : "none");
}

/* From and to by turns; "+" before a start: the whole time anew. */
struct sum {
	const char *name;
	struct clock_case c;
	const char *at[2 * RUNS];
	const char *due, *first_due, *promised;
	long long left;
	bool unlisted;
};

#define ASKS \
	{ \
		KIND_KONSULTASI, false, "", "email", TOD_NONE \
	}
#define COMPLAINT \
	{ \
		KIND_PENGADUAN, false, "", "email", TOD_NONE \
	}
#define GRAVE \
	{ \
		KIND_PENGADUAN, true, "", "email", TOD_NONE \
	}
#define OWN_DATA \
	{ \
		KIND_LAYANAN_LAIN, false, "data-pribadi", "email", TOD_NONE \
	}
#define TASK(due) \
	{ \
		KIND_KONSULTASI, false, "", "pst", due \
	}
#define HOUR 3600

static const struct sum sums[] = {
	{ "in office hours", ASKS, { "2026-11-20T09:12" }, "2026-11-25T16:00",
	    "", "2026-11-25T16:00", 0, false },
	{ "at the second of closing", ASKS, { "2026-11-20T16:30" },
	    "2026-11-25T16:00", "", "2026-11-25T16:00", 0, false },
	{ "before opening", ASKS, { "2026-11-23T06:00" }, "2026-11-27T16:30",
	    "", "2026-11-27T16:30", 0, false },
	{ "after closing on a Friday", ASKS, { "2026-11-20T16:31" },
	    "2026-11-26T16:00", "", "2026-11-26T16:00", 0, false },
	{ "on shared leave", ASKS, { "2026-12-24T10:00" }, "2026-12-31T16:00",
	    "", "2026-12-31T16:00", 0, false },
	{ "in Ramadan", ASKS, { "2027-02-15T09:00" }, "2027-02-18T15:00", "",
	    "2027-02-18T15:00", 0, false },
	{ "to a Friday in Ramadan", ASKS, { "2027-02-16T09:00" },
	    "2027-02-19T15:30", "", "2027-02-19T15:30", 0, false },
	{ "over Idulfitri", ASKS, { "2027-03-05T15:30" }, "2027-03-18T16:00",
	    "", "2027-03-18T16:00", 0, false },
	{ "over Idulfitri, a minute late", ASKS, { "2027-03-05T15:31" },
	    "2027-03-19T16:30", "", "2027-03-19T16:30", 0, false },
	{ "into a year without a list", ASKS, { "2027-12-30T10:00" },
	    "2028-01-04T16:00", "", "2028-01-04T16:00", 0, true },

	{ "stopped", ASKS, { "2026-11-20T09:12", "2026-11-23T10:12" }, "", "",
	    "2026-11-25T16:00", 22 * HOUR + 48 * 60, false },
	{ "stopped and gone on", ASKS,
	    { "2026-11-20T09:12", "2026-11-23T10:12", "2026-11-30T09:00" },
	    "2026-12-02T14:48", "", "2026-12-02T14:48", 0, false },
	{ "stopped and gone on in the same second", ASKS,
	    { "2026-11-20T09:12", "2026-11-23T10:12", "2026-11-23T10:12" },
	    "2026-11-25T16:00", "", "2026-11-25T16:00", 0, false },
	{ "twice stopped", ASKS,
	    { "2026-11-20T09:12", "2026-11-23T10:12", "2026-11-30T09:00",
		"2026-12-01T07:30", "2026-12-04T16:00" },
	    "2026-12-08T14:18", "", "2026-12-08T14:18", 0, false },
	{ "answered on the last Friday before Idulfitri", ASKS,
	    { "2027-02-22T08:30", "2027-02-23T10:00", "2027-03-05T15:29" },
	    "2027-03-18T09:29", "", "2027-03-18T09:29", 0, false },
	{ "late when stopped", ASKS,
	    { "2026-11-20T09:12", "2026-11-26T08:00", "2026-11-30T09:00" },
	    "2026-11-25T16:00", "", "2026-11-25T16:00", 0, false },
	{ "anew", ASKS,
	    { "2026-11-20T09:12", "2026-11-23T10:12", "+2026-12-03T10:00" },
	    "2026-12-08T16:00", "", "2026-12-08T16:00", 0, false },

	{ "complaint", COMPLAINT, { "2026-11-20T09:12" }, "2026-12-10T16:00",
	    "2026-11-27T16:30", "2026-12-10T16:00", 0, false },
	{ "complaint over Idulfitri: 14 calendar days come first", COMPLAINT,
	    { "2027-03-05T15:31" }, "2027-04-07T16:00", "2027-03-19T16:30",
	    "2027-04-07T16:00", 0, false },
	{ "calendar days do not stop", COMPLAINT,
	    { "2027-03-05T15:31", "2027-03-16T07:30" }, "2027-05-04T16:00",
	    "2027-03-19T16:30", "2027-04-07T16:00",
	    9 * HOUR * 2 + 17 * HOUR / 2 * 13, false },
	{ "and end it however long it stood still", COMPLAINT,
	    { "2026-11-20T09:12", "2026-11-23T10:12", "2027-02-01T10:00" },
	    "2027-01-19T16:00", "2026-12-04T16:30", "2027-01-19T16:00", 0,
	    false },
	{ "a calendar limit on a closed day ends before it", GRAVE,
	    { "2026-09-30T11:40" }, "2026-11-27T16:30", "2026-10-07T16:00",
	    "2026-11-27T16:30", 0, false },
	{ "supervisory", GRAVE, { "2026-11-20T09:12" }, "2027-01-19T16:00",
	    "2026-11-27T16:30", "2027-01-19T16:00", 0, false },

	{ "portal's task without a deadline", TASK(TOD_NONE),
	    { "2026-11-20T09:12" }, "2026-11-27T16:30", "", "2026-11-27T16:30",
	    0, false },
	{ "portal's own deadline", TASK(1796057940), { "2026-11-20T09:12" },
	    "2026-11-30T23:59", "", "2026-11-30T23:59", 0, false },
	{ "does not stop", TASK(1796057940),
	    { "2026-11-20T09:12", "2026-11-23T10:12" }, "2026-11-30T23:59", "",
	    "2026-11-30T23:59", 0, false },
	{ "personal data: 72 hours of the clock", OWN_DATA,
	    { "2026-11-20T18:00" }, "2026-11-23T18:00", "", "2026-11-23T18:00",
	    0, false },
	{ "and no holiday list is needed", OWN_DATA, { "2027-12-31T18:00" },
	    "2028-01-03T18:00", "", "2028-01-03T18:00", 0, false },
	{ "a visitor's open question",
	    { KIND_KONSULTASI, false, "", "kunjungan", TOD_NONE },
	    { "2026-11-20T09:12" }, "2026-11-25T16:00", "", "2026-11-25T16:00",
	    0, false },
	{ "no service of ours", { KIND_LAYANAN_LAIN, false, "", "", TOD_NONE },
	    { "2026-11-20T09:12" }, "", "", "", 0, false },
	{ "not clear yet", ASKS, { NULL }, "", "", "", 0, false },
};

static size_t
runs_of(const struct sum *s, struct clock_run *run)
{
	size_t n;

	for (n = 0; n < RUNS && s->at[2 * n] != NULL; n++) {
		const char *from = s->at[2 * n], *to = s->at[2 * n + 1];

		run[n] = (struct clock_run){ moment(from + (*from == '+')),
			moment(to != NULL ? to : ""), n == 0 || *from == '+' };
	}
	return n;
}

/* Each run sets the deadline anew, but for a clock that had run out and one
 * that was not stopped for long. */
static int
round_of(const struct sum *s, size_t n)
{
	if (s->c.kind == KIND_LAYANAN_LAIN && *s->c.service == 0)
		return 0; /* no promise */
	return strcmp(s->name, "late when stopped") == 0 ||
		       strstr(s->name, "in the same second") != NULL
		   ? 1
		   : (int)n;
}

static void
counts(struct arena *a, const struct calendar *calendar)
{
	struct clock_run run[RUNS];
	struct clock c, again;
	struct strs steps;
	size_t i;

	for (i = 0; i < sizeof(sums) / sizeof(sums[0]); i++) {
		const struct sum *s = &sums[i];
		struct clock_ask q = { .office = &office,
			.calendar = calendar,
			.c = s->c,
			.runs = run,
			.n = runs_of(s, run) };

		clock_replay(NULL, &q, &c, NULL);
		is_moment(c.due, s->due, s->name, "due");
		is_moment(c.first_due, s->first_due, s->name, "first due");
		is_moment(c.promised, s->promised, s->name, "promised");
		is_int(c.left, s->left, "... what was left");
		ok(c.unlisted == s->unlisted, "... year without a list or not");
		is_int(c.round, round_of(s, q.n), "... the run that set it");
		clock_replay(a, &q, &again, &steps);
		ok(memcmp(&c, &again, sizeof(c)) == 0, "... told, the same");
	}
}

static void
told(struct arena *a, const struct calendar *calendar, size_t sum,
    const char *const *want, size_t n)
{
	struct clock_run run[RUNS];
	struct clock_ask q = { .office = &office,
		.calendar = calendar,
		.c = sums[sum].c,
		.runs = run,
		.n = runs_of(&sums[sum], run) };
	struct clock c;
	struct strs steps;
	size_t i;

	clock_replay(a, &q, &c, &steps);
	is_int((long long)steps.n, (long long)n, sums[sum].name);
	for (i = 0; i < steps.n; i++)
		is_str(steps.v[i], i < n ? want[i] : "", "a line of it");
}

static size_t
named(const char *name)
{
	size_t i = 0;

	while (strcmp(sums[i].name, name) != 0)
		i++;
	return i;
}

static void
tells(struct arena *a, const struct calendar *c)
{
	static const char *const stopped[] = {
		"Jumat 20 Nov 2026: diterima pukul 09.12 pada jam kerja, "
		"hari ke-0",
		"Sabtu 21 Nov 2026: tutup (Sabtu)",
		"Minggu 22 Nov 2026: tutup (Minggu)",
		"Senin 23 Nov 2026: hari ke-1",
		"Senin 23 Nov 2026 pukul 10.12: berhenti, "
		"sisa 2 hari kerja 5 jam 48 menit",
		"Senin 30 Nov 2026: jalan lagi pukul 09.00, "
		"sisa 22 jam 48 menit kerja",
		"Selasa 1 Des 2026: hari kerja",
		"Rabu 2 Des 2026: hari kerja, tenggat pukul 14.48",
	};
	static const char *const unlisted[] = {
		"Kamis 30 Des 2027: diterima pukul 10.00 pada jam kerja, "
		"hari ke-0",
		"Jumat 31 Des 2027: hari ke-1",
		"Sabtu 1 Jan 2028: tutup (Sabtu) "
		"(daftar hari libur belum ada)",
		"Minggu 2 Jan 2028: tutup (Minggu) "
		"(daftar hari libur belum ada)",
		"Senin 3 Jan 2028: hari ke-2 (daftar hari libur belum ada)",
		"Selasa 4 Jan 2028: hari ke-3, tenggat pukul 16.00 "
		"(daftar hari libur belum ada)",
	};
	static const char *const personal[] = {
		"Jumat 20 Nov 2026 pukul 18.00: diterima, "
		"hitungan jam berjalan",
		"Senin 23 Nov 2026 pukul 18.00: tenggat",
	};
	struct strs steps;
	struct clock clock;
	struct clock_run run = { moment("2027-03-05T15:31"), TOD_NONE, true };
	struct clock_ask q = { &office, c, COMPLAINT, &run, 1 };
	bool first = false, limit = false;
	size_t i;

	told(a, c, named("stopped and gone on"), stopped, 8);
	told(a, c, named("into a year without a list"), unlisted, 6);
	told(a, c, named("personal data: 72 hours of the clock"), personal, 2);
	clock_replay(a, &q, &clock, &steps);
	for (i = 0; i < steps.n; i++) {
		first |= strcmp(steps.v[i],
			     "Jumat 19 Mar 2027: hari ke-3, tenggat jawaban "
			     "pertama pukul 16.30") == 0;
		limit |= strcmp(steps.v[i],
			     "Batas hari kalender untuk jawaban pertama: "
			     "Jumat 19 Mar 2027 pukul 16.30; lebih dahulu, "
			     "jadi ini yang berlaku") == 0;
	}
	ok(first, "the first answer of a complaint is marked");
	ok(limit, "and why it is due so early");
}

static void
classes(void)
{
	static const struct {
		struct clock_case c;
		const char *word;
	} v[] = {
		{ ASKS, "consultation" },
		{ { KIND_RAGU, false, "", "email", TOD_NONE }, "consultation" },
		{ COMPLAINT, "complaint" },
		{ GRAVE, "supervisory" },
		{ { KIND_PENGADUAN, false, "", "lapor", TOD_NONE }, "task" },
		{ { KIND_PENGADUAN, true, "", "lapor", TOD_NONE },
		    "supervisory" },
		{ { KIND_PENGADUAN, true, "data-pribadi", "", TOD_NONE },
		    "supervisory" },
		{ TASK(1), "task" },
		{ { KIND_KONSULTASI, false, "", "formulir", TOD_NONE },
		    "consultation" },
		{ OWN_DATA, "personal" },
		{ { KIND_KONSULTASI, false, "", "kunjungan", TOD_NONE },
		    "visit" },
		{ { KIND_PENGADUAN, false, "", "kunjungan", TOD_NONE },
		    "complaint" },
		{ { KIND_LAYANAN_LAIN, false, "produk", "email", TOD_NONE },
		    "" },
		{ { KIND_BUKAN_LAYANAN, false, "", "email", TOD_NONE }, "" },
		{ { KIND_SPAM, false, "", "pst", TOD_NONE }, "" },
		{ { KIND_NONE, false, "", "", TOD_NONE }, "" },
	};
	size_t i;

	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		is_str(clock_word(clock_class(&v[i].c)), v[i].word, "class");
}

int
main(void)
{
	struct calendar *c = office_calendar();
	struct arena *a = arena_new();

	counts(a, c);
	tells(a, c);
	classes();
	arena_free(&a);
	calendar_free(&c);
	return done_testing();
}
