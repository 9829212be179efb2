#ifndef CASEVALUES_H
#define CASEVALUES_H

#include "case/casework.h"
#include "desk/assign.h"
#include "desk/notice.h"

/*
 * The case block of the officers' mails (desk/notice.h) for one reader who
 * may know of the ticket: office, reader, the case and who else may see it.
 * Of a secret case neither name nor address is put in, for anybody.
 */
struct casevalues {
	const struct ticket_row *ticket;
	const struct officer *reader;
	bool watching;    /* the case is not his to answer */
	const char *desk; /* address that the actions are sent to */
};
enum err case_values(struct casework *k, const struct casevalues *q,
    struct values *m, struct why *w);

/* What assign.h asks about a ticket; the weekday is that of its opening. */
struct assign_case case_assign(
    const struct casework *k, const struct ticket_row *t);
/* The reasons of a verdict in words for officers, as list "reasons". */
/* t: whose; of a secret one without the words that speak for it. */
void case_reasons(
    struct values *m, const struct verdict *v, const struct ticket_row *t);
/* Words of the citizen as the officers of t may read them: of a secret case
 * without what says who he is. */
const char *case_masked(
    const struct casework *k, const struct ticket_row *t, const char *text);
/* Names joined: "Dewi, Hasan dan Rina". */
const char *case_names(
    struct arena *a, struct officers v, const struct officer *but);

#endif
