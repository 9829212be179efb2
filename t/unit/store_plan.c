/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * desk/kind desk/ticket desk/token store */
#include "store/sql.h"
#include "unit/store_help.h"

/*
 * No statement that runs for each mail may look at every row of a table that
 * grows: its cost must be that of an index, at 1,000 tickets as at 100,000.
 * Counting everything is for `status`, reading everything for `verify`.
 */
static const struct {
	const char *name;
	const struct sql_set *set;
} sets[] = {
	{ "store", &store_sql },
	{ "keep", &keep_sql },
	{ "inbox", &inbox_sql },
	{ "ticket", &ticket_sql },
	{ "cases", &cases_sql },
	{ "runs", &runs_sql },
	{ "visit", &visit_sql },
	{ "pending", &pending_sql },
	{ "thread", &thread_sql },
	{ "outbox", &outbox_sql },
	{ "people", &people_sql },
	{ "survey", &survey_sql },
	{ "search", &search_sql },
};

/* Steps that look like a scan and stop at the first row, or are over a table
 * that has one row for each table. */
static const char *const allowed[] = {
	"SELECT id, hash FROM event ORDER BY id DESC LIMIT 1",
	"SELECT next_try FROM outbox WHERE state = 'queued'"
	" ORDER BY next_try LIMIT 1",
	"SELECT seq + 1 FROM sqlite_sequence WHERE name = 'outbox'",
};

static bool
is_allowed(const char *sql)
{
	size_t i;

	for (i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
		if (strcmp(allowed[i], sql) == 0)
			return true;
	return false;
}

/* The words of the first bad step, NULL: there is none. */
static const char *
bad_step(sqlite3 *db, const char *sql)
{
	const char *bad = NULL;
	sqlite3_stmt *st = NULL;
	char *explain;

	explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
	if (sqlite3_prepare_v2(db, explain, -1, &st, NULL) != SQLITE_OK) {
		printf("Bail out! %s: %s\n", sql, sqlite3_errmsg(db));
		exit(1);
	}
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(st, 3);

		if (bad == NULL &&
		    ((strncmp(step, "SCAN", 4) == 0 &&
			 strstr(step, "VIRTUAL TABLE") == NULL &&
			 strstr(step, "SCAN CONSTANT ROW") == NULL &&
			 strstr(step, "SCAN (subquery") == NULL) ||
			strstr(step, "AUTOMATIC") != NULL))
			bad = arena_str(arena, step);
	}
	sqlite3_finalize(st);
	sqlite3_free(explain);
	return bad;
}

int
main(void)
{
	struct store *s = fresh();
	size_t i, k, n = 0;

	ok(bad_step(s->db, "SELECT * FROM ticket WHERE name = 'x'") != NULL,
	    "a scan is seen");
	for (i = 0; i < sizeof(sets) / sizeof(sets[0]); i++)
		for (k = 0; k < sets[i].set->n; k++, n++) {
			const char *sql = sets[i].set->text[k];
			const char *bad = bad_step(s->db, sql);

			if (bad != NULL && !is_allowed(sql))
				ok(false, "%s: %s: %s", sets[i].name, bad, sql);
		}
	ok(n > 100, "%zu statements, none looks at every row", n);
	done(&s);
	return done_testing();
}
