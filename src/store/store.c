/*
 * Opening, locking and committing the database. It must never know what a
 * mail or a ticket is.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/schema.h"
#include "store/sql.h"

enum { BEGIN, COMMIT, ROLLBACK, SAVE, KEEP, UNDO, META_GET, META_SET };

static const char *const text[] = {
	[BEGIN] = "BEGIN IMMEDIATE",
	[COMMIT] = "COMMIT",
	[ROLLBACK] = "ROLLBACK",
	[SAVE] = "SAVEPOINT mail",
	[KEEP] = "RELEASE mail",
	[UNDO] = "ROLLBACK TO mail",
	[META_GET] = "SELECT value FROM meta WHERE key = ?1",
	[META_SET] = "INSERT INTO meta(key, value) VALUES(?1, ?2)"
		     " ON CONFLICT(key) DO UPDATE SET value = ?2",
};
const struct sql_set store_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_STORE, n)

/*
 * Measured: raw mails of 70 KB in batches of 64 go in at 225 MB/s with pages
 * of 4 KiB, 260 with 8, 350 with 16; the many short rows of a ticket cost the
 * other way round, because each random key writes a page. The log is copied
 * back every 16 MiB; after a giant mail its file shrinks to 32 MiB. The cache
 * bounds the memory and holds the index pages of one batch.
 * What a savepoint may have to restore, some 300 KB a mail, stays in memory: in
 * a file it was two thirds of all writes.
 */
static const char setup_file[] = "PRAGMA page_size = 8192;"
				 "PRAGMA journal_mode = WAL;"
				 "PRAGMA synchronous = FULL;"
				 "PRAGMA temp_store = MEMORY;"
				 "PRAGMA wal_autocheckpoint = 2048;"
				 "PRAGMA journal_size_limit = 33554432;";
static const char setup_temp[] = "PRAGMA page_size = 8192;"
				 "PRAGMA synchronous = OFF;";
static const char setup_all[] = "PRAGMA foreign_keys = ON;"
				"PRAGMA cache_size = -2048;"
				"PRAGMA trusted_schema = OFF;";

#define BUSY_MS 5000
#define SAVES_MAX 8 /* store.h says so */

/* Who holds the lock wrote his process id into it. */
static enum err
refuse(int fd, const char *path, struct why *w)
{
	char pid[24];
	ssize_t n = pread(fd, pid, sizeof(pid) - 1, 0);

	pid[n > 0 ? n : 0] = '\0';
	pid[strcspn(pid, "\n")] = '\0';
	return why_set(w, ERR_LATER,
	    "%s: another tanggap%s%s works with this database", path,
	    pid[0] ? ", process " : "", pid);
}

static enum err
take_lock(struct store *s, struct why *w)
{
	char name[4096], pid[24];
	int n, m;

	n = snprintf(name, sizeof(name), "%s.lock", s->path);
	if (n < 0 || (size_t)n >= sizeof(name))
		return why_set(w, ERR_STOP, "%s: name too long", s->path);
	s->lock_fd = open(
	    name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (s->lock_fd < 0)
		return why_set(w, ERR_STOP, "%s: %s", name, strerror(errno));
	if (flock(s->lock_fd, LOCK_EX | LOCK_NB) < 0)
		return refuse(s->lock_fd, name, w);
	m = snprintf(pid, sizeof(pid), "%ld\n", (long)getpid());
	if (ftruncate(s->lock_fd, 0) < 0 ||
	    pwrite(s->lock_fd, pid, (size_t)m, 0) < 0) {
		/* only the words of a refusal need it */
	}
	return OK;
}

/* The directory that the file is in, if it can be made. */
static enum err
make_dir(const char *path, struct why *w)
{
	const char *slash = strrchr(path, '/');
	char *dir;
	enum err e = OK;

	if (slash == NULL || slash == path)
		return OK;
	dir = mem_str(path);
	dir[slash - path] = '\0';
	if (mkdir(dir, 0700) < 0 && errno != EEXIST)
		e = why_set(w, ERR_STOP, "%s: %s", dir, strerror(errno));
	free(dir);
	return e;
}

/* SQLite gives its side files the mode of this one. */
static enum err
make_file(const char *path, enum store_mode mode, struct why *w)
{
	int flags = (mode == STORE_READ ? O_RDONLY : O_RDWR) | O_CLOEXEC |
		    O_NOFOLLOW | (mode == STORE_DAEMON ? O_CREAT : 0);
	int fd = open(path, flags, 0600);
	struct stat st;
	enum err e = OK;

	if (fd < 0 && errno == ENOENT)
		return why_set(
		    w, ERR_ITEM, "%s: there is no database yet", path);
	if (fd < 0 || fstat(fd, &st) < 0)
		e = why_set(w, ERR_STOP, "%s: %s", path, strerror(errno));
	else if (!S_ISREG(st.st_mode))
		e = why_set(w, ERR_STOP, "%s: not a regular file", path);
	else if ((st.st_mode & 007) != 0)
		e = why_set(w, ERR_STOP,
		    "%s: everybody can read it (mode %03o): chmod 600 %s", path,
		    (unsigned)st.st_mode & 0777, path);
	if (fd >= 0)
		close(fd);
	return e;
}

static enum err
open_file(struct store *s, struct why *w)
{
	enum err e;

	if (s->mode == STORE_DAEMON && (e = make_dir(s->path, w)) != OK)
		return e;
	if (s->mode == STORE_DAEMON && (e = take_lock(s, w)) != OK)
		return e;
	return make_file(s->path, s->mode, w);
}

static enum err
open_db(struct store *s, struct why *w)
{
	bool temp = s->mode == STORE_TEMP;
	enum err e;
	int rc;

	rc = sqlite3_open_v2(temp ? "" : s->path, &s->db,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
	    NULL);
	if (s->db == NULL)
		return why_set(w, ERR_STOP, "%s: no memory", s->path);
	if (rc != SQLITE_OK)
		return sql_fail(s, w);
	sqlite3_busy_timeout(s->db, BUSY_MS);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	e = sql_exec(s, temp ? setup_temp : setup_file, w);
	if (e == OK)
		e = sql_exec(s, setup_all, w);
	return e;
}

static enum err
open_schema(struct store *s, struct why *w)
{
	enum err e;

	if (s->mode == STORE_DAEMON || s->mode == STORE_TEMP)
		e = schema_migrate(s, schema_migrations, schema_version, w);
	else
		e = schema_check(s, schema_version, w);
	if (e == OK)
		e = sql_prepare_all(s, w);
	if (e == OK && s->mode == STORE_READ)
		e = sql_exec(s, "PRAGMA query_only = ON", w);
	return e;
}

enum err
store_open(
    const char *path, enum store_mode mode, struct store **s_r, struct why *w)
{
	struct store *s = mem_zero(1, sizeof(*s));
	enum err e = OK;

	s->mode = mode;
	s->path = mem_str(mode == STORE_TEMP ? "temporary database" : path);
	s->lock_fd = -1;
	if (mode != STORE_TEMP)
		e = open_file(s, w);
	if (e == OK)
		e = open_db(s, w);
	if (e == OK)
		e = open_schema(s, w);
	if (e != OK)
		store_close(&s);
	*s_r = s;
	return e;
}

void
store_close(struct store **s_r)
{
	struct store *s = *s_r;

	if (s == NULL)
		return;
	if (s->db != NULL) {
		store_rollback(s);
		sql_finalize_all(s);
		sqlite3_close(s->db);
	}
	if (s->lock_fd >= 0)
		close(s->lock_fd);
	free(s->path);
	free(s);
	*s_r = NULL;
}

void
store_rest(struct store *s)
{
	sqlite3_db_release_memory(s->db);
}

enum err
store_begin(struct store *s, struct why *w)
{
	enum err e;

	if (s->in_tx)
		return why_set(
		    w, ERR_STOP, "%s: a transaction is open", s->path);
	e = sql_run(s, ID(BEGIN), SQL_NONE, w);
	s->in_tx = e == OK;
	s->depth = 0;
	return e;
}

enum err
store_commit(struct store *s, struct why *w)
{
	enum err e = sql_need_tx(s, w);

	if (e != OK)
		return e;
	if ((e = sql_run(s, ID(COMMIT), SQL_NONE, w)) != OK)
		store_rollback(s);
	s->in_tx = false;
	s->depth = 0;
	return e;
}

void
store_rollback(struct store *s)
{
	struct why ignored;

	/* SQLite may have undone it already, and then refuses to do so */
	if (!sqlite3_get_autocommit(s->db))
		sql_run(s, ID(ROLLBACK), SQL_NONE, &ignored);
	s->in_tx = false;
	s->depth = 0;
}

enum err
store_end(struct store *s, enum err e, struct why *w)
{
	if (e == OK)
		return store_commit(s, w);
	store_rollback(s);
	return e;
}

enum err
store_save(struct store *s, struct why *w)
{
	enum err e = sql_need_tx(s, w);

	if (e == OK && s->depth == SAVES_MAX)
		return why_set(w, ERR_STOP,
		    "%s: more than %d savepoints in one another", s->path,
		    SAVES_MAX);
	if (e == OK && (e = sql_run(s, ID(SAVE), SQL_NONE, w)) == OK)
		s->depth++;
	return e;
}

/* Of savepoints with the same name SQLite means the innermost. */
enum err
store_keep(struct store *s, struct why *w)
{
	enum err e;

	if (s->depth == 0)
		return why_set(w, ERR_STOP, "%s: no savepoint", s->path);
	if ((e = sql_run(s, ID(KEEP), SQL_NONE, w)) == OK)
		s->depth--;
	return e;
}

enum err
store_undo(struct store *s, struct why *w)
{
	enum err e;

	if (s->depth == 0)
		return why_set(w, ERR_STOP, "%s: no savepoint", s->path);
	e = sql_run(s, ID(UNDO), SQL_NONE, w);
	return e == OK ? store_keep(s, w) : e;
}

enum err
meta_get(struct store *s, struct arena *a, const char *key,
    const char **value_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(META_GET), SQL_ARGS(SQL_S(key)));
	enum err e;
	bool row;

	*value_r = NULL;
	e = sql_step(s, st, &row, w);
	if (row) {
		*value_r = sql_col_text(st, 0, a);
		sql_end(st);
	}
	return e;
}

enum err
meta_set(struct store *s, const char *key, const char *value, struct why *w)
{
	return sql_run(s, ID(META_SET), SQL_ARGS(SQL_S(key), SQL_S(value)), w);
}

enum err
meta_get_int(struct store *s, const char *key, int64_t *n_r, struct why *w)
{
	/* column_int64 reads the digits of a text */
	return sql_int(s, ID(META_GET), SQL_ARGS(SQL_S(key)), n_r, w);
}

enum err
meta_set_int(struct store *s, const char *key, int64_t n, struct why *w)
{
	char value[24];

	snprintf(value, sizeof(value), "%lld", (long long)n);
	return meta_set(s, key, value, w);
}
