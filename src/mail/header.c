/*
 * Splits a header block into fields. It knows lines and colons, nothing of
 * what the fields mean; encoded words are in words.c.
 */
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/text.h"
#include "mail/charset.h"
#include "mail/header.h"

/* How far to look for a field behind a line that is none. */
#define LOOK_LINES 50

static size_t
line_len(const char *p, size_t n)
{
	const char *end = memchr(p, '\n', n);

	return end ? (size_t)(end - p) + 1 : n;
}

static bool
is_blank(const char *p, size_t n)
{
	while (n > 0 && (p[n - 1] == '\n' || p[n - 1] == '\r'))
		n--;
	return n == 0;
}

/* Marks that are in no name of a field, but in the first words of a text or
 * of HTML whose blank line is missing. */
static bool
is_name(char c)
{
	return c > ' ' && c < 0x7f && strchr(":<>{}()[]\"\\,;=", c) == NULL;
}

/* How long the name of the field is that begins here, 0: no field. Old
 * mailers put spaces before the colon (RFC 5322 section 4.5). */
static size_t
name_len(const char *p, size_t n)
{
	size_t i = 0, len;

	while (i < n && is_name(p[i]))
		i++;
	len = i;
	while (i < n && (p[i] == ' ' || p[i] == '\t'))
		i++;
	/* a link at the begin of a text */
	if (i + 2 < n && memcmp(p + i, "://", 3) == 0)
		return 0;
	return i < n && p[i] == ':' ? len : 0;
}

/*
 * Names that make a line a header line even among junk. "Catatan: ..." is how
 * a sentence begins, "Content-..." is not.
 */
static bool
is_known(const char *p, size_t n)
{
	static const char *const names[] = { "bcc", "cc", "comments", "date",
		"delivered-to", "dkim-signature", "envelope-to", "errors-to",
		"from", "importance", "in-reply-to", "keywords", "lines",
		"mailing-list", "message-id", "mime-version", "organization",
		"precedence", "priority", "received", "received-spf",
		"references", "reply-to", "return-path", "sender", "status",
		"subject", "thread-index", "thread-topic", "to", "user-agent",
		"auto-submitted", "authentication-results" };
	static const char *const starts[] = { "x-", "content-", "list-", "arc-",
		"resent-", "disposition-" };
	size_t len = name_len(p, n), i;

	if (len == 0)
		return false;
	for (i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (strncasecmp(p, starts[i], strlen(starts[i])) == 0 &&
		    len > strlen(starts[i]))
			return true;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strlen(names[i]) == len &&
		    strncasecmp(p, names[i], len) == 0)
			return true;
	return false;
}

/*
 * A line that is no field stands at p: junk within the header when a known
 * field follows before the next blank line, else text without a blank line
 * before it. Returns where that field begins, 0 for text.
 */
static size_t
next_known(const char *p, size_t n)
{
	size_t at = 0, len;
	int lines;

	for (lines = 0; lines < LOOK_LINES && at < n; lines++) {
		len = line_len(p + at, n - at);
		if (is_blank(p + at, len) ||
		    (len > 2 && memcmp(p + at, "--", 2) == 0))
			return 0;
		if (is_known(p + at, len))
			return at;
		at += len;
	}
	return 0;
}

size_t
header_length(const char *p, size_t n, size_t *body_r)
{
	size_t at = 0, len, skip;

	while (at < n) {
		len = line_len(p + at, n - at);
		if (is_blank(p + at, len)) {
			*body_r = at + len;
			return at;
		}
		if (len > 2 && memcmp(p + at, "--", 2) == 0)
			break;
		if ((p[at] == ' ' || p[at] == '\t') && at > 0) {
			at += len;
			continue;
		}
		if (name_len(p + at, len) == 0) {
			if ((skip = next_known(p + at, n - at)) == 0)
				break;
			at += skip;
			continue;
		}
		at += len;
	}
	*body_r = at;
	return at;
}

size_t
header_lead(const char *p, size_t n)
{
	size_t at = 0, blank;

	if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		at = 3;
	for (blank = at; blank < n && (p[blank] == '\n' || p[blank] == '\r');)
		blank++;
	if (blank > at && name_len(p + blank, line_len(p + blank, n - blank)))
		at = blank;
	/* mbox, and mbox quoted once more; ":" would make it a From field */
	while ((n - at > 5 && memcmp(p + at, "From ", 5) == 0 &&
		   name_len(p + at, line_len(p + at, n - at)) == 0) ||
	       (n - at > 6 && memcmp(p + at, ">From ", 6) == 0))
		at += line_len(p + at, n - at);
	return at;
}

/* Copies a value, continuation lines joined, into to; returns its end. */
static char *
unfold(char *to, const char *p, size_t n)
{
	char *start = to;
	size_t i, end;

	while (n > 0 && header_is_space(p[n - 1]))
		n--;
	for (i = 0; i < n && header_is_space(p[i]);)
		i++;
	for (; i < n; i++) {
		if (!header_is_space(p[i])) {
			*to++ = p[i] == '\0' ? ' ' : p[i];
			continue;
		}
		for (end = i; header_is_space(p[end]);)
			end++;
		if (memchr(p + i, '\n', end - i) != NULL) {
			*to++ = ' ';
			i = end - 1;
		} else {
			*to++ = p[i] == '\r' ? ' ' : p[i];
		}
	}
	while (to > start && to[-1] == ' ')
		to--;
	return to;
}

/* Length of the field at p with its continuation lines. */
static size_t
field_len(const char *p, size_t n)
{
	size_t at = line_len(p, n);

	while (at < n && (p[at] == ' ' || p[at] == '\t'))
		at += line_len(p + at, n - at);
	return at;
}

static size_t
count_fields(const char *p, size_t n)
{
	size_t at, count = 0;

	for (at = 0; at < n; at += field_len(p + at, n - at))
		count++;
	return count;
}

struct field_list
header_fields(struct arena *a, const char *p, size_t n, size_t max)
{
	size_t count = count_fields(p, n), at, len, name;
	struct field_list r = { 0 };
	char *to;

	if (count > max)
		count = max;
	r.v = arena_array(a, count, sizeof(*r.v));
	/* name NUL value NUL is never longer than "name:value\n" and one */
	to = arena_alloc(a, n + 2);
	for (at = 0; at < n; at += len) {
		len = field_len(p + at, n - at);
		if ((name = name_len(p + at, len)) == 0)
			continue;
		if (r.n == count) {
			r.over = true;
			break;
		}
		r.v[r.n].name = to;
		memcpy(to, p + at, name);
		to += name;
		*to++ = '\0';
		while (p[at + name] != ':')
			name++;
		r.v[r.n++].value = to;
		to = unfold(to, p + at + name + 1, len - name - 1);
		*to++ = '\0';
	}
	return r;
}

static const char *
utf8_of(struct arena *a, const char *s, const char *charset)
{
	size_t n = strlen(s);
	struct buf b;

	/* raw ISO-2022-JP looks like ASCII but for its escapes */
	if (strstr(s, "\033$") != NULL || strstr(s, "\033(") != NULL)
		charset = "iso-2022-jp";
	else if (text_is_utf8(s, n))
		return s;
	buf_init(&b, 4 * n + 16);
	charset_add_utf8(&b, charset, s, n);
	s = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return s;
}

void
header_utf8(struct arena *a, struct field *v, size_t n, const char *charset)
{
	size_t i;

	for (i = 0; i < n; i++) {
		v[i].name = utf8_of(a, v[i].name, charset);
		v[i].value = utf8_of(a, v[i].value, charset);
	}
}

const char *
header_get(const struct field *v, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcasecmp(v[i].name, name) == 0)
			return v[i].value;
	return NULL;
}
