/*
 * The monthly report as one page that needs nothing else and prints on A4.
 */
#include <string.h>

#include "base/banned.h"
#include "desk/monthly_priv.h"

#define CELLS(...) \
	(const char *const[]) \
	{ \
		__VA_ARGS__ \
	}

static const char style[] =
    "@page{size:A4;margin:15mm 14mm}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;padding:16px;max-width:760px;color:#16212b;"
    "background:#fff;font:15px/1.45 Arial,Helvetica,sans-serif}\n"
    "header{border-bottom:3px solid #2a78b8;margin:0 0 14px;"
    "padding:0 0 8px}\n"
    "h1{font-size:25px;line-height:1.2;margin:6px 0 0}\n"
    "h2{font-size:18px;margin:22px 0 6px;color:#1b5583;"
    "break-after:avoid}\n"
    "h3{font-size:15px;margin:14px 0 4px;break-after:avoid}\n"
    "p{margin:4px 0 8px}\n"
    ".k1{display:flex;flex-wrap:wrap;gap:10px;margin:0 0 12px}\n"
    ".k1 div{flex:1 1 150px;border:1px solid #c9d3dc;border-radius:6px;"
    "padding:8px 12px}\n"
    ".k1 b{display:block;font-size:24px;line-height:1.2}\n"
    ".s{color:#4a5763;font-size:13px}\n"
    "table{border-collapse:collapse;width:100%;margin:6px 0 12px;"
    "font-size:14px;break-inside:avoid}\n"
    ".w table{break-inside:auto}\n"
    "th{text-align:left;border-bottom:2px solid #7a8a99;padding:4px 8px "
    "4px 0;vertical-align:bottom}\n"
    "th:not(:first-child){text-align:right}\n"
    "td{border-bottom:1px solid #d5dbe1;padding:4px 8px 4px 0;"
    "vertical-align:top}\n"
    "td.n{text-align:right;white-space:nowrap}\n"
    ".w th:not(:first-child){text-align:left}.w td:first-child{"
    "white-space:nowrap}.w td.n,.w td.n+td{text-align:left;"
    "white-space:normal}\n"
    "tr{break-inside:avoid}\n"
    "thead{display:table-header-group}\n"
    "svg{display:block;width:100%;height:auto;margin:4px 0 10px;"
    "break-inside:avoid}\n"
    "svg text{font:12px Arial,Helvetica,sans-serif;fill:#16212b}\n"
    "svg .l{text-anchor:end}svg .d{text-anchor:middle;font-size:10px}\n"
    ".a{fill:#2a78b8}.m{fill:#9fb4c6}.c{fill:#edf0f3}.k{fill:#2f7d4b}"
    ".t{fill:#a61b1b}.o{fill:#c9d3dc}\n"
    "ul{margin:4px 0 8px;padding-left:20px}\n"
    "li{margin:3px 0;break-inside:avoid}\n"
    "@media print{body{padding:0;max-width:none;font-size:11pt}"
    "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n";

static const char *
num(struct page_out *p, int64_t n)
{
	return number_say(p->a, n);
}

static void
tile(struct page_out *p, const char *value, const char *words)
{
	buf_adds(p->b, "<div><b>");
	page_text(p, value);
	buf_adds(p->b, "</b>");
	page_text(p, words);
	buf_adds(p->b, "</div>\n");
}

static void
head(struct page_out *p)
{
	const struct monthly_facts *f = p->f;
	const struct office *o = f->office;
	const char *period = monthly_period_name(p->a, f);
	const char *zone = o->zone_name ? o->zone_name : "";

	buf_adds(p->b, "<!DOCTYPE html>\n<html lang=\"id\">\n<head>\n"
		       "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
		       "content=\"width=device-width, initial-scale=1\">\n"
		       "<title>Laporan pelayanan ");
	page_text(p, period);
	buf_addf(
	    p->b, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style);
	buf_adds(p->b, "<header><div>");
	page_text(p, arena_printf(p->a, "%s %s", o->unit, o->name));
	buf_adds(p->b, "</div>\n<h1>Laporan pelayanan ");
	page_text(p, period);
	buf_adds(p->b, "</h1>\n<div class=\"s\">");
	page_text(p, arena_printf(p->a, "Keadaan %s%s",
			 calendar_say(p->a, f->now, o->offset, zone, "id"),
			 f->now < f->to ? "; bulan ini belum berakhir" : ""));
	buf_adds(p->b, "</div></header>\n");
}

static void
summary(struct page_out *p)
{
	const struct monthly_facts *f = p->f;
	const struct monthly_stats *s = f->stats;
	struct monthly_verdict v;

	monthly_verdict(&f->survey, &v);
	buf_adds(p->b, "<div class=\"k1\">\n");
	tile(p, num(p, s->cases), "tiket baru");
	tile(p, number_percent(p->a, monthly_permille(&s->all)),
	    "dijawab tepat waktu");
	tile(p, monthly_hours(p->a, &s->first, s->first.median),
	    "kerja sampai jawaban pertama (median)");
	tile(p, v.single < 0 ? "-" : number_point(p->a, v.single, 2),
	    "nilai kepuasan, satu pertanyaan (25\xe2\x80\x93"
	    "100)");
	buf_adds(p->b, "</div>\n");
	page_para(p, "p",
	    "Pada awal masa laporan %s tiket masih terbuka. Selama masa ini %s "
	    "tiket dibuka, %s dijawab, dan %s ditutup. Pada akhir masa "
	    "laporan %s tiket terbuka.",
	    num(p, f->open_before), num(p, s->cases), num(p, f->answered),
	    num(p, f->closed), num(p, f->open_after));
	if (s->nlate > 0)
		page_para(p, "p",
		    "%s tiket terlambat; daftarnya ada di bagian Keterlambatan.",
		    num(p, (int64_t)s->nlate));
	else if (s->cases > 0)
		page_para(p, "p", "Tidak ada tiket yang terlambat.");
	else
		page_para(p, "p", "Tidak ada tiket baru pada masa ini.");
}

static void
volume(struct page_out *p)
{
	const struct monthly_facts *f = p->f;
	const struct monthly_stats *s = f->stats;
	struct page_bar v[KIND_COUNT + TOPIC_COUNT], *channels;
	int ndays = (int)(tod_day(f->to, f->office->offset) -
			  tod_day(f->from, f->office->offset));
	size_t n = 0, i;
	int k;

	page_section(p, "Volume");
	if (ndays <= MONTHLY_DAYS)
		page_days(p, "Surat masuk dan tiket baru setiap hari", ndays);
	for (k = KIND_NONE + 1; k < KIND_COUNT; k++)
		if (s->kind[k] > 0)
			v[n++] = (struct page_bar){
				monthly_kind_title((enum kind)k), s->kind[k]
			};
	if (n > 0)
		buf_adds(p->b, "<h3>Menurut jenis</h3>\n");
	page_bars(p, "Tiket menurut jenis", v, n);
	for (n = 0, k = TOPIC_NONE + 1; k < TOPIC_COUNT; k++)
		if (s->topic[k] > 0)
			v[n++] = (struct page_bar){ notice_kind(KIND_KONSULTASI,
							(enum topic)k, false),
				s->topic[k] };
	if (n > 0)
		buf_adds(p->b, "<h3>Menurut topik konsultasi</h3>\n");
	page_bars(p, "Konsultasi menurut topik", v, n);
	channels = arena_array(p->a, s->channels.n, sizeof(*channels));
	for (i = 0; i < s->channels.n; i++)
		channels[i] = (struct page_bar){ notice_channel(
						     s->channels.v[i].word),
			s->channels.v[i].n };
	if (s->channels.n > 0)
		buf_adds(p->b, "<h3>Menurut saluran</h3>\n");
	page_bars(p, "Tiket menurut saluran", channels, s->channels.n);
	page_section_end(p);
}

static void
standards(struct page_out *p)
{
	struct monthly_standard v[STANDARDS];
	int i;

	monthly_standards(p->a, p->f, v);
	page_section(p, "Ketepatan waktu");
	page_shares(p, "Ketepatan waktu menurut standar", v, STANDARDS);
	page_table(p, "Standar|dinilai|tepat|terlambat|belum jatuh "
		      "tempo|tepat waktu");
	for (i = 0; i < STANDARDS; i++) {
		const struct monthly_share *s = v[i].share;

		page_row(p,
		    CELLS(arena_printf(p->a, "%s: %s", v[i].name, v[i].promise),
			num(p, s->kept + s->late), num(p, s->kept),
			num(p, s->late), num(p, s->open),
			number_percent(p->a, monthly_permille(s))),
		    6);
	}
	page_table_end(p);
	page_section_end(p);
}

static void
time_row(struct page_out *p, const char *name, const struct monthly_times *t)
{
	page_row(p,
	    CELLS(name, num(p, t->n), monthly_hours(p->a, t, t->median),
		monthly_hours(p->a, t, t->p90)),
	    4);
}

static void
first_answers(struct page_out *p)
{
	const struct monthly_stats *s = p->f->stats;

	page_section(p, "Waktu sampai jawaban pertama petugas");
	page_table(p, "Jenis|tiket|median|90% paling lama");
	time_row(p, "Semua tiket", &s->first);
	time_row(p, "Konsultasi", &s->first_consultation);
	time_row(p, "Pengaduan", &s->first_complaint);
	page_table_end(p);
	page_para(p, "s",
	    "Dalam jam kerja, sejak pos-el diterima sampai petugas pertama kali "
	    "menulis kepada pemohon. Kunjungan tidak dihitung.");
	page_section_end(p);
}

void
monthly_html(struct buf *b, struct arena *a, const struct monthly_facts *f)
{
	struct page_out p = { b, a, f };

	head(&p);
	summary(&p);
	volume(&p);
	standards(&p);
	first_answers(&p);
	page_lateness(&p);
	page_complaints(&p);
	page_endings(&p);
	page_survey(&p);
	page_officers(&p);
	page_basis(&p);
	buf_adds(b, "</body>\n</html>\n");
}
