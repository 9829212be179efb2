/* objects: base/buf base/mem base/arena base/text mail/authres mail/addr
 * mail/header mail/words mail/leaf mail/charset */
#include <stdlib.h>

#include "mail/addr.h"
#include "mail/authres.h"
#include "mail/header.h"
#include "tap.h"

static struct arena *arena;

/* Results as "dkim spf dmarc arc": p pass, f fail, - unknown. */
static const struct {
	const char *what, *head, *want;
} t[] = {
	{ "nothing", "From: a@b.id\n", "----" },
	{ "all pass",
	    "Authentication-Results: mx.bps.go.id;\n dkim=pass header.d=b.id;\n"
	    " spf=pass smtp.mailfrom=a@b.id;\n dmarc=pass header.from=b.id\n"
	    "From: a@b.id\n",
	    "ppp-" },
	{ "comments, quotes, versions, reasons",
	    "Authentication-Results: MX.bps.go.id 1; dkim/1 = pass (2048-bit\n"
	    " key; x) reason=\"good; really\" header.i=\"@b.id\" (y);\n"
	    " (c) spf=pass (x) smtp.mailfrom=b.id; dmarc=pass\nFrom: a@b.id\n",
	    "ppp-" },
	{ "another server",
	    "Authentication-Results: mx.evil.id; dkim=pass header.d=b.id\n"
	    "From: a@b.id\n",
	    "----" },
	{ "a name that only begins so",
	    "Authentication-Results: mx.bps.go.id.evil.id; dkim=pass"
	    " header.d=b.id\nFrom: a@b.id\n",
	    "----" },
	{ "the name in a comment",
	    "Authentication-Results: (mx.bps.go.id) evil.id; dkim=pass"
	    " header.d=b.id\nFrom: a@b.id\n",
	    "----" },
	{ "no alignment",
	    "Authentication-Results: mx.bps.go.id; dkim=pass header.d=evil.id;"
	    " spf=pass smtp.mailfrom=x@evil.id; dmarc=pass header.from=evil.id"
	    "\nFrom: a@b.id\n",
	    "----" },
	{ "a subdomain is aligned",
	    "Authentication-Results: mx.bps.go.id; dkim=pass"
	    " header.d=mail.b.id; spf=pass smtp.mailfrom=x@bounce.b.id\n"
	    "From: a@b.id\n",
	    "pp--" },
	{ "a public suffix is not",
	    "Authentication-Results: mx.bps.go.id; dkim=pass header.d=go.id\n"
	    "From: a@bps.go.id\n",
	    "----" },
	{ "nor the end of a name",
	    "Authentication-Results: mx.bps.go.id; dkim=pass header.d=s.go.id\n"
	    "From: a@bps.go.id\n",
	    "----" },
	{ "failures",
	    "Authentication-Results: mx.bps.go.id; dkim=fail header.d=b.id;"
	    " spf=softfail smtp.mailfrom=a@b.id; dmarc=fail header.from=b.id\n"
	    "From: a@b.id\n",
	    "fff-" },
	{ "neither",
	    "Authentication-Results: mx.bps.go.id; dkim=none; spf=temperror"
	    " smtp.mailfrom=b.id; dmarc=none header.from=b.id\nFrom: a@b.id\n",
	    "----" },
	{ "one good signature is enough",
	    "Authentication-Results: mx.bps.go.id; dkim=fail header.d=b.id;"
	    " dkim=pass header.d=b.id; dkim=fail header.d=b.id\nFrom: a@b.id\n",
	    "p---" },
	{ "none at all",
	    "Authentication-Results: mx.bps.go.id; none\nFrom: a@b.id\n",
	    "----" },
	{ "several fields of the server on top",
	    "Received: x\nAuthentication-Results: mx.bps.go.id; dkim=pass"
	    " header.d=b.id\nAuthentication-Results: mx.bps.go.id; spf=pass"
	    " smtp.mailfrom=b.id\nFrom: a@b.id\n",
	    "pp--" },
	{ "a forged one below does not count",
	    "Authentication-Results: mx.bps.go.id; dkim=fail header.d=b.id\n"
	    "Received: x\nAuthentication-Results: mx.bps.go.id; dkim=pass"
	    " header.d=b.id; dmarc=pass\nFrom: a@b.id\n",
	    "f---" },
	{ "nor one right behind",
	    "Authentication-Results: mx.bps.go.id; dkim=fail header.d=b.id\n"
	    "Authentication-Results: mx.bps.go.id; dkim=pass header.d=b.id\n"
	    "From: a@b.id\n",
	    "f---" },
	{ "two From fields: nobody",
	    "Authentication-Results: mx.bps.go.id; dkim=pass header.d=b.id;"
	    " dmarc=pass header.from=b.id\nFrom: a@b.id\nFrom: c@b.id\n",
	    "----" },
	{ "two From addresses: nobody",
	    "Authentication-Results: mx.bps.go.id; dkim=pass header.d=b.id;"
	    " dmarc=pass\nFrom: a@b.id, c@d.id\n",
	    "----" },
	{ "ARC says nothing of From",
	    "Authentication-Results: mx.bps.go.id; arc=pass (i=1 dmarc=pass"
	    " fromdomain=b.id); dmarc=fail header.from=b.id\nFrom: a@b.id\n",
	    "--fp" },
	{ "foreign ARC fields",
	    "ARC-Authentication-Results: i=1; mx.bps.go.id; dkim=pass"
	    " header.d=b.id\nFrom: a@b.id\n",
	    "----" },
	{ "junk",
	    "Authentication-Results: mx.bps.go.id; ;;= =; dkim; dkim=; =pass;"
	    " dkim=pass header.d=; (((\nFrom: a@b.id\n",
	    "----" },
};

static const char *
read(const char *head, const char *id)
{
	static char s[5];
	struct msg m = { .from = { NULL, 0 } };
	struct addr_list list = { .max = 10 };
	struct field_list f;

	f = header_fields(arena, head, strlen(head), 100);
	m.fields = f.v;
	m.nfields = f.n;
	addr_read(arena, header_get(f.v, f.n, "from"), &list);
	m.from = (struct addrs){ list.v, list.n };
	authres_read(arena, id, &m);
	snprintf(s, sizeof(s), "%c%c%c%c", "-pf"[m.auth.dkim],
	    "-pf"[m.auth.spf], "-pf"[m.auth.dmarc], "-pf"[m.auth.arc]);
	return s;
}

int
main(void)
{
	size_t i;

	arena = arena_new();
	for (i = 0; i < sizeof(t) / sizeof(*t); i++)
		is_str(read(t[i].head, "mx.bps.go.id"), t[i].want, t[i].what);
	is_str(read(t[1].head, ""), "----", "no server is trusted");
	is_str(read("Authentication-Results: ; dkim=pass header.d=b.id\n"
		    "From: a@b.id\n",
		   ""),
	    "----", "not even a nameless one");
	ok(authres_aligned("A.b.ID", "b.id"), "case");
	ok(!authres_aligned("", ""), "no domain is aligned with none");
	ok(!authres_aligned("co.id", "x.co.id"), "co.id");
	ok(authres_aligned("x.co.id", "y.x.co.id"), "x.co.id");
	arena_free(&arena);
	return done_testing();
}
