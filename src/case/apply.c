/*
 * Carries out what desk/ decided, in one transaction: the only writer of
 * tickets for mail that comes in.
 */
#include <string.h>

#include "case/apply.h"
#include "base/banned.h"
#include "base/text.h"
#include "case/casework.h"
#include "desk/portal.h"
#include "case/facts.h"
#include "case/notify.h"
#include "case/post.h"
#include "case/undelivered.h"
#include "case/rate.h"
#include "store/people.h"

/* What one decision works with. */
struct work {
	struct casework k;
	const struct apply *p;
	const struct decision *d; /* p->decision, or its second */
	struct applied *r;
	struct why *w;
	const char *beside; /* of a second case: the first one's code */
};

static const char *
sender(const struct msg *m)
{
	return m->from.n > 0 ? m->from.v[0].address : "";
}

static enum err
event(struct work *k, const char *actor, const char *what, const char *detail)
{
	k->k.actor = actor;
	return case_event(&k->k, &k->r->ticket, what, detail, k->w);
}

static enum err
tell(struct work *k, enum notify_what what, const char *words)
{
	struct notify n = { .what = what,
		.ticket = &k->r->ticket,
		.msg = k->p->msg,
		.row = k->p->row,
		.decision = k->d,
		.words = words };

	k->k.actor = "tanggap";
	return notify(&k->k, &n, k->w);
}

static enum err
alarm(struct work *k, const char *key, const char *words)
{
	struct notify_alarm n = { .key = key,
		.subject = "Perlu perhatian",
		.words = words,
		.ticket = k->r->ticket.id };

	k->k.actor = "tanggap";
	return notify_alarm(&k->k, &n, k->w);
}

static enum err
link_to(struct work *k)
{
	const struct threading *t = &k->d->thread;
	struct link_row l = { .from = k->r->ticket.id, .at = k->p->now };
	enum err e;

	if (!t->linked || t->link == NULL)
		return OK;
	l.to = t->link->ticket;
	l.why = t->late                   ? "late"
		: t->maybe                ? "maybe"
		: t->link->sender_is_part ? "complaint"
					  : "stranger";
	if ((e = ticket_link_add(k->k.s, &l, k->w)) != OK)
		return e;
	return event(k, "tanggap", "linked",
	    arena_printf(k->k.a, "%s: %s", t->link->code, t->why));
}

/* The reasons of the verdict, as the ticket's history keeps them. */
static const char *
reasons(struct work *k)
{
	const struct verdict *v = &k->d->verdict;
	struct buf b;
	const char *s;
	size_t i;

	buf_init(&b, 4000);
	buf_addf(&b, "%s%s%s %.2f", kind_word(v->kind), v->topic ? "/" : "",
	    topic_word(v->topic), v->score);
	for (i = 0; i < v->reasons.n; i++)
		buf_addf(&b, "; %s", v->reasons.v[i]);
	s = arena_strn(k->k.a, b.s, b.len);
	buf_free(&b);
	return s;
}

static void
new_ticket(struct work *k, struct ticket_row *t)
{
	const struct decision *d = k->d;
	const struct msg *m = k->p->msg;
	const struct office *o = &k->k.setup->settings.office;
	const struct addr *to = judge_reply_address(o, m);

	*t = (struct ticket_row){ .code = "",
		.kind = d->kind,
		.topic = d->verdict.topic,
		.requester = to ? to->address : sender(m),
		.name = m->from.n > 0 ? m->from.v[0].name : "",
		.channel = "email",
		.officer = "",
		.secret = d->verdict.secret,
		.supervisory = d->verdict.supervisory,
		.subject = m->subject,
		.subject_key = thread_subject(k->k.a, o->prefix, m->subject),
		.language = d->language,
		.score = d->verdict.score,
		/* who may see a part of the mail may not look it up */
		.inbox = d->part == NULL ? k->p->row->id : 0,
		.opened_at = k->p->received,
		.complete_at = d->complete_at,
		.service = d->verdict.service ? d->verdict.service : "",
		.external = "",
		.external_due = TOD_NONE,
		.missing = d->complete.missing };
	if (d->complete.ok)
		t->missing = (struct strs){ 0 };
}

/* The machine that wrote of a portal's task is no citizen. */
static void
from_task(struct work *k, struct ticket_row *t)
{
	const struct portal_task *task = k->p->decision->task;

	if (task == NULL)
		return;
	t->channel = task->channel;
	t->requester = task->address;
	t->name = task->requester;
	t->external = task->external;
	t->external_due = task->deadline;
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

	if (m->from.n != 1 || m->auth.dmarc == AUTH_FAIL ||
	    k->p->decision->task != NULL)
		return OK;
	return ticket_part_add(k->k.s, &part, k->w);
}

/* The case that the mail points at without belonging to it; id 0: none. */
static enum err
linked_ticket(struct work *k, struct ticket_row *t_r)
{
	const struct thread_candidate *c = k->d->thread.link;

	*t_r = (struct ticket_row){ .id = 0 };
	return c == NULL ? OK
			 : ticket_get(k->k.s, k->k.a, c->ticket, t_r, k->w);
}

static enum err
open_ticket(struct work *k)
{
	struct ticket_row *t = &k->r->ticket;
	struct ticket_row other;
	enum err e = linked_ticket(k, &other);

	if (e != OK)
		return e;
	new_ticket(k, t);
	from_task(k, t);
	/* perhaps the same person, from another address or later */
	t->secret |= other.secret;
	k->k.actor = "citizen";
	e = case_open(&k->k, t, k->d->event,
	    arena_printf(k->k.a, "mail %s from %s", k->p->msg->message_id,
		sender(k->p->msg)),
	    k->w);
	if (e != OK || (e = add_author(k)) != OK)
		return e;
	e = event(k, "tanggap", "classified", reasons(k));
	return e == OK ? link_to(k) : e;
}

/* The mail of ours that came back. */
static enum err
bounced_mail(struct work *k, struct outbox_row *o_r)
{
	struct token_list tokens;
	size_t i;
	enum err e = facts_tokens(
	    k->k.s, k->k.setup, k->k.a, k->p->msg, &tokens, k->w);

	*o_r = (struct outbox_row){ 0 };
	for (i = 0; e == OK && i < tokens.n; i++)
		if (tokens.v[i].ticket == k->r->ticket.id)
			return outbox_get(
			    k->k.s, k->k.a, tokens.v[i].row, o_r, k->w);
	return e;
}

static enum err
bounced(struct work *k)
{
	const struct msg *m = k->p->msg;
	struct outbox_row o;
	enum err e = bounced_mail(k, &o);

	if (e != OK || o.id == 0)
		return e == OK ? tell(k, NOTIFY_BOUNCE, "") : e;
	k->k.actor = "tanggap";
	if (text_ieq(o.role, "officer"))
		return undelivered_officer(&k->k, &o, k->w);
	e = undelivered_mute(&k->k, &k->r->ticket, &o, m->dsn, m->ndsn, k->w);
	return e == OK ? tell(k, NOTIFY_BOUNCE, "") : e;
}

static enum err
told(struct work *k, enum state before, unsigned effects)
{
	enum notify_what what = NOTIFY_ADDITION;

	if ((effects & EFFECT_TELL_OFFICER) == 0)
		return OK;
	if (k->d->event == TE_BOUNCE)
		return bounced(k);
	if (!state_is_open(before) && state_is_open(k->r->ticket.state))
		what = NOTIFY_REOPENED;
	return tell(k, what, "");
}

/* What is still missing of what was asked for. */
static enum err
keep_missing(struct work *k)
{
	struct ticket_row *t = &k->r->ticket;
	enum ticket_event event = k->d->event;

	if (t->missing.n == 0 || k->d->task != NULL ||
	    k->d->thread.third_party ||
	    (event != TE_COMPLETE && event != TE_ASK && event != TE_ADDITION))
		return OK;
	t->missing = k->d->complete.missing;
	return ticket_set_missing(k->k.s, t->id, t->missing, k->w);
}

/* Whoever writes is alive: mails go to him again. */
static enum err
is_alive(struct work *k)
{
	const struct msg *m = k->p->msg;
	struct person p = { .address = sender(m),
		.name = m->from.n > 0 ? m->from.v[0].name : "",
		.language = k->d->seen_language ? k->d->seen_language : "",
		.last_at = k->p->now,
		.muted_until = TOD_NONE };

	if (k->d->outcome != OUTCOME_FOLLOWUP || k->d->task != NULL ||
	    k->d->thread.third_party || m->from.n != 1)
		return OK;
	return person_wrote(k->k.s, &p, k->w);
}

static enum err
join(struct work *k)
{
	const struct msg *m = k->p->msg;
	struct part_row part = { .ticket = k->r->ticket.id,
		.address = sender(m),
		.name = m->from.n > 0 ? m->from.v[0].name : "",
		.role = "third",
		.how = "token",
		.at = k->p->now };

	if (!k->d->thread.third_party || *part.address == '\0')
		return OK;
	return ticket_part_add(k->k.s, &part, k->w);
}

static enum err
follow_ticket(struct work *k)
{
	const struct decision *d = k->d;
	struct ticket_row *t = &k->r->ticket;
	struct case_move move = { .event = d->event, .at = k->p->received };
	enum state before;
	unsigned effects;
	enum err e;

	e = ticket_get(k->k.s, k->k.a, d->thread.ticket->ticket, t, k->w);
	if (e != OK || (e = join(k)) != OK)
		return e;
	before = t->state;
	move.detail = arena_printf(k->k.a, "mail %s from %s: %s",
	    k->p->msg->message_id, sender(k->p->msg), d->reason);
	k->k.actor = d->outcome == OUTCOME_FOLLOWUP ? "citizen" : "tanggap";
	e = case_move(&k->k, t, &move, &effects, k->w);
	if (e == OK)
		e = keep_missing(k);
	if (e == OK)
		e = is_alive(k);
	return e == OK ? told(k, before, effects) : e;
}

/* One opening answer per ticket; further ones once a day; without a ticket
 * once per address and day. */
static const char *
dedup_key(struct work *k)
{
	const struct decision *d = k->d;
	const struct office *o = &k->k.setup->settings.office;
	long long day = (long long)tod_day(k->p->now, o->offset);
	long long ticket = (long long)k->r->ticket.id;

	if (d->opens)
		return arena_printf(k->k.a, "%s:%lld", d->template, ticket);
	if (ticket != 0)
		return arena_printf(
		    k->k.a, "%s:%lld:%lld", d->template, ticket, day);
	return arena_printf(k->k.a, "%s:%s:%lld", d->template, d->to, day);
}

static enum err
answer(struct work *k)
{
	const struct decision *d = k->d;
	struct post post = { .msg = k->p->msg,
		.decision = d,
		.ticket = &k->r->ticket,
		.received = k->p->received,
		.now = k->p->now,
		.size = k->p->row->size,
		.beside = k->beside };
	const char *silence = d->silence;
	enum err e;

	if (*d->template != '\0' && k->p->old)
		silence = "received too long ago for an automatic answer";
	if (*d->template == '\0' || *silence != '\0')
		return k->r->ticket.id == 0 || *silence == '\0'
			   ? OK
			   : event(k, "tanggap", "silent", silence);
	post.dedup = dedup_key(k);
	e = post_answer(
	    k->k.s, k->k.setup, k->k.a, &post, &k->r->answered, k->w);
	if (e == OK && k->r->answered && k->r->ticket.id != 0)
		e = event(k, "tanggap", "answer-queued",
		    arena_printf(k->k.a, "%s to %s", d->template, d->to));
	return e;
}

static enum err
remember_person(struct work *k)
{
	const struct ticket_row *t = &k->r->ticket;
	struct person p = { .address = t->requester,
		.name = t->name,
		.language = k->d->seen_language ? k->d->seen_language : "",
		.last_at = k->p->now,
		.muted_until = TOD_NONE };

	if (*p.address == '\0' || k->p->decision->task != NULL)
		return OK;
	return person_wrote(k->k.s, &p, k->w);
}

/* Does the mail speak of a case that the coordinator must not know? */
static enum err
is_hidden(struct work *k, bool *hidden_r)
{
	struct ticket_row t;
	enum err e = linked_ticket(k, &t);

	*hidden_r = ticket_is_hidden(&k->r->ticket) ||
		    (e == OK && t.id != 0 && ticket_is_hidden(&t));
	return e;
}

/* Who writes about a hidden case is named to nobody but its officers. */
static enum err
alarm_hidden(struct work *k)
{
	const struct office *o = &k->k.setup->settings.office;
	struct notify_alarm n = { .subject = "Perlu perhatian",
		.key = arena_printf(k->k.a, "thread hidden %lld",
		    (long long)tod_day(k->p->now, o->offset)),
		.words = "Ada surat yang menunjuk pada sebuah tiket, padahal "
			 "pengirimnya tidak terbukti sebagai pihak dalam tiket "
			 "itu. Tidak ada yang diubah dan tidak ada isi tiket "
			 "yang dikirim. Karena menyangkut pengaduan atau "
			 "identitas rahasia, rinciannya hanya disampaikan "
			 "kepada petugas yang menanganinya." };

	k->k.actor = "tanggap";
	return notify_alarm(&k->k, &n, k->w);
}

/* Once a day of one ticket, however many strangers write. */
static enum err
alarm_thread(struct work *k)
{
	const struct office *o = &k->k.setup->settings.office;
	const struct thread_candidate *c = k->d->thread.link;
	const char *code = c != NULL ? c->code : "";
	const char *key = arena_printf(k->k.a, "thread %s %lld", code,
	    (long long)tod_day(k->p->now, o->offset));
	bool hidden;
	enum err e = is_hidden(k, &hidden);

	if (e != OK || hidden)
		return e != OK ? e : alarm_hidden(k);

	return alarm(k, key,
	    arena_printf(k->k.a,
		"Surat dari %s menunjuk pada tiket%s%s, padahal pengirimnya "
		"tidak terbukti sebagai pihak dalam tiket itu. Tidak ada yang "
		"diubah pada tiket itu dan tidak ada isinya yang dikirim "
		"kepada pengirim.%s%s",
		sender(k->p->msg), *code != '\0' ? " " : " yang bukan miliknya",
		code,
		k->r->ticket.id != 0 ? " Suratnya dicatat pada tiket " : "",
		k->r->ticket.id != 0 ? k->r->ticket.code : ""));
}

/* A stranger with a number, an officer's token in a strange hand, a budget
 * that is used up. */
static enum err
alarms(struct work *k)
{
	const struct decision *d = k->d;
	enum err e = OK;

	if (*d->thread.alarm != '\0') {
		if (k->r->ticket.id != 0)
			e = event(k, "tanggap", "alarm", d->thread.alarm);
		if (e == OK)
			e = alarm_thread(k);
	}
	if (e == OK && d->alarm != NULL && *d->alarm != '\0')
		e = alarm(k, d->alarm_key, d->alarm);
	return e;
}

static enum err
new_case(struct work *k)
{
	enum err e = open_ticket(k);

	if (e == OK)
		e = remember_person(k);
	if (e == OK)
		e = answer(k);
	/* last, for it says what the citizen was told */
	if (e == OK && (k->d->effects & EFFECT_TELL_OFFICER))
		e = tell(k, NOTIFY_NEW, "");
	return e;
}

/* A complaint that also asks: a case of its own beside the complaint. */
static enum err
second_case(struct work *k)
{
	struct applied r = { 0 };
	struct apply p = *k->p;
	struct work two = *k;
	struct link_row l = { .why = "also-asks", .at = k->p->now };
	enum err e;

	two.d = k->d->second;
	if (two.d->part != NULL)
		p.msg = two.d->part;
	two.p = &p;
	two.r = &r;
	two.beside = k->r->ticket.code;
	if ((e = new_case(&two)) != OK)
		return e;
	k->r->second = r.ticket;
	l.from = k->r->ticket.id;
	l.to = r.ticket.id;
	return ticket_link_add(k->k.s, &l, k->w);
}

enum err
apply_decision(struct store *s, const struct setup *setup, struct arena *a,
    const struct apply *p, struct applied *r, struct why *w)
{
	struct work k = { { s, setup, a, p->now, "tanggap" }, p, p->decision, r,
		w, NULL };
	const struct decision *d = p->decision;
	struct inbox_decision done = { .id = p->row->id,
		.outcome = d->outcome,
		.reason = d->reason,
		.message_id = p->msg->message_id,
		.at = p->now };
	enum err e = OK;

	*r = (struct applied){ 0 };
	if (d->opens)
		e = new_case(&k);
	else if (d->happens && d->thread.ticket != NULL)
		e = follow_ticket(&k);
	if (e == OK && !d->opens)
		e = answer(&k);
	if (e == OK)
		e = alarms(&k);
	if (e == OK && d->outcome == OUTCOME_QUARANTINE)
		e = notify_quarantine(&k.k, p->row, d->reason, w);
	if (e == OK && d->second != NULL)
		e = second_case(&k);
	if (e == OK)
		e = rate_case(&k.k, d, p->received, w);
	done.ticket = r->ticket.id;
	return e == OK ? inbox_decide(s, &done, w) : e;
}
