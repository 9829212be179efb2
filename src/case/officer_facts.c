/*
 * What the store knows about an officer's mail, so that desk/officer can say
 * what it means. It decides nothing itself.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "case/casevalues.h"
#include "desk/assign.h"
#include "case/facts.h"
#include "desk/answer.h"
#include "mail/forward.h"
#include "case/officer_priv.h"
#include "case/officer_sent.h"
#include "store/outbox.h"

#define PENDING_PAGE 100
#define FOREIGN_MAX 20 /* words of a mail that are looked up */
#define WORD_MAX 254   /* of an address */
#define REQUESTER_TICKETS 20
#define MAILS_MAX 500      /* of a ticket, looked through for the last */
#define SAID_SECONDS 86400 /* after which the same words may be new */
#define PROOF_SECONDS (90 * 86400) /* how long a proof says what is usual */

static enum err
find_ticket(struct officer_work *o)
{
	const struct threading *t = &o->p->decision->thread;
	struct casework *k = o->k;
	struct strs numbers;
	int64_t into;
	enum err e;

	if (o->ticket.id != 0)
		return OK;
	if (t->ticket != NULL)
		return ticket_get(
		    k->s, k->a, t->ticket->ticket, &o->ticket, o->w);
	/* a bare number in the subject: enough for who proves who he is */
	if (!o->facts.proven)
		return OK;
	token_tags(k->a, &k->setup->key, k->setup->settings.office.prefix,
	    o->p->msg->subject, &numbers);
	if (numbers.n != 1)
		return OK;
	e = ticket_by_code(k->s, k->a, numbers.v[0], &o->ticket, o->w);
	if (e != OK || o->ticket.merged_into == 0)
		return e;
	if ((e = ticket_final(k->s, o->ticket.id, &into, o->w)) != OK)
		return e;
	return ticket_get(k->s, k->a, into, &o->ticket, o->w);
}

/*
 * Words that he set into the quote by colour count like those above it: from
 * here on his mail is read as if they stood there. Only of our own mail it is
 * known what he found there and what he added.
 */
static enum err
weave(struct officer_work *o, int64_t outbox)
{
	struct casework *k = o->k;
	struct msg sent, *m;
	struct apply *p;
	struct why ignored;
	struct buf b;
	const char *woven = NULL;
	enum err e;

	buf_init(&b, k->setup->settings.reader.limits.bytes);
	e = outbox_bytes(k->s, outbox, &b, o->w);
	if (e == OK && b.len > 0 &&
	    msg_read(k->a, &k->setup->settings.reader, b.s, b.len, &sent,
		&ignored) == OK)
		woven = answer_marked(k->a, o->p->msg, &sent);
	if (woven != NULL) {
		m = arena_alloc(k->a, sizeof(*m));
		p = arena_alloc(k->a, sizeof(*p));
		*m = *o->p->msg;
		m->reply_text = woven;
		*p = *o->p;
		p->msg = m;
		o->p = p;
	}
	buf_free(&b);
	return e == ERR_ITEM ? OK : e;
}

static enum err
token_facts(struct officer_work *o)
{
	struct officer_facts *f = &o->facts;
	struct token_list tokens;
	struct outbox_row row;
	enum err e = facts_tokens(
	    o->k->s, o->k->setup, o->k->a, o->p->msg, &tokens, o->w);

	f->token_template = "";
	if (e != OK || tokens.n == 0)
		return e;
	f->token = true;
	f->token_his = text_ieq(tokens.v[0].role, "officer") &&
		       text_ieq(tokens.v[0].address, o->who->address);
	f->token_citizen = !text_ieq(tokens.v[0].role, "officer");
	e = outbox_get(o->k->s, o->k->a, tokens.v[0].row, &row, o->w);
	if (e != OK)
		return e;
	f->token_template = row.id != 0 ? row.template : "";
	if (f->token_his && (e = pending_of_outbox(o->k->s, o->k->a, row.id,
				 &o->pending, o->w)) != OK)
		return e;
	return f->token_his && row.id != 0 ? weave(o, row.id) : OK;
}

/* How many mails of his in this ticket wait for a word. */
static enum err
count_open(struct officer_work *o)
{
	struct page page = { 0, PENDING_PAGE };
	struct pending_rows rows;
	enum err e;
	size_t i;

	o->npending = 0;
	do {
		e = pending_open(o->k->s, o->k->a, page, &rows, o->w);
		for (i = 0; e == OK && i < rows.n; i++) {
			const struct pending_row *p = &rows.v[i];

			page.after = p->id;
			if (text_ieq(p->officer, o->who->id) &&
			    p->ticket == o->ticket.id &&
			    text_ieq(p->why, "held")) {
				o->pending = *p;
				o->npending++;
			}
		}
	} while (e == OK && rows.n == page.limit);
	return e;
}

/*
 * By the question that he answers, else the only one that is held. Whether a
 * mail was his is only said by an answer to that very question: else a
 * stranger's mail could wait for the officer's next #kirim.
 */
static enum err
find_pending(struct officer_work *o)
{
	enum err e = OK;

	o->pending_asked = o->pending.id != 0;
	if (o->pending_asked && o->pending.state == PENDING_LAPSED)
		o->lapsed = o->pending;
	if (o->pending_asked && o->pending.state != PENDING_OPEN)
		o->pending = (struct pending_row){ .id = 0 };
	else if (!o->pending_asked)
		e = count_open(o);
	if (o->npending > 1)
		o->pending = (struct pending_row){ .id = 0 };
	if (e == OK && o->pending.id != 0 && o->ticket.id == 0 &&
	    o->pending.ticket != 0)
		e = ticket_get(
		    o->k->s, o->k->a, o->pending.ticket, &o->ticket, o->w);
	if (e == OK && o->lapsed.id != 0 && o->ticket.id == 0 &&
	    o->lapsed.ticket != 0)
		e = ticket_get(
		    o->k->s, o->k->a, o->lapsed.ticket, &o->ticket, o->w);
	o->facts.held = o->lapsed.id != 0    ? "lapsed"
			: o->pending.id != 0 ? o->pending.why
					     : "";
	return e;
}

static enum err
parts_of(struct officer_work *o)
{
	struct part_rows rows;
	const char **v;
	enum err e = ticket_parts(o->k->s, o->k->a, o->ticket.id, &rows, o->w);
	size_t i;

	if (e != OK)
		return e;
	v = arena_array(o->k->a, rows.n + 1, sizeof(*v));
	for (i = 0; i < rows.n; i++)
		v[i] = rows.v[i].address;
	o->facts.parts = (struct strs){ v, rows.n };
	return OK;
}

static void
case_facts(struct officer_work *o)
{
	struct officer_facts *f = &o->facts;
	const struct ticket_row *t = &o->ticket;
	struct assign_case q;

	f->code = f->officer = f->requester = f->requester_name = "";
	if (t->id == 0)
		return;
	q = case_assign(o->k, t);
	f->code = t->code;
	f->state = t->state;
	f->kind = t->kind;
	f->hidden = ticket_is_hidden(t);
	f->may_know = assign_may_know(&q, o->who);
	f->handles = assign_handles(
	    o->k->a, &o->k->setup->settings.office, &q, o->who);
	f->officer = t->officer;
	f->requester = t->requester;
	f->requester_name = t->name;
	f->subject = t->subject;
}

/* His other cases, into which this one may go. */
static enum err
others_of(struct officer_work *o)
{
	const struct ticket_row *t = &o->ticket;
	struct ticket_ask q = { .list = LIST_REQUESTER,
		.who = t->requester,
		.page = { 0, REQUESTER_TICKETS } };
	struct ticket_rows rows;
	const char **v;
	size_t i, n = 0;
	enum err e;

	if (t->id == 0 || *t->requester == '\0')
		return OK;
	if ((e = tickets(o->k->s, o->k->a, &q, &rows, o->w)) != OK)
		return e;
	v = arena_array(o->k->a, rows.n, sizeof(*v));
	for (i = 0; i < rows.n; i++) {
		struct assign_case c = case_assign(o->k, &rows.v[i]);

		if (rows.v[i].id != t->id && state_is_open(rows.v[i].state) &&
		    ticket_is_hidden(&rows.v[i]) == ticket_is_hidden(t) &&
		    assign_may_know(&c, o->who))
			v[n++] = rows.v[i].code;
	}
	o->facts.others = (struct strs){ v, n };
	return OK;
}

/* Another citizen's address or another ticket's code. */
static enum err
is_foreign(struct officer_work *o, const char *word, bool *is_r)
{
	struct casework *k = o->k;
	const struct office *f = &k->setup->settings.office;
	struct ticket_ask q = { .list = LIST_REQUESTER,
		.who = word,
		.page = { 0, REQUESTER_TICKETS } };
	struct ticket_row t;
	struct ticket_rows rows;
	enum err e;
	size_t i;

	*is_r = false;
	if (strchr(word, '@') == NULL) {
		e = ticket_by_code(k->s, k->a, word, &t, o->w);
		*is_r = e == OK && t.id != 0 && t.id != o->ticket.id;
		return e;
	}
	if (office_is_own(f, word) || office_officer(f, word) != NULL)
		return OK;
	for (i = 0; i < o->facts.parts.n; i++)
		if (text_ieq(o->facts.parts.v[i], word))
			return OK;
	e = tickets(k->s, k->a, &q, &rows, o->w);
	*is_r = e == OK && rows.n > 0;
	return e;
}

static bool
worth_a_look(const struct officer_work *o, const char *word, size_t n)
{
	const char *prefix = o->k->setup->settings.office.prefix;
	size_t len = strlen(prefix);

	return n <= WORD_MAX && (memchr(word, '@', n) != NULL ||
				    (n > len + 1 && word[len] == '-' &&
					text_istarts(word, prefix)));
}

static enum err
foreign_in(struct officer_work *o, const char *words)
{
	static const char ends[] = " \t\r\n<>,;()[]:\"'!?";
	const char **v = arena_array(o->k->a, FOREIGN_MAX, sizeof(*v));
	size_t n = 0, len;
	enum err e = OK;
	int looked = 0;

	for (; e == OK && *(words += strspn(words, ends)) != '\0' &&
	       looked < FOREIGN_MAX;
	     words += len) {
		const char *word;
		bool is;

		len = strcspn(words, ends);
		if (!worth_a_look(o, words, len))
			continue;
		looked++;
		word = arena_strn(
		    o->k->a, words, words[len - 1] == '.' ? len - 1 : len);
		e = is_foreign(o, word, &is);
		if (is)
			v[n++] = word;
	}
	o->facts.foreign = (struct strs){ v, n };
	return e;
}

size_t
officer_files(const struct msg *m)
{
	size_t i, n = 0;

	for (i = 0; i < m->nparts; i++)
		n += m->parts[i].attachment;
	return n;
}

/* The last mail in which he said something to the citizen of this ticket. */
static enum err
last_answer(struct officer_work *o, int64_t *inbox_r)
{
	struct inbox_of_ask ask = { o->ticket.id, { 0, MAILS_MAX } };
	struct inbox_rows rows;
	enum err e = inbox_of(o->k->s, o->k->a, &ask, &rows, o->w);
	size_t i;

	*inbox_r = 0;
	for (i = 0; e == OK && i < rows.n; i++)
		if (rows.v[i].outcome == OUTCOME_ANSWER &&
		    rows.v[i].id != o->p->row->id &&
		    o->k->now - rows.v[i].received_at < SAID_SECONDS)
			*inbox_r = rows.v[i].id;
	return e;
}

/* Has it gone out already? What was called back since has not. */
static enum err
said_before(struct officer_work *o)
{
	const struct msg *m = o->p->msg;
	struct msg last;
	int64_t inbox = 0;
	bool found = false;
	enum err e = OK;

	if (o->ticket.id != 0 && o->ticket.state != STATE_BARU &&
	    o->ticket.state != STATE_DIPROSES)
		e = last_answer(o, &inbox);
	if (e == OK && inbox != 0)
		e = case_mail(o->k, inbox, &last, &found, o->w);
	o->facts.said_before = found && last.from.n == 1 &&
			       text_ieq(
				   last.from.v[0].address, o->who->address) &&
			       officer_files(&last) == officer_files(m) &&
			       strcmp(last.reply_text, m->reply_text) == 0;
	return e;
}

static enum err
known_mail(struct officer_work *o)
{
	struct forwarded f;
	struct inbox_row row;
	enum err e;

	if (!forward_find(o->k->a, o->p->msg, &f) || *f.message_id == '\0')
		return OK;
	e = inbox_by_message_id(o->k->s, o->k->a, f.message_id, &row, o->w);
	o->facts.known_ticket_mail = row.id != 0 && row.id != o->p->row->id;
	return e;
}

bool
officer_is_proven(const struct msg *m)
{
	return m->from.n == 1 && m->auth.dmarc != AUTH_FAIL &&
	       (m->auth.dmarc == AUTH_PASS || m->auth.dkim == AUTH_PASS);
}

const char *
officer_proof_key(const struct officer_work *o)
{
	return arena_printf(o->k->a, "officer-proven %s", o->who->id);
}

static enum err
proof_facts(struct officer_work *o)
{
	int64_t at;
	enum err e = meta_get_int(o->k->s, officer_proof_key(o), &at, o->w);

	o->facts.usually_proven = e == OK && at > 0 &&
				  o->k->now - at < PROOF_SECONDS;
	return e;
}

enum err
officer_facts(struct officer_work *o, bool confirmed)
{
	const struct msg *m;
	enum err e;

	o->facts = (struct officer_facts){
		.who = o->who, .voice = o->k->setup->voice, .held = ""
	};
	o->facts.proven = confirmed || officer_is_proven(o->p->msg);
	if ((e = proof_facts(o)) != OK || (e = token_facts(o)) != OK ||
	    (e = find_ticket(o)) != OK ||
	    (!confirmed && (e = find_pending(o)) != OK))
		return e;
	m = o->p->msg;
	/* who writes to a citizen and has the desk in Cc means his case */
	if (o->ticket.id == 0 &&
	    (e = officer_ticket_of(o->k, &m->to, &o->ticket, o->w)) != OK)
		return e;
	if (o->ticket.id == 0) {
		if ((e = officer_guess(o)) != OK)
			return e;
		o->facts.guessed = o->ticket.id != 0;
	}
	if ((e = parts_of(o)) != OK || (e = others_of(o)) != OK)
		return e;
	case_facts(o);
	if ((e = foreign_in(o, m->reply_text)) != OK ||
	    (e = said_before(o)) != OK)
		return e;
	return known_mail(o);
}
