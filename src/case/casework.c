/*
 * What is done to a ticket: one place in which state, clock and history move
 * together. It must never know which mail or command brought it about.
 */
#include <string.h>

#include "base/banned.h"
#include "case/casework.h"
#include "desk/assign.h"
#include "store/inbox.h"
#include "store/slice.h"

enum err
case_event(struct casework *k, const struct ticket_row *t, const char *what,
    const char *detail, struct why *w)
{
	struct event_row e = { .ticket = t->id,
		.at = k->now,
		.actor = k->actor,
		.what = what,
		.detail = detail };

	return event_add(k->s, &e, w);
}

/* In the desk's own name. */
static enum err
own_event(struct casework *k, const struct ticket_row *t, const char *what,
    const char *detail, struct why *w)
{
	struct casework own = *k;

	own.actor = "tanggap";
	return case_event(&own, t, what, detail, w);
}

static void
replay(struct casework *k, const struct ticket_row *t, struct clock_runs runs,
    struct clock *c_r, struct strs *steps_r)
{
	struct clock_ask q = { .office = &k->setup->settings.office,
		.calendar = k->setup->calendar,
		.c = { .kind = t->kind,
		    .supervisory = t->supervisory,
		    .service = t->service,
		    .channel = t->channel,
		    .external_due = t->external_due },
		.runs = runs.v,
		.n = runs.n };

	clock_replay(k->a, &q, c_r, steps_r);
}

/* The ticket's columns from its clock. Where it stands for good (answered,
 * closed) the deadline that was promised stays to be read. */
static void
set_clock(struct ticket_row *t, const struct clock *c, bool ran)
{
	bool waits = t->state == STATE_MENUNGGU;

	t->complete_at = c->complete_at;
	t->due_at = waits ? c->due : c->promised;
	t->due_unlisted = c->unlisted;
	t->first_due_at = waits ? c->first_due : c->first_promised;
	t->paused_at = !waits ? TOD_NONE : ran ? c->paused_at : t->opened_at;
	t->left_seconds = waits ? c->left : 0;
}

enum err
case_clock(struct casework *k, const struct ticket_row *t, struct clock *c_r,
    struct strs *steps_r, struct why *w)
{
	struct clock_runs runs;
	enum err e = ticket_runs(k->s, k->a, t->id, &runs, w);

	if (e == OK)
		replay(k, t, runs, c_r, steps_r);
	return e;
}

static const char *
moment(struct casework *k, int64_t at)
{
	char text[TOD_TEXT];

	if (at == TOD_NONE)
		return "-";
	return arena_str(
	    k->a, tod_text(at, k->setup->settings.office.offset, text));
}

enum err
case_recount(
    struct casework *k, struct ticket_row *t, const char *why, struct why *w)
{
	int64_t due = t->due_at, first = t->first_due_at;
	struct clock_runs runs;
	struct clock c;
	enum err e = ticket_runs(k->s, k->a, t->id, &runs, w);

	if (e != OK)
		return e;
	replay(k, t, runs, &c, NULL);
	set_clock(t, &c, runs.n > 0);
	if ((e = ticket_set_clock(k->s, t, w)) != OK)
		return e;
	if (due == t->due_at && first == t->first_due_at)
		return OK;
	return own_event(k, t, "due",
	    arena_printf(k->a, "%s -> %s (%s)", moment(k, due),
		moment(k, t->due_at), why),
	    w);
}

/* The runs of its clock, as the effects say. */
static enum err
run_clock(struct casework *k, const struct ticket_row *t, unsigned effects,
    int64_t at, struct why *w)
{
	struct clock_run run = { at, TOD_NONE,
		(effects & EFFECT_START_CLOCK) != 0 };
	struct clock_runs runs;
	enum err e = ticket_runs(k->s, k->a, t->id, &runs, w);
	bool open = e == OK && runs.n > 0 && runs.v[runs.n - 1].to == TOD_NONE;
	bool stop = (effects & EFFECT_STOP_CLOCK) || run.anew;

	if (e == OK && open && stop)
		e = ticket_run_stop(k->s, t->id, at, w);
	if (e == OK && (run.anew || (!open && (effects & EFFECT_RESUME_CLOCK))))
		e = ticket_run_start(k->s, t->id, run, w);
	return e;
}

static const struct officer *
owner_of(struct casework *k, const struct ticket_row *t, int64_t turn)
{
	const struct office *o = &k->setup->settings.office;
	struct assign_case c = { .kind = t->kind,
		.secret = t->secret,
		.supervisory = t->supervisory,
		.officer = "",
		.turn = turn };
	struct tod day;

	tod_split(t->opened_at, o->offset, &day);
	c.weekday = day.weekday;
	return assign_owner(o, &c);
}

enum err
case_deal(struct casework *k, struct ticket_row *t, struct why *w)
{
	const struct officer *who;
	int64_t turn;
	enum err e = meta_get_int(k->s, "tickets-dealt", &turn, w);

	if (e != OK)
		return e;
	who = owner_of(k, t, turn);
	t->officer = who != NULL ? who->id : "";
	return meta_set_int(k->s, "tickets-dealt", turn + 1, w);
}

enum err
case_open(struct casework *k, struct ticket_row *t, enum ticket_event event,
    const char *detail, struct why *w)
{
	const struct office *o = &k->setup->settings.office;
	struct ticket_codes codes = { o->prefix, o->offset };
	struct clock_run run = { t->complete_at, TOD_NONE, true };
	struct clock_runs runs = { &run, 0 };
	unsigned effects;
	struct clock c;
	enum err e = ticket_next(STATE_NONE, event, &t->state, &effects, w);

	if (e != OK)
		return e;
	if (run.from == TOD_NONE)
		run.from = t->opened_at;
	if (effects & EFFECT_START_CLOCK)
		runs.n = 1;
	replay(k, t, runs, &c, NULL);
	set_clock(t, &c, runs.n > 0);
	t->answered_at = t->closed_at = TOD_NONE;
	t->last_at = k->now;
	t->resolution = "";
	if (*t->officer == '\0' && (e = case_deal(k, t, w)) != OK)
		return e;
	e = ticket_add(k->s, k->a, &codes, t, w);
	if (e == OK && runs.n > 0)
		e = ticket_run_start(k->s, t->id, run, w);
	return e == OK ? case_event(k, t, "opened", detail, w) : e;
}

/* What the new state means for the other columns that belong to it. */
static void
set_state(struct ticket_row *t, const struct case_move *m, enum state next,
    int64_t now)
{
	t->state = next;
	t->last_at = now;
	if (state_is_open(next))
		t->closed_at = TOD_NONE;
	else if (t->closed_at == TOD_NONE)
		t->closed_at = now;
	if (m->event == TE_ANSWER && t->answered_at == TOD_NONE)
		t->answered_at = m->at;
	if (next == STATE_BARU || next == STATE_MENUNGGU ||
	    next == STATE_DIPROSES)
		t->answered_at = TOD_NONE;
	if (m->resolution != NULL)
		t->resolution = m->resolution;
}

static enum err
store_state(struct casework *k, struct ticket_row *t, const struct case_move *m,
    enum state before, struct why *w)
{
	enum err e;

	if (before == t->state && m->event != TE_ANSWER &&
	    m->resolution == NULL)
		return ticket_set_last(k->s, t->id, k->now, w);
	if ((e = ticket_set_state(k->s, t, w)) != OK || before == t->state)
		return e;
	return own_event(k, t, "state",
	    arena_printf(k->a, "%s -> %s (%s)", state_word(before),
		state_word(t->state), ticket_event_word(m->event)),
	    w);
}

enum err
case_move(struct casework *k, struct ticket_row *t, const struct case_move *m,
    unsigned *effects_r, struct why *w)
{
	enum state before = t->state, next;
	unsigned effects;
	enum err e = ticket_next(before, m->event, &next, &effects, w);

	if (effects_r != NULL)
		*effects_r = effects;
	if (e != OK)
		return e;
	e = case_event(k, t, ticket_event_word(m->event), m->detail, w);
	if (e != OK)
		return e;
	set_state(t, m, next, k->now);
	if ((e = store_state(k, t, m, before, w)) != OK ||
	    (e = run_clock(k, t, effects, m->at, w)) != OK)
		return e;
	if (before == next &&
	    (effects & (EFFECT_START_CLOCK | EFFECT_STOP_CLOCK |
			   EFFECT_RESUME_CLOCK)) == 0)
		return OK;
	return case_recount(k, t, ticket_event_word(m->event), w);
}

/* The bytes of a mail that is not larger than may be read; NULL: it is. */
static enum err
kept_bytes(struct casework *k, const struct inbox_row *row, char **bytes_r,
    struct why *w)
{
	size_t most = k->setup->settings.reader.limits.bytes, at = 0, n = 1;
	struct slice *from;
	enum err e;

	*bytes_r = NULL;
	if (row->id == 0 || row->kept <= 0 || (uint64_t)row->kept > most)
		return OK;
	*bytes_r = arena_alloc(k->a, (size_t)row->kept + 1);
	e = slice_open(k->s, row->id, 0, (size_t)row->kept, &from, w);
	for (; e == OK && n > 0; at += n)
		e = slice_read(
		    from, *bytes_r + at, (size_t)row->kept - at, &n, w);
	slice_close(&from);
	return e;
}

enum err
case_mail(struct casework *k, int64_t inbox, struct msg *m_r, bool *found_r,
    struct why *w)
{
	struct inbox_row row;
	struct why ignored;
	char *bytes = NULL;
	enum err e;

	*found_r = false;
	if ((e = inbox_get(k->s, k->a, inbox, &row, w)) != OK ||
	    (e = kept_bytes(k, &row, &bytes, w)) != OK || bytes == NULL)
		return e == ERR_ITEM ? OK : e;
	*found_r = msg_read(k->a, &k->setup->settings.reader, bytes,
		       (size_t)row.kept, m_r, &ignored) == OK;
	m_r->kept = inbox;
	return OK;
}
