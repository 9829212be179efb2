/*
 * Who wrote an officer's mail, what waits for him, and to whom else it went:
 * the rows that come before its words are weighed. Knows no words but "ya".
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/command_priv.h"
#include "desk/officer_priv.h"

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

/* What knows a token may have been handed on. Where his mails are vouched for
 * as a rule, one that is not may be somebody else's who has seen a token. */
static bool
has_power(const struct review *r)
{
	const struct officer_facts *f = r->f;

	if (f->who == NULL || r->m->from.n != 1)
		return false;
	return f->proven ||
	       (f->token && f->token_his &&
		   (!f->usually_proven || r->m->auth.spf == AUTH_PASS));
}

static bool
same_address(const char *a, const char *b)
{
	return a != NULL && b != NULL && *a != '\0' && text_ieq(a, b);
}

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

struct readers
review_readers(const struct review *r)
{
	struct readers x = { false, false, false, false, false };

	count_readers(r, &r->m->to, true, &x);
	count_readers(r, &r->m->cc, false, &x);
	count_readers(r, &r->m->bcc, false, &x);
	return x;
}

static size_t
from_fields(const struct msg *m)
{
	size_t n = 0;

	while (msg_field_n(m, "From", n) != NULL && n < 2)
		n++;
	return n;
}

bool
row_nobody(struct review *r, struct plan *p)
{
	if (r->f->who != NULL)
		return false;
	return plan_decide(p, PLAN_ALARM, "no officer",
	    "Pos-el ini memakai tanda milik petugas, tetapi datang dari "
	    "alamat lain. Tidak ada yang dikerjakan.");
}

bool
row_many_authors(struct review *r, struct plan *p)
{
	if (r->m->from.n == 1 && from_fields(r->m) < 2)
		return false;
	return plan_decide(p, PLAN_ALARM, "several authors",
	    "Pos-el ini memakai lebih dari satu pengirim. Tidak ada yang "
	    "dikerjakan. Mohon tanyakan langsung kepada petugas.");
}

bool
row_disowned(struct review *r, struct plan *p)
{
	const struct auth *x = &r->m->auth;

	if (x->dmarc != AUTH_FAIL &&
	    !(x->dkim == AUTH_FAIL && x->dmarc != AUTH_PASS && !r->f->proven))
		return false;
	return plan_decide(p, PLAN_ALARM, "disowned",
	    "Pos-el ini mengaku dari petugas, tetapi server alamat itu "
	    "menolaknya. Tidak ada yang dikerjakan. Mohon tanyakan langsung "
	    "kepada petugas.");
}

bool
row_foreign_token(struct review *r, struct plan *p)
{
	const struct officer_facts *f = r->f;

	if (!f->token || f->token_his || f->proven)
		return false;
	if (f->token_citizen && review_readers(r).requester)
		return false; /* he answers the citizen's own mail */
	return plan_decide(p, PLAN_ALARM,
	    f->token_citizen ? "citizen's token" : "another's token",
	    f->token_citizen
		? "Pos-el ini mengaku dari petugas, tetapi memakai tanda milik "
		  "pemohon. Tidak ada yang dikerjakan. Mohon tanyakan langsung "
		  "kepada petugas."
		: "Pos-el ini mengaku dari petugas, tetapi memakai tanda milik "
		  "petugas lain. Tidak ada yang dikerjakan. Mohon tanyakan "
		  "langsung kepada petugas.");
}

bool
row_may_not_know(struct review *r, struct plan *p)
{
	if (*r->f->code == '\0' || r->f->may_know)
		return false;
	(void)p;
	r->denied = true; /* the other rows say what it is */
	return false;
}

/* Headers say so, or the name of the thing; words alone are less sure. */
static bool
is_certain_machine(const char *check)
{
	static const char *const sure[] = { "delivery-report", "receipt",
		"calendar", "report", "auto-submitted", "precedence",
		"responder", "delivery-words", "delivery-notice", "recall",
		"reaction", "loop" };

	return plain_is_one_of(check, sure, COUNT(sure));
}

static bool
is_machine_words(const char *check)
{
	static const char *const words[] = { "receipt-words",
		"automatic-subject", "absence-subject", "absence",
		"null-sender", "suppressed", "device" };

	return plain_is_one_of(check, words, COUNT(words));
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

bool
row_silent(struct review *r, struct plan *p)
{
	struct judge_facts facts = { .limit = "" };
	struct judgement j;

	judge_mail(r->a, r->o, r->m, &facts, &j);
	if (is_certain_machine(j.check) || is_meeting_reply(r) ||
	    (is_machine_words(j.check) && !r->prose.addressed &&
		r->orders.n == 0))
		return plan_decide(p, PLAN_SILENT, "automatic",
		    "Balasan otomatis petugas; hanya disimpan.");
	return false;
}

bool
row_weak(struct review *r, struct plan *p)
{
	if (has_power(r))
		return false;
	if (r->f->token && r->f->token_his)
		return plan_decide(p, PLAN_CONFIRM, "unproven token",
		    "Belum pasti pos-el ini benar dari Anda: tandanya memang "
		    "milik Anda, tetapi server tidak membuktikan pengirimnya, "
		    "padahal biasanya terbukti. Tidak ada yang dikerjakan. "
		    "Bila benar dari Anda, balas dengan \"ya\".");
	return plan_decide(p, PLAN_CONFIRM, "unproven",
	    "Belum pasti pos-el ini benar dari Anda: tidak ada tanda dari kami "
	    "di dalamnya dan servernya tidak membuktikan pengirimnya. Tidak "
	    "ada yang dikerjakan. Bila benar dari Anda, balas dengan \"ya\".");
}

/* The button of our question sends a command instead of a word. */
static bool
is_said(const struct review *r, enum act act, const char *plain,
    const char *const *words, size_t n)
{
	if (r->orders.n == 0)
		return plain_is_one_of(plain, words, n);
	return r->orders.n == 1 && r->orders.v[0].act == act && *plain == '\0';
}

bool
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
	bool lapsed = strcmp(r->f->held, "lapsed") == 0;
	const char *plain;

	if ((!lapsed && strcmp(r->f->held, "confirm") != 0) ||
	    r->orders.nerrors > 0)
		return false;
	plain = command_plain(r->a, r->answer.text);
	if (is_said(r, ACT_CANCEL, plain, no, COUNT(no))) {
		plan_add(r, p, plan_action(r, ACT_CANCEL, ""), false);
		return plan_decide(p, PLAN_ALARM, "denied",
		    "Petugas menyatakan pos-el itu bukan darinya. Tidak ada "
		    "yang dikerjakan.");
	}
	if (!(r->f->token && r->f->token_his) ||
	    !is_said(r, ACT_SEND, plain, yes, COUNT(yes)))
		return false;
	if (lapsed)
		return plan_decide(p, PLAN_HOLD, "lapsed",
		    "Jawaban Anda datang sesudah pertanyaannya gugur, jadi "
		    "belum ada yang dikerjakan. Bila masih perlu, balas pos-el "
		    "ini dengan #kirim.");
	plan_add(r, p, plan_action(r, ACT_SEND, ""), false);
	return plan_decide(p, PLAN_DO, "confirmed", "Dikonfirmasi petugas.");
}

bool
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
	if (plain_is_one_of(plain, yes, COUNT(yes)))
		plan_add(r, p, plan_action(r, ACT_SEND, ""), false);
	else if (plain_is_one_of(plain, no, COUNT(no)))
		plan_add(r, p, plan_action(r, ACT_CANCEL, ""), false);
	else
		return false;
	return plan_decide(p, PLAN_DO, "released", "Sesuai jawaban petugas.");
}

bool
row_elsewhere(struct review *r, struct plan *p)
{
	struct readers x = review_readers(r);

	/* before the commands are held to belong to no ticket */
	if (r->orders.n > 0 || r->orders.nerrors > 0)
		return row_which(r, p);
	if (!x.requester && (x.desk_to || !x.outsider || *r->f->code != '\0'))
		return false;
	plan_take_answer(r, p);
	p->to_all = x.outsider || x.officer_to || x.officer_cc;
	return plan_decide(p, PLAN_RECORD, "elsewhere",
	    "Jawaban ini sudah Anda kirim sendiri kepada pemohon. Dicatat "
	    "sebagai jawaban dan tidak dikirim lagi.");
}
