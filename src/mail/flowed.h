#ifndef MAIL_FLOWED_H
#define MAIL_FLOWED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * Adds format=flowed text (RFC 3676) with its lines joined to paragraphs
 * again: soft ends taken out (with their space if delsp), space-stuffing
 * undone, quote depth kept as "> " signs, "-- " kept as it is. Lines of s end
 * in LF or CRLF, those of b in LF. false where b's cap cut the text.
 */
bool flowed_add(struct buf *b, const char *s, size_t n, bool delsp);

#endif
