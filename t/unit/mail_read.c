/* objects: mail base */
#include <stdlib.h>

#include "base/buf.h"
#include "base/tod.h"
#include "mail/msg.h"
#include "tap.h"

static struct arena *arena;
static struct msg m;
static struct why w;

static enum err
read_bytes(const char *raw, size_t n)
{
	struct mail_reader r = { .limits = mail_limits_default,
		.authserv_id = "mx.bps.go.id" };

	arena_reset(arena);
	w.s[0] = '\0';
	return msg_read(arena, &r, raw, n, &m, &w);
}

static enum err
read_mail(const char *raw)
{
	return read_bytes(raw, strlen(raw));
}

static void
test_whole(void)
{
	char text[TOD_TEXT];

	ok(read_mail(
	       "Return-Path: <siti@x.id>\r\n"
	       "Delivered-To: ipds6104@bps.go.id\r\n"
	       "X-Original-To: pst@bps.go.id\r\n"
	       "Received: from b by c; Fri, 20 Nov 2026 09:12:05 +0700\r\n"
	       "Received: from a by b; Fri, 20 Nov 2099 09:12:05 +0700\r\n"
	       "Authentication-Results: mx.bps.go.id; dkim=pass\r\n"
	       "  header.d=x.id\r\n"
	       "Return-Path: <lain@x.id>\r\n"
	       "Message-ID: <1@x.id>\r\n"
	       "In-Reply-To: <0@bps.go.id>\r\n"
	       "References: <9@x.id> <0@bps.go.id>\r\n"
	       "References: <8@x.id>\r\n"
	       "From: =?utf-8?Q?Siti_=C3=81?= <siti@x.id>\r\n"
	       "From: lain@x.id\r\n"
	       "Sender: s@x.id\r\n"
	       "Reply-To: r@x.id\r\n"
	       "To: ipds6104@bps.go.id\r\n"
	       "To: b@y.id\r\n"
	       "Cc: c@y.id\r\n"
	       "Subject: Satu\r\n"
	       "Subject: Dua\r\n"
	       "Date: Fri, 20 Nov 2026 09:12:00 +0700\r\n\r\n"
	       "Halo\r\n") == OK,
	    "a whole mail");
	is_str(m.return_path, "siti@x.id", "the topmost Return-Path");
	ok(!m.null_return_path, "which is not null");
	is_int((long long)m.delivered_to.n, 2, "who got it");
	is_str(m.delivered_to.v[1].address, "pst@bps.go.id", "the second");
	is_str(tod_text(m.received, 25200, text), "2026-11-20T09:12:05+07:00",
	    "the newest Received");
	is_str(
	    tod_text(m.date, 25200, text), "2026-11-20T09:12:00+07:00", "Date");
	is_str(m.message_id, "1@x.id", "Message-ID");
	is_int((long long)m.in_reply_to.n, 1, "In-Reply-To");
	is_int((long long)m.references.n, 3, "References of both fields");
	is_int((long long)m.from.n, 1, "the first From");
	is_str(m.from.v[0].name, "Siti \xc3\x81", "its name");
	is_str(m.from.v[0].address, "siti@x.id", "its address");
	is_str(m.sender.v[0].address, "s@x.id", "Sender");
	is_str(m.reply_to.v[0].address, "r@x.id", "Reply-To");
	is_int((long long)m.to.n, 2, "both To fields");
	is_str(m.cc.v[0].address, "c@y.id", "Cc");
	is_str(m.subject, "Satu", "the first Subject");
	is_str(m.language, "", "language is not ours");
	ok(m.auth.dkim == AUTH_UNKNOWN, "two From fields: nobody vouches");
	ok(strstr(m.text, "Halo") != NULL, "text");
	is_str(msg_field(&m, "SUBJECT"), "Satu", "msg_field");
	is_str(msg_field_n(&m, "subject", 1), "Dua", "msg_field_n");
	ok(msg_field_n(&m, "subject", 2) == NULL, "no third");
}

static void
test_little(void)
{
	ok(read_mail("") == OK, "nothing");
	ok(*m.subject == '\0' && m.from.n == 0 && m.nparts == 1 &&
		m.date == TOD_NONE && *m.text == '\0' && *m.message_id == '\0',
	    "is empty everywhere");
	ok(read_mail("Return-Path: <>\n\nx") == OK && m.null_return_path &&
		*m.return_path == '\0',
	    "null Return-Path");
	ok(read_mail("Subject: x") == OK, "a header only");
	is_str(m.subject, "x", "its Subject");
	ok(read_mail("Message-ID: abc\n\n") == OK, "an id that is none");
	is_str(m.message_id, "abc", "is kept as it is");
	ok(read_mail("Subject: x\rFrom: a@b.id\r\rHalo\r") == OK, "CR");
	is_str(m.subject, "x", "its Subject");
	ok(strstr(m.text, "Halo") != NULL, "its text");
	ok(read_bytes("Subject: a\0b\n\nx\0y\n", 18) == OK, "NUL");
	is_str(m.subject, "a b", "its Subject");
}

static void
test_protection(void)
{
	static const struct {
		const char *mail;
		bool encrypted, is_signed;
	} t[] = {
		{ "Subject: x\n\nHalo\n", false, false },
		{ "Content-Type: multipart/signed; boundary=b\n\n--b\n\nx\n",
		    false, true },
		{ "Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n",
		    true, false },
		{ "Content-Type: application/pkcs7-mime\n\nx", true, false },
		{ "Content-Type: application/x-pkcs7-mime;\n smime-type="
		  "signed-data\n\nx",
		    false, true },
		{ "Subject: x\n\n-----BEGIN PGP MESSAGE-----\n", true, false },
		{ "Subject: x\n\n-----BEGIN PGP SIGNED MESSAGE-----\n", false,
		    true },
	};
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(*t); i++) {
		read_mail(t[i].mail);
		ok(m.encrypted == t[i].encrypted &&
			m.is_signed == t[i].is_signed,
		    "protection %zu", i);
	}
}

/* head, then again so many times, then tail: over the limit called name, and
 * the Subject is readable all the same. */
static void
refused(const char *name, const char *head, const char *again, size_t times,
    const char *tail)
{
	struct buf b;
	size_t i;

	buf_init(&b, (size_t)200 << 20);
	buf_adds(&b, "From: a@b.id\nSubject: Halo\n");
	buf_adds(&b, head);
	for (i = 0; i < times; i++)
		buf_adds(&b, again);
	buf_adds(&b, tail);
	if (*name != '\0')
		ok(read_bytes(b.s, b.len) == ERR_ITEM &&
			strncmp(w.s, name, strlen(name)) == 0,
		    "refused: %s", w.s);
	else
		ok(read_bytes(b.s, b.len) == OK, "read all the same");
	is_str(m.subject, "Halo", "its Subject");
	ok(m.from.n == 1, "its From");
	buf_free(&b);
}

static void
test_hostile(void)
{
	refused("mail-size", "\n", "xxxxxxxxxxxxxxxx", 3 << 20, "");
	refused(
	    "part-depth", "", "Content-Type: message/rfc822\n\n", 100000, "");
	refused("part-depth", "",
	    "Content-Type: multipart/mixed; boundary=b\n\n--b\n", 100000, "");
	refused("part-count", "Content-Type: multipart/mixed; boundary=b\n\n",
	    "--b\n\nx\n", 100000, "");
	refused("address-count", "To: a@b.id", ",a@b.id", 100000, "\n\nx");
	refused("header-size", "X: ", "xxxxxxxxxx", 1000000, "\n\nx");
	refused("header-count", "", "A: b\n", 100000, "\nx");
	refused("", "Cc: ", "(", 1000000, "\n\nx");
	refused("", "Date: ", "(", 1000000, "\n\nx");
	refused("", "Content-Type: text/plain", "(", 1000000, "\n\nx");
	refused("", "Cc: ", "g:", 150000, ";\n\nx");
	refused("", "References: ", "<a@b> ", 100000, "\n\nx");
	refused("", "\n", "begin 644 x\n", 100000, "");
}

/* Sixty attached files, as people send them: no limit may stop that. */
static void
test_many_files(void)
{
	struct buf b;
	int i;

	buf_init(&b, 1 << 20);
	buf_adds(
	    &b, "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n");
	for (i = 0; i < 60; i++)
		buf_addf(&b,
		    "--b\nContent-Type: application/pdf; name=%d.pdf\n"
		    "Content-Transfer-Encoding: base64\n"
		    "Content-Disposition: attachment\n\nJVBERi0xLjQK\n",
		    i % 30);
	ok(read_bytes(b.s, b.len) == OK && m.nparts == 61, "sixty PDF files");
	is_str(m.parts[60].name, "29-2.pdf", "the last is told apart");
	is_str(m.parts[60].content, "application/pdf", "what it is");
	buf_free(&b);
}

int
main(void)
{
	arena = arena_new();
	test_whole();
	test_little();
	test_protection();
	test_hostile();
	test_many_files();
	arena_free(&arena);
	return done_testing();
}
