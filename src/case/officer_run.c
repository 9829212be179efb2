/*
 * Carries out what an officer ordered, all or nothing. It must never know
 * what the words of an order looked like.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/calendar.h"
#include "mail/forward.h"
#include "case/officer_priv.h"

#define ROWS_MAX 100 /* actions of one mail, with those of a held one */
#define EVENTS_PAGE 200

static bool
asks(enum act x)
{
	return x == ACT_SHOW || x == ACT_SEARCH || x == ACT_RECAP ||
	       x == ACT_HELP;
}

static void
add_row(struct officer_work *o, const struct action *x, const char *result,
    bool done)
{
	if (o->nrows < ROWS_MAX)
		o->rows[o->nrows++] = (struct done_row){ x, result, done };
	o->failed |= !done;
	o->asks_only &= asks(x->act);
}

static void
note_said(struct officer_work *o, const struct action *x,
    const struct case_from *from, const struct case_done *d)
{
	bool words = x->act == ACT_ANSWER || x->act == ACT_PROGRESS ||
		     x->act == ACT_ASK;

	if (d->outbox == 0)
		return;
	o->sent_to = d->sent_to;
	if (!words)
		return;
	o->said = from->plan;
	o->said_msg = from->msg;
	o->text = *from->plan->text != '\0' ? from->plan->text : x->text;
}

/* A recorded case is what the rest of the mail speaks of; so is the one that
 * this one went into. */
static enum err
go_on_with(
    struct officer_work *o, const struct action *x, const struct case_done *d)
{
	if (d->ticket == 0 || asks(x->act) || x->act == ACT_SPLIT)
		return OK;
	return ticket_get(o->k->s, o->k->a, d->ticket, &o->ticket, o->w);
}

static enum err
run_action(struct officer_work *o, const struct action *x,
    const struct case_from *from)
{
	struct case_done d;
	enum err e;

	/* what went into another is closed by that, and nothing is said of the
	 * other */
	if (x->act == ACT_CLOSE && o->nrows > 0 &&
	    o->rows[o->nrows - 1].x->act == ACT_MERGE) {
		add_row(o, x,
		    arena_printf(o->k->a,
			"Sudah ditutup dengan penggabungan; tiket %s tetap "
			"seperti semula.",
			o->ticket.code),
		    true);
		return OK;
	}
	e = case_act(o->k, x, from, &o->ticket, &d, o->w);
	if (e == ERR_ITEM) {
		add_row(o, x, arena_str(o->k->a, o->w->s), false);
		return OK;
	}
	if (e != OK)
		return e;
	add_row(o, x, d.words, true);
	note_said(o, x, from, &d);
	if (*d.reply != '\0' && (e = officer_look(o, x, &d)) != OK)
		return e;
	return go_on_with(o, x, &d);
}

/* The mail that was held, as if it had come now and were beyond doubt. */
static enum err
read_held(struct officer_work *o, struct officer_work *held, struct apply *p,
    struct inbox_row *row, bool *found_r)
{
	struct msg *m = arena_alloc(o->k->a, sizeof(*m));
	enum err e;

	*held = (struct officer_work){
		.k = o->k, .p = p, .who = o->who, .w = o->w
	};
	*p = *o->p;
	*found_r = false;
	if ((e = inbox_get(o->k->s, o->k->a, o->pending.inbox, row, o->w)) !=
		OK ||
	    row->id == 0)
		return e;
	if ((e = case_mail(o->k, row->id, m, found_r, o->w)) != OK || !*found_r)
		return e;
	p->row = row;
	p->msg = m;
	if (o->pending.ticket != 0)
		e = ticket_get(
		    o->k->s, o->k->a, o->pending.ticket, &held->ticket, o->w);
	else /* now he names it */
		held->ticket = o->ticket;
	if (e == OK)
		e = officer_facts(held, true);
	held->about = held->ticket.id;
	if (e == OK)
		officer_plan(o->k->a, &o->k->setup->settings.office,
		    held->p->msg, &held->facts, &held->plan);
	return e;
}

/* What was held for its prose alone is the answer that it looked like. */
static struct orders
held_orders(struct officer_work *o, const struct plan *p)
{
	struct orders all = p->orders;
	struct action *x;

	if (all.n > 0 || all.nerrors > 0 || *p->text == '\0')
		return all;
	x = arena_alloc(o->k->a, sizeof(*x));
	*x = (struct action){
		.act = ACT_ANSWER, .written = "", .text = p->text, .ticket = ""
	};
	return (struct orders){ .prose = all.prose, .v = x, .n = 1 };
}

/* He who wrote it has sent it himself: once is enough. */
static enum err
run_record(
    struct officer_work *o, struct officer_work *held, const struct action *x)
{
	enum err e = officer_record(held);

	if (e != OK)
		return e;
	o->ticket = held->ticket;
	add_row(o, x, "Dicatat sebagai jawaban; tidak dikirim lagi.", true);
	return pending_end(o->k->s, o->pending.id, PENDING_DONE, o->w);
}

/* What was confirmed may be none of his cases. */
static enum err
run_denied(
    struct officer_work *o, struct officer_work *held, const struct action *x)
{
	enum err e = pending_end(o->k->s, o->pending.id, PENDING_DONE, o->w);

	add_row(o, x, "Diteruskan kepada petugas yang berwenang.", true);
	return e == OK ? officer_show(held) : e;
}

/* He was asked who wrote it, or for which ticket; nothing else that speaks
 * against doing it is settled by his answer. */
static bool
holds_still(const struct officer_work *o, const struct officer_work *held)
{
	return held->plan.how == PLAN_HOLD &&
	       (text_ieq(o->pending.why, "confirm") ||
		   (o->pending.ticket == 0 && held->ticket.id != 0));
}

static enum err
run_hold(
    struct officer_work *o, struct officer_work *held, const struct action *x)
{
	enum err e = pending_end(o->k->s, o->pending.id, PENDING_DONE, o->w);

	add_row(o, x,
	    "Masih ada yang perlu Anda putuskan; pertanyaannya kami kirim "
	    "tersendiri.",
	    true);
	return e == OK ? officer_hold(held) : e;
}

/* When the citizen was answered past the desk, since the mail was held;
 * TOD_NONE: not. */
static enum err
answered_elsewhere(struct officer_work *o, int64_t *at_r)
{
	struct page page = { 0, EVENTS_PAGE };
	struct event_rows rows;
	enum err e;
	size_t i;

	*at_r = TOD_NONE;
	do {
		e = event_list(
		    o->k->s, o->k->a, o->pending.ticket, page, &rows, o->w);
		for (i = 0; e == OK && i < rows.n; i++) {
			const struct event_row *v = &rows.v[i];

			page.after = v->id;
			if (v->at >= o->pending.at &&
			    (text_ieq(v->what, "answered-elsewhere") ||
				(text_ieq(v->what, "answer") &&
				    text_istarts(v->detail, "mail ") &&
				    text_istr(v->detail, " sent ") != NULL)))
				*at_r = v->at;
		}
	} while (e == OK && rows.n == page.limit);
	return e;
}

static bool
says_something(const struct orders *orders)
{
	size_t i;

	for (i = 0; i < orders->n; i++)
		if (orders->v[i].act == ACT_ANSWER ||
		    orders->v[i].act == ACT_PROGRESS ||
		    orders->v[i].act == ACT_ASK)
			return true;
	return false;
}

/* Once is enough; who has more to say says so in a mail of its own. */
static enum err
run_said(struct officer_work *o, const struct action *x, int64_t at)
{
	const struct office *f = &o->k->setup->settings.office;

	add_row(o, x,
	    arena_printf(o->k->a,
		"Pemohon sudah dijawab langsung pada %s. Surat yang ditahan "
		"tidak dikirim. Bila masih ada yang perlu disampaikan, tulis "
		"dalam balasan baru.",
		calendar_say(o->k->a, at, f->offset, f->zone_name, "id")),
	    true);
	return pending_end(o->k->s, o->pending.id, PENDING_DROPPED, o->w);
}

static enum err
run_held(struct officer_work *o, const struct action *x)
{
	struct officer_work held;
	struct apply p;
	struct inbox_row row;
	struct orders orders;
	struct case_from from;
	struct plan *plan = arena_alloc(o->k->a, sizeof(*plan));
	int64_t at;
	bool found;
	enum err e;
	size_t i;

	if (o->pending.id == 0) {
		add_row(
		    o, x, "Tidak ada surat Anda yang sedang ditahan.", false);
		return OK;
	}
	e = read_held(o, &held, &p, &row, &found);
	if (e != OK)
		return e;
	*plan = held.plan;
	if (found && plan->how == PLAN_PASS)
		return run_denied(o, &held, x);
	if (found && plan->how == PLAN_RECORD && held.ticket.id != 0)
		return run_record(o, &held, x);
	if (found && holds_still(o, &held))
		return run_hold(o, &held, x);
	if (found && officer_asks_which(&held)) {
		add_row(o, x,
		    "Belum jelas tiket yang mana. Pilih tiketnya pada pos-el "
		    "kami sebelumnya.",
		    false);
		return OK;
	}
	orders = held_orders(o, plan);
	if (!found || orders.n == 0 || orders.nerrors > 0) {
		add_row(o, x,
		    "Surat yang ditahan tidak dapat dijalankan; mohon tulis "
		    "ulang.",
		    false);
		return OK;
	}
	if ((e = answered_elsewhere(o, &at)) != OK)
		return e;
	if (at != TOD_NONE && says_something(&orders))
		return run_said(o, x, at);
	add_row(o, x, "Surat yang ditahan dijalankan.", true);
	/* the file that was missing hangs on the word that releases it */
	from = (struct case_from){ p.msg, &row, plan, 0, o->p->msg };
	o->ticket = held.ticket;
	for (i = 0; e == OK && i < orders.n && !o->failed; i++)
		if (orders.v[i].act != ACT_SEND)
			e = run_action(o, &orders.v[i], &from);
	if (e == OK)
		e = pending_end(o->k->s, o->pending.id, PENDING_DONE, o->w);
	return e;
}

enum err
officer_again(struct officer_work *o)
{
	struct officer_work held;
	struct apply p;
	struct inbox_row row;
	bool found;
	enum err e;

	o->pending = o->lapsed;
	e = read_held(o, &held, &p, &row, &found);
	o->pending = (struct pending_row){ .id = 0 };
	if (e != OK)
		return e;
	if (!found) { /* it is kept no more */
		o->plan.orders.n = 0;
		return officer_hold(o);
	}
	held.plan.how = PLAN_HOLD;
	held.plan.reason = o->plan.reason;
	held.plan.log = o->plan.log;
	e = pending_end(o->k->s, o->lapsed.id, PENDING_DONE, o->w);
	return e == OK ? officer_hold(&held) : e;
}

/* "#pemohon ADDRESS" about a mail that he passed on and that was held for want
 * of that address. */
static enum err
run_forward(struct officer_work *o, const struct action *x, bool *was_r)
{
	struct officer_work held;
	struct forwarded f;
	struct inbox_row row;
	struct apply p;
	struct record *r = arena_alloc(o->k->a, sizeof(*r));
	struct action *y = arena_alloc(o->k->a, sizeof(*y));
	struct case_from from;
	int offset = o->k->setup->settings.office.offset;
	bool found;
	enum err e;

	*was_r = false;
	if (x->act != ACT_REQUESTER || x->record != NULL || o->ticket.id != 0 ||
	    o->pending.id == 0)
		return OK;
	e = read_held(o, &held, &p, &row, &found);
	if (e != OK || !found || !forward_find(o->k->a, p.msg, &f))
		return e;
	*was_r = true;
	*r = (struct record){ .channel = "email",
		.name = f.from.name,
		.address = x->text,
		.question = f.text,
		.at = command_moment(
		    f.date, tod_day(o->k->now, offset), offset),
		.arrived = TOD_NONE,
		.served = TOD_NONE,
		.done = TOD_NONE,
		.external_due = TOD_NONE };
	*y = *x;
	y->record = r;
	from = (struct case_from){ p.msg, &row, &held.plan, 0, NULL };
	e = run_action(o, y, &from);
	return e == OK && !o->failed
		   ? pending_end(o->k->s, o->pending.id, PENDING_DONE, o->w)
		   : e;
}

static enum err
run_one(struct officer_work *o, const struct action *x,
    const struct case_from *from)
{
	bool was;
	enum err e;

	if (x->act == ACT_SEND)
		return run_held(o, x);
	e = run_forward(o, x, &was);
	return e != OK || was ? e : run_action(o, x, from);
}

static enum err
run_all(struct officer_work *o)
{
	const struct orders *orders = &o->plan.orders;
	struct case_from from = { o->p->msg, o->p->row, &o->plan,
		o->pending_asked ? o->pending.id : 0, NULL };
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < orders->n && !o->failed; i++)
		e = run_one(o, &orders->v[i], &from);
	return e;
}

/* What was done before the one that failed is taken back, and said so. */
static void
tell_undone(struct officer_work *o)
{
	const struct orders *orders = &o->plan.orders;
	struct done_row last = o->rows[o->nrows - 1];
	size_t i, n = 0;

	for (i = 0; i < orders->n && n < ROWS_MAX; i++) {
		const struct action *x = &orders->v[i];
		bool bad = x == last.x || x->act == ACT_SEND;

		o->rows[n++] = (struct done_row){ x, bad ? last.result : "",
			false };
	}
	o->nrows = n;
	o->sent_to = "";
	o->said = NULL;
}

enum err
officer_run(struct officer_work *o)
{
	struct ticket_row before = o->ticket;
	struct why ignored;
	enum err e;

	o->rows = arena_array(o->k->a, ROWS_MAX, sizeof(*o->rows));
	o->nrows = 0;
	o->was_open = o->ticket.id != 0 && state_is_open(o->ticket.state);
	o->failed = false;
	o->asks_only = true;
	o->sent_to = o->text = "";
	o->said = NULL;
	if ((e = store_save(o->k->s, o->w)) != OK)
		return e;
	if ((e = run_all(o)) == ERR_ITEM)
		return store_undo(o->k->s, &ignored) == OK ? e : ERR_STOP;
	if (e != OK)
		return e;
	if (!o->failed)
		return store_keep(o->k->s, o->w);
	tell_undone(o);
	o->ticket = before;
	return store_undo(o->k->s, o->w);
}
