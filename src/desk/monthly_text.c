/*
 * The monthly report for the terminal.
 */
#include "base/banned.h"
#include "desk/monthly_priv.h"

static void
line(struct buf *b, struct arena *a, const char *name, int64_t n)
{
	buf_addf(b, "  %-46s %8s\n", name, number_say(a, n));
}

static void
volume(struct buf *b, struct arena *a, const struct monthly_facts *f)
{
	const struct monthly_stats *s = f->stats;
	size_t i;
	int k;

	buf_adds(b, "Volume\n");
	line(b, a, "terbuka pada awal", f->open_before);
	line(b, a, "tiket baru", s->cases);
	for (k = KIND_NONE + 1; k < KIND_COUNT; k++)
		if (s->kind[k] > 0)
			line(b, a,
			    arena_printf(
				a, "- %s", monthly_kind_title((enum kind)k)),
			    s->kind[k]);
	for (i = 0; i < s->channels.n; i++)
		line(b, a,
		    arena_printf(
			a, "- lewat %s", notice_channel(s->channels.v[i].word)),
		    s->channels.v[i].n);
	line(b, a, "dijawab", f->answered);
	line(b, a, "ditutup", f->closed);
	line(b, a, "terbuka pada akhir", f->open_after);
}

static void
standards(struct buf *b, struct arena *a, const struct monthly_facts *f)
{
	struct monthly_standard v[STANDARDS];
	int i;

	monthly_standards(a, f, v);
	buf_addf(b, "\n%-32s %7s %9s %7s %8s\n", "Ketepatan waktu", "tepat",
	    "terlambat", "belum", "");
	for (i = 0; i < STANDARDS; i++)
		buf_addf(b, "  %-30s %7s %9s %7s %8s\n", v[i].name,
		    number_say(a, v[i].share->kept),
		    number_say(a, v[i].share->late),
		    number_say(a, v[i].share->open),
		    number_percent(a, monthly_permille(v[i].share)));
}

static void
times(struct buf *b, struct arena *a, const struct monthly_facts *f)
{
	const struct monthly_stats *s = f->stats;
	const struct {
		const char *name;
		const struct monthly_times *t;
	} rows[] = { { "semua", &s->first },
		{ "konsultasi", &s->first_consultation },
		{ "pengaduan", &s->first_complaint } };
	size_t i;

	buf_addf(b, "\n%-32s %7s %12s %12s\n", "Jawaban pertama (jam kerja)",
	    "tiket", "median", "90%");
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		buf_addf(b, "  %-30s %7s %12s %12s\n", rows[i].name,
		    number_say(a, rows[i].t->n),
		    monthly_hours(a, rows[i].t, rows[i].t->median),
		    monthly_hours(a, rows[i].t, rows[i].t->p90));
}

static void
late(struct buf *b, struct arena *a, const struct monthly_facts *f)
{
	const struct monthly_stats *s = f->stats;
	int64_t hidden = 0;
	size_t i;

	if (s->nlate > 0)
		buf_adds(b, "\nTerlambat\n");
	for (i = 0; i < s->nlate; i++) {
		const struct monthly_late *l = &s->late[i];

		hidden += l->c->supervisory;
		if (!l->c->supervisory)
			buf_addf(b, "  %-14s %-12s %10s%s  %s\n", l->c->code,
			    *l->c->officer ? l->c->officer : "-",
			    number_hours(a, l->late), l->still ? "+" : " ",
			    monthly_reasons(a, l->reasons));
	}
	if (hidden > 0)
		line(b, a, "berkadar pengawasan (hanya dihitung)", hidden);
}

static void
officers(struct buf *b, struct arena *a, const struct monthly_facts *f)
{
	const struct monthly_stats *s = f->stats;
	size_t i;

	buf_addf(b, "\n%-32s %7s %8s %8s %9s\n", "Petugas", "tiket", "dijawab",
	    "terbuka", "terlambat");
	for (i = 0; i < s->nofficers; i++)
		buf_addf(b, "  %-30s %7s %8s %8s %9s\n",
		    monthly_officer_name(&s->officers[i]),
		    number_say(a, s->officers[i].cases),
		    number_say(a, s->officers[i].answered),
		    number_say(a, s->officers[i].open),
		    number_say(a, s->officers[i].late));
}

void
monthly_text(struct buf *b, struct arena *a, const struct monthly_facts *f)
{
	const struct monthly_stats *s = f->stats;
	int i;

	buf_addf(b, "Laporan pelayanan %s\n%s %s\n\n",
	    monthly_period_name(a, f), f->office->unit, f->office->name);
	volume(b, a, f);
	standards(b, a, f);
	times(b, a, f);
	late(b, a, f);
	buf_adds(b, "\nPengaduan\n");
	line(b, a, "biasa", s->complaints - s->supervisory);
	line(b, a, "berkadar pengawasan", s->supervisory);
	buf_adds(b, "\nPenyelesaian\n");
	for (i = 0; i < END_COUNT; i++)
		if (s->end[i] > 0)
			line(b, a, monthly_end_title((enum monthly_end)i),
			    s->end[i]);
	officers(b, a, f);
	buf_adds(b, "\n");
	monthly_survey_text(b, a, f);
	buf_addf(b,
	    "\nSurat masuk %s, belum diputuskan %s; tidak dinilai %s "
	    "dari %s tiket\n",
	    number_say(a, f->received), number_say(a, f->outcome[OUTCOME_NONE]),
	    number_say(a, s->excluded), number_say(a, s->cases));
}
