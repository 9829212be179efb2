/* objects: base/arena base/buf base/err base/file base/mem base/text
 * desk/survey desk/survey_form desk/survey_piece */
#include "tap.h"

#include "base/arena.h"
#include "base/file.h"
#include "desk/survey.h"

/* Replies to the closing mail; score -1: SURVEY_UNCLEAR. */
static const struct {
	const char *own;
	int score;
	const char *words;
	bool asks;
} rows[] = {
	{ "4", 4, "", false },
	{ "4\n", 4, "", false },
	{ " 3 \r\n\r\n", 3, "", false },
	{ "4.", 4, "", false },
	{ "4!", 4, "", false },
	{ "(4)", 4, "", false },
	{ "*4*", 4, "", false },
	{ "4\xef\xb8\x8f\xe2\x83\xa3", 4, "", false },
	{ "4 \xf0\x9f\x91\x8d", 4, "", false },
	{ "\xd9\xa4", 4, "", false },
	{ "\xdb\xb3", 3, "", false },
	{ "\xef\xbc\x92", 2, "", false },
	{ "empat", 4, "", false },
	{ "Satu", 1, "", false },
	{ "three", 3, "", false },
	{ "4/4", 4, "", false },
	{ "3 dari 4", 3, "", false },
	{ "4 out of 4", 4, "", false },
	{ "4 - sangat puas", 4, "", false },
	{ "4 sangat puas", 4, "", false },
	{ "4 = sangat puas", 4, "", false },
	{ "- 2 = kurang puas\n\nLama.", 2, "Lama.", false },
	{ "3 = puas\n2 = kurang puas", 0, "", false },
	{ "1\n\n4 = sangat puas\n3 = puas\n2 = kurang puas\n1 = tidak puas", 1,
	    "", false },
	{ "not quite satisfied", 2, "", false },
	{ "4 (sangat puas)", 4, "", false },
	{ "3. Puas", 3, "", false },
	{ "1, tidak puas. Lama sekali.", 1, "Lama sekali.", false },
	{ "nilai: 3", 3, "", false },
	{ "Nilai : 3, agak lambat", 3, "agak lambat", false },
	{ "Saya beri nilai 4", 4, "", false },
	{ "My rating is 2 because it took long", 2, "because it took long",
	    false },
	{ "4, terima kasih", 4, "", false },
	{ "4 terima kasih banyak", 4, "", false },
	{ "3 tapi lama", 3, "tapi lama", false },
	{ "4\n\nTerima kasih", 4, "", false },
	{ "Selamat siang,\n\n4\n\nSalam", 4, "", false },
	{ "Data sudah saya terima dengan baik.\n4", 4,
	    "Data sudah saya terima dengan baik.", false },
	{ "3\nPetugas ramah, hanya ruang tunggu panas.", 3,
	    "Petugas ramah, hanya ruang tunggu panas.", false },
	{ "Sangat puas", 4, "", false },
	{ "sangat memuaskan!", 4, "", false },
	{ "Kurang puas.", 2, "", false },
	{ "tidak puas", 1, "", false },
	{ "sangat tidak puas", 1, "", false },
	{ "very satisfied, thank you", 4, "", false },
	/* a mark and more: both */
	{ "4. Terima kasih. Kapan data 2025 terbit?", 4,
	    "Terima kasih. Kapan data 2025 terbit?", true },
	{ "4\nMohon juga dikirim data tahun 2022.", 4,
	    "Mohon juga dikirim data tahun 2022.", true },
	{ "3\nMohon pelayanan ditingkatkan", 3, "Mohon pelayanan ditingkatkan",
	    false },
	/* answers that cannot be counted */
	{ "5", -1, "", false },
	{ "0", -1, "", false },
	{ "10", -1, "", false },
	{ "3,5", -1, "", false },
	{ "4/5", -1, "", false },
	{ "Nilai: 100", -1, "", false },
	{ "4 - tidak puas", -1, "", false },
	/* no answers at all */
	{ "", 0, "", false },
	{ "Terima kasih", 0, "", false },
	{ "4 hari belum dijawab", 0, "4 hari belum dijawab", true },
	{ "3 tahun terakhir saja", 0, "3 tahun terakhir saja", false },
	{ "2 data lagi, mohon dikirim", 0, "2 data lagi, mohon dikirim", true },
	{ "Nilai 4 kabupaten tidak ada", 0, "Nilai 4 kabupaten tidak ada",
	    false },
	{ "4, 5 dan 6 belum ada", 0, "4, 5 dan 6 belum ada", false },
	{ "3/10/2026 saya datang", 0, "3/10/2026 saya datang", false },
	{ "1. Data penduduk\n2. Data inflasi", 0,
	    "1. Data penduduk 2. Data inflasi", false },
	{ "1\n2\n3", 0, "", false },
	{ "Tiga kali saya menulis", 0, "Tiga kali saya menulis", false },
	{ "Dua hal yang mau saya tanyakan", 0, "Dua hal yang mau saya tanyakan",
	    false },
	{ "Saya sangat puas dengan yang lama", 0,
	    "Saya sangat puas dengan yang lama", false },
	{ "One more question: how many villages?", 0,
	    "One more question: how many villages?", true },
	{ "Berapa jumlah penduduk 2024?", 0, "Berapa jumlah penduduk 2024?",
	    true },
};

static void
test_marks(struct arena *a)
{
	struct survey s;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		survey_read(a, rows[i].own, rows[i].own, &s);
		is_int(s.how == SURVEY_UNCLEAR ? -1 : s.score, rows[i].score,
		    rows[i].own);
		is_int(s.how == SURVEY_RATED, rows[i].score > 0, "  rated");
		is_str(s.words, rows[i].words, "  words");
		is_int(s.asks, rows[i].asks, "  asks");
	}
}

static const struct {
	const char *own, *all; /* all NULL: as own */
	int element[SKM_ELEMENTS];
	int score;
	const char *words;
} forms[] = {
	{ "U1: 4\nU2: 3\nU3: 4\nU4: 4\nU5: 3\nU6: 4\nU7: 4\nU8: 2\nU9: 3", NULL,
	    { 4, 3, 4, 4, 3, 4, 4, 2, 3 }, 0, "" },
	{ "U1: 4 U2: 3 U3:4 u4=4, U5 3 U6 - 4; U7: empat U8: 2 U9: 3", NULL,
	    { 4, 3, 4, 4, 3, 4, 4, 2, 3 }, 0, "" },
	{ "4\nTerima kasih\n",
	    "4\nTerima kasih\n\n> U1 Persyaratan: 4\n> U2 Sistem, mekanisme, "
	    "dan prosedur: 3\n> U3 Waktu penyelesaian:\n> U4 Biaya/tarif: 4\n"
	    "> U5 Produk spesifikasi jenis pelayanan (1-4): 3\n",
	    { 4, 3, 0, 4, 3, 0, 0, 0, 0 }, 4, "" },
	{ "Persyaratan: 4\nProsedur: 3\nWaktu: 2\nSarana: 1", NULL,
	    { 4, 3, 2, 0, 0, 0, 0, 0, 1 }, 0, "" },
	/* another office's order of U8 and U9: the name counts */
	{ "U8 Sarana dan prasarana: 2\nU9 Penanganan pengaduan: 3", NULL,
	    { 0, 0, 0, 0, 0, 0, 0, 3, 2 }, 0, "" },
	{ "4 4 3 4 4 4 3 4 4", NULL, { 4, 4, 3, 4, 4, 4, 3, 4, 4 }, 0, "" },
	{ "1. 4\n2. 4\n3. 4\n4. 3\n5. 4\n6. 4\n7. 4\n8. 4\n9. 4\nSukses selalu",
	    NULL, { 4, 4, 4, 3, 4, 4, 4, 4, 4 }, 0, "Sukses selalu" },
	{ "U1: 5\nU2: 3", NULL, { 0, 3, 0, 0, 0, 0, 0, 0, 0 }, 0, "" },
	/* an empty form in the quote is no answer */
	{ "Terima kasih",
	    "Terima kasih\n> U1 Persyaratan (1-4):\n> U2 Prosedur:", { 0 }, 0,
	    "" },
	{ "1. 4\n2. 3", NULL, { 0 }, 0, "1. 4 2. 3" },
	{ "Waktu: 4", NULL, { 0 }, 0, "Waktu: 4" },
};

static void
test_forms(struct arena *a)
{
	struct survey s;
	size_t i;
	int k, sum;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		survey_read(a, forms[i].own,
		    forms[i].all ? forms[i].all : forms[i].own, &s);
		for (k = sum = 0; k < SKM_ELEMENTS; k++) {
			is_int(s.element[k], forms[i].element[k], "element");
			sum += forms[i].element[k];
		}
		is_int(s.score, forms[i].score, forms[i].own);
		is_int(
		    s.how == SURVEY_RATED, sum > 0 || s.score > 0, "  rated");
		is_str(s.words, forms[i].words, "  words");
	}
}

/* The question itself, quoted or not, is no answer to it. */
static void
test_question(struct arena *a, const char *path)
{
	struct buf text, quoted;
	struct survey s;
	struct why w;
	const char *p;

	buf_init(&text, 65536);
	buf_init(&quoted, 65536);
	ok(file_read(path, &text, &w) == OK, "%s", path);
	buf_adds(&quoted, "4\n\n> ");
	for (p = text.s; *p != '\0'; p++) {
		buf_addc(&quoted, *p);
		if (*p == '\n')
			buf_adds(&quoted, "> ");
	}
	survey_read(a, "4\n", quoted.s, &s);
	is_int(s.score, 4, "  the mark above the quote");
	is_int(s.element[0] + s.element[8], 0, "  its empty form is none");
	survey_read(a, text.s, text.s, &s);
	is_int(s.how, SURVEY_NONE, "  alone it is no answer");
	buf_free(&text);
	buf_free(&quoted);
}

int
main(void)
{
	struct arena *a = arena_new();

	test_marks(a);
	test_forms(a);
	test_question(a, "templates/id/selesai-survei.txt");
	test_question(a, "templates/en/selesai-survei.txt");
	arena_free(&a);
	return done_testing();
}
