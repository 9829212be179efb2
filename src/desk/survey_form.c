/*
 * The longer form: marks of the nine elements, by number or by name, in lines
 * of their own or one after the other. It must never know of the one mark.
 */
#include "base/banned.h"
#include "desk/survey_priv.h"

/* Where a form of another office counts facilities before complaints, the
 * name says what is meant, not the number. */
static const char *const names[SKM_ELEMENTS] = {
	"persyaratan|syarat|requirements|requirement",
	"prosedur|sistem|mekanisme|procedure|procedures|system",
	"waktu|kecepatan|time|timeliness|speed",
	"biaya|tarif|cost|costs|fee|fees",
	"produk|hasil|product|result|results|specification",
	"kompetensi|kemampuan|competence|skill|skills",
	"perilaku|sikap|kesopanan|behaviour|behavior|attitude|conduct",
	"pengaduan|penanganan|complaint|complaints",
	"sarana|prasarana|fasilitas|facility|facilities",
};

static int
named(const struct piece *p)
{
	int i;

	for (i = 0; i < SKM_ELEMENTS; i++)
		if (piece_is_word(p, names[i]))
			return i + 1;
	return 0;
}

/* Behind "(1-4)" and the like. */
static const struct piece *
skip_brackets(const struct piece *p)
{
	const struct piece *from = p;

	if (!piece_is_sign(p, "("))
		return p;
	while (p->type != PIECE_END && !piece_is_sign(p, ")"))
		p++;
	return p->type == PIECE_END ? from + 1 : p + 1;
}

/*
 * The mark of an element whose name begins at p: behind ":" or "=", or at
 * once ("U1 4"). *end_r: where the next one may begin.
 */
static int
mark_behind(const struct piece *p, int *element, const struct piece **end_r)
{
	int name = 0, mark;

	while (piece_is_sign(p, ".)-"))
		p++;
	if ((mark = piece_mark(p)) == 0) {
		while (p->type == PIECE_WORD || piece_is_sign(p, ",/&-(")) {
			if (name == 0)
				name = named(p);
			p = piece_is_sign(p, "(") ? skip_brackets(p) : p + 1;
		}
		if (name != 0)
			*element = name;
		if (piece_is_sign(p, ":="))
			mark = piece_mark(++p);
	}
	*end_r = mark ? p + 1 : p;
	return mark;
}

static int
put(int element[SKM_ELEMENTS], int which, int mark)
{
	bool fresh = element[which - 1] == 0;

	if (mark == 0)
		return 0;
	element[which - 1] = mark;
	return fresh;
}

/* "U1: 4 U2: 3 ..." */
static int
numbered(const struct pieces *p, int element[SKM_ELEMENTS])
{
	const struct piece *v = p->v, *end;
	int found = 0, which, mark;

	while (v->type != PIECE_END) {
		if (v->type != PIECE_ELEMENT) {
			v++;
			continue;
		}
		which = v->number;
		mark = mark_behind(v + 1, &which, &end);
		found += put(element, which, mark);
		v = end;
	}
	return found;
}

/* "3. Waktu penyelesaian: 4", "Waktu: 4" */
static int
by_name(const struct pieces *p, int element[SKM_ELEMENTS])
{
	const struct piece *v = p->v, *end;
	int which = 0, mark;

	while (piece_is_sign(v, "-."))
		v++;
	if (v->type == PIECE_NUMBER && piece_is_sign(v + 1, ".)"))
		v += 2;
	if (v->type != PIECE_WORD)
		return 0;
	mark = mark_behind(v, &which, &end);
	if (which == 0 || (end->type != PIECE_END && end->type != PIECE_SIGN))
		return 0;
	return put(element, which, mark);
}

/* "4 4 3 4 4 4 3 4 4": exactly nine. */
static int
in_a_row(const struct pieces *p, int element[SKM_ELEMENTS])
{
	int marks[SKM_ELEMENTS], n = 0;
	size_t i;

	for (i = 0; i < p->n; i++) {
		if (piece_is_sign(&p->v[i], ",;/-"))
			continue;
		if (p->v[i].type != PIECE_NUMBER || n == SKM_ELEMENTS ||
		    (marks[n++] = piece_mark(&p->v[i])) == 0)
			return 0;
	}
	if (n < SKM_ELEMENTS)
		return 0;
	for (n = 0; n < SKM_ELEMENTS; n++)
		put(element, n + 1, marks[n]);
	return SKM_ELEMENTS;
}

/* "7. 4": counts only where all nine are there. */
static int
listed(const struct pieces *p, int element[SKM_ELEMENTS])
{
	const struct piece *v = p->v;

	if (p->n != 3 || v->type != PIECE_NUMBER || v->number < 1 ||
	    v->number > SKM_ELEMENTS || !piece_is_sign(v + 1, ".):=-"))
		return 0;
	return put(element, v->number, piece_mark(v + 2));
}

typedef int (*reader)(const struct pieces *p, int element[SKM_ELEMENTS]);
static const struct {
	reader read;
	int least; /* so many elements, or it is something else */
} readers[] = {
	{ numbered, 1 },
	{ in_a_row, SKM_ELEMENTS },
	{ by_name, 3 },
	{ listed, SKM_ELEMENTS },
};

int
survey_form(const char *text, int element[SKM_ELEMENTS])
{
	size_t i;
	int k;

	for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		struct lines l = { .at = text };
		int marks[SKM_ELEMENTS] = { 0 }, found = 0;
		struct pieces p;

		while (lines_next(&l)) {
			pieces_of(l.line, l.n, &p);
			found += readers[i].read(&p, marks);
		}
		if (found < readers[i].least)
			continue;
		for (k = 0; k < SKM_ELEMENTS; k++)
			element[k] = marks[k];
		return found;
	}
	return 0;
}

bool
survey_form_line(const char *line, size_t n)
{
	int marks[SKM_ELEMENTS] = { 0 };
	struct pieces p;
	size_t i;

	pieces_of(line, n, &p);
	for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
		if (readers[i].read(&p, marks) > 0)
			return true;
	return p.n > 0 && p.v[0].type == PIECE_ELEMENT;
}
