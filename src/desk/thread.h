#ifndef DESK_THREAD_H
#define DESK_THREAD_H

#include "base/arena.h"
#include "desk/office.h"
#include "mail/msg.h"

/*
 * Which ticket a mail belongs to, by the order of trust of DESIGN section 5.
 * The facts are what the store knows about the references in this mail.
 */
enum thread_via {
	VIA_TOKEN,      /* proved by token_valid() */
	VIA_REFERENCES, /* a Message-ID of the ticket in References */
	VIA_TAG,        /* a subject tag with the right check part */
	VIA_SUBJECT,    /* thread_subject() is the same and not empty */
	VIA_NUMBER,     /* a code without right check: links, never joins */
	VIA_SENDER,     /* another open ticket of the sender: links at most */
	VIA_EXTERNAL    /* the number of a portal in its notice */
};

struct thread_candidate {
	enum thread_via via;
	int64_t ticket; /* row */
	const char *code;
	bool open;           /* not selesai, dialihkan, batal */
	bool merged;         /* ticket is where a merged one went to */
	int64_t closed_at;   /* TOD_NONE while open */
	int64_t last_at;     /* last event */
	bool sender_is_part; /* the mail's From takes part in the ticket */
	/* ... as "requester" "third" "officer"; NULL where not known */
	const char *sender_role;
	/* of a valid token: whom it was issued to */
	const char *role, *address;
	/* the sender's own words in it, so far as they are needed; "" or NULL:
	 * not known */
	const char *said;
};

enum thread_how {
	THREAD_NEW,
	THREAD_TOKEN,
	THREAD_REFERENCES,
	THREAD_TAG,
	THREAD_SUBJECT,
	THREAD_DUPLICATE
};

struct threading {
	enum thread_how how;
	const struct thread_candidate *ticket; /* NULL: a new one */
	bool third_party; /* joins, marked; changes nothing, gets nothing */
	bool linked;      /* new ticket, linked to ticket "link" */
	bool late;        /* linked because the reopen window is over */
	bool maybe; /* linked because it reads like going on with "link" */
	const struct thread_candidate *link;
	const char *alarm; /* words for the coordinator, "" */
	const char *why;
};

/*
 * Candidates in any order; now and the windows of the office decide about
 * reopening. A sender counts as part only where the mail has exactly one
 * From whose domain did not disown it (DMARC); an officer counts as part of
 * every ticket by reference and by tag, for any officer may take a case over.
 *
 * linked without late and maybe: a stranger, a bare number or an officer's
 * token in a strange hand pointed at "link"; the new ticket's sender learns
 * nothing of it. late: the requester wrote after the reopen window. maybe: he
 * writes anew, without a reference, what sounds like more of an open ticket of
 * his (VIA_SENDER, or VIA_SUBJECT with a subject that anybody writes); a person
 * decides whether they are one.
 */
void thread_mail(struct arena *a, const struct office *o, const struct msg *m,
    const struct thread_candidate *c, size_t n, int64_t now,
    struct threading *t_r);

/* The subject without Re:, Bls:, Fwd:, list tags and our own tag, lower case
 * and squeezed: for rule 4 and for the store's index. ""
 * where nothing is left: such mails are never joined by subject. */
const char *thread_subject(
    struct arena *a, const char *prefix, const char *subject);

/* Is nothing left of the subject (as thread_subject() gives it) but words that
 * anybody writes: "permohonan data", "tanya", "info bps"? */
bool thread_subject_generic(
    struct arena *a, const struct office *o, const char *key);
/* Does the mail say that it goes on with an earlier one? */
bool thread_continues(struct arena *a, const struct msg *m);
/* Do the author's words of m speak of the same thing as said? */
bool thread_same_matter(struct arena *a, const struct office *o,
    const struct msg *m, const char *said);

const char *thread_how_word(enum thread_how h); /* "new", "token", ... */

#endif
