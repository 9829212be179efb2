/* objects: base/buf base/mem base/arena base/text mail/leaf mail/param
 * mail/attach mail/header mail/words mail/charset */
#include <stdlib.h>

#include "mail/attach.h"
#include "mail/leaf.h"
#include "mail/param.h"
#include "tap.h"

static const struct mail_passed nobody;

static struct arena *arena;

static const struct {
	enum encoding encoding;
	const char *body, *want;
} bodies[] = {
	{ ENC_IDENTITY, "a\r\nb", "a\r\nb" },
	{ ENC_BASE64, "c2F0dSBkdWE=", "satu dua" },
	{ ENC_BASE64, "c2F0\r\ndSBk\r\n\r\ndWE=\r\n", "satu dua" },
	{ ENC_BASE64, "c2F0 dSBk!dWE", "satu dua" },
	{ ENC_BASE64, "c2F0dSBkdW", "satu du" },
	{ ENC_BASE64, "c2F0dSBkd", "satu d" },
	{ ENC_BASE64, "=c2F0", "sat" },
	{ ENC_BASE64, "", "" },
	/* streams joined; a list's footer behind the end */
	{ ENC_BASE64, "YQ==\nYg==\n", "ab" },
	{ ENC_BASE64, "YQ==\n____________\nMilis statistik\nhttp://x.id\n",
	    "a" },
	{ ENC_QP, "a=20b=3D=C3=a9", "a b=\xc3\xa9" },
	{ ENC_QP, "a=\r\nb=  \r\nc= \t\nd", "abcd" },
	{ ENC_QP, "a  \r\nb\t\n", "a\r\nb\n" },
	{ ENC_QP, "a=ZZ=4", "a=ZZ=4" },
	{ ENC_QP, "a=", "a" },
	{ ENC_QP, "a=\r\r\nb", "ab" },
	{ ENC_QP, "a=3", "a=3" },
	{ ENC_QP, "=", "" },
	{ ENC_UU, "begin 644 x\n#86)C\n`\nend\n", "abc" },
	{ ENC_UU, "begin 644 x\n$86)C9", "abcd" },
	{ ENC_UU, "begin 644 x\n", "" },
	{ ENC_YENC, "=ybegin line=1 size=3 name=x\r\n\x8b=\xcc\r\n=yend\r\n",
	    "ab" },
};

static void
test_bodies(void)
{
	struct part p;
	struct buf b;
	size_t i;
	char head[3];

	buf_init(&b, 1000);
	for (i = 0; i < sizeof(bodies) / sizeof(*bodies); i++) {
		buf_reset(&b);
		p = (struct part){ .encoding = bodies[i].encoding,
			.body = bodies[i].body,
			.len = strlen(bodies[i].body) };
		ok(part_decode(&p, &b), "decoded");
		is_str(b.s, bodies[i].want, "body");
		is_int((long long)leaf_size(&p, &nobody), (long long)b.len,
		    "size");
		ok(leaf_head(&p, head, 3) == (b.len < 3 ? b.len : 3) &&
			memcmp(head, b.s, b.len < 3 ? b.len : 3) == 0,
		    "first bytes");
	}
	buf_free(&b);
	buf_init(&b, 3);
	p = (struct part){
		.encoding = ENC_BASE64, .body = "c2F0dSBkdWE=", .len = 12
	};
	ok(!part_decode(&p, &b) && b.over, "the cap counts");
	buf_free(&b);
}

static void
test_labels(void)
{
	static const struct {
		const char *label;
		enum encoding want;
	} t[] = {
		{ "base64", ENC_BASE64 },
		{ "BASE64", ENC_BASE64 },
		{ " base64 ; x", ENC_BASE64 },
		{ "\"quoted-printable\"", ENC_QP },
		{ "quoted-printable (x)", ENC_QP },
		{ "x-uuencode", ENC_UU },
		{ "8bit", ENC_IDENTITY },
		{ "base65", ENC_IDENTITY },
		{ "base64x", ENC_IDENTITY },
		{ "", ENC_IDENTITY },
	};
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(*t); i++)
		ok(leaf_encoding(t[i].label) == t[i].want, "%s", t[i].label);
}

static const struct {
	const char *value, *head, *name;
} params[] = {
	{ "text/plain", "text/plain", "" },
	{ "Text/Plain; name=a.txt", "text/plain", "a.txt" },
	{ "text/plain; name=\"a b.txt\"", "text/plain", "a b.txt" },
	{ "text/plain; name=\"a;b.txt\"; x=y", "text/plain", "a;b.txt" },
	{ "text/plain; name=\"a\\\"b.txt\"", "text/plain", "a\"b.txt" },
	{ "text/plain; name = a.txt ; x", "text/plain", "a.txt" },
	{ "text/plain;;; ; name=a.txt", "text/plain", "a.txt" },
	{ "text / plain (x) ; (y) name=a.txt", "text/plain", "a.txt" },
	{ "text/plain name=a.txt", "text/plain", "a.txt" },
	{ "name=a.txt", "", "a.txt" },
	{ "text/plain; name=a b (1).txt", "text/plain", "a b (1).txt" },
	{ "text/plain; name=\"a \"b\" c.txt\"; x=y", "text/plain",
	    "a \"b\" c.txt" },
	{ "text/plain; x=\"y\" name=\"a.txt\"", "text/plain", "a.txt" },
	{ "text/plain; name=\"a.txt", "text/plain", "a.txt" },
	{ "text/plain; name=\"C:\\dir\\a.txt\"", "text/plain",
	    "C:\\dir\\a.txt" },
	{ "text/plain; name=a; name=b", "text/plain", "a" },
	/* RFC 2231 */
	{ "text/plain; name*=utf-8''caf%C3%A9.txt", "text/plain",
	    "caf\xc3\xa9.txt" },
	{ "text/plain; name*=iso-8859-1'id'caf%e9.txt", "text/plain",
	    "caf\xc3\xa9.txt" },
	{ "text/plain; name*=''caf%C3%A9.txt", "text/plain",
	    "caf\xc3\xa9.txt" },
	{ "text/plain; name*=caf%C3%A9.txt", "text/plain", "caf\xc3\xa9.txt" },
	{ "text/plain; name=old; name*=utf-8''new", "text/plain", "new" },
	{ "text/plain; name*0=a; name*1=\"b c\"; name*2=.txt", "text/plain",
	    "ab c.txt" },
	{ "text/plain; name*2=c; name*0=a; name*1=b", "text/plain", "abc" },
	{ "text/plain; name*10=c; name*9=b", "text/plain", "bc" },
	{ "text/plain; name*0*=utf-8''caf%C3; name*1*=%A9; name*2=.txt",
	    "text/plain", "caf\xc3\xa9.txt" },
	{ "text/plain; name*1=b; name*2=c", "text/plain", "bc" },
	{ "text/plain; name*0*=utf-8''50%25; name*1=%20x", "text/plain",
	    "50%%20x" },
	{ "text/plain; name*=utf-8''a%ZZ%4", "text/plain", "a%ZZ%4" },
	/* encoded words where RFC 2231 belongs */
	{ "text/plain; name=\"=?utf-8?Q?caf=C3=A9.txt?=\"", "text/plain",
	    "caf\xc3\xa9.txt" },
	{ "text/plain; name==?utf-8?Q?caf=C3=A9.txt?=", "text/plain",
	    "caf\xc3\xa9.txt" },
	{ "text/plain; name=\"=?utf-8?B?Y2Fm?= =?utf-8?B?w6kudHh0?=\"",
	    "text/plain", "caf\xc3\xa9.txt" },
	{ "text/plain; name*0=\"=?utf-8?Q?ca\"; name*1=\"f=C3=A9?=\"",
	    "text/plain", "caf\xc3\xa9" },
	/* raw */
	{ "text/plain; name=caf\xc3\xa9.txt", "text/plain", "caf\xc3\xa9.txt" },
	{ "text/plain; name=\"\xf0\xd2\xc9.txt\"", "text/plain",
	    "\xd0\x9f\xd1\x80\xd0\xb8.txt" },
	{ "", "", "" },
	{ ";", "", "" },
	{ "text/plain; name", "text/plain", "" },
	{ "text/plain; name=", "text/plain", "" },
	{ "text/plain; (((((", "text/plain", "" },
};

static void
test_params(void)
{
	struct params ps;
	size_t i;

	for (i = 0; i < sizeof(params) / sizeof(*params); i++) {
		param_parse(arena, params[i].value, &ps);
		is_str(ps.head, params[i].head, params[i].value);
		is_str(param_text(arena, &ps, "name", "koi8-r"), params[i].name,
		    "name");
	}
	param_parse(arena, "a/b; charset=us-ascii (plain); x='utf-8'", &ps);
	is_str(param_token(arena, &ps, "charset"), "us-ascii", "a comment");
	is_str(param_token(arena, &ps, "x"), "utf-8", "single quotes");
	is_str(param_token(arena, &ps, "y"), "", "not there");
	param_parse(arena, NULL, &ps);
	is_str(ps.head, "", "no value at all");
}

static void
test_names(void)
{
	static const struct {
		const char *name, *want;
	} t[] = {
		{ "laporan.pdf", "laporan.pdf" },
		{ "Surat: \"Permohonan\".pdf", "Surat: \"Permohonan\".pdf" },
		{ "../../etc/passwd", "passwd" },
		{ "/etc/passwd", "passwd" },
		{ "C:\\dir\\a.txt", "a.txt" },
		{ "..\\..\\a.txt", "a.txt" },
		{ "a/../b", "b" },
		{ "Laporan 2024/2025.pdf", "Laporan 2024_2025.pdf" },
		{ "..", "" },
		{ "/", "_" },
		{ "...", "" },
		{ ".bashrc", "_bashrc" },
		{ "a.txt. . ", "a.txt" },
		{ " a  b.txt", "a  b.txt" },
		{ "a\tb\x01.txt", "a b .txt" },
		{ "gpj.\xe2\x80\xae"
		  "exe",
		    "gpj.exe" },
		{ "a\xe2\x80\x8b\xef\xbb\xbf.txt", "a.txt" },
		{ "con", "_con" },
		{ "NUL.txt", "_NUL.txt" },
		{ "com1.tar.gz", "_com1.tar.gz" },
		{ "command.txt", "command.txt" },
		{ "caf\xe9.txt", "caf.txt" },
		{ "", "" },
	};
	char longname[400];
	const char *s;
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(*t); i++)
		is_str(attach_safe(arena, t[i].name), t[i].want, t[i].want);
	memset(longname, 'a', sizeof(longname));
	memcpy(longname + 395, ".pdf", 5);
	s = attach_safe(arena, longname);
	ok(strlen(s) == 200 && strcmp(s + 196, ".pdf") == 0,
	    "a long name keeps its extension");
}

static void
test_sniff(void)
{
	is_str(attach_sniff("%PDF-1.4", 8), "application/pdf", "PDF");
	is_str(attach_sniff("PK\3\4....AndroidManifest.xml", 27),
	    "application/vnd.android.package-archive", "APK");
	is_str(attach_sniff("PK\3\4....word/document.xml", 25),
	    "application/vnd.openxmlformats-officedocument"
	    ".wordprocessingml.document",
	    "DOCX");
	is_str(attach_sniff("PK\3\4", 4), "application/zip", "ZIP");
	is_str(attach_sniff("MZ\x90", 3), "application/x-msdownload", "EXE");
	is_str(attach_sniff(" \r\n<!DOCTYPE html>", 18), "text/html", "HTML");
	is_str(attach_sniff("halo", 4), "", "nothing special");
	is_str(attach_sniff("", 0), "", "nothing");
	is_str(attach_sniff("\xff\xd8\xff", 2), "", "too short");
}

static size_t told, stretches;

static void
tell(void *of, const char *p, size_t n)
{
	ok(p == (const char *)of + told, "the next stretch");
	told += n;
	stretches++;
}

/* The size of a large part is found stretch by stretch. */
static void
test_stretches(void)
{
	static const enum encoding all[] = { ENC_IDENTITY, ENC_QP, ENC_BASE64,
		ENC_UU, ENC_YENC };
	size_t n = 5 * LEAF_STRETCH / 2, i, size;
	char *body = malloc(n);
	struct mail_passed passed = { tell, body };
	struct part p = { .body = body, .len = n };
	struct buf b;

	for (i = 0; i < n; i++)
		body[i] = i % 77 == 76 ? '\n' : "AB=C+/x"[i / 5 % 7];
	memcpy(body, "begin 644 a\n", 12);
	memcpy(body + 100000, "\n=ybegin line=1 name=a\n", 24);
	buf_init(&b, n);
	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		p.encoding = all[i];
		told = stretches = 0;
		size = leaf_size(&p, &passed);
		buf_reset(&b);
		part_decode(&p, &b);
		is_int((long long)size, (long long)b.len, "its size");
		is_int((long long)stretches, 2, "two were told of");
	}
	buf_free(&b);
	free(body);
}

int
main(void)
{
	arena = arena_new();
	test_bodies();
	test_labels();
	test_params();
	test_names();
	test_sniff();
	arena_free(&arena);
	test_stretches();
	return done_testing();
}
