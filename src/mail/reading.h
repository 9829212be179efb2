#ifndef MAIL_READING_H
#define MAIL_READING_H

#include "base/arena.h"
#include "mail/msg.h"

/*
 * Sets m->text, the whole readable text, and m->reply_text, the author's own
 * words, from m->parts: the better of alternatives, several text parts joined
 * by a blank line, the text of an attached mail below a line that says so. At
 * most r->limits.text_bytes of text; more is cut.
 */
void reading_build(struct arena *a, const struct mail_reader *r, struct msg *m);

/*
 * One part of type text as readable text: transfer encoding, charset, flowed
 * lines and HTML undone; at most max bytes, arena-owned.
 */
const char *reading_part(
    struct arena *a, const struct msg *m, const struct part *p, size_t max);

#endif
