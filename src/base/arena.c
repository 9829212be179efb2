/*
 * Memory of one mail: a list of blocks, freed together.
 */
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/arena.h"
#include "base/mem.h"

#define ARENA_BLOCK 16384

struct block {
	struct block *next;
	size_t room, used;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *head; /* owned; the first ever made is last */
	size_t used;
};

static struct block *
block_new(size_t room)
{
	struct block *b;

	if (room > SIZE_MAX / 2)
		abort();
	b = mem_zero(1, sizeof(*b) + room);
	b->room = room;
	return b;
}

struct arena *
arena_new(void)
{
	struct arena *a = mem_zero(1, sizeof(*a));

	a->head = block_new(ARENA_BLOCK);
	return a;
}

void
arena_reset(struct arena *a)
{
	struct block *b;

	while ((b = a->head)->next != NULL) {
		a->head = b->next;
		free(b);
	}
	memset(b->bytes, 0, b->used);
	b->used = 0;
	a->used = 0;
}

void
arena_free(struct arena **a)
{
	if (*a == NULL)
		return;
	arena_reset(*a);
	free((*a)->head);
	free(*a);
	*a = NULL;
}

size_t
arena_used(const struct arena *a)
{
	return a->used;
}

/* A big piece gets a block of its own behind the head, which keeps its room. */
static void *
alloc_big(struct arena *a, size_t n)
{
	struct block *b = block_new(n);

	b->used = n;
	b->next = a->head->next;
	a->head->next = b;
	return b->bytes;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	size_t step = alignof(max_align_t);
	size_t size = (n + step - 1) / step * step;
	struct block *b = a->head;

	if (size < n)
		abort();
	a->used += size;
	if (size > b->room - b->used) {
		if (size > ARENA_BLOCK / 4 && b->next != NULL)
			return alloc_big(a, size);
		b = block_new(size > ARENA_BLOCK ? size : ARENA_BLOCK);
		b->next = a->head;
		a->head = b;
	}
	b->used += size;
	return b->bytes + b->used - size;
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		abort();
	return arena_alloc(a, n * size);
}

char *
arena_strn(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);

	if (n > 0)
		memcpy(p, s, n);
	return p;
}

char *
arena_str(struct arena *a, const char *s)
{
	return s ? arena_strn(a, s, strlen(s)) : NULL;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		abort();
	p = arena_alloc(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}
