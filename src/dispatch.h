#ifndef DISPATCH_H
#define DISPATCH_H

#include "net/deliver.h"
#include "setup.h"
#include "store/store.h"

/*
 * Sends what is due in the outbox, one mail after the other. "sending" is on
 * the disk before the mail's DATA and the fate after it: a crash in between
 * leaves a mail that nobody sends blindly again.
 */
struct dispatch {
	struct store *store;
	struct deliver *deliver;
	const struct setup *setup;
	int64_t fixed_now; /* TOD_NONE: the clock */
	int stop_fd;       /* readable: stop between two mails */
};

struct dispatch_counts {
	int64_t sent, later, failed, uncertain;
};

/* Marks what an earlier run left between DATA and its answer. */
enum err dispatch_recover(struct dispatch *d, struct why *w);
/* OK: nothing more is due. ERR_LATER: the server is out of reach; what was
 * tried is queued again. Counts are added to c. */
enum err dispatch_due(
    struct dispatch *d, struct dispatch_counts *c, struct why *w);

#endif
