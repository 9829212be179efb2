/*
 * What automatic mail has gone out so far, to whom a mail would be answered:
 * the facts of budgets, of duels between machines, of dead addresses.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/facts_priv.h"
#include "store/cases.h"
#include "store/outbox.h"
#include "store/people.h"

#define HOUR 3600
#define DAY 86400
#define DUEL (6 * HOUR)   /* a machine answers within hours */
#define ALIKE 2048        /* bytes in which the same words may differ */
#define COMPARED_MAX 4000 /* bytes of the words compared */

struct spending {
	struct store *s;
	const struct setup *setup;
	struct arena *a;
	const struct facts_ask *q;
	const char *to;
	struct why *w;
};

/* Counting stops where the budget ends. */
static enum err
count(struct spending *x, struct desk_facts *f)
{
	const struct office *o = &x->setup->settings.office;
	struct outbox_budget b = { .since = x->q->now - HOUR,
		.cap = o->budget_total_hour };
	const char *at = strrchr(x->to, '@');
	enum err e;

	if ((e = outbox_spent(x->s, &b, &f->sent_total, x->w)) != OK ||
	    *x->to == '\0')
		return e;
	b.since = x->q->now - DAY;
	b.cap = o->budget_address_day;
	b.address = x->to;
	if ((e = outbox_spent(x->s, &b, &f->sent_address, x->w)) != OK)
		return e;
	b.cap = o->budget_domain_day;
	b.address = NULL;
	b.domain = at ? at + 1 : x->to;
	return outbox_spent(x->s, &b, &f->sent_domain, x->w);
}

/* Words as a machine repeats them: numbers and spaces may differ. */
static const char *
plain(struct arena *a, const char *words)
{
	struct buf b;
	char *text, *s;
	size_t n = strlen(words);

	buf_init(&b, COMPARED_MAX + 8);
	text_add_squeezed(&b, words, n < COMPARED_MAX ? n : COMPARED_MAX);
	text = arena_strn(a, b.s, b.len);
	buf_free(&b);
	for (s = text; *s != '\0'; s++)
		if (*s >= '0' && *s <= '9')
			*s = '0';
	return text;
}

static enum err
same_mail(struct spending *x, int64_t ticket, bool *same_r)
{
	struct inbox_row row;
	struct ticket_row t;
	const char *words;
	enum err e;

	*same_r = false;
	if ((e = ticket_get(x->s, x->a, ticket, &t, x->w)) != OK ||
	    t.inbox == 0 ||
	    (e = inbox_get(x->s, x->a, t.inbox, &row, x->w)) != OK ||
	    row.size > x->q->row->size + ALIKE ||
	    row.size < x->q->row->size - ALIKE)
		return e;
	e = facts_words(x->s, x->setup, x->a, t.inbox, &words, x->w);
	*same_r = e == OK && strcmp(plain(x->a, words),
				 plain(x->a, x->q->msg->reply_text)) == 0;
	return e;
}

static enum err
same_words(struct spending *x, struct desk_facts *f)
{
	struct outbox_recent r = { x->to, x->q->now - DUEL };
	int64_t v[OUTBOX_RECENT];
	size_t i, n = 0;
	bool same;
	enum err e = OK;

	/* fewer cannot be a duel; more than the budget is silent anyway */
	if (f->sent_domain < 2 || x->q->msg->reply_text[0] == '\0' ||
	    f->sent_total >= x->setup->settings.office.budget_total_hour)
		return OK;
	e = outbox_recent(x->s, &r, v, &n, x->w);
	for (i = 0; e == OK && i < n; i++) {
		e = same_mail(x, v[i], &same);
		f->same_words += same;
	}
	return e;
}

static enum err
muted(struct spending *x, struct desk_facts *f)
{
	struct person p;
	enum err e = person_get(x->s, x->a, x->to, &p, x->w);

	f->muted = e == OK && p.address != NULL && p.muted_until > x->q->now;
	return e;
}

enum err
facts_spent(struct store *s, const struct setup *setup, struct arena *a,
    const struct facts_ask *q, struct desk_facts *f_r, struct why *w)
{
	const struct addr *to = judge_reply_address(
	    &setup->settings.office, q->msg);
	struct desk desk = setup_desk(setup);
	const struct portal_task *task = decide_task(a, &desk, q->msg);
	struct spending x = { s, setup, a, q, to ? to->address : "", w };
	enum err e;

	if (task != NULL)
		x.to = task->address;
	if ((e = count(&x, f_r)) != OK || *x.to == '\0')
		return e;
	if ((e = muted(&x, f_r)) != OK)
		return e;
	return same_words(&x, f_r);
}
