#ifndef DESK_SHOWN_H
#define DESK_SHOWN_H

#include <stdbool.h>

#include "base/arena.h"

/*
 * What of a sender's words may be shown, and how. Results are in the arena
 * or borrowed from the argument; NULL counts as "". UTF-8.
 */

/* At most max characters on one line: controls, bidi marks and other
 * invisible characters become spaces, cut text ends in an ellipsis. */
const char *shown_line(struct arena *a, const char *s, size_t max);
/* The n bytes of one line of running text: invisible characters become
 * spaces, the others stay as they are, spaces at the end go. */
const char *shown_words(struct arena *a, const char *s, size_t n);
/* Is the line laid out with spaces, as a table is? */
bool shown_laid_out(const char *line);
/* A display name to greet by; "" where it is an address, link or number. */
const char *shown_name(struct arena *a, const char *name);
/* Does the name bring its own title ("Ibu Sri", "Mr. Smith")? */
bool shown_titled(const char *name);
/* Does a letter open with a greeting, does it end with a closing phrase
 * ("Hormat kami", "Regards")? Then we add none. */
bool shown_greets(const char *text);
bool shown_closes(const char *text);
/* An address; "" where it may carry a stranger's words and nobody vouches. */
const char *shown_address(const char *s, bool authenticated);
/* A subject without Re:, Fwd: and the like and without tags of our tickets
 * ("[PREFIX-...]"). */
const char *shown_subject(
    struct arena *a, const char *prefix, const char *subject);

#endif
