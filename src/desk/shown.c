/*
 * A sender's own words made fit to stand in a mail of ours. Whether they may
 * stand there at all is not decided here.
 */
#include <stdint.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/shown.h"

#define NAME_CHARS 60
#define SUBJECT_CHARS 120

static uint32_t
code_point(const char *s, size_t len)
{
	static const unsigned char mask[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	uint32_t u = (unsigned char)s[0] & mask[len];
	size_t i;

	for (i = 1; i < len; i++)
		u = u << 6 | ((unsigned char)s[i] & 0x3f);
	return u;
}

/* Characters that nobody sees but that turn, hide or break what stands
 * around them: controls, bidi marks, zero widths, line separators. */
static bool
is_invisible(uint32_t u)
{
	return u < 0x20 || (u >= 0x7f && u < 0xa0) || u == 0xad || u == 0x61c ||
	       (u >= 0x200b && u <= 0x200f) || (u >= 0x2028 && u <= 0x202e) ||
	       (u >= 0x2060 && u <= 0x206f) || u == 0xfeff ||
	       (u >= 0xfff9 && u <= 0xfffb) || (u >= 0xe0000 && u <= 0xe007f);
}

/* A sender's words made fit to stand in our mail: one line, visible. */
const char *
shown_line(struct arena *a, const char *s, size_t max)
{
	size_t n = s ? strlen(s) : 0, i, len, chars = 0;
	struct buf b, squeezed;
	const char *r;

	buf_init(&b, 4 * max + 8);
	buf_init(&squeezed, 4 * max + 8);
	for (i = 0; i < n && chars < max; i += len) {
		if ((len = text_utf8_len(s + i, n - i)) == 0)
			break;
		if (is_invisible(code_point(s + i, len)))
			buf_addc(&b, ' ');
		else
			buf_add(&b, s + i, len);
		chars++;
	}
	if (i < n)
		buf_adds(&b, "…");
	text_add_squeezed(&squeezed, b.s, b.len);
	r = arena_strn(a, squeezed.s, squeezed.len);
	buf_free(&b);
	buf_free(&squeezed);
	return r;
}

const char *
shown_words(struct arena *a, const char *s, size_t n)
{
	size_t i, len;
	struct buf b;
	const char *r;

	buf_init(&b, 2 * n + 8);
	for (i = 0; i < n; i += len) {
		if ((len = text_utf8_len(s + i, n - i)) == 0)
			break;
		if (is_invisible(code_point(s + i, len)))
			buf_addc(&b, ' ');
		else
			buf_add(&b, s + i, len);
	}
	while (b.len > 0 && b.s[b.len - 1] == ' ')
		buf_cut(&b, b.len - 1);
	r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return r;
}

bool
shown_laid_out(const char *line)
{
	line += strspn(line, " ");
	return strstr(line, "   ") != NULL || strchr(line, '\t') != NULL;
}

/* "Ibu Sri" calls herself so: a second "Bapak/Ibu" would be wrong. */
bool
shown_titled(const char *name)
{
	static const char *const titles[] = { "bapak ", "ibu ", "pak ", "bu ",
		"saudara ", "saudari ", "sdr", "h. ", "hj. ", "mr. ", "mrs. ",
		"ms. ", "mr ", "mrs ", "ms " };
	size_t i;

	for (i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (text_istarts(name, titles[i]))
			return true;
	return false;
}

static bool
starts_with_one(const char *s, const char *const *v, size_t n)
{
	size_t i;

	s += strspn(s, " \t*_\"");
	for (i = 0; i < n; i++)
		if (text_istarts(s, v[i]) &&
		    !((s[strlen(v[i])] | 0x20) >= 'a' &&
			(s[strlen(v[i])] | 0x20) <= 'z'))
			return true;
	return false;
}

bool
shown_greets(const char *text)
{
	static const char *const words[] = { "yth", "kepada yth",
		"yang terhormat", "dengan hormat", "assalamualaikum",
		"assalamu", "ass", "selamat pagi", "selamat siang",
		"selamat sore", "selamat malam", "salam", "halo", "hallo",
		"hai", "om swastiastu", "shalom", "syalom", "bapak", "ibu",
		"pak", "bu", "saudara", "saudari", "sdr", "sdri", "mas", "mbak",
		"kak", "dear", "hello", "hi", "good morning", "good afternoon",
		"good evening", "to whom it may concern" };

	text += strspn(text, " \t\r\n");
	return starts_with_one(text, words, sizeof(words) / sizeof(words[0]));
}

/* Among the last lines: a name and an office may stand below. */
bool
shown_closes(const char *text)
{
	static const char *const words[] = { "hormat kami", "hormat saya",
		"salam", "salam hormat", "wassalam", "wassalamualaikum",
		"wassalamu", "regards", "best regards", "kind regards",
		"warm regards", "sincerely", "yours sincerely",
		"yours faithfully", "best wishes" };
	const char *s = text + strlen(text), *end;
	const char *first = text + strspn(text, " \t\r\n");
	int lines;

	for (lines = 0; s > first && lines < 4;) {
		for (end = s; s > text && s[-1] != '\n';)
			s--;
		if (s > first && s + strspn(s, " \t\r\n") < end) {
			if (starts_with_one(
				s, words, sizeof(words) / sizeof(words[0])))
				return true;
			lines++;
		}
		if (s > text)
			s--;
	}
	return false;
}

/* A display name that is an address, a link or a number greets nobody. */
const char *
shown_name(struct arena *a, const char *name)
{
	const char *s = shown_line(a, name, NAME_CHARS);
	size_t n = strlen(s);

	if (n > 1 && strchr("'\"", s[0]) && s[n - 1] == s[0])
		s = arena_strn(a, s + 1, n - 2);
	if (strpbrk(s, "@/:<>[]{}|\\") || text_istr(s, "www.") ||
	    strspn(s, "0123456789 +-.()") == strlen(s))
		return "";
	return s;
}

/* The receiver's own address is no news to him; but with a plus part or odd
 * characters it may carry a stranger's words. */
const char *
shown_address(const char *s, bool authenticated)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._-@";

	if (s == NULL)
		return "";
	if (authenticated)
		return s;
	return s[strspn(s, plain)] == '\0' && strlen(s) <= 80 ? s : "";
}

/* Off come Re:, Bls:, Fwd: and the tags of our own tickets, as many as there
 * are: the tag of this ticket is put in front again. */
const char *
shown_subject(struct arena *a, const char *prefix, const char *subject)
{
	static const char *const marks[] = { "re:", "bls:", "balas:", "fwd:",
		"fw:", "trs:", "terusan:", "aw:" };
	const char *s = shown_line(a, subject, SUBJECT_CHARS), *end;
	size_t i, n = strlen(prefix);
	bool more = true;

	while (more) {
		more = false;
		while (*s == ' ')
			s++;
		for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
			if (text_istarts(s, marks[i])) {
				s += strlen(marks[i]);
				more = true;
			}
		if (s[0] == '[' && n > 0 && strncmp(s + 1, prefix, n) == 0 &&
		    s[n + 1] == '-' && (end = strchr(s, ']')) != NULL) {
			s = end + 1;
			more = true;
		}
	}
	return s;
}
