#ifndef POST_H
#define POST_H

#include "desk/decide.h"
#include "setup.h"
#include "store/cases.h"
#include "store/outbox.h"

/*
 * Turns a decided answer into a row of the outbox: draft, token, finished
 * bytes. One thing for one mail; nothing is sent here.
 */
struct post {
	const struct msg *msg;           /* what is answered */
	const struct decision *decision; /* template, to, language */
	const struct ticket_row *ticket; /* id 0: none */
	const char *dedup;               /* what makes it this mail */
	int64_t received, now;
	int64_t size; /* of the mail answered, bytes */
};

/* *queued_r false: a mail with this dedup key is there already. */
enum err post_answer(struct store *s, const struct setup *setup,
    struct arena *a, const struct post *p, bool *queued_r, struct why *w);

#endif
