#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/*
 * Allocation that cannot fail: without memory the program says so and ends;
 * crash-safety is tested anyway. All are freed with free().
 */
void *mem_zero(size_t n, size_t size); /* n zeroed items; overflow ends */
void *mem_grow(void *p, size_t n);     /* realloc */
void *mem_dup(const void *p, size_t n);
char *mem_str(const char *s); /* NULL gives NULL */

/*
 * Before a long rest: gives free memory back, and the pages of the program
 * and its libraries, most of which only the start needed. They come back from
 * the file when they are touched, which costs less than a millisecond in all.
 */
void mem_rest(void);

#endif
