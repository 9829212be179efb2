/* objects: base/arena base/buf base/err base/mem base/text desk/features
 * desk/kind desk/model desk/regress
 */
#include "tap.h"

#include "desk/model.h"

#define L(k, t, s, x) \
	{ \
		.kind = k, .topic = t, .subject = s, .text = x \
	}

static const struct lesson lessons[] = {
	L(KIND_KONSULTASI, TOPIC_DATA, "data penduduk",
	    "mohon jumlah penduduk"),
	L(KIND_KONSULTASI, TOPIC_DATA, "inflasi", "minta angka inflasi"),
	L(KIND_KONSULTASI, TOPIC_METADATA, "konsep", "apa definisi miskin"),
	L(KIND_KONSULTASI, TOPIC_KLASIFIKASI, "kbli", "kode kbli bengkel"),
	L(KIND_PENGADUAN, TOPIC_NONE, "kecewa", "petugas kasar dan lambat"),
	L(KIND_PENGADUAN, TOPIC_NONE, "lambat", "email tidak pernah dibalas"),
	L(KIND_SPAM, TOPIC_NONE, "slot", "bonus slot gacor hari ini"),
	L(KIND_SPAM, TOPIC_NONE, "hadiah", "anda menang hadiah mobil"),
};
#define COUNT (sizeof(lessons) / sizeof(lessons[0]))

static void
check_guess(struct arena *a, const struct model *m, const char *what)
{
	struct guess g;
	double sum = 0;
	int i;

	model_guess(a, m, "pelayanan", "petugasnya kasar sekali", &g);
	ok(g.best == KIND_PENGADUAN, "%s: a complaint", what);
	for (i = 0; i < KIND_COUNT; i++)
		sum += g.kind[i];
	ok(sum > 0.999 && sum < 1.001, "%s: sums to 1", what);
	ok(g.kind[KIND_AUTO] == 0, "%s: what was not taught is 0", what);
	ok(g.words.n > 0 && g.words.n <= 5, "%s: tells words", what);
	model_guess(a, m, "", "kode kbli toko", &g);
	ok(g.topic[TOPIC_KLASIFIKASI] > g.topic[TOPIC_DATA], "%s: topic", what);
	model_guess(a, m, "", "", &g);
	ok(g.kind[g.best] < 0.9, "%s: of nothing, nothing sure", what);
}

int
main(void)
{
	struct arena *a = arena_new();
	struct model *m = model_train(lessons, COUNT), *again;
	struct buf b, c;
	struct why w = { "" };

	buf_init(&b, 4 << 20);
	buf_init(&c, 4 << 20);
	check_guess(a, m, "trained");
	model_save(m, &b);
	ok(!b.over && b.len < 2000000, "under 2 MB");
	again = model_train(lessons, COUNT);
	model_save(again, &c);
	ok(b.len == c.len && memcmp(b.s, c.s, b.len) == 0,
	    "the same lessons, the same bytes");
	model_free(&again);
	ok(model_load(b.s, b.len, &again, &w) == OK, "loads %s", w.s);
	check_guess(a, again, "loaded");
	model_free(&again);
	ok(again == NULL, "freed");
	ok(model_load(b.s, b.len - 1, &again, &w) == ERR_ITEM, "too short");
	b.s[0] = 'T';
	ok(model_load(b.s, b.len, &again, &w) == ERR_ITEM, "not a model");
	is_str(w.s, "not a model of this version: train again", "says so");
	model_free(&m);
	m = model_train(NULL, 0);
	ok(m != NULL, "no lessons, a model that says nothing");
	model_free(&m);
	buf_free(&b);
	buf_free(&c);
	arena_free(&a);
	return done_testing();
}
