/*
 * One decision about one mail, from the answers of judge, thread, classify,
 * complete and ticket. It applies nothing and never sees the store.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/clock.h"
#include "desk/decide.h"
#include "desk/decide_survey.h"
#include "desk/portal.h"

#define PERSON_WEIGHT 1.5 /* of a rule that only a person trips */

void
decide_deadlines(const struct desk *d, enum kind kind, bool supervisory,
    int64_t from, struct decision *d_r)
{
	const struct portal_task *task = d_r->task;
	struct clock_run run = { from, TOD_NONE, true };
	struct clock_ask q = { .office = d->office,
		.calendar = d->calendar,
		.c = { kind, supervisory, d_r->verdict.service,
		    task != NULL ? task->channel : "email",
		    task != NULL ? task->deadline : TOD_NONE },
		.runs = &run,
		.n = 1 };
	struct clock c;

	clock_replay(NULL, &q, &c, NULL);
	d_r->due = c.due;
	d_r->first_due = c.first_due;
	d_r->due_unlisted = c.unlisted;
}

static const struct desk_ticket *
ticket_of(const struct desk_facts *f, const struct thread_candidate *c)
{
	return c == NULL ? NULL : &f->tickets[c - f->candidates];
}

/* Which answer fits a new ticket. */
static const char *
opening_template(const struct decision *r)
{
	switch (r->kind) {
	case KIND_KONSULTASI:
		return r->complete.ok ? "ack-konsultasi" : "ask-lengkapi";
	case KIND_PENGADUAN:
		return "ack-pengaduan";
	case KIND_LAYANAN_LAIN:
		return "ack-layanan-lain";
	case KIND_BUKAN_LAYANAN:
		return "ack-bukan-layanan";
	default:
		return "ack-ragu";
	}
}

static enum ticket_event
opening_event(const struct decision *r)
{
	if (r->kind == KIND_RAGU)
		return TE_OPEN_UNSURE;
	if (r->kind == KIND_KONSULTASI && !r->complete.ok)
		return TE_OPEN_INCOMPLETE;
	return TE_OPEN_COMPLETE;
}

static void
step(struct decision *r, enum state from, enum ticket_event e)
{
	struct why w;

	r->happens = true;
	r->event = e;
	if (ticket_next(from, e, &r->state, &r->effects, &w) != OK) {
		r->event = TE_NOTE;
		r->state = from;
		r->effects = 0;
	}
}

/*
 * Words alone do not prove a machine: a person looks, and nobody is answered;
 * unless the mail also asks or complains, for then a person wrote it.
 */
static bool
reads_like_machine(struct verdict *v)
{
	size_t i;

	if (v->kind != KIND_AUTO)
		return false;
	for (i = 0; i < v->nhits; i++) {
		const struct rule *r = v->hits[i].rule;

		if ((r->kind == KIND_PENGADUAN || r->kind == KIND_KONSULTASI) &&
		    r->weight >= PERSON_WEIGHT)
			v->kind = KIND_RAGU;
	}
	return v->kind == KIND_AUTO;
}

static void
open_ticket(struct arena *a, const struct desk *d, const struct desk_facts *f,
    struct decision *r)
{
	bool machine = reads_like_machine(&r->verdict);

	r->outcome = OUTCOME_TICKET;
	r->opens = true;
	r->kind = machine ? KIND_RAGU : r->verdict.kind;
	r->reason = arena_printf(
	    a, "%s, %s", kind_word(r->kind), r->thread.why);
	step(r, STATE_NONE, opening_event(r));
	if (r->event != TE_OPEN_INCOMPLETE) {
		r->complete_at = f->received;
		decide_deadlines(
		    d, r->kind, r->verdict.supervisory, f->received, r);
	}
	if (machine) {
		r->silence = "its words are those of a machine";
		r->judged.may_reply = false;
		r->judged.reply_why = r->silence;
	} else {
		r->template = r->thread.late ? "new-after-close"
					     : opening_template(r);
	}
}

/* The clock goes on with what was left when it was stopped, or starts. */
static void
run_clock(const struct desk *d, const struct desk_facts *f,
    const struct desk_ticket *t, struct decision *r)
{
	r->complete_at = f->received;
	decide_deadlines(d, t->kind, t->supervisory, f->received, r);
	if (t->complete_at != TOD_NONE && t->left_seconds > 0)
		r->due = calendar_work_add(
		    d->calendar, f->received, t->left_seconds);
}

/* What a requester's further mail does to his ticket. */
static void
follow(const struct desk *d, const struct desk_facts *f,
    const struct desk_ticket *t, struct decision *r)
{
	r->outcome = OUTCOME_FOLLOWUP;
	r->reason = r->thread.why;
	if (r->thread.third_party) {
		step(r, t->state, TE_NOTE);
		r->silence = "a third party learns nothing about a case";
		return;
	}
	if (r->verdict.thanks_only) {
		step(r, t->state, TE_THANKS);
		r->silence = "thanks are filed in silence";
		return;
	}
	step(r, t->state,
	    t->state == STATE_MENUNGGU ? TE_COMPLETE : TE_ADDITION);
	if (r->effects & (EFFECT_START_CLOCK | EFFECT_RESUME_CLOCK))
		run_clock(d, f, t, r);
	r->template = "ack-tambahan";
}

static void
from_officer(struct arena *a, const struct officer *who,
    const struct desk_ticket *t, struct decision *r)
{
	r->outcome = OUTCOME_COMMAND;
	r->reason = arena_printf(a,
	    "mail of officer %s: held, nothing is sent to a citizen", who->id);
	r->silence = "officers get no acknowledgement";
	if (t != NULL)
		step(r, t->state, TE_NOTE);
}

/* The budgets against mail bombs and duels of machines (DESIGN section 10). */
static const char *
over_budget(const struct office *o, const struct desk_facts *f)
{
	if (f->sent_address >= o->budget_address_day)
		return "this address has had its automatic mails of today";
	if (f->sent_domain >= o->budget_domain_day)
		return "this domain has had its automatic mails of today";
	if (f->sent_total >= o->budget_total_hour)
		return "the automatic mails of this hour are used up";
	return "";
}

/* Silence wins over every template, and says why. */
static void
silence(const struct desk *d, const struct msg *m, const struct desk_facts *f,
    struct decision *r)
{
	const struct addr *to = judge_reply_address(d->office, m);
	const char *budget = over_budget(d->office, f);

	if (*r->template == '\0')
		return;
	if (!r->judged.may_reply)
		r->silence = r->judged.reply_why;
	else if (to == NULL)
		r->silence = "no address that can be answered";
	else if (*budget != '\0')
		r->silence = budget;
	if (*r->silence != '\0')
		r->template = "";
	else
		r->to = to->address;
}

/* A report comes from a mail server, which takes part in nothing: our token
 * or Message-ID in it is enough to know which case it is about. */
static const struct thread_candidate *
bounced_case(const struct desk_facts *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->candidates[i].via == VIA_TOKEN ||
		    f->candidates[i].via == VIA_REFERENCES)
			return &f->candidates[i];
	return NULL;
}

/* Did our mail not arrive? A delay and "delivered" say no such thing. */
static bool
is_failure(const struct msg *m)
{
	size_t i;

	for (i = 0; i < m->ndsn; i++)
		if (text_ieq(m->dsn[i].action, "failed"))
			return true;
	return m->ndsn == 0;
}

static void
decide_structural(
    const struct msg *m, const struct desk_facts *f, struct decision *r)
{
	const struct desk_ticket *t;

	r->outcome = r->judged.outcome;
	r->reason = r->judged.why;
	r->verdict.kind = r->judged.kind;
	r->verdict.score = 1;
	r->silence = r->judged.reply_why;
	if (r->outcome == OUTCOME_QUARANTINE) {
		r->template = f->judge.oversize ? "oversize" : "unreadable";
		r->silence = "";
	}
	if (r->outcome == OUTCOME_BOUNCE)
		r->thread.ticket = bounced_case(f);
	if ((t = ticket_of(f, r->thread.ticket)) == NULL)
		return;
	if (r->outcome == OUTCOME_BOUNCE && is_failure(m))
		step(r, t->state, TE_BOUNCE);
	else if (r->outcome == OUTCOME_BOUNCE || r->outcome == OUTCOME_AUTO)
		step(r, t->state, TE_NOTE);
}

/* A complaint that arrives in a consultation is a case of its own: other
 * people handle it, by another clock. */
static bool
turns_complaint(const struct desk_ticket *t, const struct verdict *v)
{
	return v->kind == KIND_PENGADUAN && t->kind != KIND_PENGADUAN;
}

static void
decide_person(struct arena *a, const struct desk *d, const struct msg *m,
    const struct desk_facts *f, struct decision *r)
{
	const struct desk_ticket *t = ticket_of(f, r->thread.ticket);

	/* a delivery report has a form, which judge_mail() knows; who merely
	 * speaks of one is a person */
	if (r->verdict.kind == KIND_BOUNCE)
		r->verdict.kind = KIND_RAGU;
	/* a task from a service portal is never thrown away */
	if (r->judged.portal && r->verdict.kind == KIND_SPAM)
		r->verdict.kind = KIND_RAGU;
	if (decide_survey(a, m, f, r))
		return;
	if (t != NULL && turns_complaint(t, &r->verdict)) {
		r->thread.linked = true;
		r->thread.link = r->thread.ticket;
		r->thread.ticket = NULL;
		r->thread.third_party = false;
		r->thread.how = THREAD_NEW;
		r->thread.why = "a complaint within a consultation opens a "
				"linked ticket";
		t = NULL;
	}
	if (t != NULL) {
		follow(d, f, t, r);
	} else if (r->verdict.kind == KIND_SPAM) {
		r->outcome = OUTCOME_SPAM;
		r->reason = r->verdict.reasons.n > 0 ? r->verdict.reasons.v[0]
						     : "spam";
		r->silence = "spam is never answered";
	} else {
		open_ticket(a, d, f, r);
	}
}

static const char *
domain_of(const char *address)
{
	const char *at = strrchr(address, '@');

	return at ? at + 1 : "";
}

/* Whose domain vouches for the mail may see his own words again; an answer
 * that a Reply-To sends elsewhere would carry them to a stranger. */
static bool
vouched(const struct office *o, const struct msg *m)
{
	const struct addr *to = judge_reply_address(o, m);

	return (m->auth.dmarc == AUTH_PASS || m->auth.dkim == AUTH_PASS) &&
	       to != NULL && m->from.n == 1 &&
	       text_ieq(
		   domain_of(to->address), domain_of(m->from.v[0].address));
}

/* An officer among the authors: such a mail is held, proven or not. */
static const struct officer *
officer_of(const struct office *o, const struct msg *m)
{
	const struct officer *who = NULL;
	size_t i;

	for (i = 0; i < m->from.n && who == NULL; i++)
		who = office_officer(o, m->from.v[i].address);
	return who;
}

void
decide_mail(struct arena *a, const struct desk *d, const struct msg *m,
    const struct desk_facts *f, struct decision *d_r)
{
	const struct officer *who;
	struct decision *r = d_r;

	*r = (struct decision){ .reason = "",
		.template = "",
		.to = "",
		.silence = "",
		.due = TOD_NONE,
		.first_due = TOD_NONE,
		.complete_at = TOD_NONE };
	judge_mail(a, d->office, m, &f->judge, &r->judged);
	thread_mail(a, d->office, m, f->candidates, f->n, f->now, &r->thread);
	r->authenticated = vouched(d->office, m);
	r->seen_language = language_of_mail(m);
	r->language = text_ieq(r->seen_language, "en") ? "en" : "id";
	if (r->judged.outcome != OUTCOME_NONE) {
		decide_structural(m, f, r);
	} else {
		classify_mail(a, d->classifier, d->office, m, &r->verdict);
		complete_mail(
		    a, d->classifier, d->office, m, &r->verdict, &r->complete);
		who = officer_of(d->office, m);
		/* a forged officer's spam is spam like any other */
		if (who != NULL && (r->verdict.kind != KIND_SPAM ||
				       m->auth.dmarc != AUTH_FAIL))
			from_officer(a, who, ticket_of(f, r->thread.ticket), r);
		else
			decide_person(a, d, m, f, r);
	}
	silence(d, m, f, r);
}
