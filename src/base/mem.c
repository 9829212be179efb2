/*
 * Allocation that ends the program instead of failing.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"

static void *
need(void *p)
{
	if (p == NULL) {
		fputs("tanggap: out of memory\n", stderr);
		abort();
	}
	return p;
}

void *
mem_zero(size_t n, size_t size)
{
	return need(calloc(n ? n : 1, size ? size : 1));
}

void *
mem_grow(void *p, size_t n)
{
	return need(realloc(p, n ? n : 1));
}

void *
mem_dup(const void *p, size_t n)
{
	void *q = need(malloc(n ? n : 1));

	if (n > 0)
		memcpy(q, p, n);
	return q;
}

char *
mem_str(const char *s)
{
	return s ? mem_dup(s, strlen(s) + 1) : NULL;
}
