/* objects: base/mustache base/mustache_render base/buf base/mem base/err
 * base/text */
/*
 * Any two texts as template and partial over a fixed tree: it compiles or is
 * refused with words, and rendering ends. A NUL parts the two.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/mustache.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *
partial_of(void *ctx, const char *name)
{
	return name[0] == 'n' ? NULL : ctx;
}

static void
each(void *ctx, const char *name, bool section)
{
	*(size_t *)ctx += strlen(name) + section;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct value list[] = {
		{ NULL, VALUE_TEXT, "one", NULL, 0 },
		{ NULL, VALUE_TEXT, "<two>", NULL, 0 },
	};
	static const struct value in[] = { { "b", VALUE_LIST, NULL, list, 2 },
		{ "c", VALUE_TEXT, "x\ny", NULL, 0 } };
	static const struct value items[] = { { "a", VALUE_MAP, NULL, in, 2 },
		{ "l", VALUE_LIST, NULL, list, 2 },
		{ "y", VALUE_TRUE, NULL, NULL, 0 },
		{ "n", VALUE_FALSE, NULL, NULL, 0 },
		{ "t", VALUE_TEXT, "&\"'", NULL, 0 } };
	static const struct value root = { NULL, VALUE_MAP, NULL, items, 5 };
	char *text = mem_zero(size + 2, 1);
	struct template *t;
	struct buf b;
	struct why w;
	size_t n = 0;

	memcpy(text, data, size);
	buf_init(&b, 1 << 16);
	if (template_new("fuzz", text, size & 1, partial_of,
		text + strlen(text) + 1 - (strlen(text) >= size), &t,
		&w) == OK) {
		template_names(t, each, &n);
		template_render(t, &root, &b);
		if (b.len > b.max || strlen(b.s) != b.len)
			abort();
		template_free(&t);
	}
	buf_free(&b);
	free(text);
	return 0;
}
