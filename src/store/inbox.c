/*
 * What is known of each message and the outcome of it. It must never know
 * what is in a mail.
 */
#include <string.h>

#include "base/banned.h"
#include "store/cases.h"
#include "store/inbox.h"
#include "store/sql.h"

enum {
	GET,
	UNDECIDED,
	QUARANTINED,
	OF_TICKET,
	POSITION,
	HAS_NAME,
	RAW,
	RETRY,
	RELEASE,
	DECIDE,
	SEEN,
	BEFORE,
	BY_MESSAGE_ID,
	UNMARKED,
	MARKED
};

#define COLUMNS \
	"SELECT id, mailbox, uidvalidity, uid, name, internal_date," \
	" received_at, size, kept, sha256, message_id, attempts, outcome," \
	" reason, ticket, decided_at, marked FROM inbox "

static const char *const text[] = {
	[GET] = COLUMNS "WHERE id = ?1",
	[UNDECIDED] = COLUMNS "WHERE outcome IS NULL AND id > ?1"
			      " ORDER BY id LIMIT ?2",
	[QUARANTINED] = COLUMNS "WHERE outcome = 'quarantine' AND id > ?1"
				" ORDER BY id LIMIT ?2",
	[OF_TICKET] = COLUMNS "WHERE ticket = ?1 AND id > ?2"
			      " ORDER BY id LIMIT ?3",
	[POSITION] = "SELECT max(uid) FROM inbox WHERE mailbox = ?1"
		     " AND uidvalidity = ?2",
	[HAS_NAME] = "SELECT 1 FROM inbox WHERE mailbox = ?1"
		     " AND uidvalidity = 0 AND uid = 0 AND name = ?2",
	[RAW] = "SELECT bytes FROM raw WHERE inbox = ?1 ORDER BY part",
	[RETRY] = "UPDATE inbox SET attempts = attempts + 1"
		  " WHERE id = ?1 AND outcome IS NULL",
	[RELEASE] = "UPDATE inbox SET outcome = NULL, reason = '',"
		    " decided_at = NULL, attempts = 1, marked = 0"
		    " WHERE id = ?1 AND outcome = 'quarantine'",
	[DECIDE] = "UPDATE inbox SET outcome = ?2, reason = ?3, ticket = ?4,"
		   " message_id = ?5, decided_at = ?6"
		   " WHERE id = ?1 AND outcome IS NULL",
	[SEEN] = "SELECT id FROM inbox WHERE substr(sha256, 1, 8) ="
		 " substr(?1, 1, 8) AND sha256 = ?1 AND size = ?2"
		 " AND id <> ?3 AND outcome IS NOT NULL LIMIT 1",
	[BEFORE] = "SELECT i.id FROM msgid m JOIN inbox i ON i.ticket ="
		   " m.ticket WHERE m.message_id = ?1 AND i.message_id = ?1"
		   " AND i.mailbox = ?2 AND i.uidvalidity NOT IN (0, ?3)"
		   " AND i.id <> ?4 LIMIT 1",
	[BY_MESSAGE_ID] = COLUMNS "WHERE message_id = ?1"
				  " AND message_id <> ''"
				  " ORDER BY id DESC LIMIT 1",
	[UNMARKED] = COLUMNS "WHERE marked = 0 AND outcome IS NOT NULL"
			     " AND mailbox = ?1 AND uidvalidity = ?2"
			     " AND id > ?3 ORDER BY id LIMIT ?4",
	[MARKED] = "UPDATE inbox SET marked = 1 WHERE id = ?1",
};
const struct sql_set inbox_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_INBOX, n)

static enum err
read_row(sqlite3_stmt *st, struct arena *a, struct inbox_row *r, struct why *w)
{
	const char *outcome = sql_col_text(st, 12, a);

	*r = (struct inbox_row){
		.id = sql_col(st, 0),
		.mailbox = sql_col_text(st, 1, a),
		.uidvalidity = sql_col(st, 2),
		.uid = sql_col(st, 3),
		.name = sql_col_text(st, 4, a),
		.internal_date = sql_col_time(st, 5),
		.received_at = sql_col(st, 6),
		.size = sql_col(st, 7),
		.kept = sql_col(st, 8),
		.message_id = sql_col_text(st, 10, a),
		.attempts = (int)sql_col(st, 11),
		.reason = sql_col_text(st, 13, a),
		.ticket = sql_col(st, 14),
		.decided_at = sql_col_time(st, 15),
		.marked = sql_col_bool(st, 16),
	};
	if (sqlite3_column_bytes(st, 9) == HASH_SIZE)
		memcpy(r->sha256, sqlite3_column_blob(st, 9), HASH_SIZE);
	if (!outcome_parse(outcome, &r->outcome))
		return why_set(w, ERR_STOP, "inbox %lld: unknown outcome %s",
		    (long long)r->id, outcome);
	return OK;
}

static enum err
read_rows(struct store *s, sqlite3_stmt *st, struct arena *a,
    struct inbox_rows *r, struct why *w)
{
	struct inbox_row *v = NULL;
	size_t n = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		v = sql_more(a, v, n, sizeof(*v));
		if ((e = read_row(st, a, &v[n++], w)) != OK)
			break;
	}
	sql_end(st);
	*r = (struct inbox_rows){ v, n };
	return e;
}

static enum err
read_one(struct store *s, sqlite3_stmt *st, struct arena *a,
    struct inbox_row *row_r, struct why *w)
{
	struct inbox_rows rows;
	enum err e = read_rows(s, st, a, &rows, w);

	*row_r = (struct inbox_row){ .id = 0 };
	if (e == OK && rows.n > 0)
		*row_r = rows.v[0];
	return e;
}

enum err
inbox_get(struct store *s, struct arena *a, int64_t id, struct inbox_row *row_r,
    struct why *w)
{
	return read_one(
	    s, sql_bind(s, ID(GET), SQL_ARGS(SQL_N(id))), a, row_r, w);
}

enum err
inbox_by_message_id(struct store *s, struct arena *a, const char *message_id,
    struct inbox_row *row_r, struct why *w)
{
	return read_one(s,
	    sql_bind(s, ID(BY_MESSAGE_ID), SQL_ARGS(SQL_S(message_id))), a,
	    row_r, w);
}

enum err
inbox_undecided(struct store *s, struct arena *a, struct page page,
    struct inbox_rows *rows_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(UNDECIDED),
	    SQL_ARGS(SQL_N(page.after), SQL_N((int64_t)page.limit)));

	return read_rows(s, st, a, rows_r, w);
}

enum err
inbox_quarantined(struct store *s, struct arena *a, struct page page,
    struct inbox_rows *rows_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(QUARANTINED),
	    SQL_ARGS(SQL_N(page.after), SQL_N((int64_t)page.limit)));

	return read_rows(s, st, a, rows_r, w);
}

enum err
inbox_of(struct store *s, struct arena *a, const struct inbox_of_ask *q,
    struct inbox_rows *rows_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(OF_TICKET),
	    SQL_ARGS(SQL_N(q->ticket), SQL_N(q->page.after),
		SQL_N((int64_t)q->page.limit)));

	return read_rows(s, st, a, rows_r, w);
}

enum err
inbox_unmarked(struct store *s, struct arena *a, const struct inbox_ask *q,
    struct inbox_rows *rows_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(UNMARKED),
	    SQL_ARGS(SQL_S(q->mailbox), SQL_N(q->uidvalidity),
		SQL_N(q->page.after), SQL_N((int64_t)q->page.limit)));

	return read_rows(s, st, a, rows_r, w);
}

enum err
inbox_position(struct store *s, const char *mailbox, int64_t uidvalidity,
    int64_t *uid_r, struct why *w)
{
	return sql_int(s, ID(POSITION),
	    SQL_ARGS(SQL_S(mailbox), SQL_N(uidvalidity)), uid_r, w);
}

enum err
inbox_has_name(struct store *s, const char *mailbox, const char *name,
    bool *has_r, struct why *w)
{
	return sql_any(
	    s, ID(HAS_NAME), SQL_ARGS(SQL_S(mailbox), SQL_S(name)), has_r, w);
}

enum err
inbox_raw(struct store *s, int64_t id, struct buf *b, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(RAW), SQL_ARGS(SQL_N(id)));
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		size_t n = (size_t)sqlite3_column_bytes(st, 0);
		size_t room = b->max - b->len;

		buf_add(b, sqlite3_column_blob(st, 0), n < room ? n : room);
		if (n > room) {
			b->over = true;
			break;
		}
	}
	sql_end(st);
	return e;
}

/* For updates that must meet exactly one row. */
static enum err
run_one(struct store *s, int id, int64_t inbox, struct why *w)
{
	enum err e = sql_run(s, id, SQL_ARGS(SQL_N(inbox)), w);

	if (e == OK && !sql_changed(s))
		return why_set(w, ERR_ITEM,
		    "inbox %lld: there is none in that state",
		    (long long)inbox);
	return e;
}

enum err
inbox_retry(struct store *s, int64_t id, struct why *w)
{
	return run_one(s, ID(RETRY), id, w);
}

enum err
inbox_release(struct store *s, int64_t id, struct why *w)
{
	return run_one(s, ID(RELEASE), id, w);
}

enum err
inbox_decide(struct store *s, const struct inbox_decision *d, struct why *w)
{
	enum err e = sql_need_tx(s, w);

	if (e == OK && d->outcome == OUTCOME_NONE)
		return why_set(
		    w, ERR_ITEM, "inbox %lld: no outcome", (long long)d->id);
	if (e == OK)
		e = sql_run(s, ID(DECIDE),
		    SQL_ARGS(SQL_N(d->id), SQL_S(outcome_word(d->outcome)),
			SQL_S(d->reason), SQL_ROW(d->ticket),
			SQL_S(d->message_id), SQL_N(d->at)),
		    w);
	if (e == OK && !sql_changed(s))
		return why_set(w, ERR_ITEM, "inbox %lld: decided already",
		    (long long)d->id);
	if (e == OK && d->ticket != 0)
		e = msgid_add(s, d->message_id, d->ticket, w);
	return e;
}

enum err
inbox_seen_bytes(struct store *s, const struct inbox_row *row, int64_t *other_r,
    struct why *w)
{
	return sql_int(s, ID(SEEN),
	    SQL_ARGS(SQL_B(row->sha256, HASH_SIZE), SQL_N(row->size),
		SQL_N(row->id)),
	    other_r, w);
}

enum err
inbox_seen_before(struct store *s, const struct inbox_row *row,
    const char *message_id, int64_t *other_r, struct why *w)
{
	*other_r = 0;
	if (row->uidvalidity == 0 || *message_id == '\0')
		return OK;
	return sql_int(s, ID(BEFORE),
	    SQL_ARGS(SQL_S(message_id), SQL_S(row->mailbox),
		SQL_N(row->uidvalidity), SQL_N(row->id)),
	    other_r, w);
}

enum err
inbox_marked(struct store *s, const int64_t *ids, size_t n, struct why *w)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < n && e == OK; i++)
		e = run_one(s, ID(MARKED), ids[i], w);
	return e;
}
