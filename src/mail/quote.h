#ifndef MAIL_QUOTE_H
#define MAIL_QUOTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/*
 * The author's own words: what is quoted, signed by a client or added by a
 * lawyer is cut from a mail's text. Patterns come from the files of
 * conf/patterns:
 *
 *	[attribution gmail-indonesian]
 *	pattern = pada .{5,200} menulis\s*:
 *	example = Pada tgl 5 Okt 2026 13.55, "X" <x@example.com> menulis:
 *
 * The sections are kinds of lines, matched from their first to their last
 * character, case ignored:
 *	attribution  who wrote, above a quote; may span lines, joined by spaces
 *	separator    a line below which all is quoted
 *	client       a signature that a mail program wrote
 *	disclaimer   how a lawyer's paragraph begins (need not match to its end)
 *	ours         a line of the office's own mails below which all is theirs
 */
struct quote_patterns;

struct quote_patterns *quote_patterns_new(void);
void quote_patterns_free(struct quote_patterns **q);
/* Adds the patterns of one file; path names it in errors. ERR_ITEM with
 * file:line for an unknown section or key, a bad or missing pattern or
 * example; then nothing of the file counts. */
enum err quote_patterns_add(struct quote_patterns *q, const char *path,
    const char *text, size_t n, struct why *w);
size_t quote_patterns_count(const struct quote_patterns *q);
/* Every pattern against its own example; ERR_ITEM names the first that does
 * not match. */
enum err quote_patterns_test(const struct quote_patterns *q, struct why *w);

/*
 * The author's own words of text (UTF-8, LF lines, may hold the marks of
 * html_add_marked()). Quotes that the author answers one by one stay; other
 * quotes, what introduces them, and signatures go. q NULL: quote signs and
 * "-- " only. When nothing of one's own is left, "". Of 20,000 lines at most;
 * linear in n.
 */
const char *quote_own_words(struct arena *a, const struct quote_patterns *q,
    const char *text, size_t n);

#endif
