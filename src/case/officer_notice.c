/*
 * What the desk writes back to an officer: receipt, held, confirmation,
 * refusal. The words are in templates/petugas; it decides nothing.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/carry.h"
#include "case/casework_act.h"
#include "case/facts.h"
#include "store/outbox.h"
#include "case/notify.h"
#include "case/officer_priv.h"
#include "desk/shown.h"

#define HOUR 3600
#define LAPSED_MAX 5
#define OURS_MAX 8 /* mails of ours that one of his may quote */
#define CUT_BYTES (256 * 1024)
#define MAILS_HOUR 60 /* more than a person reads; a machine's answers stop */
#define ASKED_HOUR \
	10 /* "is it you?"; who forges him must not use up the rest */

/* A machine that answers our answers must find an end (BEHAVIOURS iv). */
static enum err
may_get(struct officer_work *o, const char *what, int most, bool *may_r)
{
	const char *key = arena_printf(o->k->a, "%s %s", what, o->who->id);
	int64_t n, hour = o->k->now / HOUR * most * 2;
	struct notify_alarm alarm = { .subject = "Terlalu banyak surat petugas",
		.key = arena_printf(o->k->a, "%s %s %lld", what, o->who->id,
		    (long long)(o->k->now / HOUR)) };
	enum err e = meta_get_int(o->k->s, key, &n, o->w);

	if (e != OK)
		return e;
	if (n < hour || n >= hour + most * 2)
		n = hour;
	*may_r = n < hour + most;
	if (*may_r)
		return meta_set_int(o->k->s, key, n + 1, o->w);
	alarm.words = arena_printf(o->k->a,
	    "Petugas %s sudah mendapat %d balasan dari sistem dalam satu jam. "
	    "Balasan berikutnya tidak dikirim sampai jam berikutnya. Mungkin "
	    "ada balasan otomatis yang menyala.",
	    o->who->name, most);
	return notify_alarm(o->k, &alarm, o->w);
}

enum err
officer_may_get(struct officer_work *o, bool *may_r)
{
	return may_get(o, "officer-mails", MAILS_HOUR, may_r);
}

enum err
officer_post(struct officer_work *o, const struct officer_post *p,
    struct values *m, int64_t *outbox_r)
{
	const struct setup *setup = o->k->setup;
	const char *tag = post_tag(o->k->a, setup, p->ticket);
	struct post_mail mail = { .ticket = p->ticket,
		.role = "officer",
		.to = o->who->address,
		.dedup = p->dedup,
		.auto_submitted = "auto-replied",
		.now = o->k->now,
		.held_until = TOD_NONE,
		.answers = o->p->msg,
		.from_name = "" };
	struct draft draft;
	struct value root;
	enum err e;

	root = values_root(m);
	e = notice_draft(
	    o->k->a, setup->templates, p->template, &root, &draft, o->w);
	if (e != OK)
		return e;
	draft.subject = arena_printf(
	    o->k->a, "%s%s%s", tag, *tag != '\0' ? " " : "", draft.subject);
	mail.draft = &draft;
	/* asked at the real address, beside the mail that is in doubt */
	if (text_ieq(p->template, "konfirmasi"))
		mail.answers = NULL;
	return post_mail(o->k->s, setup, o->k->a, &mail, outbox_r, o->w);
}

/* Where the links of the next mail lead. */
static enum err
desk_address(
    struct officer_work *o, const struct ticket_row *t, const char **to_r)
{
	struct post_mail mail = {
		.ticket = t, .role = "officer", .to = o->who->address
	};

	return post_address(o->k->s, o->k->setup, o->k->a, &mail, to_r, o->w);
}

static void
put_orders(struct officer_work *o, struct values *m)
{
	struct values list = { .a = o->k->a };
	size_t i;

	for (i = 0; i < o->nrows; i++) {
		const struct done_row *r = &o->rows[i];
		struct values item = { .a = o->k->a };

		if (r->x->line > 0)
			values_textf(&item, "number", "%d", r->x->line);
		values_text(&item, "written",
		    *r->x->written != '\0'
			? r->x->written
			: arena_printf(o->k->a, "#%s", act_word(r->x->act)));
		values_flag(&item, "done", r->done);
		values_text(&item, "result", r->result);
		values_map(&list, NULL, &item);
	}
	values_list(m, "orders", &list);
}

static bool
is_wrong(const struct orders *p, int line)
{
	size_t i;

	for (i = 0; i < p->nerrors; i++)
		if (p->errors[i].line == line)
			return true;
	return false;
}

/* As he wrote them; what stands in no line comes first. */
static void
sort_rows(struct officer_work *o)
{
	size_t i, k;

	for (i = 1; i < o->nrows; i++)
		for (k = i;
		     k > 0 && o->rows[k - 1].x->line > o->rows[k].x->line;
		     k--) {
			struct done_row r = o->rows[k];

			o->rows[k] = o->rows[k - 1];
			o->rows[k - 1] = r;
		}
}

/* Orders that were read but are not carried out (yet). */
static void
rows_of_plan(struct officer_work *o)
{
	const struct orders *p = &o->plan.orders;
	size_t i;

	o->rows = arena_array(o->k->a, p->n + p->nerrors, sizeof(*o->rows));
	o->nrows = 0;
	for (i = 0; i < p->n; i++)
		/* what his prose became is shown as text */
		if (p->v[i].line > 0 && !is_wrong(p, p->v[i].line))
			o->rows[o->nrows++] = (struct done_row){ &p->v[i], "",
				false };
	for (i = 0; i < p->nerrors; i++) {
		struct action *x = arena_alloc(o->k->a, sizeof(*x));

		*x = (struct action){ .act = ACT_HELP,
			.line = p->errors[i].line,
			.written = p->errors[i].written };
		o->rows[o->nrows++] = (struct done_row){ x, p->errors[i].why,
			false };
	}
	sort_rows(o);
}

static void
put_files(struct officer_work *o, const struct plan *p, struct values *m)
{
	struct values list = { .a = o->k->a };
	struct carry_ask q = { .msg = p == o->said ? o->said_msg : o->p->msg,
		.parts = p->files,
		.nparts = p->nfiles,
		.room = o->k->setup->settings.reader.limits.bytes };
	struct carried c;
	size_t i;

	if (p->nfiles == 0)
		return;
	carry_files(o->k->a, &q, &c);
	for (i = 0; i < c.nrows; i++) {
		struct values item = { .a = o->k->a };

		values_text(&item, "file", c.rows[i].name);
		values_text(&item, "size", c.rows[i].size);
		values_flag(&item, "carried", *c.rows[i].why == '\0');
		values_text(&item, "not_carried", c.rows[i].why);
		values_map(&list, NULL, &item);
	}
	values_list(m, "files", &list);
}

/* The words of one mail of ours; none where they are kept no more. */
static enum err
our_text(struct officer_work *o, int64_t row, struct strs *r)
{
	const struct mail_reader *reader = &o->k->setup->settings.reader;
	const char **v = (const char **)(uintptr_t)r->v;
	struct why ignored;
	struct msg m;
	struct buf raw;
	enum err e;

	buf_init(&raw, reader->limits.bytes);
	e = outbox_bytes(o->k->s, row, &raw, &ignored);
	if (e == OK &&
	    msg_read(o->k->a, reader, arena_strn(o->k->a, raw.s, raw.len),
		raw.len, &m, &ignored) == OK)
		v[r->n++] = m.text;
	buf_free(&raw);
	return e == ERR_ITEM ? OK : e;
}

/* Of the mails of ours that a mail of his answers. */
static enum err
our_texts(struct officer_work *o, const struct msg *m, struct strs *r)
{
	struct token_list tokens;
	enum err e = facts_tokens(
	    o->k->s, o->k->setup, o->k->a, m, &tokens, o->w);
	size_t i;

	*r = (struct strs){ arena_array(o->k->a, OURS_MAX, sizeof(char *)), 0 };
	for (i = 0; e == OK && i < tokens.n && r->n < OURS_MAX; i++)
		if (i == 0 || tokens.v[i].row != tokens.v[i - 1].row)
			e = our_text(o, tokens.v[i].row, r);
	return e;
}

static enum err
put_cut(struct officer_work *o, const struct plan *p, struct values *m)
{
	struct strs ours;
	struct buf b;
	size_t i;
	enum err e = our_texts(
	    o, p == o->said ? o->said_msg : o->p->msg, &ours);

	if (e != OK)
		return e;
	buf_init(&b, CUT_BYTES);
	for (i = 0; i < p->cut.n; i++)
		buf_addf(&b, "%s%s", i > 0 ? "\n" : "", p->cut.v[i]);
	if (b.len > 0)
		values_lines(m, "cut", officer_cut(m->a, b.s, &ours));
	buf_free(&b);
	return OK;
}

/* What the citizen reads, or would read. */
static enum err
put_sent(struct officer_work *o, const struct plan *p, const char *text,
    const char *to, struct values *m)
{
	if (p == NULL || *text == '\0')
		return OK;
	values_text(m, "sent_to", to);
	values_lines(m, "sent", text);
	put_files(o, p, m);
	return put_cut(o, p, m);
}

static void
put_link(struct officer_work *o, struct values *m, const char *key,
    const char *desk, const char *command)
{
	const char *tag = officer_knows(o)
			      ? post_tag(o->k->a, o->k->setup, &o->ticket)
			      : "";

	values_text(m, key,
	    notice_mailto(
		o->k->a, desk, arena_printf(o->k->a, "Re: %s", tag), command));
}

static void
put_recall(struct officer_work *o, const char *desk, struct values *m)
{
	const struct office *f = &o->k->setup->settings.office;

	if (f->hold <= 0 || *o->sent_to == '\0')
		return;
	values_text(m, "recall_until",
	    calendar_say(
		o->k->a, o->k->now + f->hold, f->offset, f->zone_name, "id"));
	put_link(o, m, "recall_link", desk, "#batal");
}

static void
put_proposals(struct officer_work *o, const char *desk, struct values *m)
{
	struct values list = { .a = o->k->a };
	const struct strs *p = &o->plan.proposals;
	size_t i;

	for (i = 0; i < p->n; i++) {
		struct values item = { .a = o->k->a };

		/* these two always stand below */
		if (text_ieq(p->v[i], "#kirim") || text_ieq(p->v[i], "#batal"))
			continue;
		values_text(&item, "label", notice_label(o->k->a, p->v[i]));
		values_text(&item, "command", notice_command(o->k->a, p->v[i]));
		put_link(o, &item, "link", desk, p->v[i]);
		values_map(&list, NULL, &item);
	}
	values_list(m, "proposals", &list);
}

/* Under which the last of his mails that lapsed and was told of is kept. */
static const char *
lapsed_key(const struct officer_work *o)
{
	return arena_printf(o->k->a, "lapsed-told %s", o->who->id);
}

/* The reply that has his mail done for that ticket: his own words again, or,
 * where a link cannot carry them, the word that lets the held mail go. */
static void
put_again(struct officer_work *o, const char *desk, const struct ticket_row *t,
    struct values *m)
{
	const char *subject = arena_printf(
	    o->k->a, "Re: %s", post_tag(o->k->a, o->k->setup, t));
	const char *words = o->p->msg->reply_text, *link;
	size_t n = strlen(words);

	while (n > 0 && strchr(" \t\r\n", words[n - 1]) != NULL)
		n--;
	words = arena_strn(o->k->a, words, n);
	if (officer_files(o->p->msg) > 0 ||
	    !notice_mailto_whole(o->k->a, desk, subject, words, &link))
		link = o->k->setup->settings.office.plus_addressing
			   ? notice_mailto(o->k->a, desk, subject, "#kirim")
			   : ""; /* it could not say which mail */
	values_text(m, "link", link);
}

/* The tickets that he may mean. */
static enum err
put_candidates(struct officer_work *o, const char *desk, struct values *m)
{
	const struct strs *codes = &o->facts.guesses;
	const char *prefix = o->k->setup->settings.office.prefix;
	struct values list = { .a = o->k->a };
	struct ticket_row t;
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < codes->n; i++) {
		struct values item = { .a = o->k->a };

		e = ticket_by_code(o->k->s, o->k->a, codes->v[i], &t, o->w);
		if (e != OK || t.id == 0)
			continue;
		values_text(&item, "ticket", t.code);
		values_text(&item, "name",
		    *t.name != '\0' && !t.secret ? t.name : act_citizen(&t));
		if (!t.secret)
			values_text(&item, "subject",
			    shown_subject(o->k->a, prefix, t.subject));
		put_again(o, desk, &t, &item);
		values_map(&list, NULL, &item);
	}
	values_list(m, "candidates", &list);
	return e;
}

bool
officer_knows(const struct officer_work *o)
{
	return o->ticket.id != 0 &&
	       (o->facts.may_know || o->ticket.id != o->about);
}

static const char *
citizen_of(const struct officer_work *o)
{
	return officer_knows(o) ? act_citizen(&o->ticket) : "";
}

static enum err
put_question(struct officer_work *o, const char *desk, struct values *m)
{
	bool again = text_ieq(o->plan.log, "lapsed");

	rows_of_plan(o);
	if (o->plan.how != PLAN_HOLD || officer_asks_which(o) || again)
		put_orders(o, m);
	values_text(m, "why", o->plan.reason);
	/* nothing would go, or nobody is known to whom */
	if (!officer_asks_which(o) &&
	    (o->plan.how != PLAN_HOLD || o->plan.orders.n > 0 ||
		*o->plan.text != '\0'))
		put_link(o, m, "send_link", desk, "#kirim");
	if (officer_waits(o))
		put_link(o, m, "drop_link", desk, "#batal");
	return put_sent(o, &o->plan, o->plan.text, citizen_of(o), m);
}

/* His mails that lapsed since he was told last. *last_r: the newest of them,
 * 0 for none. */
static enum err
put_lapsed(struct officer_work *o, struct values *m, int64_t *last_r)
{
	const struct office *f = &o->k->setup->settings.office;
	struct page page = { 0, LAPSED_MAX };
	struct pending_rows rows;
	struct buf b;
	enum err e = meta_get_int(o->k->s, lapsed_key(o), &page.after, o->w);
	size_t i;

	*last_r = 0;
	if (e == OK)
		e = pending_lapsed(
		    o->k->s, o->k->a, o->who->id, page, &rows, o->w);
	if (e != OK || rows.n == 0)
		return e;
	buf_init(&b, LAPSED_MAX * 2000);
	for (i = 0; e == OK && i < rows.n; i++) {
		struct msg mail = { .subject = "" };
		bool found;

		e = case_mail(o->k, rows.v[i].inbox, &mail, &found, o->w);
		buf_addf(&b,
		    "Surat atas nama Anda, %s%s%s%s, tidak Anda pastikan "
		    "dalam %d hari kerja. Surat itu gugur; isinya tidak "
		    "dikerjakan.\n",
		    calendar_say(
			o->k->a, rows.v[i].at, f->offset, f->zone_name, "id"),
		    found ? " (\"" : "",
		    found ? shown_line(o->k->a, mail.subject, 200) : "",
		    found ? "\")" : "", f->confirm_days);
		*last_r = rows.v[i].id;
	}
	values_lines(m, "words", b.s);
	buf_free(&b);
	return e;
}

static enum err
fill(struct officer_work *o, enum officer_notice what, const char *desk,
    struct values *m)
{
	const struct office *f = &o->k->setup->settings.office;
	enum err e = OK;

	values_office(m, f);
	values_text(m, "reader", o->who->name);
	values_text(m, "code", officer_knows(o) ? o->ticket.code : "");
	switch (what) {
	case OFFICER_RECEIPT:
		put_orders(o, m);
		e = put_sent(o, o->said, o->text, o->sent_to, m);
		put_recall(o, desk, m);
		values_text(m, "title",
		    o->plan.how == PLAN_RECORD ? "Jawaban Anda dicatat"
		    : o->plan.how == PLAN_PASS ? "Pos-el Anda diteruskan"
		    : o->plan.orders.n == 0    ? "Tidak ada yang dikerjakan"
		    : o->said != NULL          ? "Surat terkirim ke pemohon"
					       : "Sudah dikerjakan");
		break;
	case OFFICER_HELD:
		values_text(m, "by", o->writer != NULL ? o->writer->name : "");
		if (!officer_knows(o)) /* else he cannot tell which mail */
			values_text(m, "subject", o->p->msg->subject);
		if (officer_asks_which(o))
			e = put_candidates(o, desk, m);
		put_proposals(o, desk, m);
		if (e == OK)
			e = put_question(o, desk, m);
		break;
	case OFFICER_CONFIRM:
		values_text(m, "subject", o->p->msg->subject);
		values_text(m, "received",
		    calendar_say(o->k->a, o->p->received, f->offset,
			f->zone_name, "id"));
		e = put_question(o, desk, m);
		break;
	case OFFICER_REFUSED:
		if (o->nrows == 0)
			rows_of_plan(o);
		put_orders(o, m);
		put_link(o, m, "help_link", desk, "#bantuan");
		break;
	}
	return e;
}

enum err
officer_notice(
    struct officer_work *o, enum officer_notice what, int64_t *outbox_r)
{
	static const char *const templates[] = { "kuitansi", "ditahan",
		"konfirmasi", "ditolak" };
	struct officer_post p = { .template = templates[what],
		.ticket = officer_knows(o) ? &o->ticket : NULL };
	struct values m = { .a = o->k->a };
	const char *desk;
	int64_t last = 0;
	bool may;
	enum err e;

	*outbox_r = 0;
	/* what was asked about once may be asked again, for its ticket */
	p.dedup = arena_printf(o->k->a, "officer:%lld:%s:%s:%lld",
	    (long long)o->p->row->id, o->who->id, p.template,
	    (long long)o->ticket.id);
	e = what == OFFICER_CONFIRM
		? may_get(o, "officer-asked", ASKED_HOUR, &may)
		: officer_may_get(o, &may);
	if (e != OK || !may)
		return e;
	if ((e = desk_address(o, p.ticket, &desk)) != OK)
		return e;
	e = fill(o, what, desk, &m);
	if (e == OK && what != OFFICER_CONFIRM)
		e = put_lapsed(o, &m, &last);
	if (e == OK)
		e = officer_post(o, &p, &m, outbox_r);
	if (e == OK && *outbox_r != 0 && last != 0)
		e = meta_set_int(o->k->s, lapsed_key(o), last, o->w);
	return e;
}
