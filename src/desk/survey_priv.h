#ifndef DESK_SURVEY_PRIV_H
#define DESK_SURVEY_PRIV_H

#include "base/buf.h"
#include "desk/survey.h"

/* Inside of the survey's reader: a line as a row of small pieces. */
enum piece_type {
	PIECE_END,
	PIECE_NUMBER,
	PIECE_ELEMENT, /* "U7": number is 7 */
	PIECE_WORD,    /* lower case */
	PIECE_SIGN     /* one byte of punctuation */
};
#define PIECE_MAX 24
#define PIECES_MAX 160
struct piece {
	enum piece_type type;
	int number; /* -1: no whole number, or a large one */
	char text[PIECE_MAX];
	const char *at; /* where it begins in the line given */
};
struct pieces {
	struct piece v[PIECES_MAX + 1]; /* v[n] is PIECE_END */
	size_t n;
};

/* Digits of other scripts become ASCII, quote marks in front go. A line with
 * too many pieces is cut. */
void pieces_of(const char *line, size_t n, struct pieces *p);
bool piece_is_sign(const struct piece *p, const char *signs);
/* Is it one of the words, "|" between them? */
bool piece_is_word(const struct piece *p, const char *words);
/* A mark in figures or as a word: 1..4; 0: none. */
int piece_mark(const struct piece *p);

/* The next line of text; false at its end. */
struct lines {
	const char *at, *line;
	size_t n;
};
bool lines_next(struct lines *l);

/* Fills in the elements that a form names; how many it found.
 * survey_form_line(): is this line a part of one? */
int survey_form(const char *text, int element[SKM_ELEMENTS]);
bool survey_form_line(const char *line, size_t n);

#endif
