/*
 * Reads inline styles as far as they decide whether a person sees the text
 * and whether it is somebody else's. Style sheets are not read: when in doubt
 * text is shown.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "mail/html_look.h"

/* One declaration "name: value" in lower case, blanks taken out. */
struct decl {
	const char *name, *value;
};

static bool
has(const char *s, const char *word)
{
	return strstr(s, word) != NULL;
}

static bool
is_zero(const char *v)
{
	return strtod(v, NULL) <= 0.0 &&
	       (isdigit((unsigned char)*v) || *v == '.');
}

static bool
is_white(const char *v)
{
	return strncmp(v, "white", 5) == 0 || strncmp(v, "#ffffff", 7) == 0 ||
	       strcmp(v, "#fff") == 0 || strncmp(v, "#fff!", 5) == 0 ||
	       strncmp(v, "rgb(255,255,255)", 16) == 0 ||
	       strncmp(v, "rgba(255,255,255,", 17) == 0;
}

#define TINT 64 /* between the strongest and the weakest of three colours */

static bool
is_far(const unsigned c[3])
{
	unsigned high = 0, low = 255, i;

	for (i = 0; i < 3; i++) {
		high = c[i] > high ? c[i] : high;
		low = c[i] < low ? c[i] : low;
	}
	return high > low + TINT;
}

/* Black, white and greys are no tint. */
static bool
is_tint(const char *v)
{
	static const char *const plain[] = { "black", "white", "windowtext",
		"canvastext", "text", "transparent", "none" };
	unsigned c[3] = { 0, 0, 0 }, i;
	char digits[3] = "";

	if (*v == '#') {
		bool brief = strspn(v + 1, "0123456789abcdef") < 6;

		for (i = 0; i < 3 && v[1 + i * (brief ? 1 : 2)] != '\0'; i++) {
			const char *p = v + 1 + i * (brief ? 1 : 2);

			digits[0] = p[0];
			digits[1] = brief ? p[0] : p[1];
			c[i] = (unsigned)strtoul(digits, NULL, 16);
		}
		return is_far(c);
	}
	if (strncmp(v, "rgb", 3) == 0) {
		v += strcspn(v, "(");
		for (i = 0; i < 3 && *v != '\0'; i++) {
			c[i] = (unsigned)strtoul(++v, NULL, 10) & 255;
			v += strcspn(v, ",");
		}
		return is_far(c);
	}
	for (i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		if (strncmp(v, plain[i], strlen(plain[i])) == 0)
			return false;
	return isalpha((unsigned char)*v) && !has(v, "gray") &&
	       !has(v, "grey") && !has(v, "var(");
}

static void
letters(struct html_look *l, const char *v)
{
	static const char *const same[] = { "inherit", "auto", "initial",
		"currentcolor", "unset", "revert" };
	size_t i;

	l->white = is_white(v);
	for (i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		if (strncmp(v, same[i], strlen(same[i])) == 0)
			return;
	l->letters = is_tint(v) ? LETTERS_TINTED : LETTERS_PLAIN;
}

static void
background(struct html_look *l, const char *v)
{
	if (strcmp(v, "none") == 0 || strcmp(v, "transparent") == 0 ||
	    strcmp(v, "inherit") == 0 || *v == '\0')
		return;
	l->paper = true;
	l->dark = !is_white(v);
	l->lit |= is_tint(v);
}

static void
judge_border(struct html_look *l, const struct decl *d)
{
	if (strncmp(d->name, "border-top", 10) == 0 &&
	    (has(d->value, "solid") || is_zero(d->value) == false) &&
	    !has(d->value, "none"))
		l->ruled = true;
}

static void
judge(struct html_look *l, const struct decl *d, bool *border_off)
{
	const char *n = d->name, *v = d->value;

	if (strcmp(n, "display") == 0 || strcmp(n, "mso-hide") == 0)
		l->hidden |= strncmp(v, "none", 4) == 0 ||
			     strncmp(v, "all", 3) == 0;
	else if (strcmp(n, "visibility") == 0)
		l->hidden |= strncmp(v, "hidden", 6) == 0;
	else if (strcmp(n, "font-size") == 0 || strcmp(n, "opacity") == 0)
		l->hidden |= is_zero(v);
	else if (strcmp(n, "max-height") == 0)
		l->hidden |= is_zero(v);
	else if (strcmp(n, "color") == 0)
		letters(l, v);
	else if (strcmp(n, "mso-highlight") == 0)
		l->lit |= is_tint(v);
	else if (strcmp(n, "font-weight") == 0)
		l->bold = strncmp(v, "bold", 4) == 0 ||
			  strtol(v, NULL, 10) >= 600;
	else if (strcmp(n, "background") == 0 ||
		 strcmp(n, "background-color") == 0 ||
		 strcmp(n, "background-image") == 0)
		background(l, v);
	else if (strcmp(n, "border") == 0)
		*border_off = strncmp(v, "none", 4) == 0 || is_zero(v);
	else if (strncmp(n, "border", 6) == 0)
		judge_border(l, d);
	else if (strcmp(n, "margin") == 0 || strcmp(n, "margin-bottom") == 0)
		l->tight = is_zero(v);
}

/* The next declaration; s is changed: the parts end in NUL. */
static bool
next_decl(char **s, struct decl *d)
{
	char *end, *colon;

	while (**s != '\0') {
		char *p = *s;

		end = p + strcspn(p, ";");
		*s = *end ? end + 1 : end;
		*end = '\0';
		if ((colon = strchr(p, ':')) == NULL)
			continue;
		*colon = '\0';
		d->name = p;
		d->value = colon + 1;
		return true;
	}
	return false;
}

static void
read_style(struct html_look *l, struct buf *style)
{
	bool border_off = false;
	struct decl d;
	size_t i, n = 0;
	char *s = style->s;

	if (style->len == 0)
		return;
	for (i = 0; i < style->len; i++)
		if ((unsigned char)s[i] > ' ')
			s[n++] = (char)tolower((unsigned char)s[i]);
	s[n] = '\0';
	while (next_decl(&s, &d))
		judge(l, &d, &border_off);
	l->indented = border_off && !l->ruled;
}

/* <font color=...> */
static void
colour_of(struct html_look *l, struct buf *b)
{
	size_t i;

	for (i = 0; i < b->len; i++)
		b->s[i] = (char)tolower((unsigned char)b->s[i]);
	letters(l, b->s);
}

struct html_look
html_look_at(const struct html_token *t, struct buf *scratch)
{
	struct html_look l = { 0 };

	if (t->n < 6)
		return l; /* no room for an attribute that matters */
	if (html_attr(t, "bgcolor", scratch))
		background(&l, scratch->s);
	if (strcmp(t->name, "font") == 0 && html_attr(t, "color", scratch))
		colour_of(&l, scratch);
	if (html_attr(t, "style", scratch))
		read_style(&l, scratch);
	if (html_attr(t, "hidden", scratch))
		l.hidden = true;
	return l;
}
