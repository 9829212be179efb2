#ifndef MAIL_HTML_TOK_H
#define MAIL_HTML_TOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * HTML as one token after the other, as browsers read it (WHATWG HTML 13.2.5)
 * as far as a mail needs it. Linear whatever the input: what was once looked
 * for in vain up to the end is not looked for again. Slices are borrowed from
 * the input, which is valid UTF-8.
 */
enum html_kind { HTML_END, HTML_TEXT, HTML_OPEN, HTML_CLOSE };

struct html_token {
	enum html_kind kind;
	const char *p; /* text: as written; tag: its attributes */
	size_t n;
	char name[16]; /* of a tag, lower case, cut */
};

struct html_tok {
	const char *s, *end;
	bool no_quote[2], no_close[8], no_comment, no_end;
	char raw[16]; /* inside <style> and its like */
};

void html_tok_init(struct html_tok *t, const char *s, size_t n);
/* Comments, declarations and the contents of script, style, title and their
 * like never come. false at the end. */
bool html_tok_next(struct html_tok *t, struct html_token *r);

/* The value of an attribute, entities decoded, into b (emptied first). false
 * if it is not there. */
bool html_attr(const struct html_token *t, const char *name, struct buf *b);

/* Text with its entities decoded, added to b. */
void html_add_decoded(struct buf *b, const char *p, size_t n);
/* The character that the entity at p ("&amp;...") stands for and how many
 * bytes it takes; 0 where there is none. */
size_t html_entity(const char *p, size_t n, unsigned *u_r);

#endif
