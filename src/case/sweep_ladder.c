/*
 * Steps of the ladder as mails to those whom it names. Of a hidden case they
 * say that there is one and when it is due, and nothing of who or what.
 */
#include <inttypes.h>
#include <string.h>

#include "base/banned.h"
#include "case/casevalues.h"
#include "desk/ladder.h"
#include "case/post.h"
#include "case/sweep_priv.h"

/* One deadline of a ticket whose step is due. */
struct climb {
	const struct ticket_row *ticket;
	struct clock clock;
	struct told_rows told;
	const char *what; /* "due" or "first" */
	const char *keys; /* begins theirs */
	int64_t due;
	int round;
	struct ladder_step_due step;
};

/* Those whom the ladder names. What it says of a hidden case names nobody, so
 * a head hears that a complaint is late; but a supervisory one is for those
 * alone who may know. Somebody always hears. */
static struct officers
readers(struct sweep *p, const struct climb *c)
{
	const struct office *o = &p->setup->settings.office;
	struct casework k = sweep_work(p);
	struct assign_case who = case_assign(&k, c->ticket);
	struct officers some = assign_roles(p->a, o, &who, c->step.roles);
	const struct officer **v = arena_array(p->a, o->nofficers, sizeof(*v));
	unsigned wide = ROLE_KOORDINATOR | ROLE_KEPALA;
	size_t i, j, n = 0;

	for (i = 0; i < o->nofficers; i++) {
		const struct officer *x = &o->officers[i];
		bool in = !c->ticket->supervisory &&
			  (x->roles & c->step.roles & wide) != 0;

		for (j = 0; j < some.n; j++)
			in |= some.v[j] == x;
		if (in)
			v[n++] = x;
	}
	if (n == 0)
		return assign_told(p->a, o, &who);
	return (struct officers){ v, n };
}

static const char *
moment_words(struct sweep *p, int64_t at)
{
	const struct office *o = &p->setup->settings.office;

	return at == TOD_NONE
		   ? ""
		   : calendar_say(p->a, at, o->offset, o->zone_name, "id");
}

static bool
is_first(const struct climb *c)
{
	return strcmp(c->what, "first") == 0;
}

static const char *
why_words(struct sweep *p, const struct climb *c)
{
	const struct calendar *cal = p->setup->calendar;
	const char *what = is_first(c) ? "Batas waktu jawaban pertama"
				       : "Batas waktu";
	const char *how = "sudah dekat", *rest = "";

	if (c->due < p->now)
		how = "sudah lewat";
	else if (calendar_day(cal, c->due) == calendar_day(cal, p->now))
		how = "hari ini";
	if (is_first(c) && c->clock.due != TOD_NONE)
		rest = arena_printf(p->a, " Penyelesaian paling lambat %s.",
		    moment_words(p, c->clock.due));
	return arena_printf(p->a, "%s tiket ini %s: %s.%s", what, how,
	    moment_words(p, c->due), rest);
}

static void
put_left(struct sweep *p, struct values *m, int64_t due)
{
	const struct calendar *c = p->setup->calendar;

	if (due < p->now)
		values_text(m, "late", notice_span(p->a, c, due, p->now));
	else
		values_text(m, "left", notice_span(p->a, c, p->now, due));
}

/* Without a name, an address or a word of the citizen's. */
static void
put_hidden(struct sweep *p, const struct climb *c,
    const struct casevalues *view, struct values *m)
{
	const struct ticket_row *t = c->ticket;

	values_office(m, &p->setup->settings.office);
	values_text(m, "reader", view->reader->name);
	values_text(m, "code", t->code);
	values_text(m, "kind", notice_kind(t->kind, t->topic, t->supervisory));
	values_text(m, "state", state_word(t->state));
	values_flag(m, "hidden", true);
	values_flag(m, "watching", view->watching);
	values_flag(
	    m, "reply_is_answer", *t->requester != '\0' && !view->watching);
	values_flag(m, "restricted", true);
	values_flag(m, "due_unlisted", t->due_unlisted);
	values_text(m, "received", moment_words(p, t->opened_at));
	values_text(m, "due", moment_words(p, c->due));
	put_left(p, m, c->due);
}

static enum err
tell_one(struct sweep *p, const struct climb *c, const struct officer *who,
    struct why *w)
{
	struct casework k = sweep_work(p);
	struct assign_case q = case_assign(&k, c->ticket);
	struct casevalues view = { .ticket = c->ticket, .reader = who };
	struct values m = { .a = p->a };
	struct post_mail mail = { .ticket = c->ticket,
		.role = "officer",
		.to = who->address,
		.auto_submitted = "auto-generated",
		.now = p->now,
		.held_until = TOD_NONE,
		.from_name = "" };
	struct draft draft;
	struct value root;
	int64_t row;
	enum err e;

	view.watching = !assign_handles(
	    p->a, &p->setup->settings.office, &q, who);
	e = post_address(p->s, p->setup, p->a, &mail, &view.desk, w);
	if (e == OK && ticket_is_hidden(c->ticket))
		put_hidden(p, c, &view, &m);
	else if (e == OK)
		e = case_values(&k, &view, &m, w);
	if (e != OK)
		return e;
	values_text(&m, "why", why_words(p, c));
	root = values_root(&m);
	e = notice_draft(
	    p->a, p->setup->templates, "eskalasi", &root, &draft, w);
	if (e != OK)
		return e;
	draft.subject = arena_printf(
	    p->a, "%s %s", post_tag(p->a, p->setup, c->ticket), draft.subject);
	mail.draft = &draft;
	mail.dedup = arena_printf(p->a, "eskalasi:%" PRId64 ":%s:%d:%d:%s",
	    c->ticket->id, c->keys, c->step.days, c->round, who->id);
	return post_mail(p->s, p->setup, p->a, &mail, &row, w);
}

static enum err
tell(struct sweep *p, const struct climb *c, struct why *w)
{
	struct casework k = sweep_work(p);
	struct officers who = readers(p, c);
	enum err e = OK;
	size_t i;

	for (i = 0; i < who.n && e == OK; i++)
		e = tell_one(p, c, who.v[i], w);
	if (e != OK)
		return e;
	return case_event(&k, c->ticket, ticket_event_word(TE_ESCALATE),
	    arena_printf(p->a, "%s %+d: %s", c->what, c->step.days,
		who.n ? case_names(p->a, who, NULL) : "-"),
	    w);
}

/* What is kept as told and the mails that tell it stand or fall together. */
static enum err
climb(struct sweep *p, struct climb *c, struct why *w)
{
	const char **keys = arena_array(p->a, c->told.n, sizeof(*keys));
	struct ladder_ask q = { .ladder = ladder_of(
				    &p->setup->settings.office, c->clock.class),
		.calendar = p->setup->calendar,
		.due = c->due,
		.from = c->clock.since,
		.round = c->round,
		.told = { keys, c->told.n },
		.now = p->now };
	struct told_row row = { .ticket = c->ticket->id, .at = p->now };
	enum err e = OK;
	bool first;
	size_t i;

	/* a case of another kind has another promise */
	c->keys = arena_printf(
	    p->a, "%s:%s", c->what, clock_word(c->clock.class));
	q.what = c->keys;
	for (i = 0; i < c->told.n; i++)
		keys[i] = c->told.v[i].key;
	ladder_next(p->a, &q, &c->step);
	sweep_wait(p, c->step.next);
	for (i = 0; i < c->step.keys.n && e == OK; i++) {
		row.key = c->step.keys.v[i];
		e = ticket_tell(p->s, &row, &first, w);
	}
	return e == OK && c->step.due ? tell(p, c, w) : e;
}

enum err
sweep_ladder(struct sweep *p, const struct ticket_row *t,
    const struct ticket_moments *m, struct why *w)
{
	struct casework k = sweep_work(p);
	struct climb c = { .ticket = t };
	enum err e;

	if (t->due_at == TOD_NONE && t->first_due_at == TOD_NONE)
		return OK;
	if ((e = case_clock(&k, t, &c.clock, NULL, w)) != OK ||
	    (e = ticket_told(p->s, p->a, t->id, &c.told, w)) != OK)
		return e;
	c.what = "first";
	c.due = m->human == TOD_NONE ? c.clock.first_due : TOD_NONE;
	c.round = c.clock.first_round;
	if ((e = climb(p, &c, w)) != OK)
		return e;
	c.what = "due";
	c.due = c.clock.due;
	c.round = c.clock.round;
	return climb(p, &c, w);
}
