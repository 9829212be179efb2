/*
 * Numbers as small bars: width for table cells, blocks for plain text, so
 * that they need no image.
 */
#include <string.h>

#include "base/banned.h"
#include "desk/digest_priv.h"

#define BAR 16 /* blocks of the longest bar in the text */
#define LABEL 22

static const char *
blocks(struct arena *a, int64_t n, int64_t most)
{
	int64_t i, len = most ? (n * BAR + most - 1) / most : 0;
	const char *s = "";

	for (i = 0; i < len; i++)
		s = arena_printf(a, "%s\xe2\x96\x88", s);
	return s;
}

/* "Terlambat ............ 2 ████" */
static const char *
bar_line(struct arena *a, const struct bar *b, const char *bar)
{
	static const char dots[] = " .....................";
	size_t len = strlen(b->label);

	return arena_printf(a, "%s%.*s %s %s", b->label,
	    (int)(len < LABEL ? LABEL - len : 1), dots, number_say(a, b->n),
	    bar);
}

void
digest_add_bars(struct values *root, const struct bar *v, size_t n)
{
	struct values list = { .a = root->a };
	int64_t most = 0;
	size_t i;

	for (i = 0; i < n; i++)
		most = v[i].n > most ? v[i].n : most;
	for (i = 0; i < n; i++) {
		struct values row = { .a = root->a };
		const char *bar = blocks(root->a, v[i].n, most);

		values_text(&row, "label", v[i].label);
		values_text(&row, "count", number_say(root->a, v[i].n));
		values_text(&row, "bar", bar);
		values_textf(
		    &row, "width", "%d", most ? (int)(v[i].n * 100 / most) : 0);
		values_text(&row, "line", bar_line(root->a, &v[i], bar));
		values_flag(&row, "bad", v[i].bad && v[i].n > 0);
		values_map(&list, NULL, &row);
	}
	values_list(root, "counts", &list);
}

/* "1\xe2\x80\x937 Nov" or "Oktober 2026" */
static const char *
period_name(struct arena *a, const struct digest_facts *f,
    const struct digest_trend *t, bool month)
{
	struct tod from, to;

	tod_split(t->from, f->office->offset, &from);
	tod_split(t->to - 1, f->office->offset, &to);
	if (month)
		return arena_printf(
		    a, "%s %d", calendar_month(from.month, "id"), from.year);
	if (from.month == to.month)
		return arena_printf(a, "%d\xe2\x80\x93%d %.3s", from.day,
		    to.day, calendar_month(to.month, "id"));
	return arena_printf(a, "%d %.3s\xe2\x80\x93%d %.3s", from.day,
	    calendar_month(from.month, "id"), to.day,
	    calendar_month(to.month, "id"));
}

static void
add_trend(struct values *list, const struct digest_facts *f,
    const struct digest_trend *t, int64_t most, bool month)
{
	struct arena *a = list->a;
	struct values row = { .a = a };
	const char *share = t->permille < 0 ? "-"
					    : number_percent(a, t->permille);
	const char *time = t->n ? number_hours(a, t->median) : "-";

	values_text(&row, "label", period_name(a, f, t, month));
	values_text(&row, "count", number_say(a, t->cases));
	values_text(&row, "share", share);
	values_text(&row, "time", time);
	values_text(&row, "bar", blocks(a, t->cases, most));
	values_textf(
	    &row, "width", "%d", most ? (int)(t->cases * 100 / most) : 0);
	values_map(list, NULL, &row);
}

void
digest_add_trends(struct values *root, const char *key,
    const struct digest_facts *f, const struct digest_trend *v, size_t n)
{
	struct values list = { .a = root->a };
	bool month = v == f->months;
	int64_t most = 0;
	size_t i;

	for (i = 0; i < n; i++)
		most = v[i].cases > most ? v[i].cases : most;
	for (i = 0; i < n; i++)
		add_trend(&list, f, &v[i], most, month);
	values_list(root, key, &list);
}
