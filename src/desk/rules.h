#ifndef DESK_RULES_H
#define DESK_RULES_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "desk/kind.h"

/*
 * Weighted patterns from conf/rules: one rule a section,
 *
 *	[words office]          (a family of words, for patterns that follow,
 *	list = petugas|kantor    also in the files read later)
 *
 *	[rule office-failure]
 *	kind = pengaduan            (or: topic = data, or: flag = pengawasan)
 *	field = text                (subject | text | from | attachment |
 *	                             header | any = subject and text; any is
 *	                             the default)
 *	weight = 3.1                (-20..20; 1 where absent)
 *	why = the office failed to act
 *	pattern = \b({office})\b.{0,40}\btidak (ada|melayani)\b
 *	example = petugas tidak ada di tempat   (must match; checked at start)
 *	counter = petugas ada di tempat         (must not match; optional)
 *
 * A value may go on in lines that start with white space; a space beside a '|'
 * is no part of it (write \s for one that is). kind, topic and flag may stand
 * together; example and counter may be
 * repeated, one example is required. Matching ignores case, over text whose
 * informal spelling is normalised (desk/normal.h).
 */
struct rules;

/* Adds the rules of one file. ERR_ITEM with file:line. */
struct rules *rules_new(void);
enum err rules_add(struct rules *r, const char *path, const char *text,
    size_t n, struct why *w);
void rules_free(struct rules **r);
size_t rules_count(const struct rules *r);

enum rule_field {
	RULE_ANY,
	RULE_SUBJECT,
	RULE_TEXT,
	RULE_FROM,
	RULE_ATTACHMENT,
	RULE_HEADER,
	RULE_FIELDS
};

struct rule {
	const char *name, *why, *flag; /* flag "" where it has none */
	const char *path;
	int line;
	enum kind kind;
	enum topic topic;
	enum rule_field field;
	double weight;
};

const struct rule *rules_at(const struct rules *r, size_t i);

/* What the patterns look at; normalised, never NULL. */
struct rule_text {
	const char *field[RULE_FIELDS];
};

struct rule_hit {
	const struct rule *rule;
	const char *words; /* what was seen, in the arena, at most 60 bytes */
	size_t at;         /* where in its field */
};

/* All rules that match, in the order of the files. */
size_t rules_match(struct arena *a, const struct rules *r,
    const struct rule_text *t, const struct rule_hit **hits_r);

#endif
