/*
 * What an officer's mail quotes, and whether that is a citizen's mail: for
 * replies whose references name nothing that is known. Knows no store.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/command_priv.h"
#include "desk/officer.h"
#include "desk/phrase.h"

#define WORDS_MAX 2000
#define RUN 4  /* words that stand side by side in both */
#define HITS 4 /* such runs, of which half of one side must be found */
#define ROW 7  /* or so many of them in a row */

const char *
officer_quoted(struct arena *a, const struct msg *m)
{
	const char *own = m->reply_text, *at = m->text;
	const char *found = *own != '\0' ? strstr(at, own) : NULL;
	char *s = arena_str(a, found != NULL ? found + strlen(own) : at), *p;

	for (p = s; *p != '\0'; p++)
		if (*p == '>')
			*p = ' ';
	return s;
}

/* "bu" and "buku" are no neighbours: every word ends with a space. */
static size_t
runs_of(struct arena *a, const char *plain, size_t most, const char **v)
{
	size_t n = 0, k;
	const char *s = plain, *e;

	for (; *s != '\0' && n < most; s += strcspn(s, " "), s += *s == ' ') {
		for (e = s, k = 0; k < RUN && *e != '\0'; k++) {
			e += strcspn(e, " ");
			e += k + 1 < RUN && *e == ' ';
		}
		if (k < RUN)
			break;
		v[n++] = arena_printf(a, " %.*s ", (int)(e - s), s);
	}
	return n;
}

bool
officer_quotes(struct arena *a, const char *quoted, const char *said)
{
	const char **v = arena_array(a, WORDS_MAX, sizeof(*v));
	const char *q = command_plain(a, quoted), *s = command_plain(a, said);
	const char *all = arena_printf(a, " %s ", q);
	size_t i, n = runs_of(a, s, WORDS_MAX, v), hits = 0, of = n, mine;
	size_t row = 0;

	for (i = 0; i < n; i++) {
		bool is = strstr(all, v[i]) != NULL;

		hits += is;
		row = is ? row + 1 : 0;
		if (row == ROW)
			return true;
	}
	if (n == 0) /* a line of three words is quoted as a whole */
		return *s != '\0' && strchr(s, ' ') != NULL &&
		       strstr(all, arena_printf(a, " %s ", s)) != NULL;
	mine = runs_of(a, q, WORDS_MAX, v);
	if (mine < of)
		of = mine;
	return hits >= (of < HITS ? of : HITS) && hits * 2 >= of && hits > 0;
}

bool
officer_quotes_address(const char *quoted, const char *address)
{
	return *address != '\0' && text_istr(quoted, address) != NULL;
}
