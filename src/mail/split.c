/*
 * Finds the parts of a mail. It knows lines, boundaries and limits; what a
 * part is called or says is none of its business.
 */
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "mail/attach.h"
#include "mail/header.h"
#include "mail/leaf.h"
#include "mail/part.h"
#include "mail/split.h"

#define NONE SIZE_MAX
/* Wrong boundary parameters that are looked into, and how far. */
#define GUESSES 4
#define GUESS_BYTES 65536
/* Decoded copies of embedded mails, all together. */
#define COPY_BYTES (8u << 20)

/* A container that is not finished yet. */
struct frame {
	size_t node;
	const char *boundary; /* NULL: an embedded mail */
	size_t len;
	bool closed;  /* "--boundary--" was seen */
	bool started; /* "--boundary" was seen */
};

/* The bytes being split: the mail, or the decoded copy of one inside. */
struct source {
	struct tree *t;
	const char *p;
	size_t n, at;
	struct frame *stack; /* limits.depth + 1 */
	size_t depth;
	size_t leaf; /* the part whose body we are in, or NONE */
	int guesses;
};

static size_t
line_len(const char *p, size_t n)
{
	const char *end = memchr(p, '\n', n);

	return end ? (size_t)(end - p) + 1 : n;
}

static void
refuse(struct tree *t, const char *limit, size_t value)
{
	if (t->err == OK)
		t->err = why_set(
		    t->w, ERR_ITEM, "%s: more than %zu", limit, value);
}

/* A new last child of parent; NONE when a limit is reached. */
static size_t
add_node(struct tree *t, size_t parent)
{
	size_t depth = parent == NONE ? 0 : (size_t)t->v[parent].p.depth + 1;
	struct node *v;

	if (t->n >= t->limits->parts) {
		refuse(t, "part-count", t->limits->parts);
		return NONE;
	}
	if (depth > t->limits->depth) {
		refuse(t, "part-depth", t->limits->depth);
		return NONE;
	}
	if (t->n == t->room) {
		t->room = t->room ? t->room * 2 : 4;
		v = arena_array(t->a, t->room, sizeof(*v));
		if (t->n > 0)
			memcpy(v, t->v, t->n * sizeof(*v));
		t->v = v;
	}
	t->v[t->n] = (struct node){ .p = { .parent = -1,
					.depth = (int)depth,
					.type = "",
					.name = "",
					.cid = "",
					.content = "",
					.charset = "" },
		.type = { .head = "" },
		.disposition = { .head = "" } };
	if (parent != NONE) {
		t->v[t->n].p.parent = (int)parent;
		if (t->v[parent].first == 0)
			t->v[parent].first = t->n;
		else
			t->v[t->v[parent].last].next = t->n;
		t->v[parent].last = t->n;
	}
	return t->n++;
}

/* Reads the header at s->at into the node; s->at is then at the body. */
static void
read_head(struct source *s, size_t node)
{
	struct tree *t = s->t;
	struct part *p = &t->v[node].p;
	size_t body, len, left = t->limits->header_bytes - t->header_bytes;
	struct field_list head;

	len = header_length(s->p + s->at, s->n - s->at, &body);
	if (len > left) {
		refuse(t, "header-size", t->limits->header_bytes);
		len = left;
	}
	t->header_bytes += len;
	head = header_fields(t->a, s->p + s->at, len, t->limits->fields);
	t->v[node].fields = head.v;
	p->fields = head.v;
	p->nfields = head.n;
	if (head.over)
		refuse(t, "header-count", t->limits->fields);
	s->at += body;
	p->body = s->p + s->at;
	p->len = s->n - s->at;
}

/*
 * A multipart whose boundary parameter is missing or wrong: a line "--X" with
 * a Content- field on the next line is its delimiter all the same.
 */
static bool
looks_delimiter(const char *p, size_t n, size_t *len_r)
{
	size_t len = line_len(p, n), next = len, text = len;

	while (text > 2 && (unsigned char)p[text - 1] <= ' ')
		text--;
	if (text < 3 || text > 202 || n < 2 || p[0] != '-' || p[1] != '-' ||
	    memchr(p, ' ', text) != NULL)
		return false;
	*len_r = text - 2;
	return n - next > 8 && strncasecmp(p + next, "content-", 8) == 0;
}

static const char *
guess_boundary(const struct source *s, size_t *len_r)
{
	size_t at = s->at, end = s->n, len;

	if (end - at > GUESS_BYTES)
		end = at + GUESS_BYTES;
	for (; at < end; at += len) {
		len = line_len(s->p + at, end - at);
		if (looks_delimiter(s->p + at, end - at, len_r))
			return s->p + at + 2;
	}
	return NULL;
}

static void
push(struct source *s, size_t node, const char *boundary, size_t len)
{
	s->stack[s->depth++] = (struct frame){
		.node = node, .boundary = boundary, .len = len
	};
	s->t->v[node].p.container = true;
	s->leaf = NONE;
}

/* Opens the multipart just read; false: it has nothing that parts it. */
static bool
open_multipart(struct source *s, size_t node)
{
	size_t len = 0;
	const char *b = param_plain(&s->t->v[node].type, "boundary");

	if (*b == '\0')
		b = param_text(s->t->a, &s->t->v[node].type, "boundary", "");
	b += strspn(b, " \t");
	for (len = strlen(b);
	     len > 0 && (b[len - 1] == ' ' || b[len - 1] == '\t');)
		len--;
	if (len == 0 &&
	    (s->guesses-- <= 0 || (b = guess_boundary(s, &len)) == NULL))
		return false;
	push(s, node, b, len);
	return true;
}

/* An embedded mail stands here as it is (not base64 of one)? */
static bool
is_plain_mail(const struct part *p)
{
	if (!part_is_mail(p))
		return false;
	/* base64 has no ":": the label is wrong where there is one */
	return p->encoding == ENC_IDENTITY ||
	       (p->encoding == ENC_BASE64 &&
		   memchr(p->body, ':', p->len < 200 ? p->len : 200) != NULL);
}

/*
 * Opens the part, or the mail, that begins at s->at, and what begins with it:
 * a mail within a mail within ... is this loop.
 */
static bool
open_part(struct source *s, size_t parent)
{
	bool mail = parent == NONE || part_is_mail(&s->t->v[parent].p);
	size_t node;

	for (;;) {
		if ((node = add_node(s->t, parent)) == NONE)
			return false;
		if (mail)
			s->at += header_lead(s->p + s->at, s->n - s->at);
		read_head(s, node);
		part_head(s->t->a, &s->t->v[node],
		    parent == NONE ? NULL : &s->t->v[parent].p);
		s->leaf = node;
		if (s->t->err != OK)
			return false;
		if (part_is_multipart(&s->t->v[node].p)) {
			if (!open_multipart(s, node))
				part_is_text(&s->t->v[node]);
			return true;
		}
		if (!is_plain_mail(&s->t->v[node].p))
			return true;
		s->t->v[node].p.encoding = ENC_IDENTITY;
		push(s, node, NULL, 0);
		parent = node;
		mail = true;
	}
}

/* Everything above the first keep frames ends at end. */
static void
close_down(struct source *s, size_t keep, size_t end)
{
	struct part *p;

	if (s->leaf != NONE) {
		p = &s->t->v[s->leaf].p;
		p->len = s->p + end > p->body ? (size_t)(s->p + end - p->body)
					      : 0;
		s->leaf = NONE;
	}
	while (s->depth > keep) {
		p = &s->t->v[s->stack[--s->depth].node].p;
		p->len = s->p + end > p->body ? (size_t)(s->p + end - p->body)
					      : 0;
	}
}

/*
 * The frame whose delimiter the line is; the innermost first, since some
 * senders use one boundary twice. A whole line must fit, so that "a" is not
 * taken for "ab"; "--x--" closes x unless "x--" is a boundary, too.
 */
static size_t
find_frame(const struct source *s, const char *line, size_t n, bool *close_r)
{
	size_t i, len;

	while (n > 2 && (unsigned char)line[n - 1] <= ' ')
		n--;
	for (*close_r = false;; *close_r = true) {
		len = n - 2 - (*close_r ? 2 : 0);
		for (i = s->depth; i-- > 0;)
			if (s->stack[i].boundary && !s->stack[i].closed &&
			    s->stack[i].len == len &&
			    memcmp(line + 2, s->stack[i].boundary, len) == 0)
				return i;
		if (*close_r || n < 5 || line[n - 1] != '-' ||
		    line[n - 2] != '-')
			return NONE;
	}
}

/* Does "--boundary" stand anywhere in p? */
static bool
has_delimiter(const char *p, size_t n, const struct frame *f)
{
	const char *q = p, *end = p + n;

	while ((q = memmem(q, (size_t)(end - q), f->boundary, f->len))) {
		if (q - p >= 2 && q[-1] == '-' && q[-2] == '-')
			return true;
		q++;
	}
	return false;
}

/* The parameter may be wrong: when its boundary comes nowhere, believe the
 * lines. */
static bool
adopt(struct source *s, const char *line, size_t n)
{
	struct frame *f = &s->stack[s->depth - 1];
	size_t len;

	if (f->boundary == NULL || f->started || s->guesses <= 0 ||
	    !looks_delimiter(line, n, &len))
		return false;
	s->guesses--;
	if (has_delimiter(line, n, f))
		return false;
	f->boundary = line + 2;
	f->len = len;
	return true;
}

/* The next line at or after at that begins with "--", n if there is none. */
static size_t
next_dashes(const struct source *s, size_t at)
{
	const struct mail_passed *passed = &s->t->passed;
	const char *p = s->p, *q;
	size_t n;

	if (s->n - at >= 2 && p[at] == '-' && p[at + 1] == '-')
		return at;
	while (at < s->n) {
		n = s->n - at < LEAF_STRETCH ? s->n - at : LEAF_STRETCH;
		if ((q = memmem(p + at, n, "\n--", 3)) != NULL)
			return (size_t)(q - p) + 1;
		if (passed->tell != NULL && n == LEAF_STRETCH)
			passed->tell(passed->of, p + at, n);
		at += n == s->n - at ? n : n - 2; /* it may be cut */
	}
	return s->n;
}

static void
scan(struct source *s)
{
	size_t at, len, k, end;
	bool closes;

	while (s->depth > 0 && (at = next_dashes(s, s->at)) < s->n) {
		len = line_len(s->p + at, s->n - at);
		s->at = at + len;
		k = find_frame(s, s->p + at, len, &closes);
		if (k == NONE && adopt(s, s->p + at, s->n - at))
			k = s->depth - 1;
		if (k == NONE)
			continue;
		/* the line end before a delimiter belongs to it */
		end = at;
		if (end > 0)
			end--;
		if (end > 0 && s->p[end - 1] == '\r')
			end--;
		close_down(s, k + 1, end);
		s->stack[k].started = true;
		s->stack[k].closed = closes;
		if (!closes && !open_part(s, s->stack[k].node))
			break;
	}
	close_down(s, 0, s->n);
}

static void
split_source(struct tree *t, const char *p, size_t n, size_t parent)
{
	struct source s = {
		.t = t, .p = p, .n = n, .leaf = NONE, .guesses = GUESSES
	};

	s.stack = arena_array(t->a, t->limits->depth + 2, sizeof(*s.stack));
	if (open_part(&s, parent))
		scan(&s);
	else
		close_down(&s, 0, n);
}

/* A mail in base64 or quoted-printable: RFC 2046 forbids it, senders do it. */
static void
open_encoded(struct tree *t, size_t node)
{
	struct part *p = &t->v[node].p;
	size_t n = leaf_size(p, &t->passed);
	char *copy;

	if (n > COPY_BYTES - t->copied)
		return; /* stays closed, a file like others */
	t->copied += n;
	copy = arena_alloc(t->a, n + 1);
	leaf_head(p, copy, n);
	p->encoding = ENC_IDENTITY;
	p->container = true;
	p->body = copy;
	p->len = n;
	split_source(t, copy, n, node);
}

static bool
is_blank(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)p[i] > ' ')
			return false;
	return true;
}

/* Makes the file f within the text node a part, and the text behind it, too;
 * returns the node of that text, NONE if there is none. */
static size_t
cut_file(struct tree *t, size_t text, size_t node, const struct leaf_file *f)
{
	struct part *p = &t->v[node].p;
	const char *rest = p->body + f->at + f->len;
	size_t left = p->len - f->at - f->len, file;
	const char *begin = p->body + f->at;

	p->len = f->at;
	if ((file = add_node(t, text)) == NONE)
		return NONE;
	p = &t->v[file].p;
	p->type = "application/octet-stream";
	p->encoding = f->encoding;
	p->body = begin;
	p->len = f->len;
	p->name = arena_strn(t->a, f->name, f->name_len);
	if (is_blank(rest, left) || (file = add_node(t, text)) == NONE)
		return NONE;
	p = &t->v[file].p;
	p->type = t->v[text].p.type;
	p->charset = t->v[text].p.charset;
	p->flowed = t->v[text].p.flowed;
	p->delsp = t->v[text].p.delsp;
	p->body = rest;
	p->len = left;
	return file;
}

static bool
names_file(const char *p, size_t n)
{
	return memmem(p, n, "begin ", 6) != NULL ||
	       memmem(p, n, "=ybegin ", 8) != NULL;
}

/* Text in which a file may stand; what was encoded once more is decoded for
 * it, within the same limit as embedded mails. */
static bool
may_hold_file(struct tree *t, struct part *p)
{
	struct leaf_file f;
	struct buf b;
	bool holds;

	if (p->encoding == ENC_IDENTITY)
		return names_file(p->body, p->len);
	if (p->encoding != ENC_BASE64 &&
	    (p->encoding != ENC_QP ||
		memmem(p->body, p->len, "begin", 5) == NULL))
		return false;
	buf_init(&b, COPY_BYTES - t->copied);
	holds = part_decode(p, &b) && names_file(b.s, b.len) &&
		leaf_find(b.s, b.len, 0, &f);
	if (holds) {
		t->copied += b.len;
		p->encoding = ENC_IDENTITY;
		p->body = arena_strn(t->a, b.s, b.len);
		p->len = b.len;
	}
	buf_free(&b);
	return holds;
}

static void
find_files(struct tree *t, size_t text)
{
	struct leaf_file f;
	struct part *p = &t->v[text].p;
	size_t node = text;

	if (strcmp(t->v[text].disposition.head, "attachment") == 0 ||
	    !part_is(p, "text/plain") || !may_hold_file(t, p))
		return;
	while (node != NONE &&
	       leaf_find(t->v[node].p.body, t->v[node].p.len, 0, &f))
		node = cut_file(t, text, node, &f);
}

void
split_mail(struct tree *t, const char *raw, size_t n)
{
	size_t i, end;

	split_source(t, raw, n, NONE);
	for (i = 0; i < t->n && t->err == OK; i++)
		if (part_is_mail(&t->v[i].p) && t->v[i].first == 0)
			open_encoded(t, i);
	end = t->n;
	for (i = 0; i < end; i++) {
		if (t->v[i].p.container && t->v[i].first == 0)
			part_is_text(&t->v[i]);
		if (t->err == OK && !t->v[i].p.container)
			find_files(t, i);
	}
}

struct part *
split_parts(const struct tree *t)
{
	struct part *v = arena_array(t->a, t->n, sizeof(*v));
	int *place = arena_array(t->a, t->n, sizeof(*place));
	size_t i = 0, n = 0;

	for (;;) {
		place[i] = (int)n;
		v[n] = t->v[i].p;
		if (v[n].parent >= 0)
			v[n].parent = place[v[n].parent];
		n++;
		if (t->v[i].first != 0) {
			i = t->v[i].first;
			continue;
		}
		while (t->v[i].next == 0 && t->v[i].p.parent >= 0)
			i = (size_t)t->v[i].p.parent;
		if (t->v[i].next == 0)
			break;
		i = t->v[i].next;
	}
	attach_name_all(t->a, v, n);
	return v;
}
