/*
 * HTML as a person reads it: which elements break lines, quote, hide or link.
 * Knows nothing of mails but the elements that mail clients mark quotes with.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/text.h"
#include "mail/html.h"
#include "mail/html_look.h"
#include "mail/html_out.h"
#include "mail/html_tok.h"

#define MAX_OPEN 200   /* elements open at once that are looked after */
#define MAX_ATTR 65536 /* bytes of an attribute's value that are read */

enum {
	E_INLINE = 1, /* breaks no line */
	E_BLOCK = 2,  /* stands on lines of its own */
	E_PARA = 4,   /* and has room above and below */
	E_CELL = 8,   /* ends what was left open inside it */
	E_VOID = 16,  /* has no content */
	E_LIST = 32,
	E_KEEP = 64 /* needs to be looked after although inline */
};

enum {
	T_A,
	T_B,
	T_BLOCKQUOTE,
	T_BODY,
	T_BR,
	T_DIV,
	T_FONT,
	T_HR,
	T_IMG,
	T_LI,
	T_OL,
	T_P,
	T_PRE,
	T_SPAN,
	T_TABLE,
	T_TD,
	T_TH,
	T_TR,
	T_UL,
	T_OTHER
};

/* Sorted by name. */
static const struct element {
	const char *name;
	int id, flags;
} elements[] = {
	{ "a", T_A, E_INLINE | E_KEEP },
	{ "address", T_OTHER, E_BLOCK },
	{ "article", T_OTHER, E_BLOCK },
	{ "aside", T_OTHER, E_BLOCK },
	{ "b", T_B, E_INLINE },
	{ "blockquote", T_BLOCKQUOTE, E_BLOCK | E_PARA },
	{ "body", T_BODY, E_BLOCK },
	{ "br", T_BR, E_VOID },
	{ "caption", T_OTHER, E_BLOCK },
	{ "center", T_OTHER, E_BLOCK },
	{ "dd", T_OTHER, E_BLOCK },
	{ "dir", T_UL, E_BLOCK | E_LIST },
	{ "div", T_DIV, E_BLOCK },
	{ "dl", T_OTHER, E_BLOCK },
	{ "dt", T_OTHER, E_BLOCK },
	{ "em", T_B, E_INLINE },
	{ "fieldset", T_OTHER, E_BLOCK },
	{ "figure", T_OTHER, E_BLOCK },
	{ "font", T_FONT, E_INLINE | E_KEEP },
	{ "footer", T_OTHER, E_BLOCK },
	{ "form", T_OTHER, E_BLOCK },
	{ "h1", T_OTHER, E_BLOCK | E_PARA },
	{ "h2", T_OTHER, E_BLOCK | E_PARA },
	{ "h3", T_OTHER, E_BLOCK | E_PARA },
	{ "h4", T_OTHER, E_BLOCK | E_PARA },
	{ "h5", T_OTHER, E_BLOCK | E_PARA },
	{ "h6", T_OTHER, E_BLOCK | E_PARA },
	{ "header", T_OTHER, E_BLOCK },
	{ "hr", T_HR, E_VOID },
	{ "i", T_B, E_INLINE },
	{ "img", T_IMG, E_VOID },
	{ "li", T_LI, E_BLOCK },
	{ "main", T_OTHER, E_BLOCK },
	{ "menu", T_UL, E_BLOCK | E_LIST },
	{ "nav", T_OTHER, E_BLOCK },
	{ "ol", T_OL, E_BLOCK | E_LIST },
	{ "option", T_OTHER, E_BLOCK },
	{ "p", T_P, E_BLOCK | E_PARA },
	{ "pre", T_PRE, E_BLOCK | E_PARA },
	{ "section", T_OTHER, E_BLOCK },
	{ "span", T_SPAN, E_INLINE | E_KEEP },
	{ "strong", T_B, E_INLINE },
	{ "table", T_TABLE, E_BLOCK | E_CELL },
	{ "td", T_TD, E_CELL },
	{ "th", T_TH, E_CELL },
	{ "tr", T_TR, E_BLOCK },
	{ "u", T_B, E_INLINE },
	{ "ul", T_UL, E_BLOCK | E_LIST },
};

/* An element that is open. */
struct open {
	const struct element *e;
	char name[16];
	bool hides, quotes, pre, lists, dark, signs;
	int count; /* items of a list so far */
};

struct page {
	struct html_out out;
	struct open open[MAX_OPEN];
	unsigned nopen, over; /* over: open beyond MAX_OPEN */
	unsigned hidden, lists;
	bool marks;  /* marks are wanted */
	bool styled; /* a style sheet may colour what we take for white */
	struct buf attr, href; /* href: of the link that is open */
	size_t link_at;        /* where its words begin */
};

static int
by_name(const void *a, const void *b)
{
	const struct element *e = b;
	const char *name = a;

	return strcmp(name, e->name);
}

static const struct element *
element(const char *name)
{
	return bsearch(name, elements, sizeof(elements) / sizeof(elements[0]),
	    sizeof(elements[0]), by_name);
}

static void
mark(struct page *p, enum html_mark m)
{
	if (p->marks && p->hidden == 0)
		html_out_mark(&p->out, (char)m);
}

/* Where mail clients say what is quoted: parts of class and id. */
static const struct hint {
	const char *word;
	bool whole; /* the attribute is just this */
	enum html_mark mark;
} hints[] = {
	{ "gmail_quote", false, MARK_ATTRIBUTION },
	{ "gmail_attr", false, MARK_ATTRIBUTION },
	{ "moz-cite-prefix", false, MARK_ATTRIBUTION },
	{ "protonmail_quote", false, MARK_ATTRIBUTION },
	{ "divRplyFwdMsg", false, MARK_REST },
	{ "yahoo_quoted", false, MARK_REST },
	{ "OLK_SRC_BODY_SECTION", false, MARK_REST },
	{ "moz-forward-container", false, MARK_REST },
	{ "ms-outlook-mobile-reference-message", false, MARK_REST_MAYBE },
	{ "mail-editor-reference-message-container", false, MARK_REST_MAYBE },
	{ "appendonsend", false, MARK_REST_MAYBE },
	{ "stopSpelling", false, MARK_REST_MAYBE },
	{ "zwchr", true, MARK_REST_MAYBE },
	{ "gmail_signature", false, MARK_SIGNATURE },
	{ "moz-signature", false, MARK_SIGNATURE },
	{ "AppleMailSignature", false, MARK_SIGNATURE },
	{ "ms-outlook-mobile-signature", false, MARK_SIGNATURE },
	{ "protonmail_signature_block", false, MARK_SIGNATURE },
	{ "k9mail-signature", false, MARK_SIGNATURE },
	{ "lineBreakAtBeginningOfSignature", false, MARK_SIGNATURE },
	{ "signature", true, MARK_SIGNATURE },
	{ "x_signature", true, MARK_SIGNATURE },
};

/* strcasestr(3) prepares for long texts; these are a few bytes. */
static bool
holds(const char *s, const char *word)
{
	size_t len = strlen(word);
	int first = word[0] | 0x20;

	for (; *s != '\0'; s++)
		if ((*s | 0x20) == first && strncasecmp(s, word, len) == 0)
			return true;
	return false;
}

static enum html_mark
hint_of(const char *value)
{
	size_t i;

	for (i = 0; i < sizeof(hints) / sizeof(hints[0]); i++)
		if (hints[i].whole ? text_ieq(value, hints[i].word)
				   : holds(value, hints[i].word))
			return hints[i].mark;
	return 0;
}

/* The mark that the element stands for, 0 for none. */
static enum html_mark
hint(struct page *p, const struct html_token *t, const struct html_look *l)
{
	enum html_mark m = 0;

	if (!p->marks || t->n < 4 || strcmp(t->name, "blockquote") == 0)
		return 0;
	if (html_attr(t, "id", &p->attr))
		m = hint_of(p->attr.s);
	if (m == 0 && html_attr(t, "class", &p->attr))
		m = hint_of(p->attr.s);
	if (m == 0 && l->ruled && strcmp(t->name, "div") == 0)
		m = MARK_REST_MAYBE;
	return m;
}

static bool
is_quote(struct page *p, const struct html_token *t, const struct html_look *l)
{
	if (strcmp(t->name, "blockquote") != 0)
		return false;
	if (html_attr(t, "type", &p->attr) && text_ieq(p->attr.s, "cite"))
		return true;
	if (html_attr(t, "class", &p->attr))
		return text_istr(p->attr.s, "indent") == NULL;
	return !l->indented;
}

/* Letters that cannot be told from the paper. */
static bool
is_white_on_white(const struct page *p, const struct html_look *l)
{
	if (!l->white || l->dark)
		return false;
	if (l->paper)
		return true;
	if (p->styled)
		return false;
	return p->nopen == 0 || !p->open[p->nopen - 1].dark;
}

static void
push(struct page *p, const struct element *e, const struct html_token *t,
    const struct html_look *l)
{
	const struct open *up = p->nopen ? &p->open[p->nopen - 1] : NULL;
	struct open *o;

	if (p->nopen == MAX_OPEN) {
		p->over++;
		return;
	}
	o = &p->open[p->nopen];
	*o = (struct open){ .e = e };
	memcpy(o->name, t->name, sizeof(o->name));
	o->dark = l->paper ? l->dark : up && up->dark;
	o->hides = l->hidden || is_white_on_white(p, l);
	o->quotes = is_quote(p, t, l);
	o->pre = e->id == T_PRE;
	o->lists = (e->flags & E_LIST) != 0;
	p->hidden += o->hides;
	p->out.quote += o->quotes;
	p->out.pre += o->pre;
	p->lists += o->lists;
	if (o->lists && p->lists > 1)
		p->out.indent += 2;
	p->nopen++;
}

/* A link is said in full where its words do not say it already. */
static bool
says_more(const char *words, size_t n, const char *href)
{
	size_t len;

	if (strncasecmp(href, "http://", 7) == 0)
		href += 7;
	else if (strncasecmp(href, "https://", 8) == 0)
		href += 8;
	else if (strncasecmp(href, "mailto:", 7) == 0)
		href += 7;
	else
		return false; /* tel:, cid:, #top, javascript: */
	len = strcspn(href, "?");
	if (strchr(href, '@') == NULL)
		len = strlen(href);
	while (len > 0 && href[len - 1] == '/')
		len--;
	if (len == 0 || n == 0)
		return false;
	return memmem(words, n, href, len) == NULL;
}

static void
close_link(struct page *p)
{
	const char *words = p->out.b->s + p->link_at;
	size_t n = p->out.b->len - p->link_at;
	const char *href = p->href.s;

	if (p->href.len == 0)
		return;
	if (p->hidden == 0 && n <= MAX_ATTR && says_more(words, n, href)) {
		if (strncasecmp(href, "mailto:", 7) == 0)
			href += 7;
		p->out.space = true;
		html_out_str(&p->out, "<");
		html_out_str(&p->out, href);
		html_out_str(&p->out, ">");
	}
	buf_reset(&p->href);
}

static void
pop(struct page *p)
{
	struct open *o = &p->open[--p->nopen];

	if (o->e->id == T_A)
		close_link(p);
	if (o->e->flags & E_BLOCK && p->hidden == 0)
		html_out_break(&p->out, o->e->flags & E_PARA ? 2 : 1);
	if (o->signs)
		mark(p, MARK_SIGNATURE_END);
	if (o->lists && p->lists > 1)
		p->out.indent -= 2;
	p->lists -= o->lists;
	p->out.quote -= o->quotes;
	p->out.pre -= o->pre;
	p->hidden -= o->hides;
}

/* Closes down to the nearest open element of that name; what begins a cell
 * of a table stops the search, as in browsers. */
static void
close_name(struct page *p, const char *name)
{
	unsigned i;

	if (p->over > 0) {
		p->over--;
		return;
	}
	for (i = p->nopen; i > 0; i--) {
		const struct open *o = &p->open[i - 1];

		if (strcmp(o->name, name) == 0)
			break;
		if (o->e->flags & E_CELL && strcmp(name, "table") != 0 &&
		    strcmp(name, "tr") != 0)
			return;
	}
	if (i == 0) {
		if (strcmp(name, "p") == 0)
			html_out_break(&p->out, 2);
		return;
	}
	/* </b> around a block closes no block */
	if (element(name)->flags & E_INLINE && i < p->nopen &&
	    !(p->open[p->nopen - 1].e->flags & E_INLINE))
		return;
	while (p->nopen >= i)
		pop(p);
}

/* What ends by itself where e begins: a paragraph, an item, a cell. */
static void
close_implied(struct page *p, const struct element *e)
{
	unsigned i;
	int id;

	if (p->over > 0)
		return;
	for (i = p->nopen; i > 0; i--) {
		const struct element *up = p->open[i - 1].e;

		id = up->id;
		if ((id == T_P && e->flags & E_BLOCK) ||
		    (id == T_LI && e->id == T_LI) ||
		    ((id == T_TD || id == T_TH) &&
			(e->flags & E_CELL || e->id == T_TR) &&
			e->id != T_TABLE) ||
		    (id == T_TR && e->id == T_TR))
			break;
		if (up->flags & (E_LIST | E_CELL) ||
		    (up->flags & E_BLOCK && e->id != T_LI && e->id != T_TR &&
			e->id != T_TD && e->id != T_TH))
			return;
	}
	while (i > 0 && p->nopen >= i)
		pop(p);
}

static void
open_image(struct page *p, const struct html_token *t)
{
	static const char *const sides[] = { "width", "height" };
	struct html_look l = html_look_at(t, &p->attr);
	size_t i, at;

	if (p->hidden > 0 || l.hidden)
		return;
	for (i = 0; i < 2; i++)
		if (html_attr(t, sides[i], &p->attr) &&
		    strtod(p->attr.s, NULL) <= 2 && p->attr.len > 0)
			return; /* counts who reads */
	if (!html_attr(t, "alt", &p->attr) || p->attr.len == 0)
		return;
	/* an emoji drawn as a picture is a letter */
	if (p->attr.len <= 16 && (unsigned char)p->attr.s[0] >= 0xe2) {
		html_out_str(&p->out, p->attr.s);
		return;
	}
	at = p->out.b->len;
	html_out_str(&p->out, "[");
	html_out_str(&p->out, p->attr.s);
	html_out_str(&p->out, "]");
	if (p->href.len > 0 && p->link_at == at)
		p->link_at = p->out.b->len; /* a picture is no words */
}

static void
open_item(struct page *p)
{
	char number[24];
	unsigned i;

	for (i = p->nopen; i > 0 && !p->open[i - 1].lists; i--)
		;
	if (i > 0 && p->open[i - 1].e->id == T_OL) {
		snprintf(number, sizeof(number), "%d.", ++p->open[i - 1].count);
		html_out_str(&p->out, number);
	} else {
		html_out_str(&p->out, "-");
	}
	p->out.space = true;
	p->out.fresh_cell = true; /* a paragraph in an item opens no line */
}

static void
open_void(struct page *p, const struct element *e, const struct html_token *t)
{
	if (e->id == T_IMG) {
		open_image(p, t);
	} else if (p->hidden == 0) {
		if (e->id == T_BR)
			html_out_br(&p->out);
		else
			html_out_break(&p->out, 1);
		if (e->id == T_HR && hint(p, t, &(struct html_look){ 0 }))
			mark(p, MARK_REST_MAYBE);
	}
}

/* How much room a block asks for above itself. */
static unsigned
room_above(struct page *p, const struct element *e, const struct html_token *t,
    const struct html_look *l)
{
	if (!(e->flags & E_PARA))
		return 1;
	/* Outlook's paragraphs are lines: its style sheet sets margin 0 */
	if (e->id == T_P && (l->tight || (html_attr(t, "class", &p->attr) &&
					     text_istr(p->attr.s, "Mso"))))
		return 1;
	return 2;
}

static const struct element tight_para = { "p", T_P, E_BLOCK };

static void
open_tag(struct page *p, const struct html_token *t)
{
	const struct element *e = element(t->name);
	struct html_look l;
	enum html_mark m;

	if (e == NULL) {
		p->styled |= strcmp(t->name, "style") == 0;
		return;
	}
	if (e->flags & E_VOID) {
		open_void(p, e, t);
		return;
	}
	close_implied(p, e);
	if (e->flags & E_INLINE && !(e->flags & E_KEEP))
		return;
	l = html_look_at(t, &p->attr);
	if (p->hidden == 0 && !l.hidden && e->flags & E_BLOCK) {
		unsigned above = room_above(p, e, t, &l);

		html_out_break(&p->out, above);
		if (e->id == T_P && above == 1)
			e = &tight_para;
	}
	m = p->hidden == 0 && !l.hidden ? hint(p, t, &l) : 0;
	if (m != 0)
		mark(p, m);
	if (p->hidden == 0 && (e->id == T_TD || e->id == T_TH))
		html_out_cell(&p->out);
	if (p->hidden == 0 && (e->id == T_TR || e->id == T_TABLE))
		html_out_row(&p->out);
	push(p, e, t, &l);
	if (p->nopen > 0 && p->over == 0)
		p->open[p->nopen - 1].signs = m == MARK_SIGNATURE;
	if (p->hidden > 0)
		return;
	if (e->id == T_LI)
		open_item(p);
	if (e->id == T_A && html_attr(t, "href", &p->href))
		p->link_at = p->out.b->len;
}

static void
close_tag(struct page *p, const struct html_token *t)
{
	const struct element *e = element(t->name);

	if (e == NULL || e->flags & E_VOID ||
	    (e->flags & E_INLINE && !(e->flags & E_KEEP)))
		return;
	close_name(p, t->name);
}

static bool
convert(struct buf *b, const char *html, size_t n, bool marks)
{
	struct page p = { .marks = marks };
	struct html_tok tok;
	struct html_token t;

	html_out_init(&p.out, b);
	buf_init(&p.attr, MAX_ATTR);
	buf_init(&p.href, MAX_ATTR);
	html_tok_init(&tok, html, n);
	while (!p.out.cut && html_tok_next(&tok, &t)) {
		if (t.kind == HTML_TEXT && p.hidden == 0)
			html_out_text(&p.out, t.p, t.n);
		else if (t.kind == HTML_OPEN)
			open_tag(&p, &t);
		else if (t.kind == HTML_CLOSE)
			close_tag(&p, &t);
	}
	while (p.nopen > 0)
		pop(&p);
	html_out_finish(&p.out);
	buf_free(&p.attr);
	buf_free(&p.href);
	return !p.out.cut;
}

bool
html_add_text(struct buf *b, const char *html, size_t n)
{
	return convert(b, html, n, false);
}

bool
html_add_marked(struct buf *b, const char *html, size_t n)
{
	return convert(b, html, n, true);
}
