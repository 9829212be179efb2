/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * desk/calendar desk/calendar_list desk/calendar_say desk/judge
 * desk/judge_absence desk/judge_asks desk/judge_auto desk/judge_list
 * desk/judge_reply desk/judge_words desk/office desk/phrase
 * desk/thread_subject desk/token */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "desk/calendar.h"
#include "desk/thread.h"
#include "desk/token.h"
#include "unit/judge_mail.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
need(bool ok)
{
	if (!ok)
		abort();
}

/* What is left of a subject stays so, and no tag of ours is in it. */
static void
subjects(struct arena *a, const char *s)
{
	static const struct token_key key = { "k" };
	struct strs right, wrong;
	const char *once;

	once = thread_subject(a, "PST", s);
	if (strlen(s) < 300 && text_is_utf8(s, strlen(s)))
		need(strcmp(thread_subject(a, "PST", once), once) == 0);
	right = token_tags(a, &key, "PST", s, &wrong);
	need(right.n <= 16 && wrong.n <= 16);
}

static void
tokens(struct arena *a, const char *s)
{
	const struct token_seen *seen;
	struct addr to = { "", s };
	struct msg m = {
		.in_reply_to = { &s, 1 }, .to = { &to, 1 }, .bounced_id = ""
	};
	size_t i, n = token_scan(a, &m, &seen);

	for (i = 0; i < n; i++)
		need(seen[i].row > 0 && strlen(seen[i].mac) == 16);
}

static void
lists(const char *s, size_t n)
{
	struct calendar *c = calendar_new(0);
	struct why w;
	struct due d;

	calendar_hours(c, 1, 0, 1440);
	calendar_add_days(c, "x", s, n, &w);
	calendar_add_ramadan(c, "x", s, n, &w);
	calendar_due(c, NULL, 0, 3, &d);
	calendar_free(&c);
}

/* A machine is never answered; who is answered has a safe address. */
static void
verdict(struct arena *a, const char *subject, const char *text)
{
	struct judgement j;
	struct mail x;

	mail_init(&x, "ann@example.com", subject, text);
	x.ids[0] = text;
	x.m.in_reply_to = (struct strs){ x.ids, 1 };
	judge(a, &x, &j);
	need(j.kind == KIND_NONE || !j.may_reply);
	x.from[0].address = text;
	judge(a, &x, &j);
	need(!j.may_reply || judge_safe_address(text));
	need(!judge_safe_address(text) || text_is_line(text, strlen(text)));
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *a = arena_new();
	char *s = arena_strn(a, (const char *)data, size);
	char *nl = strchr(s, '\n');

	lists(s, size);
	subjects(a, s);
	tokens(a, s);
	if (nl != NULL)
		*nl++ = '\0';
	verdict(a, s, nl != NULL ? nl : s);
	arena_free(&a);
	return 0;
}
