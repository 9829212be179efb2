/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * desk/kind desk/ticket desk/token store */
/* What the program hides and counts as running, the views do too. */
#include <poll.h>

#include "unit/store_help.h"
#include "store/bell.h"

#define SQL_MAX 200

static int64_t
ask_of(const char *format, const char *code)
{
	char sql[SQL_MAX];

	snprintf(sql, sizeof(sql), "%s'%s'", format, code);
	return ask(sql);
}

static void
hidden_one(struct store *s, enum kind kind, int flags)
{
	struct ticket_row t = ticket("siti@example.org", "data");
	bool want = kind == KIND_PENGADUAN || flags != 0;

	t.kind = kind;
	t.secret = flags & 1;
	t.supervisory = flags & 2;
	t.external = "LAPOR-7";
	must(store_begin(s, &why), "begin");
	add_ticket(s, &t);
	must(store_commit(s, &why), "commit");
	ok(ticket_is_hidden(&t) == want, "%s secret=%d supervisory=%d: %s",
	    kind_word(kind), t.secret, t.supervisory,
	    want ? "hidden" : "shown");
	is_str(ticket_shown(&t, "siti"), want ? "(dirahasiakan)" : "siti",
	    "and so are its words");
	is_int(ask_of("SELECT requester = '' AND subject = ''"
		      " AND external = '' FROM v_ticket"
		      " WHERE code = ",
		   t.code),
	    want, "and in the view");
}

static void
hidden(struct store *s)
{
	int kind, flags;

	for (kind = KIND_NONE + 1; kind < KIND_COUNT; kind++)
		for (flags = 0; flags < 4; flags++)
			hidden_one(s, (enum kind)kind, flags);
}

static void
running(struct store *s)
{
	static const char *const names[] = { "answered", "paused", "closed" };
	int stopped;

	for (stopped = -1; stopped < 3; stopped++) {
		struct ticket_row t = ticket("budi@example.org", "pdrb");

		t.answered_at = stopped == 0 ? T0 : TOD_NONE;
		t.paused_at = stopped == 1 ? T0 : TOD_NONE;
		t.closed_at = stopped == 2 ? T0 : TOD_NONE;
		must(store_begin(s, &why), "begin");
		add_ticket(s, &t);
		must(store_commit(s, &why), "commit");
		ok(ticket_clock_runs(&t) == (stopped < 0), "the clock of %s",
		    stopped < 0 ? "an open case" : names[stopped]);
		is_int(ask_of("SELECT count(*) FROM v_deadline WHERE code = ",
			   t.code),
		    stopped < 0, "is that of the view");
	}
}

static void
bell(void)
{
	struct pollfd p = { .fd = bell_listen(path), .events = POLLIN };
	char events[4096];

	ok(p.fd >= 0, "a daemon can listen");
	is_int(poll(&p, 1, 0), 0, "nobody has rung");
	bell_ring(path);
	is_int(poll(&p, 1, 1000), 1, "a ring is heard");
	ok(read(p.fd, events, sizeof(events)) > 0, "and taken");
	is_int(poll(&p, 1, 0), 0, "once");
	is_int(meddle("INSERT INTO meta VALUES('x', 'y')"), 1, "work");
	is_int(poll(&p, 1, 0), 0, "on the database rings nothing");
	close(p.fd);
	is_int(bell_listen("/nowhere/tanggap.db"), -1, "no lock, no bell");
	bell_ring("/nowhere/tanggap.db");
}

int
main(void)
{
	struct store *s = fresh();

	hidden(s);
	running(s);
	bell();
	done(&s);
	return done_testing();
}
