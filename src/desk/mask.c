/*
 * Names, addresses and numbers out of a text. Knows the one person whom it
 * hides, and no store.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "desk/mask.h"

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))
#define WORD_MIN 3  /* letters of a name that say anything */
#define PHONE_MIN 9 /* digits */
#define PHONE_MAX 14
#define CARD_DIGITS 16 /* of a NIK */
#define TEXT_MAX (4u << 20)

static bool
is_letter(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool
is_large(char c)
{
	return is_letter(c) && !islower((unsigned char)c);
}

static size_t
word_at(const char *s)
{
	size_t n = 0;

	while (
	    is_letter(s[n]) || (n > 0 && s[n] == '\'' && is_letter(s[n + 1])))
		n++;
	return n;
}

static bool
has_word(const char *list, const char *word, size_t len)
{
	size_t n;

	for (; *list != '\0'; list += n > 0 ? n : 1) {
		n = word_at(list);
		if (n == len && strncasecmp(list, word, len) == 0)
			return true;
	}
	return false;
}

/* What many a display name has beside a name. */
static bool
is_common(const char *word, size_t len)
{
	static const char words[] =
	    "bapak ibu pak saudara saudari kakak mas "
	    "mbak haji hajah warga pegawai masyarakat "
	    "pelapor pemohon mahasiswa mahasiswi kantor "
	    "dinas badan bps kabupaten kecamatan desa "
	    "kota anonim hamba allah dan the mail email "
	    "info admin";

	return has_word(words, word, len);
}

static size_t
name_at(const struct mask *m, const char *s)
{
	size_t n = word_at(s);

	if (n < WORD_MIN || !is_large(*s) || is_common(s, n) ||
	    has_word(m->office, s, n) || !has_word(m->name, s, n))
		return 0;
	return n;
}

static size_t
address_at(const struct mask *m, const char *s)
{
	size_t n = strlen(m->address);

	return n > 0 && strncasecmp(s, m->address, n) == 0 ? n : 0;
}

/* "0812-3456-7890", "+62 812 3456 7890", "6104012345678901". */
static size_t
number_at(const char *s)
{
	char digits[CARD_DIGITS + 2];
	size_t i, n = 0, end = 0;

	for (i = *s == '+'; s[i] != '\0' && n < sizeof(digits) - 1; i++) {
		if (isdigit((unsigned char)s[i])) {
			digits[n++] = s[i];
			end = i + 1;
		} else if (i != end || strchr(" -.", s[i]) == NULL) {
			break;
		}
	}
	digits[n] = '\0';
	if (n == CARD_DIGITS)
		return end;
	if (n < PHONE_MIN || n > PHONE_MAX)
		return 0;
	return strncmp(digits, "08", 2) == 0 || strncmp(digits, "628", 3) == 0
		   ? end
		   : 0;
}

static size_t
found_at(const struct mask *m, const char *s, bool inside)
{
	size_t n = address_at(m, s);

	if (n == 0 && !inside && (isdigit((unsigned char)*s) || *s == '+'))
		n = number_at(s);
	return n > 0 || inside ? n : name_at(m, s);
}

const char *
mask_identity(struct arena *a, const struct mask *m, const char *text)
{
	size_t n, found = 0, hidden = 0;
	bool inside = false;
	const char *s = text;
	struct buf b;

	buf_init(&b, TEXT_MAX);
	for (; *s != '\0'; s += n) {
		if ((n = found_at(m, s, inside)) > 0) {
			/* several words of one name are one gap */
			if (hidden == 0 || b.len != hidden + 1 ||
			    b.s[hidden] != ' ')
				buf_adds(&b, MASK_WORDS);
			else
				buf_cut(&b, hidden);
			hidden = b.len;
			found++;
			inside = false;
			continue;
		}
		n = 1;
		inside = is_letter(*s) || isdigit((unsigned char)*s);
		buf_addc(&b, *s);
	}
	if (found > 0)
		text = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return text;
}
