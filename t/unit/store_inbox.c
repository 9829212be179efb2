/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * desk/kind desk/ticket desk/token store */
#include <sys/resource.h>

#include "base/mem.h"
#include "unit/store_help.h"

static struct inbox_added
add(struct store *s, int64_t uidvalidity, int64_t uid, const char *bytes)
{
	struct inbox_mail m = mail(uidvalidity, uid, bytes);
	struct inbox_added r = { .id = -1 };

	must(inbox_add(s, &m, &r, &why), "inbox_add");
	return r;
}

static void
decide(struct store *s, int64_t id, enum outcome o, int64_t to)
{
	struct inbox_decision d = { .id = id,
		.outcome = o,
		.reason = "because",
		.ticket = to,
		.message_id = "m@x",
		.at = T0 + 5 };

	must(inbox_decide(s, &d, &why), "decide");
}

static void
adding(void)
{
	struct store *s = fresh();
	struct inbox_mail m = mail(7, 1, "x");
	struct inbox_added r;
	struct inbox_rows rows;
	struct buf b;
	int64_t n;

	is_int(inbox_add(s, &m, &r, &why), ERR_STOP,
	    "nothing is kept outside a transaction");
	must(inbox_position(s, "INBOX", 7, &n, &why), "position");
	is_int(n, 0, "an empty mailbox has no position");
	must(store_begin(s, &why), "begin");
	r = add(s, 7, 11, "one");
	is_int(r.how, INBOX_NEW, "a mail is new");
	is_int(r.id, 1, "and the first");
	r = add(s, 7, 11, "one");
	is_int(r.how, INBOX_KNOWN, "the same again is known");
	is_int(r.id, 1, "as the first");
	r = add(s, 7, 12, "one");
	is_int(r.how, INBOX_NEW, "the same bytes delivered twice are two");
	r = add(s, 7, 13, "");
	is_int(r.how, INBOX_NEW, "a mail may be empty");
	must(store_commit(s, &why), "commit");
	must(inbox_position(s, "INBOX", 7, &n, &why), "position");
	is_int(n, 13, "the position is the highest uid");
	must(inbox_position(s, "INBOX", 8, &n, &why), "position");
	is_int(n, 0, "of that uidvalidity alone");

	must(inbox_undecided(s, arena, (struct page){ 0, 2 }, &rows, &why),
	    "undecided");
	is_int((long long)rows.n, 2, "a page has its limit");
	is_int(rows.v[0].attempts, 1, "the first attempt is counted");
	is_int(rows.v[0].size, 3, "the size");
	is_int(rows.v[0].internal_date, T0 - 60, "the date of the server");
	is_int(rows.v[0].outcome, OUTCOME_NONE, "no outcome yet");
	is_int(rows.v[0].decided_at, TOD_NONE, "nor a time of it");
	must(inbox_undecided(s, arena, (struct page){ 2, 9 }, &rows, &why),
	    "undecided");
	is_int((long long)rows.n, 1, "the next page has the rest");
	must(inbox_retry(s, 1, &why), "retry");
	must(inbox_undecided(s, arena, (struct page){ 0, 1 }, &rows, &why),
	    "undecided");
	is_int(rows.v[0].attempts, 2, "a retry is counted");

	buf_init(&b, 100);
	must(inbox_raw(s, 1, &b, &why), "raw");
	is_str(b.s, "one", "the bytes");
	buf_free(&b);
	buf_init(&b, 2);
	must(inbox_raw(s, 1, &b, &why), "raw");
	is_str(b.s, "on", "as far as the cap allows");
	ok(b.over, "and that there was more");
	buf_free(&b);
	done(&s);
}

static void
deciding(void)
{
	struct store *s = fresh();
	struct inbox_decision d = { .id = 1,
		.outcome = OUTCOME_SPAM,
		.reason = "",
		.message_id = "",
		.at = T0 };
	struct inbox_ask q = { "INBOX", 7, { 0, 10 } };
	struct ticket_row t = ticket("siti@example.org", "data");
	struct ticket_ids ids;
	struct inbox_row row;
	struct inbox_rows rows;
	int64_t other, id = 1;

	must(store_begin(s, &why), "begin");
	add(s, 7, 1, "one");
	add(s, 7, 2, "one");
	t.inbox = 1;
	add_ticket(s, &t);
	must(inbox_get(s, arena, 2, &row, &why), "get");
	must(inbox_seen_bytes(s, &row, &other, &why), "seen");
	is_int(other, 0, "an undecided twin does not count");
	decide(s, 1, OUTCOME_TICKET, t.id);
	must(inbox_seen_bytes(s, &row, &other, &why), "seen");
	is_int(other, 1, "a decided twin does");
	must(inbox_by_message_id(s, arena, "m@x", &row, &why), "by id");
	is_int(row.id, 1, "found by its Message-ID");
	is_int(
	    inbox_decide(s, &d, &why), ERR_ITEM, "one outcome, never a second");
	d.id = 2;
	d.outcome = OUTCOME_NONE;
	is_int(inbox_decide(s, &d, &why), ERR_ITEM, "none is no outcome");
	d.outcome = OUTCOME_QUARANTINE;
	is_int(inbox_decide(s, &d, &why), OK, "quarantine");
	must(inbox_by_message_id(s, arena, "m@x", &row, &why), "by id");
	is_int(row.id, 1, "one that has none is not it");
	must(inbox_by_message_id(s, arena, "", &row, &why), "by id");
	is_int(row.id, 0, "no Message-ID finds nothing");
	must(inbox_by_message_id(s, arena, "n@x", &row, &why), "by id");
	is_int(row.id, 0, "nor does an unknown one");
	add(s, 8, 3, "three");
	decide(s, 3, OUTCOME_SPAM, 0);
	must(inbox_by_message_id(s, arena, "m@x", &row, &why), "by id");
	is_int(row.id, 3, "of two the newest");
	must(store_commit(s, &why), "commit");

	must(inbox_get(s, arena, 1, &row, &why), "get");
	is_int(row.outcome, OUTCOME_TICKET, "the outcome");
	is_int(row.ticket, t.id, "the ticket");
	is_str(row.reason, "because", "the reason");
	is_str(row.message_id, "m@x", "the Message-ID");
	must(cases_by_message_ids(
		 s, arena, (struct strs){ &row.message_id, 1 }, &ids, &why),
	    "by message id");
	ok(ids.n == 1 && ids.v[0] == t.id, "which now finds the ticket");
	must(inbox_of(s, arena, &(struct inbox_of_ask){ t.id, { 0, 10 } },
		 &rows, &why),
	    "of");
	ok(rows.n == 1 && rows.v[0].id == 1, "and the ticket its mails");

	must(inbox_unmarked(s, arena, &q, &rows, &why), "unmarked");
	is_int((long long)rows.n, 2, "two are to be marked");
	must(inbox_marked(s, &id, 1, &why), "marked");
	must(inbox_unmarked(s, arena, &q, &rows, &why), "unmarked");
	ok(rows.n == 1 && rows.v[0].id == 2, "one is left");

	must(inbox_quarantined(s, arena, (struct page){ 0, 10 }, &rows, &why),
	    "quarantined");
	ok(rows.n == 1 && rows.v[0].id == 2, "the quarantined one");
	is_int(inbox_release(s, 1, &why), ERR_ITEM,
	    "only a quarantined one is released");
	is_int(inbox_release(s, 2, &why), OK, "released");
	must(inbox_get(s, arena, 2, &row, &why), "get");
	is_int(row.outcome, OUTCOME_NONE, "it is undecided again");
	must(inbox_get(s, arena, 77, &row, &why), "get");
	is_int(row.id, 0, "there is no such row");
	done(&s);
}

/* A mailbox that was rebuilt: DESIGN section 10. */
static void
renumbered(void)
{
	struct store *s = fresh();
	struct inbox_added r;
	struct inbox_row row;
	int64_t n, id;

	must(store_begin(s, &why), "begin");
	add(s, 7, 1, "one");
	add(s, 7, 2, "two");
	add(s, 7, 3, "two");
	decide(s, 1, OUTCOME_SPAM, 0);
	id = 1;
	must(inbox_marked(s, &id, 1, &why), "marked");
	r = add(s, 8, 1, "two");
	is_int(r.how, INBOX_ADOPTED, "known bytes under a new number");
	is_int(r.id, 2, "take over the oldest row");
	r = add(s, 8, 2, "two");
	is_int(r.how, INBOX_ADOPTED, "its twin");
	is_int(r.id, 3, "takes over the next");
	r = add(s, 8, 3, "two");
	is_int(r.how, INBOX_NEW, "a third is new");
	r = add(s, 8, 4, "one");
	is_int(r.how, INBOX_ADOPTED, "a decided one");
	must(inbox_get(s, arena, r.id, &row, &why), "get");
	is_int(row.outcome, OUTCOME_SPAM, "keeps its outcome");
	is_int(row.marked, false, "and is marked again");
	is_int(row.uid, 4, "under its new number");
	r = add(s, 8, 5, "new");
	is_int(r.how, INBOX_NEW, "unknown bytes are new");
	must(inbox_position(s, "INBOX", 8, &n, &why), "position");
	is_int(n, 5, "the position goes on there");
	must(inbox_position(s, "INBOX", 7, &n, &why), "position");
	is_int(n, 0, "nothing is left under the old one");
	r = add(s, 8, 5, "other");
	is_int(r.how, INBOX_NEW,
	    "other bytes under a number that was used lose nothing");
	is_int(ask("SELECT 1"), 1, "the database can be read meanwhile");
	must(store_commit(s, &why), "commit");
	is_int(ask("SELECT count(*) FROM inbox"), 6, "six mails in all");
	is_int(ask("SELECT count(*) FROM raw"), 6, "each with its bytes");
	done(&s);
}

static void
folders(void)
{
	struct store *s = fresh();
	struct inbox_mail m = mail(0, 0, "x");
	struct inbox_added r;
	bool has;

	must(store_begin(s, &why), "begin");
	m.name = "1.eml";
	must(inbox_add(s, &m, &r, &why), "add");
	m.name = "2.eml";
	must(inbox_add(s, &m, &r, &why), "add");
	is_int(r.how, INBOX_NEW, "a copy in a folder is a second mail");
	must(inbox_has_name(s, "INBOX", "2.eml", &has, &why), "has");
	ok(has, "a file is known by its name");
	must(inbox_has_name(s, "INBOX", "3.eml", &has, &why), "has");
	ok(!has, "another is not");
	done(&s);
}

static struct inbox_added
stream(struct store *s, struct inbox_mail m, const char *bytes, size_t step)
{
	struct inbox_added r = { .id = -1 };
	struct inbox_stream *st;
	size_t at, n = strlen(bytes);

	must(inbox_stream_begin(s, &m, &st, &why), "stream");
	for (at = 0; at < n; at += step)
		must(inbox_stream_add(
			 st, bytes + at, n - at < step ? n - at : step, &why),
		    "piece");
	must(inbox_stream_end(&st, &r, &why), "end");
	ok(st == NULL, "the stream is freed");
	return r;
}

static void
streaming(void)
{
	struct store *s = fresh();
	struct inbox_stream *st;
	struct inbox_mail m = mail(7, 1, "");
	struct inbox_added r;
	struct inbox_row row;
	struct buf b;

	must(store_begin(s, &why), "begin");
	r = stream(s, m, "one two three", 4);
	is_int(r.how, INBOX_NEW, "streamed");
	r = add(s, 7, 1, "one two three");
	is_int(r.how, INBOX_KNOWN, "and known as if it had come whole");
	r = stream(s, m, "one two three", 1);
	is_int(r.how, INBOX_KNOWN, "the same stream again is known");
	m.uidvalidity = 8;
	r = stream(s, m, "one two three", 100);
	is_int(r.how, INBOX_ADOPTED, "adopted after a renumbering");
	is_int(r.id, 1, "by the row that was there");
	m.uid = 2;
	must(inbox_stream_begin(s, &m, &st, &why), "stream");
	must(inbox_stream_add(st, "lost", 4, &why), "piece");
	inbox_stream_drop(&st);
	r = stream(s, m, "", 1);
	is_int(r.how, INBOX_NEW, "an empty one after a dropped one");
	m.uid = 3;
	m.size = 99;
	r = stream(s, m, "only the head", 5);
	must(inbox_get(s, arena, r.id, &row, &why), "get");
	is_int(row.size, 99, "the size on the server");
	is_int(row.kept, 13, "and what is kept of it");
	must(store_commit(s, &why), "commit");
	is_int(ask("SELECT count(*) FROM inbox"), 3, "three rows");
	is_int(ask("SELECT count(*) FROM raw"), 3, "with their bytes alone");
	buf_init(&b, 100);
	must(inbox_raw(s, 1, &b, &why), "raw");
	is_str(b.s, "one two three", "the bytes");
	buf_free(&b);
	done(&s);
}

static long
peak_kb(void)
{
	struct rusage r;

	getrusage(RUSAGE_SELF, &r);
	return r.ru_maxrss;
}

#ifdef __SANITIZE_ADDRESS__
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

static void
giant(void)
{
	struct store *s = fresh();
	struct inbox_stream *st;
	struct inbox_mail m = mail(7, 1, "");
	struct inbox_added r;
	char piece[65536];
	struct buf b;
	long before;
	int i, n = 480; /* 30 MB */

	memset(piece, 'x', sizeof(piece));
	must(store_begin(s, &why), "begin");
	before = peak_kb();
	must(inbox_stream_begin(s, &m, &st, &why), "stream");
	for (i = 0; i < n; i++)
		must(inbox_stream_add(st, piece, sizeof(piece), &why), "piece");
	must(inbox_stream_end(&st, &r, &why), "end");
	must(store_commit(s, &why), "commit");
	printf("# 30 MB: memory grew by %ld KB\n", peak_kb() - before);
	ok(SANITIZED || peak_kb() - before < 8192,
	    "a giant needs no memory of its size");
	is_int(ask("SELECT sum(length(bytes)) FROM raw"),
	    n * (long long)sizeof(piece), "all of it is there");
	buf_init(&b, 1000);
	must(inbox_raw(s, r.id, &b, &why), "raw");
	is_int((long long)b.len, 1000, "its beginning can be read alone");
	buf_free(&b);
	done(&s);
}

/* A bad mail takes itself back, not its neighbours. */
static void
neighbours(void)
{
	struct store *s = fresh();

	must(store_begin(s, &why), "begin");
	add(s, 7, 1, "good");
	must(store_save(s, &why), "save");
	add(s, 7, 2, "bad");
	must(store_undo(s, &why), "undo");
	add(s, 7, 3, "good too");
	must(store_commit(s, &why), "commit");
	is_int(ask("SELECT count(*) FROM inbox"), 2, "the good ones stay");
	is_int(ask("SELECT count(*) FROM raw"), 2, "with their bytes");
	done(&s);
}

int
main(void)
{
	adding();
	deciding();
	renumbered();
	folders();
	streaming();
	giant();
	neighbours();
	return done_testing();
}
