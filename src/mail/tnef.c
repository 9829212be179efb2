/*
 * Looks into a winmail.dat for files. Only their names are read, by walking
 * over attributes whose lengths are checked; properties inside of them are
 * never opened.
 */
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "mail/charset.h"
#include "mail/tnef.h"

#define TNEF_BYTES (64u << 20)
#define SIGNATURE 0x223e9f78u
#define LEVEL_FILE 2
#define FILE_BEGINS 0x00069002u /* attAttachRendData */
#define FILE_TITLE 0x00018010u  /* attAttachTitle */
#define NAME_BYTES 255

struct attribute {
	unsigned level, id;
	const char *data;
	size_t n;
};

static unsigned
number(const char *s)
{
	const unsigned char *b = (const unsigned char *)s;

	return b[0] | (unsigned)b[1] << 8 | (unsigned)b[2] << 16 |
	       (unsigned)b[3] << 24;
}

/* level, id, length, that many bytes, checksum */
static bool
next_attribute(const char **s, const char *end, struct attribute *x)
{
	if (end - *s < 11)
		return false;
	x->level = (unsigned char)**s;
	x->id = number(*s + 1);
	x->n = number(*s + 5);
	x->data = *s + 9;
	if (x->n > (size_t)(end - x->data) - 2)
		return false;
	*s = x->data + x->n + 2;
	return true;
}

static const char *
name_of(struct arena *a, const struct attribute *x)
{
	size_t n = strnlen(x->data, x->n < NAME_BYTES ? x->n : NAME_BYTES);
	const char *s;
	struct buf b;

	buf_init(&b, NAME_BYTES * 4);
	charset_add_utf8(&b, "windows-1252", x->data, n);
	s = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return s;
}

static bool
read_names(struct arena *a, const struct buf *b, struct strs *names_r)
{
	const char **v = arena_array(a, TNEF_NAMES, sizeof(*v));
	const char *s = b->s + 6, *end = b->s + b->len;
	struct attribute x;
	size_t n = 0;

	if (b->over || b->len < 6 || number(b->s) != SIGNATURE)
		return false;
	while (n < TNEF_NAMES && s < end) {
		if (!next_attribute(&s, end, &x))
			return false;
		if (x.level != LEVEL_FILE)
			continue;
		if (x.id == FILE_BEGINS)
			v[n++] = "";
		else if (x.id == FILE_TITLE && n > 0)
			v[n - 1] = name_of(a, &x);
	}
	*names_r = (struct strs){ v, n };
	return true;
}

bool
tnef_names(struct arena *a, const struct part *p, struct strs *names_r)
{
	struct buf b;
	bool good;

	*names_r = (struct strs){ NULL, 0 };
	buf_init(&b, TNEF_BYTES);
	part_decode(p, &b);
	good = read_names(a, &b, names_r);
	buf_free(&b);
	return good;
}
