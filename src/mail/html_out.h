#ifndef MAIL_HTML_OUT_H
#define MAIL_HTML_OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * Text laid out in lines: white space collapses, line ends are asked for
 * first and written only when more text comes, each line carries the quote
 * signs and indentation of its place.
 */
struct html_out {
	struct buf *b; /* borrowed */
	size_t start;
	unsigned quote;  /* depth of quotes: "> " each */
	unsigned was;    /* the same of the line before */
	unsigned indent; /* columns */
	unsigned pre;    /* > 0: white space counts */
	unsigned ends;   /* line ends wanted before the next text */
	bool space;      /* a gap wanted before the next text */
	bool blank;      /* the line holds a hard space only */
	bool in_line;    /* text stands on the current line */
	bool fresh_cell; /* blocks at the start of a cell open no line */
	bool row_text;   /* the row has text: cells are set apart */
	bool cut;        /* the cap was reached */
	char gap;        /* ' ' or '\t' */
};

void html_out_init(struct html_out *o, struct buf *b);
/* At least n line ends before what follows (2: a blank line). */
void html_out_break(struct html_out *o, unsigned n);
void html_out_br(struct html_out *o);
void html_out_text(struct html_out *o, const char *p, size_t n); /* raw */
void html_out_str(struct html_out *o, const char *s);            /* decoded */
void html_out_mark(struct html_out *o, char mark);
void html_out_row(struct html_out *o);
void html_out_cell(struct html_out *o);
void html_out_finish(struct html_out *o);

#endif
