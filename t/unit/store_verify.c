/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * desk/kind desk/ticket desk/token store */
#include "unit/store_help.h"

/* A database with a little of everything. */
static struct store *
furnished(void)
{
	struct store *s = fresh();
	struct ticket_row t = ticket("siti@example.org", "data");
	struct inbox_mail m = mail(7, 1, "Subject: x\r\n\r\nx\r\n");
	struct inbox_decision d = { .id = 1,
		.outcome = OUTCOME_TICKET,
		.reason = "",
		.message_id = "m@x",
		.at = T0 };
	struct event_row e = {
		.at = T0, .actor = "tanggap", .what = "note", .detail = "x"
	};
	struct inbox_added r;
	struct outbox_row o;
	struct clock_run run = { .from = T0, .anew = true };
	struct pending_row p = {
		.inbox = 1, .officer = "rina", .why = "held", .note = ""
	};
	bool added;
	int i;

	must(store_begin(s, &why), "begin");
	must(inbox_add(s, &m, &r, &why), "add");
	m.uid = 2;
	must(inbox_add(s, &m, &r, &why), "add");
	t.inbox = 1;
	d.ticket = e.ticket = add_ticket(s, &t);
	must(inbox_decide(s, &d, &why), "decide");
	for (i = 0; i < 5; i++)
		must(event_add(s, &e, &why), "event");
	o = letter(s, t.id, "ack");
	must(outbox_add(s, &o, &added, &why), "outbox");
	must(ticket_run_start(s, t.id, run, &why), "run");
	must(pending_add(s, &p, &why), "pending");
	must(rating_ask(s, t.id, T0, &why), "rating");
	must(store_commit(s, &why), "commit");
	return s;
}

#define NO_GUARD "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete;"

static const struct {
	const char *what;
	const char *sql; /* another program's hand */
	int64_t findings;
	const char *words; /* in them */
} cases[] = {
	{ "nothing was touched", "SELECT 1", 0, "" },
	{ "an erased detail", "UPDATE event SET detail = NULL WHERE id = 3", 0,
	    "" },
	{ "a changed detail",
	    NO_GUARD "UPDATE event SET detail = 'y' WHERE id = 3", 1,
	    "event 3: its detail was changed" },
	{ "a changed time", NO_GUARD "UPDATE event SET at = 1 WHERE id = 3", 1,
	    "event 3: the chain is broken" },
	{ "a changed actor",
	    NO_GUARD "UPDATE event SET actor = 'x' WHERE id = 3", 1,
	    "event 3: the chain is broken" },
	{ "a changed ticket",
	    NO_GUARD "UPDATE event SET ticket = NULL WHERE id = 3", 1,
	    "event 3: the chain is broken" },
	{ "a changed digest",
	    NO_GUARD "UPDATE event SET digest = zeroblob(32),"
		     " detail = NULL WHERE id = 3",
	    1, "event 3: the chain is broken" },
	{ "a changed hash",
	    NO_GUARD "UPDATE event SET hash = zeroblob(32) WHERE id = 3", 2,
	    "event 4: the chain is broken" },
	{ "a missing event", NO_GUARD "DELETE FROM event WHERE id = 3", 2,
	    "event 4: 1 before it are missing" },
	{ "a missing last event", NO_GUARD "DELETE FROM event WHERE id = 5", 1,
	    "the last is 4, there were 5" },
	{ "changed bytes",
	    "UPDATE raw SET bytes = CAST('y' AS BLOB) WHERE inbox = 1", 1,
	    "inbox 1: 17 bytes kept, 1 are there" },
	{ "changed bytes of the same length",
	    "UPDATE raw SET bytes = zeroblob(17) WHERE inbox = 1", 1,
	    "inbox 1: its bytes were changed" },
	{ "missing bytes", "DELETE FROM raw WHERE inbox = 2", 1,
	    "inbox 2: 17 bytes kept, 0 are there" },
	{ "an invented outcome",
	    "UPDATE inbox SET outcome = 'maybe' WHERE id = 1", 1,
	    "2 mails, but 1 with an outcome or undecided" },
	{ "an outcome without a ticket",
	    "UPDATE inbox SET ticket = NULL WHERE id = 1", 1,
	    "outcome ticket without a ticket" },
	{ "an outcome without its time",
	    "UPDATE inbox SET decided_at = NULL WHERE id = 1", 1,
	    "outcome and its time" },
	{ "an outgoing mail without bytes", "DELETE FROM letter", 1,
	    "outbox 1: has no bytes" },
	{ "a file of an outgoing mail",
	    "INSERT INTO enclosure VALUES(1, 0, 17, 1, 9, 8, 'base64', 6, 'a')",
	    0, "" },
	{ "a file that is longer than the mail that has it",
	    "INSERT INTO enclosure VALUES(1, 0, 17, 1, 9, 9, 'base64', 6, 'a')",
	    1, "outbox 1: its file 0 is not in mail 1" },
	{ "a file behind the end of its letter",
	    "INSERT INTO enclosure VALUES(1, 0, 99, 1, 9, 8, 'base64', 6, 'a')",
	    1, "outbox 1: its file 0 is not" },
	{ "a file of a mail that is none",
	    "INSERT INTO enclosure VALUES(1, 0, 17, 9, 9, 8, 'base64', 6, 'a')",
	    1, "row without owner: enclosure" },
	{ "a part of no ticket", "UPDATE part SET ticket = 99", 1,
	    "row without owner: part 1 -> ticket" },
	{ "a run that was lost", "DELETE FROM run", 1,
	    "PST-2611-0001: its clock runs, but no run is open" },
	{ "a run of a paused ticket", "UPDATE ticket SET paused_at = 1", 1,
	    "PST-2611-0001: its clock stands still, but a run is open" },
	{ "a run of an answered ticket", "UPDATE ticket SET answered_at = 1", 1,
	    "its clock stands still" },
	{ "a run of a closed ticket", "UPDATE ticket SET closed_at = 1", 1,
	    "its clock stands still" },
	{ "a run before there was anything to do",
	    "UPDATE ticket SET complete_at = NULL", 1,
	    "its clock stands still" },
	{ "a ticket that stands still, without a run",
	    "UPDATE ticket SET answered_at = 1; DELETE FROM run", 0, "" },
	{ "runs that overlap",
	    "UPDATE run SET to_at = from_at + 9;"
	    "INSERT INTO run VALUES(1, 2, (SELECT from_at FROM run) + 8,"
	    " NULL, 0)",
	    1, "PST-2611-0001: runs 1 and 2 overlap" },
	{ "a new start within a run",
	    "UPDATE run SET to_at = from_at + 9;"
	    "INSERT INTO run VALUES(1, 2, (SELECT from_at FROM run) + 8,"
	    " NULL, 1)",
	    0, "" },
	{ "a run of no ticket", "INSERT INTO run VALUES(99, 1, 1, NULL, 1)", 1,
	    "row without owner: run" },
	{ "told of no ticket", "INSERT INTO told VALUES(99, 'x', 1)", 1,
	    "row without owner: told" },
	{ "a pending mail that is not there", "UPDATE pending SET inbox = 99",
	    1, "row without owner: pending 1 -> inbox" },
	{ "an invented state of a pending mail",
	    "UPDATE pending SET state = 'maybe'", 1,
	    "pending 1: unknown state maybe" },
	{ "a rating without its time", "UPDATE rating SET score = 4", 1,
	    "rating of ticket 1: answered, but no time" },
	{ "a ticket nobody opened", NO_GUARD "UPDATE event SET ticket = NULL",
	    6, "PST-2611-0001: has no event" },
};

static void
append_only(void)
{
	struct store *s = furnished();

	printf("# two errors of SQLite are wanted here\n");
	ok(!meddle("UPDATE event SET what = 'x' WHERE id = 2"),
	    "no event can be changed");
	ok(!meddle("DELETE FROM event WHERE id = 2"), "nor deleted");
	done(&s);
}

static void
damaged(void)
{
	struct store *s = furnished();
	char junk[8192 * 16];
	struct why w;
	struct buf b;
	int64_t n = 0;
	FILE *f;

	store_close(&s);
	meddle("PRAGMA wal_checkpoint(TRUNCATE)");
	memset(junk, 'x', sizeof(junk));
	if ((f = fopen(path, "r+b")) != NULL) {
		fseek(f, 8192 * 4, SEEK_SET);
		fwrite(junk, 1, sizeof(junk), f);
		fclose(f);
	}
	buf_init(&b, 10000);
	if (store_open(path, STORE_READ, &s, &w) == OK) {
		enum err e = verify_all(s, &b, &n, &w);

		ok(e != OK || n > 0, "a damaged page is found");
	} else {
		ok(true, "a damaged file is refused: %s", w.s);
	}
	buf_free(&b);
	done(&s);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct store *s = furnished();
		struct buf b;
		int64_t n = -1;

		buf_init(&b, 10000);
		meddle(cases[i].sql);
		must(verify_all(s, &b, &n, &why), "verify");
		is_int(n, cases[i].findings, cases[i].what);
		ok(strstr(b.s, cases[i].words) != NULL, "%s: in words",
		    cases[i].what);
		if (n != cases[i].findings)
			printf("# %s\n", b.s);
		buf_free(&b);
		done(&s);
	}
	append_only();
	damaged();
	return done_testing();
}
