/*
 * Hashes, by the GnuTLS that is in the process anyway.
 */
#include <stdio.h>
#include <stdlib.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include "base/banned.h"
#include "base/hash.h"

static void
must(int rc, const char *what)
{
	if (rc < 0) {
		fprintf(stderr, "tanggap: %s: %s\n", what, gnutls_strerror(rc));
		abort();
	}
}

void
hash_sha256(const void *p, size_t n, unsigned char out_r[HASH_SIZE])
{
	must(gnutls_hash_fast(GNUTLS_DIG_SHA256, p, n, out_r), "sha256");
}

/* A hash_stream is the handle of GnuTLS under another name. */
struct hash_stream *
hash_begin(void)
{
	gnutls_hash_hd_t handle;

	must(gnutls_hash_init(&handle, GNUTLS_DIG_SHA256), "sha256");
	return (struct hash_stream *)handle;
}

void
hash_add(struct hash_stream *h, const void *p, size_t n)
{
	must(gnutls_hash((gnutls_hash_hd_t)h, p, n), "sha256");
}

void
hash_end(struct hash_stream **h, unsigned char out_r[HASH_SIZE])
{
	gnutls_hash_deinit((gnutls_hash_hd_t)*h, out_r);
	*h = NULL;
}

void
hash_hmac(const void *key, size_t keylen, const void *p, size_t n,
    unsigned char out_r[HASH_SIZE])
{
	must(gnutls_hmac_fast(GNUTLS_MAC_SHA256, key, keylen, p, n, out_r),
	    "hmac");
}

void
hash_random(void *p, size_t n)
{
	must(gnutls_rnd(GNUTLS_RND_KEY, p, n), "random");
}

void
hash_hex(const unsigned char *p, size_t n, char *out_r)
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < n; i++) {
		out_r[2 * i] = digits[p[i] >> 4];
		out_r[2 * i + 1] = digits[p[i] & 15];
	}
	out_r[2 * n] = '\0';
}

void
hash_base32(const unsigned char *p, size_t chars, char *out_r)
{
	static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
	size_t i, bit;

	for (i = 0; i < chars; i++) {
		unsigned v = 0, k;

		for (k = 0; k < 5; k++) {
			bit = i * 5 + k;
			v = v << 1 | (p[bit / 8] >> (7 - bit % 8) & 1);
		}
		out_r[i] = digits[v];
	}
	out_r[chars] = '\0';
}
