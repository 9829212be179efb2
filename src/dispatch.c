/*
 * The way of a finished mail from the outbox to the SMTP server.
 */
#include <inttypes.h>
#include <poll.h>
#include <string.h>

#include "base/banned.h"
#include "base/log.h"
#include "base/step.h"
#include "base/tod.h"
#include "dispatch.h"
#include "store/cases.h"
#include "store/outbox.h"

#define PAGE 50
#define MAIL_MAX (64u << 20)
#define RCPTS_MAX 16
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

static enum err
commit(struct store *s, enum err e, struct why *w)
{
	if (e == OK)
		e = store_commit(s, w);
	if (e != OK)
		store_rollback(s);
	return e;
}

enum err
dispatch_recover(struct dispatch *d, struct why *w)
{
	int64_t n = 0;
	enum err e;

	if ((e = store_begin(d->store, w)) != OK)
		return e;
	e = outbox_recover(d->store, now_of(d), &n, w);
	if ((e = commit(d->store, e, w)) == OK && n > 0)
		log_warn("what=uncertain count=%" PRId64 " why=\"ended while "
			 "sending; see tanggap status\"",
		    n);
	return e;
}

/* The worst of the recipients' fates decides about the row. */
static enum outbox_state
fate_of(const struct deliver_mail *mail, const struct deliver_rcpt **r)
{
	static const enum outbox_state states[] = {
		[DELIVER_SENT] = OUTBOX_SENT,
		[DELIVER_LATER] = OUTBOX_QUEUED,
		[DELIVER_NEVER] = OUTBOX_FAILED,
		[DELIVER_UNCERTAIN] = OUTBOX_UNCERTAIN
	};
	size_t i;

	*r = &mail->rcpts[0];
	for (i = 1; i < mail->rcpt_count; i++)
		if (mail->rcpts[i].fate > (*r)->fate)
			*r = &mail->rcpts[i];
	return states[(*r)->fate];
}

static const char *
event_word(enum outbox_state s)
{
	return s == OUTBOX_SENT     ? "sent"
	       : s == OUTBOX_QUEUED ? "send-later"
	       : s == OUTBOX_FAILED ? "send-failed"
				    : "send-uncertain";
}

static enum err
tell_ticket(struct dispatch *d, struct arena *a, const struct outbox_row *row,
    const struct outbox_result *r, struct why *w)
{
	struct event_row e = { .ticket = row->ticket,
		.at = r->at,
		.actor = "tanggap",
		.what = event_word(r->state) };

	/* every try that is put off would fill the history of the case */
	if (row->ticket == 0 || r->state == OUTBOX_QUEUED)
		return OK;
	e.detail = arena_printf(
	    a, "%s to %s: %s", row->template, row->address, r->reply);
	return event_add(d->store, &e, w);
}

static void
count(struct dispatch_counts *c, enum outbox_state s)
{
	c->sent += s == OUTBOX_SENT;
	c->later += s == OUTBOX_QUEUED;
	c->failed += s == OUTBOX_FAILED;
	c->uncertain += s == OUTBOX_UNCERTAIN;
}

static enum err
record(struct dispatch *d, struct arena *a, const struct outbox_row *row,
    const struct deliver_mail *mail, struct dispatch_counts *c, struct why *w)
{
	const struct deliver_rcpt *worst;
	struct outbox_result r = { .id = row->id, .at = now_of(d) };
	enum err e;

	r.state = fate_of(mail, &worst);
	r.code = worst->code;
	r.reply = worst->words ? worst->words : "";
	r.next_try = later_at(r.at, row->attempts + 1);
	if (r.state == OUTBOX_QUEUED &&
	    r.at - row->created_at > d->setup->settings.give_up)
		r.state = OUTBOX_FAILED;
	if ((e = store_begin(d->store, w)) != OK)
		return e;
	e = outbox_result(d->store, &r, w);
	if (e == OK)
		e = tell_ticket(d, a, row, &r, w);
	if ((e = commit(d->store, e, w)) != OK)
		return e;
	step_mark("sent");
	count(c, r.state);
	log_info("outbox=%" PRId64 " ticket=%" PRId64 " to=%s what=%s code=%d "
		 "reply=\"%s\"",
	    row->id, row->ticket, row->address, event_word(r.state), r.code,
	    r.reply);
	return OK;
}

static enum err
mark_sending(struct dispatch *d, int64_t id, struct why *w)
{
	enum err e;

	if ((e = store_begin(d->store, w)) != OK)
		return e;
	e = outbox_sending(d->store, id, w);
	return commit(d->store, e, w);
}

static enum err
send_one(struct dispatch *d, struct arena *a, const struct outbox_row *row,
    struct dispatch_counts *c, struct why *w)
{
	struct deliver_rcpt rcpts[RCPTS_MAX] = { 0 };
	struct deliver_mail mail = { .from = row->envelope_from,
		.rcpts = rcpts,
		.rcpt_count = row->recipients.n,
		.dsn = true };
	struct why cause;
	struct buf bytes;
	enum err e, sent;
	size_t i;

	if (row->recipients.n == 0 || row->recipients.n > RCPTS_MAX)
		return why_set(w, ERR_STOP,
		    "outbox %" PRId64 ": %zu recipients", row->id,
		    row->recipients.n);
	for (i = 0; i < row->recipients.n; i++)
		rcpts[i].address = row->recipients.v[i];
	buf_init(&bytes, MAIL_MAX);
	mail.envid = arena_printf(a, "tanggap-%" PRId64, row->id);
	if ((e = outbox_bytes(d->store, row->id, &bytes, w)) == OK &&
	    (e = mark_sending(d, row->id, w)) == OK) {
		step_mark("sending");
		mail.bytes = bytes.s;
		mail.len = bytes.len;
		sent = deliver_send(d->deliver, &mail, &cause);
		step_mark("handed-over");
		e = record(d, a, row, &mail, c, w);
		if (e == OK && sent != OK) {
			*w = cause;
			e = sent;
		}
	}
	deliver_mail_free(&mail);
	buf_free(&bytes);
	return e;
}

enum err
dispatch_due(struct dispatch *d, struct dispatch_counts *c, struct why *w)
{
	struct outbox_ask ask = { .limit = PAGE };
	struct outbox_rows rows;
	struct arena *a = arena_new();
	enum err e = OK;
	size_t i;

	do {
		arena_reset(a);
		ask.now = now_of(d);
		e = outbox_due(d->store, a, ask, &rows, w);
		for (i = 0; e == OK && i < rows.n && !stopped(d); i++)
			e = send_one(d, a, &rows.v[i], c, w);
	} while (e == OK && rows.n == PAGE && !stopped(d));
	arena_free(&a);
	deliver_idle(d->deliver);
	return e;
}
