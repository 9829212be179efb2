/*
 * Counts over the whole database. It must never know what is done with them.
 */
#include <string.h>

#include "base/banned.h"
#include "base/hash.h"
#include "store/report.h"
#include "store/schema.h"
#include "store/sql.h"

enum {
	OUTCOMES_OF,
	LAST_RECEIVED,
	OLDEST_UNDECIDED,
	UNMARKED,
	STATES_OF,
	KINDS_OPEN,
	OPEN,
	LATE,
	WAITING,
	OUTBOX_OF,
	OLDEST_QUEUED,
	EVENTS,
	HEAD,
	FIRST
};

static const char *const text[] = {
	[OUTCOMES_OF] = "SELECT coalesce(outcome, ''), count(*) FROM inbox"
			" WHERE received_at >= ?1 GROUP BY outcome",
	[LAST_RECEIVED] = "SELECT received_at FROM inbox"
			  " ORDER BY id DESC LIMIT 1",
	[OLDEST_UNDECIDED] = "SELECT received_at FROM inbox"
			     " WHERE outcome IS NULL ORDER BY id LIMIT 1",
	/* of the mailbox as it is numbered now: what an older numbering
	 * had and this one has not is gone from the server */
	[UNMARKED] = "WITH now AS (SELECT mailbox, uidvalidity FROM inbox"
		     " WHERE id IN (SELECT max(id) FROM inbox"
		     " GROUP BY mailbox))"
		     " SELECT count(*) FROM now CROSS JOIN inbox"
		     " WHERE inbox.mailbox = now.mailbox"
		     " AND inbox.uidvalidity = now.uidvalidity"
		     " AND marked = 0 AND outcome IS NOT NULL",
	[STATES_OF] = "SELECT state, count(*) FROM ticket"
		      " WHERE opened_at >= ?1 GROUP BY state",
	[KINDS_OPEN] = "SELECT kind, count(*) FROM ticket"
		       " WHERE closed_at IS NULL AND opened_at >= ?1"
		       " GROUP BY kind",
	[OPEN] = "SELECT count(*) FROM ticket WHERE closed_at IS NULL",
	[LATE] = "SELECT count(*) FROM ticket WHERE " CLOCK_RUNS
		 " AND (due_at < ?1 OR first_due_at < ?1)",
	[WAITING] = "SELECT count(*) FROM ticket WHERE state = 'menunggu'",
	[OUTBOX_OF] = "SELECT state, count(*) FROM outbox"
		      " WHERE created_at >= ?1 GROUP BY state",
	[OLDEST_QUEUED] = "SELECT min(created_at) FROM outbox"
			  " WHERE state = 'queued'",
	[EVENTS] = "SELECT count(*) FROM event",
	[HEAD] = "SELECT hash FROM event ORDER BY id DESC LIMIT 1",
	[FIRST] = "SELECT min(at) FROM (SELECT min(received_at) AS at"
		  " FROM inbox UNION ALL SELECT min(opened_at) FROM ticket)",
};
const struct sql_set report_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_REPORT, n)

/* The place of a word in its list; -1: it is in none. */
static int
outcome_at(const char *word)
{
	enum outcome o;

	return outcome_parse(word, &o) ? (int)o : -1;
}

static int
state_at(const char *word)
{
	enum state s;

	return state_parse(word, &s) ? (int)s : -1;
}

static int
kind_at(const char *word)
{
	enum kind k;

	return kind_parse(word, &k) ? (int)k : -1;
}

static int
outbox_at(const char *word)
{
	int i;

	for (i = 0; i < OUTBOX_COUNT; i++)
		if (strcmp(outbox_state_word(i), word) == 0)
			return i;
	return -1;
}

/* Rows of (word, count) into counts by the place of the word. */
static enum err
tally(struct store *s, sqlite3_stmt *st, int (*place)(const char *),
    int64_t *counts, struct why *w)
{
	enum err e;
	bool row;
	int i;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		const void *word = sqlite3_column_text(st, 0);

		if ((i = place(word)) < 0) {
			e = why_set(w, ERR_STOP, "unknown word in a row: %s",
			    (const char *)word);
			break;
		}
		counts[i] += sql_col(st, 1);
	}
	sql_end(st);
	return e;
}

static enum err
moment(struct store *s, int id, int64_t *at_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, id, SQL_NONE);
	enum err e;
	bool row;

	*at_r = TOD_NONE;
	e = sql_step(s, st, &row, w);
	if (row) {
		*at_r = sql_col_time(st, 0);
		sql_end(st);
	}
	return e;
}

static enum err
head(struct store *s, char head_r[65], struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(HEAD), SQL_NONE);
	enum err e;
	bool row;

	head_r[0] = '\0';
	e = sql_step(s, st, &row, w);
	if (row && sqlite3_column_bytes(st, 0) == HASH_SIZE)
		hash_hex(sqlite3_column_blob(st, 0), HASH_SIZE, head_r);
	if (row)
		sql_end(st);
	return e;
}

static enum err
tallies(struct store *s, int64_t since, struct report *r, struct why *w)
{
	struct sql_args from = SQL_ARGS(SQL_N(since));
	enum err e;

	e = tally(
	    s, sql_bind(s, ID(OUTCOMES_OF), from), outcome_at, r->outcome, w);
	if (e == OK)
		e = tally(
		    s, sql_bind(s, ID(STATES_OF), from), state_at, r->state, w);
	if (e == OK)
		e = tally(s, sql_bind(s, ID(KINDS_OPEN), from), kind_at,
		    r->open_kind, w);
	if (e == OK)
		e = tally(s, sql_bind(s, ID(OUTBOX_OF), from), outbox_at,
		    r->outbox, w);
	return e;
}

enum err
report_make(struct store *s, int64_t now, int64_t since, struct report *r,
    struct why *w)
{
	const struct {
		int id;
		struct sql_args args;
		int64_t *n_r;
	} counts[] = {
		{ ID(UNMARKED), SQL_NONE, &r->unmarked },
		{ ID(OPEN), SQL_NONE, &r->open },
		{ ID(LATE), SQL_ARGS(SQL_N(now)), &r->late },
		{ ID(WAITING), SQL_NONE, &r->waiting },
		{ ID(EVENTS), SQL_NONE, &r->events },
	};
	size_t i;
	enum err e;

	*r = (struct report){ .received = 0 };
	e = tallies(s, since, r, w);
	for (i = 0; i < sizeof(counts) / sizeof(counts[0]) && e == OK; i++)
		e = sql_int(s, counts[i].id, counts[i].args, counts[i].n_r, w);
	if (e == OK)
		e = moment(s, ID(LAST_RECEIVED), &r->last_received, w);
	if (e == OK)
		e = moment(s, ID(OLDEST_UNDECIDED), &r->oldest_undecided, w);
	if (e == OK)
		e = moment(s, ID(OLDEST_QUEUED), &r->oldest_queued, w);
	if (e == OK)
		e = head(s, r->head, w);
	r->undecided = r->outcome[OUTCOME_NONE];
	for (i = 0; i < OUTCOME_COUNT; i++)
		r->received += r->outcome[i];
	for (i = 0; i < STATE_COUNT; i++)
		r->tickets += r->state[i];
	return e;
}

enum err
report_first(struct store *s, int64_t *at_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(FIRST), SQL_NONE);
	bool row;
	enum err e = sql_step(s, st, &row, w);

	*at_r = e == OK && row ? sql_col_time(st, 0) : TOD_NONE;
	sql_end(st);
	return e;
}
