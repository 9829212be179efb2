/*
 * Visits, calls and chats that officers recorded. It must never know how long
 * a visitor may wait.
 */
#include "base/banned.h"
#include "store/cases.h"
#include "store/sql.h"

enum { SET, GET, BEFORE };

static const char *const text[] = {
	[SET] = "INSERT INTO visit(ticket, institution, purpose, arrived_at,"
		" served_at, done_at, in_time)"
		" VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"
		" ON CONFLICT(ticket) DO UPDATE SET institution = ?2,"
		" purpose = ?3, arrived_at = ?4, served_at = ?5,"
		" done_at = ?6, in_time = ?7",
	[GET] = "SELECT ticket, institution, purpose, arrived_at, served_at,"
		" done_at, in_time FROM visit WHERE ticket = ?1",
	[BEFORE] = "SELECT done_at FROM visit WHERE served_at >= ?1"
		   " AND served_at < ?2 AND done_at IS NOT NULL"
		   " ORDER BY served_at DESC, done_at DESC LIMIT 1",
};
const struct sql_set visit_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_VISIT, n)

enum err
visit_set(struct store *s, const struct visit_row *v, struct why *w)
{
	enum err e = sql_need_tx(s, w);

	if (e != OK)
		return e;
	return sql_run(s, ID(SET),
	    SQL_ARGS(SQL_N(v->ticket), SQL_S(v->institution), SQL_S(v->purpose),
		SQL_T(v->arrived_at), SQL_T(v->served_at), SQL_T(v->done_at),
		SQL_N(v->in_time)),
	    w);
}

enum err
visit_get(struct store *s, struct arena *a, int64_t ticket,
    struct visit_row *v_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(GET), SQL_ARGS(SQL_N(ticket)));
	enum err e;
	bool row;

	*v_r = (struct visit_row){ .ticket = 0 };
	if ((e = sql_step(s, st, &row, w)) != OK || !row)
		return e;
	*v_r = (struct visit_row){
		.ticket = sql_col(st, 0),
		.institution = sql_col_text(st, 1, a),
		.purpose = sql_col_text(st, 2, a),
		.arrived_at = sql_col_time(st, 3),
		.served_at = sql_col_time(st, 4),
		.done_at = sql_col_time(st, 5),
		.in_time = sql_col_bool(st, 6),
	};
	sql_end(st);
	return OK;
}

enum err
visit_before(
    struct store *s, int64_t from, int64_t at, int64_t *done_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(
	    s, ID(BEFORE), SQL_ARGS(SQL_N(from), SQL_N(at)));
	enum err e;
	bool row;

	*done_r = TOD_NONE;
	e = sql_step(s, st, &row, w);
	if (row) {
		*done_r = sql_col(st, 0);
		sql_end(st);
	}
	return e;
}
