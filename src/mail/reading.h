#ifndef MAIL_READING_H
#define MAIL_READING_H

#include <stddef.h>

#include "base/arena.h"
#include "mail/msg.h"

/*
 * Sets m->text, the whole readable text, and m->reply_text, the author's own
 * words, from m->parts: the better of alternatives, several text parts joined
 * by a blank line, the text of an attached mail below a line that says so. At
 * most r->limits.text_bytes of text; more is cut.
 */
void reading_build(struct arena *a, const struct mail_reader *r, struct msg *m);

/* The readable text of the mail that parts[part], a child of a message/rfc822
 * part, is; without that of mails inside it. At most max bytes. */
const char *reading_mail(
    struct arena *a, const struct msg *m, size_t part, size_t max);

#endif
