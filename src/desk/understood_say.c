/*
 * What was understood as words that stand after "you need". It must never
 * see the mail.
 */
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "desk/understood_priv.h"

#define CONCEPTS_MAX 3
#define AREAS_MAX 3
#define YEARS_MAX 3
#define SAID_MAX 2000

enum { ID, EN };

struct saying {
	struct arena *a;
	const char *v[CONCEPTS_MAX];
	size_t n;
};

static const char *
name_of(const struct known *k, int language)
{
	return language == ID ? k->id : k->en;
}

/* "a, b, dan c"; "a dan b serta c" where a name has an "and" of its own. */
static void
add_list(struct buf *b, const struct strs *l, int language)
{
	const char *own = language == ID ? " dan " : " and ", *last;
	bool nested = false;
	size_t i;

	for (i = 0; i < l->n; i++)
		nested |= strstr(l->v[i], own) != NULL;
	last = language == ID ? nested ? "serta" : "dan"
	       : nested       ? "as well as"
			      : "and";

	for (i = 0; i < l->n; i++) {
		if (i > 0 && i + 1 == l->n)
			buf_addf(b, "%s %s ",
			    l->n > 2 && language == ID ? "," : "", last);
		else if (i > 0)
			buf_adds(b, ", ");
		buf_adds(b, l->v[i]);
	}
}

static struct strs
names(struct arena *a, const struct founds *l, int language)
{
	struct strs r = { 0 };
	const char **v = arena_array(a, l->n + 1, sizeof(*v));
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->v[i].counts)
			v[r.n++] = name_of(l->v[i].what, language);
	r.v = v;
	return r;
}

static const char *
year_of(struct arena *a, const struct found *f, int language)
{
	if (f->from == 0)
		return arena_printf(a,
		    language == ID ? "%d tahun terakhir" : "the last %d years",
		    f->to);
	if (f->to != 0)
		return arena_printf(a,
		    language == ID ? "%d sampai dengan %d" : "%d to %d",
		    f->from, f->to);
	return arena_printf(a, "%d", f->from);
}

static struct strs
years_of(struct arena *a, const struct founds *l, int language)
{
	struct strs r = { 0 };
	const char **v = arena_array(a, l->n + 1, sizeof(*v));
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->v[i].counts)
			v[r.n++] = year_of(a, &l->v[i], language);
	r.v = v;
	return r;
}

/* Only what fits the topic: nobody is told that they need data on KBLI. */
static void
keep(struct founds *l, enum topic topic)
{
	bool data = false;
	size_t i;
	int c;

	for (i = 0; i < l->n; i++)
		data |= l->v[i].counts && l->v[i].what->class == CONCEPT_DATA;
	for (i = 0; i < l->n; i++) {
		c = l->v[i].what->class;
		if (topic == TOPIC_KLASIFIKASI)
			l->v[i].counts &= c == CONCEPT_SCHEME;
		else if (topic == TOPIC_DATA)
			l->v[i].counts &= c == CONCEPT_DATA ||
					  (!data && c != CONCEPT_SCHEME);
		else
			l->v[i].counts &= !data || c != CONCEPT_PUBLICATION;
	}
}

static bool
has_class(const struct founds *l, int class)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->v[i].counts && l->v[i].what->class == class)
			return true;
	return false;
}

/* Ranges and single years together would be a riddle. */
static bool
tellable(const struct founds *l, size_t n)
{
	size_t i;

	if (l->unsure || n == 0 || n > YEARS_MAX)
		return false;
	for (i = 0; i < l->n; i++)
		if (l->v[i].counts && n > 1 &&
		    (l->v[i].to != 0 || l->v[i].from == 0))
			return false;
	return true;
}

static const char *
said(struct arena *a, const struct understood *u, const struct founds *c,
    enum topic topic, int language)
{
	static const char *const lead[][2] = {
		[TOPIC_NONE] = { "", "" },
		[TOPIC_DATA] = { "data ", "data on " },
		[TOPIC_METADATA] = { "penjelasan tentang ",
		    "an explanation of " },
		[TOPIC_KLASIFIKASI] = { "bantuan tentang kode ", "help with " },
	};
	bool book = topic == TOPIC_DATA && has_class(c, CONCEPT_PUBLICATION);
	bool last = u->years.n > 0 && strstr(u->years.v[0], "terakhir");
	bool english = language == EN;
	const char *s;
	struct buf b;

	buf_init(&b, SAID_MAX);
	buf_adds(&b, !book     ? lead[topic][language]
		     : english ? ""
			       : "publikasi ");
	add_list(&b, &u->concepts, language);
	if (topic == TOPIC_KLASIFIKASI && english)
		buf_adds(&b, " codes");
	if (u->areas.n > 0) {
		buf_adds(&b, english ? " of " : " ");
		add_list(&b, &u->areas, language);
	}
	if (u->years.n > 0) {
		buf_adds(&b, english ? " for " : last ? " " : " tahun ");
		add_list(&b, &u->years, language);
	}
	s = b.over ? "" : arena_strn(a, b.s, b.len);
	buf_free(&b);
	return s;
}

void
understood_say(struct arena *a, const struct founds *concepts,
    const struct founds *areas, const struct founds *years, enum topic topic,
    struct understood *r)
{
	struct founds c = *concepts;
	struct understood en = { 0 };
	struct strs list;

	keep(&c, topic);
	r->concepts = names(a, &c, ID);
	en.concepts = names(a, &c, EN);
	if (topic == TOPIC_DATA) {
		list = names(a, areas, ID);
		if (!areas->unsure && list.n <= AREAS_MAX) {
			r->areas = list;
			en.areas = names(a, areas, EN);
		}
		list = years_of(a, years, ID);
		if (tellable(years, list.n)) {
			r->years = list;
			en.years = years_of(a, years, EN);
		}
	}
	if (r->concepts.n == 0 || r->concepts.n > CONCEPTS_MAX)
		return;
	r->id = said(a, r, &c, topic, ID);
	r->en = said(a, &en, &c, topic, EN);
}
