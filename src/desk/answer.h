#ifndef DESK_ANSWER_H
#define DESK_ANSWER_H

#include "base/arena.h"
#include "desk/office.h"
#include "mail/msg.h"

/*
 * What the citizen is to read of an officer's mail, and nothing else: the
 * notification, quotes, signature, tokens and pixels are cut; quotes that the
 * officer answers one by one stay, as far as they are the citizen's own
 * words. Pure; everything is in the arena or borrowed from m.
 */
struct answer_facts {
	const struct office *office;
	const struct officer *who; /* wrote it; NULL for none */
	const char *prose;         /* his own words, commands taken out */
};

struct answer {
	const char *text; /* plain, LF lines, "" for nothing */
	/* the same words where formatting was used, from a short whitelist of
	 * elements; "" where plain text says it all or where the HTML could
	 * not be cut with certainty */
	const char *html;
	const int *files; /* parts that travel, images of the text included */
	size_t nfiles;
	struct strs cut; /* what of the mail does not travel, in pieces */
	/* names of files that no citizen could open, for they are packed into
	 * Outlook's winmail.dat; "" for none */
	const char *sealed;
};

void answer_make(struct arena *a, const struct msg *m,
    const struct answer_facts *f, struct answer *r);

/*
 * Who wrote into the quote and set his words off (by colour, highlighting, bold
 * letters): his words with the citizen's lines that each answers, in place of
 * m->reply_text. sent: the mail of ours that m quotes. NULL where there is
 * nothing of the kind, or where it cannot be told surely: a line in the quote
 * that neither we sent nor he marked.
 */
const char *answer_marked(
    struct arena *a, const struct msg *m, const struct msg *sent);

/* Letters and digits of text alone, as both forms of a mail have them. */
const char *answer_letters(struct arena *a, const char *text, size_t n);

/*
 * The elements of html that hold exactly the letters of text, in its order;
 * "" if that cannot be told for sure or if nothing is formatted. shown is set,
 * by index into m->parts, for the pictures in it (by Content-ID), and for
 * those that no HTML places. signed_off: text ends in a name, so a picture
 * below it is a logo.
 */
struct answer_html {
	const struct msg *m;
	const char *text;
	bool signed_off;
	bool *shown;
};
const char *answer_cut_html(
    struct arena *a, const struct answer_html *h, const char *html, size_t n);

#endif
