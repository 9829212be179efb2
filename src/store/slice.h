#ifndef STORE_SLICE_H
#define STORE_SLICE_H

#include "store/store.h"

/*
 * A stretch of a kept mail's bytes, read in pieces and never held whole. While
 * one is open, its reader sees the database as it was: close it before long
 * waits for anything but its own consumer.
 */
struct slice;

/* ERR_ITEM: the mail does not have (all of) these bytes. */
enum err slice_open(struct store *s, int64_t inbox, size_t start, size_t len,
    struct slice **r, struct why *w);
/* The next bytes, at most n; *n_r 0: that was all. */
enum err slice_read(
    struct slice *r, char *to, size_t n, size_t *n_r, struct why *w);
void slice_close(struct slice **r); /* sets NULL */

#endif
