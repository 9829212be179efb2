/*
 * Two tickets that are one case, and one ticket that is two. It must never
 * know how the mails came together.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/casework_act.h"
#include "desk/notice.h"
#include "case/facts.h"
#include "store/inbox.h"

#define MAILS_MAX 500

/* The details that the target waits for came with the merged one. */
static enum err
complete_target(struct act_call *c, struct ticket_row *into)
{
	struct case_move m = { .event = TE_COMPLETE,
		.at = c->t->complete_at,
		.detail = c->t->code };
	enum err e;

	if (into->state != STATE_MENUNGGU || c->t->complete_at == TOD_NONE)
		return OK;
	if ((e = case_move(c->k, into, &m, NULL, c->w)) != OK)
		return e;
	into->missing = (struct strs){ 0 };
	return ticket_set_missing(c->k->s, into->id, into->missing, c->w);
}

static enum err
merge_into(struct act_call *c, struct ticket_row *into)
{
	struct link_row l = { c->t->id, into->id, "merged", c->k->now };
	enum err e;

	/* before its clock is stopped */
	if ((e = complete_target(c, into)) != OK ||
	    (e = ticket_merge(c->k->s, c->t->id, into->id, c->w)) != OK)
		return e;
	c->t->merged_into = into->id;
	e = act_move(c, TE_CANCEL, into->code,
	    arena_printf(c->k->a, "digabung ke %s", into->code));
	if (e == OK)
		e = ticket_link_add(c->k->s, &l, c->w);
	if (e == OK)
		e = case_event(c->k, into, "merged", c->t->code, c->w);
	return e == OK ? ticket_set_last(c->k->s, into->id, c->k->now, c->w)
		       : e;
}

enum err
act_merge(struct act_call *c)
{
	struct ticket_row into;
	enum err e = act_ticket(c, c->x->ticket, &into);

	if (e != OK)
		return e;
	if (into.id == c->t->id)
		return act_refuse(c,
		    "Tiket %s tidak dapat digabung dengan "
		    "dirinya sendiri.",
		    c->t->code);
	if (!state_is_open(into.state))
		return act_refuse(c,
		    "Tiket %s sudah %s; buka dulu tiket itu, atau gabungkan "
		    "ke arah sebaliknya.",
		    into.code, state_word(into.state));
	if (c->t->state == STATE_BATAL)
		return act_refuse(c,
		    "Tiket %s sudah dibatalkan; tidak ada yang perlu "
		    "digabung.",
		    c->t->code);
	if (ticket_is_hidden(&into) != ticket_is_hidden(c->t))
		return act_refuse(c,
		    "Pengaduan atau tiket rahasia tidak dapat digabung dengan "
		    "tiket biasa.");
	if ((e = merge_into(c, &into)) != OK)
		return e;
	c->d->ticket = into.id;
	return act_done(
	    c, "Tiket %s digabung ke %s dan ditutup.", c->t->code, into.code);
}

/* The last mail that came for the ticket; id 0: there is none. */
static enum err
last_mail(struct act_call *c, struct inbox_row *r)
{
	struct inbox_of_ask ask = { c->t->id, { 0, MAILS_MAX } };
	struct inbox_rows rows;
	enum err e = inbox_of(c->k->s, c->k->a, &ask, &rows, c->w);
	size_t i;

	*r = (struct inbox_row){ .id = 0 };
	for (i = 0; e == OK && i < rows.n; i++)
		if (rows.v[i].outcome == OUTCOME_FOLLOWUP ||
		    rows.v[i].outcome == OUTCOME_TICKET)
			*r = rows.v[i];
	return e;
}

static enum err
open_split(struct act_call *c, const struct inbox_row *row, const struct msg *m,
    struct ticket_row *t)
{
	const struct office *o = &c->k->setup->settings.office;
	struct link_row l = {
		.from = c->t->id, .why = "split", .at = c->k->now
	};
	enum err e;

	*t = (struct ticket_row){ .code = "",
		.kind = c->x->kind,
		.topic = c->x->topic,
		.requester = c->t->requester,
		.name = c->t->name,
		.channel = c->t->channel,
		.officer = "",
		.secret = c->t->secret,
		.subject = m->subject,
		.subject_key = thread_subject(c->k->a, o->prefix, m->subject),
		.language = c->t->language,
		.score = 1,
		.inbox = row->id,
		.opened_at = facts_received(row, m),
		.complete_at = TOD_NONE,
		.service = c->x->service != NULL ? c->x->service : "",
		.external = "",
		.external_due = TOD_NONE };
	e = case_open(c->k, t,
	    c->x->kind == KIND_RAGU ? TE_OPEN_UNSURE : TE_OPEN_COMPLETE,
	    arena_printf(c->k->a, "split from %s", c->t->code), c->w);
	l.to = t->id;
	return e == OK ? ticket_link_add(c->k->s, &l, c->w) : e;
}

static enum err
tell_split(struct act_call *c, struct ticket_row *t,
    const struct inbox_row *row, const struct msg *m)
{
	const char *template = act_ack(t);
	struct notify n = { .what = NOTIFY_NEW,
		.ticket = t,
		.msg = m,
		.row = row,
		.words = arena_printf(
		    c->k->a, "Dipisahkan dari tiket %s.", c->t->code) };
	struct act_call fresh = *c;
	enum err e = OK;

	fresh.t = t;
	if (*template != '\0')
		e = act_acknowledge(&fresh, template);
	return e == OK ? notify(c->k, &n, c->w) : e;
}

enum err
act_split(struct act_call *c)
{
	struct inbox_row row;
	struct ticket_row t;
	struct msg m;
	bool found;
	enum err e = last_mail(c, &row);

	if (e == OK && row.id == 0)
		return act_refuse(
		    c, "Tiket %s tidak memuat surat pemohon.", c->t->code);
	if (c->x->kind == KIND_NONE)
		return act_refuse(c, "Tiket baru itu jenisnya apa?");
	if (e == OK)
		e = case_mail(c->k, row.id, &m, &found, c->w);
	if (e == OK && !found)
		return act_refuse(c, "Suratnya tidak dapat dibaca lagi.");
	if (e != OK || (e = open_split(c, &row, &m, &t)) != OK ||
	    (e = case_event(c->k, c->t, "split", t.code, c->w)) != OK ||
	    (e = tell_split(c, &t, &row, &m)) != OK)
		return e;
	c->d->ticket = t.id;
	return act_done(c, "Surat terakhir tiket %s menjadi tiket %s (%s).",
	    c->t->code, t.code, notice_kind(t.kind, t.topic, t.supervisory));
}
