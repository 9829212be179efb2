#ifndef DESK_TICKET_H
#define DESK_TICKET_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * States of a ticket and the one table that changes them (DESIGN section 6).
 */
#define STATES(X) \
	X(STATE_NONE, "") \
	X(STATE_BARU, "baru") \
	X(STATE_MENUNGGU, "menunggu") \
	X(STATE_DIPROSES, "diproses") \
	X(STATE_DIJAWAB, "dijawab") \
	X(STATE_SELESAI, "selesai") \
	X(STATE_DIALIHKAN, "dialihkan") \
	X(STATE_BATAL, "batal")

#define TICKET_EVENTS(X) \
	X(TE_OPEN_COMPLETE, "open-complete", "a clear request arrives") \
	X(TE_OPEN_INCOMPLETE, "open-incomplete", \
	    "a request with details missing arrives") \
	X(TE_OPEN_UNSURE, "open-unsure", "a mail of unsure kind arrives") \
	X(TE_ASK, "ask", "the citizen is asked for details") \
	X(TE_COMPLETE, "complete", "the details are there") \
	X(TE_ADDITION, "addition", "the citizen adds something") \
	X(TE_THANKS, "thanks", "the citizen only says thank you") \
	X(TE_ANSWER, "answer", "an officer's answer is sent") \
	X(TE_CLOSE, "close", "the case is closed") \
	X(TE_REFER, "refer", "referred to another service or agency") \
	X(TE_CANCEL, "cancel", "spam, duplicate, merged or no service") \
	X(TE_REOPEN, "reopen", "taken up again") \
	X(TE_NO_ANSWER, "no-answer", "the citizen never gave the details") \
	X(TE_BOUNCE, "bounce", "our mail did not arrive") \
	X(TE_NOTE, "note", "something is noted") \
	X(TE_ESCALATE, "escalate", "a step of the ladder is told") \
	X(TE_RECALL, "recall", "our mail was called back before it went") \
	X(TE_RECLASSIFY, "reclassify", "kind or topic is corrected")

/*
 * Effects, or-ed: what the caller has to do besides storing the new state.
 * START gives the whole time anew; RESUME gives what was left, the whole where
 * nothing ran yet. A complaint opens as complete: its law runs from receipt.
 * An unsure mail runs as well until a person decides, lest nobody does. Thanks
 * for what is not known open a case, lest a request among them is lost, and
 * owe nothing by any day.
 */
enum effect {
	EFFECT_START_CLOCK = 1,
	EFFECT_STOP_CLOCK = 2,
	EFFECT_RESUME_CLOCK = 4,
	EFFECT_ACKNOWLEDGE = 8,
	EFFECT_ASK = 16,
	EFFECT_TELL_OFFICER = 32,
	EFFECT_SURVEY = 64,
	EFFECT_CLOSED = 128
};

#define STATE_ENUM(id, ...) id,
enum state { STATES(STATE_ENUM) STATE_COUNT };
enum ticket_event { TICKET_EVENTS(STATE_ENUM) TE_COUNT };

const char *state_word(enum state s);
bool state_parse(const char *word, enum state *s_r);
const char *ticket_event_word(enum ticket_event e);

/* The one place. ERR_ITEM and words where the pair is not in the table. */
enum err ticket_next(enum state s, enum ticket_event e, enum state *next_r,
    unsigned *effects_r, struct why *w);
/* The table as text, one row a line, for `tanggap states`. */
void ticket_print(struct buf *b);
bool state_is_open(enum state s);

#endif
