#ifndef FACTS_PRIV_H
#define FACTS_PRIV_H

#include "case/facts.h"

/* Inside of facts_collect(). */

/* f_r->tickets, one per candidate, and what was said in them. */
enum err facts_tickets(struct store *s, const struct setup *setup,
    struct arena *a, const struct facts_ask *q, struct desk_facts *f_r,
    struct why *w);
/* What automatic mail has gone to whom this mail would be answered to. */
enum err facts_spent(struct store *s, const struct setup *setup,
    struct arena *a, const struct facts_ask *q, struct desk_facts *f_r,
    struct why *w);

/* The author's own words of a mail in the inbox, in the arena; "" for one that
 * is too large or cannot be read. */
enum err facts_words(struct store *s, const struct setup *setup,
    struct arena *a, int64_t inbox, const char **words_r, struct why *w);

#endif
