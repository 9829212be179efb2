/*
 * What hangs on a ticket: who takes part, links, events, Message-IDs. It must
 * never know what an event means.
 */
#include <string.h>

#include "base/banned.h"
#include "store/cases.h"
#include "store/chain.h"
#include "store/sql.h"

enum {
	PART_ADD,
	PART_IS,
	PARTS,
	LINK_ADD,
	LINKS,
	EVENT_LAST,
	EVENT_ADD,
	EVENTS,
	MSGID_ADD
};

static const char *const text[] = {
	[PART_ADD] = "INSERT INTO part(ticket, address, name, role, how, at)"
		     " VALUES(?1, ?2, ?3, ?4, ?5, ?6)"
		     " ON CONFLICT(ticket, address) DO UPDATE SET"
		     " role = excluded.role, how = excluded.how"
		     " WHERE role = 'third' AND excluded.role <> 'third'",
	[PART_IS] = "SELECT 1 FROM part WHERE ticket = ?1 AND address = ?2",
	[PARTS] = "SELECT address, name, role, how, at FROM part"
		  " WHERE ticket = ?1 ORDER BY id",
	[LINK_ADD] = "INSERT OR IGNORE INTO link(from_ticket, to_ticket, why,"
		     " at) VALUES(?1, ?2, ?3, ?4)",
	[LINKS] = "SELECT from_ticket, to_ticket, why, at FROM link"
		  " WHERE from_ticket = ?1"
		  " UNION ALL SELECT from_ticket, to_ticket, why, at FROM link"
		  " WHERE to_ticket = ?1",
	[EVENT_LAST] = "SELECT id, hash FROM event ORDER BY id DESC LIMIT 1",
	[EVENT_ADD] = "INSERT INTO event(id, ticket, at, actor, what, detail,"
		      " digest, hash) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	[EVENTS] = "SELECT id, at, actor, what, detail FROM event"
		   " WHERE ticket IS ?1 AND id > ?2 ORDER BY id LIMIT ?3",
	[MSGID_ADD] = "INSERT OR IGNORE INTO msgid(message_id, ticket)"
		      " VALUES(?1, ?2)",
};
const struct sql_set cases_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_CASES, n)

enum err
ticket_part_add(struct store *s, const struct part_row *p, struct why *w)
{
	return sql_run(s, ID(PART_ADD),
	    SQL_ARGS(SQL_N(p->ticket), SQL_S(p->address), SQL_S(p->name),
		SQL_S(p->role), SQL_S(p->how), SQL_N(p->at)),
	    w);
}

enum err
ticket_part_is(struct store *s, int64_t ticket, const char *address, bool *is_r,
    struct why *w)
{
	return sql_any(
	    s, ID(PART_IS), SQL_ARGS(SQL_N(ticket), SQL_S(address)), is_r, w);
}

enum err
ticket_parts(struct store *s, struct arena *a, int64_t ticket,
    struct part_rows *rows_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(PARTS), SQL_ARGS(SQL_N(ticket)));
	struct part_row *v = NULL;
	size_t n = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		v = sql_more(a, v, n, sizeof(*v));
		v[n++] = (struct part_row){
			.ticket = ticket,
			.address = sql_col_text(st, 0, a),
			.name = sql_col_text(st, 1, a),
			.role = sql_col_text(st, 2, a),
			.how = sql_col_text(st, 3, a),
			.at = sql_col(st, 4),
		};
	}
	*rows_r = (struct part_rows){ v, n };
	return e;
}

enum err
ticket_link_add(struct store *s, const struct link_row *l, struct why *w)
{
	return sql_run(s, ID(LINK_ADD),
	    SQL_ARGS(SQL_N(l->from), SQL_N(l->to), SQL_S(l->why), SQL_N(l->at)),
	    w);
}

enum err
ticket_links(struct store *s, struct arena *a, int64_t ticket,
    struct link_rows *rows_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(LINKS), SQL_ARGS(SQL_N(ticket)));
	struct link_row *v = NULL;
	size_t n = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		v = sql_more(a, v, n, sizeof(*v));
		v[n++] = (struct link_row){
			.from = sql_col(st, 0),
			.to = sql_col(st, 1),
			.why = sql_col_text(st, 2, a),
			.at = sql_col(st, 3),
		};
	}
	*rows_r = (struct link_rows){ v, n };
	return e;
}

/* Id and hash of the last event; 0 and zeros before the first. */
static enum err
event_last(struct store *s, int64_t *id_r, unsigned char hash_r[HASH_SIZE],
    struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(EVENT_LAST), SQL_NONE);
	enum err e;
	bool row;

	*id_r = 0;
	memset(hash_r, 0, HASH_SIZE);
	if ((e = sql_step(s, st, &row, w)) != OK || !row)
		return e;
	*id_r = sql_col(st, 0);
	if (sqlite3_column_bytes(st, 1) != HASH_SIZE)
		e = why_set(w, ERR_STOP, "event %lld: its hash is damaged",
		    (long long)*id_r);
	else
		memcpy(hash_r, sqlite3_column_blob(st, 1), HASH_SIZE);
	sql_end(st);
	return e;
}

enum err
event_add(struct store *s, struct event_row *e_row, struct why *w)
{
	unsigned char hash[HASH_SIZE], digest[HASH_SIZE];
	enum err e = sql_need_tx(s, w);

	if (e != OK || (e = event_last(s, &e_row->id, hash, w)) != OK)
		return e;
	e_row->id++;
	hash_sha256(e_row->detail, strlen(e_row->detail), digest);
	chain_next(e_row, digest, hash);
	return sql_run(s, ID(EVENT_ADD),
	    SQL_ARGS(SQL_N(e_row->id), SQL_ROW(e_row->ticket), SQL_N(e_row->at),
		SQL_S(e_row->actor), SQL_S(e_row->what), SQL_S(e_row->detail),
		SQL_B(digest, HASH_SIZE), SQL_B(hash, HASH_SIZE)),
	    w);
}

enum err
event_list(struct store *s, struct arena *a, int64_t ticket, struct page page,
    struct event_rows *rows_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(EVENTS),
	    SQL_ARGS(SQL_ROW(ticket), SQL_N(page.after),
		SQL_N((int64_t)page.limit)));
	struct event_row *v = NULL;
	size_t n = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		v = sql_more(a, v, n, sizeof(*v));
		v[n++] = (struct event_row){
			.id = sql_col(st, 0),
			.ticket = ticket,
			.at = sql_col(st, 1),
			.actor = sql_col_text(st, 2, a),
			.what = sql_col_text(st, 3, a),
			.detail = sql_col_text(st, 4, a),
		};
	}
	*rows_r = (struct event_rows){ v, n };
	return e;
}

enum err
msgid_add(
    struct store *s, const char *message_id, int64_t ticket, struct why *w)
{
	if (message_id == NULL || message_id[0] == '\0')
		return OK;
	return sql_run(
	    s, ID(MSGID_ADD), SQL_ARGS(SQL_S(message_id), SQL_N(ticket)), w);
}
