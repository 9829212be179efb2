/*
 * What stands behind a command's word: an officer, a kind, a ticket, a
 * service. Forgiving about how it is written, never about which one is meant.
 */
#include <ctype.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/command_priv.h"

#define PLAIN_BYTES 4096
#define DISTANCE_MAX 40 /* letters of a word that are compared */
#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

const char *
command_plain(struct arena *a, const char *s)
{
	struct buf low, out;
	const char *r;
	size_t i;
	bool gap = false;

	buf_init(&low, 4 * PLAIN_BYTES + 16);
	buf_init(&out, 4 * PLAIN_BYTES + 16);
	text_add_lower(&low, s, strnlen(s, PLAIN_BYTES));
	for (i = 0; i < low.len; i++) {
		unsigned char c = (unsigned char)low.s[i];

		if (c == 0xc2 && (unsigned char)low.s[i + 1] == 0xa0) {
			i++;
			c = ' ';
		}
		if (isalnum(c) || c == '@' || c >= 0x80) {
			if (gap && out.len > 0)
				buf_addc(&out, ' ');
			buf_addc(&out, (char)c);
			gap = false;
		} else {
			gap = true;
		}
	}
	r = arena_strn(a, out.s, out.len);
	buf_free(&low);
	buf_free(&out);
	return r;
}

const char *
command_trim(struct arena *a, const char *s, const char *off)
{
	size_t n;

	for (;;) {
		if (strncmp(s, "\xc2\xa0", 2) == 0)
			s += 2;
		else if (*s != '\0' &&
			 (strchr(" \t\r\n", *s) || strchr(off, *s)))
			s++;
		else
			break;
	}
	for (n = strlen(s); n > 0;) {
		if (n >= 2 && memcmp(s + n - 2, "\xc2\xa0", 2) == 0)
			n -= 2;
		else if (strchr(" \t\r\n", s[n - 1]) || strchr(off, s[n - 1]))
			n--;
		else
			break;
	}
	return arena_strn(a, s, n);
}

size_t
command_distance(const char *a, const char *b)
{
	size_t row[DISTANCE_MAX + 1], n = strlen(a), m = strlen(b), i, k;

	if (n > DISTANCE_MAX || m > DISTANCE_MAX)
		return DISTANCE_MAX;
	for (k = 0; k <= m; k++)
		row[k] = k;
	for (i = 0; i < n; i++) {
		size_t corner = row[0], up;

		row[0] = i + 1;
		for (k = 0; k < m; k++) {
			bool same = tolower((unsigned char)a[i]) ==
				    tolower((unsigned char)b[k]);

			up = row[k + 1];
			corner += !same;
			if (up + 1 < corner)
				corner = up + 1;
			if (row[k] + 1 < corner)
				corner = row[k] + 1;
			row[k + 1] = corner;
			corner = up;
		}
	}
	return row[m];
}

/* The same letters in another order. */
static bool
is_anagram(const char *a, const char *b)
{
	int count[256] = { 0 }, i, sum = 0;

	for (; *a != '\0'; a++)
		count[tolower((unsigned char)*a)]++;
	for (; *b != '\0'; b++)
		count[tolower((unsigned char)*b)]--;
	for (i = 0; i < 256; i++)
		sum += count[i] != 0;
	return sum == 0;
}

bool
command_is_slip(const char *word, const char *known)
{
	size_t d = command_distance(word, known), n = strlen(known);

	if (d == 0)
		return true;
	if (d == 2 && is_anagram(word, known))
		return true;
	if (tolower((unsigned char)*word) != tolower((unsigned char)*known))
		return d == 1 && strlen(word) != n;
	/* another letter makes another word of a short one */
	if (n < 5)
		return d == 1 && strlen(word) != n;
	return d <= (n < 7 ? 1 : n < 11 ? 2 : 3);
}

bool
command_is_courtesy(const char *plain)
{
	static const char *const words[] = { "ya", "yah", "iya", "y", "saja",
		"aja", "dong", "deh", "dah", "ok", "oke", "pak", "bu", "bapak",
		"ibu", "mas", "mbak", "kak", "min", "admin", "tolong", "mohon",
		"terima", "terimakasih", "makasih", "trims", "tks", "thx",
		"thanks", "please", "kasih", "sekarang", "sudah", "segera",
		"tiket", "tiketnya", "ini", "lagi", "kembali", "nya" };
	size_t i, n;

	while (*plain != '\0') {
		n = strcspn(plain, " ");
		for (i = 0; i < COUNT(words); i++)
			if (strlen(words[i]) == n &&
			    memcmp(words[i], plain, n) == 0)
				break;
		if (i == COUNT(words))
			return false;
		plain += n + (plain[n] == ' ');
	}
	return true;
}

/* "pak", "ke", ... before a name. */
static const char *
skip_honorifics(const char *s)
{
	static const char *const words[] = { "ke", "kepada", "untuk", "to",
		"pak", "bu", "ibu", "bapak", "mas", "mbak", "kak", "bang",
		"abang", "sdr", "sdri", "saudara", "saudari", "yth", "mr", "ms",
		"mrs", "dr" };
	size_t i, n;

	for (i = 0; i < COUNT(words); i++) {
		n = strlen(words[i]);
		if (strncmp(s, words[i], n) == 0 && s[n] == ' ') {
			s += n + 1;
			i = (size_t)-1;
		}
	}
	return s;
}

/* plain begins with the whole words of name. */
static bool
begins_with(const char *plain, const char *name)
{
	size_t n = strlen(name);

	return n > 0 && strncmp(plain, name, n) == 0 &&
	       (plain[n] == ' ' || plain[n] == '\0');
}

/* How well what is written names that officer: bytes of it, 0 for not. */
static size_t
names_officer(struct arena *a, const struct officer *f, const char *plain)
{
	const char *id = command_plain(a, f->id);
	const char *name = command_plain(a, f->name), *w;
	size_t best = 0;

	if (begins_with(plain, command_plain(a, f->address)))
		return 1000;
	if (begins_with(plain, name))
		best = 500 + strlen(name);
	if (best == 0 && begins_with(plain, id))
		best = 400;
	for (w = name; best == 0 && *w != '\0';) {
		size_t n = strcspn(w, " ");

		if (n >= 3 && begins_with(plain, arena_strn(a, w, n)))
			best = w == name ? 200 : 100;
		w += n + (w[n] == ' ');
	}
	return best;
}

static const char *
officer_list(struct arena *a, const struct office *o)
{
	const char *s;
	struct buf b;
	size_t i;

	buf_init(&b, 400);
	for (i = 0; i < o->nofficers; i++)
		if (!buf_addf(&b, "%s%s", i ? ", " : "", o->officers[i].id))
			break;
	s = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return s;
}

static enum err
no_officer(
    struct arena *a, const struct office *o, const char *plain, struct why *w)
{
	const char *word = arena_strn(a, plain, strcspn(plain, " "));
	const char *near = NULL;
	size_t i, d, best = DISTANCE_MAX;

	for (i = 0; i < o->nofficers; i++) {
		const char *name = command_plain(a, o->officers[i].name);

		name = arena_strn(a, name, strcspn(name, " "));
		if ((command_is_slip(word, name) &&
			(d = command_distance(word, name)) < best) ||
		    (command_is_slip(word, o->officers[i].id) &&
			(d = command_distance(word, o->officers[i].id)) <
			    best)) {
			best = d;
			near = o->officers[i].id;
		}
	}
	if (near != NULL)
		return why_set(w, ERR_ITEM,
		    "Petugas \"%.60s\" tidak dikenal. Mungkin maksudnya %s.",
		    plain, near);
	return why_set(w, ERR_ITEM,
	    "Petugas \"%.60s\" tidak dikenal. Pilihan: %.250s.", plain,
	    officer_list(a, o));
}

static bool
names_two(struct arena *a, const struct office *o, const char *plain,
    const struct officer *first)
{
	size_t i;

	for (i = 0; i < o->nofficers; i++)
		if (&o->officers[i] != first &&
		    names_officer(a, &o->officers[i], skip_honorifics(plain)) >
			0)
			return true;
	return false;
}

enum err
command_officer(struct arena *a, const struct office *o, const char *written,
    struct action *x_r, struct why *w)
{
	const char *plain = skip_honorifics(command_plain(a, written));
	const struct officer *found = NULL, *other = NULL;
	size_t i, score, best = 0;

	if (*plain == '\0')
		return why_set(w, ERR_ITEM,
		    "Nama petugas belum ada. Pilihan: %.250s.",
		    officer_list(a, o));
	for (i = 0; i < o->nofficers; i++) {
		score = names_officer(a, &o->officers[i], plain);
		if (score == 0)
			continue;
		if (score > best) {
			other = NULL;
			found = &o->officers[i];
			best = score;
		} else if (score == best) {
			other = &o->officers[i];
		}
	}
	if (found == NULL)
		return no_officer(a, o, plain, w);
	if (other != NULL)
		return why_set(w, ERR_ITEM,
		    "Nama \"%.60s\" dapat berarti %s atau %s. Tulis id-nya.",
		    plain, found->id, other->id);
	plain = command_plain(a, written);
	if (strstr(plain, " dan ") &&
	    names_two(a, o, strstr(plain, " dan ") + 5, found))
		return why_set(w, ERR_ITEM,
		    "Satu tiket diserahkan ke satu petugas. Pilih satu nama.");
	x_r->officer = found;
	return OK;
}

static const struct {
	const char *word;
	enum kind kind;
	enum topic topic;
	const char *service;
} kinds[] = {
	{ "konsultasi", KIND_KONSULTASI, TOPIC_NONE, "" },
	{ "konsul", KIND_KONSULTASI, TOPIC_NONE, "" },
	{ "consultation", KIND_KONSULTASI, TOPIC_NONE, "" },
	{ "pengaduan", KIND_PENGADUAN, TOPIC_NONE, "" },
	{ "aduan", KIND_PENGADUAN, TOPIC_NONE, "" },
	{ "keluhan", KIND_PENGADUAN, TOPIC_NONE, "" },
	{ "complaint", KIND_PENGADUAN, TOPIC_NONE, "" },
	{ "layanan lain", KIND_LAYANAN_LAIN, TOPIC_NONE, "" },
	{ "layanan lainnya", KIND_LAYANAN_LAIN, TOPIC_NONE, "" },
	{ "other service", KIND_LAYANAN_LAIN, TOPIC_NONE, "" },
	{ "bukan layanan", KIND_BUKAN_LAYANAN, TOPIC_NONE, "" },
	{ "bukan layanan statistik", KIND_BUKAN_LAYANAN, TOPIC_NONE, "" },
	{ "no service", KIND_BUKAN_LAYANAN, TOPIC_NONE, "" },
	{ "spam", KIND_SPAM, TOPIC_NONE, "" },
	{ "sampah", KIND_SPAM, TOPIC_NONE, "" },
	{ "penipuan", KIND_SPAM, TOPIC_NONE, "" },
	{ "data pribadi", KIND_LAYANAN_LAIN, TOPIC_NONE, "data-pribadi" },
	{ "personal data", KIND_LAYANAN_LAIN, TOPIC_NONE, "data-pribadi" },
	{ "data", KIND_KONSULTASI, TOPIC_DATA, "" },
	{ "metadata", KIND_KONSULTASI, TOPIC_METADATA, "" },
	{ "klasifikasi", KIND_KONSULTASI, TOPIC_KLASIFIKASI, "" },
	{ "classification", KIND_KONSULTASI, TOPIC_KLASIFIKASI, "" },
	{ "produk", KIND_LAYANAN_LAIN, TOPIC_NONE, "produk" },
	{ "product", KIND_LAYANAN_LAIN, TOPIC_NONE, "produk" },
	{ "romantik", KIND_LAYANAN_LAIN, TOPIC_NONE, "romantik" },
	{ "rekomendasi", KIND_LAYANAN_LAIN, TOPIC_NONE, "romantik" },
	{ "ppid", KIND_LAYANAN_LAIN, TOPIC_NONE, "ppid" },
	{ "perpustakaan", KIND_LAYANAN_LAIN, TOPIC_NONE, "perpustakaan" },
	{ "library", KIND_LAYANAN_LAIN, TOPIC_NONE, "perpustakaan" },
};

/* The longest of the words above at the start of plain; NULL. */
static size_t
find_kind(const char *plain)
{
	size_t i, best = COUNT(kinds);

	for (i = 0; i < COUNT(kinds); i++)
		if (begins_with(plain, kinds[i].word) &&
		    (best == COUNT(kinds) ||
			strlen(kinds[i].word) > strlen(kinds[best].word)))
			best = i;
	return best;
}

static const char *
behind(const char *plain, const char *word)
{
	plain += strlen(word);
	return plain + (*plain == ' ');
}

static enum err
no_kind(struct arena *a, const char *plain, struct why *w)
{
	const char *word = arena_strn(a, plain, strcspn(plain, " "));
	const char *near = NULL;
	size_t i, d, best = DISTANCE_MAX;

	for (i = 0; i < COUNT(kinds); i++) {
		if (!command_is_slip(word, kinds[i].word) &&
		    !command_is_slip(plain, kinds[i].word))
			continue;
		if ((d = command_distance(plain, kinds[i].word)) < best) {
			best = d;
			near = kinds[i].word;
		}
	}
	if (near != NULL)
		return why_set(w, ERR_ITEM,
		    "Jenis \"%.60s\" tidak dikenal. Mungkin maksudnya %s.",
		    plain, near);
	return why_set(w, ERR_ITEM,
	    "Jenis%s%.60s%s tidak dikenal. Pilihan: konsultasi (data, metadata "
	    "atau klasifikasi), pengaduan, layanan-lain (produk, romantik, "
	    "ppid, perpustakaan, data-pribadi), bukan-layanan, spam.",
	    *plain ? " \"" : "", plain, *plain ? "\"" : "");
}

enum err
command_kind(
    struct arena *a, const char *written, struct action *x_r, struct why *w)
{
	const char *plain = command_plain(a, written), *rest;
	size_t i, k;

	if (begins_with(plain, "ke") || begins_with(plain, "jadi") ||
	    begins_with(plain, "menjadi"))
		plain = behind(
		    plain, arena_strn(a, plain, strcspn(plain, " ")));
	if ((i = find_kind(plain)) == COUNT(kinds))
		return no_kind(a, plain, w);
	x_r->kind = kinds[i].kind;
	x_r->topic = kinds[i].topic;
	x_r->service = kinds[i].service;
	rest = behind(plain, kinds[i].word);
	while (begins_with(rest, "statistik") || begins_with(rest, "topik"))
		rest = behind(rest, arena_strn(a, rest, strcspn(rest, " ")));
	if (*rest == '\0' || command_is_courtesy(rest))
		return OK;
	if ((k = find_kind(rest)) == COUNT(kinds) ||
	    kinds[k].kind != x_r->kind || x_r->topic != TOPIC_NONE ||
	    *x_r->service != '\0')
		return no_kind(a, plain, w);
	x_r->topic = kinds[k].topic;
	x_r->service = kinds[k].service;
	rest = behind(rest, kinds[k].word);
	return command_is_courtesy(rest) ? OK : no_kind(a, plain, w);
}

const char *
command_service(const char *plain)
{
	size_t i = find_kind(plain);

	if (i == COUNT(kinds) ||
	    !command_is_courtesy(behind(plain, kinds[i].word)))
		return "";
	return kinds[i].service;
}

/* "2611-0042" at s: how long; code_r gets "PREFIX-2611-0042". */
static size_t
code_at(
    struct arena *a, const struct office *o, const char *s, const char **code_r)
{
	size_t gap, n, zeros;

	if (text_digits(s, 5) < 4)
		return 0;
	for (gap = 4;
	     s[gap] == '-' || s[gap] == ' ' || s[gap] == '/' || s[gap] == '.';
	     gap++)
		;
	n = text_digits(s + gap, 9);
	if (n == 0 || n > 8 || (gap == 4 && n < 4) || gap > 7)
		return 0;
	zeros = n < 4 ? 4 - n : 0;
	*code_r = arena_printf(a, "%s-%.4s-%.*s%.*s", o->prefix, s, (int)zeros,
	    "000", (int)n, s + gap);
	return gap + n;
}

enum err
command_ticket(struct arena *a, const struct office *o, const char *written,
    bool optional, const char **code_r, struct why *w)
{
	const char *s = written, *code = "", *next;
	size_t n;

	while (*s != '\0') {
		if ((s > written && isdigit((unsigned char)s[-1])) ||
		    (n = code_at(a, o, s, &next)) == 0) {
			s++;
			continue;
		}
		if (*code != '\0' && strcmp(code, next) != 0)
			return why_set(w, ERR_ITEM,
			    "Dua nomor tiket sekaligus (%s dan %s). Tulis satu "
			    "saja.",
			    code, next);
		code = next;
		s += n;
	}
	*code_r = code;
	if (*code != '\0' ||
	    (optional && command_is_courtesy(command_plain(a, written))))
		return OK;
	return why_set(w, ERR_ITEM,
	    "Nomor tiket belum ada atau tidak terbaca: \"%.60s\". Contoh: "
	    "%s-2611-0042.",
	    written, o->prefix);
}
