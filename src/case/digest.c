/*
 * The digest as mail: its facts out of the store, one mail for each manager
 * into the outbox. What it says is desk/digest's business.
 */
#include <string.h>

#include "base/banned.h"
#include "desk/digest.h"
#include "desk/notice.h"
#include "case/digest.h"
#include "case/post.h"
#include "store/monthly.h"
#include "store/report.h"

#define DAY 86400
#define HOUR 3600
#define PAGE 200
#define UNCERTAIN_DAYS 14
#define MANAGERS (ROLE_KOORDINATOR | ROLE_KEPALA)

struct work {
	struct store *s;
	const struct setup *setup;
	struct arena *a;
	int64_t now;
	struct digest_facts f;
	struct why *w;
	struct digest_case *open; /* f.open, to be filled */
};

static const struct office *
office(const struct work *k)
{
	return &k->setup->settings.office;
}

static enum err
meta_time(struct work *k, const char *key, int64_t *at_r)
{
	enum err e = meta_get_int(k->s, key, at_r, k->w);

	if (*at_r == 0)
		*at_r = TOD_NONE;
	return e;
}

static enum err
open_case(struct work *k, const struct ticket_row *t, struct digest_case *c)
{
	struct ticket_moments m;
	enum err e = ticket_moments(k->s, t->id, &m, k->w);

	*c = (struct digest_case){ .code = arena_str(k->a, t->code),
		.kind = t->kind,
		.topic = t->topic,
		.state = t->state,
		.secret = t->secret,
		.supervisory = t->supervisory,
		.officer = arena_str(k->a, t->officer),
		.due_at = t->due_at,
		.first_due_at = e == OK && m.human == TOD_NONE ? t->first_due_at
							       : TOD_NONE,
		.runs = ticket_clock_runs(t),
		.due_unlisted = t->due_unlisted };
	return e;
}

/* Room for n more, in steps that keep what is thrown away small. */
static void
make_room(struct work *k, size_t n, size_t *room)
{
	struct digest_case *grown;

	if (k->f.nopen + n <= *room)
		return;
	*room = 2 * (k->f.nopen + n);
	grown = arena_array(k->a, *room, sizeof(*grown));
	if (k->f.nopen > 0)
		memcpy(grown, k->f.open, k->f.nopen * sizeof(*grown));
	k->open = grown;
	k->f.open = grown;
}

static enum err
open_cases(struct work *k)
{
	struct ticket_ask ask = { .list = LIST_OPEN, .page = { 0, PAGE } };
	struct arena *a = arena_new();
	struct ticket_rows rows;
	size_t room = 0, i;
	enum err e;

	do {
		arena_reset(a);
		e = tickets(k->s, a, &ask, &rows, k->w);
		if (e != OK || rows.n == 0)
			break;
		make_room(k, rows.n, &room);
		for (i = 0; i < rows.n && e == OK; i++)
			e = open_case(k, &rows.v[i], &k->open[k->f.nopen++]);
		ask.page.after = rows.v[rows.n - 1].id;
	} while (e == OK && rows.n == PAGE);
	arena_free(&a);
	return e;
}

/* The moment of the digest before; when there was none, when all began. */
static enum err
since(struct work *k)
{
	enum err e = meta_time(k, "digest-at", &k->f.since);

	if (e == OK && k->f.since == TOD_NONE)
		e = report_first(k->s, &k->f.since, k->w);
	if (k->f.since == TOD_NONE || k->f.since > k->now)
		k->f.since = k->now - DAY;
	return e;
}

static enum err
mailbox(struct work *k)
{
	struct digest_facts *f = &k->f;
	struct monthly_period p = { f->since, k->now };
	struct monthly_cases opened;
	struct monthly_mail mail;
	struct report all;
	enum err e;

	if ((e = meta_time(k, "source-ok-at", &f->read_at)) != OK ||
	    (e = meta_time(k, "source-down-since", &f->down_since)) != OK ||
	    (e = monthly_mail(k->s, &p, &mail, k->w)) != OK ||
	    (e = monthly_cases(k->s, k->a, p.from, p.to, &opened, k->w)) !=
		OK ||
	    (e = report_make(k->s, k->now, TOD_NONE, &all, k->w)) != OK)
		return e;
	f->received = mail.received;
	f->accounted = mail.received - mail.outcome[OUTCOME_NONE];
	f->all_received = all.received;
	f->all_accounted = all.received - all.undecided;
	f->opened = (int64_t)opened.n;
	f->answered = mail.answered;
	f->closed = mail.closed;
	f->bounced = mail.bounced;
	f->failed = mail.made[OUTBOX_FAILED];
	f->throttled = mail.throttled;
	f->quarantined = all.outcome[OUTCOME_QUARANTINE];
	f->stuck_since = all.oldest_queued != TOD_NONE &&
				 all.oldest_queued < k->now - HOUR
			     ? all.oldest_queued
			     : TOD_NONE;
	p.from = k->now - (int64_t)UNCERTAIN_DAYS * DAY;
	e = monthly_mail(k->s, &p, &mail, k->w);
	f->uncertain = mail.made[OUTBOX_UNCERTAIN];
	return e;
}

static enum err
held(struct work *k)
{
	struct page page = { 0, PAGE };
	struct pending_rows rows;
	enum err e;

	do {
		e = pending_open(k->s, k->a, page, &rows, k->w);
		if (e != OK || rows.n == 0)
			break;
		k->f.held += (int64_t)rows.n;
		page.after = rows.v[rows.n - 1].id;
	} while (rows.n == PAGE);
	return e == OK ? pending_lapses(
			     k->s, k->f.since, k->now, &k->f.lapsed, k->w)
		       : e;
}

static enum err
trend(struct work *k, struct digest_trend *t)
{
	struct monthly_ask ask = { .office = office(k),
		.calendar = k->setup->calendar,
		.from = t->from,
		.now = k->now };
	struct monthly_cases cases;
	struct monthly_stats stats;
	enum err e;

	e = monthly_cases(k->s, k->a, t->from, t->to, &cases, k->w);
	if (e != OK)
		return e;
	ask.v = cases.v;
	ask.n = cases.n;
	monthly_count(k->a, &ask, &stats);
	t->cases = stats.cases;
	t->permille = monthly_permille(&stats.all);
	t->n = stats.first.n;
	t->median = stats.first.median;
	return OK;
}

/* The seven days before today, and four times seven before those. */
static enum err
weeks(struct work *k)
{
	int64_t day = tod_day(k->now, office(k)->offset);
	enum err e = OK;
	int i;

	for (i = 0; i < DIGEST_TRENDS && e == OK; i++) {
		struct digest_trend *t = &k->f.weeks[i];

		t->to = (day - 7 * i) * DAY - office(k)->offset;
		t->from = t->to - (int64_t)7 * DAY;
		e = trend(k, t);
	}
	k->f.nweeks = DIGEST_TRENDS;
	return e;
}

static enum err
months(struct work *k)
{
	struct tod t;
	enum err e = OK;
	int i;

	tod_split(k->now, office(k)->offset, &t);
	t.day = 1;
	t.hour = t.minute = t.second = 0;
	for (i = 0; i < DIGEST_TRENDS && e == OK; i++) {
		k->f.months[i].to = tod_join(&t, office(k)->offset);
		t.year -= t.month == 1;
		t.month = t.month == 1 ? 12 : t.month - 1;
		k->f.months[i].from = tod_join(&t, office(k)->offset);
		e = trend(k, &k->f.months[i]);
	}
	k->f.nmonths = DIGEST_TRENDS;
	return e;
}

static enum err
gather(struct work *k, const struct digest_due *due)
{
	enum err e;

	k->f = (struct digest_facts){ .office = office(k),
		.calendar = k->setup->calendar,
		.now = k->now };
	if ((e = since(k)) != OK || (e = mailbox(k)) != OK ||
	    (e = held(k)) != OK || (e = open_cases(k)) != OK)
		return e;
	if (due->week && (e = weeks(k)) != OK)
		return e;
	return due->month ? months(k) : OK;
}

static enum err
draft(struct work *k, const struct officer *who, struct draft *d_r)
{
	struct value root;

	k->f.reader = who;
	root = digest_values(k->a, &k->f);
	return notice_draft(
	    k->a, k->setup->templates, "ringkasan", &root, d_r, k->w);
}

static enum err
send_one(struct work *k, const struct officer *who, const char *dedup)
{
	struct draft d;
	struct post_mail mail = { .role = "officer",
		.to = who->address,
		.draft = &d,
		.dedup = dedup,
		.auto_submitted = "auto-generated",
		.now = k->now,
		.held_until = TOD_NONE,
		.from_name = "" };
	int64_t row;
	enum err e = draft(k, who, &d);

	return e == OK ? post_mail(k->s, k->setup, k->a, &mail, &row, k->w) : e;
}

/* To every manager who has not got the one named so; *n_r of them. */
static enum err
send_all(
    struct work *k, const struct digest_due *due, const char *name, int *n_r)
{
	const struct office *o = office(k);
	bool gathered = false, has;
	enum err e = OK;
	size_t i;

	*n_r = 0;
	for (i = 0; i < o->nofficers && e == OK; i++) {
		const struct officer *who = &o->officers[i];
		const char *dedup = arena_printf(
		    k->a, "digest:%s:%s", name, who->id);

		if ((who->roles & MANAGERS) == 0)
			continue;
		e = outbox_has(k->s, dedup, &has, k->w);
		if (e != OK || has)
			continue;
		if (!gathered)
			e = gather(k, due);
		gathered = true;
		if (e == OK && (e = send_one(k, who, dedup)) == OK)
			++*n_r;
	}
	return e;
}

static enum err
due_now(struct work *k, struct digest_due *due)
{
	struct digest_ask ask = { .office = office(k),
		.calendar = k->setup->calendar,
		.now = k->now };
	enum err e = meta_time(k, "digest-at", &ask.last);

	if (e == OK)
		digest_due(&ask, due);
	return e;
}

enum err
digest_send(struct store *s, const struct setup *setup, int64_t now,
    int64_t *next_r, struct why *w)
{
	struct work k = { s, setup, arena_new(), now, { 0 }, w, NULL };
	struct digest_due due = { .next = TOD_NONE };
	char text[TOD_TEXT];
	enum err e = due_now(&k, &due);
	int n;

	if (e == OK && due.now) {
		tod_text(now, office(&k)->offset, text);
		e = send_all(
		    &k, &due, arena_strn(k.a, text, strlen("YYYY-MM-DD")), &n);
		if (e == OK)
			e = meta_set_int(s, "digest-at", now, w);
	}
	*next_r = due.next;
	arena_free(&k.a);
	return e;
}

enum err
digest_send_now(struct store *s, const struct setup *setup, int64_t now,
    int *n_r, struct why *w)
{
	struct work k = { s, setup, arena_new(), now, { 0 }, w, NULL };
	struct digest_due due;
	char text[TOD_TEXT];
	enum err e = due_now(&k, &due);

	*n_r = 0;
	if (e == OK)
		e = send_all(
		    &k, &due, tod_text(now, office(&k)->offset, text), n_r);
	arena_free(&k.a);
	return e;
}

static const struct officer *
reader(const struct office *o)
{
	static const struct officer nobody = { "", "", "", MANAGERS };
	static const unsigned roles[] = { ROLE_KEPALA, ROLE_KOORDINATOR };
	size_t i, k;

	for (k = 0; k < 2; k++)
		for (i = 0; i < o->nofficers; i++)
			if (o->officers[i].roles & roles[k])
				return &o->officers[i];
	return &nobody;
}

enum err
digest_show(struct store *s, const struct setup *setup, struct arena *a,
    int64_t now, struct draft *d_r, struct why *w)
{
	struct work k = { s, setup, a, now, { 0 }, w, NULL };
	struct digest_due due;
	enum err e = due_now(&k, &due);

	if (e == OK)
		e = gather(&k, &due);
	return e == OK ? draft(&k, reader(office(&k)), d_r) : e;
}
