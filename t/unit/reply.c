/* objects: desk/reply desk/shown desk/template desk/calendar_say desk/calendar
 * desk/calendar_list base/mustache base/mustache_render base/wrap base/buf
 * base/mem base/err base/text base/file base/tod base/arena */
/*
 * Every mail of the desk for fixed facts: compared with t/golden, text with
 * HTML, and both with the rules of plain language. TANGGAP_GOLDEN=write makes
 * the golden files anew; TANGGAP_SHOW=DIR writes every mail there to look at.
 */
#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tap.h"

#include "base/banned.h"
#include "base/file.h"
#include "base/text.h"
#include "base/tod.h"
#include "base/wrap.h"
#include "desk/reply.h"

#define RECEIVED 1795140720 /* 2026-11-20T09:12:00+07:00 */
#define DUE 1795597200      /* 2026-11-25T16:00:00+07:00 */
#define LONG_DUE 1796979600 /* 2026-12-11T16:00:00+07:00 */
#define PAST 1795100000     /* before RECEIVED */
#define DUE_2028 1830675600 /* 2028-01-05T16:00:00+07:00 */

static struct office office = {
	.name = "BPS Kabupaten Contoh",
	.unit = "Pelayanan Statistik Terpadu",
	.street = "Jalan Merdeka No. 1, Contoh 12345",
	.phone = "+62 21 5550100",
	.website = "https://contoh.example",
	.area = "Kabupaten Contoh",
	.address = "pst@contoh.example",
	.whatsapp = "+62 811-5550-100",
	.instagram = "@bpscontoh",
	.lapor = "https://www.lapor.go.id",
	.complaint_handler = "Pengelola Pengaduan BPS Kabupaten Contoh",
	.privacy_url = "https://contoh.example/privasi",
	.pst_url = "https://pst.bps.go.id",
	.prefix = "PST",
	.offset = 7 * 3600,
	.zone_name = "WIB",
	.consultation_days = 3,
	.complaint_first_days = 5,
	.complaint_days = 14,
	.supervisory_days = 60,
	.show_account_invitation = true,
	.romantik_url = "https://romantik.web.bps.go.id",
	.ppid_url = "https://ppid.bps.go.id",
	.bps_complaint_url = "https://webapps.bps.go.id/pengaduan",
	.ombudsman_url = "https://ombudsman.go.id",
	.reopen_days = 30,
	.personal_hours = 72,
};

static const char *const three[] = { "data", "wilayah", "periode" };
static const char *const happened[] = { "apa", "kapan", "di-mana", "nama" };
static const char *const account[] = { "akun" };

#define ANSWER \
	"Jumlah penduduk Kabupaten Contoh menurut kecamatan:\n\n" \
	"Kecamatan      2024     2025\n" \
	"Utara        12.345   12.567\n" \
	"Selatan       9.876   10.012\n\n" \
	"Angka 2025 bersifat sementara & dapat berubah bila hasil < 3 bulan."
#define LETTER \
	"Yth. Ibu Sari,\n\nDengan hormat, data terlampir.\n\n" \
	"Hormat kami,\nRina Kartika"
#define FORMATTED_TEXT "Angkanya 12.345 orang."
#define FORMATTED "Angkanya <strong>12.345</strong> orang."
static const char *const concept[] = { "konsep", "kegiatan" };

static const struct scenario {
	const char *name; /* of the golden file */
	const char *template;
	enum kind kind;
	enum topic topic;
	struct strs missing;
	int64_t first, due;
	bool authenticated, supervisory, secret;
	const char *previous, *service;
	const char *answer, *answer_html, *officer, *into, *second_code;
	struct strs second_missing;
	bool account; /* the office asks for one */
} scenarios[] = {
	{ "ack-konsultasi", "ack-konsultasi", KIND_KONSULTASI, TOPIC_DATA,
	    { 0 }, TOD_NONE, DUE, true, false, false, .previous = "",
	    .service = "" },
	{ "ack-konsultasi-metadata", "ack-konsultasi", KIND_KONSULTASI,
	    TOPIC_METADATA, { 0 }, TOD_NONE, DUE, false, false, false,
	    .previous = "", .service = "" },
	{ "ask-lengkapi", "ask-lengkapi", KIND_KONSULTASI, TOPIC_DATA,
	    { three, 3 }, TOD_NONE, TOD_NONE, true, false, false,
	    .previous = "", .service = "" },
	{ "ask-lengkapi-konsep", "ask-lengkapi", KIND_KONSULTASI,
	    TOPIC_KLASIFIKASI, { concept, 2 }, TOD_NONE, TOD_NONE, false, false,
	    false, .previous = "", .service = "" },
	{ "ask-lengkapi-salam", "ask-lengkapi", KIND_KONSULTASI, TOPIC_NONE,
	    { 0 }, TOD_NONE, TOD_NONE, false, false, false, .previous = "",
	    .service = "" },
	{ "ack-pengaduan", "ack-pengaduan", KIND_PENGADUAN, TOPIC_NONE, { 0 },
	    DUE, LONG_DUE, true, false, false, .previous = "", .service = "" },
	{ "ack-pengaduan-kurang", "ack-pengaduan", KIND_PENGADUAN, TOPIC_NONE,
	    { happened, 4 }, DUE, LONG_DUE, false, false, false, .previous = "",
	    .service = "" },
	{ "ack-pengaduan-rahasia", "ack-pengaduan", KIND_PENGADUAN, TOPIC_NONE,
	    { 0 }, DUE, LONG_DUE, true, false, true, .previous = "",
	    .service = "" },
	{ "ack-pengaduan-pengawasan", "ack-pengaduan", KIND_PENGADUAN,
	    TOPIC_NONE, { 0 }, DUE, LONG_DUE, true, true, false, .previous = "",
	    .service = "" },
	{ "ack-layanan-lain", "ack-layanan-lain", KIND_LAYANAN_LAIN, TOPIC_NONE,
	    { 0 }, TOD_NONE, TOD_NONE, true, false, false, .previous = "",
	    .service = "" },
	{ "ack-layanan-lain-romantik", "ack-layanan-lain", KIND_LAYANAN_LAIN,
	    TOPIC_NONE, { 0 }, TOD_NONE, TOD_NONE, true, false, false,
	    .previous = "", .service = "romantik" },
	{ "ack-bukan-layanan", "ack-bukan-layanan", KIND_BUKAN_LAYANAN,
	    TOPIC_NONE, { 0 }, TOD_NONE, TOD_NONE, true, false, false,
	    .previous = "", .service = "" },
	{ "ack-ragu", "ack-ragu", KIND_RAGU, TOPIC_NONE, { 0 }, TOD_NONE, DUE,
	    true, false, false, .previous = "", .service = "" },
	{ "ack-tambahan", "ack-tambahan", KIND_KONSULTASI, TOPIC_DATA, { 0 },
	    TOD_NONE, DUE, true, false, false, .previous = "", .service = "" },
	{ "ack-tambahan-pengaduan", "ack-tambahan", KIND_PENGADUAN, TOPIC_NONE,
	    { 0 }, TOD_NONE, LONG_DUE, true, false, true, .previous = "",
	    .service = "" },
	{ "ack-tambahan-hari-libur", "ack-tambahan", KIND_KONSULTASI,
	    TOPIC_DATA, { 0 }, TOD_NONE, DUE_2028, true, false, false,
	    .previous = "", .service = "" },
	{ "new-after-close-lain", "new-after-close", KIND_LAYANAN_LAIN,
	    TOPIC_NONE, { 0 }, TOD_NONE, TOD_NONE, true, false, false,
	    .previous = "PST-2609-0007", .service = "" },
	{ "new-after-close-kurang", "new-after-close", KIND_KONSULTASI,
	    TOPIC_DATA, { three, 3 }, TOD_NONE, TOD_NONE, false, false, false,
	    .previous = "PST-2609-0007", .service = "" },
	{ "new-after-close", "new-after-close", KIND_KONSULTASI, TOPIC_DATA,
	    { 0 }, TOD_NONE, DUE, true, false, false,
	    .previous = "PST-2609-0007", .service = "" },
	{ "new-after-close-pengaduan", "new-after-close", KIND_PENGADUAN,
	    TOPIC_NONE, { 0 }, DUE, LONG_DUE, true, false, false,
	    .previous = "PST-2609-0007", .service = "" },
	{ "oversize", "oversize", KIND_NONE, TOPIC_NONE, { 0 }, TOD_NONE,
	    TOD_NONE, true, false, false, .previous = "", .service = "" },
	{ "unreadable", "unreadable", KIND_NONE, TOPIC_NONE, { 0 }, TOD_NONE,
	    TOD_NONE, false, false, false, .previous = "", .service = "" },
	{ "ack-konsultasi-terlambat", "ack-konsultasi", KIND_KONSULTASI,
	    TOPIC_DATA, { 0 }, TOD_NONE, PAST, true, false, false,
	    .previous = "", .service = "" },
	{ "ack-pengaduan-campuran", "ack-pengaduan", KIND_PENGADUAN, TOPIC_NONE,
	    { 0 }, DUE, LONG_DUE, true, false, false, .previous = "",
	    .service = "", .second_code = "PST-2611-0043" },
	{ "ack-pengaduan-campuran-kurang", "ack-pengaduan", KIND_PENGADUAN,
	    TOPIC_NONE, { happened, 4 }, DUE, LONG_DUE, true, false, true,
	    .previous = "", .service = "", .second_code = "PST-2611-0043",
	    .second_missing = { three, 3 } },
	{ "ask-lengkapi-akun", "ask-lengkapi", KIND_KONSULTASI, TOPIC_DATA,
	    { account, 1 }, TOD_NONE, TOD_NONE, true, false, false,
	    .previous = "", .service = "", .account = true },
	{ "ack-data-pribadi", "ack-data-pribadi", KIND_LAYANAN_LAIN, TOPIC_NONE,
	    { 0 }, TOD_NONE, DUE, true, false, false, .previous = "",
	    .service = "data-pribadi" },
	{ "jawaban", "jawaban", KIND_KONSULTASI, TOPIC_DATA, { 0 }, TOD_NONE,
	    TOD_NONE, true, false, false, .previous = "", .service = "", ANSWER,
	    "", "Rina Kartika" },
	{ "jawaban-salam", "jawaban", KIND_KONSULTASI, TOPIC_DATA, { 0 },
	    TOD_NONE, TOD_NONE, true, false, false, .previous = "",
	    .service = "", LETTER, "", "" },
	{ "jawaban-format", "jawaban", KIND_KONSULTASI, TOPIC_DATA, { 0 },
	    TOD_NONE, TOD_NONE, true, false, false, .previous = "",
	    .service = "", FORMATTED_TEXT, FORMATTED, "" },
	{ "jawaban-pengaduan", "jawaban", KIND_PENGADUAN, TOPIC_NONE, { 0 },
	    TOD_NONE, TOD_NONE, true, false, true, .previous = "",
	    .service = "", ANSWER, "", "" },
	{ "kabar", "kabar", KIND_KONSULTASI, TOPIC_DATA, { 0 }, TOD_NONE, DUE,
	    true, false, false, .previous = "", .service = "",
	    "Data sedang kami siapkan bersama tim produksi.", "", "" },
	{ "kabar-pengaduan", "kabar", KIND_PENGADUAN, TOPIC_NONE, { 0 },
	    TOD_NONE, LONG_DUE, true, false, false, .previous = "",
	    .service = "", "Kami telah meminta keterangan dari petugas.", "",
	    "" },
	{ "tanya", "tanya", KIND_KONSULTASI, TOPIC_DATA, { 0 }, TOD_NONE,
	    TOD_NONE, true, false, false, .previous = "", .service = "",
	    "Apakah yang Anda perlukan data per kecamatan?", "",
	    "Rina Kartika" },
	{ "pengingat", "pengingat", KIND_KONSULTASI, TOPIC_DATA, { three, 3 },
	    TOD_NONE, TOD_NONE, true, false, false, .previous = "",
	    .service = "" },
	{ "pengingat-pertanyaan", "pengingat", KIND_PENGADUAN, TOPIC_NONE,
	    { 0 }, TOD_NONE, TOD_NONE, false, false, true, .previous = "",
	    .service = "" },
	{ "tutup-tanpa-jawaban", "tutup-tanpa-jawaban", KIND_KONSULTASI,
	    TOPIC_DATA, { 0 }, TOD_NONE, TOD_NONE, true, false, false,
	    .previous = "", .service = "" },
	{ "selesai", "selesai", KIND_KONSULTASI, TOPIC_DATA, { 0 }, TOD_NONE,
	    TOD_NONE, true, false, false, .previous = "", .service = "" },
	{ "selesai-survei", "selesai-survei", KIND_KONSULTASI, TOPIC_DATA,
	    { 0 }, TOD_NONE, TOD_NONE, true, false, false, .previous = "",
	    .service = "" },
	{ "dialihkan", "dialihkan", KIND_KONSULTASI, TOPIC_DATA, { 0 },
	    TOD_NONE, TOD_NONE, true, false, false, .previous = "",
	    .service = "produk" },
	{ "dialihkan-instansi", "dialihkan", KIND_KONSULTASI, TOPIC_DATA, { 0 },
	    TOD_NONE, TOD_NONE, true, false, false, .previous = "",
	    .service = "Dinas Kependudukan dan Pencatatan Sipil",
	    "Data akta kelahiran dikelola oleh dinas, bukan oleh kami.", "",
	    "" },
	{ "gabung", "gabung", KIND_KONSULTASI, TOPIC_DATA, { 0 }, TOD_NONE, DUE,
	    true, false, false, .previous = "", .service = "",
	    .into = "PST-2611-0040" },
	{ "ulang-jenis", "ulang-jenis", KIND_KONSULTASI, TOPIC_METADATA, { 0 },
	    TOD_NONE, DUE, true, false, false, .previous = "", .service = "" },
	{ "ulang-jenis-kurang", "ulang-jenis", KIND_KONSULTASI, TOPIC_DATA,
	    { three, 3 }, TOD_NONE, TOD_NONE, true, false, false,
	    .previous = "", .service = "" },
	{ "ulang-jenis-pengaduan", "ulang-jenis", KIND_PENGADUAN, TOPIC_NONE,
	    { 0 }, DUE, LONG_DUE, true, false, false, .previous = "",
	    .service = "" },
	{ "ulang-jenis-pengawasan", "ulang-jenis", KIND_PENGADUAN, TOPIC_NONE,
	    { 0 }, DUE, LONG_DUE, true, true, false, .previous = "",
	    .service = "" },
	{ "ulang-jenis-lain", "ulang-jenis", KIND_LAYANAN_LAIN, TOPIC_NONE,
	    { 0 }, TOD_NONE, TOD_NONE, true, false, false, .previous = "",
	    .service = "ppid" },
	{ "ulang-jenis-bukan", "ulang-jenis", KIND_BUKAN_LAYANAN, TOPIC_NONE,
	    { 0 }, TOD_NONE, TOD_NONE, true, false, false, .previous = "",
	    .service = "" },
};
#define NSCENARIOS (sizeof(scenarios) / sizeof(scenarios[0]))

static struct reply_facts
facts_of(const struct scenario *s, const char *language)
{
	bool ticket = s->kind != KIND_NONE;

	office.account_required = s->account;
	return (struct reply_facts){ .office = &office,
		.language = language,
		.template = s->template,
		.name = "Sari Dewi Lestari",
		.address = "sari.dewi@mail.example",
		.code = ticket ? "PST-2611-0042" : "",
		.tag = ticket ? "[PST-2611-0042-K7Q]" : "",
		.received = RECEIVED,
		.now = RECEIVED,
		.due = s->due,
		.due_unlisted = s->due == DUE_2028,
		.complaint_first = s->first,
		.kind = s->kind,
		.topic = s->topic,
		.missing = s->missing,
		.secret = s->secret,
		.supervisory = s->supervisory,
		.authenticated = s->authenticated,
		.subject = "Permintaan data jumlah penduduk",
		.size = "42 MB",
		.limit = "25 MB",
		.previous = s->previous,
		.service = s->service,
		.answer = s->answer,
		.answer_html = s->answer_html,
		.officer = s->officer,
		.closes = LONG_DUE,
		.into = s->into,
		.second_code = s->second_code,
		.second_due = s->second_missing.n > 0 ? TOD_NONE : DUE,
		.second_missing = s->second_missing };
}

static void
write_file(const char *path, const char *s)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(s, f) < 0 || fclose(f) != 0) {
		perror(path);
		exit(1);
	}
}

static void
golden(struct arena *a, const char *path, const char *got)
{
	const char *mode = getenv("TANGGAP_GOLDEN");
	struct why w = { "" };
	struct buf b;

	(void)a;
	if (mode != NULL && strcmp(mode, "write") == 0)
		write_file(path, got);
	buf_init(&b, 1 << 20);
	ok(file_read(path, &b, &w) == OK, "%s read %s", path, w.s);
	is_str(got, b.s, path);
	buf_free(&b);
}

static void
show(struct arena *a, const char *name, const char *language,
    const struct draft *d)
{
	const char *dir = getenv("TANGGAP_SHOW");

	if (dir == NULL)
		return;
	write_file(
	    arena_printf(a, "%s/%s.%s.html", dir, name, language), d->html);
	write_file(arena_printf(a, "%s/%s.%s.txt", dir, name, language),
	    arena_printf(a, "Subject: %s\n\n%s", d->subject, d->text));
}

/* The words alone: no tags, no marks of lists and of aligned labels. */
static char *
words_of(struct arena *a, const char *s, bool html)
{
	static const struct {
		const char *name, *text;
	} entities[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
		{ "&quot;", "\"" }, { "&#39;", "'" }, { "&nbsp;", " " } };
	struct buf b, squeezed;
	char *r;
	size_t i;

	buf_init(&b, 1 << 20);
	buf_init(&squeezed, 1 << 20);
	if (html)
		s = strstr(s, "</head>");
	while (*s != '\0') {
		if (html && *s == '<') {
			if (strncmp(s, "<strong", 7) != 0 &&
			    strncmp(s, "</strong", 8) != 0 &&
			    strncmp(s, "<a ", 3) != 0 &&
			    strncmp(s, "</a", 3) != 0)
				buf_addc(&b, ' ');
			s = strchr(s, '>') + 1;
			continue;
		}
		for (i = 0; html && i < 6; i++)
			if (text_istarts(s, entities[i].name))
				break;
		if (html && i < 6) {
			buf_adds(&b, entities[i].text);
			s += strlen(entities[i].name);
		} else if (!html && (strncmp(s, "\n- ", 3) == 0 ||
					strncmp(s, " : ", 3) == 0)) {
			buf_addc(&b, ' ');
			s += 3;
		} else
			buf_addc(&b, *s++);
	}
	text_add_squeezed(&squeezed, b.s, b.len);
	r = arena_strn(a, squeezed.s, squeezed.len);
	buf_free(&b);
	buf_free(&squeezed);
	return r;
}

static void
same_words(struct arena *a, const char *what, const struct draft *d)
{
	const char *text = words_of(a, d->text, false);
	const char *html = words_of(a, d->html, true);
	const char *head = arena_printf(a, "%s %s ", office.unit, office.name);

	/* the HTML has the office's name as its heading */
	if (ok(text_istarts(html, head), "%s: HTML has a heading", what))
		html += strlen(head);
	is_str(
	    html, text, arena_printf(a, "%s: HTML says what text says", what));
}

static int
longest_line(const char *s)
{
	int n = 0, max = 0;

	for (; *s != '\0'; s++) {
		if (*s == '\n')
			n = 0;
		else if (((unsigned char)*s & 0xc0) != 0x80)
			n++;
		if (n > max)
			max = n;
	}
	return max;
}

/* Words of the longest sentence, lists and addresses apart. */
static int
longest_sentence(const char *s)
{
	int n = 0, max = 0;
	bool skip = false, in = false;

	for (; *s != '\0'; s++) {
		bool start = s[-1] == '\n';

		if (start)
			skip = strncmp(s, "  ", 2) == 0 ||
			       strncmp(s, "- ", 2) == 0;
		if (skip || (*s == '\n' && s[1] == '\n') ||
		    (*s == '\n' && s[-1] == ':') ||
		    ((*s == '.' || *s == '?') && isspace((unsigned char)s[1])))
			n = 0, in = false;
		else if (isspace((unsigned char)*s))
			in = false;
		else if (!in) {
			in = true;
			n++;
		}
		if (n > max)
			max = n;
	}
	return max;
}

static int
shouted_words(const char *s)
{
	static const char *const names[] = { "BPS", "WIB", "PST", "SP4N", "MB",
		"LAPOR", "PPID", "PDF", "JPG", "DOCX", "XLSX", "KBLI", "KBJI",
		"KTP" };
	int found = 0;
	size_t i, n;

	for (; *s != '\0'; s += n ? n : 1) {
		n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
		for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (strlen(names[i]) == n &&
			    strncmp(s, names[i], n) == 0)
				break;
		if (n > 1 && i == sizeof(names) / sizeof(names[0]) &&
		    strcspn(s, "0123456789") > 1 && s[-1] != '-')
			found++;
	}
	return found;
}

static void
check_style(const char *what, const struct draft *d, struct arena *a)
{
	static const char *const never[] = { "<img", "<script", "<link",
		"<style", "src=", "url(", "{{", "}}", "Mempawah", "6104" };
	const char *padded = arena_printf(a, "\n%s", d->text);
	size_t i;
	int n;

	n = longest_line(d->text);
	ok(n <= 76, "%s: longest line has %d columns", what, n);
	n = longest_sentence(padded + 1);
	ok(n <= 20, "%s: longest sentence has %d words", what, n);
	n = shouted_words(padded + 1);
	ok(n == 0, "%s: %d words in capitals", what, n);
	for (i = 0; i < sizeof(never) / sizeof(never[0]); i++)
		ok(!strstr(d->html, never[i]) && !strstr(d->text, never[i]),
		    "%s: no %s", what, never[i]);
	ok(strstr(d->html,
	       arena_printf(a, "<html lang=\"%s\">", d->language)) != NULL,
	    "%s: HTML names its language", what);
	ok(!strstr(d->text, "\n\n\n"), "%s: no gaps", what);
}

/* What every outgoing mail must say (the service standard). */
static void
check_standard(const char *what, const struct draft *d)
{
	const char *const must[] = { office.lapor, office.address,
		office.whatsapp, office.instagram, office.privacy_url,
		office.unit, office.name, office.street, office.website,
		strcmp(d->language, "id") == 0 ? "tidak dipungut biaya"
					       : "free of charge",
		strcmp(d->language, "id") == 0 ? "Kotak Pengaduan"
					       : "complaint box" };
	size_t i;

	for (i = 0; i < sizeof(must) / sizeof(must[0]); i++)
		ok(strstr(d->text, must[i]) && strstr(d->html, must[i]),
		    "%s: says %s", what, must[i]);
}

static void
check_scenario(struct arena *a, const struct templates *t,
    const struct scenario *s, const char *language)
{
	struct reply_facts f = facts_of(s, language);
	const char *what = arena_printf(a, "%s.%s", s->name, language);
	struct why w = { "" };
	struct draft d;

	if (!ok(reply_draft(a, t, &f, &d, &w) == OK, "%s: made %s", what, w.s))
		return;
	show(a, s->name, language, &d);
	golden(a, arena_printf(a, "t/golden/%s.txt", what),
	    arena_printf(a, "Subject: %s\n\n%s", d.subject, d.text));
	if (strcmp(s->name, s->template) == 0 && strcmp(language, "id") == 0 &&
	    (s->kind == KIND_KONSULTASI || s->kind == KIND_PENGADUAN) &&
	    *s->previous == '\0')
		golden(a, arena_printf(a, "t/golden/%s.html", what), d.html);
	same_words(a, what, &d);
	check_style(what, &d, a);
	check_standard(what, &d);
	is_str(d.to, f.address, arena_printf(a, "%s: goes to him", what));
}

static bool
says(const struct draft *d, const char *word)
{
	return text_istr(d->subject, word) || text_istr(d->text, word) ||
	       text_istr(d->html, word);
}

/* A stranger's mail: no letter of his may come back in ours. */
static void
check_hostile(struct arena *a, const struct templates *t)
{
	static const char *const words[] = { "evil", "jackpot", "hadiah",
		"klik", "<b>" };
	struct reply_facts f;
	struct why w = { "" };
	struct draft d;
	size_t i, k, l;

	for (i = 0; i < NSCENARIOS; i++)
		for (l = 0; l < 2; l++) {
			f = facts_of(&scenarios[i], l ? "en" : "id");
			f.authenticated = false;
			f.name = "KLIK <b>http://evil.example</b>\r\nBcc: x@y";
			f.subject = "Jackpot hadiah http://evil.example";
			f.limit = "header evil: jackpot";
			f.address = "korban+klik-evil.example@mail.example";
			if (!ok(reply_draft(a, t, &f, &d, &w) == OK,
				"%s: made %s", scenarios[i].name, w.s))
				continue;
			for (k = 0; k < sizeof(words) / sizeof(words[0]); k++)
				ok(!says(&d, words[k]), "%s.%s: no \"%s\"",
				    scenarios[i].name, f.language, words[k]);
		}
}

/* A vouched-for sender may see his own words again, but they do no harm. */
static void
check_own_words(struct arena *a, const struct templates *t)
{
	struct reply_facts f = facts_of(&scenarios[0], "id");
	struct why w;
	struct draft d;

	is_int(reply_draft(a, t, &f, &d, &w), OK, "own words: made");
	is_str(d.subject,
	    "Re: [PST-2611-0042-K7Q] Permintaan data jumlah penduduk",
	    "own subject behind the tag");
	ok(strstr(d.text, "Yth. Bapak/Ibu Sari Dewi Lestari,"), "greeted");
	f.subject = "RE: Bls: [PST-2611-0042-K7Q] re: Data\r\nBcc: x@y.example";
	f.name = "Ibu <i>Sri</i> & \"Co\"";
	is_int(reply_draft(a, t, &f, &d, &w), OK, "markup in a name: made");
	is_str(d.subject, "Re: [PST-2611-0042-K7Q] Data Bcc: x@y.example",
	    "one line, marks and old tag gone");
	ok(strstr(d.text, "Yth. Saudara,"), "markup is no name");
	f.name = "Ibu Sri & \"Co\"";
	is_int(reply_draft(a, t, &f, &d, &w), OK, "odd name: made");
	ok(strstr(d.html, "Yth. Ibu Sri &amp; &quot;Co&quot;,"),
	    "escaped in HTML, no second title");
	ok(strstr(d.text, "Yth. Ibu Sri & \"Co\","), "as it is in text");
	f.name = "Budi\u202e\u200bmoc";
	f.subject = "\u202eabc";
	is_int(reply_draft(a, t, &f, &d, &w), OK, "bidi: made");
	ok(!says(&d, "\u202e") && !says(&d, "\u200b"), "invisible marks gone");
	f.name = "0812 3456";
	f.subject = " \t ";
	is_int(reply_draft(a, t, &f, &d, &w), OK, "nothing usable: made");
	ok(strstr(d.text, "Yth. Saudara,"), "a number is no name");
	is_str(d.subject,
	    "[PST-2611-0042-K7Q] Permohonan konsultasi Anda telah kami terima",
	    "our own subject");
}

static void
check_confidential(struct arena *a, const struct templates *t)
{
	struct reply_facts f;
	struct why w;
	struct draft d;
	int i;

	for (i = 0; i < 4; i++) {
		f = facts_of(&scenarios[7 + i % 2], i < 2 ? "id" : "en");
		f.subject = "Pungli oleh petugas";
		is_int(reply_draft(a, t, &f, &d, &w), OK, "confidential: made");
		ok(!says(&d, "pungli") && !says(&d, "sari") &&
			!says(&d, "petugas yang diadukan"),
		    "nothing of the content, nothing of the person");
		ok(!text_istr(d.subject, "aduan") &&
			!text_istr(d.subject, "complaint"),
		    "the subject is neutral: %s", d.subject);
	}
}

static void
check_refusals(struct arena *a, const struct templates *t)
{
	static const char *const odd[] = { "sepatu" };
	struct reply_facts f = facts_of(&scenarios[0], "id");
	struct why w;
	struct draft d;
	struct buf b;

	f.template = "no-such";
	is_int(reply_draft(a, t, &f, &d, &w), ERR_ITEM, "unknown template");
	is_str(w.s, "there is no template id/no-such", "its name is told");
	f = facts_of(&scenarios[0], "id");
	f.missing = (struct strs){ odd, 1 };
	is_int(reply_draft(a, t, &f, &d, &w), ERR_ITEM, "unknown detail");
	is_str(w.s, "no template can ask for \"sepatu\"", "it is told");
	f = (struct reply_facts){ .office = &(struct office){ 0 },
		.language = "id",
		.template = "ack-ragu",
		.address = "x@y.example",
		.received = TOD_NONE,
		.due = TOD_NONE,
		.complaint_first = TOD_NONE };
	is_int(reply_draft(a, t, &f, &d, &w), OK, "empty facts do not crash");
	buf_init(&b, 1 << 16);
	templates_print(t, &b);
	ok(strstr(b.s, "id ack-konsultasi: office unit street"),
	    "templates are printed with what they read");
	ok(strstr(b.s, "en unreadable:"), "all of them");
	buf_free(&b);
}

struct copy {
	const char *to;
};

static enum err
copy_file(void *ctx, const char *path, struct why *w)
{
	const struct copy *c = ctx;
	struct buf b, to;
	enum err e;

	buf_init(&b, 1 << 20);
	buf_init(&to, 4096);
	e = file_read(path, &b, w);
	buf_addf(&to, "%s%s", c->to, strrchr(path, '/'));
	write_file(to.s, b.s);
	buf_free(&b);
	buf_free(&to);
	return e;
}

static enum err
remove_file(void *ctx, const char *path, struct why *w)
{
	(void)ctx;
	(void)w;
	unlink(path);
	return OK;
}

/* A folder with a copy of the templates where one file has another text, or
 * is missing. */
static const char *
copy_templates(struct arena *a, const char *file, const char *text)
{
	static const char *const langs[] = { "id", "en", "petugas" };
	char *dir = arena_str(a, "/tmp/tanggap-templates-XXXXXX");
	const char *path;
	struct why w;
	int i;

	if (mkdtemp(dir) == NULL)
		exit(1);
	for (i = 0; i < 3; i++) {
		path = arena_printf(a, "%s/%s", dir, langs[i]);
		mkdir(path, 0700);
		file_each(arena_printf(a, "templates/%s", langs[i]), "",
		    copy_file, &(struct copy){ path }, &w);
	}
	path = arena_printf(a, "%s/%s", dir, file);
	if (text != NULL)
		write_file(path, text);
	else
		unlink(path);
	return dir;
}

static void
remove_templates(struct arena *a, const char *dir)
{
	const char *const paths[] = { arena_printf(a, "%s/id", dir),
		arena_printf(a, "%s/en", dir),
		arena_printf(a, "%s/petugas", dir) };
	struct why w;
	int i;

	for (i = 0; i < 3; i++) {
		file_each(paths[i], "", remove_file, NULL, &w);
		rmdir(paths[i]);
	}
	rmdir(dir);
}

static void
check_spoilt(
    struct arena *a, const char *file, const char *text, const char *want)
{
	const char *dir = copy_templates(a, file, text);
	struct templates *t = NULL;
	struct why w = { "" };

	is_int(templates_load(dir, &t, &w), ERR_ITEM,
	    arena_printf(a, "%s: refused", file));
	is_str(w.s, arena_printf(a, "%s/%s", dir, want), "with these words");
	ok(t == NULL, "nothing is given");
	remove_templates(a, dir);
}

/* However an office writes its templates, it cannot give these away. */
static void
check_withheld(struct arena *a)
{
	const char *dir = copy_templates(
	    a, "id/ack-pengaduan.txt", "{{name}}|\n{{address}}|\n{{subject}}|");
	struct templates *t = NULL;
	struct reply_facts f;
	struct why w = { "" };
	struct draft d;
	size_t i;

	ok(templates_load(dir, &t, &w) == OK, "own template %s", w.s);
	for (i = 0; t != NULL && i < NSCENARIOS; i++) {
		if (strcmp(scenarios[i].template, "ack-pengaduan") != 0)
			continue;
		f = facts_of(&scenarios[i], "id");
		is_int(reply_draft(a, t, &f, &d, &w), OK, "own template: made");
		is_str(d.text,
		    f.secret || f.supervisory ? "|\n|\n|\n"
		    : f.authenticated
			? "Sari Dewi Lestari|\nsari.dewi@mail.example|\n"
			  "Permintaan data jumlah penduduk|\n"
			: "|\nsari.dewi@mail.example|\n|\n",
		    scenarios[i].name);
	}
	templates_free(&t);
	remove_templates(a, dir);
}

static void
check_loading(struct arena *a)
{
	struct templates *t;
	struct why w;

	check_spoilt(a, "id/ack-ragu.txt", "{{sandi}}",
	    "id/ack-ragu.txt: unknown variable \"sandi\"");
	check_spoilt(a, "en/_close.html", "{{#sandi}}{{/sandi}}",
	    "en/_close.html: unknown variable \"sandi\"");
	check_spoilt(
	    a, "id/oversize.html", NULL, "id/oversize.html: is missing");
	check_spoilt(
	    a, "en/oversize.subject", NULL, "en/oversize.subject: is missing");
	check_spoilt(a, "id/baru.txt", "x", "id/baru.subject: is missing");
	check_spoilt(a, "id/_case.txt", NULL,
	    "id/_selesai.txt: there is no partial _case.txt");
	check_spoilt(a, "id/ack-ragu.txt", "{{>ack-tambahan}}",
	    "id/ack-ragu.txt: there is no partial ack-tambahan.txt");
	check_spoilt(a, "en/ack-ragu.html", "{{{name}}}",
	    "en/ack-ragu.html: HTML takes only escaped values: {{x}}");
	check_spoilt(a, "en/ack-ragu.subject", "{{missing}}",
	    "en/ack-ragu.subject: \"missing\" is no text, only for "
	    "{{#missing}} and {{^missing}}");
	check_spoilt(a, "en/ack-ragu.txt", "a\n{{#name}}",
	    "en/ack-ragu.txt:2: section is not closed");
	check_spoilt(a, "en/_deadline.txt", "{{>_deadline}}",
	    "en/ack-konsultasi.txt: never ends");
	check_spoilt(
	    a, "id/ack-ragu.txt", "\xff", "id/ack-ragu.txt: is not UTF-8");
	is_int(templates_load("/nonexistent", &t, &w), ERR_ITEM, "no folder");
}

static void
check_wrap(void)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{ "", "" },
		{ "\n\n", "" },
		{ "satu dua tiga empat", "satu dua tiga\nempat\n" },
		{ "a\n\n\n\nb  \n\n", "a\n\nb\n" },
		{ "- satu dua tiga empat", "- satu dua tiga\n  empat\n" },
		{ "12. satu dua tiga", "12. satu dua\n    tiga\n" },
		{ "  N : satu dua tiga", "  N : satu dua\n      tiga\n" },
		{ "https://panjang.sekali.example/a b",
		    "https://panjang.sekali.example/a\nb\n" },
		{ "> satu dua tiga empat", "> satu dua tiga\n> empat\n" },
		{ "dùà éùà ôùà ïùà", "dùà éùà ôùà ïùà\n" },
		{ "a\r\nb", "a\nb\n" },
	};
	struct buf b;
	size_t i;

	buf_init(&b, 4096);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_reset(&b);
		ok(text_wrap(&b, rows[i].in, 15), "wrap %zu", i);
		is_str(b.s, rows[i].out, "wrapped");
	}
	buf_free(&b);
	buf_init(&b, 3);
	ok(!text_wrap(&b, "satu dua", 15), "a full buffer is told");
	buf_free(&b);
}

int
main(void)
{
	struct arena *a = arena_new();
	struct templates *t = NULL;
	struct why w = { "" };
	size_t i;

	check_wrap();
	if (ok(templates_load("templates", &t, &w) == OK, "loaded %s", w.s)) {
		for (i = 0; i < NSCENARIOS; i++) {
			check_scenario(a, t, &scenarios[i], "id");
			check_scenario(a, t, &scenarios[i], "en");
		}
		check_hostile(a, t);
		check_own_words(a, t);
		check_confidential(a, t);
		check_refusals(a, t);
	}
	check_loading(a);
	check_withheld(a);
	templates_free(&t);
	arena_free(&a);
	return done_testing();
}
