/*
 * Words and derived numbers that all forms of the report share.
 */
#include "base/banned.h"
#include "desk/monthly_priv.h"

const char *
monthly_period_name(struct arena *a, const struct monthly_facts *f)
{
	struct tod from, to;

	tod_split(f->from, f->office->offset, &from);
	tod_split(f->to - 1, f->office->offset, &to);
	if (from.month == to.month && from.year == to.year)
		return arena_printf(
		    a, "%s %d", calendar_month(from.month, "id"), from.year);
	return arena_printf(a, "%d %s %d \xe2\x80\x93 %d %s %d", from.day,
	    calendar_month(from.month, "id"), from.year, to.day,
	    calendar_month(to.month, "id"), to.year);
}

void
monthly_standards(struct arena *a, const struct monthly_facts *f,
    struct monthly_standard v[STANDARDS])
{
	const struct office *o = f->office;
	const struct monthly_stats *s = f->stats;

	v[0] = (struct monthly_standard){ "Konsultasi",
		arena_printf(a, "dijawab paling lambat %d hari kerja",
		    o->consultation_days),
		&s->consultation };
	v[1] = (struct monthly_standard){ "Pengaduan, jawaban pertama",
		arena_printf(a,
		    "paling lambat %d hari kerja (%d hari kalender)",
		    o->complaint_first_days, o->complaint_calendar_days),
		&s->complaint_first };
	v[2] = (struct monthly_standard){ "Pengaduan, penyelesaian",
		arena_printf(
		    a, "paling lambat %d hari kerja", o->complaint_days),
		&s->complaint };
	v[3] = (struct monthly_standard){ "Pengaduan berkadar pengawasan",
		arena_printf(a,
		    "paling lambat %d hari kerja (%d hari kalender)",
		    o->supervisory_days, o->complaint_limit_days),
		&s->supervision };
	v[4] = (struct monthly_standard){ "Kunjungan",
		arena_printf(a, "dilayani paling lama %d menit sejak giliran",
		    o->visit_minutes),
		&s->visit };
	v[5] = (struct monthly_standard){ "Layanan lain",
		"menurut batas waktu masing-masing", &s->other };
}

const char *
monthly_reasons(struct arena *a, unsigned reasons)
{
	const char *s = "", *words;
	unsigned bit;
	int i;

	for (i = 0; i < LATE_REASONS; i++) {
		words = monthly_reason(i, &bit);
		if (reasons & bit)
			s = arena_printf(a, "%s%s%s", s, *s ? "; " : "", words);
	}
	return s;
}

const char *
monthly_kind_title(enum kind k)
{
	switch (k) {
	case KIND_KONSULTASI:
		return "Konsultasi statistik";
	case KIND_PENGADUAN:
		return "Pengaduan";
	case KIND_LAYANAN_LAIN:
		return "Layanan lain";
	case KIND_BUKAN_LAYANAN:
		return "Bukan layanan";
	case KIND_RAGU:
		return "Jenis belum pasti";
	default:
		return "Lainnya";
	}
}

const char *
monthly_officer_name(const struct monthly_officer *o)
{
	if (*o->id == '\0')
		return "belum ada petugas";
	return *o->name ? o->name : o->id;
}

const char *
monthly_hours(struct arena *a, const struct monthly_times *t, int64_t seconds)
{
	return t->n ? number_hours(a, seconds) : "-";
}

static int
permille(int64_t part, int64_t whole)
{
	return whole ? (int)skm_round((struct skm_ratio){ part, whole }, 1000)
		     : -1;
}

/* Is element x worse than y? */
static bool
is_lower(const struct skm_sum *x, const struct skm_sum *y)
{
	return x->sum * y->n < y->sum * x->n;
}

static void
find_lowest(const struct monthly_survey *s, int lowest[3])
{
	int i, k;

	lowest[0] = lowest[1] = lowest[2] = -1;
	for (i = 0; i < SKM_ELEMENTS; i++) {
		if (s->element[i].n == 0)
			continue;
		for (k = 0; k < 3; k++)
			if (lowest[k] < 0 ||
			    is_lower(&s->element[i], &s->element[lowest[k]]))
				break;
		if (k < 2)
			lowest[2] = lowest[1];
		if (k < 1)
			lowest[1] = lowest[0];
		if (k < 3)
			lowest[k] = i;
	}
}

void
monthly_verdict(const struct monthly_survey *s, struct monthly_verdict *v_r)
{
	struct skm_ratio single = { 0, 0 };
	int i;

	for (i = 1; i <= 4; i++) {
		single.num += i * s->score[i];
		single.den += s->score[i];
	}
	*v_r = (struct monthly_verdict){ .need = skm_sample(s->asked),
		.rate = permille(s->answered, s->asked),
		.single = skm_single(single),
		.index = skm_index_of(s->element),
		.enough = skm_enough(s->forms, s->asked),
		.single_enough = skm_enough(single.den, s->asked) };
	find_lowest(s, v_r->lowest);
}

const char *
monthly_index(struct arena *a, int index, bool enough)
{
	char grade = skm_grade(index);

	if (index < 0)
		return "-";
	if (!enough)
		return arena_printf(
		    a, "%s (sampel kurang)", number_point(a, index, 2));
	return arena_printf(a, "%s (%c, %s)", number_point(a, index, 2), grade,
	    skm_grade_word(grade));
}
