/*
 * What the store knows of the tickets that a mail may belong to.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/facts_priv.h"
#include "case/rate.h"
#include "store/cases.h"
#include "store/outbox.h"

#define WORDS_RAW (1u << 20) /* bytes of a mail that is looked up */
#define SAID_MAILS 5
#define SAID_BYTES 20000

enum err
facts_words(struct store *s, const struct setup *setup, struct arena *a,
    int64_t inbox, const char **words_r, struct why *w)
{
	struct arena *mail = arena_new();
	struct why unread;
	struct buf raw;
	struct msg m;
	enum err e;

	*words_r = "";
	buf_init(&raw, WORDS_RAW);
	e = inbox_raw(s, inbox, &raw, w);
	if (e == OK && !raw.over &&
	    msg_read(mail, &setup->settings.reader, raw.s, raw.len, &m,
		&unread) == OK)
		*words_r = arena_str(a, m.reply_text);
	buf_free(&raw);
	arena_free(&mail);
	return e;
}

static bool
is_citizens(const struct inbox_row *row)
{
	return row->outcome == OUTCOME_TICKET ||
	       row->outcome == OUTCOME_FOLLOWUP;
}

/* What its citizen wrote so far, the first mails. */
static enum err
said(struct store *s, const struct setup *setup, struct arena *a,
    int64_t ticket, const char **said_r, struct why *w)
{
	struct inbox_of_ask q = { ticket, { 0, SAID_MAILS } };
	struct inbox_rows rows;
	const char *words;
	struct buf all;
	enum err e = inbox_of(s, a, &q, &rows, w);
	size_t i;

	buf_init(&all, SAID_BYTES);
	for (i = 0; e == OK && i < rows.n; i++) {
		if (!is_citizens(&rows.v[i]))
			continue;
		e = facts_words(s, setup, a, rows.v[i].id, &words, w);
		if (e == OK && buf_adds(&all, words))
			buf_adds(&all, "\n\n");
	}
	*said_r = arena_strn(a, all.s, all.len);
	buf_free(&all);
	return e;
}

/* How often a machine asked, and wrote to this sender today. */
static enum err
sent(struct store *s, const struct setup *setup, struct arena *a,
    const struct facts_ask *q, struct desk_ticket *t, struct why *w)
{
	const struct msg *m = q->msg;
	int offset = setup->settings.office.offset;
	struct outbox_rows rows;
	enum err e = outbox_of(s, a, t->id, &rows, w);
	size_t i;

	for (i = 0; e == OK && i < rows.n; i++) {
		const struct outbox_row *o = &rows.v[i];

		if (!o->automatic)
			continue;
		t->asked += strcmp(o->template, "ask-lengkapi") == 0;
		t->sent_today += m->from.n > 0 &&
				 text_ieq(o->address, m->from.v[0].address) &&
				 tod_day(o->created_at, offset) ==
				     tod_day(q->now, offset);
	}
	return e;
}

static enum err
one_ticket(struct store *s, const struct setup *setup, struct arena *a,
    const struct facts_ask *q, struct desk_ticket *t, struct why *w)
{
	struct ticket_row row;
	struct rate_ask rate = { setup, &row, q->msg };
	struct clock_runs runs;
	enum err e;

	if ((e = ticket_get(s, a, t->id, &row, w)) != OK ||
	    (e = ticket_runs(s, a, t->id, &runs, w)) != OK)
		return e;
	*t = (struct desk_ticket){ .id = row.id,
		.state = row.state,
		.kind = row.kind,
		.topic = row.topic,
		.supervisory = row.supervisory,
		.requester = row.requester,
		.subject = row.subject,
		.service = row.service,
		.channel = row.channel,
		.external_due = row.external_due,
		.missing = row.missing,
		.runs = runs.v,
		.nruns = runs.n };
	if ((e = rate_may(s, a, &rate, &t->survey, w)) != OK)
		return e;
	return sent(s, setup, a, q, t, w);
}

/* The words of a case are looked up where something depends on them. */
static bool
needs_words(const struct thread_candidate *c, const struct desk_ticket *t,
    bool anybodys)
{
	return c->sender_is_part && c->via != VIA_SENDER &&
	       (t->missing.n > 0 || (c->via == VIA_SUBJECT && anybodys));
}

enum err
facts_tickets(struct store *s, const struct setup *setup, struct arena *a,
    const struct facts_ask *q, struct desk_facts *f_r, struct why *w)
{
	const struct office *o = &setup->settings.office;
	struct thread_candidate *c = arena_array(a, f_r->n, sizeof(*c));
	struct desk_ticket *t = arena_array(a, f_r->n, sizeof(*t));
	bool anybodys = f_r->n > 0 &&
			thread_subject_generic(a, o,
			    thread_subject(a, o->prefix, q->msg->subject));
	enum err e = OK;
	size_t i, k;

	for (i = 0; e == OK && i < f_r->n; i++) {
		c[i] = f_r->candidates[i];
		for (k = 0; k < i && c[k].ticket != c[i].ticket; k++)
			;
		t[i] = t[k];
		t[i].id = c[i].ticket;
		if (k == i)
			e = one_ticket(s, setup, a, q, &t[i], w);
		if (e == OK && needs_words(&c[i], &t[i], anybodys))
			e = said(s, setup, a, t[i].id, &c[i].said, w);
	}
	f_r->candidates = c;
	f_r->tickets = t;
	return e;
}
