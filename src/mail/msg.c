/*
 * The fields of a mail that was read, by name. Knows nothing of how it was
 * read, so that who only asks need not link the reader.
 */
#include "base/banned.h"
#include "base/text.h"
#include "mail/msg.h"

const char *
msg_field_n(const struct msg *m, const char *name, size_t n)
{
	size_t i;

	for (i = 0; i < m->nfields; i++)
		if (text_ieq(m->fields[i].name, name) && n-- == 0)
			return m->fields[i].value;
	return NULL;
}

const char *
msg_field(const struct msg *m, const char *name)
{
	return msg_field_n(m, name, 0);
}
