/*
 * From corrected mails to a model. It must never know where lessons are kept
 * or where the model is written.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/file.h"
#include "base/mem.h"
#include "desk/classify_priv.h"

#define LESSONS_MAX (64 * 1024 * 1024)
#define CORRECTION 3 /* an officer's word against the shipped examples */

void
lesson_of_mail(struct arena *a, const struct classifier *c, const struct msg *m,
    struct lesson *l_r)
{
	struct mail_view v;

	view_mail(a, c, m, &v);
	*l_r = (struct lesson){ .language = "",
		.complete = "",
		.subject = v.text.field[RULE_SUBJECT],
		.text = v.text.field[RULE_TEXT] };
}

static const char *
plain(struct arena *a, const struct classifier *c, const char *s)
{
	const char *r;
	bool english = strcmp(language_of(s), "en") == 0;
	struct buf b;

	buf_init(&b, LESSONS_MAX);
	spelling_apply(english ? NULL : c->spelling, s, strlen(s), &b);
	r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return r;
}

void
lesson_plain(struct arena *a, const struct classifier *c, struct lesson *l)
{
	l->subject = plain(a, c, l->subject);
	l->text = plain(a, c, l->text);
}

enum err
lessons_shipped(
    struct arena *a, const char *dir, struct lessons *l, struct why *w)
{
	const char *path = arena_printf(a, "%s/lessons.txt", dir);
	struct buf b;
	enum err e;

	buf_init(&b, LESSONS_MAX);
	e = file_read(path, &b, w);
	if (e == OK)
		e = lessons_add(a, l, path, b.s, b.len, w);
	buf_free(&b);
	return e;
}

enum err
classifier_train(const char *data_dir, const struct lesson *more, size_t n,
    struct buf *model_r, struct why *w)
{
	struct arena *a = arena_new();
	struct lessons l = { 0 };
	struct lesson *all;
	struct model *m;
	size_t i;
	enum err e;

	if ((e = lessons_shipped(a, data_dir, &l, w)) == OK) {
		all = mem_zero(l.n + CORRECTION * n + 1, sizeof(*all));
		if (l.n > 0)
			memcpy(all, l.v, l.n * sizeof(*all));
		for (i = 0; i < CORRECTION * n; i++)
			all[l.n + i] = more[i / CORRECTION];
		m = model_train(all, l.n + CORRECTION * n);
		model_save(m, model_r);
		model_free(&m);
		free(all);
	}
	arena_free(&a);
	return e;
}
