/*
 * Keeping a message as it comes in, each once, also when the server numbers
 * its mailbox anew. It must never know what is in a mail.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "store/inbox.h"
#include "store/sql.h"

enum { BY_KEY, BY_BYTES, ADOPT, ASIDE, ADD, ADD_RAW, PLACE, SAVE, KEEP, UNDO };

static const char *const text[] = {
	[BY_KEY] = "SELECT id, sha256 = ?5 FROM inbox WHERE mailbox = ?1"
		   " AND uidvalidity = ?2 AND uid = ?3 AND name = ?4",
	[BY_BYTES] = "SELECT min(id) FROM inbox WHERE substr(sha256, 1, 8) ="
		     " substr(?1, 1, 8) AND sha256 = ?1"
		     " AND size = ?2 AND mailbox = ?3 AND uidvalidity <> ?4"
		     " AND uidvalidity <> -2",
	[ADOPT] = "UPDATE inbox SET uidvalidity = ?2, uid = ?3, marked = 0"
		  " WHERE id = ?1",
	[ASIDE] = "UPDATE inbox SET uidvalidity = -1, uid = -id WHERE id = ?1",
	[ADD] = "INSERT INTO inbox(mailbox, uidvalidity, uid, name,"
		" internal_date, received_at, size, kept, sha256, attempts)"
		" VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)",
	[ADD_RAW] = "INSERT INTO raw(inbox, part, bytes) VALUES(?1, ?2, ?3)",
	[PLACE] = "UPDATE inbox SET uidvalidity = ?2, uid = ?3, size = ?4,"
		  " kept = ?5, sha256 = ?6 WHERE id = ?1",
	[SAVE] = "SAVEPOINT stream",
	[KEEP] = "RELEASE stream",
	[UNDO] = "ROLLBACK TO stream",
};
const struct sql_set keep_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_KEEP, n)
/* uidvalidity of a row whose stream has not ended; -1: of one whose key was
 * given to other bytes. Real ones are not negative (RFC 3501, 2.3.1.1). */
#define STREAMING (-2)
#define STREAM_PART (256 * 1024)

struct content {
	unsigned char sha256[HASH_SIZE];
	int64_t size, kept;
};

struct place {
	struct inbox_added added;
	int64_t aside; /* a row that has the key, but other bytes; 0 */
};

/* Where these bytes belong; changes nothing. */
static enum err
look(struct store *s, const struct inbox_mail *m, const struct content *c,
    struct place *p, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(BY_KEY),
	    SQL_ARGS(SQL_S(m->mailbox), SQL_N(m->uidvalidity), SQL_N(m->uid),
		SQL_S(m->name), SQL_B(c->sha256, HASH_SIZE)));
	int64_t id = 0;
	enum err e;
	bool row;

	*p = (struct place){ .added.how = INBOX_NEW };
	if ((e = sql_step(s, st, &row, w)) != OK)
		return e;
	if (row) {
		id = sql_col(st, 0);
		if (!sql_col_bool(st, 1)) {
			/* RFC 3501 forbids it, restored servers do it */
			p->aside = id;
			id = 0;
		}
		sql_end(st);
	}
	if (id != 0) {
		p->added = (struct inbox_added){ INBOX_KNOWN, id };
		return OK;
	}
	e = sql_int(s, ID(BY_BYTES),
	    SQL_ARGS(SQL_B(c->sha256, HASH_SIZE), SQL_N(c->size),
		SQL_S(m->mailbox), SQL_N(m->uidvalidity)),
	    &id, w);
	if (e == OK && id != 0)
		p->added = (struct inbox_added){ INBOX_ADOPTED, id };
	return e;
}

/* Frees the key where other bytes have it; gives it to an adopted row. */
static enum err
take_key(struct store *s, const struct inbox_mail *m, const struct place *p,
    struct why *w)
{
	enum err e = OK;

	if (p->aside != 0)
		e = sql_run(s, ID(ASIDE), SQL_ARGS(SQL_N(p->aside)), w);
	if (e == OK && p->added.how == INBOX_ADOPTED)
		e = sql_run(s, ID(ADOPT),
		    SQL_ARGS(SQL_N(p->added.id), SQL_N(m->uidvalidity),
			SQL_N(m->uid)),
		    w);
	return e;
}

static enum err
insert(struct store *s, const struct inbox_mail *m, const struct content *c,
    int64_t *id_r, struct why *w)
{
	enum err e = sql_run(s, ID(ADD),
	    SQL_ARGS(SQL_S(m->mailbox), SQL_N(m->uidvalidity), SQL_N(m->uid),
		SQL_S(m->name), SQL_T(m->internal_date), SQL_N(m->received_at),
		SQL_N(c->size), SQL_N(c->kept), SQL_B(c->sha256, HASH_SIZE)),
	    w);

	*id_r = sqlite3_last_insert_rowid(s->db);
	return e;
}

static enum err
insert_raw(
    struct store *s, int64_t id, int part, struct sql_arg bytes, struct why *w)
{
	return sql_run(
	    s, ID(ADD_RAW), SQL_ARGS(SQL_N(id), SQL_N(part), bytes), w);
}

enum err
inbox_add(struct store *s, const struct inbox_mail *m, struct inbox_added *r,
    struct why *w)
{
	struct content c = { .kept = (int64_t)m->len };
	struct place p;
	enum err e = sql_need_tx(s, w);

	if (e != OK)
		return e;
	c.size = m->size != 0 ? m->size : c.kept;
	hash_sha256(m->bytes, m->len, c.sha256);
	if ((e = look(s, m, &c, &p, w)) != OK ||
	    (e = take_key(s, m, &p, w)) != OK)
		return e;
	if (p.added.how == INBOX_NEW) {
		e = insert(s, m, &c, &p.added.id, w);
		if (e == OK)
			e = insert_raw(
			    s, p.added.id, 0, SQL_B(m->bytes, m->len), w);
	}
	*r = p.added;
	return e;
}

struct inbox_stream {
	struct store *s;     /* borrowed */
	struct inbox_mail m; /* strings owned */
	char *mailbox, *name;
	struct content c;
	struct hash_stream *hash;
	int64_t id;
	int parts;
	struct buf buf; /* not yet written */
};

static void
stream_free(struct inbox_stream **st)
{
	unsigned char unused[HASH_SIZE];

	if ((*st)->hash != NULL)
		hash_end(&(*st)->hash, unused);
	buf_free(&(*st)->buf);
	free((*st)->mailbox);
	free((*st)->name);
	free(*st);
	*st = NULL;
}

enum err
inbox_stream_begin(struct store *s, const struct inbox_mail *m,
    struct inbox_stream **st_r, struct why *w)
{
	struct inbox_stream *st;
	enum err e = sql_need_tx(s, w);

	*st_r = NULL;
	if (e != OK || (e = sql_run(s, ID(SAVE), SQL_NONE, w)) != OK)
		return e;
	st = mem_zero(1, sizeof(*st));
	st->s = s;
	st->m = *m;
	st->m.mailbox = st->mailbox = mem_str(m->mailbox);
	st->m.name = st->name = mem_str(m->name);
	st->hash = hash_begin();
	buf_init(&st->buf, STREAM_PART);
	/* the key is taken at the end, when the bytes are known */
	st->m.uidvalidity = STREAMING;
	e = insert(s, &st->m, &st->c, &st->id, w);
	st->m.uidvalidity = m->uidvalidity;
	*st_r = st;
	if (e != OK)
		inbox_stream_drop(st_r);
	return e;
}

static enum err
flush(struct inbox_stream *st, struct why *w)
{
	enum err e = insert_raw(
	    st->s, st->id, st->parts++, SQL_B(st->buf.s, st->buf.len), w);

	buf_reset(&st->buf);
	return e;
}

enum err
inbox_stream_add(
    struct inbox_stream *st, const void *p, size_t n, struct why *w)
{
	const char *at = p;
	enum err e = OK;

	hash_add(st->hash, p, n);
	st->c.kept += (int64_t)n;
	while (n > 0 && e == OK) {
		size_t room = STREAM_PART - st->buf.len;
		size_t take = n < room ? n : room;

		buf_add(&st->buf, at, take);
		at += take;
		n -= take;
		if (st->buf.len == STREAM_PART)
			e = flush(st, w);
	}
	return e;
}

static enum err
stream_place(struct inbox_stream *st, struct place *p, struct why *w)
{
	struct store *s = st->s;
	enum err e;

	if ((e = look(s, &st->m, &st->c, p, w)) != OK)
		return e;
	if (p->added.how != INBOX_NEW) {
		if ((e = sql_run(s, ID(UNDO), SQL_NONE, w)) != OK)
			return e;
		return take_key(s, &st->m, p, w);
	}
	if ((e = take_key(s, &st->m, p, w)) != OK)
		return e;
	p->added.id = st->id;
	return sql_run(s, ID(PLACE),
	    SQL_ARGS(SQL_N(st->id), SQL_N(st->m.uidvalidity), SQL_N(st->m.uid),
		SQL_N(st->c.size), SQL_N(st->c.kept),
		SQL_B(st->c.sha256, HASH_SIZE)),
	    w);
}

enum err
inbox_stream_end(
    struct inbox_stream **st_r, struct inbox_added *r, struct why *w)
{
	struct inbox_stream *st = *st_r;
	struct place p;
	enum err e = OK;

	if (st->buf.len > 0 || st->parts == 0)
		e = flush(st, w);
	hash_end(&st->hash, st->c.sha256);
	st->c.size = st->m.size != 0 ? st->m.size : st->c.kept;
	if (e == OK)
		e = stream_place(st, &p, w);
	if (e == OK)
		e = sql_run(st->s, ID(KEEP), SQL_NONE, w);
	if (e != OK) {
		inbox_stream_drop(st_r);
		return e;
	}
	*r = p.added;
	stream_free(st_r);
	return OK;
}

void
inbox_stream_drop(struct inbox_stream **st)
{
	struct why ignored;

	if (*st == NULL)
		return;
	/* where SQLite undid everything already, this does nothing */
	if (sql_run((*st)->s, ID(UNDO), SQL_NONE, &ignored) == OK)
		sql_run((*st)->s, ID(KEEP), SQL_NONE, &ignored);
	stream_free(st);
}
