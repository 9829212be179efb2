/* objects: base/arena base/buf base/err base/mem base/text desk/kind
 * desk/lesson
 */
#include "tap.h"

#include "base/buf.h"
#include "desk/lesson.h"

#define GOOD \
	"# a comment\n" \
	"= konsultasi data id ya\nSubject one\nline 1\nline 2\n\n" \
	"= spam - en -\nSubject two\n"

static const struct {
	const char *text, *error;
} bad[] = {
	{ "= gembira - id ya\nx\n",
	    "f:1: expected \"= kind topic language complete\"" },
	{ "= konsultasi cuaca id ya\nx\n",
	    "f:1: expected \"= kind topic language complete\"" },
	{ "no head\n", "f:1: expected \"= kind topic language complete\"" },
	{ "= ragu - id -\nx\n",
	    "f:1: expected \"= kind topic language complete\"" },
	{ "= spam - id -\n\xff\n", "f: not UTF-8" },
};

int
main(void)
{
	struct arena *a = arena_new();
	struct lessons l = { 0 }, again = { 0 };
	struct why w = { "" };
	struct buf b, c;
	size_t i;

	ok(lessons_add(a, &l, "f", GOOD, strlen(GOOD), &w) == OK, "%s", w.s);
	is_int((long long)l.n, 2, "two lessons");
	ok(l.v[0].kind == KIND_KONSULTASI && l.v[0].topic == TOPIC_DATA,
	    "kind and topic");
	is_str(l.v[0].subject, "Subject one", "subject");
	is_str(l.v[0].text, "line 1\nline 2", "text without its last lines");
	is_str(l.v[0].language, "id", "language");
	is_str(l.v[1].complete, "", "- is nothing");
	is_str(l.v[1].text, "", "a subject may stand alone");
	buf_init(&b, 4096);
	buf_init(&c, 4096);
	lessons_print(&l, &b);
	ok(lessons_add(a, &again, "g", b.s, b.len, &w) == OK, "printed, read");
	lessons_print(&again, &c);
	is_str(c.s, b.s, "the same again");
	l.v[0].text = "fine\n= spam - id -";
	buf_reset(&b);
	lessons_print(&l, &b);
	again.n = 0;
	ok(lessons_add(a, &again, "g", b.s, b.len, &w) == OK && again.n == 2,
	    "a text cannot start another lesson");
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		again.n = 0;
		ok(lessons_add(a, &again, "f", bad[i].text, strlen(bad[i].text),
		       &w) == ERR_ITEM,
		    "refused");
		is_str(w.s, bad[i].error, bad[i].error);
	}
	buf_free(&b);
	buf_free(&c);
	arena_free(&a);
	return done_testing();
}
