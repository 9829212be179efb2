/*
 * Answers that the desk did not send: which ticket they answer. It must never
 * send anything.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/facts.h"
#include "case/notify.h"
#include "case/officer_sent.h"
#include "store/outbox.h"
#include "store/search.h"

#define RECIPIENTS_MAX 20
#define TICKETS_MAX 20

struct sent_work {
	struct casework *k;
	const struct apply *p;
	struct decision *d;
	struct ticket_row ticket;
	struct why *w;
};

enum err
officer_ticket_of(struct casework *k, const struct addrs *to,
    struct ticket_row *t_r, struct why *w)
{
	const struct office *o = &k->setup->settings.office;
	struct ticket_rows rows;
	size_t i, n, open;
	enum err e;

	*t_r = (struct ticket_row){ .id = 0 };
	for (i = 0; i < to->n && i < RECIPIENTS_MAX && t_r->id == 0; i++) {
		struct ticket_ask q = { .list = LIST_REQUESTER,
			.who = to->v[i].address,
			.page = { 0, TICKETS_MAX } };

		if (office_is_own(o, q.who) || office_officer(o, q.who))
			continue;
		if ((e = tickets(k->s, k->a, &q, &rows, w)) != OK)
			return e;
		for (n = open = 0; n < rows.n; n++)
			if (state_is_open(rows.v[n].state)) {
				*t_r = rows.v[n];
				open++;
			}
		if (open > 1)
			*t_r = (struct ticket_row){ .id = 0 };
	}
	return OK;
}

static enum err
goes_to_part(struct sent_work *s, const struct ticket_row *t, bool *is_r)
{
	const struct msg *m = s->p->msg;
	const struct addrs *lists[] = { &m->to, &m->cc };
	enum err e = OK;
	size_t i, k;

	*is_r = false;
	for (i = 0; i < 2; i++)
		for (k = 0; k < lists[i]->n && k < RECIPIENTS_MAX; k++)
			if (e == OK && !*is_r &&
			    office_officer(&s->k->setup->settings.office,
				lists[i]->v[k].address) == NULL)
				e = ticket_part_is(s->k->s, t->id,
				    lists[i]->v[k].address, is_r, s->w);
	return e;
}

/* The ticket of the mails that it refers to, if one of its people gets it. */
static enum err
find_by_thread(struct sent_work *s)
{
	const struct msg *m = s->p->msg;
	const struct strs *refs[] = { &m->in_reply_to, &m->references };
	struct casework *k = s->k;
	struct ticket_ids ids;
	struct ticket_row t;
	size_t i, n;
	bool is;
	enum err e;

	for (i = 0; i < 2; i++) {
		e = cases_by_message_ids(k->s, k->a, *refs[i], &ids, s->w);
		if (e != OK)
			return e;
		for (n = 0; n < ids.n && s->ticket.id == 0; n++) {
			e = ticket_get(k->s, k->a, ids.v[n], &t, s->w);
			if (e != OK || (e = goes_to_part(s, &t, &is)) != OK)
				return e;
			if (is)
				s->ticket = t;
		}
	}
	return OK;
}

static enum err
is_known(struct sent_work *s, bool *known_r)
{
	const char *id = s->p->msg->message_id;
	struct inbox_row other;
	enum err e;

	*known_r = false;
	if (*id == '\0')
		return OK;
	if ((e = outbox_is_own(s->k->s, id, known_r, s->w)) != OK || *known_r)
		return e;
	e = inbox_by_message_id(s->k->s, s->k->a, id, &other, s->w);
	*known_r = other.id != 0 && other.id != s->p->row->id;
	return e;
}

static enum err
record(struct sent_work *s)
{
	const struct msg *m = s->p->msg;
	struct case_move move = { .event = TE_ANSWER,
		.at = s->p->received,
		.detail = arena_printf(
		    s->k->a, "mail %s sent from the mailbox", m->message_id) };
	struct entry entry = { .source = "answer",
		.ticket = s->ticket.id,
		.title = s->ticket.subject,
		.body = m->reply_text,
		.at = s->k->now };
	enum err e = case_move(s->k, &s->ticket, &move, NULL, s->w);

	if (e == ERR_ITEM)
		return case_event(
		    s->k, &s->ticket, "answered-elsewhere", move.detail, s->w);
	if (e == OK && !ticket_is_hidden(&s->ticket))
		e = entry_add(s->k->s, &entry, s->w);
	return e;
}

/*
 * Somebody answered an officer's notification from the desk's own mailbox. Who
 * it was nobody knows, so nothing is done; but he thinks that he has answered.
 */
static enum err
tell_lost_answer(struct sent_work *s)
{
	struct casework *k = s->k;
	struct token_list t;
	struct ticket_row ticket;
	struct notify_alarm n;
	enum err e = facts_tokens(k->s, k->setup, k->a, s->p->msg, &t, s->w);

	if (e != OK || t.n == 0 || !text_ieq(t.v[0].role, "officer"))
		return e;
	if ((e = ticket_get(k->s, k->a, t.v[0].ticket, &ticket, s->w)) != OK)
		return e;
	n = (struct notify_alarm){
		.subject = "Jawaban dari kotak layanan sendiri",
		.key = arena_printf(
		    k->a, "own answer %lld", (long long)s->p->row->id),
		.words = arena_printf(k->a,
		    "Pemberitahuan tiket %s kepada petugas %s dibalas dari "
		    "alamat kotak layanan sendiri. Siapa yang menulis tidak "
		    "diketahui, jadi tidak ada yang dikerjakan dan tidak ada "
		    "yang terkirim ke pemohon. Mohon balas lagi dari alamat "
		    "petugas. Suratnya disimpan dengan nomor %lld di kotak "
		    "masuk sistem.",
		    ticket.id != 0 ? ticket.code : "", t.v[0].address,
		    (long long)s->p->row->id)
	};
	s->d->reason = "an officer's notification, answered from the mailbox";
	return notify_alarm(k, &n, s->w);
}

static enum err
decide(struct sent_work *s)
{
	bool known;
	enum err e = is_known(s, &known);

	if (e != OK)
		return e;
	if (known) {
		s->d->outcome = OUTCOME_DUPLICATE;
		s->d->reason = "known already: we sent it, or it came to us";
		return OK;
	}
	if ((e = find_by_thread(s)) != OK)
		return e;
	if (s->ticket.id == 0 && (e = officer_ticket_of(s->k, &s->p->msg->to,
				      &s->ticket, s->w)) != OK)
		return e;
	if (s->ticket.id == 0) {
		s->d->outcome = OUTCOME_AUTO;
		s->d->reason = "sent from the mailbox, of no ticket";
		return tell_lost_answer(s);
	}
	s->d->outcome = OUTCOME_ANSWER;
	s->d->reason = "answered from the mailbox itself";
	return record(s);
}

enum err
officer_sent(struct casework *k, const struct apply *p, struct decision *d,
    struct applied *r, struct why *w)
{
	struct inbox_decision done = {
		.id = p->row->id, .message_id = p->msg->message_id, .at = p->now
	};
	struct sent_work s = { .k = k, .p = p, .d = d, .w = w };
	enum err e;

	*r = (struct applied){ 0 };
	k->actor = "office";
	d->template = d->silence = "";
	if ((e = decide(&s)) != OK)
		return e;
	r->ticket = s.ticket;
	done.outcome = d->outcome;
	done.reason = d->reason;
	done.ticket = s.ticket.id;
	return inbox_decide(k->s, &done, w);
}
