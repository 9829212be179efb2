#ifndef DESK_OFFICER_PRIV_H
#define DESK_OFFICER_PRIV_H

#include "desk/answer.h"
#include "desk/officer.h"
#include "desk/phrase.h"

/* Shared by the officer*.c files, and nobody else. */

/* What a sentence wants the desk to do; or-ed. */
enum wish {
	WISH_CLOSE = 1,
	WISH_HAND = 2,
	WISH_TAKE = 4,
	WISH_KIND = 8,
	WISH_MERGE = 16,
	WISH_REOPEN = 32,
	WISH_NOTE = 64,
	WISH_SECRET = 128,
	WISH_RECAP = 256,
	WISH_DONE = 512 /* it was answered otherwise */
};

/* From where on examples say that something in a text (log odds), or a
 * sentence that phrases speak against, or any (0..1), is not for the
 * citizen. */
#define VOICE_HOLDS 0.0
#define VOICE_AGREES 0.1
#define VOICE_ALONE 0.5

/* One sentence of an officer's prose, and what it is like. */
struct sentence {
	const char *s; /* as written; borrowed from the prose */
	size_t n;
	struct words w;
	unsigned wishes;
	const struct officer *officer; /* of WISH_HAND */
	enum kind kind;                /* of WISH_KIND */
	enum topic topic;
	bool draft;     /* not ready */
	bool stop;      /* not to be sent */
	bool internal;  /* it is the office's own affair */
	bool colleague; /* said to somebody of the office */
	bool third;     /* speaks of the citizen, not to him */
	bool ours;      /* "kita", places and names of the office */
	bool doubt;     /* "??", places left open */
	bool you;       /* says "Anda", "Bapak/Ibu" ... */
	bool bracketed; /* a remark: (...), [...], *... */
	bool neutral;   /* greeting, closing, name */
	bool asks;      /* asks the citizen for something */
	bool content;   /* says what an answer says */
	bool progress;  /* how it stands */
	bool promises_file;
	unsigned evidence; /* signs of an answer */
	double inside;     /* how likely, as examples teach: 0..1 */
};

struct prose {
	const char *text;
	struct sentence *v;
	size_t n;
	bool addressed; /* to the citizen, without doubt */
	bool greeted;   /* "Selamat pagi" to whom it may be */
	bool stranger;  /* greets a name that nobody in the case has */
	bool asks_somebody;
	unsigned wishes;
	unsigned evidence;
	bool judged;   /* by examples: */
	double inside; /* how surely something in it is not for the citizen,
			  in log odds */
	enum act act;  /* ACT_ANSWER, ACT_ASK or ACT_PROGRESS */
};

/* One officer's mail on its way to a plan. */
struct review {
	struct arena *a;
	const struct office *o;
	const struct msg *m;
	const struct officer_facts *f;
	struct orders orders; /* as written */
	struct prose prose;   /* quotes and signature out */
	struct answer answer; /* of the prose without its remarks */
	const char *remarks;  /* what of the prose is for the desk, "" */
	struct strs proposals;
	bool to_all;
	bool denied; /* the case is none of his */
};

/* officer.c: what plans are made of */
bool plan_decide(
    struct plan *p, enum plan_how how, const char *log, const char *reason);
struct action plan_action(
    const struct review *r, enum act act, const char *text);
void plan_add(struct review *r, struct plan *p, struct action x, bool first);
void plan_take_answer(const struct review *r, struct plan *p);
int64_t review_day(const struct review *r);
/* A name, a greeting, a word of thanks: says nothing. */
bool review_is_empty_talk(struct review *r);
/* Is it the answer, a question back, or how it stands? */
enum act review_act(const struct review *r);
bool act_is_said(enum act x); /* its text goes to the citizen */
bool plain_is_one_of(const char *plain, const char *const *words, size_t n);

/* officer_trust.c */
struct readers { /* to whom else it went */
	bool desk_to, requester, officer_to, officer_cc, outsider;
};
struct readers review_readers(const struct review *r);

/* The rows; each sees the whole mail. */
typedef bool plan_row(struct review *r, struct plan *p);
plan_row row_nobody, row_many_authors, row_disowned, row_foreign_token,
    row_silent, row_confirmed, row_weak, row_may_not_know, row_released,
    row_elsewhere;
plan_row row_errors, row_note, row_among_officers, row_commands,
    row_commands_only, row_explicit, row_answer;
plan_row row_which, row_filed, row_forward, row_recap, row_help, row_no_ticket;
plan_row row_empty, row_two_texts, row_template, row_draft, row_colleague,
    row_wish, row_internal, row_in_quote, row_stranger, row_no_sign, row_voice,
    row_dead_ticket, row_to_all, row_foreign, row_officer_address, row_sealed,
    row_no_file, row_said_before;

/* officer_words.c */
void prose_read(struct review *r, const char *text);
/* What its sentences want, taken together. */
void prose_weigh(struct prose *p);
/* Is it said to the desk or a colleague, whatever stands around it? */
bool sentence_is_inside(const struct prose *p, const struct sentence *s);
/* text (of which the prose was read) without what is said to the desk;
 * *remarks_r is the rest. */
const char *prose_without_remarks(
    struct review *r, const char *text, const char **remarks_r);
/* Does the name (of the requester, or in the quote) belong to the case? */
bool prose_names_requester(const struct review *r, const char *word);

/* voice.c: what examples say of it, into its prose. */
void voice_judge(const struct voice *v, struct review *r); /* may be NULL */

/* officer_chat.c: the exported chat beside "#whatsapp" goes into its record;
 * orders were read from words. */
void orders_take_chat(struct review *r, const char *words);

/* officer_hold.c: a plan to do something becomes a question. */
void hold_done(struct review *r, struct plan *p);

/* officer_propose.c */
/* Command lines for what the prose wants, best first, ready to be sent. */
void propose_wishes(struct review *r);
void propose_note(struct review *r);
void propose_answer(struct review *r);
void propose_line(struct review *r, const char *line);
/* A filled form; false: no other channel is spoken of. */
bool propose_record(struct review *r);

#endif
