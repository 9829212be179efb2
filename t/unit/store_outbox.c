/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * desk/kind desk/ticket desk/token store */
#include "unit/store_help.h"

static bool
put(struct store *s, const char *dedup, int64_t at)
{
	struct outbox_row m = letter(s, 0, dedup);
	bool added;

	m.created_at = at;
	must(outbox_add(s, &m, &added, &why), "outbox_add");
	return added;
}

static size_t
due(struct store *s, int64_t now)
{
	struct outbox_rows rows;

	must(outbox_due(s, arena, (struct outbox_ask){ now, 10 }, &rows, &why),
	    "due");
	return rows.n;
}

static void
queueing(void)
{
	struct store *s = fresh();
	struct ticket_row t = ticket("siti@example.org", "data");
	struct outbox_row m, got;
	struct outbox_rows rows;
	struct ticket_ids ids;
	struct token_facts f;
	int64_t id, next;
	struct buf b;
	bool added, is;

	is_int(outbox_reserve(s, &id, &why), ERR_STOP,
	    "nothing is reserved outside a transaction");
	must(outbox_next(s, &next, &why), "next");
	is_int(next, TOD_NONE, "nothing is queued");
	must(store_begin(s, &why), "begin");
	add_ticket(s, &t);
	m = letter(s, t.id, "ack:1");
	is_int(m.id, 1, "the first id");
	must(outbox_add(s, &m, &added, &why), "add");
	ok(added, "queued");
	m = letter(s, t.id, "ack:1");
	is_int(m.id, 2, "the next id");
	must(outbox_add(s, &m, &added, &why), "add");
	ok(!added, "the same mail is never queued twice");
	must(outbox_has(s, "ack:1", &is, &why), "has");
	ok(is, "and one can ask before");
	m = letter(s, t.id, "ack:2");
	ok(m.id > 1, "an id is never used twice");
	m.held_until = T0 + 100;
	must(outbox_add(s, &m, &added, &why), "add");
	m = letter(s, t.id, "ack:3");
	m.recipients.n = 0;
	is_int(outbox_add(s, &m, &added, &why), ERR_ITEM, "no recipient");
	must(store_commit(s, &why), "commit");

	is_int((long long)due(s, T0), 1, "one may go");
	is_int((long long)due(s, T0 + 100), 2, "the held one later");
	must(outbox_next(s, &next, &why), "next");
	is_int(next, T0, "the next time");
	must(outbox_get(s, arena, 1, &got, &why), "get");
	is_str(got.recipients.v[0], "siti@example.org", "recipient");
	is_int(got.held_until, TOD_NONE, "not held");
	is_int(got.state, OUTBOX_QUEUED, "state");
	must(outbox_of(s, arena, t.id, &rows, &why), "of");
	is_int((long long)rows.n, 2, "both mails of the ticket");
	buf_init(&b, 100);
	must(outbox_bytes(s, 1, &b, &why), "bytes");
	is_int((long long)b.len, 18, "the bytes");
	buf_free(&b);
	buf_init(&b, 5);
	is_int(outbox_bytes(s, 1, &b, &why), ERR_ITEM,
	    "half a mail is never handed out");
	buf_free(&b);

	must(outbox_token_facts(s, arena, 1, &f, &why), "facts");
	ok(f.row == 1 && f.ticket == t.id, "what a token stands for");
	is_str(f.role, "requester", "its role");
	must(outbox_token_facts(s, arena, 9, &f, &why), "facts");
	is_int(f.row, 0, "an unknown row");
	must(outbox_is_own(s, got.message_id, &is, &why), "own");
	ok(is, "our Message-ID");
	must(outbox_is_own(s, "x@y", &is, &why), "own");
	ok(!is, "not ours");
	must(cases_by_message_ids(
		 s, arena, (struct strs){ &got.message_id, 1 }, &ids, &why),
	    "ids");
	ok(ids.n == 1 && ids.v[0] == t.id, "finds the ticket");
	done(&s);
}

static void
sending(void)
{
	struct store *s = fresh();
	struct outbox_result r = { .id = 1,
		.state = OUTBOX_QUEUED,
		.code = 451,
		.reply = "4.7.1 later",
		.at = T0 + 1,
		.next_try = T0 + 60 };
	struct outbox_list q = { OUTBOX_UNCERTAIN, { 0, 10 } };
	struct outbox_row got;
	struct outbox_rows rows;
	int64_t n;

	must(store_begin(s, &why), "begin");
	put(s, "a", T0);
	must(store_commit(s, &why), "commit");
	is_int(outbox_result(s, &r, &why), ERR_ITEM,
	    "no result before it is sending");
	must(outbox_sending(s, 1, &why), "sending");
	is_int(outbox_sending(s, 1, &why), ERR_ITEM, "not twice");
	is_int((long long)due(s, T0 + 999), 0, "it is not due meanwhile");
	must(outbox_unsent(s, 1, &why), "unsent");
	is_int((long long)due(s, T0 + 999), 1, "unless it never left");
	is_int(outbox_unsent(s, 1, &why), ERR_ITEM, "not twice");
	must(outbox_get(s, arena, 1, &got, &why), "get");
	is_int(got.attempts, 0, "which counts as no attempt");
	must(outbox_sending(s, 1, &why), "sending");
	must(outbox_result(s, &r, &why), "later");
	is_int((long long)due(s, T0 + 59), 0, "not before its time");
	is_int((long long)due(s, T0 + 60), 1, "then again");
	must(outbox_sending(s, 1, &why), "sending");
	store_close(&s); /* the program ends here */
	must(store_open(path, STORE_DAEMON, &s, &why), "open");
	must(outbox_recover(s, T0 + 70, &n, &why), "recover");
	is_int(n, 1, "its fate is unknown");
	must(outbox_recover(s, T0 + 70, &n, &why), "recover");
	is_int(n, 0, "a second time finds none");
	is_int((long long)due(s, T0 + 999), 0, "it is not resent blindly");
	must(outbox_in(s, arena, q, &rows, &why), "in");
	is_int((long long)rows.n, 1, "it is shown as uncertain");
	must(outbox_requeue(s, 1, T0 + 80, &why), "requeue");
	is_int(outbox_requeue(s, 1, T0 + 80, &why), ERR_ITEM,
	    "what is queued cannot be queued again");
	must(outbox_sending(s, 1, &why), "sending");
	r.state = OUTBOX_SENT;
	r.code = 250;
	r.reply = "2.0.0 ok";
	r.at = T0 + 90;
	must(outbox_result(s, &r, &why), "sent");
	must(outbox_get(s, arena, 1, &got, &why), "get");
	is_int(got.state, OUTBOX_SENT, "sent");
	is_int(got.sent_at, T0 + 90, "then");
	is_int(got.attempts, 3, "at the third attempt");
	is_str(got.reply, "2.0.0 ok", "the words of the server");
	is_int(outbox_requeue(s, 1, T0, &why), ERR_ITEM,
	    "what is sent is never queued again");
	done(&s);
}

static int64_t
spent(struct store *s, struct outbox_budget q)
{
	int64_t n;

	must(outbox_spent(s, &q, &n, &why), "spent");
	return n;
}

static void
budgets(void)
{
	struct store *s = fresh();
	int64_t v[OUTBOX_RECENT];
	size_t n;
	struct outbox_row m;
	bool added;
	int i;

	must(store_begin(s, &why), "begin");
	for (i = 0; i < 10; i++)
		put(s, arena_printf(arena, "a%d", i), T0 + i);
	m = letter(s, 0, "other");
	m.address = "budi@EXAMPLE.org";
	must(outbox_add(s, &m, &added, &why), "add");
	m = letter(s, 0, "human");
	m.automatic = false;
	must(outbox_add(s, &m, &added, &why), "add");
#define B(...) (struct outbox_budget){ __VA_ARGS__ }
	is_int(spent(s, B(.address = "SITI@example.org", .cap = 99)), 10,
	    "to the address");
	is_int(spent(s, B(.address = "siti@example.org", .since = T0 + 5,
			    .cap = 99)),
	    5, "since then");
	is_int(spent(s, B(.address = "siti+7@example.org", .cap = 99)), 10,
	    "whatever stands behind the +");
	is_int(spent(s, B(.address = "sit@example.org", .cap = 99)), 0,
	    "to no other");
	is_int(spent(s, B(.address = "siti@example.org", .cap = 3)), 3,
	    "as far as anybody wants to know");
	is_int(spent(s, B(.domain = "example.org", .cap = 99)), 11,
	    "to the domain");
	is_int(
	    spent(s, B(.domain = "example.com", .cap = 99)), 0, "to another");
	must(outbox_recent(s, &(struct outbox_recent){ "x@example.org", T0 }, v,
		 &n, &why),
	    "recent");
	is_int((long long)n, 0, "mails without a ticket name none");
	is_int(spent(s, B(.cap = 99)), 11, "in total, without humans' mail");
	done(&s);
}

int
main(void)
{
	queueing();
	sending();
	budgets();
	return done_testing();
}
