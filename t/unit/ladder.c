/* objects: base/arena base/buf base/err base/mem base/text base/tod
 * desk/calendar desk/calendar_list desk/calendar_say desk/ladder */
/* Steps of a ladder, on the week of 21 to 31 December 2026: the 24th and
 * 25th are closed, as are the weekends. */
#include "base/buf.h"
#include "desk/ladder.h"
#include "tap.h"

#define WIB (7 * 3600)

static const char days[] = "2026-12-24\tCuti\tcuti-bersama\n"
			   "2026-12-25\tNatal\tlibur\n";
static const struct ladder four = {
	.v = { { -1, ROLE_PETUGAS }, { 0, ROLE_PETUGAS | ROLE_KOORDINATOR },
	    { 1, ROLE_KEPALA | ROLE_KOORDINATOR }, { 3, ROLE_KEPALA } },
	.n = 4
};

static int64_t
moment(const char *s)
{
	int64_t at = TOD_NONE;

	if (*s != '\0' && !tod_parse(s, WIB, &at))
		ok(false, "%s is a moment", s);
	return at;
}

static const char *
words(struct arena *a, int64_t at)
{
	char text[TOD_TEXT];

	return at == TOD_NONE ? "" : arena_strn(a, tod_text(at, WIB, text), 16);
}

static struct calendar *
office_calendar(void)
{
	struct calendar *c = calendar_new(WIB);
	struct why w;
	int i;

	for (i = 1; i <= 5; i++)
		calendar_hours(c, i, 450, i == 5 ? 990 : 960);
	ok(calendar_add_days(c, "days", days, sizeof(days) - 1, &w) == OK,
	    "days");
	return c;
}

static void
moments(struct arena *a, const struct calendar *c)
{
	static const struct {
		const char *due;
		int days;
		const char *at;
	} v[] = {
		{ "2026-12-23T16:00", 0, "2026-12-23T07:30" },
		{ "2026-12-23T16:00", -1, "2026-12-22T07:30" },
		{ "2026-12-23T16:00", -3, "2026-12-18T07:30" },
		{ "2026-12-23T16:00", 1, "2026-12-28T07:30" },
		{ "2026-12-23T16:00", 4, "2026-12-31T07:30" },
		/* in the middle of a day, and before opening */
		{ "2026-12-28T09:29", -1, "2026-12-23T07:30" },
		{ "2026-12-28T06:00", 0, "2026-12-28T07:30" },
		/* on a closed day: the last working day before it */
		{ "2026-12-25T23:59", 0, "2026-12-23T07:30" },
		{ "2026-12-25T23:59", -1, "2026-12-22T07:30" },
		{ "2026-12-25T23:59", 1, "2026-12-28T07:30" },
	};
	struct calendar *never = calendar_new(WIB);
	size_t i;

	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		is_str(words(a, ladder_moment(c, moment(v[i].due), v[i].days)),
		    v[i].at, arena_printf(a, "%s %+d", v[i].due, v[i].days));
	is_int(ladder_moment(never, moment("2026-12-23T16:00"), 0), TOD_NONE,
	    "an office that never opens has no steps");
	calendar_free(&never);
}

/* due "2026-12-23T16:00": steps on the 22nd, 23rd, 28th and 30th. */
struct look {
	const char *now, *told; /* one key */
	const char *from;
	const char *keys; /* joined by spaces */
	int days;
	unsigned roles;
	const char *next;
};

static const struct look looks[] = {
	{ "2026-12-21T10:00", "", "2026-12-18T09:00", "", 0, 0,
	    "2026-12-22T07:30" },
	{ "2026-12-22T07:29", "", "2026-12-18T09:00", "", 0, 0,
	    "2026-12-22T07:30" },
	{ "2026-12-22T07:30", "", "2026-12-18T09:00", "due:-1:2", -1,
	    ROLE_PETUGAS, "2026-12-23T07:30" },
	{ "2026-12-22T08:00", "due:-1:2", "2026-12-18T09:00", "", 0, 0,
	    "2026-12-23T07:30" },
	/* of another round: not this one */
	{ "2026-12-22T08:00", "due:-1:1", "2026-12-18T09:00", "due:-1:2", -1,
	    ROLE_PETUGAS, "2026-12-23T07:30" },
	/* never outside of office hours */
	{ "2026-12-22T16:01", "", "2026-12-18T09:00", "", 0, 0,
	    "2026-12-23T07:30" },
	{ "2026-12-24T09:00", "due:-1:2", "2026-12-18T09:00", "", 0, 0,
	    "2026-12-28T07:30" },
	/* an outage: the highest, to all who have missed one */
	{ "2026-12-28T08:00", "due:-1:2", "2026-12-18T09:00", "due:0:2 due:1:2",
	    1, ROLE_PETUGAS | ROLE_KOORDINATOR | ROLE_KEPALA,
	    "2026-12-30T07:30" },
	{ "2027-01-20T08:00", "", "2026-12-18T09:00",
	    "due:-1:2 due:0:2 due:1:2 due:3:2", 3,
	    ROLE_PETUGAS | ROLE_KOORDINATOR | ROLE_KEPALA, "" },
	/* a warning from before the clock ran is no news */
	{ "2026-12-22T10:00", "", "2026-12-22T09:00", "due:-1:2", 0, 0,
	    "2026-12-23T07:30" },
	/* the day itself is */
	{ "2026-12-23T10:00", "", "2026-12-23T09:00", "due:-1:2 due:0:2", 0,
	    ROLE_PETUGAS | ROLE_KOORDINATOR, "2026-12-28T07:30" },
	/* the clock was set back: nothing is told again */
	{ "2026-12-22T08:00", "due:3:2", "2026-12-18T09:00", "due:-1:2", -1,
	    ROLE_PETUGAS, "2026-12-23T07:30" },
};

static const char *
joined(struct arena *a, struct strs s)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < s.n; i++)
		text = arena_printf(a, "%s%s%s", text, i ? " " : "", s.v[i]);
	return text;
}

static void
steps(struct arena *a, const struct calendar *c)
{
	struct ladder_step_due d;
	size_t i;

	for (i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
		const struct look *l = &looks[i];
		struct ladder_ask q = { .ladder = &four,
			.calendar = c,
			.what = "due",
			.due = moment("2026-12-23T16:00"),
			.from = moment(l->from),
			.round = 2,
			.told = { &l->told, 1 },
			.now = moment(l->now) };

		ladder_next(a, &q, &d);
		is_str(joined(a, d.keys), l->keys, l->now);
		is_int(d.due, l->roles != 0, "... told or not");
		is_int(d.days, l->days, "... the highest step");
		is_int(d.roles, l->roles, "... who");
		is_str(words(a, d.next), l->next, "... and when again");
	}
}

static void
none(struct arena *a, const struct calendar *c)
{
	struct office o = { .name = "" };
	struct ladder_step_due d;
	struct ladder_ask q = { .ladder = &four,
		.calendar = c,
		.what = "due",
		.due = TOD_NONE,
		.now = moment("2026-12-28T08:00") };

	ladder_next(a, &q, &d);
	ok(!d.due && d.keys.n == 0 && d.next == TOD_NONE,
	    "no deadline, no steps");
	o.ladder[0] = four;
	is_int((long long)ladder_of(&o, CLOCK_CONSULTATION)->n, 4, "its own");
	is_int((long long)ladder_of(&o, CLOCK_VISIT)->n, 4,
	    "a visitor's question climbs as a consultation");
	is_int((long long)ladder_of(&o, CLOCK_TASK)->n, 0, "not another's");
	is_int((long long)ladder_of(&o, CLOCK_NONE)->n, 0, "none");
}

static void
printed(void)
{
	static const char two[] = "2027-02-08\t2027-03-09\n";
	static const char one[] = "2026-02-19\t2026-03-20\n";
	struct calendar *x = calendar_new(WIB), *y = calendar_new(WIB);
	struct buf bx, by;
	struct why w;

	buf_init(&bx, 1 << 16);
	buf_init(&by, 1 << 16);
	calendar_add_days(x, "x", days, sizeof(days) - 1, &w);
	calendar_add_ramadan(x, "x", two, sizeof(two) - 1, &w);
	calendar_add_ramadan(x, "x", one, sizeof(one) - 1, &w);
	calendar_add_ramadan(y, "y", one, sizeof(one) - 1, &w);
	calendar_add_ramadan(y, "y", two, sizeof(two) - 1, &w);
	calendar_add_days(y, "y", days + 29, sizeof(days) - 30, &w);
	calendar_print(x, &bx);
	calendar_print(y, &by);
	ok(strcmp(bx.s, by.s) != 0, "a day less is another calendar");
	calendar_add_days(y, "y", days, 29, &w);
	buf_reset(&by);
	calendar_print(y, &by);
	is_str(by.s, bx.s, "in another order it is the same");
	buf_free(&bx);
	buf_free(&by);
	calendar_free(&x);
	calendar_free(&y);
}

int
main(void)
{
	struct calendar *c = office_calendar();
	struct arena *a = arena_new();

	moments(a, c);
	steps(a, c);
	none(a, c);
	printed();
	arena_free(&a);
	calendar_free(&c);
	return done_testing();
}
