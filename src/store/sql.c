/*
 * Running prepared statements and saying what SQLite refused. It must never
 * know what a table means.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "store/sql.h"

static const struct sql_set *const sets[SQL_MODULES] = {
	[SQL_STORE] = &store_sql,
	[SQL_KEEP] = &keep_sql,
	[SQL_INBOX] = &inbox_sql,
	[SQL_SLICE] = &slice_sql,
	[SQL_TICKET] = &ticket_sql,
	[SQL_CASES] = &cases_sql,
	[SQL_RUNS] = &runs_sql,
	[SQL_VISIT] = &visit_sql,
	[SQL_PENDING] = &pending_sql,
	[SQL_THREAD] = &thread_sql,
	[SQL_OUTBOX] = &outbox_sql,
	[SQL_PEOPLE] = &people_sql,
	[SQL_SURVEY] = &survey_sql,
	[SQL_SEARCH] = &search_sql,
	[SQL_REPORT] = &report_sql,
	[SQL_MONTHLY] = &monthly_sql,
	[SQL_VERIFY] = &verify_sql,
};

enum err
sql_fail(struct store *s, struct why *w)
{
	int rc = sqlite3_extended_errcode(s->db);

	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return why_set(w, ERR_LATER, "%s: somebody else writes (%s)",
		    s->path, sqlite3_errmsg(s->db));
	case SQLITE_CONSTRAINT:
	case SQLITE_TOOBIG:
		return why_set(
		    w, ERR_ITEM, "%s: %s", s->path, sqlite3_errmsg(s->db));
	case SQLITE_FULL:
		return why_set(w, ERR_STOP,
		    "%s: the disk is full, nothing of this was kept", s->path);
	default:
		return why_set(w, ERR_STOP, "%s: %s (SQLite code %d)", s->path,
		    sqlite3_errmsg(s->db), rc);
	}
}

enum err
sql_exec(struct store *s, const char *text, struct why *w)
{
	if (sqlite3_exec(s->db, text, NULL, NULL, NULL) != SQLITE_OK)
		return sql_fail(s, w);
	return OK;
}

static enum err
prepare_set(struct store *s, int module, struct why *w)
{
	const struct sql_set *set = sets[module];
	size_t i;

	s->stmt[module] = mem_zero(set->n, sizeof(sqlite3_stmt *));
	for (i = 0; i < set->n; i++) {
		if (sqlite3_prepare_v3(s->db, set->text[i], -1,
			SQLITE_PREPARE_PERSISTENT, &s->stmt[module][i],
			NULL) == SQLITE_OK)
			continue;
		return why_set(w, ERR_STOP, "%s; wrong schema? in: %.200s",
		    sqlite3_errmsg(s->db), set->text[i]);
	}
	return OK;
}

enum err
sql_prepare_all(struct store *s, struct why *w)
{
	enum err e = OK;
	int m;

	for (m = 0; m < SQL_MODULES && e == OK; m++)
		e = prepare_set(s, m, w);
	return e;
}

void
sql_finalize_all(struct store *s)
{
	size_t i;
	int m;

	for (m = 0; m < SQL_MODULES; m++) {
		for (i = 0; s->stmt[m] != NULL && i < sets[m]->n; i++)
			sqlite3_finalize(s->stmt[m][i]);
		free(s->stmt[m]);
		s->stmt[m] = NULL;
	}
}

struct sql_arg
sql_or_null(int64_t n, int64_t null)
{
	return (
	    struct sql_arg){ .type = n == null ? SQL_NULL : SQL_INT, .n = n };
}

/* No bytes are an empty BLOB, not NULL, whatever the pointer. */
static void
bind_one(sqlite3_stmt *st, int i, const struct sql_arg *a)
{
	switch (a->type) {
	case SQL_INT:
		sqlite3_bind_int64(st, i, a->n);
		break;
	case SQL_REAL:
		sqlite3_bind_double(st, i, a->d);
		break;
	case SQL_TEXT:
		sqlite3_bind_text(st, i, a->p ? a->p : "", -1, SQLITE_STATIC);
		break;
	case SQL_BLOB:
		sqlite3_bind_blob64(st, i, a->n > 0 ? a->p : "",
		    (sqlite3_uint64)a->n, SQLITE_STATIC);
		break;
	case SQL_NULL:
		sqlite3_bind_null(st, i);
		break;
	}
}

sqlite3_stmt *
sql_bind(struct store *s, int id, struct sql_args args)
{
	sqlite3_stmt *st = s->stmt[id >> 8][id & 0xff];
	size_t i;

	/* A forgotten or surplus parameter would be NULL or lost in silence. */
	if (sqlite3_bind_parameter_count(st) != (int)args.n)
		abort();
	sqlite3_reset(st);
	for (i = 0; i < args.n; i++)
		bind_one(st, (int)i + 1, &args.v[i]);
	return st;
}

void
sql_end(sqlite3_stmt *st)
{
	sqlite3_reset(st);
	sqlite3_clear_bindings(st);
}

enum err
sql_step(struct store *s, sqlite3_stmt *st, bool *row_r, struct why *w)
{
	enum err e = OK;
	int rc;

	*row_r = false;
	/* A full disk undoes the whole transaction by itself; what follows
	 * must not be committed one by one. */
	if (s->in_tx && sqlite3_get_autocommit(s->db)) {
		sql_end(st);
		return why_set(
		    w, ERR_STOP, "%s: the transaction was undone", s->path);
	}
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW) {
		*row_r = true;
		return OK;
	}
	if (rc != SQLITE_DONE)
		e = sql_fail(s, w);
	sql_end(st);
	return e;
}

enum err
sql_run(struct store *s, int id, struct sql_args args, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, id, args);
	enum err e;
	bool row;

	do {
		e = sql_step(s, st, &row, w);
	} while (e == OK && row);
	return e;
}

enum err
sql_int(
    struct store *s, int id, struct sql_args args, int64_t *n_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, id, args);
	enum err e;
	bool row;

	*n_r = 0;
	e = sql_step(s, st, &row, w);
	if (row) {
		*n_r = sqlite3_column_int64(st, 0);
		sql_end(st);
	}
	return e;
}

enum err
sql_any(
    struct store *s, int id, struct sql_args args, bool *any_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, id, args);
	enum err e = sql_step(s, st, any_r, w);

	if (*any_r)
		sql_end(st);
	return e;
}

bool
sql_changed(struct store *s)
{
	return sqlite3_changes(s->db) > 0;
}

int64_t
sql_col(sqlite3_stmt *st, int i)
{
	return sqlite3_column_int64(st, i);
}

int64_t
sql_col_time(sqlite3_stmt *st, int i)
{
	if (sqlite3_column_type(st, i) == SQLITE_NULL)
		return TOD_NONE;
	return sqlite3_column_int64(st, i);
}

bool
sql_col_bool(sqlite3_stmt *st, int i)
{
	return sqlite3_column_int64(st, i) != 0;
}

const char *
sql_col_text(sqlite3_stmt *st, int i, struct arena *a)
{
	const void *p = sqlite3_column_text(st, i);

	if (p == NULL)
		return arena_str(a, "");
	return arena_strn(a, p, (size_t)sqlite3_column_bytes(st, i));
}

enum err
sql_need_tx(struct store *s, struct why *w)
{
	if (s->in_tx)
		return OK;
	return why_set(
	    w, ERR_STOP, "%s: written outside a transaction", s->path);
}

void *
sql_more(struct arena *a, const void *v, size_t n, size_t size)
{
	void *grown;

	if (n > 0 && (n < 4 || (n & (n - 1)) != 0)) {
		memcpy(&grown, &v, sizeof(grown));
		return grown;
	}
	grown = arena_array(a, n < 4 ? 4 : 2 * n, size);
	if (n > 0)
		memcpy(grown, v, n * size);
	return grown;
}
