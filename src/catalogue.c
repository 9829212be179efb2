/*
 * Takes the office's catalogue into the search index. It must never know who
 * searches.
 */
#include <string.h>

#include "base/banned.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "catalogue.h"
#include "store/search.h"

#define CATALOGUE_MAX (4u << 20)
#define META "catalogue-sum"

struct line {
	char *title, *link, *words;
};

/* One line into its fields, which it ends with NUL. false: it is wrong. */
static bool
part(char *s, struct line *l_r)
{
	l_r->title = s;
	if ((s = strchr(s, '\t')) == NULL || s == l_r->title)
		return false;
	*s++ = '\0';
	l_r->link = s;
	s += strcspn(s, "\t");
	l_r->words = *s == '\0' ? s : s + 1;
	*s = '\0';
	return text_istarts(l_r->link, "https://") ||
	       text_istarts(l_r->link, "http://");
}

/* Each line of the file goes to take(), which may be NULL. */
static enum err
each_line(const char *path, struct buf *text,
    enum err (*take)(void *ctx, const struct line *l, struct why *w), void *ctx,
    struct why *w)
{
	char *s = text->s, *end;
	struct line l;
	enum err e = OK;
	int n;

	for (n = 1; e == OK && *s != '\0'; n++, s = end) {
		end = strchr(s, '\n');
		end = end == NULL ? s + strlen(s) : end + 1;
		if (end > s && end[-1] == '\n')
			end[-1] = '\0';
		if (*s == '#' || *s == '\0')
			continue;
		if (!part(s, &l))
			return why_set(w, ERR_ITEM,
			    "%s:%d: must be a title, a tab, a link that "
			    "starts with https://, and may have a tab and "
			    "more words",
			    path, n);
		if (take != NULL)
			e = take(ctx, &l, w);
	}
	return e;
}

static enum err
read_text(const char *path, struct buf *text, struct why *w)
{
	enum err e = file_read(path, text, w);

	if (e == OK && !text_is_utf8(text->s, text->len))
		e = why_set(w, ERR_ITEM, "%s: is not UTF-8", path);
	return e;
}

enum err
catalogue_check(const struct settings *s, struct why *w)
{
	struct buf text;
	enum err e;

	if (*s->catalogue == '\0')
		return OK;
	buf_init(&text, CATALOGUE_MAX);
	if ((e = read_text(s->catalogue, &text, w)) == OK)
		e = each_line(s->catalogue, &text, NULL, NULL, w);
	buf_free(&text);
	return e;
}

static enum err
add(void *ctx, const struct line *l, struct why *w)
{
	struct store *s = ctx;
	struct entry e = { .source = "catalogue", .title = l->title };
	struct buf body;
	enum err err;

	buf_init(&body, CATALOGUE_MAX);
	buf_addf(&body, "%s\n%s", l->link, l->words);
	e.body = body.s;
	err = entry_add(s, &e, w);
	buf_free(&body);
	return err;
}

static enum err
take_all(struct store *s, const char *path, struct buf *text, const char *hash,
    struct why *w)
{
	enum err e = store_begin(s, w);

	if (e != OK)
		return e;
	e = entry_clear(s, "catalogue", w);
	if (e == OK)
		e = each_line(path, text, add, s, w);
	if (e == OK)
		e = meta_set(s, META, hash, w);
	return store_end(s, e, w);
}

enum err
catalogue_take(struct store *s, const struct settings *settings, struct why *w)
{
	unsigned char sum[HASH_SIZE];
	char hex[2 * HASH_SIZE + 1];
	struct arena *a = arena_new();
	const char *before;
	struct buf text;
	enum err e = OK;

	buf_init(&text, CATALOGUE_MAX);
	if (*settings->catalogue != '\0')
		e = read_text(settings->catalogue, &text, w);
	hash_sha256(text.s, text.len, sum);
	hash_hex(sum, sizeof(sum), hex);
	if (e == OK)
		e = meta_get(s, a, META, &before, w);
	if (e == OK && (before == NULL || strcmp(before, hex) != 0))
		e = take_all(s, settings->catalogue, &text, hex, w);
	buf_free(&text);
	arena_free(&a);
	return e;
}
