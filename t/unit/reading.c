/* objects: mail base */
#include <stdlib.h>

#include "tap.h"

#include "unit/read_mail.h"

#include "base/buf.h"
#include "base/file.h"
#include "mail/msg.h"
#include "mail/quote.h"
#include "mail/reading.h"

/* Mails of t/corpus/quote: the author's own words, and what the whole text
 * has besides. */
static const struct row {
	const char *file, *own, *piece;
} rows[] = {
	{ "gmail-indonesian", "Tahun 2025, Bu. Terima kasih.",
	    "> data tahun berapa" },
	{ "gmail-html", "Tahun 2025, Bu.\n\nTerima kasih.", "> Yth. Budi," },
	{ "outlook-desktop-html", "Tahun 2025, Bu.\n\nTerima kasih.",
	    "Perihal: Data penduduk" },
	{ "outlook-web-html", "Tahun 2025, Bu.\nTerima kasih.",
	    "Subject: Data penduduk" },
	{ "outlook-mobile", "Tahun 2025, Bu.\n\nTerima kasih.",
	    "Dapatkan Outlook" },
	{ "apple-iphone", "Tahun 2025, Bu. Terima kasih.", "iPhone saya" },
	{ "thunderbird-inline",
	    "On 20/11/2026 09.30, BPS Kabupaten Mempawah wrote:\n"
	    "> Data tahun berapa?\n\nTahun 2025.\n\n> Untuk wilayah mana?\n\n"
	    "Kecamatan Sungai Pinyuh.",
	    "> Salam," },
	{ "samsung", "Tahun 2025, Bu.", "Pesan asli" },
	{ "yahoo-indonesian", "Tahun 2025, Bu.", "Kendalikan" },
	{ "zimbra", "Tahun 2025, Bu.", "Pesan Asli" },
	{ "flowed-mutt", "Tahun 2025, untuk seluruh kecamatan.",
	    "> Yth. Budi, data tahun berapa?" },
	{ "disclaimer-indonesian",
	    "Tahun 2025, Bu.\n\nHormat kami,\nBudi Santoso\nDinas Contoh",
	    "bersifat rahasia" },
	{ "whatsapp-forwarded",
	    "Mohon dijawab, ini dari grup WA:\n\n[20/11/26 08.15] Pak RT: "
	    "apakah data penduduk 2025 sudah ada?\n[20/11/26 08.16] Ibu Ani: "
	    "saya juga perlu\n\nTerima kasih.",
	    "Terima kasih." },
	{ "forward-gmail", "Mohon ditindaklanjuti.", "Siti Aminah" },
	{ "forward-outlook", "Tolong dibantu.", "saya perlu data" },
	{ "forward-apple", "Tolong dibantu.", "> Selamat pagi" },
	{ "forward-attached", "Terlampir surat warga, mohon dibantu.",
	    "Subject: Permintaan data" },
	{ "html-stub",
	    "Saya perlu data penduduk tahun 2025 menurut kecamatan dan jenis "
	    "kelamin.\n\nTerima kasih banyak atas bantuan Ibu.",
	    "jenis kelamin" },
};

static void
test_corpus(void)
{
	struct arena *a = arena_new();
	struct msg m;
	struct why w;
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (corpus_mail("quote", rows[i].file, &b) &&
		    ok(msg_read(a, &reader, b.s, b.len, &m, &w) == OK,
			"and read")) {
			is_str(m.reply_text, rows[i].own, rows[i].file);
			ok(strstr(m.text, rows[i].piece) != NULL,
			    "the whole text has \"%s\"", rows[i].piece);
		}
		buf_free(&b);
		arena_reset(a);
	}
	arena_free(&a);
}

/* The body behind this header, read; text and own words. */
static const struct {
	const char *what, *mail, *text;
} small[] = {
	{ "the plain alternative",
	    "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n"
	    "Halo, apa kabar?\n--b\nContent-Type: text/html\n\n"
	    "<p>Halo, <b>apa</b> kabar?</p>\n--b--\n",
	    "Halo, apa kabar?\n" },
	{ "an empty plain alternative",
	    "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n \n--b\n"
	    "Content-Type: text/html\n\n<p>Halo</p>\n--b--\n",
	    "Halo\n" },
	{ "several text parts",
	    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsatu\n--b\n"
	    "Content-Type: text/html\n\n<p>dua</p>\n--b--\n",
	    "satu\n\ndua\n" },
	{ "an attached text is no text of the mail",
	    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsatu\n--b\n"
	    "Content-Type: text/plain\n"
	    "Content-Disposition: attachment; filename=a.txt\n\ndua\n--b--\n",
	    "satu\n" },
	{ "a page labelled as plain text",
	    "Content-Type: text/plain\n\n<html><p>Halo</p></html>\n",
	    "Halo\n" },
	{ "control bytes and CR", "Content-Type: text/plain\n\na\1b\r\nc\rd\n",
	    "ab\nc\nd\n" },
	{ "no text at all",
	    "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
	    "iVBORw0KGgo=\n",
	    "" },
};

static void
test_small(void)
{
	struct arena *a = arena_new();
	struct msg m;
	struct why w;
	size_t i;

	for (i = 0; i < sizeof(small) / sizeof(small[0]); i++) {
		msg_read(
		    a, &reader, small[i].mail, strlen(small[i].mail), &m, &w);
		is_str(m.text, small[i].text, small[i].what);
		arena_reset(a);
	}
	arena_free(&a);
}

static void
test_limit(void)
{
	static const char mail[] = "Content-Type: text/plain; charset=utf-8\n\n"
				   "abcd\xc3\xa9"
				   "fgh\n";
	struct mail_reader r = reader;
	struct arena *a = arena_new();
	struct msg m;
	struct why w;

	r.limits.text_bytes = 5;
	is_int(msg_read(a, &r, mail, sizeof(mail) - 1, &m, &w), OK,
	    "long text is cut, not bad");
	is_str(m.text, "abcd\n", "no character is cut in two");
	arena_free(&a);
}

int
main(void)
{
	load();
	test_corpus();
	test_small();
	test_limit();
	return done_testing();
}
