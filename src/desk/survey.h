#ifndef DESK_SURVEY_H
#define DESK_SURVEY_H

#include "base/arena.h"
#include "desk/skm.h"

#define SURVEY_TEMPLATE "selesai-survei" /* the mail that asks */

/*
 * Reads the plain reply to a closing mail: one mark from 1 to 4 ("4",
 * "4 - sangat puas", "nilai: 3, agak lambat", "empat", "sangat puas"), or the
 * longer form with the nine elements of the SKM ("U1 Persyaratan: 4" a line,
 * "U1: 4 U2: 3 ..."), or both. What can be read in two ways is no mark: "4
 * hari belum dijawab" is none.
 */
enum survey_how {
	SURVEY_NONE,    /* no answer to the survey: an ordinary mail */
	SURVEY_RATED,   /* a mark, or at least one element */
	SURVEY_UNCLEAR, /* an answer that cannot be counted: 5, 3.5, "4, tidak
			   puas" */
};

struct survey {
	enum survey_how how;
	int score;                 /* 1..4, 0: not given */
	int element[SKM_ELEMENTS]; /* the same */
	const char *words;         /* what else was said, "" */
	bool asks; /* these words want something: more than a remark */
};

/* own: the writer's words (msg.reply_text); all: with the quote (msg.text),
 * where people fill in the form. UTF-8. */
void survey_read(
    struct arena *a, const char *own, const char *all, struct survey *s_r);

#endif
