/*
 * Message identifiers out of any text. It knows nothing of threads.
 */
#include <string.h>

#include "base/banned.h"
#include "mail/header.h"
#include "mail/ids.h"

#define IDS_MAX 1000
#define ID_LEN_MAX 998

/* Finds the next id at or after *p: "<...>" or, if bare, a word with "@". */
static const char *
next_id(const char **p, size_t *n_r, bool bare)
{
	const char *s = *p, *end;

	while (*s != '\0') {
		if (bare) {
			s += strspn(s, " \t\r\n,;>\"()");
			end = s + strcspn(s, " \t\r\n,;>\"()");
		} else {
			if ((s = strchr(s, '<')) == NULL)
				break;
			s++;
			end = s + strcspn(s, "<>");
			if (*end != '>') {
				s = end;
				continue;
			}
		}
		*p = *end ? end + 1 : end;
		*n_r = (size_t)(end - s);
		if (*n_r > 0 && *n_r <= ID_LEN_MAX &&
		    (!bare || memchr(s, '@', *n_r) != NULL))
			return s;
		s = *p;
	}
	return NULL;
}

/* White space within an id is only a fold in the wrong place. */
static const char *
id_copy(struct arena *a, const char *s, size_t n)
{
	char *id = arena_alloc(a, n + 1), *to = id;
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] > ' ' && s[i] != 0x7f)
			*to++ = s[i];
	return id;
}

void
ids_read(struct arena *a, const char *value, struct strs *r)
{
	const char *p, *s;
	const char **v;
	size_t n = 0, len, i;
	bool bare;

	*r = (struct strs){ 0 };
	/* Exchange has put whole References fields into encoded words */
	if (strstr(value, "=?") != NULL && strchr(value, '<') == NULL)
		value = header_text(a, value);
	bare = strchr(value, '<') == NULL;
	for (p = value; next_id(&p, &len, bare) != NULL;)
		n++;
	if (n == 0)
		return;
	v = arena_array(a, n < IDS_MAX ? n : IDS_MAX, sizeof(*v));
	for (p = value, i = 0; (s = next_id(&p, &len, bare)) != NULL; i++) {
		if (i > 0 && n > IDS_MAX && i <= n - IDS_MAX)
			continue;
		v[r->n] = id_copy(a, s, len);
		r->n += *v[r->n] != '\0';
	}
	r->v = v;
}

const char *
ids_first(struct arena *a, const char *value)
{
	struct strs ids;

	ids_read(a, value, &ids);
	return ids.n > 0 ? ids.v[0] : "";
}
