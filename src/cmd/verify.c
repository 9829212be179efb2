/*
 * tanggap verify: SQLite's integrity, the hash chain, one outcome per mail.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/banned.h"
#include "cmd/cmd.h"
#include "store/report.h"
#include "store/verify.h"

int
cmd_verify(const struct options *o)
{
	struct report report;
	struct setup *setup;
	struct store *s;
	struct why w;
	struct buf b;
	int64_t n = 0;
	enum err e;

	if ((e = cmd_open(o, STORE_READ, &setup, &s, &w)) != OK)
		return cmd_fail(o, e, &w);
	buf_init(&b, 4 << 20);
	e = verify_all(s, &b, &n, &w);
	if (e == OK)
		e = report_make(s, cmd_now(o), TOD_NONE, &report, &w);
	if (e == OK) {
		fwrite(b.s, 1, b.len, stdout);
		printf("%" PRId64 " mails, %" PRId64 " events, %" PRId64
		       " findings; history up to %s\n",
		    report.received, report.events, n, report.head);
	}
	buf_free(&b);
	store_close(&s);
	setup_free(&setup);
	if (e != OK)
		return cmd_fail(o, e, &w);
	return n == 0 ? EXIT_DONE : EXIT_BAD;
}
