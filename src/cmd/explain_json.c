/*
 * tanggap explain --json: one object per file and line. Scripts rely on it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cjson/cJSON.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/tod.h"
#include "cmd/explain.h"
#include "desk/portal.h"
#include "mail/forward.h"

/* A name of a file may be any bytes; JSON is UTF-8. */
static cJSON *
text_of(const char *s)
{
	size_t left = strlen(s), n;
	struct buf b;
	cJSON *text;

	if (text_is_utf8(s, left))
		return cJSON_CreateString(s);
	buf_init(&b, 3 * left + 16);
	for (; left > 0; s += n, left -= n) {
		n = text_utf8_len(s, left);
		if (n > 0)
			buf_add(&b, s, n);
		else
			text_add_utf8(&b, 0xfffd);
		n = n > 0 ? n : 1;
	}
	text = cJSON_CreateString(b.s);
	buf_free(&b);
	return text;
}

static void
add_text(cJSON *to, const char *key, const char *s)
{
	cJSON_AddItemToObject(to, key, text_of(s));
}

static void
add_text_or_null(cJSON *to, const char *key, const char *s)
{
	if (*s == '\0')
		cJSON_AddNullToObject(to, key);
	else
		add_text(to, key, s);
}

static void
add_time(cJSON *to, const char *key, int64_t at, int offset)
{
	char text[TOD_TEXT];

	add_text_or_null(
	    to, key, at == TOD_NONE ? "" : tod_text(at, offset, text));
}

static void
add_strs(cJSON *to, const char *key, struct strs list)
{
	cJSON *array = cJSON_AddArrayToObject(to, key);
	size_t i;

	for (i = 0; i < list.n; i++)
		cJSON_AddItemToArray(array, text_of(list.v[i]));
}

static void
add_addrs(cJSON *to, const char *key, struct addrs list)
{
	cJSON *array = cJSON_AddArrayToObject(to, key);
	size_t i;

	for (i = 0; i < list.n; i++)
		cJSON_AddItemToArray(array, text_of(list.v[i].address));
}

static void
add_person(cJSON *to, const char *key, const struct addr *who)
{
	cJSON *one = cJSON_AddObjectToObject(to, key);

	add_text(one, "name", who ? who->name : "");
	add_text(one, "address", who ? who->address : "");
}

static void
add_digest(cJSON *to, const struct part *p)
{
	unsigned char digest[HASH_SIZE];
	char hex[2 * HASH_SIZE + 1];
	struct buf b;

	buf_init(&b, p->size + 1);
	part_decode(p, &b);
	hash_sha256(b.s, b.len, digest);
	buf_free(&b);
	hash_hex(digest, HASH_SIZE, hex);
	add_text(to, "sha256", hex);
}

static cJSON *
attachment_of(const struct part *p)
{
	cJSON *one = cJSON_CreateObject();
	bool other = *p->content != '\0' && strcmp(p->content, p->type) != 0;

	add_text(one, "name", p->name);
	add_text(one, "type", p->type);
	cJSON_AddNumberToObject(one, "size", (double)p->size);
	cJSON_AddBoolToObject(one, "inline", p->is_inline);
	/* what its bytes are, where the label says something else */
	add_text_or_null(one, "content_type", other ? p->content : "");
	add_digest(one, p);
	return one;
}

static void
add_attachments(cJSON *facts, const struct msg *m)
{
	cJSON *array = cJSON_AddArrayToObject(facts, "attachments");
	size_t i;

	for (i = 0; i < m->nparts; i++)
		if (m->parts[i].attachment)
			cJSON_AddItemToArray(
			    array, attachment_of(&m->parts[i]));
}

static void
add_auth(cJSON *facts, const struct auth *auth)
{
	static const char *const words[] = { [AUTH_UNKNOWN] = "unknown",
		[AUTH_PASS] = "pass",
		[AUTH_FAIL] = "fail" };
	cJSON *to = cJSON_AddObjectToObject(facts, "auth");

	add_text(to, "dkim", words[auth->dkim]);
	add_text(to, "spf", words[auth->spf]);
	add_text(to, "dmarc", words[auth->dmarc]);
	add_text(to, "arc", words[auth->arc]);
}

/* The names of what came with the mail that is part, -1: with all of it. */
static void
add_files(cJSON *to, const struct msg *m, int part)
{
	cJSON *array = cJSON_AddArrayToObject(to, "attachments");
	size_t i;
	int up;

	for (i = 0; i < m->nparts; i++) {
		if (!m->parts[i].attachment || (int)i == part)
			continue;
		for (up = (int)i; up > part && up >= 0;)
			up = m->parts[up].parent;
		if (up == part)
			cJSON_AddItemToArray(array, text_of(m->parts[i].name));
	}
}

static void
add_forwarded(cJSON *facts, const struct msg *m)
{
	struct arena *a = arena_new();
	struct forwarded f;
	cJSON *to;

	if (forward_find(a, m, &f)) {
		to = cJSON_AddObjectToObject(facts, "forwarded");
		add_text(to, "how", f.attached ? "attached" : "inline");
		add_text(to, "note", f.note);
		add_person(to, "from", &f.from);
		add_text(to, "date", f.date);
		add_text(to, "to", f.to);
		add_text(to, "subject", f.subject);
		add_text(to, "text", f.text);
		add_text_or_null(to, "message_id", f.message_id);
		add_files(to, m, f.part);
	} else {
		cJSON_AddNullToObject(facts, "forwarded");
	}
	arena_free(&a);
}

/* By the class of the status (RFC 3463), else by what was done. */
static bool
is_permanent(const struct dsn *d)
{
	return *d->status == '\0' ? strcmp(d->action, "failed") == 0
				  : *d->status == '5';
}

static cJSON *
bounce_of(const struct msg *m, const struct dsn *d)
{
	cJSON *one = cJSON_CreateObject();

	add_text_or_null(one, "recipient", d->recipient);
	add_text_or_null(one, "status", d->status);
	add_text_or_null(one, "action", d->action);
	cJSON_AddBoolToObject(one, "permanent", is_permanent(d));
	add_text_or_null(one, "diagnostic", d->diagnostic);
	add_text_or_null(one, "original_message_id", m->bounced_id);
	return one;
}

/* Whom it did not reach, or not yet. */
static bool
is_missed(const struct dsn *d)
{
	return strcmp(d->action, "delivered") != 0 &&
	       strcmp(d->action, "relayed") != 0 &&
	       strcmp(d->action, "expanded") != 0;
}

/*
 * null, one object, or a list where several recipients were missed. Those
 * whom the mail reached are named only when it reached all.
 */
static void
add_bounce(cJSON *facts, const struct msg *m, bool bounce)
{
	static const struct dsn unknown = { "", "", "failed", "" };
	size_t i, missed = 0;
	cJSON *array;

	if (!bounce) {
		cJSON_AddNullToObject(facts, "bounce");
		return;
	}
	for (i = 0; i < m->ndsn; i++)
		missed += is_missed(&m->dsn[i]);
	array = cJSON_CreateArray();
	for (i = 0; i < m->ndsn; i++)
		if (missed == 0 || is_missed(&m->dsn[i]))
			cJSON_AddItemToArray(array, bounce_of(m, &m->dsn[i]));
	if (m->ndsn == 0)
		cJSON_AddItemToArray(array, bounce_of(m, &unknown));
	if (cJSON_GetArraySize(array) > 1) {
		cJSON_AddItemToObject(facts, "bounce", array);
		return;
	}
	cJSON_AddItemToObject(
	    facts, "bounce", cJSON_DetachItemFromArray(array, 0));
	cJSON_Delete(array);
}

static void
add_header(cJSON *facts, const struct msg *m, int offset)
{
	add_text_or_null(facts, "message_id", m->message_id);
	add_time(facts, "date", m->date, offset);
	add_time(facts, "received", m->received, offset);
	add_person(facts, "from", m->from.n > 0 ? &m->from.v[0] : NULL);
	add_addrs(facts, "to", m->to);
	add_addrs(facts, "cc", m->cc);
	add_addrs(facts, "reply_to", m->reply_to);
	add_addrs(facts, "delivered_to", m->delivered_to);
	add_text(facts, "subject", m->subject);
	add_text_or_null(facts, "in_reply_to",
	    m->in_reply_to.n > 0 ? m->in_reply_to.v[0] : "");
	add_strs(facts, "references", m->references);
}

static void
add_facts(cJSON *root, const struct setup *s, const struct explained *x)
{
	const struct decision *d = x->decision;
	const struct msg *m = x->msg;
	cJSON *facts = cJSON_AddObjectToObject(root, "facts");

	add_header(facts, m, s->settings.office.offset);
	add_text(facts, "text", m->text);
	add_text(facts, "reply_text", m->reply_text);
	add_forwarded(facts, m);
	add_attachments(facts, m);
	cJSON_AddBoolToObject(facts, "encrypted", m->encrypted);
	cJSON_AddBoolToObject(facts, "signed", m->is_signed);
	add_auth(facts, &m->auth);
	add_text_or_null(facts, "language", d->seen_language);
	cJSON_AddBoolToObject(facts, "auto", d->judged.kind == KIND_AUTO);
	add_bounce(facts, m, d->judged.kind == KIND_BOUNCE);
}

static void
add_verdict(cJSON *root, const struct explained *x)
{
	const struct decision *d = x->decision;
	const struct verdict *v = &d->verdict;
	cJSON *to = cJSON_AddObjectToObject(root, "verdict"), *reasons;

	/* what no rule could look at is a person's to decide */
	add_text(
	    to, "kind", kind_word(v->kind == KIND_NONE ? KIND_RAGU : v->kind));
	add_text_or_null(to, "topic", topic_word(v->topic));
	cJSON_AddNumberToObject(
	    to, "score", (double)(int)(v->score * 1000 + 0.5) / 1000);
	add_strs(to, "reasons", v->reasons);
	reasons = cJSON_GetObjectItem(to, "reasons");
	if (d->judged.outcome != OUTCOME_NONE)
		cJSON_AddItemToArray(reasons, text_of(d->judged.why));
	cJSON_AddBoolToObject(to, "may_reply", d->judged.may_reply);
	add_text(to, "may_reply_why", d->judged.reply_why);
	cJSON_AddBoolToObject(to, "supervisory", v->supervisory);
	cJSON_AddBoolToObject(to, "secret", v->secret);
	cJSON_AddBoolToObject(to, "also_asks", v->also_asks);
	add_text_or_null(to, "service", v->service ? v->service : "");
}

static void
add_send(cJSON *to, const struct decision *d)
{
	cJSON *send;

	if (d == NULL || *d->template == '\0')
		return;
	send = cJSON_CreateObject();
	add_text(send, "template", d->template);
	add_text(send, "to", d->to);
	cJSON_AddItemToArray(to, send);
}

/* The case of its own that a question in a complaint becomes. */
static void
add_second(cJSON *root, const struct setup *s, const struct decision *d)
{
	cJSON *to;

	if (d == NULL) {
		cJSON_AddNullToObject(root, "second");
		return;
	}
	to = cJSON_AddObjectToObject(root, "second");
	add_text(to, "kind", kind_word(d->kind));
	add_text_or_null(to, "topic", topic_word(d->verdict.topic));
	cJSON_AddBoolToObject(to, "complete", d->complete.ok);
	add_strs(to, "missing", d->complete.missing);
	add_time(to, "due", d->due, s->settings.office.offset);
	add_text_or_null(to, "silence", d->silence);
	add_text(to, "text", d->part != NULL ? d->part->reply_text : "");
}

static void
add_task(cJSON *root, const struct setup *s, const struct portal_task *t)
{
	cJSON *to;

	if (t == NULL) {
		cJSON_AddNullToObject(root, "task");
		return;
	}
	to = cJSON_AddObjectToObject(root, "task");
	add_text(to, "portal", t->portal);
	add_text(to, "channel", t->channel);
	add_text_or_null(to, "external", t->external);
	add_text_or_null(to, "requester", t->requester);
	add_text_or_null(to, "address", t->address);
	add_text_or_null(to, "phone", t->phone);
	add_text_or_null(to, "question", t->question);
	add_time(to, "deadline", t->deadline, s->settings.office.offset);
}

static void
add_understood(cJSON *root, const struct understood *u)
{
	cJSON *to = cJSON_AddObjectToObject(root, "understood");

	add_strs(to, "concepts", u->concepts);
	add_strs(to, "areas", u->areas);
	add_strs(to, "years", u->years);
	add_text_or_null(to, "says", u->id != NULL ? u->id : "");
}

static void
add_rest(cJSON *root, const struct setup *s, const struct explained *x)
{
	const struct decision *d = x->decision;
	cJSON *to = cJSON_AddObjectToObject(root, "complete");
	bool judged = d->judged.outcome != OUTCOME_NONE;

	cJSON_AddBoolToObject(to, "ok", !judged && d->complete.ok);
	add_strs(to, "missing", d->complete.missing);
	add_understood(root, &d->understood);
	to = cJSON_AddObjectToObject(root, "thread");
	add_text(to, "how",
	    d->outcome == OUTCOME_DUPLICATE ? "duplicate"
					    : thread_how_word(d->thread.how));
	add_text_or_null(to, "ticket", x->ticket);
	add_text(to, "why", d->thread.why);
	add_text_or_null(
	    to, "linked", d->thread.link != NULL ? d->thread.link->code : "");
	add_time(root, "due", d->due, s->settings.office.offset);
	to = cJSON_AddArrayToObject(root, "would_send");
	add_send(to, d);
	add_send(to, d->second);
	add_text(root, "outcome", outcome_word(d->outcome));
	add_text(root, "reason", d->reason);
	add_text_or_null(root, "silence", d->silence);
	add_text_or_null(root, "alarm", d->alarm ? d->alarm : "");
	add_second(root, s, d->second);
	add_task(root, s, d->task);
}

static void
print(cJSON *root)
{
	char *line = cJSON_PrintUnformatted(root);

	if (line != NULL)
		puts(line);
	free(line);
	cJSON_Delete(root);
	fflush(stdout);
}

/* What an officer's mail would have the desk do. */
static void
add_plan(cJSON *root, const struct plan *p)
{
	cJSON *plan, *orders, *errors;
	size_t i;

	if (p == NULL)
		return;
	plan = cJSON_AddObjectToObject(root, "plan");
	add_text(plan, "how", plan_word(p->how));
	add_text(plan, "why", p->log);
	add_text(plan, "reason", p->reason);
	orders = cJSON_AddArrayToObject(plan, "orders");
	for (i = 0; i < p->orders.n; i++)
		cJSON_AddItemToArray(
		    orders, text_of(act_word(p->orders.v[i].act)));
	errors = cJSON_AddArrayToObject(plan, "errors");
	for (i = 0; i < p->orders.nerrors; i++)
		cJSON_AddItemToArray(errors, text_of(p->orders.errors[i].why));
	add_text(plan, "text", p->text);
	add_strs(plan, "cut", p->cut);
	add_strs(plan, "proposals", p->proposals);
	if (p->judged)
		cJSON_AddNumberToObject(plan, "inside", p->inside);
}

void
explain_json(const struct setup *s, const struct explained *x)
{
	cJSON *root = cJSON_CreateObject();

	add_text(root, "file", x->file);
	if (*x->error != '\0')
		add_text(root, "error", x->error);
	add_facts(root, s, x);
	add_verdict(root, x);
	add_rest(root, s, x);
	add_plan(root, x->plan);
	print(root);
}

void
explain_json_error(const char *file, const char *error)
{
	cJSON *root = cJSON_CreateObject();

	add_text(root, "file", file);
	add_text(root, "error", error);
	print(root);
}
