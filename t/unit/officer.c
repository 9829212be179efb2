/* objects: base mail desk/officer desk/officer_words desk/officer_phrases
 * desk/officer_propose desk/officer_trust desk/officer_new desk/officer_hold
 * desk/officer_quoted desk/officer_chat
 * desk/answer desk/answer_clean desk/answer_html desk/answer_marked
 * desk/answer_sign desk/command desk/command_value desk/command_form
 * desk/command_time desk/command_chat desk/judge desk/judge_absence
 * desk/judge_asks desk/judge_auto desk/judge_list desk/judge_notice
 * desk/judge_reply desk/judge_words desk/phrase desk/office desk/kind
 * desk/ticket desk/shown desk/voice desk/voice_courtesy desk/voice_features
 * desk/voice_signs desk/regress desk/normal desk/lexicon */
#include "tap.h"

#include "officer_mail.h"

/* The labelled mails: what becomes of each; act or the proposed commands. */
static const struct row {
	const char *file, *about; /* mail of the corpus, "" none */
	enum plan_how how;
	const char *wants;
} rows[] = {
	{ "001", "011", PLAN_HOLD, "#selesai" },
	{ "002", "014", PLAN_DO, "lengkapi" },
	{ "003", "007", PLAN_DO, "jawab" },
	{ "004", "001", PLAN_DO, "jawab" },
	{ "005", "024", PLAN_RECORD, "" },
	{ "006", "015", PLAN_DO, "jawab" },
	{ "007", "012", PLAN_DO, "jawab" },
	{ "008", "023", PLAN_DO, "jawab" },
	{ "009", "038", PLAN_HOLD, "#kirim #selesai" },
	{ "010", "052", PLAN_HOLD, "#selesai" },
	{ "011", "061", PLAN_HOLD, "#serahkan_rina" },
	{ "012", "", PLAN_HOLD, "#whatsapp Status:_selesai" },
	{ "013", "", PLAN_HOLD, "#kunjungan Datang:_10.36 Selesai:_10.48" },
	{ "014", "077", PLAN_HOLD, "#jenis_konsultasi_klasifikasi" },
	{ "015", "055", PLAN_HOLD, "#selesai #catatan" },
	{ "016", "088", PLAN_DO, "jawab" },
	{ "017", "093", PLAN_HOLD, "#kirim #serahkan_rina" },
	{ "018", "087", PLAN_DO, "kabar" },
	{ "019", "118", PLAN_HOLD, "#catatan" },
	{ "020", "130", PLAN_HOLD, "#catatan" },
	{ "021", "134", PLAN_HOLD, "#jenis_bukan-layanan #selesai" },
	{ "022", "146", PLAN_HOLD, "#serahkan_siti #rahasia" },
	{ "023", "144", PLAN_DO, "lengkapi" },
	{ "024", "152", PLAN_HOLD, "#gabung" },
	{ "025", "", PLAN_HOLD, "#telepon Jenis:_pengaduan" },
	{ "026", "", PLAN_HOLD, "#whatsapp Jenis:_pengaduan" },
	{ "027", "181", PLAN_HOLD, "#jenis_spam #selesai" },
	{ "028", "185", PLAN_HOLD, "#buka #jenis_pengaduan #serahkan_budi" },
	{ "029", "188", PLAN_HOLD, "#jenis_pengaduan" },
	{ "030", "", PLAN_DO, "rekap" },
};

/* Does s hold every word of wants ("_" stands for a space)? */
static bool
holds_all(struct arena *a, const char *s, const char *wants)
{
	while (*wants != '\0') {
		size_t n = strcspn(wants, " ");
		char *word = arena_strn(a, wants, n), *p;

		for (p = word; *p != '\0'; p++)
			*p = *p == '_' ? ' ' : *p;
		if (strstr(s, word) == NULL)
			return false;
		wants += n + (wants[n] == ' ');
	}
	return true;
}

static const struct addr *
citizen_of(struct arena *a, const char *about)
{
	static const struct addr none = { "", "" };
	struct msg m;
	struct buf b;
	struct why w;

	if (*about == '\0')
		return &none;
	buf_init(&b, 1 << 20);
	if (file_read(arena_printf(a, "t/corpus/%s.eml", about), &b, &w) != OK)
		return &none;
	read_bytes(a, b.s, b.len, &m);
	buf_free(&b);
	return &m.from.v[0];
}

static void
test_labelled(void)
{
	struct arena *a = arena_new();
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct row *x = &rows[i];
		const struct addr *who = citizen_of(a, x->about);
		struct officer_facts f;
		struct plan p;
		struct msg m;
		struct buf b;
		bool good;

		if (!corpus_mail("officer", x->file, &b))
			continue;
		read_bytes(a, b.s, b.len, &m);
		f = facts_of(office_officer(&desk, m.from.v[0].address),
		    who->name, who->address);
		if (*x->about == '\0') {
			f.code = "";
			f.token = f.token_his = false;
			f.proven = true;
		}
		officer_plan(a, &desk, &m, &f, &p);
		good = p.how == x->how;
		if (p.how == PLAN_DO)
			good &= strcmp(act_word(p.orders.v[0].act), x->wants) ==
				0;
		else if (p.how == PLAN_HOLD)
			good &= p.proposals.n > 0 &&
				holds_all(a, p.proposals.v[0], x->wants);
		if (!ok(good, "mail %s", x->file) || getenv("SHOW") != NULL)
			printf("# %s how %d (%s) act %s text <<%s>>\n# "
			       "proposals[%zu] <<%s>>\n",
			    x->file, p.how, p.log,
			    p.orders.n ? act_word(p.orders.v[0].act) : "-",
			    p.text, p.proposals.n,
			    p.proposals.n ? p.proposals.v[0] : "");
		buf_free(&b);
	}
	arena_free(&a);
}

#define ANSWER "Yth. Ibu Dewi,\r\nDatanya ada di Tabel 3.1.\r\nSalam, Rina\r\n"
#define DEWI "dewi@example.org"

/* What is said, under what circumstances, and what follows. */
struct case_row {
	const char *what, *extra, *body;
	void (*set)(struct officer_facts *f, struct msg *m);
	enum plan_how how;
	const char *wants; /* actions, or words of the log */
};

static void
set_nothing(struct officer_facts *f, struct msg *m)
{
	(void)f, (void)m;
}

static void
set_no_token(struct officer_facts *f, struct msg *m)
{
	(void)m;
	f->token = f->token_his = false;
}

static void
set_proven(struct officer_facts *f, struct msg *m)
{
	set_no_token(f, m);
	f->proven = true;
}

static void
set_other_token(struct officer_facts *f, struct msg *m)
{
	(void)m;
	f->token_his = false;
}

static void
set_citizen_token(struct officer_facts *f, struct msg *m)
{
	set_other_token(f, m);
	f->token_citizen = true;
}

static void
set_stranger(struct officer_facts *f, struct msg *m)
{
	(void)m;
	f->who = NULL;
}

static void
set_dmarc(struct officer_facts *f, struct msg *m)
{
	(void)f;
	m->auth.dmarc = AUTH_FAIL;
}

static void
set_dkim(struct officer_facts *f, struct msg *m)
{
	(void)f;
	m->auth.dkim = AUTH_FAIL;
}

static void
set_secret(struct officer_facts *f, struct msg *m)
{
	(void)m;
	f->may_know = false;
}

static void
set_confirm(struct officer_facts *f, struct msg *m)
{
	(void)m;
	f->held = "confirm";
	f->token_template = "konfirmasi";
}

static void
set_confirm_weak(struct officer_facts *f, struct msg *m)
{
	set_confirm(f, m);
	f->token = f->token_his = false;
}

static void
set_lapsed(struct officer_facts *f, struct msg *m)
{
	(void)m;
	f->held = "lapsed";
}

static void
set_held(struct officer_facts *f, struct msg *m)
{
	(void)m;
	f->held = "held";
	f->token_template = "ditahan";
}

static void
set_receipt(struct officer_facts *f, struct msg *m)
{
	(void)m;
	f->token_template = "kuitansi";
}

static void
set_watching(struct officer_facts *f, struct msg *m)
{
	(void)m;
	f->token_template = "eskalasi";
}

static void
set_handling(struct officer_facts *f, struct msg *m)
{
	(void)m;
	f->token_template = "eskalasi";
	f->handles = true;
}

static void
set_spam(struct officer_facts *f, struct msg *m)
{
	(void)m;
	f->state = STATE_BATAL;
}

static const char *const foreign[] = { "budi@example.net" };

static void
set_foreign(struct officer_facts *f, struct msg *m)
{
	(void)m;
	f->foreign = (struct strs){ foreign, 1 };
}

static void
set_no_ticket(struct officer_facts *f, struct msg *m)
{
	set_proven(f, m);
	f->code = "";
}

static void
set_guess(struct officer_facts *f, struct msg *m)
{
	set_proven(f, m);
	f->guessed = true;
	f->subject = "Data penduduk";
}

static void
set_guess_secret(struct officer_facts *f, struct msg *m)
{
	set_guess(f, m);
	f->may_know = false;
	f->hidden = true;
}

static void
set_guesses(struct officer_facts *f, struct msg *m)
{
	static const char *const codes[] = { "PST-2611-0001", "PST-2611-0002" };

	set_no_ticket(f, m);
	f->guesses = (struct strs){ codes, 2 };
}

static void
set_filed(struct officer_facts *f, struct msg *m)
{
	set_no_ticket(f, m);
	f->filed = "spam";
}

static const struct case_row cases[] = {
	{ "the ticket is guessed", "", ANSWER, set_guess, PLAN_HOLD,
	    "which ticket" },
	{ "a command for a guessed ticket", "", "#selesai\r\n", set_guess,
	    PLAN_HOLD, "which ticket" },
	{ "a guessed one that he must not know", "", ANSWER, set_guess_secret,
	    PLAN_PASS, "not for him" },
	{ "several fit", "", ANSWER, set_guesses, PLAN_HOLD, "which ticket" },
	{ "several fit a command", "", "#selesai\r\n", set_guesses, PLAN_HOLD,
	    "which ticket" },
	{ "several fit a bad command", "", "#selesai\r\n#selsaai\r\n",
	    set_guesses, PLAN_REFUSE, "bad command" },
	{ "several fit, but it asks for none", "", "#rekap\r\n", set_guesses,
	    PLAN_DO, "rekap" },
	{ "several fit, but it opens one", "",
	    "#kunjungan Isi: tanya PDRB\r\n#serahkan budi\r\n", set_guesses,
	    PLAN_DO, "kunjungan serahkan" },
	{ "a mail that was spam", "", "Ini penipuan, tandai spam, tutup.\r\n",
	    set_filed, PLAN_DO, "" },
	{ "an answer to spam", "", ANSWER, set_filed, PLAN_HOLD,
	    "filed already" },
	{ "a command about a case that he must not know", "", "#selesai\r\n",
	    set_secret, PLAN_PASS, "not for him" },
	{ "his token", "", ANSWER, set_nothing, PLAN_DO, "jawab" },
	{ "no token", "", ANSWER, set_no_token, PLAN_CONFIRM, "unproven" },
	{ "no token, but proven", "", ANSWER, set_proven, PLAN_DO, "jawab" },
	{ "another officer's token", "", ANSWER, set_other_token, PLAN_ALARM,
	    "another's token" },
	{ "a citizen's token", "", ANSWER, set_citizen_token, PLAN_ALARM,
	    "citizen's token" },
	{ "a token from a strange address", "", ANSWER, set_stranger,
	    PLAN_ALARM, "no officer" },
	{ "DMARC fails", "", ANSWER, set_dmarc, PLAN_ALARM, "disowned" },
	{ "DKIM fails", "", ANSWER, set_dkim, PLAN_ALARM, "disowned" },
	{ "two From", "From: x@example.net\r\n", ANSWER, set_nothing,
	    PLAN_ALARM, "several authors" },
	{ "a case he must not know", "", ANSWER, set_secret, PLAN_PASS,
	    "not for him" },
	{ "commands without token", "", "#selesai\r\n", set_no_token,
	    PLAN_CONFIRM, "unproven" },
	{ "yes, it is me", "", "Ya, betul.\r\n", set_confirm, PLAN_DO,
	    "kirim" },
	{ "yes by command", "", "#kirim\r\n", set_confirm, PLAN_DO, "kirim" },
	{ "yes without token", "", "Ya\r\n", set_confirm_weak, PLAN_CONFIRM,
	    "unproven" },
	{ "no, it is not me", "", "bukan saya\r\n", set_confirm, PLAN_ALARM,
	    "denied" },
	{ "yes, too late", "", "Ya, betul.\r\n", set_lapsed, PLAN_HOLD,
	    "lapsed" },
	{ "no, too late", "", "bukan saya\r\n", set_lapsed, PLAN_ALARM,
	    "denied" },
	{ "send what is held", "", "ya kirim saja\r\n", set_held, PLAN_DO,
	    "kirim" },
	{ "drop what is held", "", "batal\r\n", set_held, PLAN_DO, "batal" },
	{ "only yes to what is held", "", "ya\r\n", set_held, PLAN_HOLD,
	    "empty" },
	{ "out of office, with a header", "Auto-Submitted: auto-replied\r\n",
	    "Saya sedang cuti.\r\n", set_nothing, PLAN_SILENT, "automatic" },
	{ "out of office, without", "",
	    "Saya sedang dinas luar sampai 20 November 2026. Untuk hal "
	    "mendesak silakan hubungi kantor.\r\n",
	    set_nothing, PLAN_SILENT, "automatic" },
	{ "out of office without token", "Auto-Submitted: auto-replied\r\n",
	    "Saya sedang cuti.\r\n", set_no_token, PLAN_SILENT, "automatic" },
	{ "a meeting accepted", "Subject: Diterima: Rapat\r\n", "\r\n",
	    set_nothing, PLAN_SILENT, "automatic" },
	{ "the citizen has it already", "Cc: " DEWI "\r\n", ANSWER, set_proven,
	    PLAN_RECORD, "elsewhere" },
	{ "and a stranger reads along", "Cc: x@example.net\r\n", ANSWER,
	    set_nothing, PLAN_HOLD, "more readers" },
	{ "a colleague reads along", "Cc: budi.petugas@example.com\r\n", ANSWER,
	    set_nothing, PLAN_DO, "jawab" },
	{ "to the address for notes", "To: ipds6104+note@bps.go.id\r\n",
	    "Orangnya datang lagi.\r\n", set_nothing, PLAN_DO, "catatan" },
	{ "among officers",
	    "To: budi.petugas@example.com\r\nCc: ipds6104@bps.go.id\r\n",
	    "Mas, ini gimana?\r\n", set_nothing, PLAN_DO, "catatan" },
	{ "an answer and an order", "", ANSWER "\r\n#selesai\r\n", set_nothing,
	    PLAN_DO, "jawab selesai" },
	{ "an order and thanks", "", "Terima kasih\r\n#selesai\r\n",
	    set_nothing, PLAN_DO, "selesai" },
	{ "a wish and an order", "",
	    "Rin, tolong dilanjut ya.\r\n#serahkan budi\r\n", set_nothing,
	    PLAN_HOLD, "" },
	{ "two texts", "", ANSWER "\r\n#lengkapi tahun berapa?\r\n",
	    set_nothing, PLAN_HOLD, "two texts" },
	{ "a question by command", "", "#lengkapi Tahun berapa, Bu?\r\n",
	    set_nothing, PLAN_DO, "lengkapi" },
	{ "two questions by command", "",
	    "#lengkapi Tahun berapa?\r\n#jawab Ada.\r\n", set_nothing,
	    PLAN_REFUSE, "bad command" },
	{ "one bad word spoils all", "", "#selesai\r\n#selsaai\r\n",
	    set_nothing, PLAN_REFUSE, "bad command" },
	{ "merged with itself", "", "#gabung " CODE "\r\n", set_nothing,
	    PLAN_REFUSE, "bad command" },
	{ "no ticket to close", "", "#selesai\r\n", set_no_ticket, PLAN_REFUSE,
	    "bad command" },
	{ "a list by command", "", "#rekap\r\n", set_no_ticket, PLAN_DO,
	    "rekap" },
	{ "insisted on", "", "orangnya minta ini.\r\n#kirim\r\n", set_nothing,
	    PLAN_DO, "jawab" },
	{ "a missing file", "", "Yth. Ibu Dewi,\r\nTerlampir datanya.\r\n",
	    set_nothing, PLAN_HOLD, "file missing" },
	{ "a link instead of a file", "",
	    "Yth. Ibu Dewi,\r\nTerlampir tautannya: https://example.org/x\r\n",
	    set_nothing, PLAN_DO, "jawab" },
	{ "another's address", "", ANSWER, set_foreign, PLAN_HOLD,
	    "another's case" },
	{ "his own address", "",
	    "Yth. Ibu Dewi, silakan kirim ke rina.petugas@example.com.\r\n",
	    set_nothing, PLAN_HOLD, "officer's address" },
	{ "a cancelled ticket", "", ANSWER, set_spam, PLAN_HOLD,
	    "cancelled ticket" },
	{ "nothing", "", "\r\n", set_nothing, PLAN_HOLD, "empty" },
	{ "answer to a deadline of his", "", ANSWER, set_handling, PLAN_DO,
	    "jawab" },
	{ "answer to a deadline of another's", "", ANSWER, set_watching,
	    PLAN_HOLD, "reply to our own mail" },
	{ "thanks for a receipt", "", "oke makasih infonya\r\n", set_receipt,
	    PLAN_HOLD, "" },
	{ "in the quote", "", "Jawaban saya di bawah, warna merah.\r\n",
	    set_nothing, PLAN_HOLD, "" },
	{ "an unfilled place", "", "Yth. Ibu Dewi, jumlahnya xxx jiwa.\r\n",
	    set_nothing, PLAN_HOLD, "draft" },
};

static const char *
acts_of(struct arena *a, const struct plan *p)
{
	const char *s = "";
	size_t i;

	for (i = 0; i < p->orders.n; i++)
		s = arena_printf(
		    a, "%s%s%s", s, i ? " " : "", act_word(p->orders.v[i].act));
	return s;
}

static void
test_cases(void)
{
	struct arena *a = arena_new();
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct case_row *x = &cases[i];
		struct officer_facts f = facts_of(
		    &people[0], "Dewi Lestari", DEWI);
		struct plan p;
		struct msg m;

		read_reply(a, x->extra, x->body, &m);
		x->set(&f, &m);
		officer_plan(a, &desk, &m, &f, &p);
		if (!ok(p.how == x->how, "%s", x->what))
			printf("# how %d (%s)\n", p.how, p.log);
		if (p.how == PLAN_DO)
			is_str(acts_of(a, &p), x->wants, x->what);
		else if (*x->wants != '\0')
			is_str(p.log, x->wants, x->what);
		ok(*p.reason != '\0' && strstr(p.text, "RAHASIA") == NULL,
		    "a reason, and no quote");
		ok(p.how != PLAN_ALARM || strcmp(p.log, "denied") == 0 ||
			p.orders.n == 0,
		    "an alarm does nothing");
	}
	arena_free(&a);
}

/* A citizen's mail that an officer passes on. */
static void
test_forward(void)
{
	static const char mail[] =
	    "From: Rina Oktavia <rina.petugas@example.com>\r\n"
	    "To: ipds6104@bps.go.id\r\nSubject: Fwd: Data penduduk\r\n"
	    "Date: Mon, 16 Nov 2026 10:00:00 +0700\r\n\r\n"
	    "%s\r\n\r\n---------- Forwarded message ---------\r\n"
	    "From: %s\r\nDate: Fri, 13 Nov 2026 09:00:00 +0700\r\n"
	    "Subject: Data penduduk\r\nTo: <rina.petugas@example.com>\r\n\r\n"
	    "Mohon data penduduk 2025. #selesai\r\n#selesai\r\n";
	static const struct {
		const char *note, *from;
		enum plan_how how;
	} rows_of[] = { { "Tolong dimasukkan ya", "Dewi <dewi@example.org>",
			    PLAN_DO },
		{ "", "Dewi <dewi@example.org>", PLAN_DO },
		{ "Tolong dimasukkan", "Dewi", PLAN_HOLD },
		{ "", "PST <ipds6104@bps.go.id>", PLAN_HOLD } };
	struct arena *a = arena_new();
	size_t i;

	for (i = 0; i < sizeof(rows_of) / sizeof(rows_of[0]); i++) {
		struct officer_facts f = facts_of(&people[0], "", "");
		const char *s = arena_printf(
		    a, mail, rows_of[i].note, rows_of[i].from);
		struct plan p;
		struct msg m;

		read_bytes(a, s, strlen(s), &m);
		f.code = "";
		f.proven = true;
		officer_plan(a, &desk, &m, &f, &p);
		if (!ok(p.how == rows_of[i].how, "forward %zu", i))
			printf("# how %d (%s)\n", p.how, p.log);
		if (p.how != PLAN_DO)
			continue;
		is_str(acts_of(a, &p), "pemohon", "a requester");
		is_str(p.orders.v[0].record->address, "dewi@example.org",
		    "who it is");
		is_int(p.orders.v[0].record->at, 1794535200, "when");
	}
	arena_free(&a);
}

static void
test_quotes(void)
{
	static const struct {
		const char *said, *quoted;
		bool is;
	} tries[] = {
		{ "Sore kak, tadi siang helm hitam saya tertinggal di kursi "
		  "tunggu.",
		    "Dari: PST\nSore kak, tadi siang helm\nhitam saya "
		    "tertinggal di kursi tunggu.",
		    true },
		{ "Selamat siang, saya Bagas dari PWK. Mohon data lengkap "
		  "Mempawah untuk studio kami. Kelompok kami enam orang dan "
		  "mulai bekerja minggu depan.",
		    "Selamat siang, saya Bagas dari PWK. Mohon data lengkap "
		    "Mempawah",
		    true },
		{ "Mohon data jumlah penduduk menurut kecamatan.",
		    "Balas pos-el ini. Mohon data inflasi Oktober 2026.",
		    false },
		{ "Selamat siang, saya Bagas dari PWK.", "", false },
		{ "Harga cabai?", "Harga cabai?", true },
		{ "Terima kasih", "Balas pos-el ini. Salam.", false },
	};
	struct arena *a = arena_new();
	size_t i;

	for (i = 0; i < sizeof(tries) / sizeof(tries[0]); i++)
		ok(officer_quotes(a, tries[i].quoted, tries[i].said) ==
			tries[i].is,
		    "quotes: %.40s", tries[i].said);
	arena_free(&a);
}

int
main(void)
{
	load();
	test_quotes();
	test_labelled();
	test_cases();
	test_forward();
	return done_testing();
}
