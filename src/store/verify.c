/*
 * Is the database what it says? It reads everything and changes nothing; it
 * must never know how to repair.
 */
#include <string.h>

#include "base/banned.h"
#include "store/chain.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/verify.h"

enum { EVENTS, EVENT_SEQUENCE, RAW, CHECKS };

static const char *const text[] = {
	[EVENTS] = "SELECT id, ticket, at, actor, what, detail, digest, hash"
		   " FROM event ORDER BY id",
	[EVENT_SEQUENCE] = "SELECT seq FROM sqlite_sequence"
			   " WHERE name = 'event'",
	[RAW] = "SELECT inbox.id, kept, sha256, bytes FROM inbox"
		" LEFT JOIN raw ON raw.inbox = inbox.id"
		" ORDER BY inbox.id, part",
	/* each row of what follows is a finding */
	[CHECKS] = "SELECT 'integrity: ' || integrity_check"
		   " FROM pragma_integrity_check"
		   " WHERE integrity_check <> 'ok'",
	"SELECT 'row without owner: ' || \"table\" || ' ' ||"
	" coalesce(rowid, '') || ' -> ' || parent"
	" FROM pragma_foreign_key_check",
	"SELECT 'inbox ' || id || ': outcome and its time do not agree'"
	" FROM inbox WHERE (outcome IS NULL) <> (decided_at IS NULL)",
	"SELECT 'inbox ' || id || ': outcome ' || outcome ||"
	" ' without a ticket' FROM inbox"
	" WHERE outcome IN ('ticket', 'followup') AND ticket IS NULL",
	"SELECT 'inbox ' || id || ': outcome ' || outcome ||"
	" ' with a ticket' FROM inbox"
	" WHERE outcome IN ('spam', 'duplicate', 'quarantine')"
	" AND ticket IS NOT NULL",
	"SELECT 'ticket ' || code || ': state ' || state ||"
	" ', its history says ' || detail FROM ticket, event"
	" WHERE event.id = (SELECT max(id) FROM event WHERE event.ticket ="
	" ticket.id AND what = 'state') AND detail IS NOT NULL"
	" AND detail NOT LIKE '% -> ' || state || ' (%'",
	"SELECT 'inbox: ' || (SELECT count(*) FROM inbox) ||"
	" ' mails, but ' || n || ' with an outcome or undecided'"
	" FROM (SELECT count(*) AS n FROM inbox WHERE outcome IS NULL OR"
	" outcome IN ('ticket', 'followup', 'command', 'answer', 'bounce',"
	" 'auto', 'spam', 'duplicate', 'quarantine'))"
	" WHERE n <> (SELECT count(*) FROM inbox)",
	"SELECT 'ticket ' || code || ': has no event' FROM ticket"
	" WHERE NOT EXISTS (SELECT 1 FROM event WHERE event.ticket ="
	" ticket.id)",
	"SELECT 'outbox ' || id || ': has no bytes' FROM outbox"
	" WHERE NOT EXISTS (SELECT 1 FROM letter WHERE letter.outbox ="
	" outbox.id)",
	"SELECT 'outbox ' || outbox || ': its file ' || n || ' is not in mail '"
	" || inbox || ' or not in its bytes' FROM enclosure"
	" LEFT JOIN letter USING (outbox) JOIN inbox i ON i.id = inbox"
	" WHERE start + enclosure.length > kept"
	" OR at > coalesce(length(bytes), 0)",
	"SELECT 'outbox ' || id || ': sent, but no time' FROM outbox"
	" WHERE state = 'sent' AND sent_at IS NULL",
	"SELECT 'ticket ' || code || ': its clock runs, but no run is open'"
	" FROM ticket WHERE " CLOCK_RUNS " AND complete_at IS NOT NULL"
	" AND NOT EXISTS (SELECT 1 FROM run WHERE run.ticket = ticket.id"
	" AND to_at IS NULL)",
	"SELECT 'ticket ' || code || ': its clock stands still, but a run is'"
	" || ' open' FROM ticket JOIN run ON run.ticket = ticket.id"
	" WHERE to_at IS NULL AND (complete_at IS NULL OR NOT (" CLOCK_RUNS
	"))",
	"SELECT 'ticket ' || code || ': runs ' || b.n || ' and ' || a.n ||"
	" ' overlap' FROM run a JOIN run b ON b.ticket = a.ticket"
	" AND b.n = a.n - 1 JOIN ticket ON ticket.id = a.ticket"
	" WHERE a.anew = 0 AND (b.to_at IS NULL OR b.to_at > a.from_at)",
	"SELECT 'pending ' || id || ': unknown state ' || state FROM pending"
	" WHERE state NOT IN ('open', 'done', 'dropped', 'lapsed')",
	"SELECT 'rating of ticket ' || ticket || ': answered, but no time'"
	" FROM rating WHERE score IS NOT NULL AND answered_at IS NULL",
};
const struct sql_set verify_sql = { text, sizeof(text) / sizeof(text[0]) };
#define CHECK_COUNT (sizeof(text) / sizeof(text[0]) - CHECKS)

#define ID(n) SQL_ID(SQL_VERIFY, n)

struct findings {
	struct buf *b;
	int64_t n;
};

__attribute__((format(printf, 2, 3))) static void
found(struct findings *f, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_addv(f->b, fmt, ap);
	va_end(ap);
	buf_addc(f->b, '\n');
	f->n++;
}

static bool
column_is(sqlite3_stmt *st, int i, const unsigned char want[HASH_SIZE])
{
	return sqlite3_column_bytes(st, i) == HASH_SIZE &&
	       memcmp(sqlite3_column_blob(st, i), want, HASH_SIZE) == 0;
}

/* One link of the chain; hash is of the event before and becomes that which
 * the row says, so that one change is one finding. */
static void
check_event(sqlite3_stmt *st, struct arena *a, unsigned char hash[HASH_SIZE],
    struct findings *f)
{
	struct event_row e = {
		.id = sql_col(st, 0),
		.ticket = sql_col(st, 1),
		.at = sql_col(st, 2),
		.actor = sql_col_text(st, 3, a),
		.what = sql_col_text(st, 4, a),
	};
	unsigned char digest[HASH_SIZE];

	if (sqlite3_column_type(st, 5) != SQLITE_NULL) {
		hash_sha256(sqlite3_column_text(st, 5),
		    (size_t)sqlite3_column_bytes(st, 5), digest);
		if (!column_is(st, 6, digest))
			found(f, "event %lld: its detail was changed",
			    (long long)e.id);
	}
	if (sqlite3_column_bytes(st, 6) == HASH_SIZE) {
		memcpy(digest, sqlite3_column_blob(st, 6), HASH_SIZE);
		chain_next(&e, digest, hash);
	}
	if (!column_is(st, 7, hash))
		found(f,
		    "event %lld: the chain is broken here (this row was "
		    "changed, or the one before it)",
		    (long long)e.id);
	if (sqlite3_column_bytes(st, 7) == HASH_SIZE)
		memcpy(hash, sqlite3_column_blob(st, 7), HASH_SIZE);
}

static enum err
check_chain(struct store *s, struct findings *f, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(EVENTS), SQL_NONE);
	unsigned char hash[HASH_SIZE] = { 0 };
	struct arena *a = arena_new();
	int64_t last = 0, ever = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		int64_t id = sql_col(st, 0);

		if (id != last + 1)
			found(f, "event %lld: %lld before it are missing",
			    (long long)id, (long long)(id - last - 1));
		check_event(st, a, hash, f);
		arena_reset(a);
		last = id;
	}
	arena_free(&a);
	if (e == OK)
		e = sql_int(s, ID(EVENT_SEQUENCE), SQL_NONE, &ever, w);
	if (e == OK && ever != last)
		found(f, "event: the last is %lld, there were %lld",
		    (long long)last, (long long)ever);
	return e;
}

/* The bytes of one mail, gathered over the rows of its parts. */
struct bytes {
	int64_t id, kept, seen;
	unsigned char sha256[HASH_SIZE];
	struct hash_stream *hash;
};

static void
bytes_end(struct bytes *m, struct findings *f)
{
	unsigned char sha256[HASH_SIZE];

	if (m->hash == NULL)
		return;
	hash_end(&m->hash, sha256);
	if (m->seen != m->kept)
		found(f, "inbox %lld: %lld bytes kept, %lld are there",
		    (long long)m->id, (long long)m->kept, (long long)m->seen);
	else if (memcmp(sha256, m->sha256, HASH_SIZE) != 0)
		found(
		    f, "inbox %lld: its bytes were changed", (long long)m->id);
}

static enum err
check_bytes(struct store *s, struct findings *f, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(RAW), SQL_NONE);
	struct bytes m = { .id = 0 };
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		if (sql_col(st, 0) != m.id) {
			bytes_end(&m, f);
			m = (struct bytes){ .id = sql_col(st, 0),
				.kept = sql_col(st, 1),
				.hash = hash_begin() };
			if (sqlite3_column_bytes(st, 2) == HASH_SIZE)
				memcpy(m.sha256, sqlite3_column_blob(st, 2),
				    HASH_SIZE);
		}
		m.seen += sqlite3_column_bytes(st, 3);
		hash_add(m.hash, sqlite3_column_blob(st, 3),
		    (size_t)sqlite3_column_bytes(st, 3));
	}
	bytes_end(&m, f);
	return e;
}

enum err
verify_all(struct store *s, struct buf *b, int64_t *n_r, struct why *w)
{
	struct findings f = { .b = b };
	enum err e = OK;
	size_t i;

	for (i = 0; i < CHECK_COUNT && e == OK; i++) {
		sqlite3_stmt *st = sql_bind(s, ID(CHECKS + i), SQL_NONE);
		bool row;

		while ((e = sql_step(s, st, &row, w)) == OK && row)
			found(
			    &f, "%s", (const char *)sqlite3_column_text(st, 0));
	}
	if (e == OK)
		e = check_chain(s, &f, w);
	if (e == OK)
		e = check_bytes(s, &f, w);
	*n_r = f.n;
	return e;
}
