/*
 * Looks for phrases in prose. What a phrase means is for those who ask.
 */
#include <stdint.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "desk/phrase.h"

#define WORD_BYTES 64 /* of text looked at for each word wanted */

static bool
is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* Bytes of a typographic mark at s that reads as *as; 0 when it is none. */
static size_t
mark_length(const char *s, const char **as)
{
	static const struct {
		const char *mark, *as;
	} marks[] = {
		{ "\xc2\xa0", "" },     /* no-break space */
		{ "\xe2\x80\x93", "" }, /* en dash */
		{ "\xe2\x80\x94", "" }, /* em dash */
		{ "\xe2\x80\x98", "" }, /* single quotes */
		{ "\xe2\x80\x99", "" },
		{ "\xe2\x80\x9c", "\"" },
		{ "\xe2\x80\x9d", "\"" },
		{ "\xe2\x80\x9e", "\"" },
		{ "\xc2\xab", "\"" },
		{ "\xc2\xbb", "\"" },
		{ "\xe2\x80\xa6", "." },
		{ "\xef\xbc\x9a", ":" },
		{ "\xef\xbc\x9f", "?" },
		{ "\xe3\x80\x82", "." },
		{ "\xef\xbb\xbf", "" },
		{ "\xe2\x80\x8b", "" },
	};
	size_t i, n;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		n = strlen(marks[i].mark);
		if (strncmp(s, marks[i].mark, n) == 0) {
			*as = marks[i].as;
			return n;
		}
	}
	return 0;
}

/* What an ASCII byte that is no letter reads as: "" parts words. */
static const char *
reads_as(const char *s, bool after_letter)
{
	switch (*s) {
	case '?':
		return "?";
	case ':':
		return ":";
	case '"':
		return "\"";
	case '#':
		return "#";
	case '!':
	case ';':
		return ".";
	case '(':
	case '[': /* a remark, but not the "(5521)" inside a sentence */
		return s[1] >= '0' && s[1] <= '9' ? "" : ".";
	case ')':
	case ']':
		return after_letter ? "." : "";
	case '.': /* not inside 08.00 */
		return s[1] == '\0' || strchr(" \r\n\t\"')", s[1]) ? "." : "";
	case '\n':
		s++;
		while (*s == ' ' || *s == '\t' || *s == '\r')
			s++;
		return *s == '\n' ? "." : "";
	default:
		return "";
	}
}

static bool
glued(const struct word *w, const char *s)
{
	return *s == '-' && is_letter((unsigned char)s[1]) &&
	       ((w->n == 1 && *w->s == 'e') ||
		   (w->n == 3 && memcmp(w->s, "pos", 3) == 0));
}

static size_t
letters(const char *s)
{
	const char *as;
	size_t n = 0;

	while (is_letter((unsigned char)s[n]) &&
	       ((unsigned char)s[n] < 0x80 || mark_length(s + n, &as) == 0))
		n++;
	return n;
}

static bool
ends_in_digit(const struct word *w)
{
	char c = w->s[w->n - 1];

	return c >= '0' && c <= '9';
}

/* "s.d.", "no.": their full stop ends no sentence. */
static bool
abbreviation(const struct word *w)
{
	static const char *const known[] = { "no", "tgl", "yth", "sdr", "sdri",
		"bpk", "dr", "drs", "jl", "mr", "mrs", "ms" };
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (w->n == strlen(known[i]) &&
		    memcmp(w->s, known[i], w->n) == 0)
			return true;
	return w->n == 1 && is_letter((unsigned char)*w->s) && *w->s >= 'a';
}

static const char *
lower_text(struct arena *a, const char *text, size_t max)
{
	size_t n = strnlen(text, max * WORD_BYTES);
	const char *s;
	struct buf b;

	while (n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80)
		n--;
	buf_init(&b, 4 * n + 16);
	text_add_lower(&b, text, n);
	s = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return s;
}

void
words_split(struct arena *a, const char *text, size_t max, struct words *w_r)
{
	const char *s = lower_text(a, text, max), *as;
	struct word *v = arena_array(a, max, sizeof(*v));
	size_t n = 0, len;

	while (*s != '\0' && n < max) {
		if ((len = letters(s)) > 0) {
			v[n] = (struct word){ s, len };
			s += len;
			if (glued(&v[n], s)) {
				char *join = arena_strn(
				    a, v[n].s, v[n].n + 1 + letters(s + 1));
				memmove(join + v[n].n, join + v[n].n + 1,
				    letters(s + 1) + 1);
				s += 1 + letters(s + 1);
				v[n] = (struct word){ join, strlen(join) };
			}
			n++;
			continue;
		}
		if ((len = mark_length(s, &as)) == 0) {
			as = reads_as(s, n > 0 && !ends_in_digit(&v[n - 1]));
			len = 1;
			if (*s == '.' && n > 0 && s[1] != '\0' &&
			    abbreviation(&v[n - 1]))
				as = "";
		}
		s += len;
		if (*as == '\0' || (*as == '.' && n > 0 && *v[n - 1].s == '.'))
			continue;
		v[n++] = (struct word){ as, 1 };
	}
	*w_r = (struct words){ v, n, *s != '\0' };
}

static bool
is_end(const struct word *w)
{
	return w->n == 1 && (*w->s == '.' || *w->s == '?');
}

/* Is the word one of the alternatives p..end? */
static bool
word_is(const struct word *w, const char *p, const char *end)
{
	const char *bar;
	size_t n, i;

	for (; p < end; p = bar + 1) {
		bar = memchr(p, '|', (size_t)(end - p));
		bar = bar != NULL ? bar : end;
		n = (size_t)(bar - p);
		if (n == 2 && p[0] == '%' && p[1] == 'd') {
			for (i = 0; i < w->n; i++)
				if (w->s[i] >= '0' && w->s[i] <= '9')
					return true;
		} else if (n > 0 && p[n - 1] == '*') {
			if (w->n >= n - 1 && memcmp(w->s, p, n - 1) == 0)
				return true;
		} else if (w->n == n && memcmp(w->s, p, n) == 0) {
			return true;
		}
	}
	return false;
}

static bool match(
    const struct words *w, size_t i, const char *p, size_t *end_r);

static bool
match_gap(const struct words *w, size_t i, const char *p, size_t *end_r)
{
	int most = *p - '0', k;

	if (p[1] >= '0' && p[1] <= '9')
		most = most * 10 + p[1] - '0';
	p += strcspn(p, " ");
	for (k = 0; k <= most; k++, i++) {
		if (match(w, i, p, end_r))
			return true;
		if (i >= w->n || is_end(&w->v[i]))
			return false;
	}
	return false;
}

/* Recursion goes as deep as a pattern has words; patterns are constants. */
static bool
match(const struct words *w, size_t i, const char *p, size_t *end_r)
{
	const char *end;

	for (; *p == ' '; p++)
		;
	if (*p == '\0') {
		*end_r = i;
		return true;
	}
	end = p + strcspn(p, " ");
	if (*p == '~')
		return match_gap(w, i, p + 1, end_r);
	if (*p == '<')
		return (i == 0 || is_end(&w->v[i - 1])) &&
		       match(w, i, end, end_r);
	if (*p == '>')
		return (i >= w->n || is_end(&w->v[i])) &&
		       match(w, i, end, end_r);
	if (*p == '!')
		return (i >= w->n || !word_is(&w->v[i], p + 1, end)) &&
		       match(w, i, end, end_r);
	if (end - p > 1 && end[-1] == '?')
		return (i < w->n && word_is(&w->v[i], p, end - 1) &&
			   match(w, i + 1, end, end_r)) ||
		       match(w, i, end, end_r);
	return i < w->n && word_is(&w->v[i], p, end) &&
	       match(w, i + 1, end, end_r);
}

static uint64_t
letter_bit(char c)
{
	return 1ull << ((unsigned char)c & 63);
}

/* The first letters with which a match can begin; all where any can. */
static uint64_t
first_letters(const char *p)
{
	size_t n = strcspn(p, " "), i;
	uint64_t mask = 0;

	if (strchr("~<>!", *p) != NULL || memchr(p, '%', n) != NULL ||
	    p[n - 1] == '?')
		return ~0ull;
	for (i = 0; i < n; i++)
		if (i == 0 || p[i - 1] == '|')
			mask |= letter_bit(p[i]);
	return mask;
}

bool
phrase_find(
    const struct words *w, const char *pattern, size_t *at_r, size_t *len_r)
{
	uint64_t mask = first_letters(pattern);
	size_t i, end;

	for (i = 0; i < w->n; i++)
		if ((*pattern != '<' || i == 0 || is_end(&w->v[i - 1])) &&
		    (mask & letter_bit(*w->v[i].s)) != 0 &&
		    match(w, i, pattern, &end)) {
			*at_r = i;
			*len_r = end - i;
			return true;
		}
	return false;
}

const char *
phrase_any(struct arena *a, const struct words *w, const char *const *patterns,
    size_t n, size_t *at_r)
{
	size_t i, k, len;
	struct buf b;
	char *s;

	for (i = 0; i < n; i++) {
		if (!phrase_find(w, patterns[i], at_r, &len))
			continue;
		buf_init(&b, 4096);
		for (k = *at_r; k < *at_r + len && k < w->n; k++) {
			if (k > *at_r)
				buf_addc(&b, ' ');
			buf_add(&b, w->v[k].s, w->v[k].n);
		}
		s = arena_strn(a, b.s, b.len);
		buf_free(&b);
		return s;
	}
	return NULL;
}
