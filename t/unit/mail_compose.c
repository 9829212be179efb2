/* objects: base/buf base/mem base/arena base/err base/text base/tod
 * mail/compose mail/enc mail/addr mail/header mail/words mail/leaf mail/charset
 */
#include <stdlib.h>

#include "mail/compose.h"
#include "mail/header.h"
#include "mail/leaf.h"
#include "tap.h"

static const struct addr citizen = { "Siti \"Ani\" Rahma", "siti@x.id" };

static struct compose
sample(void)
{
	return (struct compose){
		.from = { "PST BPS Kabupaten Mempawah", "ipds6104@bps.go.id" },
		.to = { &citizen, 1 },
		.reply_to = { "", "" },
		.subject = "Permohonan data",
		.message_id = "1.2@bps.go.id",
		.in_reply_to = "",
		.date = 1795341600,
		.offset = 7 * 3600,
		.text = "Halo\n",
		.html = "",
		.auto_submitted = "",
		.language = "",
	};
}

/* Every line ends in CRLF, is ASCII and has at most max bytes. */
static bool
lines_ok(const char *s, size_t max)
{
	const char *end;

	for (; *s != '\0'; s = end + 2) {
		if ((end = strstr(s, "\r\n")) == NULL ||
		    (size_t)(end - s) > max)
			return false;
		for (; s < end; s++)
			if ((unsigned char)*s >= 0x7f ||
			    ((unsigned char)*s < ' ' && *s != '\t'))
				return false;
	}
	return true;
}

static void
test_whole(void)
{
	struct compose c = sample();
	struct why w = { "" };
	struct buf b;

	buf_init(&b, 1 << 20);
	ok(compose_mail(&c, &b, &w) == OK, "a plain mail");
	is_str(b.s,
	    "From: PST BPS Kabupaten Mempawah <ipds6104@bps.go.id>\r\n"
	    "To: \"Siti \\\"Ani\\\" Rahma\" <siti@x.id>\r\n"
	    "Subject: Permohonan data\r\n"
	    "Date: Sun, 22 Nov 2026 17:00:00 +0700\r\n"
	    "Message-ID: <1.2@bps.go.id>\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
	    "Halo\r\n",
	    "its bytes");
	buf_reset(&b);
	c.html = "<p>Halo</p>";
	c.auto_submitted = "auto-replied";
	c.language = "id";
	c.in_reply_to = "q@x.id";
	ok(compose_mail(&c, &b, &w) == OK, "with HTML");
	ok(strstr(b.s, "multipart/alternative; boundary=\"=_a") != NULL &&
		strstr(b.s, "X-Auto-Response-Suppress: All\r\n") != NULL &&
		strstr(b.s, "Content-Language: id\r\n") != NULL &&
		strstr(b.s, "In-Reply-To: <q@x.id>\r\n") != NULL,
	    "alternative, suppression, language, thread");
	ok(strstr(b.s, "text/plain") < strstr(b.s, "text/html"),
	    "the better part comes last");
	ok(lines_ok(b.s, 76), "lines");
	buf_free(&b);
}

static void
test_refused(void)
{
	static const struct addr bad[] = { { "x", "a@b\r\nRSET" },
		{ "x", "a b@c" }, { "x", "" }, { "x", "<a@b>" },
		{ "x", "a@b@c" }, { "x", "a,b@c" }, { "x\r\nBcc: y", "a@b.id" },
		{ "x\xff", "a@b.id" }, { "x", "\xc3\xa9@b.id" } };
	struct compose c;
	struct why w;
	struct buf b;
	size_t i;

	buf_init(&b, 1 << 20);
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		c = sample();
		c.to = (struct addrs){ &bad[i], 1 };
		ok(compose_mail(&c, &b, &w) == ERR_ITEM && b.len == 0,
		    "recipient %zu is refused: %s", i, w.s);
	}
	c = sample();
	c.subject = "a\nBcc: x@y.id";
	ok(compose_mail(&c, &b, &w) == ERR_ITEM, "a line end in a subject");
	c = sample();
	c.subject = "a\tb";
	ok(compose_mail(&c, &b, &w) == ERR_ITEM, "a tab in a subject");
	c = sample();
	c.in_reply_to = "a@b>\r\nX: y";
	ok(compose_mail(&c, &b, &w) == ERR_ITEM, "a line end in an id");
	c = sample();
	c.message_id = "";
	ok(compose_mail(&c, &b, &w) == ERR_ITEM, "no Message-ID");
	c = sample();
	c.to.n = 0;
	ok(compose_mail(&c, &b, &w) == ERR_ITEM, "nobody to send to");
	c = sample();
	c.text = "caf\xe9";
	ok(compose_mail(&c, &b, &w) == ERR_ITEM, "text that is no UTF-8");
	c = sample();
	buf_free(&b);
	buf_init(&b, 100);
	ok(compose_mail(&c, &b, &w) == ERR_ITEM, "more than the cap");
	buf_free(&b);
}

static void
test_references(void)
{
	static const char *ids[40];
	static char room[40][16];
	struct compose c = sample();
	struct why w;
	struct buf b;
	size_t i;

	for (i = 0; i < 40; i++) {
		snprintf(room[i], sizeof(room[i]), "id%zu@x", i);
		ids[i] = room[i];
	}
	ids[35] = "not fit\xc3\xa9@x";
	c.references = (struct strs){ ids, 40 };
	buf_init(&b, 1 << 20);
	ok(compose_mail(&c, &b, &w) == OK, "forty references");
	ok(strstr(b.s, "<id0@x>") && !strstr(b.s, "<id1@x>") &&
		!strstr(b.s, "<id29@x>") && strstr(b.s, "<id30@x>") &&
		strstr(b.s, "<id39@x>"),
	    "the first and the last ten stay");
	ok(strstr(b.s, "not fit") == NULL, "an unfit foreign id goes");
	ok(lines_ok(b.s, 76), "folded");
	buf_free(&b);
}

/* The subject that a reader gets back. */
static void
test_round_trip(void)
{
	static const char *const subjects[] = {
		"Permohonan data",
		"Data Penduduk Kecamatan \xe2\x80\x93 2025",
		"\xe7\xbb\x9f\xe8\xae\xa1\xe6\x95\xb0\xe6\x8d\xae\xe5\x92\xa8"
		"\xe8\xaf\xa2\xe7\xbb\x9f\xe8\xae\xa1\xe6\x95\xb0\xe6\x8d\xae"
		"\xe5\x92\xa8\xe8\xaf\xa2\xe7\xbb\x9f\xe8\xae\xa1",
		"a =?utf-8?q?b?= c",
		"satu dua tiga empat lima enam tujuh delapan sembilan sepuluh "
		"sebelas dua belas tiga belas empat belas lima belas",
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
		"\xf0\x9f\x99\x8f\xf0\x9f\x99\x8f\xf0\x9f\x99\x8f ok? =3D _ ?=",
	};
	struct arena *a = arena_new();
	struct compose c = sample();
	struct why w;
	struct field_list f;
	struct buf b;
	size_t i, body, len;

	buf_init(&b, 1 << 20);
	for (i = 0; i < sizeof(subjects) / sizeof(*subjects); i++) {
		buf_reset(&b);
		c.subject = subjects[i];
		compose_mail(&c, &b, &w);
		ok(lines_ok(b.s, 76), "lines of subject %zu", i);
		len = header_length(b.s, b.len, &body);
		f = header_fields(a, b.s, len, 100);
		is_str(header_text(a, header_get(f.v, f.n, "subject")),
		    subjects[i], "subject comes back");
	}
	buf_free(&b);
	arena_free(&a);
}

static void
test_bodies(void)
{
	static const char *const texts[] = {
		"satu\r\ndua\n\ntiga",
		"From here\n.\n..\nspace at the end \ntab\t\n=3D",
		"x\xc3\xa9 \xe2\x82\xac panjang sekali panjang sekali panjang "
		"sekali panjang sekali panjang sekali panjang sekali",
		"\xe7\xbb\x9f\xe8\xae\xa1\xe6\x95\xb0\n\xe6\x8d\xae",
		"....................................................................."
		"......................................................",
	};
	static const char *const want[] = {
		"satu\r\ndua\r\n\r\ntiga\r\n",
		"From here\r\n.\r\n..\r\nspace at the end \r\ntab\t\r\n=3D\r\n",
		"x\xc3\xa9 \xe2\x82\xac panjang sekali panjang sekali panjang "
		"sekali panjang sekali panjang sekali panjang sekali\r\n",
		"\xe7\xbb\x9f\xe8\xae\xa1\xe6\x95\xb0\r\n\xe6\x8d\xae",
		"....................................................................."
		"......................................................\r\n",
	};
	struct compose c = sample();
	struct part p;
	struct why w;
	struct buf b, out;
	size_t i;
	const char *s;

	buf_init(&b, 1 << 20);
	buf_init(&out, 1 << 20);
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		buf_reset(&b);
		buf_reset(&out);
		c.text = texts[i];
		compose_mail(&c, &b, &w);
		s = strstr(b.s, "\r\n\r\n") + 4;
		p = (struct part){ .body = s,
			.len = strlen(s),
			.encoding = strstr(b.s, "base64") ? ENC_BASE64
							  : ENC_QP };
		part_decode(&p, &out);
		is_str(out.s, want[i], "body comes back");
		ok(lines_ok(b.s, 76) && strstr(s, "\nFrom ") == NULL &&
			strncmp(s, "From ", 5) != 0 && *s != '.' &&
			strstr(s, "\n.") == NULL,
		    "body %zu is safe on the way", i);
	}
	buf_free(&b);
	buf_free(&out);
}

static void
test_files(void)
{
	static const struct compose_file files[] = {
		{ .name = "laporan.pdf",
		    .type = "application/pdf",
		    .bytes = "%PDF-1.4",
		    .len = 8 },
		{ .name = "Data Penduduk \xe2\x80\x93 Kecamatan Sungai "
			  "Kunyit dan Mempawah Hilir.xlsx",
		    .type = "application/octet-stream",
		    .bytes = "PK",
		    .len = 2 },
	};
	struct compose_file bad = {
		.name = "x", .type = "a/b\r\nX: y", .bytes = ""
	};
	struct compose_file kept[2];
	size_t holes[2];
	struct buf own;
	struct compose c = sample();
	struct why w;
	struct buf b;

	buf_init(&b, 1 << 20);
	c.files = files;
	c.nfiles = 2;
	ok(compose_mail(&c, &b, &w) == OK && lines_ok(b.s, 76), "two files");
	ok(strstr(b.s, "filename=\"laporan.pdf\"") != NULL &&
		strstr(b.s, "JVBERi0xLjQ=\r\n") != NULL,
	    "the first");
	ok(strstr(b.s, "filename*0*=utf-8''Data%20Penduduk") != NULL &&
		strstr(b.s, "filename*1*=") != NULL,
	    "the second");
	memcpy(kept, files, sizeof(kept));
	kept[0].bytes = NULL;
	c.files = kept;
	buf_init(&own, 1 << 20);
	ok(compose_mail(&c, &own, &w) == ERR_ITEM,
	    "a file without bytes needs a place");
	c.holes = holes;
	buf_reset(&own);
	ok(compose_mail(&c, &own, &w) == OK && own.len == b.len - 14,
	    "one that is kept elsewhere leaves a hole");
	ok(strncmp(own.s, b.s, holes[0]) == 0 &&
		strncmp(b.s + holes[0], "JVBERi0xLjQ=\r\n", 14) == 0 &&
		strcmp(own.s + holes[0], b.s + holes[0] + 14) == 0,
	    "where its base64 belongs, and nothing else is changed");
	buf_free(&own);
	c.files = &bad;
	c.nfiles = 1;
	ok(compose_mail(&c, &b, &w) == ERR_ITEM, "a type with a line end");
	buf_free(&b);
}

int
main(void)
{
	test_whole();
	test_refused();
	test_references();
	test_round_trip();
	test_bodies();
	test_files();
	return done_testing();
}
