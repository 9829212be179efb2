/*
 * The surveys of closed tickets. It must never know what is asked.
 */
#include "base/banned.h"
#include "store/people.h"
#include "store/sql.h"

enum { ASK, SET, GET, LIST };

#define COLUMNS \
	"SELECT ticket, asked_at, answered_at, score, words," \
	" u1, u2, u3, u4, u5, u6, u7, u8, u9 FROM rating "

static const char *const text[] = {
	[ASK] = "INSERT INTO rating(ticket, asked_at) VALUES(?1, ?2)"
		" ON CONFLICT(ticket) DO NOTHING",
	[SET] = "UPDATE rating SET answered_at = ?2, score = ?3, words = ?4,"
		" u1 = ?5, u2 = ?6, u3 = ?7, u4 = ?8, u5 = ?9, u6 = ?10,"
		" u7 = ?11, u8 = ?12, u9 = ?13 WHERE ticket = ?1",
	[GET] = COLUMNS "WHERE ticket = ?1",
	[LIST] = COLUMNS "WHERE asked_at >= ?1 AND asked_at < ?2"
			 " ORDER BY asked_at, ticket",
};
const struct sql_set survey_sql = { text, sizeof(text) / sizeof(text[0]) };
_Static_assert(SURVEY_ELEMENTS == 9, "each element has its column");

#define ID(n) SQL_ID(SQL_SURVEY, n)

enum err
rating_ask(struct store *s, int64_t ticket, int64_t at, struct why *w)
{
	enum err e = sql_need_tx(s, w);

	if (e == OK)
		e = sql_run(s, ID(ASK), SQL_ARGS(SQL_N(ticket), SQL_N(at)), w);
	if (e == OK && !sql_changed(s))
		return why_set(w, ERR_ITEM,
		    "ticket %lld: its survey was asked before",
		    (long long)ticket);
	return e;
}

enum err
rating_set(
    struct store *s, const struct rating_row *r, bool *asked_r, struct why *w)
{
	const int *u = r->element;
	enum err e = sql_need_tx(s, w);

	*asked_r = false;
	if (e == OK)
		e = sql_run(s, ID(SET),
		    SQL_ARGS(SQL_N(r->ticket), SQL_T(r->answered_at),
			SQL_ROW(r->score), SQL_S(r->words), SQL_ROW(u[0]),
			SQL_ROW(u[1]), SQL_ROW(u[2]), SQL_ROW(u[3]),
			SQL_ROW(u[4]), SQL_ROW(u[5]), SQL_ROW(u[6]),
			SQL_ROW(u[7]), SQL_ROW(u[8])),
		    w);
	*asked_r = e == OK && sql_changed(s);
	return e;
}

static void
read_row(sqlite3_stmt *st, struct arena *a, struct rating_row *r)
{
	int i;

	*r = (struct rating_row){
		.ticket = sql_col(st, 0),
		.asked_at = sql_col(st, 1),
		.answered_at = sql_col_time(st, 2),
		.score = (int)sql_col(st, 3),
		.words = sql_col_text(st, 4, a),
	};
	for (i = 0; i < SURVEY_ELEMENTS; i++)
		r->element[i] = (int)sql_col(st, 5 + i);
}

static enum err
read_rows(struct store *s, sqlite3_stmt *st, struct arena *a,
    struct rating_rows *r, struct why *w)
{
	struct rating_row *v = NULL;
	size_t n = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		v = sql_more(a, v, n, sizeof(*v));
		read_row(st, a, &v[n++]);
	}
	*r = (struct rating_rows){ v, n };
	return e;
}

enum err
rating_get(struct store *s, struct arena *a, int64_t ticket,
    struct rating_row *r_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(GET), SQL_ARGS(SQL_N(ticket)));
	struct rating_rows rows;
	enum err e = read_rows(s, st, a, &rows, w);

	*r_r = (struct rating_row){ .ticket = 0 };
	if (e == OK && rows.n > 0)
		*r_r = rows.v[0];
	return e;
}

enum err
rating_list(struct store *s, struct arena *a, int64_t from, int64_t to,
    struct rating_rows *r, struct why *w)
{
	return read_rows(s,
	    sql_bind(s, ID(LIST), SQL_ARGS(SQL_N(from), SQL_N(to))), a, r, w);
}
