/*
 * Past answers and catalogue entries by their words. It must never know who
 * may see which.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "store/search.h"
#include "store/sql.h"

enum { ADD, WITH, LISTED, FIRST, LAST, GET, CLEAR, DROP, TIDY };

static const char *const text[] = {
	[ADD] = "INSERT INTO entry(rowid, title, body, source, ticket, at)"
		" VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
	[WITH] = "SELECT rowid FROM entry WHERE entry MATCH ?1"
		 " AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC LIMIT ?4",
	[LISTED] = "SELECT rowid FROM entry WHERE entry MATCH ?1"
		   " AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid LIMIT ?4",
	[FIRST] = "SELECT rowid FROM entry WHERE rowid BETWEEN ?1 AND ?2"
		  " ORDER BY rowid LIMIT 1",
	[LAST] = "SELECT rowid FROM entry WHERE rowid BETWEEN ?1 AND ?2"
		 " ORDER BY rowid DESC LIMIT 1",
	[GET] = "SELECT rowid, source, ticket, title, body, at FROM entry"
		" WHERE rowid = ?1",
	[CLEAR] = "DELETE FROM entry WHERE source = ?1",
	[DROP] = "DELETE FROM entry WHERE source = 'answer' AND ticket = ?1"
		 " AND at = ?2",
	[TIDY] = "INSERT INTO entry(entry) VALUES('optimize')",
};
const struct sql_set search_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_SEARCH, n)

/*
 * bm25() counts all rows of each word: after some years, milliseconds for each
 * word of each mail. Here a word costs the same however many rows have it: its
 * newest ones are looked at, and how dense they lie tells how common it is.
 */
#define WORDS_MAX 16
#define ROWS_MAX 50
#define MORE 4        /* times as many are looked at more closely */
#define WORD_BYTES 60 /* longer is no word */
#define CATALOGUE "catalogue"
#define TITLE 0.7 /* a word of the title says so much of its weight more */

struct search {
	struct store *s;
	struct why *w;
	int64_t lo, hi; /* rows of the source */
	bool listed;    /* the catalogue: from its other end */
	int64_t span;   /* how many they are, at most; 0: none */
	struct hit {
		int64_t row;
		double score;
	} * v;
	size_t n;
	struct word {
		const char *s;
		double weight;
	} words[WORDS_MAX];
	size_t nwords;
};

/* The catalogue has the rows below 0: it need not be looked for among all that
 * was ever answered. */
static void
rows_of(const char *source, struct search *q)
{
	q->listed = strcmp(source, CATALOGUE) == 0;
	q->lo = q->listed || *source == '\0' ? INT64_MIN : 0;
	q->hi = q->listed ? -1 : INT64_MAX;
}

static enum err
measure(struct search *q)
{
	struct sql_args range = SQL_ARGS(SQL_N(q->lo), SQL_N(q->hi));
	int64_t first = 0, last = 0;
	bool any = false;
	enum err e = sql_any(q->s, ID(FIRST), range, &any, q->w);

	if (e != OK || !any)
		return e;
	e = sql_int(q->s, ID(FIRST), range, &first, q->w);
	if (e == OK)
		e = sql_int(q->s, ID(LAST), range, &last, q->w);
	q->hi = last < q->hi ? last : q->hi;
	q->span = last - first + 1;
	return e;
}

/* Adds the newest rows with that word. FTS5's query language is for nobody: it
 * becomes a quoted string. */
static enum err
add_word(struct search *q, struct arena *a, struct word *word)
{
	sqlite3_stmt *st = sql_bind(q->s, q->listed ? ID(LISTED) : ID(WITH),
	    SQL_ARGS(SQL_S(arena_printf(a, "\"%s\"", word->s)), SQL_N(q->lo),
		SQL_N(q->hi), SQL_N(ROWS_MAX)));
	struct hit *v = q->v + q->n;
	size_t n = 0, i;
	double df;
	enum err e;
	bool row;

	while ((e = sql_step(q->s, st, &row, q->w)) == OK && row)
		v[n++].row = sql_col(st, 0);
	df = (double)n;
	if (n == ROWS_MAX)
		df *= (double)q->span /
		      (double)(llabs(v[n - 1].row - v[0].row) + 1);
	word->weight = log(1 + ((double)q->span - df + 0.5) / (df + 0.5));
	for (i = 0; i < n; i++)
		v[i].score = word->weight;
	q->n += n;
	return e;
}

/* Also the general punctuation of Unicode, U+2000 to U+206F, parts words. */
static size_t
word_len(const char *s)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	size_t n = 0;

	while ((s[n] & 0x80) ? strncmp(s + n, "\xe2\x80", 2) != 0 &&
				   strncmp(s + n, "\xe2\x81", 2) != 0
			     : s[n] != '\0' && strchr(letters, s[n]) != NULL)
		n++;
	return n;
}

static size_t
gap_len(const char *s)
{
	size_t n = 0;

	while (s[n] != '\0' && word_len(s + n) == 0)
		n += (s[n] & 0x80) && s[n + 1] != '\0' && s[n + 2] != '\0' ? 3
									   : 1;
	return n;
}

static enum err
add_words(struct search *q, struct arena *a, const char *s)
{
	struct word *word = q->words;
	size_t len, i;
	enum err e = OK;

	for (; e == OK && q->nwords < WORDS_MAX && *(s += gap_len(s)) != '\0';
	     s += len) {
		if ((len = word_len(s)) > WORD_BYTES)
			continue;
		word->s = arena_strn(a, s, len);
		for (i = 0; i < q->nwords; i++)
			if (text_ieq(q->words[i].s, word->s))
				break;
		if (i < q->nwords)
			continue;
		e = add_word(q, a, word);
		word = &q->words[++q->nwords];
	}
	return e;
}

static int
by_row(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	return x->row < y->row ? -1 : x->row > y->row;
}

/* The best first; of two that are alike, the newer. */
static int
by_score(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	return x->score > y->score   ? -1
	       : x->score < y->score ? 1
				     : by_row(b, a);
}

/* One hit for each row, and no more than n. */
static void
best(struct search *q, size_t n)
{
	size_t i, k = 0;

	qsort(q->v, q->n, sizeof(*q->v), by_row);
	for (i = 0; i < q->n; i++)
		if (k > 0 && q->v[k - 1].row == q->v[i].row)
			q->v[k - 1].score += q->v[i].score;
		else
			q->v[k++] = q->v[i];
	qsort(q->v, k, sizeof(*q->v), by_score);
	q->n = k < n ? k : n;
}

static enum err
get(struct store *s, struct arena *a, int64_t row, struct entry *r,
    struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(GET), SQL_ARGS(SQL_N(row)));
	enum err e;
	bool found;

	if ((e = sql_step(s, st, &found, w)) != OK || !found)
		return e;
	*r = (struct entry){
		.id = sql_col(st, 0),
		.source = sql_col_text(st, 1, a),
		.ticket = sql_col(st, 2),
		.title = sql_col_text(st, 3, a),
		.body = sql_col_text(st, 4, a),
		.at = sql_col(st, 5),
	};
	sql_end(st);
	return OK;
}

static enum err
look_at_titles(struct search *q, struct arena *a)
{
	struct entry x;
	size_t i, k;
	enum err e = OK;

	for (i = 0; e == OK && i < q->n; i++) {
		e = get(q->s, a, q->v[i].row, &x, q->w);
		for (k = 0; e == OK && k < q->nwords; k++)
			if (text_istr(x.title, q->words[k].s) != NULL)
				q->v[i].score += TITLE * q->words[k].weight;
	}
	return e;
}

enum err
entry_find(struct store *s, struct arena *a, const struct entry_ask *ask,
    struct entries *r, struct why *w)
{
	struct search q = { .s = s, .w = w };
	struct entry *v = arena_array(a, ask->limit, sizeof(*v));
	size_t i;
	enum err e;

	*r = (struct entries){ v, 0 };
	q.v = arena_array(a, (size_t)WORDS_MAX * ROWS_MAX, sizeof(*q.v));
	rows_of(ask->source, &q);
	if ((e = measure(&q)) != OK || q.span == 0 ||
	    (e = add_words(&q, a, ask->words)) != OK)
		return e;
	best(&q, MORE * ask->limit);
	if ((e = look_at_titles(&q, a)) != OK)
		return e;
	best(&q, ask->limit);
	for (i = 0; e == OK && i < q.n; i++)
		e = get(s, a, q.v[i].row, &v[i], w);
	r->n = e == OK ? q.n : 0;
	return e;
}

enum err
entry_add(struct store *s, const struct entry *x, struct why *w)
{
	int64_t row = 0;
	enum err e = OK;

	if (strcmp(x->source, CATALOGUE) == 0) {
		e = sql_int(s, ID(FIRST), SQL_ARGS(SQL_N(INT64_MIN), SQL_N(-1)),
		    &row, w);
		row--;
	}
	if (e != OK)
		return e;
	return sql_run(s, ID(ADD),
	    SQL_ARGS(SQL_ROW(row), SQL_S(x->title), SQL_S(x->body),
		SQL_S(x->source), SQL_N(x->ticket), SQL_N(x->at)),
	    w);
}

enum err
entry_clear(struct store *s, const char *source, struct why *w)
{
	return sql_run(s, ID(CLEAR), SQL_ARGS(SQL_S(source)), w);
}

enum err
entry_drop(struct store *s, int64_t ticket, int64_t at, struct why *w)
{
	return sql_run(s, ID(DROP), SQL_ARGS(SQL_N(ticket), SQL_N(at)), w);
}

enum err
entry_tidy(struct store *s, struct why *w)
{
	return sql_run(s, ID(TIDY), SQL_NONE, w);
}
