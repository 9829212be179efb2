/*
 * Reads files of labelled examples. It must never know what is learnt.
 */
#include <stdio.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "desk/lesson.h"

#define LESSON_MAX 65536

struct reader {
	const char *s, *end;
	int line;
};

static bool
take_line(struct reader *r, const char **s_r, size_t *n_r)
{
	const char *nl;

	if (r->s >= r->end)
		return false;
	nl = memchr(r->s, '\n', (size_t)(r->end - r->s));
	*s_r = r->s;
	*n_r = (size_t)((nl ? nl : r->end) - r->s);
	r->s = nl ? nl + 1 : r->end;
	r->line++;
	if (*n_r > 0 && (*s_r)[*n_r - 1] == '\r')
		(*n_r)--;
	return true;
}

static const char *
word_at(struct arena *a, const char **s)
{
	const char *w;
	size_t n;

	*s += strspn(*s, " \t");
	n = strcspn(*s, " \t");
	w = arena_strn(a, *s, n);
	*s += n;
	return strcmp(w, "-") == 0 ? "" : w;
}

static enum err
parse_head(struct arena *a, struct lesson *l, const char *path,
    const char *head, struct why *w)
{
	const char *s = head + 1;
	bool ok = kind_parse(word_at(a, &s), &l->kind);

	ok = topic_parse(word_at(a, &s), &l->topic) && ok;
	l->language = word_at(a, &s);
	l->complete = word_at(a, &s);
	l->tags = s + strspn(s, " ");
	if (!ok || l->kind == KIND_NONE || l->kind == KIND_RAGU)
		return why_set(w, ERR_ITEM,
		    "%s:%d: expected \"= kind topic language complete\"", path,
		    l->line);
	return OK;
}

static void
push(struct arena *a, struct lessons *l, const struct lesson *one)
{
	struct lesson *v;

	/* doubled at powers of two; the arena frees the old ones */
	if ((l->n & (l->n - 1)) == 0) {
		v = arena_array(a, l->n ? 2 * l->n : 1, sizeof(*v));
		if (l->n > 0)
			memcpy(v, l->v, l->n * sizeof(*v));
		l->v = v;
	}
	l->v[l->n++] = *one;
}

/* The text up to the next head, which is left for the next call. */
static const char *
take_text(struct arena *a, struct reader *r)
{
	struct reader before = *r;
	const char *s;
	struct buf b;
	size_t n;
	char *text;

	buf_init(&b, LESSON_MAX);
	while (take_line(r, &s, &n)) {
		if (n >= 2 && memcmp(s, "= ", 2) == 0) {
			*r = before;
			break;
		}
		before = *r;
		buf_add(&b, s, n);
		buf_addc(&b, '\n');
	}
	while (b.len > 0 && b.s[b.len - 1] == '\n')
		buf_cut(&b, b.len - 1);
	text = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return text;
}

enum err
lessons_add(struct arena *a, struct lessons *l, const char *path,
    const char *text, size_t n, struct why *w)
{
	struct reader r = { text, text + n, 0 };
	struct lesson one;
	const char *s;
	size_t len;
	enum err e;

	if (!text_is_utf8(text, n))
		return why_set(w, ERR_ITEM, "%s: not UTF-8", path);
	while (take_line(&r, &s, &len)) {
		if (len == 0 || *s == '#')
			continue;
		one = (struct lesson){ .line = r.line, .subject = "" };
		e = parse_head(a, &one, path, arena_strn(a, s, len), w);
		if (e != OK)
			return e;
		if (take_line(&r, &s, &len))
			one.subject = arena_strn(a, s, len);
		one.text = take_text(a, &r);
		push(a, l, &one);
	}
	return OK;
}

static const char *
or_dash(const char *s)
{
	return s != NULL && *s != '\0' ? s : "-";
}

void
lessons_print(const struct lessons *l, struct buf *b)
{
	const struct lesson *one;
	const char *p;
	size_t i;

	for (i = 0; i < l->n; i++) {
		one = &l->v[i];
		buf_addf(b, "= %s %s %s %s\n", kind_word(one->kind),
		    or_dash(topic_word(one->topic)), or_dash(one->language),
		    or_dash(one->complete));
		for (p = one->subject; *p != '\0'; p++)
			buf_addc(b, *p == '\n' ? ' ' : *p);
		/* a line of the text must not look like the next head */
		for (buf_addc(b, '\n'), p = one->text; *p != '\0'; p++)
			if (*p != '=' || p[1] != ' ' ||
			    (p > one->text && p[-1] != '\n'))
				buf_addc(b, *p);
		buf_adds(b, "\n\n");
	}
}
