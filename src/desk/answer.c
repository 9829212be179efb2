/*
 * Cuts an officer's words down to what the citizen is to read. It knows how
 * people sign and what our own notification looks like; whether the words may
 * be sent at all is not known here.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "desk/answer.h"
#include "desk/command_priv.h"
#include "mail/charset.h"

#define MAX_LINES 5000
#define MAX_PIECES 40
#define PIECE_BYTES 65536
#define SIGN_LINES 14 /* lines below a name that may be a signature */
#define HTML_BYTES (2u << 20)
#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

struct line {
	const char *s;
	bool quoted, blank, gone;
	unsigned depth;   /* quote signs */
	const char *bare; /* signs and white space off */
};

struct lines {
	struct line *v;
	size_t n;
};

static void
split(struct arena *a, const char *text, struct lines *l)
{
	const char *nl, *p;
	size_t count = 1;

	for (p = text; *p != '\0' && count < MAX_LINES; p++)
		count += *p == '\n';
	*l = (struct lines){ arena_array(a, count, sizeof(*l->v)), 0 };
	for (; *text != '\0' && l->n < count;
	     text = *nl != '\0' ? nl + 1 : nl) {
		struct line *x = &l->v[l->n++];

		nl = text + strcspn(text, "\n");
		if (l->n == count && *nl != '\0')
			nl = text + strlen(text);
		x->s = arena_strn(a, text, (size_t)(nl - text));
		for (p = x->s; *p == '>' || *p == ' ' || *p == '\t'; p++)
			x->depth += *p == '>';
		x->bare = command_trim(a, p, "");
		x->quoted = *x->s == '>';
		x->blank = *x->bare == '\0';
	}
}

/* "+t-ROW-MAC" of our own address: the address stays, the token goes. */
static size_t
plus_token(const char *s)
{
	size_t n;

	if (s[0] != '+')
		return 0;
	n = strcspn(s, "@ \t<>\n");
	return s[n] == '@' || strncmp(s, "+t-", 3) == 0 ? n : 0;
}

static bool
in_local(char c)
{
	return isalnum((unsigned char)c) || (c != '\0' && strchr("._-", c));
}

/* With a token's mark the domain does not matter: it may be torn off. */
static bool
is_our_local(const struct office *o, const char *from, size_t n, const char *at)
{
	const char *address;
	struct buf b;
	bool ours;

	if (at[0] != '@' || n == 0)
		return n > 0 && o->address != NULL &&
		       strcspn(o->address, "@") == n &&
		       strncasecmp(o->address, from, n) == 0;
	buf_init(&b, 600);
	buf_add(&b, from, n < 200 ? n : 200);
	buf_add(&b, at,
	    strnlen(at, 1 + strspn(at + 1, "abcdefghijklmnopqrstuvwxyz"
					   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					   "0123456789.-")));
	address = b.s;
	while (b.len > 0 && b.s[b.len - 1] == '.')
		buf_cut(&b, b.len - 1);
	ours = office_is_own(o, address);
	buf_free(&b);
	return ours;
}

/* "[PST-2611-0042-K7Q]": how long, and how much of it is the bare code. */
static size_t
tag_length(const struct office *o, const char *s, size_t *code_r)
{
	size_t p = strlen(o->prefix), n, k;

	if (p == 0 || strncasecmp(s, o->prefix, p) != 0 || s[p] != '-' ||
	    strspn(s + p + 1, "0123456789") != 4 || s[p + 5] != '-')
		return 0;
	n = p + 6 + strspn(s + p + 6, "0123456789");
	if (n < p + 10)
		return 0;
	*code_r = n;
	for (k = 0; s[n] == '-' && isalnum((unsigned char)s[n + 1 + k]); k++)
		;
	return s[n] == '-' && k == 3 ? n + 4 : n;
}

static size_t
id_length(const char *s)
{
	size_t n;

	s += *s == '<';
	if (strncasecmp(s, "tanggap.", 8) != 0)
		return 0;
	n = strcspn(s, "> \t\n");
	return memchr(s, '@', n) != NULL ? n + (s[n] == '>') + 1 : 0;
}

/* Adds s without tokens: what proves to us who somebody is leaves with
 * nobody. */
static void
add_clean(struct buf *b, const struct office *o, const char *s)
{
	const char *p, *from;
	size_t n, code = 0;

	for (p = s; *p != '\0';) {
		if ((p == s || !isalnum((unsigned char)p[-1])) &&
		    (n = tag_length(o, p + (*p == '['), &code)) > 0) {
			const char *end = p + (*p == '[') + n;

			buf_add(b, p + (*p == '['), code);
			p = end + (*p == '[' && *end == ']');
			continue;
		}
		if ((*p == '<' || p == s || p[-1] == ' ') &&
		    (n = id_length(p)) > 0) {
			p += n < strlen(p) ? n : strlen(p);
			continue;
		}
		if (*p == '+' && (n = plus_token(p)) > 0) {
			for (from = p; from > s && in_local(from[-1]); from--)
				;
			if (is_our_local(o, from, (size_t)(p - from), p + n)) {
				p += n;
				continue;
			}
		}
		buf_addc(b, *p++);
	}
}

/* "[cid:image001.png@01D...]", "[image: logo.png]": where a picture stood. */
static size_t
placeholder(const char *s)
{
	static const char *const starts[] = { "[cid:", "[image:", "[gambar:",
		"[inline image", "[Gambar:", "<cid:" };
	size_t i, n;

	for (i = 0; i < COUNT(starts); i++)
		if (strncasecmp(s, starts[i], strlen(starts[i])) == 0) {
			n = strcspn(s, *s == '[' ? "]\n" : ">\n");
			return s[n] == '\0' || s[n] == '\n' ? 0 : n + 1;
		}
	return 0;
}

static const char *
clean_line(struct arena *a, const struct office *o, const char *s)
{
	struct buf b, c;
	const char *r;
	size_t n;

	buf_init(&b, strlen(s) + 1);
	buf_init(&c, strlen(s) + 1);
	while (*s != '\0') {
		if ((n = placeholder(s)) > 0)
			s += n;
		else
			buf_addc(&c, *s++);
	}
	add_clean(&b, o, c.s);
	for (n = b.len; n > 0 && strchr(" \t\r", b.s[n - 1]) != NULL; n--)
		;
	r = arena_strn(a, b.s, n);
	buf_free(&b);
	buf_free(&c);
	return r;
}

/* Lines of our own notification: a label with its colon, or a sentence that
 * stands in each. */
static bool
is_notification(const char *bare)
{
	static const char *const starts[] = { "Nomor tiket ", "Batas waktu ",
		"Balas pos-el ini = ", "--- Tulis jawaban",
		"Perintah lain ditulis", "Tanggapan awal ",
		"- Alasan penggolongan:", "Tiket baru ",
		"Balasan Anda = ", "Keadaan " };
	size_t i;

	for (i = 0; i < COUNT(starts); i++)
		if (strncmp(bare, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

/* A field of a mail or of the case, a command, a link of ours. */
static bool
is_internal_quote(const char *bare)
{
	static const char *const labels[] = { "dari", "from", "kepada", "to",
		"cc", "subjek", "subject", "perihal", "tanggal", "date",
		"dikirim", "sent", "terkirim", "alamat", "petugas", "tiket",
		"jenis", "saluran", "diterima", "waktu", "reply to", "balas ke",
		"message id", "lampiran" };
	size_t n = strcspn(bare, ":"), i, k;
	char word[24];

	if (*bare == '#' || strstr(bare, "mailto:") != NULL ||
	    strncmp(bare, "- Serupa:", 9) == 0)
		return true;
	if (bare[n] != ':' || n == 0 || n >= sizeof(word))
		return false;
	for (i = k = 0; i < n; i++)
		if (isalpha((unsigned char)bare[i]))
			word[k++] = (char)tolower((unsigned char)bare[i]);
		else if (k > 0 && word[k - 1] != ' ')
			word[k++] = ' ';
	while (k > 0 && word[k - 1] == ' ')
		k--;
	word[k] = '\0';
	for (i = 0; i < COUNT(labels); i++)
		if (strcmp(word, labels[i]) == 0)
			return true;
	return false;
}

static bool
is_opener(const char *s)
{
	return strncmp(s, "On ", 3) == 0 || strncmp(s, "Pada ", 5) == 0;
}

/* "On 16/11/2026 PST wrote:" above a quote that stays. */
static void
cut_attributions(struct lines *l)
{
	size_t i, k, next;

	for (i = 0; i < l->n; i++) {
		const char *s = l->v[i].bare;
		size_t n = strlen(s);

		if (l->v[i].quoted || n < 6 || s[n - 1] != ':' ||
		    (text_istr(s, "wrote:") == NULL &&
			text_istr(s, "menulis:") == NULL))
			continue;
		for (next = i + 1; next < l->n && l->v[next].blank; next++)
			;
		if (next == l->n || !l->v[next].quoted)
			continue;
		for (k = i; k > 0 && i - k < 3 && !is_opener(l->v[k].bare) &&
			    !l->v[k - 1].blank;
		     k--)
			;
		for (k = is_opener(l->v[k].bare) ? k : i; k <= i; k++)
			l->v[k].gone = true;
	}
}

/*
 * Of quotes only the citizen's words stay. Our notification shows these
 * behind a quote sign of their own, so in a reply they have two: one is taken
 * off, also where the officer left nothing else of it.
 */
static void
cut_quotes(struct lines *l)
{
	bool ours = false, nested = true;
	size_t i;

	for (i = 0; i < l->n; i++)
		ours |= l->v[i].quoted && is_notification(l->v[i].bare);
	for (i = 0; i < l->n; i++) {
		struct line *x = &l->v[i];

		if (x->quoted && ((ours && x->depth < 2) ||
				     (!x->blank && is_internal_quote(x->bare))))
			x->gone = true;
		nested &= !x->quoted || x->gone || x->blank || x->depth > 1;
	}
	if (!nested)
		return;
	for (i = 0; i < l->n; i++)
		if (l->v[i].quoted && !l->v[i].gone) {
			const char *s = strchr(l->v[i].s + 1, '>');

			l->v[i].s = s != NULL ? s : l->v[i].s;
		}
}

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

/* From i on nothing but lines of a signature. */
static bool
all_signature(struct arena *a, const struct lines *l, size_t i)
{
	size_t seen = 0;

	for (; i < l->n; i++) {
		const struct line *x = &l->v[i];

		if (x->gone || x->blank)
			continue;
		if (x->quoted || seen++ >= SIGN_LINES ||
		    !(is_business_card(a, x->bare) || is_rule(x->bare)))
			return false;
	}
	return seen > 0;
}

static void
drop_from(struct lines *l, size_t i)
{
	for (; i < l->n; i++)
		l->v[i].gone = true;
}

/*
 * The block of titles below the name goes, name and greeting stay. Without a
 * name the first line below the greeting is taken for it.
 */
static bool
cut_signature(struct arena *a, const struct officer *who, struct lines *l)
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
		if (is_rule(x->bare) && i > 1 && all_signature(a, l, i - 1))
			last = i - 1;
		if (is_name(a, who, x->bare) && all_signature(a, l, i))
			last = i;
		if (!is_sign_off(a, x->bare) || i == l->n)
			continue;
		for (next = i; next < l->n && l->v[next].blank; next++)
			;
		if (next + 1 < l->n && !l->v[next].quoted &&
		    is_like_name(a, l->v[next].bare) &&
		    all_signature(a, l, next + 1) && last == l->n)
			last = next + 1;
	}
	if (last < l->n)
		drop_from(l, last);
	return signed_off || last < l->n;
}

static const char *
joined(struct arena *a, const struct answer_facts *f, const struct lines *l)
{
	bool gap = false;
	const char *s;
	struct buf b;
	size_t i;

	buf_init(&b, strlen(f->prose) + l->n + 16);
	for (i = 0; i < l->n; i++) {
		const char *line;

		if (l->v[i].gone) {
			gap |= b.len > 0 && l->v[i].quoted;
			continue;
		}
		line = clean_line(a, f->office, l->v[i].s);
		if (*command_trim(a, line, "") == '\0') {
			gap = b.len > 0;
			continue;
		}
		if (gap)
			buf_addc(&b, '\n');
		gap = false;
		buf_adds(&b, line);
		buf_addc(&b, '\n');
	}
	while (b.len > 0 && b.s[b.len - 1] == '\n')
		buf_cut(&b, b.len - 1);
	s = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return s;
}

struct pieces {
	const char **v;
	size_t n;
};

static void
add_piece(struct arena *a, struct pieces *p, const char *s, size_t n)
{
	const char *clean;

	if (n > PIECE_BYTES) {
		for (n = PIECE_BYTES; n > 0 && (s[n] & 0xc0) == 0x80; n--)
			;
		clean = command_trim(
		    a, arena_printf(a, "%.*s ...", (int)n, s), "");
	} else {
		clean = command_trim(a, arena_strn(a, s, n), "");
	}
	if (*clean != '\0' && p->n < MAX_PIECES)
		p->v[p->n++] = clean;
}

/* The lines of the whole text that are not in the answer, run by run. */
static void
find_cut(struct arena *a, const char *whole, const char *text, struct pieces *p)
{
	const char *left = answer_letters(a, text, strlen(text)), *nl, *line;
	const char *from = NULL;
	size_t n;

	for (; *whole != '\0'; whole = *nl != '\0' ? nl + 1 : nl) {
		nl = whole + strcspn(whole, "\n");
		line = answer_letters(a, whole, (size_t)(nl - whole));
		n = strlen(line);
		if (n == 0 || strncmp(left, line, n) == 0) {
			if (n > 0 && from != NULL) {
				add_piece(a, p, from, (size_t)(whole - from));
				from = NULL;
			}
			left += n;
		} else if (from == NULL) {
			from = whole;
		}
	}
	if (from != NULL)
		add_piece(a, p, from, (size_t)(whole - from));
}

static bool
is_html(const struct part *p)
{
	return !p->attachment && !p->container &&
	       strcmp(p->type, "text/html") == 0;
}

/* The first HTML part that is shown, in UTF-8; not of a mail inside. */
static bool
html_of(const struct msg *m, struct buf *b)
{
	struct buf raw;
	size_t i;

	for (i = 0; i < m->nparts; i++)
		if (strncmp(m->parts[i].type, "message/", 8) == 0)
			return false;
		else if (is_html(&m->parts[i]))
			break;
	if (i == m->nparts)
		return false;
	buf_init(&raw, HTML_BYTES);
	part_decode(&m->parts[i], &raw);
	charset_add_utf8(b, m->parts[i].charset, raw.s, raw.len);
	buf_free(&raw);
	return true;
}

/* What programs attach for each other. */
static bool
is_machinery(const struct part *p)
{
	static const char *const types[] = { "application/ms-tnef",
		"application/vnd.ms-tnef", "application/pkcs7-signature",
		"application/x-pkcs7-signature", "application/pgp-signature",
		"application/pgp-keys", "application/pgp-encrypted",
		"text/calendar", "application/ics", "message/rfc822",
		"message/delivery-status", "text/rfc822-headers",
		"text/x-amp-html", "text/vcard", "text/x-vcard",
		"text/directory" };
	static const char *const names[] = { "winmail.dat", "smime.p7s",
		"smime.p7m", "signature.asc", "invite.ics", "meeting.ics",
		"encryption_key.asc" };
	size_t i;

	for (i = 0; i < COUNT(types); i++)
		if (strcmp(p->type, types[i]) == 0)
			return true;
	for (i = 0; i < COUNT(names); i++)
		if (text_ieq(p->name, names[i]))
			return true;
	return false;
}

static bool
is_inside_mail(const struct msg *m, const struct part *p)
{
	int up;

	for (up = p->parent; up >= 0; up = m->parts[up].parent)
		if (strncmp(m->parts[up].type, "message/", 8) == 0)
			return true;
	return false;
}

static void
pick_files(struct arena *a, const struct msg *m, const bool *shown,
    struct answer *r, struct pieces *p)
{
	int *files = arena_array(a, m->nparts + 1, sizeof(*files));
	size_t i;

	for (i = 0; i < m->nparts; i++) {
		const struct part *x = &m->parts[i];
		bool picture = *x->cid != '\0' &&
			       (strncmp(x->type, "image/", 6) == 0 ||
				   strncmp(x->content, "image/", 6) == 0);

		if (is_inside_mail(m, x) || (!x->attachment && !picture))
			continue;
		if (x->container && !is_machinery(x))
			continue;
		if (!is_machinery(x) && (!picture || shown[i])) {
			files[r->nfiles++] = (int)i;
			continue;
		}
		if (*x->name != '\0')
			add_piece(a, p,
			    arena_printf(a, "[lampiran: %s]", x->name),
			    strlen(x->name) + 13);
	}
	r->files = files;
}

void
answer_make(struct arena *a, const struct msg *m, const struct answer_facts *f,
    struct answer *r)
{
	struct pieces cut = { arena_array(a, MAX_PIECES, sizeof(char *)), 0 };
	bool *shown = arena_array(a, m->nparts + 1, sizeof(*shown));
	struct answer_html h = { .m = m, .shown = shown };
	struct lines l;
	struct buf b;

	*r = (struct answer){ .text = "", .html = "" };
	split(a, f->prose, &l);
	cut_attributions(&l);
	cut_quotes(&l);
	h.signed_off = cut_signature(a, f->who, &l);
	r->text = h.text = joined(a, f, &l);
	find_cut(a, *m->text != '\0' ? m->text : f->prose, r->text, &cut);
	buf_init(&b, HTML_BYTES);
	if (*r->text != '\0')
		r->html = html_of(m, &b) ? answer_cut_html(a, &h, b.s, b.len)
					 : answer_cut_html(a, &h, "", 0);
	buf_free(&b);
	pick_files(a, m, shown, r, &cut);
	r->cut = (struct strs){ cut.v, cut.n };
}
