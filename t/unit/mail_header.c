/* objects: base/buf base/mem base/arena base/text mail/header mail/words
 * mail/leaf mail/charset */
#include <stdlib.h>

#include "mail/header.h"
#include "tap.h"

static struct arena *arena;

static const struct {
	const char *value, *want;
} words[] = {
	{ "Halo", "Halo" },
	{ "  a \t b  ", "a   b" },
	/* RFC 2047 section 8 */
	{ "=?ISO-8859-1?Q?a?=", "a" },
	{ "=?ISO-8859-1?Q?a?= b", "a b" },
	{ "=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab" },
	{ "=?ISO-8859-1?Q?a?=   \t =?ISO-8859-1?Q?b?=", "ab" },
	{ "=?ISO-8859-1?Q?a_b?=", "a b" },
	{ "=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=", "a b" },
	/* a character cut in two words, in both encodings */
	{ "=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "caf\xc3\xa9" },
	{ "=?utf-8?B?Y2Fmww==?= =?UTF-8?B?qQ==?=", "caf\xc3\xa9" },
	{ "=?utf-8?B?Y2Fmww==?= =?UTF-8?Q?=A9?=", "caf\xc3\xa9" },
	/* a group of base64 cut in two words; padding forgotten */
	{ "=?utf-8?B?c2F0dSBkdWEgd?= =?utf-8?B?GlnYSBlbXBhdA==?=",
	    "satu dua tiga empat" },
	{ "=?utf-8?B?c2F0dSBkdWE?=", "satu dua" },
	{ "=?utf-8?B?c2F0dQ?= =?utf-8?B?IGR1YQ?=", "satu dua" },
	/* no space around, language, lower case, fold within */
	{ "=?utf-8?q?a?==?utf-8?q?b?=", "ab" },
	{ "x=?utf-8?q?a?=y", "xay" },
	{ "=?utf-8*id?q?a?=", "a" },
	{ "=?utf-8?B?c2F0 dSBkdWE=?=", "satu dua" },
	{ "=?utf-8?Q?satu dua?=", "satu dua" },
	/* a question mark, an equals sign */
	{ "=?utf-8?Q?apa?\?=", "apa?" },
	{ "=?utf-8?Q?apa?=3F?=", "apa\?\?" },
	{ "=?utf-8?Q?a=ZZb=4?=", "a=ZZb=4" },
	/* the end is missing */
	{ "=?utf-8?Q?satu_dua", "satu dua" },
	{ "=?utf-8?B?c2F0dSBkdWE=?", "satu dua" },
	{ "=?utf-8?Q?satu_dua tiga", "satu dua tiga" },
	/* no words at all */
	{ "=?", "=?" },
	{ "a =?x b", "a =?x b" },
	{ "=?utf-8?X?a?=", "=?utf-8?X?a?=" },
	{ "=?utf-8?Q", "=?utf-8?Q" },
	/* charsets: none, unknown, wrong */
	{ "=??Q?caf=C3=A9?=", "caf\xc3\xa9" },
	{ "=?x-nonsense?Q?caf=E9?=", "caf\xc3\xa9" },
	{ "=?utf-8?Q?caf=E9?=", "caf\xc3\xa9" },
	{ "=?iso-8859-1?Q?caf=C3=A9?=", "caf\xc3\xa9" },
	{ "=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "\xe6\x97\xa5\xe6\x9c\xac" },
	{ "=?gb2312?B?zbO8xg==?=", "\xe7\xbb\x9f\xe8\xae\xa1" },
	/* control bytes must not come out */
	{ "=?utf-8?Q?a=0D=0Ab=00c?=", "a  bc" },
	{ "\"=?utf-8?Q?a=C3=A9?=\"", "\"a\xc3\xa9\"" },
};

static void
test_words(void)
{
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		is_str(header_text(arena, words[i].value), words[i].want,
		    words[i].value);
}

/* name=value|name=value and what is left for the body. */
static const char *
show(const char *head)
{
	size_t n = strlen(head), len, body, i, lead;
	struct field_list f;
	struct buf b;
	const char *s;

	lead = header_lead(head, n);
	head += lead;
	n -= lead;
	len = header_length(head, n, &body);
	f = header_fields(arena, head, len, 5);
	buf_init(&b, 10000);
	for (i = 0; i < f.n; i++)
		buf_addf(&b, "%s=%s|", f.v[i].name, f.v[i].value);
	buf_addf(&b, "%s%s", f.over ? "(more)" : "", head + body);
	s = arena_str(arena, b.s);
	buf_free(&b);
	return s;
}

static const struct {
	const char *head, *want;
} heads[] = {
	{ "A: b\r\n\r\nText", "A=b|Text" },
	{ "A: b\n\nText", "A=b|Text" },
	{ "A: b", "A=b|" },
	{ "A: b\nTo: c", "A=b|To=c|" },
	{ "", "" },
	{ "\n", "" },
	{ "\n\nText", "\nText" },
	{ "A:\r\n  b\r\n\tc \r\n\r\nText", "A=b c|Text" },
	{ "A: b  c \r\n \r\n\t d\n\nText", "A=b  c d|Text" },
	{ "A : b\n\nText", "A=b|Text" },
	{ "A:b:c\n\nText", "A=b:c|Text" },
	{ "From a@b Mon Jan  1\nA: b\n\nText", "A=b|Text" },
	{ ">From a@b Mon Jan  1\nA: b\n\nText", "A=b|Text" },
	{ "\xef\xbb\xbf"
	  "A: b\n\nText",
	    "A=b|Text" },
	{ "\r\n\r\nSubject: b\r\n\r\nText", "Subject=b|Text" },
	/* junk is passed over where the header goes on behind it */
	{ "A: b\njunk line\nX-Bad Header: y\nSubject: c\n\nText",
	    "A=b|Subject=c|Text" },
	/* the blank line is missing */
	{ "Subject: b\nSelamat pagi,\nmohon data.\n",
	    "Subject=b|Selamat pagi,\nmohon data.\n" },
	{ "Subject: b\nhttps://x.id/\n", "Subject=b|https://x.id/\n" },
	{ "Selamat pagi,\nmohon data: penduduk\n",
	    "Selamat pagi,\nmohon data: penduduk\n" },
	{ "Content-Type: text/html\n<style>a{b:c}</style>\n",
	    "Content-Type=text/html|<style>a{b:c}</style>\n" },
	{ "A: b\n--x\nB: c", "A=b|--x\nB: c" },
	{ "A: 1\nB: 2\nC: 3\nD: 4\nE: 5\nF: 6\n\n",
	    "A=1|B=2|C=3|D=4|E=5|(more)" },
	{ " lost\nA: b\n\n", " lost\nA: b\n\n" },
	{ " lost\nTo: b\n\n", "To=b|" },
};

static void
test_heads(void)
{
	size_t i;

	for (i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		is_str(show(heads[i].head), heads[i].want, "header");
}

static void
test_raw(void)
{
	static const struct {
		const char *raw, *charset, *want;
	} t[] = {
		{ "caf\xc3\xa9", "iso-8859-1", "caf\xc3\xa9" },
		{ "caf\xe9", "", "caf\xc3\xa9" },
		{ "caf\xe9", "iso-8859-1", "caf\xc3\xa9" },
		{ "\xf0\xd2\xc9", "koi8-r", "\xd0\x9f\xd1\x80\xd0\xb8" },
		{ "\033$BF|K\\\033(B", "", "\xe6\x97\xa5\xe6\x9c\xac" },
	};
	struct field f;
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(*t); i++) {
		f = (struct field){ "Subject", t[i].raw };
		header_utf8(arena, &f, 1, t[i].charset);
		is_str(f.value, t[i].want, "raw bytes");
	}
	f = (struct field){ "Subject", "x" };
	is_str(header_get(&f, 1, "SUBJECT"), "x", "names ignore case");
	ok(header_get(&f, 1, "Sub") == NULL, "no field");
}

int
main(void)
{
	arena = arena_new();
	test_words();
	test_heads();
	test_raw();
	arena_free(&arena);
	return done_testing();
}
