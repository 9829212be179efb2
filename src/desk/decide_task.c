/*
 * Notices of portals that are tasks: whose word is taken for it, which case
 * they belong to, who hears of it. The machine that wrote never does.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/decide_priv.h"

#define DAY 86400
#define SUPERVISORY "pengawasan" /* the flag of rules that see it */

/* Anybody can write like a portal. So a notice counts where the server that
 * the office trusts has proved its sender, or the office says that it does;
 * one that its domain disowns never. */
static bool
is_believed(const struct msg *m, const struct portal_task *t)
{
	const struct auth *x = &m->auth;

	if (x->dmarc == AUTH_FAIL)
		return false;
	return t->trust || x->dmarc == AUTH_PASS || x->dkim == AUTH_PASS ||
	       x->spf == AUTH_PASS;
}

/* Fit to write to, and none of ours. */
static bool
is_citizens(const struct office *o, const char *address)
{
	return judge_safe_address(address) && !office_is_own(o, address) &&
	       office_officer(o, address) == NULL;
}

static struct portal_task *
find(struct arena *a, const struct desk *d, const struct msg *m)
{
	struct portal_task *t = arena_alloc(a, sizeof(*t));

	if (!portal_find(a, d->portals, m, d->office->offset, t) ||
	    office_is_own(d->office, m->from.v[0].address) ||
	    office_officer(d->office, m->from.v[0].address) != NULL)
		return NULL;
	if (!is_citizens(d->office, t->address))
		t->address = "";
	return t;
}

const struct portal_task *
decide_task(struct arena *a, const struct desk *d, const struct msg *m)
{
	const struct portal_task *t = find(a, d, m);

	return t != NULL && is_believed(m, t) ? t : NULL;
}

/* The end of the last office day up to a day that was named without an hour;
 * a number of days counts from the notice. */
static int64_t
deadline(const struct deciding *x, const struct portal_task *t)
{
	int64_t at = t->deadline, day, closing;
	struct due due;
	int i;

	if (t->days > 0 && t->working) {
		calendar_due(
		    x->d->calendar, NULL, x->f->received, t->days, &due);
		return due.at;
	}
	if (t->days > 0)
		at = x->f->received + (int64_t)t->days * DAY;
	if (at == TOD_NONE || (!t->whole_day && t->days == 0))
		return at;
	day = tod_day(at, x->d->office->offset);
	for (i = 0; i < 14; i++) {
		closing = calendar_closing(x->d->calendar, day - i);
		if (closing != TOD_NONE && closing > x->f->received)
			return closing;
	}
	return at;
}

/* What the question is about; the notice around it would mislead. */
static void
read_question(struct deciding *x, const struct portal_task *t)
{
	struct decision *r = x->r;
	struct verdict *v = &r->verdict;
	struct msg m = *x->m;
	size_t i;

	if (*t->question != '\0') {
		m.subject = "";
		m.nfields = m.from.n = 0;
		m.text = m.reply_text = t->question;
		m.in_reply_to = m.references = (struct strs){ 0 };
	}
	classify_mail(x->a, x->d->classifier, x->d->office, &m, v);
	if (t->kind != KIND_NONE && t->kind != v->kind) {
		v->kind = t->kind;
		v->topic = t->kind == KIND_KONSULTASI ? decide_topic(v)
						      : TOPIC_NONE;
		v->service = "";
		v->also_asks = false;
		for (i = 0; t->kind == KIND_PENGADUAN && i < v->nhits; i++)
			v->supervisory |= text_ieq(
			    v->hits[i].rule->flag, SUPERVISORY);
	}
	if (v->kind == KIND_AUTO || v->kind == KIND_BOUNCE)
		v->kind = KIND_RAGU;
	r->complete = (struct completeness){ .ok = true };
	if (t->acknowledge && *t->address != '\0')
		complete_mail(
		    x->a, x->d->classifier, x->d->office, &m, v, &r->complete);
	r->seen_language = language_of(
	    *t->question != '\0' ? t->question : x->m->reply_text);
	r->language = text_ieq(r->seen_language, "en") ? "en" : "id";
}

static const struct thread_candidate *
earlier(const struct desk_facts *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->candidates[i].via == VIA_EXTERNAL)
			return &f->candidates[i];
	return NULL;
}

/* More about a task that we have. What was answered is taken up again only
 * where the notice brings words of the citizen. */
static void
more(struct deciding *x, const struct thread_candidate *c)
{
	struct decision *r = x->r;
	const struct desk_ticket *t = decide_ticket(x->f, c);
	bool done = t->state == STATE_DIJAWAB || !state_is_open(t->state);

	r->outcome = OUTCOME_FOLLOWUP;
	r->thread.ticket = c;
	r->thread.why = arena_printf(
	    x->a, "number %s of %s at the portal", r->task->external, c->code);
	r->reason = r->thread.why;
	r->complete = (struct completeness){ .ok = true };
	decide_step(r, t->state,
	    done && *r->task->question == '\0' ? TE_NOTE : TE_ADDITION);
	r->silence = "the machine of a portal is not answered";
}

/* A conversation that was closed long ago begins anew, linked. */
static bool
is_over(const struct deciding *x, const struct thread_candidate *c)
{
	return !c->open && c->closed_at != TOD_NONE &&
	       x->f->now - c->closed_at >
		   (int64_t)x->d->office->reopen_days * DAY;
}

static void
open_task(struct deciding *x)
{
	struct decision *r = x->r;
	const struct portal_task *t = r->task;

	r->kind = r->verdict.kind;
	decide_open(x, arena_printf(x->a, "task of %s%s%s", t->portal,
			   *t->external != '\0' ? " " : "", t->external));
	if (!t->acknowledge) {
		r->template = "";
		r->silence = "the question is answered at the portal";
	}
}

/* A notice that nobody proves: a person has to know, for the real ones come
 * the same way. */
static void
doubt(struct deciding *x, const struct portal_task *t)
{
	struct tod now;

	tod_split(x->f->now, x->d->office->offset, &now);
	x->r->alarm = arena_printf(x->a,
	    "Sebuah pos-el tampak seperti pemberitahuan %s, tetapi pengirimnya "
	    "tidak terbukti. Pos-el itu diperlakukan seperti surat biasa. Bila "
	    "pemberitahuan yang asli memang datang tanpa bukti, minta "
	    "administrator menulis \"trust = yes\" pada bagian [%s].",
	    t->portal, t->portal);
	x->r->alarm_key = arena_printf(x->a, "portal:%s:%04d-%02d-%02d",
	    t->portal, now.year, now.month, now.day);
}

bool
decide_as_task(struct deciding *x)
{
	struct decision *r = x->r;
	struct portal_task *t = find(x->a, x->d, x->m);
	const struct thread_candidate *c;

	if (t == NULL || (r->judged.outcome != OUTCOME_NONE &&
			     r->judged.outcome != OUTCOME_AUTO))
		return false;
	if (!is_believed(x->m, t)) {
		doubt(x, t);
		return false;
	}
	t->deadline = deadline(x, t);
	r->task = t;
	r->authenticated = false; /* the portal vouches, not the citizen */
	r->thread = (struct threading){ .alarm = "", .why = "a new task" };
	read_question(x, t);
	c = earlier(x->f);
	if (c != NULL && is_over(x, c)) {
		r->thread.linked = r->thread.late = true;
		r->thread.link = c;
		c = NULL;
	}
	if (c != NULL) {
		more(x, c);
	} else if (r->verdict.kind == KIND_SPAM) {
		r->outcome = OUTCOME_SPAM;
		r->reason = arena_printf(x->a, "spam through %s", t->portal);
		r->silence = "spam is never answered";
	} else {
		open_task(x);
	}
	return true;
}
