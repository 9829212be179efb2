/*
 * Rebuilds an officer's HTML from a short whitelist, line by line, as far as
 * the lines hold the words of the answer. Whatever is not in those words is
 * never copied, so nothing quoted, hidden or tracked can come through.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "desk/answer_priv.h"
#include "mail/html_look.h"
#include "mail/html_tok.h"

#define OUT_BYTES (1u << 20)
#define MAX_OPEN 200
#define MAX_EVENTS 4000 /* of one line */
#define ATTR_BYTES 8192
#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

enum tag {
	TAG_NONE,  /* breaks no line, leaves nothing */
	TAG_BREAK, /* ends a line */
	TAG_PARA,  /* and leaves room */
	TAG_BR,
	TAG_IMG,
	TAG_SKIP, /* what is in it never shows */
	TAG_A,
	TAG_INLINE,
	TAG_BLOCK,
	TAG_ITEM,
	TAG_LIST,
	TAG_ROW,
	TAG_CELL
};

static const struct {
	const char *name, *as;
	enum tag tag;
} tags[] = {
	{ "a", "a", TAG_A },
	{ "b", "b", TAG_INLINE },
	{ "strong", "strong", TAG_INLINE },
	{ "i", "i", TAG_INLINE },
	{ "em", "em", TAG_INLINE },
	{ "u", "u", TAG_INLINE },
	{ "ul", "ul", TAG_LIST },
	{ "ol", "ol", TAG_LIST },
	{ "li", "li", TAG_ITEM },
	{ "blockquote", "blockquote", TAG_BLOCK },
	{ "table", "table", TAG_BLOCK },
	{ "tr", "tr", TAG_ROW },
	{ "td", "td", TAG_CELL },
	{ "th", "th", TAG_CELL },
	{ "br", "", TAG_BR },
	{ "img", "", TAG_IMG },
	{ "p", "", TAG_PARA },
	{ "h1", "", TAG_PARA },
	{ "h2", "", TAG_PARA },
	{ "h3", "", TAG_PARA },
	{ "h4", "", TAG_PARA },
	{ "h5", "", TAG_PARA },
	{ "h6", "", TAG_PARA },
	{ "hr", "", TAG_BREAK },
	{ "div", "", TAG_BREAK },
	{ "pre", "", TAG_BREAK },
	{ "body", "", TAG_BREAK },
	{ "center", "", TAG_BREAK },
	{ "section", "", TAG_BREAK },
	{ "article", "", TAG_BREAK },
	{ "address", "", TAG_BREAK },
	{ "header", "", TAG_BREAK },
	{ "footer", "", TAG_BREAK },
	{ "dl", "", TAG_BREAK },
	{ "dt", "", TAG_BREAK },
	{ "dd", "", TAG_BREAK },
	{ "caption", "", TAG_BREAK },
	{ "tbody", "", TAG_BREAK },
	{ "thead", "", TAG_BREAK },
	{ "head", "", TAG_SKIP },
	{ "select", "", TAG_SKIP },
	{ "button", "", TAG_SKIP },
	{ "textarea", "", TAG_SKIP },
	{ "object", "", TAG_SKIP },
};

/* An element that is open; only those that leave something. */
struct open {
	const char *name;
	enum tag tag;
	char *href; /* owned */
	bool written;
	bool lost;        /* words inside it were left out */
	bool cited;       /* the citizen's words are in it */
	unsigned empties; /* of a row: cells without words so far */
	int count;        /* of a list: items so far */
};

struct event {
	enum tag tag;
	bool close;
	const char *p; /* TAG_NONE: text as written */
	size_t n;
	const char *name;
	char *href; /* owned: link; of an image: its cid */
};

struct cutter {
	const struct answer_html *h;
	const char *k;        /* letters that are still to come */
	const char *letters0; /* all of them */
	const char *whose;    /* of each: 'q' where it is in a quote */
	bool unclear;         /* quote and answer stand in one */
	struct buf out, attr, letters;
	struct open open[MAX_OPEN];
	unsigned nopen, over;
	struct arena *a;
	struct event line[MAX_EVENTS];
	size_t n;
	unsigned hidden;
	unsigned want;  /* breaks before the next words */
	bool fresh;     /* a block was just opened or closed */
	bool begun;     /* words of the answer were found */
	bool strayed;   /* words that are not in it came since */
	bool formatted; /* something that plain text does not say */
	bool item;      /* the line begins an item of a numbered list */
	bool broken;
	char hide[16]; /* element that hides, and how deep it nests */
	unsigned nested;
};

static size_t
find_tag(const char *name)
{
	size_t i;

	for (i = 0; i < COUNT(tags) && strcmp(tags[i].name, name) != 0; i++)
		;
	return i;
}

static void
add_escaped(struct buf *b, const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] >= ' ')
			text_add_html(b, s + i, 1);
		else if (b->len > 0 && b->s[b->len - 1] != ' ')
			buf_addc(b, ' ');
}

static void
write_text(struct cutter *c, const char *p, size_t n)
{
	struct buf t;

	buf_init(&t, n * 4 + 16);
	html_add_decoded(&t, p, n);
	add_escaped(&c->out, t.s, t.len);
	buf_free(&t);
}

static void
write_open(struct cutter *c, struct open *o)
{
	unsigned i;

	if (o->tag == TAG_A) {
		buf_adds(&c->out, "<a href=\"");
		add_escaped(&c->out, o->href, strlen(o->href));
		buf_adds(&c->out, "\">");
	} else {
		buf_addf(&c->out, "<%s>", o->name);
	}
	o->written = true;
	if (o->tag != TAG_A)
		c->formatted = true;
	if (o->tag != TAG_A && o->tag != TAG_INLINE) {
		c->fresh = true;
		c->want = 0;
	}
	for (i = 0; o->tag == TAG_ROW && i < o->empties; i++)
		buf_adds(&c->out, "<td></td>");
}

static void
before_words(struct cutter *c)
{
	unsigned i, block = 0;

	/* blocks first: a break belongs between them, not inside */
	for (i = 0; i < c->nopen; i++)
		if (!c->open[i].written && c->open[i].tag != TAG_A &&
		    c->open[i].tag != TAG_INLINE)
			block = i + 1;
	for (i = 0; i < block; i++)
		if (!c->open[i].written)
			write_open(c, &c->open[i]);
	if (c->begun && !c->fresh)
		for (i = 0; i < c->want && i < 2; i++)
			buf_adds(&c->out, "<br>\n");
	for (i = block; i < c->nopen; i++)
		if (!c->open[i].written)
			write_open(c, &c->open[i]);
	c->want = 0;
	c->fresh = false;
	c->begun = true;
}

static void
pop(struct cutter *c)
{
	struct open *o = &c->open[--c->nopen], *row;

	if (o->written) {
		buf_addf(&c->out, "</%s>", o->name);
		if (o->tag != TAG_A && o->tag != TAG_INLINE) {
			c->fresh = true;
			c->want = 0;
		}
		if (o->tag == TAG_ROW || o->tag == TAG_ITEM)
			buf_adds(&c->out, "\n");
	} else if (o->tag == TAG_CELL && !o->lost && c->nopen > 0 &&
		   c->open[c->nopen - 1].tag == TAG_ROW) {
		row = &c->open[c->nopen - 1];
		if (row->written)
			buf_adds(&c->out, "<td></td>");
		else
			row->empties++;
	}
	if (o->lost && c->nopen > 0)
		c->open[c->nopen - 1].lost = true;
	free(o->href);
	o->href = NULL;
}

static void
push(struct cutter *c, struct event *e)
{
	struct open *o;

	if (c->nopen == MAX_OPEN) {
		c->over++;
		c->broken = true;
		return;
	}
	o = &c->open[c->nopen++];
	*o = (struct open){ .name = e->name, .tag = e->tag, .href = e->href };
	e->href = NULL;
}

static void
close_tag(struct cutter *c, const struct event *e)
{
	unsigned i;

	for (i = c->nopen; i > 0; i--) {
		if (strcmp(c->open[i - 1].name, e->name) == 0)
			break;
		if (c->open[i - 1].tag == TAG_CELL && e->tag != TAG_ROW &&
		    e->tag != TAG_BLOCK)
			return;
	}
	if (i == 0)
		return;
	while (c->nopen >= i)
		pop(c);
}

/* An item or a cell ends where the next begins. */
static void
close_implied(struct cutter *c, enum tag tag)
{
	unsigned i;

	for (i = c->nopen; i > 0; i--) {
		enum tag up = c->open[i - 1].tag;

		if ((tag == TAG_ITEM && up == TAG_ITEM) ||
		    (tag == TAG_CELL && up == TAG_CELL) ||
		    (tag == TAG_ROW && up == TAG_ROW)) {
			while (c->nopen >= i)
				pop(c);
			return;
		}
		if (up == TAG_BLOCK || up == TAG_LIST ||
		    (up == TAG_ROW && tag == TAG_CELL))
			return;
	}
}

/* Takes s off the front of k, if it stands there. */
static bool
take(const char **k, const char *s, size_t n)
{
	if (strncmp(*k, s, n) != 0)
		return false;
	*k += n;
	return true;
}

/* Does the line hold the next letters of the answer? k_r: what is left. */
static bool
matches(struct cutter *c, const char *k, const char **k_r)
{
	struct buf t;
	bool good = true;
	size_t i;

	buf_init(&t, OUT_BYTES);
	for (i = 0; i < c->n && good; i++) {
		const struct event *e = &c->line[i];

		buf_reset(&c->letters);
		if (e->tag == TAG_NONE) {
			buf_reset(&t);
			html_add_decoded(&t, e->p, e->n);
			answer_add_letters(&c->letters, t.s, t.len);
			good = take(&k, c->letters.s, c->letters.len);
		} else if (e->tag == TAG_A && e->close && e->href != NULL) {
			/* plain text says the address behind the words */
			answer_add_letters(
			    &c->letters, e->href, strlen(e->href));
			if (!take(&k, c->letters.s, c->letters.len) &&
			    strncmp(c->letters.s, "mailto", 6) == 0)
				take(&k, c->letters.s + 6, c->letters.len - 6);
		}
	}
	buf_free(&t);
	*k_r = k;
	return good;
}

static bool
has_letters(struct cutter *c)
{
	size_t i;

	buf_reset(&c->letters);
	for (i = 0; i < c->n; i++)
		if (c->line[i].tag == TAG_NONE) {
			struct buf t;

			buf_init(&t, c->line[i].n * 4 + 16);
			html_add_decoded(&t, c->line[i].p, c->line[i].n);
			answer_add_letters(&c->letters, t.s, t.len);
			buf_free(&t);
		}
	return c->letters.len > 0;
}

static int
part_of(const struct msg *m, const char *cid)
{
	size_t i;

	for (i = 0; i < m->nparts; i++)
		if (*cid != '\0' && strcmp(m->parts[i].cid, cid) == 0)
			return (int)i;
	return -1;
}

static void
write_image(struct cutter *c, const struct event *e)
{
	int part = part_of(c->h->m, e->href);

	if (part < 0)
		return;
	before_words(c);
	c->h->shown[part] = true;
	c->formatted = true;
	buf_adds(&c->out, "<img src=\"cid:");
	add_escaped(&c->out, e->href, strlen(e->href));
	buf_adds(&c->out, "\" alt=\"");
	add_escaped(&c->out, c->h->m->parts[part].name,
	    strlen(c->h->m->parts[part].name));
	buf_adds(&c->out, "\">");
}

/* What a reader sees of it, if only a dash; a space that does not break is
 * room. */
static bool
is_seen(const struct event *e, bool room)
{
	struct buf t;
	size_t i;
	bool seen = false;

	if (e->tag != TAG_NONE)
		return false;
	buf_init(&t, e->n * 4 + 16);
	html_add_decoded(&t, e->p, e->n);
	for (i = 0; i < t.len && !seen; i++)
		if (i + 1 < t.len && memcmp(t.s + i, "\xc2\xa0", 2) == 0)
			seen = room || (i++, false);
		else
			seen = (unsigned char)t.s[i] > ' ';
	buf_free(&t);
	return seen;
}

static void
replay(struct cutter *c, bool words, bool images)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		struct event *e = &c->line[i];

		if (e->tag == TAG_NONE) {
			if (words) {
				before_words(c);
				write_text(c, e->p, e->n);
			} else if (c->nopen > 0 && is_seen(e, false)) {
				c->open[c->nopen - 1].lost = true;
			}
		} else if (e->tag == TAG_IMG) {
			if (images)
				write_image(c, e);
		} else if (e->close) {
			close_tag(c, e);
		} else {
			push(c, e);
		}
		free(e->href);
		e->href = NULL;
	}
	c->n = 0;
}

/* The digits of a numbered list stand in plain text only. */
static bool
matches_item(struct cutter *c, const char **k_r)
{
	const char *k = c->k;
	char number[16];
	unsigned i;
	int n;

	if (matches(c, k, k_r))
		return true;
	for (i = c->nopen; i > 0 && c->open[i - 1].tag != TAG_LIST; i--)
		;
	if (!c->item || i == 0)
		return false;
	n = snprintf(number, sizeof(number), "%d", c->open[i - 1].count);
	return take(&k, number, (size_t)n) && matches(c, k, k_r);
}

/*
 * Letters up to k are about to be written. An answer inside the quote that
 * only its colour told from it could not be told any more.
 */
static void
look_whose(struct cutter *c, const char *k)
{
	const char *s = c->whose + (c->k - c->letters0);
	size_t n = (size_t)(k - c->k);
	bool quoted = memchr(s, 'q', n) != NULL, own = memchr(s, 'o', n);
	unsigned i;

	c->unclear |= quoted && own;
	for (i = 0; i < c->nopen; i++)
		if (c->open[i].tag == TAG_BLOCK) {
			c->unclear |= own && c->open[i].cited &&
				      strcmp(c->open[i].name, "blockquote") ==
					  0;
			c->open[i].cited |= quoted;
		}
}

/* The line is whole: it stays, goes, or is blank. */
static void
end_line(struct cutter *c)
{
	const char *k;
	bool room = false, seen = false;
	size_t i;

	for (i = 0; i < c->n; i++) {
		room |= is_seen(&c->line[i], true);
		seen |= is_seen(&c->line[i], false);
	}
	if (!has_letters(c)) {
		bool below = *c->k == '\0' && c->h->signed_off;
		/* a dash in a table says that there is nothing */
		bool cell = seen && c->nopen > 0 && *c->k != '\0' &&
			    c->open[c->nopen - 1].tag == TAG_CELL;

		c->want += room && !cell && c->want > 0;
		replay(c, cell && !c->strayed, !c->strayed && !below);
		return;
	}
	if (matches_item(c, &k)) {
		look_whose(c, k);
		c->k = k;
		c->strayed = false;
		replay(c, true, true);
		c->item = false;
		return;
	}
	c->strayed = true;
	c->item = false;
	replay(c, false, false);
}

static bool
good_href(const char *s)
{
	return strncasecmp(s, "http://", 7) == 0 ||
	       strncasecmp(s, "https://", 8) == 0 ||
	       strncasecmp(s, "mailto:", 7) == 0;
}

static void
add_event(struct cutter *c, struct event e)
{
	if (c->n == MAX_EVENTS) {
		c->broken = true;
		free(e.href);
		return;
	}
	c->line[c->n++] = e;
}

/* The link that is open within the line, for its end. */
static char *
href_of(const struct cutter *c)
{
	size_t i;

	for (i = c->n; i > 0; i--)
		if (c->line[i - 1].tag == TAG_A)
			return c->line[i - 1].close || !c->line[i - 1].href
				   ? NULL
				   : strdup(c->line[i - 1].href);
	return NULL;
}

/* An emoji drawn as a picture is a letter. */
static bool
is_emoji(struct cutter *c, const struct html_token *t)
{
	return html_attr(t, "alt", &c->attr) && c->attr.len <= 16 &&
	       (unsigned char)c->attr.s[0] >= 0xe2;
}

static void
inline_tag(struct cutter *c, const struct html_token *t, size_t i)
{
	struct event e = { .tag = tags[i].tag,
		.close = t->kind == HTML_CLOSE,
		.name = tags[i].as };

	if (e.tag == TAG_IMG && is_emoji(c, t)) {
		e = (struct event){ .p = arena_str(c->a, c->attr.s),
			.n = c->attr.len };
	} else if (e.tag == TAG_IMG) {
		if (e.close || !html_attr(t, "src", &c->attr) ||
		    strncasecmp(c->attr.s, "cid:", 4) != 0)
			return;
		e.href = strdup(c->attr.s + 4);
	} else if (e.tag == TAG_A && !e.close) {
		if (!html_attr(t, "href", &c->attr) || !good_href(c->attr.s))
			return;
		e.href = strdup(c->attr.s);
	} else if (e.tag == TAG_A) {
		e.href = href_of(c);
	}
	add_event(c, e);
}

static void
want(struct cutter *c, unsigned n)
{
	if (c->want < n)
		c->want = n;
}

static void
structure(struct cutter *c, const struct html_token *t, size_t i)
{
	struct event e = { .tag = tags[i].tag, .name = tags[i].as };
	unsigned k;

	want(c, 1);
	if (t->kind == HTML_CLOSE) {
		close_tag(c, &e);
		return;
	}
	close_implied(c, e.tag);
	if (e.tag == TAG_ITEM)
		for (k = c->nopen; k > 0; k--)
			if (c->open[k - 1].tag == TAG_LIST) {
				c->open[k - 1].count++;
				c->item = c->open[k - 1].name[0] == 'o';
				break;
			}
	push(c, &e);
}

static bool
is_tight(struct cutter *c, const struct html_token *t)
{
	struct html_look l;

	if (t->kind == HTML_CLOSE)
		return true;
	l = html_look_at(t, &c->attr);
	return l.tight || (html_attr(t, "class", &c->attr) &&
			      text_istr(c->attr.s, "Mso") != NULL);
}

static void
take_tag(struct cutter *c, const struct html_token *t)
{
	size_t i = find_tag(t->name);

	if (i == COUNT(tags))
		return;
	switch (tags[i].tag) {
	case TAG_A:
	case TAG_INLINE:
	case TAG_IMG:
		inline_tag(c, t, i);
		return;
	case TAG_BR:
		end_line(c);
		c->want++;
		return;
	case TAG_NONE:
	case TAG_SKIP:
		return;
	case TAG_PARA:
		end_line(c);
		want(c, is_tight(c, t) ? 1 : 2);
		return;
	case TAG_BREAK:
		end_line(c);
		want(c, 1);
		return;
	case TAG_BLOCK:
	case TAG_ITEM:
	case TAG_LIST:
	case TAG_ROW:
	case TAG_CELL:
		end_line(c);
		structure(c, t, i);
		return;
	}
}

/* What is not shown counts for nothing, whatever it says. */
static bool
is_hidden(struct cutter *c, const struct html_token *t)
{
	static const char *const voids[] = { "img", "br", "hr", "meta", "link",
		"input", "col", "wbr", "base" };
	size_t i;

	if (c->nested > 0) {
		if (t->kind == HTML_OPEN && strcmp(t->name, c->hide) == 0)
			c->nested++;
		if (t->kind == HTML_CLOSE && strcmp(t->name, c->hide) == 0)
			c->nested--;
		return true;
	}
	if (t->kind != HTML_OPEN)
		return false;
	for (i = 0; i < COUNT(voids); i++)
		if (strcmp(t->name, voids[i]) == 0)
			return html_look_at(t, &c->attr).hidden;
	i = find_tag(t->name);
	if ((i == COUNT(tags) || tags[i].tag != TAG_SKIP) &&
	    !html_look_at(t, &c->attr).hidden)
		return false;
	snprintf(c->hide, sizeof(c->hide), "%s", t->name);
	c->nested = 1;
	return true;
}

static void
read_html(struct cutter *c, const char *html, size_t n)
{
	struct html_tok tok;
	struct html_token t;

	html_tok_init(&tok, html, n);
	while (!c->broken && html_tok_next(&tok, &t)) {
		if (is_hidden(c, &t))
			continue;
		if (t.kind == HTML_TEXT)
			add_event(c, (struct event){ .p = t.p, .n = t.n });
		else if (t.kind == HTML_OPEN || t.kind == HTML_CLOSE)
			take_tag(c, &t);
	}
	end_line(c);
	while (c->nopen > 0)
		pop(c);
}

/* Pictures that no HTML speaks of stand where their parts stand. */
static void
show_unplaced(struct cutter *c, const char *html, size_t n)
{
	const struct msg *m = c->h->m;
	size_t i;

	for (i = 0; i < m->nparts; i++)
		if (*m->parts[i].cid != '\0' &&
		    (n == 0 || memmem(html, n, m->parts[i].cid,
				   strlen(m->parts[i].cid)) == NULL))
			c->h->shown[i] = true;
}

const char *
answer_cut_html(
    struct arena *a, const struct answer_html *h, const char *html, size_t n)
{
	struct cutter *c = arena_alloc(a, sizeof(*c));
	const char *r = "";

	c->h = h;
	c->a = a;
	c->fresh = true;
	c->k = answer_letters(a, h->text, strlen(h->text));
	c->letters0 = c->k;
	c->whose = answer_whose(a, h->text);
	buf_init(&c->out, OUT_BYTES);
	buf_init(&c->attr, ATTR_BYTES);
	buf_init(&c->letters, OUT_BYTES);
	show_unplaced(c, html, n);
	read_html(c, html, n);
	if (*c->k == '\0' && !c->broken && !c->unclear && !c->out.over &&
	    c->formatted)
		r = arena_strn(a, c->out.s, c->out.len);
	buf_free(&c->out);
	buf_free(&c->attr);
	buf_free(&c->letters);
	return r;
}
