/*
 * tanggap explain for people: one mail on one screen.
 */
#include <stdio.h>
#include <string.h>

#include "base/banned.h"
#include "cmd/cmd.h"
#include "cmd/explain.h"

#define TEXT_LINES 12

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
print_headers(const struct setup *s, const struct msg *m)
{
	char text[TOD_TEXT];

	if (m->from.n > 0) {
		printf("  %-10s ", "from");
		cmd_print(stdout, m->from.v[0].name, 80);
		printf(" <");
		cmd_print(stdout, m->from.v[0].address, 120);
		printf(">\n");
	}
	if (m->date != TOD_NONE)
		line(
		    "date", tod_text(m->date, s->settings.office.offset, text));
	line("subject", m->subject);
}

/* The author's own words, the first lines of them. */
static void
print_words(const char *s)
{
	int lines = 0;
	size_t n;

	for (; *s != '\0' && lines < TEXT_LINES; lines++) {
		n = strcspn(s, "\n");
		printf("  | ");
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
		printf("  | ...\n");
}

static void
print_parts(const struct msg *m)
{
	size_t i;

	for (i = 0; i < m->nparts; i++)
		if (m->parts[i].attachment) {
			printf("  %-10s ", "attached");
			cmd_print(stdout, m->parts[i].name, 80);
			printf(", %s, %zu bytes\n", m->parts[i].type,
			    m->parts[i].size);
		}
	for (i = 0; i < m->ndsn; i++) {
		printf("  %-10s ", "bounce");
		cmd_print(stdout, m->dsn[i].recipient, 100);
		printf(" %s %s\n", m->dsn[i].action, m->dsn[i].status);
	}
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

void
explain_text(const struct setup *s, const struct explained *x)
{
	const struct decision *d = x->decision;
	char text[TOD_TEXT];

	printf("%s\n", x->file);
	line("error", x->error);
	print_headers(s, x->msg);
	print_words(x->msg->reply_text);
	print_parts(x->msg);
	print_verdict(d);
	line("outcome", outcome_word(d->outcome));
	line("thread", d->thread.why);
	line("ticket", x->ticket);
	if (d->due != TOD_NONE)
		line("due", tod_text(d->due, s->settings.office.offset, text));
	if (*d->template != '\0')
		printf("  %-10s %s to %s\n", "answer", d->template, d->to);
	line("silent", d->silence);
	printf("\n");
}
