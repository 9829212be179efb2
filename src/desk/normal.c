/*
 * Plain spelling of informal Indonesian: where words begin and end, and what
 * is left between them. It must never know what a word means for the office.
 */
#include <ctype.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/lexicon.h"

/* Letters said three times or more are said once. */
static void
unstretch(char *s)
{
	char *to = s;
	size_t i = 0, run;

	while (s[i] != '\0') {
		for (run = 1; s[i + run] == s[i]; run++)
			;
		*to++ = s[i];
		if (run == 2)
			*to++ = s[i];
		i += run;
	}
	*to = '\0';
}

static bool
is_letters(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!isalpha((unsigned char)s[i]))
			return false;
	return n > 0;
}

/* "cepat2nya": where the digit is, or 0. */
static size_t
doubled_at(const char *s)
{
	size_t at = strcspn(s, "2");

	if (at < 3 || s[at] == '\0' || !is_letters(s, at))
		return 0;
	return s[at + 1] == '\0' || is_letters(s + at + 1, strlen(s + at + 1))
		   ? at
		   : 0;
}

/* One word as written, its ASCII in lower case. */
static void
add_word_form(const struct spelling *s, char *word, bool acronym, struct buf *b)
{
	size_t at;

	if (s == NULL || acronym) {
		buf_adds(b, word);
		return;
	}
	if ((at = doubled_at(word)) != 0) {
		word[at] = '\0';
		unstretch(word);
		spelling_plain(s, word, b);
		buf_addc(b, '-');
		spelling_plain(s, word, b);
		buf_adds(b, word + at + 1);
		return;
	}
	if (is_letters(word, strlen(word))) {
		unstretch(word);
		spelling_plain(s, word, b);
		return;
	}
	buf_adds(b, word);
}

static bool
is_word_byte(unsigned char c)
{
	return isalnum(c) || c >= 0xc3;
}

/* How many bytes the word at s takes; 0 where none starts. */
static size_t
word_len(const char *s, size_t n)
{
	size_t i = 0, u;

	while (i < n && is_word_byte((unsigned char)s[i])) {
		u = text_utf8_len(s + i, n - i);
		if (u == 0 || u > 2) /* not Latin: no letter of ours */
			break;
		i += u;
	}
	return i;
}

/* Is most of it in capitals? Then capitals tell no acronym. */
static bool
is_shouted(const char *s, size_t n)
{
	size_t i, upper = 0, lower = 0;

	for (i = 0; i < n; i++) {
		upper += isupper((unsigned char)s[i]) != 0;
		lower += islower((unsigned char)s[i]) != 0;
	}
	return upper > 2 * lower;
}

static bool
is_acronym(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (islower((unsigned char)s[i]) || (unsigned char)s[i] > 127)
			return false;
	return n > 1;
}

/* A unit behind a number is no abbreviation of a word: "40 km", "5 min". */
static bool
is_unit(const struct buf *b, const char *s, size_t n)
{
	size_t at = b->len;

	while (at > 0 && b->s[at - 1] == ' ')
		at--;
	if (at == 0 || !isdigit((unsigned char)b->s[at - 1]) || n > 3)
		return false;
	return strncasecmp(s, "km", n) == 0 || strncasecmp(s, "min", n) == 0 ||
	       strncasecmp(s, "kl", n) == 0 || strncasecmp(s, "kg", n) == 0;
}

static const char *const titles[] = { "yth", "kab", "kec", "kel", "prov", "jl",
	"no", "dr", "drs", "ir", "hj", "tgl", "bpk", "sdr", "sdri", "pkl", "mr",
	"mrs", "ms", "st" };

/* The dot behind a title or "Kec." ends no sentence. */
static bool
is_title(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (strlen(titles[i]) == n && strncasecmp(s, titles[i], n) == 0)
			return true;
	return false;
}

/* So far one is looked for: a megabyte without a space is none. */
#define ADDRESS_MAX 512

/* Does "://", "@" or the dot of "bps.go.id" stand at i of a run of n? */
static bool
is_address_mark(const char *s, size_t i, size_t n)
{
	if (s[i] == '@')
		return true;
	if (i + 3 <= n && memcmp(s + i, "://", 3) == 0)
		return true;
	return s[i] == '.' && i > 1 && i + 2 < n &&
	       islower((unsigned char)s[i - 1]) &&
	       islower((unsigned char)s[i + 1]) &&
	       islower((unsigned char)s[i + 2]) &&
	       memchr(s + i + 1, '.', n - i - 1) != NULL;
}

/* The length of an address of web or mail at s, 0 if there is none. */
static size_t
address_len(const char *s, size_t n)
{
	size_t i, end = 0;
	bool found;

	while (end < n && end < ADDRESS_MAX && (unsigned char)s[end] > ' ' &&
	       strchr("<>()[]\",;", s[end]) == NULL)
		end++;
	found = end > 4 && strncasecmp(s, "www.", 4) == 0;
	for (i = 0; i < end && !found; i++)
		found = is_address_mark(s, i, end);
	while (found && end > 0 && strchr(".!?:", s[end - 1]) != NULL)
		end--;
	return found ? end : 0;
}

static void
add_space(struct buf *b, int newlines)
{
	if (b->len == 0 || b->s[b->len - 1] == ' ')
		return;
	if (newlines > 1 && strchr(".!?:;,", b->s[b->len - 1]) == NULL)
		buf_addc(b, '.');
	buf_addc(b, ' ');
}

static size_t
take_word(const struct spelling *s, const char *p, size_t n, bool shouted,
    struct buf *b)
{
	size_t len = word_len(p, n);
	bool keep = (is_acronym(p, len) && !shouted) || is_unit(b, p, len) ||
		    len > WORD_MAX;
	struct buf low;

	buf_init(&low, 8 * 1024 * 1024);
	text_add_lower(&low, p, len);
	add_word_form(s, low.s, keep, b);
	buf_free(&low);
	if (len < n && p[len] == '.' && is_title(p, len))
		len++;
	return len;
}

/* What stands between words: ASCII marks stay, the rest is a space. */
static size_t
take_mark(const char *p, size_t n, struct buf *b)
{
	size_t u = text_utf8_len(p, n);

	if (n >= 3 && memcmp(p, "\xe2\x80\x99", 3) == 0)
		buf_addc(b, '\'');
	else if (n >= 3 && memcmp(p, "\xe2\x80\x93", 3) == 0)
		buf_addc(b, '-');
	else if (u == 1 && *p > ' ' && *p != '>' && *p != '|' && *p != '*')
		buf_addc(b, *p);
	else
		add_space(b, 0);
	return u ? u : 1;
}

void
spelling_apply(
    const struct spelling *s, const char *text, size_t n, struct buf *b)
{
	bool shouted = is_shouted(text, n);
	size_t i = 0, len;
	int newlines = 0;

	while (i < n) {
		if (isspace((unsigned char)text[i])) {
			newlines += text[i++] == '\n';
			continue;
		}
		if (i > 0 && isspace((unsigned char)text[i - 1]))
			add_space(b, newlines);
		newlines = 0;
		if ((i == 0 || !is_word_byte((unsigned char)text[i - 1])) &&
		    (len = address_len(text + i, n - i)) != 0) {
			text_add_lower(b, text + i, len);
			i += len;
		} else if (word_len(text + i, n - i) > 0) {
			i += take_word(s, text + i, n - i, shouted, b);
		} else {
			i += take_mark(text + i, n - i, b);
		}
	}
}
