#ifndef MAIL_FORWARD_H
#define MAIL_FORWARD_H

#include <stdbool.h>

#include "base/arena.h"
#include "mail/msg.h"

/* A mail that somebody passed on; arena-owned, "" where it says nothing. */
struct forwarded {
	const char *note; /* the forwarder's own words above it */
	struct addr from; /* its author; address "" if only a name is there */
	const char *date; /* as written */
	const char *to;   /* as written */
	const char *subject;
	const char *text;       /* its readable text */
	const char *message_id; /* of an attached mail, without < > */
	bool attached;          /* as message/rfc822, not within the text */
	int part;               /* index of that part, -1 if inline */
};

/*
 * Tells a forward from a reply and takes it apart: inline as Gmail, Outlook,
 * Apple Mail, Thunderbird, Samsung, Yahoo, Zimbra, K-9 and others write it, or
 * attached. Needs m->text and m->reply_text. false: no forward.
 */
bool forward_find(struct arena *a, const struct msg *m, struct forwarded *f_r);

#endif
