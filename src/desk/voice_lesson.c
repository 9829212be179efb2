/*
 * Reads files of officers' prose with marks around what is not for the
 * citizen. It must never know what is learnt.
 */
#include <stdio.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/voice.h"

#define OPEN "\xe2\x9f\xa6"  /* U+27E6 */
#define CLOSE "\xe2\x9f\xa7" /* U+27E7 */
#define HEAD "=== "

/* Takes the marks out of n bytes at s. false: one is not closed. */
static bool
take_marks(struct arena *a, const char *s, size_t n, struct voice_lesson *l)
{
	size_t len = strlen(OPEN), i = 0, k = 0;
	bool *inside = arena_array(a, n + 1, sizeof(*inside)), in = false;
	char *text = arena_alloc(a, n + 1);

	while (i < n) {
		if (i + len <= n &&
		    memcmp(s + i, in ? CLOSE : OPEN, len) == 0) {
			in = !in;
			i += len;
			continue;
		}
		inside[k] = in;
		text[k++] = s[i++];
	}
	l->text = text;
	l->inside = inside;
	return !in;
}

/* "ID do|hold WHAT | Name" */
static bool
take_head(struct arena *a, const char *s, size_t n, struct voice_lesson *l)
{
	char id[32], how[8], what[16];
	const char *bar;

	s = arena_strn(a, s, n);
	bar = strstr(s, " | ");
	if (sscanf(s, "%31s %7s %15s", id, how, what) != 3 ||
	    (strcmp(how, "do") != 0 && strcmp(how, "hold") != 0))
		return false;
	l->id = arena_str(a, id);
	l->what = arena_str(a, what);
	l->name = bar != NULL ? bar + 3 : "";
	l->sent = strcmp(how, "do") == 0;
	return true;
}

static void
add(struct arena *a, struct voice_lessons *l, const struct voice_lesson *x)
{
	struct voice_lesson *v;

	if ((l->n & (l->n - 1)) == 0) { /* room for twice as many */
		v = arena_array(a, l->n ? 2 * l->n : 1, sizeof(*v));
		if (l->n > 0)
			memcpy(v, l->v, l->n * sizeof(*v));
		l->v = v;
	}
	l->v[l->n++] = *x;
}

static int
line_of(const char *text, const char *s)
{
	int line = 1;

	for (; text < s; text++)
		line += *text == '\n';
	return line;
}

enum err
voice_read(struct arena *a, struct voice_lessons *l, const char *path,
    const char *text, size_t n, struct why *w)
{
	const char *all = arena_strn(a, text, n), *s = all, *nl, *next, *end;
	struct voice_lesson x;

	if (!text_istarts(s, HEAD) && (s = strstr(s, "\n" HEAD)) != NULL)
		s++;
	for (; s != NULL && *s != '\0'; s = next) {
		nl = s + strcspn(s, "\n");
		next = strstr(nl, "\n" HEAD);
		next = next != NULL ? next + 1 : nl + strlen(nl);
		for (end = next; end > nl && strchr("\n ", end[-1]); end--)
			;
		x = (struct voice_lesson){ 0 };
		nl += *nl == '\n';
		if (end < nl || !take_head(a, s + strlen(HEAD),
				    strcspn(s, "\n") - strlen(HEAD), &x))
			return why_set(w, ERR_ITEM,
			    "%s:%d: expected \"=== ID do|hold WHAT | Name\" "
			    "and a text",
			    path, line_of(all, s));
		if (!take_marks(a, nl, (size_t)(end - nl), &x))
			return why_set(w, ERR_ITEM,
			    "%s:%d: a mark " OPEN " is not closed", path,
			    line_of(all, s));
		add(a, l, &x);
	}
	return OK;
}
