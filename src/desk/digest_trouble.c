/*
 * What is wrong with the machine, in sentences for those who lead the office.
 */
#include <stdarg.h>

#include "base/banned.h"
#include "desk/digest_priv.h"

#define OCTOBER 10

static const char *
say(struct arena *a, const struct digest_facts *f, int64_t at)
{
	return calendar_say(a, at, f->office->offset,
	    f->office->zone_name ? f->office->zone_name : "", "id");
}

struct troubles {
	struct values list;
	int64_t n;
};

__attribute__((format(printf, 3, 4))) static void
trouble(struct troubles *t, bool is, const char *fmt, ...)
{
	struct values row = { .a = t->list.a };
	struct buf b;
	va_list ap;

	if (!is)
		return;
	buf_init(&b, 1000);
	va_start(ap, fmt);
	buf_addv(&b, fmt, ap);
	va_end(ap);
	values_text(&row, "trouble", b.s);
	buf_free(&b);
	values_map(&t->list, NULL, &row);
	t->n++;
}

static void
calendar_troubles(const struct digest_facts *f, struct troubles *t)
{
	struct tod now;

	tod_split(f->now, f->office->offset, &now);
	trouble(t, !calendar_has_year(f->calendar, now.year),
	    "Daftar hari libur %d belum ada: batas waktu mungkin keliru.",
	    now.year);
	trouble(t,
	    now.month >= OCTOBER &&
		!calendar_has_year(f->calendar, now.year + 1),
	    "Daftar hari libur %d belum ada: batas waktu yang melewati tahun "
	    "baru mungkin keliru.",
	    now.year + 1);
}

static void
mail_troubles(const struct digest_facts *f, struct troubles *t)
{
	struct arena *a = t->list.a;

	trouble(t, f->down_since != TOD_NONE,
	    "Kotak surat tidak terbaca sejak %s.",
	    f->down_since == TOD_NONE ? "" : say(a, f, f->down_since));
	trouble(t,
	    f->accounted != f->received || f->all_accounted != f->all_received,
	    "%s surat masuk belum tercatat hasilnya.",
	    number_say(a, f->all_received - f->all_accounted));
	trouble(t, f->held > 0,
	    "%s surat petugas ditahan: menunggu jawaban petugasnya.",
	    number_say(a, f->held));
	trouble(t, f->lapsed > 0,
	    "%s surat atas nama petugas gugur: tidak dipastikan pada waktunya, "
	    "jadi tidak dikerjakan.",
	    number_say(a, f->lapsed));
	trouble(t, f->quarantined > 0,
	    "%s surat dikarantina: lihat dengan perintah tanggap status.",
	    number_say(a, f->quarantined));
	trouble(t, f->uncertain > 0,
	    "%s surat keluar tidak pasti sampai: kirim ulang bila perlu.",
	    number_say(a, f->uncertain));
	trouble(t, f->failed > 0, "%s surat keluar gagal dikirim.",
	    number_say(a, f->failed));
	trouble(t, f->bounced > 0,
	    "%s surat kepada pemohon kembali (tidak sampai).",
	    number_say(a, f->bounced));
	trouble(t, f->stuck_since != TOD_NONE,
	    "Surat keluar tertahan di antrean sejak %s.",
	    f->stuck_since == TOD_NONE ? "" : say(a, f, f->stuck_since));
	trouble(t, f->throttled > 0,
	    "Batas jawaban otomatis tercapai: %s surat tidak dijawab otomatis.",
	    number_say(a, f->throttled));
}

int64_t
digest_add_troubles(
    struct values *root, const struct digest_facts *f, int64_t unlisted)
{
	struct troubles t = { .list = { .a = root->a } };

	mail_troubles(f, &t);
	calendar_troubles(f, &t);
	trouble(&t, unlisted > 0,
	    "%s batas waktu berada di tahun tanpa daftar hari libur.",
	    number_say(root->a, unlisted));
	values_list(root, "troubles", &t.list);
	return t.n;
}
