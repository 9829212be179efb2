#ifndef SOURCE_SETUP_H
#define SOURCE_SETUP_H

#include "desk/kind.h"
#include "net/source.h"
#include "settings.h"

/* A source's configuration out of the settings; borrows from both. */
struct source_setup {
	struct source_conf conf;
	struct source_move moves[OUTCOME_COUNT];
	const char *name; /* of the mailbox in the store */
};

void source_setup_make(struct source_setup *s_r, const struct settings *c);
/* The folder of mails sent from the mailbox itself; false: none is read. */
bool source_setup_sent(struct source_setup *s_r, const struct settings *c);

#endif
