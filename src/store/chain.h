#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include "base/hash.h"
#include "store/cases.h"

/*
 * The chain of hashes over events: each is the SHA-256 of the one before
 * (32 zero bytes before the first), of the numbers id, ticket and at as
 * decimal text, of actor and what, each preceded by its length and ':', and
 * of the digest (SHA-256) of detail. A detail may be erased; its digest stays.
 */

/* hash: of the event before e; becomes that of e. */
void chain_next(const struct event_row *e,
    const unsigned char digest[HASH_SIZE], unsigned char hash[HASH_SIZE]);

#endif
