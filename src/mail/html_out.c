/*
 * Lays text out in lines. Knows white space, quote signs and table rows; no
 * element and no style.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "mail/html_out.h"
#include "mail/html_tok.h"

#define MAX_ENDS 3    /* two blank lines at most */
#define MAX_QUOTE 20  /* "> " signs written */
#define MAX_INDENT 16 /* columns written */

void
html_out_init(struct html_out *o, struct buf *b)
{
	*o = (struct html_out){ .b = b, .start = b->len, .gap = ' ' };
}

static void
put(struct html_out *o, const char *s, size_t n)
{
	if (o->cut || n > o->b->max - o->b->len)
		o->cut = true;
	else
		buf_add(o->b, s, n);
}

static void
put_signs(struct html_out *o, unsigned depth)
{
	unsigned i;

	for (i = 0; i < depth && i < MAX_QUOTE; i++)
		put(o, "> ", 2);
}

static void
trim_line(struct html_out *o)
{
	while (o->b->len > o->start && o->b->s[o->b->len - 1] == ' ')
		buf_cut(o->b, o->b->len - 1);
}

/* The line ends and signs that were asked for, now that text comes. */
static void
open_line(struct html_out *o)
{
	unsigned i, both = o->quote < o->was ? o->quote : o->was;

	if (o->in_line && o->ends == 0)
		return;
	if (o->b->len == o->start)
		o->ends = 0;
	for (i = 0; i < o->ends; i++) {
		trim_line(o);
		put(o, "\n", 1);
		if (i + 1 < o->ends)
			put_signs(o, both);
	}
	trim_line(o);
	put_signs(o, o->quote);
	o->was = o->quote;
	for (i = 0; i < o->indent && i < MAX_INDENT; i++)
		put(o, " ", 1);
	o->ends = 0;
	o->space = false;
	o->gap = ' ';
	o->in_line = true;
}

void
html_out_break(struct html_out *o, unsigned n)
{
	if (o->blank) {
		o->blank = false;
		if (!o->in_line || o->ends > 0)
			html_out_br(o);
	}
	if (o->fresh_cell)
		return;
	if (o->ends < n)
		o->ends = n;
	o->space = false;
}

void
html_out_br(struct html_out *o)
{
	o->blank = false;
	o->fresh_cell = false;
	if (o->ends < MAX_ENDS)
		o->ends++;
	o->space = false;
}

static void
before_text(struct html_out *o)
{
	if (!o->in_line || o->ends > 0)
		open_line(o);
	else if (o->space)
		put(o, &o->gap, 1);
	o->space = o->blank = o->fresh_cell = false;
	o->gap = ' ';
	o->row_text = true;
}

static void
want_space(struct html_out *o)
{
	if (o->in_line && o->ends == 0)
		o->space = true;
}

/* A hard space: sets words apart, and a line of it alone is a blank line. */
static void
hard_space(struct html_out *o)
{
	if (o->in_line && o->ends == 0)
		o->space = true;
	else
		o->blank = true;
}

static void
white(struct html_out *o, char c)
{
	if (o->pre == 0) {
		want_space(o);
	} else if (c == '\n') {
		html_out_br(o);
	} else if (c == ' ' || c == '\t') {
		before_text(o);
		put(o, &c, 1);
	}
}

/* White space, hard spaces and characters without width; 0 for text. */
static size_t
special(struct html_out *o, const char *p, size_t n)
{
	const unsigned char *u = (const unsigned char *)p;

	if (u[0] <= ' ' || u[0] == 0x7f) {
		if (u[0] == ' ' || (u[0] >= '\t' && u[0] <= '\r'))
			white(o, *p);
		return 1;
	}
	if (n >= 2 && u[0] == 0xc2) {
		if (u[1] == 0xa0)
			hard_space(o);
		return u[1] == 0xa0 || u[1] == 0xad || u[1] < 0xa0 ? 2 : 0;
	}
	if (n >= 3 && u[0] == 0xe2 && u[1] == 0x80 && u[2] <= 0x8b) {
		if (u[2] < 0x8b)
			want_space(o);
		return 3;
	}
	if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		return 3;
	return 0;
}

static void
put_run(struct html_out *o, const char *p, size_t n)
{
	size_t i, len;

	for (i = 0; i < n && !o->cut; i += len) {
		if ((len = special(o, p + i, n - i)) > 0)
			continue;
		for (len = 0; i + len < n; len++) {
			unsigned char c = (unsigned char)p[i + len];

			if (c <= ' ' || c == 0x7f ||
			    (len > 0 && (c == 0xc2 || c == 0xe2 || c == 0xef)))
				break;
		}
		before_text(o);
		put(o, p + i, len);
	}
}

void
html_out_str(struct html_out *o, const char *s)
{
	put_run(o, s, strlen(s));
}

void
html_out_text(struct html_out *o, const char *p, size_t n)
{
	const char *amp;
	struct buf one;
	size_t len;
	unsigned u;

	while (n > 0 && !o->cut) {
		amp = memchr(p, '&', n);
		len = amp ? (size_t)(amp - p) : n;
		put_run(o, p, len);
		p += len;
		n -= len;
		if (n == 0)
			break;
		if ((len = html_entity(p, n, &u)) > 0) {
			buf_init(&one, 4);
			text_add_utf8(&one, u);
			put_run(o, one.s, one.len);
			buf_free(&one);
		} else {
			len = 1;
			put_run(o, p, 1);
		}
		p += len;
		n -= len;
	}
}

void
html_out_mark(struct html_out *o, char mark)
{
	unsigned ends = o->ends > 1 ? o->ends : 1;

	html_out_break(o, 1);
	if (o->b->len > o->start)
		put(o, "\n", 1);
	put(o, &mark, 1);
	o->in_line = false;
	o->ends = ends;
	o->blank = o->space = false;
}

void
html_out_row(struct html_out *o)
{
	html_out_break(o, 1);
	if (o->row_text)
		o->ends = 1; /* paragraphs in cells set no rows apart */
	o->row_text = false;
}

void
html_out_cell(struct html_out *o)
{
	if (o->row_text) {
		o->gap = o->b->len > o->start && o->b->s[o->b->len - 1] == ':'
			     ? ' '
			     : '\t';
		o->space = true;
		o->ends = 0;
	}
	o->fresh_cell = true;
	o->blank = false;
}

void
html_out_finish(struct html_out *o)
{
	trim_line(o);
	if (o->b->len > o->start)
		put(o, "\n", 1);
}
