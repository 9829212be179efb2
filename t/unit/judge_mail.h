#ifndef T_UNIT_JUDGE_MAIL_H
#define T_UNIT_JUDGE_MAIL_H

#include <stdlib.h>

#include "base/buf.h"
#include "base/text.h"
#include "desk/judge.h"

/* The reading of mails has its own tests; here a mail is put together. */
bool
part_decode(const struct part *p, struct buf *b)
{
	return buf_add(b, p->body, p->len);
}

#define US "ipds6104@bps.go.id"
static const char *const aliases[] = { "pst@bps.go.id" };
static const struct office office = { .address = US,
	.aliases = { aliases, 1 } };

#define FIELDS_MAX 80

struct mail {
	struct msg m;
	struct field fields[FIELDS_MAX];
	struct part parts[2];
	struct addr from[2], sender, reply_to, to;
	const char *ids[1];
};

/* "Name: value\nName: value" */
static void
put_fields(struct arena *a, struct mail *x, const char *text)
{
	const char *nl, *colon;
	struct field *f;

	for (; *text != '\0'; text = *nl != '\0' ? nl + 1 : nl) {
		nl = text + strcspn(text, "\n");
		colon = strstr(text, ": ");
		f = &x->fields[x->m.nfields++];
		f->name = arena_strn(a, text, (size_t)(colon - text));
		f->value = arena_strn(a, colon + 2, (size_t)(nl - colon - 2));
		if (text_ieq(f->name, "Reply-To")) {
			x->reply_to = (struct addr){ "", f->value };
			x->m.reply_to = (struct addrs){ &x->reply_to, 1 };
		} else if (text_ieq(f->name, "Sender")) {
			x->sender = (struct addr){ "", f->value };
			x->m.sender = (struct addrs){ &x->sender, 1 };
		} else if (text_ieq(f->name, "In-Reply-To")) {
			x->ids[0] = f->value;
			x->m.in_reply_to = (struct strs){ x->ids, 1 };
		} else if (text_ieq(f->name, "Return-Path")) {
			x->m.return_path = f->value;
			x->m.null_return_path = strcmp(f->value, "<>") == 0;
		}
	}
}

static void
mail_init(
    struct mail *x, const char *from, const char *subject, const char *text)
{
	*x = (struct mail){ .m = { .subject = subject,
				.text = text,
				.reply_text = text,
				.message_id = "1@example.com",
				.return_path = "",
				.bounced_id = "" } };
	x->from[0] = (struct addr){ "", from };
	x->to = (struct addr){ "", US };
	x->m.from = (struct addrs){ x->from, *from != '\0' };
	x->m.to = (struct addrs){ &x->to, 1 };
	x->m.fields = x->fields;
	x->parts[0] = (struct part){
		.type = "text/plain", .parent = -1, .body = ""
	};
	x->m.parts = x->parts;
	x->m.nparts = 1;
}

static void
judge(struct arena *a, const struct mail *x, struct judgement *j)
{
	struct judge_facts f = { .limit = "" };

	judge_mail(a, &office, &x->m, &f, j);
}

#define ANN "ann@example.com"
#define REPLY "In-Reply-To: 9@x"

#endif
