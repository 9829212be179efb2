#ifndef APPLY_H
#define APPLY_H

#include "desk/decide.h"
#include "setup.h"
#include "store/cases.h"
#include "store/inbox.h"

/*
 * Carries out a decision in the open transaction: ticket, parts, events,
 * answer, outcome. All of it or (after an error) nothing: the caller undoes.
 */
struct apply {
	const struct inbox_row *row;
	const struct msg *msg;
	const struct decision *decision;
	int64_t received, now;
	bool old; /* received too long ago for an automatic answer */
};

struct plan;
struct applied {
	struct ticket_row ticket; /* id 0: none */
	struct ticket_row second; /* of a complaint that also asks */
	bool answered;            /* an answer was queued */
	const struct plan *plan;  /* of an officer's mail, NULL */
};

enum err apply_decision(struct store *s, const struct setup *setup,
    struct arena *a, const struct apply *p, struct applied *r, struct why *w);

#endif
