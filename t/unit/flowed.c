/* objects: base/buf base/mem mail/flowed */
#include <stdlib.h>

#include "tap.h"

#include "base/buf.h"
#include "mail/flowed.h"

static const struct row {
	const char *what, *in;
	bool delsp;
	const char *want;
} rows[] = {
	{ "fixed lines stay", "a\nb\n", false, "a\nb\n" },
	{ "soft ends join", "satu \ndua \ntiga\n", false, "satu dua tiga\n" },
	{ "delsp takes the space out", "satu \ndua\n", true, "satudua\n" },
	{ "CRLF", "satu \r\ndua\r\n", false, "satu dua\n" },
	{ "space-stuffing is undone", " From a\n  b\n", false, "From a\n b\n" },
	{ "quotes join within their depth", "> a \n> b\n>> c \n>> d\n", false,
	    "> a b\n> > c d\n" },
	{ "another depth ends a paragraph", "> a \nb\n", false, "> a\nb\n" },
	{ "the signature's line is not joined", "Budi \n-- \nBPS\n", false,
	    "Budi\n-- \nBPS\n" },
	{ "a quoted signature neither", "> x\n> -- \n> y\n", false,
	    "> x\n> -- \n> y\n" },
	{ "an open paragraph at the end", "a ", false, "a \n" },
	{ "blank lines stay", "a \nb\n\nc\n", false, "a b\n\nc\n" },
	{ "nothing", "", false, "" },
};

int
main(void)
{
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_init(&b, 1000);
		ok(flowed_add(
		       &b, rows[i].in, strlen(rows[i].in), rows[i].delsp),
		    "%s: fits", rows[i].what);
		is_str(b.s, rows[i].want, rows[i].what);
		buf_free(&b);
	}
	buf_init(&b, 4);
	ok(!flowed_add(&b, "a\nb\nc\nd\n", 8, false), "the cap is told");
	is_str(b.s, "a\nb\n", "what fits is kept");
	buf_free(&b);
	return done_testing();
}
