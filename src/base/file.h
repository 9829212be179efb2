#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

/* The whole file into b (its cap is the limit). ERR_ITEM with words. */
enum err file_read(const char *path, struct buf *b, struct why *w);

/*
 * A secret: as file_read(), but refused when the file is not a regular file
 * of ours (or root's) or when group or others can read or write it; one line
 * end at the end is taken off; empty is refused.
 */
enum err file_read_secret(const char *path, struct buf *b, struct why *w);

/* Replaces path by these bytes (mode 0600 as the umask is), whole or not at
 * all: written beside it under another name, synced, renamed. ERR_ITEM. */
enum err file_replace(const char *path, const struct buf *b, struct why *w);

/* Calls each() with the full path of every entry of dir whose name ends in
 * tail, sorted by name; stops at the first that does not return OK. */
enum err file_each(const char *dir, const char *tail,
    enum err (*each)(void *ctx, const char *path, struct why *w), void *ctx,
    struct why *w);

#endif
