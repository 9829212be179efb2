/*
 * Bytes of any charset, rightly labelled or not, to UTF-8. Knows labels and
 * bytes; must never know where in a mail they stood.
 */
#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "mail/charset.h"

#define NAME_MAX_LEN 40
#define REPLACEMENT "\xef\xbf\xbd"

/* What a label's letters and digits mean to iconv. "" is: guess. The wider
 * sets stand for the narrower, as WHATWG's encoding standard has it. */
static const struct alias {
	const char *label, *name;
} aliases[] = {
	{ "utf8", "UTF-8" },
	{ "utf8sig", "UTF-8" },
	{ "utf8mb4", "UTF-8" },
	{ "xutf8", "UTF-8" },
	{ "unicode11utf8", "UTF-8" },
	{ "cp65001", "UTF-8" },
	{ "windows65001", "UTF-8" },
	{ "iso88591", "" },
	{ "iso885911987", "" },
	{ "isoir100", "" },
	{ "latin1", "" },
	{ "l1", "" },
	{ "cp819", "" },
	{ "ibm819", "" },
	{ "cp1252", "" },
	{ "windows1252", "" },
	{ "win1252", "" },
	{ "xcp1252", "" },
	{ "xansi", "" },
	{ "ansi", "" },
	{ "usascii", "" },
	{ "ascii", "" },
	{ "ansix341968", "" },
	{ "iso646us", "" },
	{ "us", "" },
	{ "gb2312", "GB18030" },
	{ "xgb2312", "GB18030" },
	{ "gb231280", "GB18030" },
	{ "csgb2312", "GB18030" },
	{ "euccn", "GB18030" },
	{ "xeuccn", "GB18030" },
	{ "gbk", "GB18030" },
	{ "xgbk", "GB18030" },
	{ "cp936", "GB18030" },
	{ "windows936", "GB18030" },
	{ "chinese", "GB18030" },
	{ "chinesesimplified", "GB18030" },
	{ "gb18030", "GB18030" },
	{ "hzgb2312", "HZ" },
	{ "hz", "HZ" },
	{ "big5", "BIG5-HKSCS" },
	{ "xxbig5", "BIG5-HKSCS" },
	{ "cnbig5", "BIG5-HKSCS" },
	{ "csbig5", "BIG5-HKSCS" },
	{ "big5hkscs", "BIG5-HKSCS" },
	{ "cp950", "BIG5-HKSCS" },
	{ "windows950", "BIG5-HKSCS" },
	{ "ksc56011987", "CP949" },
	{ "ksc56011989", "CP949" },
	{ "ksc5601", "CP949" },
	{ "kscs56011987", "CP949" },
	{ "csksc56011987", "CP949" },
	{ "korean", "CP949" },
	{ "euckr", "CP949" },
	{ "cp949", "CP949" },
	{ "uhc", "CP949" },
	{ "windows949", "CP949" },
	{ "iso2022kr", "ISO-2022-KR" },
	{ "shiftjis", "CP932" },
	{ "xsjis", "CP932" },
	{ "sjis", "CP932" },
	{ "mskanji", "CP932" },
	{ "cp932", "CP932" },
	{ "windows31j", "CP932" },
	{ "cswindows31j", "CP932" },
	{ "eucjp", "EUC-JP-MS" },
	{ "xeucjp", "EUC-JP-MS" },
	{ "ujis", "EUC-JP-MS" },
	{ "iso2022jp", "JIS" },
	{ "csiso2022jp", "JIS" },
	{ "iso2022jp1", "JIS" },
	{ "iso2022jp3", "JIS" },
	{ "iso2022jpms", "JIS" },
	{ "cp50220", "JIS" },
	{ "cp50221", "JIS" },
	{ "jis", "JIS" },
	{ "utf7", "UTF-7" },
	{ "unicode11utf7", "UTF-7" },
	{ "utf16", "UTF-16" },
	{ "unicode", "UTF-16" },
	{ "ucs2", "UTF-16" },
	{ "iso88599", "CP1254" },
	{ "latin5", "CP1254" },
	{ "tis620", "CP874" },
	{ "iso885911", "CP874" },
	{ "windows874", "CP874" },
	{ "iso88598i", "ISO-8859-8" },
	{ "iso88598e", "ISO-8859-8" },
	{ "logical", "ISO-8859-8" },
	{ "xmacroman", "MACINTOSH" },
	{ "macroman", "MACINTOSH" },
	{ "macintosh", "MACINTOSH" },
	{ "mac", "MACINTOSH" },
	{ "xmaccyrillic", "MAC-CYRILLIC" },
	{ "koi8", "KOI8-R" },
	{ "koi", "KOI8-R" },
	{ "cskoi8r", "KOI8-R" },
	{ "koi8ru", "KOI8-U" },
};

/* 0x80..0x9F of windows-1252; 0 where nothing is defined. */
static const unsigned short high1252[32] = { 0x20ac, 0, 0x201a, 0x0192, 0x201e,
	0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
	0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178 };

/* b's cap is a cut, not a failure: whole pieces that fit, else false. */
static bool
put(struct buf *b, const char *s, size_t n)
{
	return n <= b->max - b->len && buf_add(b, s, n);
}

static bool
put_1252(struct buf *b, unsigned char c)
{
	unsigned u = c;

	if (b->max - b->len < 4)
		return false;
	if (c >= 0x80 && c < 0xa0 && (u = high1252[c - 0x80]) == 0)
		u = 0xfffd;
	return c == 0 || text_add_utf8(b, u);
}

static bool
add_1252(struct buf *b, const char *p, size_t n)
{
	size_t i, run;

	for (i = 0; i < n; i++) {
		for (run = i; run < n && p[run] > 0; run++)
			;
		if (run - i > b->max - b->len)
			run = i + b->max - b->len;
		if (!put(b, p + i, run - i))
			return false;
		if (run == n)
			break;
		if (!put_1252(b, (unsigned char)p[run]))
			return false;
		i = run;
	}
	return true;
}

/* What the bytes above ASCII look like. */
struct look {
	size_t high;  /* bytes above 0x7f */
	size_t multi; /* good UTF-8 sequences */
	size_t wide;  /* those of three and four bytes */
	size_t bad;   /* bytes that are no UTF-8 */
	bool nul, esc;
};

static struct look
look_at(const char *p, size_t n)
{
	struct look l = { 0 };
	size_t i = 0, len;

	while (i < n) {
		if (p[i] > 0) {
			l.esc |= p[i] == 0x1b;
			i++;
			continue;
		}
		if (p[i] == '\0') {
			l.nul = true;
			i++;
			continue;
		}
		len = text_utf8_len(p + i, n - i);
		l.multi += len > 0;
		l.wide += len > 2;
		l.bad += len == 0;
		l.high += len ? len : 1;
		i += len ? len : 1;
	}
	return l;
}

/*
 * Text that is UTF-8 but for some bytes: a Latin letter pasted in by a web
 * form reads as windows-1252, the rest of a torn character as U+FFFD.
 */
static bool
add_mostly_utf8(struct buf *b, const char *p, size_t n)
{
	size_t i, len, run;
	bool fit, torn = false;

	for (i = 0; i < n; i += len) {
		for (run = i; run < n && p[run] > 0; run++)
			;
		if ((len = run - i) > 0) {
			if (len > b->max - b->len)
				len = b->max - b->len;
			torn = false;
			if (len == 0 || !put(b, p + i, len))
				return false;
			continue;
		}
		len = text_utf8_len(p + i, n - i);
		if (len > 0) {
			fit = p[i] == '\0' || put(b, p + i, len);
			torn = false;
		} else {
			bool lead = (unsigned char)p[i] >= 0xc0;
			bool more = i + 1 < n && (p[i + 1] & 0xc0) == 0x80;

			len = 1;
			if (torn && !lead)
				continue; /* one sign for one character */
			torn = (lead && more) || i + 1 == n;
			fit = torn ? put(b, REPLACEMENT, 3)
				   : put_1252(b, (unsigned char)p[i]);
		}
		if (!fit)
			return false;
	}
	return true;
}

static bool
add_without_nul(struct buf *b, const char *p, size_t n)
{
	const char *nul;

	while (n > 0 && (nul = memchr(p, '\0', n)) != NULL) {
		if (!put(b, p, (size_t)(nul - p)))
			return false;
		n -= (size_t)(nul - p) + 1;
		p = nul + 1;
	}
	return put(b, p, n);
}

/* Through iconv; *bad_r counts bytes that it refused. */
static bool
add_iconv(
    struct buf *b, const char *name, const char *p, size_t n, size_t *bad_r)
{
	union {
		const char *ro;
		char *rw;
	} in = { p }; /* iconv(3) forgets that it only reads */
	iconv_t cd = iconv_open("UTF-8", name);
	char out[4096], *to;
	size_t room, rc;
	bool fit = true;

	*bad_r = 0;
	if (cd == (iconv_t)-1) {
		*bad_r = n;
		return true;
	}
	while (n > 0 && fit) {
		to = out;
		room = sizeof(out);
		rc = iconv(cd, &in.rw, &n, &to, &room);
		fit = add_without_nul(b, out, sizeof(out) - room);
		if (rc != (size_t)-1 || errno == E2BIG || !fit)
			continue;
		++*bad_r;
		if (*in.ro > 0)
			fit = put(b, in.ro, 1); /* a "+" that is no UTF-7 */
		else
			fit = put(b, REPLACEMENT, 3);
		in.ro++;
		n--;
	}
	to = out;
	room = sizeof(out);
	iconv(cd, NULL, NULL, &to, &room);
	fit = fit && add_without_nul(b, out, sizeof(out) - room);
	iconv_close(cd);
	return fit;
}

/*
 * ISO-2022-JP (RFC 1468) with what is really in it: half-width kana and the
 * vendors' characters. glibc refuses both, so its escapes are taken apart
 * here and the rest is EUC.
 */
static void
jis_to_euc(struct buf *euc, const char *p, size_t n)
{
	enum { ASCII, KANA, KANJI } mode = ASCII;
	size_t i;

	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c == 0x1b && i + 2 < n && strchr("($", p[i + 1])) {
			bool two = p[i + 1] == '$';

			mode = two ? KANJI : p[i + 2] == 'I' ? KANA : ASCII;
			i += two && p[i + 2] == '(' && i + 3 < n ? 3 : 2;
		} else if (c == 0x0e || c == 0x0f) {
			mode = c == 0x0e ? KANA : ASCII;
		} else if (c < 0x21 || c > 0x7e || mode == ASCII) {
			if (c == '\n')
				mode = ASCII; /* RFC 1468: each line anew */
			buf_addc(euc, (char)c);
		} else if (mode == KANA) {
			buf_addc(euc, '\x8e');
			buf_addc(euc, (char)(c | 0x80));
		} else if (i + 1 < n && p[i + 1] > 0x20) {
			buf_addc(euc, (char)(c | 0x80));
			buf_addc(euc, (char)(p[++i] | 0x80));
		}
	}
}

/* HZ (RFC 1843): GB 2312 in seven bits between ~{ and ~}. */
static void
hz_to_gb(struct buf *gb, const char *p, size_t n)
{
	bool wide = false;
	size_t i;

	for (i = 0; i < n; i++) {
		bool tilde = p[i] == '~' && i + 1 < n;

		if (tilde && (p[i + 1] == '{' || p[i + 1] == '}')) {
			wide = p[++i] == '{';
		} else if (tilde && (p[i + 1] == '~' || p[i + 1] == '\n')) {
			if (p[++i] == '~')
				buf_addc(gb, '~');
		} else {
			wide = wide && p[i] != '\n';
			buf_addc(gb,
			    wide && p[i] > ' ' ? (char)(p[i] | 0x80) : p[i]);
		}
	}
}

static bool
add_hz(struct buf *b, const char *p, size_t n, size_t *bad_r)
{
	struct buf gb;
	bool fit;

	buf_init(&gb, n);
	hz_to_gb(&gb, p, n);
	fit = add_iconv(b, "GB18030", gb.s, gb.len, bad_r);
	buf_free(&gb);
	return fit;
}

static bool
add_jis(struct buf *b, const char *p, size_t n, size_t *bad_r)
{
	struct buf euc;
	bool fit;

	buf_init(&euc, 2 * n);
	jis_to_euc(&euc, p, n);
	fit = add_iconv(b, "EUC-JP-MS", euc.s, euc.len, bad_r);
	buf_free(&euc);
	return fit;
}

/* UTF-16 tells its byte order by a mark; without it ASCII's zeros tell. */
static const char *
utf16_order(const char *p, size_t n)
{
	size_t i, even = 0, odd = 0;

	if (n >= 2 &&
	    (memcmp(p, "\xff\xfe", 2) == 0 || memcmp(p, "\xfe\xff", 2) == 0))
		return "UTF-16";
	for (i = 0; i + 1 < n && i < 2048; i += 2) {
		even += p[i] == '\0';
		odd += p[i + 1] == '\0';
	}
	return odd > even ? "UTF-16LE" : "UTF-16BE";
}

/* Letters and digits of the label in lower case; what follows ; or , is no
 * part of it. */
static void
squeeze(const char *label, char *key)
{
	size_t n = 0;

	for (; *label != '\0' && strchr(";,/", *label) == NULL; label++)
		if (isalnum((unsigned char)*label) && n < NAME_MAX_LEN - 1)
			key[n++] = (char)tolower((unsigned char)*label);
	key[n] = '\0';
}

/* "cp1251" and "windows-1251" under their iconv name, in the caller's room. */
static const char *
numbered(const char *key, char *name)
{
	static const char *const prefixes[] = { "windows", "win", "cp", "xcp",
		"ibm", "ms" };
	size_t i, len;

	for (i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		len = strlen(prefixes[i]);
		if (strncmp(key, prefixes[i], len) != 0 ||
		    strspn(key + len, "0123456789") != strlen(key + len) ||
		    key[len] == '\0')
			continue;
		memcpy(name, "CP", 2);
		memcpy(name + 2, key + len, strlen(key + len) + 1);
		return name;
	}
	return NULL;
}

/* The iconv name; "" when the label says nothing that helps. */
static const char *
iconv_name(const char *label, char *name)
{
	char key[NAME_MAX_LEN];
	const char *known;
	size_t i, n = 0;

	squeeze(label, key);
	for (i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (strcmp(key, aliases[i].label) == 0)
			return aliases[i].name;
	if ((known = numbered(key, name)) != NULL)
		return known;
	if (strncmp(key, "iso8859", 7) == 0 && key[7] != '\0' &&
	    strlen(key) <= 9) {
		memcpy(name, "ISO-8859-", 9);
		memcpy(name + 9, key + 7, strlen(key + 7) + 1);
		return name;
	}
	/* a name of its own: only bytes that iconv_open() takes as a name */
	for (; *label != '\0' && n < NAME_MAX_LEN - 1; label++)
		if (isalnum((unsigned char)*label) || strchr("-_.:", *label))
			name[n++] = *label;
		else if (*label == ';' || *label == ',' || *label == '/')
			break;
	name[n] = '\0';
	return name;
}

static bool
is_multibyte(const char *name)
{
	return strcmp(name, "GB18030") == 0 || strcmp(name, "CP949") == 0 ||
	       strcmp(name, "BIG5-HKSCS") == 0 || strcmp(name, "CP932") == 0 ||
	       strcmp(name, "EUC-JP-MS") == 0;
}

static bool
is_seven_bit(const char *name)
{
	return strcmp(name, "JIS") == 0 || strcmp(name, "UTF-7") == 0 ||
	       strcmp(name, "HZ") == 0 || strncmp(name, "ISO-2022", 8) == 0 ||
	       strncasecmp(name, "UTF-16", 6) == 0 ||
	       strncasecmp(name, "UTF-32", 6) == 0 ||
	       strncasecmp(name, "UCS-", 4) == 0 ||
	       strncasecmp(name, "UTF32", 5) == 0;
}

/* Text in a double-byte set can be good UTF-8 by chance when it is short. */
static bool
is_plausible_utf8(const struct look *l, const char *name)
{
	if (l->bad > 0 || is_seven_bit(name))
		return false;
	return !is_multibyte(name) || l->high == 0 ||
	       (l->multi >= 4 && l->wide > 0);
}

/* Sent as plain text, yet written in JIS: so did old Japanese mailers. */
static bool
is_bare_jis(const struct look *l, const char *name, const char *p, size_t n)
{
	return l->esc && l->high == 0 &&
	       (*name == '\0' || strcmp(name, "UTF-8") == 0) &&
	       (memmem(p, n, "\x1b$B", 3) != NULL ||
		   memmem(p, n, "\x1b$@", 3) != NULL);
}

static bool
add_guessed(struct buf *b, const struct look *l, const char *p, size_t n)
{
	if (l->bad == 0)
		return add_mostly_utf8(b, p, n);
	/* one chance sequence among many bad bytes proves nothing */
	if (l->multi > l->bad / 2)
		return add_mostly_utf8(b, p, n);
	return add_1252(b, p, n);
}

bool
charset_add_utf8(struct buf *b, const char *charset, const char *p, size_t n)
{
	char room[NAME_MAX_LEN + 10];
	const char *name = iconv_name(charset, room);
	struct look l;
	size_t bad, at = b->len;
	bool fit;

	if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
		p += 3; /* byte order mark */
		n -= 3;
	}
	l = look_at(p, n);
	if (is_bare_jis(&l, name, p, n))
		name = "JIS";
	else if (is_plausible_utf8(&l, name))
		return l.nul ? add_mostly_utf8(b, p, n)
			     : (put(b, p, n) || add_mostly_utf8(b, p, n));
	if (*name == '\0' || strcmp(name, "UTF-8") == 0)
		return add_guessed(b, &l, p, n);
	if (strcmp(name, "UTF-16") == 0)
		name = utf16_order(p, n);
	if (strcmp(name, "JIS") == 0)
		fit = add_jis(b, p, n, &bad);
	else if (strcmp(name, "HZ") == 0)
		fit = add_hz(b, p, n, &bad);
	else
		fit = add_iconv(b, name, p, n, &bad);
	if (fit && bad > 0 && bad * 4 > (l.high ? l.high : n)) {
		buf_cut(b, at); /* the label lied */
		return add_guessed(b, &l, p, n);
	}
	if (b->len - at >= 3 && memcmp(b->s + at, "\xef\xbb\xbf", 3) == 0) {
		memmove(b->s + at, b->s + at + 3, b->len - at - 3);
		buf_cut(b, b->len - 3);
	}
	return fit;
}
