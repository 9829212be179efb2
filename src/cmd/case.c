/*
 * tanggap note, answer, close, visit ...: what officers do by mail, done by
 * the administrator through the same functions. It must never know what an
 * action does.
 */
#include <stdio.h>
#include <string.h>

#include "base/banned.h"
#include "base/file.h"
#include "base/text.h"
#include "case/casework.h"
#include "cmd/cmd.h"
#include "store/bell.h"

#define WORDS_MAX (1u << 20)

/* Those that record a new case speak of no ticket. */
static bool
is_form(const char *command)
{
	static const char *const forms[] = { "visit", "whatsapp", "phone",
		"box", "instagram", "lapor" };
	size_t i;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (strcmp(forms[i], command) == 0)
			return true;
	return false;
}

/* The words after the ticket; "-" is the standard input. */
static enum err
words_of(const struct options *o, struct buf *b, struct why *w)
{
	int i = is_form(o->command) ? 0 : 1;

	if (o->nargs == i + 1 && strcmp(o->args[i], "-") == 0) {
		enum err e = file_read("/dev/stdin", b, w);

		return e == OK && !text_is_utf8(b->s, b->len)
			   ? why_set(w, ERR_ITEM, "that is not UTF-8")
			   : e;
	}
	for (; i < o->nargs; i++)
		buf_addf(b, "%s%s", b->len > 0 ? " " : "", o->args[i]);
	return b->over ? why_set(w, ERR_ITEM, "too many words") : OK;
}

static enum err
find(struct casework *k, const struct options *o, struct ticket_row *t,
    struct why *w)
{
	enum err e;

	*t = (struct ticket_row){ .id = 0 };
	if (is_form(o->command))
		return OK;
	e = ticket_by_code(k->s, k->a, o->args[0], t, w);
	if (e == OK && t->id == 0)
		return why_set(
		    w, ERR_ITEM, "there is no ticket %s", o->args[0]);
	return e;
}

static enum err
act(struct casework *k, const struct options *o, const char *words,
    struct case_done *d, struct why *w)
{
	const struct office *office = &k->setup->settings.office;
	struct ticket_row t;
	struct action x;
	enum err e;

	if (!command_one(k->a, office, o->command, words, k->now, &x, w))
		return ERR_ITEM;
	if ((e = store_begin(k->s, w)) != OK)
		return e;
	if ((e = find(k, o, &t, w)) == OK)
		e = case_act(k, &x, NULL, &t, d, w);
	return store_end(k->s, e, w);
}

static enum err
open_all(const struct options *o, struct casework *k, struct setup **setup_r,
    struct why *w)
{
	enum err e = cmd_open(o, STORE_WRITE, setup_r, &k->s, w);

	if (e != OK)
		return e;
	k->setup = *setup_r;
	return setup_key(*setup_r, false, w);
}

int
cmd_case(const struct options *o)
{
	struct casework k = { .now = cmd_now(o), .actor = "admin" };
	struct setup *setup = NULL;
	struct case_done d;
	struct buf words;
	struct why w;
	enum err e;

	if (o->nargs == 0)
		return cmd_usage(o, is_form(o->command)
					? "needs what is to be recorded"
					: "needs a ticket, like PST-2611-0042");
	buf_init(&words, WORDS_MAX);
	k.a = arena_new();
	if ((e = words_of(o, &words, &w)) == OK)
		e = open_all(o, &k, &setup, &w);
	if (e == OK && (e = act(&k, o, words.s, &d, &w)) == OK) {
		cmd_print(stdout, d.words, 400);
		printf("\n");
		bell_ring(setup->settings.database);
	}
	store_close(&k.s);
	setup_free(&setup);
	buf_free(&words);
	arena_free(&k.a);
	return e == OK ? EXIT_DONE : cmd_fail(o, e, &w);
}
