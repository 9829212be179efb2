/* objects: mail base */
#include <stdlib.h>

#include "tap.h"

#include "unit/read_mail.h"

#include "base/buf.h"
#include "base/file.h"
#include "mail/dsn.h"
#include "mail/msg.h"

/* One mail of t/corpus/bounce and what it says: the first recipient, or all
 * of its text "n recipients". */
static const struct row {
	const char *file;
	size_t n;
	const char *recipient, *status, *action, *words, *id;
} rows[] = {
#define ID "k7q-1@ipds6104.example.org"
#define SITI "siti@warga.example.com"
	{ "postfix-unknown", 1, SITI, "5.1.1", "failed", "User unknown", ID },
	{ "postfix-delay", 1, SITI, "4.4.1", "delayed", "timed out", ID },
	{ "postfix-delivered", 1, SITI, "2.0.0", "relayed", "250", ID },
	{ "two-recipients", 2, SITI, "5.2.2", "failed", "Mailbox full", ID },
	{ "utf8-address", 1, "jos\xc3\xa9@warga.example.com", "5.1.1", "failed",
	    "", ID },
	{ "status-without-code", 1, SITI, "5.2.2", "failed", "over quota", ID },
	{ "exim-text", 1, SITI, "5.1.1", "failed", "550 5.1.1", ID },
	{ "exim-delay", 1, SITI, "4.4.1", "delayed", "timed out", "" },
	{ "qmail", 2, SITI, "5.1.1", "failed", "does not like", ID },
	{ "mdaemon", 1, SITI, "5.1.1", "failed", "Recipient unknown", "" },
	{ "sendmail-old", 1, SITI, "5.1.1", "failed", "User unknown", ID },
	{ "exchange-text", 1, SITI, "5.1.1", "failed", "not recognized", "" },
	{ "office365-html", 1, SITI, "5.1.10", "failed", "couldn't be", ID },
	{ "gmail-indonesian", 1, SITI, "5.1.1", "failed", "tidak ditemukan",
	    "" },
	{ "indonesian-full", 1, SITI, "5.2.2", "failed", "penuh", "" },
	{ "yahoo", 1, SITI, "5.1.1", "failed", "account", ID },
	{ "zimbra", 1, SITI, "4.2.2", "failed", "Over quota", ID },
	{ "daemon-no-mime", 1, SITI, "5.1.2", "failed", "unknown host", ID },
	{ "feedback", 1, SITI, "2.0.0", "delivered", "abuse", ID },
	{ "not-citizen-quotes", 0, "", "", "", "", "" },
	{ "not-goods", 0, "", "", "", "", "" },
	{ "not-postmaster-person", 0, "", "", "", "", "" },
	{ "not-vacation", 0, "", "", "", "", "" },
	{ "not-receipt", 0, "", "", "", "", "" },
	{ "not-forwarded-report", 0, "", "", "", "", "" },
};

static void
check(const struct row *r, const struct msg *m)
{
	is_int(m->report, r->n > 0, r->file);
	is_int((long long)m->ndsn, (long long)r->n, "recipients");
	is_str(m->bounced_id, r->id, "the mail that it speaks of");
	is_int(
	    m->delayed_only, strcmp(r->action, "delayed") == 0, "only delayed");
	if (r->n == 0 || m->ndsn == 0)
		return;
	is_str(m->dsn[0].recipient, r->recipient, "recipient");
	is_str(m->dsn[0].status, r->status, "status");
	is_str(m->dsn[0].action, r->action, "action");
	ok(strstr(m->dsn[0].diagnostic, r->words) != NULL, "words: %s",
	    m->dsn[0].diagnostic);
}

static void
test_corpus(void)
{
	struct arena *a = arena_new();
	struct msg m;
	struct why w;
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (corpus_mail("bounce", rows[i].file, &b) &&
		    msg_read(a, &reader, b.s, b.len, &m, &w) == OK)
			check(&rows[i], &m);
		buf_free(&b);
		arena_reset(a);
	}
	arena_free(&a);
}

static void
test_second_recipient(void)
{
	struct arena *a = arena_new();
	struct msg m;
	struct why w;
	struct buf b;

	buf_init(&b, 1 << 20);
	file_read("t/corpus/bounce/two-recipients.eml", &b, &w);
	msg_read(a, &reader, b.s, b.len, &m, &w);
	is_str(m.dsn[1].recipient, "joko@warga.example.com", "the second");
	is_str(m.dsn[1].status, "5.7.1",
	    "a vague status gives way to the one in the server's words");
	buf_free(&b);
	arena_free(&a);
}

static void
test_status(void)
{
	static const struct {
		const char *words, *want;
	} words[] = { { "550 5.1.1 <a@b>: User unknown", "5.1.1" },
		{ "said: 552-5.2.2 over quota", "5.2.2" },
		{ "(#5.1.2)", "5.1.2" }, { "550 User unknown", "5.1.1" },
		{ "452 mailbox is full", "4.2.2" },
		{ "mailbox is full", "5.2.2" },
		{ "Connection timed out", "4.4.1" }, { "554 refused", "5.0.0" },
		{ "421 try later", "4.0.0" },
		{ "host 192.0.2.25 said nothing", "" },
		{ "connect to 5.1.1.7: no answer", "" },
		{ "Exim 4.72 and 5.6.7x", "" }, { "after 550 bytes", "" },
		{ "", "" } };
	struct arena *a = arena_new();
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		is_str(dsn_status_of(a, words[i].words), words[i].want,
		    words[i].words);
	arena_free(&a);
}

int
main(void)
{
	load();
	test_corpus();
	test_second_recipient();
	test_status();
	return done_testing();
}
