/* objects: mail base */
/* Any mail: what is read of it is UTF-8, a report names its recipients, and
 * a forward is taken apart within the text.
 * seeds: t/corpus */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "mail/dsn.h"
#include "mail/forward.h"
#include "mail/msg.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
need(const char *s)
{
	if (s == NULL || !text_is_utf8(s, strlen(s)))
		abort();
}

static void
check_report(struct arena *a, const struct msg *m)
{
	size_t i;

	need(m->bounced_id);
	for (i = 0; i < m->ndsn; i++) {
		need(m->dsn[i].recipient);
		need(m->dsn[i].status);
		need(m->dsn[i].action);
		need(m->dsn[i].diagnostic);
		if (*m->dsn[i].recipient == '\0' || !m->report)
			abort();
		need(dsn_status_of(a, m->dsn[i].diagnostic));
	}
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static const struct mail_limits limits = { .bytes = 1 << 20,
		.header_bytes = 65536,
		.fields = 500,
		.parts = 100,
		.depth = 10,
		.addresses = 500,
		.text_bytes = 20000 };
	struct mail_reader r = { .limits = limits, .authserv_id = "" };
	struct arena *a = arena_new();
	struct forwarded f;
	struct msg m;
	struct why w;

	if (msg_read(a, &r, (const char *)data, size, &m, &w) == OK) {
		need(m.text);
		need(m.reply_text);
		check_report(a, &m);
		forward_find(a, &m, &f);
		need(f.note);
		need(f.from.name);
		need(f.from.address);
		need(f.date);
		need(f.subject);
		need(f.text);
	}
	arena_free(&a);
	return 0;
}
