/*
 * Carries out what desk/ decided, in one transaction: the only writer of
 * tickets for mail that comes in.
 */
#include <string.h>

#include "apply.h"
#include "base/banned.h"
#include "base/hash.h"
#include "post.h"
#include "store/people.h"

/* What one decision works with. */
struct work {
	struct store *s;
	const struct setup *setup;
	struct arena *a;
	const struct apply *p;
	struct applied *r;
	struct why *w;
};

static const char *
sender(const struct msg *m)
{
	return m->from.n > 0 ? m->from.v[0].address : "";
}

static enum err
event(struct work *k, const char *actor, const char *what, const char *detail)
{
	struct event_row e = { .ticket = k->r->ticket.id,
		.at = k->p->now,
		.actor = actor,
		.what = what,
		.detail = detail };

	return event_add(k->s, &e, k->w);
}

static enum err
link_to(struct work *k)
{
	const struct threading *t = &k->p->decision->thread;
	struct link_row l = { .from = k->r->ticket.id, .at = k->p->now };
	enum err e;

	if (!t->linked || t->link == NULL)
		return OK;
	l.to = t->link->ticket;
	l.why = t->late                   ? "late"
		: t->link->sender_is_part ? "complaint"
					  : "stranger";
	if ((e = ticket_link_add(k->s, &l, k->w)) != OK)
		return e;
	return event(k, "tanggap", "linked",
	    arena_printf(k->a, "%s: %s", t->link->code, t->why));
}

/* The reasons of the verdict, as the ticket's history keeps them. */
static const char *
reasons(struct work *k)
{
	const struct verdict *v = &k->p->decision->verdict;
	struct buf b;
	const char *s;
	size_t i;

	buf_init(&b, 4000);
	buf_addf(&b, "%s%s%s %.2f", kind_word(v->kind), v->topic ? "/" : "",
	    topic_word(v->topic), v->score);
	for (i = 0; i < v->reasons.n; i++)
		buf_addf(&b, "; %s", v->reasons.v[i]);
	s = arena_strn(k->a, b.s, b.len);
	buf_free(&b);
	return s;
}

static void
new_ticket(struct work *k, struct ticket_row *t)
{
	const struct decision *d = k->p->decision;
	const struct msg *m = k->p->msg;
	const struct office *o = &k->setup->settings.office;
	const struct addr *to = judge_reply_address(o, m);

	*t = (struct ticket_row){ .code = "",
		.kind = d->kind,
		.topic = d->verdict.topic,
		.state = d->state,
		.requester = to ? to->address : sender(m),
		.name = m->from.n > 0 ? m->from.v[0].name : "",
		.channel = "email",
		.officer = "",
		.secret = d->verdict.secret,
		.supervisory = d->verdict.supervisory,
		.subject = m->subject,
		.subject_key = thread_subject(k->a, o->prefix, m->subject),
		.language = d->language,
		.score = d->verdict.score,
		.inbox = k->p->row->id,
		.opened_at = k->p->received,
		.complete_at = d->complete_at,
		.due_at = d->due,
		.due_unlisted = d->due_unlisted,
		.first_due_at = d->first_due,
		.external_due = TOD_NONE,
		.paused_at = d->complete_at == TOD_NONE ? k->p->received
							: TOD_NONE,
		.answered_at = TOD_NONE,
		.closed_at = TOD_NONE,
		.last_at = k->p->now,
		.resolution = "" };
}

/* A Reply-To may name another address than the author writes from: both are
 * the requester's. */
static enum err
add_author(struct work *k)
{
	const struct msg *m = k->p->msg;
	struct part_row part = { .ticket = k->r->ticket.id,
		.address = sender(m),
		.name = k->r->ticket.name,
		.role = "requester",
		.how = "wrote",
		.at = k->p->now };

	if (m->from.n != 1 || m->auth.dmarc == AUTH_FAIL)
		return OK;
	return ticket_part_add(k->s, &part, k->w);
}

/* The runs of its clock (store/cases.h), as the effects say. */
static enum err
run_clock(struct work *k)
{
	const struct decision *d = k->p->decision;
	int64_t id = k->r->ticket.id;
	struct clock_run run = { d->complete_at, TOD_NONE,
		(d->effects & EFFECT_START_CLOCK) != 0 };
	struct clock_runs runs;
	enum err e = ticket_runs(k->s, k->a, id, &runs, k->w);
	bool open = e == OK && runs.n > 0 && runs.v[runs.n - 1].to == TOD_NONE;

	if (e == OK && open && (d->effects & EFFECT_STOP_CLOCK))
		return ticket_run_stop(k->s, id, k->p->now, k->w);
	if (e == OK && open && run.anew)
		e = ticket_run_stop(k->s, id, run.from, k->w);
	if (e == OK && run.from != TOD_NONE && (!open || run.anew))
		e = ticket_run_start(k->s, id, run, k->w);
	return e;
}

static enum err
open_ticket(struct work *k)
{
	const struct office *o = &k->setup->settings.office;
	struct ticket_codes codes = { o->prefix, o->offset };
	struct ticket_row *t = &k->r->ticket;
	enum err e;

	new_ticket(k, t);
	if ((e = ticket_add(k->s, k->a, &codes, t, k->w)) != OK ||
	    (e = add_author(k)) != OK || (e = run_clock(k)) != OK)
		return e;
	e = event(k, "citizen", "opened",
	    arena_printf(
		k->a, "mail %s from %s", k->p->msg->message_id, t->requester));
	if (e == OK)
		e = event(k, "tanggap", "classified", reasons(k));
	if (e == OK && *k->p->decision->thread.alarm != '\0')
		e = event(k, "tanggap", "alarm", k->p->decision->thread.alarm);
	return e == OK ? link_to(k) : e;
}

/* The ticket's state and clock move as the table said. */
static enum err
move_ticket(struct work *k)
{
	const struct decision *d = k->p->decision;
	struct ticket_row *t = &k->r->ticket;
	enum state before = t->state;
	enum err e;

	t->last_at = k->p->now;
	if (d->state == before)
		return ticket_set_last(k->s, t->id, k->p->now, k->w);
	t->state = d->state;
	if (state_is_open(t->state))
		t->closed_at = TOD_NONE;
	if (d->effects & (EFFECT_START_CLOCK | EFFECT_RESUME_CLOCK))
		t->answered_at = TOD_NONE;
	if ((e = ticket_set_state(k->s, t, k->w)) != OK)
		return e;
	if (d->effects & (EFFECT_START_CLOCK | EFFECT_RESUME_CLOCK)) {
		if (t->complete_at == TOD_NONE)
			t->complete_at = d->complete_at;
		t->due_at = d->due;
		t->due_unlisted = d->due_unlisted;
		t->first_due_at = d->first_due;
		t->paused_at = TOD_NONE;
		if ((e = ticket_set_clock(k->s, t, k->w)) != OK)
			return e;
	}
	if ((e = run_clock(k)) != OK)
		return e;
	return event(k, "tanggap", "state",
	    arena_printf(k->a, "%s -> %s (%s)", state_word(before),
		state_word(t->state), ticket_event_word(d->event)));
}

static enum err
follow_ticket(struct work *k)
{
	const struct decision *d = k->p->decision;
	const struct thread_candidate *c = d->thread.ticket;
	struct part_row part = { .ticket = c->ticket,
		.address = sender(k->p->msg),
		.role = "third",
		.how = "token",
		.at = k->p->now };
	enum err e;

	e = ticket_get(k->s, k->a, c->ticket, &k->r->ticket, k->w);
	if (e != OK)
		return e;
	part.name = k->p->msg->from.n > 0 ? k->p->msg->from.v[0].name : "";
	if (d->thread.third_party && *part.address != '\0' &&
	    (e = ticket_part_add(k->s, &part, k->w)) != OK)
		return e;
	e = event(k, d->outcome == OUTCOME_FOLLOWUP ? "citizen" : "tanggap",
	    ticket_event_word(d->event),
	    arena_printf(k->a, "mail %s from %s: %s", k->p->msg->message_id,
		part.address, d->reason));
	if (e == OK && *d->thread.alarm != '\0')
		e = event(k, "tanggap", "alarm", d->thread.alarm);
	return e == OK ? move_ticket(k) : e;
}

/* One opening answer per ticket; further ones once a day; without a ticket
 * once per address and day. */
static const char *
dedup_key(struct work *k)
{
	const struct decision *d = k->p->decision;
	const struct office *o = &k->setup->settings.office;
	long long day = (long long)tod_day(k->p->now, o->offset);
	long long ticket = (long long)k->r->ticket.id;

	if (d->opens)
		return arena_printf(k->a, "%s:%lld", d->template, ticket);
	if (ticket != 0)
		return arena_printf(
		    k->a, "%s:%lld:%lld", d->template, ticket, day);
	return arena_printf(k->a, "%s:%s:%lld", d->template, d->to, day);
}

static enum err
answer(struct work *k)
{
	const struct decision *d = k->p->decision;
	struct post post = { .msg = k->p->msg,
		.decision = d,
		.ticket = &k->r->ticket,
		.received = k->p->received,
		.now = k->p->now,
		.size = k->p->row->size };
	const char *silence = d->silence;
	enum err e;

	if (*d->template != '\0' && k->p->old)
		silence = "received too long ago for an automatic answer";
	if (*d->template == '\0' || *silence != '\0')
		return k->r->ticket.id == 0 || *silence == '\0'
			   ? OK
			   : event(k, "tanggap", "silent", silence);
	post.dedup = dedup_key(k);
	e = post_answer(k->s, k->setup, k->a, &post, &k->r->answered, k->w);
	if (e == OK && k->r->answered && k->r->ticket.id != 0)
		e = event(k, "tanggap", "answer-queued",
		    arena_printf(k->a, "%s to %s", d->template, d->to));
	return e;
}

static enum err
remember_person(struct work *k)
{
	const struct decision *d = k->p->decision;
	struct person p = { .address = k->r->ticket.requester,
		.name = k->r->ticket.name,
		.language = d->seen_language,
		.last_at = k->p->now,
		.muted_until = TOD_NONE };

	if (!d->opens || *p.address == '\0')
		return OK;
	return person_wrote(k->s, &p, k->w);
}

enum err
apply_decision(struct store *s, const struct setup *setup, struct arena *a,
    const struct apply *p, struct applied *r, struct why *w)
{
	struct work k = { s, setup, a, p, r, w };
	const struct decision *d = p->decision;
	struct inbox_decision done = { .id = p->row->id,
		.outcome = d->outcome,
		.reason = d->reason,
		.message_id = p->msg->message_id,
		.at = p->now };
	enum err e = OK;

	*r = (struct applied){ 0 };
	if (d->opens)
		e = open_ticket(&k);
	else if (d->happens && d->thread.ticket != NULL)
		e = follow_ticket(&k);
	if (e == OK)
		e = remember_person(&k);
	if (e == OK)
		e = answer(&k);
	done.ticket = r->ticket.id;
	return e == OK ? inbox_decide(s, &done, w) : e;
}
