/* objects: base mail desk */
/* Officers' prose: examples are read, taught, kept, and judge what is new. */
#include "tap.h"

#include <math.h>
#include <stdlib.h>

#include "desk/voice_priv.h"

static const struct officer people[] = {
	{ "sari", "Sari Dewi", "sari@test", ROLE_PETUGAS },
	{ "agus", "Agus Salim", "agus@test", ROLE_PETUGAS },
};
static const struct office office = { .name = "BPS",
	.unit = "PST",
	.address = "desk@test",
	.prefix = "PST",
	.officers = people,
	.nofficers = 2 };

static const char examples[] =
    "# A comment.\n"
    "\n"
    "=== 1 do answer | Rani\n"
    "Ibu Rani, jumlah penduduk 2025 ada di Tabel 3.1.1.\n"
    "\n"
    "=== 2 hold close | Rani\n"
    "\xe2\x9f\xa6sudah beres, tutup saja tiketnya\xe2\x9f\xa7\n"
    "\n"
    "=== 3 hold mixed | Tono\n"
    "Pak Tono, kodenya 47111.\n"
    "\xe2\x9f\xa6tutup ya min\xe2\x9f\xa7\n"
    "\n"
    "=== 4 do ask | Tono\n"
    "Pak Tono, untuk tahun berapa dan kecamatan mana?\n"
    "\n"
    "=== 5 do progress | Ani\n"
    "Ibu Ani, masih kami siapkan, besok kami kabari.\n"
    "=== 6 hold hand | Ani\n"
    "\xe2\x9f\xa6"
    "Agus, tolong pegang yang ini\xe2\x9f\xa7";

static enum err
read_text(
    struct arena *a, struct voice_lessons *l, const char *s, struct why *w)
{
	return voice_read(a, l, "x.txt", s, strlen(s), w);
}

static void
reading(struct arena *a)
{
	static const struct {
		const char *text, *why;
	} bad[] = {
		{ "=== 1 do answer | R\nhalo\n\n=== 2 send it | R\nhalo\n",
		    "x.txt:4: expected \"=== ID do|hold WHAT | Name\" and a "
		    "text" },
		{ "\n=== 1 hold close | R\n\xe2\x9f\xa6tutup\n",
		    "x.txt:2: a mark \xe2\x9f\xa6 is not closed" },
		{ "=== 1 do answer | R\n",
		    "x.txt:1: expected \"=== ID do|hold WHAT | Name\" and a "
		    "text" },
	};
	struct voice_lessons l = { 0 };
	struct why w;
	size_t i, k, inside = 0;

	ok(read_text(a, &l, examples, &w) == OK, "read");
	is_int((int)l.n, 6, "six of them");
	is_str(l.v[2].text, "Pak Tono, kodenya 47111.\ntutup ya min",
	    "marks are no text");
	for (k = 0; l.v[2].text[k] != '\0'; k++)
		inside += l.v[2].inside[k];
	is_int((int)inside, 12, "they say what is inside");
	ok(l.v[0].sent && !l.v[1].sent, "what may be sent");
	is_str(l.v[3].what, "ask", "what it is");
	is_str(l.v[3].name, "Tono", "whose question");
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		l = (struct voice_lessons){ 0 };
		ok(read_text(a, &l, bad[i].text, &w) == ERR_ITEM, "refused");
		is_str(w.s, bad[i].why, "with its place");
	}
}

/* What v makes of text; of whose question. */
static struct prose
heard(
    struct arena *a, const struct voice *v, const char *name, const char *text)
{
	struct review *r = arena_alloc(a, sizeof(*r));
	struct officer_facts *f = arena_alloc(a, sizeof(*f));
	struct msg *m = arena_alloc(a, sizeof(*m));

	*f = (struct officer_facts){
		.who = &people[0], .requester = "", .requester_name = name
	};
	m->text = text;
	*r = (struct review){
		.a = a, .o = &office, .m = m, .f = f, .answer.text = text
	};
	prose_read(r, text);
	voice_judge(v, r);
	return r->prose;
}

static void
judging(struct arena *a)
{
	static const char *const texts[] = {
		"Ibu Rani, jumlah penduduk 2024 ada di Tabel 3.1.2.",
		"Agus, tolong pegang yang ini", "beres, tutup saja",
		"Terima kasih."
	};
	struct voice_lessons l = { 0 };
	struct voice *v, *again, *same;
	struct buf b, c;
	struct prose p;
	struct why w;
	size_t i;

	buf_init(&b, 1 << 22);
	buf_init(&c, 1 << 22);
	read_text(a, &l, examples, &w);
	v = voice_train(NULL, &office, l.v, l.n);
	p = heard(a, v, "Rani", texts[0]);
	ok(p.judged && p.inside < 0, "an answer: %.1f", p.inside);
	ok(p.act == ACT_ANSWER, "  it is one");
	p = heard(a, v, "Rani", texts[1]);
	ok(p.inside > 0, "a colleague is spoken to: %.1f", p.inside);
	p = heard(a, v, "Rani", texts[2]);
	ok(p.inside > 0, "a wish to the desk: %.1f", p.inside);
	p = heard(a, v, "Rani", texts[3]);
	ok(p.v[0].inside < 0.01, "thanks are said to all");
	p = heard(a, v, "Agus Wijaya",
	    "Pak Agus, jumlah penduduk 2025 ada di "
	    "Tabel 3.1.1.");
	ok(p.inside < 0, "a citizen with an officer's name: %.1f", p.inside);
	p = heard(a, v, "Budi", "Bapak Budi, untuk tahun berapa?");
	ok(p.act == ACT_ASK, "a question back");

	voice_save(v, &b);
	ok(voice_load(NULL, b.s, b.len, &again, &w) == OK, "kept, and back");
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		ok(fabs(heard(a, v, "Rani", texts[i]).inside -
			heard(a, again, "Rani", texts[i]).inside) < 0.2,
		    "it judges the same");
	same = voice_train(NULL, &office, l.v, l.n);
	voice_save(same, &c);
	ok(b.len == c.len && memcmp(b.s, c.s, b.len) == 0,
	    "the same examples, the same bytes");
	ok(voice_load(NULL, b.s, b.len - 1, &again, &w) == ERR_ITEM,
	    "cut short: refused");
	voice_free(&v);
	voice_free(&again);
	voice_free(&same);
	ok(v == NULL, "gone");
	buf_free(&b);
	buf_free(&c);
}

int
main(void)
{
	struct arena *a = arena_new();

	reading(a);
	judging(a);
	arena_free(&a);
	return done_testing();
}
