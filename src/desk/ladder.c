/*
 * The ladder: who is to be told of a deadline by now. It must never know how
 * somebody is told, nor that anybody was: what was told comes in as keys.
 */
#include <string.h>

#include "base/banned.h"
#include "desk/ladder.h"

/* Beyond so many closed days in a row there is no working day. */
#define CLOSED_MAX 1000

const struct ladder *
ladder_of(const struct office *o, enum clock_class c)
{
	static const struct ladder none;

	if (c == CLOCK_VISIT)
		c = CLOCK_CONSULTATION;
	return c == CLOCK_NONE ? &none : &o->ladder[c - 1];
}

/* The working day so many working days away from day, which is one. */
static bool
away(const struct calendar *c, int64_t *day, int days)
{
	int step = days < 0 ? -1 : 1, closed = 0;

	while (days != 0 && closed++ < CLOSED_MAX) {
		*day += step;
		if (calendar_is_working_day(c, *day)) {
			days -= step;
			closed = 0;
		}
	}
	return days == 0;
}

int64_t
ladder_moment(const struct calendar *c, int64_t due, int days)
{
	int64_t day = calendar_day(c, due);

	if (!calendar_is_working_day(c, day) && !away(c, &day, -1))
		return TOD_NONE;
	return away(c, &day, days) ? calendar_opening(c, day) : TOD_NONE;
}

static bool
has(struct strs told, const char *key)
{
	size_t i;

	for (i = 0; i < told.n; i++)
		if (strcmp(told.v[i], key) == 0)
			return true;
	return false;
}

static void
take(const struct ladder_ask *q, const struct ladder_step *step, int64_t at,
    struct ladder_step_due *d)
{
	if (step->days < 0 && at <= q->from)
		return;
	d->due = true;
	d->days = step->days;
	d->roles |= step->roles;
}

void
ladder_next(
    struct arena *a, const struct ladder_ask *q, struct ladder_step_due *d_r)
{
	const struct ladder *l = q->ladder;
	const char **keys = arena_array(a, LADDER_STEPS, sizeof(*keys));
	const char *key;
	int64_t at;
	size_t i;

	*d_r = (struct ladder_step_due){ .next = TOD_NONE,
		.keys = { keys, 0 } };
	if (q->due == TOD_NONE)
		return;
	for (i = 0; i < l->n; i++) {
		at = ladder_moment(q->calendar, q->due, l->v[i].days);
		key = arena_printf(
		    a, "%s:%d:%d", q->what, l->v[i].days, q->round);
		if (at == TOD_NONE || has(q->told, key))
			continue;
		if (at > q->now) {
			d_r->next = at;
			return;
		}
		if (!calendar_in_hours(q->calendar, q->now)) {
			d_r->next = calendar_next_open(q->calendar, q->now);
			return;
		}
		take(q, &l->v[i], at, d_r);
		keys[d_r->keys.n++] = key;
	}
}
