#ifndef SETUP_H
#define SETUP_H

#include "base/arena.h"
#include "desk/decide.h"
#include "desk/reply.h"
#include "desk/token.h"
#include "settings.h"

/*
 * The settings and everything that they name, loaded and checked: calendar,
 * rules, classifier, quote patterns, portals, templates, key. Const after
 * loading.
 */
struct setup {
	struct arena *arena;
	struct settings settings;
	struct calendar *calendar;
	struct rules *rules;
	struct classifier *classifier;
	struct voice *voice; /* how officers write; NULL: not shipped */
	const char *model;   /* the file that the classifier learnt from; "" */
	struct quote_patterns *quotes;
	struct portals *portals;
	struct understanding *understanding;
	struct templates *templates;
	struct token_key key; /* zero until setup_key() */
};

/* ERR_ITEM: w names file and line. s_r is owned by the caller. */
enum err setup_load(const char *path, struct setup **s_r, struct why *w);
void setup_free(struct setup **s);

/*
 * The key of the tokens: read from its file (mode 0600), made there when
 * make is set and it does not exist.
 */
enum err setup_key(struct setup *s, bool make, struct why *w);

/* Where `tanggap train` leaves what it learnt: beside the database. */
const char *setup_learnt(struct arena *a, const struct settings *c);

/* The desk's view of it. */
struct desk setup_desk(const struct setup *s);

#endif
