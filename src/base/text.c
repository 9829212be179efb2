/*
 * Small things done to text: numbers, UTF-8, one-line safety, folding.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicase.h>
#include <uninorm.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/text.h"

bool
num_parse(const char *s, int64_t lo, int64_t hi, int64_t *n_r)
{
	char *end;
	long long n;

	if (*s == '\0' ||
	    strspn(s + (*s == '-'), "0123456789") != strlen(s + (*s == '-')))
		return false;
	errno = 0;
	n = strtoll(s, &end, 10);
	if (errno != 0 || *end != '\0' || end == s || n < lo || n > hi)
		return false;
	*n_r = n;
	return true;
}

size_t
text_utf8_len(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t len, i;
	unsigned lo = 0x80, hi = 0xbf;

	if (n == 0)
		return 0;
	if (u[0] < 0x80)
		return 1;
	if (u[0] < 0xc2 || u[0] > 0xf4)
		return 0;
	len = u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;
	if (u[0] == 0xe0)
		lo = 0xa0;
	if (u[0] == 0xed)
		hi = 0x9f; /* no surrogates */
	if (u[0] == 0xf0)
		lo = 0x90;
	if (u[0] == 0xf4)
		hi = 0x8f;
	if (len > n)
		return 0;
	for (i = 1; i < len; i++, lo = 0x80, hi = 0xbf)
		if (u[i] < lo || u[i] > hi)
			return 0;
	return len;
}

bool
text_is_utf8(const char *s, size_t n)
{
	size_t i, len;

	for (i = 0; i < n; i += len)
		if ((len = text_utf8_len(s + i, n - i)) == 0)
			return false;
	return true;
}

bool
text_is_ascii(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] >= 0x80)
			return false;
	return true;
}

bool
text_add_utf8(struct buf *b, uint32_t u)
{
	char c[4];

	if (u > 0x10ffff || (u >= 0xd800 && u <= 0xdfff))
		u = 0xfffd;
	if (u < 0x80)
		return buf_addc(b, (char)u);
	if (u < 0x800) {
		c[0] = (char)(0xc0 | u >> 6);
		c[1] = (char)(0x80 | (u & 0x3f));
		return buf_add(b, c, 2);
	}
	if (u < 0x10000) {
		c[0] = (char)(0xe0 | u >> 12);
		c[1] = (char)(0x80 | (u >> 6 & 0x3f));
		c[2] = (char)(0x80 | (u & 0x3f));
		return buf_add(b, c, 3);
	}
	c[0] = (char)(0xf0 | u >> 18);
	c[1] = (char)(0x80 | (u >> 12 & 0x3f));
	c[2] = (char)(0x80 | (u >> 6 & 0x3f));
	c[3] = (char)(0x80 | (u & 0x3f));
	return buf_add(b, c, 4);
}

static bool
is_control(unsigned char c)
{
	return c < 0x20 || c == 0x7f;
}

bool
text_is_line(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (is_control((unsigned char)s[i]) && s[i] != '\t')
			return false;
	return true;
}

void
text_add_safe(struct buf *b, const char *s, size_t n, size_t max)
{
	size_t i, len, start = b->len;

	for (i = 0; i < n; i += len) {
		len = text_utf8_len(s + i, n - i);
		if (b->len - start + 4 + 3 > max) {
			buf_adds(b, "...");
			return;
		}
		/* C1 controls, U+0080..U+009F, move terminals too */
		if (len == 0 || is_control((unsigned char)s[i]) ||
		    (len == 2 && s[i] == '\xc2' &&
			(unsigned char)s[i + 1] < 0xa0)) {
			buf_addc(b, '?');
			if (len == 0)
				len = 1;
		} else {
			buf_add(b, s + i, len);
		}
	}
}

void
text_add_html(struct buf *b, const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		switch (s[i]) {
		case '&':
			buf_adds(b, "&amp;");
			break;
		case '<':
			buf_adds(b, "&lt;");
			break;
		case '>':
			buf_adds(b, "&gt;");
			break;
		case '"':
			buf_adds(b, "&quot;");
			break;
		case '\'':
			buf_adds(b, "&#39;");
			break;
		default:
			buf_addc(b, s[i]);
		}
}

size_t
text_digits(const char *s, size_t max)
{
	size_t n = 0;

	while (n < max && s[n] >= '0' && s[n] <= '9')
		n++;
	return n;
}

bool
text_ieq(const char *a, const char *b)
{
	return strcasecmp(a, b) == 0;
}

bool
text_istarts(const char *s, const char *prefix)
{
	return strncasecmp(s, prefix, strlen(prefix)) == 0;
}

const char *
text_istr(const char *hay, const char *needle)
{
	return strcasestr(hay, needle);
}

bool
text_ends(const char *s, const char *tail)
{
	size_t n = strlen(s), t = strlen(tail);

	return n >= t && memcmp(s + n - t, tail, t) == 0;
}

/* Nearly all mail is ASCII, and libunistring is slow on it. */
static bool
add_ascii_lower(struct buf *b, const char *s, size_t n)
{
	size_t i, at = b->len;

	if (!buf_add(b, s, n))
		return false;
	for (i = at; i < b->len; i++)
		if (b->s[i] >= 'A' && b->s[i] <= 'Z')
			b->s[i] = (char)(b->s[i] - 'A' + 'a');
	return true;
}

bool
text_add_lower(struct buf *b, const char *s, size_t n)
{
	uint8_t *low;
	size_t len = 0;
	bool ok;

	if (text_is_ascii(s, n))
		return add_ascii_lower(b, s, n);
	if (!text_is_utf8(s, n))
		return buf_add(b, s, n);
	low = u8_tolower((const uint8_t *)s, n, NULL, UNINORM_NFC, NULL, &len);
	if (low == NULL)
		return n == 0 || buf_add(b, s, n);
	ok = buf_add(b, low, len);
	free(low);
	return ok;
}

/* How many bytes of white space stand at s: ASCII, U+00A0, U+2000..200B, 3000,
 * FEFF. */
static size_t
space_len(const char *s, size_t n)
{
	if (n == 0)
		return 0;
	if (*s == ' ' || (*s >= '\t' && *s <= '\r'))
		return 1;
	if (n >= 2 && memcmp(s, "\xc2\xa0", 2) == 0)
		return 2;
	if (n >= 3 && memcmp(s, "\xe2\x80", 2) == 0 &&
	    (unsigned char)s[2] <= 0x8b)
		return 3;
	if (n >= 3 && (memcmp(s, "\xe3\x80\x80", 3) == 0 ||
			  memcmp(s, "\xef\xbb\xbf", 3) == 0))
		return 3;
	return 0;
}

bool
text_add_squeezed(struct buf *b, const char *s, size_t n)
{
	size_t i = 0, len;
	bool gap = false, any = false;

	while (i < n) {
		if ((len = space_len(s + i, n - i)) > 0) {
			gap = any;
			i += len;
			continue;
		}
		if (gap && !buf_addc(b, ' '))
			return false;
		if (!buf_addc(b, s[i]))
			return false;
		gap = false;
		any = true;
		i++;
	}
	return !b->over;
}
