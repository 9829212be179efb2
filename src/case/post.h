#ifndef POST_H
#define POST_H

#include "desk/decide.h"
#include "desk/reply.h"
#include "mail/compose.h"
#include "setup.h"
#include "store/cases.h"
#include "store/outbox.h"

/*
 * The one way of a mail into the outbox: token and its carriers, threading,
 * finished bytes. One recipient; nothing is sent here.
 */
struct post_mail {
	const struct ticket_row *ticket; /* NULL or id 0: none */
	const char *role, *to;           /* of the recipient, for the token */
	const struct draft *draft;       /* with the tag in its subject */
	const char *dedup;               /* what makes it this mail */
	bool automatic;                  /* counts for budgets (to citizens) */
	const char *auto_submitted;      /* "" for what a person wrote */
	int64_t now, held_until;         /* TOD_NONE: goes at once */
	const struct msg *answers; /* what it answers, NULL: the last mails of
				      this ticket and recipient */
	const char *from_name;     /* "": unit and office */
	const struct compose_file *files;
	size_t nfiles;
};

/* *outbox_r: its row; 0: a mail with this key is there already. */
enum err post_mail(struct store *s, const struct setup *setup, struct arena *a,
    const struct post_mail *p, int64_t *outbox_r, struct why *w);

/* Where a new mail that belongs to p comes in: with the token of p's ticket,
 * role and recipient where plus-addressing works. For links in the draft of p,
 * which must be the next mail posted in this transaction. */
enum err post_address(struct store *s, const struct setup *setup,
    struct arena *a, const struct post_mail *p, const char **address_r,
    struct why *w);

/* "[PST-2611-0042-K7Q]" of that ticket; "" for none. */
const char *post_tag(
    struct arena *a, const struct setup *setup, const struct ticket_row *t);

/* What the templates of citizens read of a ticket; the caller adds template,
 * and what else it needs. */
void post_facts(struct arena *a, const struct setup *setup,
    const struct ticket_row *t, int64_t now, struct reply_facts *f_r);

/* A template to the ticket's requester, by its clock and state as they are.
 * automatic mail of ours that answers nothing; words as in post_mail(). */
struct post_template {
	const struct ticket_row *ticket;
	const char *template, *dedup;
	int64_t now;
};
enum err post_template(struct store *s, const struct setup *setup,
    struct arena *a, const struct post_template *p, int64_t *outbox_r,
    struct why *w);

/* The automatic answer to a mail, as decided. */
struct post {
	const struct msg *msg;           /* what is answered */
	const struct decision *decision; /* template, to, language */
	const struct ticket_row *ticket; /* id 0: none */
	const char *dedup;               /* what makes it this mail */
	int64_t received, now;
	int64_t size;       /* of the mail answered, bytes */
	const char *beside; /* code of the complaint in the same mail, NULL */
};
/* *queued_r false: a mail with this dedup key is there already. */
enum err post_answer(struct store *s, const struct setup *setup,
    struct arena *a, const struct post *p, bool *queued_r, struct why *w);

#endif
