/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * desk/kind desk/ticket desk/token store */
/* What waits for a word: officers' mails, surveys, mails held back. */
#include "unit/store_help.h"

static void
add_mails(struct store *s, int n)
{
	struct inbox_added r;
	int i;

	for (i = 1; i <= n; i++) {
		struct inbox_mail m = mail(7, i, "x");

		must(inbox_add(s, &m, &r, &why), "inbox_add");
	}
}

static int64_t
queue(struct store *s, int64_t to, const char *dedup, int64_t held)
{
	struct outbox_row m = letter(s, to, dedup);
	bool added;

	m.held_until = held;
	must(outbox_add(s, &m, &added, &why), "outbox_add");
	return m.id;
}

static void
pending_errors(struct store *s, struct pending_row p)
{
	struct pending_row got;

	p.inbox = 99;
	is_int(pending_add(s, &p, &why), ERR_ITEM, "no such mail");
	p.inbox = 1;
	p.outbox = 99;
	is_int(pending_add(s, &p, &why), ERR_ITEM, "no such question");
	is_int(
	    pending_end(s, 1, PENDING_OPEN, &why), ERR_ITEM, "open is no end");
	is_int(
	    pending_end(s, 99, PENDING_DONE, &why), ERR_ITEM, "nothing to end");
	must(pending_get(s, arena, 99, &got, &why), "get");
	is_int(got.id, 0, "none of that number");
	must(pending_of_outbox(s, arena, 99, &got, &why), "of outbox");
	is_int(got.id, 0, "none of that question");
	must(pending_of(s, arena, "budi", p.ticket, &got, &why), "of");
	is_int(got.id, 0, "none of that officer");
}

static size_t
open_ones(struct store *s, int64_t after)
{
	struct pending_rows rows;
	struct page page = { after, 10 };

	must(pending_open(s, arena, page, &rows, &why), "open");
	return rows.n;
}

static void
pending(void)
{
	struct store *s = fresh();
	struct ticket_row t = ticket("siti@example.org", "data");
	struct pending_row p = { .inbox = 1,
		.officer = "rina",
		.why = "confirm",
		.note = "is it you?",
		.state = PENDING_OPEN,
		.at = T0 },
			   got;

	is_int(pending_add(s, &p, &why), ERR_STOP, "not outside a transaction");
	is_int(pending_end(s, 1, PENDING_DONE, &why), ERR_STOP, "nor ended");
	must(store_begin(s, &why), "begin");
	add_mails(s, 3);
	p.ticket = add_ticket(s, &t);
	p.outbox = queue(s, t.id, "confirm:1", TOD_NONE);
	must(pending_add(s, &p, &why), "add");
	is_int(p.id, 1, "it has a number");
	pending_errors(s, p);
	must(pending_of_outbox(s, arena, p.outbox, &got, &why), "of outbox");
	ok(got.id == 1 && got.inbox == 1 && got.ticket == t.id && got.at == T0,
	    "found by the mail that asks");
	is_str(got.officer, "rina", "officer");
	is_str(got.why, "confirm", "why");
	is_str(got.note, "is it you?", "note");
	is_int(got.state, PENDING_OPEN, "state");
	p.inbox = 2;
	p.why = "held";
	p.outbox = 0;
	must(pending_add(s, &p, &why), "add");
	p.inbox = 3;
	p.ticket = 0;
	must(pending_add(s, &p, &why), "add");
	is_int((long long)open_ones(s, 0), 3, "all wait");
	is_int((long long)open_ones(s, 1), 2, "those after the first");
	must(pending_of(s, arena, "rina", t.id, &got, &why), "of");
	is_int(got.id, 2, "the newest of hers in that ticket");
	must(pending_of(s, arena, "rina", 0, &got, &why), "of");
	is_int(got.id, 3, "hers without a ticket");
	is_int(pending_end(s, 2, PENDING_DROPPED, &why), OK, "dropped");
	is_int(pending_end(s, 2, PENDING_DONE, &why), ERR_ITEM, "once");
	must(pending_of(s, arena, "rina", t.id, &got, &why), "of");
	is_int(got.id, 1, "then the one before");
	is_int(pending_end(s, 1, PENDING_DONE, &why), OK, "done");
	is_int((long long)open_ones(s, 0), 1, "one waits");
	must(pending_get(s, arena, 2, &got, &why), "get");
	is_int(got.state, PENDING_DROPPED, "what became of it is known");
	must(store_commit(s, &why), "commit");
	meddle("UPDATE pending SET state = 'maybe' WHERE id = 1");
	is_int(pending_get(s, arena, 1, &got, &why), ERR_STOP,
	    "a word of somebody else's");
	done(&s);
}

static void
survey(void)
{
	struct store *s = fresh();
	struct ticket_row t = ticket("siti@example.org", "data"), u = t;
	struct rating_row r = { .answered_at = T0 + 50,
		.score = 4,
		.element = { 4, 0, 3 },
		.words = "cepat" },
			  got;
	struct rating_rows rows;
	bool asked = true;

	is_int(
	    rating_ask(s, 1, T0, &why), ERR_STOP, "not outside a transaction");
	is_int(rating_set(s, &r, &asked, &why), ERR_STOP, "nor answered");
	must(store_begin(s, &why), "begin");
	r.ticket = add_ticket(s, &t);
	add_ticket(s, &u);
	must(rating_set(s, &r, &asked, &why), "set");
	ok(!asked, "nobody asked");
	must(rating_get(s, arena, t.id, &got, &why), "get");
	is_int(got.ticket, 0, "and nothing was kept");
	is_int(rating_ask(s, 99, T0, &why), ERR_ITEM, "no such ticket");
	is_int(rating_ask(s, t.id, T0, &why), OK, "ask");
	is_int(rating_ask(s, t.id, T0 + 1, &why), ERR_ITEM, "never twice");
	is_int(rating_ask(s, u.id, T0 + 9, &why), OK, "another");
	must(rating_get(s, arena, t.id, &got, &why), "get");
	ok(got.asked_at == T0 && got.answered_at == TOD_NONE && got.score == 0,
	    "asked, not answered");
	must(rating_set(s, &r, &asked, &why), "set");
	ok(asked, "answered");
	r.score = 5;
	is_int(rating_set(s, &r, &asked, &why), ERR_ITEM, "four is the most");
	r.score = 3;
	r.element[8] = -1;
	is_int(rating_set(s, &r, &asked, &why), ERR_ITEM, "one is the least");
	r.element[8] = 2;
	r.element[0] = 0;
	must(rating_set(s, &r, &asked, &why), "set");
	must(rating_list(s, arena, T0, T0 + 9, &rows, &why), "list");
	is_int((long long)rows.n, 1, "asked in that time");
	got = rows.v[0];
	ok(got.ticket == t.id && got.score == 3 && got.answered_at == T0 + 50,
	    "the later answer replaces the earlier");
	ok(got.element[0] == 0 && got.element[2] == 3 && got.element[8] == 2,
	    "elements");
	is_str(got.words, "cepat", "words");
	must(rating_list(s, arena, T0 + 9, T0 + 99, &rows, &why), "list");
	ok(rows.n == 1 && rows.v[0].ticket == u.id, "the other in the next");
	must(store_commit(s, &why), "commit");
	is_int(ask("SELECT rating FROM v_ticket WHERE code LIKE '%1'"), 3,
	    "v_ticket shows the score");
	is_int(ask("SELECT count(*) = 2 AND count(u1) = 0 AND count(u9) = 1"
		   " AND avg(score) = 3 FROM v_rating"),
	    1, "in v_rating what was not given does not count");
	is_int(ask("SELECT count(*) FROM pragma_table_info('v_rating')"), 13,
	    "and nothing but these columns is there");
	done(&s);
}

static void
recall(void)
{
	struct store *s = fresh();
	struct ticket_row t = ticket("siti@example.org", "data");
	struct outbox_recall r = { .id = 1, .at = T0 + 5, .reply = "recalled" };
	struct outbox_row got;

	is_int(
	    outbox_recall(s, &r, &why), ERR_STOP, "not outside a transaction");
	must(store_begin(s, &why), "begin");
	is_int(outbox_recall(s, &r, &why), ERR_ITEM, "no such mail");
	add_ticket(s, &t);
	queue(s, t.id, "a", T0 + 10);
	queue(s, t.id, "b", T0 + 5);
	queue(s, t.id, "c", TOD_NONE);
	queue(s, t.id, "d", T0 + 5);
	is_int(outbox_recall(s, &r, &why), OK, "one that is held");
	is_int(outbox_recall(s, &r, &why), ERR_ITEM, "once");
	must(outbox_get(s, arena, 1, &got, &why), "get");
	is_int(got.state, OUTBOX_FAILED, "it failed");
	is_str(got.reply, "recalled", "with these words");
	is_int(outbox_requeue(s, 1, T0 + 6, &why), ERR_ITEM,
	    "and nobody sends it after all");
	r.id = 2;
	must(outbox_sending(s, 2, &why), "sending");
	is_int(outbox_recall(s, &r, &why), ERR_ITEM, "it is on its way");
	r.id = 4;
	is_int(outbox_recall(s, &r, &why), OK,
	    "its time is over, but nobody was there to send it");
	r.id = 3;
	is_int(outbox_recall(s, &r, &why), ERR_ITEM, "it was never held");
	done(&s);
}

int
main(void)
{
	pending();
	survey();
	recall();
	return done_testing();
}
