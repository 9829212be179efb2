#ifndef OFFICER_PRIV_H
#define OFFICER_PRIV_H

#include "case/casework.h"
#include "desk/notice.h"
#include "desk/officer.h"
#include "case/officer_mail.h"
#include "store/inbox.h"

/* Inside of officer_mail(): one officer's mail under way. */
struct done_row {
	const struct action *x;
	const char *result; /* words */
	bool done;
};
struct officer_work {
	struct casework *k;
	const struct apply *p;
	const struct officer *who;
	const struct officer *writer; /* of PLAN_PASS: not the one who is asked,
					 NULL else */
	struct ticket_row ticket;     /* that the mail is about, id 0: none */
	int64_t about;                /* that ticket's id, whatever it opens */
	struct pending_row pending;   /* that it speaks of, id 0: none */
	bool pending_asked;           /* he answers the question about one */
	struct pending_row lapsed;    /* that he answers too late, id 0: none */
	int npending; /* else: mails of his in this ticket that wait */
	struct officer_facts facts;
	struct plan plan;

	/* of PLAN_DO */
	struct done_row *rows;
	size_t nrows;
	bool was_open;              /* the ticket, before */
	bool failed;                /* the last row says why */
	const char *sent_to;        /* of what went out, "" */
	const struct plan *said;    /* the plan whose text that is */
	const struct msg *said_msg; /* the mail that it came with */
	const char *text;           /* that text */
	bool asks_only;             /* nothing but questions to the desk */
	struct why *w;
};

/* officer_facts.c: fills ticket, pending and facts; p->msg is then read with
 * what he marked in the quote. proven: the officer has confirmed it. */
enum err officer_facts(struct officer_work *o, bool confirmed);
size_t officer_files(const struct msg *m); /* how many hang on it */
/* Under which the moment of his last mail that was proven is kept. */
const char *officer_proof_key(const struct officer_work *o);

/* officer_guess.c: the ticket that subject and quote point at, or several, or
 * that it is about a mail without one. */
enum err officer_guess(struct officer_work *o);

/* May this officer be told of the ticket? Of one that he opened, yes. */
bool officer_knows(const struct officer_work *o);
/* Does his mail wait for the ticket that it means? */
bool officer_asks_which(const struct officer_work *o);

/* officer_mail.c: can anything of his mail still be sent or dropped? */
bool officer_waits(const struct officer_work *o);
/* officer_mail.c: asks him what to do; what is held is o's mail. */
enum err officer_hold(struct officer_work *o);
/* officer_mail.c: what its writer sent himself is the answer. */
enum err officer_record(struct officer_work *o);
/* officer_mail.c: shows the mail to those whose case it is, as if it were held
 * for each of them. */
enum err officer_show(struct officer_work *o);

/* officer_run.c: the actions of plan, all or nothing; ticket follows what
 * they open. ERR_ITEM never: then failed is set. */
enum err officer_run(struct officer_work *o);
/* officer_run.c: the mail whose question lapsed is asked about as one that is
 * held. */
enum err officer_again(struct officer_work *o);

/* officer_notice.c: one mail to the officer. */
enum officer_notice {
	OFFICER_RECEIPT,
	OFFICER_HELD,
	OFFICER_CONFIRM,
	OFFICER_REFUSED
};
/* *outbox_r 0: none was sent, for his mails of this hour are used up. */
enum err officer_notice(
    struct officer_work *o, enum officer_notice what, int64_t *outbox_r);
/* May one more mail go to him this hour? Counts it. */
enum err officer_may_get(struct officer_work *o, bool *may_r);
/* Draft and outbox; draft's name is the template. */
struct officer_post {
	const char *template, *dedup;
	const struct ticket_row *ticket; /* NULL: none */
};
enum err officer_post(struct officer_work *o, const struct officer_post *p,
    struct values *m, int64_t *outbox_r);

/* officer_look.c: the mail that answers a question to the desk. */
enum err officer_look(
    struct officer_work *o, const struct action *x, const struct case_done *d);

#endif
