#ifndef DESK_COMMAND_H
#define DESK_COMMAND_H

#include "base/arena.h"
#include "desk/kind.h"
#include "desk/office.h"
#include "mail/msg.h"

/*
 * What an officer can have the desk do (DESIGN section 7), as written in a
 * mail or on the command line. X(id, word, English word, argument, meaning):
 * the argument is "" "text" "ticket" "officer" "kind" "service" "form".
 */
#define ACTS(X) \
	X(ACT_ANSWER, "jawab", "answer", "text", "send this to the citizen") \
	X(ACT_PROGRESS, "kabar", "progress", "text", \
	    "tell the citizen how it stands; the clock runs on") \
	X(ACT_ASK, "lengkapi", "ask", "text", \
	    "ask the citizen; the clock waits") \
	X(ACT_NOTE, "catatan", "note", "text", \
	    "note it; nobody outside sees it") \
	X(ACT_CLOSE, "selesai", "close", "", "close the ticket") \
	X(ACT_REOPEN, "buka", "reopen", "", "take the ticket up again") \
	X(ACT_TAKE, "ambil", "take", "", "it is mine") \
	X(ACT_HAND, "serahkan", "assign", "officer", "it is theirs") \
	X(ACT_KIND, "jenis", "kind", "kind", "correct kind and topic") \
	X(ACT_MERGE, "gabung", "merge", "ticket", \
	    "this ticket goes on in that one") \
	X(ACT_SPLIT, "pisah", "split", "kind", \
	    "the last mail of this ticket becomes one of its own") \
	X(ACT_SECRET, "rahasia", "confidential", "", "hide who wrote it") \
	X(ACT_REFER, "alihkan", "refer", "service", \
	    "refer the citizen to another service or agency") \
	X(ACT_REQUESTER, "pemohon", "requester", "text", \
	    "this address is the citizen's") \
	X(ACT_CANCEL, "batal", "cancel", "", "call back, or drop, what waits") \
	X(ACT_SEND, "kirim", "send", "", "send what is held") \
	X(ACT_SHOW, "lihat", "show", "ticket", "show a ticket") \
	X(ACT_SEARCH, "cari", "search", "text", "search answers and tickets") \
	X(ACT_RECAP, "rekap", "recap", "", "list what is open") \
	X(ACT_RELEASE, "lepas", "release", "text", \
	    "try again a mail that was put aside") \
	X(ACT_HELP, "bantuan", "help", "", "how to work with this desk") \
	X(ACT_VISIT, "kunjungan", "visit", "form", "record a visit") \
	X(ACT_WHATSAPP, "whatsapp", "whatsapp", "form", "record a chat") \
	X(ACT_PHONE, "telepon", "phone", "form", "record a call") \
	X(ACT_BOX, "kotak", "box", "form", "record a letter from the box") \
	X(ACT_INSTAGRAM, "instagram", "instagram", "form", "record a chat") \
	X(ACT_LAPOR, "lapor", "lapor", "form", "record a report of LAPOR!")
#define ACT_ENUM(id, ...) id,
enum act { ACTS(ACT_ENUM) ACT_COUNT };

/* A case from another channel; "" and TOD_NONE where nothing is said. */
struct record {
	const char *channel; /* "kunjungan" "whatsapp" ... as of the command */
	const char *name, *address, *phone, *institution;
	const char *question; /* what is asked, or what happened */
	const char *answer;   /* what was answered at once */
	enum kind kind;       /* NONE: to be classified from question */
	enum topic topic;
	const char *external;          /* number at LAPOR! */
	int64_t at;                    /* when it came */
	int64_t arrived, served, done; /* visits */
	int64_t external_due;
	/* it was answered, nothing is left to do: an answer stands in the form,
	 * or it says so; that a guest left at a time does not */
	bool closed;
};

struct action {
	enum act act;
	int line;            /* in the officer's own words, from 1; 0 prose */
	const char *written; /* the line as it stands there */
	const char *text;    /* argument "text", or the whole argument */
	const struct officer *officer;
	enum kind kind;
	enum topic topic;
	const char *service; /* produk romantik ppid perpustakaan data-pribadi
				or the name of an agency */
	const char *ticket;  /* a code, "" for the ticket of the mail */
	const struct record *record;
};

struct command_error {
	int line;
	const char *written;
	const char *why; /* Indonesian: what is wrong and what would be right */
};

struct orders {
	const char *prose; /* what belongs to no command, "" */
	const struct action *v;
	size_t n;
	const struct command_error *errors; /* any: nothing is to be done */
	size_t nerrors;
};

/*
 * Reads an officer's own words (no quote in them). A command stands on a line
 * of its own and starts with '#' (also after a bullet; never in a quote); case,
 * spaces after '#', a colon and full-width forms are forgiven. "text" and
 * "form" take the rest of the line and the lines up to the next command. day:
 * the mail's date, for times in forms.
 */
void command_parse(struct arena *a, const struct office *o, const char *words,
    int64_t day, struct orders *o_r);
/* One command as a command line gives it: name without '#', then words. */
bool command_one(struct arena *a, const struct office *o, const char *name,
    const char *argument, int64_t day, struct action *x_r, struct why *w);
const char *act_word(enum act x);

/* A date as the head of a passed on mail has it ("Jum, 20 Nov 2026 pukul
 * 09.10", "16/10/26 09.19"); what names no zone is in that of the office. day:
 * the day number from which a missing year is told. TOD_NONE: none. */
int64_t command_moment(const char *s, int64_t day, int offset);

/*
 * A chat as WhatsApp exports it, as text or as a zip file with one: bytes are
 * those of the decoded attachment. text: the whole of it, at most 64 KiB; name,
 * phone: of who wrote to the office; at: when the chat began. false: no chat.
 */
struct chat {
	const char *text, *name, *phone;
	int64_t at;
};
bool command_chat(struct arena *a, const struct office *o, const char *bytes,
    size_t n, struct chat *c_r);

/* All commands, for `#bantuan`, the man page and its test. */
void command_print(struct buf *b);

#endif
