#ifndef CASEWORK_H
#define CASEWORK_H

#include "desk/clock.h"
#include "desk/command.h"
#include "mail/msg.h"
#include "setup.h"
#include "store/cases.h"

/*
 * Everything that is done to a ticket, by mail that comes in, by officers, by
 * the administrator and by the sweep, goes through these functions, inside
 * an open transaction. Each leaves its event; the state moves by the table of
 * desk/ticket.h, the clock by its runs and clock_replay().
 */
struct casework {
	struct store *s;
	const struct setup *setup;
	struct arena *a;
	int64_t now;
	const char *actor; /* "citizen", officer's id, "admin", "tanggap" */
};

/*
 * A new ticket from t, which has all but code, clock and state; event says how
 * it opens. Its clock, where the table starts one, starts at t->complete_at or
 * (TOD_NONE) at t->opened_at. Without an officer it is dealt out.
 */
enum err case_open(struct casework *k, struct ticket_row *t,
    enum ticket_event event, const char *detail, struct why *w);
/* An event of the table: state, clock, history. ERR_ITEM with words when the
 * table refuses it. at: when it happened (a mail's receipt), for the clock.
 * *effects_r (may be NULL): what the caller has to do. */
struct case_move {
	enum ticket_event event;
	int64_t at;
	const char *detail;     /* of the event, "" */
	const char *resolution; /* of a closing, NULL: as it is */
};
enum err case_move(struct casework *k, struct ticket_row *t,
    const struct case_move *m, unsigned *effects_r, struct why *w);
/* Counts the deadline anew from the runs; an event if it changed. */
enum err case_recount(
    struct casework *k, struct ticket_row *t, const char *why, struct why *w);
/* Whose it becomes by roster or turn (desk/assign.h); sets t->officer only. */
enum err case_deal(struct casework *k, struct ticket_row *t, struct why *w);
/* The clock of a ticket and how it was counted (steps_r may be NULL). */
enum err case_clock(struct casework *k, const struct ticket_row *t,
    struct clock *c_r, struct strs *steps_r, struct why *w);
enum err case_event(struct casework *k, const struct ticket_row *t,
    const char *what, const char *detail, struct why *w);

/* A kept mail, read again. *found_r false: it is not there or unreadable. */
enum err case_mail(struct casework *k, int64_t inbox, struct msg *m_r,
    bool *found_r, struct why *w);

/*
 * One action of an officer or the administrator. from: the mail that orders
 * it (NULL: the command line). Done: one line of words for the receipt.
 * ERR_ITEM: nothing was done, w says why in Indonesian; the caller takes back
 * what went before.
 */
struct inbox_row;
struct plan;
struct case_from {
	const struct msg *msg;
	const struct inbox_row *row;
	const struct plan *plan; /* text, html, files of an answer */
	int64_t pending;         /* that this mail speaks of, 0 */
	const struct msg *more;  /* its files go along too, NULL */
};
struct case_done {
	const char *words;   /* "Tiket PST-2611-0042 ditutup." */
	const char *sent_to; /* address that gets the text, "" */
	int64_t outbox;      /* that mail's row, 0 */
	int64_t ticket;      /* another ticket that came of it, 0 */
	const char *reply;   /* name of a notice to send back: "lihat", "cari",
				"rekap", "bantuan"; "" */
};
enum err case_act(struct casework *k, const struct action *x,
    const struct case_from *from, struct ticket_row *t, struct case_done *d_r,
    struct why *w);

#endif
