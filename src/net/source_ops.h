#ifndef NET_SOURCE_OPS_H
#define NET_SOURCE_OPS_H

#include "net/source.h"

/*
 * What a kind of source has to do; a kind's own struct begins with a struct
 * source. The calls mean what net/source.h says of the functions.
 */
struct source_ops {
	enum err (*next)(struct source *src, int timeout_ms,
	    struct fetched *item_r, struct why *w);
	void (*mark)(struct source *src, uint32_t uid, const char *outcome);
	enum err (*flush)(struct source *src, struct why *w);
	enum err (*wait)(struct source *src, int seconds, struct why *w);
	enum err (*status)(
	    struct source *src, struct source_status *status_r, struct why *w);
	void (*close)(struct source *src); /* frees src too */
};

struct source {
	const struct source_ops *ops;
	bool needs_person;
};

#endif
