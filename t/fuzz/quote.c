/* objects: mail base */
/* Any text, cut with the shipped patterns: what is kept stood in the text,
 * line by line and in that order. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "mail/label.h"
#include "mail/quote.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
need(bool ok)
{
	if (!ok)
		abort();
}

static const struct quote_patterns *
patterns(void)
{
	static const char *const files[] = { "conf/patterns/attribution.conf",
		"conf/patterns/client.conf", "conf/patterns/disclaimer.conf",
		"conf/patterns/separator.conf" };
	static struct quote_patterns *q;
	struct why w;
	struct buf b;
	size_t i;

	if (q != NULL)
		return q;
	q = quote_patterns_new();
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		buf_init(&b, 1 << 20);
		need(file_read(files[i], &b, &w) == OK &&
		     quote_patterns_add(q, files[i], b.s, b.len, &w) == OK);
		buf_free(&b);
	}
	return q;
}

/* Every line of kept comes in text, in the same order; the marks of quotes
 * may be others. */
static void
check(const char *kept, const char *text)
{
	while (*kept != '\0') {
		size_t mark = strspn(kept, "> \t|"), n;
		const char *at;

		kept += mark;
		n = strcspn(kept, "\n");
		at = n > 0 ? memmem(text, strlen(text), kept, n) : text;
		need(at != NULL);
		text = at + n;
		kept += n + (kept[n] == '\n');
	}
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *a = arena_new();
	char *text = arena_strn(a, (const char *)data, size);
	size_t i;

	for (i = 0; i < size; i++)
		if (text[i] == '\0')
			text[i] = '\n';
	if (text_is_utf8(text, size)) {
		check(quote_own_words(a, patterns(), text, size), text);
		check(quote_own_words(a, NULL, text, size), text);
		label_is_forward_subject(text);
		label_bare_subject(text);
	}
	arena_free(&a);
	return 0;
}
