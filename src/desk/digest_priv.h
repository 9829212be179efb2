#ifndef DESK_DIGEST_PRIV_H
#define DESK_DIGEST_PRIV_H

#include "desk/digest.h"
#include "desk/notice.h"
#include "desk/number.h"

/* Inside of the digest. */

/* What the open cases come to, and which are shown to this reader. */
struct sorted {
	const struct digest_case **late, **today; /* earliest first */
	size_t nlate, ntoday;
	int64_t waiting, next, unlisted;
	int64_t hidden_late, hidden_today; /* counted, not shown */
};
void digest_sort(
    struct arena *a, const struct digest_facts *f, struct sorted *s);
/* The list key of the first cases, and "KEY_more" with the number of others. */
void digest_add_cases(struct values *root, const char *key,
    const struct digest_facts *f, const struct digest_case **v, size_t n);

struct bar {
	const char *label;
	int64_t n;
	bool bad; /* anything but none is bad */
};

void digest_add_bars(struct values *root, const struct bar *v, size_t n);
void digest_add_trends(struct values *root, const char *key,
    const struct digest_facts *f, const struct digest_trend *v, size_t n);

/* The list "troubles"; how many. unlisted: deadlines that run in a year
 * without holiday list. */
int64_t digest_add_troubles(
    struct values *root, const struct digest_facts *f, int64_t unlisted);

/* "Kamis 19 Nov 16.00" */
const char *digest_say(
    struct arena *a, const struct digest_facts *f, int64_t at);

#endif
