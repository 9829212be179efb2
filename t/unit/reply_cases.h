#ifndef REPLY_CASES_H
#define REPLY_CASES_H

/*
 * Mails to citizens with fixed facts, one golden file each (t/unit/reply.c).
 */
#include "base/tod.h"
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
	const char *answer, *answer_html, *officer, *beside;
	bool also_asks;
	bool account; /* the office asks for one */
	const char *understood, *understood_en;
} scenarios[] = {
	{ "ack-konsultasi", "ack-konsultasi", KIND_KONSULTASI, TOPIC_DATA,
	    { 0 }, TOD_NONE, DUE, true, false, false, .previous = "",
	    .service = "",
	    .understood = "data produk domestik regional bruto (PDRB) "
			  "Kabupaten Contoh tahun 2016 sampai dengan 2025",
	    .understood_en = "data on gross regional domestic product (GRDP) "
			     "of Contoh Regency for 2016 to 2025" },
	{ "ack-konsultasi-metadata", "ack-konsultasi", KIND_KONSULTASI,
	    TOPIC_METADATA, { 0 }, TOD_NONE, DUE, false, false, false,
	    .previous = "", .service = "",
	    .understood = "penjelasan tentang garis kemiskinan dan Susenas",
	    .understood_en = "an explanation of the poverty line and Susenas "
			     "(socio-economic survey)" },
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
	    .service = "", .also_asks = true },
	{ "ack-konsultasi-campuran", "ack-konsultasi", KIND_KONSULTASI,
	    TOPIC_DATA, { 0 }, TOD_NONE, DUE, true, false, false,
	    .previous = "", .service = "", .beside = "PST-2611-0041" },
	{ "ask-lengkapi-campuran", "ask-lengkapi", KIND_KONSULTASI, TOPIC_DATA,
	    { three, 3 }, TOD_NONE, TOD_NONE, true, false, false,
	    .previous = "", .service = "", .beside = "PST-2611-0041" },
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
		.also_asks = s->also_asks,
		.beside = s->beside,
		.understood = strcmp(language, "en") == 0 ? s->understood_en
							  : s->understood };
}

#endif
