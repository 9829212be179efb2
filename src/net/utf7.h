#ifndef NET_UTF7_H
#define NET_UTF7_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * Mailbox names on the wire: modified UTF-7 (RFC 3501 5.1.3). Both add to b;
 * false when s is not UTF-8, or no modified UTF-7 (then s is added as it is).
 */
bool utf7_add(struct buf *b, const char *utf8);
bool utf7_add_decoded(struct buf *b, const char *wire);

#endif
