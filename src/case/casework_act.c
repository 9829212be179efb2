/*
 * What officers and the administrator have done to tickets: one function per
 * action, found by a table. It must never know how an order was written.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/casevalues.h"
#include "case/casework_act.h"
#include "desk/assign.h"
#include "desk/judge.h"

#define WORDS_MAX 1000
#define NO_TICKET \
	"Surat ini tidak merujuk pada tiket mana pun. Balas surat tiketnya, " \
	"atau tulis nomornya pada subjek."

static const char *
words_of(const struct act_call *c, const char *fmt, va_list ap)
{
	const char *words;
	struct buf b;

	buf_init(&b, WORDS_MAX);
	buf_addv(&b, fmt, ap);
	words = arena_strn(c->k->a, b.s, b.len);
	buf_free(&b);
	return words;
}

enum err
act_done(struct act_call *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	c->d->words = words_of(c, fmt, ap);
	va_end(ap);
	return OK;
}

enum err
act_refuse(struct act_call *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	why_set(c->w, ERR_ITEM, "%s", words_of(c, fmt, ap));
	va_end(ap);
	*c->refused = true;
	return ERR_ITEM;
}

const struct officer *
act_officer(const struct act_call *c)
{
	return office_officer_id(&c->k->setup->settings.office, c->k->actor);
}

bool
act_may_know(const struct act_call *c, const struct ticket_row *t)
{
	const struct officer *who = act_officer(c);
	struct assign_case q = case_assign(c->k, t);

	return who == NULL || assign_may_know(&q, who);
}

enum err
act_ticket(struct act_call *c, const char *code, struct ticket_row *t_r)
{
	int64_t id;
	enum err e = ticket_by_code(c->k->s, c->k->a, code, t_r, c->w);

	if (e == OK && t_r->id != 0 && t_r->merged_into != 0 &&
	    (e = ticket_final(c->k->s, t_r->id, &id, c->w)) == OK)
		e = ticket_get(c->k->s, c->k->a, id, t_r, c->w);
	if (e != OK)
		return e;
	if (t_r->id == 0 || !act_may_know(c, t_r))
		return act_refuse(c,
		    "Tidak ada tiket %s, atau tiket itu di luar wewenang Anda.",
		    code);
	return OK;
}

enum err
act_move(struct act_call *c, enum ticket_event event, const char *detail,
    const char *resolution)
{
	struct case_move m = { .event = event,
		.at = c->k->now,
		.detail = detail,
		.resolution = resolution };
	enum state was = c->t->state;
	enum err e = case_move(c->k, c->t, &m, NULL, c->w);

	if (e == ERR_ITEM)
		return act_refuse(c,
		    "Tiket %s sudah ditutup (%s), jadi #%s tidak dapat "
		    "dikerjakan. Bila masih perlu, tulis #buka di atasnya.",
		    c->t->code, state_word(was), act_word(c->x->act));
	return e;
}

const char *
act_dedup(const struct act_call *c, const char *what)
{
	if (c->from != NULL && c->from->row != NULL)
		return arena_printf(c->k->a, "%s:%lld:%d", what,
		    (long long)c->from->row->id, c->x->line);
	return arena_printf(c->k->a, "%s:%s:%lld:%d:%lld", what, c->k->actor,
	    (long long)c->t->id, c->t->version, (long long)c->k->now);
}

const char *
act_still_closed(const struct act_call *c)
{
	return state_is_open(c->t->state)
		   ? ""
		   : arena_printf(c->k->a, "; tiket tetap tertutup (%s)",
			 state_word(c->t->state));
}

const char *
act_citizen(const struct ticket_row *t)
{
	return t->secret ? "(identitas dirahasiakan)" : t->requester;
}

static enum err
note(struct act_call *c)
{
	enum err e;

	if (*c->x->text == '\0')
		return act_refuse(c, "Catatannya kosong.");
	e = act_move(c, TE_NOTE, c->x->text, NULL);
	return e == OK ? act_done(c,
			     "Dicatat pada %s. Catatan ini tidak dikirim "
			     "kepada pemohon.",
			     c->t->code)
		       : e;
}

static enum err
close_case(struct act_call *c)
{
	const char *code = c->t->code;
	enum err e;

	if (!state_is_open(c->t->state))
		return act_done(c, "Tiket %s memang sudah ditutup (%s).", code,
		    state_word(c->t->state));
	e = act_move(
	    c, TE_CLOSE, c->x->text, *c->x->text != '\0' ? c->x->text : NULL);
	return e == OK ? act_done(c, "Tiket %s ditutup.", code) : e;
}

static enum err
reopen(struct act_call *c)
{
	struct notify n = {
		.what = NOTIFY_REOPENED, .ticket = c->t, .words = ""
	};
	bool unsure = act_is_no_case(c->t->kind);
	enum err e;

	if (state_is_open(c->t->state) && c->t->state != STATE_DIJAWAB)
		return act_done(c,
		    "Tiket %s masih terbuka (%s); tidak ada yang berubah.",
		    c->t->code, state_word(c->t->state));
	/* it is a case after all, but of which kind? */
	if (unsure && (e = act_set_unsure(c)) != OK)
		return e;
	e = act_move(c, TE_REOPEN, c->x->text, "");
	if (e == OK && !text_ieq(c->t->officer, c->k->actor))
		e = notify(c->k, &n, c->w);
	return e == OK ? act_done(c, "Tiket %s dibuka lagi.%s", c->t->code,
			     unsure ? " Jenisnya belum pasti: tetapkan dengan "
				      "#jenis."
				    : "")
		       : e;
}

static enum err
set_officer(struct act_call *c, const struct officer *who)
{
	const struct officer *was = office_officer_id(
	    &c->k->setup->settings.office, c->t->officer);
	enum err e = ticket_set_officer(c->k->s, c->t->id, who->id, c->w);

	if (e == OK)
		e = case_event(c->k, c->t, "officer",
		    was == NULL ? who->name
				: arena_printf(c->k->a, "%s -> %s", was->name,
				      who->name),
		    c->w);
	c->t->officer = who->id;
	return e;
}

static enum err
take(struct act_call *c)
{
	const struct officer *who = act_officer(c);
	enum err e;

	if (who == NULL)
		return act_refuse(c, "Hanya petugas yang dapat mengambil "
				     "tiket; pakai #serahkan NAMA.");
	if (text_ieq(c->t->officer, who->id))
		return act_done(
		    c, "Tiket %s memang sudah milik Anda.", c->t->code);
	e = set_officer(c, who);
	return e == OK ? act_done(c, "Tiket %s sekarang milik Anda%s.",
			     c->t->code, act_still_closed(c))
		       : e;
}

static enum err
hand(struct act_call *c)
{
	struct assign_case q = case_assign(c->k, c->t);
	struct notify n = { .what = NOTIFY_HANDED,
		.ticket = c->t,
		.msg = c->from != NULL ? c->from->msg : NULL,
		.row = c->from != NULL ? c->from->row : NULL,
		.words = c->x->text != NULL ? c->x->text : "" };
	enum err e;

	q.officer = ""; /* whose it was says nothing of the new one */
	if (c->x->officer == NULL)
		return act_refuse(c, "Diserahkan kepada siapa?");
	if (!assign_may_know(&q, c->x->officer))
		return act_refuse(c,
		    "%s tidak berwenang atas tiket %s (pengaduan atau "
		    "identitas rahasia), jadi tiket tidak diserahkan.",
		    c->x->officer->name, c->t->code);
	if (text_ieq(c->t->officer, c->x->officer->id))
		return act_done(c, "Tiket %s memang sudah milik %s.",
		    c->t->code, c->x->officer->name);
	if (!state_is_open(c->t->state))
		return act_refuse(c,
		    "Tiket %s sudah ditutup (%s), jadi tidak ada yang "
		    "diserahkan. Bila masih perlu, tulis #buka di atasnya.",
		    c->t->code, state_word(c->t->state));
	if ((e = set_officer(c, c->x->officer)) != OK)
		return e;
	if (!text_ieq(c->x->officer->id, c->k->actor) &&
	    (e = notify(c->k, &n, c->w)) != OK)
		return e;
	return act_done(c, "Tiket %s diserahkan kepada %s.", c->t->code,
	    c->x->officer->name);
}

static enum err
secret(struct act_call *c)
{
	enum err e;

	if (c->t->secret)
		return act_done(c,
		    "Identitas pemohon tiket %s memang sudah dirahasiakan.",
		    c->t->code);
	e = ticket_set_secret(c->k->s, c->t->id, true, c->w);
	c->t->secret = true;
	if (e == OK)
		e = case_event(c->k, c->t, "secret", "", c->w);
	return e == OK
		   ? act_done(c,
			 "Identitas pemohon tiket %s dirahasiakan: nama dan "
			 "alamatnya tidak lagi muncul di surat mana pun.",
			 c->t->code)
		   : e;
}

const char *
act_address(struct arena *a, const char *text)
{
	const char *at = strchr(text, '@'), *from = at, *to = at;
	static const char ends[] = " \t\r\n<>,;()[]:\"";

	if (at == NULL)
		return "";
	while (from > text && strchr(ends, from[-1]) == NULL)
		from--;
	while (*to != '\0' && strchr(ends, *to) == NULL)
		to++;
	return arena_strn(a, from, (size_t)(to - from));
}

static enum err
requester(struct act_call *c)
{
	const struct office *o = &c->k->setup->settings.office;
	const char *address = act_address(c->k->a, c->x->text);
	struct part_row part = { .ticket = c->t->id,
		.address = address,
		.name = c->t->name,
		.role = "requester",
		.how = "officer",
		.at = c->k->now };
	enum err e;

	/* a mail passed on: his address comes with a case of its own */
	if (c->x->record != NULL)
		return act_record(c);
	if (c->t->id == 0)
		return act_refuse(c, NO_TICKET);
	if (!judge_safe_address(address) || office_is_own(o, address) ||
	    office_officer(o, address) != NULL)
		return act_refuse(c,
		    "\"%s\" bukan alamat pos-el pemohon yang dapat dipakai.",
		    c->x->text);
	if (text_ieq(c->t->requester, address))
		return act_done(c, "Alamat pemohon tiket %s memang %s.",
		    c->t->code, act_citizen(c->t));
	c->t->requester = address;
	if ((e = ticket_set_requester(c->k->s, c->t, c->w)) != OK ||
	    (e = ticket_part_add(c->k->s, &part, c->w)) != OK ||
	    (e = case_event(c->k, c->t, "requester", address, c->w)) != OK)
		return e;
	return act_done(c, "Alamat pemohon tiket %s sekarang %s.", c->t->code,
	    act_citizen(c->t));
}

/* What only asks is answered by a mail of its own. */
static enum err
look(struct act_call *c)
{
	static const struct {
		enum act act;
		const char *reply;
	} replies[] = {
		{ ACT_SHOW, "lihat" },
		{ ACT_SEARCH, "cari" },
		{ ACT_RECAP, "rekap" },
		{ ACT_HELP, "bantuan" },
	};
	struct ticket_row t = *c->t;
	size_t i;
	enum err e;

	for (i = 0; i < sizeof(replies) / sizeof(replies[0]); i++)
		if (replies[i].act == c->x->act)
			c->d->reply = replies[i].reply;
	if (c->x->act != ACT_SHOW)
		return act_done(c, "Jawabannya dikirim tersendiri.");
	if (*c->x->ticket != '\0' &&
	    (e = act_ticket(c, c->x->ticket, &t)) != OK)
		return e;
	if (t.id == 0)
		return act_refuse(
		    c, "Tiket yang mana? Tulis #lihat diikuti nomor tiket.");
	c->d->ticket = t.id;
	return act_done(c, "Tiket %s dikirim tersendiri.", t.code);
}

/* A mail that was put aside is read once more, by the limits of today. */
static enum err
release(struct act_call *c)
{
	const struct officer *who = office_officer_id(
	    &c->k->setup->settings.office, c->k->actor);
	const char *number = c->x->text + strspn(c->x->text, " #");
	struct ticket_row none = { .id = 0 };
	int64_t id;
	enum err e;

	if (who != NULL &&
	    (who->roles & (ROLE_KOORDINATOR | ROLE_KEPALA | ROLE_ADMIN)) == 0)
		return act_refuse(c,
		    "Hanya koordinator, kepala, atau admin yang dapat melepas "
		    "pos-el dari karantina.");
	if (!num_parse(number, 1, INT64_MAX, &id))
		return act_refuse(
		    c, "Pos-el yang mana? Tulis #lepas diikuti nomornya.");
	if (inbox_release(c->k->s, id, c->w) != OK)
		return act_refuse(
		    c, "Pos-el nomor %s tidak ada dalam karantina.", number);
	e = case_event(c->k, &none, "release", number, c->w);
	return e == OK ? act_done(c, "Pos-el nomor %s diproses lagi.", number)
		       : e;
}

static enum err
send_held(struct act_call *c)
{
	return act_refuse(c, "Tidak ada surat yang ditahan untuk tiket ini.");
}

static const struct {
	enum err (*run)(struct act_call *c);
	bool ticket; /* it needs one */
} acts[ACT_COUNT] = {
	[ACT_ANSWER] = { act_answer, true },
	[ACT_PROGRESS] = { act_progress, true },
	[ACT_ASK] = { act_ask, true },
	[ACT_NOTE] = { note, true },
	[ACT_CLOSE] = { close_case, true },
	[ACT_REOPEN] = { reopen, true },
	[ACT_TAKE] = { take, true },
	[ACT_HAND] = { hand, true },
	[ACT_KIND] = { act_kind, true },
	[ACT_MERGE] = { act_merge, true },
	[ACT_SPLIT] = { act_split, true },
	[ACT_SECRET] = { secret, true },
	[ACT_REFER] = { act_refer, true },
	[ACT_REQUESTER] = { requester, false },
	[ACT_CANCEL] = { act_cancel, false },
	[ACT_SEND] = { send_held, false },
	[ACT_SHOW] = { look, false },
	[ACT_SEARCH] = { look, false },
	[ACT_RECAP] = { look, false },
	[ACT_RELEASE] = { release, false },
	[ACT_HELP] = { look, false },
	[ACT_VISIT] = { act_record, false },
	[ACT_WHATSAPP] = { act_record, false },
	[ACT_PHONE] = { act_record, false },
	[ACT_BOX] = { act_record, false },
	[ACT_INSTAGRAM] = { act_record, false },
	[ACT_LAPOR] = { act_record, false },
};

/* What went into another ticket goes on there. */
static enum err
refuse_merged(struct act_call *c)
{
	struct ticket_row into;
	int64_t id;
	enum err e = ticket_final(c->k->s, c->t->id, &id, c->w);

	if (e == OK)
		e = ticket_get(c->k->s, c->k->a, id, &into, c->w);
	if (e != OK)
		return e;
	return act_refuse(c,
	    "Tiket %s sudah digabung ke %s; pakai nomor %s untuk #%s.",
	    c->t->code, into.code, into.code, act_word(c->x->act));
}

enum err
case_act(struct casework *k, const struct action *x,
    const struct case_from *from, struct ticket_row *t, struct case_done *d_r,
    struct why *w)
{
	bool refused = false;
	struct act_call c = { k, x, from, t, d_r, w, &refused };
	struct why cause;
	enum err e;

	*d_r = (struct case_done){ .words = "", .sent_to = "", .reply = "" };
	if (t->id != 0 && !act_may_know(&c, t))
		return act_refuse(&c, "Tiket ini di luar wewenang Anda.");
	if (acts[x->act].ticket && t->id == 0)
		return act_refuse(&c, NO_TICKET);
	if (acts[x->act].ticket && t->merged_into != 0)
		return refuse_merged(&c);
	e = acts[x->act].run(&c);
	if (e != ERR_ITEM || refused)
		return e;
	cause = *w; /* of the machine, in English */
	return act_refuse(&c,
	    "#%s tidak dapat dikerjakan karena gangguan sistem. Mohon beri "
	    "tahu administrator (%s).",
	    act_word(x->act), cause.s);
}
