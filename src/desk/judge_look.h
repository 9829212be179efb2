#ifndef DESK_JUDGE_LOOK_H
#define DESK_JUDGE_LOOK_H

#include "desk/judge.h"
#include "desk/phrase.h"

/* One mail under judgement, shared by the judge_*.c files and nobody else. */
struct look {
	struct arena *arena;
	const struct office *office;
	const struct msg *msg;
	const struct judge_facts *facts;
	struct words subject, body; /* body: the author's own words */
	const char *from;           /* address, "" for none */
	const char *saw;            /* set by a predicate: what it saw */
};

typedef bool judge_predicate(struct look *l);

/* judge_auto.c: headers and structure */
judge_predicate judge_is_bounce_report, judge_is_receipt_report,
    judge_is_calendar, judge_is_other_report, judge_is_list, judge_is_submitted,
    judge_is_precedence, judge_is_marked, judge_is_loop, judge_is_challenge,
    judge_is_null_sender, judge_is_suppressed;
/* Sent to many who may leave the list, and no place of discussion. */
bool judge_newsletter(const struct msg *m);
/* A List-Post or List-Id that is one of our own addresses: our own relay. */
bool judge_own_list(const struct office *o, const struct msg *m);
/* The first field of that name with a value, "" for none. */
const char *judge_value(const struct msg *m, const char *name);
/* The value's first token (comments left out) is one of these words. */
bool judge_token_is(const char *value, const char *const *words, size_t n);
/* The local part of an address is one of these, or with "*" at an end. */
bool judge_local_is(const char *address, const char *const *locals, size_t n);
bool judge_machine_address(const char *address);

/* judge_words.c: what is written, where no header tells */
judge_predicate judge_is_bounce_words, judge_is_receipt_words,
    judge_is_automatic_subject, judge_is_absence_subject, judge_is_absence,
    judge_is_acknowledgement, judge_is_machine_words, judge_is_system_sender;
/* A person asks for something, or somebody lures: no machine's courtesy. */
bool judge_asks(const struct look *l);

/* judge_reply.c */
void judge_reply(const struct look *l, struct judgement *j);

#endif
