/*
 * tanggap states: the table that changes tickets, as it is compiled in.
 */
#include <stdio.h>

#include "base/banned.h"
#include "cmd/cmd.h"

int
cmd_states(const struct options *o)
{
	struct buf b;

	(void)o;
	buf_init(&b, 1 << 20);
	ticket_print(&b);
	fwrite(b.s, 1, b.len, stdout);
	buf_free(&b);
	return EXIT_DONE;
}
