/* objects: desk/understood desk/understood_find desk/understood_say base */
/*
 * What is said to be understood, with the shipped lists: right or silent.
 * Texts are in plain spelling, as the classifier hands them on.
 */
#include <string.h>

#include "tap.h"

#include "base/banned.h"
#include "base/file.h"
#include "desk/understood.h"

static struct arena *a;
static struct understanding *shipped;

static void
is_text(const char *got, const char *want, const char *what)
{
	ok(strcmp(got, want) == 0, "%s: \"%s\"", what, got);
}

static const struct {
	enum topic topic;
	const char *subject, *text, *id;
} cases[] = {
	/* concept, area, years */
	{ TOPIC_DATA, "", "mohon data pdrb kabupaten mempawah 2016-2025",
	    "data produk domestik regional bruto (PDRB) Kabupaten Mempawah "
	    "tahun 2016 sampai dengan 2025" },
	{ TOPIC_DATA, "", "data ipm mempawah tahun 2018 s.di. 2025",
	    "data indeks pembangunan manusia (IPM) Kabupaten Mempawah tahun "
	    "2018 sampai dengan 2025" },
	{ TOPIC_DATA, "", "inflasi kalbar tahun lalu",
	    "data inflasi Provinsi Kalimantan Barat tahun 2025" },
	{ TOPIC_DATA, "", "minta data kemiskinan lima tahun terakhir",
	    "data kemiskinan 5 tahun terakhir" },
	{ TOPIC_DATA, "",
	    "data penduduk toho dan sadaniang 2022, 2023 dan 2024",
	    "data penduduk Kecamatan Toho dan Kecamatan Sadaniang tahun 2022, "
	    "2023, dan 2024" },
	{ TOPIC_DATA, "", "data penduduk kecamatan toho, kabupaten mempawah",
	    "data penduduk Kecamatan Toho" },
	{ TOPIC_DATA, "data ipm mempawah 2024", "mohon dibantu",
	    "data indeks pembangunan manusia (IPM) Kabupaten Mempawah tahun "
	    "2024" },
	{ TOPIC_DATA, "data kemiskinan", "mohon garis kemiskinan tahun 2024",
	    "data garis kemiskinan tahun 2024" },
	{ TOPIC_DATA, "", "saya minta buku mempawah dalam angka 2024",
	    "publikasi Dalam Angka Kabupaten Mempawah tahun 2024" },
	{ TOPIC_METADATA, "", "apa definisi garis kemiskinan dalam susenas?",
	    "penjelasan tentang garis kemiskinan dan Susenas" },
	{ TOPIC_KLASIFIKASI, "", "kode kbli 2020 untuk warung kopi",
	    "bantuan tentang kode KBLI" },
	/* years and areas that are something else's */
	{ TOPIC_DATA, "",
	    "pdrb atas dasar harga konstan 2010=100 tahun 2020 sampai 2024",
	    "data produk domestik regional bruto (PDRB) tahun 2020 sampai "
	    "dengan 2024" },
	{ TOPIC_DATA, "",
	    "surat nomor 12/2026 tanggal 3 november 2026, mohon data ipm",
	    "data indeks pembangunan manusia (IPM)" },
	{ TOPIC_DATA, "", "data ipm untuk rkpd 2027 dan wa 0812-2023-2024",
	    "data indeks pembangunan manusia (IPM)" },
	{ TOPIC_DATA, "", "mahasiswa angkatan 2021 butuh data penduduk",
	    "data penduduk" },
	{ TOPIC_DATA, "", "mohon data pdrb triwulan ii 2025",
	    "data produk domestik regional bruto (PDRB)" },
	{ TOPIC_DATA, "",
	    "mohon data penduduk 2025 dan data ipm tahun 2020-2024",
	    "data penduduk dan indeks pembangunan manusia (IPM)" },
	{ TOPIC_DATA, "",
	    "saya mahasiswa universitas tanjungpura pontianak butuh data ipm",
	    "data indeks pembangunan manusia (IPM)" },
	{ TOPIC_DATA, "", "yth. bps kabupaten mempawah, mohon data inflasi",
	    "data inflasi" },
	{ TOPIC_DATA, "", "data penduduk desa pasir dan kecamatan toho",
	    "data penduduk" },
	{ TOPIC_DATA, "", "ipm seluruh kabupaten di kalimantan barat 2024",
	    "data indeks pembangunan manusia (IPM) tahun 2024" },
	{ TOPIC_DATA, "", "data penduduk tahun 2030", "data penduduk" },
	/* what is not asked for */
	{ TOPIC_DATA, "", "bukan data penduduk tapi data inflasi",
	    "data inflasi" },
	{ TOPIC_DATA, "",
	    "judul skripsi saya pengaruh inflasi terhadap kemiskinan. mohon "
	    "data pengangguran",
	    "data pengangguran" },
	{ TOPIC_DATA, "", "saya dari dinas perikanan. mohon data padi",
	    "data padi" },
	{ TOPIC_DATA, "",
	    "saya sudah punya data penduduk, tinggal data inflasi",
	    "data inflasi" },
	/* more than the lists know: silence */
	{ TOPIC_DATA, "", "mohon data jumlah gereja", "" },
	{ TOPIC_DATA, "", "mohon data penduduk dan gereja", "" },
	{ TOPIC_DATA, "", "jumlah penduduk, jumlah gereja tahun 2024", "" },
	{ TOPIC_DATA, "", "penduduk, ipm, inflasi dan kemiskinan", "" },
	{ TOPIC_DATA, "", "daftar nama penduduk miskin", "" },
	{ TOPIC_DATA, "", "mohon data umk dan inflasi", "" },
	{ TOPIC_DATA, "", "apa itu kbli", "" },
	{ TOPIC_METADATA, "", "kapan dalam angka 2027 terbit", "" },
	{ TOPIC_NONE, "", "data penduduk", "" },
	{ TOPIC_DATA, "", "", "" },
};

static struct understood
understood_of(enum topic topic, const char *subject, const char *text)
{
	struct understood r;

	understand(a, shipped,
	    &(struct understand_ask){ .subject = subject,
		.text = text,
		.topic = topic,
		.year = 2026 },
	    &r);
	return r;
}

static void
test_cases(void)
{
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		is_text(understood_of(
			    cases[i].topic, cases[i].subject, cases[i].text)
			    .id,
		    cases[i].id,
		    arena_printf(
			a, "\"%s\" \"%s\"", cases[i].subject, cases[i].text));
}

static void
test_english(void)
{
	struct understood r = understood_of(
	    TOPIC_DATA, "", "grdp of mempawah regency for 2016 to 2025");

	is_text(r.en,
	    "data on gross regional domestic product (GRDP) of Mempawah "
	    "Regency for 2016 to 2025",
	    "in English");
	ok(r.concepts.n == 1 && r.areas.n == 1 && r.years.n == 1,
	    "and as lists");
	is_text(
	    understood_of(TOPIC_DATA, "", "unemployment for the last 3 years")
		.en,
	    "data on unemployment for the last 3 years", "the last years");
	is_text(understood_of(TOPIC_KLASIFIKASI, "", "kbli code").en,
	    "help with KBLI codes", "a scheme");
}

/* A reply's subject is about what was said before. */
static void
test_reply(void)
{
	struct understood r;

	understand(a, shipped,
	    &(struct understand_ask){ .subject = "re: data penduduk",
		.text = "filenya rusak, mohon dikirim lagi",
		.reply = true,
		.topic = TOPIC_DATA,
		.year = 2026 },
	    &r);
	is_text(r.id, "", "the subject of a reply");
	understand(a, NULL,
	    &(struct understand_ask){ .subject = "data penduduk",
		.text = "",
		.topic = TOPIC_DATA,
		.year = 2026 },
	    &r);
	is_text(r.id, "", "without lists");
}

static void
test_files(void)
{
	static const struct {
		const char *text, *why;
		bool areas;
	} bad[] = {
		{ "# note\ndata\tipm\tIPM\n", "x.tsv:2: expected", false },
		{ "angka\tipm\tIPM\tHDI\n", "x.tsv:1: expected", false },
		{ "data\tipm(\tIPM\tHDI\n", "x.tsv:1: ", false },
		{ "data\tx*\tIPM\tHDI\n", "x.tsv:1: the words match", false },
		{ "data\tipm\tIPM\tHDI\textra\n", "x.tsv:1: expected", false },
		{ "data\tipm\t\tHDI\n", "x.tsv:1: expected", false },
		{ "data\tipm\tI\rPM\tHDI\n", "x.tsv:1: expected", false },
		{ "data\t\xff\tIPM\tHDI\n", "x.tsv: is not UTF-8", false },
		{ "0\ttoho\tToho\tToho\n", "x.tsv:1: expected", true },
		{ "data\ttoho\tToho\tToho\n", "x.tsv:1: expected", true },
	};
	struct understanding *u;
	struct why w;
	size_t i;
	enum err e;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		u = understanding_new();
		w.s[0] = '\0';
		e = (bad[i].areas ? understanding_areas
				  : understanding_concepts)(
		    u, "x.tsv", bad[i].text, strlen(bad[i].text), &w);
		ok(e == ERR_ITEM &&
			strncmp(w.s, bad[i].why, strlen(bad[i].why)) == 0,
		    "refused: %s", w.s);
		understanding_free(&u);
	}
	ok(u == NULL, "freed");
}

static void
load(const char *path,
    enum err (*take)(struct understanding *u, const char *path,
	const char *text, size_t n, struct why *w))
{
	struct why w = { "" };
	struct buf b;

	buf_init(&b, 1 << 20);
	ok(file_read(path, &b, &w) == OK &&
		take(shipped, path, b.s, b.len, &w) == OK,
	    "%s is right %s", path, w.s);
	buf_free(&b);
}

int
main(void)
{
	size_t concepts, areas;

	a = arena_new();
	shipped = understanding_new();
	load("conf/concepts.tsv", understanding_concepts);
	load("conf/areas.tsv", understanding_areas);
	understanding_count(shipped, &concepts, &areas);
	ok(concepts > 60 && areas > 10, "lists of %zu and %zu", concepts,
	    areas);
	test_cases();
	test_english();
	test_reply();
	test_files();
	understanding_free(&shipped);
	arena_free(&a);
	return done_testing();
}
