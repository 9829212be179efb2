#ifndef STORE_CASES_H
#define STORE_CASES_H

#include "desk/clock.h"
#include "desk/kind.h"
#include "desk/thread.h"
#include "desk/ticket.h"
#include "desk/token.h"
#include "store/store.h"

/*
 * Tickets, what happened to them, who takes part, how they hang together.
 * Functions that write need an open transaction (else ERR_STOP).
 */
struct ticket_row {
	int64_t id;
	const char *code; /* "PST-2611-0042" */
	enum kind kind;
	enum topic topic;
	enum state state;
	const char *requester; /* address */
	const char *name;      /* of the requester, "" */
	const char *channel;   /* "email", "kunjungan", "whatsapp", ... */
	const char *officer;   /* id in the configuration, "" */
	bool secret, supervisory;
	const char *subject;
	const char *subject_key; /* thread_subject() of it */
	const char *language;    /* "id" or "en" */
	double score;
	int64_t inbox; /* first mail, 0 */

	int64_t opened_at;
	int64_t complete_at;  /* clear and complete, TOD_NONE: not yet */
	int64_t due_at;       /* TOD_NONE: no deadline */
	bool due_unlisted;    /* reaches into a year without holiday list */
	int64_t first_due_at; /* first human answer to a complaint */
	int64_t paused_at;    /* TOD_NONE: the clock is not stopped */
	int64_t left_seconds; /* working seconds left when it was */
	const char *service;  /* layanan-lain: produk romantik ppid
				 perpustakaan data-pribadi, "" */
	const char *external; /* number at a portal, "" */
	int64_t external_due; /* the portal's own deadline, TOD_NONE */
	struct strs missing;  /* details asked for and not yet given */

	int64_t answered_at; /* by a human, TOD_NONE */
	int64_t closed_at;   /* TOD_NONE: open */
	int64_t last_at;     /* last thing that happened */
	const char *resolution;
	int64_t merged_into; /* 0 */
	int version;         /* of the state; grows */
};

struct ticket_rows {
	const struct ticket_row *v; /* arena */
	size_t n;
};

/* Identity and content are for those alone who handle the case: no log, list
 * or status names them. In SQL: HIDDEN (store/schema.h). */
bool ticket_is_hidden(const struct ticket_row *t);
/* words, or of a hidden case only that they are hidden. */
const char *ticket_shown(const struct ticket_row *t, const char *words);
/* Its deadline counts. In SQL: CLOCK_RUNS (store/schema.h). */
bool ticket_clock_runs(const struct ticket_row *t);

/*
 * A new ticket from t; id, code (in the arena) and version are set. The code
 * is the next of its month (of opened_at in the zone offset); a number is
 * never used twice. The requester becomes a part of it.
 */
struct ticket_codes {
	const char *prefix; /* "PST" */
	int offset;         /* zone, seconds east of UTC */
};
enum err ticket_add(struct store *s, struct arena *a,
    const struct ticket_codes *codes, struct ticket_row *t, struct why *w);

/* id == 0 in t_r: there is none. by_code ignores case. */
enum err ticket_get(struct store *s, struct arena *a, int64_t id,
    struct ticket_row *t_r, struct why *w);
enum err ticket_by_code(struct store *s, struct arena *a, const char *code,
    struct ticket_row *t_r, struct why *w);
/* Where it was merged into, followed to the end; else id itself. */
enum err ticket_final(
    struct store *s, int64_t id, int64_t *final_r, struct why *w);

/*
 * Each column has one writer, which takes its values from t. set_state needs
 * the version that was read (ERR_ITEM when somebody was faster) and counts it
 * up in t.
 */
/* state, answered_at, closed_at, resolution, last_at */
enum err ticket_set_state(struct store *s, struct ticket_row *t, struct why *w);
/* complete_at, due_at, due_unlisted, first_due_at, paused_at, left_seconds */
enum err ticket_set_clock(
    struct store *s, const struct ticket_row *t, struct why *w);
/* kind, topic, supervisory, score, service */
enum err ticket_set_kind(
    struct store *s, const struct ticket_row *t, struct why *w);
/* requester, name, language */
enum err ticket_set_requester(
    struct store *s, const struct ticket_row *t, struct why *w);
enum err ticket_set_officer(
    struct store *s, int64_t id, const char *officer, struct why *w);
enum err ticket_set_secret(
    struct store *s, int64_t id, bool secret, struct why *w);
enum err ticket_set_missing(
    struct store *s, int64_t id, struct strs missing, struct why *w);
enum err ticket_set_last(
    struct store *s, int64_t id, int64_t at, struct why *w);
/* Refuses a circle (ERR_ITEM). The parts of the old one join the new one. */
enum err ticket_merge(struct store *s, int64_t id, int64_t into, struct why *w);

/* Lists, in the order of their reason. */
enum ticket_list {
	LIST_ALL,       /* page by id */
	LIST_OPEN,      /* not closed, by id */
	LIST_DUE,       /* clock runs, due_at < at: earliest first */
	LIST_FIRST_DUE, /* the same by first_due_at */
	LIST_WAITING,   /* clock stopped before at: longest first */
	LIST_OFFICER,   /* open, of the officer who */
	LIST_REQUESTER, /* of the address who, newest first */
	LIST_CLOSED,    /* closed_at >= at */
	LIST_FAREWELL,  /* the same, state selesai, "closed" never told;
			   page by id */
	LIST_COUNT
};
struct ticket_ask {
	enum ticket_list list;
	int64_t at;
	const char *who;
	struct page page; /* after counts where lists page by id */
};
enum err tickets(struct store *s, struct arena *a, const struct ticket_ask *q,
    struct ticket_rows *rows_r, struct why *w);

/* Who takes part. Addresses are compared without case. */
struct part_row {
	int64_t ticket;
	const char *address, *name;
	const char *role; /* "requester" "third" "officer" */
	const char *how;  /* "wrote" "cc" "forward" "token" "merged" */
	int64_t at;
};
struct part_rows {
	const struct part_row *v;
	size_t n;
};
/* Who is in it already keeps his role (officer and requester outrank third).*/
enum err ticket_part_add(
    struct store *s, const struct part_row *p, struct why *w);
enum err ticket_part_is(struct store *s, int64_t ticket, const char *address,
    bool *is_r, struct why *w);
enum err ticket_parts(struct store *s, struct arena *a, int64_t ticket,
    struct part_rows *rows_r, struct why *w);

struct link_row {
	int64_t from, to; /* tickets; the pair is kept once */
	const char *why;  /* "stranger" "late" "maybe" "complaint"
			   "also-asks" "merged" */
	int64_t at;
};
struct link_rows {
	const struct link_row *v;
	size_t n;
};
enum err ticket_link_add(
    struct store *s, const struct link_row *l, struct why *w);
/* Both directions. */
enum err ticket_links(struct store *s, struct arena *a, int64_t ticket,
    struct link_rows *rows_r, struct why *w);

/*
 * When the clock of a ticket ran: the deadline is clock_replay() of these
 * rows (desk/clock.h). start begins a new run (anew: the whole time again),
 * stop ends the one that runs; both refuse (ERR_ITEM) what is so already.
 * run.to is not looked at. Runs never overlap: one that goes on begins after
 * the last stop, and none ends before it began.
 */
enum err ticket_run_start(
    struct store *s, int64_t ticket, struct clock_run run, struct why *w);
enum err ticket_run_stop(
    struct store *s, int64_t ticket, int64_t at, struct why *w);
struct clock_runs {
	const struct clock_run *v; /* arena, oldest first */
	size_t n;
};
enum err ticket_runs(struct store *s, struct arena *a, int64_t ticket,
    struct clock_runs *r, struct why *w);

/*
 * What was told about a ticket once and for all: steps of the ladder,
 * reminders. key is unique in the ticket ("due:2" is the step "due" of the
 * second run). *first_r false: told before, nothing was done.
 */
struct told_row {
	int64_t ticket;
	const char *key;
	int64_t at;
};
struct told_rows {
	const struct told_row *v;
	size_t n;
};
enum err ticket_tell(
    struct store *s, const struct told_row *t, bool *first_r, struct why *w);
enum err ticket_told(struct store *s, struct arena *a, int64_t ticket,
    struct told_rows *r, struct why *w);

/* When things last happened to a ticket, out of its history; TOD_NONE: never.
 * question: the event with which its citizen came to owe us something. */
struct ticket_moments {
	int64_t asked; /* opened, asked, or he wrote again */
	int64_t question;
	int64_t answered, bounced;
	int64_t human; /* the first mail to him that a person wrote */
	int64_t spoke; /* the last one */
	int64_t mails; /* to him, in all */
};
enum err ticket_moments(
    struct store *s, int64_t ticket, struct ticket_moments *m_r, struct why *w);

/* A visit, call or chat that an officer recorded; moments TOD_NONE where not
 * known. in_time: within the 10 minutes of the standard. */
struct visit_row {
	int64_t ticket;
	const char *institution, *purpose;
	int64_t arrived_at, served_at, done_at;
	bool in_time;
};
enum err visit_set(struct store *s, const struct visit_row *v, struct why *w);
/* ticket 0 in v_r: there is none. */
enum err visit_get(struct store *s, struct arena *a, int64_t ticket,
    struct visit_row *v_r, struct why *w);
/* When the last visitor of that day who was served before at was done;
 * TOD_NONE: nobody was before. from: the day's first second. */
enum err visit_before(
    struct store *s, int64_t from, int64_t at, int64_t *done_r, struct why *w);

/*
 * Officers' mails that wait for a word of their sender: the mail stays in the
 * inbox, the row says what is awaited.
 */
#define PENDING_STATES(X) \
	X(PENDING_OPEN, "open") \
	X(PENDING_DONE, "done") \
	X(PENDING_DROPPED, "dropped") \
	X(PENDING_LAPSED, "lapsed") /* nobody answered in time */
#define PENDING_ENUM(id, word) id,
enum pending_state { PENDING_STATES(PENDING_ENUM) PENDING_COUNT };
struct pending_row {
	int64_t id;    /* set by pending_add() */
	int64_t inbox; /* the officer's mail */
	int64_t ticket;
	const char *officer;
	const char *why;  /* "confirm" (is it you?) or "held" (send it?) */
	const char *note; /* for people */
	int64_t outbox;   /* the mail that asks, 0 */
	enum pending_state state;
	int64_t at;
};
struct pending_rows {
	const struct pending_row *v;
	size_t n;
};
enum err pending_add(struct store *s, struct pending_row *p, struct why *w);
/* id == 0 in p_r: there is none. */
enum err pending_get(struct store *s, struct arena *a, int64_t id,
    struct pending_row *p_r, struct why *w);
/* The one that this mail of ours asks about; id == 0: none. */
enum err pending_of_outbox(struct store *s, struct arena *a, int64_t outbox,
    struct pending_row *p_r, struct why *w);
/* The newest open one of that officer in that ticket; id == 0: none. */
enum err pending_of(struct store *s, struct arena *a, const char *officer,
    int64_t ticket, struct pending_row *p_r, struct why *w);
enum err pending_open(struct store *s, struct arena *a, struct page page,
    struct pending_rows *r, struct why *w);
/* Of an open one, or of one that lapsed. */
enum err pending_end(
    struct store *s, int64_t id, enum pending_state state, struct why *w);
/* Those of that officer that lapsed, by id. */
enum err pending_lapsed(struct store *s, struct arena *a, const char *officer,
    struct page page, struct pending_rows *r, struct why *w);
/* How many lapsed in [from, to). */
enum err pending_lapses(
    struct store *s, int64_t from, int64_t to, int64_t *n_r, struct why *w);

/* What happened; each row's hash covers the row before it (verify.h). */
struct event_row {
	int64_t id;     /* set by event_add */
	int64_t ticket; /* 0: of the desk itself */
	int64_t at;
	const char *actor;  /* "tanggap", "citizen", officer's id, "admin" */
	const char *what;   /* one word: "opened", "state", "note", ... */
	const char *detail; /* for people */
};
struct event_rows {
	const struct event_row *v;
	size_t n;
};
enum err event_add(struct store *s, struct event_row *e, struct why *w);
/* Of one ticket (0: of the desk), oldest first. */
enum err event_list(struct store *s, struct arena *a, int64_t ticket,
    struct page page, struct event_rows *rows_r, struct why *w);

/* Remembers that this Message-ID (without < >) belongs to the ticket.
 * inbox_decide() does it for its mail; those of the outbox are known. */
enum err msgid_add(
    struct store *s, const char *message_id, int64_t ticket, struct why *w);
/* The tickets of these Message-IDs, each once, merged ones followed. */
struct ticket_ids {
	const int64_t *v;
	size_t n;
};
enum err cases_by_message_ids(struct store *s, struct arena *a, struct strs ids,
    struct ticket_ids *r, struct why *w);

/*
 * Everything the store knows about the references in a mail, for
 * thread_mail(). Tokens are those whose MAC the caller has verified.
 * Unknown ones are left out; at most 50 of each sort are looked at.
 */
struct thread_ask {
	const struct token_facts *tokens;
	size_t ntokens;
	struct strs message_ids; /* In-Reply-To, References */
	struct strs codes;       /* from tags with the right check part */
	struct strs numbers;     /* codes without it: VIA_NUMBER */
	const char *from;        /* address of the sender */
	const char *subject_key; /* "": rule 4 is not asked */
	int64_t since;           /* last_at of rule 4 and of VIA_SENDER */
	const char *external;    /* number at the portal ... */
	const char *channel;     /* ... of that channel; NULL: none */
};
struct thread_candidates {
	const struct thread_candidate *v;
	size_t n;
};
enum err thread_candidates(struct store *s, struct arena *a,
    const struct thread_ask *q, struct thread_candidates *r, struct why *w);

#endif
