/*
 * Who is told what about a ticket, as mails in the outbox. The text is in
 * templates/petugas; who may know is decided by desk/assign.
 */
#include <inttypes.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "case/carry.h"
#include "case/casevalues.h"
#include "desk/shown.h"
#include "case/notify.h"
#include "case/post.h"
#include "store/search.h"

#define SIMILAR_MAX 3
#define SNIPPET 160
#define QUERY_MAX 4000
/* told so far: day number times the scale, plus the count of that day */
#define QUARANTINE_META "quarantine-told"
#define QUARANTINE_DAY 20
#define QUARANTINE_SCALE 1000

static const struct {
	const char *template;
	bool once; /* a ticket; else once per mail */
} whats[] = {
	[NOTIFY_NEW] = { "baru", true },
	[NOTIFY_ADDITION] = { "tambahan", false },
	[NOTIFY_BOUNCE] = { "pantul", false },
	[NOTIFY_HANDED] = { "diserahkan", false },
	[NOTIFY_REOPENED] = { "dibuka-lagi", false },
};

/* The words that a search is worth: greetings and thanks are in every mail. */
static const char *
query_of(struct casework *k, const struct msg *m)
{
	static const char *const empty[] = { "yth", "bapak", "ibu", "saudara",
		"dengan", "hormat", "selamat", "pagi", "siang", "sore", "malam",
		"terima", "kasih", "mohon", "saya", "kami", "untuk", "yang",
		"dari", "pada", "dapat", "akan", "adalah", "atau", "dear",
		"thank", "thanks", "regards", "please", "would", "with" };
	const char *s = arena_printf(k->a, "%s\n%s", m->subject, m->reply_text);
	struct buf b;
	const char *words;
	size_t len, i;

	buf_init(&b, QUERY_MAX);
	for (; !b.over && *(s += strspn(s, " \t\r\n,.;:!?()\"")) != '\0';
	     s += len) {
		len = strcspn(s, " \t\r\n,.;:!?()\"");
		for (i = 0; i < sizeof(empty) / sizeof(empty[0]); i++)
			if (strlen(empty[i]) == len &&
			    text_istarts(s, empty[i]))
				break;
		if (len < 3 || i < sizeof(empty) / sizeof(empty[0]))
			continue;
		buf_add(&b, s, len);
		buf_addc(&b, ' ');
	}
	words = arena_strn(k->a, b.s, b.len);
	buf_free(&b);
	return words;
}

static enum err
add_similar(struct casework *k, struct values *list, const char *words,
    const char *source, struct why *w)
{
	struct entry_ask ask = {
		.words = words, .source = source, .limit = SIMILAR_MAX
	};
	struct ticket_row t;
	struct entries found;
	enum err e;
	size_t i;

	if ((e = entry_find(k->s, k->a, &ask, &found, w)) != OK)
		return e;
	for (i = 0; i < found.n; i++) {
		const struct entry *x = &found.v[i];
		const char *end = strchr(x->body, '\n');
		struct values item = { .a = k->a };

		if ((e = ticket_get(k->s, k->a, x->ticket, &t, w)) != OK)
			return e;
		if (t.id != 0 && ticket_is_hidden(&t))
			continue;
		if (t.id != 0) {
			values_textf(
			    &item, "label", "%s: %s", t.code, x->title);
			values_text(&item, "snippet",
			    shown_line(k->a, x->body, SNIPPET));
		} else {
			values_text(&item, "label", x->title);
			values_text(&item, "link",
			    end ? arena_strn(
				      k->a, x->body, (size_t)(end - x->body))
				: x->body);
		}
		values_map(list, NULL, &item);
	}
	return OK;
}

/* Earlier answers and the catalogue's entries that may help to answer. */
static enum err
find_similar(struct casework *k, const struct notify *n, struct values *list,
    struct why *w)
{
	const char *words;
	enum err e;

	if (n->msg == NULL || n->what == NOTIFY_BOUNCE ||
	    n->ticket->kind != KIND_KONSULTASI)
		return OK;
	words = query_of(k, n->msg);
	if ((e = add_similar(k, list, words, "answer", w)) != OK)
		return e;
	return add_similar(k, list, words, "catalogue", w);
}

static void
put_files(struct values *m, const struct carried *c)
{
	struct values list = { .a = m->a };
	size_t i;

	for (i = 0; i < c->nrows; i++) {
		struct values item = { .a = m->a };

		values_text(&item, "file", c->rows[i].name);
		values_text(&item, "size", c->rows[i].size);
		values_flag(&item, "carried", *c->rows[i].why == '\0');
		values_text(&item, "not_carried", c->rows[i].why);
		values_map(&list, NULL, &item);
	}
	values_list(m, "files", &list);
}

/* What the mail says, as far as this ticket's officers may read it. */
static void
put_mail(const struct casework *k, const struct notify *n, struct values *m)
{
	const struct msg *msg = n->msg;
	const struct ticket_row *t = n->ticket;
	const char *from, *said;

	if (msg == NULL || n->what == NOTIFY_BOUNCE)
		return;
	said = n->what == NOTIFY_NEW || *msg->reply_text == '\0'
		   ? msg->text
		   : msg->reply_text;
	values_flag(
	    m, "said_cut", !values_lines(m, "said", case_masked(k, t, said)));
	values_flag(m, "unproven",
	    msg->auth.dmarc != AUTH_PASS && msg->auth.dkim != AUTH_PASS);
	from = msg->from.n > 0 ? msg->from.v[0].address : "";
	if (n->what == NOTIFY_ADDITION && !t->secret &&
	    !text_ieq(from, t->requester))
		values_text(m, "writer", shown_address(from, true));
}

static bool
is_permanent(const struct msg *m)
{
	size_t i;

	for (i = 0; i < m->ndsn; i++)
		if (*m->dsn[i].status == '5')
			return true;
	return false;
}

static void
put_bounce(struct values *m, const struct notify *n)
{
	const struct msg *msg = n->msg;

	if (msg == NULL || msg->ndsn == 0)
		return;
	if (!n->ticket->secret)
		values_text(
		    m, "bounced", shown_address(msg->dsn[0].recipient, true));
	values_text(m, "bounce_why",
	    n->ticket->secret ? msg->dsn[0].status : msg->dsn[0].diagnostic);
	values_flag(m, "permanent", is_permanent(msg));
}

/* Nobody is called to work at night; what is urgent by then is told when the
 * office opens. */
static int64_t
held_until(const struct casework *k)
{
	if (k->setup->settings.office.any_hour ||
	    calendar_in_hours(k->setup->calendar, k->now))
		return TOD_NONE;
	return calendar_next_open(k->setup->calendar, k->now);
}

static const char *
dedup_key(struct casework *k, const struct notify *n, const char *officer)
{
	int64_t cause = n->row ? n->row->id : k->now;

	if (whats[n->what].once)
		cause = 0;
	return arena_printf(k->a, "%s:%" PRId64 ":%" PRId64 ":%s",
	    whats[n->what].template, n->ticket->id, cause, officer);
}

/* What is the same for all who are told. */
struct telling {
	const struct notify *n;
	struct carried files;
	struct values similar;
};

static enum err
tell_one(struct casework *k, const struct telling *t, const struct officer *who,
    struct why *w)
{
	const struct notify *n = t->n;
	const struct office *o = &k->setup->settings.office;
	struct casevalues view = { .ticket = n->ticket, .reader = who };
	struct values m = { .a = k->a };
	struct post_mail mail = { .ticket = n->ticket,
		.role = "officer",
		.to = who->address,
		.auto_submitted = "auto-generated",
		.now = k->now,
		.held_until = held_until(k),
		.from_name = "",
		.files = t->files.files,
		.nfiles = t->files.nfiles };
	struct draft draft;
	struct value root;
	int64_t row;
	enum err e;

	e = post_address(k->s, k->setup, k->a, &mail, &view.desk, w);
	if (e != OK || (e = case_values(k, &view, &m, w)) != OK)
		return e;
	values_list(&m, "similar", &t->similar);
	if (n->decision != NULL)
		case_reasons(&m, &n->decision->verdict, n->ticket);
	put_mail(k, n, &m);
	if (n->what == NOTIFY_BOUNCE)
		put_bounce(&m, n);
	put_files(&m, &t->files);
	if (n->words != NULL && *n->words != '\0')
		values_lines(&m, "words", n->words);
	if (office_officer_id(o, k->actor) != NULL)
		values_text(&m, "by", office_officer_id(o, k->actor)->name);
	root = values_root(&m);
	e = notice_draft(k->a, k->setup->templates, whats[n->what].template,
	    &root, &draft, w);
	if (e != OK)
		return e;
	draft.subject = arena_printf(
	    k->a, "%s %s", post_tag(k->a, k->setup, n->ticket), draft.subject);
	mail.draft = &draft;
	mail.dedup = dedup_key(k, n, who->id);
	return post_mail(k->s, k->setup, k->a, &mail, &row, w);
}

/* Of a mail that may be no service of ours, files are named only. */
static void
carry(struct casework *k, const struct notify *n, struct carried *c_r)
{
	const struct ticket_row *t = n->ticket;
	struct carry_ask ask = { .msg = n->msg,
		.room = k->setup->settings.notify_size,
		.hide = t->secret,
		.named_only = t->kind == KIND_RAGU || t->kind == KIND_SPAM };

	*c_r = (struct carried){ .nfiles = 0 };
	if (n->msg != NULL && n->what != NOTIFY_BOUNCE)
		carry_files(k->a, &ask, c_r);
}

enum err
notify(struct casework *k, const struct notify *n, struct why *w)
{
	struct assign_case c = case_assign(k, n->ticket);
	struct telling t = { .n = n, .similar = { .a = k->a } };
	struct officers told;
	enum err e;
	size_t i;

	told = assign_told(k->a, &k->setup->settings.office, &c);
	carry(k, n, &t.files);
	e = find_similar(k, n, &t.similar, w);
	for (i = 0; i < told.n && e == OK; i++)
		e = tell_one(k, &t, told.v[i], w);
	return e;
}

static enum err
alarm_one(struct casework *k, const struct notify_alarm *n,
    const struct officer *who, const struct ticket_row *t, struct why *w)
{
	struct values m = { .a = k->a };
	struct post_mail mail = { .ticket = t->id ? t : NULL,
		.role = "officer",
		.to = who->address,
		.auto_submitted = "auto-generated",
		.now = k->now,
		.held_until = held_until(k),
		.from_name = "" };
	struct draft draft;
	struct value root;
	int64_t row;
	enum err e;

	values_office(&m, &k->setup->settings.office);
	values_text(&m, "reader", who->name);
	values_text(&m, "title", n->subject);
	values_lines(&m, "words", n->words);
	values_text(&m, "code", t->id ? t->code : "");
	root = values_root(&m);
	e = notice_draft(
	    k->a, k->setup->templates, "peringatan", &root, &draft, w);
	if (e != OK)
		return e;
	mail.draft = &draft;
	mail.dedup = arena_printf(k->a, "alarm:%s:%s", n->key, who->id);
	return post_mail(k->s, k->setup, k->a, &mail, &row, w);
}

enum err
notify_alarm(struct casework *k, const struct notify_alarm *n, struct why *w)
{
	struct officers told = assign_alarm(k->a, &k->setup->settings.office);
	struct ticket_row t = { .id = 0 };
	enum err e = OK;
	size_t i;

	if (n->ticket != 0)
		e = ticket_get(k->s, k->a, n->ticket, &t, w);
	for (i = 0; i < told.n && e == OK; i++)
		e = alarm_one(k, n, told.v[i], &t, w);
	return e;
}

static const char *
megabytes(struct arena *a, int64_t size)
{
	int64_t tenths = size * 10 >> 20;

	return arena_printf(
	    a, "%" PRId64 ",%" PRId64 " MB", tenths / 10, tenths % 10);
}

static enum err
quarantine_one(struct casework *k, const struct inbox_row *row,
    const char *reason, const struct officer *who, struct why *w)
{
	const struct office *o = &k->setup->settings.office;
	const char *order = arena_printf(k->a, "#lepas %" PRId64, row->id);
	struct values m = { .a = k->a };
	struct post_mail mail = { .role = "officer",
		.to = who->address,
		.auto_submitted = "auto-generated",
		.now = k->now,
		.held_until = held_until(k),
		.from_name = "" };
	const char *desk;
	struct draft draft;
	struct value root;
	int64_t outbox;
	enum err e;

	if ((e = post_address(k->s, k->setup, k->a, &mail, &desk, w)) != OK)
		return e;
	values_office(&m, o);
	values_text(&m, "reader", who->name);
	values_text(&m, "why", notice_aside(reason));
	values_text(&m, "result", reason);
	values_textf(&m, "mail", "%" PRId64, row->id);
	values_text(&m, "size", megabytes(k->a, row->size));
	values_text(&m, "received",
	    calendar_say(
		k->a, row->received_at, o->offset, o->zone_name, "id"));
	values_text(&m, "order", order);
	values_text(
	    &m, "release_link", notice_mailto(k->a, desk, "Karantina", order));
	values_textf(&m, "command", "tanggap release %" PRId64, row->id);
	root = values_root(&m);
	e = notice_draft(
	    k->a, k->setup->templates, "karantina", &root, &draft, w);
	if (e != OK)
		return e;
	mail.draft = &draft;
	mail.dedup = arena_printf(
	    k->a, "karantina:%" PRId64 ":%s", row->id, who->id);
	return post_mail(k->s, k->setup, k->a, &mail, &outbox, w);
}

enum err
notify_quarantine(struct casework *k, const struct inbox_row *row,
    const char *reason, struct why *w)
{
	struct officers told = assign_alarm(k->a, &k->setup->settings.office);
	enum err e = OK;
	size_t i;

	for (i = 0; i < told.n && e == OK; i++)
		e = quarantine_one(k, row, reason, told.v[i], w);
	return e;
}
