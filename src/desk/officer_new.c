/*
 * Officers' mails that belong to no ticket: a citizen's mail passed on, a
 * visit told of, a wish for a list. Nothing here goes to a citizen.
 */
#include <string.h>

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
	return plan_decide(p, PLAN_HOLD, "forward", reason);
}

static void
record_forward(struct review *r, struct plan *p, const struct forwarded *f)
{
	struct record *x = arena_alloc(r->a, sizeof(*x));
	struct action act = plan_action(r, ACT_REQUESTER, f->from.address);
	int offset = r->o->offset;
	int64_t at = command_moment(
	    f->date, tod_day(review_day(r), offset), offset);
	size_t i;

	*x = (struct record){ .channel = "email",
		.name = f->from.name,
		.address = f->from.address,
		.phone = "",
		.institution = "",
		.question = f->text,
		.answer = "",
		.external = "",
		.at = at != TOD_NONE && at <= review_day(r) ? at
							    : review_day(r),
		.arrived = TOD_NONE,
		.served = TOD_NONE,
		.done = TOD_NONE,
		.external_due = TOD_NONE };
	for (i = 0; i < r->prose.n; i++)
		if (r->prose.v[i].wishes & WISH_KIND)
			x->kind = r->prose.v[i].kind;
	act.record = x;
	plan_add(r, p, act, false);
}

/* A command that is nothing without a ticket, and nothing before it opens
 * one. */
static bool
asks_for_ticket(const struct orders *o)
{
	size_t i;

	for (i = 0; i < o->n && o->v[i].act < ACT_VISIT; i++)
		if (o->v[i].act < ACT_SHOW && o->v[i].act != ACT_SEND &&
		    o->v[i].act != ACT_CANCEL)
			return true;
	return false;
}

bool
row_which(struct review *r, struct plan *p)
{
	const struct officer_facts *f = r->f;

	if (*f->code != '\0' || f->guesses.n < 2 || r->orders.nerrors > 0 ||
	    (r->orders.n > 0 && !asks_for_ticket(&r->orders)))
		return false;
	p->orders = r->orders;
	return plan_decide(p, PLAN_HOLD, "which ticket",
	    "Pos-el Anda tidak membawa nomor tiket, dan cocok dengan beberapa "
	    "tiket. Belum ada yang dikerjakan. Pilih tiketnya: balasannya "
	    "sudah terisi dan tinggal dikirim.");
}

/* Sorted out before, so that it has no ticket that he could close. */
bool
row_filed(struct review *r, struct plan *p)
{
	const struct officer_facts *f = r->f;
	const char *as = f->filed != NULL ? f->filed : "";
	bool away = (r->prose.wishes & (WISH_CLOSE | WISH_KIND)) != 0;
	size_t i;

	if (*as == '\0' || *f->code != '\0' || r->orders.n > 0)
		return false;
	for (i = 0; i < r->prose.n; i++)
		away |= r->prose.v[i].stop;
	if (away && !r->prose.addressed)
		return plan_decide(p, PLAN_DO, "filed already",
		    arena_printf(r->a,
			"Surat itu sudah disaring sebagai %s: tidak ada "
			"tiketnya, dan tidak ada yang dikirim kepada "
			"pengirimnya. Tidak ada lagi yang perlu dikerjakan.",
			as));
	return plan_decide(p, PLAN_HOLD, "filed already",
	    arena_printf(r->a,
		"Surat yang Anda maksud disaring sebagai %s, jadi belum punya "
		"tiket. Tulisan Anda tidak dikirim. Bila surat itu memang "
		"permintaan layanan, teruskan surat aslinya ke kotak layanan; "
		"tiketnya akan dibuat.",
		as));
}

bool
row_forward(struct review *r, struct plan *p)
{
	const struct officer_facts *f = r->f;
	struct forwarded w;

	if (*f->code != '\0' || r->orders.n > 0 ||
	    !forward_find(r->a, r->m, &w))
		return false;
	if (f->known_ticket_mail)
		return plan_decide(p, PLAN_HOLD, "known mail",
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
	return plan_decide(p, PLAN_DO, "forward",
	    "Dicatat sebagai tiket baru atas nama pengirim aslinya.");
}

bool
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
	plan_add(r, p, plan_action(r, ACT_RECAP, ""), false);
	return plan_decide(
	    p, PLAN_DO, "recap", "Rekap dikirim kepada Anda saja.");
}

bool
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
				plan_add(
				    r, p, plan_action(r, ACT_HELP, ""), false);
				return plan_decide(p, PLAN_DO, "help",
				    "Panduan dikirim kepada Anda.");
			}
	return false;
}

/* Mails of ours that tell of many cases or of none. */
static bool
is_overview(const struct review *r)
{
	static const char *const ours[] = { "ringkasan", "rekap", "cari",
		"bantuan", "peringatan", "karantina" };

	return r->f->token_his &&
	       plain_is_one_of(r->f->token_template, ours, COUNT(ours));
}

/* Nothing waits there that could be sent or dropped. */
static bool
answers_overview(struct review *r, struct plan *p)
{
	struct action x = { .service = "" };
	struct why w;
	size_t i;

	if (review_is_empty_talk(r))
		return plan_decide(
		    p, PLAN_SILENT, "thanks for an overview", "Terima kasih.");
	for (i = 0; i < r->f->foreign.n; i++)
		if (command_ticket(r->a, r->o, r->f->foreign.v[i], false,
			&x.ticket, &w) == OK)
			propose_line(
			    r, arena_printf(r->a, "#lihat %s", x.ticket));
	propose_line(r, "#rekap");
	propose_line(r, "#bantuan");
	return plan_decide(p, PLAN_HOLD, "reply to an overview",
	    "Anda membalas pemberitahuan yang bukan tiket. Tulisan Anda tidak "
	    "dikirim dan tidak diteruskan kepada siapa pun. Untuk satu tiket, "
	    "balas pos-el tiketnya.");
}

bool
row_no_ticket(struct review *r, struct plan *p)
{
	if (*r->f->code != '\0' || r->orders.n > 0)
		return false;
	if (propose_record(r))
		return plan_decide(p, PLAN_HOLD, "record in prose",
		    "Sepertinya ini catatan layanan dari saluran lain. "
		    "Formulirnya sudah kami isi; periksa, lengkapi, lalu kirim "
		    "kembali.");
	if (is_overview(r))
		return answers_overview(r, p);
	propose_line(r, "#bantuan");
	return plan_decide(p, PLAN_HOLD, "no ticket",
	    "Pos-el ini bukan balasan atas sebuah tiket, jadi belum ada yang "
	    "dikerjakan. Balas pos-el tiketnya, atau pilih perintah di bawah "
	    "ini.");
}
