/*
 * Rows and counts of a period. It must never know what is promised, late or
 * shown.
 */
#include <string.h>

#include "base/banned.h"
#include "store/monthly.h"
#include "store/schema.h"
#include "store/sql.h"

enum {
	CASES,
	OUTCOMES_OF,
	DAYS,
	OPEN_AT,
	ANSWERED,
	CLOSED,
	MADE,
	BOUNCED,
	ALARMS,
	THROTTLED,
	REMARKS
};

#define EVENTS(what) \
	"(SELECT count(*) FROM event WHERE event.ticket = ticket.id" \
	" AND what = '" what "')"
/* What a human wrote to the citizen. */
#define SAID \
	"(SELECT min(at) FROM event WHERE event.ticket = ticket.id" \
	" AND what IN ('answer', 'progress', 'ask')" \
	" AND actor NOT IN ('tanggap', 'citizen'))"

static const char *const text[] = {
	/* clang-format off */
	[CASES] = "SELECT code, kind, topic, state, secret, supervisory,"
		" channel, service, officer, opened_at, complete_at,"
		" due_at, first_due_at, paused_at, due_unlisted,"
		" ticket.answered_at, closed_at, " SAID ","
		" " EVENTS("ask") ", " EVENTS("officer") ","
		" (SELECT count(*) FROM run WHERE run.ticket = ticket.id"
		" AND anew AND n > 1), " EVENTS("bounce") ","
		" " EVENTS("no-answer") ", merged_into IS NOT NULL,"
		" visit.served_at IS NOT NULL, coalesce(visit.in_time, 0),"
		" coalesce(rating.score, 0) FROM ticket"
		" LEFT JOIN visit ON visit.ticket = ticket.id"
		" LEFT JOIN rating ON rating.ticket = ticket.id"
		" WHERE opened_at >= ?1 AND opened_at < ?2"
		" ORDER BY opened_at, ticket.id",
	/* clang-format on */
	[OUTCOMES_OF] = "SELECT coalesce(outcome, ''), count(*) FROM inbox"
			" WHERE received_at >= ?1 AND received_at < ?2"
			" GROUP BY outcome",
	[DAYS] = "SELECT (received_at - ?1) / 86400, count(*) FROM inbox"
		 " WHERE received_at >= ?1 AND received_at < ?2 GROUP BY 1",
	[OPEN_AT] = "SELECT count(*) FROM ticket WHERE opened_at < ?1"
		    " AND (closed_at IS NULL OR closed_at >= ?1)",
	[ANSWERED] = "SELECT count(*) FROM ticket WHERE answered_at >= ?1"
		     " AND answered_at < ?2",
	[CLOSED] = "SELECT count(*) FROM ticket WHERE closed_at >= ?1"
		   " AND closed_at < ?2",
	/* one that was called back never went: nothing failed */
	[MADE] = "SELECT state, count(*) FROM outbox WHERE created_at >= ?1"
		 " AND created_at < ?2 AND NOT (state = 'failed'"
		 " AND attempts = 0) GROUP BY state",
	[BOUNCED] = "SELECT count(*) FROM event WHERE at >= ?1 AND at < ?2"
		    " AND what = 'bounce'",
	/* one alarm goes to several */
	[ALARMS] = "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n"
		   " FROM outbox WHERE created_at >= ?1 AND created_at < ?2"
		   " AND dedup LIKE 'alarm:%' GROUP BY address)",
	[THROTTLED] = "SELECT count(*) FROM event WHERE at >= ?1 AND at < ?2"
		      " AND what = 'silent' AND detail LIKE"
		      " '%automatic mails of%'",
	[REMARKS] = "SELECT rating.answered_at, coalesce(rating.score, 0),"
		    " words,"
		    " " HIDDEN " FROM rating"
		    " JOIN ticket ON ticket.id = rating.ticket"
		    " WHERE rating.answered_at >= ?1"
		    " AND rating.answered_at < ?2 AND words <> ''"
		    " ORDER BY rating.answered_at DESC",
};
const struct sql_set monthly_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_MONTHLY, n)

static enum err
read_case(
    struct arena *a, sqlite3_stmt *st, struct monthly_case *c, struct why *w)
{
	*c = (struct monthly_case){
		.code = sql_col_text(st, 0, a),
		.secret = sql_col_bool(st, 4),
		.supervisory = sql_col_bool(st, 5),
		.channel = sql_col_text(st, 6, a),
		.service = sql_col_text(st, 7, a),
		.officer = sql_col_text(st, 8, a),
		.opened_at = sql_col(st, 9),
		.complete_at = sql_col_time(st, 10),
		.due_at = sql_col_time(st, 11),
		.first_due_at = sql_col_time(st, 12),
		.paused_at = sql_col_time(st, 13),
		.due_unlisted = sql_col_bool(st, 14),
		.answered_at = sql_col_time(st, 15),
		.closed_at = sql_col_time(st, 16),
		.said_at = sql_col_time(st, 17),
		.asks = (int)sql_col(st, 18),
		.officers = (int)sql_col(st, 19),
		.reopened = (int)sql_col(st, 20),
		.bounced = (int)sql_col(st, 21),
		.no_answer = sql_col_bool(st, 22),
		.merged = sql_col_bool(st, 23),
		.visit = sql_col_bool(st, 24),
		.visit_in_time = sql_col_bool(st, 25),
		.score = (int)sql_col(st, 26),
	};
	if (!kind_parse(sql_col_text(st, 1, a), &c->kind) ||
	    !topic_parse(sql_col_text(st, 2, a), &c->topic) ||
	    !state_parse(sql_col_text(st, 3, a), &c->state))
		return why_set(
		    w, ERR_STOP, "ticket %s: unknown word in its row", c->code);
	return OK;
}

/* The array grows by doubling: a year of tickets is many. */
enum err
monthly_cases(struct store *s, struct arena *a, int64_t from, int64_t to,
    struct monthly_cases *r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(
	    s, ID(CASES), SQL_ARGS(SQL_N(from), SQL_N(to)));
	struct monthly_case *v = NULL, *grown;
	size_t n = 0, room = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		if (n == room) {
			room = room ? 2 * room : 64;
			grown = arena_array(a, room, sizeof(*grown));
			if (n > 0)
				memcpy(grown, v, n * sizeof(*grown));
			v = grown;
		}
		if ((e = read_case(a, st, &v[n++], w)) != OK) {
			sql_end(st);
			break;
		}
	}
	*r = (struct monthly_cases){ v, n };
	return e;
}

static int
outcome_at(const char *word)
{
	enum outcome o;

	return outcome_parse(word, &o) ? (int)o : -1;
}

static int
outbox_at(const char *word)
{
	int i;

	for (i = 0; i < OUTBOX_COUNT; i++)
		if (strcmp(outbox_state_word((enum outbox_state)i), word) == 0)
			return i;
	return -1;
}

static enum err
tally(struct store *s, sqlite3_stmt *st, int (*place)(const char *),
    int64_t *counts, struct why *w)
{
	enum err e;
	bool row;
	int i;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		i = place((const char *)sqlite3_column_text(st, 0));
		if (i >= 0)
			counts[i] += sql_col(st, 1);
	}
	return e;
}

/* A period begins at midnight of the office, so its days do. */
static enum err
days(struct store *s, sqlite3_stmt *st, int64_t v[MONTHLY_DAYS], struct why *w)
{
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row)
		if (sql_col(st, 0) < MONTHLY_DAYS)
			v[sql_col(st, 0)] = sql_col(st, 1);
	return e;
}

enum err
monthly_mail(struct store *s, const struct monthly_period *p,
    struct monthly_mail *m_r, struct why *w)
{
	struct sql_args of = SQL_ARGS(SQL_N(p->from), SQL_N(p->to));
	const struct {
		int id;
		struct sql_args args;
		int64_t *n_r;
	} counts[] = {
		{ ID(OPEN_AT), SQL_ARGS(SQL_N(p->from)), &m_r->open_before },
		{ ID(OPEN_AT), SQL_ARGS(SQL_N(p->to)), &m_r->open_after },
		{ ID(ANSWERED), of, &m_r->answered },
		{ ID(CLOSED), of, &m_r->closed },
		{ ID(BOUNCED), of, &m_r->bounced },
		{ ID(ALARMS), of, &m_r->alarms },
		{ ID(THROTTLED), of, &m_r->throttled },
	};
	enum err e;
	size_t i;
	int k;

	*m_r = (struct monthly_mail){ 0 };
	e = tally(
	    s, sql_bind(s, ID(OUTCOMES_OF), of), outcome_at, m_r->outcome, w);
	if (e == OK)
		e = tally(
		    s, sql_bind(s, ID(MADE), of), outbox_at, m_r->made, w);
	if (e == OK)
		e = days(s, sql_bind(s, ID(DAYS), of), m_r->days, w);
	for (i = 0; i < sizeof(counts) / sizeof(counts[0]) && e == OK; i++)
		e = sql_int(s, counts[i].id, counts[i].args, counts[i].n_r, w);
	for (k = 0; k < OUTCOME_COUNT; k++)
		m_r->received += m_r->outcome[k];
	return e;
}

enum err
monthly_remarks(struct store *s, struct arena *a, int64_t from, int64_t to,
    struct monthly_remarks *r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(
	    s, ID(REMARKS), SQL_ARGS(SQL_N(from), SQL_N(to)));
	struct monthly_remark *v = NULL;
	enum err e;
	bool row;

	*r = (struct monthly_remarks){ 0 };
	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		if (sql_col_bool(st, 3)) {
			r->hidden++;
			continue;
		}
		v = sql_more(a, v, r->n, sizeof(*v));
		v[r->n++] = (struct monthly_remark){ sql_col(st, 0),
			(int)sql_col(st, 1), sql_col_text(st, 2, a) };
	}
	r->v = v;
	return e;
}
