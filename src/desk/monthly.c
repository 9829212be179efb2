/*
 * Counting the tickets of a period. It must never know names of citizens, nor
 * how the numbers are shown.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/monthly.h"

#define BUSY 10 /* tickets on one day */

#define END_ROW(id, word, title) [id] = { word, title },
static const struct {
	const char *word, *title;
} ends[] = { MONTHLY_ENDS(END_ROW) };

#define REASON_ROW(id, bit, words) { bit, words },
static const struct {
	unsigned bit;
	const char *words;
} late_reasons[] = { MONTHLY_REASONS(REASON_ROW) };
_Static_assert(
    sizeof(late_reasons) / sizeof(late_reasons[0]) == LATE_REASONS, "reasons");

const char *
monthly_end_word(enum monthly_end e)
{
	return ends[e].word;
}

const char *
monthly_end_title(enum monthly_end e)
{
	return ends[e].title;
}

const char *
monthly_reason(int i, unsigned *bit_r)
{
	*bit_r = late_reasons[i].bit;
	return late_reasons[i].words;
}

enum monthly_end
monthly_end(const struct monthly_case *c)
{
	if (c->merged)
		return END_MERGED;
	if (c->state == STATE_BATAL)
		return END_CANCELLED;
	if (c->state == STATE_DIALIHKAN)
		return END_REFERRED;
	if (c->answered_at != TOD_NONE)
		return END_ANSWERED;
	if (c->state == STATE_MENUNGGU)
		return END_WAITING;
	if (c->state != STATE_SELESAI)
		return END_OPEN;
	return c->no_answer ? END_SILENT : END_CLOSED;
}

static enum monthly_due
measure(int64_t due, int64_t done, int64_t now)
{
	if (done != TOD_NONE)
		return done <= due ? DUE_KEPT : DUE_LATE;
	return now > due ? DUE_LATE : DUE_OPEN;
}

enum monthly_due
monthly_due(const struct monthly_case *c, int64_t now)
{
	int64_t done = c->answered_at;

	switch (monthly_end(c)) {
	case END_MERGED:
	case END_CANCELLED:
		return DUE_NONE;
	case END_WAITING:
		return DUE_OPEN;
	case END_REFERRED:
		if (done == TOD_NONE)
			done = c->closed_at;
		break;
	case END_SILENT:
		return DUE_NONE;
	case END_CLOSED:
		/* without an answer it kept nothing, but may be late */
		if (c->due_at == TOD_NONE || c->closed_at <= c->due_at)
			return DUE_NONE;
		return DUE_LATE;
	default:
		break;
	}
	if (c->due_at == TOD_NONE)
		return DUE_NONE;
	return measure(c->due_at, done, now);
}

int64_t
monthly_first_word(const struct monthly_case *c)
{
	if (c->said_at == TOD_NONE ||
	    (c->answered_at != TOD_NONE && c->answered_at < c->said_at))
		return c->answered_at;
	return c->said_at;
}

enum monthly_due
monthly_first(const struct monthly_case *c, int64_t now)
{
	enum monthly_end e = monthly_end(c);

	if (c->kind != KIND_PENGADUAN || c->first_due_at == TOD_NONE ||
	    e == END_MERGED || e == END_CANCELLED)
		return DUE_NONE;
	if (monthly_first_word(c) == TOD_NONE && c->closed_at != TOD_NONE)
		return c->closed_at > c->first_due_at ? DUE_LATE : DUE_NONE;
	return measure(c->first_due_at, monthly_first_word(c), now);
}

int
monthly_permille(const struct monthly_share *s)
{
	int64_t n = s->kept + s->late;

	return n == 0 ? -1 : (int)((s->kept * 2000 + n) / (2 * n));
}

static void
share(struct monthly_share *s, enum monthly_due d)
{
	s->kept += d == DUE_KEPT;
	s->late += d == DUE_LATE;
	s->open += d == DUE_OPEN;
}

static int
by_size(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Which cases a row of times is about. */
typedef bool (*chooser)(const struct monthly_case *c, const char *officer);

static bool
any(const struct monthly_case *c, const char *officer)
{
	(void)c;
	(void)officer;
	return true;
}

static bool
consultations(const struct monthly_case *c, const char *officer)
{
	(void)officer;
	return c->kind == KIND_KONSULTASI;
}

static bool
complaints(const struct monthly_case *c, const char *officer)
{
	(void)officer;
	return c->kind == KIND_PENGADUAN;
}

static bool
owned(const struct monthly_case *c, const char *officer)
{
	return text_ieq(c->officer, officer);
}

/* Visits are answered on the spot; cancelled ones by nobody. */
static bool
is_timed(const struct monthly_case *c)
{
	enum monthly_end e = monthly_end(c);

	return !c->visit && e != END_MERGED && e != END_CANCELLED &&
	       monthly_first_word(c) != TOD_NONE;
}

static struct monthly_times
times(struct arena *a, const struct monthly_ask *q, chooser which,
    const char *officer)
{
	int64_t *v = arena_array(a, q->n, sizeof(*v));
	struct monthly_times t = { 0 };
	size_t i, n = 0;

	for (i = 0; i < q->n; i++)
		if (is_timed(&q->v[i]) && which(&q->v[i], officer))
			v[n++] = calendar_work_between(q->calendar,
			    q->v[i].opened_at, monthly_first_word(&q->v[i]));
	if (n == 0)
		return t;
	qsort(v, n, sizeof(*v), by_size);
	t.n = (int64_t)n;
	t.median = v[(n + 1) / 2 - 1];
	t.p90 = v[(n * 9 + 9) / 10 - 1];
	return t;
}

static void
count_word(struct arena *a, struct monthly_words *w, const char *word)
{
	struct monthly_word *grown;
	size_t i;

	for (i = 0; i < w->n; i++)
		if (text_ieq(w->v[i].word, word))
			break;
	if (i == w->n) {
		grown = arena_array(a, w->n + 1, sizeof(*grown));
		if (w->n > 0)
			memcpy(grown, w->v, w->n * sizeof(*grown));
		w->v = grown;
		w->v[w->n++] = (struct monthly_word){ word, 0 };
	}
	w->v[i].n++;
	for (; i > 0 && w->v[i].n > w->v[i - 1].n; i--) {
		struct monthly_word x = w->v[i];

		w->v[i] = w->v[i - 1];
		w->v[i - 1] = x;
	}
}

static void
count_compliance(
    const struct monthly_case *c, int64_t now, struct monthly_stats *s)
{
	enum monthly_due due = monthly_due(c, now);

	if (c->visit) {
		s->visit.kept += c->visit_in_time;
		s->visit.late += !c->visit_in_time;
		return;
	}
	s->visit.open += text_ieq(c->channel, "kunjungan");
	s->excluded += due == DUE_NONE;
	share(&s->all, due);
	if (c->kind == KIND_PENGADUAN && c->supervisory)
		share(&s->supervision, due);
	else if (c->kind == KIND_PENGADUAN)
		share(&s->complaint, due);
	else if (c->kind == KIND_KONSULTASI)
		share(&s->consultation, due);
	else
		share(&s->other, due);
	share(&s->complaint_first, monthly_first(c, now));
}

static void
count_case(struct arena *a, const struct monthly_ask *q,
    const struct monthly_case *c, struct monthly_stats *s)
{
	int offset = q->office->offset;
	int64_t day = tod_day(c->opened_at, offset) - tod_day(q->from, offset);
	enum monthly_end e = monthly_end(c);

	s->cases++;
	s->kind[c->kind]++;
	s->topic[c->kind == KIND_KONSULTASI ? c->topic : TOPIC_NONE]++;
	count_word(a, &s->channels, c->channel);
	s->end[e]++;
	if (day >= 0 && day < MONTHLY_DAYS)
		s->days[day]++;
	s->unlisted += c->due_unlisted;
	s->secret += c->secret;
	if (c->kind == KIND_PENGADUAN) {
		s->complaints++;
		s->supervisory += c->supervisory;
		s->complaint_end[e] += !c->supervisory;
	}
	count_compliance(c, q->now, s);
}

static bool
crosses_holiday(const struct monthly_ask *q, const struct monthly_case *c)
{
	int offset = q->office->offset;
	int64_t day = tod_day(c->opened_at, offset);
	int64_t last = tod_day(c->due_at, offset);

	for (; day <= last; day++) {
		/* day 0 of the epoch was a Thursday */
		int weekday = (int)(((day + 4) % 7 + 7) % 7);

		if (weekday != 0 && weekday != 6 &&
		    !calendar_is_working_day(q->calendar, day))
			return true;
	}
	return false;
}

static unsigned
reasons_of(const struct monthly_ask *q, const struct monthly_case *c)
{
	int offset = q->office->offset;
	size_t i, same = 0;
	unsigned r = 0;

	for (i = 0; i < q->n; i++)
		same += tod_day(q->v[i].opened_at, offset) ==
			tod_day(c->opened_at, offset);
	r |= *c->officer == '\0' ? LATE_NOBODY : 0;
	r |= c->officers > 1 ? LATE_HANDED : 0;
	r |= c->asks > 0 ? LATE_ASKED : 0;
	r |= c->reopened > 0 ? LATE_REOPENED : 0;
	r |= c->bounced > 0 ? LATE_BOUNCED : 0;
	r |= crosses_holiday(q, c) ? LATE_HOLIDAYS : 0;
	r |= same >= BUSY ? LATE_BUSY : 0;
	return r ? r : LATE_UNKNOWN;
}

static void
list_late(struct arena *a, const struct monthly_ask *q, struct monthly_stats *s)
{
	size_t i;
	int k;

	s->late = arena_array(a, q->n, sizeof(*s->late));
	for (i = 0; i < q->n; i++) {
		const struct monthly_case *c = &q->v[i];
		struct monthly_late *l = &s->late[s->nlate];
		int64_t due = c->due_at, done = c->answered_at;

		*l = (struct monthly_late){ .c = c };
		if (c->visit)
			continue;
		if (monthly_due(c, q->now) != DUE_LATE) {
			if (monthly_first(c, q->now) != DUE_LATE)
				continue;
			l->first = true;
			due = c->first_due_at;
			done = monthly_first_word(c);
		}
		if (done == TOD_NONE)
			done = c->closed_at;
		l->still = done == TOD_NONE;
		l->late = calendar_work_between(
		    q->calendar, due, l->still ? q->now : done);
		l->reasons = reasons_of(q, c);
		for (k = 0; k < LATE_REASONS; k++)
			s->reasons[k] += (l->reasons & late_reasons[k].bit) !=
					 0;
		s->nlate++;
	}
}

static void
count_officer(struct arena *a, const struct monthly_ask *q, const char *id,
    struct monthly_stats *s)
{
	const struct officer *who = office_officer_id(q->office, id);
	struct monthly_officer *o = &s->officers[s->nofficers];
	size_t i;

	*o = (struct monthly_officer){ .id = id, .name = who ? who->name : "" };
	for (i = 0; i < q->n; i++) {
		const struct monthly_case *c = &q->v[i];
		enum monthly_end e = monthly_end(c);

		if (!text_ieq(c->officer, id))
			continue;
		o->cases++;
		o->answered += e == END_ANSWERED;
		o->open += e == END_OPEN || e == END_WAITING;
		o->late += !c->visit && monthly_due(c, q->now) == DUE_LATE;
	}
	if (o->cases == 0)
		return;
	o->first = times(a, q, owned, id);
	s->nofficers++;
}

/* Those of the configuration in its order, then who has left, then nobody. */
static void
count_officers(
    struct arena *a, const struct monthly_ask *q, struct monthly_stats *s)
{
	const struct office *o = q->office;
	size_t i, k;

	s->officers = arena_array(
	    a, o->nofficers + q->n + 1, sizeof(*s->officers));
	for (i = 0; i < o->nofficers; i++)
		count_officer(a, q, o->officers[i].id, s);
	for (i = 0; i < q->n; i++) {
		for (k = 0; k < s->nofficers; k++)
			if (text_ieq(s->officers[k].id, q->v[i].officer))
				break;
		if (k == s->nofficers && *q->v[i].officer != '\0')
			count_officer(a, q, q->v[i].officer, s);
	}
	count_officer(a, q, "", s);
}

void
monthly_count(
    struct arena *a, const struct monthly_ask *q, struct monthly_stats *s_r)
{
	size_t i;

	*s_r = (struct monthly_stats){ 0 };
	for (i = 0; i < q->n; i++)
		count_case(a, q, &q->v[i], s_r);
	s_r->first = times(a, q, any, "");
	s_r->first_consultation = times(a, q, consultations, "");
	s_r->first_complaint = times(a, q, complaints, "");
	list_late(a, q, s_r);
	count_officers(a, q, s_r);
}
