#ifndef MAIL_QUOTE_SIGN_H
#define MAIL_QUOTE_SIGN_H

#include "mail/quote_lines.h"

/* What a client's own HTML element holds is a signature. */
void quote_marked_signatures(struct quote_cut *c);

/* Signatures, the words of a mail program, footers of mailing lists and
 * lawyers' paragraphs, at the end of each own passage. */
void quote_signatures(struct quote_cut *c);

#endif
