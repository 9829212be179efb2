#ifndef MAIL_DSN_H
#define MAIL_DSN_H

#include "base/arena.h"
#include "mail/msg.h"

/*
 * Recognises a delivery report (RFC 3464, RFC 6533, and what mail servers
 * write in free words) and sets m->report, m->delayed_only, m->dsn, m->ndsn
 * and m->bounced_id. Needs the headers, parts and m->text. A feedback report
 * (RFC 5965) is one: the mail arrived and was not liked. A read receipt
 * (RFC 8098) and a mail in which a person speaks of a bounce are none.
 */
void dsn_read(struct arena *a, struct msg *m);

/* The enhanced status code (RFC 3463) that a server's words mean: written in
 * them, or derived from the SMTP reply or the usual phrases; "" if unknown. */
const char *dsn_status_of(struct arena *a, const char *words);

#endif
