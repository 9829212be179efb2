/* objects: base desk/command desk/command_value desk/command_form
 * desk/command_time desk/command_chat desk/kind desk/office mail/charset
 * mail/date */
#include "tap.h"

#include <stdlib.h>

#include <zlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/tod.h"
#include "desk/command.h"

static const struct officer people[] = {
	{ "rina", "Rina Oktavia", "rina@example.com", ROLE_PETUGAS },
	{ "budi", "Budi Santoso", "budi@example.com", ROLE_PETUGAS },
	{ "budiman", "Budi Hartono", "hartono@example.com", ROLE_PETUGAS },
};
static const struct office office = { .unit = "PST",
	.prefix = "PST",
	.offset = 7 * 3600,
	.officers = people,
	.nofficers = 3 };
/* Monday 16 November 2026, 10.00 WIB */
static int64_t day;

/* What is written; then "act:value", apart by spaces, or "!" and a part of
 * the error. */
static const struct row {
	const char *words, *want, *prose;
} rows[] = {
	{ "#selesai", "selesai", "" },
	{ "Data ada.\n\n#selesai", "selesai", "Data ada." },
	{ "  # SELESAI : ", "selesai", "" },
	{ "\xef\xbc\x83selesai", "selesai", "" },
	{ "\xc2\xa0\xe2\x80\xa2 #tutup.", "selesai", "" },
	{ "*#selesai*", "selesai", "" },
	{ "- #close ya pak", "selesai", "" },
	{ "#selesai\n\nSiti", "selesai", "Siti" },
	{ "#selesai sudah dijawab lewat WA", "selesai", "" },
	{ "#selesai jangan dulu", "!berdiri sendiri", "" },
	{ "#kirim besok", "!berdiri sendiri", "" },
	{ "#kirim ya", "kirim", "" },
	{ "#buka kembali", "buka", "" },
	{ "#serahkan Rina", "serahkan:rina", "" },
	{ "#serahkan ke Pak Budi Santoso", "serahkan:budi", "" },
	{ "#serahkan hartono@example.com", "serahkan:budiman", "" },
	{ "#assign rina, tolong sampai Kamis", "serahkan:rina", "" },
	{ "#serahkan santoso", "serahkan:budi", "" },
	{ "#serahkan rina dan budi", "!Satu tiket", "" },
	{ "#serahkan Rian", "!Mungkin maksudnya rina", "" },
	{ "#serahkan dewi", "!Pilihan: rina, budi, budiman", "" },
	{ "#serahkan", "!Nama petugas belum ada", "" },
	{ "#jenis pengaduan", "jenis:pengaduan", "" },
	{ "#jenis konsultasi/klasifikasi", "jenis:konsultasi/klasifikasi", "" },
	{ "#jenis: Konsultasi (data).", "jenis:konsultasi/data", "" },
	{ "#kind metadata", "jenis:konsultasi/metadata", "" },
	{ "#jenis complaint", "jenis:pengaduan", "" },
	{ "#jenis bukan layanan", "jenis:bukan-layanan", "" },
	{ "#jenis no-service", "jenis:bukan-layanan", "" },
	{ "#jenis ppid", "jenis:layanan-lain/ppid", "" },
	{ "#jenis layanan-lain perpustakaan", "jenis:layanan-lain/perpustakaan",
	    "" },
	{ "#jenis data pribadi", "jenis:layanan-lain/data-pribadi", "" },
	{ "#jenis pengaduan data", "!tidak dikenal", "" },
	{ "#jenis konsutasi", "!Mungkin maksudnya konsultasi", "" },
	{ "#jenis kapal", "!Pilihan: konsultasi", "" },
	{ "#jenis konsumsi", "!Pilihan: konsultasi", "" },
	{ "#jenis dana", "!Pilihan: konsultasi", "" },
	{ "#jenis spma", "!Mungkin maksudnya spam", "" },
	{ "#jenis sapm", "!Mungkin maksudnya spam", "" },
	{ "#jenis layanan lian", "!Mungkin maksudnya layanan lain", "" },
	{ "#jenis pengadaun", "!Mungkin maksudnya pengaduan", "" },
	{ "#jenis", "!Pilihan: konsultasi", "" },
	{ "#kapal", "!#bantuan", "" },
	{ "#jadwal", "!#bantuan", "" },
	{ "#tutpu", "!Mungkin maksudnya #selesai", "" },
	{ "#serahkan andi", "!Pilihan: rina, budi, budiman", "" },
	{ "#gabung PST-2611-0042", "gabung:PST-2611-0042", "" },
	{ "#gabung 2611-42", "gabung:PST-2611-0042", "" },
	{ "#gabung ke tiket [PST-2611-0042-K7Q]", "gabung:PST-2611-0042", "" },
	{ "#merge pst 26110042", "gabung:PST-2611-0042", "" },
	{ "#gabung 2611-0042 dan 2611-0043", "!Dua nomor", "" },
	{ "#gabung", "!Nomor tiket belum ada", "" },
	{ "#lihat", "lihat:", "" },
	{ "#lihat 2611-0007", "lihat:PST-2611-0007", "" },
	{ "#alihkan ppid", "alihkan:ppid", "" },
	{ "#alihkan Dinas Kesehatan", "alihkan:Dinas Kesehatan", "" },
	{ "#alihkan rina", "!#serahkan rina", "" },
	{ "#catatan orangnya datang\nbaris dua",
	    "catatan:orangnya datang\nbaris dua", "" },
	{ "Orangnya datang.\n#catatan", "catatan:Orangnya datang.", "" },
	{ "#catatan", "!Teks untuk #catatan", "" },
	{ "#lengkapi tahun berapa?\n#catatan telepon saja",
	    "lengkapi:tahun berapa? catatan:telepon saja", "" },
	{ "#pemohon Dewi <dewi@example.org>", "pemohon:dewi@example.org", "" },
	{ "#pemohon dewi", "!Alamat pos-el", "" },
	{ "#selsai", "!#selesai", "" },
	{ "#entahapa", "!#bantuan", "" },
	{ "#selesai\n#entahapa", "!#bantuan", "" },
	{ "> #selesai", "", "> #selesai" },
	{ "Ya.\n> berapa?\n#selesai", "!di atas kutipan", "" },
	{ "#1 Data ada.", "", "#1 Data ada." },
	{ "Data ada.\n#DataMencerdaskanBangsa", "",
	    "Data ada.\n#DataMencerdaskanBangsa" },
	{ "#bps #mempawah", "", "#bps #mempawah" },
	{ "#rekap", "rekap", "" },
	{ "#telepon", "!isinya", "" },
};

/* The first line, as a name of the test. */
static const char *
first(struct arena *a, const char *s)
{
	return arena_strn(a, s, strcspn(s, "\n"));
}

static const char *
said(struct arena *a, const struct orders *o)
{
	const char *s = "";
	size_t i;

	if (o->nerrors > 0)
		return arena_printf(a, "!%s", o->errors[0].why);
	for (i = 0; i < o->n; i++) {
		const struct action *x = &o->v[i];
		const char *v = "";

		if (x->act == ACT_HAND)
			v = arena_printf(a, ":%s", x->officer->id);
		else if (x->act == ACT_KIND)
			v = arena_printf(a, ":%s%s%s%s", kind_word(x->kind),
			    x->topic != TOPIC_NONE || *x->service ? "/" : "",
			    topic_word(x->topic), x->service);
		else if (x->act == ACT_MERGE || x->act == ACT_SHOW)
			v = arena_printf(a, ":%s", x->ticket);
		else if (x->act == ACT_REFER)
			v = arena_printf(a, ":%s", x->service);
		else if (x->act == ACT_NOTE || x->act == ACT_ASK ||
			 x->act == ACT_REQUESTER)
			v = arena_printf(a, ":%s", x->text);
		s = arena_printf(
		    a, "%s%s%s%s", s, i ? " " : "", act_word(x->act), v);
	}
	return s;
}

static void
test_rows(void)
{
	struct arena *a = arena_new();
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *want = rows[i].want, *got;
		struct orders o;

		command_parse(a, &office, rows[i].words, day, &o);
		got = said(a, &o);
		if (*want == '!') {
			if (!ok(*got == '!' && strstr(got, want + 1) != NULL,
				"%s", first(a, rows[i].words)))
				printf("# got \"%s\"\n", got);
			continue;
		}
		is_str(got, want, first(a, rows[i].words));
		is_str(o.prose, rows[i].prose, "prose");
	}
	arena_free(&a);
}

static const char *
when(struct arena *a, int64_t at)
{
	char text[TOD_TEXT];

	if (at == TOD_NONE)
		return "-";
	return arena_strn(a, tod_text(at, office.offset, text), 16);
}

/* name|phone|address|institution|at|arrived|served|done|kind|closed|number|
 * due|question|answer */
static const struct form_row {
	const char *words, *want;
} forms[] = {
	{ "#kunjungan\nNama: Selviana\nInstansi: SMPN 2\nPos-el: s@example.com\n"
	  "Datang: 10.36\nDilayani: 10:41\nSelesai: pukul 10.48 WIB\n"
	  "Tanggal: 14 Okt\nKeperluan: jumlah penduduk\nJawaban: dijelaskan",
	    "Selviana||s@example.com|SMPN 2|2026-10-14T10:36|2026-10-14T10:36|"
	    "2026-10-14T10:41|2026-10-14T10:48||ya||-|jumlah penduduk|"
	    "dijelaskan" },
	{ "#kunjungan Nama: Ani, datang: 9.00, dilayani: 9.05, selesai: 9.10, "
	  "tujuan: PDRB",
	    "Ani||||2026-11-16T09:00|2026-11-16T09:00|2026-11-16T09:05|"
	    "2026-11-16T09:10||tidak||-|PDRB|" },
	{ "#kunjungan Nama: Ani, datang: 9.00, dilayani: 9.05, selesai: 9.10, "
	  "tujuan: PDRB, status: selesai",
	    "Ani||||2026-11-16T09:00|2026-11-16T09:00|2026-11-16T09:05|"
	    "2026-11-16T09:10||ya||-|PDRB|" },
	{ "#kunjungan Nama: Ani, datang: 9.00, dilayani: 9.05, selesai: 9.10, "
	  "tujuan: PDRB, jawaban: Tabel 2",
	    "Ani||||2026-11-16T09:00|2026-11-16T09:00|2026-11-16T09:05|"
	    "2026-11-16T09:10||ya||-|PDRB|Tabel 2" },
	{ "#kunjungan Nama: Ani, datang: 9.00, dilayani: 9.05, selesai: 9.10, "
	  "tujuan: PDRB, jawaban: menyusul",
	    "Ani||||2026-11-16T09:00|2026-11-16T09:00|2026-11-16T09:05|"
	    "2026-11-16T09:10||tidak||-|PDRB|menyusul" },
	{ "#kunjungan Ibu Ani datang 9.00 dilayani 9.05 selesai 9.10 tanya PDRB",
	    "Ani||||2026-11-16T10:00|-|-|-||tidak||-|"
	    "Ibu Ani datang 9.00 dilayani 9.05 selesai 9.10 tanya PDRB|" },
	{ "#kunjungan Nama: Ani, selesai: ya, tujuan: PDRB",
	    "Ani||||2026-11-16T10:00|-|-|-||ya||-|PDRB|" },
	{ "#kunjungan Nama: Ani, datang: 9.00, dilayani: 9.05, selesai: 9.10, "
	  "tujuan: PDRB belum ada",
	    "Ani||||2026-11-16T09:00|2026-11-16T09:00|2026-11-16T09:05|"
	    "2026-11-16T09:10||tidak||-|PDRB belum ada|" },
	{ "#telepon Pak Gunadi 0812-0000-6620, tanya PDRB, sudah dijawab",
	    "Gunadi|0812-0000-6620|||2026-11-16T10:00|-|-|-||ya||-|"
	    "Pak Gunadi 0812-0000-6620, tanya PDRB, sudah dijawab|" },
	{ "#whatsapp\nHP: +62 812-0000-7781\nTanggal: kemarin jam 14.30\n"
	  "Isi: minta inflasi\nbaris dua",
	    "|+62 812-0000-7781|||2026-11-15T14:30|-|-|-||tidak||-|"
	    "minta inflasi\nbaris dua|" },
	{ "#lapor 9876543\nJenis: pengaduan\nBatas: 20/11/2026\n"
	  "Isi laporan: petugas tidak ada",
	    "||||2026-11-16T10:00|-|-|-|pengaduan|tidak|9876543|"
	    "2026-11-20T23:59|petugas tidak ada|" },
	{ "#kotak\nIsi surat: AC mati\nStatus: belum",
	    "||||2026-11-16T10:00|-|-|-||tidak||-|AC mati|" },
	{ "#telepon\nHP: (0812-0000-6620\nIsi: x",
	    "|0812-0000-6620|||2026-11-16T10:00|-|-|-||tidak||-|x|" },
	{ "#telepon\nHP: (0561) 123 4567\nIsi: x",
	    "|(0561) 123 4567|||2026-11-16T10:00|-|-|-||tidak||-|x|" },
	{ "#telepon\nHP: 0812-0000-6620 14.50 WIB\nIsi: x",
	    "|0812-0000-6620|||2026-11-16T10:00|-|-|-||tidak||-|x|" },
	{ "#telepon\nTanggal: 16/11/2026 08:15\nIsi: x",
	    "||||2026-11-16T08:15|-|-|-||tidak||-|x|" },
	{ "#telepon\nTanggal: Senin, 16 November 2026 pukul 08.15 WIB\nIsi: x",
	    "||||2026-11-16T08:15|-|-|-||tidak||-|x|" },
	{ "#telepon\nTanggal: 15-11-2026 14:30\nIsi: x",
	    "||||2026-11-15T14:30|-|-|-||tidak||-|x|" },
	{ "#telepon\nTanggal: hari ini jam 9\nIsi: x",
	    "||||2026-11-16T09:00|-|-|-||tidak||-|x|" },
	{ "#telepon\nTanggal: tadi pagi jam 08.30\nIsi: x",
	    "||||2026-11-16T08:30|-|-|-||tidak||-|x|" },
	{ "#telepon\nTanggal: kemarin sore jam 3\nIsi: x",
	    "||||2026-11-15T15:00|-|-|-||tidak||-|x|" },
	{ "#telepon\nTanggal: 13 Okt 11.02\nIsi: x",
	    "||||2026-10-13T11:02|-|-|-||tidak||-|x|" },
	{ "#telepon\nTanggal: 2026-11-12 13.00\nIsi: x",
	    "||||2026-11-12T13:00|-|-|-||tidak||-|x|" },
	{ "#telepon\nTanggal: Jumat jam 14.00\nIsi: x",
	    "||||2026-11-13T14:00|-|-|-||tidak||-|x|" },
	{ "#telepon\nTanggal: Nov 13, 2026 2:05 PM\nIsi: x",
	    "||||2026-11-13T14:05|-|-|-||tidak||-|x|" },
	{ "#kunjungan\nDatang: siang\nKeperluan: x", "!jam seperti 10.36" },
	{ "#kunjungan\nDatang: 10.40\nDilayani: 10.36\nKeperluan: x",
	    "!Urutan jam" },
	{ "#telepon\nTanggal: entah\nIsi: x", "!13 Okt" },
	{ "#telepon\nTanggal: 20/12/2026\nIsi: x", "!masih di depan" },
	{ "#telepon\nEmail: dewi\nIsi: x", "!nama@contoh.com" },
	{ "#kunjungan\nNama: Ani", "!isinya" },
};

static void
test_forms(void)
{
	struct arena *a = arena_new();
	size_t i;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		const struct record *r;
		struct orders o;
		const char *got;

		command_parse(a, &office, forms[i].words, day, &o);
		if (*forms[i].want == '!') {
			got = o.nerrors ? o.errors[0].why : "no error";
			if (!ok(strstr(got, forms[i].want + 1) != NULL, "%s",
				first(a, forms[i].words)))
				printf("# got \"%s\"\n", got);
			continue;
		}
		if (!ok(o.n == 1 && o.nerrors == 0 && o.v[0].record != NULL,
			"a form"))
			continue;
		r = o.v[0].record;
		is_str(
		    arena_printf(a, "%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s",
			r->name, r->phone, r->address, r->institution,
			when(a, r->at), when(a, r->arrived), when(a, r->served),
			when(a, r->done), kind_word(r->kind),
			r->closed ? "ya" : "tidak", r->external,
			when(a, r->external_due), r->question, r->answer),
		    forms[i].want, first(a, forms[i].words));
	}
	arena_free(&a);
}

#define CHAT \
	"13/10/26 11.02 - Pesan dienkripsi.\n" \
	"13/10/26 11.02 - +62 812-0000-7781: Assalamualaikum\n" \
	"13/10/26 11.05 - PST Mempawah: Waalaikumsalam\n"

static void
le(struct buf *b, unsigned v, size_t n)
{
	for (; n > 0; n--, v >>= 8)
		buf_addc(b, (char)(v & 255));
}

/* A zip file with one text in it. */
static void
zip(struct buf *b, bool deflated)
{
	unsigned char packed[1000];
	z_stream z = { 0 };
	char text[] = CHAT;
	size_t n = strlen(text), at;

	memcpy(packed, text, n);
	if (deflated) {
		deflateInit2(&z, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
		z.next_in = (unsigned char *)text;
		z.avail_in = (unsigned)n;
		z.next_out = packed;
		z.avail_out = sizeof(packed);
		deflate(&z, Z_FINISH);
		n = z.total_out;
		deflateEnd(&z);
	}
	buf_add(b, "PK\3\4", 4);
	le(b, 20, 2), le(b, 0, 2), le(b, deflated ? 8 : 0, 2), le(b, 0, 8);
	le(b, (unsigned)n, 4), le(b, sizeof(text) - 1, 4);
	le(b, 5, 2), le(b, 0, 2);
	buf_adds(b, "a.txt");
	buf_add(b, packed, n);
	at = b->len;
	buf_add(b, "PK\1\2", 4);
	le(b, 20, 2), le(b, 20, 2), le(b, 0, 2), le(b, deflated ? 8 : 0, 2);
	le(b, 0, 8), le(b, (unsigned)n, 4), le(b, sizeof(text) - 1, 4);
	le(b, 5, 2), le(b, 0, 12), le(b, 0, 4);
	buf_adds(b, "a.txt");
	buf_add(b, "PK\5\6", 4);
	le(b, 0, 4), le(b, 1, 2), le(b, 1, 2);
	le(b, (unsigned)(b->len - at - 12), 4), le(b, (unsigned)at, 4);
	le(b, 0, 2);
}

static void
test_chats(void)
{
	struct arena *a = arena_new();
	struct chat c;
	struct buf b;
	size_t i;

	ok(command_chat(a, &office, CHAT, strlen(CHAT), &c), "a chat");
	is_str(c.phone, "+62 812-0000-7781", "who wrote");
	is_str(when(a, c.at), "2026-10-13T11:02", "when it began");
	ok(!command_chat(a, &office, "halo\n", 5, &c), "no chat");
	for (i = 0; i < 2; i++) {
		buf_init(&b, 10000);
		zip(&b, i == 1);
		ok(command_chat(a, &office, b.s, b.len, &c), "a zip");
		is_str(c.text, CHAT, i ? "deflated" : "stored");
		ok(!command_chat(a, &office, b.s, b.len - 30, &c),
		    "a cut zip is none");
		buf_free(&b);
	}
	arena_free(&a);
}

static void
test_one(void)
{
	struct arena *a = arena_new();
	struct action x;
	struct why w;
	struct buf b;

	ok(command_one(a, &office, "jenis", "pengaduan", day, &x, &w) &&
		x.kind == KIND_PENGADUAN,
	    "one command");
	ok(!command_one(a, &office, "jenis", "entah", day, &x, &w),
	    "a bad value");
	ok(!command_one(a, &office, "entah", "", day, &x, &w), "no command");
	buf_init(&b, 10000);
	command_print(&b);
	ok(strstr(b.s, "#serahkan") && strstr(b.s, "#assign"), "the list");
	buf_free(&b);
	arena_free(&a);
}

/* Heads of mails that were passed on, as clients write them; all the same
 * moment, 20 November 2026 09.10 WIB. */
static void
test_moments(void)
{
	static const char *const heads[] = { "Jum, 20 Nov 2026 pukul 09.10",
		"Jum, 20 Nov 2026 09.10", "Fri, Nov 20, 2026 at 9:10 AM",
		"Friday, November 20, 2026 9:10 AM",
		"Jumat, 20 November 2026 09.10",
		"20 November 2026 09.10.00 WIB",
		"Fri, 20 Nov 2026 09:10:00 +0700",
		"Fri, 20 Nov 2026 02:10:00 GMT", "20/11/26 09.10",
		"20/11/26  09.10  (GMT+07:00)", "2026-11-20 09:10" };
	int64_t today = tod_day_of(2026, 11, 22), want = 1795140600, at;
	size_t i;

	for (i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		at = command_moment(heads[i], today, 7 * 3600);
		ok(at == want, "%s", heads[i]);
		if (at != want)
			printf("# got %lld\n", (long long)(at - want));
	}
	ok(command_moment("kapan saja", today, 7 * 3600) == TOD_NONE,
	    "no date is none");
}

int
main(void)
{
	test_moments();
	tod_parse("2026-11-16T10:00:00+07:00", 0, &day);
	test_rows();
	test_forms();
	test_chats();
	test_one();
	return done_testing();
}
