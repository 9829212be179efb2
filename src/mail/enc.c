/*
 * Text made fit for mail. It knows bytes and columns, no fields and no mail.
 */
#include <ctype.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "mail/enc.h"

#define LINE_MAX_LEN 76
#define WORD_MAX_LEN 75 /* RFC 2047 section 2 */

static const char hex[] = "0123456789ABCDEF";
static const char b64[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void
add_hex(struct buf *b, char c)
{
	buf_addc(b, '=');
	buf_addc(b, hex[(unsigned char)c >> 4]);
	buf_addc(b, hex[(unsigned char)c & 15]);
}

/*
 * Must the byte at p, in a line that begins at line and ends at end, be
 * encoded? "From " and "." at the begin of a line are changed by some mail
 * servers on the way; a space at the end is dropped.
 */
static bool
qp_must(const char *p, const char *line, const char *end)
{
	if (*p == '=' || (unsigned char)*p < ' ' || (unsigned char)*p > '~')
		return *p != '\t' || p + 1 == end;
	if (*p == ' ')
		return p + 1 == end;
	if (p == line)
		return *p == '.' ||
		       (end - p >= 5 && memcmp(p, "From ", 5) == 0);
	return false;
}

static void
qp_line(struct buf *b, const char *line, const char *end)
{
	const char *p;
	size_t col = 0, need;
	bool must;

	for (p = line; p < end; p++) {
		must = qp_must(p, line, end);
		need = must ? 3 : 1;
		/* the last column is for the "=" of a soft break */
		if (col + need > LINE_MAX_LEN - (p + 1 < end)) {
			buf_adds(b, "=\r\n");
			col = 0;
			/* a soft line must not begin with "." either */
			must = must || *p == '.';
			need = must ? 3 : 1;
		}
		if (must)
			add_hex(b, *p);
		else
			buf_addc(b, *p);
		col += need;
	}
	buf_adds(b, "\r\n");
}

void
enc_qp(struct buf *b, const char *text)
{
	const char *end, *cut;

	for (; *text != '\0'; text = *end ? end + 1 : end) {
		end = text + strcspn(text, "\n");
		cut = end > text && *end == '\n' && end[-1] == '\r' ? end - 1
								    : end;
		qp_line(b, text, cut);
	}
}

bool
enc_prefers_b64(const char *text)
{
	size_t high = 0, n = 0;

	for (; text[n] != '\0'; n++)
		high += (unsigned char)text[n] >= 0x80;
	return high > n / 3;
}

/* One group of up to three bytes. */
static void
b64_group(struct buf *b, const char *p, size_t n)
{
	unsigned v = (unsigned)(unsigned char)p[0] << 16;
	char c[4];

	if (n > 1)
		v |= (unsigned)(unsigned char)p[1] << 8;
	if (n > 2)
		v |= (unsigned char)p[2];
	c[0] = b64[v >> 18];
	c[1] = b64[v >> 12 & 63];
	c[2] = n > 1 ? b64[v >> 6 & 63] : '=';
	c[3] = n > 2 ? b64[v & 63] : '=';
	buf_add(b, c, 4);
}

size_t
enc_b64_size(size_t n)
{
	return (n + 2) / 3 * 4 + (n + B64_LINE - 1) / B64_LINE * 2;
}

void
enc_b64(struct buf *b, const char *p, size_t n)
{
	size_t i;

	buf_reserve(b, enc_b64_size(n));
	for (i = 0; i < n; i += 3) {
		if (i > 0 && i % B64_LINE == 0)
			buf_adds(b, "\r\n");
		b64_group(b, p + i, n - i < 3 ? n - i : 3);
	}
	if (n > 0)
		buf_adds(b, "\r\n");
}

static void
fold(struct buf *b, size_t *col)
{
	buf_adds(b, "\r\n ");
	*col = 1;
}

void
enc_header_token(struct buf *b, size_t *col, const char *token)
{
	size_t n = strlen(token);

	if (*col + 1 + n > LINE_MAX_LEN && *col > 1)
		fold(b, col);
	else if (*col > 1) {
		buf_addc(b, ' ');
		++*col;
	}
	buf_add(b, token, n);
	*col += n;
}

/* Bytes that stand for themselves in an encoded word anywhere, even in a
 * phrase (RFC 2047 section 5 rule 3). */
static bool
is_q_plain(char c)
{
	return isalnum((unsigned char)c) || (c != '\0' && strchr("!*+-/", c));
}

static size_t
q_len(const char *s, size_t n)
{
	size_t i, len = 0;

	for (i = 0; i < n; i++)
		len += is_q_plain(s[i]) || s[i] == ' ' ? 1 : 3;
	return len;
}

static void
add_q(struct buf *b, const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (s[i] == ' ')
			buf_addc(b, '_');
		else if (is_q_plain(s[i]))
			buf_addc(b, s[i]);
		else
			add_hex(b, s[i]);
	}
}

/* How many bytes of s, whole characters, fit into room of an encoded word. */
static size_t
word_fits(const char *s, size_t n, size_t room, bool base64)
{
	size_t at, len, cost;

	for (at = 0; at < n; at += len) {
		if ((len = text_utf8_len(s + at, n - at)) == 0)
			len = 1;
		cost = base64 ? (at + len + 2) / 3 * 4 : q_len(s, at + len);
		if (cost > room)
			break;
	}
	return at;
}

static void
add_words(struct buf *b, size_t *col, const char *s)
{
	bool base64 = enc_prefers_b64(s);
	size_t n = strlen(s), len, start, room;

	while (n > 0) {
		/* at least one character has to fit behind "=?utf-8?q?" */
		if (*col + 1 + 12 + 12 > LINE_MAX_LEN)
			fold(b, col);
		else if (*col > 1) {
			buf_addc(b, ' ');
			++*col;
		}
		room = LINE_MAX_LEN - *col;
		if (room > WORD_MAX_LEN)
			room = WORD_MAX_LEN;
		len = word_fits(s, n, room - 12, base64);
		start = b->len;
		buf_adds(b, base64 ? "=?utf-8?b?" : "=?utf-8?q?");
		if (!base64)
			add_q(b, s, len);
		else
			for (room = 0; room < len; room += 3)
				b64_group(b, s + room,
				    len - room < 3 ? len - room : 3);
		buf_adds(b, "?=");
		*col += b->len - start;
		s += len;
		n -= len;
	}
}

/* Printable ASCII that no reader takes for an encoded word and that can be
 * folded at its single spaces. */
static bool
is_plain(const char *s)
{
	size_t i, word = 0;

	if (*s == ' ' || text_ends(s, " ") || strstr(s, "=?") ||
	    strstr(s, "  "))
		return false;
	for (i = 0; s[i] != '\0'; i++) {
		if (s[i] < ' ' || s[i] > '~')
			return false;
		word = s[i] == ' ' ? 0 : word + 1;
		if (word > LINE_MAX_LEN - 2)
			return false;
	}
	return true;
}

static void
add_plain(struct buf *b, size_t *col, const char *s)
{
	size_t n;

	while (*s != '\0') {
		n = strcspn(s, " ");
		if (*col + 1 + n > LINE_MAX_LEN && *col > 1)
			fold(b, col);
		else if (*col > 1) {
			buf_addc(b, ' ');
			++*col;
		}
		buf_add(b, s, n);
		*col += n;
		s += n + (s[n] == ' ');
	}
}

void
enc_header_text(struct buf *b, size_t *col, const char *text)
{
	if (is_plain(text))
		add_plain(b, col, text);
	else
		add_words(b, col, text);
}

static bool
is_atoms(const char *s)
{
	for (; *s != '\0'; s++)
		if (!isalnum((unsigned char)*s) &&
		    strchr(" !#$%&'*+-/=?^_`{|}~", *s) == NULL)
			return false;
	return true;
}

void
enc_header_name(struct buf *b, size_t *col, const char *name)
{
	struct buf quoted;

	if (!is_plain(name) || strlen(name) > 60) {
		add_words(b, col, name);
		return;
	}
	if (is_atoms(name)) {
		add_plain(b, col, name);
		return;
	}
	buf_init(&quoted, 2 * strlen(name) + 2);
	buf_addc(&quoted, '"');
	for (; *name != '\0'; name++) {
		if (*name == '"' || *name == '\\')
			buf_addc(&quoted, '\\');
		buf_addc(&quoted, *name);
	}
	buf_addc(&quoted, '"');
	enc_header_token(b, col, quoted.s);
	buf_free(&quoted);
}
