#ifndef MAIL_INVITE_H
#define MAIL_INVITE_H

#include <stddef.h>

#include "base/buf.h"

/*
 * Adds what a calendar shows of an invitation (text/calendar, RFC 5545), n
 * bytes of UTF-8: the first event's title, times with their zone as written,
 * place, organiser and words, a line each. Nothing without an event.
 */
void invite_add(struct buf *b, const char *s, size_t n);

#endif
