/*
 * What time brings about between desk and citizen: the reminder, the closing,
 * the last mail with its survey. It must never write to whom nobody wrote.
 */
#include <inttypes.h>
#include <string.h>

#include "base/banned.h"
#include "desk/survey.h"
#include "case/post.h"
#include "case/undelivered.h"
#include "store/people.h"
#include "case/sweep_priv.h"

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* An address that gets automatic mail: a citizen's, and alive. */
static enum err
may_write(
    struct sweep *p, const struct ticket_row *t, bool *may_r, struct why *w)
{
	const struct office *o = &p->setup->settings.office;
	struct casework k = sweep_work(p);
	bool mute;
	enum err e;

	*may_r = false;
	if (*t->requester == '\0' || office_is_own(o, t->requester) ||
	    office_officer(o, t->requester) != NULL)
		return OK;
	e = undelivered_is_mute(&k, t->requester, &mute, w);
	*may_r = e == OK && !mute;
	return e;
}

/* closes: for the reminder, TOD_NONE else. */
static enum err
write(struct sweep *p, const struct ticket_row *t, const char *template,
    int64_t closes, struct why *w)
{
	struct post_mail mail = { .ticket = t,
		.role = "requester",
		.to = t->requester,
		.automatic = true,
		.auto_submitted = "auto-generated",
		.now = p->now,
		.held_until = TOD_NONE,
		.from_name = "" };
	struct casework k = sweep_work(p);
	struct reply_facts facts;
	struct draft draft;
	int64_t row;
	bool may;
	enum err e = may_write(p, t, &may, w);

	if (e != OK || !may)
		return e;
	post_facts(p->a, p->setup, t, p->now, &facts);
	facts.template = template;
	facts.closes = closes;
	e = reply_draft(p->a, p->setup->templates, &facts, &draft, w);
	if (e != OK)
		return e;
	mail.draft = &draft;
	mail.dedup = arena_printf(
	    p->a, "%s:%" PRId64 ":%" PRId64, template, t->id, p->now);
	if ((e = post_mail(p->s, p->setup, p->a, &mail, &row, w)) != OK)
		return e;
	return case_event(&k, t, "answer-queued",
	    arena_printf(p->a, "%s to %s", template, t->requester), w);
}

static enum err
tell(struct sweep *p, const struct ticket_row *t, const char *key, bool *first,
    struct why *w)
{
	struct told_row row = { .ticket = t->id, .key = key, .at = p->now };

	return ticket_tell(p->s, &row, first, w);
}

/* When the reminder of this question went out, TOD_NONE: not yet. */
static enum err
reminded(struct sweep *p, const struct ticket_row *t, const char *key,
    int64_t *at_r, struct why *w)
{
	struct told_rows told;
	enum err e = ticket_told(p->s, p->a, t->id, &told, w);
	size_t i;

	*at_r = TOD_NONE;
	for (i = 0; e == OK && i < told.n; i++)
		if (strcmp(told.v[i].key, key) == 0)
			*at_r = told.v[i].at;
	return e;
}

/* After a reminder that came late its reader has as long as else. */
static int64_t
closes_at(struct sweep *p, const struct ticket_row *t, int64_t asked,
    int64_t reminded_at)
{
	const struct office *o = &p->setup->settings.office;
	int days = o->close_waiting_days;
	int64_t at;

	/* the law alone ends a complaint, not our patience */
	if (days == 0 || t->kind == KIND_PENGADUAN)
		return TOD_NONE;
	at = sweep_after(p, asked, days);
	if (o->remind_days > 0 && o->remind_days < days &&
	    reminded_at != TOD_NONE && at != TOD_NONE && reminded_at <= p->now)
		at = later(
		    at, sweep_after(p, reminded_at, days - o->remind_days));
	return at;
}

static enum err
close_unanswered(struct sweep *p, struct ticket_row *t, struct why *w)
{
	struct casework k = sweep_work(p);
	struct case_move move = { .event = TE_NO_ANSWER,
		.at = p->now,
		.detail = "the details never came",
		.resolution = "tanpa-jawaban" };
	enum err e;
	bool first;

	e = write(p, t, "tutup-tanpa-jawaban", TOD_NONE, w);
	if (e == OK)
		e = case_move(&k, t, &move, NULL, w);
	return e == OK ? tell(p, t, "closed", &first, w) : e;
}

enum err
sweep_waiting(struct sweep *p, struct ticket_row *t,
    const struct ticket_moments *m, struct why *w)
{
	const struct office *o = &p->setup->settings.office;
	const char *key = arena_printf(p->a, "remind:%" PRId64, m->question);
	int64_t at = TOD_NONE, told, closes;
	bool first;
	enum err e;

	/* nobody asked him, or he never got the question */
	if (m->mails == 0 || m->asked == TOD_NONE ||
	    (m->bounced != TOD_NONE && m->bounced >= m->asked))
		return OK;
	if ((e = reminded(p, t, key, &told, w)) != OK)
		return e;
	closes = closes_at(p, t, m->asked, told);
	if (told == TOD_NONE && o->remind_days > 0 &&
	    (o->close_waiting_days == 0 ||
		o->remind_days < o->close_waiting_days))
		at = sweep_after(p, m->asked, o->remind_days);
	if (at != TOD_NONE && at <= p->now) {
		if ((e = tell(p, t, key, &first, w)) != OK || !first)
			return e;
		closes = closes_at(p, t, m->asked, p->now);
		sweep_wait(p, closes);
		return write(p, t, "pengingat", closes, w);
	}
	sweep_wait(p, at);
	if (at != TOD_NONE || closes == TOD_NONE)
		return OK;
	if (closes <= p->now)
		return close_unanswered(p, t, w);
	sweep_wait(p, closes);
	return OK;
}

enum err
sweep_quiet(struct sweep *p, struct ticket_row *t,
    const struct ticket_moments *m, struct why *w)
{
	const struct office *o = &p->setup->settings.office;
	struct casework k = sweep_work(p);
	struct case_move move = { .event = TE_CLOSE,
		.at = p->now,
		.detail = "answered, and nobody replied" };
	int64_t said = later(later(m->answered, m->spoke), t->answered_at), at;

	/* an answer that did not arrive is none: its officer knows */
	if (o->close_answered_days == 0 || said == TOD_NONE ||
	    (m->bounced != TOD_NONE && m->bounced >= said))
		return OK;
	at = sweep_after(p, said, o->close_answered_days);
	if (at == TOD_NONE || at > p->now) {
		sweep_wait(p, at);
		return OK;
	}
	return case_move(&k, t, &move, NULL, w);
}

/* Not on the day of the answer itself: it would drown it. */
static int64_t
farewell_at(
    struct sweep *p, const struct ticket_row *t, const struct ticket_moments *m)
{
	const struct calendar *c = p->setup->calendar;
	int64_t said = later(later(m->answered, m->spoke), t->answered_at);
	int64_t day = calendar_day(c, t->closed_at);

	if (calendar_day(c, said) != day)
		return t->closed_at;
	return calendar_next_open(
	    c, (day + 1) * 86400 - p->setup->settings.office.offset);
}

/* Who accused somebody is not asked how he liked it. */
static enum err
ask_survey(
    struct sweep *p, const struct ticket_row *t, bool *asked_r, struct why *w)
{
	struct rating_row r;
	enum err e = may_write(p, t, asked_r, w);

	if (e != OK || !*asked_r)
		return e;
	*asked_r = false;
	if (!p->setup->settings.office.survey || t->secret || t->supervisory)
		return OK;
	if ((e = rating_get(p->s, p->a, t->id, &r, w)) != OK || r.ticket != 0)
		return e;
	*asked_r = true;
	return rating_ask(p->s, t->id, p->now, w);
}

enum err
sweep_farewell(struct sweep *p, struct ticket_row *t,
    const struct ticket_moments *m, struct why *w)
{
	int64_t at;
	bool first, survey;
	enum err e;

	/* closed in silence: nobody ever wrote to him */
	if (t->answered_at == TOD_NONE)
		return OK;
	if ((at = farewell_at(p, t, m)) == TOD_NONE || at > p->now) {
		sweep_wait(p, at);
		return OK;
	}
	if ((e = tell(p, t, "closed", &first, w)) != OK || !first ||
	    (e = ask_survey(p, t, &survey, w)) != OK)
		return e;
	return write(p, t, survey ? SURVEY_TEMPLATE : "selesai", TOD_NONE, w);
}
