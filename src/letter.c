/*
 * A mail of the outbox put together from what is kept. It must never know
 * where it goes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "letter.h"
#include "mail/enc.h"
#include "mail/leaf.h"
#include "store/slice.h"

#define OWN_MAX (64u << 20)
/* Whole lines of base64 come of it, so that pieces join. */
#define PIECE ((size_t)B64_LINE * 512)

struct letter {
	struct store *s;
	int64_t id;
	struct buf own; /* what lies in the outbox */
	struct outbox_files files;
	size_t at;          /* in own */
	size_t file;        /* the next one, or the one that is open */
	struct slice *from; /* owned; NULL: between two files */
	struct leaf leaf;
	struct buf coded; /* of the file: read, not decoded */
	struct buf bytes; /* decoded, not encoded */
	struct buf piece; /* encoded, handed out */
	size_t decoded;
};

/* What the store says of itself names no file: the case may be hidden. */
static enum err
file_fails(const struct letter *l, enum err e, struct why *w)
{
	const struct outbox_file *f = &l->files.v[l->file];
	struct why cause = *w;

	if (e != ERR_ITEM)
		return e;
	return why_set(w, e, "outbox %lld, file %s of mail %lld: %s",
	    (long long)l->id, f->name, (long long)f->inbox, cause.s);
}

static enum err
open_file(struct letter *l, struct why *w)
{
	const struct outbox_file *f = &l->files.v[l->file];
	enum err e = slice_open(l->s, f->inbox, f->start, f->len, &l->from, w);

	l->leaf = (struct leaf){ .encoding = f->encoding };
	l->decoded = 0;
	buf_reset(&l->coded);
	buf_reset(&l->bytes);
	return e == OK ? OK : file_fails(l, e, w);
}

/* A letter of which a file is missing must not be begun. */
static enum err
check_files(struct letter *l, struct why *w)
{
	size_t at = 0;
	enum err e = OK;

	for (; l->file < l->files.n && e == OK; l->file++) {
		const struct outbox_file *f = &l->files.v[l->file];

		if (f->at < at || f->at > l->own.len)
			return why_set(w, ERR_ITEM,
			    "outbox %lld: file %s has no place in it",
			    (long long)l->id, f->name);
		at = f->at;
		e = open_file(l, w);
		slice_close(&l->from);
	}
	l->file = 0;
	return e;
}

enum err
letter_open(struct store *s, struct arena *a, int64_t outbox,
    struct letter **l_r, struct why *w)
{
	struct letter *l = mem_zero(1, sizeof(*l));
	enum err e;

	l->s = s;
	l->id = outbox;
	buf_init(&l->own, OWN_MAX);
	buf_init(&l->coded, OWN_MAX);
	buf_init(&l->bytes, OWN_MAX);
	buf_init(&l->piece, OWN_MAX);
	e = outbox_bytes(s, outbox, &l->own, w);
	if (e == OK)
		e = outbox_files(s, a, outbox, &l->files, w);
	if (e == OK)
		e = check_files(l, w);
	if (e != OK)
		letter_close(&l);
	*l_r = l;
	return e;
}

void
letter_close(struct letter **l)
{
	if (*l == NULL)
		return;
	slice_close(&(*l)->from);
	buf_free(&(*l)->own);
	buf_free(&(*l)->coded);
	buf_free(&(*l)->bytes);
	buf_free(&(*l)->piece);
	free(*l);
	*l = NULL;
}

size_t
letter_size(const struct letter *l)
{
	size_t n = l->own.len, i;

	for (i = 0; i < l->files.n; i++)
		n += enc_b64_size(l->files.v[i].size);
	return n;
}

static void
drop_front(struct buf *b, size_t n)
{
	memmove(b->s, b->s + n, b->len - n);
	buf_cut(b, b->len - n);
}

/* Reads on; *end_r: there is no more. */
static enum err
read_coded(struct letter *l, bool *end_r, struct why *w)
{
	size_t n = 0;
	enum err e;

	if (!buf_reserve(&l->coded, PIECE))
		return why_set(w, ERR_ITEM, "a line is too long");
	e = slice_read(l->from, l->coded.s + l->coded.len, PIECE, &n, w);
	if (e != OK)
		return e;
	l->coded.len += n;
	l->coded.s[l->coded.len] = '\0';
	*end_r = n == 0;
	return OK;
}

/* How much of what was read the decoder takes: whole lines. */
static size_t
ready(const struct letter *l, bool end)
{
	const char *nl;

	if (end || l->leaf.encoding == ENC_IDENTITY)
		return l->coded.len;
	nl = memrchr(l->coded.s, '\n', l->coded.len);
	return nl != NULL ? (size_t)(nl - l->coded.s) + 1 : 0;
}

static enum err
decode(struct letter *l, bool end, struct why *w)
{
	size_t n = ready(l, end), before = l->bytes.len;

	leaf_feed(&l->leaf, l->coded.s, n, &l->bytes);
	if (end)
		leaf_end(&l->leaf, &l->bytes);
	drop_front(&l->coded, n);
	l->decoded += l->bytes.len - before;
	if (l->bytes.over || (end && l->decoded != l->files.v[l->file].size))
		return why_set(w, ERR_ITEM, "it is not what it was");
	return OK;
}

/* The next piece of the file that is open; none: its end. */
static enum err
file_piece(struct letter *l, struct why *w)
{
	bool end = false;
	enum err e = OK;
	size_t n;

	buf_reset(&l->piece);
	while (e == OK && !end && l->bytes.len < PIECE) {
		if ((e = read_coded(l, &end, w)) == OK)
			e = decode(l, end, w);
	}
	if (e != OK)
		return file_fails(l, e, w);
	n = end ? l->bytes.len : l->bytes.len / PIECE * PIECE;
	enc_b64(&l->piece, l->bytes.s, n);
	drop_front(&l->bytes, n);
	return OK;
}

enum err
letter_next(struct letter *l, const char **p_r, size_t *n_r, struct why *w)
{
	size_t until;
	enum err e;

	for (;;) {
		until = l->file < l->files.n ? l->files.v[l->file].at
					     : l->own.len;
		*p_r = l->own.s + l->at;
		*n_r = until - l->at;
		l->at = until;
		if (*n_r > 0 || l->file == l->files.n)
			return OK;
		if (l->from == NULL && (e = open_file(l, w)) != OK)
			return e;
		if ((e = file_piece(l, w)) != OK)
			return e;
		*p_r = l->piece.s;
		*n_r = l->piece.len;
		if (*n_r > 0)
			return OK;
		slice_close(&l->from);
		l->file++;
	}
}
