/*
 * Puts the monthly report together: rows from the store, counted by desk/.
 * It decides nothing and shows nothing.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/monthly.h"
#include "store/monthly.h"
#include "store/people.h"

#define QUARTER 3
#define REMARKS 100

static void
count_rating(const struct rating_row *r, struct monthly_survey *v)
{
	bool form = false;
	int i;

	v->asked++;
	if (r->answered_at == TOD_NONE)
		return;
	v->answered++;
	v->score[r->score]++;
	for (i = 0; i < SKM_ELEMENTS; i++) {
		v->element[i].sum += r->element[i];
		v->element[i].n += r->element[i] != 0;
		form |= r->element[i] != 0;
	}
	v->forms += form;
}

static enum err
survey(struct store *s, struct arena *a, const struct monthly_want *q,
    struct monthly_survey *v, struct why *w)
{
	struct monthly_remarks remarks;
	struct monthly_word *words;
	struct rating_rows rows;
	enum err e;
	size_t i;

	if ((e = rating_list(s, a, q->from, q->to, &rows, w)) != OK ||
	    (e = monthly_remarks(s, a, q->from, q->to, &remarks, w)) != OK)
		return e;
	for (i = 0; i < rows.n; i++)
		count_rating(&rows.v[i], v);
	v->nremarks = remarks.n < REMARKS ? remarks.n : REMARKS;
	v->hidden = remarks.hidden;
	v->remarks = words = arena_array(a, v->nremarks, sizeof(*words));
	for (i = 0; i < v->nremarks; i++)
		words[i] = (struct monthly_word){ remarks.v[i].words,
			remarks.v[i].score };
	return OK;
}

enum err
monthly_gather(struct store *s, const struct setup *setup, struct arena *a,
    const struct monthly_want *q, struct monthly_facts *f_r, struct why *w)
{
	const struct office *o = &setup->settings.office;
	struct monthly_stats *stats = arena_alloc(a, sizeof(*stats));
	struct monthly_period p = { q->from, q->to };
	struct monthly_cases cases;
	struct monthly_ask ask = { .office = o,
		.calendar = setup->calendar,
		.from = q->from,
		.now = q->now };
	struct monthly_mail mail;
	enum err e;

	*f_r = (struct monthly_facts){ .office = o,
		.calendar = setup->calendar,
		.from = q->from,
		.to = q->to,
		.now = q->now,
		.stats = stats };
	if ((e = monthly_cases(s, a, q->from, q->to, &cases, w)) != OK ||
	    (e = monthly_mail(s, &p, &mail, w)) != OK ||
	    (e = survey(s, a, q, &f_r->survey, w)) != OK)
		return e;
	ask.v = f_r->cases = cases.v;
	ask.n = f_r->ncases = cases.n;
	monthly_count(a, &ask, stats);
	f_r->received = mail.received;
	memcpy(f_r->outcome, mail.outcome, sizeof(f_r->outcome));
	memcpy(f_r->days, mail.days, sizeof(f_r->days));
	f_r->open_before = mail.open_before;
	f_r->open_after = mail.open_after;
	f_r->answered = mail.answered;
	f_r->closed = mail.closed;
	f_r->sent = mail.made[OUTBOX_SENT];
	f_r->failed = mail.made[OUTBOX_FAILED];
	f_r->bounced = mail.bounced;
	return OK;
}

static int64_t
first_of(int year, int month, int offset)
{
	struct tod t = { .year = year + (month - 1) / 12,
		.month = (month - 1) % 12 + 1,
		.day = 1 };

	return tod_join(&t, offset);
}

bool
monthly_parse(const char *s, bool quarter, int offset, struct monthly_want *q)
{
	int64_t year, n;
	struct tod now;
	char digits[5];

	tod_split(q->now, offset, &now);
	year = now.year;
	n = quarter ? (now.month - 1) / QUARTER + 1 : now.month;
	if (s != NULL) {
		if (strlen(s) < 6 || s[4] != '-' ||
		    (!quarter && strlen(s) != 7))
			return false;
		memcpy(digits, s, 4);
		digits[4] = '\0';
		if (!num_parse(digits, 1970, 9998, &year) ||
		    !num_parse(s + 5, 1, quarter ? 4 : 12, &n))
			return false;
	}
	if (quarter)
		n = (n - 1) * QUARTER + 1;
	q->from = first_of((int)year, (int)n, offset);
	q->to = first_of((int)year, (int)n + (quarter ? QUARTER : 1), offset);
	return true;
}
