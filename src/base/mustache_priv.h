#ifndef BASE_MUSTACHE_PRIV_H
#define BASE_MUSTACHE_PRIV_H

#include <stdint.h>

#include "base/mustache.h"

/* A compiled template: what mustache.c makes and mustache_render.c walks. */
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

#endif
