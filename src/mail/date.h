#ifndef MAIL_DATE_H
#define MAIL_DATE_H

#include <stdint.h>

#include "mail/msg.h"

/*
 * A date of RFC 5322 section 3.3 and 4.3 (two-digit years, zone names,
 * comments), asctime() and ISO 8601 forms; month names also in Indonesian.
 * Without a zone it is UTC. TOD_NONE if unreadable.
 */
int64_t date_read(const char *value);

/* The date behind the last ";" of a Received field. */
int64_t date_received(const char *value);

#endif
