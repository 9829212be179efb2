/*
 * What kind of thing a mail is before its words are read. Rows of checks,
 * each seeing the whole mail; what follows from a verdict is not known here.
 */
#include <assert.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/judge.h"
#include "desk/judge_look.h"

#define SUBJECT_WORDS 60
#define BODY_WORDS 260

static bool
is_duplicate(struct look *l)
{
	return l->facts->seen_bytes;
}

static bool
is_renumbered(struct look *l)
{
	l->saw = l->msg->message_id;
	return l->facts->seen_before;
}

static bool
is_unreadable(struct look *l)
{
	l->saw = l->facts->limit;
	return l->facts->unreadable;
}

static bool
is_oversize(struct look *l)
{
	return l->facts->oversize;
}

static bool
is_own_id(struct look *l)
{
	l->saw = l->msg->message_id;
	return l->facts->own_message_id;
}

/* Not by an X- header of ours: anybody can write one. A From of ours that
 * DMARC or SPF disowns is somebody else's mail, for classification. */
static bool
is_own_address(struct look *l)
{
	l->saw = l->from;
	return office_is_own(l->office, l->from) &&
	       l->msg->auth.dmarc != AUTH_FAIL && l->msg->auth.spf != AUTH_FAIL;
}

#define ROWS(X) \
	X("duplicate", is_duplicate, OUTCOME_DUPLICATE, KIND_NONE, \
	    "the same bytes came in before") \
	X("renumbered", is_renumbered, OUTCOME_DUPLICATE, KIND_NONE, \
	    "it came in before the mailbox was renumbered") \
	X("unreadable", is_unreadable, OUTCOME_QUARANTINE, KIND_NONE, \
	    "it exceeds a limit of reading") \
	X("oversize", is_oversize, OUTCOME_QUARANTINE, KIND_NONE, \
	    "it is larger than what is fetched") \
	X("own-message", is_own_id, OUTCOME_AUTO, KIND_AUTO, \
	    "its Message-ID is one that we sent") \
	X("own-address", is_own_address, OUTCOME_AUTO, KIND_AUTO, \
	    "it comes from one of our own addresses") \
	X("delivery-report", judge_is_bounce_report, OUTCOME_BOUNCE, \
	    KIND_BOUNCE, "a delivery report (RFC 3464)") \
	X("delivery-words", judge_is_bounce_words, OUTCOME_BOUNCE, \
	    KIND_BOUNCE, "a mail system says that a mail did not arrive") \
	X("delivery-notice", judge_is_delivery_notice, OUTCOME_BOUNCE, \
	    KIND_BOUNCE, "a mail system says that a mail is late or done") \
	X("receipt", judge_is_receipt_report, OUTCOME_AUTO, KIND_AUTO, \
	    "a read receipt (RFC 8098)") \
	X("receipt-words", judge_is_receipt_words, OUTCOME_AUTO, KIND_AUTO, \
	    "a read receipt in words") \
	X("calendar", judge_is_calendar, OUTCOME_AUTO, KIND_AUTO, \
	    "an answer to an invitation, or a cancelled one (RFC 5546)") \
	X("report", judge_is_other_report, OUTCOME_AUTO, KIND_AUTO, \
	    "a machine's report (RFC 6522)") \
	X("list", judge_is_list, OUTCOME_AUTO, KIND_AUTO, \
	    "a posting on a discussion list (RFC 2919, 2369)") \
	X("auto-submitted", judge_is_submitted, OUTCOME_AUTO, KIND_AUTO, \
	    "Auto-Submitted is not \"no\" (RFC 3834)") \
	X("precedence", judge_is_precedence, OUTCOME_AUTO, KIND_AUTO, \
	    "Precedence says bulk, junk, list or auto_reply") \
	X("responder", judge_is_marked, OUTCOME_AUTO, KIND_AUTO, \
	    "a header that only autoresponders set") \
	X("loop", judge_is_loop, OUTCOME_AUTO, KIND_AUTO, \
	    "it runs in a circle") \
	X("challenge", judge_is_challenge, OUTCOME_AUTO, KIND_AUTO, \
	    "it demands a proof that a person writes") \
	X("hold", judge_is_hold, OUTCOME_AUTO, KIND_AUTO, \
	    "it holds our mail until a person proves himself") \
	X("group", judge_is_group, OUTCOME_AUTO, KIND_AUTO, \
	    "a posting or digest of a group, by its footer") \
	X("recall", judge_is_recall, OUTCOME_AUTO, KIND_AUTO, \
	    "a mail program calls a mail back") \
	X("reaction", judge_is_reaction, OUTCOME_AUTO, KIND_AUTO, \
	    "a reaction: a sign, and no word") \
	X("device", judge_is_device, OUTCOME_AUTO, KIND_AUTO, \
	    "a scanner or a fax machine") \
	X("moved", judge_is_moved, OUTCOME_AUTO, KIND_AUTO, \
	    "a note of a new address, without a request") \
	X("system", judge_is_system_sender, OUTCOME_AUTO, KIND_AUTO, \
	    "a system account reports") \
	X("automatic-subject", judge_is_automatic_subject, OUTCOME_AUTO, \
	    KIND_AUTO, "the subject of an automatic reply") \
	X("absence-subject", judge_is_absence_subject, OUTCOME_AUTO, \
	    KIND_AUTO, "the subject of an absence note, without a request") \
	X("absence", judge_is_absence, OUTCOME_AUTO, KIND_AUTO, \
	    "an absence note, without a request") \
	X("acknowledgement", judge_is_acknowledgement, OUTCOME_AUTO, \
	    KIND_AUTO, "another desk says that it received our mail") \
	X("machine-words", judge_is_machine_words, OUTCOME_AUTO, KIND_AUTO, \
	    "it says of itself that a machine wrote it") \
	X("suppressed", judge_is_suppressed, OUTCOME_AUTO, KIND_AUTO, \
	    "X-Auto-Response-Suppress, and nobody asks anything") \
	X("null-sender", judge_is_null_sender, OUTCOME_AUTO, KIND_AUTO, \
	    "an empty return path, and nobody asks anything")

#define ROW(name, check, outcome, kind, why) { check, outcome, kind },
#define ROW_NAME(name, check, outcome, kind, why) name,
#define ROW_WHY(name, check, outcome, kind, why) why,

static const struct {
	judge_predicate *check;
	enum outcome outcome;
	enum kind kind;
} rows[] = { ROWS(ROW) };
static const char *const row_names[] = { ROWS(ROW_NAME) };
static const char *const row_whys[] = { ROWS(ROW_WHY) };

#define NROWS (sizeof(rows) / sizeof(rows[0]))

static const char *
row_words(struct arena *a, const struct look *l, size_t i)
{
	if (l->saw == NULL || *l->saw == '\0')
		return arena_str(a, row_whys[i]);
	return arena_printf(a, "%s: \"%.120s\"", row_whys[i], l->saw);
}

void
judge_mail(struct arena *a, const struct office *o, const struct msg *m,
    const struct judge_facts *f, struct judgement *j_r)
{
	struct look l = {
		.arena = a, .office = o, .msg = m, .facts = f, .from = ""
	};
	size_t i;

	if (m->from.n > 0)
		l.from = m->from.v[0].address;
	words_split(a, m->subject ? m->subject : "", SUBJECT_WORDS, &l.subject);
	words_split(a, m->reply_text ? m->reply_text : "", BODY_WORDS, &l.body);
	*j_r = (struct judgement){ .check = "", .why = "" };
	for (i = 0; i < NROWS; i++) {
		l.saw = NULL;
		if (!rows[i].check(&l))
			continue;
		j_r->outcome = rows[i].outcome;
		j_r->kind = rows[i].kind;
		j_r->check = row_names[i];
		j_r->why = row_words(a, &l, i);
		break;
	}
	j_r->portal = judge_portal(&l) != NULL;
	judge_reply(&l, j_r);
}

size_t
judge_rows(const char *const **names_r, const char *const **whys_r)
{
	*names_r = row_names;
	*whys_r = row_whys;
	return NROWS;
}
