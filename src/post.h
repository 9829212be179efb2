#ifndef POST_H
#define POST_H

#include "desk/decide.h"
#include "mail/compose.h"
#include "setup.h"
#include "store/cases.h"
#include "store/outbox.h"

/*
 * Turns a decided answer into a row of the outbox: draft, token, finished
 * bytes. One thing for one mail; nothing is sent here.
 */
struct post {
	const struct msg *msg;           /* what is answered */
	const struct decision *decision; /* template, to, language */
	const struct ticket_row *ticket; /* id 0: none */
	const char *dedup;               /* what makes it this mail */
	int64_t received, now;
	int64_t size; /* of the mail answered, bytes */
};

/*
 * Any mail that leaves: token, carriers, finished bytes, outbox. One
 * recipient. *outbox_r: its row; 0: a mail with this key is there already.
 */
struct post_mail {
	const struct ticket_row *ticket; /* NULL: none */
	const char *role, *to;           /* of the recipient, for the token */
	const struct draft *draft;       /* with the tag in its subject */
	const char *dedup;
	bool automatic;             /* counts for budgets (to citizens) */
	const char *auto_submitted; /* "" for what a person wrote */
	int64_t now, held_until;    /* TOD_NONE: goes at once */
	const struct msg *answers;  /* what it answers, NULL: the last mails of
				       this ticket and recipient */
	const char *from_name;      /* "": unit and office */
	const struct compose_file *files;
	size_t nfiles;
};
enum err post_mail(struct store *s, const struct setup *setup, struct arena *a,
    const struct post_mail *p, int64_t *outbox_r, struct why *w);

/* *queued_r false: a mail with this dedup key is there already. */
enum err post_answer(struct store *s, const struct setup *setup,
    struct arena *a, const struct post *p, bool *queued_r, struct why *w);

#endif
