#ifndef DESK_PORTAL_H
#define DESK_PORTAL_H

#include "base/arena.h"
#include "base/err.h"
#include "mail/msg.h"

/*
 * Notices of portals and web forms that are tasks: who asks what, where and
 * until when is read by patterns of conf/intake/NAME.conf:
 *
 *	[pst-bps]
 *	channel = pst
 *	from = noreply@pst\.bps\.go\.id
 *	subject = Permohonan baru
 *	pattern = Nomor\s*:\s*(?<external>\S+)
 *	pattern = Nama\s*:\s*(?<requester>.+)
 *	...
 *	example = path of a mail beside the file, or the text itself
 *
 * Named groups: requester address phone question external deadline name kind.
 */
struct portals;

struct portals *portals_new(void);
void portals_free(struct portals **p);
/* ERR_ITEM with file:line. */
enum err portals_add(struct portals *p, const char *path, const char *text,
    size_t n, struct why *w);
/* Every section against its own example; ERR_ITEM names what did not match. */
enum err portals_test(const struct portals *p, struct why *w);

struct portal_task {
	const char *portal;  /* section: "pst-bps" */
	const char *channel; /* of the ticket: "pst" "lapor" "formulir" */
	const char *requester, *address, *phone, *question, *external, *kind;
	int64_t deadline; /* TOD_NONE: none was named */
};
/* false: no notice of a portal. zone offset for a deadline without one. */
bool portal_find(struct arena *a, const struct portals *p, const struct msg *m,
    int offset, struct portal_task *t_r);

#endif
