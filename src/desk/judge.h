#ifndef DESK_JUDGE_H
#define DESK_JUDGE_H

#include "base/arena.h"
#include "desk/kind.h"
#include "desk/office.h"
#include "mail/msg.h"

/*
 * What kind of thing a mail is before its words are read: a bounce, an
 * automatic mail, a list, our own, a duplicate, an oversize one; and whether
 * a machine may answer it. Rows of checks; each sees the whole mail and none
 * answers for another.
 */
struct judge_facts {
	bool unreadable;     /* msg_read() refused it */
	const char *limit;   /* the words of that refusal, "" */
	bool oversize;       /* larger than fetched */
	bool seen_bytes;     /* same sha256 in the inbox, decided */
	bool seen_before;    /* known, and the mailbox was renumbered */
	bool own_message_id; /* Message-ID is one of our outbox */
};

struct judgement {
	enum outcome outcome;  /* NONE: a person's mail, read on */
	enum kind kind;        /* AUTO, BOUNCE or NONE */
	const char *check;     /* name of the row that decided, "" */
	const char *why;       /* in the arena; with the words it saw */
	bool portal;           /* a task from a portal of the administration:
				* a ticket opens, it is never spam */
	bool may_reply;        /* RFC 3834 section 2 */
	const char *reply_why; /* why not (or why) */
};

/*
 * The rows stand in order of priority; the first that sees its thing decides.
 * OUTCOME_NONE goes on to threading and classification. A newsletter is left
 * to classification, but nobody answers it; so is a mail that forges our own
 * address. may_reply is judged on the mail alone, also where the outcome is
 * quarantine: a polite notice may then be sent. Budgets are for the caller.
 */
void judge_mail(struct arena *a, const struct office *o, const struct msg *m,
    const struct judge_facts *f, struct judgement *j_r);

/*
 * Where an answer goes: Reply-To when it is one safe address that is not
 * ours and no officer's (a web form puts the citizen there), else the one From,
 * else Sender where several people are in From. NULL when no address is safe to
 * write to.
 */
const struct addr *judge_reply_address(
    const struct office *o, const struct msg *m);
/* local@domain of plain ASCII without quotes, routes or literals: fit for an
 * envelope and a header (a subset of RFC 5321 section 4.1.2). */
bool judge_safe_address(const char *address);

/* Name and meaning of each row, for the man page and its test. */
size_t judge_rows(const char *const **names_r, const char *const **whys_r);

#endif
