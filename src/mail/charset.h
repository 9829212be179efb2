#ifndef MAIL_CHARSET_H
#define MAIL_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * Adds n bytes of text in the charset that its label claims (any case, may be
 * "" or nonsense) as valid UTF-8 without NUL. What is valid UTF-8 is taken as
 * such whatever the label says, where that is plausible; else the label counts
 * (gb2312 as GB18030, iso-8859-1 as windows-1252, ... as all mail clients do);
 * else windows-1252. Bytes that mean nothing become U+FFFD. Linear in n.
 * false only where b's cap was reached; what fits is then in b, whole
 * characters, and b->over stays unset so that the caller may go on.
 */
bool charset_add_utf8(
    struct buf *b, const char *charset, const char *p, size_t n);

#endif
