/* objects: base/buf base/mem base/err base/re base/need base/text */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/need.h"
#include "base/re.h"
#include "tap.h"

static const struct {
	const char *pattern, *subject;
	bool may;
} cases[] = {
	{ "\\bdata\\b", "mohon data PDRB", true },
	{ "\\bdata\\b", "mohon angka PDRB", false },
	{ "DaTa", "the dAtA", true },
	{ "\\b(?:petugas\\w*|pegawai)\\b", "pegawai itu", true },
	{ "\\b(?:petugas\\w*|pegawai)\\b", "orang itu", false },
	{ "(?:saya|kami)[^!?]{0,9}datang", "kami pulang", false },
	{ "(?:saya|kami)[^!?]{0,9}datang", "mereka datang", false },
	{ "(?:saya|kami)[^!?]{0,9}datang", "kami sudah datang", true },
	{ "e-?mail", "email", true },
	{ "kabupaten(?: kota)?", "kabupaten", true },
	{ "(?:ab|cd)*efg", "efg", true },
	{ "(?:ab|cd)+efg", "efg", false },
	{ "abc{0,2}", "ab", true },
	{ "abc{2}", "ab", false },
	{ "a{,2}", "a{,2}", true },
	{ "ab{,2}c", "ac", true },
	{ "ab{ 0,2 }c", "ac", true },
	{ "ab{0,2}cd", "ac", false },
	{ "^(?!.*maaf).*tutup", "tutup", true },
	{ "^(?=.*maaf).*tutup", "tutup", true },
	{ "(?<!tidak )buka", "buka", true },
	{ "(?<nama>siti)", "siti", true },
	{ "(?<nama>siti)", "budi", false },
	{ "(?s:satu.dua)", "satu\ndua", true },
	{ "(?x: a b c )", "abc", true },
	{ "ab(*SKIP)(*FAIL)|cd", "ab", false },
	{ "ab(*SKIP)(*FAIL)|cd", "ab cd", true },
	{ "(?:ab(*FAIL)|cd)?ef", "ef", true },
	{ "x(?:ab(*FAIL))|ef", "xab", false },
	{ "ab(*ACCEPT)cd", "ab", true },
	{ "[abc]d|efgh", "ad", true },
	{ "[]x]yz", "]yz", true },
	{ "[[:alpha:]\\]]yz", "ayz", true },
	{ "[[:^digit:]_]yz", "ayx", false },
	{ "[^\\E]-]yz", "ayz", true },
	{ "[\\c]a]yz", "ayz", true },
	{ "[a[:]|[b[.]ef[[:alpha:]]gh", ":", true },
	{ "[a[:]|ef[[:alpha:]]gh", "a", true },
	{ "\\.go\\.id", "bps.go.id", true },
	{ "\\.go\\.id", "bps.co.id", false },
	{ "\\x41bc", "abc", true },
	{ "(ab)\\1cd", "ababcd", true },
	{ "a", "b", true }, /* too short to be worth it */
	{ "", "x", true },
	{ "caf\xc3\xa9", "caf\xc3\xa9", true },
	{ "caf\xc3\xa9", "cafe", false },
};

static bool
may(const char *pattern, const char *subject)
{
	struct need *n = need_new(pattern);
	struct need_text t;
	bool is;

	need_text(&t, subject, strlen(subject));
	is = need_may(n, &t);
	need_free(&n);
	return is;
}

static void
by_table(void)
{
	struct why w;
	struct re *re;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ok(may(cases[i].pattern, cases[i].subject) == cases[i].may,
		    "%s in \"%s\"", cases[i].pattern, cases[i].subject);
		if (cases[i].may ||
		    re_new(cases[i].pattern, "aims", &re, &w) != OK)
			continue;
		ok(!re_test(re, cases[i].subject, strlen(cases[i].subject)),
		    "and it does not match");
		re_free(&re);
	}
}

static unsigned
next(unsigned n)
{
	static unsigned x = 1;

	x = x * 1103515245u + 12345u;
	return (x >> 16) % n;
}

static void
add_bytes(struct buf *b, unsigned n)
{
	while (n-- > 0)
		buf_addc(b, "aabBc d"[next(7)]);
}

/* A pattern of few letters, so that many match. */
static void
add_pattern(struct buf *b, int depth)
{
	static const char *const open[] = { "(?:", "(", "(?!", "(?=", "(?<n>",
		"(?i:", "(?>" };
	static const char *const atoms[] = { "\\b", "\\w", "[ab]", "[^a]", ".",
		"^", "$", "\\ ", "[]a]", "\\s", "a?", "b*", "c+", "d{0,1}",
		"a{2}", "{", "(*SKIP)", "(*FAIL)", "\\x61", "[a[:]",
		"[[:alpha:]b]", "[b[.]" };
	static const char *const behind[] = { "", "", "", "?", "*", "+",
		"{1,2}", "{0,2}", "*?" };
	unsigned n = 1 + next(4);

	while (n-- > 0) {
		switch (next(depth > 0 ? 4 : 2)) {
		case 0:
			add_bytes(b, 1 + next(5));
			break;
		case 1:
			buf_adds(b, atoms[next(22)]);
			break;
		default:
			buf_adds(b, open[next(7)]);
			add_pattern(b, depth - 1);
			if (next(2))
				buf_addc(b, '|');
			add_pattern(b, depth - 1);
			buf_addc(b, ')');
			buf_adds(b, behind[next(9)]);
		}
	}
}

/* What matches is never kept from it. */
static void
by_chance(void)
{
	int i, k, wrong = 0, matched = 0, kept_off = 0;
	struct buf pattern, subject;
	struct need_text t;
	struct need *n;
	struct why w;
	struct re *re;

	buf_init(&pattern, 4000);
	buf_init(&subject, 100);
	for (i = 0; i < 6000; i++) {
		buf_reset(&pattern);
		add_pattern(&pattern, 3);
		if (re_new(pattern.s, "aims", &re, &w) != OK)
			continue;
		n = need_new(pattern.s);
		for (k = 0; k < 20; k++) {
			buf_reset(&subject);
			add_bytes(&subject, next(30));
			need_text(&t, subject.s, subject.len);
			kept_off += !need_may(n, &t);
			if (!re_test(re, subject.s, subject.len))
				continue;
			matched++;
			if (need_may(n, &t))
				continue;
			if (wrong++ < 5)
				printf("# /%s/ matches \"%s\"\n", pattern.s,
				    subject.s);
		}
		need_free(&n);
		re_free(&re);
	}
	ok(wrong == 0, "of %d matches none is kept off", matched);
	ok(matched > 10000 && kept_off > 5000,
	    "while %d subjects need no match", kept_off);
	buf_free(&pattern);
	buf_free(&subject);
}

int
main(void)
{
	by_table();
	by_chance();
	return done_testing();
}
