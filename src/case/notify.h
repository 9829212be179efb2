#ifndef NOTIFY_H
#define NOTIFY_H

#include "case/casework.h"
#include "desk/assign.h"
#include "desk/decide.h"
#include "store/inbox.h"

/*
 * Mails to officers about a ticket: one per event and officer, to those who
 * may know and nobody else.
 */
enum notify_what {
	NOTIFY_NEW,      /* a new ticket */
	NOTIFY_ADDITION, /* the citizen wrote again */
	NOTIFY_BOUNCE,   /* the citizen did not get our mail */
	NOTIFY_HANDED,   /* it is yours now */
	NOTIFY_REOPENED
};
struct notify {
	enum notify_what what;
	const struct ticket_row *ticket;
	const struct msg *msg;           /* the mail that caused it, NULL; of a
					  * bounce only its dsn counts */
	const struct inbox_row *row;     /* its row, NULL */
	const struct decision *decision; /* reasons, missing details, NULL */
	const char *words;               /* more to say, "" */
};
enum err notify(struct casework *k, const struct notify *n, struct why *w);

/* Something is wrong that a person must hear of: to assign_alarm(). key makes
 * it unique; words are Indonesian, complete sentences, no secrets. */
struct notify_alarm {
	const char *key, *subject, *words;
	int64_t ticket; /* 0 */
};
enum err notify_alarm(
    struct casework *k, const struct notify_alarm *n, struct why *w);

/* A mail was put aside: assign_alarm() hears why, and how to release it.
 * Neither writer nor subject is told, for it may be a complaint. */
enum err notify_quarantine(struct casework *k, const struct inbox_row *row,
    const char *reason, struct why *w);

#endif
