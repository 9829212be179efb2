/*
 * Which ticket an officer means whose reply names none that we know: its
 * references were lost or made by another program. It must never do anything
 * about it: what it finds is only asked about.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/casevalues.h"
#include "desk/assign.h"
#include "case/facts_priv.h"
#include "mail/forward.h"
#include "case/officer_priv.h"

#define DAYS 60 /* tickets closed longer ago are not meant */
#define DAY 86400
#define PAGE 200
#define READ_MAX 60 /* mails that are read for their words */
#define BYTES_MAX (256 * 1024)
#define GUESSES_MAX 5

/* What the officer's mail says of the mail that it answers. */
struct clue {
	const char *key, *quoted;
	bool generic;
	const char *author; /* of one that is passed on, "" */
};

struct found {
	struct ticket_row v[GUESSES_MAX];
	size_t n;
	bool over;
};

/* A ticket that may be meant, and why. */
struct maybe {
	struct ticket_row t;
	bool subject, address;
};
struct maybes {
	struct maybe *v;
	size_t n, max;
};

static bool
is_reply(const struct msg *m, const struct clue *c)
{
	return m->in_reply_to.n > 0 || m->references.n > 0 ||
	       text_istarts(m->subject, "re:") ||
	       text_istarts(m->subject, "bls:") ||
	       text_istarts(m->subject, "balas:") || strlen(c->quoted) > 40;
}

static void
read_clue(struct officer_work *o, struct clue *c)
{
	const struct office *f = &o->k->setup->settings.office;
	const struct msg *m = o->p->msg;
	struct forwarded w;

	*c = (struct clue){ .key = thread_subject(
				o->k->a, f->prefix, m->subject),
		.quoted = officer_quoted(o->k->a, m),
		.author = "" };
	c->generic = *c->key == '\0' ||
		     thread_subject_generic(o->k->a, f, c->key);
	if (forward_find(o->k->a, m, &w) && *w.from.address != '\0' &&
	    !office_is_own(f, w.from.address) &&
	    office_officer(f, w.from.address) == NULL)
		c->author = w.from.address;
}

static void
look_at(struct officer_work *o, const struct clue *c,
    const struct ticket_row *t, struct maybes *m)
{
	struct maybe *x;

	if (t->merged_into != 0 || t->inbox == 0 || m->n == m->max ||
	    (*c->author != '\0' && !text_ieq(c->author, t->requester)) ||
	    t->opened_at > o->p->received)
		return;
	x = &m->v[m->n++];
	*x = (struct maybe){ .t = *t,
		.subject = *c->key != '\0' &&
			   strcmp(c->key, t->subject_key) == 0,
		.address = officer_quotes_address(c->quoted, t->requester) };
}

/* All that are open or were so lately. */
static enum err
gather(struct officer_work *o, const struct clue *c, struct maybes *m)
{
	struct ticket_ask q = { .list = LIST_CLOSED,
		.at = o->k->now - (int64_t)DAYS * DAY,
		.page = { 0, PAGE } };
	struct ticket_rows rows;
	enum err e = tickets(o->k->s, o->k->a, &q, &rows, o->w);
	size_t i;

	m->max = PAGE * 5;
	m->v = arena_array(o->k->a, m->max, sizeof(*m->v));
	for (i = 0; e == OK && i < rows.n; i++)
		look_at(o, c, &rows.v[i], m);
	q.list = LIST_OPEN;
	do {
		if (e != OK)
			return e;
		e = tickets(o->k->s, o->k->a, &q, &rows, o->w);
		for (i = 0; e == OK && i < rows.n; i++) {
			look_at(o, c, &rows.v[i], m);
			q.page.after = rows.v[i].id;
		}
	} while (e == OK && rows.n == PAGE && m->n < m->max);
	return e;
}

static enum err
quotes_mail(
    struct officer_work *o, const struct clue *c, int64_t inbox, bool *is_r)
{
	struct inbox_row row;
	const char *words;
	enum err e = inbox_get(o->k->s, o->k->a, inbox, &row, o->w);

	*is_r = false;
	if (e != OK || row.id == 0 || row.kept > BYTES_MAX)
		return e;
	e = facts_words(o->k->s, o->k->setup, o->k->a, inbox, &words, o->w);
	*is_r = e == OK && officer_quotes(o->k->a, c->quoted, words);
	return e;
}

static void
take(struct found *f, const struct ticket_row *t)
{
	f->over |= f->n == GUESSES_MAX;
	if (f->n < GUESSES_MAX)
		f->v[f->n++] = *t;
}

enum level { BY_QUOTE, BY_BOTH, BY_SUBJECT, BY_WORDS, LEVELS };

/* Does it fit so well? Each level is only asked where none before fits. */
static enum err
fits(struct officer_work *o, const struct clue *c, const struct maybe *x,
    enum level level, bool *is_r)
{
	*is_r = false;
	switch (level) {
	case BY_QUOTE:
		return x->subject || x->address
			   ? quotes_mail(o, c, x->t.inbox, is_r)
			   : OK;
	case BY_BOTH:
		*is_r = x->subject && x->address;
		return OK;
	case BY_SUBJECT:
		*is_r = x->subject && !c->generic;
		return OK;
	default:
		return strlen(c->quoted) > 40
			   ? quotes_mail(o, c, x->t.inbox, is_r)
			   : OK;
	}
}

static enum err
find(struct officer_work *o, const struct clue *c, const struct maybes *m,
    struct found *f)
{
	enum err e = OK;
	int level;
	size_t i, reads = 0;
	bool is;

	for (level = 0; level < LEVELS && f->n == 0; level++)
		/* the newest first */
		for (i = m->n; e == OK && i > 0; i--) {
			if (level == BY_WORDS && reads++ == READ_MAX)
				break;
			e = fits(o, c, &m->v[i - 1], (enum level)level, &is);
			if (e == OK && is)
				take(f, &m->v[i - 1].t);
		}
	return e;
}

/* Of several only those are named that he may know. */
static void
name_all(struct officer_work *o, const struct found *f)
{
	const char **v = arena_array(o->k->a, f->n, sizeof(*v));
	struct assign_case q;
	size_t i, n = 0;

	for (i = 0; i < f->n; i++) {
		q = case_assign(o->k, &f->v[i]);
		if (assign_may_know(&q, o->who))
			v[n++] = f->v[i].code;
	}
	o->facts.guesses = (struct strs){ v, n };
}

static bool
is_filed(const struct inbox_row *row)
{
	return row->ticket == 0 &&
	       (row->outcome == OUTCOME_SPAM || row->outcome == OUTCOME_AUTO);
}

static void
take_filed(struct officer_work *o, const struct inbox_row *row)
{
	o->facts.filed = row->outcome == OUTCOME_SPAM ? "spam"
						      : "surat otomatis";
}

/* The mail of one of its references. */
static enum err
filed_by_reference(struct officer_work *o)
{
	const struct msg *m = o->p->msg;
	const struct strs *lists[] = { &m->references, &m->in_reply_to };
	struct inbox_row row;
	enum err e = OK;
	size_t i, k;

	for (i = 0; i < 2; i++)
		for (k = 0; e == OK && k < lists[i]->n && k < READ_MAX; k++) {
			e = inbox_by_message_id(
			    o->k->s, o->k->a, lists[i]->v[k], &row, o->w);
			if (e == OK && row.id != 0 && is_filed(&row))
				take_filed(o, &row);
		}
	return e;
}

/* One of the last mails, by its words. */
static enum err
filed_by_words(struct officer_work *o, const struct clue *c)
{
	struct inbox_row row;
	int64_t id = o->p->row->id;
	enum err e = OK;
	int reads = 0;
	bool is;

	while (e == OK && --id > 0 && reads < READ_MAX &&
	       *o->facts.filed == '\0' && id + PAGE > o->p->row->id) {
		e = inbox_get(o->k->s, o->k->a, id, &row, o->w);
		if (e != OK || row.id == 0 || !is_filed(&row))
			continue;
		reads++;
		e = quotes_mail(o, c, id, &is);
		if (e == OK && is)
			take_filed(o, &row);
	}
	return e;
}

enum err
officer_guess(struct officer_work *o)
{
	struct maybes m = { .n = 0 };
	struct found f = { .n = 0 };
	struct clue c;
	enum err e;

	o->facts.filed = "";
	read_clue(o, &c);
	if (!o->facts.proven || o->facts.token || !is_reply(o->p->msg, &c))
		return OK;
	if ((e = filed_by_reference(o)) != OK || *o->facts.filed != '\0')
		return e;
	if ((e = gather(o, &c, &m)) != OK || (e = find(o, &c, &m, &f)) != OK)
		return e;
	if (f.n == 0)
		return strlen(c.quoted) > 40 ? filed_by_words(o, &c) : OK;
	if (f.n > 1 || f.over) {
		name_all(o, &f);
		if (o->facts.guesses.n != 1)
			return OK;
		return ticket_by_code(
		    o->k->s, o->k->a, o->facts.guesses.v[0], &o->ticket, o->w);
	}
	o->ticket = f.v[0];
	return OK;
}
