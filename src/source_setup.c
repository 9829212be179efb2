/*
 * From the settings to the source of mail: which mailbox or folder, and what
 * happens there to a mail that has its outcome.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "source_setup.h"

/* Read whole in memory up to here; larger ones stream into the store. */
#define BIG_MAIL (1u << 20)

static void
add_moves(struct source_setup *s, const struct settings *c)
{
	int i;

	for (i = OUTCOME_NONE + 1; i < OUTCOME_COUNT; i++)
		if (*c->move_to[i] != '\0')
			s->moves[s->conf.move_count++] = (struct source_move){
				.outcome = outcome_word((enum outcome)i),
				.folder = c->move_to[i]
			};
	s->conf.moves = s->moves;
}

void
source_setup_make(struct source_setup *s_r, const struct settings *c)
{
	memset(s_r, 0, sizeof(*s_r));
	source_conf_init(&s_r->conf);
	s_r->conf.big = BIG_MAIL;
	s_r->conf.poll = c->poll;
	/* what the reader may read whole must come whole */
	if ((uint64_t)s_r->conf.limit < c->reader.limits.bytes)
		s_r->conf.limit = (int64_t)c->reader.limits.bytes;
	if (text_istarts(c->source, "folder:")) {
		s_r->conf.path = c->source + strlen("folder:");
		s_r->name = c->source;
		return;
	}
	s_r->conf.net = &c->imap;
	s_r->conf.mailbox = c->folder;
	s_r->name = c->folder;
	if (c->move)
		add_moves(s_r, c);
}

bool
source_setup_sent(struct source_setup *s_r, const struct settings *c)
{
	source_setup_make(s_r, c);
	if (*c->sent_folder == '\0' || s_r->conf.net == NULL)
		return false;
	s_r->conf.mailbox = c->sent_folder;
	s_r->conf.keyword = "";
	s_r->conf.moves = NULL;
	s_r->conf.move_count = 0;
	s_r->name = c->sent_folder;
	return true;
}
