/*
 * Text that PGP signed in place, as its reader sees it. Knows no key: who
 * signed is not known here.
 */
#include <stdbool.h>
#include <string.h>

#include "base/banned.h"
#include "mail/clearsigned.h"

#define BEGIN "-----BEGIN PGP SIGNED MESSAGE-----\n"
#define MIDDLE "\n-----BEGIN PGP SIGNATURE-----\n"
#define END "\n-----END PGP SIGNATURE-----"

/* The armour's lines stand at the begin of a line. */
static char *
line_that_is(char *s, const char *start, const char *what)
{
	for (; (s = strstr(s, what)) != NULL; s++)
		if (s == start || s[-1] == '\n')
			return s;
	return NULL;
}

void
clearsigned_unwrap(struct buf *b, size_t from)
{
	char *start = b->s + from, *at, *s, *mid, *end, *to;

	if (b->len <= from || (at = line_that_is(start, start, BEGIN)) == NULL)
		return;
	s = strstr(at, "\n\n"); /* "Hash: SHA256" and its like end there */
	mid = s != NULL ? strstr(s + 1, MIDDLE) : NULL;
	end = mid != NULL ? strstr(mid, END) : NULL;
	if (end == NULL)
		return;
	end += strlen(END);
	for (to = at, s += 2; s < mid + 1; s++) {
		if (s[-1] == '\n' && s[0] == '-' && s[1] == ' ')
			s += 2;
		*to++ = *s;
	}
	memmove(to, end, (size_t)(b->s + b->len - end));
	buf_cut(b, (size_t)(to - b->s) + (size_t)(b->s + b->len - end));
}
