#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Small things done to text, all pure. Text is UTF-8 where not said else. */

/* Decimal digits alone, lo..hi inclusive. */
bool num_parse(const char *s, int64_t lo, int64_t hi, int64_t *n_r);

bool text_is_utf8(const char *s, size_t n);
/* How many bytes the character at s takes (1..4), 0 where it is not UTF-8. */
size_t text_utf8_len(const char *s, size_t n);
bool text_is_ascii(const char *s, size_t n);
/* Adds code point u as UTF-8; what is no character becomes U+FFFD. */
bool text_add_utf8(struct buf *b, uint32_t u);

/* No CR, LF, NUL or other control byte: fit for a line-based format. */
bool text_is_line(const char *s, size_t n);
/*
 * Adds at most max bytes of s fit for one line of a log or terminal: control
 * bytes and what is not UTF-8 become '?', cut text ends in "...".
 */
void text_add_safe(struct buf *b, const char *s, size_t n, size_t max);

/* Adds s fit for text and attributes of HTML: & < > " ' as entities. */
void text_add_html(struct buf *b, const char *s, size_t n);

/* How many of the first max bytes are decimal digits, one after the other. */
size_t text_digits(const char *s, size_t max);

bool text_ieq(const char *a, const char *b); /* ASCII case ignored */
bool text_istarts(const char *s, const char *prefix);
const char *text_istr(const char *hay, const char *needle); /* ASCII, or NULL */
bool text_ends(const char *s, const char *tail);

/* Unicode lower case and NFC (libunistring) added to b; bad UTF-8 kept. */
bool text_add_lower(struct buf *b, const char *s, size_t n);
/* White space (also U+00A0 and friends) at both ends off, runs to one ' '. */
bool text_add_squeezed(struct buf *b, const char *s, size_t n);

#endif
