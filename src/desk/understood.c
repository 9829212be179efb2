/*
 * The closed lists of what an acknowledgement may say, and which of it a mail
 * asks for. It must never repeat a word of the sender.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/understood_priv.h"

#define ROWS_MAX 400
#define PATTERN_MAX (256 * 1024)
#define NAME_MAX 80

static const char *const classes[] = { "data", "survey", "publication",
	"scheme" };

struct understanding *
understanding_new(void)
{
	struct understanding *u = mem_zero(1, sizeof(*u));

	u->a = arena_new();
	understood_cues(u);
	return u;
}

void
understanding_free(struct understanding **u)
{
	size_t i;

	if (*u == NULL)
		return;
	for (i = 0; i < CUE_COUNT; i++)
		re_free(&(*u)->cue[i]);
	re_free(&(*u)->concepts.re);
	re_free(&(*u)->areas.re);
	arena_free(&(*u)->a);
	free(*u);
	*u = NULL;
}

void
understanding_count(
    const struct understanding *u, size_t *concepts_r, size_t *areas_r)
{
	*concepts_r = u->concepts.n;
	*areas_r = u->areas.n;
}

/* One file under way. */
struct loading {
	struct arena *a;
	const char *path;
	int line;
	bool levels; /* the first field is one, not a class */
	struct known_list *l;
	struct buf all; /* the pattern */
};

static bool
read_class(const struct loading *x, const char *word, int *class_r)
{
	int64_t level;
	size_t i;

	if (x->levels) {
		if (!num_parse(word, 1, 9, &level))
			return false;
		*class_r = (int)level;
		return true;
	}
	for (i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (strcmp(word, classes[i]) == 0) {
			*class_r = (int)i;
			return true;
		}
	return false;
}

static bool
is_name(const char *s)
{
	size_t n = strlen(s);

	return n > 0 && n <= NAME_MAX && text_is_line(s, n);
}

/* The pattern of a row alone, so that an error has its line; it must need
 * words to match. */
static enum err
check_words(const struct loading *x, const char *words, struct why *w)
{
	struct re *re;
	struct why bad;
	bool empty;

	if (re_new(words, "i", &re, &bad) != OK)
		return why_set(
		    w, ERR_ITEM, "%s:%d: %s", x->path, x->line, bad.s);
	empty = re_test(re, "", 0);
	re_free(&re);
	if (empty)
		return why_set(w, ERR_ITEM,
		    "%s:%d: the words match where there are none", x->path,
		    x->line);
	return OK;
}

static enum err
add_row(struct loading *x, char *s, struct why *w)
{
	struct known *k = &x->l->v[x->l->n];
	char *field[4];
	size_t i;
	enum err e;

	for (i = 0; i < 4 && s != NULL; i++) {
		field[i] = s;
		if ((s = strchr(s, '\t')) != NULL)
			*s++ = '\0';
	}
	if (i < 4 || s != NULL || !read_class(x, field[0], &k->class) ||
	    !is_name(field[2]) || !is_name(field[3]))
		return why_set(w, ERR_ITEM,
		    "%s:%d: expected \"%s<TAB>words<TAB>Indonesian<TAB>"
		    "English\"",
		    x->path, x->line,
		    x->levels ? "level 1 to 9"
			      : "data, survey, publication or scheme");
	if (x->l->n == ROWS_MAX)
		return why_set(w, ERR_ITEM, "%s:%d: more than %d rows", x->path,
		    x->line, ROWS_MAX);
	if ((e = check_words(x, field[1], w)) != OK)
		return e;
	k->id = arena_str(x->a, field[2]);
	k->en = arena_str(x->a, field[3]);
	buf_addf(&x->all, "%s(?<r%zu>%s)",
	    x->l->n > 0 ? "|" : "\\b(?:", x->l->n, field[1]);
	x->l->n++;
	return OK;
}

static enum err
finish(struct loading *x, struct why *w)
{
	struct known_list *l = x->l;
	struct why bad;
	size_t i;

	if (l->n == 0)
		return OK;
	buf_adds(&x->all, ")\\b");
	if (x->all.over || re_new(x->all.s, "i", &l->re, &bad) != OK)
		return why_set(w, ERR_ITEM, "%s: %s", x->path,
		    x->all.over ? "is too long" : bad.s);
	for (i = 0; i < l->n; i++)
		l->v[i].group = re_group(l->re, arena_printf(x->a, "r%zu", i));
	return OK;
}

static enum err
load(struct loading *x, const char *text, size_t n, struct why *w)
{
	char *s = arena_strn(x->a, text, n), *end;
	enum err e = OK;

	if (!text_is_utf8(text, n))
		return why_set(w, ERR_ITEM, "%s: is not UTF-8", x->path);
	x->l->v = arena_array(x->a, ROWS_MAX + 1, sizeof(*x->l->v));
	buf_init(&x->all, PATTERN_MAX);
	for (; e == OK && *s != '\0'; s = end) {
		x->line++;
		end = strchrnul(s, '\n');
		if (*end != '\0')
			*end++ = '\0';
		if (*s != '#' && *s != '\0')
			e = add_row(x, s, w);
	}
	if (e == OK)
		e = finish(x, w);
	buf_free(&x->all);
	return e;
}

enum err
understanding_concepts(struct understanding *u, const char *path,
    const char *text, size_t n, struct why *w)
{
	struct loading x = { .a = u->a, .path = path, .l = &u->concepts };

	return load(&x, text, n, w);
}

enum err
understanding_areas(struct understanding *u, const char *path, const char *text,
    size_t n, struct why *w)
{
	struct loading x = {
		.a = u->a, .path = path, .levels = true, .l = &u->areas
	};

	return load(&x, text, n, w);
}

/* "kemiskinan" once "garis kemiskinan" is told. */
static bool
told_by(const struct founds *l, const struct found *f)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->v[i].counts &&
		    text_istr(l->v[i].what->id, f->what->id) != NULL)
			return true;
	return false;
}

/* What only the subject names; all of it where the text names nothing. */
static void
add_subject(struct founds *to, const struct founds *from, bool concepts)
{
	size_t i, n = to->n;

	for (i = 0; i < n && !concepts; i++)
		if (to->v[i].counts)
			return;
	for (i = 0; i < from->n && to->n < FOUND_MAX; i++)
		if (from->v[i].counts &&
		    !(concepts && told_by(to, &from->v[i])))
			to->v[to->n++] = from->v[i];
}

/* The same named twice counts once. */
static void
drop_doubles(struct founds *l)
{
	size_t i, k;

	for (i = 0; i < l->n; i++)
		for (k = 0; k < i; k++)
			if (l->v[k].counts && l->v[k].what == l->v[i].what &&
			    l->v[k].from == l->v[i].from &&
			    l->v[k].to == l->v[i].to)
				l->v[i].counts = false;
}

void
understand(struct arena *a, const struct understanding *u,
    const struct understand_ask *q, struct understood *r)
{
	struct reading *text, *subject;

	*r = (struct understood){ .id = "", .en = "" };
	if (u == NULL || u->concepts.re == NULL || q->topic == TOPIC_NONE)
		return;
	text = arena_array(a, 2, sizeof(*text));
	subject = text + 1;
	text[0] = (struct reading){ .u = u, .year = q->year, .s = q->text };
	subject[0] = text[0];
	subject->s = q->reply ? "" : q->subject;
	understood_find(text);
	understood_find(subject);
	if (q->topic != TOPIC_KLASIFIKASI &&
	    (text->concepts.unsure || subject->concepts.unsure))
		return;
	if (q->topic == TOPIC_METADATA &&
	    (re_test(u->cue[CUE_WHEN], text->s, text->n) ||
		re_test(u->cue[CUE_WHEN], subject->s, subject->n)))
		return;
	add_subject(&text->concepts, &subject->concepts, true);
	add_subject(&text->areas, &subject->areas, false);
	add_subject(&text->years, &subject->years, false);
	text->areas.unsure |= subject->areas.unsure;
	text->years.unsure |= subject->years.unsure;
	drop_doubles(&text->concepts);
	drop_doubles(&text->areas);
	drop_doubles(&text->years);
	understood_say(
	    a, &text->concepts, &text->areas, &text->years, q->topic, r);
}
