/*
 * A person corrects what a case is: its clock, who may know of it, what the
 * citizen was told and what the classifier learns. It must never know which
 * words made the machine think otherwise.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/casevalues.h"
#include "case/casework_act.h"
#include "case/undelivered.h"
#include "desk/judge.h"
#include "store/inbox.h"
#include "store/people.h"

bool
act_is_no_case(enum kind k)
{
	return k == KIND_SPAM || k == KIND_BUKAN_LAYANAN;
}

static const char *
kind_said(struct arena *a, enum kind k, enum topic t)
{
	return t == TOPIC_NONE
		   ? kind_word(k)
		   : arena_printf(a, "%s/%s", kind_word(k), topic_word(t));
}

static enum err
teach(struct act_call *c, const struct msg *m)
{
	const struct ticket_row *t = c->t;
	struct lesson l;
	struct lesson_row row = { .at = c->k->now,
		.officer = c->k->actor,
		.kind = kind_word(t->kind),
		.topic = topic_word(t->topic),
		.ticket = t->id };

	lesson_of_mail(c->k->a, c->k->setup->classifier, m, &l);
	lesson_plain(c->k->a, c->k->setup->classifier, &l);
	row.features = arena_printf(c->k->a, "%s\n%s", l.subject, l.text);
	return lesson_add(c->k->s, &row, c->w);
}

/* The mail that the case began with; what an officer recorded of another
 * channel is in the officer's words, not in the citizen's. */
static enum err
learn(struct act_call *c)
{
	struct verdict v;
	struct msg m;
	bool found;
	enum err e;

	if (c->t->inbox == 0 || !text_ieq(c->t->channel, "email"))
		return OK;
	e = case_mail(c->k, c->t->inbox, &m, &found, c->w);
	if (e != OK || !found ||
	    (m.from.n > 0 && office_officer(&c->k->setup->settings.office,
				 m.from.v[0].address) != NULL))
		return e;
	if (c->t->kind == KIND_PENGADUAN) {
		classify_mail(c->k->a, c->k->setup->classifier,
		    &c->k->setup->settings.office, &m, &v);
		c->t->supervisory |= v.supervisory;
	}
	return teach(c, &m);
}

static void
set_kind(struct act_call *c)
{
	struct ticket_row *t = c->t;
	const struct action *x = c->x;
	bool same = t->kind == x->kind;

	t->kind = x->kind;
	if (x->kind != KIND_KONSULTASI)
		t->topic = TOPIC_NONE;
	else if (x->topic != TOPIC_NONE || !same)
		t->topic = x->topic;
	if (x->kind != KIND_LAYANAN_LAIN)
		t->service = "";
	else if (x->service != NULL)
		t->service = x->service;
	if (x->kind != KIND_PENGADUAN)
		t->supervisory = false;
	t->score = 1;
}

/* The state that a case of this kind is in; its clock runs from receipt. */
static enum err
set_state(struct act_call *c)
{
	struct case_move m = { .event = TE_COMPLETE,
		.at = c->t->opened_at,
		.detail = kind_word(c->t->kind) };
	enum state was = c->t->state;

	if (act_is_no_case(c->t->kind)) {
		m.event = TE_CANCEL;
		m.at = c->k->now;
		m.resolution = kind_word(c->t->kind);
		if (!state_is_open(was))
			return OK;
	} else if (was == STATE_BATAL && c->t->merged_into == 0) {
		m.event = TE_REOPEN;
		m.resolution = "";
	} else if (was != STATE_BARU &&
		   (was != STATE_MENUNGGU || c->t->kind == KIND_KONSULTASI)) {
		return OK;
	} else if (c->t->kind == KIND_RAGU) {
		return OK;
	}
	return case_move(c->k, c->t, &m, NULL, c->w);
}

/* Who has it but may not know it any more has it no longer. */
static enum err
set_people(struct act_call *c, bool was_hidden)
{
	struct assign_case q = case_assign(c->k, c->t);
	const struct officer *who = office_officer_id(
	    &c->k->setup->settings.office, c->t->officer);
	struct notify n = { .what = NOTIFY_NEW, .ticket = c->t, .words = "" };
	struct msg m;
	bool found = false;
	enum err e = OK;

	q.officer = "";
	if (who != NULL && !assign_may_know(&q, who)) {
		if ((e = case_deal(c->k, c->t, c->w)) == OK)
			e = ticket_set_officer(
			    c->k->s, c->t->id, c->t->officer, c->w);
	} else if (was_hidden == ticket_is_hidden(c->t)) {
		return OK;
	}
	if (e == OK && c->t->inbox != 0)
		e = case_mail(c->k, c->t->inbox, &m, &found, c->w);
	if (found)
		n.msg = &m;
	return e == OK ? notify(c->k, &n, c->w) : e;
}

static enum err
was_acknowledged(struct act_call *c, bool *was_r)
{
	struct outbox_rows rows;
	enum err e = outbox_of(c->k->s, c->k->a, c->t->id, &rows, c->w);
	size_t i;

	*was_r = false;
	for (i = 0; e == OK && i < rows.n; i++)
		if (text_ieq(rows.v[i].role, "requester") &&
		    (text_istarts(rows.v[i].template, "ack-") ||
			text_istarts(rows.v[i].template, "ask-") ||
			text_istarts(rows.v[i].template, "ulang-") ||
			text_istarts(rows.v[i].template, "new-")))
			*was_r = true;
	return e;
}

const char *
act_ack(const struct ticket_row *t)
{
	switch (t->kind) {
	case KIND_PENGADUAN:
		return "ack-pengaduan";
	case KIND_LAYANAN_LAIN:
		return "ack-layanan-lain";
	case KIND_KONSULTASI:
		return t->missing.n > 0 ? "ask-lengkapi" : "ack-konsultasi";
	case KIND_RAGU:
		return "ack-ragu";
	default:
		return "";
	}
}

enum err
act_acknowledge(struct act_call *c, const char *template)
{
	struct post_template p = { .ticket = c->t,
		.template = template,
		.dedup = act_dedup(c, template),
		.now = c->k->now };
	int64_t outbox;
	bool mute;
	enum err e;

	if (!judge_safe_address(c->t->requester))
		return OK;
	e = undelivered_is_mute(c->k, c->t->requester, &mute, c->w);
	if (e != OK || mute)
		return e;
	return post_template(c->k->s, c->k->setup, c->k->a, &p, &outbox, c->w);
}

static enum err
acknowledge_again(struct act_call *c, enum kind was)
{
	bool acknowledged;
	enum err e;

	if (was == c->t->kind || act_is_no_case(c->t->kind) ||
	    c->t->kind == KIND_RAGU || !state_is_open(c->t->state))
		return OK;
	e = was_acknowledged(c, &acknowledged);
	if (e != OK || !acknowledged)
		return e;
	return act_acknowledge(c, "ulang-jenis");
}

enum err
act_set_unsure(struct act_call *c)
{
	const char *from = kind_said(c->k->a, c->t->kind, c->t->topic);
	enum err e;

	c->t->kind = KIND_RAGU;
	c->t->topic = TOPIC_NONE;
	if ((e = ticket_set_kind(c->k->s, c->t, c->w)) != OK)
		return e;
	return act_move(c, TE_RECLASSIFY,
	    arena_printf(c->k->a, "%s -> %s", from, kind_word(c->t->kind)),
	    NULL);
}

/* What became of the ticket beside its kind. */
static const char *
kind_result(const struct act_call *c, enum state was)
{
	if (c->t->state == was)
		return act_is_no_case(c->t->kind) ? act_still_closed(c) : "";
	if (c->t->state == STATE_BATAL)
		return "; tiket dibatalkan tanpa surat kepada pengirim";
	return was == STATE_BATAL ? "; tiket dibuka lagi" : "";
}

enum err
act_kind(struct act_call *c)
{
	bool was_hidden = ticket_is_hidden(c->t);
	enum kind was = c->t->kind;
	enum state before = c->t->state;
	const char *from = kind_said(c->k->a, was, c->t->topic), *to;
	const char *said = notice_kind(was, c->t->topic, c->t->supervisory);
	enum err e;

	if (c->x->kind == KIND_NONE)
		return act_refuse(c, "Jenis yang mana?");
	set_kind(c);
	to = kind_said(c->k->a, c->t->kind, c->t->topic);
	if ((e = learn(c)) != OK ||
	    (e = ticket_set_kind(c->k->s, c->t, c->w)) != OK ||
	    (e = act_move(c, TE_RECLASSIFY,
		 arena_printf(c->k->a, "%s -> %s", from, to), NULL)) != OK ||
	    (e = set_state(c)) != OK ||
	    (e = case_recount(c->k, c->t, "reclassify", c->w)) != OK ||
	    (e = set_people(c, was_hidden)) != OK ||
	    (e = acknowledge_again(c, was)) != OK)
		return e;
	to = notice_kind(c->t->kind, c->t->topic, c->t->supervisory);
	if (strcmp(said, to) == 0)
		return act_done(c, "Jenis tiket %s tetap %s%s.", c->t->code, to,
		    kind_result(c, before));
	return act_done(c, "Jenis tiket %s: %s (sebelumnya %s)%s.", c->t->code,
	    to, said, kind_result(c, before));
}
