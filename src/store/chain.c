/*
 * The chain of hashes over events. It must never know where they are kept.
 */
#include <stdio.h>
#include <string.h>

#include "base/banned.h"
#include "store/chain.h"

static void
add(struct hash_stream *h, const char *s)
{
	char len[24];
	int n = snprintf(len, sizeof(len), "%zu:", strlen(s));

	hash_add(h, len, (size_t)n);
	hash_add(h, s, strlen(s));
}

void
chain_next(const struct event_row *e, const unsigned char digest[HASH_SIZE],
    unsigned char hash[HASH_SIZE])
{
	struct hash_stream *h = hash_begin();
	char numbers[80];

	snprintf(numbers, sizeof(numbers), "%lld,%lld,%lld", (long long)e->id,
	    (long long)e->ticket, (long long)e->at);
	hash_add(h, hash, HASH_SIZE);
	add(h, numbers);
	add(h, e->actor);
	add(h, e->what);
	hash_add(h, digest, HASH_SIZE);
	hash_end(&h, hash);
}
