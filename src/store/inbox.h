#ifndef STORE_INBOX_H
#define STORE_INBOX_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/hash.h"
#include "desk/kind.h"
#include "store/store.h"

/*
 * Messages as received, and what became of each: exactly one outcome. The
 * key is (mailbox, uidvalidity, uid) for IMAP and (mailbox, name) for a
 * folder, whose uidvalidity and uid are 0.
 */
struct inbox_mail {
	const char *mailbox;
	int64_t uidvalidity, uid;
	const char *name; /* file name, "" for IMAP */
	int64_t internal_date, received_at;
	int64_t size;      /* as the server has it; 0: what is kept is all */
	const void *bytes; /* borrowed; unused by inbox_stream_begin() */
	size_t len;
};

/*
 * KNOWN: the key is there with these bytes, nothing was done. ADOPTED: the
 * mailbox was renumbered (other uidvalidity) and this is a mail we have: its
 * row took the new key, is to be marked again, and id is that row.
 * The same bytes again under the same uidvalidity are NEW (a duplicate for
 * the judge).
 */
enum inbox_how { INBOX_NEW, INBOX_KNOWN, INBOX_ADOPTED };
struct inbox_added {
	enum inbox_how how;
	int64_t id;
};

/* Keeps a message; its first attempt is counted in the same commit. */
enum err inbox_add(struct store *s, const struct inbox_mail *m,
    struct inbox_added *r, struct why *w);

/*
 * The same in pieces, in constant memory, inside one transaction. Both need an
 * open transaction (else ERR_STOP). The end (or
 * drop, which keeps nothing) frees the stream and sets NULL.
 */
struct inbox_stream;
enum err inbox_stream_begin(struct store *s, const struct inbox_mail *m,
    struct inbox_stream **st_r, struct why *w);
enum err inbox_stream_add(
    struct inbox_stream *st, const void *p, size_t n, struct why *w);
enum err inbox_stream_end(
    struct inbox_stream **st, struct inbox_added *r, struct why *w);
void inbox_stream_drop(struct inbox_stream **st);

/* The highest uid kept there, 0 for none: fetch from the next one. */
enum err inbox_position(struct store *s, const char *mailbox,
    int64_t uidvalidity, int64_t *uid_r, struct why *w);
/* Is that file of a folder source kept? */
enum err inbox_has_name(struct store *s, const char *mailbox, const char *name,
    bool *has_r, struct why *w);

struct inbox_row {
	int64_t id;
	const char *mailbox;
	int64_t uidvalidity, uid;
	const char *name;
	int64_t internal_date, received_at;
	int64_t size, kept;              /* on the server; bytes that we have */
	unsigned char sha256[HASH_SIZE]; /* of the bytes kept */
	const char *message_id;          /* "" until decided */
	int attempts;
	enum outcome outcome; /* NONE: undecided */
	const char *reason;
	int64_t ticket; /* 0: none */
	int64_t decided_at;
	bool marked; /* on the server */
};

struct inbox_rows {
	const struct inbox_row *v; /* arena */
	size_t n;
};

/* id == 0 in row_r: there is none. */
enum err inbox_get(struct store *s, struct arena *a, int64_t id,
    struct inbox_row *row_r, struct why *w);
/* Undecided ones in order of arrival. */
enum err inbox_undecided(struct store *s, struct arena *a, struct page page,
    struct inbox_rows *rows_r, struct why *w);
/* Quarantined ones, newest last. */
enum err inbox_quarantined(struct store *s, struct arena *a, struct page page,
    struct inbox_rows *rows_r, struct why *w);

/* The mails of a ticket, oldest first. */
struct inbox_of_ask {
	int64_t ticket;
	struct page page;
};
enum err inbox_of(struct store *s, struct arena *a,
    const struct inbox_of_ask *q, struct inbox_rows *rows_r, struct why *w);

/* Adds the bytes to b as far as its cap allows; b->over: there was more. */
enum err inbox_raw(struct store *s, int64_t id, struct buf *b, struct why *w);
/* Counts one more attempt; commit it before reading the mail again. */
enum err inbox_retry(struct store *s, int64_t id, struct why *w);
/* A quarantined one becomes undecided again with one attempt. */
enum err inbox_release(struct store *s, int64_t id, struct why *w);

/*
 * The one outcome. A mail that has one already is ERR_ITEM. message_id may
 * be "" and is remembered with the ticket, so that References find it.
 */
struct inbox_decision {
	int64_t id;
	enum outcome outcome;
	const char *reason;
	int64_t ticket; /* 0: none */
	const char *message_id;
	int64_t at;
};
enum err inbox_decide(
    struct store *s, const struct inbox_decision *d, struct why *w);

/* The mail of that Message-ID, the newest; id == 0 in row_r: there is none. */
enum err inbox_by_message_id(struct store *s, struct arena *a,
    const char *message_id, struct inbox_row *row_r, struct why *w);

/* A decided mail (other than id) with the same bytes: *other_r, else 0. */
enum err inbox_seen_bytes(struct store *s, const struct inbox_row *row,
    int64_t *other_r, struct why *w);

/* A mail of a ticket with that Message-ID, which the mailbox had under another
 * uidvalidity: *other_r, else 0. So a mailbox that was moved by a program
 * which touches headers is known again too. */
enum err inbox_seen_before(struct store *s, const struct inbox_row *row,
    const char *message_id, int64_t *other_r, struct why *w);

/* Decided, but not yet marked on the server, of that mailbox and uidvalidity
 * (0: all of a folder source). */
struct inbox_ask {
	const char *mailbox;
	int64_t uidvalidity;
	struct page page;
};
enum err inbox_unmarked(struct store *s, struct arena *a,
    const struct inbox_ask *q, struct inbox_rows *rows_r, struct why *w);
enum err inbox_marked(
    struct store *s, const int64_t *ids, size_t n, struct why *w);

#endif
