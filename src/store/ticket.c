/*
 * Rows of tickets: made, read, listed, and changed column by column. It must
 * never know which change of state is right.
 */
#include <stdio.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "store/cases.h"
#include "store/schema.h"
#include "store/sql.h"

enum {
	NEXT_NUMBER,
	ADD,
	GET,
	BY_CODE,
	MERGED_INTO,
	SET_STATE,
	SET_CLOCK,
	SET_KIND,
	SET_REQUESTER,
	SET_OFFICER,
	SET_SECRET,
	SET_MISSING,
	SET_LAST,
	MERGE,
	MERGE_PARTS,
	LISTS
};

#define COLUMNS \
	"SELECT id, code, kind, topic, state, requester, name, channel," \
	" officer, secret, supervisory, subject, subject_key, language," \
	" score, inbox, opened_at, complete_at, due_at, due_unlisted," \
	" first_due_at, paused_at, left_seconds, answered_at, closed_at," \
	" last_at, resolution, merged_into, version, service, external," \
	" external_due, missing FROM ticket "
/* Every list takes ?1 moment, ?2 who, ?3 after, ?4 limit. */
#define ALL_FOUR " AND ?1 IS ?1 AND ?2 IS ?2 AND ?3 IS ?3 "

static const char *const text[] = {
	[NEXT_NUMBER] = "INSERT INTO counter(name, n) VALUES(?1, 1)"
			" ON CONFLICT(name) DO UPDATE SET n = n + 1"
			" RETURNING n",
	[ADD] = "INSERT INTO ticket(code, kind, topic, state, requester,"
		" name, channel, officer, secret, supervisory, subject,"
		" subject_key, language, score, inbox, opened_at,"
		" complete_at, due_at, due_unlisted, first_due_at,"
		" paused_at, left_seconds, answered_at, closed_at,"
		" last_at, resolution, service, external, external_due,"
		" missing, version)"
		" VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
		" ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,"
		" ?25, ?26, ?27, ?28, ?29, ?30, 1)",
	[GET] = COLUMNS "WHERE id = ?1",
	[BY_CODE] = COLUMNS "WHERE code = ?1",
	[MERGED_INTO] = "SELECT merged_into FROM ticket WHERE id = ?1",
	[SET_STATE] = "UPDATE ticket SET state = ?3, answered_at = ?4,"
		      " closed_at = ?5, resolution = ?6, last_at = ?7,"
		      " version = version + 1 WHERE id = ?1 AND version = ?2",
	[SET_CLOCK] = "UPDATE ticket SET complete_at = ?2, due_at = ?3,"
		      " due_unlisted = ?4, first_due_at = ?5, paused_at = ?6,"
		      " left_seconds = ?7 WHERE id = ?1",
	[SET_KIND] = "UPDATE ticket SET kind = ?2, topic = ?3,"
		     " supervisory = ?4, score = ?5, service = ?6"
		     " WHERE id = ?1",
	[SET_REQUESTER] = "UPDATE ticket SET requester = ?2, name = ?3,"
			  " language = ?4 WHERE id = ?1",
	[SET_OFFICER] = "UPDATE ticket SET officer = ?2 WHERE id = ?1",
	[SET_SECRET] = "UPDATE ticket SET secret = ?2 WHERE id = ?1",
	[SET_MISSING] = "UPDATE ticket SET missing = ?2 WHERE id = ?1",
	[SET_LAST] = "UPDATE ticket SET last_at = max(last_at, ?2)"
		     " WHERE id = ?1",
	[MERGE] = "UPDATE ticket SET merged_into = ?2 WHERE id = ?1",
	[MERGE_PARTS] = "INSERT INTO part(ticket, address, name, role, how,"
			" at) SELECT ?2, address, name, CASE role WHEN"
			" 'officer' THEN role ELSE 'third' END, 'merged', at"
			" FROM part WHERE ticket = ?1"
			" ORDER BY id"
			" ON CONFLICT(ticket, address) DO NOTHING",
	[LISTS + LIST_ALL] = COLUMNS "WHERE id > ?3" ALL_FOUR
				     "ORDER BY id LIMIT ?4",
	[LISTS + LIST_OPEN] = COLUMNS "WHERE closed_at IS NULL"
				      " AND id > ?3" ALL_FOUR
				      "ORDER BY id LIMIT ?4",
	[LISTS + LIST_DUE] = COLUMNS "WHERE " CLOCK_RUNS
				     " AND due_at < ?1" ALL_FOUR
				     "ORDER BY due_at LIMIT ?4",
	[LISTS + LIST_FIRST_DUE] = COLUMNS "WHERE " CLOCK_RUNS
					   " AND first_due_at < ?1" ALL_FOUR
					   "ORDER BY first_due_at LIMIT ?4",
	[LISTS + LIST_WAITING] = COLUMNS
	"WHERE state = 'menunggu'"
	" AND coalesce(paused_at, opened_at) < ?1" ALL_FOUR
	"ORDER BY coalesce(paused_at, opened_at) LIMIT ?4",
	[LISTS + LIST_OFFICER] = COLUMNS "WHERE closed_at IS NULL"
					 " AND officer = ?2" ALL_FOUR
					 "ORDER BY id LIMIT ?4",
	[LISTS + LIST_REQUESTER] = COLUMNS "WHERE requester = ?2" ALL_FOUR
					   "ORDER BY id DESC LIMIT ?4",
	[LISTS + LIST_CLOSED] = COLUMNS "WHERE closed_at IS NOT NULL"
					" AND closed_at >= ?1" ALL_FOUR
					"ORDER BY closed_at LIMIT ?4",
	/* few are so young: sorting them costs less than walking by id */
	[LISTS + LIST_FAREWELL] = COLUMNS
	"INDEXED BY ticket_closed WHERE closed_at IS NOT NULL"
	" AND closed_at >= ?1 AND state = 'selesai'"
	" AND NOT EXISTS(SELECT 1 FROM told"
	" WHERE told.ticket = id AND key = 'closed')"
	" AND id > ?3" ALL_FOUR "ORDER BY id LIMIT ?4",
};
const struct sql_set ticket_sql = { text, sizeof(text) / sizeof(text[0]) };
_Static_assert(sizeof(text) / sizeof(text[0]) == LISTS + LIST_COUNT,
    "each list has its statement");

#define ID(n) SQL_ID(SQL_TICKET, n)

#define MISSING_MAX 4000

/* Words are kept in one column, parted by a space. */
static enum err
words_join(struct strs words, struct buf *b, struct why *w)
{
	size_t i;

	for (i = 0; i < words.n; i++) {
		if (*words.v[i] == '\0' || strchr(words.v[i], ' ') != NULL)
			return why_set(
			    w, ERR_ITEM, "not a word: \"%s\"", words.v[i]);
		buf_addf(b, "%s%s", i > 0 ? " " : "", words.v[i]);
	}
	return b->over ? why_set(w, ERR_ITEM, "too many words") : OK;
}

static struct strs
words_split(struct arena *a, const char *s)
{
	const char **v = NULL;
	size_t n = 0;

	while (*s != '\0') {
		size_t len = strcspn(s, " ");

		v = sql_more(a, v, n, sizeof(*v));
		v[n++] = arena_strn(a, s, len);
		s += len + (s[len] == ' ');
	}
	return (struct strs){ v, n };
}

static enum err
read_words(
    sqlite3_stmt *st, struct arena *a, struct ticket_row *t, struct why *w)
{
	const char *kind = sql_col_text(st, 2, a);
	const char *topic = sql_col_text(st, 3, a);
	const char *state = sql_col_text(st, 4, a);

	if (!kind_parse(kind, &t->kind) || !topic_parse(topic, &t->topic) ||
	    !state_parse(state, &t->state))
		return why_set(w, ERR_STOP,
		    "ticket %s: unknown kind, topic or state: %s %s %s",
		    t->code, kind, topic, state);
	return OK;
}

static enum err
read_row(sqlite3_stmt *st, struct arena *a, struct ticket_row *t, struct why *w)
{
	*t = (struct ticket_row){
		.id = sql_col(st, 0),
		.code = sql_col_text(st, 1, a),
		.requester = sql_col_text(st, 5, a),
		.name = sql_col_text(st, 6, a),
		.channel = sql_col_text(st, 7, a),
		.officer = sql_col_text(st, 8, a),
		.secret = sql_col_bool(st, 9),
		.supervisory = sql_col_bool(st, 10),
		.subject = sql_col_text(st, 11, a),
		.subject_key = sql_col_text(st, 12, a),
		.language = sql_col_text(st, 13, a),
		.score = sqlite3_column_double(st, 14),
		.inbox = sql_col(st, 15),
		.opened_at = sql_col(st, 16),
		.complete_at = sql_col_time(st, 17),
		.due_at = sql_col_time(st, 18),
		.due_unlisted = sql_col_bool(st, 19),
		.first_due_at = sql_col_time(st, 20),
		.paused_at = sql_col_time(st, 21),
		.left_seconds = sql_col(st, 22),
		.answered_at = sql_col_time(st, 23),
		.closed_at = sql_col_time(st, 24),
		.last_at = sql_col(st, 25),
		.resolution = sql_col_text(st, 26, a),
		.merged_into = sql_col(st, 27),
		.version = (int)sql_col(st, 28),
		.service = sql_col_text(st, 29, a),
		.external = sql_col_text(st, 30, a),
		.external_due = sql_col_time(st, 31),
		.missing = words_split(a, sql_col_text(st, 32, a)),
	};
	return read_words(st, a, t, w);
}

static enum err
read_rows(struct store *s, sqlite3_stmt *st, struct arena *a,
    struct ticket_rows *r, struct why *w)
{
	struct ticket_row *v = NULL;
	size_t n = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		v = sql_more(a, v, n, sizeof(*v));
		if ((e = read_row(st, a, &v[n++], w)) != OK)
			break;
	}
	sql_end(st);
	*r = (struct ticket_rows){ v, n };
	return e;
}

static enum err
read_one(struct store *s, sqlite3_stmt *st, struct arena *a,
    struct ticket_row *t_r, struct why *w)
{
	struct ticket_rows rows;
	enum err e = read_rows(s, st, a, &rows, w);

	*t_r = (struct ticket_row){ .id = 0 };
	if (e == OK && rows.n > 0)
		*t_r = rows.v[0];
	return e;
}

enum err
ticket_get(struct store *s, struct arena *a, int64_t id, struct ticket_row *t_r,
    struct why *w)
{
	return read_one(
	    s, sql_bind(s, ID(GET), SQL_ARGS(SQL_N(id))), a, t_r, w);
}

enum err
ticket_by_code(struct store *s, struct arena *a, const char *code,
    struct ticket_row *t_r, struct why *w)
{
	return read_one(
	    s, sql_bind(s, ID(BY_CODE), SQL_ARGS(SQL_S(code))), a, t_r, w);
}

enum err
tickets(struct store *s, struct arena *a, const struct ticket_ask *q,
    struct ticket_rows *rows_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(LISTS + q->list),
	    SQL_ARGS(SQL_N(q->at), SQL_S(q->who), SQL_N(q->page.after),
		SQL_N((int64_t)q->page.limit)));

	return read_rows(s, st, a, rows_r, w);
}

static enum err
next_code(struct store *s, const struct ticket_codes *codes, int64_t at,
    char code_r[CODE_TEXT], struct why *w)
{
	char month[CODE_TEXT];
	struct tod t;
	int64_t n;
	enum err e;

	tod_split(at, codes->offset, &t);
	snprintf(month, sizeof(month), "%s-%02d%02d", codes->prefix,
	    t.year % 100, t.month);
	e = sql_int(s, ID(NEXT_NUMBER), SQL_ARGS(SQL_S(month)), &n, w);
	if (e == OK)
		token_code(codes->prefix, t.year, t.month, (int)n, code_r);
	return e;
}

static enum err
insert_row(struct store *s, const struct ticket_row *t, const char *missing,
    struct why *w)
{
	return sql_run(s, ID(ADD),
	    SQL_ARGS(SQL_S(t->code), SQL_S(kind_word(t->kind)),
		SQL_S(topic_word(t->topic)), SQL_S(state_word(t->state)),
		SQL_S(t->requester), SQL_S(t->name), SQL_S(t->channel),
		SQL_S(t->officer), SQL_N(t->secret), SQL_N(t->supervisory),
		SQL_S(t->subject), SQL_S(t->subject_key), SQL_S(t->language),
		SQL_D(t->score), SQL_ROW(t->inbox), SQL_N(t->opened_at),
		SQL_T(t->complete_at), SQL_T(t->due_at), SQL_N(t->due_unlisted),
		SQL_T(t->first_due_at), SQL_T(t->paused_at),
		SQL_N(t->left_seconds), SQL_T(t->answered_at),
		SQL_T(t->closed_at), SQL_N(t->last_at), SQL_S(t->resolution),
		SQL_S(t->service), SQL_S(t->external), SQL_T(t->external_due),
		SQL_S(missing)),
	    w);
}

static enum err
insert(struct store *s, const struct ticket_row *t, struct why *w)
{
	struct buf b;
	enum err e;

	buf_init(&b, MISSING_MAX);
	if ((e = words_join(t->missing, &b, w)) == OK)
		e = insert_row(s, t, b.s, w);
	buf_free(&b);
	return e;
}

bool
ticket_is_hidden(const struct ticket_row *t)
{
	return t->secret || t->supervisory || t->kind == KIND_PENGADUAN;
}

const char *
ticket_shown(const struct ticket_row *t, const char *words)
{
	return ticket_is_hidden(t) ? "(dirahasiakan)" : words;
}

bool
ticket_clock_runs(const struct ticket_row *t)
{
	return t->closed_at == TOD_NONE && t->answered_at == TOD_NONE &&
	       t->paused_at == TOD_NONE;
}

enum err
ticket_add(struct store *s, struct arena *a, const struct ticket_codes *codes,
    struct ticket_row *t, struct why *w)
{
	char code[CODE_TEXT];
	enum err e = sql_need_tx(s, w);

	if (e == OK)
		e = next_code(s, codes, t->opened_at, code, w);
	if (e != OK)
		return e;
	t->code = arena_str(a, code);
	t->version = 1;
	if ((e = insert(s, t, w)) != OK)
		return e;
	t->id = sqlite3_last_insert_rowid(s->db);
	if (t->requester == NULL || t->requester[0] == '\0')
		return OK; /* a visitor without an address */
	return ticket_part_add(s,
	    &(struct part_row){ t->id, t->requester, t->name, "requester",
		"wrote", t->opened_at },
	    w);
}

enum err
ticket_final(struct store *s, int64_t id, int64_t *final_r, struct why *w)
{
	int64_t next = id;
	enum err e;
	int hops;

	*final_r = id;
	for (hops = 0; hops < 100; hops++) {
		e = sql_int(
		    s, ID(MERGED_INTO), SQL_ARGS(SQL_N(next)), &next, w);
		if (e != OK || next == 0)
			return e;
		*final_r = next;
	}
	return why_set(
	    w, ERR_ITEM, "ticket %lld: merged in a circle", (long long)id);
}

/* For updates that must meet exactly one ticket. */
static enum err
set(struct store *s, int id, struct sql_args args, struct why *w)
{
	enum err e = sql_need_tx(s, w);

	if (e == OK)
		e = sql_run(s, id, args, w);
	if (e == OK && !sql_changed(s))
		return why_set(w, ERR_ITEM,
		    "ticket %lld: not there, or changed meanwhile",
		    (long long)args.v[0].n);
	return e;
}

enum err
ticket_set_state(struct store *s, struct ticket_row *t, struct why *w)
{
	enum err e = set(s, ID(SET_STATE),
	    SQL_ARGS(SQL_N(t->id), SQL_N(t->version),
		SQL_S(state_word(t->state)), SQL_T(t->answered_at),
		SQL_T(t->closed_at), SQL_S(t->resolution), SQL_N(t->last_at)),
	    w);

	if (e == OK)
		t->version++;
	return e;
}

enum err
ticket_set_clock(struct store *s, const struct ticket_row *t, struct why *w)
{
	return set(s, ID(SET_CLOCK),
	    SQL_ARGS(SQL_N(t->id), SQL_T(t->complete_at), SQL_T(t->due_at),
		SQL_N(t->due_unlisted), SQL_T(t->first_due_at),
		SQL_T(t->paused_at), SQL_N(t->left_seconds)),
	    w);
}

enum err
ticket_set_kind(struct store *s, const struct ticket_row *t, struct why *w)
{
	return set(s, ID(SET_KIND),
	    SQL_ARGS(SQL_N(t->id), SQL_S(kind_word(t->kind)),
		SQL_S(topic_word(t->topic)), SQL_N(t->supervisory),
		SQL_D(t->score), SQL_S(t->service)),
	    w);
}

enum err
ticket_set_requester(struct store *s, const struct ticket_row *t, struct why *w)
{
	return set(s, ID(SET_REQUESTER),
	    SQL_ARGS(SQL_N(t->id), SQL_S(t->requester), SQL_S(t->name),
		SQL_S(t->language)),
	    w);
}

enum err
ticket_set_officer(
    struct store *s, int64_t id, const char *officer, struct why *w)
{
	return set(s, ID(SET_OFFICER), SQL_ARGS(SQL_N(id), SQL_S(officer)), w);
}

enum err
ticket_set_secret(struct store *s, int64_t id, bool secret, struct why *w)
{
	return set(s, ID(SET_SECRET), SQL_ARGS(SQL_N(id), SQL_N(secret)), w);
}

enum err
ticket_set_missing(
    struct store *s, int64_t id, struct strs missing, struct why *w)
{
	struct buf b;
	enum err e;

	buf_init(&b, MISSING_MAX);
	if ((e = words_join(missing, &b, w)) == OK)
		e = set(s, ID(SET_MISSING), SQL_ARGS(SQL_N(id), SQL_S(b.s)), w);
	buf_free(&b);
	return e;
}

enum err
ticket_set_last(struct store *s, int64_t id, int64_t at, struct why *w)
{
	return set(s, ID(SET_LAST), SQL_ARGS(SQL_N(id), SQL_N(at)), w);
}

enum err
ticket_merge(struct store *s, int64_t id, int64_t into, struct why *w)
{
	int64_t final;
	enum err e = ticket_final(s, into, &final, w);

	if (e == OK && final == id)
		return why_set(w, ERR_ITEM,
		    "ticket %lld: cannot be merged into itself", (long long)id);
	if (e == OK)
		e = set(s, ID(MERGE), SQL_ARGS(SQL_N(id), SQL_N(into)), w);
	if (e == OK)
		e = sql_run(
		    s, ID(MERGE_PARTS), SQL_ARGS(SQL_N(id), SQL_N(final)), w);
	return e;
}
