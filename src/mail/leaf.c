/*
 * Transfer encodings. It knows parts and bytes, nothing of charsets.
 */
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "mail/leaf.h"

/* Where decoded bytes go: into b, or into a small room, or only counted. */
struct out {
	struct buf *b; /* NULL: none */
	char *to;      /* NULL: none */
	size_t n, max; /* bytes so far; stop at max */
};

/* 0..63, 64 for "=", 255 for what is no base64. */
static const unsigned char b64_value[256] = {
#define X 255
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,            /* 00 */
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,            /* 10 */
	X, X, X, X, X, X, X, X, X, X, X, 62, X, X, X, 63,          /* 20 */
	52, 53, 54, 55, 56, 57, 58, 59, 60, 61, X, X, X, 64, X, X, /* 30 */
	X, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,       /* 40 */
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, X, X, X, X, X, /* 50 */
	X, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42,
	43, 44, 45, 46, 47, 48, 49, 50, 51, X, X, X, X, X, /* 70 */
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,    /* 80 */
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,    /* 90 */
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,    /* a0 */
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,    /* b0 */
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,    /* c0 */
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,    /* d0 */
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,    /* e0 */
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,    /* f0 */
#undef X
};

int
leaf_hex(const char *p)
{
	int i, v = 0;

	for (i = 0; i < 2; i++) {
		if (p[i] >= '0' && p[i] <= '9')
			v = v * 16 + p[i] - '0';
		else if ((p[i] | 0x20) >= 'a' && (p[i] | 0x20) <= 'f')
			v = v * 16 + (p[i] | 0x20) - 'a' + 10;
		else
			return -1;
	}
	return v;
}

static bool
put(struct out *o, const char *p, size_t n)
{
	if (n > o->max - o->n)
		n = o->max - o->n;
	if (o->to != NULL)
		memcpy(o->to + o->n, p, n);
	if (o->b != NULL && !buf_add(o->b, p, n))
		return false;
	o->n += n;
	return o->n < o->max;
}

/* Whole groups without dirt, which is nearly all there is; how many bytes they
 * took. */
static size_t
b64_groups(struct b64 *s, const char *p, size_t n, char *to, size_t *len)
{
	const unsigned char *u = (const unsigned char *)p;
	unsigned a, b, c, d;
	size_t i;

	for (i = 0; n - i >= 4; i += 4) {
		a = b64_value[u[i]];
		b = b64_value[u[i + 1]];
		c = b64_value[u[i + 2]];
		d = b64_value[u[i + 3]];
		if (((a | b | c | d) & 0xc0) != 0)
			break;
		a = a << 18 | b << 12 | c << 6 | d;
		to[(*len)++] = (char)(a >> 16);
		to[(*len)++] = (char)(a >> 8);
		to[(*len)++] = (char)a;
	}
	if (i > 0)
		s->padded = false;
	return i;
}

/* Decodes a stretch of base64 into room that holds n * 3 / 4 + 3 bytes. */
static size_t
b64_bytes(struct b64 *s, const char *p, size_t n, char *to)
{
	size_t i, len = 0;
	unsigned char v;

	for (i = 0; i < n; i++) {
		if (s->n == 0)
			i += b64_groups(s, p + i, n - i, to, &len);
		if (i == n)
			break;
		v = b64_value[(unsigned char)p[i]];
		if (v < 64) {
			s->bits = s->bits << 6 | v;
			s->padded = false;
			if (++s->n < 4)
				continue;
			to[len++] = (char)(s->bits >> 16);
			to[len++] = (char)(s->bits >> 8);
			to[len++] = (char)s->bits;
			s->n = 0;
		} else if (v == 64 && s->n >= 2) {
			to[len++] = (char)(s->bits >> (s->n == 2 ? 4 : 10));
			if (s->n == 3)
				to[len++] = (char)(s->bits >> 2);
			s->n = 0;
			s->padded = true;
		}
	}
	return len;
}

static size_t
b64_rest(struct b64 *s, char *to)
{
	size_t len = 0;

	if (s->n >= 2)
		len = b64_bytes(s, "=", 1, to);
	s->n = 0;
	return len;
}

bool
leaf_base64(struct b64 *s, const char *p, size_t n, struct buf *b)
{
	if (!buf_reserve(b, n / 4 * 3 + 6))
		return false;
	b->len += b64_bytes(s, p, n, b->s + b->len);
	b->s[b->len] = '\0';
	return true;
}

bool
leaf_base64_end(struct b64 *s, struct buf *b)
{
	char rest[3];

	return buf_add(b, rest, b64_rest(s, rest));
}

/*
 * Behind the padding only whole lines of base64 count (files sent as several
 * streams); the footer of a mailing list is none.
 */
static bool
is_b64_line(const char *p, size_t n)
{
	size_t i, count = 0;

	while (n > 0 && (p[n - 1] == '\r' || p[n - 1] == '\n'))
		n--;
	for (i = 0; i < n; i++, count++)
		if (b64_value[(unsigned char)p[i]] > 64)
			return false;
	return count % 4 == 0;
}

static size_t
line_len(const char *p, size_t n)
{
	const char *end = memchr(p, '\n', n);

	return end ? (size_t)(end - p) + 1 : n;
}

static size_t
chomp(const char *p, size_t n)
{
	while (n > 0 && (p[n - 1] == '\n' || p[n - 1] == '\r'))
		n--;
	return n;
}

static bool
feed_base64(struct leaf *d, const char *p, size_t n, struct out *o)
{
	size_t at, len, take, i;
	char bytes[3072 + 3];

	for (at = 0; at < n; at += len) {
		len = line_len(p + at, n - at);
		if (d->b64.padded && !is_b64_line(p + at, len))
			continue;
		for (i = 0; i < len; i += take) {
			take = len - i < 4096 ? len - i : 4096;
			if (!put(o, bytes,
				b64_bytes(&d->b64, p + at + i, take, bytes)))
				return false;
		}
	}
	return true;
}

/* The length of a soft line break at "=" (RFC 2045 6.7 rule 5), 0 if none.
 * White space before the line end was added on the way. */
static size_t
soft_break(const char *p, size_t n)
{
	size_t i = 1;

	while (i < n && (p[i] == ' ' || p[i] == '\t'))
		i++;
	while (i < n && p[i] == '\r')
		i++;
	if (i == n)
		return i;
	return p[i] == '\n' ? i + 1 : 0;
}

/* One line of quoted-printable; end is the length without the line end. */
static bool
qp_line(const char *p, size_t n, size_t end, struct out *o)
{
	const char *eq;
	size_t i, run, soft;
	char c;
	int v;

	while (end > 0 && (p[end - 1] == ' ' || p[end - 1] == '\t'))
		end--;
	for (i = 0; i < end; i += run) {
		eq = memchr(p + i, '=', end - i);
		run = eq ? (size_t)(eq - p) - i : end - i;
		if (run > 0 && !put(o, p + i, run))
			return false;
		if ((i += run) >= end)
			break;
		run = 1;
		if (end - i > 2 && (v = leaf_hex(p + i + 1)) >= 0) {
			c = (char)v;
			run = 3;
		} else if (i + 1 == end &&
			   (soft = soft_break(p + i, n - i)) > 0) {
			return true;
		} else {
			c = '=';
		}
		if (!put(o, &c, 1))
			return false;
	}
	for (i = n; i > end && (p[i - 1] == '\n' || p[i - 1] == '\r');)
		i--;
	return put(o, p + i, n - i);
}

static bool
feed_qp(const char *p, size_t n, struct out *o)
{
	size_t at, len;

	for (at = 0; at < n; at += len) {
		len = line_len(p + at, n - at);
		if (!qp_line(p + at, len, chomp(p + at, len), o))
			return false;
	}
	return true;
}

static bool
uu_line(const char *p, size_t n, struct out *o)
{
	size_t want = (size_t)(p[0] - 32) & 63, i, k;
	unsigned v;
	char c[3];

	for (i = 1; want > 0 && i < n; i += 4) {
		for (v = 0, k = 0; k < 4; k++)
			v = v << 6 |
			    (i + k < n ? (unsigned)(p[i + k] - 32) & 63 : 0);
		c[0] = (char)(v >> 16);
		c[1] = (char)(v >> 8);
		c[2] = (char)v;
		k = want < 3 ? want : 3;
		if (!put(o, c, k))
			return false;
		want -= k;
	}
	return true;
}

static bool
starts(const char *p, size_t n, const char *with)
{
	size_t len = strlen(with);

	return n >= len && memcmp(p, with, len) == 0;
}

static bool
feed_uu(struct leaf *d, const char *p, size_t n, struct out *o)
{
	size_t at, len, end;

	for (at = 0; at < n && !d->ended; at += len) {
		len = line_len(p + at, n - at);
		end = chomp(p + at, len);
		if (!d->begun)
			d->begun = starts(p + at, end, "begin ");
		else if (end == 3 && starts(p + at, end, "end"))
			d->ended = true;
		else if (end > 0 && !uu_line(p + at, end, o))
			return false;
	}
	return true;
}

static bool
yenc_line(const char *p, size_t n, bool *escaped, struct out *o)
{
	size_t i;
	char c;

	for (i = 0; i < n; i++) {
		if (!*escaped && p[i] == '=') {
			*escaped = true;
			continue;
		}
		c = (char)(p[i] - 42 - (*escaped ? 64 : 0));
		*escaped = false;
		if (!put(o, &c, 1))
			return false;
	}
	return true;
}

static bool
feed_yenc(struct leaf *d, const char *p, size_t n, struct out *o)
{
	size_t at, len, end;

	for (at = 0; at < n && !d->ended; at += len) {
		len = line_len(p + at, n - at);
		end = chomp(p + at, len);
		if (!d->begun)
			d->begun = starts(p + at, end, "=ybegin ");
		else if (starts(p + at, end, "=yend"))
			d->ended = true;
		else if (!starts(p + at, end, "=ypart ") &&
			 !yenc_line(p + at, end, &d->escaped, o))
			return false;
	}
	return true;
}

static bool
feed(struct leaf *d, const char *p, size_t n, struct out *o)
{
	switch (d->encoding) {
	case ENC_BASE64:
		return feed_base64(d, p, n, o);
	case ENC_QP:
		return feed_qp(p, n, o);
	case ENC_UU:
		return feed_uu(d, p, n, o);
	case ENC_YENC:
		return feed_yenc(d, p, n, o);
	case ENC_IDENTITY:
		break;
	}
	return put(o, p, n);
}

static bool
end(struct leaf *d, struct out *o)
{
	char rest[3];

	return put(o, rest, b64_rest(&d->b64, rest));
}

bool
leaf_feed(struct leaf *d, const char *p, size_t n, struct buf *b)
{
	struct out o = { .b = b, .max = SIZE_MAX };

	return feed(d, p, n, &o);
}

bool
leaf_end(struct leaf *d, struct buf *b)
{
	struct out o = { .b = b, .max = SIZE_MAX };

	return end(d, &o);
}

static bool
run(const struct part *p, struct out *o)
{
	struct leaf d = { .encoding = p->encoding };

	return feed(&d, p->body, p->len, o) && end(&d, o);
}

bool
part_decode(const struct part *p, struct buf *b)
{
	struct out o = { .b = b, .max = SIZE_MAX };

	return run(p, &o);
}

/* A stretch that the decoder takes, as near to LEAF_STRETCH as lines let it. */
static size_t
stretch(const struct leaf *d, const char *p, size_t n)
{
	if (n <= LEAF_STRETCH)
		return n;
	if (d->encoding == ENC_IDENTITY)
		return LEAF_STRETCH;
	return LEAF_STRETCH + line_len(p + LEAF_STRETCH, n - LEAF_STRETCH);
}

size_t
leaf_size(const struct part *p, const struct mail_passed *passed)
{
	struct out o = { .max = SIZE_MAX };
	struct leaf d = { .encoding = p->encoding };
	size_t at, len;

	for (at = 0; at < p->len; at += len) {
		len = stretch(&d, p->body + at, p->len - at);
		feed(&d, p->body + at, len, &o);
		if (passed->tell != NULL && len >= LEAF_STRETCH)
			passed->tell(passed->of, p->body + at, len);
	}
	end(&d, &o);
	return o.n;
}

size_t
leaf_head(const struct part *p, char *to, size_t max)
{
	struct out o = { .to = to, .max = max };

	run(p, &o);
	return o.n;
}

enum encoding
leaf_encoding(const char *label)
{
	static const struct {
		const char *label;
		enum encoding encoding;
	} all[] = {
		{ "base64", ENC_BASE64 },
		{ "base-64", ENC_BASE64 },
		{ "b64", ENC_BASE64 },
		{ "quoted-printable", ENC_QP },
		{ "quoted-printeable", ENC_QP },
		{ "quoted printable", ENC_QP },
		{ "quotedprintable", ENC_QP },
		{ "qp", ENC_QP },
		{ "x-uuencode", ENC_UU },
		{ "uuencode", ENC_UU },
		{ "x-uue", ENC_UU },
		{ "uue", ENC_UU },
		{ "x-uu", ENC_UU },
		{ "x-yencode", ENC_YENC },
		{ "x-yenc", ENC_YENC },
		{ "yenc", ENC_YENC },
	};
	size_t i, n;

	label += strspn(label, " \t\"'");
	for (i = 0; i < sizeof(all) / sizeof(*all); i++) {
		n = strlen(all[i].label);
		if (strncasecmp(label, all[i].label, n) == 0 &&
		    (label[n] == '\0' || strchr(" \t\"';,(", label[n])))
			return all[i].encoding;
	}
	return ENC_IDENTITY;
}

/* "begin 644 name": mode of three or four octal digits. */
static bool
uu_begin(const char *p, size_t n, struct leaf_file *f)
{
	size_t i = 6;

	if (!starts(p, n, "begin "))
		return false;
	while (i < n && p[i] >= '0' && p[i] <= '7')
		i++;
	if (i < 9 || i > 10 || i >= n || p[i] != ' ')
		return false;
	while (i < n && p[i] == ' ')
		i++;
	f->name = p + i;
	f->name_len = n - i;
	return i < n;
}

/* A line of uuencoded data says its own length. */
static bool
uu_fits(const char *p, size_t n)
{
	size_t bytes, want;

	if (n == 0 || p[0] < ' ' || p[0] > '`')
		return false;
	bytes = (size_t)(p[0] - 32) & 63;
	want = 1 + (bytes + 2) / 3 * 4;
	/* trailing spaces are cut on the way, check sums are added */
	return bytes == 0 ? n <= 2 : n <= want + 2 && n + 4 > want - 3;
}

static bool
uu_find_end(const char *p, size_t n, struct leaf_file *f)
{
	size_t at = f->at, len, lines = 0;

	for (at += line_len(p + at, n - at); at < n; at += len, lines++) {
		len = line_len(p + at, n - at);
		if (lines > 0 && chomp(p + at, len) == 3 &&
		    starts(p + at, len, "end")) {
			at += len;
			break;
		}
		if (!uu_fits(p + at, chomp(p + at, len)))
			break;
	}
	f->len = at - f->at;
	f->encoding = ENC_UU;
	return lines > 0;
}

static bool
yenc_begin(const char *p, size_t n, struct leaf_file *f)
{
	const char *name;

	if (!starts(p, n, "=ybegin ") ||
	    (name = memmem(p, n, " name=", 6)) == NULL)
		return false;
	f->name = name + 6;
	f->name_len = n - (size_t)(name + 6 - p);
	return true;
}

static void
yenc_find_end(const char *p, size_t n, struct leaf_file *f)
{
	size_t at = f->at, len;

	for (at += line_len(p + at, n - at); at < n; at += len) {
		len = line_len(p + at, n - at);
		if (starts(p + at, len, "=yend")) {
			at += len;
			break;
		}
	}
	f->len = at - f->at;
	f->encoding = ENC_YENC;
}

bool
leaf_find(const char *p, size_t n, size_t from, struct leaf_file *f_r)
{
	size_t at, len, text;

	for (at = from; at < n; at += len) {
		len = line_len(p + at, n - at);
		if (p[at] != 'b' && p[at] != '=')
			continue;
		text = chomp(p + at, len);
		f_r->at = at;
		if (uu_begin(p + at, text, f_r) && uu_find_end(p, n, f_r))
			return true;
		if (yenc_begin(p + at, text, f_r)) {
			yenc_find_end(p, n, f_r);
			return true;
		}
	}
	return false;
}
