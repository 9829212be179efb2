#ifndef MAIL_SPLIT_H
#define MAIL_SPLIT_H

#include "base/arena.h"
#include "base/err.h"
#include "mail/msg.h"
#include "mail/param.h"

/*
 * The MIME tree of a mail (RFC 2045, 2046), built without recursion and
 * within limits. A node is a part and what only building it needs.
 */
struct node {
	struct part p;        /* parent counts in nodes while the tree grows */
	struct field *fields; /* p.fields, which may still change */
	struct params type, disposition;
	size_t first, last, next; /* children and sister, 0: none */
};

struct tree {
	struct arena *a;
	const struct mail_limits *limits;
	struct mail_passed passed;
	struct node *v; /* arena */
	size_t n, room;
	size_t header_bytes; /* so far */
	size_t copied;       /* bytes of decoded embedded mails */
	enum err err;        /* ERR_ITEM: a limit stopped the work */
	struct why *w;
};

/*
 * Splits n bytes and what is embedded in them: mails, also encoded ones, and
 * files within text. The nodes have type, charset, encoding, fields (raw
 * bytes), body and parent set. There is always a first node with its fields.
 * err of t tells whether all of it was read.
 */
void split_mail(struct tree *t, const char *raw, size_t n);

/* The parts in order of appearance, parents renumbered, attachments named. */
struct part *split_parts(const struct tree *t);

#endif
