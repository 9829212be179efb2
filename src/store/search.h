#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "store/store.h"

/* Past answers and catalogue entries, found by their words (FTS5). */
struct entry {
	int64_t id;
	const char *source; /* "answer", "catalogue" */
	int64_t ticket;     /* 0 */
	const char *title;
	const char *body; /* of the catalogue: its link, line end, words */
	int64_t at;
};
struct entries {
	const struct entry *v; /* arena, best first */
	size_t n;
};
struct entry_ask {
	const char *words;  /* anything: it is no query language */
	const char *source; /* "" any */
	size_t limit;
};
/* All of that source go. */
enum err entry_clear(struct store *s, const char *source, struct why *w);
enum err entry_add(struct store *s, const struct entry *e, struct why *w);
/* The answer that was given in that ticket then: it was called back. */
enum err entry_drop(struct store *s, int64_t ticket, int64_t at, struct why *w);
enum err entry_find(struct store *s, struct arena *a, const struct entry_ask *q,
    struct entries *r, struct why *w);
/* What was added piece by piece becomes one index: each piece costs every word
 * that is looked for. Some 0.3 s for 100,000 answers, nothing when it is one.
 */
enum err entry_tidy(struct store *s, struct why *w);

#endif
