/*
 * Officers' mails that wait for a word of their sender. It must never know
 * what they ask for.
 */
#include <string.h>

#include "base/banned.h"
#include "store/cases.h"
#include "store/sql.h"

enum { ADD, GET, OF_OUTBOX, OF, OPEN, END, LAPSED, LAPSES };

#define COLUMNS \
	"SELECT id, inbox, ticket, officer, why, note, outbox, state, at" \
	" FROM pending "

static const char *const text[] = {
	[ADD] = "INSERT INTO pending(inbox, ticket, officer, why, note,"
		" outbox, state, at) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	[GET] = COLUMNS "WHERE id = ?1",
	[OF_OUTBOX] = COLUMNS "WHERE outbox = ?1 ORDER BY id DESC LIMIT 1",
	[OF] = COLUMNS "WHERE state = 'open' AND officer = ?1"
		       " AND ticket IS ?2 ORDER BY id DESC LIMIT 1",
	[OPEN] = COLUMNS "WHERE state = 'open' AND id > ?1"
			 " ORDER BY id LIMIT ?2",
	[END] = "UPDATE pending SET state = ?2"
		" WHERE id = ?1 AND state IN ('open', 'lapsed')",
	[LAPSED] = COLUMNS "WHERE state = 'lapsed' AND officer = ?1"
			   " AND id > ?2 ORDER BY id LIMIT ?3",
	[LAPSES] = "SELECT count(*) FROM event WHERE what = 'lapsed'"
		   " AND at >= ?1 AND at < ?2",
};
const struct sql_set pending_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_PENDING, n)

#define PENDING_WORD(id, word) [id] = word,
static const char *const words[] = { PENDING_STATES(PENDING_WORD) };

static enum err
read_row(
    sqlite3_stmt *st, struct arena *a, struct pending_row *p, struct why *w)
{
	const char *state = sql_col_text(st, 7, a);
	int i = 0;

	while (i < PENDING_COUNT && strcmp(words[i], state) != 0)
		i++;
	*p = (struct pending_row){
		.id = sql_col(st, 0),
		.inbox = sql_col(st, 1),
		.ticket = sql_col(st, 2),
		.officer = sql_col_text(st, 3, a),
		.why = sql_col_text(st, 4, a),
		.note = sql_col_text(st, 5, a),
		.outbox = sql_col(st, 6),
		.state = (enum pending_state)i,
		.at = sql_col(st, 8),
	};
	if (i == PENDING_COUNT)
		return why_set(w, ERR_STOP, "pending %lld: unknown state %s",
		    (long long)p->id, state);
	return OK;
}

static enum err
read_rows(struct store *s, sqlite3_stmt *st, struct arena *a,
    struct pending_rows *r, struct why *w)
{
	struct pending_row *v = NULL;
	size_t n = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		v = sql_more(a, v, n, sizeof(*v));
		if ((e = read_row(st, a, &v[n++], w)) != OK)
			break;
	}
	sql_end(st);
	*r = (struct pending_rows){ v, n };
	return e;
}

static enum err
read_one(struct store *s, sqlite3_stmt *st, struct arena *a,
    struct pending_row *p_r, struct why *w)
{
	struct pending_rows rows;
	enum err e = read_rows(s, st, a, &rows, w);

	*p_r = (struct pending_row){ .id = 0 };
	if (e == OK && rows.n > 0)
		*p_r = rows.v[0];
	return e;
}

enum err
pending_add(struct store *s, struct pending_row *p, struct why *w)
{
	enum err e = sql_need_tx(s, w);

	if (e == OK)
		e = sql_run(s, ID(ADD),
		    SQL_ARGS(SQL_N(p->inbox), SQL_ROW(p->ticket),
			SQL_S(p->officer), SQL_S(p->why), SQL_S(p->note),
			SQL_ROW(p->outbox), SQL_S(words[p->state]),
			SQL_N(p->at)),
		    w);
	if (e == OK)
		p->id = sqlite3_last_insert_rowid(s->db);
	return e;
}

enum err
pending_get(struct store *s, struct arena *a, int64_t id,
    struct pending_row *p_r, struct why *w)
{
	return read_one(
	    s, sql_bind(s, ID(GET), SQL_ARGS(SQL_N(id))), a, p_r, w);
}

enum err
pending_of_outbox(struct store *s, struct arena *a, int64_t outbox,
    struct pending_row *p_r, struct why *w)
{
	return read_one(
	    s, sql_bind(s, ID(OF_OUTBOX), SQL_ARGS(SQL_N(outbox))), a, p_r, w);
}

enum err
pending_of(struct store *s, struct arena *a, const char *officer,
    int64_t ticket, struct pending_row *p_r, struct why *w)
{
	return read_one(s,
	    sql_bind(s, ID(OF), SQL_ARGS(SQL_S(officer), SQL_ROW(ticket))), a,
	    p_r, w);
}

enum err
pending_open(struct store *s, struct arena *a, struct page page,
    struct pending_rows *r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(OPEN),
	    SQL_ARGS(SQL_N(page.after), SQL_N((int64_t)page.limit)));

	return read_rows(s, st, a, r, w);
}

enum err
pending_end(
    struct store *s, int64_t id, enum pending_state state, struct why *w)
{
	enum err e = sql_need_tx(s, w);

	if (e == OK && state == PENDING_OPEN)
		return why_set(
		    w, ERR_ITEM, "pending %lld: no end", (long long)id);
	if (e == OK)
		e = sql_run(
		    s, ID(END), SQL_ARGS(SQL_N(id), SQL_S(words[state])), w);
	if (e == OK && !sql_changed(s))
		return why_set(
		    w, ERR_ITEM, "pending %lld: is not open", (long long)id);
	return e;
}

enum err
pending_lapsed(struct store *s, struct arena *a, const char *officer,
    struct page page, struct pending_rows *r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(LAPSED),
	    SQL_ARGS(
		SQL_S(officer), SQL_N(page.after), SQL_N((int64_t)page.limit)));

	return read_rows(s, st, a, r, w);
}

enum err
pending_lapses(
    struct store *s, int64_t from, int64_t to, int64_t *n_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(
	    s, ID(LAPSES), SQL_ARGS(SQL_N(from), SQL_N(to)));
	bool row;
	enum err e = sql_step(s, st, &row, w);

	*n_r = e == OK && row ? sql_col(st, 0) : 0;
	sql_end(st);
	return e;
}
