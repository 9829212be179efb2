#ifndef MAIL_HTML_LOOK_H
#define MAIL_HTML_LOOK_H

#include <stdbool.h>

#include "base/buf.h"
#include "mail/html_tok.h"

/* What an element's attributes say about how it looks to a reader. */
struct html_look {
	bool hidden;   /* not shown at all */
	bool white;    /* white letters */
	bool paper;    /* has a background of its own ... */
	bool dark;     /* ... that is not white */
	bool indented; /* a blockquote that only moves text to the right */
	bool tight;    /* a paragraph without room above and below */
	bool ruled;    /* a line above: Outlook's way to begin a quote */
	enum {
		LETTERS_SAME,  /* as around it */
		LETTERS_PLAIN, /* black, white or grey */
		LETTERS_TINTED
	} letters;
	bool lit; /* highlighted: coloured paper */
	bool bold;
};

/* scratch is emptied and filled as needed. */
struct html_look html_look_at(const struct html_token *t, struct buf *scratch);

#endif
