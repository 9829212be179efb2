#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <stdbool.h>
#include <sqlite3.h>

#include "base/tod.h"
#include "store/store.h"

/*
 * How the files of src/store/ run their statements; nobody else includes it.
 * Each file has one table of statements, all prepared by store_open().
 */
enum sql_module {
	SQL_STORE,
	SQL_KEEP,
	SQL_INBOX,
	SQL_SLICE,
	SQL_TICKET,
	SQL_CASES,
	SQL_RUNS,
	SQL_VISIT,
	SQL_PENDING,
	SQL_THREAD,
	SQL_OUTBOX,
	SQL_PEOPLE,
	SQL_SURVEY,
	SQL_SEARCH,
	SQL_REPORT,
	SQL_MONTHLY,
	SQL_VERIFY,
	SQL_MODULES
};
#define SQL_ID(module, n) ((int)(module) << 8 | (int)(n))

struct sql_set {
	const char *const *text;
	size_t n;
};
extern const struct sql_set store_sql, keep_sql, inbox_sql, slice_sql,
    ticket_sql, cases_sql, runs_sql, visit_sql, pending_sql, thread_sql,
    outbox_sql, people_sql, survey_sql, search_sql, report_sql, monthly_sql,
    verify_sql;

struct store {
	sqlite3 *db;
	enum store_mode mode;
	char *path;  /* owned */
	int lock_fd; /* -1: none */
	bool in_tx;  /* between store_begin() and its end */
	int depth;   /* savepoints open */
	sqlite3_stmt **stmt[SQL_MODULES];
};

/* One bound parameter; text and bytes are borrowed until the step is done. */
enum sql_type { SQL_INT, SQL_REAL, SQL_TEXT, SQL_BLOB, SQL_NULL };
struct sql_arg {
	enum sql_type type;
	int64_t n;
	double d;
	const void *p;
};
struct sql_args {
	const struct sql_arg *v;
	size_t n;
};
#define SQL_N(x) ((struct sql_arg){ .type = SQL_INT, .n = (x) })
#define SQL_D(x) ((struct sql_arg){ .type = SQL_REAL, .d = (x) })
#define SQL_S(x) ((struct sql_arg){ .type = SQL_TEXT, .p = (x) })
#define SQL_B(x, len) \
	((struct sql_arg){ .type = SQL_BLOB, .n = (int64_t)(len), .p = (x) })
/* A moment (TOD_NONE is NULL), a row (0 is NULL). */
#define SQL_T(x) sql_or_null((x), TOD_NONE)
#define SQL_ROW(x) sql_or_null((x), 0)
#define SQL_ARGS(...) \
	((struct sql_args){ (const struct sql_arg[]){ __VA_ARGS__ }, \
	    sizeof((const struct sql_arg[]){ __VA_ARGS__ }) / \
		sizeof(struct sql_arg) })
#define SQL_NONE ((struct sql_args){ NULL, 0 })

struct sql_arg sql_or_null(int64_t n, int64_t null);

/* Ready to step, with its parameters ?1, ?2 ... */
sqlite3_stmt *sql_bind(struct store *s, int id, struct sql_args args);
/* *row_r false: at the end, and reset; so it is after an error. */
enum err sql_step(
    struct store *s, sqlite3_stmt *st, bool *row_r, struct why *w);
/* For a statement that is left before its end. */
void sql_end(sqlite3_stmt *st);

/* All of it at once: without rows; the first number of the first row (0 when
 * there is no row); the same, whether there is a row. */
enum err sql_run(struct store *s, int id, struct sql_args args, struct why *w);
enum err sql_int(
    struct store *s, int id, struct sql_args args, int64_t *n_r, struct why *w);
enum err sql_any(
    struct store *s, int id, struct sql_args args, bool *any_r, struct why *w);

/* Did the last statement change a row? */
bool sql_changed(struct store *s);

/* Columns of the row that stands. */
int64_t sql_col(sqlite3_stmt *st, int i);
int64_t sql_col_time(sqlite3_stmt *st, int i); /* NULL is TOD_NONE */
bool sql_col_bool(sqlite3_stmt *st, int i);
const char *sql_col_text(sqlite3_stmt *st, int i, struct arena *a);

/* The words and the size of what SQLite has just refused. */
enum err sql_fail(struct store *s, struct why *w);
enum err sql_need_tx(struct store *s, struct why *w);
/* Statements without parameters that are run once, such as PRAGMA. */
enum err sql_exec(struct store *s, const char *text, struct why *w);
enum err sql_prepare_all(struct store *s, struct why *w);
void sql_finalize_all(struct store *s);

/* The array v of n items with room for one more, in the arena. */
void *sql_more(struct arena *a, const void *v, size_t n, size_t size);

#endif
