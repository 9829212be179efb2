#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include "base/buf.h"
#include "desk/token.h"
#include "mail/msg.h"
#include "store/store.h"

/*
 * Outgoing mails, finished to the byte; their files may lie in the mails that
 * these came with. queued -> sending -> sent | queued
 * (later) | failed (never) | uncertain (accepted or not: nobody knows).
 */
#define OUTBOX_STATES(X) \
	X(OUTBOX_QUEUED, "queued") \
	X(OUTBOX_SENDING, "sending") \
	X(OUTBOX_SENT, "sent") \
	X(OUTBOX_FAILED, "failed") \
	X(OUTBOX_UNCERTAIN, "uncertain")
#define OUTBOX_ENUM(id, word) id,
enum outbox_state { OUTBOX_STATES(OUTBOX_ENUM) OUTBOX_COUNT };

const char *outbox_state_word(enum outbox_state s);

/* A file that is no part of the letter's own bytes: there is base64 of it at
 * `at`, made of what lies encoded in a mail of the inbox. */
struct outbox_file {
	size_t at;
	int64_t inbox;
	size_t start, len; /* of the encoded part, in the raw mail */
	enum encoding encoding;
	size_t size;      /* decoded */
	const char *name; /* for words */
};
struct outbox_files {
	const struct outbox_file *v; /* by `at` */
	size_t n;
};

struct outbox_row {
	int64_t id;          /* from outbox_reserve() */
	int64_t ticket;      /* 0: none */
	const char *role;    /* of the recipient, as in struct token_facts */
	const char *address; /* of the recipient; budgets count by it */
	const char *dedup;   /* what makes it this mail: "ack:42"; unique */
	const char *message_id;
	const char *template;
	bool automatic;            /* counts for budgets */
	const char *envelope_from; /* "" is <> */
	struct strs recipients;    /* envelope: one, who has one fate */
	const void *bytes;         /* NULL when read: outbox_bytes() */
	size_t len;
	struct outbox_files files; /* none when read: outbox_files() */
	int64_t held_until;        /* TOD_NONE: goes at once */

	enum outbox_state state;
	int attempts;
	int64_t next_try;
	int code;          /* of the server, 0 */
	const char *reply; /* words of the server */
	int64_t created_at, sent_at;
};
struct outbox_rows {
	const struct outbox_row *v; /* arena */
	size_t n;
};

/* The id that the next outbox_add() of this transaction takes: the token is
 * made over it before the mail is composed. */
enum err outbox_reserve(struct store *s, int64_t *id_r, struct why *w);
/* Queues m with m->id as reserved. *added_r false: a mail with that dedup
 * key is there already, nothing was done. */
enum err outbox_add(
    struct store *s, const struct outbox_row *m, bool *added_r, struct why *w);
/* Is there one with that key? Ask before composing. */
enum err outbox_has(
    struct store *s, const char *dedup, bool *has_r, struct why *w);

/* Queued ones that may go at now, longest waiting first. */
struct outbox_ask {
	int64_t now;
	size_t limit;
};
enum err outbox_due(struct store *s, struct arena *a, struct outbox_ask q,
    struct outbox_rows *rows_r, struct why *w);
/* When the next queued one may go; TOD_NONE: none is queued. */
enum err outbox_next(struct store *s, int64_t *at_r, struct why *w);
/* One row without its bytes; id == 0 in row_r: there is none. */
enum err outbox_get(struct store *s, struct arena *a, int64_t id,
    struct outbox_row *row_r, struct why *w);
/* Of one ticket, oldest first. */
enum err outbox_of(struct store *s, struct arena *a, int64_t ticket,
    struct outbox_rows *rows_r, struct why *w);
/* In one state, oldest first: for `status`, `requeue`. */
struct outbox_list {
	enum outbox_state state;
	struct page page;
};
enum err outbox_in(struct store *s, struct arena *a, struct outbox_list q,
    struct outbox_rows *rows_r, struct why *w);
enum err outbox_bytes(
    struct store *s, int64_t id, struct buf *b, struct why *w);
enum err outbox_files(struct store *s, struct arena *a, int64_t id,
    struct outbox_files *files_r, struct why *w);

/*
 * queued -> sending, attempts + 1. Commit it before the mail's DATA: after a
 * crash outbox_recover() makes every sending one uncertain, because nobody
 * knows whether it went. ERR_ITEM when it was not queued.
 */
enum err outbox_sending(struct store *s, int64_t id, struct why *w);
/* Takes that back, as if it had not been: only where not a byte of it has
 * left. */
enum err outbox_unsent(struct store *s, int64_t id, struct why *w);
enum err outbox_recover(
    struct store *s, int64_t at, int64_t *n_r, struct why *w);

/* What the server said of one that is sending. */
struct outbox_result {
	int64_t id;
	enum outbox_state state; /* SENT, QUEUED, FAILED or UNCERTAIN */
	int code;
	const char *reply;
	int64_t at;
	int64_t next_try; /* QUEUED only */
};
enum err outbox_result(
    struct store *s, const struct outbox_result *r, struct why *w);
/* failed or uncertain -> queued, may go at `at`: a deliberate second try with
 * the same Message-ID. */
enum err outbox_requeue(struct store *s, int64_t id, int64_t at, struct why *w);

/* Of one that was held: queued and never tried -> failed with the words of
 * reply: it never goes. ERR_ITEM: it is on its way or gone. */
struct outbox_recall {
	int64_t id, at;
	const char *reply;
};
enum err outbox_recall(
    struct store *s, const struct outbox_recall *r, struct why *w);

/* What a token stands for. f_r->row == 0: no such row. */
enum err outbox_token_facts(struct store *s, struct arena *a, int64_t row,
    struct token_facts *f_r, struct why *w);
/* Is that Message-ID one of ours? */
enum err outbox_is_own(
    struct store *s, const char *message_id, bool *is_r, struct why *w);

/*
 * Budgets: automatic mails made since then, to an address (whatever stands
 * behind a + in it), to a domain, or (both NULL) to anybody. Counting stops at
 * cap, so the cost is bounded.
 */
struct outbox_budget {
	const char *address, *domain;
	int64_t since;
	int64_t cap;
};
enum err outbox_spent(struct store *s, const struct outbox_budget *q,
    int64_t *n_r, struct why *w);

/* The tickets of the last automatic mails to other addresses of the same
 * domain, newest first. */
#define OUTBOX_RECENT 5
struct outbox_recent {
	const char *address;
	int64_t since;
};
enum err outbox_recent(struct store *s, const struct outbox_recent *q,
    int64_t v_r[OUTBOX_RECENT], size_t *n_r, struct why *w);

#endif
