/*
 * Says why a mail was understood as it was, the strongest reasons first. It
 * must never decide anything.
 */
#include <math.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/classify_priv.h"

struct telling {
	struct arena *a;
	const struct mail_view *view;
	const struct verdict *v;
	bool *told; /* per hit */
	const char **lines;
	size_t n;
};

/* A rule that tells a kind or a topic; one that only flags is no reason. */
static bool
is_reason(const struct rule *r)
{
	return r->kind != KIND_NONE || r->topic != TOPIC_NONE;
}

/* The rules of one kind (NONE: those that are left), by their weight. */
static void
tell_rules(struct telling *t, enum kind kind)
{
	const struct rule_hit *h, *best;
	double weight;
	size_t i;

	for (;;) {
		best = NULL;
		for (i = 0; i < t->v->nhits; i++) {
			h = &t->v->hits[i];
			if (t->told[i] || !is_reason(h->rule) ||
			    (kind != KIND_NONE && h->rule->kind != kind))
				continue;
			if (best == NULL || fabs(hit_weight(t->view, h)) >
						fabs(hit_weight(t->view, best)))
				best = h;
		}
		if (best == NULL)
			return;
		t->told[best - t->v->hits] = true;
		weight = hit_weight(t->view, best);
		t->lines[t->n++] = arena_printf(t->a, "rule %s %+.1f: \"%s\"",
		    best->rule->name, weight, best->words);
	}
}

static void
tell_model(struct telling *t, const struct guess *g)
{
	struct buf b;
	size_t i;

	buf_init(&b, 1024);
	buf_addf(&b, "model %s %.2f:", kind_word(g->best), g->kind[g->best]);
	for (i = 0; i < g->words.n; i++) {
		/* a feature may end within a character */
		buf_adds(&b, i ? ", \"" : " \"");
		text_add_safe(&b, g->words.v[i], strlen(g->words.v[i]), 80);
		buf_addc(&b, '"');
	}
	t->lines[t->n++] = arena_str(t->a, b.s);
	buf_free(&b);
}

void
reasons_tell(struct arena *a, const struct mail_view *view,
    const struct guess *g, bool forged, struct verdict *v)
{
	struct telling t = { .a = a,
		.view = view,
		.v = v,
		.told = arena_array(a, v->nhits + 1, sizeof(bool)),
		.lines = arena_array(a, v->nhits + 2, sizeof(char *)) };

	memset(t.told, 0, (v->nhits + 1) * sizeof(bool));
	if (forged)
		t.lines[t.n++] =
		    "sender: an officer's name that its domain disowns";
	tell_rules(&t, v->kind);
	if (g != NULL)
		tell_model(&t, g);
	tell_rules(&t, KIND_NONE);
	v->reasons = (struct strs){ t.lines, t.n };
}
