/*
 * What the office's own mail server says about who sent a mail. It believes
 * that server's name and nothing else; what follows from it is not decided
 * here.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/text.h"
#include "mail/addr.h"
#include "mail/authres.h"

/* One "method=result ptype.property=value ..." of a field. */
struct result {
	const char *method, *value;
	const char *domain; /* header.d, header.i, smtp.mailfrom, header.from */
};

/* All tokens of a field value: words, and "=" and ";" by themselves. */
struct tokens {
	struct arena *a;
	const char *p;
};

static const char *
skip_cfws(const char *p)
{
	size_t depth = 0;

	for (; *p != '\0'; p++) {
		if (*p == '(')
			depth++;
		else if (*p == ')' && depth > 0)
			depth--;
		else if (*p == '\\' && depth > 0 && p[1] != '\0')
			p++;
		else if (depth == 0 && *p != ' ' && *p != '\t')
			break;
	}
	return p;
}

/* The next token, "" at the end. */
static const char *
next(struct tokens *t)
{
	const char *p = t->p = skip_cfws(t->p);
	size_t n;

	if (*p == '\0')
		return "";
	if (*p == '"') {
		n = strcspn(p + 1, "\"");
		t->p = p + 1 + n + (p[1 + n] == '"');
		return arena_strn(t->a, p + 1, n);
	}
	n = *p == ';' || *p == '=' ? 1 : strcspn(p, " \t;=(\"");
	if (n == 0)
		n = 1;
	t->p = p + n;
	return arena_strn(t->a, p, n);
}

static bool
peek(struct tokens *t, char c)
{
	t->p = skip_cfws(t->p);
	return *t->p == c;
}

/* Which property carries the domain that a method vouches for. */
static bool
is_domain_of(const char *method, const char *property)
{
	static const struct {
		const char *method, *property;
	} all[] = {
		{ "dkim", "header.d" },
		{ "dkim", "header.i" },
		{ "spf", "smtp.mailfrom" },
		{ "spf", "smtp.mail" },
		{ "dmarc", "header.from" },
	};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (text_ieq(all[i].method, method) &&
		    text_ieq(all[i].property, property))
			return true;
	return false;
}

/* One result up to the ";"; false at the end of the field. */
static bool
next_result(struct tokens *t, struct result *r)
{
	const char *word, *value, *slash;

	*r = (struct result){ .method = "", .value = "", .domain = "" };
	while (peek(t, ';'))
		t->p++;
	while (*(t->p = skip_cfws(t->p)) != '\0' && *t->p != ';') {
		word = next(t);
		if (!peek(t, '='))
			continue;
		t->p++;
		if (peek(t, ';'))
			continue;
		value = next(t);
		if (*r->method == '\0') {
			slash = strchr(word, '/'); /* "dkim/1" */
			r->method = slash ? arena_strn(t->a, word,
						(size_t)(slash - word))
					  : word;
			r->value = value;
		} else if (*r->domain == '\0' && is_domain_of(r->method, word))
			r->domain = strchr(value, '@') ? addr_domain(value)
						       : value;
	}
	return *r->method != '\0' || *t->p != '\0';
}

/* "co.id", "go.id", "com.au": nobody's domain. */
static bool
is_public_suffix(const char *s)
{
	static const char *const second[] = { "ac", "biz", "co", "com", "desa",
		"edu", "go", "gob", "gov", "gouv", "mil", "my", "ne", "net",
		"nom", "or", "org", "ponpes", "sch", "web" };
	const char *dot = strchr(s, '.');
	size_t i;

	if (dot == NULL)
		return true;
	if (strchr(dot + 1, '.') != NULL || strlen(dot + 1) != 2)
		return false;
	for (i = 0; i < sizeof(second) / sizeof(*second); i++)
		if (strlen(second[i]) == (size_t)(dot - s) &&
		    strncasecmp(second[i], s, (size_t)(dot - s)) == 0)
			return true;
	return false;
}

static bool
is_below(const char *low, const char *high)
{
	size_t a = strlen(low), b = strlen(high);

	return a > b + 1 && low[a - b - 1] == '.' &&
	       text_ieq(low + a - b, high) && !is_public_suffix(high);
}

bool
authres_aligned(const char *a, const char *b)
{
	if (*a == '\0' || *b == '\0')
		return false;
	return text_ieq(a, b) || is_below(a, b) || is_below(b, a);
}

static enum auth_result
judge(const struct result *r, const char *domain)
{
	bool pass = text_ieq(r->value, "pass");
	bool fail = text_ieq(r->value, "fail") ||
		    text_ieq(r->value, "softfail") ||
		    text_ieq(r->value, "permerror") ||
		    text_ieq(r->value, "hardfail");

	if (!pass && !fail)
		return AUTH_UNKNOWN;
	if (text_ieq(r->method, "arc"))
		return pass ? AUTH_PASS : AUTH_FAIL;
	if (text_ieq(r->method, "dmarc") && *r->domain == '\0')
		return *domain ? pass ? AUTH_PASS : AUTH_FAIL : AUTH_UNKNOWN;
	if (text_ieq(r->method, "dmarc") && !text_ieq(r->domain, domain))
		return AUTH_UNKNOWN;
	if (!authres_aligned(r->domain, domain))
		return AUTH_UNKNOWN;
	return pass ? AUTH_PASS : AUTH_FAIL;
}

static enum auth_result *
slot_of(struct auth *auth, const char *method)
{
	if (text_ieq(method, "dkim"))
		return &auth->dkim;
	if (text_ieq(method, "spf"))
		return &auth->spf;
	if (text_ieq(method, "dmarc"))
		return &auth->dmarc;
	return text_ieq(method, "arc") ? &auth->arc : NULL;
}

/* The results of one field; a good signature outdoes a bad one beside it. */
static void
read_field(
    struct tokens *t, const char *domain, struct auth *now, struct auth *told)
{
	struct result r;
	enum auth_result *slot, v;

	while (next_result(t, &r)) {
		if ((slot = slot_of(now, r.method)) == NULL)
			continue;
		*slot_of(told, r.method) = AUTH_PASS;
		v = judge(&r, domain);
		if (*slot == AUTH_UNKNOWN || v == AUTH_PASS)
			*slot = v;
	}
}

/* Does the field come from the server? Leaves t behind its name. */
static bool
is_from(struct tokens *t, const char *authserv_id)
{
	const char *id = next(t);

	if (!text_ieq(id, authserv_id))
		return false;
	while (*(t->p = skip_cfws(t->p)) != '\0' && *t->p != ';')
		next(t);
	return true;
}

static void
merge(struct auth *auth, struct auth *told, const struct auth *more,
    const struct auth *more_told)
{
	static const char *const methods[] = { "dkim", "spf", "dmarc", "arc" };
	struct auth v = *more, now = *more_told;
	size_t i;

	for (i = 0; i < 4; i++) {
		if (*slot_of(told, methods[i]) != AUTH_UNKNOWN ||
		    *slot_of(&now, methods[i]) == AUTH_UNKNOWN)
			continue;
		*slot_of(told, methods[i]) = AUTH_PASS;
		*slot_of(auth, methods[i]) = *slot_of(&v, methods[i]);
	}
}

static size_t
count(const struct msg *m, const char *name)
{
	size_t i, n = 0;

	for (i = 0; i < m->nfields; i++)
		n += text_ieq(m->fields[i].name, name);
	return n;
}

void
authres_read(struct arena *a, const char *authserv_id, struct msg *m)
{
	struct auth told = { 0 }, now, now_told;
	const char *domain = "";
	struct tokens t;
	bool begun = false;
	size_t i;

	m->auth = (struct auth){ 0 };
	/* a signature may cover the lower of two From fields, a person sees
	 * the upper: with two nobody is vouched for */
	if (m->from.n == 1 && count(m, "from") == 1)
		domain = addr_domain(m->from.v[0].address);
	for (i = 0; *authserv_id != '\0' && i < m->nfields; i++) {
		t = (struct tokens){ .a = a, .p = m->fields[i].value };
		if (!text_ieq(m->fields[i].name, "authentication-results") ||
		    !is_from(&t, authserv_id)) {
			if (begun)
				break;
			continue;
		}
		begun = true;
		now = now_told = (struct auth){ 0 };
		read_field(&t, domain, &now, &now_told);
		merge(&m->auth, &told, &now, &now_told);
	}
}
