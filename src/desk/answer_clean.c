/*
 * Takes out of an officer's line what is ours or a program's: tokens that
 * prove who somebody is, and the places where pictures stood. Must know
 * nothing of what the line says.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "desk/answer_priv.h"
#include "mail/html_tok.h"

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

#define PICTURES 50 /* of a mail, whose words are looked for */
#define WORDS 1000  /* bytes of those words */

/* "+t-ROW-MAC" of our own address, in a link "%2Bt-ROW-MAC": the address
 * stays, the token goes. */
static size_t
plus_token(const char *s)
{
	size_t n, sign = s[0] == '+' ? 1 : 3;

	if (s[0] != '+' && strncasecmp(s, "%2b", 3) != 0)
		return 0;
	n = strcspn(s, "@ \t<>\n");
	return s[n] == '@' || strncmp(s + sign, "t-", 2) == 0 ? n : 0;
}

static bool
in_local(char c)
{
	return isalnum((unsigned char)c) || (c != '\0' && strchr("._-", c));
}

/* With a token's mark the domain does not matter: it may be torn off. */
static bool
is_our_local(const struct office *o, const char *from, size_t n, const char *at)
{
	const char *address;
	struct buf b;
	bool ours;

	if (at[0] != '@' || n == 0)
		return n > 0 && o->address != NULL &&
		       strcspn(o->address, "@") == n &&
		       strncasecmp(o->address, from, n) == 0;
	buf_init(&b, 600);
	buf_add(&b, from, n < 200 ? n : 200);
	buf_add(&b, at,
	    strnlen(at, 1 + strspn(at + 1, "abcdefghijklmnopqrstuvwxyz"
					   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					   "0123456789.-")));
	address = b.s;
	while (b.len > 0 && b.s[b.len - 1] == '.')
		buf_cut(&b, b.len - 1);
	ours = office_is_own(o, address);
	buf_free(&b);
	return ours;
}

/* "[PST-2611-0042-K7Q]": how long, and how much of it is the bare code. */
static size_t
tag_length(const struct office *o, const char *s, size_t *code_r)
{
	size_t p = strlen(o->prefix), n, k;

	if (p == 0 || strncasecmp(s, o->prefix, p) != 0 || s[p] != '-' ||
	    strspn(s + p + 1, "0123456789") != 4 || s[p + 5] != '-')
		return 0;
	n = p + 6 + strspn(s + p + 6, "0123456789");
	if (n < p + 10)
		return 0;
	*code_r = n;
	for (k = 0; s[n] == '-' && isalnum((unsigned char)s[n + 1 + k]); k++)
		;
	return s[n] == '-' && k == 3 ? n + 4 : n;
}

static size_t
id_length(const char *s)
{
	size_t n;

	s += *s == '<';
	if (strncasecmp(s, "tanggap.", 8) != 0)
		return 0;
	n = strcspn(s, "> \t\n");
	return memchr(s, '@', n) != NULL ? n + (s[n] == '>') + 1 : 0;
}

/* Adds s without tokens: what proves to us who somebody is leaves with
 * nobody. */
static void
add_clean(struct buf *b, const struct office *o, const char *s)
{
	const char *p, *from;
	size_t n, code = 0;

	for (p = s; *p != '\0';) {
		if ((p == s || !isalnum((unsigned char)p[-1])) &&
		    (n = tag_length(o, p + (*p == '['), &code)) > 0) {
			const char *end = p + (*p == '[') + n;

			buf_add(b, p + (*p == '['), code);
			p = end + (*p == '[' && *end == ']');
			continue;
		}
		if ((*p == '<' || p == s || p[-1] == ' ') &&
		    (n = id_length(p)) > 0) {
			p += n < strlen(p) ? n : strlen(p);
			continue;
		}
		if ((n = plus_token(p)) > 0) {
			for (from = p; from > s && in_local(from[-1]); from--)
				;
			if (is_our_local(o, from, (size_t)(p - from), p + n)) {
				p += n;
				continue;
			}
		}
		buf_addc(b, *p++);
	}
}

/* "[cid:image001.png@01D...]", "[image: logo.png]": where a picture stood. */
static size_t
placeholder(const struct strs *pictures, const char *s)
{
	static const char *const starts[] = { "[cid:", "[image:", "[gambar:",
		"[inline image", "[Gambar:", "<cid:" };
	size_t i, n;

	for (i = 0; i < COUNT(starts); i++)
		if (strncasecmp(s, starts[i], strlen(starts[i])) == 0) {
			n = strcspn(s, *s == '[' ? "]\n" : ">\n");
			return s[n] == '\0' || s[n] == '\n' ? 0 : n + 1;
		}
	for (i = 0; *s == '[' && i < pictures->n; i++) {
		n = strlen(pictures->v[i]);
		if (strncmp(s + 1, pictures->v[i], n) == 0 && s[n + 1] == ']')
			return n + 2;
	}
	return 0;
}

const char *
answer_squeezed(struct arena *a, const char *s)
{
	char *r = arena_str(a, s), *to = r;

	for (; *s != '\0'; s++)
		if (strchr(" \t\r\n", *s) == NULL)
			*to++ = *s;
		else if (to > r && to[-1] != ' ')
			*to++ = ' ';
	while (to > r && to[-1] == ' ')
		to--;
	*to = '\0';
	return r;
}

struct strs
answer_pictures(struct arena *a, const char *html, size_t n)
{
	const char **v = arena_array(a, PICTURES, sizeof(*v));
	struct html_tok tok;
	struct html_token t;
	struct buf words;
	size_t k = 0;

	buf_init(&words, WORDS);
	html_tok_init(&tok, html, n);
	while (k < PICTURES && html_tok_next(&tok, &t))
		if (t.kind == HTML_OPEN && strcmp(t.name, "img") == 0 &&
		    html_attr(&t, "alt", &words) && words.len > 0)
			v[k++] = answer_squeezed(a, words.s);
	buf_free(&words);
	return (struct strs){ v, k };
}

const char *
answer_clean_line(struct arena *a, const struct office *o,
    const struct strs *pictures, const char *s)
{
	struct buf b, c;
	const char *r;
	size_t n;

	buf_init(&b, strlen(s) + 1);
	buf_init(&c, strlen(s) + 1);
	while (*s != '\0') {
		if ((n = placeholder(pictures, s)) > 0)
			s += n;
		else
			buf_addc(&c, *s++);
	}
	add_clean(&b, o, c.s);
	for (n = b.len; n > 0 && strchr(" \t\r", b.s[n - 1]) != NULL; n--)
		;
	r = arena_strn(a, b.s, n);
	buf_free(&b);
	buf_free(&c);
	return r;
}

/* Punctuation and spaces beyond ASCII, which programs write as they like. */
static size_t
is_mark(const unsigned char *s, size_t n)
{
	if (n >= 2 && s[0] == 0xc2 &&
	    (s[1] == 0xa0 || s[1] == 0xad || s[1] == 0xab || s[1] == 0xbb ||
		s[1] == 0xb7))
		return 2;
	if (n >= 3 && s[0] == 0xe2 && s[1] >= 0x80 && s[1] <= 0x81)
		return 3;
	if (n >= 3 && s[0] == 0xe2 && s[1] >= 0x94 && s[1] <= 0x97)
		return 3; /* lines and bullets */
	if (n >= 3 && s[0] == 0xef && s[1] == 0xbb && s[2] == 0xbf)
		return 3;
	return 0;
}

void
answer_add_letters(struct buf *b, const char *text, size_t n)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t i, len;

	for (i = 0; i < n; i += len) {
		len = 1;
		if (s[i] < 0x80) {
			if (isalnum(s[i]))
				buf_addc(b, text[i]);
			continue;
		}
		if ((len = is_mark(s + i, n - i)) > 0)
			continue;
		len = 1;
		buf_addc(b, text[i]);
	}
}

const char *
answer_letters(struct arena *a, const char *text, size_t n)
{
	const char *s;
	struct buf b;

	buf_init(&b, n + 1);
	answer_add_letters(&b, text, n);
	s = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return s;
}

const char *
answer_whose(struct arena *a, const char *text)
{
	size_t n, len;
	const char *s;
	struct buf b;

	buf_init(&b, strlen(text) + 1);
	for (; *text != '\0'; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		len = strlen(answer_letters(a, text, n));
		for (; len > 0; len--)
			buf_addc(&b, *text == '>' ? 'q' : 'o');
	}
	s = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return s;
}
