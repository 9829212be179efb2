/*
 * Stretches of the mails that are kept, in pieces. It must never know what is
 * in a mail.
 */
#include <stdlib.h>

#include "base/banned.h"
#include "base/mem.h"
#include "store/slice.h"
#include "store/sql.h"

enum { SIZE, PART };

static const char *const text[] = {
	[SIZE] = "SELECT sum(length(bytes)) FROM raw WHERE inbox = ?1",
	[PART] = "SELECT rowid, length(bytes), part FROM raw"
		 " WHERE inbox = ?1 AND part >= ?2 ORDER BY part LIMIT 1",
};
const struct sql_set slice_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_SLICE, n)

struct slice {
	struct store *s; /* borrowed */
	int64_t inbox;
	int64_t part;       /* the next one */
	sqlite3_blob *blob; /* of the part before it, owned; NULL: none */
	size_t at, len;     /* in it */
	size_t skip;        /* bytes before the stretch that are still ahead */
	size_t left;        /* of the stretch */
};

static enum err
missing(int64_t inbox, struct why *w)
{
	return why_set(w, ERR_ITEM,
	    "the bytes of mail %lld are not (all) there", (long long)inbox);
}

enum err
slice_open(struct store *s, int64_t inbox, size_t start, size_t len,
    struct slice **r, struct why *w)
{
	int64_t size = 0;
	enum err e = sql_int(s, ID(SIZE), SQL_ARGS(SQL_N(inbox)), &size, w);

	*r = NULL;
	if (e != OK)
		return e;
	if ((uint64_t)size < len || (uint64_t)size - len < start)
		return missing(inbox, w);
	*r = mem_zero(1, sizeof(**r));
	**r = (struct slice){
		.s = s, .inbox = inbox, .skip = start, .left = len
	};
	return OK;
}

void
slice_close(struct slice **r)
{
	if (*r == NULL)
		return;
	sqlite3_blob_close((*r)->blob);
	free(*r);
	*r = NULL;
}

static enum err
open_part(struct slice *r, int64_t row, struct why *w)
{
	int rc;

	if (r->blob != NULL)
		rc = sqlite3_blob_reopen(r->blob, row);
	else
		rc = sqlite3_blob_open(
		    r->s->db, "main", "raw", "bytes", row, 0, &r->blob);
	return rc == SQLITE_OK ? OK : sql_fail(r->s, w);
}

/* The next row with bytes of the stretch. */
static enum err
next_part(struct slice *r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(
	    r->s, ID(PART), SQL_ARGS(SQL_N(r->inbox), SQL_N(r->part)));
	int64_t rowid = 0;
	enum err e;
	bool row;

	if ((e = sql_step(r->s, st, &row, w)) != OK)
		return e;
	if (!row)
		return missing(r->inbox, w);
	rowid = sql_col(st, 0);
	r->len = (size_t)sql_col(st, 1);
	r->part = sql_col(st, 2) + 1;
	sql_end(st);
	r->at = r->skip < r->len ? r->skip : r->len;
	r->skip -= r->at;
	return r->at < r->len ? open_part(r, rowid, w) : OK;
}

enum err
slice_read(struct slice *r, char *to, size_t n, size_t *n_r, struct why *w)
{
	enum err e = OK;

	*n_r = 0;
	if (n > r->left)
		n = r->left;
	while (e == OK && n > 0 && r->at == r->len)
		e = next_part(r, w);
	if (e != OK || n == 0)
		return e;
	if (n > r->len - r->at)
		n = r->len - r->at;
	if (sqlite3_blob_read(r->blob, to, (int)n, (int)r->at) != SQLITE_OK)
		return sql_fail(r->s, w);
	r->at += n;
	r->left -= n;
	*n_r = n;
	return OK;
}
