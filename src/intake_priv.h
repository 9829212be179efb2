#ifndef INTAKE_PRIV_H
#define INTAKE_PRIV_H

#include "base/spill.h"
#include "intake.h"

/* Inside of intake: what intake.c (batches) and intake_decide.c (one mail)
 * share. */
#define BATCH_COUNT 128
#define RESUME_PAGE 100

struct intake {
	struct store *s;
	const struct setup *setup;
	const char *mailbox; /* owned */
	bool own;            /* of what we sent ourselves */
	struct arena *arena; /* of one mail */
	struct arena *rows;  /* of one batch */
	struct spill *spill; /* that has the mail under way, NULL: memory */
	int64_t now;
	struct fetched item[BATCH_COUNT]; /* the batch, owned */
	int64_t id[BATCH_COUNT];          /* inbox row, 0: nothing to decide */
	size_t n, bytes;
	bool at_end; /* of the pass */
	uint32_t uidvalidity, done_uid;
	struct inbox_stream *stream; /* of the big mail under way */
	bool remark;                 /* decided before, not marked yet */
	struct buf lines;            /* of the log, told after the commit */
	struct intake_counts fresh;  /* counted after the commit */
	int64_t *marked;             /* rows marked since the last flush */
	size_t nmarked, marked_room;
	struct intake_counts counts;
};

/* Ends the open transaction as e says; the log follows what is durable. */
enum err intake_commit(struct intake *in, enum err e, struct why *w);
/* The mail alone is put aside; nobody is answered. r is filled. */
enum err intake_quarantine(struct intake *in, const struct inbox_row *row,
    const char *reason, struct intake_result *r, struct why *w);
/* Said and counted when the transaction is durable. */
void intake_told(struct intake *in, const struct inbox_row *row,
    const struct intake_result *r);
/* Decides one kept mail in a transaction of its own. */
enum err intake_alone(struct intake *in, const struct inbox_row *row,
    enum outcome *outcome_r, struct why *w);

#endif
