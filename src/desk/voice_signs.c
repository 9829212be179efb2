/*
 * Signs of whom a sentence speaks to: what phrases say of it, where it stands
 * between greeting and closing, whom it names, in which tone. Each is weighed
 * by what examples taught; nothing is decided here.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/command_priv.h"
#include "desk/voice_priv.h"

#define HONORIFICS \
	"|pak|bu|ibu|bapak|mas|mbak|mbk|kak|kakak|bang|abang|dek|adik|sdr|" \
	"sdri|saudara|saudari|mr|mrs|ms|ustaz|prof|dr|teh|om|tante|koh|cik|" \
	"bpk|puan|tuan|kang|neng|bli|bung|"

/* Who speaks of whom, and how familiar he is. */
static const struct {
	const char *name, *words;
} persons[] = {
	{ "i",
	    "|saya|aku|gue|gw|ane|beta|sa|saye|kulo|ambo|awak|ana|sy|ku|i|me|"
	    "my|aq|ak|gua|" },
	{ "we", "|kami|kita|kito|kamek|kamik|we|our|us|kt|" },
	{ "you", "|anda|bapak|ibu|saudara|saudari|kakak|you|your|adik|" },
	{ "thou", "|kau|kamu|lu|mu|ko|ente|km|kalian|loe|elu|kowe|" },
	{ "he", "|dia|ia|die|beliau|ybs|mereka|he|she|him|her|his|they|them|"
		"bersangkutan|doi|dy|" },
	{ "ease",
	    "|dong|deh|sih|nih|kok|wkwk|wkwkwk|hehe|haha|hahaha|tuh|lah|kan|ye|"
	    "ya|jak|bah|to|pe|ji|mi|lho|loh|wk|huft|duh|aduh|waduh|ampun|"
	    "alamak|" },
};

/* Words that a remark to somebody else begins with. */
#define LEADS \
	"|ps|nb|btw|catatan|note|oh|oya|oi|eh|min|admin|desk|meja|untuk|buat|" \
	"cc|fyi|tolong|tlg|mohon|jangan|jgn|kalau|klo|ini|itu|yang|yg|"

/* A text and what of it the signs of all its sentences need. */
struct scene {
	const struct hearing *h;
	const char *text;    /* prose->text */
	size_t small;        /* sentences that begin with a small letter */
	size_t greets, ends; /* which sentence does; prose->n: none */
	/* without courtesies: how many, and the outermost ones */
	size_t n, first, last;
};

/* One sentence, as plain words between spaces. */
struct line {
	const struct sentence *s;
	size_t i;
	const char *plain;
};

static bool
is_one_of(const char *list, const char *word, size_t n)
{
	const char *s = list;

	for (; (s = text_istr(s, "|")) != NULL; s++)
		if (strncmp(s + 1, word, n) == 0 && s[1 + n] == '|')
			return true;
	return false;
}

static bool
is_his_name(const struct scene *c, const char *word, size_t n)
{
	return voice_names(c->h->requester, word, n);
}

static void
look_at_phrases(const struct scene *c, const struct line *l)
{
	const struct sentence *s = l->s;
	const struct {
		const char *name;
		bool is;
	} v[] = { { "draft", s->draft }, { "stop", s->stop },
		{ "internal", s->internal }, { "colleague", s->colleague },
		{ "third", s->third }, { "ours", s->ours },
		{ "doubt", s->doubt }, { "you", s->you },
		{ "bracketed", s->bracketed }, { "neutral", s->neutral },
		{ "asks", s->asks }, { "content", s->content },
		{ "progress", s->progress }, { "file", s->promises_file },
		{ "officer", s->officer != NULL },
		{ "inside", sentence_is_inside(c->h->prose, s) } };
	unsigned k;

	for (k = 0; k < sizeof(v) / sizeof(v[0]); k++)
		if (v[k].is)
			voice_sign(c->h, l->i, "is %s", v[k].name);
	for (k = 0; k < 10; k++)
		if (s->wishes & 1u << k)
			voice_sign(c->h, l->i, "wish %u", k);
	voice_sign(
	    c->h, l->i, "evidence %u", s->evidence < 3 ? s->evidence : 3);
	voice_sign(c->h, l->i, "long %zu", s->w.n < 16 ? s->w.n / 4 : 4);
}

static void
look_at_whole(const struct scene *c, const struct line *l)
{
	const struct prose *p = c->h->prose;

	voice_sign(c->h, l->i, "addressed %d", p->addressed);
	voice_sign(c->h, l->i, "greeted %d", p->greeted);
	voice_sign(c->h, l->i, "to whom %d", p->addressed || p->greeted);
	voice_sign(c->h, l->i, "stranger %d", p->stranger);
	voice_sign(c->h, l->i, "first %d", l->i == c->first);
	voice_sign(c->h, l->i, "last %d", l->i == c->last);
	voice_sign(c->h, l->i, "of %zu", c->n < 5 ? c->n : 5);
	voice_sign(c->h, l->i, "small %d of %d",
	    islower((unsigned char)*l->s->s) != 0, c->small * 2 > p->n);
}

/* Does only white space lie between s and the end of a line there? */
static bool
line_begins(const char *text, const char *s)
{
	while (s > text && s[-1] == ' ')
		s--;
	return s == text || s[-1] == '\n';
}

static bool
line_ends(const char *s)
{
	s += strspn(s, " .");
	return *s == '\0' || *s == '\n';
}

static bool
block_begins(const char *text, const char *s)
{
	while (s > text && s[-1] == ' ')
		s--;
	return s == text || (s[-1] == '\n' && (s - 1 == text || s[-2] == '\n'));
}

static void
look_at_place(const struct scene *c, const struct line *l)
{
	const char *end = l->s->s + l->s->n;
	size_t n = c->h->prose->n;
	const char *where = l->i == c->first  ? "F"
			    : l->i == c->last ? "L"
					      : "M";
	bool begins = line_begins(c->text, l->s->s);

	voice_sign(c->h, l->i, "greeting %s",
	    c->greets == n      ? "none"
	    : l->i < c->greets  ? "later"
	    : l->i == c->greets ? "here"
				: "before");
	if (l->i < c->greets && c->greets < n)
		voice_sign(c->h, l->i, "greets later, line %d",
		    memchr(l->s->s, '\n',
			(size_t)(c->h->prose->v[c->greets].s - l->s->s)) !=
			NULL);
	if (c->ends < n && l->i > c->ends)
		voice_sign(c->h, l->i, "after closing");
	if (c->n == 1)
		return;
	if (begins && line_ends(end))
		voice_sign(c->h, l->i, "own line %s", where);
	if (block_begins(c->text, l->s->s) &&
	    (*(end + strspn(end, " ")) == '\0' ||
		text_istarts(end + strspn(end, " "), "\n\n")))
		voice_sign(c->h, l->i, "own block %s", where);
	if (!begins)
		voice_sign(c->h, l->i, "in line %s", where);
}

static void
look_at_persons(const struct scene *c, const struct line *l)
{
	unsigned k, seen = 0;
	const char *s;
	size_t n;

	for (s = l->plain; *s != '\0'; s += n + (s[n] == ' ')) {
		n = strcspn(s, " ");
		for (k = 0; k < sizeof(persons) / sizeof(persons[0]); k++)
			if (is_one_of(persons[k].words, s, n))
				seen |= 1u << k;
	}
	for (k = 0; k < sizeof(persons) / sizeof(persons[0]); k++)
		if (seen & 1u << k)
			voice_sign(c->h, l->i, "person %s", persons[k].name);
	if ((seen & 3) == 1)
		voice_sign(c->h, l->i, "i alone");
}

/* "Budi, ...", "Pak, ...", "Bu Rani, ..." */
static void
look_at_call(const struct scene *c, const struct line *l)
{
	size_t n = strcspn(l->s->s, ",\n"), first, words = 1, i;
	const char *plain, *how;
	char head[48];

	if (n >= l->s->n || n == 0 || n >= sizeof(head) || l->s->s[n] != ',')
		return;
	memcpy(head, l->s->s, n);
	head[n] = '\0';
	plain = command_plain(c->h->a, head);
	first = strcspn(plain, " ");
	for (i = 0; plain[i] != '\0'; i++)
		words += plain[i] == ' ';
	if (words > 3)
		return;
	how = words == 1 ? "word" : "words";
	if (is_one_of(HONORIFICS, plain, first))
		how = words == 1 ? "title" : "other";
	for (; *plain != '\0'; plain += n + (plain[n] == ' ')) {
		n = strcspn(plain, " ");
		if (is_his_name(c, plain, n))
			how = "name";
	}
	voice_sign(c->h, l->i, "calls %s", how);
}

/* His name as a call, or as somebody who is spoken of. */
static void
look_at_name(const struct scene *c, const struct line *l)
{
	const char *s, *raw;
	size_t n;

	for (s = l->plain; *s != '\0'; s += n + (s[n] == ' ')) {
		n = strcspn(s, " ");
		if (!is_his_name(c, s, n))
			continue;
		raw = text_istr(arena_strn(c->h->a, l->s->s, l->s->n),
		    arena_strn(c->h->a, s, n));
		raw = raw != NULL ? raw + n : "";
		raw += strspn(raw, " ");
		voice_sign(c->h, l->i, "name %s %s",
		    s == l->plain ? "first" : "later",
		    *raw == '\0' || strchr(",!?.:\n", *raw) ? "called"
							    : "told");
		return;
	}
}

/* "Pak Budi" who is not the requester. */
static void
look_for_others(const struct scene *c, const struct line *l)
{
	const char *s = l->s->s, *end = s + l->s->n, *next;
	size_t n, k;

	for (; s < end; s = next) {
		for (n = 0; s + n < end && isalpha((unsigned char)s[n]); n++)
			;
		next = s + n + (n == 0);
		if (n == 0 || n > 10)
			continue;
		next += next < end && *next == '.';
		if (next + 2 >= end || *next != ' ' ||
		    !isupper((unsigned char)next[1]) ||
		    !islower((unsigned char)next[2]) ||
		    !is_one_of(HONORIFICS,
			command_plain(c->h->a, arena_strn(c->h->a, s, n)), n))
			continue;
		for (k = 1; next + k < end && isalpha((unsigned char)next[k]);
		     k++)
			;
		if (!is_his_name(c,
			command_plain(
			    c->h->a, arena_strn(c->h->a, next + 1, k - 1)),
			k - 1))
			voice_sign(c->h, l->i, "another's name");
	}
}

static void
look_at_marks(const struct scene *c, const struct line *l)
{
	static const char *const arrows[] = { "<-", "<<", "--", "//", "->",
		"=>", "\xe2\x80\x94" };
	const char *s = arena_strn(c->h->a, l->s->s, l->s->n), *last;
	size_t i, digits = 0, n = strcspn(l->plain, " ");

	for (i = 0; i < sizeof(arrows) / sizeof(arrows[0]); i++)
		if (strstr(s, arrows[i]) != NULL)
			voice_sign(c->h, l->i, "arrow");
	if (strstr(s, "http") != NULL || strstr(s, "www.") != NULL ||
	    strstr(s, "bps.go.id") != NULL)
		voice_sign(c->h, l->i, "link");
	for (i = 0; s[i] != '\0'; i++)
		digits += isdigit((unsigned char)s[i]) != 0;
	voice_sign(c->h, l->i, "digits %zu", digits < 9 ? digits / 3 : 3);
	if (strchr("([{*-/#<", *s) != NULL)
		voice_sign(c->h, l->i, "mark %c", *s);
	if (n == 0)
		return;
	if (is_one_of(LEADS, l->plain, n))
		voice_sign(c->h, l->i, "leads with %.*s", (int)n, l->plain);
	voice_sign(c->h, l->i, "first word %s", voice_word(c->h, l->plain, n));
	last = strrchr(l->plain, ' ');
	last = last != NULL ? last + 1 : l->plain;
	voice_sign(
	    c->h, l->i, "last word %s", voice_word(c->h, last, strlen(last)));
}

static bool
closes(const struct line *l)
{
	static const char *const words =
	    "|terima|terimakasih|salam|hormat|regards|best|wassalam|demikian|"
	    "trims|thank|thanks|makasih|mksh|suksma|matur|";

	return l->i > 0 && l->s->w.n < 9 &&
	       is_one_of(words, l->plain, strcspn(l->plain, " "));
}

static bool
greets(const struct scene *c, const struct line *l)
{
	const char *s = l->plain;
	size_t i, n;

	for (i = 0; i < 6 && *s != '\0'; i++, s += n + (s[n] == ' ')) {
		n = strcspn(s, " ");
		if (is_his_name(c, s, n))
			return true;
	}
	return false;
}

void
voice_signs(const struct hearing *h)
{
	static void (*const looks[])(
	    const struct scene *, const struct line *) = { look_at_phrases,
		look_at_whole, look_at_place, look_at_persons, look_at_call,
		look_at_name, look_for_others, look_at_marks };
	const struct prose *p = h->prose;
	struct scene c = {
		.h = h, .text = p->text, .greets = p->n, .ends = p->n
	};
	struct line *v = arena_array(h->a, p->n + 1, sizeof(*v));
	size_t i, k;

	for (i = 0; i < p->n; i++) {
		v[i] = (struct line){ &p->v[i], i,
			command_plain(
			    h->a, arena_strn(h->a, p->v[i].s, p->v[i].n)) };
		c.small += islower((unsigned char)*p->v[i].s) != 0;
		if (!h->v[i].courtesy) {
			c.first = c.n++ == 0 ? i : c.first;
			c.last = i;
		}
		if (c.greets == p->n && greets(&c, &v[i]))
			c.greets = i;
		if (closes(&v[i]))
			c.ends = i;
	}
	for (i = 0; i < p->n; i++)
		for (k = 0;
		     !h->v[i].courtesy && k < sizeof(looks) / sizeof(looks[0]);
		     k++)
			looks[k](&c, &v[i]);
}
