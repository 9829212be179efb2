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
	bool own_message_id; /* Message-ID is one of our outbox */
};

struct judgement {
	enum outcome outcome;  /* NONE: a person's mail, read on */
	enum kind kind;        /* AUTO, BOUNCE or NONE */
	const char *check;     /* name of the row that decided, "" */
	const char *why;       /* in the arena; with the words it saw */
	bool may_reply;        /* RFC 3834 section 2 */
	const char *reply_why; /* why not (or why) */
};

void judge_mail(struct arena *a, const struct office *o, const struct msg *m,
    const struct judge_facts *f, struct judgement *j_r);

/* Name and meaning of each row, for the man page and its test. */
size_t judge_rows(const char *const **names_r, const char *const **whys_r);

#endif
