/*
 * The one mark in a plain reply, and what else was said. What could also be
 * the beginning of a sentence or of a list is no mark: a question that is
 * taken for one would never be answered.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/survey_priv.h"

#define LOOK_LINES 40
#define WORDS_MAX 2000

/* May stand before a mark. */
#define LEAD \
	"nilai|nilainya|skor|score|rating|penilaian|jawaban|jawab|jawabannya|" \
	"answer|angka|saya|kami|aku|beri|berikan|memberi|memberikan|kasih|" \
	"pilih|memilih|pilihan|kepuasan|survei|survey|untuk|pelayanan|" \
	"pelayanannya|layanan|layanannya|service|my|our|is|i|we|give|adalah|" \
	"yaitu|the|rate|it|you|ini|poin|point|mark"
/* Names the mark, so that ":" and free words may follow. */
#define NAMING \
	"nilai|nilainya|skor|score|rating|penilaian|jawaban|jawab|" \
	"jawabannya|answer|kepuasan|survei|survey"
/* May follow a mark without a sign between. */
#define FOLLOW \
	"karena|krn|sebab|soalnya|tapi|tetapi|tp|namun|meski|meskipun|" \
	"walau|walaupun|dan|because|but|although|and|for|atas"
#define THANKS \
	"terima|terimakasih|trima|trims|trimakasih|makasih|mksh|thanks|" \
	"thank|tq|matur|suwun"
/* Lines of these alone say nothing. */
#define POLITE \
	"selamat|pagi|siang|sore|malam|halo|hallo|hai|hi|hello|dear|yth|" \
	"bapak|ibu|pak|bu|kak|mas|mbak|min|admin|assalamualaikum|" \
	"assalamu|alaikum|wassalam|waalaikumsalam|wr|wb|salam|hormat|dengan|" \
	"sejahtera|kasih|banyak|sebelumnya|kembali|sama|ya|baik|ok|oke|" \
	"berikut|sir|madam|team|tim|regards|best|kind|so|very|much|you|petugas|" \
	"bps|pst|good|morning|afternoon|evening|saudara|kami|saya"
/* Words that want something. */
#define ASKING \
	"kapan|bagaimana|gimana|berapa|apakah|mengapa|kenapa|dimana|kemana|" \
	"adakah|bolehkah|bisakah|when|how|why|where|whether"
#define REQUEST "mohon|mhn|tolong|tlg|minta|butuh|perlu|please|pls|need"
#define WANTED \
	"data|datanya|tabel|table|info|informasi|information|kirim|kirimkan|" \
	"dikirim|send|jawab|dijawab|jawaban|answer|dibalas|balas|reply|" \
	"dibantu|bantu|bantuannya|help|publikasi|publication|file|berkas|" \
	"dokumen|document|link|tautan|dicek|cek|check|konfirmasi|penjelasan|" \
	"dijelaskan|explain|ditindaklanjuti|tindak|laporan|buku|angka"

/* Labels of the scale, as the closing mail and the regulation have them. */
struct label {
	const char *words[3];
	int mark;
};
static const struct label labels[] = {
	{ { "sangat", "tidak", "puas|memuaskan|baik" }, 1 },
	{ { "sangat|amat", "puas|memuaskan|baik|bagus", NULL }, 4 },
	{ { "very|fully|completely", "satisfied|satisfactory|good", NULL }, 4 },
	{ { "very", "dissatisfied|unsatisfied|bad|poor", NULL }, 1 },
	{ { "puas|memuaskan|baik", "sekali|banget", NULL }, 4 },
	{ { "kurang", "puas|memuaskan|baik", NULL }, 2 },
	{ { "less|partly|somewhat", "satisfied|good", NULL }, 2 },
	{ { "tidak|nggak|gak|ga|tdk", "puas|memuaskan|baik", NULL }, 1 },
	{ { "not", "quite|very|really", "satisfied|good" }, 2 },
	{ { "not", "satisfied|good", NULL }, 1 },
	{ { "cukup", "puas|memuaskan|baik", NULL }, 3 },
	{ { "puas|memuaskan|satisfied", NULL, NULL }, 3 },
	{ { "dissatisfied|unsatisfied", NULL, NULL }, 1 },
	{ { "excellent", NULL, NULL }, 4 },
};
#define LABELS (sizeof(labels) / sizeof(labels[0]))

/* The label that begins at p; *end_r behind it. 0: none. */
static int
label_at(const struct piece *p, const struct piece **end_r)
{
	size_t i, k;

	for (i = 0; i < LABELS; i++) {
		for (k = 0; k < 3 && labels[i].words[k] != NULL; k++)
			if (!piece_is_word(&p[k], labels[i].words[k]))
				break;
		if (k < 3 && labels[i].words[k] != NULL)
			continue;
		*end_r = p + k;
		return labels[i].mark;
	}
	return 0;
}

static const struct piece *
skip_signs(const struct piece *p, const char *signs)
{
	while (piece_is_sign(p, signs))
		p++;
	return p;
}

/* Nothing but signs and smileys from here on. */
static bool
at_end(const struct piece *p)
{
	while (p->type == PIECE_SIGN)
		p++;
	return p->type == PIECE_END;
}

/* What one line says about the mark. */
struct line_mark {
	enum survey_how how;
	int mark;
	bool alone;       /* nothing but the mark stands there */
	bool named;       /* a word before it says that it is one */
	bool legend;      /* "4 = sangat puas": a line of the question itself */
	const char *rest; /* what follows it, in the line */
};

/* "/4", "dari 4", "out of 4", "bintang". *p_r behind it; false: another
 * scale. */
static bool
scale(const struct piece **p_r)
{
	const struct piece *p = *p_r;

	if (piece_is_word(p, "bintang|stars|star")) {
		*p_r = p + 1;
		return true;
	}
	if (piece_is_word(p, "out") && piece_is_word(p + 1, "of"))
		p++;
	if ((!piece_is_sign(p, "/") && !piece_is_word(p, "dari|of")) ||
	    p[1].type != PIECE_NUMBER)
		return true;
	*p_r = p + 2;
	return p[1].number == 4;
}

/* A mark that its own words gainsay is none that can be counted. */
static void
check_label(const struct piece *p, struct line_mark *m)
{
	const struct piece *end;
	int said = label_at(p, &end);

	if (said == 0)
		return;
	if (said != m->mark && !(said == 4 && m->mark == 3) &&
	    !(said == 3 && m->mark == 4) && !(said == 1 && m->mark == 2))
		m->how = SURVEY_UNCLEAR;
	m->rest = skip_signs(end, ",;.:!()-")->at;
	m->alone = at_end(end);
}

/* The mark in figures or as a word stands at p; does what follows let it be
 * one? */
static void
mark_at(const struct piece *p, struct line_mark *m)
{
	const struct piece *next = p + 1, *after, *end;
	bool whole = scale(&next);

	m->mark = piece_mark(p);
	if (piece_is_sign(next, "=") && label_at(next + 1, &end) == m->mark &&
	    at_end(end)) {
		m->legend = true;
		return;
	}
	after = skip_signs(next, ",;.:!()-");
	m->rest = after->at;
	m->alone = at_end(next);
	if (m->alone)
		m->how = whole && m->mark ? SURVEY_RATED : SURVEY_UNCLEAR;
	else if (!whole || m->mark == 0)
		m->how = SURVEY_NONE;
	else if (label_at(after, &end) != 0 || piece_is_word(after, THANKS) ||
		 (after == next && piece_is_word(next, FOLLOW)))
		m->how = SURVEY_RATED;
	else if (after != next && after->type == PIECE_WORD &&
		 piece_is_sign(next, m->named ? ",;.(!-" : ",;(!-"))
		m->how = SURVEY_RATED;
	if (m->how == SURVEY_RATED)
		check_label(after, m);
}

static void
read_line(const struct pieces *pieces, struct line_mark *m)
{
	const struct piece *p = pieces->v, *end;

	*m = (struct line_mark){ .rest = "" };
	while (piece_is_word(p, LEAD) || piece_is_sign(p, ":=-.,\"'(")) {
		m->named |= piece_is_word(p, NAMING);
		p++;
	}
	if (p->type == PIECE_NUMBER || piece_mark(p) != 0) {
		mark_at(p, m);
	} else if ((m->mark = label_at(p, &end)) != 0) {
		/* words alone must be all that the line says */
		m->alone = at_end(end) ||
			   piece_is_word(skip_signs(end, ",.!"), THANKS);
		m->how = m->alone ? SURVEY_RATED : SURVEY_NONE;
		m->rest = end->at;
	}
}

/* "Selamat siang Pak," "Terima kasih." */
static bool
is_polite(const struct pieces *p)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (p->v[i].type != PIECE_SIGN &&
		    !piece_is_word(&p->v[i], POLITE) &&
		    !piece_is_word(&p->v[i], THANKS))
			return false;
	return true;
}

static bool
wants(const struct pieces *p)
{
	bool request = false, thing = false;
	size_t i;

	for (i = 0; i < p->n; i++) {
		if (piece_is_sign(&p->v[i], "?") ||
		    piece_is_word(&p->v[i], ASKING) ||
		    (piece_is_word(&p->v[i], "belum") &&
			piece_is_word(&p->v[i + 1], WANTED)))
			return true;
		request |= piece_is_word(&p->v[i], REQUEST);
		thing |= piece_is_word(&p->v[i], WANTED);
	}
	return request && thing;
}

struct reading {
	struct survey *s;
	struct buf words;
	bool first;    /* nothing but greetings so far */
	bool conflict; /* two marks that differ */
	bool unclear;  /* a number off the scale, alone on its line */
	/* who leaves one line of the scale standing has chosen it */
	int legends, legend;
};

static void
add_words(struct reading *r, const char *s, size_t n)
{
	struct pieces p;

	pieces_of(s, n, &p);
	if (is_polite(&p))
		return;
	r->s->asks |= wants(&p);
	if (r->words.len > 0)
		buf_addc(&r->words, ' ');
	text_add_squeezed(&r->words, s, n);
}

static void
take_line(struct reading *r, const char *line, size_t n)
{
	struct line_mark m;
	struct pieces p;

	pieces_of(line, n, &p);
	if (p.n == 0 || is_polite(&p))
		return;
	read_line(&p, &m);
	if (m.legend) {
		r->legends++;
		r->legend = m.mark;
		return;
	}
	if (m.how == SURVEY_NONE || !(m.alone || m.named || r->first)) {
		add_words(r, line, n);
	} else {
		r->unclear |= m.how == SURVEY_UNCLEAR;
		if (m.how == SURVEY_RATED) {
			r->conflict |= r->s->score && r->s->score != m.mark;
			r->s->score = m.mark;
		}
		add_words(r, m.rest, (size_t)(line + n - m.rest));
	}
	r->first = false;
}

static void
conclude(struct reading *r, int elements)
{
	struct survey *s = r->s;

	if (r->conflict || r->unclear)
		s->score = 0; /* a list of small numbers is no mark */
	if (s->score == 0 && r->legends == 1 && !r->conflict && !r->unclear)
		s->score = r->legend;
	if (s->score != 0 || elements > 0)
		s->how = SURVEY_RATED;
	else if (r->unclear && !r->conflict && !s->asks)
		s->how = SURVEY_UNCLEAR;
	else
		s->how = SURVEY_NONE;
}

void
survey_read(
    struct arena *a, const char *own, const char *all, struct survey *s_r)
{
	struct reading r = { .s = s_r, .first = true };
	struct lines l = { .at = own };
	int elements, i;

	*s_r = (struct survey){ .words = "" };
	buf_init(&r.words, WORDS_MAX);
	elements = survey_form(all, s_r->element);
	for (i = 0; i < LOOK_LINES && lines_next(&l);)
		if (l.n > 0) {
			if (elements == 0 || !survey_form_line(l.line, l.n))
				take_line(&r, l.line, l.n);
			i++;
		}
	if (*l.at != '\0') /* a letter, not a remark */
		s_r->asks = true;
	conclude(&r, elements);
	s_r->words = arena_strn(a, r.words.s, r.words.len);
	buf_free(&r.words);
}
