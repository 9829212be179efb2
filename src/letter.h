#ifndef LETTER_H
#define LETTER_H

#include "store/outbox.h"

/*
 * The finished bytes of a mail in the outbox, in pieces: its own, and between
 * them the base64 of its files, made of the mails that these came with while
 * they are asked for. They are the same each time; neither the database nor
 * the memory ever holds a file again.
 */
struct letter;

/* ERR_ITEM: its bytes or those of a file are not there; the words say which.
 * s and a are borrowed until letter_close(). */
enum err letter_open(struct store *s, struct arena *a, int64_t outbox,
    struct letter **l_r, struct why *w);
void letter_close(struct letter **l); /* sets NULL */

/* All of its bytes. */
size_t letter_size(const struct letter *l);
/* The next ones, CRLF lines, good until the next call; *n_r 0: the end. */
enum err letter_next(
    struct letter *l, const char **p_r, size_t *n_r, struct why *w);

#endif
