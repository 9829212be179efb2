/*
 * The subject that stays the same when mail programs reply, forward and
 * label. It knows their habits, and no ticket.
 */
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "desk/thread.h"

#define SUBJECT_MAX 1000 /* bytes that count */
#define LABEL_MAX 40     /* "[Forum-PST]" */

/* Lower case, each followed by ':' in real subjects. */
static const char *const prefixes[] = { "re", "bls", "balas", "balasan", "jwb",
	"jawab", "jawaban", "tanggapan", "fw", "fwd", "trs", "terusan",
	"teruskan", "diteruskan", "forward", "reply", "aw", "wg", "antw", "sv",
	"vs", "vl", "vb", "vá", "rv", "enc", "res", "rif", "tr", "odp", "pd",
	"ynt", "ilt", "bsv", "fs", "fyi", "ответ", "回复", "回覆", "答复",
	"答覆", "转发", "轉寄", "转寄", "轉發", "返信", "転送", "회신",
	"전달" };

static const char *
skip_space(const char *s)
{
	while (*s == ' ')
		s++;
	return s;
}

/* "[2]", "(2)", "^2", "*2" or "2" after "re": some programs count. */
static const char *
skip_count(const char *s)
{
	const char *p = s;
	char close = *p == '[' ? ']' : *p == '(' ? ')' : '\0';

	if (*p == '[' || *p == '(' || *p == '^' || *p == '*')
		p++;
	else
		return s;
	if (strspn(p, "0123456789") == 0)
		return s;
	p += strspn(p, "0123456789");
	if (close != '\0' && *p++ != close)
		return s;
	return p;
}

static const char *
skip_colon(const char *s)
{
	s = skip_space(s);
	if (*s == ':')
		return s + 1;
	if (strncmp(s, "\xef\xbc\x9a", 3) == 0) /* full width */
		return s + 3;
	return NULL;
}

/* What stands behind one reply prefix, NULL when there is none. */
static const char *
after_prefix(const char *s)
{
	const char *end;
	size_t i, n;

	for (i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		n = strlen(prefixes[i]);
		if (strncmp(s, prefixes[i], n) == 0 &&
		    (end = skip_colon(skip_count(s + n))) != NULL)
			return end;
	}
	return NULL;
}

/* A label in brackets before the subject proper: a list's, a filter's. */
static const char *
after_label(const char *s)
{
	const char *close;

	if (*s == '*' && strncmp(s, "***", 3) == 0) {
		close = strstr(s + 3, "***");
		return close != NULL && close - s <= LABEL_MAX ? close + 3
							       : NULL;
	}
	if (strncmp(s, "(external)", 10) == 0)
		return s + 10;
	if (*s != '[' || (close = strchr(s, ']')) == NULL ||
	    close - s > LABEL_MAX)
		return NULL;
	return close + 1;
}

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* "-2611-0042-k7q" at s: its length, the check part optional. */
static size_t
number_length(const char *s)
{
	size_t n, i;

	if (s[0] != '-' || strspn(s + 1, "0123456789") != 4 || s[5] != '-' ||
	    (n = strspn(s + 6, "0123456789")) < 4)
		return 0;
	n += 6;
	for (i = 0; s[n] == '-' && i < 3 && is_alnum(s[n + 1 + i]); i++)
		;
	return i == 3 && !is_alnum(s[n + 4]) ? n + 4 : n;
}

/* Everything of s but our own tags, in brackets or bare. prefix is in lower
 * case. */
static void
without_tags(struct buf *b, const char *prefix, const char *s)
{
	size_t plen = strlen(prefix), n;
	const char *p;

	while (*s != '\0') {
		p = *s == '[' ? s + 1 : s;
		if (plen > 0 && strncmp(p, prefix, plen) == 0 &&
		    (b->len == 0 || !is_alnum(b->s[b->len - 1])) &&
		    (n = number_length(p + plen)) > 0) {
			s = p + plen + n;
			s += *s == ']';
			buf_addc(b, ' ');
			continue;
		}
		buf_addc(b, *s++);
	}
}

static size_t
cut_length(const char *s)
{
	size_t n = strlen(s);

	if (n <= SUBJECT_MAX)
		return n;
	for (n = SUBJECT_MAX; n > 0 && (s[n] & 0xc0) == 0x80; n--)
		;
	return n;
}

const char *
thread_subject(struct arena *a, const char *prefix, const char *subject)
{
	struct buf low, clean, mark;
	const char *s, *next;

	buf_init(&low, 8 * SUBJECT_MAX);
	buf_init(&clean, 8 * SUBJECT_MAX);
	buf_init(&mark, 256);
	text_add_lower(&mark, prefix, strlen(prefix));
	text_add_lower(&low, subject, cut_length(subject));
	without_tags(&clean, mark.s, low.s);
	buf_reset(&low);
	text_add_squeezed(&low, clean.s, clean.len);
	for (s = low.s;; s = skip_space(next))
		if ((next = after_prefix(s)) == NULL &&
		    (next = after_label(s)) == NULL)
			break;
	s = arena_str(a, s);
	buf_free(&low);
	buf_free(&clean);
	buf_free(&mark);
	return s;
}
