#ifndef BASE_MUSTACHE_H
#define BASE_MUSTACHE_H

#include "base/buf.h"
#include "base/err.h"

/*
 * Mustache (the public specification: comments, interpolation, sections,
 * inverted sections, partials, delimiters). Values come from a tree of the
 * caller's; a template is compiled once and rendered often.
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
/* Gives the text of a partial or NULL; borrowed until template_free(). */
typedef const char *(*template_partial)(void *ctx, const char *name);

/* escape_html: {{x}} escapes & < > " as HTML; else it adds x as it is. */
enum err template_new(const char *name, const char *text, bool escape_html,
    template_partial partial, void *ctx, struct template **t_r, struct why *w);
void template_free(struct template **t);
void template_render(
    const struct template *t, const struct value *root, struct buf *b);
/* Calls each() with every dotted name that the template reads; section is
 * true for {{#x}} and {{^x}}. For the closed-variable check. */
void template_names(const struct template *t,
    void (*each)(void *ctx, const char *name, bool section), void *ctx);

#endif
