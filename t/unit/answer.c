/* objects: base mail desk/answer desk/answer_clean desk/answer_html
 * desk/answer_marked desk/answer_sign desk/command_value desk/command_time
 * desk/office desk/kind
 */
/* Reply formats of real clients: exactly what was written is left. */
#include "tap.h"

#include "desk/answer.h"
#include "officer_mail.h"

static const struct row {
	const char *file;
	bool html;
	const char *files;  /* names that travel */
	const char *sealed; /* names in a winmail.dat */
} rows[] = {
	{ "gmail-id", true, "", "" },
	{ "gmail-en", true, "", "" },
	{ "gmail-android", true, "", "" },
	{ "outlook-desktop", true, "", "" },
	{ "outlook-mobile", true, "", "" },
	{ "outlook-web", true, "", "" },
	{ "iphone", false, "", "" },
	{ "thunderbird-inline", false, "", "" },
	{ "thunderbird-html", true, "", "" },
	{ "samsung", true, "", "" },
	{ "yahoo", true, "", "" },
	{ "zimbra", true, "", "" },
	{ "roundcube-bottom", false, "", "" },
	{ "apple-image", true, "grafik.png ", "" },
	{ "hostile", true, "", "" },
	{ "parts-differ", true, "", "" },
	{ "apple-inline", true, "", "" },
	{ "apple-trimmed", false, "", "" },
	{ "emclient", true, "", "" },
	{ "excel-table", true, "", "" },
	{ "exchange-html-only", true, "image002.png ", "" },
	{ "gmail-bottom", true, "", "" },
	{ "gmail-footer", true, "", "" },
	{ "gmail-image", true, "grafik.png ", "" },
	{ "gmail-inline", true, "", "" },
	{ "gmail-signature", true, "", "" },
	{ "html-only-image", true, "image001.png ", "" },
	{ "iphone-html", true, "", "" },
	{ "k9", true, "", "" },
	{ "mailspring", true, "", "" },
	{ "mutt-bottom", false, "", "" },
	{ "mutt-inline", false, "", "" },
	{ "outlook-desktop-id", true, "image002.png ", "" },
	{ "outlook-desktop-tabel", true, "", "" },
	{ "outlook-mac", true, "", "" },
	{ "outlook-mobile-id", true, "", "" },
	{ "outlook-plain", false, "", "" },
	{ "outlook-web-id", true, "", "" },
	{ "proton", true, "", "" },
	{ "roundcube-html", true, "", "" },
	{ "s-nail-bar", false, "", "" },
	{ "s-nail-inline", false, "", "" },
	{ "s-nail", false, "", "" },
	{ "samsung-id", true, "", "" },
	{ "thunderbird-bottom", false, "", "" },
	{ "thunderbird-inline-html", true, "", "" },
	{ "thunderbird-sig-above", true, "", "" },
	{ "yahoo-id", true, "", "" },
	{ "zimbra-bar", false, "", "" },
	{ "zimbra-id", true, "", "" },
	{ "zimbra-inline", false, "", "" },
	{ "zimbra-prefix", false, "", "" },
	{ "zoho", true, "", "" },
	{ "spark", true, "", "" },
	{ "bluemail", true, "", "" },
	{ "lotus", false, "", "" },
	{ "groupwise", false, "", "" },
	{ "outlook-prefix", false, "", "" },
	{ "unknown-none", false, "", "" },
	{ "unknown-marks", false, "", "" },
	{ "evolution", false, "", "" },
	{ "pine", false, "", "" },
	{ "tnef", false, "", "" },
	{ "tnef-files", false, "", "tabel penduduk.xlsx, catatan.docx" },
	{ "tnef-torn", false, "", "winmail.dat" },
	{ "smime", true, "", "" },
	{ "pgp-mime", false, "", "" },
	{ "pgp-inline", false, "", "" },
};

static const char *
expected(struct arena *a, const char *file, const char *ending)
{
	const char *s;
	struct why w;
	struct buf b;

	buf_init(&b, 1 << 20);
	ok(file_read(arena_printf(a, "t/corpus/answer/%s.%s", file, ending), &b,
	       &w) == OK,
	    "%s.%s", file, ending);
	s = arena_strn(
	    a, b.s, b.len > 0 ? b.len - (b.s[b.len - 1] == '\n') : 0);
	buf_free(&b);
	return s;
}

static bool
is_clean(const char *s)
{
	return strstr(s, "KUTIPAN") == NULL && strstr(s, "abcdef") == NULL &&
	       strstr(s, "RAHASIA") == NULL && strstr(s, "K7Q") == NULL &&
	       strstr(s, "rina.petugas") == NULL &&
	       strstr(s, "Balas pos-el") == NULL && !strstr(s, "script");
}

/* What became of each line of the mail: sent, or shown as cut. */
static const char *
lost_line(struct arena *a, const struct msg *m, const struct answer *r)
{
	const char *s, *nl, *line,
	    *seen = answer_letters(a, r->text, strlen(r->text));
	bool gap = false;
	size_t i;

	for (i = 0; i < r->cut.n; i++) {
		gap |= strstr(r->cut.v[i], "\n...\n") != NULL;
		seen = arena_printf(a, "%s|%s", seen,
		    answer_letters(a, r->cut.v[i], strlen(r->cut.v[i])));
	}
	for (s = m->text; *s != '\0'; s = nl + (*nl == '\n')) {
		nl = s + strcspn(s, "\n");
		line = answer_letters(a, s, (size_t)(nl - s));
		if (strstr(seen, line) == NULL && (!gap || *nl == '\0'))
			return arena_strn(a, s, (size_t)(nl - s));
	}
	return "";
}

static void
test_clients(void)
{
	struct arena *a = arena_new();
	size_t i, k;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *files = "", *file = rows[i].file;
		struct answer_facts f = { &desk, &people[0], "" };
		struct answer r;
		struct msg m;
		struct buf b;

		if (!corpus_mail("answer", file, &b))
			continue;
		ok(read_bytes(a, b.s, b.len, &m), "%s is read", file);
		f.prose = m.reply_text;
		answer_make(a, &m, &f, &r);
		is_str(r.text, expected(a, file, "txt"), file);
		if (rows[i].html)
			is_str(r.html, expected(a, file, "html"), file);
		for (k = 0; k < r.nfiles; k++)
			files = arena_printf(
			    a, "%s%s ", files, m.parts[r.files[k]].name);
		is_str(files, rows[i].files, "files");
		is_str(r.sealed, rows[i].sealed, "packed files");
		is_str(lost_line(a, &m, &r), "", "nothing is lost");
		ok(is_clean(r.text) && is_clean(r.html), "%s is clean", file);
		buf_free(&b);
	}
	arena_free(&a);
}

/* The words alone: what goes and what stays. */
static const struct words_row {
	const char *what, *prose, *want;
} texts[] = {
	{ "a title below the name goes",
	    "Data ada.\n\nHormat kami,\nRina Oktavia\nStatistisi Ahli\n"
	    "BPS Kabupaten Mempawah\nJl. Raden Kusno 59",
	    "Data ada.\n\nHormat kami,\nRina Oktavia" },
	{ "a name behind the greeting stays", "Data ada.\n\nSalam, Rina",
	    "Data ada.\n\nSalam, Rina" },
	{ "data below thanks stay",
	    "Terima kasih.\nBerikut angkanya:\nKabupaten Mempawah 300\n"
	    "Provinsi Kalbar 5000",
	    "Terima kasih.\nBerikut angkanya:\nKabupaten Mempawah 300\n"
	    "Provinsi Kalbar 5000" },
	{ "a postscript below the name stays",
	    "Data ada.\n\nRina\n\nNB: angka 2025 masih sementara, mohon "
	    "diperhatikan sebelum dikutip ya Bu.",
	    "Data ada.\n\nRina\n\nNB: angka 2025 masih sementara, mohon "
	    "diperhatikan sebelum dikutip ya Bu." },
	{ "a tag loses its check", "Nomor [PST-2611-0042-K7Q] mohon dicatat.",
	    "Nomor PST-2611-0042 mohon dicatat." },
	{ "a token leaves our address",
	    "Balas ke ipds6104+t-1-abcdef@bps.go.id saja.",
	    "Balas ke ipds6104@bps.go.id saja." },
	{ "a foreign plus stays", "Ke budi+kerja@example.org ya.",
	    "Ke budi+kerja@example.org ya." },
	{ "a Message-ID of ours goes", "Lihat <tanggap.1.abcdef@bps.go.id> ya",
	    "Lihat  ya" },
	{ "a placeholder of a picture goes",
	    "Lihat:\n[cid:image001.png@01DC]\nSumber BPS",
	    "Lihat:\n\nSumber BPS" },
	{ "fields of a quoted mail go",
	    "Jawab:\n\n> Dari: Ani <ani@example.org>\n> berapa?\n\n12",
	    "Jawab:\n\n> berapa?\n\n12" },
	{ "nothing", "", "" },
};

static void
test_words(void)
{
	struct arena *a = arena_new();
	struct part part = { .type = "text/plain",
		.charset = "",
		.name = "",
		.cid = "",
		.content = "",
		.parent = -1 };
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct answer_facts f = { &desk, &people[0], texts[i].prose };
		struct msg m = {
			.text = texts[i].prose, .parts = &part, .nparts = 1
		};
		struct answer r;

		answer_make(a, &m, &f, &r);
		is_str(r.text, texts[i].want, texts[i].what);
	}
	arena_free(&a);
}

/* Words set off by colour inside the quote of notification.eml. */
static const struct marked_row {
	const char *file;
	bool taken;
} marked[] = {
	{ "marked-outlook", true },
	{ "marked-gmail", true },
	{ "marked-owa", true },
	{ "marked-none", false },
	{ "marked-strange", false },
	{ "marked-question", false },
	{ "marked-command", false },
	{ "marked-hidden", false },
	{ "gmail-id", false },
	{ "outlook-desktop-id", false },
	{ "notification", false },
};

static void
test_marked(void)
{
	struct arena *a = arena_new();
	struct buf b, sent_bytes;
	struct msg m, sent;
	size_t i;

	corpus_mail("answer", "notification", &sent_bytes);
	ok(read_bytes(a, sent_bytes.s, sent_bytes.len, &sent), "what we sent");
	for (i = 0; i < sizeof(marked) / sizeof(marked[0]); i++) {
		const char *file = marked[i].file, *s;
		struct answer_facts f = { &desk, &people[0], "" };
		struct answer r;

		if (!corpus_mail("answer", file, &b))
			continue;
		ok(read_bytes(a, b.s, b.len, &m), "%s is read", file);
		s = answer_marked(a, &m, &sent);
		ok((s != NULL) == marked[i].taken, "%s: %s", file,
		    marked[i].taken ? "taken" : "not sure");
		if (s != NULL && marked[i].taken) {
			f.prose = m.reply_text = s;
			answer_make(a, &m, &f, &r);
			is_str(r.text, expected(a, file, "txt"), file);
			is_str(r.html, "", "no HTML where only colour told");
			ok(is_clean(r.text) && is_clean(r.html), "%s is clean",
			    file);
		}
		buf_free(&b);
	}
	buf_free(&sent_bytes);
	arena_free(&a);
}

int
main(void)
{
	load();
	test_clients();
	test_words();
	test_marked();
	return done_testing();
}
