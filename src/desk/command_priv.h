#ifndef DESK_COMMAND_PRIV_H
#define DESK_COMMAND_PRIV_H

#include "base/buf.h"
#include "desk/command.h"

/* Shared by the command_*.c files and officer_*.c, and nobody else. */

/* Lower case, every run of what is no letter, digit or '@' as one space. */
const char *command_plain(struct arena *a, const char *s);
/* White space (also U+00A0) and the characters of off at both ends off. */
const char *command_trim(struct arena *a, const char *s, const char *off);
/* How many letters have to change to make b of a. */
size_t command_distance(const char *a, const char *b);
/* Is word a slip of the hand for known, and not another word? */
bool command_is_slip(const char *word, const char *known);
/* Only words of courtesy: "ya", "saja", "pak", "terima kasih" ... */
bool command_is_courtesy(const char *plain);

/* Each: OK and the value, or ERR_ITEM with Indonesian words. */
enum err command_officer(struct arena *a, const struct office *o,
    const char *written, struct action *x_r, struct why *w);
enum err command_kind(
    struct arena *a, const char *written, struct action *x_r, struct why *w);
/* optional: "" is fine. The code as the office writes it, "" for none. */
enum err command_ticket(struct arena *a, const struct office *o,
    const char *written, bool optional, const char **code_r, struct why *w);
/* The service's word ("ppid"), "" for none of ours. */
const char *command_service(const char *plain);
/* A word of the desk that is meant by one that is none of them, "" if none
 * is near. */
const char *command_nearest(const char *word);
/* ACT_COUNT: no word of ours. */
enum act command_act(const char *word);

/* The form below (and behind) "#kunjungan" and its like; line is the number
 * of its first line. false: *line_r and w say what is wrong. */
struct form_at {
	const struct office *office;
	int64_t day;
	int line;
};
enum err command_form(struct arena *a, const struct form_at *f,
    const char *channel, const char *text, struct record *r_r, int *line_r,
    struct why *w);

/* What prose says about a visit or a call; "" and TOD_NONE where it is
 * silent. */
void command_prose(struct arena *a, const struct form_at *f, const char *text,
    struct record *r);

/* "10.36", "10:36", "pukul 10.36 WIB", "jam 14": minutes after midnight, -1
 * if there is none; end_r (may be NULL) is set behind it. */
int command_clock(const char *s, const char **end_r);
/* The first day that is written in s: "13 Okt", "13/10/2026", "kemarin",
 * "Senin" ...: day number. future: without a year the next one is meant. */
bool command_day(
    const char *s, int64_t day, int offset, bool future, int64_t *day_r);
/* The first telephone number of s and its first address, "" for none. */
const char *command_phone(struct arena *a, const char *s);
const char *command_address(struct arena *a, const char *s);

#endif
