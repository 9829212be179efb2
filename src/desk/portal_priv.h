#ifndef DESK_PORTAL_PRIV_H
#define DESK_PORTAL_PRIV_H

#include "base/buf.h"
#include "base/re.h"
#include "desk/portal.h"

/* What portal.c (loading) and portal_read.c (reading, testing) share. */
#define QUESTION_MAX 8000 /* bytes of a question */

enum group {
	G_REQUESTER,
	G_ADDRESS,
	G_PHONE,
	G_QUESTION,
	G_EXTERNAL,
	G_DEADLINE,
	G_KIND,
	GROUPS
};
extern const char *const portal_groups[GROUPS];
/* "path:line: words: what" */
enum err portal_bad(const char *path, int line, const char *words,
    const char *what, struct why *w);

struct pattern {
	struct re *re; /* owned */
	int line;
};

struct gives {
	enum group group;
	const char *value;
	int line;
};

struct portal {
	const char *name, *channel, *path; /* in the arena of portals */
	int line;
	enum kind kind;
	bool trust, acknowledge;
	struct pattern from, subject; /* re NULL: not set */
	struct pattern *v;            /* owned */
	size_t n;
	struct gives *gives; /* owned */
	size_t ngives;
	const char *sample_from, *sample_subject;
	struct buf sample;
	bool in_text; /* of the example: its headers are over */
};

struct portals {
	struct arena *arena;
	struct portal *v; /* owned */
	size_t n;
};

#endif
