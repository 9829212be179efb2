#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * The one growing byte string. The cap is given at init; going over it adds
 * nothing, returns false and sets "over" for good, so a caller may add many
 * times and look once at the end. s is always NUL-terminated and never NULL;
 * len does not count that NUL. Allocation failure ends the program.
 */
struct buf {
	char *s; /* owned */
	size_t len;
	size_t room;
	size_t max;
	bool over;
};

void buf_init(struct buf *b, size_t max);
void buf_free(struct buf *b);  /* afterwards as after buf_init() */
void buf_reset(struct buf *b); /* empty again, memory kept, over cleared */
bool buf_reserve(struct buf *b, size_t more); /* room for so many bytes */

bool buf_add(struct buf *b, const void *p, size_t n);
bool buf_adds(struct buf *b, const char *s);
bool buf_addc(struct buf *b, char c);
bool buf_addf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
bool buf_addv(struct buf *b, const char *fmt, va_list ap);

/* Gives the string to the caller, who frees it; b is empty again. */
char *buf_steal(struct buf *b);
void buf_cut(struct buf *b, size_t len); /* shortens to len bytes */

#endif
