/*
 * Mustache: a compiled template is rendered by walking its nodes. It bounds
 * its own work: what a template can cost does not depend on how cleverly it
 * was written.
 */
#include <string.h>

#include "base/banned.h"
#include "base/mustache_priv.h"
#include "base/text.h"

#define DEPTH_MAX 64        /* sections and partials open while rendering */
#define STEPS_MAX (1 << 20) /* nodes and list items in one rendering */

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
		text_add_html(r->b, v->text, strlen(v->text));
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
