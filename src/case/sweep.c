/*
 * What time alone brings about, ticket by ticket, in pages of one transaction
 * each. What is told, and in which words, is for the files beside this one.
 */
#include <inttypes.h>

#include "base/banned.h"
#include "base/log.h"
#include "base/step.h"
#include "case/digest.h"
#include "store/search.h"
#include "case/sweep_priv.h"

#define DAY 86400
#define PAGE_ROWS 50
/* A ticket closed longer ago gets no last mail: it would be no news. */
#define FAREWELL_DAYS 14

void
sweep_wait(struct sweep *p, int64_t at)
{
	if (at != TOD_NONE && (p->next == TOD_NONE || at < p->next))
		p->next = at;
}

struct casework
sweep_work(const struct sweep *p)
{
	return (struct casework){ .s = p->s,
		.setup = p->setup,
		.a = p->a,
		.now = p->now,
		.actor = "tanggap" };
}

int64_t
sweep_after(const struct sweep *p, int64_t at, int days)
{
	const struct calendar *c = p->setup->calendar;
	struct due due;

	calendar_due(c, NULL, at, days, &due);
	return due.at == TOD_NONE ? TOD_NONE
				  : calendar_next_open(c, due.at + 1);
}

static enum err
open_ticket(struct sweep *p, struct ticket_row *t,
    const struct ticket_moments *m, struct why *w)
{
	enum err e;

	if (t->state == STATE_DIJAWAB)
		return p->deaf ? OK : sweep_quiet(p, t, m, w);
	if ((e = sweep_ladder(p, t, m, w)) != OK ||
	    t->state != STATE_MENUNGGU || p->deaf)
		return e;
	return sweep_waiting(p, t, m, w);
}

/* One ticket alone: what cannot be done there is undone there. */
static enum err
one(struct sweep *p, const struct ticket_row *row, struct why *w)
{
	char quoted[LOG_QUOTED];
	struct ticket_moments m;
	struct ticket_row t = *row;
	enum err e;

	arena_reset(p->a);
	if ((e = store_save(p->s, w)) != OK)
		return e;
	e = ticket_moments(p->s, t.id, &m, w);
	if (e == OK)
		e = t.closed_at == TOD_NONE ? open_ticket(p, &t, &m, w)
					    : sweep_farewell(p, &t, &m, w);
	if (e == OK)
		return store_keep(p->s, w);
	if (e != ERR_ITEM)
		return e;
	log_warn("what=sweep-failed ticket=%" PRId64 " why=%s", t.id,
	    log_quote(quoted, w->s));
	return store_undo(p->s, w);
}

/* One page of a list in one transaction; *more_r: there may be another. */
static enum err
page(struct sweep *p, struct arena *a, struct ticket_ask *ask, bool *more_r,
    struct why *w)
{
	struct ticket_rows rows;
	size_t i;
	enum err e;

	arena_reset(a);
	if ((e = store_begin(p->s, w)) != OK)
		return e;
	e = tickets(p->s, a, ask, &rows, w);
	for (i = 0; e == OK && i < rows.n; i++) {
		e = one(p, &rows.v[i], w);
		ask->page.after = rows.v[i].id;
	}
	*more_r = e == OK && rows.n == ask->page.limit;
	if (e == OK)
		step_mark("sweep");
	return store_end(p->s, e, w);
}

static enum err
list(struct sweep *p, enum ticket_list which, int64_t at, struct why *w)
{
	struct ticket_ask ask = {
		.list = which, .at = at, .page = { 0, PAGE_ROWS }
	};
	struct arena *a = arena_new();
	bool more = true;
	enum err e = OK;

	while (e == OK && more)
		e = page(p, a, &ask, &more, w);
	arena_free(&a);
	return e;
}

/* Tickets closed before the first sweep get no last mail: whoever was closed
 * under an older version has long gone. */
static enum err
farewell_from(struct sweep *p, int64_t *at_r, struct why *w)
{
	int64_t mark = 0, from = p->now - FAREWELL_DAYS * DAY;
	enum err e = meta_get_int(p->s, "sweep-from", &mark, w);

	*at_r = mark > from ? mark : from;
	if (e != OK || (mark != 0 && mark <= p->now))
		return e;
	if ((e = store_begin(p->s, w)) != OK)
		return e;
	e = meta_set_int(p->s, "sweep-from", p->now, w);
	e = store_end(p->s, e, w);
	*at_r = p->now;
	return e;
}

/* Once a day, while the office is closed. */
static enum err
tidy(struct sweep *p, struct why *w)
{
	int64_t today = calendar_day(p->setup->calendar, p->now), day = 0;
	enum err e = meta_get_int(p->s, "search-tidied", &day, w);

	if (e != OK || day == today || (e = store_begin(p->s, w)) != OK)
		return e;
	e = entry_tidy(p->s, w);
	if (e == OK)
		e = meta_set_int(p->s, "search-tidied", today, w);
	return store_end(p->s, e, w);
}

static enum err
pass(struct sweep *p, struct why *w)
{
	int64_t from, down = 0;
	enum err e = farewell_from(p, &from, w);

	if (e == OK)
		e = meta_get_int(p->s, "source-down-since", &down, w);
	if (e != OK)
		return e;
	p->deaf = down != 0;
	if (!calendar_in_hours(p->setup->calendar, p->now)) {
		sweep_wait(p, calendar_next_open(p->setup->calendar, p->now));
		return tidy(p, w);
	}
	if ((e = list(p, LIST_OPEN, TOD_NONE, w)) == OK)
		e = list(p, LIST_FAREWELL, from, w);
	if (e == OK && !p->deaf)
		e = sweep_pending(p, w);
	return e;
}

/* After the tickets, so that it tells of them as they are now. What is wrong
 * with it is no reason to stop. */
static enum err
digest(struct sweep *p, struct why *w)
{
	char quoted[LOG_QUOTED];
	int64_t next = TOD_NONE;
	enum err e;

	if ((e = store_begin(p->s, w)) != OK)
		return e;
	e = digest_send(p->s, p->setup, p->now, &next, w);
	e = store_end(p->s, e, w);
	if (e == ERR_ITEM) {
		log_warn("what=digest-failed why=%s", log_quote(quoted, w->s));
		return OK;
	}
	sweep_wait(p, next);
	return e;
}

enum err
sweep(struct store *s, const struct setup *setup, int64_t now, int64_t *next_r,
    struct why *w)
{
	struct sweep p = {
		.s = s, .setup = setup, .now = now, .next = TOD_NONE
	};
	enum err e;

	p.a = arena_new();
	if ((e = pass(&p, w)) == OK)
		e = digest(&p, w);
	arena_free(&p.a);
	*next_r = p.next;
	return e;
}
