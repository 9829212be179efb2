#ifndef DESK_DECIDE_PRIV_H
#define DESK_DECIDE_PRIV_H

#include "desk/decide.h"

/* Shared by the decide*.c files and nobody else: one mail being decided. */
struct deciding {
	struct arena *a;
	const struct desk *d;
	const struct msg *m;
	const struct desk_facts *f;
	struct decision *r;
	struct decision *second; /* r->second, NULL: none */
};

/* The ticket of a candidate; NULL gives NULL. */
const struct desk_ticket *decide_ticket(
    const struct desk_facts *f, const struct thread_candidate *c);
/* An event happens to the ticket in state from. */
void decide_step(struct decision *r, enum state from, enum ticket_event e);
/* A new ticket of r->kind, whose completeness is known: event, clock,
 * template and reason. */
void decide_open(struct deciding *x, const char *why);
/* Is the request complete for the office's own requirements too? Adds "akun"
 * to what is missing of a consultation. */
void decide_account(struct deciding *x, struct decision *r);
/* The topic of a consultation that the rules saw in a mail of another kind. */
enum topic decide_topic(const struct verdict *v);

/* decide_follow.c: what a further mail of the citizen does to his ticket. */
void decide_follow(struct deciding *x, const struct desk_ticket *t);
/* decide_task.c: a portal's task; false: it is none. */
bool decide_as_task(struct deciding *x);
/* decide_second.c: the case of its own that a question in a complaint becomes;
 * sets r->second and x->second. */
void decide_second(struct deciding *x);
/* decide_quiet.c: silence wins over every template, and says why. */
void decide_silence(struct deciding *x);

#endif
