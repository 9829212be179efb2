/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * desk/kind desk/ticket desk/token store */
/* Runs of a clock, what was told, visits. */
#include "unit/store_help.h"

static enum err
start(struct store *s, int64_t id, int64_t at, bool anew)
{
	struct clock_run run = { .from = at, .anew = anew };

	return ticket_run_start(s, id, run, &why);
}

static void
is_run(const struct clock_run *r, struct clock_run want, const char *what)
{
	is_int(r->from, want.from, arena_printf(arena, "%s: from", what));
	is_int(r->to, want.to, arena_printf(arena, "%s: to", what));
	is_int(r->anew, want.anew, arena_printf(arena, "%s: anew", what));
}

static void
runs(void)
{
	struct store *s = fresh();
	struct ticket_row t = ticket("siti@example.org", "data"), u = t;
	struct clock_runs r;

	is_int(start(s, 1, T0, true), ERR_STOP, "not outside a transaction");
	is_int(ticket_run_stop(s, 1, T0, &why), ERR_STOP, "nor stopped");
	must(store_begin(s, &why), "begin");
	add_ticket(s, &t);
	add_ticket(s, &u);
	must(ticket_runs(s, arena, t.id, &r, &why), "runs");
	is_int((long long)r.n, 0, "no clock has run");
	is_int(ticket_run_stop(s, t.id, T0, &why), ERR_ITEM,
	    "what does not run cannot be stopped");
	is_int(start(s, 99, T0, true), ERR_ITEM, "no such ticket");
	is_int(start(s, t.id, T0, true), OK, "start");
	is_int(start(s, t.id, T0 + 1, true), ERR_ITEM, "not twice");
	is_int(start(s, t.id, T0 + 1, false), ERR_ITEM, "not to go on either");
	is_int(start(s, u.id, T0 + 1, true), OK, "another ticket may");
	is_int(ticket_run_stop(s, t.id, T0 + 100, &why), OK, "stop");
	is_int(ticket_run_stop(s, t.id, T0 + 200, &why), ERR_ITEM, "not twice");
	is_int(start(s, t.id, T0 + 50, false), OK, "a mail that crossed ours");
	is_int(ticket_run_stop(s, t.id, T0 + 60, &why), OK, "stop early");
	is_int(start(s, t.id, T0 + 90, true), OK, "the whole time anew");
	must(ticket_runs(s, arena, t.id, &r, &why), "runs");
	is_int((long long)r.n, 3, "three runs");
	is_run(&r.v[0], (struct clock_run){ T0, T0 + 100, true }, "first");
	is_run(&r.v[1], (struct clock_run){ T0 + 100, T0 + 100, false },
	    "it goes on after the stop, and never ends before it began");
	is_run(&r.v[2], (struct clock_run){ T0 + 90, TOD_NONE, true },
	    "anew it starts when it says");
	must(ticket_runs(s, arena, u.id, &r, &why), "runs");
	is_int((long long)r.n, 1, "the other ticket has its own");
	done(&s);
}

static void
told(void)
{
	struct store *s = fresh();
	struct ticket_row t = ticket("siti@example.org", "data");
	struct told_row row = { .key = "due:1", .at = T0 + 5 };
	struct told_rows r;
	bool first = true;

	is_int(ticket_tell(s, &row, &first, &why), ERR_STOP,
	    "not outside a transaction");
	ok(!first, "and nothing was done");
	must(store_begin(s, &why), "begin");
	row.ticket = 99;
	is_int(ticket_tell(s, &row, &first, &why), ERR_ITEM, "no such ticket");
	row.ticket = add_ticket(s, &t);
	must(ticket_tell(s, &row, &first, &why), "tell");
	ok(first, "told now");
	row.at = T0 + 9;
	must(ticket_tell(s, &row, &first, &why), "tell");
	ok(!first, "never twice");
	row.key = "due:2";
	must(ticket_tell(s, &row, &first, &why), "tell");
	ok(first, "the next round is another step");
	must(store_commit(s, &why), "commit");
	must(ticket_told(s, arena, t.id, &r, &why), "told");
	is_int((long long)r.n, 2, "both are known");
	is_str(r.v[0].key, "due:1", "the first");
	is_int(r.v[0].at, T0 + 5, "at its first time");
	is_int(r.v[1].ticket, t.id, "of that ticket");
	is_int(ask("SELECT told FROM v_ticket"), 2, "v_ticket counts them");
	is_int(ask("SELECT told FROM v_deadline"), 2, "v_deadline too");
	done(&s);
}

static int64_t
before(struct store *s, int64_t from, int64_t at)
{
	int64_t n;

	must(visit_before(s, from, at, &n, &why), "before");
	return n;
}

static void
visits(void)
{
	struct store *s = fresh();
	struct ticket_row t = ticket("", "data"), u = t, x = t;
	struct visit_row v = { .institution = "Bappeda",
		.purpose = "PDRB",
		.arrived_at = T0,
		.served_at = T0 + 300,
		.done_at = T0 + 900,
		.in_time = true },
			 got;

	is_int(visit_set(s, &v, &why), ERR_STOP, "not outside a transaction");
	must(store_begin(s, &why), "begin");
	is_int(visit_set(s, &v, &why), ERR_ITEM, "no visit without a ticket");
	v.ticket = add_ticket(s, &t);
	must(visit_get(s, arena, t.id, &got, &why), "get");
	is_int(got.ticket, 0, "there is none");
	is_int(before(s, T0, T0 + 999), TOD_NONE, "nobody was before");
	must(visit_set(s, &v, &why), "set");
	v.purpose = "PDRB 2025";
	must(visit_set(s, &v, &why), "set again");
	must(visit_get(s, arena, t.id, &got, &why), "get");
	is_int(got.ticket, t.id, "the visit of the ticket");
	is_str(got.institution, "Bappeda", "institution");
	is_str(got.purpose, "PDRB 2025", "the later word counts");
	ok(got.arrived_at == T0 && got.served_at == T0 + 300 &&
		got.done_at == T0 + 900 && got.in_time,
	    "moments");
	is_int(before(s, T0, T0 + 300), TOD_NONE, "not before himself");
	is_int(before(s, T0, T0 + 301), T0 + 900, "he was before");
	is_int(before(s, T0 + 301, T0 + 999), TOD_NONE, "not on that day");
	v.ticket = add_ticket(s, &u);
	v.served_at = T0 + 1000;
	v.done_at = TOD_NONE;
	v.in_time = false;
	must(visit_set(s, &v, &why), "set");
	must(visit_get(s, arena, u.id, &got, &why), "get");
	ok(got.done_at == TOD_NONE && !got.in_time, "an end not known");
	is_int(before(s, T0, T0 + 1500), T0 + 900,
	    "whose end nobody knows does not count");
	v.ticket = add_ticket(s, &x);
	v.served_at = T0 + 1100;
	v.done_at = T0 + 1200;
	must(visit_set(s, &v, &why), "set");
	is_int(before(s, T0, T0 + 1500), T0 + 1200, "the last one counts");
	done(&s);
}

int
main(void)
{
	runs();
	told();
	visits();
	return done_testing();
}
