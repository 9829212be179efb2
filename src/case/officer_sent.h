#ifndef OFFICER_SENT_H
#define OFFICER_SENT_H

#include "case/apply.h"
#include "case/casework.h"

/*
 * A mail that somebody of the office sent from the mailbox itself: found in
 * its Sent folder, or in the mailbox with proof that it is ours. What answers
 * a citizen's ticket is recorded as the answer and not sent again; our own
 * mails and others are filed. Sets outcome and reason of d. In the open
 * transaction; after an error the caller undoes.
 */
enum err officer_sent(struct casework *k, const struct apply *p,
    struct decision *d, struct applied *r, struct why *w);

/* The newest open ticket of one of these addresses, if it is the only open
 * one of that address; id 0: none. */
enum err officer_ticket_of(struct casework *k, const struct addrs *to,
    struct ticket_row *t_r, struct why *w);

#endif
