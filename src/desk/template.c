/*
 * The templates of the outgoing mails: read at start, each against the closed
 * set of variables and against its twins. What is wrong with a template is
 * found here, never while a citizen waits. It knows no mail and no ticket.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/notice_vars.h"
#include "desk/template.h"

#define FILE_MAX (256 * 1024)
#define TRIAL_MAX (1024 * 1024)

enum form { FORM_SUBJECT, FORM_TEXT, FORM_HTML, FORM_COUNT };

static const char *const tails[] = { ".subject", ".txt", ".html" };
#define TEMPLATE_NAME(name) name,
static const char *const reply_names[] = { REPLY_TEMPLATES(TEMPLATE_NAME) };
static const char *const notice_names[] = { NOTICE_TEMPLATES(TEMPLATE_NAME) };

#define VAR_ROW(id, type, name) { name, VAR_##type },
#define DETAIL_ROW(name, word) { name, VAR_FLAG },
#define NOTICE_ROW(type, name) { name, VAR_##type },
struct var_row {
	const char *name;
	enum var_type type;
};
static const struct var_row reply_vars[] = { REPLY_VARS(VAR_ROW)
	    REPLY_DETAILS(DETAIL_ROW) };
static const struct var_row notice_vars[] = { NOTICE_VARS(NOTICE_ROW) };
#define COUNT(v) (sizeof(v) / sizeof((v)[0]))
#define NVARS (COUNT(reply_vars) + COUNT(notice_vars))

/* The folders of templates. Citizens' have a twin in the other language;
 * officers read Indonesian. */
static const struct folder {
	const char *name;
	bool twins;
	const struct var_row *vars;
	size_t nvars;
	const char *const *needed;
	size_t nneeded;
} folders[] = {
	{ "id", true, reply_vars, COUNT(reply_vars), reply_names,
	    COUNT(reply_names) },
	{ "en", true, reply_vars, COUNT(reply_vars), reply_names,
	    COUNT(reply_names) },
	{ "petugas", false, notice_vars, COUNT(notice_vars), notice_names,
	    COUNT(notice_names) },
};

struct entry {
	char *path, *name, *text; /* owned */
	const struct folder *folder;
	enum form form;
	bool is_partial;
	struct template *t; /* owned; NULL for a partial */
};

struct templates {
	struct entry *v;
	size_t n;
};

static struct entry *
find(const struct templates *t, const struct folder *folder, enum form form,
    const char *name)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (t->v[i].form == form && t->v[i].folder == folder &&
		    strcmp(t->v[i].name, name) == 0)
			return &t->v[i];
	return NULL;
}

bool
templates_find(const struct templates *t, const char *language,
    const char *name, struct template_trio *trio_r)
{
	const struct folder *folder = folders;
	const struct entry *e[FORM_COUNT];
	int i;

	while (strcmp(folder->name, language) != 0)
		if (++folder == folders + COUNT(folders))
			return false;
	for (i = 0; i < FORM_COUNT; i++) {
		e[i] = find(t, folder, (enum form)i, name);
		if (e[i] == NULL || e[i]->t == NULL)
			return false;
	}
	trio_r->subject = e[FORM_SUBJECT]->t;
	trio_r->text = e[FORM_TEXT]->t;
	trio_r->html = e[FORM_HTML]->t;
	return true;
}

struct loading {
	struct templates *t;
	const struct folder *folder;
	enum form form;
};

static enum err
add_file(void *ctx, const char *path, struct why *w)
{
	const struct loading *l = ctx;
	const char *base = strrchr(path, '/') + 1;
	struct entry *e;
	struct buf b;

	buf_init(&b, FILE_MAX);
	if (file_read(path, &b, w) != OK ||
	    (!text_is_utf8(b.s, b.len) &&
		why_set(w, ERR_ITEM, "%s: is not UTF-8", path))) {
		buf_free(&b);
		return ERR_ITEM;
	}
	l->t->v = mem_grow(l->t->v, (l->t->n + 1) * sizeof(*e));
	e = &l->t->v[l->t->n++];
	*e = (struct entry){ .path = mem_str(path),
		.name = mem_str(base),
		.text = buf_steal(&b),
		.folder = l->folder,
		.form = l->form,
		.is_partial = base[0] == '_' };
	e->name[strlen(base) - strlen(tails[l->form])] = '\0';
	return OK;
}

struct check {
	const struct templates *t;
	const struct entry *e;
	bool seen[NVARS];
	struct why *w;
	enum err err;
};

/* For the check each file is taken alone: its partials have their own turn. */
static const char *
partial_exists(void *ctx, const char *name)
{
	struct check *c = ctx;

	if (c->err == OK && (name[0] != '_' || find(c->t, c->e->folder,
						   c->e->form, name) == NULL))
		c->err = why_set(c->w, ERR_ITEM, "%s: there is no partial %s%s",
		    c->e->path, name, tails[c->e->form]);
	return NULL;
}

static void
check_name(void *ctx, const char *name, bool section)
{
	struct check *c = ctx;
	const struct folder *f = c->e->folder;
	size_t i;

	for (i = 0; i < f->nvars; i++)
		if (strcmp(f->vars[i].name, name) == 0)
			break;
	if (c->err != OK)
		return;
	if (i == f->nvars)
		c->err = why_set(c->w, ERR_ITEM, "%s: unknown variable \"%s\"",
		    c->e->path, name);
	else if (!section && f->vars[i].type != VAR_TEXT)
		c->err = why_set(c->w, ERR_ITEM,
		    "%s: \"%s\" is no text, only for {{#%s}} and {{^%s}}",
		    c->e->path, name, name, name);
	else
		c->seen[i] = true;
}

/* The one value that comes as HTML is clean already (desk/reply.h). */
static bool
is_raw(const struct entry *e)
{
	static const char answer[] = "{{{answer_html}}}";
	const char *s;

	for (s = e->text; (s = strstr(s, "{{{")) != NULL; s += strlen(answer))
		if (!e->folder->twins ||
		    strncmp(s, answer, strlen(answer)) != 0)
			return true;
	return strstr(e->text, "{{&") || strstr(e->text, "{{=");
}

static enum err
check_file(const struct templates *t, const struct entry *e, struct why *w)
{
	struct check c = { .t = t, .e = e, .w = w };
	struct template *alone;

	if (e->form == FORM_HTML && is_raw(e))
		return why_set(w, ERR_ITEM,
		    "%s: HTML takes only escaped values: {{x}}", e->path);
	if (template_new(
		e->path, e->text, false, partial_exists, &c, &alone, w) != OK)
		return ERR_ITEM;
	if (c.err == OK)
		template_names(alone, check_name, &c);
	template_free(&alone);
	return c.err;
}

/* A mail has all its forms, and the citizens' in each of their languages. */
static enum err
check_twins(const struct templates *t, const char *dir, const struct entry *x,
    struct why *w)
{
	const struct folder *folder;
	int f;

	for (folder = folders; folder < folders + COUNT(folders); folder++)
		for (f = 0; f < FORM_COUNT; f++)
			if ((folder == x->folder ||
				(folder->twins && x->folder->twins)) &&
			    !find(t, folder, (enum form)f, x->name))
				return why_set(w, ERR_ITEM,
				    "%s/%s/%s%s: is missing", dir, folder->name,
				    x->name, tails[f]);
	return OK;
}

static enum err
check_needed(const struct templates *t, const char *dir, struct why *w)
{
	const struct folder *folder;
	enum err e = OK;
	struct entry x;
	size_t i;

	for (folder = folders; folder < folders + COUNT(folders); folder++)
		for (i = 0; i < folder->nneeded && e == OK; i++) {
			x = (struct entry){ .folder = folder,
				.name = mem_str(folder->needed[i]) };
			e = check_twins(t, dir, &x, w);
			free(x.name);
		}
	return e;
}

static const char *
partial_text(void *ctx, const char *name)
{
	const struct check *c = ctx;

	return find(c->t, c->e->folder, c->e->form, name)->text;
}

/* Rendered once with everything there and once with nothing: a partial that
 * takes itself in again is found now. */
static enum err
trial(const struct entry *e, struct why *w)
{
	const struct folder *f = e->folder;
	struct value v[NVARS], root = { NULL, VALUE_MAP, NULL, v, f->nvars };
	struct buf b;
	bool over = false;
	size_t i, on;

	buf_init(&b, TRIAL_MAX);
	for (on = 0; on < 2; on++) {
		for (i = 0; i < f->nvars; i++)
			v[i] = (struct value){ f->vars[i].name,
				on ? VALUE_TEXT : VALUE_FALSE, f->vars[i].name,
				NULL, 0 };
		buf_reset(&b);
		template_render(e->t, &root, &b);
		over |= b.over;
	}
	buf_free(&b);
	return over ? why_set(w, ERR_ITEM, "%s: never ends", e->path) : OK;
}

static enum err
compile_all(struct templates *t, const char *dir, struct why *w)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < t->n && e == OK; i++)
		e = check_file(t, &t->v[i], w);
	if (e == OK)
		e = check_needed(t, dir, w);
	for (i = 0; i < t->n && e == OK; i++) {
		struct entry *x = &t->v[i];
		struct check c = { .t = t, .e = x };

		if (x->is_partial)
			continue;
		e = check_twins(t, dir, x, w);
		if (e == OK)
			e = template_new(x->path, x->text, x->form == FORM_HTML,
			    partial_text, &c, &x->t, w);
		if (e == OK)
			e = trial(x, w);
	}
	return e;
}

enum err
templates_load(const char *dir, struct templates **t_r, struct why *w)
{
	struct templates *t = mem_zero(1, sizeof(*t));
	struct loading l = { .t = t };
	enum err e = OK;
	struct buf path;
	size_t i;
	int f;

	buf_init(&path, 4096);
	for (i = 0; i < COUNT(folders) && e == OK; i++) {
		l.folder = &folders[i];
		buf_reset(&path);
		buf_addf(&path, "%s/%s", dir, folders[i].name);
		for (f = 0; f < FORM_COUNT && e == OK; f++) {
			l.form = (enum form)f;
			e = file_each(path.s, tails[f], add_file, &l, w);
		}
	}
	buf_free(&path);
	if (e == OK)
		e = compile_all(t, dir, w);
	if (e != OK)
		templates_free(&t);
	*t_r = t;
	return e;
}

void
templates_free(struct templates **t)
{
	size_t i;

	if (*t == NULL)
		return;
	for (i = 0; i < (*t)->n; i++) {
		template_free(&(*t)->v[i].t);
		free((*t)->v[i].path);
		free((*t)->v[i].name);
		free((*t)->v[i].text);
	}
	free((*t)->v);
	free(*t);
	*t = NULL;
}

void
templates_print(const struct templates *t, struct buf *b)
{
	struct check c;
	size_t i, k;
	int f;

	for (i = 0; i < t->n; i++) {
		struct why w;

		if (t->v[i].form != FORM_TEXT || t->v[i].is_partial)
			continue;
		c = (struct check){ .t = t, .e = &t->v[i], .w = &w };
		for (f = 0; f < FORM_COUNT; f++)
			template_names(
			    find(t, t->v[i].folder, (enum form)f, t->v[i].name)
				->t,
			    check_name, &c);
		buf_addf(b, "%s %s:", t->v[i].folder->name, t->v[i].name);
		for (k = 0; k < t->v[i].folder->nvars; k++)
			if (c.seen[k])
				buf_addf(
				    b, " %s", t->v[i].folder->vars[k].name);
		buf_addc(b, '\n');
	}
}
