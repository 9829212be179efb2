#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include "base/buf.h"
#include "store/store.h"

/*
 * Is the database what it says? SQLite's own integrity and foreign keys, the
 * hash chain of event, one outcome for each decided mail, bytes whose hash is
 * right, no row without its owner. Each finding is one line in b, *n_r counts
 * them; OK with findings is still OK.
 */
enum err verify_all(
    struct store *s, struct buf *b, int64_t *n_r, struct why *w);

#endif
