/* objects: base/arena base/buf base/conf base/err base/file base/mem
 * base/need base/re base/text desk/kind desk/rules
 */
#include "tap.h"

#include "base/file.h"
#include "desk/rules.h"

#define HEAD "[words office]\nlist = petugas|kantor\n\t|loket\n"
#define RULE "[rule closed]\nkind = pengaduan\nweight = 2.5\nwhy = closed\n"
#define PATTERN "pattern = \\b{office} tutup\n"

static const struct {
	const char *name, *text, *error; /* error NULL: is taken */
} files[] = {
	{ "a whole rule", HEAD RULE PATTERN "example = loket tutup\n", NULL },
	{ "counter that does not match",
	    HEAD RULE PATTERN "example = loket tutup\ncounter = toko tutup\n",
	    NULL },
	{ "example that does not match",
	    HEAD RULE PATTERN "example = toko tutup\n",
	    "f:9: rule closed does not match its example \"toko tutup\"" },
	{ "counter that matches",
	    HEAD RULE PATTERN "example = loket tutup\ncounter = kantor tutup\n",
	    "f:10: rule closed matches its counter \"kantor tutup\"" },
	{ "no example", HEAD RULE PATTERN,
	    "f:4: rule closed has no example (before any counter)" },
	{ "no pattern", HEAD RULE "example = x\n",
	    "f:4: rule closed has no pattern" },
	{ "no why", "[rule a]\nkind = spam\npattern = x\nexample = x\n",
	    "f:1: rule a has no why" },
	{ "neither kind nor flag",
	    "[rule a]\nwhy = w\npattern = x\nexample = x\n",
	    "f:1: rule a has no kind, topic or flag" },
	{ "unknown family",
	    "[rule a]\nkind = spam\nwhy = w\npattern = {nosuch}\nexample = x\n",
	    "f:4: rule a: no [words nosuch] before it" },
	{ "bad pattern",
	    "[rule a]\nkind = spam\nwhy = w\npattern = (x\nexample = x\n",
	    "f:4: rule a: pattern: missing closing parenthesis at character 3" },
	{ "unknown kind", "[rule a]\nkind = bahagia\n",
	    "f:2: bad kind = bahagia" },
	{ "unknown field", "[rule a]\nfield = body\n",
	    "f:2: bad field = body" },
	{ "weight without number", "[rule a]\nweight = much\n",
	    "f:2: bad weight = much" },
	{ "weight out of range", "[rule a]\nweight = 20.1.2\n",
	    "f:2: bad weight = 20.1.2" },
	{ "unknown key", "[rule a]\ncolour = red\n", "f:2: bad colour = red" },
	{ "unknown section", "[rulez a]\n",
	    "f:1: expected [rule NAME] or [words NAME]" },
	{ "words without list", "[words a]\nlists = x\n",
	    "f:2: [words] takes list = word|word" },
	{ "the same name twice",
	    RULE "pattern = x\nexample = x\n" RULE "pattern = y\nexample = y\n",
	    "f:7: rule closed is there already, in f:1" },
	{ "key outside of a section", "kind = spam\n",
	    "f:1: a key outside of a section" },
};

static void
check_files(void)
{
	struct rules *r;
	struct why w;
	enum err e;
	size_t i;

	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		r = rules_new();
		w.s[0] = '\0';
		e = rules_add(r, "f", files[i].text, strlen(files[i].text), &w);
		if (files[i].error == NULL)
			ok(e == OK && rules_count(r) == 1, "%s", files[i].name);
		else
			is_str(e == ERR_ITEM ? w.s : "taken", files[i].error,
			    files[i].name);
		rules_free(&r);
	}
}

static void
check_hits(void)
{
	static const char text[] = HEAD RULE PATTERN
	    "example = loket tutup\n"
	    "[rule re]\nflag = balasan\nfield = subject\nwhy = reply\n"
	    "pattern = ^re:\nexample = re: x\n"
	    "[rule minus]\nkind = spam\nweight = -1.5\nwhy = calm\n"
	    "pattern = \\btenang\\b\nexample = tenang\n";
	struct rule_text t = { { "loket tutup, TENANG", "Re: data", "", "", "",
	    "" } };
	struct arena *a = arena_new();
	struct rules *r = rules_new();
	const struct rule_hit *h;
	struct why w;

	ok(rules_add(r, "f", text, strlen(text), &w) == OK, "three rules");
	is_int((long long)rules_match(a, r, &t, &h), 3, "all match");
	is_str(h[0].rule->name, "closed", "in the order of the file");
	is_str(h[0].words, "loket tutup", "with the words seen");
	ok(h[0].rule->kind == KIND_PENGADUAN && h[0].rule->weight == 2.5,
	    "kind and weight");
	is_str(h[1].rule->flag, "balasan", "flag, case ignored");
	ok(h[2].rule->weight == -1.5 && h[2].at == 13, "minus, and where");
	t.field[RULE_ANY] = "toko tutup";
	t.field[RULE_SUBJECT] = "";
	is_int((long long)rules_match(a, r, &t, &h), 0, "none match");
	is_str(rules_at(r, 2)->name, "minus", "rules can be looked at");
	ok(rules_at(r, 3) == NULL, "up to the last");
	rules_free(&r);
	arena_free(&a);
}

static enum err
add(void *ctx, const char *path, struct why *w)
{
	struct buf b;
	enum err e;

	buf_init(&b, 1 << 20);
	e = file_read(path, &b, w);
	if (e == OK)
		e = rules_add(ctx, path, b.s, b.len, w);
	buf_free(&b);
	return e;
}

int
main(void)
{
	struct rules *r = rules_new();
	struct why w = { "" };

	check_files();
	check_hits();
	ok(file_each("conf/rules", ".rules", add, r, &w) == OK,
	    "the shipped rules match their examples: %s", w.s);
	ok(rules_count(r) > 100, "there are many");
	rules_free(&r);
	return done_testing();
}
