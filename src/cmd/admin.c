/*
 * tanggap release, requeue, backup: small repairs by the administrator, each
 * an event in the history.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/banned.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "store/bell.h"
#include "store/cases.h"
#include "store/inbox.h"
#include "store/outbox.h"

typedef enum err (*repair)(
    struct store *s, int64_t id, int64_t now, struct why *w);

static enum err
release(struct store *s, int64_t id, int64_t now, struct why *w)
{
	(void)now;
	return inbox_release(s, id, w);
}

static enum err
requeue(struct store *s, int64_t id, int64_t now, struct why *w)
{
	return outbox_requeue(s, id, now, w);
}

static enum err
repair_one(const struct options *o, struct store *s, repair act, int64_t id,
    struct why *w)
{
	struct event_row event = {
		.at = cmd_now(o), .actor = "admin", .what = o->command
	};
	char detail[40];
	enum err e;

	snprintf(detail, sizeof(detail), "%" PRId64, id);
	event.detail = detail;
	if ((e = store_begin(s, w)) != OK)
		return e;
	e = act(s, id, event.at, w);
	if (e == OK)
		e = event_add(s, &event, w);
	return store_end(s, e, w);
}

static int
repair_all(const struct options *o, repair act)
{
	struct setup *setup;
	struct store *s;
	struct why w;
	int64_t id;
	int status = EXIT_DONE, i;
	enum err e;

	if (o->nargs == 0)
		return cmd_usage(o, "which? give numbers as `status` does");
	if ((e = cmd_open(o, STORE_WRITE, &setup, &s, &w)) != OK)
		return cmd_fail(o, e, &w);
	for (i = 0; i < o->nargs; i++) {
		if (!num_parse(o->args[i], 1, INT64_MAX, &id))
			status = cmd_usage(
			    o, "\"%s\" is no number", o->args[i]);
		else if ((e = repair_one(o, s, act, id, &w)) != OK)
			status = cmd_fail(o, e, &w);
	}
	bell_ring(setup->settings.database);
	store_close(&s);
	setup_free(&setup);
	return status;
}

int
cmd_release(const struct options *o)
{
	return repair_all(o, release);
}

int
cmd_requeue(const struct options *o)
{
	return repair_all(o, requeue);
}

int
cmd_backup(const struct options *o)
{
	struct setup *setup;
	struct store *s;
	struct why w;
	enum err e;

	if (o->nargs != 1)
		return cmd_usage(o, "needs the name of a new file");
	if ((e = cmd_open(o, STORE_READ, &setup, &s, &w)) != OK)
		return cmd_fail(o, e, &w);
	e = store_backup(s, o->args[0], &w);
	store_close(&s);
	setup_free(&setup);
	return e == OK ? EXIT_DONE : cmd_fail(o, e, &w);
}
