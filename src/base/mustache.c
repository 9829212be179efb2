/*
 * Mustache: a template is cut once into a flat list of nodes and rendered by
 * walking it. It knows neither files nor mails, and bounds its own work: what
 * a template can cost does not depend on how cleverly it was written.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/mustache.h"

#define NAME_MAX_LEN 200
#define BODIES_MAX 256      /* partials reachable from one template */
#define SECTIONS_MAX 32     /* nested in one body */
#define DEPTH_MAX 64        /* sections and partials open while rendering */
#define STEPS_MAX (1 << 20) /* nodes and list items in one rendering */
#define NO_BODY SIZE_MAX

enum node_type {
	NODE_TEXT,
	NODE_INDENT, /* a line of the body starts here */
	NODE_VALUE,
	NODE_RAW,
	NODE_SECTION,
	NODE_INVERTED,
	NODE_PARTIAL
};

struct slice {
	const char *s;
	size_t n;
};

struct node {
	enum node_type type;
	struct slice text;   /* words, or the dotted name */
	struct slice indent; /* s is NULL: the partial stands within a line */
	size_t to; /* section: first node after it; partial: its body */
};

struct body {
	char *name; /* owned */
	char *text; /* owned; the slices lie in it */
	struct node *nodes;
	size_t n, room;
};

struct template
{
	struct body *bodies; /* [0] is the template, the rest its partials */
	size_t n;
	bool escape_html;
	template_partial partial;
	void *ctx;
};

struct tag {
	char sigil; /* # ^ / > & ! = or 0 */
	struct slice name;
	const char *from, *after;
};

struct parser {
	struct template *t;
	size_t body;
	const char *start, *end;
	struct slice open, close; /* delimiters */
	size_t sections[SECTIONS_MAX];
	size_t depth;
	struct why *w;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_space(char c)
{
	return is_blank(c) || c == '\n' || c == '\r';
}

static struct slice
trimmed(const char *s, const char *end)
{
	while (s < end && is_space(*s))
		s++;
	while (end > s && is_space(end[-1]))
		end--;
	return (struct slice){ s, (size_t)(end - s) };
}

static bool
slice_eq(struct slice a, struct slice b)
{
	return a.n == b.n && memcmp(a.s, b.s, a.n) == 0;
}

static enum err
bad(const struct parser *p, const char *at, const char *what)
{
	size_t line = 1;
	const char *s;

	for (s = p->start; s < at; s++)
		line += *s == '\n';
	return why_set(p->w, ERR_ITEM, "%s:%zu: %s", p->t->bodies[p->body].name,
	    line, what);
}

static struct node *
add_node(struct parser *p, enum node_type type, const char *s, size_t n)
{
	struct body *b = &p->t->bodies[p->body];

	if (b->n == b->room) {
		b->room = b->room ? 2 * b->room : 16;
		b->nodes = mem_grow(b->nodes, b->room * sizeof(*b->nodes));
	}
	b->nodes[b->n] = (struct node){ .type = type, .text = { s, n } };
	return &b->nodes[b->n++];
}

static void
add_line_start(struct parser *p, const char *at)
{
	if (at == p->start || at[-1] == '\n')
		add_node(p, NODE_INDENT, at, 0);
}

static void
add_text(struct parser *p, const char *s, const char *end)
{
	const char *eol;

	while (s < end) {
		eol = memchr(s, '\n', (size_t)(end - s));
		eol = eol ? eol + 1 : end;
		add_line_start(p, s);
		add_node(p, NODE_TEXT, s, (size_t)(eol - s));
		s = eol;
	}
}

/* The body of that name, made when it is new; its text is compiled later, so
 * that partials which name each other do not recurse here. */
static enum err
find_body(struct parser *p, const char *at, struct slice name, size_t *body_r)
{
	struct template *t = p->t;
	const char *text;
	char *key;
	size_t i;

	for (i = 1; i < t->n; i++)
		if (strlen(t->bodies[i].name) == name.n &&
		    memcmp(t->bodies[i].name, name.s, name.n) == 0) {
			*body_r = i;
			return OK;
		}
	*body_r = NO_BODY;
	key = mem_zero(name.n + 1, 1);
	memcpy(key, name.s, name.n);
	text = t->partial ? t->partial(t->ctx, key) : NULL;
	if (text == NULL || t->n == BODIES_MAX) {
		free(key);
		return text ? bad(p, at, "too many partials") : OK;
	}
	t->bodies = mem_grow(t->bodies, (t->n + 1) * sizeof(*t->bodies));
	t->bodies[t->n] = (struct body){ .name = key, .text = mem_str(text) };
	*body_r = t->n++;
	return OK;
}

/* Dotted names: "." alone, or parts that are not empty. */
static bool
name_ok(struct slice name)
{
	size_t i;

	if (name.n == 1 && name.s[0] == '.')
		return true;
	if (name.n == 0 || name.n > NAME_MAX_LEN || name.s[0] == '.' ||
	    name.s[name.n - 1] == '.')
		return false;
	for (i = 0; i < name.n; i++)
		if (is_space(name.s[i]) ||
		    (name.s[i] == '.' && name.s[i + 1] == '.'))
			return false;
	return true;
}

/* {{{x}}} exists only while the delimiters are the usual ones. */
static bool
is_triple(const struct parser *p, const char *s)
{
	return p->open.n == 2 && memcmp(p->open.s, "{{", 2) == 0 &&
	       p->end - s > 2 && s[2] == '{';
}

static enum err
read_tag(const struct parser *p, const char *from, struct tag *t_r)
{
	const char *s = from + p->open.n, *close;
	struct slice until = p->close;

	*t_r = (struct tag){ .from = from };
	if (is_triple(p, from)) {
		t_r->sigil = '&';
		s++;
		until = (struct slice){ "}}}", 3 };
	} else if (s < p->end && strchr("#^/>&!=", *s) && *s != '\0')
		t_r->sigil = *s++;
	close = memmem(s, (size_t)(p->end - s), until.s, until.n);
	if (close == NULL)
		return bad(p, from, "tag is not closed");
	t_r->after = close + until.n;
	if (t_r->sigil == '=') {
		if (close == s || close[-1] != '=')
			return bad(p, from, "delimiters must end in \"=\"");
		close--;
	}
	t_r->name = trimmed(s, close);
	if (t_r->sigil == '!' || t_r->sigil == '=')
		return OK;
	if (t_r->sigil == '>' ? t_r->name.n == 0 : !name_ok(t_r->name))
		return bad(p, from, "tag without a proper name");
	return OK;
}

/* A tag that adds nothing itself takes its line away when it is alone on it:
 * *s_r and *after_r widen to the whole line. */
static bool
stands_alone(const struct parser *p, const char *min, const struct tag *t,
    const char **s_r, const char **after_r)
{
	const char *s = t->from, *e = t->after;

	if (t->sigil == 0 || t->sigil == '&')
		return false;
	while (s > min && is_blank(s[-1]))
		s--;
	if (s != p->start && s[-1] != '\n')
		return false;
	while (e < p->end && is_blank(*e))
		e++;
	if (e < p->end && *e == '\r' && e + 1 < p->end && e[1] == '\n')
		e++;
	if (e < p->end && *e++ != '\n')
		return false;
	*s_r = s;
	*after_r = e;
	return true;
}

static enum err
set_delimiters(struct parser *p, const struct tag *t)
{
	const char *s = t->name.s, *end = s + t->name.n, *gap = s;

	while (gap < end && !is_space(*gap))
		gap++;
	p->open = (struct slice){ s, (size_t)(gap - s) };
	p->close = trimmed(gap, end);
	for (s = p->close.s; s < end && !is_space(*s) && *s != '='; s++)
		continue;
	if (p->open.n == 0 || p->close.n == 0 || s != end ||
	    memchr(p->open.s, '=', p->open.n))
		return bad(
		    p, t->from, "delimiters are two words without \"=\"");
	return OK;
}

static enum err
close_section(struct parser *p, const struct tag *t)
{
	struct body *b = &p->t->bodies[p->body];
	struct node *open;

	if (p->depth == 0)
		return bad(p, t->from, "closes a section that is not open");
	open = &b->nodes[p->sections[p->depth - 1]];
	if (!slice_eq(open->text, t->name))
		return bad(p, t->from, "closes another section than the last");
	open->to = b->n;
	p->depth--;
	return OK;
}

static enum err
add_tag(struct parser *p, const struct tag *t, struct slice indent)
{
	enum node_type type;
	struct node *node;
	size_t body;
	enum err e;

	switch (t->sigil) {
	case '!':
		return OK;
	case '=':
		return set_delimiters(p, t);
	case '/':
		return close_section(p, t);
	case '>':
		if ((e = find_body(p, t->from, t->name, &body)) != OK)
			return e;
		node = add_node(p, NODE_PARTIAL, t->name.s, t->name.n);
		node->to = body;
		node->indent = indent;
		return OK;
	case '#':
	case '^':
		if (p->depth == SECTIONS_MAX)
			return bad(p, t->from, "sections nest too deep");
		p->sections[p->depth++] = p->t->bodies[p->body].n;
		type = t->sigil == '#' ? NODE_SECTION : NODE_INVERTED;
		break;
	default:
		type = t->sigil == '&' ? NODE_RAW : NODE_VALUE;
	}
	add_node(p, type, t->name.s, t->name.n);
	return OK;
}

static enum err
compile(struct template *t, size_t body, struct why *w)
{
	struct parser p = { .t = t, .body = body, .w = w };
	const char *s, *next, *from, *after;
	struct tag tag;
	enum err e;

	p.start = s = t->bodies[body].text;
	p.end = s + strlen(s);
	p.open = (struct slice){ "{{", 2 };
	p.close = (struct slice){ "}}", 2 };
	while ((next = memmem(s, (size_t)(p.end - s), p.open.s, p.open.n))) {
		struct slice indent = { NULL, 0 };

		if ((e = read_tag(&p, next, &tag)) != OK)
			return e;
		if (stands_alone(&p, s, &tag, &from, &after)) {
			indent = (struct slice){ from, (size_t)(next - from) };
			add_text(&p, s, from);
		} else {
			after = tag.after;
			add_text(&p, s, next);
			add_line_start(&p, next);
		}
		if ((e = add_tag(&p, &tag, indent)) != OK)
			return e;
		s = after;
	}
	add_text(&p, s, p.end);
	if (p.depth > 0)
		return bad(&p,
		    t->bodies[body].nodes[p.sections[p.depth - 1]].text.s,
		    "section is not closed");
	return OK;
}

enum err
template_new(const char *name, const char *text, bool escape_html,
    template_partial partial, void *ctx, struct template **t_r, struct why *w)
{
	struct template *t = mem_zero(1, sizeof(*t));
	enum err e = OK;
	size_t i;

	t->escape_html = escape_html;
	t->partial = partial;
	t->ctx = ctx;
	t->bodies = mem_zero(1, sizeof(*t->bodies));
	t->bodies[0].name = mem_str(name);
	t->bodies[0].text = mem_str(text);
	t->n = 1;
	for (i = 0; i < t->n && e == OK; i++)
		e = compile(t, i, w);
	if (e != OK)
		template_free(&t);
	*t_r = t;
	return e;
}

void
template_free(struct template **t)
{
	size_t i;

	if (*t == NULL)
		return;
	for (i = 0; i < (*t)->n; i++) {
		free((*t)->bodies[i].name);
		free((*t)->bodies[i].text);
		free((*t)->bodies[i].nodes);
	}
	free((*t)->bodies);
	free(*t);
	*t = NULL;
}

struct indent {
	const struct indent *up;
	struct slice text;
};

struct render {
	const struct template *t;
	const struct value *stack[DEPTH_MAX + 1];
	size_t n; /* contexts on the stack */
	int depth, steps;
	struct buf *b;
};

static const struct value *
member(const struct value *v, struct slice key)
{
	size_t i;

	for (i = 0; v->type == VALUE_MAP && i < v->n; i++)
		if (v->items[i].key && strlen(v->items[i].key) == key.n &&
		    memcmp(v->items[i].key, key.s, key.n) == 0)
			return &v->items[i];
	return NULL;
}

/* Only the first part of a dotted name is searched outward; the rest must be
 * inside what was found. */
static const struct value *
lookup(const struct render *r, struct slice name)
{
	const char *s = name.s, *end = s + name.n, *dot;
	const struct value *v = NULL;
	size_t i = r->n;

	if (name.n == 1 && *s == '.')
		return r->stack[r->n - 1];
	do {
		struct slice part = { s, (size_t)(end - s) };

		if ((dot = memchr(s, '.', part.n)) != NULL)
			part.n = (size_t)(dot - s);
		if (s != name.s)
			v = member(v, part);
		else
			while (i > 0 && v == NULL)
				v = member(r->stack[--i], part);
		s += part.n + 1;
	} while (v != NULL && dot != NULL);
	return v;
}

static bool
is_true(const struct value *v)
{
	if (v == NULL || v->type == VALUE_FALSE)
		return false;
	if (v->type == VALUE_TEXT)
		return v->text != NULL && v->text[0] != '\0';
	return v->type != VALUE_LIST || v->n > 0;
}

static void
add_escaped(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++)
		switch (*s) {
		case '&':
			buf_adds(b, "&amp;");
			break;
		case '<':
			buf_adds(b, "&lt;");
			break;
		case '>':
			buf_adds(b, "&gt;");
			break;
		case '"':
			buf_adds(b, "&quot;");
			break;
		case '\'':
			buf_adds(b, "&#39;");
			break;
		default:
			buf_addc(b, *s);
		}
}

static void
add_indent(struct buf *b, const struct indent *in)
{
	if (in == NULL)
		return;
	add_indent(b, in->up); /* as deep as partials nest: DEPTH_MAX */
	buf_add(b, in->text.s, in->text.n);
}

static void walk(struct render *r, const struct body *b, size_t from, size_t to,
    const struct indent *in);

static void
walk_section(
    struct render *r, const struct body *b, size_t at, const struct indent *in)
{
	const struct node *node = &b->nodes[at];
	const struct value *v = lookup(r, node->text);
	bool list = v != NULL && v->type == VALUE_LIST;
	size_t i, n = list ? v->n : 1;

	if (!is_true(v))
		return;
	for (i = 0; i < n && !r->b->over; i++) {
		r->stack[r->n++] = list ? &v->items[i] : v;
		walk(r, b, at + 1, node->to, in);
		r->n--;
	}
}

static void
walk_partial(struct render *r, const struct node *node, const struct indent *in)
{
	struct indent more = { in, node->indent };
	const struct body *b;

	if (node->to == NO_BODY)
		return;
	b = &r->t->bodies[node->to];
	walk(r, b, 0, b->n, node->indent.s != NULL ? &more : NULL);
}

static void
add_value(struct render *r, const struct node *node)
{
	const struct value *v = lookup(r, node->text);

	if (v == NULL || v->type != VALUE_TEXT || v->text == NULL)
		return;
	if (node->type == NODE_VALUE && r->t->escape_html)
		add_escaped(r->b, v->text);
	else
		buf_adds(r->b, v->text);
}

/* Recursion is bounded by DEPTH_MAX, and with it the stack of contexts. */
static void
walk(struct render *r, const struct body *b, size_t from, size_t to,
    const struct indent *in)
{
	size_t i;

	if (++r->depth > DEPTH_MAX)
		r->b->over = true;
	for (i = from; i < to && !r->b->over; i++) {
		const struct node *node = &b->nodes[i];

		if (++r->steps > STEPS_MAX)
			r->b->over = true;
		else if (node->type == NODE_TEXT)
			buf_add(r->b, node->text.s, node->text.n);
		else if (node->type == NODE_INDENT)
			add_indent(r->b, in);
		else if (node->type == NODE_PARTIAL)
			walk_partial(r, node, in);
		else if (node->type == NODE_VALUE || node->type == NODE_RAW)
			add_value(r, node);
		else {
			if (node->type == NODE_SECTION)
				walk_section(r, b, i, in);
			else if (!is_true(lookup(r, node->text)))
				walk(r, b, i + 1, node->to, in);
			i = node->to - 1;
		}
	}
	r->depth--;
}

void
template_render(
    const struct template *t, const struct value *root, struct buf *b)
{
	struct render r = { .t = t, .b = b, .stack = { root }, .n = 1 };

	walk(&r, &t->bodies[0], 0, t->bodies[0].n, NULL);
}

void
template_names(const struct template *t,
    void (*each)(void *ctx, const char *name, bool section), void *ctx)
{
	char name[NAME_MAX_LEN + 1];
	size_t i, k;

	for (i = 0; i < t->n; i++)
		for (k = 0; k < t->bodies[i].n; k++) {
			const struct node *node = &t->bodies[i].nodes[k];

			if (node->type == NODE_TEXT ||
			    node->type == NODE_INDENT ||
			    node->type == NODE_PARTIAL)
				continue;
			memcpy(name, node->text.s, node->text.n);
			name[node->text.n] = '\0';
			each(ctx, name,
			    node->type == NODE_SECTION ||
				node->type == NODE_INVERTED);
		}
}
