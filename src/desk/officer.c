/*
 * What is done about an officer's mail: rows of checks in order of priority,
 * trust first. Each row sees the whole mail and none answers for another; the
 * first that sees its thing makes the plan. Knows no store and no clock.
 */
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/command_priv.h"
#include "desk/officer_priv.h"
#include "mail/addr.h"
#include "mail/date.h"
#include "mail/forward.h"

#define NOTE_WORDS 25 /* above a forwarded mail */
#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

static bool
has_power(const struct review *r)
{
	const struct officer_facts *f = r->f;

	return f->who != NULL && r->m->from.n == 1 &&
	       ((f->token && f->token_his) || f->proven);
}

static int64_t
day_of(const struct review *r)
{
	return r->m->date != TOD_NONE ? r->m->date : r->m->received;
}

static bool
same_address(const char *a, const char *b)
{
	return a != NULL && b != NULL && *a != '\0' && text_ieq(a, b);
}

/* Who else is written to. */
struct readers {
	bool desk_to, requester, officer_to, officer_cc, outsider;
};

static void
count_readers(
    const struct review *r, const struct addrs *v, bool to, struct readers *x)
{
	size_t i;

	for (i = 0; i < v->n; i++) {
		const char *address = v->v[i].address;
		const struct officer *f = office_officer(r->o, address);

		if (office_is_own(r->o, address))
			x->desk_to |= to;
		else if (same_address(address, r->f->requester))
			x->requester = true;
		else if (f != NULL && f == r->f->who)
			continue;
		else if (f != NULL)
			*(to ? &x->officer_to : &x->officer_cc) = true;
		else
			x->outsider = true;
	}
}

static struct readers
readers_of(const struct review *r)
{
	struct readers x = { false, false, false, false, false };

	count_readers(r, &r->m->to, true, &x);
	count_readers(r, &r->m->cc, false, &x);
	count_readers(r, &r->m->bcc, false, &x);
	return x;
}

static struct action
action_of(const struct review *r, enum act act, const char *text)
{
	return (struct action){ .act = act,
		.written = "",
		.text = text,
		.service = "",
		.ticket = "",
		.officer = r->f->who };
}

static bool
decide(struct plan *p, enum plan_how how, const char *log, const char *reason)
{
	p->how = how;
	p->log = log;
	p->reason = reason;
	return true;
}

/* One action more, in front or behind. */
static void
add_action(struct review *r, struct plan *p, struct action x, bool first)
{
	struct action *v = arena_array(r->a, p->orders.n + 1, sizeof(*v));

	if (p->orders.n > 0)
		memcpy(v + first, p->orders.v, p->orders.n * sizeof(*v));
	v[first ? 0 : p->orders.n] = x;
	p->orders.v = v;
	p->orders.n++;
}

static void
take_answer(const struct review *r, struct plan *p)
{
	p->text = r->answer.text;
	p->html = r->answer.html;
	p->files = r->answer.files;
	p->nfiles = r->answer.nfiles;
	p->cut = r->answer.cut;
}

static void
make_answer(struct review *r, const char *prose)
{
	struct answer_facts f = { r->o, r->f->who, prose };

	answer_make(r->a, r->m, &f, &r->answer);
}

static bool
says(const char *plain, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(plain, words[i]) == 0)
			return true;
	return false;
}

static size_t
from_fields(const struct msg *m)
{
	size_t n = 0;

	while (msg_field_n(m, "From", n) != NULL && n < 2)
		n++;
	return n;
}

/* --- trust --- */

static bool
row_nobody(struct review *r, struct plan *p)
{
	if (r->f->who != NULL)
		return false;
	return decide(p, PLAN_ALARM, "no officer",
	    "Pos-el ini memakai tanda milik petugas, tetapi datang dari "
	    "alamat lain. Tidak ada yang dikerjakan.");
}

static bool
row_many_authors(struct review *r, struct plan *p)
{
	if (r->m->from.n == 1 && from_fields(r->m) < 2)
		return false;
	return decide(p, PLAN_ALARM, "several authors",
	    "Pos-el ini memakai lebih dari satu pengirim. Tidak ada yang "
	    "dikerjakan. Mohon tanyakan langsung kepada petugas.");
}

static bool
row_disowned(struct review *r, struct plan *p)
{
	const struct auth *x = &r->m->auth;

	if (x->dmarc != AUTH_FAIL &&
	    !(x->dkim == AUTH_FAIL && x->dmarc != AUTH_PASS && !r->f->proven))
		return false;
	return decide(p, PLAN_ALARM, "disowned",
	    "Pos-el ini mengaku dari petugas, tetapi server alamat itu "
	    "menolaknya. Tidak ada yang dikerjakan. Mohon tanyakan langsung "
	    "kepada petugas.");
}

static bool
row_foreign_token(struct review *r, struct plan *p)
{
	const struct officer_facts *f = r->f;

	if (!f->token || f->token_his || f->proven)
		return false;
	if (f->token_citizen && readers_of(r).requester)
		return false; /* he answers the citizen's own mail */
	return decide(p, PLAN_ALARM,
	    f->token_citizen ? "citizen's token" : "another's token",
	    f->token_citizen
		? "Pos-el ini mengaku dari petugas, tetapi memakai tanda milik "
		  "pemohon. Tidak ada yang dikerjakan. Mohon tanyakan langsung "
		  "kepada petugas."
		: "Pos-el ini mengaku dari petugas, tetapi memakai tanda milik "
		  "petugas lain. Tidak ada yang dikerjakan. Mohon tanyakan "
		  "langsung kepada petugas.");
}

static bool
row_may_not_know(struct review *r, struct plan *p)
{
	if (*r->f->code == '\0' || r->f->may_know)
		return false;
	return decide(p, PLAN_ALARM, "not for him",
	    "Petugas ini tidak berwenang atas tiket tersebut. Tidak ada yang "
	    "dikerjakan.");
}

/* Headers say so, or the name of the thing; words alone are less sure. */
static bool
is_certain_machine(const char *check)
{
	static const char *const sure[] = { "delivery-report", "receipt",
		"calendar", "report", "auto-submitted", "precedence",
		"responder", "delivery-words", "delivery-notice", "recall",
		"loop" };

	return says(check, sure, COUNT(sure));
}

static bool
is_machine_words(const char *check)
{
	static const char *const words[] = { "receipt-words",
		"automatic-subject", "absence-subject", "absence",
		"null-sender", "suppressed", "device" };

	return says(check, words, COUNT(words));
}

/* Answers to an invitation, in words that programs set. */
static bool
is_meeting_reply(struct review *r)
{
	static const char *const subjects[] = { "Diterima:", "Ditolak:",
		"Tentatif:", "Accepted:", "Declined:", "Tentative:",
		"Canceled:", "Cancelled:", "Dibatalkan:", "Disetujui:",
		"Menerima:", "Menolak:", "Recall:", "Penarikan:",
		"New Time Proposed:", "Usulan Waktu Baru:" };
	size_t i;

	for (i = 0; i < COUNT(subjects); i++)
		if (text_istarts(r->m->subject, subjects[i]))
			return strlen(r->prose.text) < 400;
	return false;
}

static bool
row_silent(struct review *r, struct plan *p)
{
	struct judge_facts facts = { .limit = "" };
	struct judgement j;

	judge_mail(r->a, r->o, r->m, &facts, &j);
	if (is_certain_machine(j.check) || is_meeting_reply(r) ||
	    (is_machine_words(j.check) && !r->prose.addressed &&
		r->orders.n == 0))
		return decide(p, PLAN_SILENT, "automatic",
		    "Balasan otomatis petugas; hanya disimpan.");
	return false;
}

static bool
row_weak(struct review *r, struct plan *p)
{
	if (has_power(r))
		return false;
	return decide(p, PLAN_CONFIRM, "unproven",
	    "Belum pasti pos-el ini benar dari Anda: tidak ada tanda dari kami "
	    "di dalamnya dan servernya tidak membuktikan pengirimnya. Tidak "
	    "ada yang dikerjakan. Bila benar dari Anda, balas dengan \"ya\".");
}

/* --- what waits for him --- */

static bool
row_confirmed(struct review *r, struct plan *p)
{
	static const char *const yes[] = { "ya", "iya", "y", "yes", "betul",
		"benar", "betul saya", "benar saya", "ya betul", "ya benar",
		"ya saya", "iya saya", "ok", "oke", "ya kirim", "kirim",
		"ya itu saya", "itu saya", "betul itu saya", "benar itu saya",
		"ya betul saya", "ya benar saya", "setuju", "ya dari saya",
		"benar dari saya", "betul dari saya", "iya betul", "iya benar",
		"ya itu dari saya", "yes it s me", "yes that was me",
		"it was me", "it s me", "ya pak", "ya bu" };
	static const char *const no[] = { "tidak", "bukan", "bukan saya", "no",
		"not me", "tidak bukan saya", "bukan dari saya",
		"saya tidak mengirim", "saya tidak kirim", "batal", "jangan",
		"itu bukan saya", "bukan saya yang kirim" };
	const char *plain;

	if (strcmp(r->f->held, "confirm") != 0 || r->orders.nerrors > 0)
		return false;
	plain = command_plain(r->a, r->answer.text);
	if (r->orders.n == 0 && says(plain, no, COUNT(no))) {
		add_action(r, p, action_of(r, ACT_CANCEL, ""), false);
		return decide(p, PLAN_ALARM, "denied",
		    "Petugas menyatakan pos-el itu bukan darinya. Tidak ada "
		    "yang dikerjakan.");
	}
	if (!(r->f->token && r->f->token_his) ||
	    !(r->orders.n == 0 && says(plain, yes, COUNT(yes))))
		return false;
	add_action(r, p, action_of(r, ACT_SEND, ""), false);
	return decide(p, PLAN_DO, "confirmed", "Dikonfirmasi petugas.");
}

static bool
row_released(struct review *r, struct plan *p)
{
	static const char *const yes[] = { "kirim", "ya kirim", "kirim saja",
		"ya kirim saja", "kirim aja", "ok kirim", "oke kirim",
		"iya kirim", "silakan kirim", "ya tolong kirim", "tolong kirim",
		"send", "send it", "ya dikirim saja", "kirimkan", "ya kirimkan",
		"lanjut kirim", "kirim sekarang" };
	static const char *const no[] = { "batal", "batalkan", "jangan",
		"jangan dikirim", "tidak jadi", "gak jadi", "tidak usah",
		"jangan kirim", "batal saja", "cancel", "ga jadi" };
	const char *plain = command_plain(r->a, r->answer.text);

	if (*r->f->held == '\0' || r->orders.n > 0 || r->orders.nerrors > 0)
		return false;
	if (says(plain, yes, COUNT(yes)))
		add_action(r, p, action_of(r, ACT_SEND, ""), false);
	else if (says(plain, no, COUNT(no)))
		add_action(r, p, action_of(r, ACT_CANCEL, ""), false);
	else
		return false;
	return decide(p, PLAN_DO, "released", "Sesuai jawaban petugas.");
}

/* --- where it was sent to --- */

static bool
row_elsewhere(struct review *r, struct plan *p)
{
	struct readers x = readers_of(r);

	if (r->orders.n > 0 || r->orders.nerrors > 0)
		return false;
	if (!x.requester && (x.desk_to || !x.outsider || *r->f->code != '\0'))
		return false;
	take_answer(r, p);
	p->to_all = x.outsider || x.officer_to || x.officer_cc;
	return decide(p, PLAN_RECORD, "elsewhere",
	    "Jawaban ini sudah Anda kirim sendiri kepada pemohon. Dicatat "
	    "sebagai jawaban dan tidak dikirim lagi.");
}

static bool
is_note_address(const struct addrs *v)
{
	size_t i;

	for (i = 0; i < v->n; i++) {
		const char *plus = strchr(v->v[i].address, '+');

		if (plus != NULL && (text_istarts(plus, "+note") ||
					text_istarts(plus, "+catatan") ||
					text_istarts(plus, "+internal")))
			return true;
	}
	return false;
}

static bool
is_internal_mail(const struct review *r)
{
	static const char *const templates[] = { "catatan", "note",
		"internal" };
	struct readers x = readers_of(r);

	return is_note_address(&r->m->to) || is_note_address(&r->m->cc) ||
	       is_note_address(&r->m->delivered_to) ||
	       says(r->f->token_template, templates, COUNT(templates)) ||
	       (x.officer_to && !x.desk_to && !x.outsider && !x.requester);
}

/* --- commands --- */

static bool
needs_ticket(enum act x)
{
	return x < ACT_SHOW && x != ACT_SEND && x != ACT_CANCEL;
}

static void
add_error(struct review *r, const struct action *x, const char *why)
{
	struct orders *o = &r->orders;
	struct command_error *v = arena_array(r->a, o->nerrors + 1, sizeof(*v));

	if (o->nerrors > 0)
		memcpy(v, o->errors, o->nerrors * sizeof(*v));
	v[o->nerrors] = (struct command_error){ x->line, x->written, why };
	o->errors = v;
	o->nerrors++;
}

static bool
says_to_citizen(enum act x)
{
	return x == ACT_ANSWER || x == ACT_PROGRESS || x == ACT_ASK;
}

static bool is_answer_template(const struct review *r);

/* What each command asks of the others. */
static void
check_orders(struct review *r)
{
	size_t i, texts = 0, sends = 0, drops = 0, n = r->orders.n;

	for (i = 0; i < n; i++) {
		const struct action *x = &r->orders.v[i];

		if (needs_ticket(x->act) && *r->f->code == '\0')
			add_error(r, x,
			    "Pos-el ini bukan balasan atas sebuah tiket. Kirim "
			    "perintah ini dengan membalas pos-el tiketnya.");
		if (says_to_citizen(x->act) && texts++ > 0)
			add_error(r, x,
			    "Satu pos-el hanya dapat membawa satu teks untuk "
			    "pemohon. Kirim yang kedua tersendiri.");
		sends += x->act == ACT_SEND;
		drops += x->act == ACT_CANCEL;
		if (sends > 0 && drops > 0)
			add_error(r, x,
			    "#kirim dan #batal tidak dapat bersama-sama.");
		if (x->act == ACT_MERGE && text_ieq(x->ticket, r->f->code))
			add_error(r, x,
			    "Itu nomor tiket ini sendiri. Tulis nomor tiket "
			    "yang lain.");
	}
}

static bool
row_errors(struct review *r, struct plan *p)
{
	check_orders(r);
	p->orders = r->orders;
	if (r->orders.nerrors == 0)
		return false;
	return decide(p, PLAN_REFUSE, "bad command",
	    "Ada perintah yang tidak dapat dibaca, jadi tidak ada yang "
	    "dikerjakan. Perbaiki baris yang disebut lalu kirim lagi.");
}

/* A name, a greeting, a word of thanks: says nothing. */
static bool
is_empty_talk(struct review *r)
{
	const char *plain = command_plain(r->a, r->answer.text);
	const char *name;

	if (*plain == '\0' || command_is_courtesy(plain))
		return true;
	if (r->f->who == NULL || strlen(plain) > 60)
		return false;
	name = command_plain(r->a, r->f->who->name);
	name = arena_strn(r->a, name, strcspn(name, " "));
	return strncmp(plain, name, strlen(name)) == 0 ||
	       (r->prose.n == 1 && r->prose.v[0].neutral &&
		   r->prose.v[0].w.n < 6);
}

/* The text of "#jawab ..." and its like is what the citizen gets. */
static void
answer_of_command(struct review *r, struct plan *p)
{
	struct action *v;
	size_t i;

	for (i = 0; i < p->orders.n; i++) {
		if (!says_to_citizen(p->orders.v[i].act))
			continue;
		make_answer(r, p->orders.v[i].text);
		v = arena_array(r->a, p->orders.n, sizeof(*v));
		memcpy(v, p->orders.v, p->orders.n * sizeof(*v));
		v[i].text = r->answer.text;
		p->orders.v = v;
		take_answer(r, p);
		return;
	}
}

static const struct action *
order_of(const struct orders *o, enum act act)
{
	size_t i;

	for (i = 0; i < o->n; i++)
		if (o->v[i].act == act)
			return &o->v[i];
	return NULL;
}

static bool
row_note(struct review *r, struct plan *p)
{
	if (!is_internal_mail(r) || *r->f->code == '\0')
		return false;
	if (r->orders.n > 0)
		answer_of_command(r, p);
	if (!is_empty_talk(r))
		add_action(r, p, action_of(r, ACT_NOTE, r->answer.text), true);
	if (p->orders.n == 0)
		return decide(p, PLAN_SILENT, "empty note", "Tidak ada isi.");
	return decide(p, PLAN_DO, "note",
	    "Dicatat sebagai catatan internal; tidak dikirim ke luar.");
}

/* Prose among colleagues in a mail that belongs to no ticket. */
static bool
row_among_officers(struct review *r, struct plan *p)
{
	if (!is_internal_mail(r) || r->orders.n > 0)
		return false;
	return decide(p, PLAN_SILENT, "among officers",
	    "Pos-el antarpetugas tanpa tiket; hanya disimpan.");
}

static bool
row_commands(struct review *r, struct plan *p)
{
	bool send = order_of(&r->orders, ACT_SEND) != NULL;

	if (r->orders.n == 0)
		return false;
	if (is_empty_talk(r)) {
		p->orders.prose = "";
		answer_of_command(r, p);
		return decide(p, PLAN_DO, "commands", "Sesuai perintah.");
	}
	if (send && *r->f->held != '\0') {
		propose_line(r, "#kirim");
		propose_note(r);
		take_answer(r, p);
		return decide(p, PLAN_HOLD, "text with release",
		    "Ada teks baru di atas #kirim, sedangkan teks sebelumnya "
		    "masih ditahan. Pilih mana yang dikirim.");
	}
	return false; /* prose and commands: the prose decides */
}

/* --- mails that belong to no ticket --- */

static size_t
words_of(const struct prose *p)
{
	size_t i, n = 0;

	for (i = 0; i < p->n; i++)
		n += p->v[i].w.n;
	return n;
}

static bool
holds_forward(struct review *r, struct plan *p, const char *reason)
{
	propose_line(r, "#pemohon ALAMAT-POS-EL");
	propose_record(r);
	return decide(p, PLAN_HOLD, "forward", reason);
}

static void
record_forward(struct review *r, struct plan *p, const struct forwarded *f)
{
	struct record *x = arena_alloc(r->a, sizeof(*x));
	struct action act = action_of(r, ACT_REQUESTER, f->from.address);
	int64_t at = f->date != NULL && *f->date != '\0' ? date_read(f->date)
							 : TOD_NONE;
	size_t i;

	*x = (struct record){ .channel = "email",
		.name = f->from.name,
		.address = f->from.address,
		.phone = "",
		.institution = "",
		.question = f->text,
		.answer = "",
		.external = "",
		.at = at != TOD_NONE && at <= day_of(r) ? at : day_of(r),
		.arrived = TOD_NONE,
		.served = TOD_NONE,
		.done = TOD_NONE,
		.external_due = TOD_NONE };
	for (i = 0; i < r->prose.n; i++)
		if (r->prose.v[i].wishes & WISH_KIND)
			x->kind = r->prose.v[i].kind;
	act.record = x;
	add_action(r, p, act, false);
}

static bool
row_forward(struct review *r, struct plan *p)
{
	const struct officer_facts *f = r->f;
	struct forwarded w;

	if (*f->code != '\0' || r->orders.n > 0 ||
	    !forward_find(r->a, r->m, &w))
		return false;
	if (f->known_ticket_mail)
		return decide(p, PLAN_HOLD, "known mail",
		    "Pos-el yang Anda teruskan sudah ada di kotak layanan. "
		    "Balas pos-el tiketnya untuk mengerjakannya.");
	if (*w.from.address == '\0' || !addr_is_safe(w.from.address) ||
	    office_is_own(r->o, w.from.address) ||
	    office_officer(r->o, w.from.address) != NULL)
		return holds_forward(r, p,
		    "Alamat pemohon tidak terbaca dengan pasti dari pos-el yang "
		    "Anda teruskan. Balas dengan baris #pemohon dan "
		    "alamatnya.");
	if (words_of(&r->prose) > NOTE_WORDS)
		return holds_forward(r, p,
		    "Pos-el yang Anda teruskan disertai catatan panjang. "
		    "Pastikan siapa pemohonnya.");
	record_forward(r, p, &w);
	return decide(p, PLAN_DO, "forward",
	    "Dicatat sebagai tiket baru atas nama pengirim aslinya.");
}

static bool
row_recap(struct review *r, struct plan *p)
{
	const char *all;
	struct words w;
	size_t at, len, i;
	bool wanted = false;

	if (*r->f->code != '\0' || r->orders.n > 0)
		return false;
	all = command_plain(r->a, r->m->subject);
	words_split(r->a, all, 40, &w);
	for (i = 0; i < r->prose.n; i++)
		wanted |= (r->prose.v[i].wishes & WISH_RECAP) != 0;
	wanted |= phrase_find(&w, "rekap|rekapitulasi|recap", &at, &len) &&
		  r->prose.wishes != 0;
	wanted |= phrase_find(&w, "minta|mohon|kirim ~2 rekap*", &at, &len);
	if (!wanted)
		return false;
	add_action(r, p, action_of(r, ACT_RECAP, ""), false);
	return decide(p, PLAN_DO, "recap", "Rekap dikirim kepada Anda saja.");
}

static bool
row_help(struct review *r, struct plan *p)
{
	static const char *const asks[] = {
		"bagaimana|gimana|gmn|cara ~3 cara|caranya|pakai|kerja|tutup|"
		"menutup|membalas|mencatat|memakai|kirim",
		"perintah|perintahnya|command ~3 apa|daftar|list",
		"< bantuan|help|tolong|panduan >", "minta panduan|bantuan"
	};
	size_t i, k, at, len;

	if (*r->f->code != '\0' || r->orders.n > 0)
		return false;
	for (i = 0; i < r->prose.n; i++)
		for (k = 0; k < COUNT(asks); k++)
			if (phrase_find(&r->prose.v[i].w, asks[k], &at, &len)) {
				add_action(
				    r, p, action_of(r, ACT_HELP, ""), false);
				return decide(p, PLAN_DO, "help",
				    "Panduan dikirim kepada Anda.");
			}
	return false;
}

static bool
row_no_ticket(struct review *r, struct plan *p)
{
	if (*r->f->code != '\0' || r->orders.n > 0)
		return false;
	if (propose_record(r))
		return decide(p, PLAN_HOLD, "record in prose",
		    "Sepertinya ini catatan layanan dari saluran lain. "
		    "Formulirnya sudah kami isi; periksa, lengkapi, lalu kirim "
		    "kembali.");
	propose_line(r, "#bantuan");
	return decide(p, PLAN_HOLD, "no ticket",
	    "Pos-el ini bukan balasan atas sebuah tiket, jadi belum ada yang "
	    "dikerjakan. Balas pos-el tiketnya, atau pilih perintah di bawah "
	    "ini.");
}

/* --- prose in a ticket --- */

/* Other mails of ours that carry a ticket's token say something to the
 * officer; what he writes back is for us. */
static bool
is_answer_template(const struct review *r)
{
	static const char *const ours[] = { "rekap", "cari", "bantuan",
		"karantina", "konfirmasi", "digest", "laporan", "harian",
		"mingguan", "bulanan" };

	return !says(r->f->token_template, ours, COUNT(ours));
}

/* A reply to a receipt may be an answer, if it plainly speaks to the
 * citizen. */
static bool
is_doubtful_template(const struct review *r)
{
	static const char *const ours[] = { "kuitansi", "ditahan", "ditolak",
		"eskalasi", "peringatan" };

	return says(r->f->token_template, ours, COUNT(ours));
}

static enum act act_of(const struct review *r);

static bool
hold(struct review *r, struct plan *p, const char *log, const char *reason)
{
	size_t i;
	struct buf b;

	if (r->orders.n > 0) { /* what he ordered goes along */
		buf_init(&b, 4000);
		for (i = 0; i < r->orders.n; i++)
			buf_addf(
			    &b, "%s%s", i ? "\n" : "", r->orders.v[i].written);
		propose_line(r, b.s);
		buf_free(&b);
	}
	propose_note(r);
	propose_answer(r);
	take_answer(r, p);
	if (*p->text != '\0') /* what "#kirim" carries out */
		add_action(r, p, action_of(r, act_of(r), p->text), true);
	return decide(p, PLAN_HOLD, log, reason);
}

static bool
row_empty(struct review *r, struct plan *p)
{
	if (*r->answer.text != '\0' && !is_empty_talk(r))
		return false;
	if (r->answer.nfiles > 0 && *r->answer.text == '\0') {
		propose_answer(r);
		propose_line(r, "#catatan berkas dari petugas");
		take_answer(r, p);
		return decide(p, PLAN_HOLD, "files only",
		    "Balasan Anda hanya berisi berkas, tanpa tulisan. Tulis "
		    "satu kalimat untuk pemohon, lalu kirim lagi.");
	}
	return hold(r, p, "empty",
	    "Tidak ada jawaban yang terbaca di atas kutipan. Tulis jawaban di "
	    "bagian paling atas, atau pilih perintah di bawah ini.");
}

static bool
any_inside(const struct prose *p, size_t flag)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (*((const bool *)((const char *)&p->v[i] + flag)) &&
		    sentence_is_inside(p, &p->v[i]))
			return true;
	return false;
}
#define ANY_INSIDE(p, field) any_inside(p, offsetof(struct sentence, field))

static bool
row_draft(struct review *r, struct plan *p)
{
	if (!ANY_INSIDE(&r->prose, draft) && !ANY_INSIDE(&r->prose, doubt) &&
	    !ANY_INSIDE(&r->prose, stop))
		return false;
	if ((r->prose.wishes & ~(unsigned)WISH_NOTE) != 0)
		propose_wishes(r);
	return hold(r, p, "draft",
	    "Sepertinya ini konsep, atau belum boleh dikirim. Tidak dikirim "
	    "sebelum Anda memintanya dengan #kirim.");
}

static bool
row_colleague(struct review *r, struct plan *p)
{
	if (!ANY_INSIDE(&r->prose, colleague))
		return false;
	propose_wishes(r);
	return hold(r, p, "colleague",
	    "Sepertinya ini ditujukan kepada rekan kerja atau kotak layanan, "
	    "bukan kepada pemohon. Tidak dikirim. Pilih yang Anda maksud.");
}

static bool
row_wish(struct review *r, struct plan *p)
{
	if (r->prose.wishes == 0)
		return false;
	propose_wishes(r);
	return hold(r, p, *r->remarks != '\0' ? "answer with a wish" : "wish",
	    "Sepertinya ini pesan untuk kotak layanan, bukan untuk pemohon. "
	    "Tidak dikirim. Pilih yang Anda maksud; satu ketukan sudah cukup.");
}

static bool
row_internal(struct review *r, struct plan *p)
{
	if (!ANY_INSIDE(&r->prose, internal) && !ANY_INSIDE(&r->prose, third) &&
	    !ANY_INSIDE(&r->prose, ours))
		return false;
	propose_wishes(r);
	return hold(r, p, "internal",
	    "Tulisan ini berbicara tentang pemohon atau urusan kantor. Tidak "
	    "dikirim. Simpan sebagai catatan, atau kirim bila memang untuk "
	    "pemohon.");
}

static bool
row_stranger(struct review *r, struct plan *p)
{
	static const char *const favours[] = {
		"mohon|tolong|minta|bisa|mhn|tlg ~3 "
		"dicek|cek|dikoreksi|dibantu|bantu|diperiksa|arahan|pendapat|"
		"ditindaklanjuti|ditangani|persetujuan|disposisi|dijawab|"
		"diteruskan|dikerjakan|diproses|diambil",
	};
	size_t i, at, len;

	for (i = 0; r->prose.stranger && i < r->prose.n; i++)
		if (phrase_find(&r->prose.v[i].w, favours[0], &at, &len))
			return hold(r, p, "stranger greeted",
			    "Nama yang Anda sapa tidak ada di tiket ini. "
			    "Tidak dikirim sebelum Anda memastikannya dengan "
			    "#kirim.");
	return false;
}

static bool
row_template(struct review *r, struct plan *p)
{
	if (is_answer_template(r) &&
	    (!is_doubtful_template(r) || r->prose.addressed))
		return false;
	return hold(r, p, "reply to our own mail",
	    "Anda membalas pemberitahuan kami, bukan pertanyaan pemohon. "
	    "Tidak dikirim sebelum Anda memintanya dengan #kirim.");
}

/* Nothing says that it is meant for the citizen. */
static bool
row_no_sign(struct review *r, struct plan *p)
{
	const struct prose *x = &r->prose;

	if (x->addressed || x->evidence >= 2 + (x->greeted ? 0u : 0u))
		return false;
	if (x->evidence == 1 && r->answer.nfiles > 0)
		return false;
	propose_wishes(r);
	return hold(r, p, "no sign of an answer",
	    "Belum jelas apakah ini untuk pemohon. Bila ya, balas dengan "
	    "#kirim.");
}

static bool
row_dead_ticket(struct review *r, struct plan *p)
{
	if (r->f->state != STATE_BATAL && r->f->kind != KIND_SPAM)
		return false;
	return hold(r, p, "cancelled ticket",
	    "Tiket ini sudah dibatalkan atau ditandai spam. Jawaban tidak "
	    "dikirim. Buka lagi dengan #buka bila perlu.");
}

static bool
row_to_all(struct review *r, struct plan *p)
{
	struct readers x = readers_of(r);

	if (!x.outsider && !x.officer_to &&
	    !(x.officer_cc && !r->prose.addressed))
		return false;
	p->to_all = true;
	return hold(r, p, "more readers",
	    "Balasan ini juga Anda tujukan kepada orang lain. Lewat kotak "
	    "layanan, jawaban hanya sampai kepada pemohon. Balas #kirim bila "
	    "memang begitu.");
}

static bool
row_foreign(struct review *r, struct plan *p)
{
	if (r->f->foreign.n == 0)
		return false;
	return hold(r, p, "another's case",
	    arena_printf(r->a,
		"Di dalamnya ada \"%.60s\" dari tiket lain. Periksa dulu, lalu "
		"balas #kirim bila memang benar.",
		r->f->foreign.v[0]));
}

static bool
row_officer_address(struct review *r, struct plan *p)
{
	size_t i;

	for (i = 0; i < r->o->nofficers; i++)
		if (text_istr(r->answer.text, r->o->officers[i].address))
			return hold(r, p, "officer's address",
			    "Di dalamnya ada alamat pos-el petugas. Pemohon "
			    "sebaiknya hanya memakai alamat layanan. Balas "
			    "#kirim bila memang maksud Anda.");
	return false;
}

static bool
row_no_file(struct review *r, struct plan *p)
{
	size_t i;

	if (r->answer.nfiles > 0)
		return false;
	for (i = 0; i < r->prose.n; i++)
		if (r->prose.v[i].promises_file &&
		    text_istr(r->prose.v[i].s, "http") == NULL)
			return hold(r, p, "file missing",
			    "Tulisan Anda menyebut lampiran, tetapi tidak ada "
			    "berkas yang terlampir. Lampirkan dan kirim lagi, "
			    "atau balas #kirim bila memang tanpa lampiran.");
	return false;
}

static bool
points_into_quote(const struct review *r)
{
	static const char *const points[] = {
		"jawaban*|balasan*|tanggapan* ~4 bawah|sela|merah|biru|kuning|"
		"warna|inline|kutipan",
		"di|pada bawah ~1 ini ~1 >", "answers|comments ~2 below|inline",
		"tulisan|huruf|teks ~2 merah|biru|hijau|tebal|berwarna"
	};
	size_t i, k, at, len;

	if (strchr(r->answer.text, '>') != NULL || r->prose.n > 4)
		return false;
	for (i = 0; i < r->prose.n; i++)
		for (k = 0; k < COUNT(points); k++)
			if (phrase_find(
				&r->prose.v[i].w, points[k], &at, &len) &&
			    (k != 1 || i + 1 == r->prose.n))
				return true;
	return false;
}

static bool
row_in_quote(struct review *r, struct plan *p)
{
	if (!points_into_quote(r))
		return false;
	return hold(r, p, "answer in the quote",
	    "Jawaban Anda sepertinya ada di dalam kutipan, dan tidak dapat "
	    "dipisahkan. Tulis atau salin jawabannya ke bagian paling atas.");
}

/* --- it goes out --- */

/* Is it the answer, a question back, or how it stands? */
static enum act
act_of(const struct review *r)
{
	const struct prose *p = &r->prose;
	bool content = false, asks = false, progress = false;
	size_t i;

	for (i = 0; i < p->n; i++) {
		const struct sentence *s = &p->v[i];

		if (sentence_is_inside(p, s))
			continue;
		content |= s->content && !s->asks && !s->progress;
		asks |= s->asks;
		progress |= s->progress;
	}
	if (r->answer.nfiles > 0)
		return ACT_ANSWER;
	if (asks && !content)
		return ACT_ASK;
	return progress && !content ? ACT_PROGRESS : ACT_ANSWER;
}

static bool
row_answer(struct review *r, struct plan *p)
{
	enum act act = act_of(r);
	const struct action *given = order_of(&r->orders, ACT_SEND);

	take_answer(r, p);
	if (given != NULL && *r->f->held == '\0') {
		struct action *v = arena_array(r->a, p->orders.n, sizeof(*v));
		size_t i, n = 0;

		for (i = 0; i < p->orders.n; i++)
			if (p->orders.v[i].act != ACT_SEND)
				v[n++] = p->orders.v[i];
		p->orders.v = v;
		p->orders.n = n;
	}
	add_action(r, p, action_of(r, act, p->text), true);
	p->orders.prose = "";
	return decide(p, PLAN_DO, act_word(act),
	    act == ACT_ASK        ? "Pertanyaan untuk pemohon."
	    : act == ACT_PROGRESS ? "Kabar untuk pemohon."
				  : "Jawaban untuk pemohon.");
}

/* "#kirim" below new words: they are meant for the citizen, as they stand. */
static bool
row_explicit(struct review *r, struct plan *p)
{
	if (order_of(&r->orders, ACT_SEND) == NULL || *r->f->code == '\0' ||
	    is_empty_talk(r))
		return false;
	return row_answer(r, p);
}

static bool
row_two_texts(struct review *r, struct plan *p)
{
	size_t i;

	for (i = 0; i < r->orders.n; i++)
		if (says_to_citizen(r->orders.v[i].act))
			return hold(r, p, "two texts",
			    "Ada dua teks untuk pemohon: di atas perintah dan "
			    "di dalamnya. Kirim salah satu saja.");
	return false;
}

/* Prose beside commands that belong to no ticket, as "#rekap". */
static bool
row_commands_only(struct review *r, struct plan *p)
{
	if (r->orders.n == 0 || *r->f->code != '\0')
		return false;
	return decide(p, PLAN_DO, "commands", "Sesuai perintah.");
}

typedef bool row(struct review *r, struct plan *p);

static row *const rows[] = {
	/* trust */
	row_nobody, row_many_authors, row_disowned, row_foreign_token,
	row_silent, row_confirmed, row_weak, row_may_not_know,
	/* what waits, where it went */
	row_released, row_elsewhere,
	/* commands, notes */
	row_errors, row_note, row_among_officers, row_commands,
	row_commands_only,
	/* no ticket */
	row_forward, row_recap, row_help, row_no_ticket,
	/* prose in a ticket */
	row_explicit, row_empty, row_two_texts, row_template, row_draft,
	row_colleague, row_wish, row_internal, row_in_quote, row_stranger,
	row_no_sign, row_dead_ticket, row_to_all, row_foreign,
	row_officer_address, row_no_file, row_answer
};

/* His words: signature and quotes out, and what is for the desk set apart. */
static void
read_words(struct review *r)
{
	const char *kept;

	command_parse(r->a, r->o, r->m->reply_text, day_of(r), &r->orders);
	make_answer(r, r->orders.prose);
	prose_read(r, r->answer.text);
	kept = prose_without_remarks(r, r->answer.text, &r->remarks);
	if (*r->remarks == '\0')
		return;
	if (*command_plain(r->a, kept) == '\0')
		r->remarks = "";
	else
		make_answer(r, kept);
	if (is_empty_talk(r)) { /* nothing but the remark: all of it */
		make_answer(r, r->orders.prose);
		r->remarks = "";
	}
}

void
officer_plan(struct arena *a, const struct office *o, const struct msg *m,
    const struct officer_facts *f, struct plan *p_r)
{
	struct review *r = arena_alloc(a, sizeof(*r));
	size_t i;

	*r = (struct review){ .a = a, .o = o, .m = m, .f = f, .remarks = "" };
	*p_r = (struct plan){ .reason = "", .log = "", .text = "", .html = "" };
	p_r->orders.prose = "";
	read_words(r);
	for (i = 0; i < COUNT(rows); i++)
		if (rows[i](r, p_r))
			break;
	p_r->proposals = r->proposals;
}
