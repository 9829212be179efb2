/*
 * Modified UTF-7 for mailbox names. Pure.
 */
#include <stdint.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "net/utf7.h"

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

struct bits {
	uint32_t held;
	int count;
};

static void
add_unit(struct buf *b, struct bits *w, uint32_t unit)
{
	w->held = w->held << 16 | unit;
	for (w->count += 16; w->count >= 6; w->count -= 6)
		buf_addc(b, alphabet[w->held >> (w->count - 6) & 63]);
	w->held &= (1u << w->count) - 1;
}

static void
end_shift(struct buf *b, struct bits *w)
{
	if (w->count > 0)
		buf_addc(b, alphabet[w->held << (6 - w->count) & 63]);
	buf_addc(b, '-');
	*w = (struct bits){ 0 };
}

static uint32_t
code_point(const unsigned char *s, size_t n)
{
	static const unsigned char first[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	uint32_t u = s[0] & first[n];
	size_t i;

	for (i = 1; i < n; i++)
		u = u << 6 | (s[i] & 0x3f);
	return u;
}

bool
utf7_add(struct buf *b, const char *utf8)
{
	struct bits w = { 0 };
	bool shifted = false;
	size_t n, left = strlen(utf8);
	const char *s;

	if (!text_is_utf8(utf8, left)) {
		buf_add(b, utf8, left);
		return false;
	}
	for (s = utf8; *s; s += n, left -= n) {
		uint32_t u;

		n = text_utf8_len(s, left);
		u = code_point((const unsigned char *)s, n);
		if (u >= 0x20 && u < 0x7f) {
			if (shifted)
				end_shift(b, &w);
			shifted = false;
			buf_adds(b, u == '&' ? "&-" : (char[]){ *s, 0 });
			continue;
		}
		if (!shifted)
			buf_addc(b, '&');
		shifted = true;
		if (u >= 0x10000) {
			add_unit(b, &w, 0xd800 + ((u - 0x10000) >> 10));
			u = 0xdc00 + ((u - 0x10000) & 0x3ff);
		}
		add_unit(b, &w, u);
	}
	if (shifted)
		end_shift(b, &w);
	return true;
}

/* One shifted run after '&'; returns its '-', NULL when it is none. */
static const char *
decode_run(struct buf *b, const char *s)
{
	uint32_t held = 0, high = 0;
	int count = 0;

	for (; *s && *s != '-'; s++) {
		const char *at = strchr(alphabet, *s);
		uint32_t unit;

		if (at == NULL)
			return NULL;
		held = (held << 6 | (uint32_t)(at - alphabet)) & 0x3fffff;
		if ((count += 6) < 16)
			continue;
		count -= 16;
		unit = held >> count & 0xffff;
		if (unit >= 0xd800 && unit < 0xdc00) {
			high = unit;
			continue;
		}
		if (unit >= 0xdc00 && unit < 0xe000 && high)
			unit = 0x10000 + ((high - 0xd800) << 10) +
			       (unit - 0xdc00);
		high = 0;
		text_add_utf8(b, unit);
	}
	return *s ? s : NULL;
}

bool
utf7_add_decoded(struct buf *b, const char *wire)
{
	size_t start = b->len;
	const char *s;

	for (s = wire; *s; s++) {
		if (*s != '&') {
			buf_addc(b, *s);
		} else if (s[1] == '-') {
			buf_addc(b, '&');
			s++;
		} else if ((s = decode_run(b, s + 1)) == NULL) {
			buf_cut(b, start);
			buf_adds(b, wire);
			return false;
		}
	}
	return true;
}
