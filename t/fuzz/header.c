/* objects: base/buf base/mem base/arena base/err base/text base/tod mail/header
 * mail/words mail/leaf mail/charset mail/param mail/addr mail/ids
 * mail/date mail/attach mail/authres */
/* Any bytes as a header: fields, words, addresses, ids, dates, parameters.
 * seeds: t/corpus */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "mail/addr.h"
#include "mail/attach.h"
#include "mail/authres.h"
#include "mail/date.h"
#include "mail/header.h"
#include "mail/ids.h"
#include "mail/param.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
need(bool ok)
{
	if (!ok)
		abort();
}

static void
need_text(const char *s)
{
	need(text_is_utf8(s, strlen(s)) && text_is_line(s, strlen(s)));
}

static void
read_value(struct arena *a, const char *value)
{
	static const char *const names[] = { "name", "filename", "boundary",
		"charset" };
	struct addr_list list = { .max = 50 };
	struct params ps;
	struct strs ids;
	const char *s;
	size_t i;

	need_text(header_text(a, value));
	addr_read(a, value, &list);
	for (i = 0; i < list.n; i++) {
		need(*list.v[i].address != '\0');
		need_text(list.v[i].address);
		need_text(list.v[i].name);
	}
	ids_read(a, value, &ids);
	for (i = 0; i < ids.n; i++)
		need(*ids.v[i] != '\0' && !strpbrk(ids.v[i], "<> "));
	param_parse(a, value, &ps);
	for (i = 0; i < 4; i++) {
		param_token(a, &ps, names[i]);
		s = attach_safe(a, param_text(a, &ps, names[i], ""));
		need_text(s);
		need(strlen(s) <= 220 && !strpbrk(s, "/\\") && *s != '.');
	}
	date_read(value);
	date_received(value);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *a = arena_new();
	const char *p = (const char *)data;
	struct msg m = { .from = { NULL, 0 } };
	struct field_list f;
	size_t len, body, i;

	len = header_length(p, size, &body);
	need(len <= body && body <= size);
	need(header_lead(p, size) <= size);
	f = header_fields(a, p, len, 100);
	header_utf8(a, f.v, f.n, "iso-8859-2");
	for (i = 0; i < f.n; i++) {
		need(text_is_utf8(f.v[i].value, strlen(f.v[i].value)));
		read_value(a, f.v[i].value);
	}
	m.fields = f.v;
	m.nfields = f.n;
	authres_read(a, "mx.bps.go.id", &m);
	arena_free(&a);
	return 0;
}
