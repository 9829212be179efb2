/*
 * A chat that hangs on "#whatsapp" or "#instagram" as the file that the
 * telephone exported: it becomes what the citizen asked. Knows no store.
 */
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/officer_priv.h"

#define FILE_MAX (32u << 20) /* an exported chat with its pictures */
#define FILES_MAX 5          /* that are looked into */
#define PLACE "Percakapan terlampir"

static bool
may_be_chat(const struct part *p)
{
	size_t n = strlen(p->name);

	if (p->container || !p->attachment || p->size > FILE_MAX || n < 5)
		return false;
	return text_ieq(p->name + n - 4, ".txt") ||
	       text_ieq(p->name + n - 4, ".zip");
}

static bool
find_chat(struct review *r, struct chat *c)
{
	size_t i, looked = 0;
	bool found = false;
	struct buf b;

	for (i = 0; !found && i < r->m->nparts && looked < FILES_MAX; i++) {
		if (!may_be_chat(&r->m->parts[i]))
			continue;
		looked++;
		buf_init(&b, FILE_MAX);
		found = part_decode(&r->m->parts[i], &b) && b.len > 0 &&
			command_chat(r->a, r->o, b.s, b.len, c);
		buf_free(&b);
	}
	return found;
}

static bool
is_chat_act(enum act x)
{
	return x == ACT_WHATSAPP || x == ACT_INSTAGRAM;
}

/* words with a line behind each such command that stands for its question:
 * the form is complete with the file. */
static const char *
with_place(struct review *r, const char *words, const struct orders *o)
{
	const char *nl, *s;
	struct buf b;
	size_t i;
	int line;

	buf_init(&b, strlen(words) + 100 * (o->nerrors + 1));
	for (line = 1; *words != '\0'; line++, words = nl) {
		nl = words + strcspn(words, "\n");
		nl += *nl == '\n';
		buf_add(&b, words, (size_t)(nl - words));
		for (i = 0; i < o->nerrors; i++)
			if (o->errors[i].line == line &&
			    (text_istr(o->errors[i].written, "#whatsapp") ||
				text_istr(o->errors[i].written, "#instagram") ||
				text_istr(o->errors[i].written, "#wa") ||
				text_istr(o->errors[i].written, "#ig")))
				buf_addf(&b, "%sIsi: " PLACE "\n",
				    nl[-1] == '\n' ? "" : "\n");
	}
	s = arena_strn(r->a, b.s, b.len);
	buf_free(&b);
	return s;
}

static const struct record *
with_chat(struct review *r, const struct record *old, const struct chat *c)
{
	struct record *x = arena_alloc(r->a, sizeof(*x));
	const char *said = old->question;

	*x = *old;
	if (strcmp(said, PLACE) == 0)
		x->question = c->text;
	else
		x->question = arena_printf(r->a, "%s\n\n%s", said, c->text);
	if (*x->name == '\0')
		x->name = c->name;
	if (*x->phone == '\0')
		x->phone = c->phone;
	/* nothing was said of when: it is the moment of the mail */
	if (c->at != TOD_NONE && (x->at == TOD_NONE || x->at == review_day(r)))
		x->at = c->at;
	return x;
}

void
orders_take_chat(struct review *r, const char *words)
{
	struct action *v;
	struct orders again;
	struct chat c;
	size_t i;
	bool wants = r->orders.nerrors > 0;

	for (i = 0; i < r->orders.n; i++)
		wants |= is_chat_act(r->orders.v[i].act);
	if (!wants || !find_chat(r, &c))
		return;
	if (r->orders.nerrors > 0) {
		command_parse(r->a, r->o, with_place(r, words, &r->orders),
		    review_day(r), &again);
		if (again.nerrors < r->orders.nerrors)
			r->orders = again;
	}
	v = arena_array(r->a, r->orders.n, sizeof(*v));
	for (i = 0; i < r->orders.n; i++) {
		v[i] = r->orders.v[i];
		if (is_chat_act(v[i].act) && v[i].record != NULL)
			v[i].record = with_chat(r, v[i].record, &c);
	}
	r->orders.v = v;
}
