/*
 * Batches of mail from the source into the store and through the decision.
 * What a mail means is decided in desk/; this file only keeps order.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/step.h"
#include "base/text.h"
#include "base/tod.h"
#include "intake_priv.h"

#define BATCH_BYTES (3u << 19)
#define NEXT_WAIT_MS 500
#define LINES_MAX (1u << 20)

struct intake *
intake_new(struct store *s, const struct setup *setup, const char *mailbox)
{
	struct intake *in = mem_zero(1, sizeof(*in));

	in->s = s;
	in->setup = setup;
	in->mailbox = mem_str(mailbox);
	in->arena = arena_new();
	in->rows = arena_new();
	in->remark = true;
	buf_init(&in->lines, LINES_MAX);
	return in;
}

static void
drop_batch(struct intake *in)
{
	size_t i;

	for (i = 0; i < in->n; i++)
		fetched_free(&in->item[i]);
	in->n = 0;
	in->bytes = 0;
}

static void
drop_stream(struct intake *in)
{
	if (in->stream == NULL)
		return;
	inbox_stream_drop(&in->stream);
	store_rollback(in->s);
}

void
intake_free(struct intake **in)
{
	if (*in == NULL)
		return;
	drop_batch(*in);
	drop_stream(*in);
	arena_free(&(*in)->arena);
	arena_free(&(*in)->rows);
	free((*in)->marked);
	buf_free(&(*in)->lines);
	free((char *)(uintptr_t)(*in)->mailbox);
	free(*in);
	*in = NULL;
}

void
intake_use(struct intake *in, const struct setup *setup)
{
	in->setup = setup;
}

void
intake_own(struct intake *in)
{
	in->own = true;
	in->remark = false;
}

void
intake_now(struct intake *in, int64_t now)
{
	in->now = now;
}

struct intake_counts
intake_counts(struct intake *in)
{
	struct intake_counts c = in->counts;

	in->counts = (struct intake_counts){ 0 };
	return c;
}

/* The position is kept with the bytes, so that neither runs ahead. */
static enum err
keep_position(struct intake *in, struct why *w)
{
	const char *key = arena_printf(in->rows, "position %s", in->mailbox);
	const char *at = arena_printf(
	    in->rows, "%" PRIu32 " %" PRIu32, in->uidvalidity, in->done_uid);

	return meta_set(in->s, key, at, w);
}

enum err
intake_begin(
    struct intake *in, uint32_t uidvalidity, uint32_t uid, struct why *w)
{
	arena_reset(in->rows);
	in->uidvalidity = uidvalidity;
	in->done_uid = uid;
	return intake_commit(in, keep_position(in, w), w);
}

enum err
intake_position(
    struct intake *in, struct source_position *from_r, struct why *w)
{
	const char *at, *key;
	enum err e;

	arena_reset(in->rows);
	*from_r = (struct source_position){ .name = "" };
	key = arena_printf(in->rows, "position %s", in->mailbox);
	if ((e = meta_get(in->s, in->rows, key, &at, w)) != OK || at == NULL)
		return e;
	if (sscanf(at, "%" SCNu32 " %" SCNu32, &from_r->uidvalidity,
		&from_r->last_uid) != 2)
		return why_set(w, ERR_STOP, "database: %s: \"%s\"", key, at);
	return OK;
}

/* A server may only estimate the size (RFC 3501 says it must not): what was
 * given whole has the size that it has. */
static struct inbox_mail
mail_of(const struct intake *in, const struct fetched *f)
{
	const struct mail_limits *l = &in->setup->settings.reader.limits;
	bool file = f->name != NULL;
	bool cut = f->truncated || f->what == FETCH_BROKEN ||
		   (f->what == FETCH_CHUNK && f->size > (int64_t)l->bytes);

	return (struct inbox_mail){ .mailbox = in->mailbox,
		.uidvalidity = file ? 0 : f->uidvalidity,
		.uid = file ? 0 : f->uid,
		.name = file ? f->name : "",
		.internal_date = f->internal_date,
		.received_at = in->now,
		.size = cut ? f->size : 0,
		.bytes = f->bytes ? f->bytes : "",
		.len = f->len };
}

/* (a): every mail of the batch is in the inbox, or none is. */
static enum err
keep_batch(struct intake *in, struct why *w)
{
	struct inbox_added added = { 0 };
	struct inbox_mail mail;
	enum err e;
	size_t i;

	if ((e = store_begin(in->s, w)) != OK)
		return e;
	for (i = 0; i < in->n && e == OK; i++) {
		mail = mail_of(in, &in->item[i]);
		e = inbox_add(in->s, &mail, &added, w);
		in->id[i] = added.how == INBOX_NEW ? added.id : 0;
		if (e == OK && added.how == INBOX_ADOPTED) {
			in->counts.adopted++;
			in->remark = true;
		}
	}
	if (e == OK)
		e = keep_position(in, w);
	if ((e = intake_commit(in, e, w)) == OK)
		step_mark("inbox-kept");
	return e;
}

static void
note_mark(struct intake *in, struct source *src, const struct inbox_row *row,
    enum outcome outcome)
{
	if (src == NULL || in->own)
		return;
	if (row->uidvalidity != 0)
		source_mark(src, (uint32_t)row->uid, outcome_word(outcome));
	if (in->nmarked == in->marked_room) {
		in->marked_room = in->marked_room ? 2 * in->marked_room : 256;
		in->marked = mem_grow(
		    in->marked, in->marked_room * sizeof(*in->marked));
	}
	in->marked[in->nmarked++] = row->id;
}

static enum err
decide_item(struct intake *in, size_t i, enum outcome *outcome_r,
    struct inbox_row *row, struct why *w)
{
	struct fetched *f = &in->item[i];
	struct buf raw = { .s = f->bytes, .len = f->len, .max = f->len };
	struct intake_result r;
	enum err e;

	if ((e = inbox_get(in->s, in->rows, in->id[i], row, w)) != OK)
		return e;
	e = intake_decide(in, row, &raw, &r, w);
	*outcome_r = r.decision.outcome;
	return e;
}

/* (b): everything about the batch is decided, in one transaction. */
static enum err
decide_batch(struct intake *in, struct source *src, struct why *w)
{
	enum outcome outcome[BATCH_COUNT];
	struct inbox_row row[BATCH_COUNT];
	enum err e;
	size_t i;

	if ((e = store_begin(in->s, w)) != OK)
		return e;
	for (i = 0; i < in->n && e == OK; i++)
		if (in->id[i] != 0)
			e = decide_item(in, i, &outcome[i], &row[i], w);
	if ((e = intake_commit(in, e, w)) != OK)
		return e;
	step_mark("decided");
	for (i = 0; i < in->n; i++)
		if (in->id[i] != 0)
			note_mark(in, src, &row[i], outcome[i]);
	return OK;
}

static enum err
finish_batch(struct intake *in, struct source *src, struct why *w)
{
	enum err e;

	if (in->n == 0)
		return OK;
	arena_reset(in->rows);
	e = keep_batch(in, w);
	if (e == OK)
		e = decide_batch(in, src, w);
	drop_batch(in);
	return e;
}

static enum err
stream_last(struct intake *in, struct source *src, struct why *w)
{
	struct inbox_added added;
	enum outcome outcome;
	struct inbox_row row;
	enum err e;

	e = inbox_stream_end(&in->stream, &added, w);
	if (e == OK)
		e = keep_position(in, w);
	if ((e = intake_commit(in, e, w)) != OK)
		return e;
	step_mark("inbox-kept");
	in->counts.adopted += added.how == INBOX_ADOPTED;
	in->remark |= added.how == INBOX_ADOPTED;
	if (added.how != INBOX_NEW)
		return OK;
	if ((e = inbox_get(in->s, in->rows, added.id, &row, w)) != OK)
		return e;
	e = intake_alone(in, &row, &outcome, w);
	if (e == OK)
		note_mark(in, src, &row, outcome);
	return e;
}

/* A piece of a big mail goes straight into the store: memory stays small. */
static enum err
take_chunk(
    struct intake *in, struct source *src, struct fetched *f, struct why *w)
{
	struct inbox_mail mail = mail_of(in, f);
	enum err e = OK;

	if (f->first) {
		drop_stream(in);
		arena_reset(in->rows);
		if ((e = store_begin(in->s, w)) != OK)
			return e;
		e = inbox_stream_begin(in->s, &mail, &in->stream, w);
		if (e != OK)
			store_rollback(in->s);
	}
	if (in->stream == NULL)
		return e;
	if (e == OK)
		e = inbox_stream_add(in->stream, f->bytes, f->len, w);
	if (e != OK) {
		drop_stream(in);
		return e;
	}
	return f->last ? stream_last(in, src, w) : OK;
}

/* A mail that the server cannot give is kept as an empty row in quarantine:
 * it is counted, shown, and its neighbours go on. */
static enum err
keep_broken(struct intake *in, struct source *src, const struct fetched *f,
    struct why *w)
{
	struct inbox_mail mail = mail_of(in, f);
	struct intake_result r = { 0 };
	struct inbox_added added = { 0 };
	struct inbox_row row;
	enum err e;

	arena_reset(in->rows);
	arena_reset(in->arena);
	if ((e = store_begin(in->s, w)) != OK)
		return e;
	if ((e = inbox_add(in->s, &mail, &added, w)) == OK &&
	    (e = keep_position(in, w)) == OK && added.how == INBOX_NEW &&
	    (e = inbox_get(in->s, in->rows, added.id, &row, w)) == OK &&
	    (e = intake_quarantine(
		 in, &row, f->error ? f->error : "", &r, w)) == OK)
		intake_told(in, &row, &r);
	e = intake_commit(in, e, w);
	if (e == OK && added.how == INBOX_NEW)
		note_mark(in, src, &row, OUTCOME_QUARANTINE);
	return e;
}

static enum err
take(struct intake *in, struct source *src, struct fetched *f, struct why *w)
{
	bool whole = f->what == FETCH_MAIL;
	enum err e = OK;

	if (!whole || f->uidvalidity != in->uidvalidity)
		e = finish_batch(in, src, w);
	in->uidvalidity = f->uidvalidity;
	in->done_uid = f->done_uid;
	if (e == OK && f->what == FETCH_CHUNK)
		e = take_chunk(in, src, f, w);
	else if (e == OK && f->what == FETCH_BROKEN)
		e = keep_broken(in, src, f, w);
	if (!whole || e != OK) {
		fetched_free(f);
		return e;
	}
	in->bytes += f->len;
	in->item[in->n++] = *f;
	if (in->n == BATCH_COUNT || in->bytes >= BATCH_BYTES)
		e = finish_batch(in, src, w);
	return e;
}

/* The marks are on the server: say so in the store. */
static enum err
flush_marks(struct intake *in, struct source *src, struct why *w)
{
	enum err e;

	if (in->nmarked == 0)
		return OK;
	if ((e = source_flush(src, w)) != OK)
		return e;
	step_mark("marked-on-server");
	if ((e = store_begin(in->s, w)) != OK)
		return e;
	e = inbox_marked(in->s, in->marked, in->nmarked, w);
	in->nmarked = 0;
	return intake_commit(in, e, w);
}

/* Marks again what an earlier run decided but did not mark, and what took a
 * new number. The source must be at the end of a pass of that numbering:
 * marks name UIDs. */
static enum err
remark(struct intake *in, struct source *src, struct why *w)
{
	struct inbox_ask ask = { .mailbox = in->mailbox,
		.uidvalidity = in->uidvalidity,
		.page = { 0, RESUME_PAGE } };
	struct inbox_rows rows;
	enum err e;
	size_t i;

	if (text_istarts(in->mailbox, "folder:"))
		ask.uidvalidity = 0;
	do {
		arena_reset(in->rows);
		e = inbox_unmarked(in->s, in->rows, &ask, &rows, w);
		for (i = 0; e == OK && i < rows.n; i++) {
			note_mark(in, src, &rows.v[i], rows.v[i].outcome);
			ask.page.after = rows.v[i].id;
		}
	} while (e == OK && rows.n == ask.page.limit);
	in->remark = e != OK;
	return e;
}

static enum err
take_all(struct intake *in, struct source *src, struct why *w)
{
	struct fetched f;
	enum err e;

	for (;;) {
		if ((e = source_next(src, NEXT_WAIT_MS, &f, w)) != OK)
			return e;
		if (f.what == FETCH_END) {
			in->uidvalidity = f.uidvalidity;
			in->at_end = true;
		}
		if (f.what == FETCH_END || f.what == FETCH_NOTHING) {
			fetched_free(&f);
			e = finish_batch(in, src, w);
		} else {
			e = take(in, src, &f, w);
		}
		if (e != OK || in->at_end)
			return e;
	}
}

enum err
intake_pass(struct intake *in, struct source *src, struct why *w)
{
	struct why ignored;
	enum err e;

	in->at_end = false;
	e = take_all(in, src, w);
	drop_stream(in);
	/* What came before the source broke is not asked for again. */
	if (e == ERR_LATER && finish_batch(in, NULL, &ignored) == OK)
		in->remark = true;
	drop_batch(in);
	if (e == OK && in->remark && !in->own)
		e = remark(in, src, w);
	if (e == OK)
		return flush_marks(in, src, w);
	in->remark |= in->nmarked > 0;
	in->nmarked = 0;
	return e;
}
