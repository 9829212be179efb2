#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

/*
 * Memory of one mail: many allocations, freed together. Pointers are
 * arena-owned: good until arena_reset() or arena_free(). Memory is zeroed and
 * aligned for any type. It grows by what is asked; callers bound what they ask.
 */
struct arena;

struct arena *arena_new(void);
void arena_free(struct arena **a); /* sets NULL */
void arena_reset(struct arena *a); /* everything freed but the first block */
size_t arena_used(const struct arena *a); /* bytes handed out */

void *arena_alloc(struct arena *a, size_t n);
void *arena_array(struct arena *a, size_t n, size_t size); /* checked n*size */
char *arena_str(struct arena *a, const char *s);           /* NULL gives NULL */
char *arena_strn(struct arena *a, const char *s, size_t n); /* adds NUL */
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
