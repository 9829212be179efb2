/*
 * tanggap templates: which there are, and which variables each reads.
 */
#include <stdio.h>

#include "base/banned.h"
#include "cmd/cmd.h"

int
cmd_templates(const struct options *o)
{
	struct setup *s;
	struct why w;
	struct buf b;
	enum err e;

	if ((e = cmd_load(o, &s, &w)) != OK)
		return cmd_fail(o, e, &w);
	buf_init(&b, 1 << 20);
	templates_print(s->templates, &b);
	fwrite(b.s, 1, b.len, stdout);
	buf_free(&b);
	setup_free(&s);
	return EXIT_DONE;
}
