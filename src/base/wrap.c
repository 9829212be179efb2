/*
 * Lines of text brought to a width. It knows nothing of what they say.
 */
#include <string.h>

#include "base/banned.h"
#include "base/wrap.h"

#define LABEL_MAX 30 /* an aligned " : " further right is no label */

/* Columns: characters, as a terminal with Latin text counts them. */
static size_t
columns(const char *s, size_t n)
{
	size_t i, c = 0;

	for (i = 0; i < n; i++)
		c += ((unsigned char)s[i] & 0xc0) != 0x80;
	return c;
}

/* How many bytes of quote signs a line begins with. */
static size_t
quoted(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && (s[i] == '>' || (i > 0 && s[i] == ' ')))
		i++;
	return i;
}

/* How many bytes at the start of a line its continuation stays clear of. */
static size_t
hang(const char *s, size_t n)
{
	size_t i = 0, k;

	while (i < n && s[i] == ' ')
		i++;
	for (k = i; k + 2 < n && k < LABEL_MAX; k++)
		if (memcmp(s + k, " : ", 3) == 0)
			return k + 3;
	if (i + 1 < n && strchr("-*", s[i]) && s[i + 1] == ' ')
		return i + 2;
	for (k = i; k < n && s[k] >= '0' && s[k] <= '9'; k++)
		continue;
	if (k > i && k + 1 < n && s[k] == '.' && s[k + 1] == ' ')
		return k + 2;
	return i;
}

static void
wrap_line(struct buf *b, const char *s, size_t n, size_t width)
{
	size_t sign = quoted(s, n), left = sign ? sign : hang(s, n);
	size_t margin = columns(s, left), col = margin, i;
	const char *start = s, *end = s + n, *word;
	bool first = true;

	buf_add(b, s, left);
	for (s += left; s < end; s = word) {
		while (s < end && *s == ' ')
			s++;
		for (word = s; word < end && *word != ' '; word++)
			continue;
		if (word == s)
			break;
		if (!first &&
		    col + 1 + columns(s, (size_t)(word - s)) > width) {
			buf_addc(b, '\n');
			buf_add(b, start, sign);
			for (i = sign; i < margin; i++)
				buf_addc(b, ' ');
			col = margin;
		} else if (!first) {
			buf_addc(b, ' ');
			col++;
		}
		buf_add(b, s, (size_t)(word - s));
		col += columns(s, (size_t)(word - s));
		first = false;
	}
	buf_addc(b, '\n');
}

bool
text_wrap(struct buf *b, const char *s, size_t width)
{
	bool any = false, gap = false;
	const char *eol;
	size_t n;

	for (; *s != '\0' && !b->over; s = *eol ? eol + 1 : eol) {
		eol = strchrnul(s, '\n');
		n = (size_t)(eol - s);
		while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\r'))
			n--;
		if (n == 0) {
			gap = any;
			continue;
		}
		if (gap)
			buf_addc(b, '\n');
		if (columns(s, n) <= width) {
			buf_add(b, s, n);
			buf_addc(b, '\n');
		} else
			wrap_line(b, s, n, width);
		any = true;
		gap = false;
	}
	return !b->over;
}
