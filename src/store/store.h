#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/*
 * The database: one SQLite file in WAL mode, every commit on the disk before
 * it returns. Only src/store/ holds SQL; what it hands out is copied into the
 * caller's arena. Errors mean the same everywhere in this room: ERR_STOP disk
 * full, unreadable or corrupt, wrong schema; ERR_LATER somebody else writes;
 * ERR_ITEM this row breaks a rule. Moments are seconds since 1970 and always
 * arguments; TOD_NONE is kept as NULL. Strings are UTF-8, never NULL.
 */
struct store;

enum store_mode {
	STORE_DAEMON, /* makes and migrates it; only one holder at a time */
	STORE_WRITE,  /* an existing one, also beside the daemon */
	STORE_READ,   /* the same, and nothing can be written */
	STORE_TEMP    /* a private one, gone after store_close(); no path */
};

/*
 * Directory 0700 and file 0600 are made where missing (STORE_DAEMON). A
 * second STORE_DAEMON is refused with ERR_LATER while the first lives: the
 * lock is held on PATH.lock. All statements are prepared here, so a wrong
 * schema is found here. s_r is owned by the caller.
 */
enum err store_open(
    const char *path, enum store_mode mode, struct store **s_r, struct why *w);
void store_close(struct store **s); /* sets NULL; open work is rolled back */
void store_rest(struct store *s);   /* frees cached pages before a long rest */

/*
 * One transaction at a time. Within it, savepoints: store_save(), then either
 * store_keep() or store_undo(), which takes back what came since and leaves
 * what was before. They nest, at most 8 deep (ERR_STOP): a mail, in it an
 * officer's commands. keep and undo end the innermost one; what it kept goes
 * too when one around it is undone. After ERR_STOP or ERR_LATER call
 * store_rollback().
 */
enum err store_begin(struct store *s, struct why *w);
enum err store_commit(struct store *s, struct why *w); /* failed: undone */
void store_rollback(struct store *s);
/* Ends it as e says: commits after OK, else takes all back and returns e. */
enum err store_end(struct store *s, enum err e, struct why *w);
enum err store_save(struct store *s, struct why *w);
enum err store_keep(struct store *s, struct why *w);
enum err store_undo(struct store *s, struct why *w);

/* Small facts by name ("imap-ok-at", "uidvalidity"). *value_r NULL: none. */
enum err meta_get(struct store *s, struct arena *a, const char *key,
    const char **value_r, struct why *w);
enum err meta_set(
    struct store *s, const char *key, const char *value, struct why *w);
enum err meta_get_int(
    struct store *s, const char *key, int64_t *n_r, struct why *w); /* 0 */
enum err meta_set_int(
    struct store *s, const char *key, int64_t n, struct why *w);

/* A consistent copy into a new file (0600) while others work; a file that
 * exists is refused (ERR_ITEM). */
enum err store_backup(struct store *s, const char *path, struct why *w);

/* What lists take: rows with id > after, at most limit of them. */
struct page {
	int64_t after;
	size_t limit;
};

#endif
