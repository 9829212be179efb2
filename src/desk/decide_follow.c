/*
 * A further mail of the citizen in his own case: details that we asked for,
 * an addition, or no more than thanks.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/decide_priv.h"
#include "desk/form.h"

#define ASK_TIMES 2 /* then a person decides */
#define RUNS_MAX 1000

static bool
is_among(struct strs list, const char *word)
{
	size_t i;

	for (i = 0; i < list.n; i++)
		if (strcmp(list.v[i], word) == 0)
			return true;
	return false;
}

/* All that the citizen has said so far, as if it were one mail: what the
 * thread tells needs no second answer. */
static struct msg
whole(struct deciding *x, const struct desk_ticket *t, const char *lines)
{
	const struct thread_candidate *c = x->r->thread.ticket;
	struct msg m = *x->m;

	m.in_reply_to = m.references = (struct strs){ 0 };
	m.subject = thread_subject(x->a, x->d->office->prefix,
	    t->subject != NULL ? t->subject : x->m->subject);
	m.reply_text = arena_printf(x->a, "%s\n\n%s\n\n%s",
	    c->said != NULL ? c->said : "", x->m->reply_text, lines);
	m.text = m.reply_text;
	return m;
}

/* What is still missing of what was asked. */
static struct strs
still_missing(
    struct deciding *x, const struct desk_ticket *t, const struct form *f)
{
	const char **v = arena_array(x->a, t->missing.n, sizeof(*v));
	struct msg m = whole(x, t, form_lines(x->a, f));
	struct completeness k;
	struct verdict verdict;
	size_t i, n = 0;

	classify_mail(x->a, x->d->classifier, x->d->office, &m, &verdict);
	verdict.kind = t->kind;
	verdict.topic = t->topic;
	verdict.thanks_only = false;
	complete_mail(x->a, x->d->classifier, x->d->office, &m, &verdict, &k);
	for (i = 0; i < t->missing.n; i++) {
		const char *detail = t->missing.v[i];

		if (form_has(f, detail))
			continue;
		if (strcmp(detail, "akun") == 0
			? !form_account(x->a, m.reply_text)
			: is_among(k.missing, detail))
			v[n++] = detail;
	}
	return (struct strs){ v, n };
}

/* The clock goes on with what was left, or starts anew; so the answer can
 * name the day, before the store has the run. */
static void
run_clock(struct deciding *x, const struct desk_ticket *t)
{
	struct decision *r = x->r;
	size_t n = t->nruns < RUNS_MAX ? t->nruns : RUNS_MAX;
	struct clock_run *runs = arena_array(x->a, n + 1, sizeof(*runs));
	struct clock_ask q = { .office = x->d->office,
		.calendar = x->d->calendar,
		.c = { t->kind, t->supervisory, t->service, t->channel,
		    t->external_due },
		.runs = runs,
		.n = n };
	struct clock c;

	if (n > 0)
		memcpy(runs, t->runs, n * sizeof(*runs));
	if (r->effects & (EFFECT_START_CLOCK | EFFECT_RESUME_CLOCK)) {
		if (n > 0 && runs[n - 1].to == TOD_NONE)
			runs[n - 1].to = x->f->received;
		runs[n] = (struct clock_run){ x->f->received, TOD_NONE,
			n == 0 || (r->effects & EFFECT_START_CLOCK) != 0 };
		q.n = n + 1;
		r->complete_at = x->f->received;
	}
	if (q.n == 0)
		return;
	clock_replay(NULL, &q, &c, NULL);
	r->due = c.due;
	r->first_due = c.first_due;
	r->due_unlisted = c.unlisted;
}

/* The answer to our question: it completes, or we ask once more, or a person
 * decides what can be done with so little. */
static void
answered(struct deciding *x, const struct desk_ticket *t)
{
	struct decision *r = x->r;

	if (r->complete.missing.n == 0) {
		decide_step(r, t->state, TE_COMPLETE);
		r->template = "ack-tambahan";
	} else if (t->asked < ASK_TIMES) {
		decide_step(r, t->state, TE_ASK);
		r->template = "ask-lengkapi";
		r->reason = arena_printf(
		    x->a, "%s; not all that was asked", x->r->thread.why);
	} else {
		decide_step(r, t->state, TE_ADDITION);
		r->template = "ack-tambahan";
		r->reason = arena_printf(x->a,
		    "%s; asked %d times, and still not all: an officer decides",
		    x->r->thread.why, t->asked);
	}
}

void
decide_follow(struct deciding *x, const struct desk_ticket *t)
{
	struct decision *r = x->r;
	struct form form = { 0 };

	r->outcome = OUTCOME_FOLLOWUP;
	r->reason = r->thread.why;
	r->complete = (struct completeness){ .ok = t->missing.n == 0,
		.missing = t->missing };
	if (r->thread.third_party) {
		decide_step(r, t->state, TE_NOTE);
		r->silence = "a third party learns nothing about a case";
		return;
	}
	form_read(x->a, x->m->text, t->missing, &form);
	if (r->verdict.thanks_only && form.details.n == 0) {
		decide_step(r, t->state, TE_THANKS);
		r->silence = "thanks are filed in silence";
		return;
	}
	if (t->missing.n > 0) {
		r->complete.missing = still_missing(x, t, &form);
		r->complete.ok = r->complete.missing.n == 0;
	}
	if (t->state == STATE_MENUNGGU) {
		answered(x, t);
	} else {
		decide_step(r, t->state, TE_ADDITION);
		r->template = "ack-tambahan";
	}
	run_clock(x, t);
}
