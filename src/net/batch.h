#ifndef NET_BATCH_H
#define NET_BATCH_H

#include "net/pass.h"

/*
 * Fetches the messages uids[0..count-1] (sorted, all that exist in between)
 * into p->queue and moves p->done. One that the server or libetpan cannot
 * deliver, while it can deliver others, becomes a FETCH_BROKEN item.
 * ERR_LATER: the connection is gone, p->done says how far it came.
 */
enum err batch_fetch(
    struct pass *p, const uint32_t *uids, size_t count, struct why *w);

#endif
