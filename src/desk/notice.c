/*
 * Drafts of mails to officers and managers from a tree of values, and the
 * words that such a tree is made of. Who may see what is decided by whoever
 * builds the tree; here nobody's name is known.
 */
#include <stdarg.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/wrap.h"
#include "desk/notice.h"
#include "desk/shown.h"
#include "desk/template.h"

#define DRAFT_MAX (1024 * 1024)
#define WIDTH 72
#define TEXT_CHARS 2000
#define LINES_MAX (64 * 1024)
#define SUBJECT_CHARS 200

static struct value *
add(struct values *m, const char *key, enum value_type type)
{
	struct value *grown;

	if (m->n == m->room) {
		m->room = m->room ? 2 * m->room : 16;
		grown = arena_array(m->a, m->room, sizeof(*grown));
		if (m->n > 0)
			memcpy(grown, m->v, m->n * sizeof(*grown));
		m->v = grown;
	}
	m->v[m->n] = (struct value){ .key = key, .type = type };
	return &m->v[m->n++];
}

void
values_text(struct values *m, const char *key, const char *text)
{
	add(m, key, VALUE_TEXT)->text = shown_line(m->a, text, TEXT_CHARS);
}

void
values_textf(struct values *m, const char *key, const char *fmt, ...)
{
	struct buf b;
	va_list ap;

	buf_init(&b, 4 * TEXT_CHARS);
	va_start(ap, fmt);
	buf_addv(&b, fmt, ap);
	va_end(ap);
	values_text(m, key, b.s);
	buf_free(&b);
}

void
values_flag(struct values *m, const char *key, bool on)
{
	add(m, key, on ? VALUE_TRUE : VALUE_FALSE);
}

static void
add_items(struct values *m, const char *key, enum value_type type,
    const struct values *of)
{
	struct value *v = add(m, key, type);

	v->items = of->v;
	v->n = of->n;
}

void
values_map(struct values *m, const char *key, const struct values *of)
{
	add_items(m, key, VALUE_MAP, of);
}

void
values_list(struct values *m, const char *key, const struct values *of)
{
	add_items(m, key, VALUE_LIST, of);
	if (key != NULL && of->n > 0)
		values_flag(m, arena_printf(m->a, "any_%s", key), true);
}

struct value
values_root(const struct values *m)
{
	return (struct value){ NULL, VALUE_MAP, NULL, m->v, m->n };
}

static void
add_item(struct values *list, const char *item, const char *text)
{
	struct values map = { .a = list->a };

	add(&map, item, VALUE_TEXT)->text = text;
	values_map(list, NULL, &map);
}

static void
add_line(struct values *list, const char *text)
{
	struct values map = { .a = list->a };

	add(&map, "line", VALUE_TEXT)->text = text;
	values_flag(&map, "laid_out", shown_laid_out(text));
	values_map(list, NULL, &map);
}

bool
values_lines(struct values *m, const char *key, const char *text)
{
	struct values list = { .a = m->a };
	const char *s = text ? text : "", *eol;
	size_t gap = 0, used = 0;

	for (; *s != '\0' && used < LINES_MAX; s = *eol ? eol + 1 : eol) {
		const char *line;

		eol = strchrnul(s, '\n');
		used += (size_t)(eol - s) + 1;
		line = shown_words(m->a, s, (size_t)(eol - s));
		if (*line == '\0') {
			gap++;
			continue;
		}
		/* two empty lines say no more than one */
		if (gap > 0 && list.n > 0)
			add_line(&list, "");
		gap = 0;
		add_line(&list, line);
	}
	values_list(m, key, &list);
	return *s == '\0';
}

void
values_strs(
    struct values *m, const char *key, const char *item, const struct strs *s)
{
	struct values list = { .a = m->a };
	size_t i;

	for (i = 0; i < s->n; i++)
		add_item(&list, item, shown_line(m->a, s->v[i], TEXT_CHARS));
	values_list(m, key, &list);
}

void
values_office(struct values *m, const struct office *o)
{
	values_text(m, "unit", o->unit);
	values_text(m, "office", o->name);
	values_text(m, "desk_address", o->address);
}

void
values_missing(struct values *m, const struct strs *missing)
{
	static const struct {
		const char *word, *said;
	} rows[] = { { "data", "data atau indikator yang diperlukan" },
		{ "wilayah", "wilayahnya" },
		{ "periode", "tahun atau masanya" },
		{ "konsep", "survei, istilah, atau indikator yang dimaksud" },
		{ "kegiatan", "kegiatan usaha atau pekerjaan" },
		{ "apa", "apa yang terjadi dan apa yang diharapkan" },
		{ "kapan", "kapan terjadinya" },
		{ "di-mana", "di mana atau melalui saluran apa" },
		{ "nama", "nama pemohon" }, { "akun", "akun pemohon di PST" } };
	struct values list = { .a = m->a };
	size_t i, k, n = sizeof(rows) / sizeof(rows[0]);

	for (i = 0; i < missing->n; i++) {
		for (k = 0; k < n; k++)
			if (strcmp(rows[k].word, missing->v[i]) == 0)
				break;
		add_item(&list, "detail",
		    k < n ? rows[k].said
			  : shown_line(m->a, missing->v[i], TEXT_CHARS));
	}
	values_list(m, "missing", &list);
}

static enum err
render(const struct template *t, const struct value *root, struct buf *b,
    const char *name, struct why *w)
{
	buf_init(b, DRAFT_MAX);
	template_render(t, root, b);
	if (!b->over)
		return OK;
	buf_free(b);
	return why_set(w, ERR_ITEM, "template petugas/%s is too long", name);
}

enum err
notice_draft(struct arena *a, const struct templates *t, const char *name,
    const struct value *root, struct draft *d_r, struct why *w)
{
	struct template_trio trio;
	struct buf b, wrapped;

	*d_r = (struct draft){
		.template = arena_str(a, name), .to = "", .language = "id"
	};
	if (!templates_find(t, "petugas", name, &trio))
		return why_set(
		    w, ERR_ITEM, "there is no template petugas/%s", name);
	if (render(trio.subject, root, &b, name, w) != OK)
		return ERR_ITEM;
	d_r->subject = shown_line(a, b.s, SUBJECT_CHARS);
	buf_free(&b);
	if (render(trio.text, root, &b, name, w) != OK)
		return ERR_ITEM;
	buf_init(&wrapped, 2 * DRAFT_MAX);
	text_wrap(&wrapped, b.s, WIDTH);
	d_r->text = arena_strn(a, wrapped.s, wrapped.len);
	buf_free(&wrapped);
	buf_free(&b);
	if (render(trio.html, root, &b, name, w) != OK)
		return ERR_ITEM;
	d_r->html = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return OK;
}
