/*
 * tanggap sla: how the promises of the service standard stand: by class what
 * is open, late, kept this month; then what is open, the first due first.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/banned.h"
#include "case/casework.h"
#include "cmd/cmd.h"
#include "store/monthly.h"

#define PAGE_ROWS 200
#define SHOWN_ROWS 200

struct sla {
	int64_t open, late, waiting; /* answered ones are open no more */
	int64_t kept, missed;        /* of those opened this month */
};

static enum clock_class
class_of(const struct ticket_row *t)
{
	struct clock_case c = { t->kind, t->supervisory, t->service, t->channel,
		t->external_due };

	return clock_class(&c);
}

static bool
is_late(const struct ticket_row *t, int64_t now)
{
	return ticket_clock_runs(t) && t->due_at != TOD_NONE && t->due_at < now;
}

static enum err
count_open(
    struct store *s, struct sla v[CLOCK_COUNT], int64_t now, struct why *w)
{
	struct ticket_ask ask = { .list = LIST_OPEN, .page = { 0, PAGE_ROWS } };
	struct arena *a = arena_new();
	struct ticket_rows rows;
	enum err e;
	size_t i;

	do {
		arena_reset(a);
		if ((e = tickets(s, a, &ask, &rows, w)) != OK)
			break;
		for (i = 0; i < rows.n; i++) {
			const struct ticket_row *t = &rows.v[i];
			struct sla *x = &v[class_of(t)];

			ask.page.after = t->id;
			if (t->answered_at != TOD_NONE)
				continue;
			x->open++;
			x->late += is_late(t, now);
			x->waiting += t->state == STATE_MENUNGGU;
		}
	} while (rows.n == ask.page.limit);
	arena_free(&a);
	return e;
}

static enum err
count_month(struct store *s, const struct setup *setup,
    struct sla v[CLOCK_COUNT], int64_t now, struct why *w)
{
	int offset = setup->settings.office.offset;
	struct arena *a = arena_new();
	struct monthly_cases cases;
	struct tod first;
	enum err e;
	size_t i;

	tod_split(now, offset, &first);
	first = (struct tod){
		.year = first.year, .month = first.month, .day = 1
	};
	e = monthly_cases(s, a, tod_join(&first, offset), now, &cases, w);
	for (i = 0; e == OK && i < cases.n; i++) {
		const struct monthly_case *m = &cases.v[i];
		struct clock_case c = { m->kind, m->supervisory, m->service,
			m->channel, TOD_NONE };
		enum monthly_due due = monthly_due(m, now);

		if (m->visit) /* a turn is promised, not a deadline */
			due = m->visit_in_time ? DUE_KEPT : DUE_LATE;

		v[clock_class(&c)].kept += due == DUE_KEPT;
		v[clock_class(&c)].missed += due == DUE_LATE;
	}
	arena_free(&a);
	return e;
}

static void
print_classes(const struct sla v[CLOCK_COUNT])
{
	int64_t n;
	int i;

	printf("%-13s %5s %5s %8s   %s\n", "class", "open", "late", "waiting",
	    "this month");
	for (i = CLOCK_NONE + 1; i < CLOCK_COUNT; i++) {
		n = v[i].kept + v[i].missed;
		if (v[i].open + n == 0)
			continue;
		printf("%-13s %5" PRId64 " %5" PRId64 " %8" PRId64,
		    clock_word((enum clock_class)i), v[i].open, v[i].late,
		    v[i].waiting);
		if (n > 0)
			printf("   %" PRId64 " of %" PRId64 " kept, %.1f %%",
			    v[i].kept, n,
			    100.0 * (double)v[i].kept / (double)n);
		printf("\n");
	}
}

/* Office hours to the deadline, or since then. */
static void
print_left(const struct setup *setup, int64_t due, int64_t now)
{
	int64_t left = due < now
			   ? calendar_work_between(setup->calendar, due, now)
			   : calendar_work_between(setup->calendar, now, due);

	printf(" %s %3" PRId64 ":%02d", due < now ? "LATE" : "left",
	    left / 3600, (int)(left / 60 % 60));
}

static enum err
print_rows(const struct options *o, const struct setup *setup, struct store *s,
    struct why *w)
{
	struct ticket_ask ask = {
		.list = LIST_DUE, .at = INT64_MAX, .page = { 0, SHOWN_ROWS }
	};
	struct arena *a = arena_new();
	struct ticket_rows rows;
	bool unlisted = false;
	enum err e = tickets(s, a, &ask, &rows, w);
	size_t i;

	if (e == OK && rows.n > 0)
		printf("\n%-14s %-13s %-16s office hours\n", "ticket", "class",
		    "due");
	for (i = 0; e == OK && i < rows.n; i++) {
		const struct ticket_row *t = &rows.v[i];

		printf("%-14s %-13s ", t->code, clock_word(class_of(t)));
		cmd_print_time(stdout, setup, t->due_at);
		print_left(setup, t->due_at, cmd_now(o));
		printf("%s\n", t->due_unlisted ? " *" : "");
		unlisted |= t->due_unlisted;
	}
	if (e == OK && rows.n == SHOWN_ROWS)
		printf("(the first %d)\n", SHOWN_ROWS);
	if (unlisted)
		printf("* reaches into a year without a holiday list\n");
	arena_free(&a);
	return e;
}

int
cmd_sla(const struct options *o)
{
	struct sla v[CLOCK_COUNT] = { { 0 } };
	struct setup *setup;
	struct store *s;
	struct why w;
	enum err e;

	if ((e = cmd_open(o, STORE_READ, &setup, &s, &w)) != OK)
		return cmd_fail(o, e, &w);
	e = count_open(s, v, cmd_now(o), &w);
	if (e == OK)
		e = count_month(s, setup, v, cmd_now(o), &w);
	if (e == OK) {
		print_classes(v);
		e = print_rows(o, setup, s, &w);
	}
	store_close(&s);
	setup_free(&setup);
	return e == OK ? EXIT_DONE : cmd_fail(o, e, &w);
}
