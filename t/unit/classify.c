/* objects: base/arena base/buf base/conf base/err base/file base/mem
 * base/need base/re base/text desk/classify desk/complete desk/features
 * desk/kind desk/lang desk/learn desk/lesson desk/lexicon desk/model
 * desk/normal desk/office desk/reasons desk/regress desk/rules desk/view
 */
#include "tap.h"

#include "base/file.h"
#include "desk/classify_priv.h"
#include "mail/forward.h"

/* No forwards here: mail/forward has its own test. */
bool
forward_find(struct arena *a, const struct msg *m, struct forwarded *f_r)
{
	(void)a;
	(void)m;
	(void)f_r;
	return false;
}

enum { SUPERVISORY = 1, SECRET = 2, THANKS = 4, ALSO = 8 };

static const struct {
	const char *subject, *text;
	enum kind kind;
	enum topic topic;
	unsigned flags;
	const char *missing; /* joined by spaces */
} mails[] = {
	{ "Permohonan data",
	    "Mohon data jumlah penduduk Kabupaten Mempawah tahun 2020 sampai "
	    "2024 untuk skripsi. Terima kasih.",
	    KIND_KONSULTASI, TOPIC_DATA, 0, "" },
	{ "data", "min mnt data pnduduk dong", KIND_KONSULTASI, TOPIC_DATA, 0,
	    "data periode" },
	{ "Tanya", "Apa perbedaan rumah tangga dan keluarga menurut BPS?",
	    KIND_KONSULTASI, TOPIC_METADATA, 0, "" },
	{ "Jadwal", "Kapan Kecamatan Dalam Angka 2027 terbit?", KIND_KONSULTASI,
	    TOPIC_METADATA, 0, "" },
	{ "KBLI", "Kode KBLI untuk menjual pulsa dan servis HP apa ya?",
	    KIND_KONSULTASI, TOPIC_KLASIFIKASI, 0, "" },
	{ "KBLI", "Mohon kode KBLI untuk perusahaan saya.", KIND_KONSULTASI,
	    TOPIC_KLASIFIKASI, 0, "kegiatan" },
	/* the office's subjects sound sad and are no complaint */
	{ "Data keluhan kesehatan",
	    "Mohon persentase penduduk miskin yang mempunyai keluhan kesehatan "
	    "dan angka kematian bayi tahun 2023.",
	    KIND_KONSULTASI, TOPIC_DATA, 0, "" },
	{ "Data pengaduan",
	    "Saya meneliti; apakah ada jumlah pengaduan masyarakat dan tindak "
	    "kejahatan per tahun sejak 2018?",
	    KIND_KONSULTASI, TOPIC_DATA, 0, "" },
	/* and a complaint may be kind */
	{ "Jam layanan",
	    "Izin bertanya, kemarin saya datang pukul 10 tetapi tidak ada "
	    "petugas di ruang pelayanan. Semoga menjadi masukan.",
	    KIND_PENGADUAN, TOPIC_NONE, 0, "" },
	{ "Hebat",
	    "Luar biasa cepat pelayanannya, cuma dua bulan untuk satu tabel. "
	    "Pertahankan sampai tahun depan lama begini ya.",
	    KIND_PENGADUAN, TOPIC_NONE, 0, "" },
	{ "Lambat",
	    "Email saya sudah dua minggu tidak dibalas. Mohon sekalian kirim "
	    "data inflasi 2024 yang saya minta dulu.",
	    KIND_PENGADUAN, TOPIC_NONE, ALSO, "" },
	{ "Lapor",
	    "Pegawai di loket meminta uang Rp50.000 untuk data hari Senin "
	    "kemarin. Mohon identitas saya dirahasiakan.",
	    KIND_PENGADUAN, TOPIC_NONE, SUPERVISORY | SECRET, "" },
	{ "Petugas",
	    "Petugas pendata mengirim pesan pribadi dan mengajak saya keluar "
	    "malam-malam, nomor saya dari kuesioner.",
	    KIND_PENGADUAN, TOPIC_NONE, SUPERVISORY, NULL },
	{ "No reply",
	    "I wrote three times since September and nobody answered. I expect "
	    "an explanation from your office.",
	    KIND_PENGADUAN, TOPIC_NONE, 0, "" },
	{ "PARAH", "PELAYANAN PARAH!!!", KIND_PENGADUAN, TOPIC_NONE, 0,
	    "apa kapan di-mana" },
	{ "Pembelian", "Saya ingin membeli data mikro Susenas, harganya?",
	    KIND_LAYANAN_LAIN, TOPIC_NONE, 0, "" },
	{ "Romantik", "Mohon rekomendasi kegiatan statistik untuk survei kami",
	    KIND_LAYANAN_LAIN, TOPIC_NONE, 0, "" },
	{ "Surat PKL",
	    "Permohonan praktik kerja lapangan siswa kami belum ada "
	    "balasan",
	    KIND_BUKAN_LAYANAN, TOPIC_NONE, 0, NULL },
	{ "Undangan", "Mengharap kehadiran Bapak pada rapat hari Selasa",
	    KIND_BUKAN_LAYANAN, TOPIC_NONE, 0, NULL },
	{ "slot gacor", "bonus new member, deposit pulsa, link alternatif",
	    KIND_SPAM, TOPIC_NONE, 0, NULL },
	{ "Re: Permohonan data",
	    "Data sudah kami terima dengan baik, terima kasih banyak.",
	    KIND_KONSULTASI, TOPIC_NONE, THANKS, "" },
	{ "Re: Permohonan data", "Oke siap kak", KIND_KONSULTASI, TOPIC_NONE,
	    THANKS, "" },
	{ "Re: Permohonan data",
	    "Baik pak, saya paham. Terima kasih penjelasannya tentang inflasi",
	    KIND_KONSULTASI, TOPIC_NONE, THANKS, "" },
	/* who asks closes with thanks too, and no sign of a question */
	{ "KBLI", "Mau tanya kode KBLI usaha saya buat NIB. Terima kasih",
	    KIND_KONSULTASI, TOPIC_KLASIFIKASI, 0, "kegiatan" },
	{ "data", "Siang, data kemiskinan. makasih", KIND_KONSULTASI,
	    TOPIC_DATA, 0, "data periode" },
	{ "Tanya", "Terima kasih sebelumnya, definisi rumah tangga susenas",
	    KIND_KONSULTASI, TOPIC_METADATA, 0, "" },
	{ "Re: Permohonan data", "Terima kasih datanya, kalau per desa ada",
	    KIND_KONSULTASI, TOPIC_DATA, 0, NULL },
	{ "Re: Permohonan data",
	    "Terima kasih, tetapi tahun 2023 belum ada. Boleh dikirim lagi?",
	    KIND_KONSULTASI, TOPIC_NONE, 0, "" },
};

static enum err
add(void *ctx, const char *path, struct why *w)
{
	struct buf b;
	enum err e;

	buf_init(&b, 1 << 20);
	e = file_read(path, &b, w);
	if (e == OK)
		e = rules_add(ctx, path, b.s, b.len, w);
	buf_free(&b);
	return e;
}

static const char *
joined(struct arena *a, const struct strs *s)
{
	const char *r = "";
	size_t i;

	for (i = 0; i < s->n; i++)
		r = arena_printf(a, "%s%s%s", r, i ? " " : "", s->v[i]);
	return r;
}

static void
check_mail(const struct classifier *c, const struct office *o, size_t i)
{
	struct msg m = { .subject = mails[i].subject,
		.text = mails[i].text,
		.reply_text = mails[i].text };
	struct arena *a = arena_new();
	struct completeness k;
	struct verdict v;
	unsigned flags;

	classify_mail(a, c, o, &m, &v);
	complete_mail(a, c, o, &m, &v, &k);
	is_str(kind_word(v.kind), kind_word(mails[i].kind), mails[i].text);
	if (mails[i].topic != TOPIC_NONE)
		is_str(topic_word(v.topic), topic_word(mails[i].topic),
		    "its topic");
	flags = (v.supervisory ? SUPERVISORY : 0u) | (v.secret ? SECRET : 0u) |
		(v.thanks_only ? THANKS : 0u) | (v.also_asks ? ALSO : 0u);
	is_int((long long)flags, (long long)mails[i].flags, "its flags");
	if (mails[i].missing != NULL) {
		is_str(
		    joined(a, &k.missing), mails[i].missing, "what is missing");
		ok(k.ok == (k.missing.n == 0), "complete or not");
	}
	ok(v.reasons.n > 0 && strncmp(v.reasons.v[0], "rule ", 5) == 0,
	    "says why: %s", v.reasons.n ? v.reasons.v[0] : "");
	arena_free(&a);
}

static void
check_forged(const struct classifier *c)
{
	static const struct officer officers[] = { { "rina", "Rina",
	    "rina@example.com", ROLE_PETUGAS } };
	struct office o = { .address = "desk@example.org",
		.prefix = "PST",
		.officers = officers,
		.nofficers = 1,
		.unsure_below = 0.3 };
	struct addr from = { "Rina", "rina@example.com" };
	struct msg m = { .subject = "Rekap",
		.text = "Kirim rekap semua tiket.",
		.reply_text = "Kirim rekap semua tiket.",
		.from = { &from, 1 },
		.auth = { .dmarc = AUTH_FAIL } };
	struct arena *a = arena_new();
	struct verdict v;

	classify_mail(a, c, &o, &m, &v);
	is_str(kind_word(v.kind), "spam", "an officer's name, disowned");
	m.auth.dmarc = AUTH_PASS;
	classify_mail(a, c, &o, &m, &v);
	ok(v.kind != KIND_SPAM, "not when his domain vouches");
	o.unsure_below = 1.1;
	classify_mail(a, c, &o, &m, &v);
	is_str(kind_word(v.kind), "ragu", "below the threshold: unsure");
	arena_free(&a);
}

static void
check_service(struct classifier *c, const struct office *o)
{
	static const struct {
		const char *text, *service;
	} rows[] = {
		{ "Saya mau membeli data mikro Susenas 2023.", "produk" },
		{ "Apakah perpustakaan BPS buka hari Sabtu?", "perpustakaan" },
		{ "Mohon rekomendasi kegiatan statistik lewat Romantik.",
		    "romantik" },
		{ "Permohonan informasi publik melalui PPID.", "ppid" },
		{ "Mohon surat keterangan pengambilan data skripsi.", "" },
		{ "Saya meminta salinan data pribadi saya yang disimpan BPS.",
		    "data-pribadi" },
		{ "Tolong nomor HP dan foto KTP saya dihapus dari sistem.",
		    "data-pribadi" },
		{ "Nama saya di akun layanan salah tulis, mohon dibetulkan.",
		    "data-pribadi" },
		{ "Please delete my personal data from your records.",
		    "data-pribadi" },
	};
	struct arena *a = arena_new();
	struct verdict v;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct msg m = { .subject = "",
			.text = rows[i].text,
			.reply_text = rows[i].text };

		classify_mail(a, c, o, &m, &v);
		is_str(kind_word(v.kind), "layanan-lain", rows[i].text);
		is_str(v.service, rows[i].service, "and which service");
	}
	arena_free(&a);
}

/* A breach is no use of a right, and a right no complaint. */
static void
check_breach(struct classifier *c, const struct office *o)
{
	static const char text[] =
	    "Data pribadi saya dari sensus tersebar di grup WhatsApp desa.";
	struct msg m = { .subject = "", .text = text, .reply_text = text };
	struct arena *a = arena_new();
	struct verdict v;

	classify_mail(a, c, o, &m, &v);
	is_str(kind_word(v.kind), "pengaduan", text);
	ok(v.supervisory, "and who may see it is limited");
	is_str(v.service, "", "no service for it");
	arena_free(&a);
}

static void
check_reasons(struct classifier *c, const struct office *o)
{
	static const char text[] =
	    "Mohon data jumlah penduduk 2024. Petugas di loket kemarin "
	    "menjawab dengan ketus dan saya kecewa.";
	struct msg m = { .subject = "", .text = text, .reply_text = text };
	struct arena *a = arena_new();
	struct verdict v;

	classify_mail(a, c, o, &m, &v);
	is_str(kind_word(v.kind), "pengaduan", "asks and complains");
	ok(v.reasons.n > 3 && strstr(v.reasons.v[0], "complaint-rude +3.0") &&
		strstr(v.reasons.v[1], "complaint-"),
	    "the strongest reason for it comes first: %s", v.reasons.v[0]);
	ok(strstr(v.reasons.v[v.reasons.n - 1], "complaint-") == NULL,
	    "what speaks for another kind last");
	arena_free(&a);
}

/* What is wanted stands at the start or the end; between, any length. */
static void
check_long(struct classifier *c, const struct office *o)
{
	struct msg m = { .subject = "" };
	struct arena *a = arena_new();
	struct verdict v;
	struct buf b;
	size_t i;

	buf_init(&b, 1 << 20);
	for (i = 0; i < 300000; i++)
		buf_addc(&b, 'x');
	buf_adds(&b, " selamat pagi. ");
	for (i = 0; i < 20000; i++)
		buf_adds(&b, "lorem ");
	buf_adds(&b, "mohon data jumlah penduduk mempawah 2024");
	m.text = m.reply_text = b.s;
	classify_mail(a, c, o, &m, &v);
	is_str(kind_word(v.kind), "konsultasi", "the end of a long text");
	ok(strlen(v.view->text.field[RULE_TEXT]) < 8192, "is all of it seen");
	ok(strstr(v.view->text.field[RULE_TEXT], "selamat pagi") != NULL,
	    "a word without end hides nothing");
	buf_free(&b);
	arena_free(&a);
}

static void
check_learning(struct classifier *c)
{
	struct msg m = { .subject = "Mhn data",
		.text = "yg lama",
		.reply_text = "yg baru" };
	struct arena *a = arena_new();
	struct lesson l;
	struct why w;
	struct buf b;

	lesson_of_mail(a, c, &m, &l);
	is_str(l.subject, "mohon data", "a lesson is in plain spelling");
	is_str(l.text, "yang baru", "of the author's own words");
	m.reply_text = "Please send my name and the year, thank you";
	lesson_of_mail(a, c, &m, &l);
	is_str(l.text, "please send my name and the year, thank you",
	    "English stays as it is");
	ok(classifier_use(c, "x", 1, &w) == ERR_ITEM, "no model: refused");
	buf_init(&b, 4 << 20);
	ok(classifier_train("t/none", &l, 1, &b, &w) == ERR_ITEM,
	    "no shipped lessons: said, not trained");
	buf_free(&b);
	arena_free(&a);
}

int
main(void)
{
	struct office o = { .address = "desk@example.org",
		.prefix = "PST",
		.unsure_below = 0.3 };
	struct rules *r = rules_new();
	struct classifier *c = NULL;
	struct why w = { "" };
	size_t i;

	if (!ok(file_each("conf/rules", ".rules", add, r, &w) == OK &&
		    classifier_new(r, "conf", &c, &w) == OK,
		"rules and spelling load %s", w.s))
		return done_testing();
	for (i = 0; i < sizeof(mails) / sizeof(mails[0]); i++)
		check_mail(c, &o, i);
	check_forged(c);
	check_service(c, &o);
	check_breach(c, &o);
	check_reasons(c, &o);
	check_long(c, &o);
	check_learning(c);
	classifier_free(&c);
	ok(classifier_new(r, "t/none", &c, &w) == ERR_ITEM, "no such folder");
	ok(classifier_new(r, NULL, &c, &w) == OK, "or rules alone");
	classifier_free(&c);
	rules_free(&r);
	return done_testing();
}
