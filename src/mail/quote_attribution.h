#ifndef MAIL_QUOTE_ATTRIBUTION_H
#define MAIL_QUOTE_ATTRIBUTION_H

#include "mail/quote_lines.h"

#define QUOTE_JOIN_LINES 6   /* lines over which an attribution may wrap */
#define QUOTE_JOIN_BYTES 700 /* and its bytes; the cap of c->joined */

/* Attributions: with quoted lines below they go alone; without, all below
 * them is the quote. Returns where that begins, n if nowhere. */
size_t quote_attributions(struct quote_cut *c);
/* Does an attribution end in line i? */
bool quote_is_attribution(struct quote_cut *c, size_t i);

#endif
