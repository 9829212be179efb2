/*
 * Questions about who somebody is to the office. It knows addresses and
 * nothing of mails, so a forged From is the caller's to doubt.
 */
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/office.h"

/* The local part ends at its first '+': what follows is a token's, or a
 * person's own sorting. */
static bool
same_mailbox(const char *a, const char *b)
{
	const char *at_a = strrchr(a, '@'), *at_b = strrchr(b, '@');
	size_t n, m;

	if (at_a == NULL || at_b == NULL || !text_ieq(at_a, at_b))
		return false;
	n = strcspn(a, "+@");
	m = strcspn(b, "+@");
	return n > 0 && n == m && strncasecmp(a, b, n) == 0;
}

const struct officer *
office_officer(const struct office *o, const char *address)
{
	size_t i;

	for (i = 0; i < o->nofficers; i++)
		if (same_mailbox(o->officers[i].address, address))
			return &o->officers[i];
	return NULL;
}

const struct officer *
office_officer_id(const struct office *o, const char *id)
{
	size_t i;

	for (i = 0; i < o->nofficers; i++)
		if (text_ieq(o->officers[i].id, id))
			return &o->officers[i];
	return NULL;
}

bool
office_is_own(const struct office *o, const char *address)
{
	size_t i;

	if (o->address != NULL && same_mailbox(o->address, address))
		return true;
	for (i = 0; i < o->aliases.n; i++)
		if (same_mailbox(o->aliases.v[i], address))
			return true;
	return false;
}
