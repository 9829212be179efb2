/* objects: base/buf base/mem base/text net/utf7 */
/* Modified UTF-7 (RFC 3501 5.1.3), both ways. */
#include "net/utf7.h"
#include "tap.h"

static const struct {
	const char *utf8, *wire;
} rows[] = { { "", "" }, { "INBOX", "INBOX" }, { "a&b", "a&-b" },
	{ "Sampah/Räume", "Sampah/R&AOQ-ume" },
	{ "~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-" },
	{ "é", "&AOk-" }, { "éé", "&AOkA6Q-" }, { "ééé", "&AOkA6QDp-" },
	{ "😀", "&2D3eAA-" }, { "x😀y", "x&2D3eAA-y" }, { "é&", "&AOk-&-" },
	{ "a\tb", "a&AAk-b" } };

int
main(void)
{
	struct buf b;
	size_t i;

	buf_init(&b, 1000);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_reset(&b);
		ok(utf7_add(&b, rows[i].utf8), "row %zu is UTF-8", i);
		is_str(b.s, rows[i].wire, "to the wire");
		buf_reset(&b);
		ok(utf7_add_decoded(&b, rows[i].wire), "is modified UTF-7");
		is_str(b.s, rows[i].utf8, "and back");
	}
	buf_reset(&b);
	ok(!utf7_add(&b, "a\xff"), "what is not UTF-8 is said so");
	is_str(b.s, "a\xff", "and kept");
	buf_reset(&b);
	ok(!utf7_add_decoded(&b, "a&AOk"), "a run without end is said so");
	is_str(b.s, "a&AOk", "and kept");
	buf_reset(&b);
	ok(!utf7_add_decoded(&b, "&\x80-"), "so is a foreign byte");
	buf_free(&b);
	return done_testing();
}
