/* objects: base desk/command desk/command_value desk/command_form
 * desk/command_time desk/command_chat desk/kind desk/office mail/charset
 * mail/date */
/* Any words of an officer, and any file as a chat: commands have their
 * arguments, nothing is both wrong and to be done, chats are text. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "desk/command.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const struct officer people[] = {
	{ "rina", "Rina Oktavia", "rina@example.com", ROLE_PETUGAS },
	{ "budi", "Budi Santoso", "budi@example.com", ROLE_PETUGAS },
};
static const struct office office = { .unit = "PST",
	.prefix = "PST",
	.offset = 7 * 3600,
	.officers = people,
	.nofficers = 2 };

static void
need(bool good)
{
	if (!good)
		abort();
}

static void
check(const struct orders *o)
{
	size_t i;

	for (i = 0; i < o->n && o->nerrors == 0; i++) {
		const struct action *x = &o->v[i];

		need(x->act >= 0 && x->act < ACT_COUNT && x->line > 0);
		need(x->act != ACT_HAND || x->officer != NULL);
		need(x->act != ACT_KIND || x->kind != KIND_NONE);
		need(x->act != ACT_MERGE || *x->ticket != '\0');
		need(x->act != ACT_NOTE || *x->text != '\0');
		need(x->act != ACT_VISIT ||
		     (x->record != NULL && *x->record->question != '\0'));
	}
	for (i = 0; i < o->nerrors; i++)
		need(*o->errors[i].why != '\0' && o->errors[i].line > 0);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *a = arena_new();
	char *text = arena_strn(a, (const char *)data, size);
	struct orders o;
	struct chat c;
	size_t i;

	if (command_chat(a, &office, (const char *)data, size, &c))
		need(text_is_utf8(c.text, strlen(c.text)));
	for (i = 0; i < size; i++)
		if (text[i] == '\0')
			text[i] = '\n';
	if (text_is_utf8(text, size)) {
		command_parse(a, &office, text, 1794700000, &o);
		check(&o);
	}
	arena_free(&a);
	return 0;
}
