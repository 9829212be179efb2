/* objects: desk/notice desk/notice_words desk/notice_event desk/kind
 * desk/ticket desk/shown desk/template desk/calendar
 * desk/calendar_say desk/calendar_list base/mustache base/mustache_render
 * base/wrap base/buf base/mem base/err base/text base/file base/tod base/arena
 */
/*
 * Every mail to officers and managers, for fixed values: compared with
 * t/golden/petugas, text with HTML, and with the guide. TANGGAP_GOLDEN=write
 * makes the golden files anew; TANGGAP_SHOW=DIR writes every mail there.
 */
#include "golden.h"

#include "base/tod.h"
#include "desk/notice.h"
#include "desk/notice_vars.h"
#include "desk/ticket.h"

#define DUE "Rabu, 25 November 2026 pukul 16.00 WIB"
#define RECEIVED "Jumat, 20 November 2026 pukul 09.12 WIB"
#define DESK "pst+k7q@contoh.example"
#define TAGGED "Re: [PST-2611-0042-K7Q]"

static const struct office office = { .name = "BPS Kabupaten Contoh",
	.unit = "Pelayanan Statistik Terpadu",
	.address = "pst@contoh.example" };

enum look {
	PLAIN = 0,
	HIDDEN = 1,  /* the reader may not know who wrote */
	FEW = 2,     /* few may see it */
	UNSURE = 4,  /* kind ragu */
	STOPPED = 8, /* the clock waits */
	LATE = 16,
	VISITOR = 32,  /* no address */
	THIRD = 64,    /* somebody else wrote */
	BARE = 128,    /* as little as there can be */
	WATCH = 256,   /* another's to answer */
	SEVERAL = 512, /* which ticket? */
	BY = 1024      /* another officer had to do with it */
};

static const struct notice_case {
	const char *name, *template;
	int look;
} cases[] = {
	{ "baru", "baru", PLAIN },
	{ "baru-ragu", "baru", UNSURE },
	{ "baru-pengaduan", "baru", FEW },
	{ "baru-rahasia", "baru", FEW | HIDDEN },
	{ "baru-kunjungan", "baru", VISITOR },
	{ "baru-singkat", "baru", BARE },
	{ "tambahan", "tambahan", PLAIN },
	{ "tambahan-pihak-lain", "tambahan", THIRD },
	{ "pantul", "pantul", PLAIN },
	{ "pantul-rahasia", "pantul", FEW | HIDDEN },
	{ "diserahkan", "diserahkan", BY },
	{ "dibuka-lagi", "dibuka-lagi", BY },
	{ "kuitansi", "kuitansi", PLAIN },
	{ "kuitansi-singkat", "kuitansi", BARE },
	{ "ditahan", "ditahan", PLAIN },
	{ "ditahan-diteruskan", "ditahan", BY },
	{ "ditahan-tiket-mana", "ditahan", SEVERAL },
	{ "konfirmasi", "konfirmasi", PLAIN },
	{ "ditolak", "ditolak", PLAIN },
	{ "peringatan", "peringatan", PLAIN },
	{ "eskalasi", "eskalasi", PLAIN },
	{ "eskalasi-terlambat", "eskalasi", LATE },
	{ "eskalasi-atasan", "eskalasi", LATE | WATCH },
	{ "eskalasi-pengaduan", "eskalasi", LATE | FEW },
	{ "eskalasi-rahasia", "eskalasi", LATE | FEW | HIDDEN | WATCH },
	{ "eskalasi-pengelola", "eskalasi", LATE | FEW | HIDDEN },
	{ "lihat", "lihat", STOPPED },
	{ "cari", "cari", PLAIN },
	{ "cari-kosong", "cari", BARE },
	{ "rekap", "rekap", PLAIN },
	{ "rekap-kosong", "rekap", BARE },
	{ "bantuan", "bantuan", PLAIN },
	{ "karantina", "karantina", PLAIN },
};
#define NCASES (sizeof(cases) / sizeof(cases[0]))

/* A list of maps of texts: rows of n keys, the values in the same order. */
static void
put_table(struct values *m, const char *key, const char *const *keys, size_t n,
    const char *const *texts)
{
	struct values list = { .a = m->a };
	size_t i;

	for (; *texts != NULL; texts += n) {
		struct values item = { .a = m->a };

		for (i = 0; i < n; i++)
			values_text(&item, keys[i], texts[i]);
		values_map(&list, NULL, &item);
	}
	values_list(m, key, &list);
}

static void
put_case(struct values *m, int look)
{
	static const char *const reasons[] = {
		"\"mohon data\": ciri Konsultasi data",
		"Kata seperti pada contoh terdahulu (Konsultasi, 0,97): "
		"\"penduduk\", \"kecamatan\""
	};
	static const char *const lacking[] = { "wilayah", "periode" };
	bool complaint = look & FEW;

	values_text(m, "code", "PST-2611-0042");
	values_text(m, "kind",
	    complaint       ? "Pengaduan"
	    : look & UNSURE ? "Jenis belum pasti"
			    : "Konsultasi data");
	values_text(m, "score", look & UNSURE ? "0,48" : "0,97");
	values_flag(m, "unsure", look & UNSURE);
	values_strs(m, "reasons", "reason", &(struct strs){ reasons, 2 });
	values_text(m, "state", look & STOPPED ? "menunggu" : "diproses");
	values_text(m, "owner", look & BARE ? "" : "Rina Kartika");
	values_flag(m, "yours", !(look & LATE));
	values_flag(m, "hidden", look & HIDDEN);
	if (!(look & HIDDEN)) {
		values_text(m, "name", "Sari Dewi Lestari");
		if (!(look & VISITOR))
			values_text(m, "address", "sari.dewi@mail.example");
	}
	values_text(m, "channel", look & VISITOR ? "kunjungan" : "pos-el");
	if (!(look & HIDDEN))
		values_text(m, "subject",
		    "Permintaan data jumlah penduduk & kepadatan");
	values_text(m, "received", RECEIVED);
	if (!(look & (STOPPED | BARE))) {
		values_text(m, "due", DUE);
		values_text(m, look & LATE ? "late" : "left",
		    look & LATE ? "1 hari kerja 2 jam" : "2 hari kerja 6 jam");
	}
	if (complaint)
		values_text(m, "first_due", DUE);
	values_flag(m, "waiting", look & STOPPED);
	if (look & UNSURE || look & STOPPED)
		values_missing(m, &(struct strs){ lacking, 2 });
}

static void
put_around(struct values *m, int look)
{
	static const char *const two[] = { "ticket", "about" };
	static const char *const three[] = { "label", "snippet", "link" };
	static const char *const earlier[] = { "PST-2609-0007",
		"Konsultasi data, selesai: Data sawah", NULL };
	static const char *const linked[] = { "PST-2611-0043",
		"dari pos-el yang sama", NULL };
	static const char *const similar[] = { "PST-2608-0003: Penduduk",
		"Jumlah penduduk menurut kecamatan ada di publikasi berikut",
		"", "Kabupaten Contoh Dalam Angka 2026", "",
		"https://contoh.example/publikasi/contoh-dalam-angka-2026",
		NULL };
	struct values file = { .a = m->a }, other = { .a = m->a };
	struct values files = { .a = m->a };

	if (look & (BARE | HIDDEN))
		return;
	put_table(m, "earlier", two, 2, earlier);
	put_table(m, "linked", two, 2, linked);
	if (!(look & FEW))
		put_table(m, "similar", three, 3, similar);
	values_text(&file, "file", "surat permohonan.pdf");
	values_text(&file, "size", "182 kB");
	values_flag(&file, "carried", true);
	values_text(&other, "file", "Undangan.apk");
	values_text(&other, "size", "4,1 MB");
	values_flag(&other, "carried", false);
	values_text(&other, "not_carried", "jenis berkas ini berbahaya");
	values_map(&files, NULL, &file);
	values_map(&files, NULL, &other);
	values_list(m, "files", &files);
}

static void
put_actions(struct values *m, const char *key)
{
	static const char *const keys[] = { "label", "command", "link" };
	static const char *const rows[] = { "Tanyakan kelengkapan", "#lengkapi",
		"Tulis catatan", "#catatan", "Saya ambil", "#ambil",
		"Tutup tiket", "#selesai", "Lihat riwayat", "#lihat" };
	const char *texts[3 * 5 + 1] = { NULL };
	size_t i;

	for (i = 0; i < 5; i++) {
		texts[3 * i] = rows[2 * i];
		texts[3 * i + 1] = rows[2 * i + 1];
		texts[3 * i + 2] = notice_mailto(
		    m->a, DESK, TAGGED, rows[2 * i + 1]);
	}
	put_table(m, key, keys, 3, texts);
}

static void
put_words(struct values *m, int look)
{
	values_lines(m, "said",
	    "Selamat pagi,\n\nperkenalkan saya Sari, mahasiswa. Mohon data "
	    "jumlah penduduk per kecamatan tahun 2021 sampai 2025 untuk "
	    "skripsi saya & <b>lampiran</b>.\n\n\n"
	    "  Kecamatan   Tahun\n  semua       2021-2025\n\nTerima kasih.\n");
	if (look & THIRD)
		values_text(m, "writer", "budi@lain.example");
	values_flag(m, "reply_is_answer", !(look & (VISITOR | WATCH)));
	values_flag(m, "watching", look & WATCH);
	values_flag(m, "no_address", look & VISITOR);
	values_flag(m, "restricted", look & FEW);
	values_text(m, "others", look & FEW ? "Dewi dan Hasan" : "");
}

/* What the mails about an officer's own mail have. */
static void
put_answer(struct values *m, int look)
{
	static const char *const keys[] = { "number", "written", "result" };
	static const char *const orders[] = { "1", "#selesai",
		"Tiket PST-2611-0042 ditutup.", "2", "#serahkan Rinaa",
		"Petugas \"Rinaa\" tidak dikenal. Maksud Anda Rina?", NULL };
	static const char *const names[] = { "id", "name" };
	static const char *const officers[] = { "rina", "Rina Kartika", "dewi",
		"Dewi Anggraini", NULL };

	values_text(m, "why",
	    "Pos-el Anda tampaknya ditujukan kepada rekan, bukan kepada "
	    "pemohon.");
	put_table(m, "officers", names, 2, officers);
	if (look & BARE)
		return;
	put_table(m, "orders", keys, 3, orders);
	values_text(m, "title", "Jawaban terkirim");
	values_text(m, "sent_to", "sari.dewi@mail.example");
	values_lines(m, "sent",
	    "Yth. Ibu Sari,\n\nJumlah penduduk 2025 adalah 12.567 orang.");
	values_lines(m, "cut", "-- \nRina Kartika\nBPS Kabupaten Contoh");
	values_text(m, "recall_until", "pukul 09.14 WIB");
	values_text(
	    m, "recall_link", notice_mailto(m->a, DESK, TAGGED, "#batal"));
	values_text(
	    m, "send_link", notice_mailto(m->a, DESK, TAGGED, "#kirim"));
	values_text(
	    m, "drop_link", notice_mailto(m->a, DESK, TAGGED, "#batal"));
	values_text(
	    m, "help_link", notice_mailto(m->a, DESK, TAGGED, "#bantuan"));
	values_text(m, "bounce_why", "550 5.1.1 User unknown");
	values_text(
	    m, "bounced", look & HIDDEN ? "" : "sari.dewi@mail.example");
	values_flag(m, "permanent", true);
	if (look & BY)
		values_text(m, "by", "Dewi Anggraini");
	put_actions(m, "proposals");
}

static void
put_lists(struct values *m, int look)
{
	static const char *const hit[] = { "label", "snippet", "link", "at" };
	static const char *const hits[] = { "PST-2608-0003: Penduduk",
		"Jumlah penduduk menurut kecamatan", "", "3 Agustus 2026",
		"Kabupaten Contoh Dalam Angka 2026", "",
		"https://contoh.example/publikasi/contoh-dalam-angka-2026", "",
		NULL };
	static const char *const row[] = { "ticket", "kind", "owner", "due",
		"late", "left", "subject" };
	static const char *const rows[] = { "PST-2611-0031", "Pengaduan",
		"Dewi Anggraini", DUE, "1 hari kerja 2 jam", "", "",
		"PST-2611-0042", "Konsultasi data", "", DUE, "",
		"2 hari kerja 6 jam", "Permintaan data jumlah penduduk", NULL };
	static const char *const event[] = { "at", "who", "what", "result" };
	static const char *const events[] = { RECEIVED, "", "Tiket dibuka", "",
		"Jumat, 20 November 2026 pukul 10.02 WIB", "Rina Kartika",
		"Pertanyaan dikirim", "Menunggu jawaban pemohon", NULL };

	values_text(m, "query", "jumlah penduduk");
	values_text(m, "count", look & BARE ? "0" : "2");
	values_text(m, "mail", "1207");
	values_text(m, "result", "it is larger than what is fetched");
	values_text(m, "order", "#lepas 1207");
	values_text(m, "size", "42,0 MB");
	values_text(m, "command", "tanggap release 1207");
	values_text(
	    m, "release_link", notice_mailto(m->a, DESK, TAGGED, "#kirim"));
	values_lines(m, "words",
	    look & BARE
		? ""
		: "Mohon diperiksa sebelum kantor tutup.\nTerima kasih.");
	if (look & BARE)
		return;
	put_table(m, "hits", hit, 4, hits);
	put_table(m, "rows", row, 7, rows);
	put_table(m, "events", event, 4, events);
}

static void
put_candidates(struct values *m)
{
	static const char *const keys[] = { "ticket", "name", "subject",
		"link" };
	const char *texts[] = { "PST-2611-0042", "Sari Dewi Lestari",
		"Permintaan data jumlah penduduk",
		notice_mailto(m->a, DESK, TAGGED, "#selesai"), "PST-2611-0040",
		"Budi", "Permintaan data",
		notice_mailto(
		    m->a, DESK, "Re: [PST-2611-0040-A2B]", "#selesai"),
		NULL };
	static const char *const order[] = { "number", "written", "result" };
	static const char *const orders[] = { "1", "#selesai", "", NULL };

	values_text(m, "why",
	    "Pos-el Anda tidak membawa nomor tiket, dan cocok dengan beberapa "
	    "tiket. Belum ada yang dikerjakan.");
	put_table(m, "candidates", keys, 4, texts);
	put_table(m, "orders", order, 3, orders);
	values_text(m, "subject", "Re: Permintaan data");
	values_text(
	    m, "drop_link", notice_mailto(m->a, DESK, "Re: ", "#batal"));
}

static bool
is_one(const char *s, const char *const *v, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(v[i], s) == 0)
			return true;
	return false;
}

static void
fill(struct values *m, const struct notice_case *c)
{
	static const char *const of_case[] = { "baru", "tambahan", "pantul",
		"diserahkan", "dibuka-lagi", "eskalasi", "lihat" };
	static const char *const of_none[] = { "karantina", "rekap", "cari",
		"bantuan" };
	bool about = is_one(c->template, of_case, 7);

	values_office(m, &office);
	values_text(m, "reader", "Rina Kartika");
	if (!(c->look & SEVERAL))
		put_answer(m, c->look);
	if (strcmp(c->template, "karantina") == 0) {
		values_text(m, "address", "sari.dewi@mail.example");
		values_text(m, "subject", "Permintaan data");
		values_text(m, "received", RECEIVED);
	}
	if (c->look & SEVERAL)
		put_candidates(m);
	else if (!is_one(c->template, of_none, 4))
		put_case(m, c->look);
	if (about) {
		put_around(m, c->look);
		put_words(m, c->look);
		put_actions(m, "actions");
	}
	put_lists(m, c->look);
}

static void
check_case(
    struct arena *a, const struct templates *t, const struct notice_case *c)
{
	struct values m = { .a = a };
	struct why w = { "" };
	struct value root;
	struct draft d;

	fill(&m, c);
	root = values_root(&m);
	if (!ok(notice_draft(a, t, c->template, &root, &d, &w) == OK,
		"%s: made %s", c->name, w.s))
		return;
	show(a, arena_printf(a, "petugas-%s", c->name), "id", &d);
	golden(a, arena_printf(a, "t/golden/petugas/%s.txt", c->name),
	    arena_printf(a, "Subject: %s\n\n%s", d.subject, d.text));
	if (strcmp(c->name, "baru") == 0 || strcmp(c->name, "kuitansi") == 0)
		golden(a, arena_printf(a, "t/golden/petugas/%s.html", c->name),
		    d.html);
	same_words(a, c->name, &d, "");
	check_style(c->name, &d, a);
	ok(text_istr(d.text, "di atas garis ini"), "%s: has the line", c->name);
	ok(!strstr(d.html, "<b>lampiran"), "%s: nothing gets in", c->name);
	if (c->look & FEW && strcmp(c->template, "eskalasi") == 0)
		ok(!strstr(d.text, "skripsi") && !strstr(d.html, "skripsi"),
		    "%s: not what was said", c->name);
	if (c->look & HIDDEN)
		ok(!text_istr(d.text, "sari.dewi") &&
			!text_istr(d.html, "sari.dewi") &&
			!text_istr(d.subject, "sari") &&
			!text_istr(d.subject, "penduduk"),
		    "%s: does not say who", c->name);
}

#define ROW(type, name) { #type, name },
static const struct {
	const char *type, *name;
} vars[] = { NOTICE_VARS(ROW) };
#define NVARS (sizeof(vars) / sizeof(vars[0]))
#define NAME(name) name,
static const char *const names[] = { NOTICE_TEMPLATES(NAME) };
#define NNAMES (sizeof(names) / sizeof(names[0]))

static void
put_everything(struct values *m, const char *text, const struct values *item)
{
	struct values list = { .a = m->a };
	size_t i;

	if (item != NULL)
		values_map(&list, NULL, item);
	for (i = 0; i < NVARS; i++)
		if (strcmp(vars[i].type, "TEXT") == 0)
			values_text(m, vars[i].name, text);
		else if (strcmp(vars[i].type, "FLAG") == 0)
			values_flag(m, vars[i].name, true);
		else if (item != NULL)
			values_list(m, vars[i].name, &list);
}

/* Whatever stands in a value, it stays text: in each place of each mail. */
static void
check_escaped(struct arena *a, const struct templates *t)
{
	static const char evil[] =
	    "</td><script>x</script>\" onclick='y'\r\nBcc: x\u202e";
	struct values item = { .a = a }, m = { .a = a };
	struct why w = { "" };
	struct value root;
	struct draft d;
	size_t i;

	put_everything(&item, evil, NULL);
	put_everything(&m, evil, &item);
	root = values_root(&m);
	for (i = 0; i < NNAMES; i++) {
		ok(notice_draft(a, t, names[i], &root, &d, &w) == OK,
		    "evil %s: made %s", names[i], w.s);
		ok(!strstr(d.html, "<script") && !strstr(d.html, "\" on") &&
			!strstr(d.html, "'y'"),
		    "evil %s: escaped", names[i]);
		ok(!strchr(d.subject, '\n') && !strchr(d.subject, '\r'),
		    "evil %s: one line", names[i]);
		ok(!strchr(d.text, '\r') && !strstr(d.text, "\u202e"),
		    "evil %s: nothing unseen", names[i]);
	}
	root = (struct value){ NULL, VALUE_MAP, NULL, NULL, 0 };
	for (i = 0; i < NNAMES; i++)
		ok(notice_draft(a, t, names[i], &root, &d, &w) == OK,
		    "%s: made of nothing", names[i]);
	is_int(notice_draft(a, t, "tidak-ada", &root, &d, &w), ERR_ITEM,
	    "no such template");
	is_str(w.s, "there is no template petugas/tidak-ada", "it is told");
}

/* RFC 6068, undone as a mail client does it. */
static const char *
decoded(struct arena *a, const char *s)
{
	char *r = arena_str(a, s), *to = r;
	unsigned u;

	for (; *s != '\0'; s++)
		if (*s == '%' && sscanf(s + 1, "%2x", &u) == 1) {
			*to++ = (char)u;
			s += 2;
		} else
			*to++ = *s;
	*to = '\0';
	return r;
}

static void
check_mailto(struct arena *a)
{
	static const struct {
		const char *to, *subject, *body, *want;
	} rows[] = {
		{ "pst@contoh.example", "Re: [PST-1]", "#ambil",
		    "mailto:pst@contoh.example?subject=Re%3A%20%5BPST-1%5D"
		    "&body=%23ambil" },
		{ "pst+a1@contoh.example", "a&b=c", "satu\ndua\r\n100% 'ya'",
		    "mailto:pst%2Ba1@contoh.example?subject=a%26b%3Dc"
		    "&body=satu%0D%0Adua%0D%0A100%25%20%27ya%27" },
		{ "x@y.example", "a\r\nBcc: z", "é\xf0\x9f\x98\x80",
		    "mailto:x@y.example?subject=a%20Bcc%3A%20z"
		    "&body=%C3%A9%F0%9F%98%80" },
		{ "x@y.example?bcc=z@y.example", "", NULL,
		    "mailto:x%40y.example%3Fbcc%3Dz@y.example?subject="
		    "&body=" },
	};
	char long_text[4096];
	const char *link, *body;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		is_str(
		    notice_mailto(a, rows[i].to, rows[i].subject, rows[i].body),
		    rows[i].want, arena_printf(a, "mailto %zu", i));
	for (i = 0; i + 2 < sizeof(long_text); i += 2)
		memcpy(long_text + i, "é", 3);
	link = notice_mailto(a, DESK, long_text, long_text);
	ok(strlen(link) <= 1800, "%zu bytes at most", strlen(link));
	ok(strlen(link) > 1700, "and nearly as many");
	body = decoded(a, link);
	ok(text_is_utf8(body, strlen(body)), "cut between characters");
	ok(strspn(link, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			"0123456789-._~%:@?=&") == strlen(link),
	    "nothing that a client reads in its own way");
}

static void
check_span(struct arena *a)
{
	static const struct {
		int64_t from, to; /* minutes after Monday 07.30 */
		const char *want;
	} rows[] = {
		{ 0, 0, "0 menit" },
		{ 0, 59, "59 menit" },
		{ 0, 60, "1 jam" },
		{ 0, 510, "1 hari kerja" },
		{ 0, 1440 + 120, "1 hari kerja 2 jam" },
		{ 60, 2 * 1440 + 510, "2 hari kerja 7 jam" },
		{ 4 * 1440, 7 * 1440 + 30, "1 hari kerja" }, /* a week-end */
		{ 60, 1440 + 450, "1 hari kerja 6 jam" },    /* both ends */
		{ -600, 14 * 1440 + 540, "11 hari kerja" },  /* long Fridays */
		{ -600, 11 * 1440 + 540, "10 hari kerja" },
		{ 600, 0, "0 menit" },
	};
	const int64_t monday = 1795393800; /* 2026-11-23T07:30+07:00 */
	struct calendar *c = calendar_new(7 * 3600);
	size_t i;

	for (i = 1; i <= 5; i++)
		calendar_hours(c, (int)i, 450, i == 5 ? 990 : 960);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		is_str(notice_span(a, c, monday + 60 * rows[i].from,
			   monday + 60 * rows[i].to),
		    rows[i].want, arena_printf(a, "span %zu", i));
	calendar_free(&c);
}

static void
check_words(struct arena *a)
{
	static const char *const odd[] = { "wilayah", "sepatu" };
	struct values m = { .a = a };
	struct value v;
	char *big;
	int k, p;

	for (k = 0; k < KIND_COUNT; k++)
		for (p = 0; p < TOPIC_COUNT; p++)
			ok(*notice_kind((enum kind)k, (enum topic)p, p == 1) !=
				'\0',
			    "kind %d %d has a name", k, p);
	is_str(notice_kind(KIND_PENGADUAN, TOPIC_NONE, true),
	    "Pengaduan berkadar pengawasan", "supervisory");
	is_str(notice_channel("email"), "pos-el", "a channel");
	is_str(notice_channel("surat"), "surat", "an unknown one");
	is_str(notice_label(a, "#selesai\n#catatan x\ny"),
	    "Tutup tiket, simpan sebagai catatan", "a label");
	is_str(notice_command(a, "#selesai\n#catatan x\ny"),
	    "#selesai / #catatan x y", "its lines");
	is_str(notice_aside("it is larger than what is fetched"),
	    "Pos-el ini terlalu besar untuk diambil.", "too large");
	is_str(notice_aside("it exceeds a limit of reading"),
	    "Susunan pos-el ini melampaui batas yang aman dibaca.", "too deep");
	is_str(notice_aside("it ended the program 3 times"),
	    "Pos-el ini tidak dapat diproses.", "anything else");
	is_str(notice_label(a, "#entah"), "Jalankan", "of an unknown command");
	ok(values_lines(&m, "said", "\n\na\r\n\n\n  b\x01\u200b \n\n"),
	    "whole");
	values_missing(&m, &(struct strs){ odd, 2 });
	v = values_root(&m);
	is_int(
	    (int64_t)v.items[0].n, 3, "empty lines are one, none at the end");
	is_str(v.items[0].items[0].items[0].text, "a", "the first");
	is_str(v.items[0].items[1].items[0].text, "", "the gap");
	is_str(v.items[0].items[2].items[0].text, "  b", "nothing unseen");
	is_str(v.items[1].key, "any_said", "a list says that it has something");
	is_str(v.items[2].items[1].items[0].text, "sepatu", "a new detail");
	big = arena_alloc(a, 80000);
	memset(big, 'a', 79999);
	for (k = 99; k < 79999; k += 100)
		big[k] = '\n';
	ok(!values_lines(&m, "said", big), "too much is cut");
}

/* No word of the event log reaches a reader as it stands there. */
static void
check_events(struct arena *a)
{
	static const struct {
		const char *what, *detail, *words, *said;
	} rows[] = { { "answer", "outbox 12 to a@b.example",
			 "Jawaban dikirim ke pemohon", "" },
		{ "note", "ditelepon", "Catatan", "ditelepon" },
		{ "state", "baru -> diproses (complete)", "", "" },
		{ "officer", "Rina -> Budi", "Petugas diganti",
		    "Dari Rina menjadi Budi" },
		{ "officer", "Budi", "Petugas diganti", "Menjadi Budi" },
		{ "officer", "- -> Budi", "Petugas diganti", "Menjadi Budi" },
		{ "reclassify", "konsultasi/data -> pengaduan", "Jenis diubah",
		    "Dari Konsultasi data menjadi Pengaduan" },
		{ "reclassify", "bukan-layanan -> bukan-layanan",
		    "Jenis diubah", "Tetap Bukan layanan" },
		{ "cancel", "spam", "Dibatalkan", "Spam" },
		{ "cancel", "PST-2611-0002", "Dibatalkan",
		    "Digabung ke PST-2611-0002" },
		{ "refer", "data-pribadi", "Dialihkan", "data pribadi" },
		{ "refer", "Dinas Kesehatan", "Dialihkan", "Dinas Kesehatan" },
		{ "send-failed", "jawaban to a@b.example: 550 no such user",
		    "Pos-el gagal dikirim",
		    "Kepada a@b.example: 550 no such user" },
		{ "alarm", "an officer's token came back from x@y.example",
		    "Peringatan: pos-el yang pengirimnya tidak terbukti", "" },
		{ "tebak", "x -> y", "", "" } };
	const char *detail;
	size_t i;
	int e;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		is_str(notice_event(a, rows[i].what, rows[i].detail, &detail),
		    rows[i].words, rows[i].what);
		is_str(detail, rows[i].said, "its detail");
	}
	for (e = TE_ASK; e < TE_COUNT; e++)
		ok(*notice_event(a, ticket_event_word((enum ticket_event)e), "",
		       &detail) != '\0',
		    "the event %s has words",
		    ticket_event_word((enum ticket_event)e));
}

/* The words of a page with its marks taken off. */
static const char *
plain(struct arena *a, const char *s)
{
	struct buf b;
	const char *r;

	buf_init(&b, 1 << 16);
	for (; *s != '\0'; s++)
		if (*s != '*' && *s != '`' && !(*s == '#' && s[1] == '#') &&
		    !(*s == '#' && s[1] == ' ') &&
		    !(*s == '-' && s[1] == ' ') && *s != '\n')
			buf_addc(&b, *s);
		else if (*s == '\n')
			buf_addc(&b, ' ');
	r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	buf_init(&b, 1 << 16);
	text_add_squeezed(&b, r, strlen(r));
	r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return r;
}

/* What an officer gets for #bantuan is the guide that hangs on the wall. */
static void
check_guide(struct arena *a, const struct templates *t)
{
	struct values m = { .a = a };
	struct why w = { "" };
	struct value root;
	struct draft d;
	const char *mail, *end;
	struct buf b;

	values_office(&m, &office);
	values_text(&m, "desk_address", "alamat pelayanan");
	m.v[2] = m.v[3]; /* the guide names no office */
	root = values_root(&m);
	buf_init(&b, 1 << 16);
	ok(file_read("contrib/panduan-petugas.md", &b, &w) == OK, "guide %s",
	    w.s);
	if (notice_draft(a, t, "bantuan", &root, &d, &w) != OK)
		return;
	mail = plain(a, strstr(d.text, "Panduan petugas"));
	end = strstr(mail, " "
			   "Pelayanan Statistik Terpadu BPS");
	if (ok(end != NULL, "the mail ends with the office"))
		is_str(arena_strn(a, mail, (size_t)(end - mail)), plain(a, b.s),
		    "the guide says the same");
	buf_free(&b);
}

int
main(void)
{
	struct arena *a = arena_new();
	struct templates *t = NULL;
	struct why w = { "" };
	size_t i;

	if (ok(templates_load("templates", &t, &w) == OK, "loaded %s", w.s))
		for (i = 0; i < NCASES; i++)
			check_case(a, t, &cases[i]);
	if (t != NULL) {
		check_escaped(a, t);
		check_guide(a, t);
	}
	check_mailto(a);
	check_span(a);
	check_words(a);
	check_events(a);
	templates_free(&t);
	arena_free(&a);
	return done_testing();
}
