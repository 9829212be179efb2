/* objects: base/buf base/mem base/err base/text desk/ticket */
#include "tap.h"

#include "desk/ticket.h"

#define REFUSED STATE_COUNT

/* Written by hand from the rules of the office, not from the table. */
static const struct {
	enum state state;
	enum ticket_event event;
	enum state next;
	unsigned has, hasnt;
	const char *what;
} rows[] = {
	{ STATE_NONE, TE_OPEN_COMPLETE, STATE_DIPROSES,
	    EFFECT_START_CLOCK | EFFECT_ACKNOWLEDGE, EFFECT_ASK,
	    "a clear request starts the clock" },
	{ STATE_NONE, TE_OPEN_INCOMPLETE, STATE_MENUNGGU, EFFECT_ASK,
	    EFFECT_START_CLOCK, "what is unclear is asked, no clock" },
	{ STATE_NONE, TE_OPEN_UNSURE, STATE_BARU,
	    EFFECT_TELL_OFFICER | EFFECT_START_CLOCK, EFFECT_ASK,
	    "unsure: a human decides, in time" },
	{ STATE_NONE, TE_THANKS, STATE_DIPROSES, EFFECT_TELL_OFFICER,
	    EFFECT_START_CLOCK | EFFECT_ACKNOWLEDGE,
	    "thanks for nothing known: seen, and owed nothing" },
	{ STATE_BARU, TE_COMPLETE, STATE_DIPROSES, EFFECT_RESUME_CLOCK,
	    EFFECT_START_CLOCK | EFFECT_ACKNOWLEDGE,
	    "his decision gives no new time and no second receipt" },
	{ STATE_BARU, TE_CANCEL, STATE_BATAL, EFFECT_STOP_CLOCK | EFFECT_CLOSED,
	    EFFECT_SURVEY, "or it is nothing" },
	{ STATE_MENUNGGU, TE_COMPLETE, STATE_DIPROSES, EFFECT_RESUME_CLOCK,
	    EFFECT_START_CLOCK, "the details let the clock go on" },
	{ STATE_DIPROSES, TE_ASK, STATE_MENUNGGU,
	    EFFECT_STOP_CLOCK | EFFECT_ASK, 0, "asking stops the clock" },
	{ STATE_DIPROSES, TE_ANSWER, STATE_DIJAWAB, EFFECT_STOP_CLOCK,
	    EFFECT_CLOSED, "an answer stops the clock" },
	{ STATE_DIJAWAB, TE_CLOSE, STATE_SELESAI, EFFECT_SURVEY | EFFECT_CLOSED,
	    0, "answered and closed: survey" },
	{ STATE_MENUNGGU, TE_NO_ANSWER, STATE_SELESAI, EFFECT_CLOSED,
	    EFFECT_SURVEY, "silence closes without a survey" },
	{ STATE_DIPROSES, TE_REFER, STATE_DIALIHKAN,
	    EFFECT_STOP_CLOCK | EFFECT_CLOSED, EFFECT_SURVEY, "referred" },
	{ STATE_DIPROSES, TE_CANCEL, STATE_BATAL, EFFECT_CLOSED, EFFECT_SURVEY,
	    "cancelled" },
	{ STATE_SELESAI, TE_ADDITION, STATE_DIPROSES, EFFECT_START_CLOCK, 0,
	    "an addition reopens" },
	{ STATE_SELESAI, TE_REOPEN, STATE_DIPROSES, EFFECT_START_CLOCK, 0,
	    "an officer reopens" },
	{ STATE_BATAL, TE_ADDITION, STATE_BATAL, EFFECT_TELL_OFFICER,
	    EFFECT_START_CLOCK | EFFECT_ACKNOWLEDGE,
	    "what was cancelled stays so until an officer reopens it" },
	{ STATE_DIJAWAB, TE_RECALL, STATE_DIPROSES, EFFECT_RESUME_CLOCK,
	    EFFECT_START_CLOCK | EFFECT_TELL_OFFICER,
	    "an answer that was called back was never given" },
	{ STATE_DIPROSES, TE_RECALL, REFUSED, 0, 0, "nothing was said" },
	{ STATE_NONE, TE_ANSWER, REFUSED, 0, 0, "no ticket, no answer" },
	{ STATE_DIPROSES, TE_OPEN_COMPLETE, REFUSED, 0, 0, "opened once" },
	{ STATE_DIPROSES, TE_NO_ANSWER, REFUSED, 0, 0, "nobody was asked" },
	{ STATE_SELESAI, TE_CLOSE, REFUSED, 0, 0, "closed once" },
	{ STATE_SELESAI, TE_ESCALATE, REFUSED, 0, 0, "no ladder when closed" },
	{ STATE_BATAL, TE_ANSWER, REFUSED, 0, 0, "nothing to answer" },
	{ STATE_MENUNGGU, TE_REOPEN, REFUSED, 0, 0, "it is open" },
};

/* Of every state: these change nothing that the citizen or a clock sees. */
static void
test_quiet(enum ticket_event e)
{
	unsigned effects, loud = ~(unsigned)EFFECT_TELL_OFFICER;
	enum state next;
	struct why w;
	int s;

	for (s = STATE_BARU; s < STATE_COUNT; s++)
		ok(ticket_next((enum state)s, e, &next, &effects, &w) == OK &&
			(int)next == s && (effects & loud) == 0,
		    "\"%s\" leaves \"%s\" alone", ticket_event_word(e),
		    state_word((enum state)s));
}

int
main(void)
{
	unsigned effects;
	enum state next, s;
	struct why w;
	struct buf b;
	enum err e;
	size_t i;
	int k;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		effects = 0;
		e = ticket_next(
		    rows[i].state, rows[i].event, &next, &effects, &w);
		if (rows[i].next == REFUSED)
			ok(e == ERR_ITEM && next == rows[i].state &&
				effects == 0 &&
				strstr(w.s, ticket_event_word(rows[i].event)),
			    "refused: %s", rows[i].what);
		else
			ok(e == OK && next == rows[i].next &&
				(effects & rows[i].has) == rows[i].has &&
				(effects & rows[i].hasnt) == 0,
			    "%s", rows[i].what);
	}
	test_quiet(TE_THANKS);
	test_quiet(TE_BOUNCE);
	test_quiet(TE_NOTE);
	test_quiet(TE_RECLASSIFY);
	for (k = 0; k < STATE_COUNT; k++)
		ok(state_parse(state_word((enum state)k), &s) && (int)s == k,
		    "state \"%s\" reads back", state_word((enum state)k));
	ok(!state_parse("open", &s) && s == STATE_NONE, "no such state");
	ok(state_is_open(STATE_DIJAWAB) && !state_is_open(STATE_SELESAI) &&
		!state_is_open(STATE_NONE),
	    "answered is open, closed is not");
	buf_init(&b, 1 << 16);
	ticket_print(&b);
	ok(!b.over && strstr(b.s, "diproses   ask              menunggu   "
				  "stop the clock, ask the citizen\n"),
	    "the table prints itself");
	buf_free(&b);
	return done_testing();
}
