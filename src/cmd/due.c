/*
 * tanggap due: a deadline alone on the first line, then how it was counted.
 */
#include <stdio.h>

#include "base/banned.h"
#include "cmd/cmd.h"

int
cmd_due(const struct options *o)
{
	char text[TOD_TEXT];
	struct setup *s;
	struct due due;
	struct why w;
	enum err e;
	size_t i;
	int offset;

	if (o->from == TOD_NONE || o->days < 0)
		return cmd_usage(o, "needs --from TIME and --days N");
	if ((e = cmd_load(o, &s, &w)) != OK)
		return cmd_fail(o, e, &w);
	offset = s->settings.office.offset;
	calendar_due(s->calendar, s->arena, o->from, (int)o->days, &due);
	printf("%s\n\n",
	    due.at == TOD_NONE ? "never" : tod_text(due.at, offset, text));
	for (i = 0; i < due.steps.n; i++)
		printf("%s\n", due.steps.v[i]);
	if (due.unlisted_year)
		printf("\nwarning: there is no holiday list for %d in %s; its "
		       "holidays are not counted\n",
		    due.year, s->settings.holidays);
	setup_free(&s);
	return due.at == TOD_NONE ? EXIT_BAD : EXIT_DONE;
}
