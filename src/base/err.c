/*
 * Words about what happened.
 */
#include <stdarg.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

enum err
why_set(struct why *w, enum err e, const char *fmt, ...)
{
	struct buf raw, safe;
	va_list ap;

	buf_init(&raw, 8192);
	buf_init(&safe, sizeof(w->s));
	va_start(ap, fmt);
	buf_addv(&raw, fmt, ap);
	va_end(ap);
	text_add_safe(&safe, raw.s, raw.len, sizeof(w->s) - 1);
	memcpy(w->s, safe.s, safe.len + 1);
	buf_free(&raw);
	buf_free(&safe);
	return e;
}
