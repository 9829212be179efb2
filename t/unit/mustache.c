/* objects: base/mustache base/mustache_render base/buf base/mem base/err
 * base/text base/file */
/*
 * The engine against cases in the form of the public Mustache specification:
 * our own in t/lib/mustache, and the specification's where it lies beside the
 * project (MUSTACHE_SPEC names its folder).
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cjson/cJSON.h>

#include "tap.h"

#include "base/banned.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/mustache.h"

static char *words[256]; /* numbers printed, freed after each case */
static size_t nwords;

static void
fill(const cJSON *j, struct value *v)
{
	struct value *items;
	const cJSON *kid;
	struct buf b;

	*v = (struct value){ .key = j->string, .type = VALUE_FALSE };
	if (cJSON_IsTrue(j))
		v->type = VALUE_TRUE;
	else if (cJSON_IsString(j)) {
		v->type = VALUE_TEXT;
		v->text = j->valuestring;
	} else if (cJSON_IsNumber(j) && nwords < 256) {
		buf_init(&b, 64);
		buf_addf(&b, "%.15g", j->valuedouble);
		v->type = VALUE_TEXT;
		v->text = words[nwords++] = buf_steal(&b);
	} else if (cJSON_IsObject(j) || cJSON_IsArray(j)) {
		v->type = cJSON_IsObject(j) ? VALUE_MAP : VALUE_LIST;
		v->n = (size_t)cJSON_GetArraySize(j);
		v->items = items = mem_zero(v->n, sizeof(*items));
		cJSON_ArrayForEach(kid, j) fill(kid, items++);
	}
}

static void
unfill(const struct value *v)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		unfill(&v->items[i]);
	if (v->items)
		free((void *)(uintptr_t)v->items);
}

static const char *
partial_of(void *ctx, const char *name)
{
	const cJSON *j = cJSON_GetObjectItemCaseSensitive(ctx, name);

	return j ? j->valuestring : NULL;
}

static void
run_case(const char *file, const cJSON *c)
{
	const char *name = cJSON_GetObjectItem(c, "name")->valuestring;
	const cJSON *fails = cJSON_GetObjectItem(c, "error");
	struct template *t;
	struct value root;
	struct why w = { "" };
	struct buf b, what;
	enum err e;

	buf_init(&b, 1 << 20);
	buf_init(&what, 4096);
	buf_addf(&what, "%s: %s", file, name);
	e = template_new("case",
	    cJSON_GetObjectItem(c, "template")->valuestring, true, partial_of,
	    cJSON_GetObjectItem(c, "partials"), &t, &w);
	if (fails != NULL) {
		is_int(e, ERR_ITEM, what.s);
		is_str(w.s, fails->valuestring, what.s);
		ok(t == NULL, "%s: nothing given", what.s);
	} else if (ok(e == OK, "%s: compiles (%s)", what.s, w.s)) {
		fill(cJSON_GetObjectItem(c, "data"), &root);
		template_render(t, &root, &b);
		is_str(b.s, cJSON_GetObjectItem(c, "expected")->valuestring,
		    what.s);
		ok(!b.over, "%s: within bounds", what.s);
		unfill(&root);
	}
	while (nwords > 0)
		free(words[--nwords]);
	template_free(&t);
	buf_free(&b);
	buf_free(&what);
}

static enum err
run_file(void *ctx, const char *path, struct why *w)
{
	const cJSON *c;
	struct buf b;
	cJSON *j;

	buf_init(&b, 1 << 20);
	if (file_read(path, &b, w) != OK)
		return ERR_ITEM;
	j = cJSON_Parse(b.s);
	ok(j != NULL, "%s is JSON", path);
	cJSON_ArrayForEach(c, cJSON_GetObjectItem(j, "tests"))
	{
		run_case(path, c);
		++*(int *)ctx;
	}
	cJSON_Delete(j);
	buf_free(&b);
	return OK;
}

static void
run_folder(const char *dir, int at_least)
{
	struct why w = { "" };
	int n = 0;

	ok(file_each(dir, ".json", run_file, &n, &w) == OK, "%s read %s", dir,
	    w.s);
	ok(n >= at_least, "%s has %d cases", dir, n);
}

static const char *
any_partial(void *ctx, const char *name)
{
	(void)name;
	return ctx;
}

/* Renders text with itself as every partial: it must end, and say so. */
static void
bounded(const char *what, const char *text)
{
	struct value on[] = { { "x", VALUE_TRUE, NULL, NULL, 0 } };
	struct value root = { NULL, VALUE_MAP, NULL, on, 1 };
	struct template *t;
	struct buf b;
	struct why w;
	char *copy = mem_str(text);

	buf_init(&b, 1 << 16);
	if (ok(template_new(what, text, false, any_partial, copy, &t, &w) == OK,
		"%s compiles", what)) {
		template_render(t, &root, &b);
		ok(b.over, "%s is cut off", what);
		template_free(&t);
	}
	buf_free(&b);
	free(copy);
}

static void
refused_nesting(void)
{
	struct template *t;
	struct buf b;
	struct why w;
	int i;

	buf_init(&b, 1 << 16);
	for (i = 0; i < 33; i++)
		buf_adds(&b, "{{#a}}\n");
	is_int(template_new("deep", b.s, false, NULL, NULL, &t, &w), ERR_ITEM,
	    "33 sections in each other are refused");
	is_str(w.s, "deep:33: sections nest too deep", "and the line is told");
	buf_free(&b);
}

/* Lists in lists double the work at each level; no partial is needed. */
static void
doubling_lists(void)
{
	static const struct value two[] = { { NULL, VALUE_TRUE, NULL, NULL, 0 },
		{ NULL, VALUE_TRUE, NULL, NULL, 0 } };
	struct value l[] = { { "l", VALUE_LIST, NULL, two, 2 } };
	struct value root = { NULL, VALUE_MAP, NULL, l, 1 };
	struct template *t;
	struct buf text, b;
	struct why w;
	int i;

	buf_init(&text, 4096);
	buf_init(&b, 4096);
	for (i = 0; i < 25; i++)
		buf_adds(&text, "{{#l}}");
	for (i = 0; i < 25; i++)
		buf_adds(&text, "{{/l}}");
	if (ok(template_new("l", text.s, false, NULL, NULL, &t, &w) == OK,
		"25 lists in each other compile")) {
		template_render(t, &root, &b);
		ok(b.over, "33 million steps are cut off");
		template_free(&t);
	}
	buf_free(&text);
	buf_free(&b);
}

static void
note_name(void *ctx, const char *name, bool section)
{
	buf_addf(ctx, "%s%s ", section ? "#" : "", name);
}

static void
names(void)
{
	struct template *t;
	struct buf b;
	struct why w;
	char part[] = "{{z}}";

	buf_init(&b, 1000);
	ok(template_new("n",
	       "{{a}}{{#b.c}}{{{d}}}{{.}}{{/b.c}}{{^e}}{{/e}}"
	       "{{!no}}{{>p}}",
	       false, any_partial, part, &t, &w) == OK,
	    "names: compiles");
	template_names(t, note_name, &b);
	is_str(b.s, "a #b.c d . #e z ", "every name once, partials too");
	template_free(&t);
	buf_reset(&b);
	ok(template_new("n", "{{a}}<'\">", false, NULL, NULL, &t, &w) == OK,
	    "plain: compiles");
	template_render(t,
	    &(struct value){ .type = VALUE_MAP,
		.items = &(struct value){ "a", VALUE_TEXT, "<&'\">", NULL, 0 },
		.n = 1 },
	    &b);
	is_str(b.s, "<&'\"><'\">", "text is not escaped unless asked for");
	template_free(&t);
	buf_free(&b);
}

int
main(void)
{
	const char *spec = getenv("MUSTACHE_SPEC");

	run_folder("t/lib/mustache", 30);
	bounded("endless partial", "x{{>self}}");
	bounded("silent doubling partials", "{{>self}}{{>self}}");
	bounded("endless partial in sections", "{{#x}}{{>self}}{{/x}}");
	bounded("indented endless partial", "a\n  {{>self}}\n");
	doubling_lists();
	refused_nesting();
	names();
	if (spec == NULL)
		spec = "../shared/mustache-spec";
	if (access(spec, R_OK) == 0)
		run_folder(spec, 130);
	else
		ok(true, "# SKIP no specification in %s", spec);
	return done_testing();
}
