#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/sql.h"

/*
 * The tables, as a list of migrations in order; the number of a row is the
 * user_version after it. A row that was ever released is never changed.
 */
extern const char *const schema_migrations[];
extern const int schema_version; /* number of rows */

/* Two facts about a ticket that views and queries ask for; in C they are
 * ticket_is_hidden() and ticket_clock_runs(). */
#define HIDDEN "(secret OR supervisory OR kind='pengaduan')"
#define CLOCK_RUNS \
	"closed_at IS NULL AND answered_at IS NULL AND paused_at IS NULL"

#define SCHEMA_APPLICATION 0x74676770 /* "tggp" */

/* Runs what is missing, each row in one transaction with its number. A
 * database of another program or of a newer tanggap is ERR_STOP. */
enum err schema_migrate(
    struct store *s, const char *const *migrations, int n, struct why *w);
/* ERR_STOP unless it is exactly at version n. */
enum err schema_check(struct store *s, int n, struct why *w);

#endif
