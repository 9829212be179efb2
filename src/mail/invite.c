/*
 * An invitation as text. Knows the lines of iCalendar that a person reads;
 * times stay in the zone in which they were written.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/text.h"
#include "mail/invite.h"

#define LINE_BYTES 8192 /* of one unfolded line; more is cut */

/* "NAME;PARAM=x:value" */
struct property {
	const char *name, *param, *value;
	size_t name_n, param_n, value_n;
};

static struct property
property_of(const char *s, size_t n)
{
	struct property p = { .name = s };
	bool quoted = false;
	size_t i = strcspn(s, ";:");

	p.name_n = i < n ? i : n;
	p.param = s + p.name_n;
	for (i = p.name_n; i < n && (quoted || s[i] != ':'); i++)
		quoted ^= s[i] == '"';
	p.param_n = i - p.name_n;
	p.value = s + (i < n ? i + 1 : n);
	p.value_n = (size_t)(s + n - p.value);
	return p;
}

static bool
is(const struct property *p, const char *name)
{
	return strlen(name) == p->name_n &&
	       strncasecmp(p->name, name, p->name_n) == 0;
}

static bool
says(const struct property *p, const char *value)
{
	return strlen(value) == p->value_n &&
	       strncasecmp(p->value, value, p->value_n) == 0;
}

/* The value of a parameter, without its quotation marks; NULL if none. */
static const char *
param(const struct property *p, const char *name, size_t *n_r)
{
	const char *s = p->param, *end = s + p->param_n;
	size_t len = strlen(name);

	for (; (s = memchr(s, ';', (size_t)(end - s))) != NULL;) {
		s++;
		if ((size_t)(end - s) <= len || s[len] != '=' ||
		    strncasecmp(s, name, len) != 0)
			continue;
		s += len + 1;
		*n_r = 0;
		if (s < end && *s == '"')
			for (s++; s + *n_r < end && s[*n_r] != '"';)
				++*n_r;
		else
			while (s + *n_r < end && s[*n_r] != ';')
				++*n_r;
		return s;
	}
	return NULL;
}

/* The next line with its continuations (RFC 5545 3.1), into b. */
static const char *
next_line(struct buf *b, const char *s, const char *end)
{
	const char *nl;
	bool more;
	size_t n;

	buf_reset(b);
	do {
		nl = memchr(s, '\n', (size_t)(end - s));
		n = (size_t)((nl ? nl : end) - s);
		while (n > 0 && s[n - 1] == '\r')
			n--;
		buf_add(b, s, n < b->max - b->len ? n : b->max - b->len);
		s = nl ? nl + 1 : end;
		more = s < end && (*s == ' ' || *s == '\t');
		s += more;
	} while (more);
	return s;
}

/* A text with its escapes undone (RFC 5545 3.3.11). */
static void
add_text(struct buf *b, const char *title, const struct property *p)
{
	size_t i;

	if (p->value_n == 0)
		return;
	buf_adds(b, title);
	for (i = 0; i < p->value_n; i++) {
		char c = p->value[i];

		if (c == '\\' && i + 1 < p->value_n) {
			c = p->value[++i];
			c = c == 'n' || c == 'N' ? '\n' : c;
		}
		buf_addc(b, c);
	}
	buf_addc(b, '\n');
}

/* "20261125T090000Z" as "2026-11-25 09:00 UTC", others as they are. */
static void
add_time(struct buf *b, const char *title, const struct property *p)
{
	const char *v = p->value, *zone;
	size_t n;

	buf_adds(b, title);
	if (text_digits(v, p->value_n) != 8) {
		buf_add(b, v, p->value_n);
	} else {
		buf_addf(b, "%.4s-%.2s-%.2s", v, v + 4, v + 6);
		if (p->value_n >= 13 && toupper((unsigned char)v[8]) == 'T' &&
		    text_digits(v + 9, 4) == 4)
			buf_addf(b, " %.2s:%.2s", v + 9, v + 11);
		if (v[p->value_n - 1] == 'Z')
			buf_adds(b, " UTC");
	}
	if ((zone = param(p, "TZID", &n)) != NULL)
		buf_addf(b, " (%.*s)", (int)n, zone);
	buf_addc(b, '\n');
}

/* "ORGANIZER;CN=Name:mailto:a@b" */
static void
add_person(struct buf *b, const char *title, const struct property *p)
{
	const char *who = p->value, *name;
	size_t n, len = p->value_n;

	if (len >= 7 && strncasecmp(who, "mailto:", 7) == 0) {
		who += 7;
		len -= 7;
	}
	buf_adds(b, title);
	if ((name = param(p, "CN", &n)) != NULL)
		buf_addf(b, "%.*s <%.*s>\n", (int)n, name, (int)len, who);
	else
		buf_addf(b, "%.*s\n", (int)len, who);
}

static void
add_property(struct buf *b, const struct property *p)
{
	if (is(p, "SUMMARY"))
		add_text(b, "Event: ", p);
	else if (is(p, "DTSTART"))
		add_time(b, "Start: ", p);
	else if (is(p, "DTEND"))
		add_time(b, "End: ", p);
	else if (is(p, "LOCATION"))
		add_text(b, "Place: ", p);
	else if (is(p, "ORGANIZER"))
		add_person(b, "Organiser: ", p);
	else if (is(p, "DESCRIPTION"))
		add_text(b, "\n", p);
}

void
invite_add(struct buf *b, const char *s, size_t n)
{
	const char *end = s + n;
	unsigned depth = 0; /* within the event: 1; in its alarm: 2 */
	struct property p;
	struct buf line;

	buf_init(&line, LINE_BYTES);
	while (s < end && !b->over) {
		s = next_line(&line, s, end);
		if (line.len == 0)
			continue;
		p = property_of(line.s, line.len);
		if (is(&p, "BEGIN"))
			depth += depth > 0 || says(&p, "VEVENT");
		else if (is(&p, "END") && depth > 0 && --depth == 0)
			break;
		else if (depth == 1)
			add_property(b, &p);
	}
	buf_free(&line);
}
