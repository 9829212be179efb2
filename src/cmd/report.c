/*
 * tanggap report, survey: the numbers of a month or quarter.
 */
#include <stdio.h>
#include <string.h>

#include "base/banned.h"
#include "cmd/cmd.h"
#include "case/monthly.h"

#define REPORT_MAX (64u << 20)

typedef void (*form)(
    struct buf *b, struct arena *a, const struct monthly_facts *f);

static int
print(const struct options *o, struct monthly_want *q, form write)
{
	struct monthly_facts f;
	struct setup *setup;
	struct store *s;
	struct arena *a;
	struct buf b;
	struct why w;
	enum err e;

	if (o->month != NULL && o->quarter != NULL)
		return cmd_usage(o, "--month or --quarter, not both");
	q->now = cmd_now(o);
	if (!monthly_parse(
		o->quarter ? o->quarter : o->month, o->quarter != NULL, 0, q))
		return o->quarter
			   ? cmd_usage(o, "--quarter %s: must be like 2026-4",
				 o->quarter)
			   : cmd_usage(o, "--month %s: must be like 2026-11",
				 o->month);
	if ((e = cmd_open(o, STORE_READ, &setup, &s, &w)) != OK)
		return cmd_fail(o, e, &w);
	a = arena_new();
	buf_init(&b, REPORT_MAX);
	/* read before: now the zone is known, too */
	monthly_parse(o->quarter ? o->quarter : o->month, o->quarter != NULL,
	    setup->settings.office.offset, q);
	e = monthly_gather(s, setup, a, q, &f, &w);
	if (e == OK)
		write(&b, a, &f);
	if (e == OK && b.over)
		e = why_set(&w, ERR_ITEM, "the report is too long");
	if (e == OK)
		fwrite(b.s, 1, b.len, stdout);
	buf_free(&b);
	arena_free(&a);
	store_close(&s);
	setup_free(&setup);
	return e == OK ? EXIT_DONE : cmd_fail(o, e, &w);
}

int
cmd_report(const struct options *o)
{
	static const struct {
		const char *name;
		form write;
	} forms[] = { { "text", monthly_text }, { "html", monthly_html },
		{ "csv", monthly_csv } };
	const char *name = o->format ? o->format : "text";
	struct monthly_want q = { 0 };
	size_t i;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (strcmp(forms[i].name, name) == 0)
			return print(o, &q, forms[i].write);
	return cmd_usage(o, "--format %s: must be html, csv or text", name);
}

int
cmd_survey(const struct options *o)
{
	struct monthly_want q = { 0 };

	return print(o, &q, monthly_survey_text);
}
