/* objects: base/buf base/err base/mem base/re base/text */
#include <string.h>

#include "base/re.h"
#include "tap.h"

#define LONG 20000
#define RUNS 40

/* Patterns that need more stack the longer their subject, or steps. */
static const struct {
	const char *pattern;
	size_t n;
	bool match, limit;
} cases[] = {
	{ "(?:a|b)*c", 500, true, false },
	{ "(?:a|b)*c", 4000, true, false },
	{ "(?:[ab]|x)+?c$", LONG, true, false },
	{ "(?:(?:a|b)\\s?){1,}c", 8000, true, false },
	{ "(?:a|b|ab)*[de]", 4000, false, true },
	{ "(?:a+)+d", 30, false, false },
	{ "^(?:\\w+\\s?)*[!?]", 4000, false, true },
};

static void
subject(char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		s[i] = "ab"[i % 2];
	memcpy(s + n, "c", 2);
}

/* What a pattern says is the same in its first run and ever after. */
static void
any_time(void)
{
	static char s[LONG + 2];
	struct re_span span;
	struct re *re;
	struct why w;
	size_t i, k, n, same;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (re_new(cases[i].pattern, "aims", &re, &w) != OK)
			continue;
		subject(s, cases[i].n);
		n = cases[i].n + 1;
		for (same = k = 0; k < RUNS; k++) {
			same += re_match(re, s, n, 0, &span, 1) ==
				cases[i].match;
			re_test(re, "x", 1);
			if (cases[i].match && span.at + span.len != n)
				same--;
		}
		ok(same == RUNS, "%s on %zu bytes", cases[i].pattern, n);
		ok(re_hit_limit(re) == cases[i].limit, "and its limits");
		re_free(&re);
	}
}

static void
errors(void)
{
	struct re *re = NULL;
	struct why w;

	is_int(re_new("a(b", "i", &re, &w), ERR_ITEM, "no pattern");
	ok(re == NULL && strstr(w.s, "at character") != NULL, "words: %s", w.s);
	if (re_new("\\bd\xc3\xa9", "i", &re, &w) != OK)
		return;
	ok(re_test(re, "x D\xc3\x89", 5), "characters without case");
	ok(!re_test(re, "x D\xff", 4), "bytes that are none");
	re_free(&re);
	ok(re == NULL, "freed");
}

int
main(void)
{
	any_time();
	errors();
	return done_testing();
}
