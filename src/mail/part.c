/*
 * What the header of a part says about it: type, name, attached or shown. It
 * looks at the first bytes of a file and counts the rest.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "mail/attach.h"
#include "mail/charset.h"
#include "mail/header.h"
#include "mail/ids.h"
#include "mail/leaf.h"
#include "mail/part.h"

/* Enough to see the first entries of a ZIP file. */
#define SNIFF_BYTES 2048

/* Lower case; what cannot stand in a type or a label is left out. */
static const char *
lower(struct arena *a, const char *s)
{
	char *r = arena_str(a, s), *to = r;

	for (; *s != '\0'; s++)
		if (*s > ' ' && *s < 0x7f)
			*to++ = (char)tolower((unsigned char)*s);
	*to = '\0';
	return r;
}

bool
part_is(const struct part *p, const char *type)
{
	return strcmp(p->type, type) == 0;
}

bool
part_is_multipart(const struct part *p)
{
	return strncmp(p->type, "multipart/", 10) == 0;
}

bool
part_is_mail(const struct part *p)
{
	return part_is(p, "message/rfc822") || part_is(p, "message/global");
}

void
part_is_text(struct node *node)
{
	node->p.type = "text/plain";
	node->p.container = false;
}

void
part_head(struct arena *a, struct node *node, const struct part *parent)
{
	struct part *p = &node->p;
	const char *s = header_get(p->fields, p->nfields, "content-type");

	param_parse(a, s, &node->type);
	param_parse(a, header_get(p->fields, p->nfields, "content-disposition"),
	    &node->disposition);
	p->type = lower(a, node->type.head);
	if (s == NULL && parent &&
	    strcmp(parent->type, "multipart/digest") == 0)
		p->type = "message/rfc822";
	else if (strchr(p->type, '/') == NULL)
		p->type = "text/plain"; /* RFC 2045 section 5.2 */
	p->charset = lower(a, param_token(a, &node->type, "charset"));
	p->flowed = text_ieq(param_token(a, &node->type, "format"), "flowed");
	p->delsp = text_ieq(param_token(a, &node->type, "delsp"), "yes");
	s = header_get(p->fields, p->nfields, "content-transfer-encoding");
	/* a multipart has none of its own (RFC 2045 section 6.4) */
	if (s != NULL && !part_is_multipart(p))
		p->encoding = leaf_encoding(s);
}

static bool
says_more(const char *charset)
{
	return *charset != '\0' && strcmp(charset, "us-ascii") != 0 &&
	       strcmp(charset, "utf-8") != 0 && strcmp(charset, "utf8") != 0;
}

/* The charset of the first encoded word in the header that says more. */
static const char *
charset_of_words(struct arena *a, const struct part *p)
{
	const char *s, *word;
	size_t i;

	for (i = 0; i < p->nfields; i++) {
		if ((s = strstr(p->fields[i].value, "=?")) == NULL)
			continue;
		word = lower(a, arena_strn(a, s + 2, strcspn(s + 2, "?* ")));
		if (says_more(word))
			return word;
	}
	return "";
}

/* The first label in the mail that says more than ASCII or UTF-8: raw bytes
 * in its header mostly are of that charset. */
static const char *
common_charset(const struct tree *t)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (says_more(t->v[i].p.charset))
			return t->v[i].p.charset;
	return charset_of_words(t->a, &t->v[0].p);
}

/* The name in the text: "begin 644 laporan.doc". */
static const char *
name_in_text(struct arena *a, const char *name, const char *charset)
{
	size_t n = strlen(name);
	const char *s;
	struct buf b;

	buf_init(&b, 4 * n + 16);
	charset_add_utf8(&b, charset, name, n);
	s = attach_safe(a, header_text(a, b.s));
	buf_free(&b);
	return s;
}

static const char *
file_name(struct arena *a, const struct node *node, const char *charset)
{
	const struct params *type = &node->type, *how = &node->disposition;
	const struct {
		const struct params *in;
		const char *name;
	} places[] = { { how, "filename" }, { type, "name" }, { how, "name" },
		{ type, "filename" } };
	const char *s;
	size_t i;

	if (*node->p.name != '\0')
		return name_in_text(a, node->p.name, charset);
	for (i = 0; i < 4; i++) {
		s = param_text(a, places[i].in, places[i].name, charset);
		if (*s != '\0' && *(s = attach_safe(a, s)) != '\0')
			return s;
	}
	return "";
}

static bool
is_text(const struct part *p)
{
	return strncmp(p->type, "text/", 5) == 0;
}

/* Parts that machines read, and the resource fork beside a Macintosh file. */
static bool
is_machinery(const struct tree *t, const struct part *p)
{
	const char *parent = p->parent < 0 ? "" : t->v[p->parent].p.type;

	if (strcmp(p->type, "application/pgp-encrypted") == 0 ||
	    strncmp(p->type, "message/", 8) == 0)
		return true;
	return strcmp(p->type, "application/applefile") == 0 &&
	       strcmp(parent, "multipart/appledouble") == 0;
}

static void
set_attached(const struct tree *t, struct node *node)
{
	struct part *p = &node->p;
	const char *how = node->disposition.head;
	bool asked = *how != '\0' && strcmp(how, "inline") != 0;

	if (p->container && !part_is_mail(p))
		return;
	if (part_is_mail(p)) {
		p->attachment = p->parent >= 0;
		return;
	}
	/* a disposition nobody knows is an attachment (RFC 2183, 2.8) */
	p->attachment = asked || *p->name != '\0' ||
			!(is_text(p) || is_machinery(t, p));
	if (strcmp(p->type, "application/applefile") == 0 && is_machinery(t, p))
		p->attachment = false;
	if (is_text(p))
		p->is_inline = !asked;
	else if (strncmp(p->type, "image/", 6) == 0)
		p->is_inline = strcmp(how, "inline") == 0 ||
			       (*p->cid != '\0' && !asked);
}

static void
describe(struct tree *t, struct node *node, const char *charset)
{
	struct part *p = &node->p;
	char bytes[SNIFF_BYTES];
	const char *s;

	header_utf8(t->a, node->fields, p->nfields, charset);
	p->name = file_name(t->a, node, charset);
	if ((s = header_get(p->fields, p->nfields, "content-id")) != NULL)
		p->cid = ids_first(t->a, s);
	set_attached(t, node);
	p->size = p->container ? p->len : leaf_size(p, &t->passed);
	if (p->attachment && !p->container)
		p->content = attach_sniff(
		    bytes, leaf_head(p, bytes, sizeof(bytes)));
}

void
part_describe(struct tree *t)
{
	const char *charset = common_charset(t);
	size_t i;

	for (i = 0; i < t->n; i++)
		describe(t, &t->v[i], charset);
}
