/*
 * tanggap explain for people: one mail on one screen.
 */
#include <stdio.h>
#include <string.h>

#include "base/banned.h"
#include "cmd/cmd.h"
#include "cmd/explain.h"
#include "desk/portal.h"
#include "mail/forward.h"

#define TEXT_LINES 12
#define FORWARD_LINES 6
#define ADDRS 6

static void
line(const char *name, const char *value)
{
	if (*value == '\0')
		return;
	printf("  %-10s ", name);
	cmd_print(stdout, value, 240);
	printf("\n");
}

static void
print_addrs(const char *name, struct addrs list)
{
	size_t i;

	if (list.n == 0)
		return;
	printf("  %-10s ", name);
	for (i = 0; i < list.n && i < ADDRS; i++) {
		printf("%s", i > 0 ? ", " : "");
		cmd_print(stdout, list.v[i].address, 60);
	}
	if (list.n > ADDRS)
		printf(" and %zu more", list.n - ADDRS);
	printf("\n");
}

static void
print_person(const struct addr *who)
{
	cmd_print(stdout, *who->name ? who->name : "(no name)", 80);
	printf(" <");
	cmd_print(stdout, who->address, 120);
	printf(">\n");
}

static void
print_headers(const struct setup *s, const struct msg *m)
{
	int offset = s->settings.office.offset;
	char text[TOD_TEXT];

	if (m->from.n > 0) {
		printf("  %-10s ", "from");
		print_person(&m->from.v[0]);
	}
	print_addrs("reply to", m->reply_to);
	print_addrs("to", m->to);
	print_addrs("cc", m->cc);
	if (m->date != TOD_NONE)
		line("date", tod_text(m->date, offset, text));
	if (m->received != TOD_NONE && m->received != m->date)
		line("received", tod_text(m->received, offset, text));
	line("subject", m->subject);
}

/* What the mail says of itself and its server vouches for. */
static void
print_trust(const struct msg *m)
{
	static const char *const words[] = { [AUTH_UNKNOWN] = "unknown",
		[AUTH_PASS] = "pass",
		[AUTH_FAIL] = "fail" };
	const struct auth *auth = &m->auth;

	if (m->encrypted || m->is_signed)
		line("protected", !m->is_signed  ? "encrypted"
				  : m->encrypted ? "encrypted, signed"
						 : "signed, not verified");
	if (auth->dkim || auth->spf || auth->dmarc || auth->arc)
		printf("  %-10s dkim %s, spf %s, dmarc %s, arc %s\n", "auth",
		    words[auth->dkim], words[auth->spf], words[auth->dmarc],
		    words[auth->arc]);
}

/* The author's own words, the first lines of them. */
static void
print_words(const char *before, const char *s, int most)
{
	int lines = 0;
	size_t n;

	for (; *s != '\0' && lines < most; lines++) {
		n = strcspn(s, "\n");
		printf("%s", before);
		if (n > 0) {
			struct buf b;

			buf_init(&b, n);
			buf_add(&b, s, n);
			cmd_print(stdout, b.s, 100);
			buf_free(&b);
		}
		printf("\n");
		s += n + (s[n] == '\n');
	}
	if (*s != '\0')
		printf("%s...\n", before);
}

static void
print_forwarded(const struct msg *m)
{
	struct arena *a = arena_new();
	struct forwarded f;

	if (forward_find(a, m, &f)) {
		printf("  %-10s ", f.attached ? "encloses" : "forwards");
		print_person(&f.from);
		line("  of", f.date);
		line("  subject", f.subject);
		print_words("  : ", f.text, FORWARD_LINES);
	}
	arena_free(&a);
}

static void
print_parts(const struct msg *m)
{
	size_t i;

	for (i = 0; i < m->nparts; i++) {
		const struct part *p = &m->parts[i];

		if (!p->attachment)
			continue;
		printf("  %-10s ", p->is_inline ? "shown" : "attached");
		cmd_print(stdout, p->name, 80);
		printf(", %s, %zu bytes", p->type, p->size);
		if (*p->content != '\0' && strcmp(p->content, p->type) != 0)
			printf(", really %s", p->content);
		printf("\n");
	}
}

static void
print_bounces(const struct msg *m)
{
	size_t i;

	for (i = 0; i < m->ndsn && i < ADDRS; i++) {
		printf("  %-10s ", "bounce");
		cmd_print(stdout, m->dsn[i].recipient, 100);
		printf(" %s %s: ", m->dsn[i].action, m->dsn[i].status);
		cmd_print(stdout, m->dsn[i].diagnostic, 200);
		printf("\n");
	}
	if (m->ndsn > ADDRS)
		printf("  %-10s and %zu more\n", "", m->ndsn - ADDRS);
}

static void
print_verdict(const struct decision *d)
{
	const struct verdict *v = &d->verdict;
	size_t i;

	printf("  %-10s %s%s%s, score %.2f%s%s\n", "verdict",
	    kind_word(v->kind == KIND_NONE ? KIND_RAGU : v->kind),
	    v->topic ? "/" : "", topic_word(v->topic), v->score,
	    v->supervisory ? ", pengawasan" : "", v->secret ? ", rahasia" : "");
	line("because", d->judged.outcome ? d->judged.why : "");
	for (i = 0; i < v->reasons.n; i++)
		line(i == 0 ? "because" : "", v->reasons.v[i]);
	if (d->judged.outcome == OUTCOME_NONE) {
		printf("  %-10s %s", "complete",
		    d->complete.ok ? "yes" : "no, missing:");
		for (i = 0; i < d->complete.missing.n; i++)
			printf(" %s", d->complete.missing.v[i]);
		printf("\n");
	}
}

static void
print_task(const struct portal_task *t)
{
	if (t == NULL)
		return;
	printf("  %-10s %s", "task of", t->portal);
	if (*t->external != '\0') {
		printf(", number ");
		cmd_print(stdout, t->external, 60);
	}
	printf("\n");
	line("  asked by", t->requester);
	line("  address", t->address);
	line("  phone", t->phone);
	print_words("  : ", t->question, FORWARD_LINES);
}

/* What follows from one case. */
static void
print_case(const struct setup *s, const struct decision *d)
{
	char text[TOD_TEXT];

	if (d->due != TOD_NONE)
		line("due", tod_text(d->due, s->settings.office.offset, text));
	if (*d->template != '\0')
		printf("  %-10s %s to %s\n", "answer", d->template, d->to);
	if (strcmp(d->silence, d->judged.reply_why) != 0)
		line("silent", d->silence);
}

static void
print_second(const struct setup *s, const struct decision *d)
{
	size_t i;

	if (d == NULL)
		return;
	printf("  %-10s %s/%s, %s", "second", kind_word(d->kind),
	    topic_word(d->verdict.topic),
	    d->complete.ok ? "complete" : "missing:");
	for (i = 0; i < d->complete.missing.n; i++)
		printf(" %s", d->complete.missing.v[i]);
	printf("\n");
	if (d->part != NULL)
		print_words("  : ", d->part->reply_text, FORWARD_LINES);
	print_case(s, d);
}

static void
print_plan(const struct plan *p)
{
	size_t i;

	if (p == NULL)
		return;
	printf("  %-10s %s: ", "plan", plan_word(p->how));
	cmd_print(stdout, p->reason, 300);
	putchar('\n');
	for (i = 0; i < p->orders.n; i++)
		line("", act_word(p->orders.v[i].act));
	for (i = 0; i < p->orders.nerrors; i++)
		line("wrong", p->orders.errors[i].why);
	print_words("  > ", p->text, TEXT_LINES);
	for (i = 0; i < p->proposals.n; i++)
		line("propose", p->proposals.v[i]);
}

void
explain_text(const struct setup *s, const struct explained *x)
{
	const struct decision *d = x->decision;

	cmd_print(stdout, x->file, 400);
	putchar('\n');
	line("error", x->error);
	print_headers(s, x->msg);
	print_trust(x->msg);
	print_words("  | ", x->msg->reply_text, TEXT_LINES);
	print_forwarded(x->msg);
	print_parts(x->msg);
	print_bounces(x->msg);
	print_task(d->task);
	print_verdict(d);
	line("outcome", outcome_word(d->outcome));
	line("thread", d->thread.why);
	line("ticket", x->ticket);
	print_case(s, d);
	print_second(s, d->second);
	line("alarm", d->alarm ? d->alarm : "");
	print_plan(x->plan);
	printf("  %-10s %s, %s\n", "may reply",
	    d->judged.may_reply ? "yes" : "no", d->judged.reply_why);
	printf("\n");
}
