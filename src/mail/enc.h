#ifndef MAIL_ENC_H
#define MAIL_ENC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Text made fit for mail: ASCII, CRLF, short lines. All input is UTF-8. */

/* Bodies, as quoted-printable (RFC 2045 6.7) or base64; line ends of the
 * text, LF or CRLF, become CRLF; the last line is ended, too. */
void enc_qp(struct buf *b, const char *text);
void enc_b64(struct buf *b, const char *p, size_t n); /* 76 a line */
/* How many bytes that adds; what is encoded in pieces of so many bytes (or a
 * multiple) is the same as in one. */
#define B64_LINE 57
size_t enc_b64_size(size_t n);
/* base64 is shorter and surer where every third byte is not ASCII. */
bool enc_prefers_b64(const char *text);

/*
 * Header values. *col is how far the line is; it is folded before 76 where it
 * can be. Words that are no plain ASCII are encoded (RFC 2047).
 */
void enc_header_text(struct buf *b, size_t *col, const char *text);
/* A display name: atoms, quoted string or encoded words. */
void enc_header_name(struct buf *b, size_t *col, const char *name);
/* A token that must not be cut, with a fold or a space before it. */
void enc_header_token(struct buf *b, size_t *col, const char *token);

#endif
