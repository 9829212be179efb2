/*
 * A mail as rules and model see it: which words count, in plain spelling. It
 * must never know what they mean.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/classify_priv.h"
#include "mail/forward.h"

/* What is looked at of a text: what is wanted shows early, a demand stands at
 * the end; the rest of a long one only costs time. */
#define HEAD_MAX 2400
#define TAIL_MAX 800
#define RUN_MAX 60 /* bytes without a space; longer ones are no words */
#define HEADER_MAX 16384

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Adds at most max bytes' worth of words, long ones cut. */
static void
add_words(struct buf *b, const char *s, size_t max)
{
	size_t taken, run = 0;

	for (taken = 0; taken < max && *s != '\0'; s++) {
		run = is_space(*s) ? 0 : run + 1;
		/* whole characters: a cut one would be no text */
		if (run > RUN_MAX && ((unsigned char)*s & 0xc0) != 0x80)
			while (s[1] != '\0' && !is_space(s[1]))
				s++;
		else
			buf_addc(b, *s);
		taken++;
	}
	while (((unsigned char)*s & 0xc0) == 0x80)
		buf_addc(b, *s++);
}

static const char *
looked_at(struct arena *a, const char *s)
{
	const char *r, *tail;
	struct buf b;
	size_t n = strlen(s);

	buf_init(&b, 4 * (HEAD_MAX + TAIL_MAX));
	add_words(&b, s, n > HEAD_MAX + TAIL_MAX ? HEAD_MAX : n);
	if (n > HEAD_MAX + TAIL_MAX) {
		tail = s + n - TAIL_MAX;
		while (((unsigned char)*tail & 0xc0) == 0x80)
			tail++;
		buf_addc(&b, ' ');
		add_words(&b, tail, TAIL_MAX);
	}
	r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return r;
}

/* English has no spelling here to make plain: "name" is not "nama". */
static const char *
plain(struct arena *a, const struct classifier *c, const char *text)
{
	const char *s = looked_at(a, text), *r;
	bool english = strcmp(language_of(s), "en") == 0;
	struct buf b;

	buf_init(&b, 8 * (HEAD_MAX + TAIL_MAX));
	spelling_apply(english ? NULL : c->spelling, s, strlen(s), &b);
	r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return r;
}

static const char *
header_text(struct arena *a, const struct msg *m)
{
	const char *r;
	struct buf b;
	size_t i;

	buf_init(&b, HEADER_MAX);
	for (i = 0; i < m->nfields; i++)
		if (!buf_addf(&b, "%s: %.200s\n", m->fields[i].name,
			m->fields[i].value))
			break;
	r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return r;
}

static const char *
from_text(struct arena *a, const struct msg *m)
{
	if (m->from.n == 0)
		return "";
	return arena_printf(
	    a, "%s <%s>", m->from.v[0].name, m->from.v[0].address);
}

static const char *
attachment_text(struct arena *a, const struct msg *m)
{
	const char *r;
	struct buf b;
	size_t i;
	char *p;

	buf_init(&b, 8192);
	for (i = 0; i < m->nparts; i++)
		if (m->parts[i].attachment &&
		    !buf_addf(&b, "%s%s", b.len ? "\n" : "", m->parts[i].name))
			break;
	for (p = b.s; *p != '\0'; p++)
		if (*p == '_')
			*p = ' '; /* a letter to \b */
	r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return r;
}

static size_t
count_words(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s != ' ' && (s[1] == ' ' || s[1] == '\0');
	return n;
}

/* Some clients forward without a line that says so. */
static bool
is_passed_on(const char *subject)
{
	static const char *const marks[] = {
		"fwd:", "fw:", "trs:", "terusan:", "diteruskan:"
	};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (text_istarts(subject, marks[i]))
			return true;
	return false;
}

/*
 * The author's own words; what is forwarded counts where they only pass it
 * on. What is quoted in a reply is the office's text or asked before.
 */
static const char *
words_that_count(struct arena *a, const struct classifier *c,
    const struct msg *m, struct mail_view *v)
{
	const char *own = plain(a, c, m->reply_text);
	struct forwarded f;

	v->own_words = count_words(own);
	if (forward_find(a, m, &f)) {
		v->forwarded = true;
		return arena_printf(a, "%s. %s. %s", plain(a, c, f.note),
		    plain(a, c, f.subject), plain(a, c, f.text));
	}
	if (is_passed_on(m->subject)) {
		v->forwarded = true;
		return plain(a, c, m->text);
	}
	/* the quote of a reply says too much about what was asked before */
	if (v->own_words == 0 && m->in_reply_to.n == 0 &&
	    !text_istarts(m->subject, "re:"))
		return plain(a, c, m->text);
	return own;
}

/* Text first: what it says itself is found before the subject's. */
static void
join(struct arena *a, struct mail_view *v)
{
	const char **f = v->text.field;

	f[RULE_ANY] = arena_printf(a, "%s. %s", f[RULE_TEXT], f[RULE_SUBJECT]);
	v->subject_at = strlen(f[RULE_TEXT]);
}

void
view_words(struct arena *a, const char *subject, const char *text,
    struct mail_view *v_r)
{
	size_t i;

	*v_r = (struct mail_view){ 0 };
	for (i = 0; i < RULE_FIELDS; i++)
		v_r->text.field[i] = "";
	v_r->text.field[RULE_SUBJECT] = subject;
	v_r->text.field[RULE_TEXT] = text;
	v_r->own_words = count_words(text);
	join(a, v_r);
}

void
view_mail(struct arena *a, const struct classifier *c, const struct msg *m,
    struct mail_view *v_r)
{
	const char **f = v_r->text.field;

	*v_r = (struct mail_view){ 0 };
	f[RULE_SUBJECT] = plain(a, c, m->subject);
	f[RULE_TEXT] = words_that_count(a, c, m, v_r);
	join(a, v_r);
	v_r->reply = !v_r->forwarded && v_r->own_words >= 6 &&
		     (m->in_reply_to.n > 0 || m->references.n > 0 ||
			 text_istarts(m->subject, "re:"));
	f[RULE_FROM] = from_text(a, m);
	f[RULE_ATTACHMENT] = attachment_text(a, m);
	f[RULE_HEADER] = header_text(a, m);
}
