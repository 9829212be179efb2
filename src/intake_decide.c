/*
 * One kept mail: read, decided, applied; or put aside with the reason. It
 * knows no source, only the inbox.
 */
#include <inttypes.h>
#include <string.h>

#include "base/banned.h"
#include "base/log.h"
#include "base/step.h"
#include "base/text.h"
#include "base/tod.h"
#include "case/facts.h"
#include "intake_priv.h"
#include "case/notify.h"
#include "case/officer_mail.h"
#include "case/officer_sent.h"
#include "store/slice.h"

#define SPILL_MIN (2u << 20)   /* a raw mail that is not held in memory */
#define RAW_CAP_MIN (1u << 20) /* of a mail too large to be read whole */

/* Written from our own address, by somebody who may use it. */
static bool
is_ours(const struct msg *m, const struct decision *d)
{
	return text_ieq(d->judged.check, "own-address") && officer_is_proven(m);
}

static enum err
read_and_decide(struct intake *in, const struct inbox_row *row, struct buf *raw,
    struct intake_result *r, struct why *w)
{
	const struct setup *setup = in->setup;
	struct mail_reader reader = setup->settings.reader;
	struct facts_ask ask = { .row = row, .msg = &r->msg, .now = in->now };
	struct casework k = { in->s, setup, in->arena, in->now, "tanggap" };
	struct desk desk = setup_desk(setup);
	struct desk_facts facts;
	struct apply apply;
	enum err e;

	if (in->spill != NULL)
		reader.passed = (struct mail_passed){ spill_passed, in->spill };
	r->read = msg_read(
	    in->arena, &reader, raw->s, raw->len, &r->msg, &r->read_why);
	r->msg.kept = row->id;
	ask.read = r->read;
	ask.read_words = r->read == OK ? "" : r->read_why.s;
	ask.received = facts_received(row, &r->msg);
	if ((e = facts_collect(in->s, setup, in->arena, &ask, &facts, w)) != OK)
		return e;
	decide_mail(in->arena, &desk, &r->msg, &facts, &r->decision);
	apply = (struct apply){ .row = row,
		.msg = &r->msg,
		.decision = &r->decision,
		.received = ask.received,
		.now = in->now,
		.old = in->now - ask.received > setup->settings.answer_age };
	if (in->own || is_ours(&r->msg, &r->decision))
		return officer_sent(&k, &apply, &r->decision, &r->applied, w);
	if (r->decision.outcome == OUTCOME_COMMAND)
		return officer_mail(&k, &apply, &r->decision, &r->applied, w);
	return apply_decision(in->s, setup, in->arena, &apply, &r->applied, w);
}

/* The mail alone is put aside; nobody is answered, an officer is told. */
enum err
intake_quarantine(struct intake *in, const struct inbox_row *row,
    const char *reason, struct intake_result *r, struct why *w)
{
	struct inbox_decision d = { .id = row->id,
		.outcome = OUTCOME_QUARANTINE,
		.reason = reason,
		.message_id = "",
		.at = in->now };
	struct casework k = { in->s, in->setup, in->arena, in->now, "tanggap" };
	enum err e;

	r->decision.outcome = OUTCOME_QUARANTINE;
	r->decision.reason = arena_str(in->arena, reason);
	r->decision.template = r->decision.to = "";
	r->decision.silence = "it could not be decided";
	r->decision.opens = r->decision.happens = false;
	r->applied = (struct applied){ 0 };
	e = notify_quarantine(&k, row, reason, w);
	return e == OK ? inbox_decide(in->s, &d, w) : e;
}

/* Why nobody is answered, "" where nobody waits for an answer. */
static const char *
why_silent(const struct intake *in, const struct inbox_row *row,
    const struct intake_result *r)
{
	const struct decision *d = &r->decision;
	int64_t age = in->now - facts_received(row, &r->msg);

	if (r->applied.answered)
		return "";
	if (*d->silence != '\0' || *d->template == '\0')
		return d->silence;
	return age > in->setup->settings.answer_age ? "received too long ago"
						    : "answered before";
}

/* What was decided is said when it is durable: a log must not name a ticket
 * that was taken back. */
void
intake_told(struct intake *in, const struct inbox_row *row,
    const struct intake_result *r)
{
	const struct decision *d = &r->decision;
	struct intake_counts *c = &in->fresh;
	const char *silence = why_silent(in, row, r);
	char quoted[LOG_QUOTED];

	c->outcome[d->outcome]++;
	c->total++;
	c->answers += r->applied.answered;
	buf_addf(&in->lines,
	    "inbox=%" PRId64 " uid=%" PRId64 " outcome=%s%s%s kind=%s "
	    "answer=%s reason=%s",
	    row->id, row->uid, outcome_word(d->outcome),
	    r->applied.ticket.id ? " ticket=" : "",
	    r->applied.ticket.id ? r->applied.ticket.code : "",
	    kind_word(d->verdict.kind),
	    r->applied.answered ? d->template : "none",
	    log_quote(quoted, d->reason));
	if (*silence != '\0')
		buf_addf(&in->lines, " silence=%s", log_quote(quoted, silence));
	buf_addc(&in->lines, '\n');
}

static void
forget_told(struct intake *in)
{
	buf_reset(&in->lines);
	in->fresh = (struct intake_counts){ 0 };
}

static void
say_told(struct intake *in)
{
	struct intake_counts *c = &in->counts;
	char *line = in->lines.s, *end;
	int i;

	while ((end = strchr(line, '\n')) != NULL) {
		*end = '\0';
		log_info("%s", line);
		line = end + 1;
	}
	for (i = 0; i < OUTCOME_COUNT; i++)
		c->outcome[i] += in->fresh.outcome[i];
	c->total += in->fresh.total;
	c->answers += in->fresh.answers;
	forget_told(in);
}

/* Ends the open transaction as e says; the log follows what is durable. */
enum err
intake_commit(struct intake *in, enum err e, struct why *w)
{
	e = store_end(in->s, e, w);
	if (e == OK)
		say_told(in);
	else
		forget_told(in);
	return e;
}

enum err
intake_decide(struct intake *in, const struct inbox_row *row, struct buf *raw,
    struct intake_result *r, struct why *w)
{
	char quoted[LOG_QUOTED];
	struct why cause;
	enum err e;

	arena_reset(in->arena);
	*r = (struct intake_result){ 0 };
	if ((e = store_save(in->s, w)) != OK)
		return e;
	e = read_and_decide(in, row, raw, r, w);
	if (e == ERR_ITEM) {
		cause = *w;
		log_error("inbox=%" PRId64 " what=quarantined why=%s", row->id,
		    log_quote(quoted, cause.s));
		if ((e = store_undo(in->s, w)) != OK ||
		    (e = store_save(in->s, w)) != OK)
			return e;
		e = intake_quarantine(in, row, cause.s, r, w);
	}
	if (e != OK)
		return e;
	intake_told(in, row, r);
	return store_keep(in->s, w);
}

/* How much of a mail is loaded: all of it, or of one over the limit only
 * enough for its headers. */
static size_t
load_cap(const struct intake *in, const struct inbox_row *row)
{
	const struct mail_limits *l = &in->setup->settings.reader.limits;

	if (row->kept < row->size || (uint64_t)row->kept > l->bytes)
		return l->header_bytes < RAW_CAP_MIN ? RAW_CAP_MIN
						     : l->header_bytes;
	return l->bytes;
}

/* The first n bytes of a large mail, mapped: held in memory it would be most
 * of what the program ever needs. */
static enum err
spill(struct intake *in, const struct inbox_row *row, size_t n, struct buf *raw,
    struct why *w)
{
	const char *database = in->setup->settings.database, *slash, *bytes;
	struct slice *from = NULL;
	char piece[32768];
	size_t len = 1;
	enum err e;

	slash = strrchr(database, '/');
	e = spill_new(slash == NULL ? "."
				    : arena_strn(in->rows, database,
					  (size_t)(slash - database) + 1),
	    &in->spill, w);
	if (e == OK)
		e = slice_open(in->s, row->id, 0, n, &from, w);
	while (e == OK && len > 0) {
		e = slice_read(from, piece, sizeof(piece), &len, w);
		if (e == OK)
			e = spill_add(in->spill, piece, len, w);
	}
	slice_close(&from);
	if (e == OK)
		e = spill_bytes(in->spill, &bytes, &n, w);
	if (e == OK)
		*raw = (struct buf){
			.s = (char *)(uintptr_t)bytes, .len = n, .max = n
		};
	else
		spill_free(&in->spill);
	return e;
}

static enum err
decide_alone(struct intake *in, const struct inbox_row *row, struct buf *raw,
    struct intake_result *r, struct why *w)
{
	enum err e = store_begin(in->s, w);

	if (e != OK)
		return e;
	e = intake_decide(in, row, raw, r, w);
	return intake_commit(in, e, w);
}

/* Decides one kept mail in a transaction of its own. */
enum err
intake_alone(struct intake *in, const struct inbox_row *row,
    enum outcome *outcome_r, struct why *w)
{
	size_t cap = load_cap(in, row), n = (size_t)row->kept;
	struct intake_result r;
	struct why ignored;
	struct buf raw;
	enum err e;

	if (n > cap)
		n = cap;
	if (n > SPILL_MIN && spill(in, row, n, &raw, &ignored) == OK) {
		e = decide_alone(in, row, &raw, &r, w);
		spill_free(&in->spill);
	} else {
		buf_init(&raw, cap);
		if ((e = inbox_raw(in->s, row->id, &raw, w)) == OK)
			e = decide_alone(in, row, &raw, &r, w);
		buf_free(&raw);
	}
	if (e != OK)
		return e;
	step_mark("decided");
	*outcome_r = r.decision.outcome;
	return OK;
}

static enum err
count_attempt(struct intake *in, const struct inbox_row *row, struct why *w)
{
	enum err e = store_begin(in->s, w);

	if (e != OK)
		return e;
	return intake_commit(in, inbox_retry(in->s, row->id, w), w);
}

/* It ended the program each time it was tried: not again. */
static enum err
give_up_on(struct intake *in, const struct inbox_row *row, struct why *w)
{
	struct intake_result r = { 0 };
	enum err e;

	arena_reset(in->arena);
	if ((e = store_begin(in->s, w)) != OK)
		return e;
	e = intake_quarantine(in, row,
	    arena_printf(
		in->arena, "tried %d times without an end", row->attempts),
	    &r, w);
	if (e == OK)
		intake_told(in, row, &r);
	return intake_commit(in, e, w);
}

enum err
intake_resume(struct intake *in, struct why *w)
{
	struct page page = { 0, RESUME_PAGE };
	enum outcome outcome;
	struct inbox_rows rows;
	struct arena *a = arena_new();
	enum err e;
	size_t i;

	do {
		arena_reset(a);
		e = inbox_undecided(in->s, a, page, &rows, w);
		for (i = 0; e == OK && i < rows.n; i++) {
			const struct inbox_row *row = &rows.v[i];

			page.after = row->id;
			if (row->attempts >= in->setup->settings.attempts) {
				e = give_up_on(in, row, w);
				continue;
			}
			e = count_attempt(in, row, w);
			if (e == OK)
				e = intake_alone(in, row, &outcome, w);
			in->remark = true;
		}
	} while (e == OK && rows.n == page.limit);
	arena_free(&a);
	return e;
}
