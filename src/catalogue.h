#ifndef CATALOGUE_H
#define CATALOGUE_H

#include "setup.h"
#include "store/store.h"

/*
 * The office's catalogue (settings.catalogue) in the search index, so that
 * notifications can suggest publications and pages. Each line: title, link
 * and more words, parted by tabs; "#" lines are notes.
 */

/* Is every line right? ERR_ITEM with file:line. OK where none is set. */
enum err catalogue_check(const struct settings *s, struct why *w);
/* Takes the file in when it is another than last time. */
enum err catalogue_take(
    struct store *s, const struct settings *settings, struct why *w);

#endif
