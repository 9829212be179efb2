/*
 * The tables of the report: what was late and why, complaints, endings, load,
 * and what the numbers rest on.
 */
#include "base/banned.h"
#include "desk/monthly_priv.h"

#define CELLS(...) \
	(const char *const[]) \
	{ \
		__VA_ARGS__ \
	}
#define LATE_ROWS 60

static const char *
num(struct page_out *p, int64_t n)
{
	return number_say(p->a, n);
}

/* Days that are not worked let a case be late by no working time at all. */
static const char *
late_hours(struct page_out *p, int64_t seconds)
{
	return seconds < 360 ? "0,1 jam atau kurang"
			     : number_hours(p->a, seconds);
}

static void
late_row(struct page_out *p, const struct monthly_late *l)
{
	const struct monthly_case *c = l->c;
	const struct officer *who = office_officer_id(p->f->office, c->officer);

	page_row(p,
	    CELLS(c->code, notice_kind(c->kind, c->topic, false),
		*c->officer == '\0' ? "belum ada"
		: who               ? who->name
				    : c->officer,
		late_hours(p, l->late),
		arena_printf(p->a, "%s%s%s", monthly_reasons(p->a, l->reasons),
		    l->first ? "; jawaban pertama" : "",
		    l->still ? "; belum dijawab" : "")),
	    5);
}

void
page_lateness(struct page_out *p)
{
	const struct monthly_stats *s = p->f->stats;
	struct page_bar v[LATE_REASONS];
	size_t i, n = 0, shown = 0, hidden = 0;
	unsigned bit;

	if (s->nlate == 0)
		return;
	page_section(p, "Keterlambatan");
	for (i = 0; i < LATE_REASONS; i++)
		if (s->reasons[i] > 0)
			v[n++] = (struct page_bar){
				monthly_reason((int)i, &bit), s->reasons[i]
			};
	page_bars(p, "Sebab keterlambatan", v, n);
	page_para(p, "s",
	    "Sebab dibaca dari riwayat tiket; satu tiket dapat mempunyai "
	    "beberapa sebab.");
	buf_adds(p->b, "<div class=\"w\">\n");
	page_table(
	    p, "Tiket|jenis|petugas|lewat (jam kerja)|sebab dan keadaan");
	for (i = 0; i < s->nlate; i++)
		if (s->late[i].c->supervisory)
			hidden++;
		else if (shown < LATE_ROWS) {
			late_row(p, &s->late[i]);
			shown++;
		}
	page_table_end(p);
	buf_adds(p->b, "</div>\n");
	if (shown + hidden < s->nlate)
		page_para(p, "s", "Dan %s tiket lagi; semuanya ada di CSV.",
		    num(p, (int64_t)(s->nlate - shown - hidden)));
	if (hidden > 0)
		page_para(p, "s",
		    "%s pengaduan berkadar pengawasan terlambat; rinciannya "
		    "hanya untuk kepala dan pengelola pengaduan.",
		    num(p, (int64_t)hidden));
	page_section_end(p);
}

void
page_complaints(struct page_out *p)
{
	const struct monthly_stats *s = p->f->stats;
	int i;

	page_section(p, "Pengaduan");
	page_para(p, "p",
	    "%s pengaduan diterima: %s pengaduan biasa dan %s berkadar "
	    "pengawasan. %s tiket meminta identitas dirahasiakan.",
	    num(p, s->complaints), num(p, s->complaints - s->supervisory),
	    num(p, s->supervisory), num(p, s->secret));
	if (s->complaints > s->supervisory) {
		page_table(p, "Hasil pengaduan biasa|tiket");
		for (i = 0; i < END_COUNT; i++)
			if (s->complaint_end[i] > 0)
				page_row(p,
				    CELLS(
					monthly_end_title((enum monthly_end)i),
					num(p, s->complaint_end[i])),
				    2);
		page_table_end(p);
	}
	page_section_end(p);
}

void
page_endings(struct page_out *p)
{
	const struct monthly_stats *s = p->f->stats;
	struct page_bar v[END_COUNT];
	size_t n = 0;
	int i;

	if (s->cases == 0)
		return;
	page_section(p, "Penyelesaian");
	for (i = 0; i < END_COUNT; i++)
		if (s->end[i] > 0)
			v[n++] = (struct page_bar){ monthly_end_title(
							(enum monthly_end)i),
				s->end[i] };
	buf_adds(p->b, "<table>\n<tbody>\n");
	for (i = 0; (size_t)i < n; i++)
		page_row(p, CELLS(v[i].label, num(p, v[i].n)), 2);
	page_table_end(p);
	page_section_end(p);
}

void
page_officers(struct page_out *p)
{
	const struct monthly_stats *s = p->f->stats;
	size_t i;

	if (s->nofficers == 0)
		return;
	page_section(p, "Beban petugas");
	page_table(p, "Petugas|tiket|dijawab|terbuka|terlambat|jawaban "
		      "pertama (median)");
	for (i = 0; i < s->nofficers; i++) {
		const struct monthly_officer *o = &s->officers[i];

		page_row(p,
		    CELLS(monthly_officer_name(o), num(p, o->cases),
			num(p, o->answered), num(p, o->open), num(p, o->late),
			monthly_hours(p->a, &o->first, o->first.median)),
		    6);
	}
	page_table_end(p);
	page_section_end(p);
}

static void
mailbox(struct page_out *p)
{
	static const char *const words[OUTCOME_COUNT] = {
		[OUTCOME_NONE] = "belum diputuskan",
		[OUTCOME_TICKET] = "menjadi tiket baru",
		[OUTCOME_FOLLOWUP] = "lanjutan tiket",
		[OUTCOME_COMMAND] = "dari petugas",
		[OUTCOME_ANSWER] = "jawaban petugas",
		[OUTCOME_BOUNCE] = "laporan tidak sampai",
		[OUTCOME_AUTO] = "otomatis",
		[OUTCOME_SPAM] = "spam",
		[OUTCOME_DUPLICATE] = "ganda",
		[OUTCOME_QUARANTINE] = "dikarantina"
	};
	const struct monthly_facts *f = p->f;
	int i;

	buf_adds(p->b, "<table>\n<tbody>\n");
	page_row(p, CELLS("Surat masuk", num(p, f->received)), 2);
	for (i = OUTCOME_NONE + 1; i < OUTCOME_COUNT; i++)
		if (f->outcome[i] > 0)
			page_row(p,
			    CELLS(
				arena_printf(p->a, "\xe2\x80\x93 %s", words[i]),
				num(p, f->outcome[i])),
			    2);
	page_row(p,
	    CELLS("\xe2\x80\x93 belum diputuskan (seharusnya 0)",
		num(p, f->outcome[OUTCOME_NONE])),
	    2);
	page_row(p, CELLS("Surat keluar terkirim", num(p, f->sent)), 2);
	page_row(p, CELLS("Surat keluar gagal", num(p, f->failed)), 2);
	page_row(
	    p, CELLS("Surat kembali (tidak sampai)", num(p, f->bounced)), 2);
	page_table_end(p);
}

void
page_basis(struct page_out *p)
{
	static const char *const notes[] = {
		"Setiap tiket dihitung sekali, pada bulan tiket itu dibuka, "
		"menurut keadaannya saat laporan dibuat.",
		"Tepat waktu: jawaban petugas terkirim paling lambat pada batas "
		"waktu tiket. Batas waktu berhenti selama pemohon diminta "
		"melengkapi keterangan.",
		"Tidak dinilai: tiket tanpa batas waktu, yang dibatalkan atau "
		"digabung, dan yang ditutup tanpa jawaban sebelum batasnya. "
		"Belum jatuh tempo: tiket yang batasnya belum lewat atau yang "
		"menunggu pemohon.",
		"Hari kerja dan jam kerja mengikuti kalender kantor: hari "
		"libur nasional, cuti bersama, penutupan setempat, dan jam "
		"Ramadan.",
		"Pengaduan berkadar pengawasan hanya dihitung. Nama, alamat, "
		"dan isi surat pemohon tidak ada dalam laporan ini; tanggapan "
		"survei dikutip tanpa nama.",
	};
	const struct monthly_stats *s = p->f->stats;
	size_t i;

	page_section(p, "Dasar angka");
	mailbox(p);
	buf_adds(p->b, "<ul>\n");
	for (i = 0; i < sizeof(notes) / sizeof(notes[0]); i++) {
		buf_adds(p->b, "<li>");
		page_text(p, notes[i]);
		buf_adds(p->b, "</li>\n");
	}
	buf_addf(p->b,
	    "<li>Tidak dinilai pada masa ini: %s dari %s tiket.</li>\n",
	    num(p, s->excluded), num(p, s->cases));
	if (s->unlisted > 0)
		buf_addf(p->b,
		    "<li>%s batas waktu berada di tahun tanpa daftar hari "
		    "libur.</li>\n",
		    num(p, s->unlisted));
	buf_adds(p->b, "</ul>\n");
	page_section_end(p);
}
