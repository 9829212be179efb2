/*
 * Answers that an officer wrote into the quote and set off by colour: what
 * was in the mail that we sent is known, what he added is marked. Both must
 * agree on every line, else nothing is taken. Must never guess.
 */
#include <stdio.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "desk/answer_priv.h"
#include "mail/html_look.h"
#include "mail/html_tok.h"

#define MAX_OPEN 200
#define MAX_LINES 3000
#define LINE_BYTES 20000
#define ATTR_BYTES 8192
#define HTML_BYTES (2u << 20)
#define BEGIN_LETTERS 12 /* of a line that can only be ours */
#define QUESTION_LINES 6 /* of the citizen's, above one answer */
#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

/* One line as a reader sees it. */
struct seen {
	const char *letters; /* of all of it */
	const char *text;    /* all of it */
	const char *marked;  /* what stands out */
	const char *rest;    /* letters of what does not */
	bool quoted;         /* in a blockquote */
};

struct page {
	struct seen *v;
	size_t n;
	bool whole; /* nothing was too long */
};

struct open {
	char name[16];
	bool tinted, lit, bold, hidden, quotes;
};

struct reader {
	struct arena *a;
	struct page *page;
	struct buf all, marked, rest, attr;
	struct open open[MAX_OPEN];
	size_t nopen;
	bool over;
};

static bool
is_one_of(const char *name, const char *const *v, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(name, v[i]) == 0)
			return true;
	return false;
}

static bool
breaks_line(const char *name)
{
	static const char *const names[] = { "p", "div", "br", "tr", "td", "th",
		"li", "ul", "ol", "table", "tbody", "blockquote", "h1", "h2",
		"h3", "h4", "h5", "h6", "hr", "pre", "body", "center",
		"section", "dd", "dt", "dl" };

	return is_one_of(name, names, COUNT(names));
}

static bool
is_void(const char *name)
{
	static const char *const names[] = { "br", "hr", "img", "meta", "link",
		"input", "col", "wbr", "base", "area" };

	return is_one_of(name, names, COUNT(names));
}

static bool
is_strong(const char *name)
{
	static const char *const names[] = { "b", "strong", "i", "em", "u",
		"mark" };

	return is_one_of(name, names, COUNT(names));
}

static void
end_line(struct reader *r)
{
	struct seen *x = &r->page->v[r->page->n];
	size_t i;

	if (r->all.len == 0)
		return;
	if (r->page->n == MAX_LINES || r->all.over)
		r->over = true;
	if (r->over)
		return;
	*x = (struct seen){
		.text = answer_squeezed(r->a, r->all.s),
		.letters = answer_letters(r->a, r->all.s, r->all.len),
		.marked = answer_squeezed(r->a, r->marked.s),
		.rest = answer_letters(r->a, r->rest.s, r->rest.len),
	};
	for (i = 0; i < r->nopen; i++)
		x->quoted |= r->open[i].quotes;
	/* a blank line parts paragraphs; white space in the source is none */
	if (*x->letters != '\0' || strstr(r->all.s, "\xc2\xa0") != NULL)
		r->page->n++;
	buf_reset(&r->all);
	buf_reset(&r->marked);
	buf_reset(&r->rest);
}

static void
open_tag(struct reader *r, const struct html_token *t)
{
	struct open *o = &r->open[r->nopen];
	struct html_look l;

	if (breaks_line(t->name))
		end_line(r);
	if (is_void(t->name))
		return;
	if (r->nopen == MAX_OPEN) {
		r->over = true;
		return;
	}
	if (r->nopen > 0)
		*o = o[-1];
	else
		*o = (struct open){ .name = "" };
	memcpy(o->name, t->name, sizeof(o->name));
	l = html_look_at(t, &r->attr);
	if (l.letters != LETTERS_SAME)
		o->tinted = l.letters == LETTERS_TINTED;
	o->lit |= l.lit;
	o->bold |= l.bold || is_strong(t->name);
	o->hidden |= l.hidden || (l.white && !l.dark);
	o->quotes = strcmp(t->name, "blockquote") == 0;
	r->nopen++;
}

static void
close_tag(struct reader *r, const struct html_token *t)
{
	size_t i;

	if (breaks_line(t->name))
		end_line(r);
	for (i = r->nopen; i > 0; i--)
		if (strcmp(r->open[i - 1].name, t->name) == 0) {
			r->nopen = i - 1;
			return;
		}
}

static void
add_text(struct reader *r, const struct html_token *t)
{
	const struct open *o = r->nopen > 0 ? &r->open[r->nopen - 1] : NULL;

	if (o != NULL && o->hidden)
		return;
	html_add_decoded(&r->all, t->p, t->n);
	if (o != NULL && (o->tinted || o->lit || o->bold))
		html_add_decoded(&r->marked, t->p, t->n);
	else
		html_add_decoded(&r->rest, t->p, t->n);
}

static void
read_page(struct arena *a, const struct msg *m, struct page *p)
{
	struct reader *r = arena_alloc(a, sizeof(*r));
	struct html_tok tok;
	struct html_token t;
	struct buf html;

	*p = (struct page){ .v = arena_array(a, MAX_LINES + 1, sizeof(*p->v)) };
	r->a = a;
	r->page = p;
	buf_init(&html, HTML_BYTES);
	buf_init(&r->all, LINE_BYTES);
	buf_init(&r->marked, LINE_BYTES);
	buf_init(&r->rest, LINE_BYTES);
	buf_init(&r->attr, ATTR_BYTES);
	answer_html_part(m, &html);
	html_tok_init(&tok, html.s, html.len);
	while (!r->over && html_tok_next(&tok, &t))
		if (t.kind == HTML_TEXT)
			add_text(r, &t);
		else if (t.kind == HTML_OPEN)
			open_tag(r, &t);
		else if (t.kind == HTML_CLOSE)
			close_tag(r, &t);
	end_line(r);
	p->whole = !r->over;
	buf_free(&html);
	buf_free(&r->all);
	buf_free(&r->marked);
	buf_free(&r->rest);
	buf_free(&r->attr);
}

/* The line of what we sent that has these letters. */
static const struct seen *
find(const struct page *sent, const char *letters)
{
	size_t i;

	for (i = 0; *letters != '\0' && i < sent->n; i++)
		if (strcmp(sent->v[i].letters, letters) == 0)
			return &sent->v[i];
	return NULL;
}

struct weaving {
	struct arena *a;
	const struct page *sent, *page;
	struct buf out;
	const char *above; /* letters of what he wrote above the quote */
	size_t question;   /* first line of the paragraph above, SIZE_MAX */
	bool begun;        /* in the quote */
	bool strange;      /* a line that neither he marked nor we sent */
	bool sure;
	size_t answers;
};

static void
add_question(struct weaving *w, size_t end)
{
	size_t i, from = w->question;

	if (from == SIZE_MAX)
		return;
	if (end - from > QUESTION_LINES)
		from = end - QUESTION_LINES;
	buf_addc(&w->out, '\n');
	for (i = from; i < end; i++) {
		const struct seen *s = find(w->sent, w->page->v[i].letters);

		/* of a line that he wrote on in, what was there before */
		if (s == NULL)
			s = find(w->sent, w->page->v[i].rest);
		if (s != NULL)
			buf_addf(&w->out, "> %s\n", s->text);
	}
	buf_addc(&w->out, '\n');
	w->question = SIZE_MAX;
}

static void
add_answer(struct weaving *w, const struct seen *x)
{
	const char *letters = answer_letters(
	    w->a, x->marked, strlen(x->marked));

	/* commands stand above the quote alone */
	if (strchr("#>", *x->marked) != NULL)
		w->sure = false;
	if (strstr(w->above, letters) != NULL && *w->above != '\0')
		return; /* it was read there already */
	buf_addf(&w->out, "%s\n", x->marked);
	w->answers++;
}

static void
take_known(struct weaving *w, size_t i, const struct seen *s)
{
	w->sure &= !w->strange; /* between what we sent: whose is it? */
	/* "Kepada: Petugas" of the program's own fields is not it yet */
	w->begun |= strlen(s->letters) >= BEGIN_LETTERS;
	if (!s->quoted)
		w->question = SIZE_MAX;
	else if (w->question == SIZE_MAX)
		w->question = i;
}

static void
take_line(struct weaving *w, size_t i)
{
	const struct seen *x = &w->page->v[i], *s = find(w->sent, x->letters);

	if (*x->letters == '\0') {
		if (i + 1 < w->page->n &&
		    find(w->sent, w->page->v[i + 1].letters) != NULL)
			w->question = SIZE_MAX; /* the paragraph ends */
		return;
	}
	if (s != NULL) {
		take_known(w, i, s);
		return;
	}
	s = w->begun ? find(w->sent, x->rest) : NULL;
	if (*x->marked == '\0' || (*x->rest != '\0' && s == NULL)) {
		w->strange |= w->begun;
		return;
	}
	if (s != NULL)
		take_known(w, i, s);
	if (!w->begun)
		return;
	add_question(w, i + (s != NULL));
	add_answer(w, x);
}

const char *
answer_marked(struct arena *a, const struct msg *m, const struct msg *sent)
{
	struct page page, known;
	struct weaving w = { .a = a, .sent = &known, .page = &page };
	const char *s = NULL;
	size_t i;

	if (strstr(m->reply_text, "\n>") != NULL || *m->reply_text == '>')
		return NULL; /* quote signs tell it already */
	read_page(a, sent, &known);
	read_page(a, m, &page);
	if (!page.whole || !known.whole)
		return NULL;
	w.above = answer_letters(a, m->reply_text, strlen(m->reply_text));
	w.question = SIZE_MAX;
	w.sure = true;
	buf_init(&w.out, HTML_BYTES);
	buf_addf(&w.out, "%s\n", m->reply_text);
	for (i = 0; i < page.n; i++)
		take_line(&w, i);
	if (w.sure && w.answers > 0 && !w.out.over)
		s = arena_strn(a, w.out.s, w.out.len - 1);
	buf_free(&w.out);
	return s;
}
