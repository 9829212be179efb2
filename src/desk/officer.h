#ifndef DESK_OFFICER_H
#define DESK_OFFICER_H

#include "desk/command.h"
#include "desk/judge.h"
#include "desk/thread.h"
#include "desk/ticket.h"

/*
 * What an officer's mail means (DESIGN sections 5 and 7): who really wrote
 * it, whether it is an answer, commands, a wish in prose or something
 * internal; what may be done at once and what is asked about first. Pure.
 */

/* What the store knows; ticket is the one that the mail is about, if any. */
struct voice;
struct officer_facts {
	const struct officer *who; /* From is his address */
	const struct voice *voice; /* how his people write (desk/voice.h);
				      NULL: phrases say alone what his are */
	bool proven; /* aligned pass of the office's own server, one From */
	bool usually_proven; /* the mails that came from him lately were */
	/* of the newest of our tokens in it: to whom it was issued */
	bool token, token_his, token_citizen;
	const char *token_template; /* of the mail that carried it, "" */
	const char *code;           /* of the ticket, "" */
	enum state state;
	enum kind kind;
	bool hidden;         /* ticket_is_hidden() */
	bool may_know;       /* his roles allow this ticket */
	bool handles;        /* it is for him to answer it */
	const char *officer; /* whose ticket it is, "" */
	const char *requester, *requester_name; /* address "" for a visitor */
	struct strs parts;      /* addresses of all that take part */
	struct strs foreign;    /* addresses and codes of other tickets that
				   stand in the mail's own words */
	const char *held;       /* what a pending mail of his waits for:
				   "" "confirm" "held"; "lapsed": he answers
				   what lapsed */
	bool said_before;       /* the same words and files went out today */
	bool known_ticket_mail; /* attached or quoted mail is in the inbox */
	struct strs others;     /* codes of his other open tickets, newest
				   first */

	/* Where no reference led to the ticket: subject or quote point at it.
	 * Weak: nothing is done at once. */
	bool guessed;
	const char *subject; /* of the ticket, where it is guessed */
	struct strs guesses; /* more than one: codes; then there is none */
	const char *filed;   /* it is a mail without one: "spam", "auto", "" */
};

#define PLANS(X) \
	X(PLAN_DO, "do")           /* carry out actions, send a receipt */ \
	X(PLAN_HOLD, "hold")       /* nothing yet; ask, with proposals */ \
	X(PLAN_CONFIRM, "confirm") /* is it you? asked at the real address */ \
	X(PLAN_REFUSE, "refuse")   /* wrong commands: explain, do nothing */ \
	X(PLAN_ALARM, "alarm")   /* nothing at all; the coordinator is told */ \
	X(PLAN_PASS, "pass")     /* not his: to those who may know */ \
	X(PLAN_RECORD, "record") /* answered elsewhere: not sent again */ \
	X(PLAN_SILENT, "silent") /* absence, receipt: filed */
#define PLAN_ENUM(id, word) id,
enum plan_how { PLANS(PLAN_ENUM) PLAN_COUNT };

/*
 * PLAN_ALARM "denied" has one order, ACT_CANCEL: the pending mail is none of
 * his. An ACT_REQUESTER with a record opens a case: a citizen's mail that was
 * passed on, with its own date.
 */
struct plan {
	enum plan_how how;
	const char *reason;   /* for people, Indonesian */
	const char *log;      /* one English word or two */
	struct orders orders; /* prose became an ACT_ANSWER or ACT_NOTE ... */
	/* of an answer, question or progress; "" else */
	const char *text; /* exactly what the citizen is to read */
	const char *html; /* the same where formatting was used, "" */
	const int *files; /* parts that travel along */
	size_t nfiles;
	struct strs cut; /* what was cut from it, in pieces, for the receipt */
	/* PLAN_HOLD: bodies to send back with one click, best first; one may
	 * be several command lines. "#kirim" carries out orders, whose first is
	 * then the text as it would leave. */
	struct strs proposals;
	bool to_all;   /* said to more than the requester */
	bool judged;   /* its prose, by what examples teach: */
	double inside; /* how surely something in it is not for the citizen,
			  in log odds */
};

/* What stands in the mail below or above the officer's own words, without
 * quote signs. */
const char *officer_quoted(struct arena *a, const struct msg *m);
/* Is said, a citizen's mail, what is quoted there, or a good part of it? */
bool officer_quotes(struct arena *a, const char *quoted, const char *said);
bool officer_quotes_address(const char *quoted, const char *address);
/* What was cut from his mail, for him to read: quotes of these texts of ours
 * become a line that counts theirs, everything else stays. */
const char *officer_cut(
    struct arena *a, const char *cut, const struct strs *texts);

const char *plan_word(enum plan_how how);
void officer_plan(struct arena *a, const struct office *o, const struct msg *m,
    const struct officer_facts *f, struct plan *p_r);

#endif
