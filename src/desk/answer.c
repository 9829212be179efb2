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
#include "desk/answer_priv.h"
#include "desk/command_priv.h"
#include "mail/charset.h"
#include "mail/tnef.h"

#define MAX_LINES 5000
#define MAX_PIECES 40
#define PIECE_BYTES 65536
#define HTML_BYTES (2u << 20)
#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

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

void
answer_drop_from(struct lines *l, size_t i)
{
	for (; i < l->n; i++)
		l->v[i].gone = true;
}

static bool
is_opener(const char *s)
{
	return strncmp(s, "On ", 3) == 0 || strncmp(s, "Pada ", 5) == 0;
}

static bool
ends_in_wrote(const char *s)
{
	size_t n = strlen(s);

	return n >= 6 && s[n - 1] == ':' &&
	       (text_istr(s, "wrote:") != NULL ||
		   text_istr(s, "menulis:") != NULL);
}

/* "On 16/11/2026 PST wrote:" above a quote that stays, or, as Apple's
 * programs write it, in its first line. */
static void
cut_attributions(struct lines *l)
{
	size_t i, k, next;

	for (i = 0; i < l->n; i++) {
		bool quoted = l->v[i].quoted;

		if (!ends_in_wrote(l->v[i].bare))
			continue;
		for (next = i + 1; next < l->n && l->v[next].blank; next++)
			;
		if (next == l->n || !l->v[next].quoted)
			continue;
		for (k = i; k > 0 && i - k < 3 && !is_opener(l->v[k].bare) &&
			    !l->v[k - 1].blank && l->v[k - 1].quoted == quoted;
		     k--)
			;
		/* a citizen may well say what somebody wrote */
		if (quoted &&
		    (!is_opener(l->v[k].bare) ||
			(!strchr(l->v[i].bare, '@') && l->v[i].depth > 1)))
			continue;
		for (k = is_opener(l->v[k].bare) ? k : i; k <= i; k++)
			l->v[k].gone = true;
	}
}

/*
 * A program whose way to quote is not known: from the first line of our
 * notification on all is ours, whatever signs stand before it.
 */
static void
cut_notification(struct lines *l)
{
	static const char *const starts[] = { "--- Tulis jawaban untuk pemohon",
		"Tulis jawaban untuk pemohon di atas",
		"Balas pos-el ini = terkirim" };
	size_t i, k;

	for (i = 0; i < l->n; i++) {
		const char *s = l->v[i].bare;

		if (l->v[i].quoted || l->v[i].gone)
			continue;
		s += strspn(s, "|:%}#!+*_= \t");
		for (k = 0; k < COUNT(starts); k++)
			if (strncmp(s, starts[k], strlen(starts[k])) == 0) {
				answer_drop_from(l, i);
				return;
			}
	}
}

/* The blank lines at both ends of a quote say nothing. */
static void
cut_blank_quotes(struct lines *l)
{
	size_t i, k;
	bool first = true;

	for (i = 0; i < l->n; i++) {
		struct line *x = &l->v[i];

		if (x->gone)
			continue;
		if (!x->quoted) {
			first |= !x->blank;
			continue;
		}
		if (!x->blank) {
			first = false;
			continue;
		}
		for (k = i + 1; k < l->n && (l->v[k].gone || l->v[k].blank);
		     k++)
			;
		x->gone = first || k == l->n || !l->v[k].quoted;
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

static const char *
joined(struct arena *a, const struct answer_facts *f, const struct lines *l,
    const struct strs *pictures)
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
		line = answer_clean_line(a, f->office, pictures, l->v[i].s);
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
	for (i = 0; i < b.len && b.s[i] == ' '; i++)
		;
	s = arena_strn(a, b.s + i, b.len - i);
	buf_free(&b);
	return s;
}

struct pieces {
	const char **v;
	size_t n;
};

/* Of a long piece the middle goes: his words may stand at either end. */
static void
add_piece(struct arena *a, struct pieces *p, const char *s, size_t n)
{
	const char *clean;
	size_t head, tail;

	if (n > PIECE_BYTES) {
		for (head = PIECE_BYTES / 2; (s[head] & 0xc0) == 0x80; head--)
			;
		for (tail = n - PIECE_BYTES / 2; (s[tail] & 0xc0) == 0x80;
		     tail++)
			;
		clean = command_trim(a,
		    arena_printf(a, "%.*s\n...\n%.*s", (int)head, s,
			(int)(n - tail), s + tail),
		    "");
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

void
answer_html_part(const struct msg *m, struct buf *b)
{
	struct buf raw;
	size_t i;

	for (i = 0; i < m->nparts; i++)
		if (strncmp(m->parts[i].type, "message/", 8) == 0)
			return;
		else if (is_html(&m->parts[i]))
			break;
	if (i == m->nparts)
		return;
	buf_init(&raw, HTML_BYTES);
	part_decode(&m->parts[i], &raw);
	charset_add_utf8(b, m->parts[i].charset, raw.s, raw.len);
	buf_free(&raw);
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

/* What is encrypted says nothing to a citizen. */
static bool
is_encrypted(const struct msg *m, const struct part *p)
{
	return p->parent >= 0 &&
	       strcmp(m->parts[p->parent].type, "multipart/encrypted") == 0;
}

/* What is packed into it cannot be opened elsewhere; mere looks can go. */
static void
look_sealed(struct arena *a, const struct part *p, struct answer *r)
{
	struct strs names;
	size_t i;

	if (text_istr(p->type, "ms-tnef") == NULL &&
	    !text_ieq(p->name, "winmail.dat"))
		return;
	if (!tnef_names(a, p, &names)) {
		r->sealed = p->name;
		return;
	}
	for (i = 0; i < names.n; i++)
		r->sealed = arena_printf(a, "%s%s%s", r->sealed,
		    *r->sealed != '\0' ? ", " : "",
		    *names.v[i] != '\0' ? names.v[i] : p->name);
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
		look_sealed(a, x, r);
		if (!is_machinery(x) && !is_encrypted(m, x) &&
		    (!picture || shown[i])) {
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
	struct strs pictures;
	struct lines l;
	struct buf b;

	*r = (struct answer){ .text = "", .html = "", .sealed = "" };
	split(a, f->prose, &l);
	cut_attributions(&l);
	cut_notification(&l);
	cut_quotes(&l);
	cut_blank_quotes(&l);
	h.signed_off = answer_cut_signature(a, f->who, &l);
	buf_init(&b, HTML_BYTES);
	answer_html_part(m, &b);
	pictures = answer_pictures(a, b.s, b.len);
	r->text = h.text = joined(a, f, &l, &pictures);
	find_cut(a, *m->text != '\0' ? m->text : f->prose, r->text, &cut);
	if (*r->text != '\0')
		r->html = answer_cut_html(a, &h, b.s, b.len);
	buf_free(&b);
	pick_files(a, m, shown, r, &cut);
	r->cut = (struct strs){ cut.v, cut.n };
}
