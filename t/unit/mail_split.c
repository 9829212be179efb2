/* objects: base/buf base/mem base/arena base/err base/text mail/split mail/part
 * mail/header mail/words mail/leaf mail/charset mail/param mail/ids mail/attach
 */
#include <stdlib.h>

#include "base/buf.h"
#include "mail/part.h"
#include "mail/split.h"
#include "tap.h"

static struct arena *arena;
static const struct mail_limits limits = { .bytes = 1 << 20,
	.header_bytes = 2000,
	.fields = 20,
	.parts = 12,
	.depth = 6 };

static const struct {
	const char *what, *mail;
	const char *want; /* per part, indented: type[name]flags "text" */
} trees[] = {
	{ "plain", "Subject: x\n\nHalo\n", "text/plain:Halo\n|" },
	{ "two parts",
	    "Content-Type: multipart/mixed; boundary=b\n\npre\n--b\n\nsatu\n"
	    "--b\nContent-Type: text/html\n\ndua\n\n--b--\nepilogue\n",
	    "multipart/mixed| text/plain:satu| text/html:dua\n|" },
	{ "CRLF",
	    "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\n\r\n"
	    "satu\r\n--b--\r\n",
	    "multipart/mixed| text/plain:satu|" },
	{ "an empty part",
	    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n--b\n--b--\n",
	    "multipart/mixed| text/plain:| text/plain:|" },
	{ "no end", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsatu",
	    "multipart/mixed| text/plain:satu|" },
	{ "nothing behind the header",
	    "Content-Type: multipart/mixed; boundary=b", "text/plain:|" },
	{ "boundaries a and ab",
	    "Content-Type: multipart/mixed; boundary=a\n\n--a\n"
	    "Content-Type: multipart/mixed; boundary=ab\n\n--ab\n\nsatu\n"
	    "--ab\n\ndua\n--ab--\n--a\n\ntiga\n--a--\n",
	    "multipart/mixed| multipart/mixed|  text/plain:satu|"
	    "  text/plain:dua| text/plain:tiga|" },
	{ "boundaries a and a--",
	    "Content-Type: multipart/mixed; boundary=a\n\n--a\n"
	    "Content-Type: multipart/mixed; boundary=a--\n\n--a--\n\nsatu\n"
	    "--a----\n--a\n\ndua\n--a--\n",
	    "multipart/mixed| multipart/mixed|  text/plain:satu|"
	    " text/plain:dua|" },
	{ "one boundary twice",
	    "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
	    "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nsatu\n"
	    "--b\n\ndua\n--b--\n--b\n\ntiga\n--b--\n",
	    "multipart/mixed| multipart/alternative|  text/plain:satu|"
	    "  text/plain:dua| text/plain:tiga|" },
	{ "an inner one without its end",
	    "Content-Type: multipart/mixed; boundary=o\n\n--o\n"
	    "Content-Type: multipart/mixed; boundary=i\n\n--i\n\nsatu\n"
	    "--o\n\ndua\n--o--\n",
	    "multipart/mixed| multipart/mixed|  text/plain:satu|"
	    " text/plain:dua|" },
	{ "a quote escaped in the boundary",
	    "Content-Type: multipart/mixed; boundary=\"a\\\"b\"\n\n--a\"b\n\n"
	    "satu\n--a\"b--\n",
	    "multipart/mixed| text/plain:satu|" },
	{ "only a quote (crashes libetpan 1.9.4)",
	    "Content-Type: multipart/mixed; boundary=\"\\\"\"\n\nsatu\n",
	    "text/plain:satu\n|" },
	{ "spaces behind delimiters",
	    "Content-Type: multipart/mixed; boundary=\"b \"\n\n--b \t\n\nsatu\n"
	    "--b-- \n",
	    "multipart/mixed| text/plain:satu|" },
	{ "no boundary parameter",
	    "Content-Type: multipart/mixed\n\n--x\n"
	    "Content-Type: text/html\n\nsatu\n--x--\n",
	    "multipart/mixed| text/html:satu|" },
	{ "a wrong boundary parameter",
	    "Content-Type: multipart/mixed; boundary=y\n\n--x\n"
	    "Content-Type: text/html\n\nsatu\n--x\n\ndua\n--x--\n",
	    "multipart/mixed| text/html:satu| text/plain:dua|" },
	{ "a multipart that nothing parts",
	    "Content-Type: multipart/mixed; boundary=zzz\n\nsatu\n",
	    "text/plain:satu\n|" },
	{ "a boundary in two pieces (RFC 2231)",
	    "Content-Type: multipart/mixed; boundary*0=a; boundary*1=b\n\n"
	    "--ab\n\nsatu\n--ab--\n",
	    "multipart/mixed| text/plain:satu|" },
	{ "no blank line in a part",
	    "Content-Type: multipart/mixed; boundary=b\n\n--b\nHalo apa kabar\n"
	    "--b\nContent-Type: text/html\nHalo <b>apa</b>\n--b--\n",
	    "multipart/mixed| text/plain:Halo apa kabar|"
	    " text/html:Halo <b>apa</b>|" },
	{ "a mail in a mail",
	    "Content-Type: message/rfc822\n\nFrom x Mon\nSubject: y\n\nsatu\n",
	    "message/rfc822| text/plain:satu\n|" },
	{ "in a multipart",
	    "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
	    "Content-Type: message/rfc822; name=a.eml\n\n"
	    "Content-Type: multipart/mixed; boundary=c\n\n--c\n\nsatu\n--b\n\n"
	    "dua\n--b--\n",
	    "multipart/mixed| message/rfc822[a.eml]A|  multipart/mixed|"
	    "   text/plain:satu| text/plain:dua|" },
	{ "a mail in base64",
	    "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n"
	    "\nU3ViamVjdDogeAoKc2F0dQo=\n",
	    "message/rfc822| text/plain:satu\n|" },
	{ "a mail that is only said to be base64",
	    "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n"
	    "\nSubject: x\n\nsatu\n",
	    "message/rfc822| text/plain:satu\n|" },
	{ "a digest",
	    "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: x\n\n"
	    "satu\n--b--\n",
	    "multipart/digest| message/rfc822[mail.eml]A|  text/plain:satu|" },
	{ "uuencode in text",
	    "Subject: x\n\nsatu\nbegin 644 a.txt\n#86)C\n`\nend\ndua\n",
	    "text/plain:satu\n| application/octet-stream[a.txt]A:abc|"
	    " text/plain:dua\n|" },
	{ "uuencode in text that is encoded again",
	    "Content-Transfer-Encoding: quoted-printable\nSubject: x\n\n"
	    "sat=75\nbegin 644 a.txt\n#86)C\n`\nend\ndua\n",
	    "text/plain:satu\n| application/octet-stream[a.txt]A:abc|"
	    " text/plain:dua\n|" },
	{ "words like uuencode", "Subject: x\n\nbegin 644 a\nhalo\n",
	    "text/plain:begin 644 a\nhalo\n|" },
	{ "yEnc in text",
	    "Subject: x\n\nsatu\n=ybegin line=128 size=3 name=a.bin\n\x8b\x8c\x8d"
	    "\n=yend size=3\n",
	    "text/plain:satu\n| application/octet-stream[a.bin]A:abc|" },
	{ "attached, inline, named twice",
	    "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
	    "Content-Type: image/png; name=\"a.png\"\nContent-ID: <1@x>\n\n1\n"
	    "--b\nContent-Type: image/png; name=\"A.png\"\n"
	    "Content-Disposition: attachment\n\n2\n--b\n"
	    "Content-Type: application/pdf\n\n3\n--b\n"
	    "Content-Disposition: attachment; filename=\"../../x.txt\"\n\n4\n"
	    "--b--\n",
	    "multipart/mixed| image/png[a.png]AI:1| image/png[A-2.png]A:2|"
	    " application/pdf[file.pdf]A:3| text/plain[x.txt]A:4|" },
	{ "appledouble",
	    "Content-Type: multipart/appledouble; boundary=b\n\n--b\n"
	    "Content-Type: application/applefile; name=\"a\"\n\n1\n--b\n"
	    "Content-Type: application/pdf; name=\"a\"\n\n2\n--b--\n",
	    "multipart/appledouble| application/applefile[a]:1|"
	    " application/pdf[a]A:2|" },
	{ "winmail.dat", "Content-Type: application/ms-tnef\n\n1",
	    "application/ms-tnef[winmail.dat]A:1|" },
	{ "a type that is none", "Content-Type: text\n\nsatu",
	    "text/plain:satu|" },
	{ "nothing", "", "text/plain:|" },
	{ "text alone", "satu dua\ntiga\n", "text/plain:satu dua\ntiga\n|" },
};

static const char *
show(const struct part *v, size_t n)
{
	const struct part *p;
	struct buf b;
	const char *s;

	buf_init(&b, 100000);
	for (p = v; p < v + n; p++) {
		buf_addf(&b, "%*s%s", p->depth, "", p->type);
		if (*p->name != '\0')
			buf_addf(&b, "[%s]", p->name);
		buf_adds(&b, p->attachment ? "A" : "");
		if (strncmp(p->type, "text/", 5) != 0)
			buf_adds(&b, p->is_inline ? "I" : "");
		if (!p->container) {
			buf_addc(&b, ':');
			part_decode(p, &b);
		}
		buf_addc(&b, '|');
	}
	s = arena_str(arena, b.s);
	buf_free(&b);
	return s;
}

static const char *
split(const char *mail, size_t n, struct why *w)
{
	struct tree t = { .a = arena, .limits = &limits, .w = w };

	w->s[0] = '\0';
	split_mail(&t, mail, n);
	part_describe(&t);
	return show(split_parts(&t), t.n);
}

static void
test_trees(void)
{
	struct why w;
	size_t i;

	for (i = 0; i < sizeof(trees) / sizeof(*trees); i++) {
		is_str(split(trees[i].mail, strlen(trees[i].mail), &w),
		    trees[i].want, trees[i].what);
		is_str(w.s, "", "no limit");
	}
}

/* What every cut of a mail gives must still be a tree. */
static void
test_cuts(void)
{
	struct why w;
	size_t i, n, cuts = 0;
	char *copy;

	for (i = 0; i < sizeof(trees) / sizeof(*trees); i++)
		for (n = 0; n < strlen(trees[i].mail); n++) {
			/* alone on the heap, so that a sanitizer sees more */
			copy = malloc(n + 1);
			memcpy(copy, trees[i].mail, n);
			copy = realloc(copy, n ? n : 1);
			cuts += *split(copy, n, &w) != '\0';
			free(copy);
			arena_reset(arena);
		}
	ok(cuts > 2000, "%zu cut mails", cuts);
}

static void
test_limits(void)
{
	static const struct {
		const char *head, *again, *want;
		int times;
	} t[] = {
		{ "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n",
		    "part-count: more than 12", 100 },
		{ "", "Content-Type: message/rfc822\n\n",
		    "part-depth: more than 6", 50 },
		{ "", "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
		    "part-depth: more than 6", 30 },
		{ "", "A: b\n", "header-count: more than 20", 100 },
		{ "",
		    "A: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n",
		    "header-size: more than 2000", 100 },
		{ "Subject: x\n\n", "begin 644 x\n#86)C\n`\nend\n",
		    "part-count: more than 12", 100 },
	};
	struct buf b;
	struct why w;
	size_t i;
	int k;

	buf_init(&b, 100000);
	for (i = 0; i < sizeof(t) / sizeof(*t); i++) {
		buf_reset(&b);
		buf_adds(&b, t[i].head);
		for (k = 0; k < t[i].times; k++)
			buf_adds(&b, t[i].again);
		split(b.s, b.len, &w);
		is_str(w.s, t[i].want, "limit");
	}
	buf_free(&b);
}

int
main(void)
{
	arena = arena_new();
	test_trees();
	test_limits();
	test_cuts();
	arena_free(&arena);
	return done_testing();
}
