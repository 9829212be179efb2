#ifndef CARRY_H
#define CARRY_H

#include "mail/compose.h"

/*
 * Which files of a mail travel along with another one: those that are safe
 * to open, as far as the room goes; the rest is only named.
 */
struct carry_ask {
	const struct msg *msg;
	const int *parts; /* indexes; NULL: all attachments */
	size_t nparts;
	size_t room;     /* decoded bytes in all */
	bool hide;       /* names may tell who wrote: they are made neutral */
	bool named_only; /* nothing of this mail is to be opened */
};
/* One file as it is told of; why is Indonesian, "" where it comes along. */
struct carried_row {
	const char *name, *size, *why;
};
struct carried {
	const struct compose_file *files; /* arena */
	size_t nfiles;
	const struct carried_row *rows; /* of all that were asked for */
	size_t nrows;
};
void carry_files(
    struct arena *a, const struct carry_ask *q, struct carried *c_r);

/* A program or a page that runs one, by name or first bytes: never passed
 * on. */
bool carry_is_unsafe(const struct part *p);

#endif
