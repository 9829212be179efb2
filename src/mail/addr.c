/*
 * Address lists. One pass over the bytes, with a flag in place of recursion:
 * nested groups and comments cost nothing.
 */
#include <ctype.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "mail/addr.h"
#include "mail/header.h"

/* What one address, up to a comma, has shown so far. */
struct seen {
	struct buf plain;   /* words outside < > and comments, as written */
	struct buf angle;   /* inside < > */
	struct buf comment; /* the last one */
	bool has_angle;
	bool quoted; /* plain holds a quoted string */
};

struct reader {
	struct arena *a;
	struct addr_list *list;
	struct seen now;
	struct buf held; /* a word before a comma: maybe half of a name */
	bool no_quote;   /* a quote that never closes is only a byte */
	bool groups;     /* there is a ";" */
	bool no_comment; /* nor a comment */
};

const char *
addr_domain(const char *address)
{
	const char *at = strrchr(address, '@');

	return at ? at + 1 : "";
}

bool
addr_is_safe(const char *address)
{
	const char *at = strchr(address, '@');
	size_t n = strlen(address), i;

	if (at == NULL || at == address || at[1] == '\0' ||
	    strchr(at + 1, '@') != NULL || n < 3 || n > 254 ||
	    at - address > 64)
		return false;
	for (i = 0; i < n; i++)
		if (address[i] <= ' ' || address[i] >= 0x7f ||
		    strchr("<>,;:\"()\\[]", address[i]) != NULL)
			return false;
	return true;
}

/*
 * The address within s: white space and what cannot stand in one left out,
 * a route "@a,@b:" and "mailto:" cut off, the domain in lower case.
 */
static const char *
clean(struct arena *a, const char *s, size_t n)
{
	char *r = arena_alloc(a, n + 1), *to = r, *at;
	const char *colon;
	bool quote = false;
	size_t i, depth = 0;

	if (n > 0 && *s == '@' && (colon = memchr(s, ':', n)) != NULL) {
		n -= (size_t)(colon + 1 - s);
		s = colon + 1;
	}
	if (n > 7 && text_istarts(s, "mailto:")) {
		s += 7;
		n -= 7;
	}
	for (i = 0; i < n; i++) {
		if (s[i] == '"')
			quote = !quote;
		if (!quote && (s[i] == '(' || (s[i] == ')' && depth > 0))) {
			depth += s[i] == '(' ? 1 : (size_t)-1;
			continue;
		}
		if (depth > 0)
			continue;
		if ((unsigned char)s[i] <= ' ' || s[i] == 0x7f) {
			if (quote && s[i] == ' ')
				*to++ = ' ';
		} else if (s[i] != '<' && s[i] != '>') {
			*to++ = s[i];
		}
	}
	while (to > r && strchr(".,;:", to[-1]) != NULL)
		to--;
	*to = '\0';
	if ((at = strrchr(r, '@')) != NULL)
		for (; *at != '\0'; at++)
			*at = (char)tolower((unsigned char)*at);
	return r;
}

/* A display name: quotes and their escapes off, encoded words decoded. */
static const char *
name_of(struct arena *a, const char *s, size_t n)
{
	struct buf b, text, line;
	const char *r;
	size_t i;

	buf_init(&b, n + 1);
	for (i = 0; i < n; i++) {
		if (s[i] == '\\' && i + 1 < n &&
		    (s[i + 1] == '"' || s[i + 1] == '\\'))
			buf_addc(&b, s[++i]);
		else if (s[i] != '"')
			buf_addc(&b, s[i]);
	}
	buf_init(&text, 4 * b.len + 16);
	header_decode(&text, b.s, b.len);
	buf_init(&line, text.len);
	text_add_squeezed(&line, text.s, text.len);
	r = arena_strn(a, line.s, line.len);
	buf_free(&b);
	buf_free(&text);
	buf_free(&line);
	return r;
}

static void
emit(struct reader *r, const char *name, const char *address)
{
	struct addr_list *l = r->list;
	struct addr *v;

	if (*address == '\0' || strcmp(address, "@") == 0)
		return;
	if (l->n >= l->max) {
		l->over = true;
		return;
	}
	if (l->n == l->room) {
		l->room = l->room ? l->room * 2 : 4;
		v = arena_array(r->a, l->room, sizeof(*v));
		if (l->n > 0)
			memcpy(v, l->v, l->n * sizeof(*v));
		l->v = v;
	}
	l->v[l->n++] = (struct addr){ .name = name, .address = address };
}

static void
trim(struct buf *b)
{
	while (b->len > 0 && header_is_space(b->s[b->len - 1]))
		buf_cut(b, b->len - 1);
}

/* "Budi Santoso budi@x.id": the word with "@" is the address. */
static void
emit_bare(struct reader *r, const struct buf *b, const char *comment)
{
	const char *at = memchr(b->s, '@', b->len), *from, *to, *q;
	const char *name;

	/* spaces around "@" and "." belong to it (RFC 5322 section 4.4) */
	for (from = at; from > b->s;) {
		for (q = from; q > b->s && header_is_space(q[-1]);)
			q--;
		if (q < from && from != at && *from != '.' &&
		    (q == b->s || q[-1] != '.'))
			break;
		from = q > b->s ? q - 1 : q;
	}
	for (to = header_skip_space(at + 1);
	     *to != '\0' && !header_is_space(*to);) {
		to++;
		if (header_is_space(*to) &&
		    (to[-1] == '.' || *header_skip_space(to) == '.'))
			to = header_skip_space(to);
	}
	if (r->now.quoted && memchr(b->s, '"', (size_t)(at - b->s)) != NULL &&
	    at > b->s && at[-1] == '"')
		from = strchr(b->s, '"');
	while (from < at && header_is_space(*from))
		from++;
	name = name_of(r->a, b->s, (size_t)(from - b->s));
	if (*name == '\0')
		name = comment;
	emit(r, name, clean(r->a, from, (size_t)(to - from)));
}

/* A whole address hides in encoded words: read what they say, once. */
static bool
emit_hidden(struct reader *r, const struct buf *b)
{
	struct buf text;
	const char *at;

	buf_init(&text, 4 * b->len + 16);
	header_decode(&text, b->s, b->len);
	if ((at = memchr(text.s, '@', text.len)) == NULL) {
		buf_free(&text);
		return false;
	}
	at = memchr(text.s, '<', text.len);
	if (at != NULL)
		emit(r, name_of(r->a, text.s, (size_t)(at - text.s)),
		    clean(r->a, at + 1, strcspn(at + 1, ">")));
	else
		emit_bare(r, &text, "");
	buf_free(&text);
	return true;
}

/* A lone word that can be a local name: "MAILER-DAEMON" of a mail server. */
static bool
is_local(const struct buf *b)
{
	size_t i;

	for (i = 0; i < b->len; i++)
		if (!isalnum((unsigned char)b->s[i]) &&
		    strchr("-._+", b->s[i]) == NULL)
			return false;
	return b->len > 0 && b->len <= 64;
}

static void
drop_held(struct reader *r)
{
	if (is_local(&r->held))
		emit(r, "", clean(r->a, r->held.s, r->held.len));
	buf_reset(&r->held);
}

static void
finish_angle(struct reader *r)
{
	struct seen *s = &r->now;
	struct buf name;
	const char *text;

	buf_init(&name, r->held.len + s->plain.len + 4);
	if (s->plain.len > 0 && r->held.len > 0) {
		/* "Santoso, Budi <...>" without the quotes it needs */
		buf_add(&name, r->held.s, r->held.len);
		buf_adds(&name, ", ");
		buf_reset(&r->held);
	} else {
		drop_held(r);
	}
	buf_add(&name, s->plain.s, s->plain.len);
	text = name_of(r->a, name.s, name.len);
	if (*text == '\0')
		text = name_of(r->a, s->comment.s, s->comment.len);
	emit(r, text, clean(r->a, s->angle.s, s->angle.len));
	buf_free(&name);
}

/* A comma, a semicolon or the end: the address is complete. */
static void
finish(struct reader *r, bool comma)
{
	struct seen *s = &r->now;
	const char *comment = "";

	trim(&s->plain);
	if (s->has_angle) {
		finish_angle(r);
	} else if (memchr(s->plain.s, '@', s->plain.len) != NULL) {
		drop_held(r);
		if (s->comment.len > 0)
			comment = name_of(r->a, s->comment.s, s->comment.len);
		emit_bare(r, &s->plain, comment);
	} else if (s->plain.len > 0) {
		drop_held(r);
		if (strstr(s->plain.s, "=?") == NULL ||
		    !emit_hidden(r, &s->plain))
			buf_add(&r->held, s->plain.s, s->plain.len);
	}
	if (!comma)
		drop_held(r);
	buf_reset(&s->plain);
	buf_reset(&s->angle);
	buf_reset(&s->comment);
	s->has_angle = s->quoted = false;
}

/* Adds the quoted string at p with its quotes; how long it is. */
static size_t
read_quote(struct reader *r, const char *p)
{
	size_t n = 1;

	while (p[n] != '\0' && p[n] != '"')
		n += p[n] == '\\' && p[n + 1] != '\0' ? 2 : 1;
	if (p[n] == '\0') {
		r->no_quote = true;
		return 1;
	}
	buf_add(&r->now.plain, p, n + 1);
	r->now.quoted = true;
	return n + 1;
}

static size_t
read_comment(struct reader *r, const char *p)
{
	size_t n, depth = 0;

	for (n = 0; p[n] != '\0'; n++) {
		if (p[n] == '\\' && p[n + 1] != '\0')
			n++;
		else if (p[n] == '(')
			depth++;
		else if (p[n] == ')' && --depth == 0)
			break;
	}
	if (p[n] == '\0') {
		r->no_comment = true;
		return 1;
	}
	buf_reset(&r->now.comment);
	buf_add(&r->now.comment, p + 1, n - 1);
	/* a comment parts words */
	if (r->now.plain.len > 0 &&
	    !header_is_space(r->now.plain.s[r->now.plain.len - 1]))
		buf_addc(&r->now.plain, ' ');
	return n + 1;
}

/* "<...>": to the ">", or to the comma when it is missing. */
static size_t
read_angle(struct reader *r, const char *p)
{
	size_t n = 1, end;
	bool quote = false;

	while (p[n] == '<' || header_is_space(p[n]))
		n++;
	end = n;
	while (p[end] != '\0' && (quote || (p[end] != '>' && p[end] != '<'))) {
		/* the commas of a route stand before its colon */
		if (!quote && p[end] == ',' && p[n] != '@')
			break;
		if (p[end] == '"')
			quote = !quote && strchr(p + end + 1, '"') != NULL;
		end++;
	}
	if (p[end] == '<') { /* "a < b <c@d>": only the last one counts */
		buf_add(&r->now.plain, p, end);
		return end;
	}
	buf_reset(&r->now.angle);
	buf_add(&r->now.angle, p + n, end - n);
	r->now.has_angle = true;
	while (p[end] == '>')
		end++;
	return end;
}

/*
 * A colon ends the name of a group, unless it stands in an address; nor is it
 * one where no ";" ends the group, as in "Humas: Budi <budi@x.id>".
 */
static bool
is_group(const struct reader *r, const char *p)
{
	const struct buf *b = &r->now.plain;

	if (!r->groups && p[1 + strspn(p + 1, " \t")] != '\0')
		return false;
	return !r->now.has_angle && memchr(b->s, '@', b->len) == NULL &&
	       !text_ieq(b->s, "mailto");
}

static void
start_group(struct reader *r)
{
	buf_reset(&r->now.plain);
	buf_reset(&r->now.comment);
	buf_reset(&r->held);
}

void
addr_read(struct arena *a, const char *value, struct addr_list *list)
{
	struct reader r = { .a = a, .list = list };
	size_t max = strlen(value) + 16;
	const char *p = value;

	r.groups = strchr(value, ';') != NULL;
	buf_init(&r.now.plain, max);
	buf_init(&r.now.angle, max);
	buf_init(&r.now.comment, max);
	buf_init(&r.held, max);
	while (*p != '\0' && !list->over) {
		if (*p == '"' && !r.no_quote) {
			p += read_quote(&r, p);
		} else if (*p == '(' && !r.no_comment) {
			p += read_comment(&r, p);
		} else if (*p == '<') {
			p += read_angle(&r, p);
		} else if (*p == ',' || *p == ';') {
			finish(&r, *p == ',');
			p++;
		} else if (*p == ':' && is_group(&r, p)) {
			start_group(&r);
			p++;
		} else {
			if (!header_is_space(*p) || r.now.plain.len > 0)
				buf_addc(&r.now.plain, *p);
			p++;
		}
	}
	finish(&r, false);
	buf_free(&r.now.plain);
	buf_free(&r.now.angle);
	buf_free(&r.now.comment);
	buf_free(&r.held);
}
