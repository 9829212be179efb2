/* objects: base mail desk/officer desk/officer_words desk/officer_phrases
 * desk/officer_propose desk/officer_trust desk/officer_new desk/officer_hold
 * desk/answer desk/answer_html desk/command desk/command_value
 * desk/command_form desk/command_time desk/command_chat
 * desk/judge desk/judge_absence desk/judge_asks desk/judge_auto
 * desk/judge_list desk/judge_notice desk/judge_reply desk/judge_words
 * desk/phrase desk/office desk/kind desk/ticket */
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

int
main(void)
{
	load();
	test_labelled();
	return done_testing();
}
