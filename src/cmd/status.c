/*
 * tanggap status: the desk at a glance, worth reading when all is well too.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/banned.h"
#include "cmd/cmd.h"
#include "store/cases.h"
#include "store/inbox.h"
#include "store/outbox.h"
#include "store/report.h"

#define SHOWN 20
#define HOUR 3600

static enum err
print_mailbox(
    struct store *s, const struct setup *setup, struct arena *a, struct why *w)
{
	const char *error;
	int64_t ok = 0, down = 0;
	enum err e;

	if ((e = meta_get_int(s, "source-ok-at", &ok, w)) != OK ||
	    (e = meta_get_int(s, "source-down-since", &down, w)) != OK ||
	    (e = meta_get(s, a, "source-error", &error, w)) != OK)
		return e;
	printf("mailbox    ");
	if (down != 0) {
		printf("DOWN since ");
		cmd_print_time(stdout, setup, down);
		printf(": ");
		cmd_print(stdout, error ? error : "", 200);
	} else if (ok != 0) {
		printf("read at ");
		cmd_print_time(stdout, setup, ok);
	} else {
		printf("never read yet");
	}
	printf("\n");
	return OK;
}

static void
print_counts(const struct report *r)
{
	int64_t sum = 0;
	int i;

	printf("mails      %" PRId64 " received", r->received);
	for (i = OUTCOME_NONE + 1; i < OUTCOME_COUNT; i++) {
		sum += r->outcome[i];
		if (r->outcome[i] != 0)
			printf(", %" PRId64 " %s", r->outcome[i],
			    outcome_word((enum outcome)i));
	}
	printf("\n           %" PRId64 " received = %" PRId64
	       " with an outcome + %" PRId64 " undecided: %s\n",
	    r->received, sum, r->undecided,
	    r->received == sum + r->undecided ? "right" : "WRONG");
	printf("tickets    %" PRId64 ", %" PRId64 " open, %" PRId64
	       " late, %" PRId64 " waiting for the citizen",
	    r->tickets, r->open, r->late, r->waiting);
	for (i = KIND_NONE + 1; i < KIND_COUNT; i++)
		if (r->open_kind[i] != 0)
			printf(", %" PRId64 " %s", r->open_kind[i],
			    kind_word((enum kind)i));
	printf("\noutbox    ");
	for (i = 0; i < OUTBOX_COUNT; i++)
		printf(" %" PRId64 " %s%s", r->outbox[i],
		    outbox_state_word((enum outbox_state)i),
		    i + 1 < OUTBOX_COUNT ? "," : "\n");
}

/* Automatic mails against the budget that stops them; used up is news. */
static enum err
print_budget(
    struct store *s, const struct setup *setup, int64_t now, struct why *w)
{
	int64_t most = setup->settings.office.budget_total_hour, n;
	struct outbox_budget q = { .since = now - HOUR, .cap = most };
	enum err e = outbox_spent(s, &q, &n, w);

	if (e == OK)
		printf("automatic  %" PRId64 " in the last hour, of %" PRId64
		       " at most%s\n",
		    n, most,
		    n >= most ? ": USED UP, nobody is answered by machine"
			      : "");
	return e;
}

static enum err
print_quarantine(struct store *s, struct arena *a, struct why *w)
{
	struct page page = { 0, SHOWN };
	struct inbox_rows rows;
	enum err e = inbox_quarantined(s, a, page, &rows, w);
	size_t i;

	for (i = 0; e == OK && i < rows.n; i++) {
		printf("quarantine inbox %" PRId64 ": ", rows.v[i].id);
		cmd_print(stdout, rows.v[i].reason, 120);
		printf("  (tanggap release %" PRId64 ")\n", rows.v[i].id);
	}
	return e;
}

/* Mails that a person has to look at. */
static enum err
print_unsent(
    struct store *s, struct arena *a, enum outbox_state state, struct why *w)
{
	struct outbox_list list = { state, { 0, SHOWN } };
	struct outbox_rows out;
	struct ticket_row t;
	enum err e = outbox_in(s, a, list, &out, w);
	size_t i;

	for (i = 0; e == OK && i < out.n; i++) {
		if ((e = ticket_get(s, a, out.v[i].ticket, &t, w)) != OK)
			break;
		printf("%-10s outbox %" PRId64 " %s to ",
		    outbox_state_word(state), out.v[i].id,
		    t.id ? t.code : out.v[i].template);
		cmd_print(stdout, ticket_shown(&t, out.v[i].address), 80);
		printf(": ");
		cmd_print(stdout, ticket_shown(&t, out.v[i].reply), 120);
		printf("  (tanggap requeue %" PRId64 ")\n", out.v[i].id);
	}
	return e;
}

static enum err
print_trouble(struct store *s, struct arena *a, struct why *w)
{
	enum err e = print_quarantine(s, a, w);

	if (e == OK)
		e = print_unsent(s, a, OUTBOX_UNCERTAIN, w);
	if (e == OK)
		e = print_unsent(s, a, OUTBOX_FAILED, w);
	return e;
}

int
cmd_status(const struct options *o)
{
	struct report report;
	struct setup *setup;
	struct arena *a;
	struct store *s;
	struct why w;
	enum err e;

	if ((e = cmd_open(o, STORE_READ, &setup, &s, &w)) != OK)
		return cmd_fail(o, e, &w);
	a = arena_new();
	if ((e = print_mailbox(s, setup, a, &w)) == OK &&
	    (e = report_make(s, cmd_now(o), TOD_NONE, &report, &w)) == OK) {
		print_counts(&report);
		if ((e = print_budget(s, setup, cmd_now(o), &w)) == OK)
			e = print_trouble(s, a, &w);
	}
	arena_free(&a);
	store_close(&s);
	setup_free(&setup);
	return e == OK ? EXIT_DONE : cmd_fail(o, e, &w);
}
