/* objects: desk/form desk/phrase base */
/*
 * The form of missing details as it comes back: in and around the quote, and
 * as phones mangle it. Nobody's quote is taken for an answer.
 */
#include "desk/form.h"
#include "tap.h"

#define ASKED "Data:\nWilayah:\nTahun:\n"
#define ASKED_EN "Data:\nArea:\nYear:\n"
/* what stands around the form in our mail */
#define BELOW \
	"\nWaktu pelayanan mulai dihitung setelah keterangan Anda lengkap.\n"

/* want: values of data, wilayah, periode, apart by |. */
static const struct {
	const char *what, *text, *want;
} mails[] = {
	{ "above the quote",
	    "Data: jumlah penduduk\nWilayah: Anjongan\nTahun: 2021-2025\n\n"
	    "> Isilah:\n> Data:\n> Wilayah:\n> Tahun:\n",
	    "jumlah penduduk|Anjongan|2021-2025" },
	{ "below the quote",
	    "> Data:\n> Wilayah:\n> Tahun:\n>\n> Hormat kami\n\n"
	    "data: inflasi\nwilayah : Pontianak\nTAHUN: 2024\n",
	    "inflasi|Pontianak|2024" },
	{ "inside the quote",
	    "> Data: PDRB\n> Wilayah: Kab. Mempawah\n> Tahun: 2021-2025\n>\n"
	    "> Waktu pelayanan mulai dihitung.\n",
	    "PDRB|Kab. Mempawah|2021-2025" },
	{ "below each quoted line",
	    "> Data:\nPDRB per kapita\n\n> Wilayah:\n\nMempawah Timur\n"
	    "> Tahun:\n2020 sampai 2024\n",
	    "PDRB per kapita|Mempawah Timur|2020 sampai 2024" },
	{ "a quote without signs",
	    "Data: kemiskinan\nWilayah: Toho\nTahun: 2023\n\n"
	    "Dari: PST\nTanggal: 3 November 2026\n" ASKED BELOW,
	    "kemiskinan|Toho|2023" },
	{ "an empty quote without signs", "Baik, terima kasih.\n\n" ASKED BELOW,
	    "||" },
	{ "an empty quote",
	    "Baik.\n\n> Data:\n> Wilayah:\n> Tahun:\n>\n"
	    "> Waktu pelayanan mulai dihitung.\n",
	    "||" },
	{ "wrapped into one line",
	    "> Data: jumlah desa Wilayah: Segedong Tahun: 2022\n",
	    "jumlah desa|Segedong|2022" },
	{ "an empty one wrapped into one line",
	    "> Data: Wilayah: Tahun:\n> Waktu pelayanan\n", "||" },
	{ "one of them wrapped away", "> Data: Wilayah: Segedong Tahun:\n",
	    "|Segedong|" },
	{ "dots and lines",
	    "Data : ........ luas panen padi\nWilayah : ____Sadaniang____\n"
	    "Tahun : ........ 2020\n",
	    "luas panen padi|Sadaniang|2020" },
	{ "dots left as they were",
	    "Data : ........\nWilayah : ____\nTahun : …\n", "||" },
	{ "a dash is nothing, nor is not to know",
	    "Data: jumlah sekolah\nWilayah: -\nTahun: tidak tahu\n",
	    "jumlah sekolah||" },
	{ "bold, bullets, numbers",
	    "*Data:* TPT\n- *Wilayah*: Mempawah\n3. Tahun: 2024\n",
	    "TPT|Mempawah|2024" },
	{ "no-break spaces of the HTML form",
	    "Data:\xc2\xa0IPM\nWilayah:\xc2\xa0\nTahun:\xc2\xa0"
	    "2019\xe2\x80\x93"
	    "2024\n",
	    "IPM||2019\xe2\x80\x93"
	    "2024" },
	{ "on the next line",
	    "Data:\nAngka harapan hidup\nWilayah:\nMempawah\nTahun:\n2024\n",
	    "Angka harapan hidup|Mempawah|2024" },
	{ "English", "Data: poverty\nArea: Mempawah\nYear: 2020 to 2024\n",
	    "poverty|Mempawah|2020 to 2024" },
	{ "an example in brackets, an equals sign",
	    "Tahun (contoh: 2021-2025) : 2018\nWilayah = Toho\n",
	    "|Toho|2018" },
	{ "one's own words before older ones",
	    "Tahun: 2025\n\n> Data: desa\n> Tahun: 2020\n", "desa||2025" },
	{ "a label within a sentence",
	    "Kami perlu data: jumlah UMKM, tahun: 2023.\n",
	    "jumlah UMKM||2023" },
	{ "words that only begin alike",
	    "Database: x\nTahunan: y\nWilayahnya: z\n", "||" },
	{ "no colon, no label", "Data apa saja boleh\nTahun ini\n", "||" },
	{ "nothing at all", "", "||" },
	{ "deep quotes", "> > Data: ekspor\n>> Tahun: 2021\n", "ekspor||2021" },
	{ "the mail's own time is no answer",
	    "Pada tanggal Sen, 23 Nov 2026 10.00 PST menulis:\n> Tahun:\n",
	    "||" },
};

static void
test_mails(struct arena *a)
{
	static const char *const details[] = { "data", "wilayah", "periode" };
	struct strs asked = { details, 3 };
	char got[400];
	struct form f;
	size_t i, k, n;

	for (i = 0; i < sizeof(mails) / sizeof(mails[0]); i++) {
		form_read(a, mails[i].text, asked, &f);
		got[0] = '\0';
		for (k = 0, n = 0; k < 3; k++) {
			const char *v = n < f.details.n &&
						strcmp(f.details.v[n],
						    details[k]) == 0
					    ? f.values.v[n++]
					    : "";

			snprintf(got + strlen(got), sizeof(got) - strlen(got),
			    "%s%s", k > 0 ? "|" : "", v);
		}
		is_str(got, mails[i].want, mails[i].what);
	}
}

static const struct {
	const char *text;
	bool named;
} accounts[] = {
	{ "Akun PST: siti.r", true },
	{ "PST account: 88231", true },
	{ "> Akun PST: budi@example.com", true },
	{ "> Akun PST:\n> Hormat kami", false },
	{ "Nomor transaksi saya 2026110042", true },
	{ "Saya sudah membuat akun di pst.bps.go.id.", true },
	{ "Apakah saya harus punya akun?", false },
	{ "Mohon data penduduk tahun 2023.", false },
};

int
main(void)
{
	static const char *const details[] = { "periode", "nama" };
	struct arena *a = arena_new();
	struct form f;
	size_t i;

	test_mails(a);
	for (i = 0; i < sizeof(accounts) / sizeof(accounts[0]); i++)
		ok(form_account(a, accounts[i].text) == accounts[i].named,
		    "account %zu", i);
	form_read(
	    a, "Year: 2020\nName: Ann\n", (struct strs){ details, 2 }, &f);
	ok(form_has(&f, "nama") && form_has(&f, "periode") &&
		!form_has(&f, "data"),
	    "only what was asked");
	is_str(form_lines(a, &f), "tahun data: 2020.\nnama lengkap: Ann.\n",
	    "as lines that read like a request");
	arena_free(&a);
	return done_testing();
}
