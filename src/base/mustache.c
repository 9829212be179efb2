/*
 * Mustache: a template is cut once into a flat list of nodes, its partials
 * too. It knows neither files nor mails, nor any value.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/mustache_priv.h"

#define NAME_MAX_LEN 200
#define BODIES_MAX 256  /* partials reachable from one template */
#define SECTIONS_MAX 32 /* nested in one body */

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

/* Templates are kept as long as the program runs. */
static void
shrink(struct body *b)
{
	if (b->n == 0)
		return;
	b->room = b->n;
	b->nodes = mem_grow(b->nodes, b->room * sizeof(*b->nodes));
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
	shrink(&t->bodies[body]);
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
