/* objects: base/buf base/mem base/arena base/err base/text base/tod mail/header
 * mail/words mail/leaf mail/charset mail/param mail/ids mail/attach
 * mail/part mail/split */
/* Any bytes as a mail within small limits: the tree holds, sizes are true.
 * seeds: t/corpus */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "mail/leaf.h"
#include "mail/part.h"
#include "mail/split.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
need(bool ok)
{
	if (!ok)
		abort();
}

static void
look_at(const struct part *v, size_t i)
{
	const struct part *p = &v[i];
	struct buf b;

	need(p->parent < (int)i && (i == 0) == (p->parent < 0));
	need(p->depth == (i == 0 ? 0 : v[p->parent].depth + 1));
	need(text_is_utf8(p->name, strlen(p->name)) &&
	     text_is_line(p->name, strlen(p->name)));
	need(!p->attachment || *p->name != '\0');
	buf_init(&b, (size_t)1 << 24);
	if (p->len > 0)
		need(memchr(p->body, p->body[p->len - 1], p->len) != NULL);
	if (!p->container) {
		part_decode(p, &b);
		need(b.len == p->size);
	}
	buf_free(&b);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static const struct mail_limits limits = { .bytes = 1 << 20,
		.header_bytes = 4096,
		.fields = 50,
		.parts = 40,
		.depth = 8 };
	struct why w = { "" };
	struct tree t = { .a = arena_new(), .limits = &limits, .w = &w };
	struct part *v;
	size_t i;

	split_mail(&t, (const char *)data, size);
	need(t.n >= 1 && t.n <= limits.parts);
	part_describe(&t);
	v = split_parts(&t);
	for (i = 0; i < t.n; i++)
		look_at(v, i);
	arena_free(&t.a);
	return 0;
}
