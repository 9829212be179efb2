/*
 * Which messages to fetch next: windows of UIDs, cut into batches. It knows
 * no message's content.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "net/batch.h"
#include "net/pass.h"

#define WINDOW 20000u /* a list of so many UIDs has about 1 MiB */
#define BATCH_FIRST 32
#define BATCH_MOST 256

void
pass_init(struct pass *p, struct session *s, struct queue *q,
    const struct source_position *from)
{
	*p = (struct pass){ .session = s,
		.queue = q,
		.conf = s->conf,
		.uidvalidity = from->uidvalidity,
		.done = from->last_uid,
		.batch = BATCH_FIRST };
}

void
pass_free(struct pass *p)
{
	free(p->uids);
	p->uids = NULL;
}

enum err
pass_begin(struct pass *p, struct why *w)
{
	enum err e;

	p->at_end = false;
	p->uid_count = p->uid_at = 0;
	if (p->session->imap == NULL) {
		if ((e = session_open(p->session, w)) != OK)
			return e;
		if (p->session->uidvalidity != p->uidvalidity)
			p->done = 0;
		p->uidvalidity = p->session->uidvalidity;
	} else if (session_noop(p->session) != HEARD_OK) {
		return why_set(w, ERR_LATER, "%s:%d: %s", p->conf->net->host,
		    p->conf->net->port, session_words(p->session));
	}
	p->listed = p->done;
	p->window = WINDOW;
	return OK;
}

static void
add_uid(void *ctx, uint32_t uid)
{
	struct pass *p = ctx;

	/* "n:*" gives the last message even where it is before n. */
	if (uid <= p->listed)
		return;
	if (p->uid_count == p->uid_room) {
		p->uid_room = p->uid_room ? p->uid_room * 2 : 256;
		p->uids = mem_grow(p->uids, p->uid_room * sizeof(*p->uids));
	}
	p->uids[p->uid_count++] = uid;
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static void
sort_uids(struct pass *p)
{
	size_t i, n = 0;

	if (p->uid_count == 0)
		return;
	qsort(p->uids, p->uid_count, sizeof(*p->uids), by_number);
	for (i = 1; i < p->uid_count; i++)
		if (p->uids[i] != p->uids[n])
			p->uids[++n] = p->uids[i];
	p->uid_count = n + 1;
}

/* The last window is open ended: what came meanwhile is in it. */
static enum err
list_window(struct pass *p, struct why *w)
{
	uint32_t from = p->listed + 1, upto = p->listed + p->window;
	bool last = upto <= p->listed || upto + 1 >= p->session->uidnext ||
		    upto == UINT32_MAX;

	p->uid_count = p->uid_at = 0;
	if (p->listed == UINT32_MAX) {
		p->at_end = true;
		return OK;
	}
	if (session_list(p->session, from, last ? 0 : upto, add_uid, p) !=
	    HEARD_OK)
		return why_set(w, ERR_LATER, "%s:%d: list of messages: %s",
		    p->conf->net->host, p->conf->net->port,
		    session_words(p->session));
	sort_uids(p);
	/* Where few messages are left, their numbers lie far apart. */
	if (p->uid_count < WINDOW / 16 && p->window < UINT32_MAX / 4)
		p->window *= 2;
	if (last)
		p->listed = UINT32_MAX;
	else
		p->listed = upto;
	return OK;
}

enum err
pass_step(struct pass *p, struct why *w)
{
	size_t left = p->uid_count - p->uid_at;
	size_t n = left < p->batch ? left : p->batch;
	enum err e;

	if (n == 0)
		return list_window(p, w);
	e = batch_fetch(p, p->uids + p->uid_at, n, w);
	p->uid_at += n;
	if (e == OK && p->batch < BATCH_MOST)
		p->batch *= 2;
	return e;
}
