#ifndef MAIL_AUTHRES_H
#define MAIL_AUTHRES_H

#include "mail/msg.h"

/*
 * Sets m->auth from the Authentication-Results fields (RFC 8601) of the server
 * named authserv_id; "" trusts none. Only the topmost run of its fields counts
 * and in it the first that speaks of a method: what stands below came with the
 * mail and may be forged by its sender (the server has to strip it, section 5,
 * but not all do). DKIM and SPF pass only where their domain is aligned with
 * that of the only From address (RFC 7489 section 3.1): equal, or one below
 * the other and the upper no public suffix. Needs fields and from.
 */
void authres_read(struct arena *a, const char *authserv_id, struct msg *m);

/* Are two domains aligned in that sense? Case is ignored. */
bool authres_aligned(const char *a, const char *b);

#endif
