/* objects: base/arena base/buf base/err base/file base/mem base/text desk/kind
 * desk/features desk/lang desk/lesson desk/lexicon desk/model desk/regress
 * desk/normal
 */
/* Any bytes as a mail's words: spelling, language, lessons, features. */
#include <stdint.h>
#include <string.h>

#include "base/file.h"
#include "desk/classify.h"
#include "desk/features.h"
#include "desk/normal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct spelling *
loaded(void)
{
	struct spelling *s = spelling_new();
	struct why w;
	struct buf b;

	buf_init(&b, 1 << 20);
	if (file_read("conf/abbreviations.tsv", &b, &w) != OK ||
	    spelling_add(s, "a", b.s, b.len, &w) != OK)
		__builtin_trap();
	buf_free(&b);
	return s;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct spelling *s;
	static struct stemmer *stem;
	struct arena *a = arena_new();
	struct lessons l = { 0 };
	struct features f;
	struct why w;
	struct buf b;

	if (s == NULL) {
		s = loaded();
		stem = stemmer_new(FEATURE_ALL);
	}
	buf_init(&b, 64 * size + 4096);
	spelling_apply(s, (const char *)data, size, &b);
	if (b.over || strlen(b.s) > b.len)
		__builtin_trap();
	language_of(b.s);
	features_of(stem, NULL, b.s, b.s, true, &f);
	features_free(&f);
	lessons_add(a, &l, "f", (const char *)data, size, &w);
	buf_free(&b);
	arena_free(&a);
	return 0;
}
