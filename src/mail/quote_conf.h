#ifndef MAIL_QUOTE_CONF_H
#define MAIL_QUOTE_CONF_H

#include <stdbool.h>
#include <stddef.h>

#include "mail/quote.h"

/* The kinds of lines that patterns tell; the sections of the files. */
enum quote_kind {
	QUOTE_ATTRIBUTION,
	QUOTE_SEPARATOR,
	QUOTE_CLIENT,
	QUOTE_DISCLAIMER,
	QUOTE_OURS
};
#define QUOTE_KINDS 5

/* One line, or several joined by spaces, white space at both ends off. */
bool quote_is(const struct quote_patterns *q, enum quote_kind kind,
    const char *s, size_t n);

#endif
