#ifndef MAIL_PART_H
#define MAIL_PART_H

#include <stdbool.h>

#include "mail/split.h"

/* What the header of a part says about it. */

/* Sets type, parameters, charset, encoding and flowed from the fields. parent
 * is NULL for the mail itself: a digest holds mails where nothing is said. */
void part_head(struct arena *a, struct node *node, const struct part *parent);

bool part_is(const struct part *p, const char *type);
bool part_is_multipart(const struct part *p);
bool part_is_mail(const struct part *p); /* message/rfc822, message/global */

/* A multipart that nothing parts is read as text. */
void part_is_text(struct node *node);

/*
 * Once the tree stands: fields as UTF-8, file names, Content-ID, what is
 * attached and what is shown, sizes and types by content. Decodes nothing to
 * memory.
 */
void part_describe(struct tree *t);

#endif
