/*
 * The one table of a ticket's life. It knows no clock and no mail: what an
 * effect means in days or drafts is for others.
 */
#include <assert.h>
#include <string.h>

#include "base/banned.h"
#include "desk/ticket.h"

#define STATE_WORD(id, word) [id] = word,
#define EVENT_WORD(id, word, why) [id] = word,
static const char *const states[] = { STATES(STATE_WORD) };
static const char *const events[] = { TICKET_EVENTS(EVENT_WORD) };
static_assert(sizeof(states) / sizeof(states[0]) == STATE_COUNT, "states");
static_assert(sizeof(events) / sizeof(events[0]) == TE_COUNT, "events");

static const struct {
	unsigned bit;
	const char *word;
} effects[] = {
	{ EFFECT_START_CLOCK, "start the clock" },
	{ EFFECT_STOP_CLOCK, "stop the clock" },
	{ EFFECT_RESUME_CLOCK, "resume the clock" },
	{ EFFECT_ACKNOWLEDGE, "acknowledge" },
	{ EFFECT_ASK, "ask the citizen" },
	{ EFFECT_TELL_OFFICER, "tell the officer" },
	{ EFFECT_SURVEY, "survey" },
	{ EFFECT_CLOSED, "closed" },
};

struct row {
	enum state state;
	enum ticket_event event;
	enum state next;
	unsigned effects;
};

#define START EFFECT_START_CLOCK
#define STOP EFFECT_STOP_CLOCK
#define RESUME EFFECT_RESUME_CLOCK
#define ACK EFFECT_ACKNOWLEDGE
#define ASK EFFECT_ASK
#define TELL EFFECT_TELL_OFFICER
#define CLOSED EFFECT_CLOSED

static const struct row table[] = {
	{ STATE_NONE, TE_OPEN_COMPLETE, STATE_DIPROSES, START | ACK | TELL },
	{ STATE_NONE, TE_OPEN_INCOMPLETE, STATE_MENUNGGU, ACK | ASK },
	{ STATE_NONE, TE_OPEN_UNSURE, STATE_BARU, START | ACK | TELL },
	{ STATE_NONE, TE_THANKS, STATE_DIPROSES, TELL },

	{ STATE_BARU, TE_ASK, STATE_MENUNGGU, STOP | ASK },
	{ STATE_BARU, TE_COMPLETE, STATE_DIPROSES, RESUME | TELL },
	{ STATE_BARU, TE_ADDITION, STATE_BARU, TELL },
	{ STATE_BARU, TE_THANKS, STATE_BARU, 0 },
	{ STATE_BARU, TE_ANSWER, STATE_DIJAWAB, STOP },
	{ STATE_BARU, TE_CLOSE, STATE_SELESAI, STOP | CLOSED },
	{ STATE_BARU, TE_REFER, STATE_DIALIHKAN, STOP | CLOSED },
	{ STATE_BARU, TE_CANCEL, STATE_BATAL, STOP | CLOSED },
	{ STATE_BARU, TE_BOUNCE, STATE_BARU, TELL },
	{ STATE_BARU, TE_NOTE, STATE_BARU, 0 },
	{ STATE_BARU, TE_ESCALATE, STATE_BARU, 0 },
	{ STATE_BARU, TE_RECLASSIFY, STATE_BARU, 0 },

	{ STATE_MENUNGGU, TE_ASK, STATE_MENUNGGU, ASK },
	{ STATE_MENUNGGU, TE_COMPLETE, STATE_DIPROSES, RESUME | ACK | TELL },
	{ STATE_MENUNGGU, TE_ADDITION, STATE_MENUNGGU, TELL },
	{ STATE_MENUNGGU, TE_THANKS, STATE_MENUNGGU, 0 },
	{ STATE_MENUNGGU, TE_ANSWER, STATE_DIJAWAB, STOP },
	{ STATE_MENUNGGU, TE_CLOSE, STATE_SELESAI, STOP | CLOSED },
	{ STATE_MENUNGGU, TE_REFER, STATE_DIALIHKAN, STOP | CLOSED },
	{ STATE_MENUNGGU, TE_CANCEL, STATE_BATAL, STOP | CLOSED },
	{ STATE_MENUNGGU, TE_NO_ANSWER, STATE_SELESAI, STOP | CLOSED },
	{ STATE_MENUNGGU, TE_BOUNCE, STATE_MENUNGGU, TELL },
	{ STATE_MENUNGGU, TE_NOTE, STATE_MENUNGGU, 0 },
	{ STATE_MENUNGGU, TE_ESCALATE, STATE_MENUNGGU, 0 },
	{ STATE_MENUNGGU, TE_RECALL, STATE_DIPROSES, RESUME },
	{ STATE_MENUNGGU, TE_RECLASSIFY, STATE_MENUNGGU, 0 },

	{ STATE_DIPROSES, TE_ASK, STATE_MENUNGGU, STOP | ASK },
	{ STATE_DIPROSES, TE_ADDITION, STATE_DIPROSES, ACK | TELL },
	{ STATE_DIPROSES, TE_THANKS, STATE_DIPROSES, 0 },
	{ STATE_DIPROSES, TE_ANSWER, STATE_DIJAWAB, STOP },
	{ STATE_DIPROSES, TE_CLOSE, STATE_SELESAI, STOP | CLOSED },
	{ STATE_DIPROSES, TE_REFER, STATE_DIALIHKAN, STOP | CLOSED },
	{ STATE_DIPROSES, TE_CANCEL, STATE_BATAL, STOP | CLOSED },
	{ STATE_DIPROSES, TE_BOUNCE, STATE_DIPROSES, TELL },
	{ STATE_DIPROSES, TE_NOTE, STATE_DIPROSES, 0 },
	{ STATE_DIPROSES, TE_ESCALATE, STATE_DIPROSES, 0 },
	{ STATE_DIPROSES, TE_RECLASSIFY, STATE_DIPROSES, 0 },

	{ STATE_DIJAWAB, TE_ASK, STATE_MENUNGGU, ASK },
	{ STATE_DIJAWAB, TE_ADDITION, STATE_DIPROSES, START | ACK | TELL },
	{ STATE_DIJAWAB, TE_THANKS, STATE_DIJAWAB, 0 },
	{ STATE_DIJAWAB, TE_ANSWER, STATE_DIJAWAB, 0 },
	{ STATE_DIJAWAB, TE_CLOSE, STATE_SELESAI, EFFECT_SURVEY | CLOSED },
	{ STATE_DIJAWAB, TE_REFER, STATE_DIALIHKAN, CLOSED },
	{ STATE_DIJAWAB, TE_CANCEL, STATE_BATAL, CLOSED },
	{ STATE_DIJAWAB, TE_REOPEN, STATE_DIPROSES, START | TELL },
	{ STATE_DIJAWAB, TE_BOUNCE, STATE_DIJAWAB, TELL },
	{ STATE_DIJAWAB, TE_NOTE, STATE_DIJAWAB, 0 },
	{ STATE_DIJAWAB, TE_ESCALATE, STATE_DIJAWAB, 0 },
	{ STATE_DIJAWAB, TE_RECALL, STATE_DIPROSES, RESUME },
	{ STATE_DIJAWAB, TE_RECLASSIFY, STATE_DIJAWAB, 0 },

	{ STATE_SELESAI, TE_ASK, STATE_MENUNGGU, ASK },
	{ STATE_SELESAI, TE_ADDITION, STATE_DIPROSES, START | ACK | TELL },
	{ STATE_SELESAI, TE_THANKS, STATE_SELESAI, 0 },
	{ STATE_SELESAI, TE_ANSWER, STATE_SELESAI, 0 },
	{ STATE_SELESAI, TE_REFER, STATE_DIALIHKAN, 0 },
	{ STATE_SELESAI, TE_CANCEL, STATE_BATAL, 0 },
	{ STATE_SELESAI, TE_REOPEN, STATE_DIPROSES, START | TELL },
	{ STATE_SELESAI, TE_BOUNCE, STATE_SELESAI, TELL },
	{ STATE_SELESAI, TE_NOTE, STATE_SELESAI, 0 },
	{ STATE_SELESAI, TE_RECALL, STATE_DIPROSES, RESUME },
	{ STATE_SELESAI, TE_RECLASSIFY, STATE_SELESAI, 0 },

	{ STATE_DIALIHKAN, TE_ADDITION, STATE_DIPROSES, START | ACK | TELL },
	{ STATE_DIALIHKAN, TE_THANKS, STATE_DIALIHKAN, 0 },
	{ STATE_DIALIHKAN, TE_ANSWER, STATE_DIALIHKAN, 0 },
	{ STATE_DIALIHKAN, TE_CANCEL, STATE_BATAL, 0 },
	{ STATE_DIALIHKAN, TE_REOPEN, STATE_DIPROSES, START | TELL },
	{ STATE_DIALIHKAN, TE_BOUNCE, STATE_DIALIHKAN, TELL },
	{ STATE_DIALIHKAN, TE_NOTE, STATE_DIALIHKAN, 0 },
	{ STATE_DIALIHKAN, TE_RECALL, STATE_DIPROSES, RESUME },
	{ STATE_DIALIHKAN, TE_RECLASSIFY, STATE_DIALIHKAN, 0 },

	{ STATE_BATAL, TE_ADDITION, STATE_BATAL, TELL },
	{ STATE_BATAL, TE_THANKS, STATE_BATAL, 0 },
	{ STATE_BATAL, TE_REOPEN, STATE_DIPROSES, START | TELL },
	{ STATE_BATAL, TE_BOUNCE, STATE_BATAL, 0 },
	{ STATE_BATAL, TE_NOTE, STATE_BATAL, 0 },
	{ STATE_BATAL, TE_RECLASSIFY, STATE_BATAL, 0 },
};

#define ROWS (sizeof(table) / sizeof(table[0]))

const char *
state_word(enum state s)
{
	return states[s];
}

bool
state_parse(const char *word, enum state *s_r)
{
	int i;

	for (i = 0; i < STATE_COUNT; i++)
		if (strcmp(states[i], word) == 0) {
			*s_r = (enum state)i;
			return true;
		}
	*s_r = STATE_NONE;
	return false;
}

const char *
ticket_event_word(enum ticket_event e)
{
	return events[e];
}

bool
state_is_open(enum state s)
{
	return s == STATE_BARU || s == STATE_MENUNGGU || s == STATE_DIPROSES ||
	       s == STATE_DIJAWAB;
}

enum err
ticket_next(enum state s, enum ticket_event e, enum state *next_r,
    unsigned *effects_r, struct why *w)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		if (table[i].state == s && table[i].event == e) {
			*next_r = table[i].next;
			*effects_r = table[i].effects;
			return OK;
		}
	*next_r = s;
	*effects_r = 0;
	return why_set(w, ERR_ITEM,
	    "a ticket in state \"%s\" does not take the event \"%s\"",
	    s == STATE_NONE ? "-" : states[s], events[e]);
}

void
ticket_print(struct buf *b)
{
	const char *gap;
	size_t i, k;

	buf_addf(
	    b, "%-10s %-16s %-10s %s\n", "state", "event", "next", "effects");
	for (i = 0; i < ROWS; i++) {
		buf_addf(b, "%-10s %-16s %-10s ",
		    table[i].state == STATE_NONE ? "-" : states[table[i].state],
		    events[table[i].event], states[table[i].next]);
		gap = "";
		for (k = 0; k < sizeof(effects) / sizeof(effects[0]); k++)
			if (table[i].effects & effects[k].bit) {
				buf_addf(b, "%s%s", gap, effects[k].word);
				gap = ", ";
			}
		buf_adds(b, *gap != '\0' ? "\n" : "-\n");
	}
}
