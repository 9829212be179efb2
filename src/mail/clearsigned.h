#ifndef MAIL_CLEARSIGNED_H
#define MAIL_CLEARSIGNED_H

#include "base/buf.h"

/*
 * Takes the armour off text that was signed in place (RFC 4880 section 7):
 * headers and signature go, lines that a dash was put before get it off. What
 * stands around stays. The signature is not verified. From byte from of b on;
 * without a whole armour nothing changes.
 */
void clearsigned_unwrap(struct buf *b, size_t from);

#endif
