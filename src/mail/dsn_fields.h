#ifndef MAIL_DSN_FIELDS_H
#define MAIL_DSN_FIELDS_H

#include <stddef.h>

#include "base/arena.h"
#include "mail/msg.h"

#define DSN_MAX 1000 /* recipients of one report */

struct dsn_fields {
	struct dsn *v; /* room for DSN_MAX */
	size_t n;
	const char *original_id; /* a field that names the mail; "" at first */
};

/*
 * Adds the recipients that n bytes of message/delivery-status name: groups of
 * fields between blank lines (RFC 3464 section 2.1).
 */
void dsn_read_fields(
    struct arena *a, const char *s, size_t n, struct dsn_fields *r);

#endif
