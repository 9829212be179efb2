#ifndef T_UNIT_STORE_HELP_H
#define T_UNIT_STORE_HELP_H

/* A database in a temporary folder of its own, and rows to put into it. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/cases.h"
#include "store/inbox.h"
#include "store/outbox.h"
#include "store/people.h"
#include "store/report.h"
#include "store/search.h"
#include "store/verify.h"
#include "base/tod.h"
#include "tap.h"

#define T0 INT64_C(1795312800) /* 2026-11-22T02:00:00Z, 09:00 WIB */

static struct why why;
static char dir[200], path[256];
static struct arena *arena;

/* Ends the test: nothing after it would mean anything. */
__attribute__((unused)) static void
must(enum err e, const char *what)
{
	if (e == OK)
		return;
	printf("Bail out! %s: %s\n", what, why.s);
	exit(1);
}

__attribute__((unused)) static struct store *
fresh(void)
{
	const char *tmp = getenv("TMPDIR");
	struct store *s;

	snprintf(
	    dir, sizeof(dir), "%s/tanggap-store-XXXXXX", tmp ? tmp : "/tmp");
	if (mkdtemp(dir) == NULL) {
		printf("Bail out! mkdtemp: %s\n", strerror(errno));
		exit(1);
	}
	snprintf(path, sizeof(path), "%s/db/tanggap.db", dir);
	arena = arena_new();
	must(store_open(path, STORE_DAEMON, &s, &why), "open");
	return s;
}

__attribute__((unused)) static void
done(struct store **s)
{
	char name[600], sub[260];
	struct dirent *d;
	DIR *list;

	store_close(s);
	arena_free(&arena);
	snprintf(sub, sizeof(sub), "%s/db", dir);
	if ((list = opendir(sub)) != NULL) {
		while ((d = readdir(list)) != NULL) {
			snprintf(name, sizeof(name), "%s/%s", sub, d->d_name);
			unlink(name);
		}
		closedir(list);
	}
	rmdir(sub);
	rmdir(dir);
}

/* Another program's hand in the database. */
__attribute__((unused)) static bool
meddle(const char *sql)
{
	sqlite3 *db;
	int rc = sqlite3_open(path, &db);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		printf("# meddle: %s: %s\n", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
	return rc == SQLITE_OK;
}

__attribute__((unused)) static int64_t
ask(const char *sql)
{
	sqlite3_stmt *st = NULL;
	int64_t n = -1;
	sqlite3 *db;

	if (sqlite3_open(path, &db) == SQLITE_OK &&
	    sqlite3_prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int64(st, 0);
	else
		printf("# ask: %s: %s\n", sql, sqlite3_errmsg(db));
	sqlite3_finalize(st);
	sqlite3_close(db);
	return n;
}

__attribute__((unused)) static struct inbox_mail
mail(int64_t uidvalidity, int64_t uid, const char *bytes)
{
	return (struct inbox_mail){ .mailbox = "INBOX",
		.uidvalidity = uidvalidity,
		.uid = uid,
		.name = "",
		.internal_date = T0 - 60,
		.received_at = T0,
		.bytes = bytes,
		.len = strlen(bytes) };
}

__attribute__((unused)) static struct ticket_row
ticket(const char *requester, const char *subject_key)
{
	return (struct ticket_row){ .kind = KIND_KONSULTASI,
		.topic = TOPIC_DATA,
		.state = STATE_BARU,
		.requester = requester,
		.name = "Siti",
		.channel = "email",
		.officer = "",
		.subject = subject_key,
		.subject_key = subject_key,
		.language = "id",
		.score = 0.5,
		.opened_at = T0,
		.complete_at = T0,
		.due_at = T0 + 100000,
		.first_due_at = TOD_NONE,
		.paused_at = TOD_NONE,
		.answered_at = TOD_NONE,
		.external_due = TOD_NONE,
		.closed_at = TOD_NONE,
		.last_at = T0,
		.resolution = "" };
}

__attribute__((unused)) static int64_t
add_ticket(struct store *s, struct ticket_row *t)
{
	const struct ticket_codes codes = { "PST", 7 * 3600 };

	must(ticket_add(s, arena, &codes, t, &why), "ticket_add");
	return t->id;
}

__attribute__((
    unused)) static const char *const one_recipient[] = { "siti@example.org" };

__attribute__((unused)) static struct outbox_row
letter(struct store *s, int64_t to_ticket, const char *dedup)
{
	struct outbox_row m = { .ticket = to_ticket,
		.role = "requester",
		.address = "siti@example.org",
		.dedup = dedup,
		.template = "ack-konsultasi",
		.automatic = true,
		.envelope_from = "desk@example.id",
		.recipients = { one_recipient, 1 },
		.bytes = "Subject: x\r\n\r\nx\r\n",
		.len = 18,
		.held_until = TOD_NONE,
		.created_at = T0 };

	must(outbox_reserve(s, &m.id, &why), "reserve");
	m.message_id = arena_printf(
	    arena, "tanggap.%lld@example.id", (long long)m.id);
	return m;
}

#endif
