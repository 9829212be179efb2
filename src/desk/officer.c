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

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

int64_t
review_day(const struct review *r)
{
	if (r->m->date != TOD_NONE)
		return r->m->date;
	/* only a file that never came by mail lacks both */
	return r->m->received != TOD_NONE ? r->m->received : 0;
}

struct action
plan_action(const struct review *r, enum act act, const char *text)
{
	return (struct action){ .act = act,
		.written = "",
		.text = text,
		.service = "",
		.ticket = "",
		.officer = r->f->who };
}

bool
plan_decide(
    struct plan *p, enum plan_how how, const char *log, const char *reason)
{
	p->how = how;
	p->log = log;
	p->reason = reason;
	return true;
}

/* One action more, in front or behind. */
void
plan_add(struct review *r, struct plan *p, struct action x, bool first)
{
	struct action *v = arena_array(r->a, p->orders.n + 1, sizeof(*v));

	if (p->orders.n > 0)
		memcpy(v + first, p->orders.v, p->orders.n * sizeof(*v));
	v[first ? 0 : p->orders.n] = x;
	p->orders.v = v;
	p->orders.n++;
}

void
plan_take_answer(const struct review *r, struct plan *p)
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

bool
plain_is_one_of(const char *plain, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(plain, words[i]) == 0)
			return true;
	return false;
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
	struct readers x = review_readers(r);

	return is_note_address(&r->m->to) || is_note_address(&r->m->cc) ||
	       is_note_address(&r->m->delivered_to) ||
	       plain_is_one_of(
		   r->f->token_template, templates, COUNT(templates)) ||
	       (x.officer_to && !x.desk_to && !x.outsider && !x.requester);
}

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

bool
act_is_said(enum act x)
{
	return x == ACT_ANSWER || x == ACT_PROGRESS || x == ACT_ASK;
}

/* What each command asks of the others. */
static void
check_orders(struct review *r)
{
	size_t i, texts = 0, sends = 0, drops = 0, n = r->orders.n;
	bool opened = false;

	for (i = 0; i < n; i++) {
		const struct action *x = &r->orders.v[i];

		/* of a mail that he passed on and that waits for it */
		if (x->act == ACT_REQUESTER && *r->f->held != '\0')
			opened = true;
		if (needs_ticket(x->act) && *r->f->code == '\0' && !opened)
			add_error(r, x,
			    "Pos-el ini bukan balasan atas sebuah tiket. Kirim "
			    "perintah ini dengan membalas pos-el tiketnya.");
		if (act_is_said(x->act) && texts++ > 0)
			add_error(r, x,
			    "Satu pos-el hanya dapat membawa satu teks untuk "
			    "pemohon. Kirim yang kedua tersendiri.");
		opened |= x->act >= ACT_VISIT; /* what follows is about it */
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

bool
row_errors(struct review *r, struct plan *p)
{
	check_orders(r);
	p->orders = r->orders;
	if (r->orders.nerrors == 0)
		return false;
	return plan_decide(p, PLAN_REFUSE, "bad command",
	    "Ada perintah yang tidak dapat dibaca, jadi tidak ada yang "
	    "dikerjakan. Perbaiki baris yang disebut lalu kirim lagi.");
}

/* A name, a greeting, a word of thanks: says nothing. */
bool
review_is_empty_talk(struct review *r)
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
		if (!act_is_said(p->orders.v[i].act))
			continue;
		make_answer(r, p->orders.v[i].text);
		v = arena_array(r->a, p->orders.n, sizeof(*v));
		memcpy(v, p->orders.v, p->orders.n * sizeof(*v));
		v[i].text = r->answer.text;
		p->orders.v = v;
		plan_take_answer(r, p);
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

bool
row_note(struct review *r, struct plan *p)
{
	if (!is_internal_mail(r) || *r->f->code == '\0')
		return false;
	if (r->orders.n > 0)
		answer_of_command(r, p);
	if (!review_is_empty_talk(r))
		plan_add(r, p, plan_action(r, ACT_NOTE, r->answer.text), true);
	if (p->orders.n == 0)
		return plan_decide(
		    p, PLAN_SILENT, "empty note", "Tidak ada isi.");
	return plan_decide(p, PLAN_DO, "note",
	    "Dicatat sebagai catatan internal; tidak dikirim ke luar.");
}

/* Prose among colleagues in a mail that belongs to no ticket. */
bool
row_among_officers(struct review *r, struct plan *p)
{
	if (!is_internal_mail(r) || r->orders.n > 0)
		return false;
	return plan_decide(p, PLAN_SILENT, "among officers",
	    "Pos-el antarpetugas tanpa tiket; hanya disimpan.");
}

bool
row_commands(struct review *r, struct plan *p)
{
	bool send = order_of(&r->orders, ACT_SEND) != NULL;

	if (r->orders.n == 0)
		return false;
	if (review_is_empty_talk(r)) {
		p->orders.prose = "";
		answer_of_command(r, p);
		return plan_decide(p, PLAN_DO, "commands", "Sesuai perintah.");
	}
	if (send && *r->f->held != '\0') {
		propose_line(r, "#kirim");
		propose_note(r);
		plan_take_answer(r, p);
		return plan_decide(p, PLAN_HOLD, "text with release",
		    "Ada teks baru di atas #kirim, sedangkan teks sebelumnya "
		    "masih ditahan. Pilih mana yang dikirim.");
	}
	return false; /* prose and commands: the prose decides */
}

/* Is it the answer, a question back, or how it stands? */
enum act
review_act(const struct review *r)
{
	static const char *const needs[] = {
		"dulu|dahulu|terlebih|sebelum|berapa|mana|dilengkapi|lengkapi|"
		"melengkapi|?|perjelas|diperjelas|spesifik*|dispesifik*"
	};
	static const char *const reasons[] = {
		"< tanpa|agar|supaya|karena|sebab"
	};
	const struct prose *p = &r->prose;
	bool content = false, asks = false, progress = false, need = false;
	size_t i, at, len, said = 0;

	if (p->judged)
		return p->act;
	for (i = 0; i < p->n; i++) {
		const struct sentence *s = &p->v[i];

		if (sentence_is_inside(p, s))
			continue;
		/* why he asks is no answer */
		if (asks && !s->asks &&
		    phrase_find(&s->w, reasons[0], &at, &len))
			continue;
		content |= s->content && !s->asks && !s->progress;
		asks |= s->asks;
		need |= s->asks && phrase_find(&s->w, needs[0], &at, &len);
		progress |= s->progress;
		said += !s->asks && !s->progress && !s->neutral && s->w.n > 4 &&
			s->evidence > 0;
	}
	if (r->answer.nfiles > 0 || content)
		return ACT_ANSWER;
	if (asks && (need || said == 0))
		return ACT_ASK;
	return progress ? ACT_PROGRESS : ACT_ANSWER;
}

bool
row_answer(struct review *r, struct plan *p)
{
	enum act act = review_act(r);
	const struct action *given = order_of(&r->orders, ACT_SEND);

	plan_take_answer(r, p);
	if (given != NULL && *r->f->held == '\0') {
		struct action *v = arena_array(r->a, p->orders.n, sizeof(*v));
		size_t i, n = 0;

		for (i = 0; i < p->orders.n; i++)
			if (p->orders.v[i].act != ACT_SEND)
				v[n++] = p->orders.v[i];
		p->orders.v = v;
		p->orders.n = n;
	}
	plan_add(r, p, plan_action(r, act, p->text), true);
	p->orders.prose = "";
	return plan_decide(p, PLAN_DO, act_word(act),
	    act == ACT_ASK        ? "Pertanyaan untuk pemohon."
	    : act == ACT_PROGRESS ? "Kabar untuk pemohon."
				  : "Jawaban untuk pemohon.");
}

/* "#kirim" below new words: they are meant for the citizen, as they stand. */
bool
row_explicit(struct review *r, struct plan *p)
{
	if (order_of(&r->orders, ACT_SEND) == NULL || *r->f->code == '\0' ||
	    review_is_empty_talk(r))
		return false;
	return row_answer(r, p);
}

/* Prose beside commands that belong to no ticket, as "#rekap". */
bool
row_commands_only(struct review *r, struct plan *p)
{
	if (r->orders.n == 0 || *r->f->code != '\0')
		return false;
	return plan_decide(p, PLAN_DO, "commands", "Sesuai perintah.");
}

static plan_row *const rows[] = {
	/* trust */
	row_nobody, row_many_authors, row_disowned, row_foreign_token,
	row_silent, row_confirmed, row_weak, row_may_not_know,
	/* what waits, where it went */
	row_released, row_elsewhere,
	/* commands, notes */
	row_errors, row_note, row_among_officers, row_commands,
	row_commands_only,
	/* no ticket */
	row_which, row_forward, row_recap, row_filed, row_help, row_no_ticket,
	/* prose in a ticket */
	row_explicit, row_empty, row_two_texts, row_template, row_draft,
	row_colleague, row_wish, row_internal, row_in_quote, row_stranger,
	row_no_sign, row_voice, row_dead_ticket, row_to_all, row_foreign,
	row_officer_address, row_sealed, row_no_file, row_said_before,
	row_answer
};

/* An answer with a remark beside it, and not one remark all over? Only who
 * speaks to the citizen, or sets the remark apart, has written both. */
static bool
is_parted(const struct prose *p)
{
	size_t i;

	if (p->addressed || p->greeted)
		return true;
	for (i = 0; i < p->n; i++)
		if (sentence_is_inside(p, &p->v[i]) && !p->v[i].bracketed)
			return false;
	return true;
}

/* The answer without its remarks; they are what was cut, beside what was cut
 * before. */
static void
make_without_remarks(struct review *r, const char *kept)
{
	struct strs before = r->answer.cut;
	const char **v = arena_array(r->a, before.n + 1, sizeof(*v));
	size_t i;

	v[0] = r->remarks;
	for (i = 0; i < before.n; i++)
		v[i + 1] = before.v[i];
	make_answer(r, kept);
	r->answer.cut = (struct strs){ v, before.n + 1 };
}

/* His words: signature and quotes out, and what is for the desk set apart. */
static void
read_words(struct review *r)
{
	const char *kept;

	command_parse(r->a, r->o, r->m->reply_text, review_day(r), &r->orders);
	orders_take_chat(r, r->m->reply_text);
	make_answer(r, r->orders.prose);
	prose_read(r, r->answer.text);
	voice_judge(r->f->voice, r);
	prose_weigh(&r->prose);
	kept = prose_without_remarks(r, r->answer.text, &r->remarks);
	if (*r->remarks == '\0')
		return;
	if (*command_plain(r->a, kept) == '\0' || !is_parted(&r->prose))
		r->remarks = "";
	else
		make_without_remarks(r, kept);
	if (review_is_empty_talk(r)) { /* nothing but the remark: all of it */
		make_answer(r, r->orders.prose);
		r->remarks = "";
	}
}

/* He may not know the case, but what he says of it is not lost. */
static void
pass_on(struct review *r, struct plan *p)
{
	if (p->how == PLAN_RECORD) {
		propose_answer(r);
		propose_note(r);
		plan_decide(p, PLAN_PASS, "not for him, elsewhere",
		    arena_printf(r->a,
			"%s sudah menulis langsung kepada pemohon, padahal "
			"tiket ini bukan wewenangnya. Balas #kirim untuk "
			"mencatatnya sebagai jawaban; tidak dikirim lagi.",
			r->f->who->name));
		return;
	}
	if (p->how == PLAN_DO)
		hold_done(r, p);
	else if (p->how != PLAN_HOLD)
		return;
	plan_decide(p, PLAN_PASS, "not for him",
	    arena_printf(r->a,
		"%s menulis tentang tiket ini, padahal tiket ini bukan "
		"wewenangnya. Tulisannya belum dikerjakan dan tidak dikirim. "
		"Pilih yang perlu dikerjakan.",
		r->f->who->name));
}

static void
name_guess(struct review *r, struct plan *p)
{
	const char *name = r->f->requester_name, *who;

	if (p->how == PLAN_DO) {
		hold_done(r, p);
		plan_decide(p, PLAN_HOLD, "which ticket", "");
	} else if (p->how != PLAN_HOLD) {
		return;
	}
	if (r->f->hidden) /* the reason is kept; who it is stays in the case */
		who = "";
	else
		who = arena_printf(r->a, " (\"%.60s\"%s%.40s)", r->f->subject,
		    *name != '\0' ? ", dari " : "", name);
	p->reason = arena_printf(r->a,
	    "Pos-el Anda tidak membawa nomor tiket. Dari subjek dan "
	    "kutipannya, yang dimaksud sepertinya tiket %s%s. Belum ada yang "
	    "dikerjakan.%s%s",
	    r->f->code, who, *p->reason != '\0' ? " " : "", p->reason);
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
	if (r->denied)
		pass_on(r, p_r);
	else if (f->guessed)
		name_guess(r, p_r);
	p_r->proposals = r->proposals;
	p_r->judged = r->prose.judged;
	p_r->inside = r->prose.inside;
}

#define PLAN_WORD(id, word) [id] = word,

const char *
plan_word(enum plan_how how)
{
	static const char *const words[] = { PLANS(PLAN_WORD) };

	return words[how];
}
