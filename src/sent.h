#ifndef SENT_H
#define SENT_H

#include "intake.h"

/*
 * What officers sent from the mailbox itself: its Sent folder is read, never
 * marked. What was there before the desk first looked is left alone.
 */
struct sent;

/* NULL where no folder is configured. Borrows store and setup. */
struct sent *sent_new(struct store *s, const struct setup *setup);
void sent_free(struct sent **p); /* sets NULL */
/* One look, when the last was long enough ago or at is new; connects and
 * hangs up again. ERR_LATER: the folder is out of reach; it is tried again.
 * stop_fd as in net/source.h. */
enum err sent_look(struct sent *p, int64_t now, int stop_fd, struct why *w);
/* Seconds between two looks. */
#define SENT_SECONDS 300

#endif
