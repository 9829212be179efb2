/*
 * The fields of delivery reports (RFC 3464, RFC 6533), as servers really
 * write them. Whether a mail is a report is decided elsewhere.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "mail/dsn.h"
#include "mail/dsn_fields.h"
#include "mail/dsn_text.h"
#include "mail/dsn_words.h"
#include "mail/header.h"
#include "mail/ids.h"

static int
hex_digit(char c)
{
	if (isdigit((unsigned char)c))
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* \x{E9} of an utf-8 address (RFC 6533 section 3). */
static const char *
unescape(struct arena *a, const char *s)
{
	struct buf b;
	const char *out;

	if (strstr(s, "\\x{") == NULL)
		return s;
	buf_init(&b, 4 * strlen(s) + 4);
	while (*s != '\0') {
		unsigned u = 0;

		if (strncmp(s, "\\x{", 3) == 0 && strchr(s, '}') != NULL) {
			for (s += 3; hex_digit(*s) >= 0; s++)
				u = (u << 4 | (unsigned)hex_digit(*s)) &
				    0x1fffff;
			s += strcspn(s, "}") + 1;
			text_add_utf8(&b, u ? u : 0xfffd);
		} else {
			buf_addc(&b, *s++);
		}
	}
	out = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return out;
}

/* The fields of one recipient. */
/* "rfc822; <a@b>", "utf-8; \x{E9}a@b", "a@b (alias of c)" */
static const char *
recipient_of(struct arena *a, const char *value)
{
	const char *p, *semi = strchr(value, ';'), *found;
	size_t n;

	p = semi ? semi + 1 : value;
	p += strspn(p, " \t<");
	value = p = unescape(a, p);
	if ((found = dsn_next_address(a, &p, p + strlen(p))) != NULL)
		return found;
	n = strcspn(value, " \t>");
	return arena_strn(a, value, n);
}

static const char *
get(const struct field_list *f, const char *name)
{
	const char *v = header_get(f->v, f->n, name);

	return v ? v : "";
}

/* "5.1.1 (no such user)", "5.1.1": the code alone. */
static const char *
code_of(struct arena *a, const char *status)
{
	const char *code = dsn_written_status(a, status);

	if (*code == '\0' && strspn(status, "245") == 1 && status[1] == '.')
		return arena_strn(a, status, strspn(status, "0123456789."));
	return code;
}

/* "smtp; 550 5.1.1 ...": the words. */
static const char *
words_of(const char *diagnostic)
{
	const char *semi = strchr(diagnostic, ';');

	if (semi == NULL || semi - diagnostic > 20 ||
	    memchr(diagnostic, ' ', (size_t)(semi - diagnostic)) != NULL)
		return diagnostic;
	return semi + 1 + strspn(semi + 1, " \t");
}

static const char *
action_of(struct arena *a, const char *action, const char *status)
{
	static const char *const known[] = { "failed", "delayed", "delivered",
		"relayed", "expanded" };
	size_t i;

	for (i = 0; i < 5; i++)
		if (text_istarts(action, known[i]))
			return known[i];
	if (text_istarts(action, "fail"))
		return "failed";
	(void)a;
	return *status == '2'   ? "delivered"
	       : *status == '4' ? "delayed"
				: "failed";
}

/* A group of fields that names a recipient. */
static bool
read_group(struct arena *a, const struct field_list *f, struct dsn *d)
{
	static const char *const names[] = { "final-recipient",
		"original-recipient", "x-actual-recipient",
		"x-failed-recipient", "failed-recipient" };
	const char *who = "", *better;
	size_t i;

	for (i = 0; i < 5 && strchr(who, '@') == NULL; i++) {
		better = recipient_of(a, get(f, names[i]));
		if (*who == '\0' || strchr(better, '@') != NULL)
			who = better;
	}
	if (*who == '\0')
		return false;
	d->recipient = who;
	d->diagnostic = words_of(get(f, "diagnostic-code"));
	if (*d->diagnostic == '\0')
		d->diagnostic = words_of(get(f, "x-diagnostic-code"));
	d->status = code_of(a, get(f, "status"));
	if (*d->status == '\0')
		d->status = dsn_status_of(a, d->diagnostic);
	else if (dsn_is_vague(d->status))
		d->status = dsn_better_status(a, d->status, d->diagnostic);
	d->action = action_of(a, get(f, "action"), d->status);
	if (*d->status == '\0')
		d->status = strcmp(d->action, "failed") == 0    ? "5.0.0"
			    : strcmp(d->action, "delayed") == 0 ? "4.0.0"
								: "2.0.0";
	return true;
}

void
dsn_read_fields(struct arena *a, const char *s, size_t n, struct dsn_fields *r)
{
	const char *end = s + n, *stop;
	struct field_list f;
	const char *id;

	while (s < end && r->n < DSN_MAX) {
		while (s < end && strchr(" \t\r\n", *s) != NULL)
			s++;
		for (stop = s; stop < end; stop++)
			if (*stop == '\n' && stop + 1 < end &&
			    (stop[1] == '\n' ||
				(stop[1] == '\r' && stop + 2 < end &&
				    stop[2] == '\n')))
				break;
		if (stop == s)
			break;
		f = header_fields(a, s, (size_t)(stop - s), 100);
		header_utf8(a, f.v, f.n, "");
		id = get(&f, "x-original-message-id");
		if (*id == '\0')
			id = get(&f, "original-message-id");
		if (*id != '\0' && *r->original_id == '\0')
			r->original_id = ids_first(a, id);
		r->n += read_group(a, &f, &r->v[r->n]);
		s = stop;
	}
}
