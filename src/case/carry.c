/*
 * Files of one mail on their way into another. It must never know whose mail
 * it is.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/carry.h"
#include "mail/attach.h"

#define TYPE_NAME_MAX 127

/* What runs when it is opened, on Windows or on a telephone. */
static const char *const unsafe[] = { ".apk", ".app", ".bat", ".cmd", ".com",
	".cpl", ".dll", ".dmg", ".exe", ".hta", ".htm", ".html", ".img", ".iso",
	".jar", ".js", ".jse", ".lnk", ".msi", ".pif", ".ps1", ".reg", ".scr",
	".svg", ".vbe", ".vbs", ".wsf", ".xll", ".docm", ".xlsm", ".pptm" };

bool
carry_is_unsafe(const struct part *p)
{
	size_t n = strlen(p->name), i, k;

	for (i = 0; i < sizeof(unsafe) / sizeof(unsafe[0]); i++) {
		k = strlen(unsafe[i]);
		if (n >= k && text_ieq(p->name + n - k, unsafe[i]))
			return true;
	}
	return text_istarts(p->content, "application/x-") &&
	       (strstr(p->content, "executable") != NULL ||
		   strstr(p->content, "dosexec") != NULL);
}

static const char *
size_words(struct arena *a, size_t size)
{
	if (size < 1024)
		return arena_printf(a, "%zu B", size);
	if (size < 1024 * 1024)
		return arena_printf(a, "%zu kB", size / 1024);
	return arena_printf(
	    a, "%zu,%zu MB", size >> 20, ((size & 0xfffff) * 10) >> 20);
}

/* The name that may be shown; the ending stays, so that it opens. */
static const char *
name_of(struct arena *a, const struct carry_ask *q, const struct part *p,
    size_t number)
{
	const char *dot = strrchr(p->name, '.');

	if (!q->hide)
		return p->name;
	if (dot == NULL || strlen(dot) > 6)
		dot = attach_extension(p->type);
	return arena_printf(a, "lampiran-%zu%s", number, dot);
}

static bool
wanted(const struct carry_ask *q, size_t index)
{
	size_t i;

	if (q->parts == NULL)
		return q->msg->parts[index].attachment;
	for (i = 0; i < q->nparts; i++)
		if ((size_t)q->parts[i] == index)
			return true;
	return false;
}

/* A part of a mail that came encoded in another one is not in raw as it is. */
static bool
lies_in(const struct msg *m, const struct part *p)
{
	uintptr_t raw = (uintptr_t)m->raw, body = (uintptr_t)p->body;

	return m->kept != 0 && body >= raw && p->len <= m->raw_len &&
	       body - raw <= m->raw_len - p->len;
}

static const char *
copy(struct arena *a, const struct part *p, struct compose_file *f)
{
	const char *why = "";
	struct buf b;

	buf_init(&b, p->size + 1);
	if (!part_decode(p, &b) || b.len != p->size)
		why = "rusak";
	f->bytes = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return why;
}

/* What a sender calls it where that may stand in a header (RFC 6838, 4.2). */
static const char *
type_of(const struct part *p)
{
	static const char name[] = "abcdefghijklmnopqrstuvwxyz0123456789"
				   "!#$&-^_.+";
	size_t n = strspn(p->type, name), sub;

	if (n > 0 && n <= TYPE_NAME_MAX && p->type[n] == '/') {
		sub = strspn(p->type + n + 1, name);
		if (sub > 0 && sub <= TYPE_NAME_MAX &&
		    p->type[n + 1 + sub] == '\0')
			return p->type;
	}
	return "application/octet-stream";
}

/* Why it stays behind, "" where it comes along. */
static const char *
take(struct arena *a, const struct carry_ask *q, const struct part *p,
    struct compose_file *f)
{
	if (q->named_only || carry_is_unsafe(p))
		return "demi keamanan tidak diteruskan";
	if (p->container)
		return "pos-el terlampir tidak diteruskan";
	if (p->size > q->room)
		return "terlalu besar untuk diteruskan";
	f->type = type_of(p);
	f->len = p->size;
	if (!lies_in(q->msg, p))
		return copy(a, p, f);
	f->bytes = NULL;
	f->kept = (struct kept_file){ .mail = q->msg->kept,
		.at = (size_t)(p->body - q->msg->raw),
		.len = p->len,
		.encoding = p->encoding };
	return "";
}

void
carry_files(struct arena *a, const struct carry_ask *ask, struct carried *c_r)
{
	struct carry_ask q = *ask;
	size_t n = q.msg->nparts, i;
	struct compose_file *files = arena_array(a, n, sizeof(*files));
	struct carried_row *rows = arena_array(a, n, sizeof(*rows)), *row;

	*c_r = (struct carried){ .files = files, .rows = rows };
	for (i = 0; i < n; i++) {
		const struct part *p = &q.msg->parts[i];
		struct compose_file *f = &files[c_r->nfiles];

		if (!wanted(&q, i))
			continue;
		row = &rows[c_r->nrows++];
		row->name = f->name = name_of(a, &q, p, c_r->nrows);
		row->size = size_words(a, p->size);
		row->why = take(a, &q, p, f);
		if (*row->why != '\0')
			continue;
		q.room -= f->len;
		c_r->nfiles++;
	}
}
