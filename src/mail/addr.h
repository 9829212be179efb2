#ifndef MAIL_ADDR_H
#define MAIL_ADDR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "mail/msg.h"

/*
 * Address lists (RFC 5322 section 3.4 and 4.4, RFC 6854) and what is written
 * instead: commas in names, missing quotes, comments that never close.
 */
struct addr_list {
	struct addr *v; /* arena */
	size_t n, room, max;
	bool over; /* there were more than max */
};

/*
 * Adds the addresses of one field value (unfolded UTF-8, not decoded). Time
 * is linear and nothing recurses. Names are decoded; group names are dropped.
 */
void addr_read(struct arena *a, const char *value, struct addr_list *list);

/* What stands behind the last '@', "" where there is none. */
const char *addr_domain(const char *address);

/* local@domain fit for SMTP and headers: ASCII, no space, control, < > or
 * comma, one @, 3..254 bytes, local part at most 64 (RFC 5321 4.5.3.1). */
bool addr_is_safe(const char *address);

#endif
