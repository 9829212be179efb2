/* objects: base/buf base/mem base/text mail/charset */
#include <stdlib.h>

#include "tap.h"

#include "base/buf.h"
#include "base/text.h"
#include "mail/charset.h"

static const struct row {
	const char *what, *charset, *bytes, *want;
} rows[] = {
	{ "ascii", "us-ascii", "Halo", "Halo" },
	{ "utf-8", "utf-8", "Caf\xc3\xa9", "Caf\xc3\xa9" },
	{ "utf-8 labelled latin-1", "iso-8859-1", "Caf\xc3\xa9",
	    "Caf\xc3\xa9" },
	{ "utf-8 labelled ascii", "us-ascii", "\xe2\x82\xac 5",
	    "\xe2\x82\xac 5" },
	{ "utf-8 unlabelled", "", "Caf\xc3\xa9", "Caf\xc3\xa9" },
	{ "byte order mark", "utf-8",
	    "\xef\xbb\xbf"
	    "a",
	    "a" },
	{ "latin-1 is windows-1252", "iso-8859-1",
	    "\x93"
	    "a\x94 \x80",
	    "\xe2\x80\x9c"
	    "a\xe2\x80\x9d \xe2\x82\xac" },
	{ "latin-1 labelled utf-8", "utf-8", "Andr\xe9 Lef\xe8vre",
	    "Andr\xc3\xa9 Lef\xc3\xa8vre" },
	{ "unknown label", "x-nonsense", "Andr\xe9", "Andr\xc3\xa9" },
	{ "unknown-8bit", "unknown-8bit", "Andr\xe9", "Andr\xc3\xa9" },
	{ "label with a tail", "iso-8859-1; format=flowed", "\xe9",
	    "\xc3\xa9" },
	{ "label with quotes and case", "\"ISO-8859-1\"", "\xe9", "\xc3\xa9" },
	{ "utf-8 with a latin letter", "utf-8", "\xc3\xa9\xc3\xa8 na\xefve",
	    "\xc3\xa9\xc3\xa8 na\xc3\xafve" },
	{ "utf-8 with a torn character", "utf-8", "\xc3\xa9\xc3\xa8 \xe2\x82",
	    "\xc3\xa9\xc3\xa8 \xef\xbf\xbd" },
	{ "koi8-r", "koi8-r", "\xf0\xd2\xc9\xd7\xc5\xd4",
	    "\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82" },
	{ "windows-1251", "windows-1251", "\xcf\xf0\xe8\xe2\xe5\xf2",
	    "\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82" },
	{ "cp1251", "cp-1251", "\xcf", "\xd0\x9f" },
	{ "iso-8859-15", "iso-8859-15", "\xa4", "\xe2\x82\xac" },
	{ "gb2312 as gb18030", "gb2312", "\xc4\xe3\xba\xc3\x80\x30",
	    "\xe4\xbd\xa0\xe5\xa5\xbd\xef\xbf\xbd"
	    "0" },
	{ "gb2312 that is good utf-8 by chance", "gb2312", "\xc1\xaa\xcd\xa8",
	    "\xe8\x81\x94\xe9\x80\x9a" },
	{ "big5", "big5", "\xa7\x41\xa6\x6e", "\xe4\xbd\xa0\xe5\xa5\xbd" },
	{ "ks_c_5601 as cp949", "ks_c_5601-1987", "\xbe\xc8\xb3\xe7",
	    "\xec\x95\x88\xeb\x85\x95" },
	{ "shift_jis", "shift_jis", "\x93\xfa\x96\x7b\x87\x40",
	    "\xe6\x97\xa5\xe6\x9c\xac\xe2\x91\xa0" },
	{ "euc-jp", "euc-jp", "\xc6\xfc\xcb\xdc", "\xe6\x97\xa5\xe6\x9c\xac" },
	{ "iso-2022-jp", "iso-2022-jp", "\x1b$BF|K\\\x1b(B!",
	    "\xe6\x97\xa5\xe6\x9c\xac!" },
	{ "iso-2022-jp with a vendor's character", "iso-2022-jp",
	    "\x1b$B-!\x1b(B", "\xe2\x91\xa0" },
	{ "iso-2022-jp with half-width kana", "iso-2022-jp", "\x1b(I12\x1b(B",
	    "\xef\xbd\xb1\xef\xbd\xb2" },
	{ "iso-2022-jp without a label", "", "\x1b$BF|K\\\x1b(B",
	    "\xe6\x97\xa5\xe6\x9c\xac" },
	{ "utf-7", "utf-7", "Hi +AOk-!", "Hi \xc3\xa9!" },
	{ "hz", "hz-gb-2312", "~{VPND~}", "\xe4\xb8\xad\xe6\x96\x87" },
	{ "thai", "tis-620", "\xa1", "\xe0\xb8\x81" },
	{ "mac", "macintosh", "\x8e", "\xc3\xa9" },
	{ "hostile name", "../../etc/passwd", "\xe9", "\xc3\xa9" },
	{ "empty", "utf-8", "", "" },
};

static void
test_rows(void)
{
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_init(&b, 1000);
		ok(charset_add_utf8(&b, rows[i].charset, rows[i].bytes,
		       strlen(rows[i].bytes)),
		    "%s fits", rows[i].what);
		is_str(b.s, rows[i].want, rows[i].what);
		buf_free(&b);
	}
}

static void
test_utf16(void)
{
	struct buf b;

	buf_init(&b, 100);
	charset_add_utf8(&b, "utf-16", "\xff\xfe\x41\x00\xe9\x00", 6);
	is_str(b.s, "A\xc3\xa9", "utf-16 with a mark");
	buf_reset(&b);
	charset_add_utf8(&b, "utf-16", "\x41\x00\x42\x00", 4);
	is_str(b.s, "AB", "utf-16 little endian without a mark");
	buf_reset(&b);
	charset_add_utf8(&b, "utf-16", "\x00\x41\x00\x42", 4);
	is_str(b.s, "AB", "utf-16 big endian without a mark");
	buf_reset(&b);
	charset_add_utf8(&b, "utf-8", "a\0b", 3);
	is_str(b.s, "ab", "no NUL comes out");
	buf_free(&b);
}

static void
test_cap(void)
{
	struct buf b;

	buf_init(&b, 5);
	ok(!charset_add_utf8(&b, "utf-8", "abcdefgh", 8), "the cap is told");
	is_str(b.s, "abcde", "what fits is kept");
	ok(!b.over, "and the buffer still takes more");
	buf_cut(&b, 0);
	ok(!charset_add_utf8(&b, "utf-8", "abcd\xc3\xa9", 6),
	    "a character that does not fit");
	is_str(b.s, "abcd", "is not cut in two");
	buf_cut(&b, 0);
	ok(!charset_add_utf8(&b, "iso-8859-1", "\xe9\xe9\xe9\xe9", 4),
	    "latin-1 grows over the cap");
	ok(text_is_utf8(b.s, b.len), "what is kept is UTF-8");
	buf_free(&b);
}

/* Whatever bytes under whatever label: valid UTF-8 without NUL. */
static void
test_any(void)
{
	static const char *const labels[] = { "utf-8", "gb2312", "big5",
		"iso-2022-jp", "utf-7", "shift_jis", "koi8-r", "utf-16", "hz",
		"euc-kr", "x", "" };
	unsigned seed = 1, round;
	bool good = true;
	char bytes[64];
	size_t i, l;
	struct buf b;

	buf_init(&b, 100);
	for (round = 0; round < 2000; round++)
		for (l = 0; l < sizeof(labels) / sizeof(labels[0]); l++) {
			for (i = 0; i < sizeof(bytes); i++) {
				seed = seed * 1103515245u + 12345;
				bytes[i] = (char)(seed >> 16);
			}
			buf_reset(&b);
			charset_add_utf8(&b, labels[l], bytes, sizeof(bytes));
			good &= text_is_utf8(b.s, b.len) &&
				memchr(b.s, '\0', b.len) == NULL;
		}
	ok(good, "24,000 random texts come out as UTF-8 without NUL");
	buf_free(&b);
}

int
main(void)
{
	test_rows();
	test_utf16();
	test_cap();
	test_any();
	return done_testing();
}
