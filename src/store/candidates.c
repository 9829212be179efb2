/*
 * What the database knows about the references in a mail: the facts for
 * thread_mail(). It must never know which of them counts.
 */
#include <string.h>

#include "base/banned.h"
#include "store/cases.h"
#include "store/sql.h"

enum {
	BY_MESSAGE_ID,
	BY_CODE,
	BY_SUBJECT,
	BY_SENDER,
	BY_EXTERNAL,
	FACTS,
	SENDER
};

#define CANDIDATES_MAX 50
#define SENDER_MAX 5 /* open tickets of one sender */

static const char *const text[] = {
	[BY_MESSAGE_ID] = "SELECT ticket FROM msgid WHERE message_id = ?1"
			  " UNION ALL SELECT ticket FROM outbox"
			  " WHERE message_id = ?1 AND ticket IS NOT NULL"
			  " LIMIT ?2",
	[BY_CODE] = "SELECT id FROM ticket WHERE code = ?1",
	[BY_SUBJECT] = "SELECT id FROM ticket WHERE closed_at IS NULL"
		       " AND requester = ?1 AND subject_key = ?2"
		       " AND last_at >= ?3 ORDER BY last_at DESC LIMIT ?4",
	[BY_SENDER] = "SELECT id FROM ticket WHERE closed_at IS NULL"
		      " AND requester = ?1 AND last_at >= ?2"
		      " ORDER BY last_at DESC LIMIT ?3",
	[BY_EXTERNAL] = "SELECT id FROM ticket WHERE external <> ''"
			" AND external = ?1 AND channel = ?2"
			" ORDER BY id DESC LIMIT 1",
	[FACTS] = "SELECT code, closed_at, last_at FROM ticket WHERE id = ?1",
	[SENDER] = "SELECT role FROM part WHERE ticket = ?1"
		   " AND address = ?2",
};
const struct sql_set thread_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_THREAD, n)

/* Candidates of one mail while they are gathered. */
struct gather {
	struct store *s;
	struct arena *a;
	const char *from;
	struct thread_candidate *v;
	size_t n;
};

/* The role of the sender in a ticket, NULL: he takes no part. */
static enum err
sender_role(
    struct gather *g, int64_t ticket, const char **role_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(
	    g->s, ID(SENDER), SQL_ARGS(SQL_N(ticket), SQL_S(g->from)));
	enum err e;
	bool row;

	*role_r = NULL;
	e = sql_step(g->s, st, &row, w);
	if (row) {
		*role_r = sql_col_text(st, 0, g->a);
		sql_end(st);
	}
	return e;
}

static enum err
facts(struct gather *g, struct thread_candidate *c, struct why *w)
{
	sqlite3_stmt *st = sql_bind(
	    g->s, ID(FACTS), SQL_ARGS(SQL_N(c->ticket)));
	enum err e;
	bool row;

	if ((e = sql_step(g->s, st, &row, w)) != OK)
		return e;
	if (!row)
		return why_set(
		    w, ERR_STOP, "ticket %lld: is gone", (long long)c->ticket);
	c->code = sql_col_text(st, 0, g->a);
	c->closed_at = sql_col_time(st, 1);
	c->open = c->closed_at == TOD_NONE;
	c->last_at = sql_col(st, 2);
	sql_end(st);
	return OK;
}

/* Adds a candidate that points at ticket, followed to where it was merged. */
static enum err
add(struct gather *g, enum thread_via via, int64_t ticket,
    const struct token_facts *token, struct why *w)
{
	struct thread_candidate c = { .via = via };
	enum err e;
	size_t i;

	if ((e = ticket_final(g->s, ticket, &c.ticket, w)) != OK)
		return e;
	c.merged = c.ticket != ticket;
	for (i = 0; i < g->n; i++)
		if (token == NULL && g->v[i].via == via &&
		    g->v[i].ticket == c.ticket)
			return OK;
	if (token != NULL) {
		c.role = arena_str(g->a, token->role);
		c.address = arena_str(g->a, token->address);
	}
	e = facts(g, &c, w);
	if (e == OK)
		e = sender_role(g, c.ticket, &c.sender_role, w);
	if (e == OK && c.merged && c.sender_role == NULL)
		e = sender_role(g, ticket, &c.sender_role, w);
	c.sender_is_part = c.sender_role != NULL;
	g->v = sql_more(g->a, g->v, g->n, sizeof(c));
	g->v[g->n++] = c;
	return e;
}

/* The ids that a query gives; at most CANDIDATES_MAX. */
static enum err
ids(struct store *s, sqlite3_stmt *st, int64_t v[CANDIDATES_MAX], size_t *n_r,
    struct why *w)
{
	enum err e;
	bool row;

	*n_r = 0;
	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		v[(*n_r)++] = sql_col(st, 0);
		if (*n_r == CANDIDATES_MAX) {
			sql_end(st);
			break;
		}
	}
	return e;
}

static enum err
add_all(struct gather *g, enum thread_via via, sqlite3_stmt *st, struct why *w)
{
	int64_t v[CANDIDATES_MAX];
	size_t i, n;
	enum err e = ids(g->s, st, v, &n, w);

	for (i = 0; i < n && e == OK; i++)
		e = add(g, via, v[i], NULL, w);
	return e;
}

static sqlite3_stmt *
by_message_id(struct store *s, const char *id)
{
	return sql_bind(
	    s, ID(BY_MESSAGE_ID), SQL_ARGS(SQL_S(id), SQL_N(CANDIDATES_MAX)));
}

/* The last ones say most: References ends with the mail answered. */
static size_t
first_of(size_t n)
{
	return n > CANDIDATES_MAX ? n - CANDIDATES_MAX : 0;
}

static enum err
add_codes(
    struct gather *g, enum thread_via via, struct strs codes, struct why *w)
{
	enum err e = OK;
	size_t i;

	for (i = first_of(codes.n); i < codes.n && e == OK; i++)
		e = add_all(g, via,
		    sql_bind(g->s, ID(BY_CODE), SQL_ARGS(SQL_S(codes.v[i]))),
		    w);
	return e;
}

enum err
thread_candidates(struct store *s, struct arena *a, const struct thread_ask *q,
    struct thread_candidates *r, struct why *w)
{
	struct gather g = { .s = s, .a = a, .from = q->from };
	struct strs ids_in = q->message_ids;
	enum err e = OK;
	size_t i;

	for (i = first_of(q->ntokens); i < q->ntokens && e == OK; i++)
		if (q->tokens[i].ticket != 0)
			e = add(&g, VIA_TOKEN, q->tokens[i].ticket,
			    &q->tokens[i], w);
	for (i = first_of(ids_in.n); i < ids_in.n && e == OK; i++)
		e = add_all(
		    &g, VIA_REFERENCES, by_message_id(s, ids_in.v[i]), w);
	if (e == OK)
		e = add_codes(&g, VIA_TAG, q->codes, w);
	if (e == OK)
		e = add_codes(&g, VIA_NUMBER, q->numbers, w);
	if (e == OK && q->subject_key != NULL && q->subject_key[0] != '\0')
		e = add_all(&g, VIA_SUBJECT,
		    sql_bind(s, ID(BY_SUBJECT),
			SQL_ARGS(SQL_S(q->from), SQL_S(q->subject_key),
			    SQL_N(q->since), SQL_N(CANDIDATES_MAX))),
		    w);
	if (e == OK && q->from[0] != '\0')
		e = add_all(&g, VIA_SENDER,
		    sql_bind(s, ID(BY_SENDER),
			SQL_ARGS(SQL_S(q->from), SQL_N(q->since),
			    SQL_N(SENDER_MAX))),
		    w);
	if (e == OK && q->external != NULL && q->external[0] != '\0')
		e = add_all(&g, VIA_EXTERNAL,
		    sql_bind(s, ID(BY_EXTERNAL),
			SQL_ARGS(SQL_S(q->external), SQL_S(q->channel))),
		    w);
	*r = (struct thread_candidates){ g.v, g.n };
	return e;
}

enum err
cases_by_message_ids(struct store *s, struct arena *a, struct strs in,
    struct ticket_ids *r, struct why *w)
{
	int64_t found[CANDIDATES_MAX], *v = NULL;
	size_t i, k, j, nfound, n = 0;
	enum err e = OK;

	for (i = first_of(in.n); i < in.n && e == OK; i++) {
		e = ids(s, by_message_id(s, in.v[i]), found, &nfound, w);
		for (k = 0; k < nfound && e == OK; k++) {
			int64_t final;

			e = ticket_final(s, found[k], &final, w);
			for (j = 0; j < n && v[j] != final; j++)
				continue;
			if (e != OK || j < n)
				continue;
			v = sql_more(a, v, n, sizeof(*v));
			v[n++] = final;
		}
	}
	*r = (struct ticket_ids){ v, n };
	return e;
}
