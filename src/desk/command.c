/*
 * Finds commands in an officer's own words. It knows the words and the shape
 * of a command; what becomes of a ticket is not known here.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/command.h"
#include "desk/command_priv.h"

#define WORD_BYTES 24  /* longer ones are hashtags */
#define MAX_ACTIONS 50 /* in one mail */
#define TEXT_BYTES 65536

enum argument {
	ARG_NONE,
	ARG_TEXT,
	ARG_TICKET,
	ARG_OFFICER,
	ARG_KIND,
	ARG_SERVICE,
	ARG_FORM
};

#define ACT_ROW(id, word, english, argument, meaning) \
	{ word, english, argument, meaning },
static const struct {
	const char *word, *english, *argument, *meaning;
} acts[] = { ACTS(ACT_ROW) };

/* What people write instead; hyphens left out. */
static const struct {
	const char *word;
	enum act act;
} aliases[] = {
	{ "jawaban", ACT_ANSWER },
	{ "balas", ACT_ANSWER },
	{ "progres", ACT_PROGRESS },
	{ "kabari", ACT_PROGRESS },
	{ "tanya", ACT_ASK },
	{ "tanyakan", ACT_ASK },
	{ "mintalengkapi", ACT_ASK },
	{ "catat", ACT_NOTE },
	{ "internal", ACT_NOTE },
	{ "notes", ACT_NOTE },
	{ "tutup", ACT_CLOSE },
	{ "done", ACT_CLOSE },
	{ "bukakembali", ACT_REOPEN },
	{ "bukalagi", ACT_REOPEN },
	{ "ambilalih", ACT_TAKE },
	{ "oper", ACT_HAND },
	{ "hand", ACT_HAND },
	{ "kategori", ACT_KIND },
	{ "gabungkan", ACT_MERGE },
	{ "gabungke", ACT_MERGE },
	{ "pisahkan", ACT_SPLIT },
	{ "pecah", ACT_SPLIT },
	{ "rahasiakan", ACT_SECRET },
	{ "secret", ACT_SECRET },
	{ "rujuk", ACT_REFER },
	{ "batalkan", ACT_CANCEL },
	{ "recall", ACT_CANCEL },
	{ "kirimkan", ACT_SEND },
	{ "cek", ACT_SHOW },
	{ "rekapitulasi", ACT_RECAP },
	{ "bantu", ACT_HELP },
	{ "tamu", ACT_VISIT },
	{ "wa", ACT_WHATSAPP },
	{ "telp", ACT_PHONE },
	{ "telpon", ACT_PHONE },
	{ "tlp", ACT_PHONE },
	{ "call", ACT_PHONE },
	{ "kotaksaran", ACT_BOX },
	{ "kotakpengaduan", ACT_BOX },
	{ "ig", ACT_INSTAGRAM },
	{ "sp4n", ACT_LAPOR },
};

const char *
act_word(enum act x)
{
	return x >= 0 && x < ACT_COUNT ? acts[x].word : "";
}

static enum argument
argument_of(enum act x)
{
	static const char *const names[] = { "", "text", "ticket", "officer",
		"kind", "service", "form" };
	size_t i;

	for (i = 0; strcmp(names[i], acts[x].argument) != 0; i++)
		;
	return (enum argument)i;
}

enum act
command_act(const char *word)
{
	char s[WORD_BYTES + 1];
	size_t i, n = 0;

	for (; *word != '\0' && n < WORD_BYTES; word++)
		if (*word != '-' && *word != '_')
			s[n++] = *word;
	s[n] = '\0';
	for (i = 0; i < ACT_COUNT; i++)
		if (text_ieq(s, acts[i].word) || text_ieq(s, acts[i].english))
			return (enum act)i;
	for (i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (text_ieq(s, aliases[i].word))
			return aliases[i].act;
	return ACT_COUNT;
}

struct nearest {
	const char *word; /* that was written */
	size_t distance;
	enum act act; /* ACT_COUNT: none is near */
};

static void
look_near(struct nearest *n, const char *known, enum act act)
{
	size_t d = command_distance(n->word, known);

	if (!command_is_slip(n->word, known) ||
	    (n->act != ACT_COUNT && d >= n->distance))
		return;
	n->distance = d;
	n->act = act;
}

const char *
command_nearest(const char *word)
{
	struct nearest n = { word, 0, ACT_COUNT };
	size_t i;

	for (i = 0; i < ACT_COUNT; i++) {
		look_near(&n, acts[i].word, (enum act)i);
		look_near(&n, acts[i].english, (enum act)i);
	}
	for (i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		look_near(&n, aliases[i].word, aliases[i].act);
	return act_word(n.act);
}

/* What no citizen ever gets may be said in passing; "#kirim jangan dulu" and
 * its like must not do what they deny. */
static enum err
take_remark(struct arena *a, struct action *x, struct why *w)
{
	static const char *const denials[] = { "jangan", "tidak", "belum",
		"bukan", "dulu", "nanti", "besok", "not", "don", "tunggu",
		"kalau", "jika", "bila" };
	const char *plain = command_plain(a, x->text), *padded;
	size_t i;

	if (*plain == '\0' || command_is_courtesy(plain))
		return OK;
	padded = arena_printf(a, " %s ", plain);
	for (i = 0; i < sizeof(denials) / sizeof(denials[0]); i++)
		if (strstr(padded, arena_printf(a, " %s ", denials[i])))
			break;
	if (i < sizeof(denials) / sizeof(denials[0]) || x->act == ACT_SEND ||
	    x->act == ACT_CANCEL || strchr(x->text, '?') != NULL)
		return why_set(w, ERR_ITEM,
		    "#%s berdiri sendiri pada barisnya, tanpa keterangan di "
		    "belakangnya. Bila memang itu maksudnya, tulis hanya #%s.",
		    act_word(x->act), act_word(x->act));
	return OK;
}

static enum err
take_text(struct arena *a, struct action *x, struct why *w)
{
	if (x->act == ACT_REQUESTER) {
		const char *address = command_address(a, x->text);

		if (*address == '\0')
			return why_set(w, ERR_ITEM,
			    "Alamat pos-el pemohon belum ada. Contoh: #pemohon "
			    "nama@contoh.com");
		x->text = address;
		return OK;
	}
	if (*x->text == '\0')
		return why_set(w, ERR_ITEM,
		    "Teks untuk #%s belum ada. Tulis di belakang perintah atau "
		    "di baris bawahnya.",
		    act_word(x->act));
	return OK;
}

static enum err
take_service(
    struct arena *a, const struct office *o, struct action *x, struct why *w)
{
	struct action other = { 0 };
	struct why no;

	x->service = command_service(command_plain(a, x->text));
	if (*x->service != '\0')
		return OK;
	if (*x->text == '\0')
		return why_set(w, ERR_ITEM,
		    "Layanan atau instansi tujuan belum ada. Pilihan: produk, "
		    "romantik, ppid, perpustakaan, data-pribadi, atau nama "
		    "instansi. Contoh: #alihkan ppid");
	if (command_officer(a, o, x->text, &other, &no) == OK)
		return why_set(w, ERR_ITEM,
		    "#alihkan merujuk pemohon ke layanan atau instansi lain. "
		    "Untuk petugas: #serahkan %s",
		    other.officer->id);
	x->service = command_trim(a, x->text, " .,;:!*");
	return OK;
}

/* Sets what the argument of x (in x->text) means. line_r: of an error. */
static enum err
take_argument(struct arena *a, const struct form_at *f, struct action *x,
    int *line_r, struct why *w)
{
	struct record *r;
	enum err e;

	*line_r = f->line;
	switch (argument_of(x->act)) {
	case ARG_NONE:
		return take_remark(a, x, w);
	case ARG_TEXT:
		return take_text(a, x, w);
	case ARG_TICKET:
		return command_ticket(
		    a, f->office, x->text, x->act == ACT_SHOW, &x->ticket, w);
	case ARG_OFFICER:
		return command_officer(a, f->office, x->text, x, w);
	case ARG_KIND:
		return command_kind(a, x->text, x, w);
	case ARG_SERVICE:
		return take_service(a, f->office, x, w);
	case ARG_FORM:
		r = arena_alloc(a, sizeof(*r));
		e = command_form(a, f, act_word(x->act), x->text, r, line_r, w);
		x->record = r;
		return e;
	}
	return OK;
}

static struct action
no_action(enum act act, int line, const char *written)
{
	return (struct action){ .act = act,
		.line = line,
		.written = written,
		.text = "",
		.service = "",
		.ticket = "" };
}

bool
command_one(struct arena *a, const struct office *o, const char *name,
    const char *argument, int64_t day, struct action *x_r, struct why *w)
{
	struct form_at f = { o, day, 1 };
	enum act act = command_act(name);
	int line;

	if (act == ACT_COUNT) {
		why_set(w, ERR_ITEM, "\"%.40s\" tidak dikenal", name);
		return false;
	}
	*x_r = no_action(
	    act, 0, arena_printf(a, "#%s %s", act_word(act), argument));
	x_r->text = command_trim(a, argument, "");
	return take_argument(a, &f, x_r, &line, w) == OK;
}

/* The lines of an officer's words, one after the other. */
struct scan {
	struct arena *a;
	struct form_at at;
	struct orders *o;
	struct action *actions;
	struct command_error *errors;
	struct buf prose, text; /* text: of the command that is open */
	bool open;              /* a command takes the lines below it */
	bool quoted;            /* a quote was passed */
	bool closed;            /* a blank line below a bare command */
};

/* Bytes of white space, bullets, stars and quotation at s. */
static size_t
decoration(const char *s)
{
	static const char *const marks[] = { " ", "\t", "*", "-", "+", "\\",
		"\xc2\xa0", "\xe2\x80\xa2", "\xe2\x80\x93", "\xe2\x80\x94",
		"\xc2\xb7", "\xe2\x80\x8b", "\xef\xbb\xbf", "\"",
		"\xe2\x80\x9c", "`" };
	size_t i, n = 0;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (strncmp(s + n, marks[i], strlen(marks[i])) == 0) {
			n += strlen(marks[i]);
			i = (size_t)-1;
		}
	return n;
}

static bool
is_hashtag(const char *word, const char *rest)
{
	size_t i;

	for (i = 1; word[i] != '\0'; i++)
		if (word[i] >= 'A' && word[i] <= 'Z' && word[i - 1] >= 'a' &&
		    word[i - 1] <= 'z')
			return true;
	return i > 14 || strchr(rest, '#') != NULL;
}

/* Is the line a command? Its word (lower case) and what stands behind. */
static bool
command_line(
    struct arena *a, const char *line, const char **word_r, const char **rest_r)
{
	const char *s = line + decoration(line), *from;
	size_t n = 0;
	char *word;

	if (*s == '#')
		s++;
	else if (strncmp(s, "\xef\xbc\x83", 3) == 0)
		s += 3;
	else
		return false;
	while (*s == ' ' || *s == '\t' || strncmp(s, "\xc2\xa0", 2) == 0)
		s += *s == '\xc2' ? 2 : 1;
	for (from = s; (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
		       (n > 0 && strchr("-_49", *s) != NULL && *s != '\0');
	     s++)
		n++;
	if (n == 0)
		return false;
	word = arena_strn(a, from, n);
	while (n > 0 && (word[n - 1] == '-' || word[n - 1] == '_'))
		word[--n] = '\0';
	while (*s == ':' || *s == '=' || *s == '*' ||
	       strncmp(s, "\xef\xbc\x9a", 3) == 0)
		s += *s == '\xef' ? 3 : 1;
	*word_r = word;
	*rest_r = command_trim(a, s, "");
	if (command_act(word) == ACT_COUNT && is_hashtag(word, *rest_r))
		return false;
	return true;
}

static void
add_error(struct scan *s, int line, const char *written, const char *why)
{
	if (s->o->nerrors < MAX_ACTIONS)
		s->errors[s->o->nerrors++] = (struct command_error){ line,
			written, arena_str(s->a, why) };
}

static void
close_command(struct scan *s)
{
	struct action *x;
	struct why w;
	int line;

	if (!s->open)
		return;
	s->open = false;
	x = &s->actions[s->o->n - 1];
	x->text = command_trim(s->a, s->text.s, "\n");
	s->at.line = x->line;
	if (argument_of(x->act) != ARG_TEXT && argument_of(x->act) != ARG_FORM)
		x->text = command_trim(s->a, x->text, "*\"`");
	if (argument_of(x->act) == ARG_TEXT && *x->text == '\0')
		return; /* the prose above it may be meant */
	if (take_argument(s->a, &s->at, x, &line, &w) != OK)
		add_error(s, line, x->written, w.s);
}

static void
open_command(struct scan *s, int line, const char *written, const char *word)
{
	enum act act = command_act(word);
	const char *near;

	if (act == ACT_COUNT) {
		near = command_nearest(word);
		add_error(s, line, written,
		    *near != '\0'
			? arena_printf(s->a,
			      "Perintah \"#%s\" tidak dikenal. Mungkin "
			      "maksudnya #%s.",
			      word, near)
			: arena_printf(s->a,
			      "Perintah \"#%s\" tidak dikenal. Daftar "
			      "perintah: balas dengan #bantuan.",
			      word));
		return;
	}
	if (s->quoted) {
		add_error(s, line, written,
		    "Perintah hanya dibaca di atas kutipan. Pindahkan ke baris "
		    "paling atas.");
		return;
	}
	if (s->o->n == MAX_ACTIONS)
		return;
	s->actions[s->o->n++] = no_action(act, line, written);
	buf_reset(&s->text);
	s->open = true;
	s->closed = false;
}

static bool
is_blank(const char *s)
{
	return s[decoration(s)] == '\0';
}

/* A line that is no command: the open command's, or prose. */
static void
add_line(struct scan *s, const char *line)
{
	enum argument arg = s->open ? argument_of(s->actions[s->o->n - 1].act)
				    : ARG_NONE;

	if (s->open && (arg == ARG_TEXT || arg == ARG_FORM)) {
		buf_addf(&s->text, "\n%s", line);
		return;
	}
	buf_addf(&s->prose, "%s\n", line);
}

static void
take_line(struct scan *s, int number, const char *line)
{
	const char *word, *rest;

	if (*line == '>') {
		s->quoted = true;
		close_command(s);
		buf_addf(&s->prose, "%s\n", line);
		return;
	}
	if (!command_line(s->a, line, &word, &rest)) {
		if (s->open && !is_blank(line) &&
		    strcmp(command_trim(s->a, line, ""), "--") == 0)
			close_command(s);
		add_line(s, line);
		return;
	}
	close_command(s);
	open_command(s, number, command_trim(s->a, line, ""), word);
	if (s->open)
		buf_adds(&s->text, rest);
}

/* "..." and below it "#catatan": the prose is meant. */
static void
give_prose(struct scan *s)
{
	const char *prose = command_trim(s->a, s->prose.s, "\n");
	size_t i, bare = 0, which = 0;
	struct why w;

	for (i = 0; i < s->o->n; i++)
		if (argument_of(s->actions[i].act) == ARG_TEXT &&
		    *s->actions[i].text == '\0') {
			bare++;
			which = i;
		}
	if (bare == 1 && *prose != '\0' &&
	    s->actions[which].act != ACT_REQUESTER) {
		s->actions[which].text = prose;
		prose = "";
	}
	s->o->prose = prose;
	for (i = 0; i < s->o->n && bare > 0; i++)
		if (argument_of(s->actions[i].act) == ARG_TEXT &&
		    *s->actions[i].text == '\0') {
			take_text(s->a, &s->actions[i], &w);
			add_error(
			    s, s->actions[i].line, s->actions[i].written, w.s);
		}
}

void
command_parse(struct arena *a, const struct office *o, const char *words,
    int64_t day, struct orders *o_r)
{
	struct scan s = { .a = a, .o = o_r };
	const char *nl;
	int line;

	*o_r = (struct orders){ .prose = "" };
	s.at = (struct form_at){ o, day, 0 };
	s.actions = arena_array(a, MAX_ACTIONS, sizeof(*s.actions));
	s.errors = arena_array(a, MAX_ACTIONS, sizeof(*s.errors));
	o_r->v = s.actions;
	o_r->errors = s.errors;
	buf_init(&s.prose, strlen(words) * 2 + 2);
	buf_init(&s.text, strlen(words) * 2 + 2);
	for (line = 1; *words != '\0'; line++) {
		nl = words + strcspn(words, "\n");
		take_line(&s, line, arena_strn(a, words, (size_t)(nl - words)));
		words = *nl != '\0' ? nl + 1 : nl;
	}
	close_command(&s);
	give_prose(&s);
	buf_free(&s.prose);
	buf_free(&s.text);
}

void
command_print(struct buf *b)
{
	size_t i;

	for (i = 0; i < ACT_COUNT; i++)
		buf_addf(b, "#%-12s #%-14s %-8s %s\n", acts[i].word,
		    acts[i].english,
		    *acts[i].argument != '\0' ? acts[i].argument : "-",
		    acts[i].meaning);
}
