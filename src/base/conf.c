/*
 * The form of a configuration file. What its keys mean is not known here.
 *
 * Not libconfuse: its flex scanner ends the process on some bad input, and
 * after parsing the line of a value is gone, which every later check ("no
 * such officer") has to name.
 */
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/conf.h"
#include "base/text.h"

#define CONF_LINE_MAX 8192

void
conf_init(struct conf *c, struct arena *a, const char *path, const char *text,
    size_t n)
{
	*c = (struct conf){ .arena = a,
		.path = path,
		.s = text,
		.end = text + n,
		.section = "",
		.title = "" };
	if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		c->s += 3; /* editors on Windows put a byte order mark */
}

static bool
is_blank(char ch)
{
	return ch == ' ' || ch == '\t' || ch == '\r';
}

static char *
trimmed(struct arena *a, const char *s, size_t n)
{
	while (n > 0 && is_blank(*s))
		s++, n--;
	while (n > 0 && is_blank(s[n - 1]))
		n--;
	return arena_strn(a, s, n);
}

/* One physical line, its end taken off; false at the end. */
static bool
take_line(struct conf *c, const char **s_r, size_t *n_r)
{
	const char *nl;

	if (c->s >= c->end)
		return false;
	nl = memchr(c->s, '\n', (size_t)(c->end - c->s));
	*s_r = c->s;
	*n_r = (size_t)((nl ? nl : c->end) - c->s);
	c->s = nl ? nl + 1 : c->end;
	c->line++;
	return true;
}

static enum err
check_line(const struct conf *c, const char *s, size_t n, struct why *w)
{
	while (n > 0 && s[n - 1] == '\r')
		n--;
	if (n > CONF_LINE_MAX)
		return why_set(w, ERR_ITEM, "%s:%d: line longer than %d bytes",
		    c->path, c->line, CONF_LINE_MAX);
	if (!text_is_line(s, n) || !text_is_utf8(s, n))
		return why_set(w, ERR_ITEM,
		    "%s:%d: not plain UTF-8 text (a control or foreign byte)",
		    c->path, c->line);
	return OK;
}

static enum err
open_section(
    struct conf *c, const char *line, struct conf_row *row, struct why *w)
{
	size_t n = strlen(line);
	size_t word = strcspn(line + 1, " \t]");

	if (line[n - 1] != ']' || word == 0 ||
	    strchr(line, ']') != line + n - 1)
		return why_set(w, ERR_ITEM,
		    "%s:%d: a section is written [name] or [name title]",
		    c->path, c->line);
	c->section = arena_strn(c->arena, line + 1, word);
	c->title = trimmed(c->arena, line + 1 + word, n - 2 - word);
	row->section = c->section;
	row->title = c->title;
	row->line = c->line;
	return OK;
}

/* Lines that start with white space belong to the value before them. */
static enum err
continued(struct conf *c, struct buf *value, struct why *w)
{
	const char *s, *more;
	enum err e;
	size_t n;

	while (c->s < c->end && (*c->s == ' ' || *c->s == '\t')) {
		take_line(c, &s, &n);
		if ((e = check_line(c, s, n, w)) != OK)
			return e;
		more = trimmed(c->arena, s, n);
		if (*more == '\0')
			return OK;
		if (*more == '#')
			continue;
		buf_addc(value, ' ');
		buf_adds(value, more);
	}
	return OK;
}

static enum err
key_value(struct conf *c, const char *line, struct conf_row *row, struct why *w)
{
	const char *eq = strchr(line, '=');
	struct buf value;
	enum err e;

	if (eq == NULL || eq == line)
		return why_set(w, ERR_ITEM,
		    "%s:%d: expected \"key = value\", found \"%.60s\"", c->path,
		    c->line, line);
	row->section = c->section;
	row->title = c->title;
	row->key = trimmed(c->arena, line, (size_t)(eq - line));
	row->line = c->line;
	buf_init(&value, 8 * CONF_LINE_MAX);
	buf_adds(&value, trimmed(c->arena, eq + 1, strlen(eq + 1)));
	e = continued(c, &value, w);
	if (e == OK && value.over)
		e = why_set(
		    w, ERR_ITEM, "%s:%d: value too long", c->path, row->line);
	row->value = arena_strn(c->arena, value.s, value.len);
	buf_free(&value);
	return e;
}

enum err
conf_next(struct conf *c, struct conf_row *row_r, struct why *w)
{
	const char *s, *line;
	enum err e;
	size_t n;

	*row_r = (struct conf_row){ 0 };
	while (take_line(c, &s, &n)) {
		if ((e = check_line(c, s, n, w)) != OK)
			return e;
		line = trimmed(c->arena, s, n);
		if (*line == '\0' || *line == '#')
			continue;
		if (*line == '[')
			return open_section(c, line, row_r, w);
		return key_value(c, line, row_r, w);
	}
	return OK;
}
