#ifndef STORE_PEOPLE_H
#define STORE_PEOPLE_H

#include "store/store.h"

/* One address outside the office. Budgets are counted from the outbox
 * (outbox_spent), so they cannot drift. */
struct person {
	const char *address; /* compared without case */
	const char *name;
	const char *language; /* "id", "en" or "" */
	int64_t first_at, last_at;
	int64_t muted_until; /* TOD_NONE: not; INT64_MAX: for good */
	const char *muted_why;
	int64_t hard_bounces; /* permanent failures since the last mail */
};

/* address == NULL in p_r: unknown. */
enum err person_get(struct store *s, struct arena *a, const char *address,
    struct person *p_r, struct why *w);
/* He wrote: name and language (where not ""), last_at of p; whoever writes is
 * alive, so bounces are forgotten and the mute ends. */
enum err person_wrote(struct store *s, const struct person *p, struct why *w);
/* No automatic mail to him until then: muted_until, muted_why, last_at of p;
 * hard_bounces are added. */
enum err person_mute(struct store *s, const struct person *p, struct why *w);

/* An officer's correction, for the classifier. */
struct lesson_row {
	int64_t id; /* set by lesson_list() */
	int64_t at;
	const char *officer;
	const char *features; /* text it is learnt from */
	const char *kind, *topic;
	int64_t ticket;
};
struct lesson_rows {
	const struct lesson_row *v;
	size_t n;
};
enum err lesson_add(struct store *s, const struct lesson_row *l, struct why *w);
enum err lesson_list(struct store *s, struct arena *a, struct page page,
    struct lesson_rows *r, struct why *w);

/* A survey answer, 1..5: one a ticket, a later one replaces it. */
struct rating_row {
	int64_t ticket;
	int score;
	const char *words;
	int64_t at;
};
enum err rating_set(struct store *s, const struct rating_row *r, struct why *w);

#endif
