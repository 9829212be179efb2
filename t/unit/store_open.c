/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * desk/kind desk/ticket desk/token store */
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

#define OLD_TICKET(id, moments) \
	"INSERT INTO ticket VALUES(" id ", 'PST-2611-000" id \
	"', 'konsultasi'," \
	" 'data', 'baru', 'siti@example.org', 'Siti', 'email', '', 0, 0," \
	" 's', 's', 'id', 0.5, NULL, 100, " moments ", 100, '', NULL, 1);"
/* complete, due, unlisted, first due, paused, left, told, answered, closed */
static const char old_tickets[] = OLD_TICKET(
    "1", "NULL, NULL, 0, NULL, 100, 0, 0, NULL, NULL") OLD_TICKET("2",
    "110, 900, 0, NULL, NULL, 0, 3, NULL, NULL") OLD_TICKET("3",
    "110, 900, 0, NULL, 150, 60, 0, NULL, NULL") OLD_TICKET("4",
    "110, 900, 0, NULL, NULL, 0, 0, 170, NULL") OLD_TICKET("5",
    "110, 900, 0, NULL, NULL, 0, 0, NULL, 190") OLD_TICKET("6",
    "110, 900, 0, NULL, NULL, 0, 0, 90, 190") "INSERT INTO event(ticket, at, actor, what, digest, hash)"
					      " SELECT id, 100, 'x', 'opened', x'', x'' FROM ticket;";

/* A database of the first version comes up to date, its runs are filled. */
static void
version_1(void)
{
	struct store *s = fresh();
	struct store raw = { .path = path, .lock_fd = -1 };
	struct ticket_row t;

	store_close(&s);
	unlink(path);
	if (sqlite3_open(path, &raw.db) != SQLITE_OK)
		exit(1);
	must(schema_migrate(&raw, schema_migrations, 1, &why), "version 1");
	sqlite3_close(raw.db);
	chmod(path, 0600);
	ok(meddle(old_tickets), "with tickets of that time");
	is_int(store_open(path, STORE_READ, &s, &why), ERR_STOP,
	    "a command does not bring it up to date");
	is_int(store_open(path, STORE_DAEMON, &s, &why), OK, "a daemon does");
	is_int(ask("PRAGMA user_version"), schema_version, "to the last one");
	is_int(ask("SELECT count(*) FROM run WHERE ticket = 1"), 0,
	    "a clock that never ran has no run");
	is_int(ask("SELECT from_at = 110 AND to_at IS NULL AND anew AND n = 1"
		   " FROM run WHERE ticket = 2"),
	    1, "one that runs has an open one");
	is_int(ask("SELECT to_at FROM run WHERE ticket = 3"), 150, "paused");
	is_int(ask("SELECT to_at FROM run WHERE ticket = 4"), 170, "answered");
	is_int(ask("SELECT to_at FROM run WHERE ticket = 5"), 190, "closed");
	is_int(ask("SELECT to_at FROM run WHERE ticket = 6"), 110,
	    "none ends before it began");
	is_int(ask("SELECT count(*) FROM v_ticket"), 6, "the views are there");
	must(ticket_get(s, arena, 3, &t, &why), "get");
	ok(t.external_due == TOD_NONE && t.missing.n == 0 && t.version == 1 &&
		t.paused_at == 150 && t.left_seconds == 60,
	    "the ticket is as it was");
	is_str(t.service, "", "without a service");
	is_str(t.external, "", "or a number at a portal");
	done(&s);
}

/* Letters of the second version are whole, and still go out. */
static void
version_2(void)
{
	struct store *s = fresh();
	struct store raw = { .path = path, .lock_fd = -1 };
	struct outbox_files files;
	struct buf b;

	store_close(&s);
	unlink(path);
	if (sqlite3_open(path, &raw.db) != SQLITE_OK)
		exit(1);
	must(schema_migrate(&raw, schema_migrations, 2, &why), "version 2");
	sqlite3_close(raw.db);
	chmod(path, 0600);
	ok(meddle("INSERT INTO outbox VALUES(1, NULL, 'officer', 'a@b.id',"
		  " 'b.id', 'baru:1', 'x@y', 'baru', 0, 'd@y', 'a@b.id',"
		  " NULL, 'queued', 0, 0, 0, '', 0, NULL);"
		  "INSERT INTO letter VALUES(1, CAST('whole' AS BLOB));"),
	    "with a letter of that time");
	is_int(
	    store_open(path, STORE_DAEMON, &s, &why), OK, "comes up to date");
	is_int(ask("PRAGMA user_version"), schema_version, "to the last one");
	must(outbox_files(s, arena, 1, &files, &why), "files");
	is_int((long long)files.n, 0, "nothing of it lies elsewhere");
	buf_init(&b, 100);
	must(outbox_bytes(s, 1, &b, &why), "bytes");
	is_str(b.s, "whole", "it is as it was");
	buf_free(&b);
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
savepoints(void)
{
	struct store *s = fresh();
	const char *value;
	int i;

	is_int(store_save(s, &why), ERR_STOP, "no savepoint without begin");
	is_int(store_keep(s, &why), ERR_STOP, "nothing to keep");
	is_int(store_undo(s, &why), ERR_STOP, "nothing to undo");
	must(store_begin(s, &why), "begin");
	is_int(store_keep(s, &why), ERR_STOP, "nor in a transaction");
	must(store_save(s, &why), "save");
	must(meta_set(s, "mail", "1", &why), "set");
	must(store_save(s, &why), "save");
	must(meta_set(s, "command", "1", &why), "set");
	must(store_undo(s, &why), "undo");
	must(meta_get(s, arena, "command", &value, &why), "get");
	ok(value == NULL, "the inner one is undone");
	must(meta_get(s, arena, "mail", &value, &why), "get");
	is_str(value, "1", "and leaves what was before");
	must(store_save(s, &why), "save");
	must(meta_set(s, "command", "2", &why), "set");
	must(store_keep(s, &why), "keep");
	must(store_undo(s, &why), "undo");
	must(meta_get(s, arena, "command", &value, &why), "get");
	ok(value == NULL, "what the inner one kept goes with the outer one");
	is_int(store_undo(s, &why), ERR_STOP, "then there is none");
	for (i = 0; i < 8; i++)
		must(store_save(s, &why), "save");
	is_int(store_save(s, &why), ERR_STOP, "eight deep at most");
	must(store_commit(s, &why), "commit");
	must(store_begin(s, &why), "begin");
	is_int(store_save(s, &why), OK, "the next transaction begins anew");
	store_rollback(s);
	is_int(store_keep(s, &why), ERR_STOP, "after a rollback there is none");
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
	version_1();
	version_2();
	transactions();
	savepoints();
	temporary();
	backup();
	return done_testing();
}
