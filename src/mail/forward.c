/*
 * Tells a forwarded mail from an answered one and takes it apart. Knows how
 * clients write the fields of a mail into text; the rest of the text belongs
 * to the quote cutter.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "mail/addr.h"
#include "mail/forward.h"
#include "mail/header.h"
#include "mail/ids.h"
#include "mail/label.h"
#include "mail/part.h"
#include "mail/reading.h"

#define MAX_TEXT (1024 * 1024) /* bytes of a forwarded text */
#define MAX_VALUE 2000         /* bytes of one line of a field */
#define FIELD_LINES 60         /* lines of its fields */
#define ABOVE_LINES 4          /* from the line that says so to the fields */

struct line {
	const char *s; /* quote signs and white space off */
	size_t n;
	const char *next; /* where the next line begins */
	unsigned depth;   /* quote signs */
};

static struct line
line_at(const char *s)
{
	struct line l = { 0 };
	const char *end = s + strcspn(s, "\n");

	l.next = *end == '\n' ? end + 1 : end;
	while (s < end && (*s == '>' || *s == ' ' || *s == '\t')) {
		l.depth += *s == '>';
		s++;
	}
	while (end > s && strchr(" \t\r", end[-1]) != NULL)
		end--;
	l.s = s;
	l.n = (size_t)(end - s);
	return l;
}

static bool
has(const char *s, size_t n, const char *word)
{
	size_t i, len = strlen(word);

	for (i = 0; i + len <= n; i++)
		if (strncasecmp(s + i, word, len) == 0)
			return true;
	return false;
}

/* "----- Original Message -----": so say replies too. */
static bool
says_original(const struct line *l)
{
	static const char *const words[] = { "original", "asli", "asal",
		"semula", "urspr", "antwort", "origine", "oprind",
		"opprinnelig", "oorspronkelijk", "alkuper", "orygin",
		"p\xc5\xafvodn", "p\xc3\xb4vodn", "eredeti", "orijinal",
		"\xc3\xb6zg\xc3\xbcn", "reply",
		"\xd1\x81\xd1\x85\xd0\xbe\xd0\xb4\xd0\xbd",
		"\xe5\x8e\x9f\xe5\xa7\x8b", "\xe5\x85\x83\xe3\x81\xae",
		"\xec\x9b\x90\xeb\xb3\xb8",
		"\xd8\xa7\xd9\x84\xd8\xa3\xd8\xb5\xd9\x84" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (has(l->s, l->n, words[i]))
			return true;
	return false;
}

static bool
is_ruled(const struct line *l)
{
	return l->n >= 4 && strchr("-_=*", l->s[0]) != NULL &&
	       l->s[0] == l->s[1];
}

static bool
says_forward(const struct line *l)
{
	return has(l->s, l->n, "forward") || has(l->s, l->n, "diteruskan") ||
	       has(l->s, l->n, "terusan");
}

/*
 * A line that says, above the fields, that this is a forward. All clients
 * set it between dashes, or, as Apple, before a colon: no words needed.
 */
static bool
says_forwarded(const struct line *l)
{
	const char *end = l->s + l->n - 1;
	bool letters = false;
	size_t i;

	if (l->n < 4 || l->n > 400)
		return false;
	for (i = 0; i < l->n; i++)
		letters |= isalpha((unsigned char)l->s[i]) || l->s[i] < 0;
	if (is_ruled(l))
		return letters && !says_original(l);
	if (*end != ':' &&
	    !(l->n > 3 && memcmp(end - 2, "\xef\xbc\x9a", 3) == 0))
		return false;
	if (l->depth > 0 || says_forward(l))
		return memchr(l->s, '@', l->n) == NULL && l->n < 80;
	return false;
}

/* The fields that were found. */
struct fields {
	const char *v[LABEL_OTHER + 1]; /* arena, by label */
	const char *body;               /* what follows */
	unsigned depth;                 /* quote signs before them */
	bool first;                     /* nothing stands above them */
};

/* Nothing was found yet; what follows begins below l. */
static void
no_fields(struct fields *f, const struct line *l)
{
	enum label i;

	*f = (struct fields){ .body = l->next, .depth = l->depth };
	for (i = LABEL_NONE; i <= LABEL_OTHER; i++)
		f->v[i] = "";
}

/* At most MAX_VALUE bytes, whole characters. */
static size_t
cut(const char *s, size_t n)
{
	if (n <= MAX_VALUE)
		return n;
	for (n = MAX_VALUE; n > 0 && (s[n] & 0xc0) == 0x80;)
		n--;
	return n;
}

static const char *
joined(struct arena *a, const char *old, const char *s, size_t n)
{
	return arena_printf(
	    a, "%s%s%.*s", old, *old ? " " : "", (int)cut(s, n), s);
}

/* The fields at s; a value may go on in the next line. */
static bool
read_fields(struct arena *a, const char *s, struct fields *f)
{
	enum label last = LABEL_NONE, label;
	unsigned lines = 0, blank = 0, n = 0, more = 0;
	const char *v;
	size_t vn;

	*f = (struct fields){ .body = s };
	for (label = LABEL_NONE; label <= LABEL_OTHER; label++)
		f->v[label] = "";
	while (*s != '\0' && lines++ < FIELD_LINES) {
		struct line l = line_at(s);

		s = l.next;
		if (l.n == 0) {
			if (++blank > 1 && n >= 2)
				break;
			continue;
		}
		label = label_of(l.s, l.n, &v, &vn);
		if (label == LABEL_NONE) {
			if (n == 0 || blank > 0 || ++more > 8)
				break;
			/* a name, a subject or a list that was wrapped */
			if ((last == LABEL_TO || last == LABEL_CC ||
				last == LABEL_FROM) &&
			    memchr(l.s, '@', l.n) == NULL)
				break;
			if (last == LABEL_DATE || last == LABEL_OTHER ||
			    last == LABEL_SUBJECT)
				break;
			f->v[last] = joined(a, f->v[last], l.s, l.n);
			f->body = s;
			continue;
		}
		if (n == 0)
			f->depth = l.depth;
		if (blank > 0 && label == LABEL_NONE)
			break;
		n++;
		blank = more = 0;
		last = label;
		if (*f->v[label] == '\0')
			f->v[label] = arena_strn(a, v, cut(v, vn));
		f->body = s;
	}
	return *f->v[LABEL_FROM] != '\0' && n >= 2;
}

/* "X [mailto:a@b]", "X <a@b<mailto:a@b>>", "<a@b>", "X" */
static struct addr
author(struct arena *a, const char *value)
{
	struct addr who = { .name = "", .address = "" };
	struct addr_list list = { .max = 1 };
	const char *at = strchr(value, '@'), *from, *to;
	size_t n;

	if (at == NULL) {
		who.name = arena_str(a, value);
		return who;
	}
	for (from = at; from > value && strchr("<[(: \t\"'", from[-1]) == NULL;
	     from--)
		;
	to = at + strcspn(at, ">])<; \t\"'");
	for (n = (size_t)(from - value);
	     n > 0 && strchr(" \t<[(\"':", value[n - 1]) != NULL; n--)
		;
	if (n >= 6 && strncasecmp(value + n - 6, "mailto", 6) == 0)
		n -= 6;
	while (n > 0 && strchr(" \t<[(\"'", value[n - 1]) != NULL)
		n--;
	while (n > 0 && strchr(" \t\"'", *value) != NULL)
		value++, n--;
	who.name = arena_strn(a, value, n);
	addr_read(a, arena_printf(a, "<%.*s>", (int)(to - from), from), &list);
	if (list.n > 0)
		who.address = list.v[0].address;
	else
		who.address = arena_strn(a, from, (size_t)(to - from));
	return who;
}

/* The text below the fields, without the quote signs that they had too. */
static const char *
unquoted(struct arena *a, const char *s, unsigned depth)
{
	const char *out;
	struct buf b;

	while (*s != '\0' && line_at(s).n == 0)
		s = line_at(s).next;
	if (depth == 0 && *s == '>')
		depth = 1; /* the text is quoted, its fields are not */
	if (depth == 0)
		return arena_str(a, s);
	buf_init(&b, strlen(s) + 1);
	while (*s != '\0') {
		const char *end = s + strcspn(s, "\n");
		unsigned left = depth;

		while (s < end && left > 0 && (*s == '>' || *s == ' '))
			left -= *s++ == '>';
		if (s < end && *s == ' ')
			s++;
		buf_add(&b, s, (size_t)(end - s));
		buf_addc(&b, '\n');
		s = *end == '\n' ? end + 1 : end;
	}
	out = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return out;
}

/* Yahoo: "----- Forwarded Message ----- From: A <a@b>To: cSent: dSubject: e",
 * all on one line. */
static bool
read_one_line(struct arena *a, const struct line *l, struct fields *f)
{
	const char *s = l->s, *end = l->s + l->n, *colon, *value = NULL;
	enum label label = LABEL_NONE, last = LABEL_NONE;
	size_t len;

	no_fields(f, l);
	for (; (colon = memchr(s, ':', (size_t)(end - s))) != NULL;
	     s = colon + 1) {
		const char *name = colon;

		while (name > s && name[-1] == ' ')
			name--;
		len = label_suffix(s, (size_t)(name - s), &label);
		if (len == 0)
			continue;
		if (value != NULL && *f->v[last] == '\0')
			f->v[last] = arena_strn(
			    a, value, (size_t)(name - len - value));
		last = label;
		value = colon + 1 + strspn(colon + 1, " \t");
		if (value > end)
			value = end;
	}
	if (value != NULL && *f->v[last] == '\0')
		f->v[last] = arena_strn(a, value, (size_t)(end - value));
	return *f->v[LABEL_FROM] != '\0' &&
	       (*f->v[LABEL_SUBJECT] != '\0' || *f->v[LABEL_TO] != '\0');
}

/* Outlook on a Mac: a forward under "On ... X <a@b> wrote:" alone. */
static bool
read_attribution(struct arena *a, const struct line *l, struct fields *f)
{
	const char *lt = memchr(l->s, '<', l->n), *from;

	if (lt == NULL || l->n > 400 || l->s[l->n - 1] != ':' ||
	    memchr(lt, '@', (size_t)(l->s + l->n - lt)) == NULL)
		return false;
	for (from = lt; from > l->s && strchr(",\"", from[-1]) == NULL; from--)
		;
	if (from > l->s && from[-1] == '"') /* the name stands in quotes */
		for (from--; from > l->s && from[-1] != '"'; from--)
			;
	no_fields(f, l);
	f->v[LABEL_FROM] = arena_strn(
	    a, from, (size_t)(l->s + l->n - 1 - from));
	return true;
}

/* A portal passes on a report under "----- Pesan Terusan -----", without
 * fields: nobody is named as its author. */
static bool
read_nothing(const struct line *l, struct fields *f)
{
	if (!is_ruled(l) || !says_forwarded(l) || !says_forward(l))
		return false;
	no_fields(f, l);
	return true;
}

static bool
fill(struct arena *a, const struct msg *m, const struct fields *f,
    struct forwarded *r)
{
	r->note = f->first ? "" : m->reply_text;
	r->from = author(a, f->v[LABEL_FROM]);
	r->date = f->v[LABEL_DATE];
	r->to = f->v[LABEL_TO];
	r->subject = *f->v[LABEL_SUBJECT] != '\0'
			 ? f->v[LABEL_SUBJECT]
			 : label_bare_subject(m->subject);
	r->text = unquoted(a, f->body, f->depth);
	r->message_id = "";
	r->part = -1;
	return true;
}

/* The fields of a forward that begin at s. */
static bool
begins_here(struct arena *a, const char *s, const struct line *l, bool said,
    struct fields *f)
{
	const char *v;
	size_t vn;

	if (is_ruled(l) && memchr(l->s, ':', l->n) != NULL &&
	    l->s[l->n - 1] != ':')
		return read_one_line(a, l, f);
	return said && label_of(l->s, l->n, &v, &vn) != LABEL_NONE &&
	       read_fields(a, s, f);
}

static bool
find_inline(struct arena *a, const struct msg *m, struct forwarded *r)
{
	bool subject = label_is_forward_subject(m->subject);
	unsigned since = ABOVE_LINES + 1; /* lines since one that said so */
	bool first = true;
	const char *s;
	struct fields f;
	struct line l;

	for (s = m->text; *s != '\0'; s = l.next) {
		l = line_at(s);
		if (l.n == 0)
			continue;
		if (begins_here(
			a, s, &l, subject || since <= ABOVE_LINES, &f)) {
			f.first = first;
			return fill(a, m, &f, r);
		}
		first &= says_forwarded(&l);
		if (says_forwarded(&l))
			since = 0;
		else
			since += since <= ABOVE_LINES;
	}
	for (s = m->text; subject && *s != '\0'; s = l.next) {
		l = line_at(s);
		if (l.n == 0)
			continue;
		if (read_attribution(a, &l, &f) || read_nothing(&l, &f)) {
			f.first = s == m->text;
			return fill(a, m, &f, r);
		}
	}
	return false;
}

static const char *
field(const struct part *p, const char *name)
{
	const char *v = header_get(p->fields, p->nfields, name);

	return v ? v : "";
}

static bool
find_attached(struct arena *a, const struct msg *m, struct forwarded *r)
{
	struct addr_list list = { .max = 1 };
	const struct part *mail;
	size_t i;

	for (i = 0; i + 1 < m->nparts; i++)
		if (part_is_mail(&m->parts[i]))
			break;
	if (i + 1 >= m->nparts || m->parts[i + 1].parent != (int)i)
		return false;
	mail = &m->parts[i + 1];
	addr_read(a, field(mail, "From"), &list);
	r->note = m->reply_text;
	r->from = list.n > 0 ? list.v[0]
			     : (struct addr){ .name = "", .address = "" };
	r->date = arena_str(a, field(mail, "Date"));
	r->to = header_text(a, field(mail, "To"));
	r->subject = header_text(a, field(mail, "Subject"));
	r->text = reading_mail(a, m, i + 1, MAX_TEXT);
	r->message_id = ids_first(a, field(mail, "Message-ID"));
	r->attached = true;
	r->part = (int)i;
	return true;
}

bool
forward_find(struct arena *a, const struct msg *m, struct forwarded *f_r)
{
	*f_r = (struct forwarded){ .note = "",
		.from = { .name = "", .address = "" },
		.date = "",
		.to = "",
		.subject = "",
		.text = "",
		.message_id = "",
		.part = -1 };
	if (m->report)
		return false; /* the mail that a server returns */
	return find_attached(a, m, f_r) || find_inline(a, m, f_r);
}
