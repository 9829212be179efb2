/*
 * The growing byte string with a cap. It knows nothing of what it holds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/mem.h"

static char empty[1];

void
buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){ .s = empty, .max = max };
}

void
buf_free(struct buf *b)
{
	if (b->s != empty)
		free(b->s);
	buf_init(b, b->max);
}

void
buf_reset(struct buf *b)
{
	b->len = 0;
	b->over = false;
	if (b->s != empty)
		b->s[0] = '\0';
}

bool
buf_reserve(struct buf *b, size_t more)
{
	size_t need, room;

	if (b->over || more > b->max - b->len) {
		b->over = true;
		return false;
	}
	need = b->len + more + 1;
	if (need <= b->room)
		return true;
	room = b->room ? b->room : 64;
	while (room < need)
		room *= 2;
	if (room > b->max + 1)
		room = b->max + 1;
	b->s = mem_grow(b->s == empty ? NULL : b->s, room);
	b->s[b->len] = '\0';
	b->room = room;
	return true;
}

bool
buf_add(struct buf *b, const void *p, size_t n)
{
	if (n == 0)
		return !b->over;
	if (!buf_reserve(b, n))
		return false;
	memcpy(b->s + b->len, p, n);
	b->len += n;
	b->s[b->len] = '\0';
	return true;
}

bool
buf_adds(struct buf *b, const char *s)
{
	return buf_add(b, s, strlen(s));
}

bool
buf_addc(struct buf *b, char c)
{
	return buf_add(b, &c, 1);
}

bool
buf_addv(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n < 0 || !buf_reserve(b, (size_t)n)) {
		va_end(again);
		b->over = true;
		return false;
	}
	if (n > 0) {
		vsnprintf(b->s + b->len, (size_t)n + 1, fmt, again);
		b->len += (size_t)n;
	}
	va_end(again);
	return true;
}

bool
buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	bool ok;

	va_start(ap, fmt);
	ok = buf_addv(b, fmt, ap);
	va_end(ap);
	return ok;
}

char *
buf_steal(struct buf *b)
{
	char *s = mem_grow(b->s == empty ? NULL : b->s, b->len + 1);

	s[b->len] = '\0';

	buf_init(b, b->max);
	return s;
}

void
buf_cut(struct buf *b, size_t len)
{
	if (len < b->len) {
		b->len = len;
		b->s[len] = '\0';
	}
}
