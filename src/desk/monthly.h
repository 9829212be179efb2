#ifndef DESK_MONTHLY_H
#define DESK_MONTHLY_H

#include "base/arena.h"
#include "desk/calendar.h"
#include "desk/kind.h"
#include "desk/office.h"
#include "desk/ticket.h"

/*
 * What the desk did in a period, counted from its tickets (those opened in
 * the period): for the monthly report and the trends of the digest. Pure; no
 * names of citizens come near it. Moments TOD_NONE where not known; texts are
 * borrowed.
 */
struct monthly_case {
	const char *code;
	enum kind kind;
	enum topic topic;
	enum state state;
	bool secret, supervisory;
	const char *channel, *service;
	const char *officer; /* id, "" nobody's */
	int64_t opened_at, complete_at, due_at, first_due_at, paused_at;
	bool due_unlisted;
	int64_t answered_at, closed_at;
	int64_t said_at; /* first word of a human to the citizen: an answer,
			    a question, news */
	int asks;        /* how often the citizen was asked for details */
	int officers;    /* how often it changed hands */
	int reopened, bounced;
	bool no_answer; /* closed because the citizen never answered */
	bool merged;
	bool visit, visit_in_time; /* a visit with its times */
	int score;                 /* survey, 0 */
};

/* How the deadline went. A case that waits for the citizen or whose time is
 * not over yet is OPEN; one without deadline, cancelled, merged, or closed
 * without an answer before its deadline is NONE. A referral within the
 * deadline keeps it. */
enum monthly_due { DUE_NONE, DUE_OPEN, DUE_KEPT, DUE_LATE };
enum monthly_due monthly_due(const struct monthly_case *c, int64_t now);
/* The same for the first human answer to a complaint; NONE for others. */
enum monthly_due monthly_first(const struct monthly_case *c, int64_t now);

/* When a human first wrote to the citizen, TOD_NONE. */
int64_t monthly_first_word(const struct monthly_case *c);

/* What became of it. */
#define MONTHLY_ENDS(X) \
	X(END_OPEN, "terbuka", "Masih dikerjakan") \
	X(END_WAITING, "menunggu", "Menunggu keterangan pemohon") \
	X(END_ANSWERED, "dijawab", "Dijawab") \
	X(END_REFERRED, "dialihkan", \
	    "Dialihkan ke layanan atau instansi lain") \
	X(END_SILENT, "tanpa-keterangan", "Ditutup, pemohon tidak melengkapi") \
	X(END_CLOSED, "tanpa-jawaban", "Ditutup tanpa jawaban tertulis") \
	X(END_MERGED, "digabung", "Digabung dengan tiket lain") \
	X(END_CANCELLED, "batal", "Dibatalkan (bukan layanan, ganda, spam)")
#define MONTHLY_ENUM(id, ...) id,
enum monthly_end { MONTHLY_ENDS(MONTHLY_ENUM) END_COUNT };
enum monthly_end monthly_end(const struct monthly_case *c);
const char *monthly_end_word(enum monthly_end e);  /* "dijawab" */
const char *monthly_end_title(enum monthly_end e); /* for people */

/* Why a late case is late, as far as its history tells; or-ed. */
#define MONTHLY_REASONS(X) \
	X(LATE_NOBODY, 1, "tidak ada petugas yang mengambil") \
	X(LATE_HANDED, 2, "berpindah petugas") \
	X(LATE_ASKED, 4, "sempat menunggu keterangan pemohon") \
	X(LATE_REOPENED, 8, "dibuka kembali") \
	X(LATE_BOUNCED, 16, "pos-el kepada pemohon tidak sampai") \
	X(LATE_HOLIDAYS, 32, "ada hari libur di antaranya") \
	X(LATE_BUSY, 64, "banyak tiket pada hari yang sama") \
	X(LATE_UNKNOWN, 128, "sebab tidak tercatat")
#define MONTHLY_BIT(id, bit, words) id = bit,
enum monthly_reason { MONTHLY_REASONS(MONTHLY_BIT) };
#define LATE_REASONS 8
const char *monthly_reason(int i, unsigned *bit_r); /* i < LATE_REASONS */

struct monthly_share {
	int64_t kept, late, open;
};
/* Working time from opening to the first word of a human, seconds; nearest
 * rank. */
struct monthly_times {
	int64_t n, median, p90;
};
struct monthly_word {
	const char *word;
	int64_t n;
};
struct monthly_words {
	struct monthly_word *v; /* arena, most frequent first */
	size_t n;
};
struct monthly_officer {
	const char *id, *name; /* name "" : no longer in the configuration;
				  id "": nobody's */
	int64_t cases, answered, late, open;
	struct monthly_times first;
};
struct monthly_late {
	const struct monthly_case *c;
	bool first;       /* the first answer to a complaint */
	bool still;       /* still not answered */
	int64_t late;     /* working seconds */
	unsigned reasons; /* enum monthly_reason */
};

#define MONTHLY_DAYS 31
struct monthly_stats {
	int64_t cases;
	int64_t kind[KIND_COUNT];
	int64_t topic[TOPIC_COUNT]; /* of consultations */
	struct monthly_words channels;
	int64_t end[END_COUNT];
	int64_t complaint_end[END_COUNT]; /* without supervisory ones */
	int64_t complaints, supervisory, secret;
	struct monthly_share consultation, complaint, complaint_first,
	    supervision, other, all;
	struct monthly_share visit; /* open: without times */
	struct monthly_times first, first_consultation, first_complaint;
	struct monthly_officer *officers; /* arena */
	size_t nofficers;
	struct monthly_late *late; /* arena, oldest first */
	size_t nlate;
	int64_t reasons[LATE_REASONS];
	int64_t days[MONTHLY_DAYS]; /* opened, by day of the period */
	int64_t excluded;           /* no deadline, merged, cancelled ... */
	int64_t unlisted; /* deadlines in a year without holiday list */
};

struct monthly_ask {
	const struct office *office;
	const struct calendar *calendar;
	const struct monthly_case *v; /* by opened_at */
	size_t n;
	int64_t from, now; /* first second of the period */
};
void monthly_count(
    struct arena *a, const struct monthly_ask *q, struct monthly_stats *s_r);

/* Kept of kept and late, in thousandths; -1: none was measured. */
int monthly_permille(const struct monthly_share *s);

#endif
