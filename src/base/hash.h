#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>

/* SHA-256 (FIPS 180-4) and HMAC (RFC 2104) by GnuTLS, random bytes, base32. */
#define HASH_SIZE 32

void hash_sha256(const void *p, size_t n, unsigned char out_r[HASH_SIZE]);
/* The same in pieces; the end frees the stream and sets NULL. */
struct hash_stream;
struct hash_stream *hash_begin(void);
void hash_add(struct hash_stream *h, const void *p, size_t n);
void hash_end(struct hash_stream **h, unsigned char out_r[HASH_SIZE]);

void hash_hmac(const void *key, size_t keylen, const void *p, size_t n,
    unsigned char out_r[HASH_SIZE]);
void hash_random(void *p, size_t n); /* cannot fail: ends the program */

/* n bytes as lower-case hex: out_r takes 2 * n + 1 bytes. */
void hash_hex(const unsigned char *p, size_t n, char *out_r);
/* The first chars * 5 bits of p in Crockford's base32 alphabet, lower case,
 * without i l o u: survives being read aloud. out_r takes chars + 1 bytes. */
void hash_base32(const unsigned char *p, size_t chars, char *out_r);

#endif
