/*
 * The tables of the database and how they came to be. It must never know who
 * reads them.
 */
#include <stdio.h>

#include "base/banned.h"
#include "store/schema.h"

#define RFC3339(x) "strftime('%Y-%m-%dT%H:%M:%SZ'," x ",'unixepoch')"
/* Days of the office's zone, which the daemon notes in meta. */
#define DAY(x) \
	"date(" x "+coalesce((SELECT CAST(value AS INTEGER) FROM meta " \
	"WHERE key='zone-offset'),0),'unixepoch')"
#define TOLD "(SELECT count(*) FROM told WHERE told.ticket = ticket.id)"
#define ELEMENT(n) " u" #n " INTEGER CHECK(u" #n " BETWEEN 1 AND 4),"

/* clang-format off */
const char *const schema_migrations[] = {
	/* 1 */
	"CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL)"
	" STRICT, WITHOUT ROWID;"

	"CREATE TABLE counter(name TEXT PRIMARY KEY, n INTEGER NOT NULL)"
	" STRICT, WITHOUT ROWID;"

	"CREATE TABLE inbox("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" mailbox TEXT NOT NULL, uidvalidity INTEGER NOT NULL,"
	" uid INTEGER NOT NULL, name TEXT NOT NULL,"
	" internal_date INTEGER, received_at INTEGER NOT NULL,"
	" size INTEGER NOT NULL, kept INTEGER NOT NULL, sha256 BLOB NOT NULL,"
	" message_id TEXT NOT NULL DEFAULT '',"
	" attempts INTEGER NOT NULL, outcome TEXT,"
	" reason TEXT NOT NULL DEFAULT '', ticket INTEGER REFERENCES ticket,"
	" decided_at INTEGER, marked INTEGER NOT NULL DEFAULT 0) STRICT;"
	"CREATE UNIQUE INDEX inbox_key"
	" ON inbox(mailbox, uidvalidity, uid, name);"
	/* random keys: short ones keep the index small */
	"CREATE INDEX inbox_sha256 ON inbox(substr(sha256, 1, 8));"
	"CREATE INDEX inbox_outcome ON inbox(outcome);"
	"CREATE INDEX inbox_ticket ON inbox(ticket) WHERE ticket IS NOT NULL;"
	"CREATE INDEX inbox_unmarked ON inbox(mailbox, uidvalidity)"
	" WHERE marked = 0 AND outcome IS NOT NULL;"

	/* apart from inbox, so that a change of the row never rewrites them */
	"CREATE TABLE raw("
	" inbox INTEGER NOT NULL REFERENCES inbox, part INTEGER NOT NULL,"
	" bytes BLOB NOT NULL, PRIMARY KEY(inbox, part)) STRICT;"

	"CREATE TABLE ticket("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" code TEXT NOT NULL UNIQUE COLLATE NOCASE,"
	" kind TEXT NOT NULL, topic TEXT NOT NULL, state TEXT NOT NULL,"
	" requester TEXT NOT NULL COLLATE NOCASE, name TEXT NOT NULL,"
	" channel TEXT NOT NULL, officer TEXT NOT NULL,"
	" secret INTEGER NOT NULL, supervisory INTEGER NOT NULL,"
	" subject TEXT NOT NULL, subject_key TEXT NOT NULL,"
	" language TEXT NOT NULL, score REAL NOT NULL,"
	" inbox INTEGER REFERENCES inbox,"
	" opened_at INTEGER NOT NULL, complete_at INTEGER, due_at INTEGER,"
	" due_unlisted INTEGER NOT NULL, first_due_at INTEGER,"
	" paused_at INTEGER, left_seconds INTEGER NOT NULL,"
	" told INTEGER NOT NULL, answered_at INTEGER, closed_at INTEGER,"
	" last_at INTEGER NOT NULL, resolution TEXT NOT NULL,"
	" merged_into INTEGER REFERENCES ticket,"
	" version INTEGER NOT NULL) STRICT;"
	"CREATE INDEX ticket_open ON ticket(id) WHERE closed_at IS NULL;"
	"CREATE INDEX ticket_due ON ticket(due_at) WHERE " CLOCK_RUNS ";"
	"CREATE INDEX ticket_first_due ON ticket(first_due_at)"
	" WHERE " CLOCK_RUNS ";"
	"CREATE INDEX ticket_waiting ON ticket(coalesce(paused_at, opened_at))"
	" WHERE state = 'menunggu';"
	"CREATE INDEX ticket_officer ON ticket(officer)"
	" WHERE closed_at IS NULL;"
	"CREATE INDEX ticket_requester ON ticket(requester);"
	"CREATE INDEX ticket_subject"
	" ON ticket(requester, subject_key, last_at)"
	" WHERE closed_at IS NULL;"
	"CREATE INDEX ticket_closed ON ticket(closed_at)"
	" WHERE closed_at IS NOT NULL;"

	/* detail may be erased, its digest stays: the chain of hashes holds */
	"CREATE TABLE event("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" ticket INTEGER REFERENCES ticket, at INTEGER NOT NULL,"
	" actor TEXT NOT NULL, what TEXT NOT NULL, detail TEXT,"
	" digest BLOB NOT NULL, hash BLOB NOT NULL) STRICT;"
	"CREATE INDEX event_ticket ON event(ticket);"
	"CREATE TRIGGER event_no_delete BEFORE DELETE ON event"
	" BEGIN SELECT raise(ABORT, 'event is append-only'); END;"
	"CREATE TRIGGER event_no_update BEFORE UPDATE ON event"
	" WHEN new.detail IS NOT NULL OR new.id <> old.id"
	" OR new.ticket IS NOT old.ticket OR new.at <> old.at"
	" OR new.actor <> old.actor OR new.what <> old.what"
	" OR new.digest <> old.digest OR new.hash <> old.hash"
	" BEGIN SELECT raise(ABORT, 'event is append-only'); END;"

	"CREATE TABLE part("
	" id INTEGER PRIMARY KEY, ticket INTEGER NOT NULL REFERENCES ticket,"
	" address TEXT NOT NULL COLLATE NOCASE, name TEXT NOT NULL,"
	" role TEXT NOT NULL, how TEXT NOT NULL, at INTEGER NOT NULL,"
	" UNIQUE(ticket, address)) STRICT;"

	"CREATE TABLE link("
	" from_ticket INTEGER NOT NULL REFERENCES ticket,"
	" to_ticket INTEGER NOT NULL REFERENCES ticket,"
	" why TEXT NOT NULL, at INTEGER NOT NULL,"
	" PRIMARY KEY(from_ticket, to_ticket)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX link_to ON link(to_ticket);"

	"CREATE TABLE msgid("
	" message_id TEXT NOT NULL,"
	" ticket INTEGER NOT NULL REFERENCES ticket,"
	" PRIMARY KEY(message_id, ticket)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX msgid_ticket ON msgid(ticket);"

	"CREATE TABLE outbox("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" ticket INTEGER REFERENCES ticket, role TEXT NOT NULL,"
	" address TEXT NOT NULL COLLATE NOCASE,"
	" domain TEXT NOT NULL COLLATE NOCASE,"
	" dedup TEXT NOT NULL UNIQUE, message_id TEXT NOT NULL UNIQUE,"
	" template TEXT NOT NULL, automatic INTEGER NOT NULL,"
	" envelope_from TEXT NOT NULL, recipients TEXT NOT NULL,"
	" held_until INTEGER, state TEXT NOT NULL, attempts INTEGER NOT NULL,"
	" next_try INTEGER NOT NULL, code INTEGER NOT NULL,"
	" reply TEXT NOT NULL, created_at INTEGER NOT NULL,"
	" sent_at INTEGER) STRICT;"
	"CREATE INDEX outbox_due ON outbox(next_try) WHERE state = 'queued';"
	"CREATE INDEX outbox_state ON outbox(state);"
	"CREATE INDEX outbox_ticket ON outbox(ticket)"
	" WHERE ticket IS NOT NULL;"
	"CREATE INDEX outbox_to_address ON outbox(address, created_at)"
	" WHERE automatic = 1;"
	"CREATE INDEX outbox_to_domain ON outbox(domain, created_at)"
	" WHERE automatic = 1;"
	"CREATE INDEX outbox_to_all ON outbox(created_at)"
	" WHERE automatic = 1;"

	"CREATE TABLE letter("
	" outbox INTEGER PRIMARY KEY REFERENCES outbox,"
	" bytes BLOB NOT NULL) STRICT;"

	"CREATE TABLE person("
	" address TEXT PRIMARY KEY COLLATE NOCASE, name TEXT NOT NULL,"
	" language TEXT NOT NULL, first_at INTEGER NOT NULL,"
	" last_at INTEGER NOT NULL, muted_until INTEGER,"
	" muted_why TEXT NOT NULL, hard_bounces INTEGER NOT NULL)"
	" STRICT, WITHOUT ROWID;"

	"CREATE TABLE lesson("
	" id INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
	" officer TEXT NOT NULL, features TEXT NOT NULL, kind TEXT NOT NULL,"
	" topic TEXT NOT NULL, ticket INTEGER REFERENCES ticket) STRICT;"
	"CREATE INDEX lesson_ticket ON lesson(ticket);"

	"CREATE TABLE rating("
	" ticket INTEGER PRIMARY KEY REFERENCES ticket,"
	" score INTEGER NOT NULL CHECK(score BETWEEN 1 AND 5),"
	" words TEXT NOT NULL, at INTEGER NOT NULL) STRICT;"

	"CREATE VIRTUAL TABLE entry USING fts5(title, body,"
	" source UNINDEXED, ticket UNINDEXED, at UNINDEXED,"
	" tokenize = 'unicode61 remove_diacritics 2');"

	"CREATE VIEW v_ticket AS SELECT code, kind, topic, state, channel,"
	" officer, secret, supervisory,"
	" CASE WHEN " HIDDEN " THEN '' ELSE requester END AS requester,"
	" CASE WHEN " HIDDEN " THEN '' ELSE subject END AS subject,"
	" language, " RFC3339("opened_at") " AS opened,"
	" " RFC3339("complete_at") " AS complete,"
	" " RFC3339("due_at") " AS due, due_unlisted,"
	" " RFC3339("answered_at") " AS answered,"
	" " RFC3339("closed_at") " AS closed,"
	" " RFC3339("last_at") " AS last, told, resolution,"
	" answered_at IS NULL OR due_at IS NULL OR answered_at <= due_at"
	" AS in_time,"
	" (SELECT score FROM rating WHERE rating.ticket = ticket.id) AS rating"
	" FROM ticket;"

	"CREATE VIEW v_deadline AS SELECT code, kind, topic, state, officer,"
	" " RFC3339("due_at") " AS due, due_at AS due_seconds, due_unlisted,"
	" " RFC3339("first_due_at") " AS first_due, told"
	" FROM ticket WHERE " CLOCK_RUNS
	" AND due_at IS NOT NULL ORDER BY due_at;"

	"CREATE VIEW v_daily AS SELECT day, sum(received) AS received,"
	" sum(opened) AS opened, sum(answered) AS answered,"
	" sum(closed) AS closed, sum(sent) AS sent FROM ("
	" SELECT " DAY("received_at") " AS day, 1 AS received, 0 AS opened,"
	" 0 AS answered, 0 AS closed, 0 AS sent FROM inbox"
	" UNION ALL SELECT " DAY("opened_at") ", 0, 1, 0, 0, 0 FROM ticket"
	" UNION ALL SELECT " DAY("answered_at") ", 0, 0, 1, 0, 0 FROM ticket"
	" WHERE answered_at IS NOT NULL"
	" UNION ALL SELECT " DAY("closed_at") ", 0, 0, 0, 1, 0 FROM ticket"
	" WHERE closed_at IS NOT NULL"
	" UNION ALL SELECT " DAY("sent_at") ", 0, 0, 0, 0, 1 FROM outbox"
	" WHERE sent_at IS NOT NULL)"
	" GROUP BY day ORDER BY day;",

	/* 2 */
	"DROP VIEW v_ticket; DROP VIEW v_deadline; DROP TABLE rating;"
	"ALTER TABLE ticket DROP COLUMN told;"
	"ALTER TABLE ticket ADD COLUMN service TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE ticket ADD COLUMN external TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE ticket ADD COLUMN external_due INTEGER;"
	"CREATE INDEX ticket_external ON ticket(external, channel)"
	" WHERE external <> '';"
	"ALTER TABLE ticket ADD COLUMN missing TEXT NOT NULL DEFAULT '';"
	"CREATE INDEX inbox_message_id ON inbox(message_id)"
	" WHERE message_id <> '';"

	"CREATE TABLE run("
	" ticket INTEGER NOT NULL REFERENCES ticket, n INTEGER NOT NULL,"
	" from_at INTEGER NOT NULL, to_at INTEGER CHECK(to_at >= from_at),"
	" anew INTEGER NOT NULL, PRIMARY KEY(ticket, n))"
	" STRICT, WITHOUT ROWID;"
	"CREATE UNIQUE INDEX run_open ON run(ticket) WHERE to_at IS NULL;"
	"INSERT INTO run(ticket, n, from_at, to_at, anew)"
	" SELECT id, 1, complete_at, max(complete_at,"
	" coalesce(paused_at, answered_at, closed_at)), 1"
	" FROM ticket WHERE complete_at IS NOT NULL;"

	"CREATE TABLE told("
	" ticket INTEGER NOT NULL REFERENCES ticket, key TEXT NOT NULL,"
	" at INTEGER NOT NULL, PRIMARY KEY(ticket, key))"
	" STRICT, WITHOUT ROWID;"

	"CREATE TABLE visit("
	" ticket INTEGER PRIMARY KEY REFERENCES ticket,"
	" institution TEXT NOT NULL, purpose TEXT NOT NULL,"
	" arrived_at INTEGER, served_at INTEGER, done_at INTEGER,"
	" in_time INTEGER NOT NULL) STRICT;"
	"CREATE INDEX visit_served ON visit(served_at)"
	" WHERE done_at IS NOT NULL;"

	"CREATE TABLE pending("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" inbox INTEGER NOT NULL REFERENCES inbox,"
	" ticket INTEGER REFERENCES ticket, officer TEXT NOT NULL,"
	" why TEXT NOT NULL, note TEXT NOT NULL,"
	" outbox INTEGER REFERENCES outbox, state TEXT NOT NULL,"
	" at INTEGER NOT NULL) STRICT;"
	"CREATE INDEX pending_outbox ON pending(outbox)"
	" WHERE outbox IS NOT NULL;"
	"CREATE INDEX pending_of ON pending(officer, ticket)"
	" WHERE state = 'open';"
	"CREATE INDEX pending_open ON pending(id) WHERE state = 'open';"

	/* what was not given is NULL, so that avg() leaves it out */
	"CREATE TABLE rating("
	" ticket INTEGER PRIMARY KEY REFERENCES ticket,"
	" asked_at INTEGER NOT NULL, answered_at INTEGER,"
	" score INTEGER CHECK(score BETWEEN 1 AND 4)," ELEMENT(1) ELEMENT(2)
	ELEMENT(3) ELEMENT(4) ELEMENT(5) ELEMENT(6) ELEMENT(7) ELEMENT(8)
	ELEMENT(9) " words TEXT NOT NULL DEFAULT '') STRICT;"
	"CREATE INDEX rating_asked ON rating(asked_at);"

	"CREATE VIEW v_ticket AS SELECT code, kind, topic, state, channel,"
	" officer, secret, supervisory,"
	" CASE WHEN " HIDDEN " THEN '' ELSE requester END AS requester,"
	" CASE WHEN " HIDDEN " THEN '' ELSE subject END AS subject,"
	" language, " RFC3339("opened_at") " AS opened,"
	" " RFC3339("complete_at") " AS complete,"
	" " RFC3339("due_at") " AS due, due_unlisted,"
	" " RFC3339("answered_at") " AS answered,"
	" " RFC3339("closed_at") " AS closed,"
	" " RFC3339("last_at") " AS last, " TOLD " AS told, resolution,"
	" answered_at IS NULL OR due_at IS NULL OR answered_at <= due_at"
	" AS in_time,"
	" (SELECT score FROM rating WHERE rating.ticket = ticket.id) AS rating,"
	" service,"
	" CASE WHEN " HIDDEN " THEN '' ELSE external END AS external,"
	" " RFC3339("first_due_at") " AS first_due,"
	" " RFC3339("paused_at") " AS paused"
	" FROM ticket;"

	"CREATE VIEW v_deadline AS SELECT code, kind, topic, state, officer,"
	" " RFC3339("due_at") " AS due, due_at AS due_seconds, due_unlisted,"
	" " RFC3339("first_due_at") " AS first_due, " TOLD " AS told"
	" FROM ticket WHERE " CLOCK_RUNS
	" AND due_at IS NOT NULL ORDER BY due_at;"

	"CREATE VIEW v_rating AS SELECT code,"
	" " RFC3339("asked_at") " AS asked,"
	" " RFC3339("rating.answered_at") " AS answered, rating.score AS score,"
	" u1, u2, u3, u4, u5, u6, u7, u8, u9"
	" FROM rating JOIN ticket ON ticket.id = rating.ticket"
	" ORDER BY asked_at;",

	/* 3: a file of a letter stays in the mail that it came with; before,
	 * letter.bytes were all of it */
	"CREATE TABLE enclosure("
	" outbox INTEGER NOT NULL REFERENCES outbox, n INTEGER NOT NULL,"
	" at INTEGER NOT NULL, inbox INTEGER NOT NULL REFERENCES inbox,"
	" start INTEGER NOT NULL, length INTEGER NOT NULL,"
	" encoding TEXT NOT NULL, size INTEGER NOT NULL, name TEXT NOT NULL,"
	" PRIMARY KEY(outbox, n)) STRICT, WITHOUT ROWID;"
	/* questions to officers that nobody answered */
	"CREATE INDEX event_lapsed ON event(at) WHERE what = 'lapsed';",
};
/* clang-format on */
const int schema_version = (int)(sizeof(schema_migrations) /
				 sizeof(schema_migrations[0]));

static enum err
pragma_int(struct store *s, const char *text, int64_t *n_r, struct why *w)
{
	sqlite3_stmt *st;
	enum err e = OK;

	*n_r = 0;
	if (sqlite3_prepare_v2(s->db, text, -1, &st, NULL) != SQLITE_OK)
		return sql_fail(s, w);
	if (sqlite3_step(st) == SQLITE_ROW)
		*n_r = sqlite3_column_int64(st, 0);
	else
		e = sql_fail(s, w);
	sqlite3_finalize(st);
	return e;
}

/* A fresh file has no tables; anything else must say that it is ours. */
static enum err
version(struct store *s, int64_t *version_r, struct why *w)
{
	int64_t application = 0, tables = 0;
	enum err e;

	e = pragma_int(s, "PRAGMA application_id", &application, w);
	if (e == OK)
		e = pragma_int(s, "PRAGMA user_version", version_r, w);
	if (e == OK)
		e = pragma_int(
		    s, "SELECT count(*) FROM sqlite_schema", &tables, w);
	if (e == OK && application != SCHEMA_APPLICATION && tables > 0)
		return why_set(w, ERR_STOP,
		    "%s: is a database of another program", s->path);
	return e;
}

static enum err
migrate_one(struct store *s, const char *text, int number, struct why *w)
{
	char set[120];
	enum err e;

	snprintf(set, sizeof(set),
	    "PRAGMA application_id = %d; PRAGMA user_version = %d;",
	    SCHEMA_APPLICATION, number);
	if ((e = sql_exec(s, "BEGIN IMMEDIATE", w)) != OK)
		return e;
	if ((e = sql_exec(s, text, w)) == OK)
		e = sql_exec(s, set, w);
	if (e == OK)
		e = sql_exec(s, "COMMIT", w);
	if (e != OK && !sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	return e;
}

enum err
schema_migrate(
    struct store *s, const char *const *migrations, int n, struct why *w)
{
	int64_t at = 0;
	enum err e = version(s, &at, w);

	if (e == OK && at > n)
		return schema_check(s, n, w);
	for (; e == OK && at < n; at++)
		e = migrate_one(s, migrations[at], (int)at + 1, w);
	return e;
}

enum err
schema_check(struct store *s, int n, struct why *w)
{
	int64_t at = 0;
	enum err e = version(s, &at, w);

	if (e != OK || at == n)
		return e;
	if (at > n)
		return why_set(w, ERR_STOP,
		    "%s: was made by a newer tanggap (schema %d, here %d)",
		    s->path, (int)at, n);
	return why_set(w, ERR_STOP,
	    "%s: is of an older tanggap (schema %d, here %d): "
	    "\"tanggap run\" brings it up to date",
	    s->path, (int)at, n);
}
