#ifndef NET_PASS_H
#define NET_PASS_H

#include "net/queue.h"
#include "net/session.h"

/*
 * One look through the mailbox, batch by batch: what is new goes into the
 * queue in the order of the UIDs. Used by the thread that owns the session.
 *
 *	pass_begin(&p, &w);
 *	while (!p.at_end && pass_step(&p, &w) == OK)
 *		...
 */
struct pass {
	struct session *session; /* borrowed, as the next two */
	struct queue *queue;
	const struct source_conf *conf;
	uint32_t uidvalidity;
	uint32_t done; /* every UID up to here has been given */
	bool at_end;

	uint32_t listed; /* the window reaches up to here */
	uint32_t window; /* how many UIDs to list at once */
	uint32_t *uids;  /* owned: of the window, sorted, not yet fetched */
	size_t uid_count, uid_at, uid_room;
	size_t batch; /* how many to fetch at once */
};

void pass_init(struct pass *p, struct session *s, struct queue *q,
    const struct source_position *from);
void pass_free(struct pass *p);

/* Connects where needed, else asks for news. Another UIDVALIDITY than that of
 * the position begins from 1. */
enum err pass_begin(struct pass *p, struct why *w);
/* Lists a window or fetches a batch; sets at_end when nothing is left. */
enum err pass_step(struct pass *p, struct why *w);

#endif
