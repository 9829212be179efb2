/* objects: mail base */
/* Any bytes as a whole mail: all text is UTF-8, nothing is NULL, the second
 * reading gives the same. seeds: t/corpus */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "mail/msg.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
need(bool ok)
{
	if (!ok)
		abort();
}

static void
need_utf8(const char *s)
{
	need(s != NULL && text_is_utf8(s, strlen(s)));
}

static void
need_line(const char *s)
{
	need_utf8(s);
	need(text_is_line(s, strlen(s)));
}

static void
need_addrs(const struct addrs *v)
{
	size_t i;

	for (i = 0; i < v->n; i++) {
		need_line(v->v[i].name);
		need_line(v->v[i].address);
		need(*v->v[i].address != '\0');
	}
}

static void
need_ids(const struct strs *v)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		need_line(v->v[i]);
}

static void
look_at(const struct msg *m)
{
	size_t i;

	need_line(m->subject);
	need_line(m->message_id);
	need_line(m->return_path);
	need_utf8(m->text);
	need_utf8(m->reply_text);
	need_utf8(m->bounced_id);
	need_ids(&m->in_reply_to);
	need_ids(&m->references);
	need_addrs(&m->from);
	need_addrs(&m->to);
	need_addrs(&m->cc);
	need_addrs(&m->reply_to);
	need_addrs(&m->delivered_to);
	for (i = 0; i < m->nfields; i++)
		need_utf8(m->fields[i].value);
	for (i = 0; i < m->nparts; i++) {
		need_line(m->parts[i].name);
		need_utf8(m->parts[i].type);
		need_utf8(m->parts[i].charset);
		need_line(m->parts[i].cid);
	}
	for (i = 0; i < m->ndsn; i++) {
		need_utf8(m->dsn[i].recipient);
		need_utf8(m->dsn[i].status);
		need_utf8(m->dsn[i].action);
		need_utf8(m->dsn[i].diagnostic);
	}
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct mail_reader r = { .limits = mail_limits_default,
		.authserv_id = "mx.bps.go.id" };
	struct arena *a = arena_new();
	struct why w = { "" };
	struct msg one, two;

	msg_read(a, &r, (const char *)data, size, &one, &w);
	look_at(&one);
	msg_read(a, &r, (const char *)data, size, &two, &w);
	need(one.nparts == two.nparts && strcmp(one.text, two.text) == 0 &&
	     strcmp(one.reply_text, two.reply_text) == 0);
	arena_free(&a);
	return 0;
}
