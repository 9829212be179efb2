/* objects: base/buf base/err base/file base/mem base/text desk/normal
 * desk/lexicon
 */
#include "tap.h"

#include "base/file.h"
#include "desk/normal.h"

static const struct {
	const char *in, *out;
} texts[] = {
	{ "mhn data yg LENGKAP", "mohon data yang lengkap" },
	{ "tlg dibls2 dong min", "tolong dibalas-dibalas dong admin" },
	{ "cepat2 ya", "cepat-cepat ya" },
	{ "ngecewain bgt, nyebelin", "mengecewakan banget, menyebelkan" },
	{ "saya di pst, minta kk", "saya di pst, minta kk" },
	{ "makasihhh", "terima kasih" },
	{ "blmnya", "belumnya" },
	{ "soalny", "soalnya" },
	{ "jml pnduduk kec Toho", "jumlah penduduk kecamatan toho" },
	{ "rumahnye banyak", "rumahnya banyak" },
	{ "SD dan SMA", "sd dan sma" },
	{ "KM SEMUA TDK DILAYANI", "kamu semua tidak dilayani" },
	{ "jauhnya 40 km, 5 min", "jauhnya 40 km, 5 min" },
	{ "Yth. Kepala Kab. Mempawah", "yth kepala kabupaten mempawah" },
	{ "baris satu\r\n  baris dua", "baris satu baris dua" },
	{ "paragraf\n\nbaru", "paragraf. baru" },
	{ "lihat https://pst.bps.go.id/a?yg=1 yg baru",
	    "lihat https://pst.bps.go.id/a?yg=1 yang baru" },
	{ "tulis ke Sy.Saya@Example.com, trims",
	    "tulis ke sy.saya@example.com, terima kasih" },
	{ "S2 dan H2O", "s2 dan h2o" },
	{ "2015\xe2\x80\x93"
	  "2025",
	    "2015-2025" },
	{ "min \xf0\x9f\x99\x8f mksh", "admin terima kasih" },
	{ "\xff\xfe yg", "yang" },
	{ "", "" },
};

static void
slurp(struct spelling *s, const char *path, bool words)
{
	struct buf b;
	struct why w = { "" };
	enum err e;

	buf_init(&b, 1 << 20);
	e = file_read(path, &b, &w);
	if (e == OK)
		e = words ? spelling_add_words(s, path, b.s, b.len, &w)
			  : spelling_add(s, path, b.s, b.len, &w);
	ok(e == OK, "%s is taken %s", path, w.s);
	buf_free(&b);
}

int
main(void)
{
	struct spelling *s = spelling_new();
	struct why w;
	struct buf b;
	size_t i;

	buf_init(&b, 1 << 16);
	spelling_apply(NULL, "Mhn DATA  yg", 12, &b);
	is_str(b.s, "mhn data yg", "without a list, no word is replaced");
	slurp(s, "conf/abbreviations.tsv", false);
	slurp(s, "conf/words.txt", true);
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		buf_reset(&b);
		spelling_apply(s, texts[i].in, strlen(texts[i].in), &b);
		is_str(b.s, texts[i].out, texts[i].out);
	}
	ok(spelling_add(s, "f", "a\tb\nno tab\n", 11, &w) == ERR_ITEM,
	    "a line without tab is refused");
	is_str(w.s, "f:2: expected \"form<TAB>meaning\"", "by file and line");
	ok(spelling_add_words(s, "f", "two words\n", 10, &w) == ERR_ITEM,
	    "two words in a line are refused");
	is_str(w.s, "f:1: expected one word", "by file and line");
	buf_free(&b);
	spelling_free(&s);
	return done_testing();
}
