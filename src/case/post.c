/*
 * From a draft to the finished bytes of a mail in the outbox. The token is
 * made over the outbox row, so the row is reserved first. It must never know
 * why a mail is written.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "mail/compose.h"
#include "case/post.h"
#include "store/inbox.h"

#define MAIL_MAX (1u << 20) /* without its files */
#define THREAD_MAILS 20     /* of a ticket, named in References */

/* Where answers to this mail come back: its token rides along. */
struct carriers {
	const char *message_id;
	const char *reply_to; /* "" without plus-addressing */
};

/* What a client needs to show it in one thread with the mails before it. */
struct thread_ids {
	const char *in_reply_to;
	struct strs references;
};

static int64_t
ticket_id(const struct post_mail *p)
{
	return p->ticket != NULL ? p->ticket->id : 0;
}

static void
carry(struct arena *a, const struct setup *setup, const struct post_mail *p,
    int64_t row, struct carriers *c)
{
	const struct office *o = &setup->settings.office;
	const char *at = strchr(o->address, '@');
	struct token_facts f = { .row = row,
		.ticket = ticket_id(p),
		.role = p->role,
		.address = p->to };
	char token[TOKEN_TEXT], *dot;

	token_make(&setup->key, &f, token);
	c->message_id = arena_printf(a, "tanggap.%s%s", token, at);
	c->reply_to = "";
	if (o->plus_addressing) {
		if ((dot = strchr(token, '.')) != NULL)
			*dot = '-';
		c->reply_to = arena_printf(a, "%.*s+t-%s%s",
		    (int)(at - o->address), o->address, token, at);
	}
}

const char *
post_tag(struct arena *a, const struct setup *setup, const struct ticket_row *t)
{
	char tag[CODE_TEXT];

	if (t == NULL || t->id == 0)
		return "";
	token_tag(&setup->key, t->code, tag);
	return arena_str(a, tag);
}

/* References of the mail answered, its own id, and ours again: some relays
 * rewrite Message-ID, and then the copy here comes back. */
static struct strs
references(struct arena *a, const struct msg *m, const char *ours)
{
	const char **v = arena_array(a, m->references.n + 3, sizeof(*v));
	size_t n = m->references.n;

	if (n > 0)
		memcpy(v, m->references.v, n * sizeof(*v));
	else if (m->in_reply_to.n == 1)
		v[n++] = m->in_reply_to.v[0]; /* RFC 5322 section 3.6.4 */
	if (*m->message_id != '\0')
		v[n++] = m->message_id;
	v[n++] = ours;
	return (struct strs){ v, n };
}

/* The mails that this person has seen of the ticket: ours to him, and what
 * the citizens wrote where he is one of them. */
static enum err
earlier_mails(struct store *s, struct arena *a, const struct post_mail *p,
    struct strs *ids_r, const char **last_r, struct why *w)
{
	struct inbox_of_ask ask = { p->ticket->id, { 0, THREAD_MAILS } };
	struct outbox_rows out;
	struct inbox_rows in = { 0 };
	const char **v;
	size_t n = 0, i = 0, k = 0;
	enum err e = outbox_of(s, a, p->ticket->id, &out, w);

	if (e == OK && !text_ieq(p->role, "officer"))
		e = inbox_of(s, a, &ask, &in, w);
	if (e != OK)
		return e;
	v = arena_array(a, in.n + out.n + 2, sizeof(*v));
	while (i < in.n || k < out.n) {
		if (k == out.n ||
		    (i < in.n && in.v[i].decided_at <= out.v[k].created_at)) {
			if ((in.v[i].outcome == OUTCOME_TICKET ||
				in.v[i].outcome == OUTCOME_FOLLOWUP) &&
			    *in.v[i].message_id != '\0')
				v[n++] = *last_r = in.v[i].message_id;
			i++;
		} else {
			if (text_ieq(out.v[k].address, p->to)) {
				v[n++] = out.v[k].message_id;
				if (**last_r == '\0')
					*last_r = out.v[k].message_id;
			}
			k++;
		}
	}
	*ids_r = (struct strs){ v, n };
	return OK;
}

static enum err
thread_of(struct store *s, struct arena *a, const struct post_mail *p,
    const char *ours, struct thread_ids *t, struct why *w)
{
	const char **v;
	enum err e;

	*t = (struct thread_ids){ .in_reply_to = "" };
	if (p->answers != NULL) {
		t->in_reply_to = p->answers->message_id;
		t->references = references(a, p->answers, ours);
		return OK;
	}
	if (ticket_id(p) == 0) {
		v = arena_array(a, 1, sizeof(*v));
		v[0] = ours;
		t->references = (struct strs){ v, 1 };
		return OK;
	}
	e = earlier_mails(s, a, p, &t->references, &t->in_reply_to, w);
	if (e != OK)
		return e;
	v = (const char **)(uintptr_t)t->references.v; /* has room for it */
	v[t->references.n++] = ours;
	return OK;
}

/* Files grow by a third and line ends in base64; those that are kept take no
 * room but their headers. */
static size_t
room_for(const struct post_mail *p)
{
	size_t max = MAIL_MAX, i;

	for (i = 0; i < p->nfiles; i++) {
		max += 4096;
		if (p->files[i].bytes != NULL)
			max += p->files[i].len + p->files[i].len / 2;
	}
	return max;
}

/* The files that stay where they are. */
static struct outbox_files
kept_files(struct arena *a, const struct post_mail *p, const size_t *holes)
{
	struct outbox_file *v = arena_array(a, p->nfiles + 1, sizeof(*v));
	size_t i, n = 0;

	for (i = 0; i < p->nfiles; i++) {
		const struct compose_file *f = &p->files[i];

		if (f->bytes == NULL)
			v[n++] = (struct outbox_file){ .at = holes[i],
				.inbox = f->kept.mail,
				.start = f->kept.at,
				.len = f->kept.len,
				.encoding = f->kept.encoding,
				.size = f->len,
				.name = f->name };
	}
	return (struct outbox_files){ v, n };
}

/* A mail as it is put into the outbox. */
struct finished {
	struct buf bytes;
	struct outbox_files files;
};

static enum err
finish(const struct setup *setup, struct arena *a, const struct post_mail *p,
    const struct carriers *c, const struct thread_ids *t, struct finished *f,
    struct why *w)
{
	const struct office *o = &setup->settings.office;
	struct addr to = { .name = "", .address = p->to };
	struct compose mail = {
		.from = { .name = p->from_name, .address = o->address },
		.to = { &to, 1 },
		.reply_to = { .name = "", .address = c->reply_to },
		.subject = p->draft->subject,
		.message_id = c->message_id,
		.in_reply_to = t->in_reply_to,
		.references = t->references,
		.date = p->now,
		.offset = o->offset,
		.text = p->draft->text,
		.html = p->draft->html,
		.auto_submitted = p->auto_submitted,
		.language = p->draft->language,
		.files = p->files,
		.nfiles = p->nfiles,
		.holes = arena_array(a, p->nfiles + 1, sizeof(size_t)),
	};
	enum err e;

	if (mail.from.name == NULL || *mail.from.name == '\0')
		mail.from.name = arena_printf(a, "%s %s", o->unit, o->name);
	e = compose_mail(&mail, &f->bytes, w);
	f->files = kept_files(a, p, mail.holes);
	return e;
}

static enum err
queue(struct store *s, const struct setup *setup, struct arena *a,
    const struct post_mail *p, int64_t *outbox_r, struct why *w)
{
	struct outbox_row row = { .ticket = ticket_id(p),
		.role = p->role,
		.address = p->to,
		.dedup = p->dedup,
		.template = p->draft->template,
		.automatic = p->automatic,
		.held_until = p->held_until,
		.created_at = p->now,
		.next_try = p->now,
		.recipients = { &p->to, 1 } };
	struct thread_ids thread;
	struct carriers c;
	struct finished f;
	bool added = false;
	enum err e;

	if ((e = outbox_reserve(s, &row.id, w)) != OK)
		return e;
	carry(a, setup, p, row.id, &c);
	if ((e = thread_of(s, a, p, c.message_id, &thread, w)) != OK)
		return e;
	buf_init(&f.bytes, room_for(p));
	e = finish(setup, a, p, &c, &thread, &f, w);
	row.message_id = c.message_id;
	/* not <>: a bounced acknowledgement tells that nobody reads there */
	row.envelope_from = *c.reply_to ? c.reply_to
					: setup->settings.office.address;
	row.bytes = f.bytes.s;
	row.len = f.bytes.len;
	row.files = f.files;
	if (e == OK)
		e = outbox_add(s, &row, &added, w);
	buf_free(&f.bytes);
	*outbox_r = added ? row.id : 0;
	return e;
}

enum err
post_mail(struct store *s, const struct setup *setup, struct arena *a,
    const struct post_mail *p, int64_t *outbox_r, struct why *w)
{
	bool has;
	enum err e;

	*outbox_r = 0;
	if ((e = outbox_has(s, p->dedup, &has, w)) != OK || has)
		return e;
	return queue(s, setup, a, p, outbox_r, w);
}

enum err
post_address(struct store *s, const struct setup *setup, struct arena *a,
    const struct post_mail *p, const char **address_r, struct why *w)
{
	struct carriers c;
	int64_t row;
	enum err e;

	if ((e = outbox_reserve(s, &row, w)) != OK)
		return e;
	carry(a, setup, p, row, &c);
	*address_r = *c.reply_to ? c.reply_to : setup->settings.office.address;
	return OK;
}

static const char *
size_words(struct arena *a, int64_t size, const char *language)
{
	int64_t tenths = (size * 10 + (1 << 19)) >> 20;

	if (size <= 0)
		return "";
	return arena_printf(a, "%lld%c%lld MB", (long long)(tenths / 10),
	    text_ieq(language, "en") ? '.' : ',', (long long)(tenths % 10));
}

void
post_facts(struct arena *a, const struct setup *setup,
    const struct ticket_row *t, int64_t now, struct reply_facts *f_r)
{
	*f_r = (struct reply_facts){ .office = &setup->settings.office,
		.language = t->language,
		.template = "",
		.name = "",
		.address = t->requester,
		.code = t->code,
		.tag = post_tag(a, setup, t),
		.received = t->opened_at,
		.now = now,
		.due = t->due_at,
		.due_unlisted = t->due_unlisted,
		.complaint_first = t->first_due_at,
		.kind = t->kind,
		.topic = t->topic,
		.missing = t->missing,
		.secret = t->secret,
		.supervisory = t->supervisory,
		.subject = "",
		.size = "",
		.limit = "",
		.previous = "",
		.service = t->service };
}

enum err
post_template(struct store *s, const struct setup *setup, struct arena *a,
    const struct post_template *p, int64_t *outbox_r, struct why *w)
{
	struct post_mail mail = { .ticket = p->ticket,
		.role = "requester",
		.to = p->ticket->requester,
		.dedup = p->dedup,
		.automatic = true,
		.auto_submitted = "auto-generated",
		.now = p->now,
		.held_until = TOD_NONE };
	struct reply_facts facts;
	struct draft draft;
	enum err e;

	post_facts(a, setup, p->ticket, p->now, &facts);
	facts.template = p->template;
	if ((e = reply_draft(a, setup->templates, &facts, &draft, w)) != OK)
		return e;
	mail.draft = &draft;
	return post_mail(s, setup, a, &mail, outbox_r, w);
}

static void
answer_facts(struct arena *a, const struct setup *setup, const struct post *p,
    struct reply_facts *f)
{
	const struct decision *d = p->decision;
	const struct msg *m = p->msg;
	static const struct ticket_row none = {
		.code = "", .due_at = TOD_NONE, .first_due_at = TOD_NONE
	};

	post_facts(a, setup, p->ticket->id ? p->ticket : &none, p->now, f);
	f->language = d->language;
	f->template = d->template;
	f->name = m->from.n > 0 ? m->from.v[0].name : "";
	f->address = d->to;
	f->received = p->received;
	f->missing = d->complete.missing;
	f->authenticated = d->authenticated;
	f->subject = m->subject;
	f->size = size_words(a, p->size, d->language);
	f->limit = size_words(
	    a, (int64_t)setup->settings.reader.limits.bytes, d->language);
	f->service = d->verdict.service;
	f->also_asks = d->second != NULL;
	f->understood = text_ieq(d->language, "en") ? d->understood.en
						    : d->understood.id;
	f->beside = p->beside;
	if (d->thread.late && d->thread.link != NULL)
		f->previous = d->thread.link->code;
	if (p->ticket->id == 0) {
		f->kind = d->verdict.kind;
		f->topic = d->verdict.topic;
	}
}

enum err
post_answer(struct store *s, const struct setup *setup, struct arena *a,
    const struct post *p, bool *queued_r, struct why *w)
{
	struct post_mail mail = { .ticket = p->ticket,
		.role = "requester",
		.to = p->decision->to,
		.dedup = p->dedup,
		.automatic = true,
		.auto_submitted = "auto-replied",
		.now = p->now,
		.held_until = TOD_NONE,
		.answers = p->msg };
	struct reply_facts facts;
	struct draft draft;
	int64_t outbox = 0;
	bool has;
	enum err e;

	*queued_r = false;
	if ((e = outbox_has(s, p->dedup, &has, w)) != OK || has)
		return e;
	answer_facts(a, setup, p, &facts);
	if ((e = reply_draft(a, setup->templates, &facts, &draft, w)) != OK)
		return e;
	mail.draft = &draft;
	e = post_mail(s, setup, a, &mail, &outbox, w);
	*queued_r = outbox != 0;
	return e;
}
