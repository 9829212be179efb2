/*
 * Outgoing mails on their way. It must never know how they are sent.
 */
#include <string.h>

#include "base/banned.h"
#include "store/outbox.h"
#include "store/sql.h"

enum {
	RESERVE,
	ADD,
	ADD_LETTER,
	ADD_FILE,
	HAS,
	NEXT,
	DUE,
	GET,
	OF_TICKET,
	IN_STATE,
	LETTER,
	FILES,
	SENDING,
	UNSENT,
	RECOVER,
	RESULT,
	REQUEUE,
	RECALL,
	FACTS,
	IS_OWN,
	SPENT_ADDRESS,
	SPENT_DOMAIN,
	SPENT_ALL,
	RECENT
};

#define COLUMNS \
	"SELECT id, ticket, role, address, dedup, message_id, template," \
	" automatic, envelope_from, recipients, held_until, state," \
	" attempts, next_try, code, reply, created_at, sent_at FROM outbox "

static const char *const text[] = {
	[RESERVE] = "SELECT seq + 1 FROM sqlite_sequence"
		    " WHERE name = 'outbox'",
	[ADD] = "INSERT INTO outbox(id, ticket, role, address, domain, dedup,"
		" message_id, template, automatic, envelope_from,"
		" recipients, held_until, state, attempts, next_try, code,"
		" reply, created_at) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
		" ?9, ?10, ?11, ?12, 'queued', 0, ?13, 0, '', ?14)"
		" ON CONFLICT(dedup) DO NOTHING",
	[ADD_LETTER] = "INSERT INTO letter(outbox, bytes) VALUES(?1, ?2)",
	[ADD_FILE] =
	    "INSERT INTO enclosure(outbox, n, at, inbox, start, length,"
	    " encoding, size, name)"
	    " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[HAS] = "SELECT 1 FROM outbox WHERE dedup = ?1",
	[NEXT] = "SELECT next_try FROM outbox WHERE state = 'queued'"
		 " ORDER BY next_try LIMIT 1",
	[DUE] = COLUMNS "WHERE state = 'queued' AND next_try <= ?1"
			" ORDER BY next_try, id LIMIT ?2",
	[GET] = COLUMNS "WHERE id = ?1",
	[OF_TICKET] = COLUMNS "WHERE ticket = ?1 ORDER BY id",
	[IN_STATE] = COLUMNS "WHERE state = ?1 AND id > ?2"
			     " ORDER BY id LIMIT ?3",
	[LETTER] = "SELECT bytes FROM letter WHERE outbox = ?1",
	[FILES] = "SELECT at, inbox, start, length, encoding, size, name"
		  " FROM enclosure WHERE outbox = ?1 ORDER BY n",
	[SENDING] = "UPDATE outbox SET state = 'sending',"
		    " attempts = attempts + 1"
		    " WHERE id = ?1 AND state = 'queued'",
	[UNSENT] = "UPDATE outbox SET state = 'queued', attempts ="
		   " attempts - 1 WHERE id = ?1 AND state = 'sending'",
	[RECOVER] = "UPDATE outbox SET state = 'uncertain', reply ="
		    " 'the program ended while it was being sent',"
		    " next_try = ?1 WHERE state = 'sending'",
	[RESULT] = "UPDATE outbox SET state = ?2, code = ?3, reply = ?4,"
		   " sent_at = ?5, next_try = ?6"
		   " WHERE id = ?1 AND state = 'sending'",
	[REQUEUE] = "UPDATE outbox SET state = 'queued', next_try = ?2"
		    " WHERE id = ?1 AND attempts > 0"
		    " AND state IN ('failed', 'uncertain')",
	[RECALL] = "UPDATE outbox SET state = 'failed', reply = ?3,"
		   " next_try = ?2 WHERE id = ?1 AND state = 'queued'"
		   " AND attempts = 0 AND held_until IS NOT NULL",
	[FACTS] = "SELECT id, ticket, role, address FROM outbox WHERE id = ?1",
	[IS_OWN] = "SELECT 1 FROM outbox WHERE message_id = ?1",
	[SPENT_ADDRESS] = "SELECT count(*) FROM (SELECT 1 FROM outbox"
			  " WHERE automatic = 1 AND domain = ?3"
			  " AND created_at >= ?1 AND (address = ?4"
			  " OR lower(substr(address, 1, length(?5)))"
			  " = lower(?5)) LIMIT ?2)",
	[SPENT_DOMAIN] = "SELECT count(*) FROM (SELECT 1 FROM outbox"
			 " WHERE automatic = 1 AND domain = ?3"
			 " AND created_at >= ?1 LIMIT ?2)",
	[SPENT_ALL] = "SELECT count(*) FROM (SELECT 1 FROM outbox"
		      " WHERE automatic = 1 AND created_at >= ?1 LIMIT ?2)",
	[RECENT] = "SELECT ticket FROM outbox WHERE automatic = 1"
		   " AND domain = ?1 AND created_at >= ?2"
		   " AND ticket IS NOT NULL AND address <> ?3"
		   " ORDER BY created_at DESC LIMIT ?4",
};
const struct sql_set outbox_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_OUTBOX, n)

#define OUTBOX_WORD(id, word) [id] = word,
static const char *const words[] = { OUTBOX_STATES(OUTBOX_WORD) };

const char *
outbox_state_word(enum outbox_state s)
{
	return words[s];
}

static enum outbox_state
state_of(const char *word)
{
	int s = 0;

	while (s < OUTBOX_COUNT && strcmp(words[s], word) != 0)
		s++;
	return (enum outbox_state)s;
}

static const char *const encodings[] = {
	[ENC_IDENTITY] = "identity",
	[ENC_QP] = "quoted-printable",
	[ENC_BASE64] = "base64",
	[ENC_UU] = "uuencode",
	[ENC_YENC] = "yenc",
};
#define ENCODING_COUNT (sizeof(encodings) / sizeof(encodings[0]))

/* Envelope recipients are kept one a line. */
static enum err
join(struct strs recipients, struct buf *b, struct why *w)
{
	size_t i;

	for (i = 0; i < recipients.n; i++) {
		if (strpbrk(recipients.v[i], "\r\n") != NULL)
			return why_set(w, ERR_ITEM,
			    "recipient with a line end: %s", recipients.v[i]);
		if (i > 0)
			buf_addc(b, '\n');
		buf_adds(b, recipients.v[i]);
	}
	if (b->over || b->len == 0)
		return why_set(w, ERR_ITEM, "no recipient, or too many");
	return OK;
}

static struct strs
split(struct arena *a, const char *lines)
{
	const char **v = NULL;
	size_t n = 0;

	while (*lines != '\0') {
		size_t len = strcspn(lines, "\n");

		v = sql_more(a, v, n, sizeof(*v));
		v[n++] = arena_strn(a, lines, len);
		lines += len + (lines[len] == '\n');
	}
	return (struct strs){ v, n };
}

static enum err
read_row(sqlite3_stmt *st, struct arena *a, struct outbox_row *r, struct why *w)
{
	*r = (struct outbox_row){
		.id = sql_col(st, 0),
		.ticket = sql_col(st, 1),
		.role = sql_col_text(st, 2, a),
		.address = sql_col_text(st, 3, a),
		.dedup = sql_col_text(st, 4, a),
		.message_id = sql_col_text(st, 5, a),
		.template = sql_col_text(st, 6, a),
		.automatic = sql_col_bool(st, 7),
		.envelope_from = sql_col_text(st, 8, a),
		.recipients = split(a, sql_col_text(st, 9, a)),
		.held_until = sql_col_time(st, 10),
		.state = state_of(sql_col_text(st, 11, a)),
		.attempts = (int)sql_col(st, 12),
		.next_try = sql_col(st, 13),
		.code = (int)sql_col(st, 14),
		.reply = sql_col_text(st, 15, a),
		.created_at = sql_col(st, 16),
		.sent_at = sql_col_time(st, 17),
	};
	if (r->state == OUTBOX_COUNT)
		return why_set(w, ERR_STOP, "outbox %lld: unknown state",
		    (long long)r->id);
	return OK;
}

static enum err
read_rows(struct store *s, sqlite3_stmt *st, struct arena *a,
    struct outbox_rows *r, struct why *w)
{
	struct outbox_row *v = NULL;
	size_t n = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		v = sql_more(a, v, n, sizeof(*v));
		if ((e = read_row(st, a, &v[n++], w)) != OK)
			break;
	}
	sql_end(st);
	*r = (struct outbox_rows){ v, n };
	return e;
}

enum err
outbox_reserve(struct store *s, int64_t *id_r, struct why *w)
{
	enum err e = sql_need_tx(s, w);

	if (e == OK)
		e = sql_int(s, ID(RESERVE), SQL_NONE, id_r, w);
	if (e == OK && *id_r == 0)
		*id_r = 1; /* the first ever */
	return e;
}

static enum err
insert(struct store *s, const struct outbox_row *m, const char *recipients,
    struct why *w)
{
	const char *at = strrchr(m->address, '@');
	int64_t try = m->held_until == TOD_NONE ? m->created_at : m->held_until;

	return sql_run(s, ID(ADD),
	    SQL_ARGS(SQL_N(m->id), SQL_ROW(m->ticket), SQL_S(m->role),
		SQL_S(m->address), SQL_S(at ? at + 1 : ""), SQL_S(m->dedup),
		SQL_S(m->message_id), SQL_S(m->template), SQL_N(m->automatic),
		SQL_S(m->envelope_from), SQL_S(recipients),
		SQL_T(m->held_until), SQL_N(try), SQL_N(m->created_at)),
	    w);
}

static enum err
insert_files(struct store *s, const struct outbox_row *m, struct why *w)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < m->files.n && e == OK; i++) {
		const struct outbox_file *f = &m->files.v[i];

		e = sql_run(s, ID(ADD_FILE),
		    SQL_ARGS(SQL_N(m->id), SQL_N((int64_t)i),
			SQL_N((int64_t)f->at), SQL_N(f->inbox),
			SQL_N((int64_t)f->start), SQL_N((int64_t)f->len),
			SQL_S(encodings[f->encoding]), SQL_N((int64_t)f->size),
			SQL_S(f->name)),
		    w);
	}
	return e;
}

enum err
outbox_add(
    struct store *s, const struct outbox_row *m, bool *added_r, struct why *w)
{
	struct buf recipients;
	enum err e = sql_need_tx(s, w);

	*added_r = false;
	buf_init(&recipients, 1 << 20);
	if (e == OK)
		e = join(m->recipients, &recipients, w);
	if (e == OK)
		e = insert(s, m, recipients.s, w);
	buf_free(&recipients);
	if (e != OK || !sql_changed(s))
		return e;
	*added_r = true;
	e = sql_run(s, ID(ADD_LETTER),
	    SQL_ARGS(SQL_N(m->id), SQL_B(m->bytes, m->len)), w);
	return e == OK ? insert_files(s, m, w) : e;
}

enum err
outbox_has(struct store *s, const char *dedup, bool *has_r, struct why *w)
{
	return sql_any(s, ID(HAS), SQL_ARGS(SQL_S(dedup)), has_r, w);
}

enum err
outbox_next(struct store *s, int64_t *at_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(NEXT), SQL_NONE);
	enum err e;
	bool row;

	*at_r = TOD_NONE;
	e = sql_step(s, st, &row, w);
	if (row) {
		*at_r = sql_col(st, 0);
		sql_end(st);
	}
	return e;
}

enum err
outbox_due(struct store *s, struct arena *a, struct outbox_ask q,
    struct outbox_rows *rows_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(
	    s, ID(DUE), SQL_ARGS(SQL_N(q.now), SQL_N((int64_t)q.limit)));

	return read_rows(s, st, a, rows_r, w);
}

enum err
outbox_get(struct store *s, struct arena *a, int64_t id,
    struct outbox_row *row_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(GET), SQL_ARGS(SQL_N(id)));
	struct outbox_rows rows;
	enum err e = read_rows(s, st, a, &rows, w);

	*row_r = (struct outbox_row){ .id = 0 };
	if (e == OK && rows.n > 0)
		*row_r = rows.v[0];
	return e;
}

enum err
outbox_of(struct store *s, struct arena *a, int64_t ticket,
    struct outbox_rows *rows_r, struct why *w)
{
	return read_rows(s, sql_bind(s, ID(OF_TICKET), SQL_ARGS(SQL_N(ticket))),
	    a, rows_r, w);
}

enum err
outbox_in(struct store *s, struct arena *a, struct outbox_list q,
    struct outbox_rows *rows_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(IN_STATE),
	    SQL_ARGS(SQL_S(outbox_state_word(q.state)), SQL_N(q.page.after),
		SQL_N((int64_t)q.page.limit)));

	return read_rows(s, st, a, rows_r, w);
}

enum err
outbox_bytes(struct store *s, int64_t id, struct buf *b, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(LETTER), SQL_ARGS(SQL_N(id)));
	enum err e;
	bool row;

	if ((e = sql_step(s, st, &row, w)) != OK)
		return e;
	if (!row)
		return why_set(
		    w, ERR_ITEM, "outbox %lld: no bytes", (long long)id);
	if (!buf_add(b, sqlite3_column_blob(st, 0),
		(size_t)sqlite3_column_bytes(st, 0)))
		e = why_set(w, ERR_ITEM, "outbox %lld: longer than %zu bytes",
		    (long long)id, b->max);
	sql_end(st);
	return e;
}

static enum err
read_file(
    sqlite3_stmt *st, struct arena *a, struct outbox_file *f, struct why *w)
{
	const char *word = sql_col_text(st, 4, a);
	size_t i;

	*f = (struct outbox_file){ .at = (size_t)sql_col(st, 0),
		.inbox = sql_col(st, 1),
		.start = (size_t)sql_col(st, 2),
		.len = (size_t)sql_col(st, 3),
		.size = (size_t)sql_col(st, 5),
		.name = sql_col_text(st, 6, a) };
	for (i = 0; i < ENCODING_COUNT; i++)
		if (strcmp(encodings[i], word) == 0) {
			f->encoding = (enum encoding)i;
			return OK;
		}
	return why_set(w, ERR_STOP, "outbox: unknown encoding %s", word);
}

enum err
outbox_files(struct store *s, struct arena *a, int64_t id,
    struct outbox_files *files_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(FILES), SQL_ARGS(SQL_N(id)));
	struct outbox_file *v = NULL;
	size_t n = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		v = sql_more(a, v, n, sizeof(*v));
		if ((e = read_file(st, a, &v[n++], w)) != OK)
			break;
	}
	sql_end(st);
	*files_r = (struct outbox_files){ v, n };
	return e;
}

/* For changes of state that must meet a row in the right state. */
static enum err
change(struct store *s, int id, struct sql_args args, struct why *w)
{
	enum err e = sql_run(s, id, args, w);

	if (e == OK && !sql_changed(s))
		return why_set(w, ERR_ITEM,
		    "outbox %lld: not in the state for that",
		    (long long)args.v[0].n);
	return e;
}

enum err
outbox_sending(struct store *s, int64_t id, struct why *w)
{
	return change(s, ID(SENDING), SQL_ARGS(SQL_N(id)), w);
}

enum err
outbox_unsent(struct store *s, int64_t id, struct why *w)
{
	return change(s, ID(UNSENT), SQL_ARGS(SQL_N(id)), w);
}

enum err
outbox_recover(struct store *s, int64_t at, int64_t *n_r, struct why *w)
{
	enum err e = sql_run(s, ID(RECOVER), SQL_ARGS(SQL_N(at)), w);

	*n_r = e == OK ? sqlite3_changes64(s->db) : 0;
	return e;
}

enum err
outbox_result(struct store *s, const struct outbox_result *r, struct why *w)
{
	bool again = r->state == OUTBOX_QUEUED;
	int64_t sent = r->state == OUTBOX_SENT ? r->at : TOD_NONE;

	if (r->state == OUTBOX_SENDING)
		return why_set(
		    w, ERR_ITEM, "outbox %lld: no result", (long long)r->id);
	return change(s, ID(RESULT),
	    SQL_ARGS(SQL_N(r->id), SQL_S(outbox_state_word(r->state)),
		SQL_N(r->code), SQL_S(r->reply), SQL_T(sent),
		SQL_N(again ? r->next_try : r->at)),
	    w);
}

enum err
outbox_requeue(struct store *s, int64_t id, int64_t at, struct why *w)
{
	return change(s, ID(REQUEUE), SQL_ARGS(SQL_N(id), SQL_N(at)), w);
}

enum err
outbox_recall(struct store *s, const struct outbox_recall *r, struct why *w)
{
	enum err e = sql_need_tx(s, w);

	if (e != OK)
		return e;
	return change(s, ID(RECALL),
	    SQL_ARGS(SQL_N(r->id), SQL_N(r->at), SQL_S(r->reply)), w);
}

enum err
outbox_token_facts(struct store *s, struct arena *a, int64_t row,
    struct token_facts *f_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(FACTS), SQL_ARGS(SQL_N(row)));
	enum err e;
	bool found;

	*f_r = (struct token_facts){ .row = 0 };
	if ((e = sql_step(s, st, &found, w)) != OK || !found)
		return e;
	*f_r = (struct token_facts){
		.row = sql_col(st, 0),
		.ticket = sql_col(st, 1),
		.role = sql_col_text(st, 2, a),
		.address = sql_col_text(st, 3, a),
	};
	sql_end(st);
	return OK;
}

enum err
outbox_is_own(
    struct store *s, const char *message_id, bool *is_r, struct why *w)
{
	return sql_any(s, ID(IS_OWN), SQL_ARGS(SQL_S(message_id)), is_r, w);
}

static const char *
domain_of(const char *address)
{
	const char *at = strrchr(address, '@');

	return at ? at + 1 : address;
}

/* One person has one budget: what stands behind a + in his address may change
 * with each mail of a machine. */
static enum err
spent_address(
    struct store *s, const struct outbox_budget *q, int64_t *n_r, struct why *w)
{
	const char *at = strrchr(q->address, '@');
	size_t n = strcspn(q->address, "+");
	struct buf base, plus;
	enum err e;

	if (at == NULL || q->address + n > at || n == 0)
		n = at != NULL ? (size_t)(at - q->address) : strlen(q->address);
	buf_init(&base, 2000);
	buf_init(&plus, 2000);
	buf_add(&base, q->address, n);
	buf_adds(&base, at != NULL ? at : "");
	buf_add(&plus, q->address, n);
	buf_addc(&plus, '+');
	e = sql_int(s, ID(SPENT_ADDRESS),
	    SQL_ARGS(SQL_N(q->since), SQL_N(q->cap),
		SQL_S(domain_of(q->address)), SQL_S(base.s), SQL_S(plus.s)),
	    n_r, w);
	buf_free(&base);
	buf_free(&plus);
	return e;
}

enum err
outbox_spent(
    struct store *s, const struct outbox_budget *q, int64_t *n_r, struct why *w)
{
	struct sql_arg since = SQL_N(q->since), cap = SQL_N(q->cap);

	if (q->address != NULL)
		return spent_address(s, q, n_r, w);
	if (q->domain != NULL)
		return sql_int(s, ID(SPENT_DOMAIN),
		    SQL_ARGS(since, cap, SQL_S(q->domain)), n_r, w);
	return sql_int(s, ID(SPENT_ALL), SQL_ARGS(since, cap), n_r, w);
}

enum err
outbox_recent(struct store *s, const struct outbox_recent *q,
    int64_t v_r[OUTBOX_RECENT], size_t *n_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(RECENT),
	    SQL_ARGS(SQL_S(domain_of(q->address)), SQL_N(q->since),
		SQL_S(q->address), SQL_N(OUTBOX_RECENT)));
	enum err e;
	bool row;

	*n_r = 0;
	while ((e = sql_step(s, st, &row, w)) == OK && row)
		v_r[(*n_r)++] = sql_col(st, 0);
	return e;
}
