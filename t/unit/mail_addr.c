/* objects: base/buf base/mem base/arena base/text base/tod mail/addr mail/ids
 * mail/date mail/header mail/words mail/leaf mail/charset */
#include <stdlib.h>

#include "base/buf.h"
#include "base/tod.h"
#include "mail/addr.h"
#include "mail/date.h"
#include "mail/ids.h"
#include "tap.h"

static struct arena *arena;

static const struct {
	const char *value, *want; /* "name <address>|..." */
} lists[] = {
	{ "a@b.id", "<a@b.id>|" },
	{ "A@B.ID", "<A@b.id>|" },
	{ "Budi <a@b.id>", "Budi <a@b.id>|" },
	{ "\"Budi, S.Si\" <a@b.id>, c@d.id", "Budi, S.Si <a@b.id>|<c@d.id>|" },
	{ "\"a \\\"b\\\" \\\\\" <a@b.id>", "a \"b\" \\ <a@b.id>|" },
	{ "a@b.id (Budi)", "Budi <a@b.id>|" },
	{ "(Budi) <a@b.id>", "Budi <a@b.id>|" },
	{ "Budi (Kepala) <a@b.id>", "Budi <a@b.id>|" },
	{ "=?utf-8?q?Budi_Santos=C3=B3?= <a@b.id>",
	    "Budi Santos\xc3\xb3 <a@b.id>|" },
	{ "\"=?utf-8?q?Budi?=\" <a@b.id>", "Budi <a@b.id>|" },
	{ "=?utf-8?q?Budi=2C_S.Si?= <a@b.id>", "Budi, S.Si <a@b.id>|" },
	/* a whole address in an encoded word */
	{ "=?utf-8?q?Budi_=3Ca=40b.id=3E?=", "Budi <a@b.id>|" },
	/* groups */
	{ "Undisclosed recipients:;", "" },
	{ "undisclosed-recipients:", "" },
	{ "Tim: a@b.id, Budi <c@d.id>;, e@f.id",
	    "<a@b.id>|Budi <c@d.id>|<e@f.id>|" },
	{ "g:g:g:a@b.id;", "<a@b.id>|" },
	{ "Humas: Budi <a@b.id>", "Humas: Budi <a@b.id>|" },
	/* obsolete: route, comments and spaces anywhere */
	{ "<@x.id,@y.id:a@b.id>", "<a@b.id>|" },
	{ "Pete(wonderful \\) chap) <pete(his account)@silly.test(host)>",
	    "Pete <pete@silly.test>|" },
	{ "jdoe@test   . example", "<jdoe@test.example>|" },
	{ "john . doe @ b.id", "<john.doe@b.id>|" },
	{ "a@b (x).id", "x <a@b.id>|" },
	{ ", a@b.id,,c@d.id ,", "<a@b.id>|<c@d.id>|" },
	/* what should not be */
	{ "Santoso, Budi <a@b.id>", "Santoso, Budi <a@b.id>|" },
	{ "Budi a@b.id", "Budi <a@b.id>|" },
	{ "Budi <a@b.id", "Budi <a@b.id>|" },
	{ "Budi a@b.id>", "Budi <a@b.id>|" },
	{ "Budi <<a@b.id>>", "Budi <a@b.id>|" },
	{ "Budi < a@b.id >", "Budi <a@b.id>|" },
	{ "Budi <mailto:a@b.id>", "Budi <a@b.id>|" },
	{ "a@b.id <a@b.id>", "a@b.id <a@b.id>|" },
	{ "\"a@b.id\" <c@d.id>", "a@b.id <c@d.id>|" },
	{ "\"Budi <a@b.id>", "Budi <a@b.id>|" },
	{ "Budi (Kepala <a@b.id>", "Budi Kepala <a@b.id>|" },
	{ "a@b.id; c@d.id", "<a@b.id>|<c@d.id>|" },
	{ "\"john doe\"@b.id", "<\"john doe\"@b.id>|" },
	{ "MAILER-DAEMON", "<MAILER-DAEMON>|" },
	{ "MAILER-DAEMON (Mail System)", "<MAILER-DAEMON>|" },
	{ "Budi Santoso", "" },
	{ "<>", "" },
	{ "", "" },
	{ "@", "" },
	{ "<", "" },
	{ "Jos\xc3\xa9 <a@b.id>", "Jos\xc3\xa9 <a@b.id>|" },
};

static const char *
show(const char *value, size_t max, bool *over)
{
	struct addr_list list = { .max = max };
	struct buf b;
	const char *s;
	size_t i;

	addr_read(arena, value, &list);
	buf_init(&b, 10000);
	for (i = 0; i < list.n; i++)
		buf_addf(&b, "%s%s<%s>|", list.v[i].name,
		    *list.v[i].name ? " " : "", list.v[i].address);
	*over = list.over;
	s = arena_str(arena, b.s);
	buf_free(&b);
	return s;
}

static void
test_lists(void)
{
	size_t i;
	bool over;

	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		is_str(show(lists[i].value, 100, &over), lists[i].want,
		    lists[i].value);
	is_str(show("a@b.id,c@d.id", 1, &over), "<a@b.id>|", "a limit");
	ok(over, "which is told");
}

static void
test_safe(void)
{
	static const struct {
		const char *address;
		bool safe;
	} t[] = {
		{ "a@b.id", true },
		{ "a.b+c_d-e@x-y.co.id", true },
		{ "o'neil@b.id", true },
		{ "a", false },
		{ "", false },
		{ "@b", false },
		{ "a@", false },
		{ "a@b@c", false },
		{ "a b@c", false },
		{ "a@b\r\nRSET", false },
		{ "a@b\n", false },
		{ "a@b>", false },
		{ "<a@b", false },
		{ "a,b@c", false },
		{ "a@b\xc3\xa9", false },
		{ "a@b\x7f", false },
		{ "\"a\"@b", false },
		{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		  "@b.id",
		    false },
	};
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(*t); i++)
		ok(addr_is_safe(t[i].address) == t[i].safe, "safe %zu", i);
	is_str(addr_domain("a@b@c.id"), "c.id", "domain");
	is_str(addr_domain("a"), "", "no domain");
}

static void
test_ids(void)
{
	static const struct {
		const char *value, *want;
	} t[] = {
		{ "<a@b>", "a@b " },
		{ "<a@b><c@d>\t<e@f>", "a@b c@d e@f " },
		{ "<a@b> junk \"x <c@d> (comment) ; <e@f>", "a@b c@d e@f " },
		{ "Your message of Mon <a@b>", "a@b " },
		{ "<a @b>", "a@b " },
		{ "<broken <a@b> <>", "a@b " },
		{ "<no-at-sign>", "no-at-sign " },
		{ "a@b, c@d", "a@b c@d " },
		{ "nothing here", "" },
		{ "", "" },
		{ "<unclosed@x", "" },
		{ "=?utf-8?q?=3Ca=40b=3E?=", "a@b " },
	};
	struct strs ids;
	struct buf b;
	size_t i, k;

	buf_init(&b, 1 << 20);
	for (i = 0; i < sizeof(t) / sizeof(*t); i++) {
		buf_reset(&b);
		ids_read(arena, t[i].value, &ids);
		for (k = 0; k < ids.n; k++)
			buf_addf(&b, "%s ", ids.v[k]);
		is_str(b.s, t[i].want, t[i].value);
	}
	buf_reset(&b);
	for (i = 0; i < 3000; i++)
		buf_addf(&b, "<%zu@x>", i);
	ids_read(arena, b.s, &ids);
	is_int((long long)ids.n, 1000, "a thousand are kept");
	is_str(ids.v[0], "0@x", "the first");
	is_str(ids.v[1], "2001@x", "and the last 999");
	is_str(ids.v[999], "2999@x", "to the last");
	buf_free(&b);
}

static void
test_dates(void)
{
	static const struct {
		const char *value, *want; /* "" unreadable */
	} t[] = {
		{ "Fri, 20 Nov 2026 09:12:00 +0700", "2026-11-20T02:12:00Z" },
		{ "20 Nov 2026 09:12 +0700", "2026-11-20T02:12:00Z" },
		{ "Fri,20 Nov 2026 09:12:00 +0700 (WIB)",
		    "2026-11-20T02:12:00Z" },
		{ "Fri, 20 Nov 26 09:12:00 GMT", "2026-11-20T09:12:00Z" },
		{ "Fri, 20 Nov 98 09:12:00 EST", "1998-11-20T14:12:00Z" },
		{ "Fri, 20 Nov 104 09:12:00 Z", "2004-11-20T09:12:00Z" },
		{ "Fri (x), 20 (y) Nov 2026 09:12:00 (z) -0330",
		    "2026-11-20T12:42:00Z" },
		{ "Fri, 20 Nov 2026 09:12:00 GMT+0700",
		    "2026-11-20T02:12:00Z" },
		{ "Fri, 20 Nov 2026 09:12:00 +07:00", "2026-11-20T02:12:00Z" },
		{ "Fri, 20 Nov 2026 09:12:00 WIB", "2026-11-20T02:12:00Z" },
		{ "Fri, 20 Nov 2026 09:12:00", "2026-11-20T09:12:00Z" },
		{ "Fri, 20 Nov 2026 9:12:00 PM +0000", "2026-11-20T21:12:00Z" },
		{ "Jumat, 20 Nopember 2026 09.12.00 +0700",
		    "2026-11-20T02:12:00Z" },
		{ "Fri Nov 20 09:12:00 2026", "2026-11-20T09:12:00Z" },
		{ "2026-11-20T09:12:00+07:00", "2026-11-20T02:12:00Z" },
		{ "2026-11-20 09:12:00.123 +0700", "2026-11-20T02:12:00Z" },
		{ "Mon, 029 Apr 2019 23:34:45 -0800", "2019-04-30T07:34:45Z" },
		{ "Fri, 31 Feb 2026 09:12:00 +0700", "" },
		{ "Fri, 20 Nov 2026 25:12:00 +0700", "" },
		{ "Nov 2026", "" },
		{ "", "" },
		{ "kemarin", "" },
		{ "99999999999999999999 Nov 99999999999 1:1", "" },
	};
	char text[TOD_TEXT];
	int64_t at;
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(*t); i++) {
		at = date_read(t[i].value);
		is_str(at == TOD_NONE ? "" : tod_text(at, 0, text), t[i].want,
		    t[i].value);
	}
	at = date_received(
	    "from a (x; y) by b; Fri, 20 Nov 2026 09:12:00 +0700");
	is_str(tod_text(at, 0, text), "2026-11-20T02:12:00Z", "Received");
	ok(date_received("from a by b") == TOD_NONE, "Received without one");
}

int
main(void)
{
	arena = arena_new();
	test_lists();
	test_safe();
	test_ids();
	test_dates();
	arena_free(&arena);
	return done_testing();
}
