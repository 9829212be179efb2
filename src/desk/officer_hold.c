/*
 * Why prose in a ticket is held instead of sent, row by row. Each says to
 * the officer what it saw and what he can do about it.
 */
#include <stddef.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "desk/command_priv.h"
#include "desk/officer_priv.h"
#include "desk/shown.h"

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))
#define ANY_INSIDE(p, field) any_inside(p, offsetof(struct sentence, field))

/* Other mails of ours that carry a ticket's token say something to the
 * officer; what he writes back is for us. */
static bool
is_answer_template(const struct review *r)
{
	static const char *const ours[] = { "rekap", "cari", "bantuan",
		"karantina", "konfirmasi", "ringkasan" };

	return !plain_is_one_of(r->f->token_template, ours, COUNT(ours));
}

/* Who was told of a deadline that is another's has more to say to him than to
 * the citizen. */
static bool
is_watching(const struct review *r)
{
	static const char *const ours[] = { "eskalasi" };

	return !r->f->handles &&
	       plain_is_one_of(r->f->token_template, ours, COUNT(ours));
}

/* A reply to a receipt may be an answer, if it plainly speaks to the
 * citizen. */
static bool
is_doubtful_template(const struct review *r)
{
	static const char *const ours[] = { "kuitansi", "ditahan", "ditolak",
		"peringatan" };

	return plain_is_one_of(r->f->token_template, ours, COUNT(ours));
}

/* What he ordered goes along. */
static void
propose_orders(struct review *r)
{
	struct buf b;
	size_t i;

	if (r->orders.n == 0)
		return;
	buf_init(&b, 4000);
	for (i = 0; i < r->orders.n; i++)
		buf_addf(&b, "%s%s", i ? "\n" : "", r->orders.v[i].written);
	propose_line(r, b.s);
	buf_free(&b);
}

void
hold_done(struct review *r, struct plan *p)
{
	size_t i;
	bool said = false;

	propose_orders(r);
	for (i = 0; i < p->orders.n; i++)
		said |= act_is_said(p->orders.v[i].act);
	if (said)
		propose_answer(r);
	propose_note(r);
}

static bool
hold(struct review *r, struct plan *p, const char *log, const char *reason)
{
	propose_orders(r);
	propose_note(r);
	propose_answer(r);
	plan_take_answer(r, p);
	if (*p->text != '\0') /* what "#kirim" carries out */
		plan_add(r, p, plan_action(r, review_act(r), p->text), true);
	return plan_decide(p, PLAN_HOLD, log, reason);
}

bool
row_empty(struct review *r, struct plan *p)
{
	if (*r->answer.text != '\0' && !review_is_empty_talk(r))
		return false;
	if (r->answer.nfiles > 0 && *r->answer.text == '\0') {
		propose_answer(r);
		propose_line(r, "#catatan berkas dari petugas");
		plan_take_answer(r, p);
		return plan_decide(p, PLAN_HOLD, "files only",
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

bool
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

bool
row_colleague(struct review *r, struct plan *p)
{
	if (!ANY_INSIDE(&r->prose, colleague))
		return false;
	propose_wishes(r);
	return hold(r, p, "colleague",
	    "Sepertinya ini ditujukan kepada rekan kerja atau kotak layanan, "
	    "bukan kepada pemohon. Tidak dikirim. Pilih yang Anda maksud.");
}

bool
row_wish(struct review *r, struct plan *p)
{
	if (r->prose.wishes == 0)
		return false;
	propose_wishes(r);
	return hold(r, p, *r->remarks != '\0' ? "answer with a wish" : "wish",
	    "Sepertinya ini pesan untuk kotak layanan, bukan untuk pemohon. "
	    "Tidak dikirim. Pilih yang Anda maksud; satu ketukan sudah cukup.");
}

bool
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

bool
row_stranger(struct review *r, struct plan *p)
{
	static const char *const favours[] = {
		"mohon|tolong|minta|bisa|mhn|tlg ~3 "
		"dicek|cek|dikoreksi|dibantu|bantu|diperiksa|arahan|pendapat|"
		"ditindaklanjuti|ditangani|persetujuan|disposisi|dijawab|"
		"diteruskan|dikerjakan|diproses|diambil",
	};
	size_t i, at, len;

	if (r->prose.judged && r->prose.inside < VOICE_HOLDS)
		return false;
	for (i = 0; r->prose.stranger && i < r->prose.n; i++)
		if (phrase_find(&r->prose.v[i].w, favours[0], &at, &len))
			return hold(r, p, "stranger greeted",
			    "Nama yang Anda sapa tidak ada di tiket ini. "
			    "Tidak dikirim sebelum Anda memastikannya dengan "
			    "#kirim.");
	return false;
}

bool
row_template(struct review *r, struct plan *p)
{
	size_t i, words = 0;

	for (i = 0; i < r->prose.n; i++)
		words += r->prose.v[i].w.n;
	if (is_answer_template(r) && !is_watching(r) &&
	    (!is_doubtful_template(r) || (r->prose.addressed && words > 6)))
		return false;
	return hold(r, p, "reply to our own mail",
	    "Anda membalas pemberitahuan kami, bukan pertanyaan pemohon. "
	    "Tidak dikirim sebelum Anda memintanya dengan #kirim.");
}

/* Nothing says that it is meant for the citizen. */
bool
row_no_sign(struct review *r, struct plan *p)
{
	const struct prose *x = &r->prose;
	bool content = false;
	unsigned wanted;
	size_t i;

	if (x->judged) /* row_voice sees more */
		return false;
	for (i = 0; i < x->n; i++)
		content |= x->v[i].content;
	wanted = content ? 2 : x->greeted || r->answer.nfiles > 0 ? 2 : 3;
	if (x->addressed || x->evidence >= wanted)
		return false;
	propose_wishes(r);
	return hold(r, p, "no sign of an answer",
	    "Belum jelas apakah ini untuk pemohon. Bila ya, balas dengan "
	    "#kirim.");
}

/* Examples say so: the sentence that sounds most like it is named. */
bool
row_voice(struct review *r, struct plan *p)
{
	const struct prose *x = &r->prose;
	size_t i, most = 0;

	if (!x->judged || x->inside < VOICE_HOLDS)
		return false;
	for (i = 1; i < x->n; i++)
		if (x->v[i].inside > x->v[most].inside)
			most = i;
	propose_wishes(r);
	return hold(r, p, "sounds internal",
	    arena_printf(r->a,
		"Belum jelas apakah ini semua untuk pemohon, terutama "
		"\"%s\". Tidak dikirim. Bila memang untuk pemohon, balas "
		"dengan #kirim.",
		shown_line(
		    r->a, arena_strn(r->a, x->v[most].s, x->v[most].n), 120)));
}

bool
row_dead_ticket(struct review *r, struct plan *p)
{
	if (r->f->state != STATE_BATAL && r->f->kind != KIND_SPAM)
		return false;
	return hold(r, p, "cancelled ticket",
	    "Tiket ini sudah dibatalkan atau ditandai spam. Jawaban tidak "
	    "dikirim. Buka lagi dengan #buka bila perlu.");
}

bool
row_to_all(struct review *r, struct plan *p)
{
	struct readers x = review_readers(r);

	if (!x.outsider && !x.officer_to &&
	    !(x.officer_cc && !r->prose.addressed))
		return false;
	p->to_all = true;
	return hold(r, p, "more readers",
	    "Balasan ini juga Anda tujukan kepada orang lain. Lewat kotak "
	    "layanan, jawaban hanya sampai kepada pemohon. Balas #kirim bila "
	    "memang begitu.");
}

bool
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

bool
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

/* Lines with columns of figures. */
static bool
has_table(const struct review *r)
{
	const char *s;
	size_t n, rows = 0;

	if (text_istr(r->answer.html, "<table") != NULL)
		return true;
	for (s = r->answer.text; *s != '\0'; s += n + (s[n] == '\n')) {
		const char *gap;

		n = strcspn(s, "\n");
		gap = memmem(s, n, "  ", 2);
		if (gap == NULL && (gap = memchr(s, '\t', n)) == NULL)
			gap = memchr(s, '|', n);
		if (gap == NULL && (gap = memchr(s, ':', n)) == NULL)
			continue;
		gap += 1 + strspn(gap + 1, " \t|");
		rows += gap < s + n && *gap >= '0' && *gap <= '9';
	}
	return rows > 1;
}

bool
row_no_file(struct review *r, struct plan *p)
{
	static const char *const things[] = {
		"file*|berkas*|excel*|pdf*|lampiran*|attachment|attached|xlsx"
	};
	bool table = has_table(r);
	size_t i, at, len;

	if (r->answer.nfiles > 0)
		return false;
	for (i = 0; i < r->prose.n; i++)
		if (r->prose.v[i].promises_file &&
		    text_istr(r->prose.v[i].s, "http") == NULL &&
		    (!table ||
			phrase_find(&r->prose.v[i].w, things[0], &at, &len)))
			return hold(r, p, "file missing",
			    "Tulisan Anda menyebut lampiran, tetapi tidak ada "
			    "berkas yang terlampir. Lampirkan dan kirim lagi, "
			    "atau balas #kirim bila memang tanpa lampiran.");
	return false;
}

/* Outlook's Rich Text: a citizen could open none of it. */
bool
row_sealed(struct review *r, struct plan *p)
{
	if (*r->answer.sealed == '\0')
		return false;
	return hold(r, p, "winmail.dat",
	    arena_printf(r->a,
		"Berkas Anda (%.200s) dikirim Outlook di dalam winmail.dat, "
		"yang tidak dapat dibuka pemohon. Tidak dikirim. Di Outlook, "
		"pilih tab Format Text (Format Teks), lalu HTML, lampirkan "
		"lagi, dan kirim. Agar seterusnya begitu: File > Options > "
		"Mail > Compose messages in this format: HTML. Balas #kirim "
		"bila cukup tulisannya saja, tanpa berkas.",
		r->answer.sealed));
}

/* His program sent it again, or he was not sure that it went. */
bool
row_said_before(struct review *r, struct plan *p)
{
	if (!r->f->said_before)
		return false;
	return hold(r, p, "said before",
	    "Tulisan yang sama persis sudah dikirim kepada pemohon dalam tiket "
	    "ini. Tidak dikirim dua kali. Balas #kirim bila memang perlu "
	    "dikirim lagi.");
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

bool
row_in_quote(struct review *r, struct plan *p)
{
	if (!points_into_quote(r))
		return false;
	return hold(r, p, "answer in the quote",
	    "Jawaban Anda sepertinya ada di dalam kutipan, dan tidak dapat "
	    "dipisahkan. Tulis atau salin jawabannya ke bagian paling atas.");
}

bool
row_two_texts(struct review *r, struct plan *p)
{
	size_t i;

	for (i = 0; i < r->orders.n; i++)
		if (act_is_said(r->orders.v[i].act))
			return hold(r, p, "two texts",
			    "Ada dua teks untuk pemohon: di atas perintah dan "
			    "di dalamnya. Kirim salah satu saja.");
	return false;
}
