/*
 * tanggap list, show: tickets in a table, and one case with its history.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/banned.h"
#include "case/casework.h"
#include "cmd/cmd.h"
#include "store/cases.h"
#include "store/outbox.h"

#define PAGE_ROWS 200

/* A deadline has passed: of the answer, or of the first one to a complaint. */
static bool
is_late(const struct ticket_row *t, int64_t now)
{
	return ticket_clock_runs(t) &&
	       ((t->due_at != TOD_NONE && t->due_at < now) ||
		   (t->first_due_at != TOD_NONE && t->first_due_at < now));
}

static void
print_row(const struct setup *setup, const struct ticket_row *t, int64_t now)
{
	printf("%-14s %-9s %-13s ", t->code, state_word(t->state),
	    kind_word(t->kind));
	cmd_print_time(stdout, setup, t->due_at);
	printf(" %s%s ", is_late(t, now) ? "LATE" : "    ",
	    t->due_unlisted ? "*" : " ");
	cmd_print(stdout, ticket_shown(t, t->requester), 40);
	printf("  ");
	cmd_print(stdout, ticket_is_hidden(t) ? "" : t->subject, 60);
	printf("\n");
}

static enum err
print_list(const struct options *o, const struct setup *setup, struct store *s,
    struct why *w)
{
	struct ticket_ask ask = { .list = o->all ? LIST_ALL : LIST_OPEN,
		.page = { 0, PAGE_ROWS } };
	struct arena *a = arena_new();
	struct ticket_rows rows;
	bool unlisted = false;
	int64_t total = 0;
	enum err e;
	size_t i;

	printf("%-14s %-9s %-13s %-16s\n", "ticket", "state", "kind", "due");
	do {
		arena_reset(a);
		if ((e = tickets(s, a, &ask, &rows, w)) != OK)
			break;
		for (i = 0; i < rows.n; i++) {
			print_row(setup, &rows.v[i], cmd_now(o));
			unlisted |= rows.v[i].due_unlisted;
			ask.page.after = rows.v[i].id;
		}
		total += (int64_t)rows.n;
	} while (rows.n == ask.page.limit);
	printf("%" PRId64 " tickets\n", total);
	if (unlisted)
		printf("* reaches into a year without a holiday list\n");
	arena_free(&a);
	return e;
}

int
cmd_list(const struct options *o)
{
	struct setup *setup;
	struct store *s;
	struct why w;
	enum err e;

	if ((e = cmd_open(o, STORE_READ, &setup, &s, &w)) != OK)
		return cmd_fail(o, e, &w);
	e = print_list(o, setup, s, &w);
	store_close(&s);
	setup_free(&setup);
	return e == OK ? EXIT_DONE : cmd_fail(o, e, &w);
}

static void
print_line(const char *name, const char *value)
{
	if (*value == '\0')
		return;
	printf("%-10s ", name);
	cmd_print(stdout, value, 300);
	printf("\n");
}

static void
print_due(
    const struct setup *setup, struct arena *a, const struct ticket_row *t)
{
	const struct office *o = &setup->settings.office;

	if (t->due_at != TOD_NONE)
		print_line("due",
		    calendar_say(a, t->due_at, o->offset, o->zone_name, "id"));
	if (t->first_due_at != TOD_NONE)
		print_line("first due", calendar_say(a, t->first_due_at,
					    o->offset, o->zone_name, "id"));
	if (t->due_unlisted)
		print_line("", "the deadline reaches into a year without a "
			       "holiday list");
	if (t->paused_at != TOD_NONE)
		print_line("clock", "stopped: waiting for the citizen");
}

static void
print_ticket(
    const struct setup *setup, struct arena *a, const struct ticket_row *t)
{
	print_line("ticket", t->code);
	print_line("state", state_word(t->state));
	print_line("kind", kind_word(t->kind));
	print_line("topic", topic_word(t->topic));
	print_line("channel", t->channel);
	print_line("requester", ticket_shown(t, t->requester));
	print_line("name", ticket_is_hidden(t) ? "" : t->name);
	print_line("subject", ticket_shown(t, t->subject));
	print_line("officer", t->officer);
	print_line("flags", t->supervisory ? "pengawasan" : "");
	printf("%-10s ", "opened");
	cmd_print_time(stdout, setup, t->opened_at);
	printf("\n");
	print_due(setup, a, t);
}

/* How the deadline was counted, day by day. */
static enum err
print_clock(struct store *s, const struct setup *setup, struct arena *a,
    const struct ticket_row *t, struct why *w)
{
	struct casework k = {
		.s = s, .setup = setup, .a = a, .now = t->opened_at, .actor = ""
	};
	struct clock c;
	struct strs steps;
	size_t i;
	enum err e = case_clock(&k, t, &c, &steps, w);

	if (e != OK || steps.n == 0)
		return e;
	printf("\ndeadline (%s)\n", clock_word(c.class));
	for (i = 0; i < steps.n; i++)
		printf("  %s\n", steps.v[i]);
	return OK;
}

static enum err
print_history(struct store *s, const struct setup *setup, struct arena *a,
    const struct ticket_row *t, struct why *w)
{
	struct page page = { 0, PAGE_ROWS };
	struct event_rows rows;
	struct outbox_rows out;
	enum err e;
	size_t i;

	printf("\nhistory\n");
	do {
		if ((e = event_list(s, a, t->id, page, &rows, w)) != OK)
			return e;
		for (i = 0; i < rows.n; i++) {
			const struct event_row *v = &rows.v[i];

			printf("  ");
			cmd_print_time(stdout, setup, v->at);
			printf("  %-8s %-14s ", v->actor, v->what);
			cmd_print(stdout, ticket_shown(t, v->detail), 400);
			printf("\n");
			page.after = v->id;
		}
	} while (rows.n == page.limit);
	if ((e = outbox_of(s, a, t->id, &out, w)) != OK)
		return e;
	if (out.n > 0)
		printf("\nmails\n");
	for (i = 0; i < out.n; i++) {
		printf("  ");
		cmd_print_time(stdout, setup, out.v[i].created_at);
		printf("  %-9s %s to ", outbox_state_word(out.v[i].state),
		    out.v[i].template);
		cmd_print(stdout, ticket_shown(t, out.v[i].address), 80);
		printf("\n");
	}
	return OK;
}

int
cmd_show(const struct options *o)
{
	struct ticket_row t;
	struct setup *setup;
	struct arena *a;
	struct store *s;
	struct why w;
	enum err e;

	if (o->nargs != 1)
		return cmd_usage(o, "needs a ticket, like PST-2611-0042");
	if ((e = cmd_open(o, STORE_READ, &setup, &s, &w)) != OK)
		return cmd_fail(o, e, &w);
	a = arena_new();
	e = ticket_by_code(s, a, o->args[0], &t, &w);
	if (e == OK && t.id == 0)
		e = why_set(&w, ERR_ITEM, "there is no ticket %s", o->args[0]);
	if (e == OK) {
		print_ticket(setup, a, &t);
		e = print_clock(s, setup, a, &t, &w);
	}
	if (e == OK)
		e = print_history(s, setup, a, &t, &w);
	arena_free(&a);
	store_close(&s);
	setup_free(&setup);
	return e == OK ? EXIT_DONE : cmd_fail(o, e, &w);
}
