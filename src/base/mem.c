/*
 * Allocation that ends the program instead of failing.
 */
#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

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

/* Only what cannot be written: it is as in the file. */
static int
drop_pages(struct dl_phdr_info *info, size_t size, void *ctx)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), from, upto;
	const ElfW(Phdr) * h;
	int i;

	(void)size;
	(void)ctx;
	for (i = 0; i < info->dlpi_phnum; i++) {
		h = &info->dlpi_phdr[i];
		if (h->p_type != PT_LOAD || (h->p_flags & PF_W) != 0)
			continue;
		from = (info->dlpi_addr + h->p_vaddr) & ~(page - 1);
		upto = info->dlpi_addr + h->p_vaddr + h->p_filesz;
		madvise((void *)from, upto - from, MADV_DONTNEED);
	}
	return 0;
}

void
mem_rest(void)
{
	malloc_trim(0);
	dl_iterate_phdr(drop_pages, NULL);
}
