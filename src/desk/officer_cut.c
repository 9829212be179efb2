/*
 * What was cut from an officer's mail, for his receipt: quotes of our own
 * mails as one line, everything else as it was, so that nothing goes unseen
 * between them. Knows no store.
 */
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "desk/command_priv.h"
#include "desk/officer.h"

#define CUT_BYTES (256 * 1024)
#define GAP 40  /* bytes of ours that a client may leave out between lines */
#define WORDS 8 /* of lines that no sign marks as a quote */

/* One line of what was cut, and where it stands in our mails. */
struct cut_line {
	const char *s;
	size_t n, words;
	bool blank, marked; /* by a quote sign */
	int mail;           /* of ours, -1 none */
	size_t from, to;    /* bytes in that mail's plain words */
};

/* Links that a client writes out behind their words. */
static const char *
without_links(struct arena *a, const char *s, size_t n)
{
	const char *end = s + n;
	char *r = arena_alloc(a, n + 1), *p = r;

	while (s < end) {
		if (text_istarts(s, "mailto:") || text_istarts(s, "http:") ||
		    text_istarts(s, "https:"))
			while (s < end && strchr(" \t\r\n>)", *s) == NULL)
				s++;
		else
			*p++ = *s++;
	}
	*p = '\0';
	return r;
}

static const char *
plain(struct arena *a, const char *s, size_t n)
{
	return command_plain(a, without_links(a, s, n));
}

/* " word word " of a whole mail: command_plain() takes a few pages only. */
static const char *
plain_mail(struct arena *a, const char *text)
{
	struct buf b;
	const char *r, *nl, *line;

	buf_init(&b, CUT_BYTES);
	buf_addc(&b, ' ');
	for (; *text != '\0'; text = *nl != '\0' ? nl + 1 : nl) {
		nl = text + strcspn(text, "\n");
		line = plain(a, text, (size_t)(nl - text));
		if (*line != '\0')
			buf_addf(&b, "%s ", line);
	}
	r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return r;
}

static size_t
count_words(const char *plain)
{
	size_t n = *plain != '\0';

	for (; *plain != '\0'; plain++)
		n += *plain == ' ';
	return n;
}

/* Sets where it stands: behind the line before where it can. */
static void
place(struct arena *a, struct cut_line *x, const struct strs *ours,
    const struct cut_line *before)
{
	const char *line = plain(a, x->s, x->n), *key, *at;
	size_t i, start;

	x->mail = -1;
	x->blank = *line == '\0';
	x->words = count_words(line);
	if (x->blank)
		return;
	key = arena_printf(a, " %s ", line);
	for (i = 0; i < ours->n; i++) {
		bool same = before != NULL && before->mail == (int)i;

		start = same ? before->to - 1 : 0;
		at = strstr(ours->v[i] + start, key);
		if (at == NULL && start > 0)
			at = strstr(ours->v[i], key);
		if (at == NULL)
			continue;
		x->mail = (int)i;
		x->from = (size_t)(at - ours->v[i]);
		x->to = x->from + strlen(key);
		if (same)
			return; /* it goes on */
	}
}

static bool
goes_on(const struct cut_line *x, const struct cut_line *before)
{
	return x->mail >= 0 && x->mail == before->mail &&
	       x->from + 1 >= before->to &&
	       ((x->marked && before->marked) || x->from <= before->to + GAP);
}

/* How many lines from i on are a quote of one of our mails, 0 for none. What
 * says the same as a line of ours by chance (an office's name in a signature)
 * stands alone or in another order. */
static size_t
run_at(const struct cut_line *v, size_t n, size_t i)
{
	const struct cut_line *last = &v[i];
	size_t k, end = i, words = 0;
	bool marked = true;

	if (v[i].mail < 0)
		return 0;
	for (k = i; k < n; k++) {
		if (v[k].blank)
			continue;
		if (k > i && !goes_on(&v[k], last))
			break;
		last = &v[k];
		words += v[k].words;
		marked &= v[k].marked;
		end = k + 1;
	}
	return marked || (words >= WORDS && end > i + 1) ? end - i : 0;
}

static size_t
split(struct arena *a, const char *cut, const struct strs *ours,
    struct cut_line **v_r)
{
	const struct cut_line *before = NULL;
	struct cut_line *v;
	const char *s, *nl;
	size_t n = 1, i;

	for (s = cut; *s != '\0'; s++)
		n += *s == '\n';
	*v_r = v = arena_array(a, n, sizeof(*v));
	for (i = 0, s = cut; *s != '\0'; s = *nl != '\0' ? nl + 1 : nl, i++) {
		nl = s + strcspn(s, "\n");
		v[i] = (struct cut_line){ .s = s,
			.n = (size_t)(nl - s),
			.marked = s[strspn(s, " \t")] == '>' };
		place(a, &v[i], ours, before);
		if (!v[i].blank)
			before = &v[i];
	}
	return i;
}

const char *
officer_cut(struct arena *a, const char *cut, const struct strs *texts)
{
	const char **mails = arena_array(a, texts->n + 1, sizeof(*mails));
	struct strs ours = { mails, texts->n };
	struct cut_line *v;
	const char *r;
	struct buf b;
	size_t i, k, n, run, said;

	for (i = 0; i < texts->n; i++)
		mails[i] = plain_mail(a, texts->v[i]);
	n = split(a, cut, &ours, &v);
	buf_init(&b, CUT_BYTES);
	for (i = 0; i<n; i += run> 0 ? run : 1) {
		run = run_at(v, n, i);
		if (run == 0) {
			buf_addf(&b, "%.*s\n", (int)v[i].n, v[i].s);
			continue;
		}
		for (said = 0, k = i; k < i + run; k++)
			said += !v[k].blank;
		buf_addf(&b, "(kutipan pemberitahuan kami, %zu baris)\n", said);
	}
	r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return r;
}
