/*
 * What a person of the office says to a citizen: the exact text into the
 * outbox, and what that means for the case. It must never know how the text
 * was found in the officer's mail.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/carry.h"
#include "case/casework_act.h"
#include "desk/judge.h"
#include "desk/reply.h"
#include "store/search.h"

/* What is said; from the mail where it was read there, else the argument. */
struct said {
	const char *text, *html;
	const int *files;
	size_t nfiles;
};

static struct said
said_of(const struct act_call *c)
{
	const struct plan *p = c->from != NULL ? c->from->plan : NULL;

	if (p != NULL && *p->text != '\0')
		return (struct said){ p->text, p->html, p->files, p->nfiles };
	return (struct said){ c->x->text, "", NULL, 0 };
}

/* The files that somebody hung on a mail, not the pictures in its text. */
static size_t
files_of(struct arena *a, const struct msg *m, const int **v_r)
{
	int *v = arena_array(a, m->nparts + 1, sizeof(*v));
	size_t i, n = 0;

	for (i = 0; i < m->nparts; i++)
		if (m->parts[i].attachment && !m->parts[i].is_inline &&
		    !m->parts[i].container)
			v[n++] = (int)i;
	*v_r = v;
	return n;
}

/* All files go, or nothing does: a citizen must not get half an answer. */
static enum err
carry(struct act_call *c, const struct carry_ask *q, struct carried *r)
{
	size_t i;

	carry_files(c->k->a, q, r);
	for (i = 0; i < r->nrows; i++)
		if (*r->rows[i].why != '\0')
			return act_refuse(c,
			    "Lampiran %s tidak dapat dikirim: %s.",
			    r->rows[i].name, r->rows[i].why);
	return OK;
}

static enum err
attach(struct act_call *c, const struct said *s, struct carried *r)
{
	struct carry_ask q = { .parts = s->files,
		.nparts = s->nfiles,
		.room = c->k->setup->settings.reader.limits.bytes };
	struct compose_file *all;
	struct carried more = { 0 };
	enum err e = OK;

	*r = (struct carried){ 0 };
	if (s->nfiles > 0) {
		q.msg = c->from->msg;
		e = carry(c, &q, r);
	}
	if (e == OK && c->from != NULL && c->from->more != NULL) {
		q.msg = c->from->more;
		q.nparts = files_of(c->k->a, q.msg, &q.parts);
		if (q.nparts > 0)
			e = carry(c, &q, &more);
	}
	if (e != OK || more.nfiles == 0)
		return e;
	all = arena_array(c->k->a, r->nfiles + more.nfiles, sizeof(*all));
	if (r->nfiles > 0)
		memcpy(all, r->files, r->nfiles * sizeof(*all));
	memcpy(all + r->nfiles, more.files, more.nfiles * sizeof(*all));
	r->files = all;
	r->nfiles += more.nfiles;
	return OK;
}

static void
facts_of(struct act_call *c, const struct said *s, const char *template,
    struct reply_facts *f)
{
	const struct office *o = &c->k->setup->settings.office;
	const struct officer *who = act_officer(c);

	post_facts(c->k->a, c->k->setup, c->t, c->k->now, f);
	f->template = template;
	f->name = c->t->name;
	f->subject = c->t->subject;
	f->authenticated = true; /* a person has read what is repeated */
	f->answer = s->text;
	f->answer_html = s->html;
	f->officer = o->show_officer && who != NULL ? who->name : "";
}

static enum err
can_be_written_to(struct act_call *c)
{
	if (*c->t->requester == '\0')
		return act_refuse(c,
		    "Pemohon tiket %s tidak mempunyai alamat pos-el. Jawab "
		    "lewat saluran asalnya, lalu tulis #catatan dan #selesai.",
		    c->t->code);
	if (!judge_safe_address(c->t->requester))
		return act_refuse(c,
		    "Alamat pemohon tiket %s tidak dapat dikirimi surat.",
		    c->t->code);
	return OK;
}

/* Into the outbox, held as long as #batal is to help. */
static enum err
say(struct act_call *c, const char *template, const struct said *s)
{
	const struct office *o = &c->k->setup->settings.office;
	struct post_mail mail = { .ticket = c->t,
		.role = "requester",
		.to = c->t->requester,
		.dedup = act_dedup(c, template),
		.auto_submitted = "",
		.now = c->k->now,
		.held_until = o->hold > 0 ? c->k->now + o->hold : TOD_NONE };
	struct reply_facts facts;
	struct carried files;
	struct draft draft;
	enum err e;

	if ((e = can_be_written_to(c)) != OK ||
	    (e = attach(c, s, &files)) != OK)
		return e;
	facts_of(c, s, template, &facts);
	e = reply_draft(c->k->a, c->k->setup->templates, &facts, &draft, c->w);
	if (e != OK)
		return e;
	mail.draft = &draft;
	mail.files = files.files;
	mail.nfiles = files.nfiles;
	mail.from_name = facts.officer;
	e = post_mail(
	    c->k->s, c->k->setup, c->k->a, &mail, &c->d->outbox, c->w);
	if (e == OK && c->d->outbox == 0)
		return act_refuse(c, "Surat ini sudah pernah dikirim.");
	c->d->sent_to = act_citizen(c->t);
	return e;
}

/* Who answers a case that is nobody's has it. */
static enum err
adopt(struct act_call *c)
{
	const struct officer *who = act_officer(c);

	if (who == NULL || *c->t->officer != '\0')
		return OK;
	c->t->officer = who->id;
	return ticket_set_officer(c->k->s, c->t->id, who->id, c->w);
}

/* Answers are found again, but not those that only a few may see. */
static enum err
index_answer(struct act_call *c, const char *text)
{
	struct entry entry = { .source = "answer",
		.ticket = c->t->id,
		.title = c->t->subject,
		.body = text,
		.at = c->k->now };

	if (ticket_is_hidden(c->t))
		return OK;
	return entry_add(c->k->s, &entry, c->w);
}

static enum err
say_words(struct act_call *c, const char *template)
{
	struct said s = said_of(c);
	enum err e;

	if (s.text[strspn(s.text, " \t\r\n")] == '\0')
		return act_refuse(c, "Teks untuk pemohon kosong.");
	e = say(c, template, &s);
	return e == OK ? adopt(c) : e;
}

enum err
act_answer(struct act_call *c)
{
	enum err e = say_words(c, "jawaban");

	if (e == OK)
		e = act_move(c, TE_ANSWER,
		    arena_printf(c->k->a, "outbox %lld to %s",
			(long long)c->d->outbox, c->t->requester),
		    NULL);
	if (e == OK)
		e = index_answer(c, said_of(c).text);
	return e == OK ? act_done(c, "Jawaban dikirim kepada %s%s.",
			     c->d->sent_to, act_still_closed(c))
		       : e;
}

/* What a word on how it stands leaves as it is. */
static const char *
progress_result(const struct act_call *c)
{
	if (ticket_clock_runs(c->t))
		return "; batas waktu tetap berjalan";
	return c->t->state == STATE_MENUNGGU ? "; tiket tetap menunggu pemohon"
					     : "";
}

enum err
act_progress(struct act_call *c)
{
	enum err e;

	if (!state_is_open(c->t->state))
		return act_refuse(c,
		    "Tiket %s sudah ditutup (%s), jadi tidak ada kabar yang "
		    "ditunggu. Pakai #jawab, atau tulis #buka di atasnya.",
		    c->t->code, state_word(c->t->state));
	e = say_words(c, "kabar");

	if (e == OK)
		e = case_event(c->k, c->t, "progress",
		    arena_printf(c->k->a, "outbox %lld to %s",
			(long long)c->d->outbox, c->t->requester),
		    c->w);
	if (e == OK)
		e = ticket_set_last(c->k->s, c->t->id, c->k->now, c->w);
	return e == OK ? act_done(c, "Kabar dikirim kepada %s%s.",
			     c->d->sent_to, progress_result(c))
		       : e;
}

enum err
act_ask(struct act_call *c)
{
	enum err e = say_words(c, "tanya");

	if (e == OK)
		e = act_move(c, TE_ASK,
		    arena_printf(c->k->a, "outbox %lld to %s",
			(long long)c->d->outbox, c->t->requester),
		    NULL);
	return e == OK ? act_done(c,
			     "Pertanyaan dikirim kepada %s; waktu berhenti "
			     "sampai pemohon menjawab.",
			     c->d->sent_to)
		       : e;
}

static enum err
tell_referred(struct act_call *c, const char *service)
{
	struct said s = { c->x->text, "", NULL, 0 };
	struct ticket_row t = *c->t;
	struct act_call told = *c;
	struct plan none = { .text = "" };
	struct case_from from = { 0 };

	if (*t.requester == '\0' || !judge_safe_address(t.requester))
		return OK;
	if (c->from != NULL) {
		/* the text of an answer in the same mail is not this one */
		from = *c->from;
		from.plan = &none;
		told.from = &from;
	}
	t.service = service;
	told.t = &t;
	s.text = "";
	return say(&told, "dialihkan", &s);
}

enum err
act_refer(struct act_call *c)
{
	const char *service = c->x->service != NULL && *c->x->service != '\0'
				  ? c->x->service
				  : c->x->text;
	enum err e;

	if (*service == '\0')
		return act_refuse(
		    c, "Dialihkan ke layanan atau instansi mana?");
	e = act_move(c, TE_REFER, service,
	    arena_printf(c->k->a, "dialihkan ke %s", service));
	if (e == OK)
		e = tell_referred(c, service);
	if (e != OK)
		return e;
	if (c->d->outbox == 0)
		return act_done(c,
		    "Tiket %s dialihkan ke %s; pemohon tidak dikirimi surat "
		    "karena tidak ada alamatnya.",
		    c->t->code, service);
	return act_done(c, "Tiket %s dialihkan ke %s; %s sudah diberi tahu.",
	    c->t->code, service, c->d->sent_to);
}

/* What the officers say to the citizen and is still held never goes. */
static enum err
recall(struct act_call *c, int *n)
{
	struct outbox_rows rows;
	enum err e = outbox_of(c->k->s, c->k->a, c->t->id, &rows, c->w);
	size_t i;

	for (i = 0; e == OK && i < rows.n; i++) {
		const struct outbox_row *o = &rows.v[i];
		struct outbox_recall q = {
			.id = o->id, .at = c->k->now, .reply = "called back"
		};

		/* its time may be over, if nobody was there to send it */
		if (o->state != OUTBOX_QUEUED || o->held_until == TOD_NONE ||
		    o->attempts > 0 || text_ieq(o->role, "officer"))
			continue;
		if ((e = outbox_recall(c->k->s, &q, c->w)) == OK)
			e = entry_drop(c->k->s, c->t->id, o->created_at, c->w);
		*n += e == OK;
	}
	return e;
}

/* What was answered, asked, referred or closed in the same breath is open
 * again; its clock goes on as if it had not been stopped. */
static enum err
take_back(struct act_call *c)
{
	struct why ignored;
	enum state next;
	unsigned effects;

	if (ticket_next(c->t->state, TE_RECALL, &next, &effects, &ignored) !=
	    OK)
		return OK;
	return act_move(c, TE_RECALL, "", "");
}

/* The mail that the officer was asked about, or his newest that waits. */
static enum err
drop_pending(struct act_call *c, bool *dropped)
{
	struct pending_row p;
	enum err e;

	if (c->from != NULL && c->from->pending != 0)
		e = pending_get(c->k->s, c->k->a, c->from->pending, &p, c->w);
	else
		e = pending_of(
		    c->k->s, c->k->a, c->k->actor, c->t->id, &p, c->w);
	*dropped = e == OK && p.id != 0 && p.state == PENDING_OPEN;
	return *dropped ? pending_end(c->k->s, p.id, PENDING_DROPPED, c->w) : e;
}

enum err
act_cancel(struct act_call *c)
{
	bool asked = c->from != NULL && c->from->pending != 0;
	bool dropped = false;
	int n = 0;
	enum err e = asked ? drop_pending(c, &dropped) : OK;

	if (e == OK && !asked && c->t->id != 0)
		e = recall(c, &n);
	if (e == OK && n > 0)
		e = take_back(c);
	if (e == OK && !asked && n == 0)
		e = drop_pending(c, &dropped);
	if (e != OK)
		return e;
	if (dropped)
		return act_done(c, "Surat yang ditahan dibuang; tidak ada yang "
				   "dikirim.");
	if (n > 0)
		return act_done(c,
		    "%d surat kepada pemohon tiket %s ditarik sebelum "
		    "terkirim; tiket berstatus %s.",
		    n, c->t->code, state_word(c->t->state));
	return act_refuse(c,
	    "Tidak ada yang dapat ditarik: suratnya sudah terkirim, atau "
	    "memang tidak ada yang menunggu.");
}
