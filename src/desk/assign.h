#ifndef DESK_ASSIGN_H
#define DESK_ASSIGN_H

#include "desk/kind.h"
#include "desk/office.h"

/*
 * Who may know of a ticket and who is told (DESIGN section 5): complaints are
 * for the role pengaduan alone, supervisory ones for pengaduan and kepala.
 */
struct assign_case {
	enum kind kind;
	bool secret, supervisory;
	const char *officer; /* whose ticket it is, "" */
	int weekday;         /* 0 Sunday, of the day it came */
	int64_t turn;        /* number of tickets dealt out so far */
};
struct officers {
	const struct officer *const *v; /* arena */
	size_t n;
};

bool assign_may_know(const struct assign_case *c, const struct officer *who);
/* Whose a new ticket becomes: NULL when all are told. */
const struct officer *assign_owner(
    const struct office *o, const struct assign_case *c);
/* Who is told of what happens to it: its owner, else all of the right role;
 * never empty while the office has officers who may know. */
struct officers assign_told(
    struct arena *a, const struct office *o, const struct assign_case *c);
/* Is it he who answers it, one of those who are told? */
bool assign_handles(struct arena *a, const struct office *o,
    const struct assign_case *c, const struct officer *who);
/* Those with one of the roles who may know; for the ladder. */
struct officers assign_roles(struct arena *a, const struct office *o,
    const struct assign_case *c, unsigned roles);
/* Who hears of alarms: koordinator, else admin, kepala, everyone. */
struct officers assign_alarm(struct arena *a, const struct office *o);

#endif
