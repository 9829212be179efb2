/*
 * Reads holiday lists and Ramadan periods out of text into a calendar. It
 * opens no file: the text comes in, path is only for the words of an error.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/calendar.h"
#include "desk/calendar_priv.h"

#define LIST_LINE_MAX 500
#define LIST_FIELDS 3

struct list {
	const char *path;
	const char *s, *end;
	int line;
	char copy[LIST_LINE_MAX + 1];
	const char *field[LIST_FIELDS]; /* "" where there is none */
};

static const char *
trim(char *s)
{
	size_t n;

	while (*s == ' ' || *s == '\t')
		s++;
	for (n = strlen(s); n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\r'); n--)
		s[n - 1] = '\0';
	return s;
}

static enum err
take_line(struct list *l, struct why *w)
{
	const char *nl = memchr(l->s, '\n', (size_t)(l->end - l->s));
	size_t n = (size_t)((nl ? nl : l->end) - l->s);

	l->line++;
	if (n > LIST_LINE_MAX || !text_is_utf8(l->s, n) ||
	    memchr(l->s, '\0', n) != NULL)
		return why_set(w, ERR_ITEM,
		    "%s:%d: not a line of UTF-8 text of at most %d bytes",
		    l->path, l->line, LIST_LINE_MAX);
	memcpy(l->copy, l->s, n);
	l->copy[n] = '\0';
	l->s += n + (nl != NULL);
	return OK;
}

/* The next line that is no note, cut at its tabs; field[0] NULL at the end. */
static enum err
next_row(struct list *l, struct why *w)
{
	char *at, *tab;
	enum err e;
	size_t i;

	l->field[0] = NULL;
	while (l->s < l->end) {
		if ((e = take_line(l, w)) != OK)
			return e;
		if (*trim(l->copy) == '\0' || l->copy[0] == '#')
			continue;
		at = l->copy;
		for (i = 0; i < LIST_FIELDS; i++) {
			tab = i + 1 < LIST_FIELDS ? strchr(at, '\t') : NULL;
			if (tab != NULL)
				*tab = '\0';
			l->field[i] = trim(at);
			at = tab != NULL ? tab + 1 : at + strlen(at);
		}
		return OK;
	}
	return OK;
}

static void
list_init(struct list *l, const char *path, const char *text, size_t n)
{
	*l = (struct list){ .path = path, .s = text, .end = text + n };
	if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		l->s += 3;
}

static bool
day_type(const char *word, enum day_type *type_r)
{
	static const char *const words[] = { [DAY_OPEN] = "buka",
		[DAY_HOLIDAY] = "libur",
		[DAY_SHARED_LEAVE] = "cuti-bersama",
		[DAY_LOCAL] = "lokal" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(word, words[i]) == 0) {
			*type_r = (enum day_type)i;
			return true;
		}
	return false;
}

static bool
stands_after(const struct day *a, const struct day *b)
{
	return a->day > b->day || (a->day == b->day && a->type > b->type);
}

/* Kept sorted, so that a list may be given in any order and in pieces. */
static void
add_day(struct calendar *c, const struct day *d)
{
	size_t i = c->ndays;

	c->days = mem_grow(c->days, (c->ndays + 1) * sizeof(*c->days));
	while (i > 0 && stands_after(&c->days[i - 1], d)) {
		c->days[i] = c->days[i - 1];
		i--;
	}
	c->days[i] = *d;
	c->ndays++;
}

static void
add_period(struct calendar *c, const struct ramadan *r)
{
	size_t i = c->nramadan;

	c->ramadan = mem_grow(
	    c->ramadan, (c->nramadan + 1) * sizeof(*c->ramadan));
	for (; i > 0 && c->ramadan[i - 1].first > r->first; i--)
		c->ramadan[i] = c->ramadan[i - 1];
	c->ramadan[i] = *r;
	c->nramadan++;
}

enum err
calendar_add_days(struct calendar *c, const char *path, const char *text,
    size_t n, struct why *w)
{
	struct list l;
	struct day d;
	enum err e;

	list_init(&l, path, text, n);
	while ((e = next_row(&l, w)) == OK && l.field[0] != NULL) {
		if (!tod_parse_day(l.field[0], &d.day))
			return why_set(w, ERR_ITEM,
			    "%s:%d: \"%s\" is no day; a row is "
			    "YYYY-MM-DD<TAB>name<TAB>libur",
			    path, l.line, l.field[0]);
		if (*l.field[1] == '\0')
			return why_set(w, ERR_ITEM,
			    "%s:%d: the day has no name (columns are "
			    "separated by a tab)",
			    path, l.line);
		if (!day_type(l.field[2], &d.type))
			return why_set(w, ERR_ITEM,
			    "%s:%d: \"%s\" is none of libur, cuti-bersama, "
			    "lokal, buka",
			    path, l.line, l.field[2]);
		d.name = mem_str(l.field[1]);
		add_day(c, &d);
	}
	return e;
}

enum err
calendar_add_ramadan(struct calendar *c, const char *path, const char *text,
    size_t n, struct why *w)
{
	struct ramadan r;
	struct list l;
	enum err e;

	list_init(&l, path, text, n);
	while ((e = next_row(&l, w)) == OK && l.field[0] != NULL) {
		if (!tod_parse_day(l.field[0], &r.first) ||
		    !tod_parse_day(l.field[1], &r.last))
			return why_set(w, ERR_ITEM,
			    "%s:%d: a row is the first and the last day, "
			    "YYYY-MM-DD<TAB>YYYY-MM-DD",
			    path, l.line);
		if (r.last < r.first || r.last - r.first > 29)
			return why_set(w, ERR_ITEM,
			    "%s:%d: Ramadan has 29 or 30 days, not %d", path,
			    l.line, (int)(r.last - r.first + 1));
		add_period(c, &r);
	}
	return e;
}

static void
print_hours(struct buf *b, const char *what, const struct hours h[7])
{
	int i;

	for (i = 0; i < 7; i++)
		if (h[i].set)
			buf_addf(
			    b, "%s %d %d-%d\n", what, i, h[i].from, h[i].to);
}

void
calendar_print(const struct calendar *c, struct buf *b)
{
	size_t i;

	buf_addf(b, "offset %d\n", c->offset);
	print_hours(b, "hours", c->hours);
	print_hours(b, "ramadan", c->ramadan_hours);
	for (i = 0; i < c->ndays; i++)
		buf_addf(b, "day %lld %d\n", (long long)c->days[i].day,
		    (int)c->days[i].type);
	for (i = 0; i < c->nramadan; i++)
		buf_addf(b, "period %lld %lld\n",
		    (long long)c->ramadan[i].first,
		    (long long)c->ramadan[i].last);
}
