/*
 * Replies to a closing mail. A mark is filed; what else such a mail wants is
 * decided as if the mark were not there.
 */
#include "base/banned.h"
#include "desk/decide_survey.h"

/* Marks come late too: the reopening window is not asked. */
static const struct thread_candidate *
asked_case(const struct desk_facts *f, const struct threading *t)
{
	const struct thread_candidate *c = t->ticket;

	if (c == NULL && t->late)
		c = t->link;
	if (c == NULL || t->third_party)
		return NULL;
	return f->tickets[c - f->candidates].survey ? c : NULL;
}

bool
decide_survey(struct arena *a, const struct msg *m, const struct desk_facts *f,
    struct decision *d_r)
{
	const struct thread_candidate *c = asked_case(f, &d_r->thread);
	struct survey *s;

	if (c == NULL)
		return false;
	s = arena_alloc(a, sizeof(*s));
	survey_read(a, m->reply_text, m->text, s);
	if (s->how == SURVEY_NONE)
		return false;
	d_r->survey = s;
	d_r->surveyed = c;
	if (s->asks ||
	    (*s->words != '\0' && d_r->verdict.kind == KIND_PENGADUAN))
		return false;
	d_r->thread.ticket = c;
	d_r->thread.linked = d_r->thread.late = false;
	d_r->thread.link = NULL;
	d_r->outcome = OUTCOME_FOLLOWUP;
	d_r->reason = "an answer to the survey";
	d_r->silence = "answers to the survey are filed in silence";
	d_r->happens = true;
	d_r->event = TE_NOTE;
	d_r->state = f->tickets[c - f->candidates].state;
	return true;
}
