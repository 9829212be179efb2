#ifndef DESK_OFFICER_PHRASES_H
#define DESK_OFFICER_PHRASES_H

#include "desk/phrase.h"

/* What phrases an officer's sentence holds. X(id, list of the .c file) */
#define SAYINGS(X) \
	X(SAYS_DRAFT, drafts) \
	X(SAYS_STOP, stops) \
	X(SAYS_INTERNAL, internals) \
	X(SAYS_CLOSE, closings_of_ticket) \
	X(SAYS_OPEN, stays_open) \
	X(SAYS_DONE, done_otherwise) \
	X(SAYS_HAND, hand_verbs) \
	X(SAYS_TAKE, takes) \
	X(SAYS_NOTE, notes) \
	X(SAYS_MERGE, merges) \
	X(SAYS_REOPEN, reopenings) \
	X(SAYS_SECRET, secrets) \
	X(SAYS_RECAP, recaps) \
	X(SAYS_THIRD, thirds) \
	X(SAYS_OURS, our_places) \
	X(SAYS_COLLEAGUE, colleagues) \
	X(SAYS_YOU, you_words) \
	X(SAYS_EVIDENCE, evidence) \
	X(SAYS_CONTENT, contents) \
	X(SAYS_QUESTION, questions) \
	X(SAYS_STANDING, standings) \
	X(SAYS_FILE, files) \
	X(SAYS_NO_FILE, no_files) \
	X(SAYS_NO_SERVICE, no_service)
#define SAYING_ENUM(id, list) id,
enum saying { SAYINGS(SAYING_ENUM) SAYS_COUNT };

bool officer_says(const struct words *w, enum saying s);
/* How many of the list's phrases are found, at most most. */
unsigned officer_counts(const struct words *w, enum saying s, unsigned most);

#endif
