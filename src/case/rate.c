/*
 * Answers to the survey, from the decision into the store. It must never know
 * how they are read or counted.
 */
#include <string.h>

#include "base/banned.h"
#include "desk/survey.h"
#include "case/rate.h"
#include "store/outbox.h"
#include "store/people.h"

_Static_assert(SKM_ELEMENTS == SURVEY_ELEMENTS, "the same nine");

enum err
rate_may(struct store *s, struct arena *a, const struct rate_ask *q,
    bool *may_r, struct why *w)
{
	struct rating_row r;
	struct outbox_row mail;
	struct token_list tokens;
	enum err e = rating_get(s, a, q->ticket->id, &r, w);

	*may_r = e == OK && r.ticket != 0;
	if (!*may_r || q->ticket->closed_at != TOD_NONE)
		return e;
	*may_r = false;
	e = facts_tokens(s, q->setup, a, q->msg, &tokens, w);
	if (e != OK || tokens.n == 0)
		return e;
	e = outbox_get(s, a, tokens.v[0].row, &mail, w);
	*may_r = e == OK && mail.id != 0 && mail.ticket == q->ticket->id &&
		 strcmp(mail.template, SURVEY_TEMPLATE) == 0;
	return e;
}

/* "nilai 4; U1 4, U3 2": numbers alone, for the history. */
static const char *
marks(struct arena *a, const struct survey *v)
{
	const char *s = v->score ? arena_printf(a, "nilai %d", v->score) : "";
	int i;

	for (i = 0; i < SKM_ELEMENTS; i++)
		if (v->element[i] != 0)
			s = arena_printf(a, "%s%sU%d %d", s, *s ? ", " : "",
			    i + 1, v->element[i]);
	return s;
}

/* Somebody who gives one mark today and the form tomorrow has given both. */
static void
merge(struct rating_row *r, const struct survey *v)
{
	int i;

	r->score = v->score ? v->score : r->score;
	for (i = 0; i < SKM_ELEMENTS; i++)
		if (v->element[i] != 0)
			r->element[i] = v->element[i];
	if (r->words == NULL || *v->words != '\0')
		r->words = v->words;
}

enum err
rate_case(
    struct casework *k, const struct decision *d, int64_t at, struct why *w)
{
	const struct survey *v = d->survey;
	struct rating_row r;
	struct ticket_row t;
	bool asked;
	enum err e;

	if (v == NULL)
		return OK;
	if ((e = ticket_get(k->s, k->a, d->surveyed->ticket, &t, w)) != OK)
		return e;
	k->actor = "citizen";
	if (v->how != SURVEY_RATED)
		return case_event(k, &t, "rating-unclear", "", w);
	if ((e = rating_get(k->s, k->a, t.id, &r, w)) != OK)
		return e;
	r.ticket = t.id;
	r.answered_at = at;
	merge(&r, v);
	if ((e = rating_set(k->s, &r, &asked, w)) != OK || !asked)
		return e;
	return case_event(k, &t, "rated", marks(k->a, v), w);
}
