/*
 * The form of missing details, read back out of a reply. It knows what mail
 * programs do to lines, and nothing of tickets.
 */
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "desk/form.h"
#include "desk/phrase.h"

#define VALUE_MAX 400
#define LINES_MAX 4000
#define HINT_MAX 80 /* bytes of "(contoh: 2021)" behind a label */
#define DETAILS_MAX 32
#define ACCOUNT_WORDS 600

/* Labels in lower case; of two that fit the longer one stands first. */
static const struct {
	const char *label, *detail;
} labels[] = {
	{ "data yang diperlukan", "data" },
	{ "data yang dibutuhkan", "data" },
	{ "jenis data", "data" },
	{ "nama data", "data" },
	{ "judul data", "data" },
	{ "data", "data" },
	{ "indikator", "data" },
	{ "indicator", "data" },
	{ "wilayah", "wilayah" },
	{ "daerah", "wilayah" },
	{ "kecamatan", "wilayah" },
	{ "kabupaten", "wilayah" },
	{ "area", "wilayah" },
	{ "region", "wilayah" },
	{ "tahun data", "periode" },
	{ "tahun", "periode" },
	{ "thn", "periode" },
	{ "periode", "periode" },
	{ "years", "periode" },
	{ "year", "periode" },
	{ "period", "periode" },
	{ "konsep", "konsep" },
	{ "istilah", "konsep" },
	{ "survei", "konsep" },
	{ "concept", "konsep" },
	{ "survey", "konsep" },
	{ "kegiatan usaha", "kegiatan" },
	{ "kegiatan", "kegiatan" },
	{ "jenis usaha", "kegiatan" },
	{ "usaha", "kegiatan" },
	{ "pekerjaan", "kegiatan" },
	{ "activity", "kegiatan" },
	{ "kejadian", "apa" },
	{ "peristiwa", "apa" },
	{ "kronologi", "apa" },
	{ "event", "apa" },
	{ "waktu kejadian", "kapan" },
	{ "waktu", "kapan" },
	{ "kapan", "kapan" },
	{ "time", "kapan" },
	{ "when", "kapan" },
	{ "tempat kejadian", "di-mana" },
	{ "tempat", "di-mana" },
	{ "lokasi", "di-mana" },
	{ "place", "di-mana" },
	{ "where", "di-mana" },
	{ "location", "di-mana" },
	{ "nama lengkap", "nama" },
	{ "nama", "nama" },
	{ "full name", "nama" },
	{ "name", "nama" },
	{ "nomor transaksi", "akun" },
	{ "akun pst", "akun" },
	{ "akun", "akun" },
	{ "pst account", "akun" },
	{ "account", "akun" },
};

struct form_line {
	const char *s; /* without quote signs and white space */
	size_t n;
	int depth; /* of quoting */
};

/* A label and where it ends. detail NULL: none. */
struct label {
	const char *detail;
	const char *end; /* behind its colon */
};

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c & 0x80);
}

/* White space, bullets, bold marks and no-break spaces at both ends. */
static size_t
skip_marks(const char *s, size_t n, const char *marks)
{
	size_t i = 0;

	while (i < n) {
		if (strchr(marks, s[i]) != NULL && s[i] != '\0')
			i++;
		else if (n - i >= 2 && memcmp(s + i, "\xc2\xa0", 2) == 0)
			i += 2; /* no-break space */
		else if (n - i >= 3 && memcmp(s + i, "\xe2\x80", 2) == 0 &&
			 strchr("\xa2\xa6\x8b\x8f", s[i + 2]) != NULL)
			i += 3; /* bullet, ellipsis, zero width */
		else
			break;
	}
	return i;
}

static struct form_line
read_line(const char *s, size_t n)
{
	struct form_line l = { s, n, 0 };
	size_t k;

	for (;;) {
		k = skip_marks(l.s, l.n, " \t");
		l.s += k, l.n -= k;
		if (l.n == 0 || (*l.s != '>' && *l.s != '|'))
			break;
		l.depth++;
		l.s++, l.n--;
	}
	k = skip_marks(l.s, l.n, " \t*-_#+");
	l.s += k, l.n -= k;
	while (l.n > 0 && strchr(" \t\r*", l.s[l.n - 1]) != NULL)
		l.n--;
	return l;
}

/* "Tahun (contoh: 2021-2025) :" and the like; NULL: no colon follows. */
static const char *
after_colon(const char *s, const char *end)
{
	const char *close;
	size_t k;

	s += skip_marks(s, (size_t)(end - s), " \t*_");
	k = (size_t)(end - s) < HINT_MAX ? (size_t)(end - s) : HINT_MAX;
	if (k > 0 && *s == '(' && (close = memchr(s, ')', k)) != NULL)
		s = close + 1;
	s += skip_marks(s, (size_t)(end - s), " \t*_");
	if (s < end && (*s == ':' || *s == '='))
		s++;
	else if (end - s >= 3 && memcmp(s, "\xef\xbc\x9a", 3) == 0)
		s += 3; /* full width */
	else
		return NULL;
	k = skip_marks(s, (size_t)(end - s), " \t*");
	return s + k;
}

static struct label
label_at(const char *s, const char *end)
{
	struct label l = { 0 };
	size_t i, n;

	for (i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		n = strlen(labels[i].label);
		if ((size_t)(end - s) > n && text_istarts(s, labels[i].label) &&
		    !is_alnum(s[n]) &&
		    (l.end = after_colon(s + n, end)) != NULL) {
			l.detail = labels[i].detail;
			return l;
		}
	}
	return l;
}

/* "1. Data:", "a) Data:" */
static const char *
skip_number(const char *s, const char *end)
{
	const char *p = s;

	while (p < end && p - s < 2 && is_alnum(*p))
		p++;
	if (p == s || p == end || (*p != '.' && *p != ')'))
		return s;
	return p + 1 + skip_marks(p + 1, (size_t)(end - p - 1), " \t*");
}

/* What nobody filled in: dots, lines, a dash, "tidak tahu". */
static bool
is_nothing(const char *s)
{
	static const char *const words[] = { "tidak tahu", "tdk tahu",
		"tidak ada", "kurang tahu", "belum tahu", "kosong", "n/a",
		"none", "unknown", "i don't know", "not sure", "isi di sini" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_ieq(s, words[i]))
			return true;
	for (; *s != '\0'; s++)
		if (is_alnum(*s))
			return false;
	return true;
}

/* A value without the dots and lines that it was written between. */
static const char *
clean(struct arena *a, const char *s, const char *end)
{
	const char *value;
	struct buf b;
	size_t k;

	do {
		k = skip_marks(s, (size_t)(end - s), " \t._*,;:");
		s += k;
	} while (k > 0);
	while (end > s && strchr(" \t\r._*,;-", end[-1]) != NULL)
		end--;
	buf_init(&b, VALUE_MAX + 8);
	k = (size_t)(end - s) > VALUE_MAX ? VALUE_MAX : (size_t)(end - s);
	while (k == VALUE_MAX && k > 0 && (s[k] & 0xc0) == 0x80)
		k--;
	text_add_squeezed(&b, s, k);
	value = is_nothing(b.s) ? "" : arena_strn(a, b.s, b.len);
	buf_free(&b);
	return value;
}

/* Where the next label begins in a line that holds several. */
static const char *
next_label(const char *s, const char *end)
{
	const char *p;

	for (p = s; p < end; p++)
		if (p > s && strchr(" \t,;.*|", p[-1]) != NULL &&
		    label_at(p, end).detail != NULL)
			return p;
	return end;
}

struct reading {
	struct arena *arena;
	const struct form_line *v;
	size_t n;
	struct strs asked;
	const char **value; /* one per asked, "" not given */
};

static void
give(struct reading *r, const char *detail, const char *value)
{
	size_t i;

	for (i = 0; i < r->asked.n; i++)
		if (strcmp(r->asked.v[i], detail) == 0 && *r->value[i] == '\0')
			r->value[i] = value;
}

/*
 * The value on the line below an empty label: of a quoted label what is
 * written without the quote sign; of one's own label the very next line. Else
 * it is only the next sentence of the mail that asked.
 */
static const char *
value_below(const struct reading *r, size_t i)
{
	const struct form_line *label = &r->v[i], *l;
	bool gap = false;

	for (i++; i < r->n; i++) {
		l = &r->v[i];
		if (l->n == 0) {
			gap = true;
			continue;
		}
		if (l->depth > label->depth ||
		    (l->depth == label->depth && (gap || label->depth > 0)))
			return "";
		if (label_at(skip_number(l->s, l->s + l->n), l->s + l->n)
			.detail != NULL)
			return "";
		return clean(r->arena, l->s, l->s + l->n);
	}
	return "";
}

static void
read_labels(struct reading *r, size_t i)
{
	const char *s = r->v[i].s, *end = s + r->v[i].n, *next, *value;
	struct label l;

	s = skip_number(s, end);
	if (label_at(s, end).detail == NULL)
		s = next_label(s, end);
	for (; s < end && (l = label_at(s, end)).detail != NULL; s = next) {
		next = label_at(l.end, end).detail != NULL
			   ? l.end
			   : next_label(l.end, end);
		value = clean(r->arena, l.end, next);
		if (*value == '\0' && next == end)
			value = value_below(r, i);
		if (*value != '\0')
			give(r, l.detail, value);
	}
}

static size_t
split(struct arena *a, const char *text, struct form_line **v_r)
{
	size_t n = 0, max = 1, len;
	const char *s;

	for (s = text; *s != '\0' && max < LINES_MAX; s++)
		max += *s == '\n';
	*v_r = arena_array(a, max + 1, sizeof(**v_r));
	for (s = text; *s != '\0' && n < max; s += len + (s[len] == '\n')) {
		len = strcspn(s, "\n");
		(*v_r)[n++] = read_line(s, len);
	}
	return n;
}

void
form_read(
    struct arena *a, const char *text, struct strs asked, struct form *f_r)
{
	struct reading r = { .arena = a, .asked = asked };
	const char **details, **values;
	struct form_line *v;
	size_t i, n = 0;
	int quoted;

	if (r.asked.n > DETAILS_MAX)
		r.asked.n = DETAILS_MAX;
	r.value = arena_array(a, r.asked.n, sizeof(*r.value));
	details = arena_array(a, r.asked.n, sizeof(*details));
	values = arena_array(a, r.asked.n, sizeof(*values));
	for (i = 0; i < r.asked.n; i++)
		r.value[i] = "";
	r.n = split(a, text, &v);
	r.v = v;
	for (quoted = 0; quoted < 2; quoted++)
		for (i = 0; i < r.n; i++)
			if ((v[i].depth > 0) == (quoted == 1))
				read_labels(&r, i);
	for (i = 0; i < r.asked.n; i++)
		if (*r.value[i] != '\0') {
			details[n] = r.asked.v[i];
			values[n++] = r.value[i];
		}
	f_r->details = (struct strs){ details, n };
	f_r->values = (struct strs){ values, n };
}

bool
form_has(const struct form *f, const char *detail)
{
	size_t i;

	for (i = 0; i < f->details.n; i++)
		if (strcmp(f->details.v[i], detail) == 0)
			return true;
	return false;
}

const char *
form_lines(struct arena *a, const struct form *f)
{
	const char *text;
	struct buf b;
	size_t i, k;

	buf_init(&b, (VALUE_MAX + 64) * (f->details.n + 1));
	for (i = 0; i < f->details.n; i++) {
		for (k = 0; strcmp(labels[k].detail, f->details.v[i]) != 0; k++)
			;
		buf_addf(&b, "%s: %s.\n", labels[k].label, f->values.v[i]);
	}
	text = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return text;
}

bool
form_account(struct arena *a, const char *text)
{
	static const char *const named[] = {
		"akun|account|transaksi|transaction ~3 nomor|no|id|number|pst|"
		"saya|kami|my|adalah|is ~3 %d",
		"akun|account|transaksi|transaction ~1 nomor|no|id|number|:? "
		"~1 %d",
		"nomor|no|id|number ~1 akun|account|transaksi|transaction ~3 "
		"%d",
		"sudah|telah|already ~2 punya|memiliki|membuat|mendaftar*|"
		"daftar|terdaftar|registrasi|have|registered|created ~3 "
		"akun|account|pst*",
		"akun|account ~2 pst* ~2 sudah|telah|atas ~2 "
		"ada|terdaftar|jadi|aktif|nama",
		"terdaftar|registered ~4 pst*",
	};
	static const char *const detail[] = { "akun" };
	const struct strs akun = { detail, 1 };
	struct words w;
	struct form f;
	size_t at;

	form_read(a, text, akun, &f);
	if (f.details.n > 0)
		return true;
	words_split(a, text, ACCOUNT_WORDS, &w);
	return phrase_any(
		   a, &w, named, sizeof(named) / sizeof(named[0]), &at) != NULL;
}
