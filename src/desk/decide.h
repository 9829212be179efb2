#ifndef DESK_DECIDE_H
#define DESK_DECIDE_H

#include "base/arena.h"
#include "desk/calendar.h"
#include "desk/classify.h"
#include "desk/clock.h"
#include "desk/judge.h"
#include "desk/office.h"
#include "desk/portal.h"
#include "desk/thread.h"
#include "desk/ticket.h"
#include "desk/understood.h"
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
	const struct portals *portals;             /* NULL: none */
	const struct understanding *understanding; /* NULL: none */
};

/* What the store knows of a candidate's ticket. Strings may be NULL. */
struct desk_ticket {
	int64_t id;
	enum state state;
	enum kind kind;
	enum topic topic;
	bool supervisory;
	const char *requester, *subject, *service, *channel;
	int64_t external_due;
	struct strs missing; /* details asked for and not yet given */
	int asked;           /* how often we asked for them by machine */
	const struct clock_run *runs; /* of its clock, oldest first */
	size_t nruns;
	int64_t sent_today; /* automatic mails about it, to this sender */
	bool survey; /* its survey was asked, and this mail may answer it */
};

struct desk_facts {
	struct judge_facts judge;
	const struct thread_candidate *candidates;
	const struct desk_ticket *tickets; /* one per candidate */
	size_t n;
	int64_t received; /* when the mail reached the office */
	int64_t now;
	/* automatic mails sent so far: to this address (whatever stands
	 * behind a + in it) and to its domain in the last day, to all in the
	 * last hour */
	int64_t sent_address, sent_domain, sent_total;
	/* mails of the last hours from other addresses of that domain with
	 * the very same words */
	int64_t same_words;
	bool muted; /* mails to this address came back, and not one since */
};

struct decision {
	enum outcome outcome;
	const char *reason;
	struct judgement judged;
	struct threading thread;
	struct verdict verdict;
	/* of a new ticket; of one that waits for the citizen: what is still
	 * missing of what was asked, to be stored with it */
	struct completeness complete;
	struct understood understood; /* of a consultation that opens */
	const char *seen_language;    /* as language_of() */
	const char *language;         /* to answer in: "id" or "en" */
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
	 * linked to the first ("also-asks"); NULL: none. It has what opens a
	 * ticket: verdict, complete, clock, template, to, silence. */
	const struct decision *second;
	/* of a second case: the mail as its people may see it, only what asks;
	 * NULL: all of it */
	const struct msg *part;
	/* a task of a portal (desk/portal.h), NULL: none. Its requester and
	 * address ("" or safe to write to) and deadline (counted) are the
	 * ticket's; the mail's From is a machine and takes no part. */
	const struct portal_task *task;
	/* an answer to the survey of a ticket (desk/survey.h), NULL: none */
	const struct survey *survey;
	const struct thread_candidate *surveyed;
};

void decide_mail(struct arena *a, const struct desk *d, const struct msg *m,
    const struct desk_facts *f, struct decision *d_r);

/* The task of a portal in this mail whose sender may be believed; NULL: none.
 * The store is asked for the ticket with its number, which becomes a
 * candidate by VIA_EXTERNAL. */
const struct portal_task *decide_task(
    struct arena *a, const struct desk *d, const struct msg *m);

#endif
