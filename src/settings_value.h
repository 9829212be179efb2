#ifndef SETTINGS_VALUE_H
#define SETTINGS_VALUE_H

#include "base/arena.h"
#include "base/buf.h"
#include "mail/msg.h"

/*
 * One row of the table of settings, and the readers of single values. A
 * reader puts the value at place and returns true, or returns false: then
 * "right" of the row says what would be right.
 */
struct setting;
typedef bool (*setting_reader)(
    struct arena *a, const struct setting *s, const char *value, void *place);

struct setting {
	const char *section, *key;
	setting_reader read;
	size_t at;         /* offset in struct settings */
	double lo, hi;     /* of numbers, sizes and spans */
	const char *value; /* where the file says nothing; NULL: required */
	const char *right; /* what would be right, for the error */
};

/* const char * */
bool read_text(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* const char *, no white space */
bool read_word(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* const char *, one to ten capital letters */
bool read_prefix(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* const char *, no white space and no ; */
bool read_token(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* const char *, "" or http(s)://, fit for a link in HTML */
bool read_url(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* const char *, not empty */
bool read_some(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* const char * */
bool read_address(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* bool */
bool read_bool(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* int */
bool read_int(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* double */
bool read_share(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* int64_t, seconds */
bool read_span(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* int, seconds */
bool read_seconds(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* int */
bool read_days(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* size_t, bytes */
bool read_size(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* size_t */
bool read_count(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* enum log_level */
bool read_level(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* bool, true for move */
bool read_after(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* enum net_tls */
bool read_tls(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* const char *, "" for auto */
bool read_auth(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* The minute of "HH:MM"; what follows is not looked at. */
bool read_minute(const char *s, int *minute);
/* struct hours */
bool read_hours(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* const char * */
bool read_source(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* struct strs */
bool read_addresses(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* struct office: offset and zone_name */
bool read_zone(
    struct arena *a, const struct setting *s, const char *value, void *place);

/* settings_office.c: what speaks of officers */
/* struct strs */
bool read_words(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* enum assign */
bool read_assign(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* int, minutes after midnight; -1 for "buka" */
bool read_clock(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* int, 0 Sunday; -1 for "no" */
bool read_weekday(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* struct ladder */
bool read_ladder(
    struct arena *a, const struct setting *s, const char *value, void *place);
/* Roles by their words, or-ed to roles_r; false: an unknown one, or none. */
bool read_roles(struct arena *a, const char *value, unsigned *roles_r);

/* What would be right for the row: its words, and its range if it has one. */
void setting_right(const struct setting *s, struct buf *b);

/* Words between white space or commas. */
struct strs split_words(struct arena *a, const char *value);

#endif
