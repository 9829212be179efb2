/*
 * format=flowed (RFC 3676) back to paragraphs. Knows lines and quote signs,
 * nothing of mails.
 */
#include <string.h>

#include "base/banned.h"
#include "mail/flowed.h"

struct line {
	const char *s;
	size_t n;
	size_t depth;
	bool sign_off; /* "-- ", never joined (RFC 3676 4.3) */
};

static struct line
take(const char **p, const char *end)
{
	struct line l = { 0 };
	const char *nl = memchr(*p, '\n', (size_t)(end - *p));
	const char *s = *p, *stop = nl ? nl : end;

	*p = nl ? nl + 1 : end;
	if (stop > s && stop[-1] == '\r')
		stop--;
	for (; s < stop && *s == '>'; s++)
		l.depth++;
	if (s < stop && *s == ' ')
		s++; /* space-stuffing (RFC 3676 4.4) */
	l.s = s;
	l.n = (size_t)(stop - s);
	l.sign_off = l.n == 3 && memcmp(s, "-- ", 3) == 0;
	return l;
}

/* The cap cuts; it is no error. */
static bool
put(struct buf *b, const char *s, size_t n)
{
	if (n > b->max - b->len)
		return false;
	return buf_add(b, s, n);
}

static bool
put_signs(struct buf *b, size_t depth)
{
	for (; depth > 0; depth--)
		if (!put(b, "> ", 2))
			return false;
	return true;
}

bool
flowed_add(struct buf *b, const char *s, size_t n, bool delsp)
{
	const char *end = s + n;
	bool open = false; /* the line before flows on */
	size_t depth = 0;

	while (s < end) {
		struct line l = take(&s, end);
		bool soft = l.n > 0 && l.s[l.n - 1] == ' ' && !l.sign_off;

		if (open && (l.depth != depth || l.sign_off)) {
			while (b->len > 0 && b->s[b->len - 1] == ' ')
				buf_cut(b, b->len - 1);
			if (!put(b, "\n", 1))
				return false;
			open = false;
		}
		if (!open && !put_signs(b, l.depth))
			return false;
		depth = l.depth;
		if (!put(b, l.s, soft && delsp ? l.n - 1 : l.n) ||
		    (!soft && !put(b, "\n", 1)))
			return false;
		open = soft;
	}
	return !open || put(b, "\n", 1);
}
