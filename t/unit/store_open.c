/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * desk/kind desk/ticket desk/token store/backup store/candidates store/cases
 * store/chain store/inbox store/keep store/outbox store/people store/report
 * store/schema store/search store/sql store/store store/ticket store/verify */
#include <sys/file.h>

#include "store/schema.h"
#include "unit/store_help.h"

static int
mode_of(const char *name)
{
	struct stat st;

	return stat(name, &st) == 0 ? (int)(st.st_mode & 0777) : -1;
}

static void
modes_and_locks(void)
{
	struct store *s = fresh(), *other;
	char sub[260], wal[260];

	snprintf(sub, sizeof(sub), "%s/db", dir);
	snprintf(wal, sizeof(wal), "%s-wal", path);
	is_int(mode_of(sub), 0700, "the folder is for us alone");
	is_int(mode_of(path), 0600, "the database is for us alone");
	is_int(mode_of(wal), 0600, "its log is for us alone");

	is_int(store_open(path, STORE_DAEMON, &other, &why), ERR_LATER,
	    "a second daemon is refused");
	ok(strstr(why.s, "another tanggap, process ") != NULL,
	    "the words name it: %s", why.s);
	ok(other == NULL, "and gets nothing");

	is_int(store_open(path, STORE_WRITE, &other, &why), OK,
	    "a command may write beside the daemon");
	is_int(meta_set(other, "k", "v", &why), OK, "it writes");
	must(store_begin(s, &why), "begin");
	store_rollback(s);
	store_close(&other);

	is_int(store_open(path, STORE_READ, &other, &why), OK,
	    "a command may read beside the daemon");
	is_int(
	    meta_set(other, "k", "w", &why), ERR_STOP, "a reader cannot write");
	store_close(&other);

	store_close(&s);
	is_int(store_open(path, STORE_DAEMON, &s, &why), OK,
	    "when the first is gone, the next may come");
	done(&s);
}

static void
refusals(void)
{
	struct store *s = fresh(), *other = NULL;
	char name[300];

	snprintf(name, sizeof(name), "%s/db/none", dir);
	is_int(store_open(name, STORE_READ, &other, &why), ERR_ITEM,
	    "no database yet: a reader says so");
	is_int(access(name, F_OK), -1, "and makes none");
	snprintf(name, sizeof(name), "%s/no/such/folder", dir);
	is_int(store_open(name, STORE_DAEMON, &other, &why), ERR_STOP,
	    "a folder that cannot be made");
	store_close(&s);

	chmod(path, 0644);
	is_int(store_open(path, STORE_DAEMON, &s, &why), ERR_STOP,
	    "a database that everybody can read is refused");
	chmod(path, 0600);

	meddle("ALTER TABLE outbox DROP COLUMN template");
	is_int(store_open(path, STORE_READ, &s, &why), ERR_STOP,
	    "a wrong schema fails when it is opened");
	ok(strstr(why.s, "no such column: template") != NULL ||
		strstr(why.s, "wrong schema") != NULL,
	    "the words say where: %s", why.s);

	meddle("PRAGMA user_version = 99");
	is_int(store_open(path, STORE_DAEMON, &s, &why), ERR_STOP,
	    "a newer schema is refused");
	ok(strstr(why.s, "newer") != NULL, "the words say so");
	meddle("PRAGMA user_version = 0");
	is_int(store_open(path, STORE_READ, &s, &why), ERR_STOP,
	    "a command does not migrate");
	meddle("PRAGMA application_id = 7; PRAGMA user_version = 1");
	is_int(store_open(path, STORE_DAEMON, &s, &why), ERR_STOP,
	    "somebody else's database is refused");
	done(&s);
}

static void
migrations(void)
{
	static const char *const list[] = {
		"CREATE TABLE one(x INTEGER) STRICT; INSERT INTO one VALUES(1)",
		"CREATE TABLE two(x INTEGER) STRICT; INSERT INTO two VALUES(2)",
		"UPDATE one SET x = 5; CREATE TABLE one(y)",
	};
	struct store *s = fresh();
	struct store raw = { .path = path, .lock_fd = -1 };

	is_int(ask("PRAGMA user_version"), schema_version,
	    "a fresh database is up to date");
	is_int(ask("PRAGMA page_size"), 8192, "its pages are as measured");
	store_close(&s);
	unlink(path);
	if (sqlite3_open(path, &raw.db) != SQLITE_OK)
		exit(1);
	is_int(schema_migrate(&raw, list, 1, &why), OK, "to version 1");
	is_int(schema_migrate(&raw, list, 2, &why), OK, "from 1 to 2");
	is_int(schema_migrate(&raw, list, 2, &why), OK, "from 2 to 2");
	is_int(ask("SELECT x FROM two"), 2, "the second ran");
	is_int(ask("SELECT count(*) FROM one"), 1, "the first ran once");
	is_int(schema_migrate(&raw, list, 3, &why), ERR_STOP,
	    "a migration that fails stops");
	is_int(ask("SELECT x FROM one"), 1, "and has done nothing");
	is_int(ask("PRAGMA user_version"), 2, "not even the number");
	sqlite3_close(raw.db);
	done(&s);
}

static void
transactions(void)
{
	struct store *s = fresh();
	const char *value;
	int64_t n;

	is_int(store_commit(s, &why), ERR_STOP, "commit without begin");
	must(store_begin(s, &why), "begin");
	is_int(store_begin(s, &why), ERR_STOP, "begin in begin");
	must(meta_set(s, "first", "1", &why), "set");
	must(store_save(s, &why), "save");
	must(meta_set(s, "bad", "1", &why), "set");
	must(store_undo(s, &why), "undo");
	must(store_save(s, &why), "save");
	must(meta_set_int(s, "last", -7, &why), "set");
	must(store_keep(s, &why), "keep");
	must(store_commit(s, &why), "commit");
	must(meta_get(s, arena, "first", &value, &why), "get");
	is_str(value, "1", "the neighbour before is kept");
	must(meta_get(s, arena, "bad", &value, &why), "get");
	ok(value == NULL, "the bad one is gone");
	must(meta_get_int(s, "last", &n, &why), "get");
	is_int(n, -7, "the neighbour after is kept");

	must(store_begin(s, &why), "begin");
	must(meta_set(s, "first", "2", &why), "set");
	store_rollback(s);
	must(meta_get(s, arena, "first", &value, &why), "get");
	is_str(value, "1", "rolled back");
	must(store_begin(s, &why), "begin");
	must(meta_set(s, "first", "3", &why), "set");
	store_close(&s);
	must(store_open(path, STORE_DAEMON, &s, &why), "open");
	must(meta_get(s, arena, "first", &value, &why), "get");
	is_str(value, "1", "closing takes back what is open");
	done(&s);
}

static void
temporary(void)
{
	struct inbox_added added;
	struct inbox_mail m = mail(1, 1, "x");
	struct store *s;

	arena = arena_new();
	is_int(store_open(NULL, STORE_TEMP, &s, &why), OK, "a private one");
	must(store_begin(s, &why), "begin");
	is_int(inbox_add(s, &m, &added, &why), OK, "it keeps mail");
	must(store_commit(s, &why), "commit");
	store_close(&s);
	arena_free(&arena);
}

static void
backup(void)
{
	struct store *s = fresh(), *copy;
	char name[300];
	const char *value;

	snprintf(name, sizeof(name), "%s/db/copy", dir);
	must(meta_set(s, "k", "v", &why), "set");
	is_int(store_backup(s, name, &why), OK, "backup");
	is_int(mode_of(name), 0600, "for us alone");
	is_int(store_backup(s, name, &why), ERR_ITEM, "never over a file");
	must(store_open(name, STORE_READ, &copy, &why), "open copy");
	must(meta_get(copy, arena, "k", &value, &why), "get");
	is_str(value, "v", "the copy can be read");
	store_close(&copy);
	done(&s);
}

int
main(void)
{
	modes_and_locks();
	refusals();
	migrations();
	transactions();
	temporary();
	backup();
	return done_testing();
}
