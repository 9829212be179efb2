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

/* judge_auto.c, judge_list.c: headers and structure */
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
bool judge_has(const struct msg *m, const char *name);
/* The value's first token (comments left out) is one of these words. */
bool judge_token_is(const char *value, const char *const *words, size_t n);
/* The local part of an address is one of these, or with "*" at an end. */
bool judge_local_is(const char *address, const char *const *locals, size_t n);
bool judge_machine_address(const char *address);

/* judge_words.c, judge_absence.c: what is written, where no header tells */
judge_predicate judge_is_bounce_words, judge_is_receipt_words,
    judge_is_automatic_subject, judge_is_absence_subject, judge_is_absence,
    judge_is_acknowledgement, judge_is_machine_words, judge_is_system_sender;

/* judge_notice.c: services that write on their own account */
judge_predicate judge_is_delivery_notice, judge_is_group, judge_is_hold,
    judge_is_recall, judge_is_reaction, judge_is_device, judge_is_moved;
/* What it saw, NULL for nothing. A newsletter's way out in its last lines. */
const char *judge_bulk_footer(const struct look *l);
/* A calendar, a network or a file store invites in somebody's name. */
const char *judge_service_invitation(const struct look *l);
/* A task that a portal of the administration tells of. */
const char *judge_portal(const struct look *l);

/* judge_asks.c */
bool judge_requests(const struct look *l); /* a person asks for something */
/* A person asks for something, or somebody lures: no machine's courtesy. */
bool judge_asks(const struct look *l);
/* It answers a mail: by its fields or by its subject. */
bool judge_reply_context(const struct look *l);
bool judge_short(const struct look *l, size_t words);
/* The words of the first pattern found, NULL for none. */
const char *judge_any(const struct look *l, const struct words *w,
    const char *const *v, size_t n);

#define JUDGE_COUNT(v) (sizeof(v) / sizeof((v)[0]))
#define ANY(l, where, list) judge_any(l, &(l)->where, list, JUDGE_COUNT(list))

/* judge_reply.c */
void judge_reply(const struct look *l, struct judgement *j);

#endif
