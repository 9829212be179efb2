/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * desk/kind desk/ticket desk/token store */
#include "store/sql.h"
#include "unit/store_help.h"

/* The disk is full in the middle of a batch: nothing half done stays, the
 * pass stops, and the same batch goes through when there is room again. */
static enum err
batch(struct store *s, int from, int n)
{
	static char bytes[60000];
	struct inbox_added r;
	enum err e;
	int i;

	memset(bytes, 'x', sizeof(bytes));
	if ((e = store_begin(s, &why)) != OK)
		return e;
	for (i = from; i < from + n && e == OK; i++) {
		struct inbox_mail m = mail(7, i, "");

		bytes[0] = (char)i;
		m.bytes = bytes;
		m.len = sizeof(bytes);
		e = inbox_add(s, &m, &r, &why);
	}
	if (e == OK)
		e = store_commit(s, &why);
	return e;
}

int
main(void)
{
	struct store *s = fresh();
	struct inbox_mail m = mail(7, 99, "x");
	struct inbox_added r;
	struct inbox_stream *st;
	char pragma[60];
	int64_t n;
	struct buf b;
	int i;

	must(batch(s, 1, 3), "first batch");
	snprintf(pragma, sizeof(pragma), "PRAGMA max_page_count = %lld",
	    (long long)ask("PRAGMA page_count") + 20);
	must(sql_exec(s, pragma, &why), "limit");
	is_int(batch(s, 4, 30), ERR_STOP, "a full disk stops the pass");
	ok(strstr(why.s, "disk is full") != NULL, "in words: %s", why.s);
	is_int(inbox_add(s, &m, &r, &why), ERR_STOP,
	    "what follows is not committed one by one");
	is_int(store_commit(s, &why), ERR_STOP, "nor can it be committed");
	store_rollback(s);
	is_int(ask("SELECT count(*) FROM inbox"), 3, "nothing half done stays");
	is_int(ask("SELECT count(*) FROM raw"), 3, "no bytes either");

	must(store_begin(s, &why), "begin");
	must(inbox_stream_begin(s, &m, &st, &why), "stream");
	for (i = 0; i < 100; i++) {
		static const char piece[60000] = "x";

		if (inbox_stream_add(st, piece, sizeof(piece), &why) != OK)
			break;
	}
	ok(i < 100, "a stream stops as well");
	inbox_stream_drop(&st);
	store_rollback(s);

	must(sql_exec(s, "PRAGMA max_page_count = 1000000", &why), "no limit");
	is_int(batch(s, 4, 30), OK, "with room again it goes through");
	is_int(ask("SELECT count(*) FROM inbox"), 33, "all are there");
	buf_init(&b, 10000);
	must(verify_all(s, &b, &n, &why), "verify");
	is_int(n, 0, "and the database is sound");
	printf("# %s\n", b.s);
	buf_free(&b);
	done(&s);
	return done_testing();
}
