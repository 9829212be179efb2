/*
 * Chats that WhatsApp exported, as text or in a zip file. Reads no more of a
 * zip than its first text; never trusts a size that stands in it.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <zlib.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/command_priv.h"
#include "mail/charset.h"

#define CHAT_BYTES 65536

static unsigned
little(const char *p, size_t bytes)
{
	unsigned v = 0;

	while (bytes-- > 0)
		v = v << 8 | (unsigned char)p[bytes];
	return v;
}

/* Raw deflate, as far as it is sound and b has room. */
static bool
inflate_into(struct buf *b, const char *p, size_t n)
{
	z_stream z = { 0 };
	char out[4096], *in = mem_dup(p, n);
	int e = Z_OK;

	if (inflateInit2(&z, -15) != Z_OK) {
		free(in);
		return false;
	}
	z.next_in = (unsigned char *)in;
	z.avail_in = (unsigned)n;
	while (e == Z_OK && b->len < b->max) {
		size_t got, room = b->max - b->len;

		z.next_out = (unsigned char *)out;
		z.avail_out = sizeof(out);
		e = inflate(&z, Z_NO_FLUSH);
		got = sizeof(out) - z.avail_out;
		if ((e != Z_OK && e != Z_STREAM_END) || got == 0)
			break;
		buf_add(b, out, got < room ? got : room);
	}
	inflateEnd(&z);
	free(in);
	return b->len > 0;
}

/* One file of a zip (APPNOTE 4.4): its entry in the central directory at p. */
static bool
read_entry(struct buf *b, const char *zip, size_t n, const char *p)
{
	size_t at = little(p + 42, 4), packed = little(p + 20, 4), skip;
	unsigned method = little(p + 10, 2);

	if (at > n || n - at < 30 || memcmp(zip + at, "PK\3\4", 4) != 0)
		return false;
	skip = 30 + little(zip + at + 26, 2) + little(zip + at + 28, 2);
	if (n - at < skip || n - at - skip < packed)
		return false;
	if (method == 0)
		return buf_add(
		    b, zip + at + skip, packed < b->max ? packed : b->max);
	return method == 8 && inflate_into(b, zip + at + skip, packed);
}

/* The first .txt of a zip into b. */
static bool
unzip(struct buf *b, const char *zip, size_t n)
{
	const char *end = NULL, *p;
	size_t i, len, at, count;

	if (n < 22 || memcmp(zip, "PK\3\4", 4) != 0)
		return false;
	for (i = n - 22; end == NULL && i + 66000 > n; i--) {
		if (memcmp(zip + i, "PK\5\6", 4) == 0)
			end = zip + i;
		if (i == 0)
			break;
	}
	if (end == NULL || (at = little(end + 16, 4)) > n)
		return false;
	p = zip + at;
	for (count = 0; count < 1000 && zip + n - p >= 46; count++) {
		if (memcmp(p, "PK\1\2", 4) != 0)
			return false;
		len = little(p + 28, 2);
		if ((size_t)(zip + n - p) < 46 + len)
			return false;
		if (len > 4 && strncasecmp(p + 46 + len - 4, ".txt", 4) == 0)
			return read_entry(b, zip, n, p);
		len += 46 + little(p + 30, 2) + little(p + 32, 2);
		if ((size_t)(zip + n - p) < len)
			return false;
		p += len;
	}
	return false;
}

/* The mark that says which way a line runs, and white space. */
static const char *
skip_marks(const char *s)
{
	for (;;) {
		if (strncmp(s, "\xe2\x80\x8e", 3) == 0 ||
		    strncmp(s, "\xe2\x80\xaf", 3) == 0)
			s += 3;
		else if (strncmp(s, "\xc2\xa0", 2) == 0)
			s += 2;
		else if (*s == ' ' || *s == '\t')
			s++;
		else
			return s;
	}
}

/*
 * "[13/10/26 11.02.33] Name: ..." as an iPhone writes it, "13/10/26, 11:02 -
 * Name: ..." as Android does. Where the name begins, NULL for no such line.
 */
static const char *
line_of(const char *s, const char **stamp_r)
{
	const char *p = s = skip_marks(s);
	bool bracket = *s == '[';
	int numbers = 0;

	p += bracket;
	*stamp_r = p;
	for (; *p != '\0' && *p != '\n' && p - s < 40; p++) {
		if (isdigit((unsigned char)*p) &&
		    (p == s || !isdigit((unsigned char)p[-1])))
			numbers++;
		if (bracket ? *p == ']' : strncmp(p, " - ", 3) == 0)
			break;
	}
	if (numbers < 5 - (*p == ']') || !isdigit((unsigned char)**stamp_r))
		return NULL;
	if (bracket)
		return *p == ']' ? skip_marks(p + 1) : NULL;
	return strncmp(p, " - ", 3) == 0 ? skip_marks(p + 3) : NULL;
}

static bool
is_ours(const struct office *o, const char *name)
{
	return text_istr(name, "PST") != NULL ||
	       text_istr(name, "BPS") != NULL ||
	       text_istr(name, "Layanan") != NULL ||
	       text_ieq(name, o->unit ? o->unit : "") ||
	       text_ieq(name, "You") || text_ieq(name, "Anda");
}

static void
take_writer(
    struct arena *a, const struct office *o, const char *s, struct chat *c)
{
	size_t n = strcspn(s, ":\n");
	const char *name;

	if (s[n] != ':' || n == 0 || n > 60 || *c->name != '\0' ||
	    *c->phone != '\0')
		return;
	name = arena_strn(a, s, n);
	if (*name == '~')
		name = skip_marks(name + 1);
	if (is_ours(o, name))
		return;
	c->phone = command_phone(a, name);
	if (*c->phone == '\0')
		c->name = name;
}

static bool
read_chat(struct arena *a, const struct office *o, struct chat *c)
{
	const char *s, *who, *stamp;
	size_t lines = 0;

	for (s = c->text; *s != '\0'; s += strcspn(s, "\n"), s += *s == '\n') {
		int64_t day;
		int minutes;

		if ((who = line_of(s, &stamp)) == NULL)
			continue;
		take_writer(a, o, who, c);
		if (lines++ > 0)
			continue;
		stamp = arena_strn(a, stamp, (size_t)(who - stamp));
		minutes = command_clock(stamp, NULL);
		if (minutes >= 0 && command_day(stamp, 0, 0, false, &day))
			c->at = day * 86400 + minutes * 60 - o->offset;
	}
	return lines > 0;
}

bool
command_chat(struct arena *a, const struct office *o, const char *bytes,
    size_t n, struct chat *c_r)
{
	struct buf raw, text;
	bool zip = n >= 4 && memcmp(bytes, "PK\3\4", 4) == 0, good;

	*c_r = (struct chat){ "", "", "", TOD_NONE };
	buf_init(&raw, CHAT_BYTES);
	buf_init(&text, CHAT_BYTES);
	good = zip ? unzip(&raw, bytes, n)
		   : buf_add(&raw, bytes, n < CHAT_BYTES ? n : CHAT_BYTES);
	if (good) {
		charset_add_utf8(&text, "utf-8", raw.s, raw.len);
		c_r->text = arena_strn(a, text.s, text.len);
	}
	buf_free(&raw);
	buf_free(&text);
	return good && read_chat(a, o, c_r);
}
