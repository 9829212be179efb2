/*
 * Lines of a reply as small pieces: numbers, words, signs. It must never know
 * what they mean.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/survey_priv.h"

bool
lines_next(struct lines *l)
{
	const char *end;

	if (*l->at == '\0')
		return false;
	l->line = l->at;
	end = strchr(l->at, '\n');
	l->n = end ? (size_t)(end - l->at) : strlen(l->at);
	l->at += l->n + (end != NULL);
	return true;
}

static uint32_t
code_point(const char *s, size_t len)
{
	uint32_t u = (unsigned char)s[0];
	size_t i;

	if (len == 1)
		return u;
	u &= 0xffu >> (len + 1);
	for (i = 1; i < len; i++)
		u = u << 6 | ((unsigned char)s[i] & 0x3f);
	return u;
}

/* 0..9 for a digit of Arabic, Persian or full width; -1. */
static int
digit_of(uint32_t u)
{
	static const uint32_t zeros[] = { '0', 0x660, 0x6f0, 0xff10 };
	size_t i;

	for (i = 0; i < sizeof(zeros) / sizeof(zeros[0]); i++)
		if (u >= zeros[i] && u <= zeros[i] + 9)
			return (int)(u - zeros[i]);
	return -1;
}

/* Joiners, variation selectors and keycaps, which telephones put after a
 * digit; bidi marks. */
static bool
is_invisible(uint32_t u)
{
	return (u >= 0x200b && u <= 0x200f) || (u >= 0x202a && u <= 0x202e) ||
	       (u >= 0x2060 && u <= 0x2069) || u == 0x20e3 || u == 0xfeff ||
	       (u >= 0xfe00 && u <= 0xfe0f);
}

static char
sign_of(uint32_t u)
{
	if (u == 0x2010 || u == 0x2011 || u == 0x2012 || u == 0x2013 ||
	    u == 0x2014 || u == 0x2212)
		return '-';
	if (u == 0xff0f)
		return '/';
	if (u == 0xff1a)
		return ':';
	if (u > ' ' && u < 0x7f)
		return (char)u;
	return ' ';
}

static bool
is_letter(uint32_t u)
{
	return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') ||
	       (u >= 0xc0 && u < 0x2000 && digit_of(u) < 0);
}

struct scan {
	const char *s, *end;
	uint32_t u; /* the character at s */
	size_t len;
};

static bool
look(struct scan *c)
{
	while (c->s < c->end) {
		c->len = text_utf8_len(c->s, (size_t)(c->end - c->s));
		c->u = c->len ? code_point(c->s, c->len) : ' ';
		c->len = c->len ? c->len : 1;
		if (!is_invisible(c->u))
			return true;
		c->s += c->len;
	}
	return false;
}

static void
step(struct scan *c)
{
	c->s += c->len;
}

/* "12", and "3,5" or "3.5" as one that is not whole. */
static void
take_number(struct scan *c, struct piece *p)
{
	bool more = true;
	struct scan after;

	p->type = PIECE_NUMBER;
	p->number = 0;
	while ((more = look(c)) && digit_of(c->u) >= 0) {
		if (p->number >= 0)
			p->number = p->number * 10 + digit_of(c->u);
		if (p->number > 9999)
			p->number = -1;
		step(c);
	}
	if (!more || (c->u != ',' && c->u != '.'))
		return;
	after = *c;
	step(&after);
	if (look(&after) && digit_of(after.u) >= 0) {
		*c = after;
		take_number(c, p);
		p->number = -1;
	}
}

static void
take_word(struct scan *c, struct piece *p)
{
	size_t n = 0;

	p->type = PIECE_WORD;
	while (look(c) && is_letter(c->u)) {
		char ch = c->u < 0x80 ? (char)c->u : '?';

		if (ch >= 'A' && ch <= 'Z')
			ch = (char)(ch - 'A' + 'a');
		if (n + 1 < sizeof(p->text))
			p->text[n++] = ch;
		step(c);
	}
	p->text[n] = '\0';
}

/* U1..U9, also "U 1". */
static void
join_elements(struct pieces *p)
{
	size_t i, to = 0;

	for (i = 0; i < p->n; i++) {
		struct piece *v = &p->v[i];

		if (v->type == PIECE_WORD && strcmp(v->text, "u") == 0 &&
		    v[1].type == PIECE_NUMBER && v[1].number >= 1 &&
		    v[1].number <= SKM_ELEMENTS) {
			v->type = PIECE_ELEMENT;
			v->number = v[1].number;
			p->v[to++] = *v;
			i++;
		} else {
			p->v[to++] = *v;
		}
	}
	p->v[to] = p->v[p->n]; /* the end */
	p->n = to;
}

void
pieces_of(const char *line, size_t n, struct pieces *p)
{
	struct scan c = { .s = line, .end = line + n };
	bool quote = true;

	p->n = 0;
	while (p->n < PIECES_MAX && look(&c)) {
		struct piece *v = &p->v[p->n];
		char sign = sign_of(c.u);

		*v = (struct piece){ .type = PIECE_SIGN, .at = c.s };
		if (digit_of(c.u) >= 0) {
			take_number(&c, v);
		} else if (is_letter(c.u)) {
			take_word(&c, v);
		} else {
			step(&c);
			if (sign == ' ' || sign == '*' || sign == '_' ||
			    (quote && (sign == '>' || sign == '|')))
				continue;
			v->text[0] = sign;
		}
		quote = false;
		p->n++;
	}
	p->v[p->n] = (struct piece){ .type = PIECE_END, .at = c.s };
	join_elements(p);
}

bool
piece_is_sign(const struct piece *p, const char *signs)
{
	return p->type == PIECE_SIGN && strchr(signs, p->text[0]) != NULL;
}

bool
piece_is_word(const struct piece *p, const char *words)
{
	size_t n = strlen(p->text), len;

	if (p->type != PIECE_WORD)
		return false;
	for (; *words != '\0'; words += len + (words[len] == '|')) {
		len = strcspn(words, "|");
		if (len == n && memcmp(words, p->text, n) == 0)
			return true;
	}
	return false;
}

int
piece_mark(const struct piece *p)
{
	static const char *const words[] = { "satu|one", "dua|two",
		"tiga|three", "empat|four" };
	int i;

	if (p->type == PIECE_NUMBER)
		return p->number >= 1 && p->number <= 4 ? p->number : 0;
	for (i = 0; i < 4; i++)
		if (piece_is_word(p, words[i]))
			return i + 1;
	return 0;
}
