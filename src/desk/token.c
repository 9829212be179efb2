/*
 * Tokens and tags: made, found in a mail, proved. Whether a proved one gives
 * its bearer anything is thread.c's decision.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/text.h"
#include "desk/token.h"

#define MAC_CHARS 16 /* 80 bits */
#define CHECK_CHARS 3
#define ROW_CHARS 13 /* 65 bits: all of an int64_t */
#define SEEN_MAX 32
#define TAGS_MAX 16

static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

/* What a person or a relay may have made of a digit: case, i l o. -1: none. */
static int
digit_value(char c)
{
	const char *p;

	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	if (c == 'i' || c == 'l')
		c = '1';
	if (c == 'o')
		c = '0';
	p = c != '\0' ? strchr(digits, c) : NULL;
	return p != NULL ? (int)(p - digits) : -1;
}

static void
row_text(int64_t row, char text_r[ROW_CHARS + 1])
{
	char back[ROW_CHARS];
	uint64_t u = row > 0 ? (uint64_t)row : 0;
	size_t n = 0, i;

	do
		back[n++] = digits[u & 31];
	while ((u >>= 5) != 0 && n < ROW_CHARS);
	for (i = 0; i < n; i++)
		text_r[i] = back[n - 1 - i];
	text_r[n] = '\0';
}

/* Each field ends in NUL, so that no two sets of fields give the same bytes. */
static void
mac_text(const struct token_key *k, const struct token_facts *f,
    char mac_r[MAC_CHARS + 1])
{
	unsigned char out[HASH_SIZE];
	struct buf b;

	buf_init(&b, 4096);
	buf_addf(&b, "token 1%c%lld%c%lld%c%s%c", '\0', (long long)f->row, '\0',
	    (long long)f->ticket, '\0', f->role, '\0');
	text_add_lower(&b, f->address, strlen(f->address));
	hash_hmac(k->bytes, sizeof(k->bytes), b.s, b.len, out);
	hash_base32(out, MAC_CHARS, mac_r);
	buf_free(&b);
}

void
token_make(const struct token_key *k, const struct token_facts *f,
    char text_r[TOKEN_TEXT])
{
	char row[ROW_CHARS + 1], mac[MAC_CHARS + 1];

	row_text(f->row, row);
	mac_text(k, f, mac);
	snprintf(text_r, TOKEN_TEXT, "%s.%s", row, mac);
}

/* Values, not letters, are compared: the whole length, whatever differs. */
static bool
same_digits(const char *got, const char *want, size_t n)
{
	unsigned diff = 0;
	size_t i;

	if (strlen(got) != n)
		return false;
	for (i = 0; i < n; i++)
		diff |= (unsigned)(digit_value(got[i]) ^ digit_value(want[i]));
	return diff == 0;
}

bool
token_valid(
    const struct token_key *k, const struct token_facts *f, const char *mac)
{
	char want[MAC_CHARS + 1];

	mac_text(k, f, want);
	return f->row > 0 && same_digits(mac, want, MAC_CHARS);
}

struct scan {
	struct arena *arena;
	struct token_seen *v;
	size_t n;
};

/* "ROW<sep>MAC@" at s. */
static void
scan_at(struct scan *sc, const char *s, char sep, const char *carrier)
{
	uint64_t row = 0;
	size_t i, k;
	int d;

	for (i = 0; i < ROW_CHARS && (d = digit_value(s[i])) >= 0; i++)
		row = row << 5 | (unsigned)d;
	if (i == 0 || s[i] != sep || row == 0 || row > INT64_MAX)
		return;
	if (i == ROW_CHARS && digit_value(s[0]) > 7)
		return;
	s += i + 1;
	for (k = 0; k < MAC_CHARS; k++)
		if (digit_value(s[k]) < 0)
			return;
	if (s[k] != '@' || sc->n == SEEN_MAX)
		return;
	for (i = 0; i < sc->n; i++)
		if (sc->v[i].row == (int64_t)row &&
		    strncasecmp(sc->v[i].mac, s, MAC_CHARS) == 0)
			return;
	sc->v[sc->n++] = (struct token_seen){ .row = (int64_t)row,
		.mac = arena_strn(sc->arena, s, MAC_CHARS),
		.carrier = carrier };
}

static void
scan_id(struct scan *sc, const char *id)
{
	if (text_istarts(id, "tanggap."))
		scan_at(sc, id + strlen("tanggap."), '.', "message-id");
}

static void
scan_addresses(struct scan *sc, const struct addrs *list)
{
	const char *s;
	size_t i;

	for (i = 0; i < list->n; i++)
		if ((s = text_istr(list->v[i].address, "+t-")) != NULL)
			scan_at(sc, s + strlen("+t-"), '-', "reply-to");
}

size_t
token_scan(struct arena *a, const struct msg *m, const struct token_seen **v_r)
{
	struct scan sc = { .arena = a };
	size_t i;

	sc.v = arena_array(a, SEEN_MAX, sizeof(*sc.v));
	for (i = 0; i < m->in_reply_to.n; i++)
		scan_id(&sc, m->in_reply_to.v[i]);
	scan_addresses(&sc, &m->to);
	scan_addresses(&sc, &m->cc);
	scan_addresses(&sc, &m->delivered_to);
	for (i = m->references.n; i > 0; i--) /* the newest stands last */
		scan_id(&sc, m->references.v[i - 1]);
	if (m->bounced_id != NULL)
		scan_id(&sc, m->bounced_id);
	*v_r = sc.v;
	return sc.n;
}

void
token_code(
    const char *prefix, int year, int month, int number, char code_r[CODE_TEXT])
{
	snprintf(code_r, CODE_TEXT, "%s-%02d%02d-%04d", prefix, year % 100,
	    month, number);
}

static void
check_text(
    const struct token_key *k, const char *code, char check_r[CHECK_CHARS + 1])
{
	unsigned char out[HASH_SIZE];
	struct buf b;
	size_t i;

	buf_init(&b, 256);
	buf_addf(&b, "tag 1%c%s", '\0', code);
	hash_hmac(k->bytes, sizeof(k->bytes), b.s, b.len, out);
	hash_base32(out, CHECK_CHARS, check_r);
	for (i = 0; i < CHECK_CHARS; i++)
		if (check_r[i] >= 'a')
			check_r[i] = (char)(check_r[i] - 'a' + 'A');
	buf_free(&b);
}

void
token_tag(const struct token_key *k, const char *code, char tag_r[CODE_TEXT])
{
	char check[CHECK_CHARS + 1];

	check_text(k, code, check);
	snprintf(tag_r, CODE_TEXT, "[%s-%s]", code, check);
}

static size_t
count_digits(const char *s, size_t max)
{
	size_t n = strspn(s, "0123456789");

	return n <= max ? n : 0;
}

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* "-YYMM-NNNN" at s: its length, 0 for none. */
static size_t
number_length(const char *s)
{
	size_t n;

	if (s[0] != '-' || count_digits(s + 1, 4) != 4 || s[5] != '-')
		return 0;
	n = count_digits(s + 6, 9);
	return n >= 4 ? 6 + n : 0;
}

static void
add_once(const char **v, size_t *n, const char *code)
{
	size_t i;

	for (i = 0; i < *n; i++)
		if (strcmp(v[i], code) == 0)
			return;
	if (*n < TAGS_MAX)
		v[(*n)++] = code;
}

/* Does "-CHK", and no more of a word, stand at s and fit the code? */
static bool
check_right(const struct token_key *k, const char *code, const char *s)
{
	char want[CHECK_CHARS + 1], got[CHECK_CHARS + 1] = "";
	size_t i;

	if (*s != '-')
		return false;
	for (i = 0; i < CHECK_CHARS && is_word(s[1 + i]); i++)
		got[i] = s[1 + i];
	if (i < CHECK_CHARS || is_word(s[1 + i]))
		return false;
	got[i] = '\0';
	check_text(k, code, want);
	return same_digits(got, want, CHECK_CHARS);
}

struct strs
token_tags(struct arena *a, const struct token_key *k, const char *prefix,
    const char *subject, struct strs *wrong_r)
{
	const char **right = arena_array(a, TAGS_MAX, sizeof(*right));
	const char **wrong = arena_array(a, TAGS_MAX, sizeof(*wrong));
	size_t nright = 0, nwrong = 0, plen = strlen(prefix), n;
	const char *s, *code;

	for (s = subject; plen > 0 && (s = text_istr(s, prefix)) != NULL;
	     s += plen) {
		n = number_length(s + plen);
		if (n == 0 || (s > subject && is_word(s[-1])))
			continue;
		code = arena_printf(a, "%s%.*s", prefix, (int)n, s + plen);
		if (strlen(code) >= CODE_TEXT)
			continue;
		if (check_right(k, code, s + plen + n))
			add_once(right, &nright, code);
		else
			add_once(wrong, &nwrong, code);
	}
	if (wrong_r != NULL)
		*wrong_r = (struct strs){ wrong, nwrong };
	return (struct strs){ right, nright };
}
