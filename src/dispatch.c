/*
 * The way of a finished mail from the outbox to the SMTP server.
 */
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/step.h"
#include "base/text.h"
#include "base/tod.h"
#include "dispatch.h"
#include "letter.h"
#include "case/notify.h"
#include "case/undelivered.h"
#include "store/cases.h"
#include "store/outbox.h"

#define PAGE 50
#define LATER_MIN 60
#define LATER_MAX (4 * 3600)

static int64_t
now_of(const struct dispatch *d)
{
	return d->fixed_now == TOD_NONE ? tod_now() : d->fixed_now;
}

/* Quadratic back-off, as qmail and OpenSMTPD have it. */
static int64_t
later_at(int64_t now, int attempts)
{
	int64_t wait = (int64_t)LATER_MIN * attempts * attempts;

	return now + (wait < LATER_MAX ? wait : LATER_MAX);
}

static bool
stopped(const struct dispatch *d)
{
	struct pollfd p = { .fd = d->stop_fd, .events = POLLIN };

	return d->stop_fd >= 0 && poll(&p, 1, 0) > 0;
}

/* Nobody else sends while we hold the store: what is sending was left. */
static enum err
recover(struct dispatch *d, struct why *w)
{
	int64_t n = 0;
	enum err e;

	if ((e = store_begin(d->store, w)) != OK)
		return e;
	e = outbox_recover(d->store, now_of(d), &n, w);
	if ((e = store_end(d->store, e, w)) == OK && n > 0)
		log_warn("what=uncertain count=%" PRId64 " why=\"ended while "
			 "sending; see tanggap status\"",
		    n);
	return e;
}

static const char *
event_word(enum outbox_state s)
{
	return s == OUTBOX_SENT     ? "sent"
	       : s == OUTBOX_QUEUED ? "send-later"
	       : s == OUTBOX_FAILED ? "send-failed"
				    : "send-uncertain";
}

/* A row of the outbox on its way. */
struct outgoing {
	const struct outbox_row *row;
	struct ticket_row ticket; /* id 0: none */
	bool queued;              /* not marked as sending yet */
	bool over;                /* its turn */
	struct deliver_rcpt rcpt;
	struct letter *letter; /* owned, NULL before it is opened */
	enum err read;         /* of the letter, while it is sent */
	struct why read_why;
};

static enum err
tell_ticket(struct dispatch *d, struct arena *a, const struct outgoing *o,
    const struct outbox_result *r, struct why *w)
{
	struct event_row e = { .ticket = o->ticket.id,
		.at = r->at,
		.actor = "tanggap",
		.what = event_word(r->state) };

	/* every try that is put off would fill the history of the case */
	if (o->ticket.id == 0 || r->state == OUTBOX_QUEUED)
		return OK;
	e.detail = arena_printf(
	    a, "%s to %s: %s", o->row->template, o->row->address, r->reply);
	return event_add(d->store, &e, w);
}

/* A server that refuses at once sends no report: the officers hear the same
 * as of one that comes back. */
static enum err
tell_officers(struct dispatch *d, struct arena *a, const struct outgoing *o,
    const struct outbox_result *r, struct why *w)
{
	struct casework k = { d->store, d->setup, a, r->at, "tanggap" };
	struct dsn fate = { .recipient = o->row->address,
		.status = o->rcpt.status,
		.action = "failed",
		.diagnostic = r->reply };
	struct msg report = { .dsn = &fate, .ndsn = 1 };
	struct notify n = { .what = NOTIFY_BOUNCE,
		.ticket = &o->ticket,
		.msg = &report,
		.words = "" };

	enum err e;

	if (r->state != OUTBOX_FAILED)
		return OK;
	if (text_ieq(o->row->role, "officer"))
		return undelivered_officer(&k, o->row, w);
	e = undelivered_mute(&k, &o->ticket, o->row, &fate, 1, w);
	return e == OK && o->ticket.id != 0 ? notify(&k, &n, w) : e;
}

static void
tell_log(
    const struct outgoing *o, const struct outbox_result *r, const char *status)
{
	char quoted[LOG_QUOTED];

	log_info("outbox=%" PRId64 " ticket=%s template=%s what=%s code=%d "
		 "status=%s why=%s",
	    o->row->id, o->ticket.id ? o->ticket.code : "none",
	    o->row->template, event_word(r->state), r->code,
	    *status ? status : "none",
	    log_quote(quoted, ticket_shown(&o->ticket, r->reply)));
}

static void
count(struct dispatch *d, enum outbox_state s)
{
	struct dispatch_counts *c = &d->counts;

	c->sent += s == OUTBOX_SENT;
	c->later += s == OUTBOX_QUEUED;
	c->failed += s == OUTBOX_FAILED;
	c->uncertain += s == OUTBOX_UNCERTAIN;
}

/* Somebody may have called it back meanwhile: then it stays unmarked. */
static enum err
mark_in(struct dispatch *d, struct outgoing *o, struct why *w)
{
	enum err e = outbox_sending(d->store, o->row->id, w);

	o->queued = e != OK;
	return e == ERR_ITEM ? OK : e;
}

/* The fate of one, and in the same commit the mark of the next one, if any: a
 * commit is the dearest step of a mail. */
static enum err
record(struct dispatch *d, struct arena *a, const struct outgoing *o,
    struct outgoing *next, const struct outbox_result *r, struct why *w)
{
	enum err e;

	if ((e = store_begin(d->store, w)) != OK)
		return e;
	if (o->queued)
		e = outbox_sending(d->store, o->row->id, w);
	if (e == OK)
		e = outbox_result(d->store, r, w);
	if (e == OK)
		e = tell_ticket(d, a, o, r, w);
	if (e == OK)
		e = tell_officers(d, a, o, r, w);
	if (e == OK && next != NULL)
		e = mark_in(d, next, w);
	e = store_end(d->store, e, w);
	if (e != OK && next != NULL)
		next->queued = true;
	return e;
}

/* Nothing that is sent would be right: nobody is to try it for ever. */
static enum err
refuse(struct dispatch *d, struct arena *a, const struct outgoing *o,
    struct why *w)
{
	struct why cause = *w;
	struct outbox_result r = { .id = o->row->id,
		.state = OUTBOX_FAILED,
		.reply = cause.s,
		.at = now_of(d) };
	enum err e;

	if ((e = record(d, a, o, NULL, &r, w)) != OK)
		return e;
	count(d, r.state);
	tell_log(o, &r, "");
	return OK;
}

static enum err
settle(struct dispatch *d, struct arena *a, struct outgoing *o,
    struct outgoing *next, struct why *w)
{
	static const enum outbox_state states[] = {
		[DELIVER_SENT] = OUTBOX_SENT,
		[DELIVER_LATER] = OUTBOX_QUEUED,
		[DELIVER_NEVER] = OUTBOX_FAILED,
		[DELIVER_UNCERTAIN] = OUTBOX_UNCERTAIN
	};
	const struct outbox_row *row = o->row;
	struct outbox_result r = { .id = row->id,
		.state = states[o->rcpt.fate],
		.code = o->rcpt.code,
		.reply = o->rcpt.words ? o->rcpt.words : "",
		.at = now_of(d) };
	enum err e;

	r.next_try = later_at(r.at, row->attempts + 1);
	if (r.state == OUTBOX_QUEUED &&
	    r.at - row->created_at > d->setup->settings.give_up)
		r.state = OUTBOX_FAILED;
	if ((e = record(d, a, o, next, &r, w)) != OK)
		return e;
	step_mark(next != NULL && !next->queued ? "sending" : "sent");
	count(d, r.state);
	tell_log(o, &r, o->rcpt.status);
	return OK;
}

static enum err
mark_sending(struct dispatch *d, struct outgoing *o, struct why *w)
{
	enum err e;

	if ((e = store_begin(d->store, w)) != OK)
		return e;
	e = outbox_sending(d->store, o->row->id, w);
	e = store_end(d->store, e, w);
	o->queued = e != OK;
	if (e == OK)
		step_mark("sending");
	return e;
}

/* Marked, and then it was not its turn after all: nothing of it has gone. */
static enum err
unmark(struct dispatch *d, struct outgoing *o, struct why *w)
{
	enum err e;

	if ((e = store_begin(d->store, w)) != OK)
		return e;
	e = outbox_unsent(d->store, o->row->id, w);
	return store_end(d->store, e, w);
}

static bool
next_piece(void *source, const char **p_r, size_t *n_r)
{
	struct outgoing *o = source;

	o->read = letter_next(o->letter, p_r, n_r, &o->read_why);
	return o->read == OK;
}

/* A letter that broke off was not accepted; nor will it be the next time,
 * unless it is the store that cannot be read now. */
static void
judge_broken(struct outgoing *o)
{
	if (o->read != ERR_ITEM || o->rcpt.fate != DELIVER_LATER)
		return;
	o->rcpt.fate = DELIVER_NEVER;
	free(o->rcpt.words);
	o->rcpt.words = mem_str(o->read_why.s);
}

/* Until the connection stands nothing can have gone: only then it is marked,
 * and so is the next one. */
static enum err
hand_over(struct dispatch *d, struct arena *a, struct outgoing *o,
    struct outgoing *next, struct why *w)
{
	struct deliver_mail mail = { .from = o->row->envelope_from,
		.rcpts = &o->rcpt,
		.rcpt_count = 1,
		.envid = arena_printf(a, "tanggap-%" PRId64, o->row->id),
		.dsn = true,
		.len = letter_size(o->letter),
		.next = next_piece,
		.source = o };
	struct why cause;
	enum err e, sent;
	bool go_on;

	if ((e = deliver_connect(d->deliver, w)) != OK)
		return e;
	if (o->queued && (e = mark_sending(d, o, w)) == ERR_ITEM) {
		o->over = true; /* called back a moment ago */
		letter_close(&o->letter);
		return OK;
	}
	if (e != OK)
		return e;
	sent = deliver_send(d->deliver, &mail, &cause);
	o->over = true;
	letter_close(&o->letter); /* what it reads must not keep the store */
	step_mark("handed-over");
	judge_broken(o);
	go_on = next->row != NULL && sent == OK && o->read == OK &&
		deliver_is_up(d->deliver) && !stopped(d);
	e = settle(d, a, o, go_on ? next : NULL, w);
	deliver_mail_free(&mail);
	if (e == OK && o->read != OK && o->read != ERR_ITEM)
		return why_set(w, o->read, "%s", o->read_why.s);
	if (e != OK || sent == OK)
		return e;
	return why_set(w, sent, "%s", ticket_shown(&o->ticket, cause.s));
}

/* One row made ready; o->row NULL: it can never be sent, and that is on
 * record. */
static enum err
prepare(struct dispatch *d, struct arena *a, const struct outbox_row *row,
    struct outgoing *o, struct why *w)
{
	enum err e;

	*o = (struct outgoing){ .row = row, .queued = true };
	if ((e = ticket_get(d->store, a, row->ticket, &o->ticket, w)) != OK)
		return e;
	if (row->recipients.n != 1)
		e = why_set(w, ERR_ITEM, "%zu recipients: one is right",
		    row->recipients.n);
	else
		e = letter_open(d->store, a, row->id, &o->letter, w);
	if (e == OK)
		o->rcpt.address = row->recipients.v[0];
	if (e != ERR_ITEM)
		return e;
	e = refuse(d, a, o, w);
	o->row = NULL;
	return e;
}

/* The next row of *left that can be sent; o->row NULL: there is none, or it is
 * time to stop. */
static enum err
prepare_next(struct dispatch *d, struct arena *a, struct outbox_rows *left,
    struct outgoing *o, struct why *w)
{
	enum err e = OK;

	o->row = NULL;
	while (e == OK && o->row == NULL && left->n > 0 && !stopped(d)) {
		e = prepare(d, a, left->v++, o, w);
		left->n--;
	}
	return e;
}

static enum err
send_rows(
    struct dispatch *d, struct arena *a, struct outbox_rows left, struct why *w)
{
	struct outgoing o = { 0 }, next = { 0 };
	struct why ignored;
	enum err e = prepare_next(d, a, &left, &o, w);

	while (e == OK && o.row != NULL) {
		e = prepare_next(d, a, &left, &next, w);
		if (e == OK)
			e = hand_over(d, a, &o, &next, w);
		if (o.over) {
			o = next;
			next = (struct outgoing){ 0 };
		}
	}
	if (o.row != NULL && !o.queued && !o.over)
		unmark(d, &o, &ignored); /* else it becomes uncertain */
	letter_close(&o.letter);
	letter_close(&next.letter);
	return e;
}

enum err
dispatch_due(struct dispatch *d, struct why *w)
{
	struct outbox_ask ask = { .limit = PAGE };
	struct outbox_rows rows;
	struct arena *a = arena_new();
	enum err e = recover(d, w);

	while (e == OK) {
		arena_reset(a);
		ask.now = now_of(d);
		e = outbox_due(d->store, a, ask, &rows, w);
		if (e == OK)
			e = send_rows(d, a, rows, w);
		if (rows.n < PAGE || stopped(d))
			break;
	}
	arena_free(&a);
	deliver_idle(d->deliver);
	return e;
}
