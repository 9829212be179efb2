#ifndef MAIL_QUOTE_REST_H
#define MAIL_QUOTE_REST_H

#include "mail/quote_lines.h"

/* Ends c above the mail that is quoted as a whole, below a separator or the
 * block of its fields. */
void quote_rest(struct quote_cut *c);

#endif
