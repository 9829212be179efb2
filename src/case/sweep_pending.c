/*
 * Questions to officers whether a mail was theirs, which nobody answered: they
 * lapse, so that a "yes" of next year does not carry out what was forged today.
 * It must never do what such a mail asks for.
 */
#include "base/banned.h"
#include "base/step.h"
#include "base/text.h"
#include "case/sweep_priv.h"

#define PAGE_ROWS 50

static enum err
one(struct sweep *p, const struct pending_row *row, struct why *w)
{
	struct casework k = sweep_work(p);
	struct ticket_row t = { .id = row->ticket };
	int64_t at = sweep_after(
	    p, row->at, p->setup->settings.office.confirm_days);
	enum err e;

	if (at == TOD_NONE || at > p->now) {
		sweep_wait(p, at);
		return OK;
	}
	e = pending_end(p->s, row->id, PENDING_LAPSED, w);
	return e == OK ? case_event(&k, &t, "lapsed", row->officer, w) : e;
}

static enum err
page(struct sweep *p, struct page *at, bool *more_r, struct why *w)
{
	struct pending_rows rows;
	size_t i;
	enum err e;

	arena_reset(p->a);
	if ((e = store_begin(p->s, w)) != OK)
		return e;
	e = pending_open(p->s, p->a, *at, &rows, w);
	for (i = 0; e == OK && i < rows.n; i++) {
		if (text_ieq(rows.v[i].why, "confirm"))
			e = one(p, &rows.v[i], w);
		at->after = rows.v[i].id;
	}
	*more_r = e == OK && rows.n == at->limit;
	if (e == OK)
		step_mark("lapse");
	return store_end(p->s, e, w);
}

enum err
sweep_pending(struct sweep *p, struct why *w)
{
	struct page at = { 0, PAGE_ROWS };
	bool more = p->setup->settings.office.confirm_days > 0;
	enum err e = OK;

	while (e == OK && more)
		e = page(p, &at, &more, w);
	return e;
}
