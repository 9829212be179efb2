/*
 * Open cases by their deadline, and what of them a reader may see.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "desk/assign.h"
#include "desk/digest_priv.h"

#define HOUR 3600
#define ROWS 12 /* of a list; the rest is counted */

static int64_t
deadline(const struct digest_case *c)
{
	if (!c->runs)
		return TOD_NONE;
	if (c->due_at == TOD_NONE ||
	    (c->first_due_at != TOD_NONE && c->first_due_at < c->due_at))
		return c->first_due_at;
	return c->due_at;
}

static bool
is_shown(const struct digest_facts *f, const struct digest_case *c)
{
	struct assign_case q = { .kind = c->kind,
		.secret = c->secret,
		.supervisory = c->supervisory,
		.officer = c->officer };

	return !c->supervisory || assign_may_know(&q, f->reader);
}

static int
by_deadline(const void *a, const void *b)
{
	const struct digest_case *const *x = a, *const *y = b;
	int64_t dx = deadline(*x), dy = deadline(*y);

	return (dx > dy) - (dx < dy);
}

static void
sort_one(const struct digest_facts *f, const struct digest_case *c,
    int64_t next, struct sorted *s)
{
	int offset = f->office->offset;
	int64_t due = deadline(c), day = tod_day(f->now, offset);
	bool shown = is_shown(f, c);

	s->waiting += c->state == STATE_MENUNGGU;
	s->unlisted += c->due_unlisted && due != TOD_NONE;
	if (due == TOD_NONE)
		return;
	if (due < f->now) {
		s->hidden_late += !shown;
		if (shown)
			s->late[s->nlate++] = c;
	} else if (tod_day(due, offset) <= day) {
		s->hidden_today += !shown;
		if (shown)
			s->today[s->ntoday++] = c;
	} else if (tod_day(due, offset) <= next) {
		s->next++;
	}
}

static int64_t
next_working_day(const struct digest_facts *f)
{
	int64_t day = tod_day(f->now, f->office->offset);
	int i;

	for (i = 1; i < 366; i++)
		if (calendar_is_working_day(f->calendar, day + i))
			break;
	return day + i;
}

void
digest_sort(struct arena *a, const struct digest_facts *f, struct sorted *s)
{
	int64_t next = next_working_day(f);
	size_t i;

	*s = (struct sorted){ 0 };
	s->late = arena_array(a, f->nopen, sizeof(*s->late));
	s->today = arena_array(a, f->nopen, sizeof(*s->today));
	for (i = 0; i < f->nopen; i++)
		sort_one(f, &f->open[i], next, s);
	qsort(s->late, s->nlate, sizeof(*s->late), by_deadline);
	qsort(s->today, s->ntoday, sizeof(*s->today), by_deadline);
}

static const char *
owner(const struct digest_facts *f, const struct digest_case *c)
{
	const struct officer *who = office_officer_id(f->office, c->officer);

	if (*c->officer == '\0')
		return "belum ada petugas";
	return who != NULL ? who->name : c->officer;
}

/* Working time; of less than an hour nobody wants the minutes. */
static const char *
late_words(struct arena *a, const struct digest_facts *f, int64_t due)
{
	if (calendar_work_between(f->calendar, due, f->now) < HOUR)
		return "kurang dari 1 jam kerja";
	return notice_span(a, f->calendar, due, f->now);
}

void
digest_add_cases(struct values *root, const char *key,
    const struct digest_facts *f, const struct digest_case **v, size_t n)
{
	struct values list = { .a = root->a };
	size_t i;

	for (i = 0; i < n && i < ROWS; i++) {
		struct values row = { .a = root->a };
		int64_t due = deadline(v[i]);

		values_text(&row, "ticket", v[i]->code);
		values_text(&row, "kind",
		    notice_kind(v[i]->kind, v[i]->topic, v[i]->supervisory));
		values_text(&row, "owner", owner(f, v[i]));
		values_text(&row, "due", digest_say(root->a, f, due));
		values_text(&row, "late",
		    due < f->now ? late_words(root->a, f, due) : "");
		values_map(&list, NULL, &row);
	}
	values_list(root, key, &list);
	if (n > ROWS)
		values_textf(root, arena_printf(root->a, "%s_more", key),
		    "dan %s tiket lagi",
		    number_say(root->a, (int64_t)(n - ROWS)));
}
