/*
 * Deadlines after the calendar or the promises were edited: what was kept of
 * them tells whether they were. Nobody is told again what he was told.
 */
#include <string.h>

#include "base/banned.h"
#include "base/hash.h"
#include "base/log.h"
#include "case/sweep_priv.h"

#define PRINT_MAX (1u << 22)
#define PAGE_ROWS 100

/* Two digests, so that the history can say which of them moved a deadline. */
struct basis {
	const char *key, *reason;
	char hex[2 * HASH_SIZE + 1];
};

static void
digest(const struct buf *b, struct basis *r)
{
	unsigned char hash[HASH_SIZE];

	hash_sha256(b->s, b->len, hash);
	hash_hex(hash, sizeof(hash), r->hex);
}

static void
basis_make(const struct setup *setup, struct basis v[2])
{
	const struct office *o = &setup->settings.office;
	struct buf b;

	buf_init(&b, PRINT_MAX);
	calendar_print(setup->calendar, &b);
	v[0] = (struct basis){ "clock-calendar",
		"office hours or holiday "
		"list changed",
		"" };
	digest(&b, &v[0]);
	buf_reset(&b);
	buf_addf(&b, "%d %d %d %d %d %d %d %d", o->consultation_days,
	    o->complaint_first_days, o->complaint_days,
	    o->complaint_calendar_days, o->supervisory_days,
	    o->complaint_limit_days, o->task_days, o->personal_hours);
	v[1] = (struct basis){ "clock-promises", "[clock] changed", "" };
	digest(&b, &v[1]);
	buf_free(&b);
}

/* *reason_r NULL: nothing has changed since it was kept. */
static enum err
changed(struct store *s, struct arena *a, const struct basis v[2],
    const char **reason_r, struct why *w)
{
	const char *was;
	enum err e;
	int i;

	*reason_r = NULL;
	for (i = 0; i < 2; i++) {
		if ((e = meta_get(s, a, v[i].key, &was, w)) != OK)
			return e;
		if ((was == NULL || strcmp(was, v[i].hex) != 0) &&
		    *reason_r == NULL)
			*reason_r = was == NULL ? "counted anew" : v[i].reason;
	}
	return OK;
}

/* What was answered stays as it was promised. */
static enum err
recount_page(struct casework *k, struct ticket_ask *ask, const char *reason,
    bool *more_r, struct why *w)
{
	struct ticket_rows rows;
	struct ticket_row t;
	enum err e = tickets(k->s, k->a, ask, &rows, w);
	size_t i;

	for (i = 0; e == OK && i < rows.n; i++) {
		t = rows.v[i];
		ask->page.after = t.id;
		if (t.answered_at == TOD_NONE)
			e = case_recount(k, &t, reason, w);
	}
	*more_r = e == OK && rows.n == ask->page.limit;
	return e;
}

static enum err
recount_all(struct casework *k, const char *reason, struct why *w)
{
	struct ticket_ask ask = { .list = LIST_OPEN, .page = { 0, PAGE_ROWS } };
	bool more = true;
	enum err e = OK;

	while (e == OK && more) {
		arena_reset(k->a);
		if ((e = store_begin(k->s, w)) != OK)
			return e;
		e = recount_page(k, &ask, reason, &more, w);
		e = store_end(k->s, e, w);
	}
	return e;
}

static enum err
keep(struct store *s, const struct basis v[2], struct why *w)
{
	enum err e;

	if ((e = store_begin(s, w)) != OK)
		return e;
	e = meta_set(s, v[0].key, v[0].hex, w);
	if (e == OK)
		e = meta_set(s, v[1].key, v[1].hex, w);
	return store_end(s, e, w);
}

enum err
sweep_recount(
    struct store *s, const struct setup *setup, int64_t now, struct why *w)
{
	struct arena *a = arena_new();
	struct casework k = {
		.s = s, .setup = setup, .a = a, .now = now, .actor = "tanggap"
	};
	struct basis v[2];
	const char *reason;
	enum err e;

	basis_make(setup, v);
	e = changed(s, a, v, &reason, w);
	if (e == OK && reason != NULL) {
		log_info("what=recounted");
		if ((e = recount_all(&k, reason, w)) == OK)
			e = keep(s, v, w);
	}
	arena_free(&a);
	return e;
}
