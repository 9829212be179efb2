/* objects: mail base */
#include <stdlib.h>
#include <time.h>

#include "tap.h"

#include "base/buf.h"
#include "base/file.h"
#include "mail/html.h"
#include "mail/quote.h"

static struct quote_patterns *patterns;

static const struct row {
	const char *what, *text, *want;
} rows[] = {
	{ "nothing to cut", "Halo,\n\nmohon data.\n", "Halo,\n\nmohon data." },
	{ "mailx sets a tab before what it quotes, and writes below",
	    "BPS <bps@example.go.id> wrote:\n\n\t--- Tulis jawaban di atas "
	    "garis ini ---\n\t\n\tTiket baru\n\t#selesai\n\n320 jiwa.\n",
	    "320 jiwa." },
	{ "a table under a colon is no quote",
	    "Untuk Bu Dewi@Dinas:\n\n\t2023\t2024\n\t10\t12\n\nSalam\n",
	    "Untuk Bu Dewi@Dinas:\n\n\t2023\t2024\n\t10\t12\n\nSalam" },
	{ "Gmail, Indonesian, top-posted",
	    "Terima kasih.\n\nPada tgl 5 Okt 2026 13.55, \"BPS\" "
	    "<bps@example.go.id> menulis:\n\n> Yth. Budi\n> data terlampir\n",
	    "Terima kasih." },
	{ "Gmail, Indonesian, new form",
	    "Baik.\n\nPada Sen, 5 Okt 2026 pukul 13.55 BPS Mempawah <\n"
	    "bps@example.go.id> menulis:\n\n> x\n",
	    "Baik." },
	{ "Gmail, English, wrapped over three lines",
	    "Thanks.\n\nOn Mon, Oct 5, 2026 at 1:55 PM BPS Mempawah\n"
	    "<a-very-long-address-of-an-office@example.go.id>\nwrote:\n\n> x\n",
	    "Thanks." },
	{ "no quote signs below it",
	    "OK\n\nOn Mon, 5 Oct 2026, 13:55 BPS, <b@example.org> wrote:\n\n"
	    "Yth. Budi\n",
	    "OK" },
	{ "our mail without any mark: not our complaint channels",
	    "Data: jumlah desa\n\nYth. Saudara,\n\nTahun:\n\nLayanan "
	    "konsultasi statistik tidak dipungut biaya. Kami tidak\nmenerima "
	    "imbalan.\n\nAnda dapat menyampaikan pengaduan melalui:\n",
	    "Data: jumlah desa\n\nYth. Saudara,\n\nTahun:" },
	{ "an officer may say that it is free",
	    "Layanan konsultasi statistik tidak dipungut biaya.\nSalam\n",
	    "Layanan konsultasi statistik tidak dipungut biaya.\nSalam" },
	{ "Malay",
	    "Ya.\n\nPada Isn, 5 Okt 2026 pada 1:55 PTG BPS "
	    "<b@example.org> menulis:\n> x\n",
	    "Ya." },
	{ "Yahoo, Indonesian",
	    "ya\n\nPada Senin, 5 Oktober 2026 13.55.10 WIB, BPS "
	    "<b@example.org> menulis:\n\n x\n",
	    "ya" },
	{ "Outlook, English",
	    "Please find it attached.\n\nFrom: BPS <b@example.org>\n"
	    "Sent: Monday, October 5, 2026 1:55 PM\nTo: Budi\n"
	    "Subject: RE: Data\n\nDear Budi\n",
	    "Please find it attached." },
	{ "Outlook, Indonesian",
	    "Berikut datanya.\n\nDari: BPS <b@example.org>\n"
	    "Terkirim: 05 Oktober 2026 13:55\nKepada: Budi\n"
	    "Perihal: RE: Data\n\nYth. Budi\n",
	    "Berikut datanya." },
	{ "Outlook, Indonesian, old",
	    "ok\n\n-----Pesan Asli-----\nDari: BPS\nDikirim: Senin\n\nx\n",
	    "ok" },
	{ "Outlook, a rule first",
	    "ok\n\n________________________________\nFrom: BPS "
	    "<b@example.org>\nSent: Monday\nTo: Budi\nSubject: x\n\ny\n",
	    "ok" },
	{ "Outlook, bold labels",
	    "ok\n\n*From:* BPS <b@example.org>\n*Sent:* Monday\n*To:* Budi\n"
	    "*Subject:* x\n\ny\n",
	    "ok" },
	{ "Zimbra",
	    "ok\n\n----- Original Message -----\nFrom: \"BPS\" "
	    "<b@example.org>\nTo: \"Budi\"\nSent: Monday\n\ny\n",
	    "ok" },
	{ "Thunderbird", "ok\n\nOn 05/10/2026 13:55, BPS wrote:\n> x\n>\n> y\n",
	    "ok" },
	{ "Roundcube", "ok\n\nOn 2026-10-05 13:55, BPS wrote:\n> x\n", "ok" },
	{ "K-9",
	    "ok\n\nOn October 5, 2026 1:55:10 PM GMT+07:00, BPS "
	    "<b@example.org> wrote:\n>x\n",
	    "ok" },
	{ "Samsung",
	    "ok\n\n-------- Original message --------\nFrom: BPS "
	    "<b@example.org>\nDate: 05/10/2026 13:55 (GMT+07:00)\nTo: Budi\n"
	    "Subject: x\n\ny\n",
	    "ok" },
	{ "mutt",
	    "ok\n\nOn Mon, Oct 05, 2026 at 01:55:10PM +0700, BPS "
	    "wrote:\n> x\n",
	    "ok" },
	{ "German",
	    "ok\n\nAm Mo., 5. Okt. 2026 um 13:55 Uhr schrieb BPS "
	    "<b@example.org>:\n\n> x\n",
	    "ok" },
	{ "French",
	    "ok\n\nLe lun. 5 oct. 2026 \xc3\xa0 13:55, BPS "
	    "<b@example.org> a \xc3\xa9"
	    "crit :\n\n> x\n",
	    "ok" },
	{ "a language without a pattern",
	    "ok\n\nNgomongo 5 Okt 2026 13:55 BPS <b@example.org> "
	    "uthe:\n> x\n",
	    "ok" },
	{ "bottom-posted",
	    "On 05/10/2026 13:55, BPS wrote:\n> Tahun berapa?\n\n2025.\n",
	    "2025." },
	{ "bottom-posted below a greeting",
	    "Halo,\n\nOn 05/10/2026 13:55, BPS wrote:\n> Tahun?\n\n2025.\n",
	    "Halo,\n\n2025." },
	{ "point by point",
	    "On 05/10/2026 13:55, BPS wrote:\n> Tahun berapa?\n\n2025.\n\n"
	    "> Untuk apa?\n\nSkripsi.\n\n> Salam\n> BPS\n",
	    "On 05/10/2026 13:55, BPS wrote:\n> Tahun berapa?\n\n2025.\n\n"
	    "> Untuk apa?\n\nSkripsi." },
	{ "a quote that the author chose",
	    "Tentang ini:\n\n> data 2025\n\nmohon diperbaiki.\n",
	    "Tentang ini:\n\n> data 2025\n\nmohon diperbaiki." },
	{ "a wrapped quote is no answer",
	    "ok\n\nOn 05/10/2026 13:55, BPS wrote:\n> mohon maaf data yang "
	    "Saudara minta belum dapat kami\nberikan hari ini\n> salam\n",
	    "ok" },
	{ "signature", "Halo\n\n-- \nBudi\nDinas X\n", "Halo" },
	{ "signature without its space", "Halo\n--\nBudi\n", "Halo" },
	{ "a dash in a list is no signature",
	    "Butuh:\n-- data satu\n-- data dua\n",
	    "Butuh:\n-- data satu\n-- data dua" },
	{ "closing stays", "Halo\n\nHormat saya,\nBudi\n",
	    "Halo\n\nHormat saya,\nBudi" },
	{ "phone", "Halo\n\nDikirim dari iPhone saya\n", "Halo" },
	{ "phone, English", "Hello\n\nSent from my iPhone\n", "Hello" },
	{ "phone above a quote",
	    "Halo\n\nSent from my Samsung Galaxy smartphone.\n\n"
	    "On 05/10/2026 13:55, BPS wrote:\n> x\n",
	    "Halo" },
	{ "a sentence of a phone stays",
	    "Data itu Sent from my desk, is all.\n",
	    "Data itu Sent from my desk, is all." },
	{ "Yahoo's slogan", "Halo\n\nYahoo Mail: Cari, Atur, Kendalikan\n",
	    "Halo" },
	{ "Outlook for Android",
	    "Halo\n\nDapatkan Outlook untuk Android<https://aka.ms/x>\n",
	    "Halo" },
	{ "disclaimer",
	    "Halo\n\nBudi\n\nCONFIDENTIALITY NOTICE: this e-mail is for its\n"
	    "addressee.\n\nDelete it otherwise.\n",
	    "Halo\n\nBudi" },
	{ "disclaimer, Indonesian",
	    "Halo\n\n____________\nEmail ini dan lampirannya bersifat rahasia "
	    "dan hanya ditujukan\nkepada penerima.\n",
	    "Halo" },
	{ "a list's footer",
	    "Halo\n\n_______________\nmilis data\nhttp://example.org/milis\n",
	    "Halo" },
	{ "forward",
	    "Mohon diproses.\n\n---------- Forwarded message "
	    "---------\nDari: Budi <b@example.org>\nDate: Sen, 5 Okt "
	    "2026 13.55\nSubject: Data\nTo: <bps@example.org>\n\nx\n",
	    "Mohon diproses." },
	{ "Apple's forward",
	    "Mohon diproses.\n\nMulai pesan yang diteruskan:\n\n> Dari: Budi "
	    "<b@example.org>\n> Perihal: Data\n> x\n",
	    "Mohon diproses." },
	{ "the words of a letter are no fields",
	    "Nomor: 12\nLampiran: -\nPerihal: Permohonan data\n\nKepada Yth.\n"
	    "Kepala BPS\n",
	    "Nomor: 12\nLampiran: -\nPerihal: Permohonan data\n\n"
	    "Kepada Yth.\nKepala BPS" },
	{ "an appointment is no quote",
	    "Undangan:\n\nHari: Senin\nTanggal: 5 Oktober 2026\nWaktu: 09.00\n"
	    "Tempat: Aula\n",
	    "Undangan:\n\nHari: Senin\nTanggal: 5 Oktober 2026\nWaktu: 09.00\n"
	    "Tempat: Aula" },
	{ "a sentence that begins as an attribution",
	    "Pada tahun 2025 kami menulis:\nsatu\n",
	    "Pada tahun 2025 kami menulis:\nsatu" },
	{ "reply above this line",
	    "ok\n\n--- Balas di atas garis ini ---\n\nTiket Anda\n", "ok" },
	{ "a citizen's story",
	    "Kronologi:\nPada 5 Okt 2026 pukul 10.00 petugas menulis:\n"
	    "datang besok\n\nOn 6 October 2026 at 10:00 they said:\nno\n",
	    "Kronologi:\nPada 5 Okt 2026 pukul 10.00 petugas menulis:\n"
	    "datang besok\n\nOn 6 October 2026 at 10:00 they said:\nno" },
	{ "a memo has fields too",
	    "Dari: Budi\nUntuk: BPS\nPerihal: data\nTanggal: 5 Oktober\n\n"
	    "Mohon data.\n",
	    "Dari: Budi\nUntuk: BPS\nPerihal: data\nTanggal: 5 Oktober\n\n"
	    "Mohon data." },
	{ "reply above this line, nothing above",
	    "##- Tulis balasan Anda di atas baris ini -##\n\nTiket dibuka.\n",
	    "Tiket dibuka." },
	{ "forward without a note",
	    "---------- Forwarded message ---------\nDari: a@example.org\n"
	    "Date: Senin\nSubject: x\n\ny\n",
	    "" },
	{ "disclaimer below a heading",
	    "Halo\n\nPERHATIAN: Email ini beserta lampirannya hanya ditujukan "
	    "bagi penerima.\n",
	    "Halo" },
	{ "nothing but a quote", "On 05/10/2026 13:55, BPS wrote:\n> x\n", "" },
	{ "empty", "", "" },
};

static const char *
own(struct arena *a, const struct quote_patterns *q, const char *text)
{
	return quote_own_words(a, q, text, strlen(text));
}

static void
test_rows(void)
{
	struct arena *a = arena_new();
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		is_str(
		    own(a, patterns, rows[i].text), rows[i].want, rows[i].what);
	is_str(own(a, NULL, "a\n\n> b\n-- \nc\n"), "a",
	    "without patterns: quote signs and \"-- \"");
	arena_free(&a);
}

static const struct row pages[] = {
	{ "Gmail",
	    "<div dir=ltr>Ya, setuju.<br></div><br><div "
	    "class=\"gmail_quote\"><div class=\"gmail_attr\">Sarana lupa "
	    "bahasa:<br></div><blockquote class=\"gmail_quote\">Apakah "
	    "setuju?</blockquote></div>",
	    "Ya, setuju." },
	{ "Outlook on the web",
	    "<div>Setuju.</div><div id=\"appendonsend\"></div><hr>"
	    "<div id=\"divRplyFwdMsg\"><b>Xxx:</b> BPS<br><b>Yyy:</b> "
	    "Senin</div><div>Apakah setuju?</div>",
	    "Setuju." },
	{ "Outlook on a desktop",
	    "<p class=MsoNormal>Setuju.</p><div style='border:none;"
	    "border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
	    "<p class=MsoNormal><b>Xxx:</b> BPS<br><b>Yyy:</b> Senin<br>"
	    "<b>Zzz:</b> Budi</p></div><p>Apakah setuju?</p>",
	    "Setuju." },
	{ "a ruled box of the author's",
	    "<p>Lihat:</p><div style='border-top:solid red 1pt'>"
	    "<p>Catatan penting saya.</p></div>",
	    "Lihat:\n\nCatatan penting saya." },
	{ "Thunderbird",
	    "<p>Setuju.</p><div class=\"moz-cite-prefix\">Kata BPS:<br></div>"
	    "<blockquote type=\"cite\">Apakah?</blockquote>",
	    "Setuju." },
	{ "Yahoo",
	    "<div>Setuju.</div><div id=\"yahoo_quoted_1\" "
	    "class=\"yahoo_quoted\">Kata BPS<br>Apakah?</div>",
	    "Setuju." },
	{ "Gmail's signature",
	    "Setuju.<br>-- <br><div class=\"gmail_signature\">Budi<br>"
	    "Dinas</div>",
	    "Setuju." },
};

static void
test_pages(void)
{
	struct arena *a = arena_new();
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		buf_init(&b, 100000);
		html_add_marked(&b, pages[i].text, strlen(pages[i].text));
		is_str(own(a, patterns, b.s), pages[i].want, pages[i].what);
		buf_free(&b);
	}
	arena_free(&a);
}

/* A file of patterns that is refused, and the words of the refusal. */
static void
test_bad_patterns(void)
{
	static const struct row bad[] = {
		{ "an unknown section", "[nonsense x]\n", "x:1: [nonsense]" },
		{ "no name", "[client]\npattern = a\n",
		    "x:1: [client]: a name" },
		{ "no example", "[client a]\npattern = a\n", "has no example" },
		{ "no pattern", "[client a]\nexample = a\n", "has no pattern" },
		{ "an unknown key", "[client a]\nregex = a\n",
		    "x:2: unknown key" },
		{ "a key before any section", "pattern = a\n",
		    "x:1: \"pattern\" stands before" },
		{ "a bad pattern", "[client a]\npattern = (\nexample = a\n",
		    "x:1: pattern: " },
	};
	static const char odd[] = "[client a]\npattern = b\nexample = c\n";
	struct quote_patterns *q = quote_patterns_new();
	struct why w;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		is_int(quote_patterns_add(
			   q, "x", bad[i].text, strlen(bad[i].text), &w),
		    ERR_ITEM, bad[i].what);
		ok(strstr(w.s, bad[i].want) != NULL, "says \"%s\": %s",
		    bad[i].want, w.s);
		is_int((long long)quote_patterns_count(q), 0, "none counts");
	}
	is_int(quote_patterns_add(q, "x", odd, strlen(odd), &w), OK,
	    "an example that does not match is read");
	is_int(quote_patterns_test(q, &w), ERR_ITEM, "and found by the test");
	ok(strstr(w.s, "\"a\"") != NULL, "which names it: %s", w.s);
	quote_patterns_free(&q);
	ok(q == NULL, "freed");
}

static void
test_shipped(void)
{
	static const char *const files[] = { "attribution", "client",
		"disclaimer", "separator", "ours" };
	char path[64];
	struct buf b;
	struct why w = { "" };
	size_t i;

	patterns = quote_patterns_new();
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(path, sizeof(path), "conf/patterns/%s.conf", files[i]);
		buf_init(&b, 1 << 20);
		is_int(file_read(path, &b, &w), OK, path);
		is_int(quote_patterns_add(patterns, path, b.s, b.len, &w), OK,
		    "its patterns are good");
		buf_free(&b);
	}
	is_int(quote_patterns_test(patterns, &w), OK,
	    "each shipped pattern matches its example");
	ok(quote_patterns_count(patterns) > 80, "there are many");
}

/* n lines, cut; quadratic work would take minutes. */
static bool
is_quick(const char *line, size_t n)
{
	struct arena *a = arena_new();
	struct buf b;
	clock_t begin = clock();
	size_t i;

	buf_init(&b, 64u << 20);
	for (i = 0; i < n; i++)
		buf_adds(&b, line);
	quote_own_words(a, patterns, b.s, b.len);
	buf_free(&b);
	arena_free(&a);
	return clock() - begin < 10 * CLOCKS_PER_SEC;
}

static void
test_hostile(void)
{
	static const char *const lines[] = { "\n", "> a\n", "To: a\n",
		"On 5 Oct 2026 at 13:55\n", "a 1 2 <a@b>:\n", "--\n",
		"> a\nb\n", "-----\n", "From: a@b\n\n", "\1\n", "\3\nA: b\n",
		"Sent from my iPhone\n> a\n", "On 1 2 On 1 2 wrote:\n> \n" };
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		ok(is_quick(lines[i], 100000), "100,000 times row %zu", i);
	ok(is_quick("On 1 2 ", 100000), "one long line");
}

int
main(void)
{
	test_shipped();
	test_rows();
	test_pages();
	test_bad_patterns();
	test_hostile();
	quote_patterns_free(&patterns);
	return done_testing();
}
