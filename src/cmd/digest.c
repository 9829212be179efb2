/*
 * tanggap digest: the managers' mail now, or only what it would say.
 */
#include <stdio.h>
#include <string.h>

#include "base/banned.h"
#include "cmd/cmd.h"
#include "case/digest.h"

static enum err
print(const struct options *o, const struct setup *setup, struct store *s,
    struct why *w)
{
	struct arena *a = arena_new();
	struct draft d;
	enum err e = digest_show(s, setup, a, cmd_now(o), &d, w);

	if (e == OK && strcmp(o->print, "html") == 0)
		fputs(d.html, stdout);
	else if (e == OK)
		printf("%s\n\n%s", d.subject, d.text);
	arena_free(&a);
	return e;
}

/* The running daemon, or the next pass, takes them out of the outbox. */
static enum err
send(const struct options *o, struct setup *setup, struct store *s,
    struct why *w)
{
	int n = 0;
	enum err e = setup_key(setup, false, w);

	if (e != OK || (e = store_begin(s, w)) != OK)
		return e;
	e = digest_send_now(s, setup, cmd_now(o), &n, w);
	if ((e = store_end(s, e, w)) == OK)
		printf("queued for %d managers\n", n);
	return e;
}

int
cmd_digest(const struct options *o)
{
	struct setup *setup;
	struct store *s;
	struct why w;
	enum err e;

	if (o->print != NULL && strcmp(o->print, "text") != 0 &&
	    strcmp(o->print, "html") != 0)
		return cmd_usage(
		    o, "--print %s: must be text or html", o->print);
	e = cmd_open(o, o->print ? STORE_READ : STORE_WRITE, &setup, &s, &w);
	if (e != OK)
		return cmd_fail(o, e, &w);
	e = o->print ? print(o, setup, s, &w) : send(o, setup, s, &w);
	store_close(&s);
	setup_free(&setup);
	return e == OK ? EXIT_DONE : cmd_fail(o, e, &w);
}
