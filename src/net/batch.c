/*
 * Fetching one batch: small messages by one command, big ones piece by piece,
 * and what to do when a message breaks the connection. It knows nothing of
 * what a mail means.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "net/batch.h"

#define HELD_MOST 4    /* first pieces of big messages kept until their turn */
#define ROUNDS 3       /* tries alone before a message counts as broken */
#define FAULTS_MOST 26 /* weighed, one after the other */
#define BATCH_CAREFUL 8

enum want_state { WAITING, BIG, DONE };

struct want {
	uint32_t uid;
	enum want_state state;
	bool nil;            /* the server said that it has no content */
	struct fetched item; /* BIG: what is known, bytes if held */
};

struct batch {
	struct pass *p;
	struct want *wants; /* owned */
	size_t count, lowest, held;
	size_t good;   /* messages that came since the last fault */
	size_t faults; /* connections lost one after the other */
	struct why fault;
	/* of session_piece() */
	struct fetched *piece;
	uint32_t piece_uid;
};

static void
settle(struct batch *b, struct want *want)
{
	want->state = DONE;
	while (b->lowest < b->count && b->wants[b->lowest].state == DONE)
		b->p->done = b->wants[b->lowest++].uid;
}

static void
put(struct batch *b, struct fetched *item)
{
	item->uidvalidity = b->p->uidvalidity;
	item->done_uid = b->p->done;
	queue_put(b->p->queue, item);
}

static char *
copy(const char *bytes, size_t n)
{
	char *s = mem_grow(NULL, n + 1);

	memcpy(s, bytes, n);
	s[n] = '\0';
	return s;
}

static struct want *
find(struct batch *b, uint32_t uid)
{
	size_t lo = 0, hi = b->count;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (b->wants[mid].uid == uid)
			return &b->wants[mid];
		if (b->wants[mid].uid < uid)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static void
on_item(void *ctx, const struct session_item *got)
{
	struct batch *b = ctx;
	struct want *want = find(b, got->uid);
	struct fetched item = { .what = FETCH_MAIL,
		.uid = got->uid,
		.internal_date = got->internal_date,
		.size = got->size,
		.len = got->len };
	size_t big = b->p->conf->big;

	/* Flags that another client changed come without content. */
	if (want == NULL || want->state != WAITING || !got->has_content)
		return;
	if (got->bytes == NULL) {
		want->nil = true;
		return;
	}
	b->good++;
	b->faults = 0;
	/* Servers may be wrong about the size; a full piece is not the end. */
	item.truncated = got->size > b->p->conf->limit && got->len >= big;
	if (got->len < big || (int64_t)got->len == got->size ||
	    item.truncated) {
		item.bytes = copy(got->bytes, got->len);
		settle(b, want);
		put(b, &item);
		return;
	}
	want->state = BIG;
	want->item = item;
	want->item.what = FETCH_CHUNK;
	if (b->held < HELD_MOST) {
		want->item.bytes = copy(got->bytes, got->len);
		b->held++;
	}
}

static enum err
is_later(struct batch *b, struct why *w)
{
	const struct net_conf *net = b->p->conf->net;

	return why_set(
	    w, ERR_LATER, "%s:%d: %s", net->host, net->port, b->fault.s);
}

/* A message that came with nothing is either gone or lost to the server. */
static bool
is_expunged(struct batch *b, struct want *want)
{
	if (want->nil)
		why_set(&b->fault, OK, "the server has no content for it");
	return want->state == WAITING && !want->nil;
}

static void
remember(struct batch *b)
{
	why_set(&b->fault, OK, "%s", session_words(b->p->session));
}

/* After a fault nothing that the old connection says can be trusted. */
static enum err
again(struct batch *b, struct why *w)
{
	struct session *s = b->p->session;
	enum err e;

	if (s->imap)
		return OK;
	if ((e = session_open(s, w)) != OK)
		return e;
	if (s->uidvalidity != b->p->uidvalidity)
		return why_set(w, ERR_LATER, "%s:%d: UIDVALIDITY has changed",
		    b->p->conf->net->host, b->p->conf->net->port);
	return OK;
}

/* How much a fault says about the server rather than the message. */
static size_t
weight(const struct session *s, enum heard h)
{
	if (h != HEARD_DEAD)
		return 1;
	return stream_timed_out(s->stream) ? 8 : 4;
}

/* True: give up, the caller has closed or the server has fallen ill. */
static bool
drop(struct batch *b, enum heard h)
{
	remember(b);
	b->faults += weight(b->p->session, h);
	session_close(b->p->session);
	return queue_is_closed(b->p->queue) || b->faults >= FAULTS_MOST;
}

static enum err
alone(struct batch *b, struct want *want, struct why *w)
{
	struct session *s = b->p->session;
	enum err e = again(b, w);
	enum heard h;

	if (e != OK)
		return e;
	h = session_fetch(s, want->uid, want->uid, 1, on_item, b);
	switch (h) {
	case HEARD_OK:
		if (is_expunged(b, want))
			settle(b, want);
		return OK;
	case HEARD_NO:
		remember(b);
		return session_is_temporary(s) ? is_later(b, w) : OK;
	default:
		return drop(b, h) ? is_later(b, w) : OK;
	}
}

static void
give_broken(struct batch *b, struct want *want)
{
	struct fetched item = { .what = FETCH_BROKEN,
		.uid = want->uid,
		.internal_date = want->item.internal_date,
		.size = want->item.size,
		.error = mem_str(b->fault.s) };

	settle(b, want);
	put(b, &item);
}

/*
 * Message by message, three times. One that does not come while others do is
 * broken; where none comes, it is the server that is ill.
 */
static enum err
one_by_one(struct batch *b, struct why *w)
{
	size_t i, waiting = 1;
	int round;
	enum err e;

	for (round = 0; round < ROUNDS && waiting > 0; round++)
		for (i = 0, waiting = 0; i < b->count; i++) {
			if (b->wants[i].state != WAITING)
				continue;
			if ((e = alone(b, &b->wants[i], w)) != OK)
				return e;
			waiting += b->wants[i].state == WAITING;
		}
	if (waiting > 0 && b->good == 0)
		return is_later(b, w);
	for (i = 0; i < b->count; i++)
		if (b->wants[i].state == WAITING)
			give_broken(b, &b->wants[i]);
	return OK;
}

static enum err
all_at_once(struct batch *b, struct why *w)
{
	struct session *s = b->p->session;
	enum heard h = session_fetch(s, b->wants[0].uid,
	    b->wants[b->count - 1].uid, b->count, on_item, b);
	size_t i;

	switch (h) {
	case HEARD_OK:
		/* What did not come was expunged meanwhile. */
		for (i = 0; i < b->count; i++)
			if (is_expunged(b, &b->wants[i]))
				settle(b, &b->wants[i]);
		return one_by_one(b, w);
	case HEARD_NO:
		remember(b);
		return session_is_temporary(s) ? is_later(b, w)
					       : one_by_one(b, w);
	default:
		if (drop(b, h))
			return is_later(b, w);
		b->good = 0;
		b->p->batch = BATCH_CAREFUL;
		return one_by_one(b, w);
	}
}

static void
on_piece(void *ctx, const struct session_item *got)
{
	struct batch *b = ctx;

	if (got->uid != b->piece_uid || b->piece->bytes || !got->bytes)
		return;
	b->piece->bytes = copy(got->bytes, got->len);
	b->piece->len = got->len;
}

/* Pieces that broke the connection are asked for again, three times. */
static enum err
get_piece(struct batch *b, struct want *want, int64_t offset,
    struct fetched *piece_r, struct why *w)
{
	int round;
	enum err e;

	*piece_r = want->item;
	piece_r->bytes = NULL;
	b->piece = piece_r;
	b->piece_uid = want->uid;
	for (round = 0; round < ROUNDS; round++) {
		struct session *s = b->p->session;
		enum heard h;

		if ((e = again(b, w)) != OK)
			return e;
		h = session_piece(s, want->uid, offset, on_piece, b);
		if (h == HEARD_OK && piece_r->bytes)
			return OK;
		if (h == HEARD_OK)
			return why_set(&b->fault, ERR_ITEM,
			    "was removed while it was being read");
		free(piece_r->bytes);
		piece_r->bytes = NULL;
		remember(b);
		if (h == HEARD_NO && session_is_temporary(s))
			return is_later(b, w);
		if (h != HEARD_NO)
			session_close(s);
		if (queue_is_closed(b->p->queue))
			break;
	}
	return offset > 0 && !queue_is_closed(b->p->queue) ? ERR_ITEM
							   : is_later(b, w);
}

/* Behind a piece that ends with a CR without LF, Dovecot begins the next one a
 * byte late: so that CR begins the next one instead. */
static void
keep_cr_back(struct fetched *piece, bool last)
{
	if (!last && piece->len > 1 && piece->bytes[piece->len - 1] == '\r')
		piece->len--;
}

static enum err
give_pieces(struct batch *b, struct want *want, struct why *w)
{
	int64_t offset = 0;
	bool last = false;
	enum err e;

	while (!last) {
		struct fetched piece = want->item;

		want->item.bytes = NULL;
		if (piece.bytes == NULL) {
			e = get_piece(b, want, offset, &piece, w);
			if (e == ERR_ITEM)
				give_broken(b, want);
			if (e != OK)
				return e == ERR_ITEM ? OK : e;
		}
		piece.first = offset == 0;
		last = piece.len < b->p->conf->big ||
		       offset + (int64_t)piece.len == piece.size;
		keep_cr_back(&piece, last);
		offset += (int64_t)piece.len;
		piece.truncated = offset > b->p->conf->limit;
		last = piece.last = last || piece.truncated;
		if (last)
			settle(b, want);
		put(b, &piece);
		if (queue_is_closed(b->p->queue))
			return is_later(b, w);
	}
	return OK;
}

enum err
batch_fetch(struct pass *p, const uint32_t *uids, size_t count, struct why *w)
{
	struct batch b = { .p = p, .count = count };
	enum err e;
	size_t i;

	b.wants = mem_zero(count, sizeof(*b.wants));
	for (i = 0; i < count; i++)
		b.wants[i].uid = uids[i];
	why_set(&b.fault, OK, "stopped");
	e = all_at_once(&b, w);
	for (i = 0; i < count && e == OK; i++)
		if (b.wants[i].state == BIG)
			e = give_pieces(&b, &b.wants[i], w);
	for (i = 0; i < count; i++)
		free(b.wants[i].item.bytes);
	free(b.wants);
	return e;
}
