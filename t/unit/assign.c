/* objects: desk/assign desk/office base/arena base/buf base/mem base/text
 * base/err */
#include <string.h>

#include "desk/assign.h"
#include "tap.h"

static const struct officer people[] = {
	{ "rina", "Rina", "rina@x.test", ROLE_PETUGAS },
	{ "budi", "Budi", "budi@x.test", ROLE_PETUGAS },
	{ "siti", "Siti", "siti@x.test", ROLE_KOORDINATOR },
	{ "adi", "Adi", "adi@x.test", ROLE_PENGADUAN },
	{ "ratna", "Ratna", "ratna@x.test", ROLE_KEPALA },
};
static const char *const monday[] = { "budi", "rina" };

static const char *
names(struct arena *a, struct officers v)
{
	const char *s = "";
	size_t i;

	for (i = 0; i < v.n; i++)
		s = arena_printf(a, "%s%s%s", s, i ? " " : "", v.v[i]->id);
	return s;
}

static const struct {
	const char *why;
	struct assign_case c;
	const char *told, *ladder; /* by assign_roles(roles) */
	unsigned roles;
} rows[] = {
	{ "a request is told to all officers of the desk",
	    { KIND_KONSULTASI, false, false, "", 1, 0 }, "rina budi",
	    "rina budi", ROLE_PETUGAS },
	{ "its owner alone is told once it has one",
	    { KIND_KONSULTASI, false, false, "budi", 1, 0 }, "budi",
	    "budi siti", ROLE_PETUGAS | ROLE_KOORDINATOR },
	{ "a complaint goes to the complaint handler alone",
	    { KIND_PENGADUAN, false, false, "", 1, 0 }, "adi", "adi",
	    ROLE_PETUGAS | ROLE_KOORDINATOR | ROLE_KEPALA },
	{ "a supervisory one to the head as well",
	    { KIND_PENGADUAN, false, true, "", 1, 0 }, "adi ratna", "ratna",
	    ROLE_KEPALA | ROLE_KOORDINATOR },
	{ "a secret request is no longer for everybody",
	    { KIND_KONSULTASI, true, false, "", 1, 0 }, "adi", "",
	    ROLE_KOORDINATOR },
	{ "what is unsure is for the coordinator",
	    { KIND_RAGU, false, false, "", 1, 0 }, "siti", "siti ratna",
	    ROLE_PETUGAS | ROLE_KEPALA },
	{ "a complaint that was handed to somebody is his",
	    { KIND_PENGADUAN, false, false, "budi", 1, 0 }, "budi", "budi",
	    ROLE_PETUGAS },
};

static void
check_told(struct arena *a, const struct office *o)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		is_str(names(a, assign_told(a, o, &rows[i].c)), rows[i].told,
		    rows[i].why);
		is_str(names(a, assign_roles(a, o, &rows[i].c, rows[i].roles)),
		    rows[i].ladder, arena_printf(a, "%s: ladder", rows[i].why));
	}
}

static void
check_owner(struct office *o)
{
	struct assign_case c = { KIND_KONSULTASI, false, false, "", 1, 0 };

	ok(assign_owner(o, &c) == NULL, "all: nobody owns it yet");
	o->assign = ASSIGN_TURN;
	is_str(assign_owner(o, &c)->id, "rina", "turn: the first");
	c.turn = 3;
	is_str(assign_owner(o, &c)->id, "budi", "turn: the second again");
	o->assign = ASSIGN_ROSTER;
	c.turn = 0;
	is_str(assign_owner(o, &c)->id, "budi", "roster: whose day it is");
	c.weekday = 2;
	ok(assign_owner(o, &c) == NULL, "roster: a day without names");
	c.kind = KIND_BUKAN_LAYANAN;
	is_str(
	    assign_owner(o, &c)->id, "rina", "no service: the named officer");
	c.kind = KIND_PENGADUAN;
	ok(assign_owner(o, &c) == NULL, "a complaint is never dealt out");
}

int
main(void)
{
	struct office o = { .officers = people,
		.nofficers = 5,
		.other_officer = "rina",
		.assign = ASSIGN_ALL,
		.roster[1] = { monday, 2 } };
	struct arena *a = arena_new();

	check_told(a, &o);
	check_owner(&o);
	is_str(
	    names(a, assign_alarm(a, &o)), "siti", "alarms: the coordinator");
	o.nofficers = 2;
	is_str(names(a, assign_alarm(a, &o)), "rina budi",
	    "alarms: everybody where nobody has a higher role");
	arena_free(&a);
	return done_testing();
}
