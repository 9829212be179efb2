/* objects: base/arena base/buf base/conf base/err base/file base/mem base/re
 * base/text base/tod desk/form desk/kind desk/office desk/phrase desk/portal
 * desk/portal_deadline desk/portal_read desk/thread_words
 */
/* Any bytes as a citizen's reply and as a portal's notice. */
#include <stdint.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "desk/form.h"
#include "desk/portal.h"
#include "desk/thread.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum err
add_file(void *ctx, const char *path, struct why *w)
{
	struct buf b;
	enum err e;

	buf_init(&b, 1 << 20);
	if ((e = file_read(path, &b, w)) == OK)
		e = portals_add(ctx, path, b.s, b.len, w);
	buf_free(&b);
	return e;
}

static struct portals *
loaded(void)
{
	struct portals *p = portals_new();
	struct why w;

	if (file_each("conf/intake", ".conf", add_file, p, &w) != OK)
		__builtin_trap();
	return p;
}

static const struct office office = { .name = "BPS Kabupaten Mempawah",
	.area = "Kabupaten Mempawah" };

static void
as_notice(struct arena *a, const struct portals *p, const char *text)
{
	static const char *const from[] = { "notifikasi@pst.bps.go.id",
		"no-reply@lapor.go.id", "noreply@mempawahkab.bps.go.id",
		"whatsapp@gateway.bps.go.id" };
	struct portal_task t;
	struct addr who = { "", "" };
	struct msg m = { .from = { &who, 1 },
		.subject = "Transaksi konsultasi baru, disposisi laporan 1234, "
			   "formulir, whatsapp",
		.text = text,
		.reply_text = text };
	size_t i;

	for (i = 0; i < sizeof(from) / sizeof(from[0]); i++) {
		who.address = from[i];
		if (portal_find(a, p, &m, 25200, &t) &&
		    !text_is_utf8(t.requester, strlen(t.requester)))
			__builtin_trap();
	}
	thread_continues(a, &m);
	thread_same_matter(a, &office, &m, text);
	thread_subject_generic(a, &office, text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const details[] = { "data", "wilayah", "periode",
		"konsep", "kegiatan", "apa", "kapan", "di-mana", "nama",
		"akun" };
	static struct portals *p;
	struct arena *a = arena_new();
	const char *text = arena_strn(a, (const char *)data, size);
	struct portals *conf = portals_new();
	struct portal_task t;
	struct form f;
	struct why w;

	if (p == NULL)
		p = loaded();
	if (text_is_utf8(text, strlen(text))) {
		form_read(a, text, (struct strs){ details, 10 }, &f);
		if (f.details.n != f.values.n || f.details.n > 10)
			__builtin_trap();
		form_lines(a, &f);
		form_account(a, text);
		portal_deadline(text, 25200, &t);
		as_notice(a, p, text);
	}
	if (portals_add(conf, "f", (const char *)data, size, &w) == OK)
		portals_test(conf, &w);
	portals_free(&conf);
	arena_free(&a);
	return 0;
}
