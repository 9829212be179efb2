#ifndef MAIL_LEAF_H
#define MAIL_LEAF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "mail/msg.h"

/*
 * Transfer encodings (RFC 2045 section 6), uuencode and yEnc, with the dirt
 * of real mail: foreign bytes, missing padding, cut ends, soft breaks with
 * spaces. part_decode() in msg.h is the public side.
 */

/* A base64 stream that may come in pieces. */
struct b64 {
	unsigned bits;
	int n;       /* characters of the open group: 0..3 */
	bool padded; /* the last group ended in "=" */
};

/* Decodes n characters and adds the bytes to b; what is no base64 is left
 * out. false: over b's cap. */
bool leaf_base64(struct b64 *s, const char *p, size_t n, struct buf *b);
/* Adds the bytes of a cut last group. */
bool leaf_base64_end(struct b64 *s, struct buf *b);

/*
 * A part's body that comes in pieces; begins as { .encoding = ... }. Each
 * piece but the last ends with a line, whatever it is (ENC_IDENTITY: with any
 * byte); then the bytes are those of part_decode(). false: over b's cap.
 */
struct leaf {
	enum encoding encoding;
	struct b64 b64;
	bool begun, ended, escaped;
};
bool leaf_feed(struct leaf *d, const char *p, size_t n, struct buf *b);
bool leaf_end(struct leaf *d, struct buf *b);

/* "A0" as a number, -1 if not two hex digits. */
int leaf_hex(const char *p);

/* How many bytes part_decode() would add; allocates nothing, and tells what it
 * has gone through. */
#define LEAF_STRETCH ((size_t)1 << 20)
size_t leaf_size(const struct part *p, const struct mail_passed *passed);
/* The first bytes of the decoded part, at most max; how many. */
size_t leaf_head(const struct part *p, char *to, size_t max);

enum encoding leaf_encoding(const char *label); /* unknown: ENC_IDENTITY */

/* A uuencoded or yEnc file within text. */
struct leaf_file {
	enum encoding encoding;
	size_t at, len;   /* from "begin" or "=ybegin" to the end of its end */
	const char *name; /* borrowed, not terminated */
	size_t name_len;
};
/* The first one at or after from, which must be the begin of a line. */
bool leaf_find(const char *p, size_t n, size_t from, struct leaf_file *f_r);

#endif
