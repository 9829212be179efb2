/*
 * Cases that came by another way than mail, as an officer recorded them:
 * visits, chats, calls, letters, reports. It must never know how the form
 * was written.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/casevalues.h"
#include "case/casework_act.h"
#include "desk/judge.h"
#include "desk/shown.h"
#include "case/facts.h"
#include "mail/forward.h"
#include "store/inbox.h"
#include "store/search.h"

#define SUBJECT_MAX 80
#define MINUTE 60

static const char *
or_empty(const char *s)
{
	return s != NULL ? s : "";
}

/* A case on its way into the books. */
struct taking {
	struct act_call *c;
	const struct record *r;
	struct forwarded mail; /* of one passed on: the citizen's own */
	bool passed_on;
	struct verdict v;
	struct completeness complete;
	struct ticket_row t;
};

/* What the question is about, read as a mail's words would be. */
static enum err
classify(struct taking *x)
{
	struct casework *k = x->c->k;
	const struct office *o = &k->setup->settings.office;
	const char *raw = arena_printf(k->a,
	    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: 8bit\r\n\r\n%s\r\n",
	    or_empty(x->r->question));
	struct msg *m = arena_alloc(k->a, sizeof(*m));
	enum err e = msg_read(
	    k->a, &k->setup->settings.reader, raw, strlen(raw), m, x->c->w);

	if (e != OK)
		return e;
	if (x->passed_on)
		m->subject = x->mail.subject;
	classify_mail(k->a, k->setup->classifier, o, m, &x->v);
	complete_mail(k->a, k->setup->classifier, o, m, &x->v, &x->complete);
	if (x->r->kind != KIND_NONE) {
		if (x->v.kind != x->r->kind || x->r->topic != TOPIC_NONE)
			x->v.topic = x->r->topic;
		x->v.kind = x->r->kind;
		x->v.score = 1;
	} else if (x->v.kind == KIND_SPAM || x->v.kind == KIND_AUTO ||
		   x->v.kind == KIND_BOUNCE || x->v.kind == KIND_NONE) {
		x->v.kind = KIND_RAGU; /* a person brought it */
	}
	return OK;
}

static int64_t
came_at(const struct act_call *c, const struct record *r)
{
	if (r->at != TOD_NONE && r->at <= c->k->now)
		return r->at;
	if (r->arrived != TOD_NONE && r->arrived <= c->k->now)
		return r->arrived;
	if (c->from != NULL && c->from->row != NULL)
		return facts_received(c->from->row, c->from->msg);
	return c->k->now;
}

static void
fill(struct taking *x)
{
	struct act_call *c = x->c;
	const struct record *r = x->r;
	const char *address = act_address(c->k->a, or_empty(r->address));
	const struct officer *who = act_officer(c);
	struct assign_case q;

	x->t = (struct ticket_row){ .code = "",
		.kind = x->v.kind,
		.topic = x->v.topic,
		.requester = judge_safe_address(address) ? address : "",
		.name = *or_empty(r->name) ? r->name : or_empty(r->phone),
		.channel = r->channel,
		.officer = "",
		.secret = x->v.secret,
		.supervisory = x->v.supervisory && x->v.kind == KIND_PENGADUAN,
		.subject = x->passed_on
			       ? x->mail.subject
			       : shown_line(c->k->a, or_empty(r->question),
				     SUBJECT_MAX),
		.subject_key = "",
		.language = "id",
		.score = x->v.score,
		.inbox = c->from != NULL && c->from->row != NULL
			     ? c->from->row->id
			     : 0,
		.opened_at = came_at(c, r),
		.complete_at = TOD_NONE,
		.service = or_empty(x->v.service),
		.external = or_empty(r->external),
		.external_due = r->external_due };
	if (x->passed_on) {
		x->t.subject_key = thread_subject(c->k->a,
		    c->k->setup->settings.office.prefix, x->mail.subject);
		if (text_ieq(language_of(or_empty(r->question)), "en"))
			x->t.language = "en";
	}
	q = case_assign(c->k, &x->t);
	q.officer = "";
	if (who != NULL && assign_may_know(&q, who))
		x->t.officer = who->id; /* who took it in goes on with it */
}

/* Served in time: at most so long after arrival, or after the visitor before
 * was done where one was (service standard). */
static enum err
keep_visit(struct act_call *c, const struct record *r,
    const struct ticket_row *t, struct visit_row *v)
{
	const struct office *o = &c->k->setup->settings.office;
	int64_t from = r->arrived, before = TOD_NONE;
	struct tod day;
	enum err e = OK;

	*v = (struct visit_row){ .ticket = t->id,
		.institution = or_empty(r->institution),
		.purpose = or_empty(r->question),
		.arrived_at = r->arrived,
		.served_at = r->served,
		.done_at = r->done };
	if (r->arrived != TOD_NONE && r->served != TOD_NONE) {
		tod_split(r->served, o->offset, &day);
		day.hour = day.minute = day.second = 0;
		e = visit_before(c->k->s, tod_join(&day, o->offset), r->served,
		    &before, c->w);
		if (before != TOD_NONE && before > from)
			from = before;
		v->in_time = r->served - from <=
			     (int64_t)o->visit_minutes * MINUTE;
	}
	return e == OK ? visit_set(c->k->s, v, c->w) : e;
}

static enum err
keep_words(struct act_call *c, const struct record *r, struct ticket_row *t)
{
	const char *who = arena_printf(c->k->a, "%s%s%s%s%s", or_empty(r->name),
	    *or_empty(r->phone) ? ", " : "", or_empty(r->phone),
	    *or_empty(r->institution) ? ", " : "", or_empty(r->institution));
	enum err e = case_event(c->k, t, "recorded", who, c->w);

	if (e == OK && *or_empty(r->question) != '\0')
		e = case_event(c->k, t, "question", r->question, c->w);
	return e;
}

/* Answered on the spot. */
static enum err
close_record(struct act_call *c, const struct record *r, struct ticket_row *t)
{
	struct case_move answer = { .event = TE_ANSWER,
		.at = r->done != TOD_NONE && r->done >= t->opened_at &&
			      r->done <= c->k->now
			  ? r->done
			  : t->opened_at,
		.detail = or_empty(r->answer) };
	struct case_move done = { .event = TE_CLOSE,
		.at = answer.at,
		.detail = "",
		.resolution = "dijawab langsung" };
	struct entry entry = { .source = "answer",
		.ticket = t->id,
		.title = t->subject,
		.body = answer.detail,
		.at = c->k->now };
	enum err e;

	if ((e = case_move(c->k, t, &answer, NULL, c->w)) != OK ||
	    (e = case_move(c->k, t, &done, NULL, c->w)) != OK)
		return e;
	if (*answer.detail == '\0' || ticket_is_hidden(t))
		return OK;
	return entry_add(c->k->s, &entry, c->w);
}

/* Something is left to do: the citizen hears of it where he can, and the
 * officers whose it is get the mail that they answer. */
static enum err
announce(struct act_call *c, struct ticket_row *t)
{
	struct notify n = { .what = NOTIFY_NEW, .ticket = t, .words = "" };
	struct act_call fresh = *c;
	enum err e = OK;

	fresh.t = t;
	if (c->from != NULL) {
		n.msg = c->from->msg;
		n.row = c->from->row;
	}
	if (*t->requester != '\0' && *act_ack(t) != '\0')
		e = act_acknowledge(&fresh, act_ack(t));
	return e == OK ? notify(c->k, &n, c->w) : e;
}

static const char *
visit_said(struct act_call *c, const struct visit_row *v)
{
	int minutes = c->k->setup->settings.office.visit_minutes;

	if (v->arrived_at == TOD_NONE || v->served_at == TOD_NONE)
		return "";
	return arena_printf(c->k->a,
	    v->in_time ? "; dilayani dalam standar %d menit"
		       : "; dilayani lebih lambat dari standar %d menit",
	    minutes);
}

/* What the citizen wrote himself may lack details; who was spoken to was
 * asked for them there. */
static enum ticket_event
opening(struct taking *x)
{
	if (x->t.kind == KIND_RAGU && !x->r->closed)
		return TE_OPEN_UNSURE;
	if (!x->passed_on || x->t.kind != KIND_KONSULTASI || x->complete.ok ||
	    *x->t.requester == '\0')
		return TE_OPEN_COMPLETE;
	x->t.missing = x->complete.missing;
	return TE_OPEN_INCOMPLETE;
}

static enum err
open_record(struct taking *x, struct visit_row *visit)
{
	struct act_call *c = x->c;
	enum ticket_event event = opening(x);
	enum err e = case_open(c->k, &x->t, event,
	    arena_printf(c->k->a, "recorded by %s", c->k->actor), c->w);

	if (e == OK)
		e = keep_words(c, x->r, &x->t);
	if (e == OK && x->passed_on && *x->mail.message_id != '\0')
		e = msgid_add(c->k->s, x->mail.message_id, x->t.id, c->w);
	if (e == OK && c->x->act == ACT_VISIT)
		e = keep_visit(c, x->r, &x->t, visit);
	if (e != OK)
		return e;
	return x->r->closed ? close_record(c, x->r, &x->t) : announce(c, &x->t);
}

enum err
act_record(struct act_call *c)
{
	struct taking *x = arena_alloc(c->k->a, sizeof(*x));
	struct visit_row visit = { .arrived_at = TOD_NONE };
	enum err e;

	x->c = c;
	x->r = c->x->record;
	if (x->r == NULL || (*or_empty(x->r->question) == '\0' &&
				*or_empty(x->r->name) == '\0'))
		return act_refuse(c, "Isi catatannya kosong.");
	x->passed_on = c->x->act == ACT_REQUESTER && c->from != NULL &&
		       forward_find(c->k->a, c->from->msg, &x->mail);
	if ((e = classify(x)) != OK)
		return e;
	fill(x);
	if ((e = open_record(x, &visit)) != OK)
		return e;
	c->d->ticket = x->t.id;
	return act_done(c, "Dicatat sebagai tiket %s (%s, %s)%s%s.", x->t.code,
	    notice_channel(x->r->channel),
	    notice_kind(x->t.kind, x->t.topic, x->t.supervisory),
	    x->r->closed                 ? "; selesai"
	    : c->x->act != ACT_REQUESTER ? "; masih terbuka, tutup dengan "
					   "#selesai bila sudah dijawab"
					 : "",
	    visit_said(c, &visit));
}
