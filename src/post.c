/*
 * From a decision to the finished bytes of a mail in the outbox. The token
 * is made over the outbox row, so the row is reserved first.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/judge.h"
#include "mail/compose.h"
#include "post.h"

#define MAIL_MAX (1u << 20)

/* Where answers to this mail come back: its token rides along. */
struct carriers {
	const char *message_id;
	const char *reply_to; /* "" without plus-addressing */
	const char *tag;      /* "" without a ticket */
};

static void
carry(struct arena *a, const struct setup *setup, const struct post *p,
    int64_t row, struct carriers *c)
{
	const struct office *o = &setup->settings.office;
	const char *at = strchr(o->address, '@');
	struct token_facts f = { .row = row,
		.ticket = p->ticket->id,
		.role = "requester",
		.address = p->decision->to };
	char token[TOKEN_TEXT], tag[CODE_TEXT], *dot;

	token_make(&setup->key, &f, token);
	c->message_id = arena_printf(a, "tanggap.%s%s", token, at);
	c->reply_to = "";
	c->tag = "";
	if (o->plus_addressing) {
		if ((dot = strchr(token, '.')) != NULL)
			*dot = '-';
		c->reply_to = arena_printf(a, "%.*s+t-%s%s",
		    (int)(at - o->address), o->address, token, at);
	}
	if (p->ticket->id != 0) {
		token_tag(&setup->key, p->ticket->code, tag);
		c->tag = arena_str(a, tag);
	}
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

static void
reply_facts(struct arena *a, const struct setup *setup, const struct post *p,
    const struct carriers *c, struct reply_facts *f)
{
	const struct decision *d = p->decision;
	const struct msg *m = p->msg;

	*f = (struct reply_facts){ .office = &setup->settings.office,
		.language = d->language,
		.template = d->template,
		.name = m->from.n > 0 ? m->from.v[0].name : "",
		.address = d->to,
		.code = p->ticket->id ? p->ticket->code : "",
		.tag = c->tag,
		.received = p->received,
		.now = p->now,
		.due = p->ticket->id ? p->ticket->due_at : TOD_NONE,
		.due_unlisted = p->ticket->due_unlisted,
		.complaint_first = p->ticket->id ? p->ticket->first_due_at
						 : TOD_NONE,
		.kind = p->ticket->id ? p->ticket->kind : d->verdict.kind,
		.topic = p->ticket->id ? p->ticket->topic : d->verdict.topic,
		.missing = d->complete.missing,
		.secret = p->ticket->secret,
		.supervisory = p->ticket->supervisory,
		.authenticated = d->authenticated,
		.subject = m->subject,
		.size = size_words(a, p->size, d->language),
		.limit = size_words(a,
		    (int64_t)setup->settings.reader.limits.bytes, d->language),
		.service = d->verdict.service,
		.previous = d->thread.late && d->thread.link
				? d->thread.link->code
				: "" };
}

/* References of the mail answered, its own id, and ours again: some relays
 * rewrite Message-ID, and then the copy here comes back. */
static struct strs
references(struct arena *a, const struct msg *m, const char *ours)
{
	const char **v = arena_array(a, m->references.n + 2, sizeof(*v));
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

static enum err
finish(const struct setup *setup, struct arena *a, const struct post *p,
    const struct draft *d, const struct carriers *c, struct buf *bytes,
    struct why *w)
{
	const struct office *o = &setup->settings.office;
	struct addr to = { .name = "", .address = d->to };
	struct compose mail = {
		.from = { .name = arena_printf(a, "%s %s", o->unit, o->name),
		    .address = o->address },
		.to = { &to, 1 },
		.reply_to = { .name = "", .address = c->reply_to },
		.subject = d->subject,
		.message_id = c->message_id,
		.in_reply_to = p->msg->message_id,
		.references = references(a, p->msg, c->message_id),
		.date = p->now,
		.offset = o->offset,
		.text = d->text,
		.html = d->html,
		.auto_submitted = "auto-replied",
		.language = d->language,
	};

	return compose_mail(&mail, bytes, w);
}

static enum err
queue(struct store *s, const struct setup *setup, struct arena *a,
    const struct post *p, bool *queued_r, struct why *w)
{
	struct outbox_row row = { .ticket = p->ticket->id,
		.role = "requester",
		.address = p->decision->to,
		.dedup = p->dedup,
		.template = p->decision->template,
		.automatic = true,
		.held_until = TOD_NONE,
		.created_at = p->now,
		.next_try = p->now,
		.recipients = { &p->decision->to, 1 } };
	struct reply_facts facts;
	struct carriers c;
	struct draft draft;
	struct buf bytes;
	enum err e;

	if ((e = outbox_reserve(s, &row.id, w)) != OK)
		return e;
	carry(a, setup, p, row.id, &c);
	reply_facts(a, setup, p, &c, &facts);
	if ((e = reply_draft(a, setup->templates, &facts, &draft, w)) != OK)
		return e;
	buf_init(&bytes, MAIL_MAX);
	e = finish(setup, a, p, &draft, &c, &bytes, w);
	row.message_id = c.message_id;
	/* not <>: a bounced acknowledgement tells that nobody reads there */
	row.envelope_from = *c.reply_to ? c.reply_to
					: setup->settings.office.address;
	row.bytes = bytes.s;
	row.len = bytes.len;
	if (e == OK)
		e = outbox_add(s, &row, queued_r, w);
	buf_free(&bytes);
	return e;
}

enum err
post_answer(struct store *s, const struct setup *setup, struct arena *a,
    const struct post *p, bool *queued_r, struct why *w)
{
	bool has;
	enum err e;

	*queued_r = false;
	if ((e = outbox_has(s, p->dedup, &has, w)) != OK || has)
		return e;
	return queue(s, setup, a, p, queued_r, w);
}
