#ifndef BASE_MUSTACHE_H
#define BASE_MUSTACHE_H

#include "base/buf.h"
#include "base/err.h"

/*
 * Mustache (the public specification: comments, interpolation, sections,
 * inverted sections, partials, delimiters). Values come from a tree of the
 * caller's; a template is compiled once and rendered often. Where the
 * specification is silent: an empty text counts as false in a section, and a
 * flag, map or list adds nothing where a text is asked for.
 */
enum value_type { VALUE_FALSE, VALUE_TRUE, VALUE_TEXT, VALUE_MAP, VALUE_LIST };

struct value {
	const char *key; /* in a map; NULL in a list */
	enum value_type type;
	const char *text;          /* VALUE_TEXT: UTF-8, borrowed */
	const struct value *items; /* VALUE_MAP, VALUE_LIST: borrowed */
	size_t n;
};

struct template;
/* Gives the text of a partial or NULL (it is then empty, as the specification
 * wants). Copied: the text is needed during the call to template_new(). */
typedef const char *(*template_partial)(void *ctx, const char *name);

/* name: for errors, which are ERR_ITEM with "name:line: what". text is copied.
 * escape_html: {{x}} escapes & < > " ' as HTML; else it adds x as it is. */
enum err template_new(const char *name, const char *text, bool escape_html,
    template_partial partial, void *ctx, struct template **t_r, struct why *w);
void template_free(struct template **t);
/* Adds to b. Partials that never end, sections or partials open more than 64
 * deep, and more than a million steps set b->over, as a full b does. */
void template_render(
    const struct template *t, const struct value *root, struct buf *b);
/* Calls each() with every dotted name that the template and its partials
 * read; section is true for {{#x}} and {{^x}}. For the closed-variable
 * check. */
void template_names(const struct template *t,
    void (*each)(void *ctx, const char *name, bool section), void *ctx);

#endif
