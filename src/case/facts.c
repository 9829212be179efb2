/*
 * Collects what the store knows about a mail, so that desk/ can decide
 * without asking. It decides nothing itself.
 */
#include <string.h>

#include "base/banned.h"
#include "case/facts.h"
#include "case/facts_priv.h"
#include "store/cases.h"
#include "store/outbox.h"

#define DAY 86400

static enum err
judge_facts(struct store *s, const struct setup *setup,
    const struct facts_ask *q, struct judge_facts *f, struct why *w)
{
	const struct mail_limits *l = &setup->settings.reader.limits;
	int64_t other;
	enum err e;

	f->oversize = q->row->kept < q->row->size ||
		      (uint64_t)q->row->size > l->bytes;
	f->unreadable = q->read != OK;
	f->limit = q->read_words;
	if ((e = inbox_seen_bytes(s, q->row, &other, w)) != OK)
		return e;
	f->seen_bytes = other != 0;
	e = inbox_seen_before(s, q->row, q->msg->message_id, &other, w);
	if (e != OK)
		return e;
	f->seen_before = other != 0;
	if (*q->msg->message_id == '\0')
		return OK;
	return outbox_is_own(s, q->msg->message_id, &f->own_message_id, w);
}

int64_t
facts_received(const struct inbox_row *row, const struct msg *m)
{
	if (row->uidvalidity == 0 && m->received != TOD_NONE)
		return m->received;
	if (row->internal_date > 0)
		return row->internal_date;
	return m->received != TOD_NONE ? m->received : row->received_at;
}

enum err
facts_tokens(struct store *s, const struct setup *setup, struct arena *a,
    const struct msg *m, struct token_list *l_r, struct why *w)
{
	const struct token_seen *seen;
	struct token_facts *valid;
	size_t i, n = token_scan(a, m, &seen);
	enum err e;

	valid = arena_array(a, n, sizeof(*valid));
	*l_r = (struct token_list){ valid, 0 };
	for (i = 0; i < n; i++) {
		struct token_facts *f = &valid[l_r->n];

		if ((e = outbox_token_facts(s, a, seen[i].row, f, w)) != OK)
			return e;
		if (f->row != 0 && token_valid(&setup->key, f, seen[i].mac))
			l_r->n++;
	}
	return OK;
}

static struct strs
joined(struct arena *a, struct strs x, struct strs y)
{
	const char **v = arena_array(a, x.n + y.n, sizeof(*v));

	if (x.n > 0)
		memcpy(v, x.v, x.n * sizeof(*v));
	if (y.n > 0)
		memcpy(v + x.n, y.v, y.n * sizeof(*v));
	return (struct strs){ v, x.n + y.n };
}

static enum err
candidates(struct store *s, const struct setup *setup, struct arena *a,
    const struct facts_ask *q, struct desk_facts *f, struct why *w)
{
	const struct office *o = &setup->settings.office;
	const struct msg *m = q->msg;
	struct thread_ask ask = { 0 };
	struct thread_candidates found;
	struct desk desk = setup_desk(setup);
	const struct portal_task *task = decide_task(a, &desk, m);
	struct token_list tokens;
	enum err e;

	if ((e = facts_tokens(s, setup, a, m, &tokens, w)) != OK)
		return e;
	ask.tokens = tokens.v;
	ask.ntokens = tokens.n;
	ask.message_ids = joined(a, m->in_reply_to, m->references);
	if (*m->bounced_id != '\0')
		ask.message_ids = joined(
		    a, ask.message_ids, (struct strs){ &m->bounced_id, 1 });
	ask.codes = token_tags(
	    a, &setup->key, o->prefix, m->subject, &ask.numbers);
	ask.from = m->from.n > 0 ? m->from.v[0].address : "";
	ask.subject_key = thread_subject(a, o->prefix, m->subject);
	ask.since = q->now - (int64_t)o->same_subject_days * DAY;
	if (task != NULL) {
		ask.external = task->external;
		ask.channel = task->channel;
	}
	if ((e = thread_candidates(s, a, &ask, &found, w)) != OK)
		return e;
	f->candidates = found.v;
	f->n = found.n;
	return OK;
}

enum err
facts_collect(struct store *s, const struct setup *setup, struct arena *a,
    const struct facts_ask *q, struct desk_facts *f_r, struct why *w)
{
	enum err e;

	*f_r = (struct desk_facts){ .received = q->received, .now = q->now };
	if ((e = judge_facts(s, setup, q, &f_r->judge, w)) != OK)
		return e;
	if ((e = candidates(s, setup, a, q, f_r, w)) != OK)
		return e;
	if ((e = facts_tickets(s, setup, a, q, f_r, w)) != OK)
		return e;
	return facts_spent(s, setup, a, q, f_r, w);
}
