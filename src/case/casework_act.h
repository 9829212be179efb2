#ifndef CASEWORK_ACT_H
#define CASEWORK_ACT_H

#include "case/casework.h"
#include "desk/officer.h"
#include "mail/msg.h"
#include "case/notify.h"
#include "case/post.h"

/* Inside of case_act(): one action under way, and what its files share. */
struct act_call {
	struct casework *k;
	const struct action *x;
	const struct case_from *from; /* NULL: the command line */
	struct ticket_row *t;
	struct case_done *d;
	struct why *w;
	bool *refused; /* by act_refuse(), in words for officers */
};

/* Sets the line for the receipt; OK. */
enum err act_done(struct act_call *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* ERR_ITEM with words for the officer. */
enum err act_refuse(struct act_call *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* case_move() of the ticket, now; a refusal in Indonesian. */
enum err act_move(struct act_call *c, enum ticket_event e, const char *detail,
    const char *resolution);
/* The officer who acts; NULL: the administrator. */
const struct officer *act_officer(const struct act_call *c);
bool act_may_know(const struct act_call *c, const struct ticket_row *t);
/* Another ticket by its code, followed to where it was merged; t_r is one
 * that the officer may know, else ERR_ITEM. */
enum err act_ticket(
    struct act_call *c, const char *code, struct ticket_row *t_r);
/* What makes a mail the one that this action sends. */
const char *act_dedup(const struct act_call *c, const char *what);
/* The address in "Name <address>" or alone; "" where there is none. */
const char *act_address(struct arena *a, const char *text);
/* "; tiket tetap tertutup (selesai)", "" where it is open. */
const char *act_still_closed(const struct act_call *c);
/* The requester, as he may be named to officers. */
const char *act_citizen(const struct ticket_row *t);

/* casework_say.c */
enum err act_answer(struct act_call *c);
enum err act_progress(struct act_call *c);
enum err act_ask(struct act_call *c);
enum err act_refer(struct act_call *c);
enum err act_cancel(struct act_call *c);

/* casework_kind.c */
enum err act_kind(struct act_call *c);
/* Spam and its like: nobody is answered. */
bool act_is_no_case(enum kind k);
/* It is of no kind before somebody says which. */
enum err act_set_unsure(struct act_call *c);
/* The acknowledgement of a new case of its kind, "" for none. */
const char *act_ack(const struct ticket_row *t);
/* A template to the requester, where he can be written to. */
enum err act_acknowledge(struct act_call *c, const char *template);

/* casework_join.c */
enum err act_merge(struct act_call *c);
enum err act_split(struct act_call *c);

/* casework_record.c */
enum err act_record(struct act_call *c);

#endif
