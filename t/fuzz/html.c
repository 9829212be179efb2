/* objects: base/buf base/mem base/text mail/charset mail/flowed mail/html
 * mail/html_entity mail/html_look mail/html_out mail/html_tok */
/* Any bytes under any label as a page: the text is UTF-8 without control
 * bytes but the marks that were asked for, and within its cap. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "mail/charset.h"
#include "mail/flowed.h"
#include "mail/html.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
need(bool ok)
{
	if (!ok)
		abort();
}

static void
check(const struct buf *b, bool marks)
{
	size_t i;

	need(!b->over && b->len <= b->max && text_is_utf8(b->s, b->len));
	for (i = 0; i < b->len; i++) {
		unsigned char c = (unsigned char)b->s[i];

		need(c >= ' ' || c == '\n' || c == '\t' ||
		     (marks && c >= MARK_ATTRIBUTION &&
			 c <= MARK_SIGNATURE_END));
	}
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static const char *const labels[] = { "utf-8", "", "gb2312",
		"iso-2022-jp", "utf-7", "shift_jis", "utf-16", "hz-gb-2312",
		"ks_c_5601-1987", "big5", "koi8-r", "unknown-8bit" };
	struct buf u, b;
	size_t n = sizeof(labels) / sizeof(labels[0]);

	if (size < 2)
		return 0;
	buf_init(&u, 4 * size);
	buf_init(&b, data[1] & 1 ? 100 : 8 * size);
	charset_add_utf8(
	    &u, labels[data[0] % n], (const char *)data + 2, size - 2);
	need(text_is_utf8(u.s, u.len) && memchr(u.s, '\0', u.len) == NULL);
	html_add_text(&b, u.s, u.len);
	check(&b, false);
	buf_reset(&b);
	html_add_marked(&b, u.s, u.len);
	check(&b, true);
	buf_reset(&b);
	flowed_add(&b, u.s, u.len, data[1] & 2);
	need(!b.over && text_is_utf8(b.s, b.len));
	buf_free(&u);
	buf_free(&b);
	return 0;
}
