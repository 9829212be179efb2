/*
 * Past answers and catalogue entries by their words. It must never know who
 * may see which.
 */
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "store/search.h"
#include "store/sql.h"

enum { ADD, FIND, CLEAR, DROP };

static const char *const text[] = {
	[ADD] = "INSERT INTO entry(title, body, source, ticket, at)"
		" VALUES(?1, ?2, ?3, ?4, ?5)",
	/* a word of the title says four times as much */
	[FIND] = "SELECT rowid, source, ticket, title, body, at FROM entry"
		 " WHERE entry MATCH ?1 AND (?2 = '' OR source = ?2)"
		 " ORDER BY bm25(entry, 4.0, 1.0) LIMIT ?3",
	[CLEAR] = "DELETE FROM entry WHERE source = ?1",
	[DROP] = "DELETE FROM entry WHERE source = 'answer' AND ticket = ?1"
		 " AND at = ?2",
};
const struct sql_set search_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_SEARCH, n)

/* FTS5's query language is for nobody: each word becomes a quoted string, and
 * one of them is enough. */
#define WORDS_MAX 100

static bool
quote_words(const char *words, struct buf *b)
{
	int n;

	for (n = 0; n < WORDS_MAX; n++) {
		size_t len;

		words += strspn(words, " \t\r\n\"*^():{}+-,;.!?/<>[]&|");
		if ((len = strcspn(words, " \t\r\n\"*^():{}+-,;.!?/<>[]&|")) ==
		    0)
			break;
		buf_adds(b, n > 0 ? " OR \"" : "\"");
		buf_add(b, words, len);
		buf_addc(b, '"');
		words += len;
	}
	return n > 0 && !b->over;
}

enum err
entry_add(struct store *s, const struct entry *e, struct why *w)
{
	return sql_run(s, ID(ADD),
	    SQL_ARGS(SQL_S(e->title), SQL_S(e->body), SQL_S(e->source),
		SQL_N(e->ticket), SQL_N(e->at)),
	    w);
}

enum err
entry_clear(struct store *s, const char *source, struct why *w)
{
	return sql_run(s, ID(CLEAR), SQL_ARGS(SQL_S(source)), w);
}

static enum err
find(struct store *s, struct arena *a, sqlite3_stmt *st, struct entries *r,
    struct why *w)
{
	struct entry *v = NULL;
	size_t n = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		v = sql_more(a, v, n, sizeof(*v));
		v[n++] = (struct entry){
			.id = sql_col(st, 0),
			.source = sql_col_text(st, 1, a),
			.ticket = sql_col(st, 2),
			.title = sql_col_text(st, 3, a),
			.body = sql_col_text(st, 4, a),
			.at = sql_col(st, 5),
		};
	}
	*r = (struct entries){ v, n };
	return e;
}

enum err
entry_find(struct store *s, struct arena *a, const struct entry_ask *q,
    struct entries *r, struct why *w)
{
	struct buf match;
	enum err e = OK;

	*r = (struct entries){ NULL, 0 };
	buf_init(&match, 8192);
	if (quote_words(q->words, &match))
		e = find(s, a,
		    sql_bind(s, ID(FIND),
			SQL_ARGS(SQL_S(match.s), SQL_S(q->source),
			    SQL_N((int64_t)q->limit))),
		    r, w);
	buf_free(&match);
	return e;
}

enum err
entry_drop(struct store *s, int64_t ticket, int64_t at, struct why *w)
{
	return sql_run(s, ID(DROP), SQL_ARGS(SQL_N(ticket), SQL_N(at)), w);
}
