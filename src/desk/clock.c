/*
 * Deadlines out of the runs of a clock. What was told to whom, and what is
 * kept, is for others: the same runs and calendar always give the same clock.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/clock.h"
#include "desk/clock_priv.h"

#define HOUR 3600
#define LOOK_BACK 60 /* days; no holiday is longer */
#define NEVER INT64_MAX

#define CLOCK_WORD(id, word) [id] = word,
static const char *const words[] = { CLOCKS(CLOCK_WORD) };

const char *
clock_word(enum clock_class c)
{
	return words[c];
}

static bool
is_word(const char *s, const char *word)
{
	return s != NULL && text_ieq(s, word);
}

static bool
is_portal(const struct clock_case *c)
{
	return c->external_due != TOD_NONE || is_word(c->channel, "lapor") ||
	       is_word(c->channel, "pst");
}

/* Who accuses goes first whatever way he came: his clock is the law's, and
 * only those who may know are told by its ladder. */
enum clock_class
clock_class(const struct clock_case *c)
{
	bool complaint = c->kind == KIND_PENGADUAN;

	if (complaint && c->supervisory)
		return CLOCK_SUPERVISORY;
	if (c->kind == KIND_NONE || c->kind == KIND_SPAM ||
	    c->kind == KIND_AUTO || c->kind == KIND_BOUNCE)
		return CLOCK_NONE;
	if (is_portal(c))
		return CLOCK_TASK;
	if (complaint)
		return CLOCK_COMPLAINT;
	if (is_word(c->service, "data-pribadi"))
		return CLOCK_PERSONAL;
	/* unsure runs as a consultation until a person decides */
	if (c->kind != KIND_KONSULTASI && c->kind != KIND_RAGU)
		return CLOCK_NONE;
	return is_word(c->channel, "kunjungan") ? CLOCK_VISIT
						: CLOCK_CONSULTATION;
}

/* What a class promises. Limits are moments that do not stop, or NEVER. */
struct promise {
	int days, first_days; /* working days; -1: none */
	int64_t limit, first_limit;
};

/* A limit of calendar days ends with the office's last hour up to it. */
static int64_t
calendar_limit(const struct clock_ask *q, int64_t from, int days)
{
	int64_t day = tod_day(from, q->office->offset) + days, closing;
	int i;

	for (i = 0; i < LOOK_BACK; i++) {
		closing = calendar_closing(q->calendar, day - i);
		if (closing != TOD_NONE)
			return closing < from ? from : closing;
	}
	return NEVER;
}

static void
promise_of(const struct clock_ask *q, enum clock_class class, int64_t from,
    struct promise *p_r)
{
	const struct office *o = q->office;

	*p_r = (struct promise){ .days = -1,
		.first_days = -1,
		.limit = NEVER,
		.first_limit = NEVER };
	if (class == CLOCK_CONSULTATION || class == CLOCK_VISIT) {
		p_r->days = o->consultation_days;
	} else if (class == CLOCK_COMPLAINT || class == CLOCK_SUPERVISORY) {
		p_r->days = class == CLOCK_COMPLAINT ? o->complaint_days
						     : o->supervisory_days;
		p_r->first_days = o->complaint_first_days;
		p_r->limit = calendar_limit(q, from, o->complaint_limit_days);
		p_r->first_limit = calendar_limit(
		    q, from, o->complaint_calendar_days);
	} else if (class == CLOCK_TASK) {
		p_r->days = o->task_days;
	} else if (class == CLOCK_PERSONAL) {
		p_r->limit = from + (int64_t)o->personal_hours * HOUR;
	}
	if (q->c.external_due == TOD_NONE || class == CLOCK_NONE)
		return;
	if (class == CLOCK_TASK)
		p_r->days = -1;
	if (q->c.external_due < p_r->limit)
		p_r->limit = q->c.external_due;
}

/* One deadline in working time: it moves when the clock was stopped. */
struct span {
	int64_t due;  /* NEVER: there is none */
	int64_t left; /* working seconds at the last stop */
};

static struct span
span_start(const struct clock_ask *q, int64_t from, int days)
{
	struct span s = { NEVER, 0 };
	struct due due;

	if (days < 0)
		return s;
	calendar_due(q->calendar, NULL, from, days, &due);
	s.due = due.at == TOD_NONE ? NEVER : due.at;
	return s;
}

static void
span_stop(const struct clock_ask *q, struct span *s, int64_t at)
{
	s->left = 0;
	if (s->due != NEVER)
		s->left = calendar_work_between(q->calendar, at, s->due);
}

/* Who was late stays late: what is behind us is not moved. */
static void
span_go_on(const struct clock_ask *q, struct span *s, int64_t at)
{
	int64_t due;

	if (s->due == NEVER || s->left == 0)
		return;
	due = calendar_work_add(q->calendar, at, s->left);
	s->due = due == TOD_NONE ? NEVER : due;
}

static int64_t
earlier(int64_t a, int64_t b)
{
	int64_t at = a < b ? a : b;

	return at == NEVER ? TOD_NONE : at;
}

/* The runs up to now; both spans are as the last run left them. */
struct replay {
	const struct clock_ask *q;
	struct clock *c;
	struct promise p;
	struct span due, first;
	struct clock_story story;
};

static void
replay_run(struct replay *r, const struct clock_run *run, bool first)
{
	int round = (int)(run - r->q->runs) + 1;
	struct clock_stretch s = { .from = run->from, .to = run->to };

	s.left = r->due.left;
	if (!first) {
		span_go_on(r->q, &r->due, run->from);
		span_go_on(r->q, &r->first, run->from);
	}
	s.first = first;
	s.due = earlier(r->due.due, r->p.limit);
	s.first_due = earlier(r->first.due, r->p.first_limit);
	s.hours = r->p.days < 0;
	clock_tell_stretch(&r->story, &s);
	r->c->since = run->from;
	if (first || s.due != r->c->promised)
		r->c->round = round;
	if (first || s.first_due != r->c->first_promised)
		r->c->first_round = round;
	r->c->promised = s.due;
	r->c->first_promised = s.first_due;
	if (run->to == TOD_NONE) {
		r->c->due = s.due;
		r->c->first_due = s.first_due;
		return;
	}
	span_stop(r->q, &r->due, run->to);
	span_stop(r->q, &r->first, run->to);
	clock_tell_stop(&r->story, run->to, r->due.left, r->due.due);
	r->c->due = earlier(r->p.limit, NEVER);
	r->c->first_due = earlier(r->p.first_limit, NEVER);
	r->c->left = r->due.left;
	r->c->paused_at = run->to;
}

static bool
reaches_unlisted(const struct clock_ask *q, int64_t from, int64_t to)
{
	struct tod first, last;
	int year;

	if (to == TOD_NONE)
		return false;
	tod_split(from, q->office->offset, &first);
	tod_split(to, q->office->offset, &last);
	for (year = first.year; year <= last.year; year++)
		if (!calendar_has_year(q->calendar, year))
			return true;
	return false;
}

static void
tell_limits(struct replay *r)
{
	struct promise *p = &r->p;

	if (p->days < 0)
		return;
	if (p->first_limit != NEVER)
		clock_tell_limit(&r->story, "jawaban pertama", p->first_limit,
		    p->first_limit < r->first.due);
	if (p->limit != NEVER)
		clock_tell_limit(
		    &r->story, "penyelesaian", p->limit, p->limit < r->due.due);
}

static void
replay_runs(struct replay *r)
{
	const struct clock_ask *q = r->q;
	const struct clock_run *run = q->runs;
	size_t i, base = 0;

	for (i = 1; i < q->n; i++)
		if (run[i].anew)
			base = i;
	r->c->complete_at = run[base].from;
	if (r->c->class == CLOCK_NONE)
		return;
	promise_of(q, r->c->class, run[base].from, &r->p);
	r->due = span_start(q, run[base].from, r->p.days);
	r->first = span_start(q, run[base].from, r->p.first_days);
	if (base > 0)
		clock_tell_anew(&r->story, run[base].from);
	for (i = base; i < q->n; i++) {
		r->c->left = 0;
		r->c->paused_at = TOD_NONE;
		replay_run(r, &run[i], i == base);
	}
	tell_limits(r);
	if (r->p.days >= 0)
		r->c->unlisted = reaches_unlisted(
		    q, run[base].from, r->c->promised);
}

void
clock_replay(struct arena *a, const struct clock_ask *q, struct clock *c_r,
    struct strs *steps_r)
{
	struct replay r = { .q = q, .c = c_r };

	*c_r = (struct clock){ .class = clock_class(&q->c),
		.complete_at = TOD_NONE,
		.due = TOD_NONE,
		.first_due = TOD_NONE,
		.since = TOD_NONE,
		.promised = TOD_NONE,
		.first_promised = TOD_NONE,
		.paused_at = TOD_NONE };
	r.story.calendar = q->calendar;
	r.story.offset = q->office->offset;
	if (steps_r != NULL) {
		r.story.a = a;
		r.story.v = arena_array(a, CLOCK_LINES, sizeof(*r.story.v));
	}
	if (q->n > 0)
		replay_runs(&r);
	if (steps_r != NULL)
		*steps_r = (struct strs){ r.story.v, r.story.n };
}
