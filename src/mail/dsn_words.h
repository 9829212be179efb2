#ifndef MAIL_DSN_WORDS_H
#define MAIL_DSN_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* The words that mail servers use, and what they mean. */

/* Is one of n words in the text, case ignored? */
bool dsn_has_any(const char *text, const char *const *words, size_t n);

/* A subject of delivery reports, without Re: and its like. */
bool dsn_is_report_subject(const char *subject);
/* Words that no person but a mail server writes about a delivery. */
bool dsn_has_report_phrase(const char *text);
/* Words that say that delivery goes on being tried. */
bool dsn_is_delay(const char *text);
/* Words that say that the mail has arrived. */
bool dsn_is_success(const char *text);
/* The line below which the returned mail stands; NULL if there is none. */
const char *dsn_copy_begins(const char *text);

/* An SMTP reply code (RFC 5321 4.2) in the words, 0 if there is none. */
int dsn_reply_code(const char *words);
/* An enhanced status code (RFC 3463) written in the words, "" if none. */
const char *dsn_written_status(struct arena *a, const char *words);

/* x.0.0 or nothing: says no more than failed or not. */
bool dsn_is_vague(const char *status);
/* The status written in the words where it says more than status does. */
const char *dsn_better_status(
    struct arena *a, const char *status, const char *words);

#endif
