/*
 * The second source: the mailbox's Sent folder, looked at from time to time.
 * It must never know what an answer is.
 */
#include <stdlib.h>

#include "base/banned.h"
#include "base/mem.h"
#include "intake.h"
#include "sent.h"
#include "source_setup.h"

struct sent {
	struct store *s;
	struct source_setup source;
	struct intake *intake;
	int64_t looked_at;
};

struct sent *
sent_new(struct store *s, const struct setup *setup)
{
	struct sent *p = mem_zero(1, sizeof(*p));

	p->s = s;
	p->looked_at = TOD_NONE;
	if (!source_setup_sent(&p->source, &setup->settings)) {
		free(p);
		return NULL;
	}
	p->intake = intake_new(s, setup, p->source.name);
	intake_own(p->intake);
	return p;
}

void
sent_free(struct sent **p)
{
	if (*p == NULL)
		return;
	intake_free(&(*p)->intake);
	free(*p);
	*p = NULL;
}

/* The first time: from here on, for years of mails are no one's business. */
static enum err
begin_here(struct sent *p, struct source *src, struct why *w)
{
	struct source_status status = { 0 };
	enum err e = source_status(src, &status, w);

	if (e == OK) {
		e = store_begin(p->s, w);
		if (e == OK)
			e = intake_begin(p->intake, status.uidvalidity,
			    status.uidnext > 0 ? status.uidnext - 1 : 0, w);
	}
	source_status_free(&status);
	return e;
}

static enum err
look(struct sent *p, int64_t now, int stop_fd, struct why *w)
{
	struct source_position from;
	struct source *src = NULL;
	enum err e = intake_position(p->intake, &from, w);

	if (e == OK)
		e = source_open(&p->source.conf, &from, stop_fd, &src, w);
	if (e == OK && from.uidvalidity == 0) {
		e = begin_here(p, src, w);
	} else if (e == OK) {
		intake_now(p->intake, now);
		e = intake_pass(p->intake, src, w);
	}
	source_close(&src);
	return e;
}

enum err
sent_look(struct sent *p, int64_t now, int stop_fd, struct why *w)
{
	if (p == NULL || (p->looked_at != TOD_NONE && now >= p->looked_at &&
			     now - p->looked_at < SENT_SECONDS))
		return OK;
	p->looked_at = now;
	return look(p, now, stop_fd, w);
}
