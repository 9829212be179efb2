#ifndef NET_REPLY_H
#define NET_REPLY_H

#include "base/buf.h"
#include "net/deliver.h"

/*
 * One SMTP reply (code and the text libetpan kept of it, lines ended by LF)
 * into the result of a recipient: fate by the first digit (RFC 5321 4.2.1),
 * enhanced status (RFC 2034), words on one line.
 */
void reply_set(struct deliver_rcpt *r, int code, const char *text);

/* Our own words instead of a server's. */
void reply_ours(
    struct deliver_rcpt *r, enum deliver_fate fate, const char *words);

/* xtext (RFC 3461 4) of s into b. */
void reply_add_xtext(struct buf *b, const char *s);

#endif
