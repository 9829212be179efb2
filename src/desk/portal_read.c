/*
 * Notices of portals, read by the office's own patterns. It believes nothing:
 * who may send such a notice is decided elsewhere.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/portal_priv.h"

#define SPANS 33
#define VALUE_MAX 300 /* bytes of a name, an address, a number */

/* One line, fit for a ticket; of a question the lines stay. */
static const char *
value_of(struct arena *a, const char *s, size_t n, enum group g)
{
	const char *text;
	struct buf b;

	buf_init(&b, QUESTION_MAX + 16);
	if (g == G_QUESTION) {
		while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL)
			n--;
		while (n > 0 && strchr(" \t\r\n", *s) != NULL)
			s++, n--;
		n = n > QUESTION_MAX ? QUESTION_MAX : n;
		while (n > 0 && n == QUESTION_MAX && (s[n] & 0xc0) == 0x80)
			n--;
		buf_add(&b, s, n);
	} else {
		n = n > VALUE_MAX ? VALUE_MAX : n;
		while (n > 0 && n == VALUE_MAX && (s[n] & 0xc0) == 0x80)
			n--;
		text_add_squeezed(&b, s, n);
	}
	text = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return text;
}

static bool
read_groups(struct arena *a, const struct pattern *p, const char *text,
    const char **value)
{
	struct re_span span[SPANS];
	int i, g;

	if (!re_match(p->re, text, strlen(text), 0, span, SPANS))
		return false;
	for (i = 0; i < GROUPS; i++) {
		g = re_group(p->re, portal_groups[i]);
		if (g <= 0 || g >= SPANS || span[g].at == SIZE_MAX ||
		    *value[i] != '\0')
			continue;
		value[i] = value_of(
		    a, text + span[g].at, span[g].len, (enum group)i);
	}
	return true;
}

/* Does a word of s begin so? */
static bool
has_word(const char *s, const char *const *v, size_t n)
{
	const char *hit;
	size_t i;

	for (i = 0; i < n; i++)
		for (hit = s; (hit = text_istr(hit, v[i])) != NULL; hit++)
			if (hit == s || strchr(" \t/,;:(-", hit[-1]) != NULL)
				return true;
	return false;
}

/* How portals call what they pass on; LAPOR! knows three sorts. */
static enum kind
kind_of(const char *words, enum kind otherwise)
{
	static const char *const complaint[] = { "pengaduan", "aduan",
		"mengadu", "keluhan", "komplain", "complaint" };
	static const char *const consultation[] = { "konsultasi", "informasi",
		"permintaan", "permohonan", "data", "pertanyaan", "request",
		"question", "inquiry", "consultation" };

	if (has_word(words, complaint, sizeof(complaint) / sizeof(*complaint)))
		return KIND_PENGADUAN;
	return has_word(words, consultation,
		   sizeof(consultation) / sizeof(*consultation))
		   ? KIND_KONSULTASI
		   : otherwise;
}

static bool
is_of(const struct portal *x, const char *from, const char *subject)
{
	return re_test(x->from.re, from, strlen(from)) &&
	       (x->subject.re == NULL ||
		   re_test(x->subject.re, subject, strlen(subject)));
}

/* Where a form names no address, its Reply-To is the citizen's. */
static const char *
reply_to(const struct msg *m)
{
	return m->reply_to.n == 1 ? m->reply_to.v[0].address : "";
}

bool
portal_find(struct arena *a, const struct portals *p, const struct msg *m,
    int offset, struct portal_task *t_r)
{
	const char *value[GROUPS];
	const struct portal *x = NULL;
	const char *subject = m->subject ? m->subject : "";
	const char *text = m->text ? m->text : "";
	bool seen = false;
	size_t i;

	for (i = 0; p != NULL && m->from.n == 1 && i < p->n && x == NULL; i++)
		if (is_of(&p->v[i], m->from.v[0].address, subject))
			x = &p->v[i];
	if (x == NULL)
		return false;
	for (i = 0; i < GROUPS; i++)
		value[i] = "";
	for (i = 0; i < x->n; i++) {
		seen |= read_groups(a, &x->v[i], text, value);
		seen |= read_groups(a, &x->v[i], subject, value);
	}
	if (!seen)
		return false;
	*t_r = (struct portal_task){ .portal = x->name,
		.channel = x->channel,
		.requester = value[G_REQUESTER],
		.address = value[G_ADDRESS],
		.phone = value[G_PHONE],
		.question = value[G_QUESTION],
		.external = value[G_EXTERNAL],
		.kind = kind_of(value[G_KIND], x->kind),
		.deadline = TOD_NONE,
		.trust = x->trust,
		.acknowledge = x->acknowledge };
	if (*t_r->address == '\0')
		t_r->address = reply_to(m);
	portal_deadline(value[G_DEADLINE], offset, t_r);
	return true;
}

static enum err
test_gives(const struct portal *x, const char *const *value, struct why *w)
{
	size_t i;

	for (i = 0; i < x->ngives; i++) {
		const struct gives *g = &x->gives[i];

		if (strcmp(value[g->group], g->value) != 0)
			return why_set(w, ERR_ITEM,
			    "%s:%d: the example gives %s \"%.80s\"", x->path,
			    g->line, portal_groups[g->group], value[g->group]);
	}
	return OK;
}

static enum err
test_portal(struct arena *a, const struct portal *x, struct why *w)
{
	const char *value[GROUPS];
	struct portal_task task = { 0 };
	bool text, subject;
	size_t i;

	for (i = 0; i < GROUPS; i++)
		value[i] = "";
	if (!re_test(x->from.re, x->sample_from, strlen(x->sample_from)))
		return portal_bad(x->path, x->from.line,
		    "from does not match the example", x->sample_from, w);
	if (!is_of(x, x->sample_from, x->sample_subject))
		return portal_bad(x->path, x->subject.line,
		    "subject does not match the example", x->sample_subject, w);
	for (i = 0; i < x->n; i++) {
		text = read_groups(a, &x->v[i], x->sample.s, value);
		subject = read_groups(a, &x->v[i], x->sample_subject, value);
		if (!text && !subject)
			return portal_bad(x->path, x->v[i].line,
			    "pattern does not match the example of", x->name,
			    w);
	}
	if (*value[G_DEADLINE] != '\0' &&
	    !portal_deadline(value[G_DEADLINE], 0, &task))
		return portal_bad(x->path, x->line,
		    "no date is read from the example's deadline",
		    value[G_DEADLINE], w);
	return test_gives(x, value, w);
}

enum err
portals_test(const struct portals *p, struct why *w)
{
	struct arena *a = arena_new();
	enum err e = OK;
	size_t i;

	for (i = 0; i < p->n && e == OK; i++)
		e = test_portal(a, &p->v[i], w);
	arena_free(&a);
	return e;
}
