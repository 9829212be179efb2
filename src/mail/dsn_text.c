/*
 * Delivery reports that are no RFC 3464 but words. Knows how servers set
 * addresses and reasons on lines; whether a mail is a report at all is
 * decided elsewhere.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "mail/dsn.h"
#include "mail/dsn_text.h"
#include "mail/dsn_words.h"

#define MAX_FOUND 200  /* recipients of one report */
#define MAX_WORDS 3000 /* bytes of a reason */
#define MAX_LINES 4000 /* of a report */

/* How sure it is that an address is a recipient that failed. */
enum sure {
	NOT_AT_ALL,
	OURSELVES,
	IN_A_REPLY,
	IN_A_SENTENCE,
	ON_ITS_OWN,
	KNOWN
};

struct found {
	const char *address;
	enum sure sure;
	struct buf words;
};

struct search {
	struct arena *a;
	const struct msg *m;
	struct found v[MAX_FOUND];
	size_t n;
	struct found *open; /* the following lines are its reason */
	struct buf common;  /* reasons that name no recipient */
};

static bool
is_local(unsigned char c)
{
	return isalnum(c) || c >= 0x80 ||
	       (c != '\0' && strchr("!#$%&'*+/=?^_`{|}~.-", c) != NULL);
}

static bool
is_domain(unsigned char c)
{
	return isalnum(c) || c >= 0x80 || c == '.' || c == '-' || c == '_';
}

const char *
dsn_next_address(struct arena *a, const char **p, const char *end)
{
	const char *at, *from, *to;

	while (*p < end) {
		at = memchr(*p, '@', (size_t)(end - *p));
		if (at == NULL)
			return NULL;
		for (from = at; from > *p && is_local((unsigned char)from[-1]);
		     from--)
			;
		if (from == at && at > *p && at[-1] == '"') /* "a b"@c */
			for (from = at - 1;
			     from > *p && from[-1] != '<' && from[-1] != '\n';
			     from--)
				;
		for (to = at + 1; to < end && is_domain((unsigned char)*to);
		     to++)
			;
		*p = to > at + 1 ? to : at + 1;
		while (from < at && strchr("'`*=-", *from) != NULL)
			from++; /* quotes and bullets around it */
		while (to > at + 1 && strchr(".-_", to[-1]) != NULL)
			to--;
		if (from < at && to > at + 1 && to - from <= 320)
			return arena_strn(a, from, (size_t)(to - from));
	}
	return NULL;
}

static bool
same(const char *a, const char *b)
{
	return strcasecmp(a, b) == 0;
}

/* Ours, or the server's own: no recipient unless nothing else is there. */
static bool
is_party(const struct msg *m, const char *address)
{
	size_t i;

	for (i = 0; i < m->to.n; i++)
		if (same(m->to.v[i].address, address))
			return true;
	for (i = 0; i < m->from.n; i++)
		if (same(m->from.v[i].address, address))
			return true;
	return text_istarts(address, "mailer-daemon@") ||
	       text_istarts(address, "postmaster@") ||
	       text_istarts(address, "abuse@") ||
	       text_istarts(address, "support@") ||
	       text_istarts(address, "helpdesk@");
}

static struct found *
find(struct search *s, const char *address, enum sure sure)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (same(s->v[i].address, address)) {
			if (s->v[i].sure < sure)
				s->v[i].sure = sure;
			return &s->v[i];
		}
	if (s->n == MAX_FOUND)
		return NULL;
	s->v[s->n].address = address;
	s->v[s->n].sure = sure;
	buf_init(&s->v[s->n].words, MAX_WORDS);
	return &s->v[s->n++];
}

static void
add_words(struct buf *b, const char *s, size_t n)
{
	while (n > 0 && strchr(" \t:-.>", *s) != NULL)
		s++, n--;
	if (n == 0 || b->max - b->len < n + 1)
		return;
	if (b->len > 0)
		buf_addc(b, ' ');
	buf_add(b, s, n);
}

/* "From:", "MAIL FROM" and so on: the address behind it is the sender's. */
static bool
speaks_of_sender(const char *line)
{
	static const char *const words[] = { "mail from",
		"from:", "sender:", "sender <", "envelope-from", "reply-to",
		"message-id", "in-reply-to", "return-path", "contact ",
		"hubungi", "http", "x-", "subject:", "original sender" };

	return dsn_has_any(line, words, sizeof(words) / sizeof(words[0]));
}

static bool
speaks_of_recipient(const char *line)
{
	static const char *const words[] = { "recipient", "rcpt", "deliver",
		"to:", "to <", " to ", "address", "user", "mailbox", "account",
		"reach", "failed", "penerima", "kepada", "ke ", "alamat",
		"terkirim", "dikirim", "destinat", "empf", "kotak surat" };

	return dsn_has_any(line, words, sizeof(words) / sizeof(words[0]));
}

/* "There was an error delivering your mail to <", whatever stands before. */
static bool
ends_in_delivery(const char *s, size_t n)
{
	static const char *const words[] = { "delivered to", "deliver to",
		"delivery to", "message to", "mail to", "email to", "reach",
		"recipient", "undeliverable to", "dikirim ke", "dikirim kepada",
		"terkirim ke", "terkirim kepada", "disampaikan kepada",
		"disampaikan ke", "pesan anda ke", "pesan anda kepada",
		"pesan ke", "pesan kepada" };
	size_t i, len;

	while (n > 0 && strchr(" \t<*\"'(:", s[n - 1]) != NULL)
		n--;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		len = strlen(words[i]);
		if (n >= len && strncasecmp(s + n - len, words[i], len) == 0)
			return true;
	}
	return false;
}

/* What stands before an address that a server names on a line of its own. */
static bool
is_lead(const char *s, size_t n)
{
	static const char *const words[] = { "to", "recipient", "recipients",
		"failed recipient", "rcpt to", "rcpt", "address", "user",
		"final-recipient", "original-recipient", "delivery failed",
		"intended recipient", "recipient address", "penerima", "kepada",
		"alamat", "alamat penerima", "for", "e-mail", "email", "rfc822",
		"original recipient", "failed address" };
	char word[40];
	size_t i, len = 0;

	for (i = 0; i < n; i++) {
		if (strchr(" \t<>*\"'([:;-=.,|", s[i]) != NULL && len == 0)
			continue;
		if (len < sizeof(word) - 1)
			word[len++] = s[i];
	}
	while (len > 0 && strchr(" \t<>*\"'([:;-=.,|", word[len - 1]) != NULL)
		len--;
	word[len] = '\0';
	if (len == 0)
		return true;
	if (ends_in_delivery(s, n))
		return true;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (same(word, words[i]))
			return true;
	return false;
}

/* "Kijitora <k@example.jp>": a name of few words before it. */
static bool
is_name(const char *s, size_t n)
{
	size_t i, words = 1;

	if (n < 2 || s[n - 1] != '<' || n > 60)
		return false;
	for (i = 0; i < n; i++) {
		words += s[i] == ' ';
		if (isdigit((unsigned char)s[i]) || s[i] == ':')
			return false;
	}
	return words <= 5;
}

/* The rest of a line behind an address on its own: closing signs, then the
 * reason. */
static const char *
behind(const char *p, const char *end)
{
	const char *mailto;

	while (p < end && strchr(">)]\"', \t:;.-=", *p) != NULL)
		p++;
	/* "a@b<mailto:a@b>", "a@b <a@b>" */
	if (p < end && *p == '<' &&
	    (mailto = memchr(p, '>', (size_t)(end - p))) != NULL &&
	    memchr(p, '@', (size_t)(mailto - p)) != NULL)
		p = mailto + 1;
	while (p < end && strchr(">)]\"', \t:;", *p) != NULL)
		p++;
	return p;
}

static enum sure
how_sure(const struct search *s, const char *line, const char *from,
    const char *address)
{
	size_t before = (size_t)(from - line);

	if (is_party(s->m, address)) /* mail to oneself can bounce */
		return before <= 1 ? OURSELVES : NOT_AT_ALL;
	if (is_lead(line, before) || is_name(line, before))
		return ON_ITS_OWN;
	if (speaks_of_sender(line))
		return NOT_AT_ALL;
	/* "550 <a@b>... User unknown" of a transcript (sendmail) */
	if (before >= 4 && before <= 6 && isdigit((unsigned char)line[0]) &&
	    isdigit((unsigned char)line[2]) &&
	    strspn(line + 3, " <") == before - 3)
		return ON_ITS_OWN;
	if (dsn_reply_code(line) != 0 || text_istarts(line, ">>> rcpt"))
		return IN_A_REPLY;
	return speaks_of_recipient(line) ? IN_A_SENTENCE : NOT_AT_ALL;
}

static void
doubt_all(struct search *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (s->v[i].sure == ON_ITS_OWN)
			s->v[i].sure = IN_A_SENTENCE;
	s->open = NULL;
}

/* One line, its end and indentation taken off. */
static void
take_line(struct search *s, const char *line, size_t n)
{
	const char *p = line, *end = line + n, *address, *from;
	const char *copy = arena_strn(s->a, line, n);
	bool any = false;
	enum sure sure;

	/* what stood above were the fields of the mail, not who failed */
	if (text_istr(copy, "did not reach") != NULL)
		doubt_all(s);
	while ((address = dsn_next_address(s->a, &p, end)) != NULL) {
		struct found *f;

		from = p - strlen(address);
		while (from > line && strncmp(from, address, 1) != 0)
			from--;
		sure = how_sure(s, copy, copy + (from - line), address);
		if (any && sure == ON_ITS_OWN)
			sure = IN_A_SENTENCE;
		if (sure == NOT_AT_ALL || (f = find(s, address, sure)) == NULL)
			continue;
		if (sure == ON_ITS_OWN || sure == OURSELVES) {
			s->open = f;
			p = behind(p, end);
			add_words(&f->words, p, (size_t)(end - p));
			return;
		}
		if (!any)
			add_words(&f->words, line, n);
		any = true;
	}
	if (any)
		return;
	if (s->open != NULL)
		add_words(&s->open->words, line, n);
	else
		add_words(&s->common, line, n);
}

/*
 * The lines of the report. A reason goes on until a blank line that stands
 * behind some of it, or until the next recipient.
 */
static void
take_text(struct search *s, const char *text)
{
	const char *nl;
	unsigned blank = 0, lines = 0;

	for (; *text != '\0' && lines < MAX_LINES; text = nl + (*nl == '\n')) {
		size_t n;

		nl = text + strcspn(text, "\n");
		while (text < nl && strchr(" \t>", *text) != NULL)
			text++;
		n = (size_t)(nl - text);
		while (n > 0 && strchr(" \t\r", text[n - 1]) != NULL)
			n--;
		lines++;
		if (n == 0) {
			blank++;
			if (s->open != NULL &&
			    (blank > 1 || s->open->words.len > 0) &&
			    dsn_reply_code(s->open->words.s) != 0)
				s->open = NULL;
			continue;
		}
		blank = 0;
		take_line(s, text, n);
	}
}

static enum sure
surest(const struct search *s)
{
	enum sure best = NOT_AT_ALL;
	size_t i;

	for (i = 0; i < s->n; i++)
		if (s->v[i].sure > best)
			best = s->v[i].sure;
	return best;
}

/* The reason given for f; where there is none, what is said of all. */
static const char *
reason(const struct search *s, const struct found *f)
{
	size_t i;

	if (f->words.len > 0 && (dsn_reply_code(f->words.s) != 0 ||
				    dsn_reply_code(s->common.s) == 0))
		return f->words.s;
	if (f->words.len == 0)
		for (i = 0; i < s->n; i++)
			if (dsn_reply_code(s->v[i].words.s) != 0)
				return s->v[i].words.s;
	return s->common.len > 0 ? s->common.s : f->words.s;
}

static void
fill(struct search *s, struct dsn *d, const struct found *f, const char *text)
{
	bool delay = dsn_is_delay(text), done = dsn_is_success(text);
	const char *status;

	d->recipient = f->address;
	d->diagnostic = arena_str(s->a, reason(s, f));
	d->action = delay ? "delayed" : done ? "delivered" : "failed";
	status = dsn_status_of(s->a, d->diagnostic);
	if (*status == '\0')
		status = dsn_status_of(s->a, f->words.s);
	if (*status == '\0')
		status = dsn_status_of(s->a, s->common.s);
	if (*status == '\0')
		status = delay ? "4.0.0" : done ? "2.0.0" : "5.0.0";
	d->status = status;
}

struct dsn *
dsn_from_text(struct arena *a, const struct msg *m, const char *text,
    const struct addrs *known, size_t *n_r)
{
	struct search *s = arena_alloc(a, sizeof(*s));
	struct dsn *v;
	enum sure best;
	size_t i;

	s->a = a;
	s->m = m;
	buf_init(&s->common, MAX_WORDS);
	for (i = 0; i < known->n; i++)
		find(s, known->v[i].address, KNOWN);
	take_text(s, text);
	best = surest(s);
	v = arena_array(a, s->n + 1, sizeof(*v));
	*n_r = 0;
	for (i = 0; i < s->n; i++)
		if (best != NOT_AT_ALL && s->v[i].sure == best)
			fill(s, &v[(*n_r)++], &s->v[i], text);
	for (i = 0; i < s->n; i++)
		buf_free(&s->v[i].words);
	buf_free(&s->common);
	return v;
}
