#ifndef DESK_RULES_H
#define DESK_RULES_H

#include "base/arena.h"
#include "base/err.h"
#include "desk/kind.h"

/*
 * Weighted patterns from conf/rules: one rule a section,
 *
 *	[rule office-failure]
 *	kind = pengaduan            (or: topic = data, or: flag = pengawasan)
 *	field = text                (subject | text | from | attachment | any)
 *	weight = 3.1
 *	why = the office failed to act
 *	pattern = \b(petugas|kantor)\b.{0,40}\btidak (ada|melayani)\b
 *	example = petugas tidak ada di tempat   (must match; checked at start)
 *	counter = petugas ada di tempat         (must not match; optional)
 *
 * Matching ignores case, over text whose informal spelling is normalised.
 */
struct rules;

/* Adds the rules of one file. ERR_ITEM with file:line. */
struct rules *rules_new(void);
enum err rules_add(struct rules *r, const char *path, const char *text,
    size_t n, struct why *w);
void rules_free(struct rules **r);
size_t rules_count(const struct rules *r);

#endif
