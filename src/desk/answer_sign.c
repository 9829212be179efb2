/*
 * Where an officer's words end and his signature begins: how people close a
 * letter, and what a business card looks like. In doubt it stays.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/answer_priv.h"
#include "desk/command_priv.h"

#define SIGN_LINES 14 /* lines below a name that may be a signature */
#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

/* How a line ends a letter: "Salam," "Hormat kami", "Regards". */
static bool
is_closing(struct arena *a, const char *bare)
{
	static const char *const starts[] = { "salam", "hormat kami",
		"hormat saya", "wassalam", "wassalamualaikum", "terima kasih",
		"terimakasih", "trims", "makasih", "kind regards", "regards",
		"best regards", "warm regards", "sincerely", "best", "thanks",
		"thank you", "yours", "cheers", "demikian", "atas perhatian",
		"tertanda", "a n", "an", "ttd", "salam hormat",
		"salam hangat" };
	const char *plain = command_plain(a, bare);
	size_t i, n;

	if (strlen(plain) > 48)
		return false;
	for (i = 0; i < COUNT(starts); i++) {
		n = strlen(starts[i]);
		if (strncmp(plain, starts[i], n) == 0 &&
		    (plain[n] == ' ' || plain[n] == '\0'))
			return true;
	}
	return false;
}

static bool
has_word(const char *plain, const char *word)
{
	size_t n = strlen(word);
	const char *p;

	for (p = plain; (p = strstr(p, word)) != NULL; p++)
		if ((p == plain || p[-1] == ' ') &&
		    (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

/* A title, an institution, a street, a number: what stands under a name. */
static bool
is_business_card(struct arena *a, const char *bare)
{
	static const char *const words[] = { "bps", "badan", "pusat",
		"statistik", "statistisi", "pranata", "komputer", "kasubbag",
		"kasubag", "subbagian", "kepala", "petugas", "pst", "jl", "jln",
		"jalan", "telp", "telepon", "tel", "tlp", "hp", "wa",
		"whatsapp", "fax", "faks", "phone", "mobile", "email", "mail",
		"posel", "laman", "website", "nip", "fungsi", "seksi", "bagian",
		"kabupaten", "kab", "provinsi", "integrated", "services",
		"statistical", "statistician", "office", "officer", "division",
		"ipds", "sosial", "produksi", "distribusi", "nerwilis", "umum",
		"ahli", "pertama", "muda", "madya", "terampil", "mahir",
		"penyelia", "pelayanan", "terpadu", "regency", "statistics",
		"indonesia", "kalimantan", "kode", "instagram", "facebook",
		"twitter", "koordinator", "narasumber", "staf", "staff",
		"analis", "humas", "unit" };
	const char *plain = command_plain(a, bare);
	size_t i, n, letters = strlen(plain), digits = 0;

	if (letters > 90)
		return false;
	if (strchr(bare, '@') || text_istr(bare, "www.") ||
	    text_istr(bare, "http") || strchr(bare, '|'))
		return true;
	for (i = 0; plain[i] != '\0'; i++)
		digits += isdigit((unsigned char)plain[i]) != 0;
	if (digits >= 6 && digits * 2 > letters)
		return true;
	if (*bare == '#' && strlen(bare) > 6)
		return true; /* hashtags */
	n = strlen(bare);
	if (n > 0 && strchr(".?!", bare[n - 1]) != NULL && letters > 45)
		return false; /* a sentence */
	for (i = 0; i < COUNT(words); i++)
		if (has_word(plain, words[i]))
			return letters <= 60;
	return false;
}

static bool
is_rule(const char *bare)
{
	size_t n = strlen(bare);

	return n >= 2 && strspn(bare, "-_=*~ ") == n;
}

/* The officer's name, whole or its first word, alone or behind a closing. */
static bool
is_name(struct arena *a, const struct officer *who, const char *bare)
{
	const char *name, *plain = command_plain(a, bare);
	size_t n, first;

	if (who == NULL || strlen(plain) > 60)
		return false;
	name = command_plain(a, who->name);
	n = strlen(name);
	first = strcspn(name, " ");
	if (strncmp(plain, name, n) == 0 && n > 0 &&
	    (plain[n] == '\0' || plain[n] == ' '))
		return true;
	if (first >= 3 && strncmp(plain, name, first) == 0 &&
	    (plain[first] == '\0' || strchr(bare, ',') != NULL))
		return plain[first] == '\0' || strlen(plain) < first + 24;
	/* "Salam, Siti" */
	return is_closing(a, bare) && first >= 3 &&
	       has_word(plain, arena_strn(a, name, first));
}

/* A line of its own that only a signature follows. */
static bool
is_sign_off(struct arena *a, const char *bare)
{
	const char *s = command_plain(a, bare);
	size_t spaces = 0;

	for (; *s != '\0'; s++)
		spaces += *s == ' ';
	return spaces <= 2 && is_closing(a, bare);
}

static bool
is_like_name(struct arena *a, const char *bare)
{
	const char *s = command_plain(a, bare);
	size_t spaces = 0;

	if (strpbrk(bare, ":?!0123456789") != NULL)
		return false;
	for (; *s != '\0'; s++)
		spaces += *s == ' ';
	return spaces <= 5 && strlen(bare) < 60;
}

/* From i on nothing but lines of a signature. who, where his name stands
 * above already: it may stand there once more. */
static bool
all_signature(
    struct arena *a, const struct lines *l, size_t i, const struct officer *who)
{
	size_t seen = 0;

	for (; i < l->n; i++) {
		const struct line *x = &l->v[i];

		if (x->gone || x->blank)
			continue;
		if (x->quoted || seen++ >= SIGN_LINES ||
		    !(is_business_card(a, x->bare) || is_rule(x->bare) ||
			is_name(a, who, x->bare)))
			return false;
	}
	return seen > 0;
}

/* The officer, if he has signed above line i. */
static const struct officer *
signed_above(
    struct arena *a, const struct officer *who, const struct lines *l, size_t i)
{
	size_t seen;

	for (seen = 0; i > 0 && seen < 3; i--)
		if (!l->v[i - 1].gone && !l->v[i - 1].blank) {
			if (is_name(a, who, l->v[i - 1].bare))
				return who;
			seen++;
		}
	return NULL;
}

/*
 * The block of titles below the name goes, name and greeting stay. Without a
 * name the first line below the greeting is taken for it.
 */
bool
answer_cut_signature(
    struct arena *a, const struct officer *who, struct lines *l)
{
	size_t i, next, last = l->n, seen = 0;
	bool signed_off = false;

	for (i = l->n; i > 0 && seen < SIGN_LINES + 4; i--) {
		struct line *x = &l->v[i - 1];

		if (x->gone || x->blank)
			continue;
		if (x->quoted)
			break;
		seen++;
		if (is_name(a, who, x->bare) ||
		    (is_closing(a, x->bare) && seen <= 4))
			signed_off = true;
		if (is_rule(x->bare) && i > 1 &&
		    all_signature(a, l, i - 1, signed_above(a, who, l, i - 1)))
			last = i - 1;
		if (is_name(a, who, x->bare) && all_signature(a, l, i, NULL))
			last = i;
		if (!is_sign_off(a, x->bare) || i == l->n)
			continue;
		for (next = i; next < l->n && l->v[next].blank; next++)
			;
		if (next + 1 < l->n && !l->v[next].quoted &&
		    is_like_name(a, l->v[next].bare) &&
		    all_signature(a, l, next + 1, NULL) && last == l->n)
			last = next + 1;
	}
	if (last < l->n)
		answer_drop_from(l, last);
	return signed_off || last < l->n;
}
