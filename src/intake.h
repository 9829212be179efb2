#ifndef INTAKE_H
#define INTAKE_H

#include "case/apply.h"
#include "net/source.h"
#include "setup.h"

/*
 * The way of a mail from the source into the inbox and through the decision
 * (DESIGN section 2). Two durable points per batch: (a) the bytes are kept,
 * (b) everything about them is decided. Marks on the server come after (b).
 */
struct intake;

/* mailbox names the source in the store. store and setup are borrowed. */
struct intake *intake_new(
    struct store *s, const struct setup *setup, const char *mailbox);
void intake_free(struct intake **in); /* sets NULL */
/* After a reload of the configuration, between passes. */
void intake_use(struct intake *in, const struct setup *setup);
/* The source is the folder of what we sent ourselves (officer_sent.h): nothing
 * in it is answered or marked. */
void intake_own(struct intake *in);
/* The moment that counts as now, until the next call. */
void intake_now(struct intake *in, int64_t now);

/*
 * What became of one mail; msg, decision and their strings live until the
 * next mail.
 */
struct intake_result {
	struct msg msg;
	enum err read; /* of msg_read() */
	struct why read_why;
	struct decision decision;
	struct applied applied;
};

/*
 * Decides one mail that is in the inbox, inside the open transaction, in a
 * savepoint of its own. A mail that cannot be decided is quarantined with
 * the reason: that is OK too. raw (n bytes) may be shorter than the mail.
 */
enum err intake_decide(struct intake *in, const struct inbox_row *row,
    struct buf *raw, struct intake_result *r, struct why *w);

/* Takes what comes after this mail; in an open transaction, which it ends. */
enum err intake_begin(
    struct intake *in, uint32_t uidvalidity, uint32_t uid, struct why *w);
/* Where the source is to go on. */
enum err intake_position(
    struct intake *in, struct source_position *from_r, struct why *w);
/*
 * Mails kept but not decided by an earlier run, one by one, each attempt
 * counted before; too many attempts is quarantine.
 */
enum err intake_resume(struct intake *in, struct why *w);
/*
 * Takes everything that the source has now. OK at its FETCH_END; ERR_LATER
 * when the source broke; what was decided until then stays decided.
 */
enum err intake_pass(struct intake *in, struct source *src, struct why *w);

/* Mails decided since the last call, by outcome. */
struct intake_counts {
	int64_t outcome[OUTCOME_COUNT];
	int64_t adopted; /* known from before the mailbox was renumbered */
	int64_t total, answers;
};
struct intake_counts intake_counts(struct intake *in);

#endif
