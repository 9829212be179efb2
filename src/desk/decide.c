/*
 * One decision about one mail, from the answers of judge, thread, classify,
 * complete and ticket. It applies nothing and never sees the store.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/classify_priv.h"
#include "desk/decide_priv.h"
#include "desk/decide_survey.h"
#include "desk/form.h"

#define PERSON_WEIGHT 1.5 /* of a rule that only a person trips */

const struct desk_ticket *
decide_ticket(const struct desk_facts *f, const struct thread_candidate *c)
{
	return c == NULL ? NULL : &f->tickets[c - f->candidates];
}

static void
start_clock(struct deciding *x)
{
	struct decision *r = x->r;
	const struct portal_task *task = r->task;
	struct clock_run run = { x->f->received, TOD_NONE, true };
	struct clock_ask q = { .office = x->d->office,
		.calendar = x->d->calendar,
		.c = { r->kind, r->verdict.supervisory, r->verdict.service,
		    task != NULL ? task->channel : "email",
		    task != NULL ? task->deadline : TOD_NONE },
		.runs = &run,
		.n = 1 };
	struct clock c;

	clock_replay(NULL, &q, &c, NULL);
	r->complete_at = x->f->received;
	r->due = c.due;
	r->first_due = c.first_due;
	r->due_unlisted = c.unlisted;
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
		return r->verdict.service != NULL &&
			       strcmp(r->verdict.service, "data-pribadi") == 0
			   ? "ack-data-pribadi"
			   : "ack-layanan-lain";
	case KIND_BUKAN_LAYANAN:
		return "ack-bukan-layanan";
	default:
		return "ack-ragu";
	}
}

static enum ticket_event
opening_event(const struct decision *r)
{
	if (r->verdict.thanks_only)
		return TE_THANKS;
	if (r->kind == KIND_RAGU)
		return TE_OPEN_UNSURE;
	if (r->kind == KIND_KONSULTASI && !r->complete.ok)
		return TE_OPEN_INCOMPLETE;
	return TE_OPEN_COMPLETE;
}

void
decide_step(struct decision *r, enum state from, enum ticket_event e)
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

/* Whoever asks is told what of it was understood. */
static void
tell_understood(struct deciding *x)
{
	struct decision *r = x->r;
	const struct mail_view *v = r->verdict.view;
	struct tod t;

	if (r->kind != KIND_KONSULTASI || v == NULL)
		return;
	tod_split(x->f->received, x->d->office->offset, &t);
	understand(x->a, x->d->understanding,
	    &(struct understand_ask){ .subject = v->text.field[RULE_SUBJECT],
		.text = v->text.field[RULE_TEXT],
		.reply = v->reply,
		.topic = r->verdict.topic,
		.year = t.year },
	    &r->understood);
}

void
decide_open(struct deciding *x, const char *why)
{
	struct decision *r = x->r;

	r->outcome = OUTCOME_TICKET;
	r->opens = true;
	r->reason = arena_printf(x->a, "%s, %s", kind_word(r->kind), why);
	decide_step(r, STATE_NONE, opening_event(r));
	tell_understood(x);
	if (r->effects & EFFECT_START_CLOCK)
		start_clock(x);
	r->template = r->thread.late ? "new-after-close" : opening_template(r);
}

/* The office may ask for an account at the service portal. */
void
decide_account(struct deciding *x, struct decision *r)
{
	struct strs have = r->complete.missing;
	const char **v;

	if (!x->d->office->account_required ||
	    r->verdict.kind != KIND_KONSULTASI ||
	    form_account(x->a, x->m->subject) ||
	    form_account(x->a, x->m->reply_text))
		return;
	v = arena_array(x->a, have.n + 1, sizeof(*v));
	if (have.n > 0)
		memcpy(v, have.v, have.n * sizeof(*v));
	v[have.n] = "akun";
	r->complete.missing = (struct strs){ v, have.n + 1 };
	r->complete.ok = false;
}

enum topic
decide_topic(const struct verdict *v)
{
	double sum[TOPIC_COUNT] = { 0 };
	int i, best = TOPIC_DATA;
	size_t k;

	for (k = 0; k < v->nhits; k++)
		sum[v->hits[k].rule->topic] += v->hits[k].rule->weight;
	for (i = 1; i < TOPIC_COUNT; i++)
		if (sum[i] > sum[best])
			best = i;
	return (enum topic)best;
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

/* It was passed on, or stolen; whoever has it hears nothing from us. */
static bool
has_officers_token(const struct threading *t)
{
	return t->linked && t->link != NULL && t->link->via == VIA_TOKEN &&
	       t->link->role != NULL && text_ieq(t->link->role, "officer");
}

static void
open_ticket(struct deciding *x)
{
	struct decision *r = x->r;
	bool machine = reads_like_machine(&r->verdict);

	r->kind = machine ? KIND_RAGU : r->verdict.kind;
	decide_account(x, r);
	decide_open(x, r->thread.why);
	if (machine) {
		r->silence = "its words are those of a machine";
		r->judged.may_reply = false;
		r->judged.reply_why = r->silence;
	} else if (has_officers_token(&r->thread)) {
		r->silence = "an officer's token in a strange hand";
	} else if (r->verdict.thanks_only) {
		r->silence = "thanks are filed in silence";
	}
	if (*r->silence != '\0')
		r->template = "";
	else
		decide_second(x);
}

static void
from_officer(
    struct deciding *x, const struct officer *who, const struct desk_ticket *t)
{
	struct decision *r = x->r;

	r->outcome = OUTCOME_COMMAND;
	r->reason = arena_printf(x->a,
	    "mail of officer %s: held, nothing is sent to a citizen", who->id);
	r->silence = "officers get no acknowledgement";
	if (t != NULL)
		decide_step(r, t->state, TE_NOTE);
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
decide_structural(struct deciding *x)
{
	const struct desk_facts *f = x->f;
	const struct desk_ticket *t;
	struct decision *r = x->r;

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
	if ((t = decide_ticket(f, r->thread.ticket)) == NULL)
		return;
	if (r->outcome == OUTCOME_BOUNCE && is_failure(x->m))
		decide_step(r, t->state, TE_BOUNCE);
	else if (r->outcome == OUTCOME_BOUNCE || r->outcome == OUTCOME_AUTO)
		decide_step(r, t->state, TE_NOTE);
}

/* A complaint that arrives in a consultation is a case of its own: other
 * people handle it, by another clock. */
static bool
turns_complaint(const struct desk_ticket *t, const struct verdict *v)
{
	return v->kind == KIND_PENGADUAN && t->kind != KIND_PENGADUAN;
}

static void
part_from(struct threading *t)
{
	t->linked = true;
	t->link = t->ticket;
	t->ticket = NULL;
	t->third_party = false;
	t->how = THREAD_NEW;
	t->why = "a complaint within a consultation opens a linked ticket";
}

/* Thanks change nothing, so they may join what they only seem to belong to. */
static void
thank(struct threading *t)
{
	if (!t->maybe)
		return;
	t->ticket = t->link;
	t->link = NULL;
	t->linked = t->maybe = false;
	t->why = "thanks, and the sender has an open case";
}

static void
decide_person(struct deciding *x)
{
	struct decision *r = x->r;
	const struct desk_ticket *t;

	/* a delivery report has a form, which judge_mail() knows; who merely
	 * speaks of one is a person */
	if (r->verdict.kind == KIND_BOUNCE)
		r->verdict.kind = KIND_RAGU;
	/* a task from a service portal is never thrown away */
	if (r->judged.portal && r->verdict.kind == KIND_SPAM)
		r->verdict.kind = KIND_RAGU;
	if (decide_survey(x->a, x->m, x->f, r))
		return;
	if (r->verdict.thanks_only)
		thank(&r->thread);
	t = decide_ticket(x->f, r->thread.ticket);
	if (t != NULL && turns_complaint(t, &r->verdict)) {
		part_from(&r->thread);
		t = NULL;
	}
	if (t != NULL) {
		decide_follow(x, t);
	} else if (r->verdict.kind == KIND_SPAM) {
		r->outcome = OUTCOME_SPAM;
		r->reason = r->verdict.reasons.n > 0 ? r->verdict.reasons.v[0]
						     : "spam";
		r->silence = "spam is never answered";
	} else {
		open_ticket(x);
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

static void
decide_words(struct deciding *x)
{
	const struct desk *d = x->d;
	const struct msg *m = x->m;
	struct decision *r = x->r;
	const struct officer *who = officer_of(d->office, m);

	classify_mail(x->a, d->classifier, d->office, m, &r->verdict);
	complete_mail(
	    x->a, d->classifier, d->office, m, &r->verdict, &r->complete);
	/* a forged officer's spam is spam like any other */
	if (who != NULL &&
	    (r->verdict.kind != KIND_SPAM || m->auth.dmarc != AUTH_FAIL))
		from_officer(x, who, decide_ticket(x->f, r->thread.ticket));
	else
		decide_person(x);
}

void
decide_mail(struct arena *a, const struct desk *d, const struct msg *m,
    const struct desk_facts *f, struct decision *d_r)
{
	struct deciding x = { a, d, m, f, d_r, NULL };
	struct decision *r = d_r;

	*r = (struct decision){ .reason = "",
		.template = "",
		.to = "",
		.silence = "",
		.alarm = "",
		.alarm_key = "",
		.due = TOD_NONE,
		.first_due = TOD_NONE,
		.complete_at = TOD_NONE };
	judge_mail(a, d->office, m, &f->judge, &r->judged);
	thread_mail(a, d->office, m, f->candidates, f->n, f->now, &r->thread);
	r->authenticated = vouched(d->office, m);
	r->seen_language = language_of_mail(m);
	r->language = text_ieq(r->seen_language, "en") ? "en" : "id";
	if (!decide_as_task(&x)) {
		if (r->judged.outcome != OUTCOME_NONE)
			decide_structural(&x);
		else
			decide_words(&x);
	}
	decide_silence(&x);
	if (x.second != NULL) {
		x.r = x.second;
		decide_silence(&x);
	}
}
