/*
 * One mail of an officer: facts, plan, and what the plan says. It must never
 * do for a mail that is not proven what its words ask for.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/casevalues.h"
#include "desk/assign.h"
#include "case/notify.h"
#include "case/officer_priv.h"
#include "store/search.h"

/* Who speaks: From, not a colleague among several authors. */
static const struct officer *
author_of(const struct office *o, const struct msg *m)
{
	const struct officer *who = NULL;
	size_t i;

	for (i = 0; i < m->from.n && who == NULL; i++)
		who = office_officer(o, m->from.v[i].address);
	return who;
}

static bool
says_something(enum act x)
{
	return x == ACT_ANSWER || x == ACT_PROGRESS || x == ACT_ASK;
}

static enum outcome
outcome_of(const struct officer_work *o)
{
	size_t i;

	switch (o->plan.how) {
	case PLAN_SILENT:
		return OUTCOME_AUTO;
	case PLAN_RECORD:
		return OUTCOME_ANSWER;
	case PLAN_DO:
		for (i = 0; i < o->nrows && !o->failed; i++)
			if (says_something(o->rows[i].x->act))
				return OUTCOME_ANSWER;
		return OUTCOME_COMMAND;
	default:
		return OUTCOME_COMMAND;
	}
}

static enum err
note(struct officer_work *o, const char *what)
{
	if (o->ticket.id == 0)
		return OK;
	return case_event(o->k, &o->ticket, what, o->plan.log, o->w);
}

bool
officer_asks_which(const struct officer_work *o)
{
	return o->plan.how == PLAN_HOLD && o->ticket.id == 0 &&
	       o->facts.guesses.n > 1;
}

/* What waited for want of a ticket has been done for one. */
static enum err
end_question(struct officer_work *o)
{
	struct pending_row p = { .id = 0 };
	enum err e = OK;

	if (o->pending_asked && o->pending.id != 0 && o->pending.ticket == 0 &&
	    o->ticket.id != 0 && !o->asks_only)
		e = pending_get(o->k->s, o->k->a, o->pending.id, &p, o->w);
	return e == OK && p.id != 0 && p.state == PENDING_OPEN
		   ? pending_end(o->k->s, p.id, PENDING_DONE, o->w)
		   : e;
}

static enum err
do_orders(struct officer_work *o)
{
	int64_t outbox;
	enum err e = officer_run(o);

	if (e != OK)
		return e;
	if (o->failed)
		return officer_notice(o, OFFICER_REFUSED, &outbox);
	if ((e = end_question(o)) != OK)
		return e;
	if (o->asks_only && o->nrows > 0)
		return OK; /* the answer has gone out already */
	return officer_notice(o, OFFICER_RECEIPT, &outbox);
}

/* Beside the officer himself, who may not read his mail today. */
static enum err
tell_unproven(struct officer_work *o)
{
	const struct office *f = &o->k->setup->settings.office;
	struct notify_alarm n = {
		.subject = "Surat atas nama petugas belum terbukti",
		.key = arena_printf(o->k->a, "officer %s %s %lld", o->who->id,
		    o->plan.log, (long long)tod_day(o->k->now, f->offset)),
		.words = arena_printf(o->k->a,
		    "Ada surat yang mengatasnamakan petugas %s (%s), tetapi "
		    "belum terbukti darinya. Tidak ada yang dikerjakan dan "
		    "tidak ada yang dikirim. Petugas sudah ditanya di "
		    "alamatnya; surat itu baru dikerjakan bila dijawab \"ya\". "
		    "Suratnya disimpan dengan nomor %lld di kotak masuk "
		    "sistem.",
		    o->who->name, o->who->address, (long long)o->p->row->id)
	};

	return notify_alarm(o->k, &n, o->w);
}

static enum err
ask_back(struct officer_work *o, enum officer_notice what, const char *why)
{
	struct pending_row p = { .inbox = o->p->row->id,
		.ticket = o->ticket.id,
		.officer = o->who->id,
		.why = why,
		.note = o->plan.reason,
		.at = o->k->now };
	enum err e = officer_notice(o, what, &p.outbox);

	if (e == OK)
		e = pending_add(o->k->s, &p, o->w);
	if (e == OK && what == OFFICER_CONFIRM)
		e = tell_unproven(o);
	return e == OK ? note(o, why) : e;
}

bool
officer_waits(const struct officer_work *o)
{
	return !text_ieq(o->plan.log, "reply to an overview");
}

enum err
officer_hold(struct officer_work *o)
{
	int64_t outbox;

	if (!officer_waits(o))
		return officer_notice(o, OFFICER_HELD, &outbox);
	return ask_back(o, OFFICER_HELD, "held");
}

/* Nothing happens to the case; a person hears of it, without its contents. */
static enum err
raise_alarm(struct officer_work *o)
{
	const struct office *f = &o->k->setup->settings.office;
	struct notify_alarm n = { .subject = "Surat atas nama petugas ditolak",
		.key = arena_printf(o->k->a, "officer %s %s %lld", o->who->id,
		    o->plan.log, (long long)tod_day(o->k->now, f->offset)),
		.words = arena_printf(o->k->a,
		    "Ada surat yang mengatasnamakan petugas %s (%s). %s Tidak "
		    "ada yang dikerjakan dan tidak ada yang dikirim. Suratnya "
		    "disimpan dengan nomor %lld di kotak masuk sistem.",
		    o->who->name, o->who->address, o->plan.reason,
		    (long long)o->p->row->id) };

	enum err e = notify_alarm(o->k, &n, o->w);

	/* he says that it was not he: what waits for that is dropped */
	if (e == OK && o->pending.id != 0 && o->plan.orders.n > 0)
		e = pending_end(o->k->s, o->pending.id, PENDING_DROPPED, o->w);
	return e;
}

enum err
officer_record(struct officer_work *o)
{
	struct case_move m = { .event = TE_ANSWER,
		.at = o->p->received,
		.detail = arena_printf(o->k->a, "mail %s sent by %s",
		    o->p->msg->message_id, o->p->msg->from.v[0].address) };
	struct entry entry = { .source = "answer",
		.ticket = o->ticket.id,
		.title = o->ticket.subject,
		.body = *o->plan.text != '\0' ? o->plan.text
					      : o->p->msg->reply_text,
		.at = o->k->now };
	enum err e = case_move(o->k, &o->ticket, &m, NULL, o->w);

	if (e == ERR_ITEM) /* of a case that is no case: only noted */
		e = note(o, "answered-elsewhere");
	if (e == OK && !ticket_is_hidden(&o->ticket))
		e = entry_add(o->k->s, &entry, o->w);
	return e;
}

/* An answer that he sent himself. */
static enum err
record_answer(struct officer_work *o)
{
	int64_t outbox;
	enum err e;

	if (o->ticket.id == 0)
		return OK;
	o->nrows = 0;
	e = officer_record(o);
	return e == OK ? officer_notice(o, OFFICER_RECEIPT, &outbox) : e;
}

/* To those whose case it is, as if it were held for each of them. */
enum err
officer_show(struct officer_work *o)
{
	const struct office *f = &o->k->setup->settings.office;
	struct assign_case q = case_assign(o->k, &o->ticket);
	struct officers told = assign_told(o->k->a, f, &q);
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < told.n; i++) {
		struct officer_work other = *o;

		if (told.v[i] == o->who)
			continue;
		other.who = told.v[i];
		other.writer = author_of(f, o->p->msg);
		other.facts.may_know = true;
		e = officer_hold(&other);
	}
	return e;
}

static enum err
pass_on(struct officer_work *o)
{
	struct done_row *row = arena_alloc(o->k->a, sizeof(*row));
	struct action *x = arena_alloc(o->k->a, sizeof(*x));
	int64_t outbox;
	enum err e = officer_show(o);

	if (e != OK)
		return e;
	/* of a case that he only guessed at he is told nothing */
	*x = (struct action){ .act = ACT_NOTE,
		.written = o->facts.guessed
			       ? "Pos-el Anda"
			       : arena_printf(o->k->a,
				     "Pos-el Anda tentang tiket %s",
				     o->ticket.code) };
	*row = (struct done_row){ x,
		"Diteruskan kepada petugas yang berwenang. Tidak ada yang "
		"terkirim ke pemohon.",
		true };
	o->rows = row;
	o->nrows = 1;
	return officer_notice(o, OFFICER_RECEIPT, &outbox);
}

/* Nothing was to be done: he hears why. */
static enum err
say_why(struct officer_work *o)
{
	struct done_row *row = arena_alloc(o->k->a, sizeof(*row));
	struct action *x = arena_alloc(o->k->a, sizeof(*x));
	int64_t outbox;

	*x = (struct action){ .act = ACT_NOTE, .written = "Pos-el Anda" };
	*row = (struct done_row){ x, o->plan.reason, true };
	o->rows = row;
	o->nrows = 1;
	return officer_notice(o, OFFICER_RECEIPT, &outbox);
}

static enum err
carry_out(struct officer_work *o)
{
	int64_t outbox;

	switch (o->plan.how) {
	case PLAN_DO:
		return o->plan.orders.n > 0 ? do_orders(o) : say_why(o);
	case PLAN_PASS:
		return pass_on(o);
	case PLAN_HOLD:
		return o->lapsed.id != 0 && text_ieq(o->plan.log, "lapsed")
			   ? officer_again(o)
			   : officer_hold(o);
	case PLAN_CONFIRM:
		return ask_back(o, OFFICER_CONFIRM, "confirm");
	case PLAN_REFUSE:
		return officer_notice(o, OFFICER_REFUSED, &outbox);
	case PLAN_ALARM:
		return raise_alarm(o);
	case PLAN_RECORD:
		return record_answer(o);
	default:
		return note(o, "officer-auto");
	}
}

enum err
officer_mail(struct casework *k, const struct apply *p, struct decision *d,
    struct applied *r, struct why *w)
{
	const struct office *office = &k->setup->settings.office;
	struct inbox_decision done = {
		.id = p->row->id, .message_id = p->msg->message_id, .at = p->now
	};
	struct officer_work o = { .k = k,
		.p = p,
		.who = author_of(office, p->msg),
		.sent_to = "",
		.text = "",
		.w = w };
	struct plan *plan;
	enum err e;

	*r = (struct applied){ 0 };
	k->actor = o.who->id;
	if ((e = officer_facts(&o, false)) != OK)
		return e;
	o.about = o.ticket.id;
	officer_plan(k->a, office, o.p->msg, &o.facts, &o.plan);
	if (o.facts.proven && o.plan.how != PLAN_ALARM &&
	    (e = meta_set_int(k->s, officer_proof_key(&o), k->now, w)) != OK)
		return e;
	if ((e = carry_out(&o)) != OK)
		return e;
	d->outcome = outcome_of(&o);
	d->reason = arena_printf(k->a, "officer %s: %s%s%s%s", o.who->id,
	    plan_word(o.plan.how), *o.plan.log != '\0' ? ", " : "", o.plan.log,
	    o.failed ? ", refused" : "");
	r->ticket = o.ticket;
	r->plan = plan = arena_alloc(k->a, sizeof(*plan));
	*plan = o.plan;
	done.outcome = d->outcome;
	done.reason = d->reason;
	/* an officer's mail is a case's mail only where it was one */
	if (o.plan.how != PLAN_ALARM)
		done.ticket = o.ticket.id;
	return inbox_decide(k->s, &done, w);
}
