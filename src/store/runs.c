/*
 * When the clock of a ticket ran, and what was told once and for all. It must
 * never know when a deadline is.
 */
#include "base/banned.h"
#include "store/cases.h"
#include "store/sql.h"

enum { START, STOP, RUNS, TELL, TOLD, MOMENTS, HUMAN };

#define QUESTION "what IN ('opened', 'ask', 'addition')"

static const char *const text[] = {
	/* a mail that crossed ours may be older than the last stop */
	[START] = "INSERT INTO run(ticket, n, from_at, anew)"
		  " SELECT ?1, coalesce(max(n), 0) + 1,"
		  " iif(?3, ?2, max(?2, coalesce(max(to_at), ?2))), ?3"
		  " FROM run WHERE ticket = ?1"
		  " HAVING count(*) = count(to_at)",
	[STOP] = "UPDATE run SET to_at = max(from_at, ?2)"
		 " WHERE ticket = ?1 AND to_at IS NULL",
	[RUNS] = "SELECT from_at, to_at, anew FROM run WHERE ticket = ?1"
		 " ORDER BY n",
	[TELL] = "INSERT INTO told(ticket, key, at) VALUES(?1, ?2, ?3)"
		 " ON CONFLICT(ticket, key) DO NOTHING",
	[TOLD] = "SELECT key, at FROM told WHERE ticket = ?1"
		 " ORDER BY at, key",
	[MOMENTS] = "SELECT max(at) FILTER (WHERE " QUESTION "),"
		    " max(id) FILTER (WHERE " QUESTION "),"
		    " max(at) FILTER (WHERE what = 'answer'),"
		    " max(at) FILTER (WHERE what = 'bounce')"
		    " FROM event WHERE ticket = ?1",
	[HUMAN] = "SELECT min(created_at) FILTER (WHERE automatic = 0),"
		  " max(created_at) FILTER (WHERE automatic = 0), count(*)"
		  " FROM outbox WHERE ticket = ?1 AND ticket IS NOT NULL"
		  " AND role = 'requester'",
};
const struct sql_set runs_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_RUNS, n)

enum err
ticket_run_start(
    struct store *s, int64_t ticket, struct clock_run run, struct why *w)
{
	enum err e = sql_need_tx(s, w);

	if (e == OK)
		e = sql_run(s, ID(START),
		    SQL_ARGS(SQL_N(ticket), SQL_N(run.from), SQL_N(run.anew)),
		    w);
	if (e == OK && !sql_changed(s))
		return why_set(w, ERR_ITEM, "ticket %lld: its clock runs",
		    (long long)ticket);
	return e;
}

enum err
ticket_run_stop(struct store *s, int64_t ticket, int64_t at, struct why *w)
{
	enum err e = sql_need_tx(s, w);

	if (e == OK)
		e = sql_run(s, ID(STOP), SQL_ARGS(SQL_N(ticket), SQL_N(at)), w);
	if (e == OK && !sql_changed(s))
		return why_set(w, ERR_ITEM,
		    "ticket %lld: its clock does not run", (long long)ticket);
	return e;
}

enum err
ticket_runs(struct store *s, struct arena *a, int64_t ticket,
    struct clock_runs *r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(RUNS), SQL_ARGS(SQL_N(ticket)));
	struct clock_run *v = NULL;
	size_t n = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		v = sql_more(a, v, n, sizeof(*v));
		v[n++] = (struct clock_run){
			.from = sql_col(st, 0),
			.to = sql_col_time(st, 1),
			.anew = sql_col_bool(st, 2),
		};
	}
	*r = (struct clock_runs){ v, n };
	return e;
}

enum err
ticket_tell(
    struct store *s, const struct told_row *t, bool *first_r, struct why *w)
{
	enum err e = sql_need_tx(s, w);

	*first_r = false;
	if (e == OK)
		e = sql_run(s, ID(TELL),
		    SQL_ARGS(SQL_N(t->ticket), SQL_S(t->key), SQL_N(t->at)), w);
	*first_r = e == OK && sql_changed(s);
	return e;
}

enum err
ticket_told(struct store *s, struct arena *a, int64_t ticket,
    struct told_rows *r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(TOLD), SQL_ARGS(SQL_N(ticket)));
	struct told_row *v = NULL;
	size_t n = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		v = sql_more(a, v, n, sizeof(*v));
		v[n++] = (struct told_row){
			.ticket = ticket,
			.key = sql_col_text(st, 0, a),
			.at = sql_col(st, 1),
		};
	}
	*r = (struct told_rows){ v, n };
	return e;
}

enum err
ticket_moments(
    struct store *s, int64_t ticket, struct ticket_moments *m_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(MOMENTS), SQL_ARGS(SQL_N(ticket)));
	enum err e;
	bool row;

	*m_r = (struct ticket_moments){ .question = 0 };
	if ((e = sql_step(s, st, &row, w)) != OK)
		return e;
	m_r->asked = sql_col_time(st, 0);
	m_r->question = sql_col(st, 1);
	m_r->answered = sql_col_time(st, 2);
	m_r->bounced = sql_col_time(st, 3);
	sql_end(st);
	st = sql_bind(s, ID(HUMAN), SQL_ARGS(SQL_N(ticket)));
	if ((e = sql_step(s, st, &row, w)) != OK)
		return e;
	m_r->human = sql_col_time(st, 0);
	m_r->spoke = sql_col_time(st, 1);
	m_r->mails = sql_col(st, 2);
	sql_end(st);
	return OK;
}
