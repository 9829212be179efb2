#ifndef BASE_SPILL_H
#define BASE_SPILL_H

#include <stddef.h>

#include "base/err.h"

/*
 * Bytes that are too many to be held in memory but must be looked at as one
 * stretch: a file without a name, mapped. What was told to be passed is let go
 * and read from the file again when somebody asks for it.
 */
struct spill;

/* In that directory. ERR_STOP: no room there, or it cannot be mapped. */
enum err spill_new(const char *dir, struct spill **s_r, struct why *w);
void spill_free(struct spill **s); /* sets NULL */

enum err spill_add(struct spill *s, const void *p, size_t n, struct why *w);
/* After the last spill_add(): its bytes, until spill_free(). */
enum err spill_bytes(
    struct spill *s, const char **p_r, size_t *n_r, struct why *w);

/* The stretch is not needed soon. Of bytes that are not its own it does
 * nothing. spill is a struct spill, for who knows only a function. */
void spill_passed(void *spill, const char *p, size_t n);

#endif
