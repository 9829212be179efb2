/*
 * The survey in the report and on the terminal. It must never know who
 * answered.
 */
#include "base/banned.h"
#include "desk/monthly_priv.h"
#include "desk/shown.h"

#define REMARK 600
#define CELLS(...) \
	(const char *const[]) \
	{ \
		__VA_ARGS__ \
	}

static const char *const marks[] = { "", "1, tidak puas", "2, kurang puas",
	"3, puas", "4, sangat puas" };

/* Mean of an element, to four places as the regulation grades it. */
static const char *
mean(struct arena *a, const struct skm_sum *s)
{
	struct skm_ratio r = { s->sum, s->n };

	if (s->n == 0)
		return "-";
	return arena_printf(a, "%d,%03d", (int)(skm_round(r, 1000) / 1000),
	    (int)(skm_round(r, 1000) % 1000));
}

static const char *
element_grade(struct arena *a, const struct skm_sum *s, bool enough)
{
	int index = skm_single((struct skm_ratio){ s->sum, s->n });

	return index < 0 || !enough ? "-"
				    : arena_printf(a, "%c", skm_grade(index));
}

static void
elements(struct page_out *p, const struct monthly_verdict *v)
{
	const struct monthly_survey *s = &p->f->survey;
	int i;

	page_table(p, "Unsur|jawaban|rata-rata (1\xe2\x80\x93"
		      "4)|mutu");
	for (i = 0; i < SKM_ELEMENTS; i++)
		page_row(p,
		    CELLS(arena_printf(p->a, "U%d %s", i + 1, skm_element(i)),
			number_say(p->a, s->element[i].n),
			mean(p->a, &s->element[i]),
			element_grade(p->a, &s->element[i], v->enough)),
		    4);
	page_table_end(p);
	page_para(p, "p",
	    "Indeks sembilan unsur (SKM): %s. Formulir terisi: "
	    "%s; sampel yang diperlukan: %s.",
	    monthly_index(p->a, v->index, v->enough),
	    number_say(p->a, s->forms), number_say(p->a, v->need));
	if (v->lowest[2] >= 0)
		page_para(p, "p", "Unsur terendah: U%d %s, U%d %s, U%d %s.",
		    v->lowest[0] + 1, skm_element(v->lowest[0]),
		    v->lowest[1] + 1, skm_element(v->lowest[1]),
		    v->lowest[2] + 1, skm_element(v->lowest[2]));
}

static void
remarks(struct page_out *p)
{
	const struct monthly_survey *s = &p->f->survey;
	size_t i;

	if (s->nremarks > 0)
		buf_adds(p->b, "<h3>Kata pemohon</h3>\n<ul>\n");
	for (i = 0; i < s->nremarks; i++) {
		buf_adds(p->b, "<li>");
		if (s->remarks[i].n > 0)
			page_text(p, arena_printf(p->a,
					 "Nilai %d: ", (int)s->remarks[i].n));
		page_text(p, shown_line(p->a, s->remarks[i].word, REMARK));
		buf_adds(p->b, "</li>\n");
	}
	if (s->nremarks > 0)
		buf_adds(p->b, "</ul>\n");
	if (s->hidden > 0)
		page_para(p, "s",
		    "%s tanggapan dari pengaduan dan tiket rahasia tidak "
		    "ditampilkan.",
		    number_say(p->a, s->hidden));
}

void
page_survey(struct page_out *p)
{
	const struct monthly_survey *s = &p->f->survey;
	struct page_bar bars[4];
	struct monthly_verdict v;
	int i;

	monthly_verdict(s, &v);
	page_section(p, "Survei kepuasan");
	if (s->asked == 0) {
		page_para(p, "p", "Tidak ada survei yang dikirim.");
		page_section_end(p);
		return;
	}
	page_para(p, "p",
	    "%s pemohon ditanya sesudah tiketnya ditutup, %s menjawab (%s). "
	    "Nilai satu pertanyaan: %s.",
	    number_say(p->a, s->asked), number_say(p->a, s->answered),
	    number_percent(p->a, v.rate),
	    monthly_index(p->a, v.single, v.single_enough));
	for (i = 0; i < 4; i++)
		bars[i] = (struct page_bar){ marks[4 - i], s->score[4 - i] };
	if (v.single >= 0)
		page_bars(p, "Nilai yang diberikan", bars, 4);
	if (s->forms > 0)
		elements(p, &v);
	remarks(p);
	page_para(p, "s",
	    "Indeks = rata-rata \xc3\x97 25; sembilan unsur masing-masing "
	    "berbobot 1/9 (PermenPANRB 14/2017), dibulatkan ke dua desimal "
	    "sebelum dinilai: A mulai 88,31; B 76,61; C 65,00. Sampel menurut "
	    "Krejcie dan Morgan atas jumlah yang ditanya.");
	page_section_end(p);
}

void
monthly_survey_text(
    struct buf *b, struct arena *a, const struct monthly_facts *f)
{
	const struct monthly_survey *s = &f->survey;
	struct monthly_verdict v;
	int i;

	monthly_verdict(s, &v);
	buf_addf(b, "Survei kepuasan, %s\n\n", monthly_period_name(a, f));
	buf_addf(b, "ditanya            %s\n", number_say(a, s->asked));
	buf_addf(b, "menjawab           %s (%s)\n", number_say(a, s->answered),
	    number_percent(a, v.rate));
	buf_addf(b, "sampel diperlukan  %s\n", number_say(a, v.need));
	buf_addf(b, "satu pertanyaan    %s\n",
	    monthly_index(a, v.single, v.single_enough));
	for (i = 4; i >= 1; i--)
		buf_addf(
		    b, "  %-16s %s\n", marks[i], number_say(a, s->score[i]));
	buf_addf(b, "sembilan unsur     %s, %s formulir\n",
	    monthly_index(a, v.index, v.enough), number_say(a, s->forms));
	for (i = 0; s->forms > 0 && i < SKM_ELEMENTS; i++)
		buf_addf(b, "  U%d %-42s %6s  %-2s %s jawaban\n", i + 1,
		    skm_element(i), mean(a, &s->element[i]),
		    element_grade(a, &s->element[i], v.enough),
		    number_say(a, s->element[i].n));
	for (i = 0; i < 3 && v.lowest[i] >= 0; i++)
		buf_addf(b, "%s U%d %s\n",
		    i == 0 ? "unsur terendah    " : "                  ",
		    v.lowest[i] + 1, skm_element(v.lowest[i]));
}
