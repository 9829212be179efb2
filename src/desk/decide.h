#ifndef DESK_DECIDE_H
#define DESK_DECIDE_H

#include "base/arena.h"
#include "desk/calendar.h"
#include "desk/classify.h"
#include "desk/judge.h"
#include "desk/office.h"
#include "desk/thread.h"
#include "desk/ticket.h"
#include "mail/msg.h"

/*
 * Everything about one mail in one decision: what it is, which ticket it
 * belongs to, what follows. Pure: the facts come in, the decision goes out;
 * `tanggap explain` shows it, intake applies it.
 */
struct desk {
	const struct office *office;
	const struct calendar *calendar;
	const struct classifier *classifier;
};

/* What the store knows of a candidate's ticket. */
struct desk_ticket {
	enum state state;
	enum kind kind;
	bool supervisory;
	const char *requester;
	int64_t complete_at;  /* TOD_NONE: its clock never ran */
	int64_t left_seconds; /* working time left when it was stopped */
};

struct desk_facts {
	struct judge_facts judge;
	const struct thread_candidate *candidates;
	const struct desk_ticket *tickets; /* one per candidate */
	size_t n;
	int64_t received; /* when the mail reached the office */
	int64_t now;
	/* automatic mails sent so far: to this address and to its domain in
	 * the last day, to all in the last hour */
	int64_t sent_address, sent_domain, sent_total;
};

struct portal_task;

struct decision {
	enum outcome outcome;
	const char *reason;
	struct judgement judged;
	struct threading thread;
	struct verdict verdict;
	struct completeness complete;
	const char *seen_language; /* as language_of() */
	const char *language;      /* to answer in: "id" or "en" */
	bool authenticated; /* the sender's domain vouches for the mail */

	bool opens;     /* a new ticket; topic etc. from verdict */
	enum kind kind; /* of the ticket */
	bool happens;   /* event happens to the ticket */
	enum ticket_event event;
	enum state state; /* afterwards */
	unsigned effects;
	int64_t complete_at; /* TOD_NONE: not clear and complete */
	int64_t due;         /* TOD_NONE: no clock */
	int64_t first_due;   /* complaints: first human answer */
	bool due_unlisted;

	const char *template; /* the one automatic answer, "" for silence */
	const char *to;
	const char *silence; /* why there is none, "" */

	/* something a person must hear of (a budget is used up, a stranger
	 * knows a number): once per alarm_key; both "" for none */
	const char *alarm, *alarm_key;
	/* a complaint that also asks: the second ticket, of kind konsultasi,
	 * linked to the first; NULL: none. Only what opens a ticket is set. */
	const struct decision *second;
	/* a task of a portal (desk/portal.h), NULL: none */
	const struct portal_task *task;
};

void decide_mail(struct arena *a, const struct desk *d, const struct msg *m,
    const struct desk_facts *f, struct decision *d_r);

/* The deadlines of a kind counted from a moment (DESIGN section 6): sets
 * due, first_due and due_unlisted. */
void decide_deadlines(const struct desk *d, enum kind kind, bool supervisory,
    int64_t from, struct decision *d_r);

#endif
