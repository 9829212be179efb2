/*
 * Word lists: which plain word an informal one stands for. It must never know
 * what a text is.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/lexicon.h"

struct pair {
	char *key, *value; /* owned */
};

struct map {
	struct pair *v;
	size_t n, room; /* room: a power of two */
};

struct spelling {
	struct map forms; /* form -> plain */
	struct map bones; /* consonants -> words, '\n' between */
	struct map known; /* words that are fine as they are */
};

static size_t
slot_of(const struct map *m, const char *key)
{
	uint32_t h = 2166136261u;
	const char *p;
	size_t i;

	for (p = key; *p != '\0'; p++)
		h = (h ^ (unsigned char)*p) * 16777619u;
	i = h & (m->room - 1);
	while (m->v[i].key != NULL && strcmp(m->v[i].key, key) != 0)
		i = (i + 1) & (m->room - 1);
	return i;
}

static const char *
map_get(const struct map *m, const char *key)
{
	return m->room == 0 ? NULL : m->v[slot_of(m, key)].value;
}

static void
map_grow(struct map *m)
{
	struct map old = *m;
	size_t i;

	m->room = old.room ? 2 * old.room : 256;
	m->v = mem_zero(m->room, sizeof(*m->v));
	for (i = 0; i < old.room; i++)
		if (old.v[i].key != NULL)
			m->v[slot_of(m, old.v[i].key)] = old.v[i];
	free(old.v);
}

static void
map_set(struct map *m, const char *key, const char *value)
{
	size_t i;

	if (2 * m->n >= m->room)
		map_grow(m);
	i = slot_of(m, key);
	if (m->v[i].key == NULL) {
		m->v[i].key = mem_str(key);
		m->n++;
	}
	free(m->v[i].value);
	m->v[i].value = mem_str(value);
}

static void
map_free(struct map *m)
{
	size_t i;

	for (i = 0; i < m->room; i++) {
		free(m->v[i].key);
		free(m->v[i].value);
	}
	free(m->v);
}

struct spelling *
spelling_new(void)
{
	return mem_zero(1, sizeof(struct spelling));
}

void
spelling_free(struct spelling **s)
{
	if (*s == NULL)
		return;
	map_free(&(*s)->forms);
	map_free(&(*s)->bones);
	map_free(&(*s)->known);
	free(*s);
	*s = NULL;
}

/* One line without its end into line_r; NULL at the end of the text. */
static const char *
next_line(const char *s, const char *end, struct buf *line_r)
{
	const char *nl;

	buf_reset(line_r);
	if (s >= end)
		return NULL;
	nl = memchr(s, '\n', (size_t)(end - s));
	buf_add(line_r, s, (size_t)((nl ? nl : end) - s));
	if (line_r->len > 0 && line_r->s[line_r->len - 1] == '\r')
		buf_cut(line_r, line_r->len - 1);
	return nl ? nl + 1 : end;
}

/* "kamu;kami<TAB>..." gives "kamu"; a remark in brackets is cut off. */
static void
first_meaning(char *s)
{
	s[strcspn(s, "\t;(")] = '\0';
	while (*s != '\0' && s[strlen(s) - 1] == ' ')
		s[strlen(s) - 1] = '\0';
}

enum err
spelling_add(struct spelling *s, const char *path, const char *text, size_t n,
    struct why *w)
{
	const char *p = text;
	struct buf line;
	char *tab;
	int no = 0;

	buf_init(&line, 1024);
	while ((p = next_line(p, text + n, &line)) != NULL) {
		no++;
		if (line.len == 0 || *line.s == '#')
			continue;
		tab = strchr(line.s, '\t');
		if (tab == NULL || tab == line.s || line.over ||
		    !text_is_utf8(line.s, line.len)) {
			buf_free(&line);
			return why_set(w, ERR_ITEM,
			    "%s:%d: expected \"form<TAB>meaning\"", path, no);
		}
		*tab = '\0';
		first_meaning(tab + 1);
		if (strchr(line.s, ' ') == NULL)
			map_set(&s->forms, line.s, tab + 1);
	}
	buf_free(&line);
	return OK;
}

static bool
is_vowel(char c)
{
	return c != '\0' && strchr("aeiou", c) != NULL;
}

/* The consonants of a word; their number. */
static size_t
bones_of(const char *word, char bones_r[WORD_MAX + 1])
{
	size_t n = 0;

	for (; *word != '\0' && n < WORD_MAX; word++)
		if (!is_vowel(*word))
			bones_r[n++] = *word;
	bones_r[n] = '\0';
	return n;
}

static void
add_word(struct spelling *s, const char *word)
{
	char bones[WORD_MAX + 1];
	const char *old;
	struct buf b;

	map_set(&s->known, word, "");
	if (bones_of(word, bones) < 2)
		return;
	old = map_get(&s->bones, bones);
	buf_init(&b, 4096);
	if (old != NULL)
		buf_addf(&b, "%s\n", old);
	buf_adds(&b, word);
	if (!b.over)
		map_set(&s->bones, bones, b.s);
	buf_free(&b);
}

enum err
spelling_add_words(struct spelling *s, const char *path, const char *text,
    size_t n, struct why *w)
{
	const char *p = text;
	struct buf line;
	enum err e = OK;
	int no = 0;

	buf_init(&line, 1024);
	while (e == OK && (p = next_line(p, text + n, &line)) != NULL) {
		no++;
		if (line.len == 0 || *line.s == '#')
			continue;
		if (line.over || strpbrk(line.s, " \t") != NULL ||
		    !text_is_utf8(line.s, line.len))
			e = why_set(
			    w, ERR_ITEM, "%s:%d: expected one word", path, no);
		else if (line.len <= WORD_MAX)
			add_word(s, line.s);
	}
	buf_free(&line);
	return e;
}

/* Is form word with nothing but vowels left out? */
static bool
is_shortened(const char *form, const char *word)
{
	for (; *word != '\0'; word++) {
		if (*form == *word)
			form++;
		else if (!is_vowel(*word))
			return false;
	}
	return *form == '\0';
}

/* The word that a form with fewer vowels than usual stands for, or NULL. */
static const char *
from_bones(const struct spelling *s, const char *form, struct buf *word_r)
{
	char bones[WORD_MAX + 1];
	size_t len = strlen(form);
	size_t n = bones_of(form, bones);
	const char *p;

	/* every second letter a vowel is how Indonesian is spelled in full */
	if (n < 3 || 5 * (len - n) > 2 * len)
		return NULL;
	p = map_get(&s->bones, bones);
	while (p != NULL && *p != '\0') {
		buf_reset(word_r);
		buf_add(word_r, p, strcspn(p, "\n"));
		if (is_shortened(form, word_r->s))
			return word_r->s;
		p += word_r->len + (p[word_r->len] == '\n');
	}
	return NULL;
}

static const char *const clitics[] = { "nya", "ny", "lah", "kah", "ku", "mu",
	"an", "in" };

/* A listed form with a clitic: "blmnya". */
static bool
with_clitic(const struct spelling *s, const char *word, struct buf *b)
{
	char stem[WORD_MAX + 1];
	size_t i, len = strlen(word), tail;
	const char *plain;

	for (i = 0; i < sizeof(clitics) / sizeof(clitics[0]); i++) {
		tail = strlen(clitics[i]);
		if (len < tail + 2 || !text_ends(word, clitics[i]))
			continue;
		memcpy(stem, word, len - tail);
		stem[len - tail] = '\0';
		plain = map_get(&s->forms, stem);
		if (plain == NULL && map_get(&s->known, stem) != NULL)
			plain = stem;
		if (plain == NULL)
			continue;
		buf_adds(b, plain);
		buf_adds(b, strcmp(clitics[i], "ny") == 0   ? "nya"
			    : strcmp(clitics[i], "in") == 0 ? "kan"
							    : clitics[i]);
		return true;
	}
	return false;
}

/* Malay of the west coast says "rumahnye", "bede": final e for a. */
static bool
from_malay(const struct spelling *s, const char *word, struct buf *b)
{
	char a[WORD_MAX + 1];
	size_t len = strlen(word);
	bool own = len > 4 && text_ends(word, "nye");

	if (len < 3 || len > WORD_MAX || word[len - 1] != 'e')
		return false;
	memcpy(a, word, len + 1);
	a[len - 1] = 'a';
	if (own && word[len - 4] == 'e') {
		a[len - 4] = 'a';
		a[len - 3] = '\0';
		if (map_get(&s->known, a) == NULL)
			a[len - 4] = 'e';
		a[len - 3] = 'n';
	}
	if (!own && map_get(&s->known, a) == NULL)
		return false;
	buf_adds(b, a);
	return true;
}

/* The spoken "ngecewain", "nyebelin", "nungguin" for "me...kan". */
static bool
from_spoken(const char *word, struct buf *b)
{
	size_t len = strlen(word);

	if (len < 7 || word[0] != 'n' || !text_ends(word, "in") ||
	    (word[1] != 'g' && word[1] != 'y' && !is_vowel(word[1])))
		return false;
	buf_adds(b, "me");
	buf_add(b, word, len - 2);
	buf_adds(b, "kan");
	return true;
}

void
spelling_plain(const struct spelling *s, const char *word, struct buf *b)
{
	const char *plain = map_get(&s->forms, word);
	size_t len = strlen(word);
	struct buf found;

	if (plain != NULL) {
		buf_adds(b, plain);
		return;
	}
	if (map_get(&s->known, word) != NULL) {
		buf_adds(b, word);
		return;
	}
	if (with_clitic(s, word, b) || from_malay(s, word, b) ||
	    from_spoken(word, b))
		return;
	buf_init(&found, 256);
	if ((plain = from_bones(s, word, &found)) != NULL) {
		buf_adds(b, plain);
	} else {
		buf_adds(b, word);
		/* "soalny": no Indonesian word ends so */
		if (len > 4 && text_ends(word, "ny") && is_vowel(word[len - 4]))
			buf_addc(b, 'a');
	}
	buf_free(&found);
}
