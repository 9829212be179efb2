/*
 * tanggap explain --json: one object per file and line. Scripts rely on it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <cjson/cJSON.h>

#include "base/banned.h"
#include "base/tod.h"
#include "cmd/explain.h"

static void
add_text(cJSON *to, const char *key, const char *s)
{
	cJSON_AddItemToObject(to, key, cJSON_CreateString(s));
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
		cJSON_AddItemToArray(array, cJSON_CreateString(list.v[i]));
}

static void
add_addrs(cJSON *to, const char *key, struct addrs list)
{
	cJSON *array = cJSON_AddArrayToObject(to, key);
	size_t i;

	for (i = 0; i < list.n; i++)
		cJSON_AddItemToArray(
		    array, cJSON_CreateString(list.v[i].address));
}

static void
add_from(cJSON *facts, const struct msg *m)
{
	cJSON *from = cJSON_AddObjectToObject(facts, "from");

	add_text(from, "name", m->from.n > 0 ? m->from.v[0].name : "");
	add_text(from, "address", m->from.n > 0 ? m->from.v[0].address : "");
}

static void
add_attachments(cJSON *facts, const struct msg *m)
{
	cJSON *array = cJSON_AddArrayToObject(facts, "attachments"), *one;
	size_t i;

	for (i = 0; i < m->nparts; i++) {
		const struct part *p = &m->parts[i];

		if (!p->attachment)
			continue;
		one = cJSON_CreateObject();
		add_text(one, "name", p->name);
		add_text(one, "type", p->type);
		cJSON_AddNumberToObject(one, "size", (double)p->size);
		cJSON_AddItemToArray(array, one);
	}
}

static cJSON *
bounce_of(const struct msg *m, const struct dsn *d)
{
	cJSON *one = cJSON_CreateObject();

	add_text_or_null(one, "recipient", d->recipient);
	add_text_or_null(one, "status", d->status);
	add_text_or_null(one, "action", d->action);
	add_text_or_null(one, "diagnostic", d->diagnostic);
	add_text_or_null(one, "original_message_id", m->bounced_id);
	return one;
}

/* null, one object, or a list where several recipients are reported. */
static void
add_bounce(cJSON *facts, const struct msg *m, bool bounce)
{
	static const struct dsn unknown = { "", "", "failed", "" };
	cJSON *array;
	size_t i;

	if (!bounce) {
		cJSON_AddNullToObject(facts, "bounce");
	} else if (m->ndsn <= 1) {
		cJSON_AddItemToObject(
		    facts, "bounce", bounce_of(m, m->ndsn ? m->dsn : &unknown));
	} else {
		array = cJSON_AddArrayToObject(facts, "bounce");
		for (i = 0; i < m->ndsn; i++)
			cJSON_AddItemToArray(array, bounce_of(m, &m->dsn[i]));
	}
}

static void
add_facts(cJSON *root, const struct setup *s, const struct explained *x)
{
	const struct decision *d = x->decision;
	const struct msg *m = x->msg;
	cJSON *facts = cJSON_AddObjectToObject(root, "facts");

	add_text_or_null(facts, "message_id", m->message_id);
	add_time(facts, "date", m->date, s->settings.office.offset);
	add_from(facts, m);
	add_addrs(facts, "to", m->to);
	add_addrs(facts, "cc", m->cc);
	add_text(facts, "subject", m->subject);
	add_text_or_null(facts, "in_reply_to",
	    m->in_reply_to.n > 0 ? m->in_reply_to.v[0] : "");
	add_strs(facts, "references", m->references);
	add_text(facts, "text", m->text);
	add_text(facts, "reply_text", m->reply_text);
	add_attachments(facts, m);
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
		cJSON_AddItemToArray(
		    reasons, cJSON_CreateString(d->judged.why));
	cJSON_AddBoolToObject(to, "may_reply", d->judged.may_reply);
	add_text(to, "may_reply_why", d->judged.reply_why);
	cJSON_AddBoolToObject(to, "supervisory", v->supervisory);
	cJSON_AddBoolToObject(to, "secret", v->secret);
}

static void
add_rest(cJSON *root, const struct setup *s, const struct explained *x)
{
	const struct decision *d = x->decision;
	cJSON *to = cJSON_AddObjectToObject(root, "complete"), *send;
	bool judged = d->judged.outcome != OUTCOME_NONE;

	cJSON_AddBoolToObject(to, "ok", !judged && d->complete.ok);
	add_strs(to, "missing", d->complete.missing);
	to = cJSON_AddObjectToObject(root, "thread");
	add_text(to, "how",
	    d->outcome == OUTCOME_DUPLICATE ? "duplicate"
					    : thread_how_word(d->thread.how));
	add_text_or_null(to, "ticket", x->ticket);
	add_text(to, "why", d->thread.why);
	add_time(root, "due", d->due, s->settings.office.offset);
	to = cJSON_AddArrayToObject(root, "would_send");
	if (*d->template != '\0') {
		send = cJSON_CreateObject();
		add_text(send, "template", d->template);
		add_text(send, "to", d->to);
		cJSON_AddItemToArray(to, send);
	}
	add_text(root, "outcome", outcome_word(d->outcome));
	add_text(root, "reason", d->reason);
	add_text_or_null(root, "silence", d->silence);
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
