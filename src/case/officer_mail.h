#ifndef OFFICER_MAIL_H
#define OFFICER_MAIL_H

#include "case/apply.h"
#include "case/casework.h"

/*
 * An officer's mail (DESIGN sections 5 and 7): what it means by
 * officer_plan(), then carried out: commands all or nothing, one receipt, or
 * a question back. Sets outcome and reason of d, which was decided as
 * OUTCOME_COMMAND. In the open transaction; after an error the caller undoes.
 */
/* One author, and the office's own server vouches for his domain. */
bool officer_is_proven(const struct msg *m);
enum err officer_mail(struct casework *k, const struct apply *p,
    struct decision *d, struct applied *r, struct why *w);

#endif
