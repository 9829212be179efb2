#ifndef FACTS_H
#define FACTS_H

#include "desk/decide.h"
#include "desk/token.h"
#include "setup.h"
#include "store/inbox.h"

/*
 * What the store knows that a decision about one mail needs. Everything is
 * in the arena. row is the mail's inbox row.
 */
struct facts_ask {
	const struct inbox_row *row;
	const struct msg *msg;
	enum err read;          /* of msg_read() */
	const char *read_words; /* why it was refused, "" */
	int64_t received, now;
};

/*
 * When the mail reached the office: the server's INTERNALDATE; for a file the
 * newest Received field, because its own time says when it was copied.
 */
int64_t facts_received(const struct inbox_row *row, const struct msg *m);

/* The tokens in a mail whose MAC is right, as desk/token.h orders them. */
struct token_list {
	const struct token_facts *v;
	size_t n;
};
enum err facts_tokens(struct store *s, const struct setup *setup,
    struct arena *a, const struct msg *m, struct token_list *l_r,
    struct why *w);

enum err facts_collect(struct store *s, const struct setup *setup,
    struct arena *a, const struct facts_ask *q, struct desk_facts *f_r,
    struct why *w);

#endif
