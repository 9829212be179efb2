#ifndef MAIL_HTML_H
#define MAIL_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * Adds what a person would read of an HTML page, as text lines ended by LF:
 * paragraphs apart, list items after "- " or a number, a table's row as one
 * line with tabs, links in full behind their words where these say something
 * else, quotes after "> ". Scripts, styles and what is not shown (display:none,
 * size 0, white on white) are left out. html is valid UTF-8 whatever it
 * declares. Linear in n. false where b's cap cut the text; b->over stays unset.
 */
bool html_add_text(struct buf *b, const char *html, size_t n);

/*
 * The same with marks of what mail clients say only by elements, each one byte
 * alone on a line. No other control byte but LF and TAB ever comes.
 */
enum html_mark {
	MARK_ATTRIBUTION = 1, /* "On ... X wrote:" begins */
	MARK_REST,            /* all that follows is a quoted mail */
	MARK_REST_MAYBE,      /* so if fields (From: ...) follow */
	MARK_SIGNATURE,       /* a client's signature begins */
	MARK_SIGNATURE_END
};
bool html_add_marked(struct buf *b, const char *html, size_t n);

#endif
