/*
 * What a server's reply says about one recipient, and xtext. Pure: it knows
 * nothing of connections.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/text.h"
#include "net/reply.h"

#define WORDS_MAX 400

static void
set_words(struct deliver_rcpt *r, const char *s)
{
	struct buf flat, safe;

	buf_init(&flat, WORDS_MAX * 8);
	buf_init(&safe, WORDS_MAX);
	if (!text_add_squeezed(&flat, s, strnlen(s, WORDS_MAX * 4)))
		buf_reset(&flat);
	text_add_safe(&safe, flat.s, flat.len, WORDS_MAX);
	free(r->words);
	r->words = buf_steal(&safe);
	buf_free(&flat);
	buf_free(&safe);
}

/* class "." subject "." detail, each of one to three digits (RFC 3463). */
static size_t
status_len(const char *s)
{
	size_t n = 0;
	int part, digits;

	if (s[0] != '2' && s[0] != '4' && s[0] != '5')
		return 0;
	for (part = 0; part < 3; part++) {
		for (digits = 0; isdigit((unsigned char)s[n]); digits++)
			n++;
		if (digits < 1 || digits > 3)
			return 0;
		if (part < 2 && s[n++] != '.')
			return 0;
	}
	return s[n] == ' ' || s[n] == '\n' || s[n] == '\0' ? n : 0;
}

void
reply_set(struct deliver_rcpt *r, int code, const char *text)
{
	size_t n = status_len(text);

	r->code = code;
	memcpy(r->status, text, n);
	r->status[n] = '\0';
	r->fate = code / 100 == 2   ? DELIVER_SENT
		  : code / 100 == 5 ? DELIVER_NEVER
				    : DELIVER_LATER;
	set_words(r, text);
}

void
reply_ours(struct deliver_rcpt *r, enum deliver_fate fate, const char *words)
{
	r->code = 0;
	r->status[0] = '\0';
	r->fate = fate;
	set_words(r, words);
}

void
reply_add_xtext(struct buf *b, const char *s)
{
	for (; *s; s++)
		if (*s < '!' || *s > '~' || *s == '+' || *s == '=')
			buf_addf(b, "+%02X", (unsigned)(unsigned char)*s);
		else
			buf_addc(b, *s);
}
