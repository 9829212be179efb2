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

/*
 * The survey of a closed ticket (PermenPANRB 14/2017): asked once, answered
 * by a plain reply; a later answer replaces the earlier one. score and
 * element[] are 1..4, 0 where not given; others are ERR_ITEM. Both need an
 * open transaction.
 */
#define SURVEY_ELEMENTS 9 /* U1..U9 of DOMAIN section 3 */
struct rating_row {
	int64_t ticket;
	int64_t asked_at, answered_at; /* TOD_NONE */
	int score;                     /* the one question */
	int element[SURVEY_ELEMENTS];
	const char *words;
};
/* ERR_ITEM: asked before. */
enum err rating_ask(struct store *s, int64_t ticket, int64_t at, struct why *w);
/* *asked_r false: nobody asked, nothing was done. */
enum err rating_set(
    struct store *s, const struct rating_row *r, bool *asked_r, struct why *w);
/* ticket 0 in r_r: there is none. */
enum err rating_get(struct store *s, struct arena *a, int64_t ticket,
    struct rating_row *r_r, struct why *w);
struct rating_rows {
	const struct rating_row *v;
	size_t n;
};
/* Asked in [from, to). */
enum err rating_list(struct store *s, struct arena *a, int64_t from, int64_t to,
    struct rating_rows *r, struct why *w);

#endif
