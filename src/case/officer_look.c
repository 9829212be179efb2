/*
 * Mails that answer a question of an officer at once: a ticket, earlier
 * answers, what is open, how to work with the desk. They show him what he may
 * know and nothing else.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/casevalues.h"
#include "case/casework_act.h"
#include "desk/assign.h"
#include "desk/shown.h"
#include "case/officer_priv.h"
#include "store/search.h"

#define HITS_MAX 10
#define ROWS_MAX 200
#define EVENTS_MAX 200
#define SNIPPET 200

static const char *
say(struct officer_work *o, int64_t at)
{
	const struct office *f = &o->k->setup->settings.office;

	return at == TOD_NONE
		   ? ""
		   : calendar_say(o->k->a, at, f->offset, f->zone_name, "id");
}

static const char *
who_said(struct officer_work *o, const char *actor)
{
	const struct officer *who = office_officer_id(
	    &o->k->setup->settings.office, actor);

	return who != NULL                  ? who->name
	       : text_ieq(actor, "citizen") ? "pemohon"
	       : text_ieq(actor, "admin")   ? "administrator"
					    : "sistem";
}

static enum err
put_events(struct officer_work *o, const struct ticket_row *t, struct values *m)
{
	struct page page = { 0, EVENTS_MAX };
	struct values list = { .a = o->k->a };
	struct event_rows rows;
	enum err e = event_list(o->k->s, o->k->a, t->id, page, &rows, o->w);
	size_t i;

	for (i = 0; e == OK && i < rows.n; i++) {
		struct values item = { .a = o->k->a };
		const char *detail;
		const char *words = notice_event(
		    o->k->a, rows.v[i].what, rows.v[i].detail, &detail);

		if (*words == '\0')
			continue;
		values_text(&item, "at", say(o, rows.v[i].at));
		values_text(&item, "who", who_said(o, rows.v[i].actor));
		values_text(&item, "what", words);
		/* details of mails name addresses */
		if (!t->secret)
			values_text(&item, "result", detail);
		values_map(&list, NULL, &item);
	}
	values_list(m, "events", &list);
	return e;
}

static enum err
put_ticket(struct officer_work *o, struct ticket_row *t, struct values *m)
{
	struct casevalues q = { .ticket = t, .reader = o->who };
	struct post_mail mail = {
		.ticket = t, .role = "officer", .to = o->who->address
	};
	struct msg first;
	bool found = false;
	enum err e;

	e = post_address(o->k->s, o->k->setup, o->k->a, &mail, &q.desk, o->w);
	if (e != OK || (e = case_values(o->k, &q, m, o->w)) != OK)
		return e;
	if (t->inbox != 0)
		e = case_mail(o->k, t->inbox, &first, &found, o->w);
	if (e == OK && found)
		values_flag(m, "said_cut",
		    !values_lines(
			m, "said", case_masked(o->k, t, first.reply_text)));
	return e == OK ? put_events(o, t, m) : e;
}

static enum err
put_hits(struct officer_work *o, const char *words, struct values *m)
{
	struct entry_ask ask = {
		.words = words, .source = "", .limit = HITS_MAX
	};
	struct values list = { .a = o->k->a };
	struct entries found;
	enum err e = entry_find(o->k->s, o->k->a, &ask, &found, o->w);
	size_t i, n = 0;

	for (i = 0; e == OK && i < found.n; i++) {
		const struct entry *x = &found.v[i];
		struct values item = { .a = o->k->a };
		struct ticket_row t;
		size_t line = strcspn(x->body, "\n");

		e = ticket_get(o->k->s, o->k->a, x->ticket, &t, o->w);
		/* it may have become one of those that few may see */
		if (e != OK || (t.id != 0 && ticket_is_hidden(&t)))
			continue;
		values_text(&item, "label",
		    t.id != 0
			? arena_printf(o->k->a, "%s: %s", t.code, x->title)
			: x->title);
		if (t.id != 0)
			values_text(&item, "snippet",
			    shown_line(o->k->a, x->body, SNIPPET));
		else
			values_text(
			    &item, "link", arena_strn(o->k->a, x->body, line));
		if (t.id != 0)
			values_text(&item, "at", say(o, x->at));
		values_map(&list, NULL, &item);
		n++;
	}
	values_text(m, "query", words);
	values_textf(m, "count", "%zu", n);
	values_list(m, "hits", &list);
	return e;
}

static void
put_row(struct officer_work *o, const struct ticket_row *t, struct values *m)
{
	const struct office *f = &o->k->setup->settings.office;
	const struct calendar *c = o->k->setup->calendar;
	const struct officer *owner = office_officer_id(f, t->officer);
	int64_t now = o->k->now;

	values_text(m, "ticket", t->code);
	values_text(m, "kind", notice_kind(t->kind, t->topic, t->supervisory));
	values_text(m, "owner", owner != NULL ? owner->name : "");
	values_text(m, "due", say(o, t->due_at));
	values_flag(m, "waiting", t->state == STATE_MENUNGGU);
	values_text(m, "state", state_word(t->state));
	values_text(m, "subject",
	    t->secret ? "" : shown_subject(o->k->a, f->prefix, t->subject));
	if (t->due_at == TOD_NONE || !ticket_clock_runs(t))
		return;
	if (t->due_at >= now)
		values_text(m, "left", notice_span(o->k->a, c, now, t->due_at));
	else
		values_text(m, "late", notice_span(o->k->a, c, t->due_at, now));
}

/* All open ones that he may know. */
static enum err
find_open(struct officer_work *o, struct ticket_row *v, size_t *n_r)
{
	struct ticket_ask q = {
		.list = LIST_OPEN, .who = "", .page = { 0, ROWS_MAX }
	};
	struct ticket_rows rows;
	size_t i;
	enum err e;

	*n_r = 0;
	do {
		e = tickets(o->k->s, o->k->a, &q, &rows, o->w);
		for (i = 0; e == OK && i < rows.n; i++) {
			struct assign_case c = case_assign(o->k, &rows.v[i]);

			q.page.after = rows.v[i].id;
			if (*n_r < ROWS_MAX && assign_may_know(&c, o->who))
				v[(*n_r)++] = rows.v[i];
		}
	} while (e == OK && rows.n == q.page.limit);
	return e;
}

/* What is due first, then what waits; of the same moment the older. */
static int
by_due(const void *a, const void *b)
{
	const struct ticket_row *x = a, *y = b;
	int64_t p = ticket_clock_runs(x) ? x->due_at : TOD_NONE;
	int64_t q = ticket_clock_runs(y) ? y->due_at : TOD_NONE;

	if ((p == TOD_NONE) != (q == TOD_NONE))
		return p == TOD_NONE ? 1 : -1;
	if (p != q)
		return p < q ? -1 : 1;
	return x->id < y->id ? -1 : 1;
}

static enum err
put_open(struct officer_work *o, struct values *m)
{
	struct ticket_row *v = arena_array(o->k->a, ROWS_MAX, sizeof(*v));
	struct values list = { .a = o->k->a };
	size_t i, n;
	enum err e = find_open(o, v, &n);

	if (e != OK)
		return e;
	qsort(v, n, sizeof(*v), by_due);
	for (i = 0; i < n; i++) {
		struct values item = { .a = o->k->a };

		put_row(o, &v[i], &item);
		values_map(&list, NULL, &item);
	}
	values_textf(m, "count", "%zu", n);
	values_list(m, "rows", &list);
	return OK;
}

static void
put_officers(struct officer_work *o, struct values *m)
{
	const struct office *f = &o->k->setup->settings.office;
	struct values list = { .a = o->k->a };
	size_t i;

	for (i = 0; i < f->nofficers; i++) {
		struct values item = { .a = o->k->a };

		values_text(&item, "id", f->officers[i].id);
		values_text(&item, "name", f->officers[i].name);
		values_map(&list, NULL, &item);
	}
	values_list(m, "officers", &list);
}

enum err
officer_look(
    struct officer_work *o, const struct action *x, const struct case_done *d)
{
	struct officer_post p = { .template = d->reply,
		.dedup = arena_printf(o->k->a, "%s:%lld:%d", d->reply,
		    (long long)o->p->row->id, x->line) };
	struct values m = { .a = o->k->a };
	struct ticket_row t = { .id = 0 };
	int64_t outbox;
	bool may;
	enum err e;

	if ((e = officer_may_get(o, &may)) != OK || !may)
		return e;
	if (x->act == ACT_SHOW) {
		e = ticket_get(o->k->s, o->k->a, d->ticket, &t, o->w);
		p.ticket = &t;
		if (e == OK)
			e = put_ticket(o, &t, &m);
	} else {
		values_office(&m, &o->k->setup->settings.office);
		values_text(&m, "reader", o->who->name);
	}
	if (e == OK && x->act == ACT_SEARCH)
		e = put_hits(o, x->text, &m);
	if (e == OK && x->act == ACT_RECAP)
		e = put_open(o, &m);
	if (e == OK && x->act == ACT_HELP)
		put_officers(o, &m);
	return e == OK ? officer_post(o, &p, &m, &outbox) : e;
}
