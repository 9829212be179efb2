#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include "base/buf.h"

/*
 * Adds s (UTF-8, LF lines) with every line longer than width columns broken
 * at spaces. A broken line goes on under its own text: after the indentation,
 * a "- " or "1. ", or an aligned " : "; a quoted one begins with its "> "
 * again. Words longer than a line (URLs) stay whole. Trailing spaces go, blank
 * lines never come twice, at the start or at the end; the last line ends in LF.
 */
bool text_wrap(struct buf *b, const char *s, size_t width);

#endif
