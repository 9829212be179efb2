#ifndef DESK_DECIDE_SURVEY_H
#define DESK_DECIDE_SURVEY_H

#include "desk/decide.h"
#include "desk/survey.h"

/*
 * Does this person's mail answer the survey of the ticket that it belongs to
 * (desk/survey.h)? Sets d_r->survey and surveyed. True: it is no more than
 * that, and decided: filed in silence, nothing reopens. False: it is, or is
 * also, a mail like any other.
 */
bool decide_survey(struct arena *a, const struct msg *m,
    const struct desk_facts *f, struct decision *d_r);

#endif
