#ifndef DISPATCH_H
#define DISPATCH_H

#include "net/deliver.h"
#include "setup.h"
#include "store/store.h"

/*
 * Sends what is due in the outbox, one mail after the other; a row is one
 * mail to one recipient. "sending" is on the disk when the connection stands
 * and before the mail's DATA (while there are more mails, in one commit with
 * the fate of the one before), the fate after it: a crash in between leaves a
 * mail that nobody sends blindly again. Of hidden cases the log tells neither
 * address nor the server's words.
 */
struct dispatch_counts {
	int64_t sent, later, failed, uncertain;
};

struct dispatch {
	struct store *store;
	struct deliver *deliver;
	const struct setup *setup;
	int64_t fixed_now;             /* TOD_NONE: the clock */
	int stop_fd;                   /* readable: stop between two mails */
	struct dispatch_counts counts; /* grow; the caller's to reset */
};

/*
 * First makes uncertain what was left between DATA and its fate, by an
 * earlier run or by a failed commit. OK: nothing more is due. ERR_LATER: the
 * server is out of reach; what was tried is queued again, what was not is as
 * it was. A row that cannot be sent at all is failed, with the reason.
 */
enum err dispatch_due(struct dispatch *d, struct why *w);

#endif
