/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * desk/kind desk/ticket desk/token store */
#include "unit/store_help.h"

static void
add(struct store *s, const char *source, const char *title, const char *body)
{
	struct entry e = { .source = source, .title = title, .body = body };

	must(entry_add(s, &e, &why), "add");
}

static struct entries
find(struct store *s, const char *words, const char *source, size_t limit)
{
	struct entry_ask q = { words, source, limit };
	struct entries found;

	must(entry_find(s, arena, &q, &found, &why), "find");
	return found;
}

static void
is_first(struct store *s, const char *words, const char *title)
{
	struct entries r = find(s, words, "", 3);

	is_str(r.n > 0 ? r.v[0].title : "nothing", title, words);
}

/* More answers than are looked at for one word. */
static void
ranks(void)
{
	struct store *s = fresh();
	int i;

	must(store_begin(s, &why), "begin");
	add(s, "catalogue", "Katalog", "https://x\ndata penduduk");
	add(s, "answer", "Lama", "data penduduk dan kemiskinan");
	for (i = 0; i < 300; i++)
		add(s, "answer", "Biasa", "data penduduk menurut kecamatan");
	add(s, "answer", "Inflasi", "data yang diminta");
	add(s, "answer", "Biasa", "data inflasi yang diminta");
	must(store_commit(s, &why), "commit");

	is_first(s, "data penduduk kemiskinan", "Lama");
	is_first(s, "DATA, Penduduk: kemiskinan?", "Lama");
	is_first(s, "data inflasi", "Inflasi");
	must(store_begin(s, &why), "begin");
	must(entry_tidy(s, &why), "tidy");
	must(store_commit(s, &why), "commit");
	is_first(s, "data penduduk kemiskinan", "Lama");
	is_int((long long)find(s, "data", "", 3).n, 3, "no more than asked");
	is_int((long long)find(s, "ekspor", "", 3).n, 0, "no such word");
	is_int((long long)find(s, "data", "catalogue", 3).n, 1,
	    "the catalogue apart");
	is_int((long long)find(s, "katalog", "answer", 3).n, 0,
	    "the answers apart");
	done(&s);
}

static void
catalogue(void)
{
	struct store *s = fresh();
	struct entries r;

	is_int((long long)find(s, "data", "catalogue", 3).n, 0, "none yet");
	must(store_begin(s, &why), "begin");
	add(s, "catalogue", "Satu", "data");
	add(s, "answer", "Jawaban", "data");
	add(s, "catalogue", "Dua", "data");
	must(entry_clear(s, "catalogue", &why), "clear");
	is_int((long long)find(s, "data", "catalogue", 3).n, 0, "cleared");
	add(s, "catalogue", "Tiga", "data");
	r = find(s, "data", "catalogue", 3);
	is_int((long long)r.n, 1, "taken anew");
	is_str(r.v[0].title, "Tiga", "what it says");
	r = find(s, "data", "answer", 3);
	is_int((long long)r.n, 1, "the answer is still there");
	is_str(r.v[0].title, "Jawaban", "and what it says");
	must(store_commit(s, &why), "commit");
	done(&s);
}

/* Whatever a citizen writes is words and never a query. */
static void
hostile(void)
{
	static const char *const rows[] = { "\"", "\"data", "data\"\"", "NEAR(",
		"title : data", "data*", "^data", "a=b=c=d", "-", "(((",
		"\xff\xfe", "\xe2\x80", "\xe2", "\xe2\x80\x9c" };
	struct store *s = fresh();
	struct buf b;
	size_t i;

	must(store_begin(s, &why), "begin");
	add(s, "answer", "Data", "data");
	must(store_commit(s, &why), "commit");
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ok(find(s, rows[i], "", 3).n <= 1, "words number %zu", i);
	buf_init(&b, 1 << 20);
	for (i = 0; i < 100000; i++)
		buf_addc(&b, 'x');
	buf_adds(&b, " data");
	is_int((long long)find(s, b.s, "", 3).n, 1, "a word without an end");
	buf_reset(&b);
	buf_adds(&b, "\xe2\x80\x9c"
		     "data\xe2\x80\x9d");
	is_int((long long)find(s, b.s, "", 3).n, 1, "typographic quotes");
	buf_free(&b);
	done(&s);
}

int
main(void)
{
	ranks();
	catalogue();
	hostile();
	return done_testing();
}
