/* objects: base/buf base/mem base/text net/reply */
/* SMTP replies to fates, statuses and words; xtext. */
#include <stdlib.h>

#include "base/buf.h"
#include "net/reply.h"
#include "tap.h"

static const struct {
	int code;
	const char *text;
	enum deliver_fate fate;
	const char *status, *words;
} rows[] = {
	{ 250, "2.0.0 Ok: queued as 1\n", DELIVER_SENT, "2.0.0",
	    "2.0.0 Ok: queued as 1" },
	{ 250, "ok\n", DELIVER_SENT, "", "ok" },
	{ 550, "5.1.1 <a@b>: no\n5.1.1 such user\n", DELIVER_NEVER, "5.1.1",
	    "5.1.1 <a@b>: no 5.1.1 such user" },
	{ 450, "4.7.123 later", DELIVER_LATER, "4.7.123", "4.7.123 later" },
	{ 550, "5.1.1234 long", DELIVER_NEVER, "", "5.1.1234 long" },
	{ 550, "5.1. short", DELIVER_NEVER, "", "5.1. short" },
	{ 550, "3.1.1 no class", DELIVER_NEVER, "", "3.1.1 no class" },
	{ 550, "5.1.1", DELIVER_NEVER, "5.1.1", "5.1.1" },
	{ 554, "", DELIVER_NEVER, "", "" },
	{ 421, "4.3.2 bye", DELIVER_LATER, "4.3.2", "4.3.2 bye" },
	{ 0, "x", DELIVER_LATER, "", "x" },
	{ 354, "go", DELIVER_LATER, "", "go" },
	{ 550, "a\033[31m\tb\x01", DELIVER_NEVER, "", "a?[31m b?" },
};

int
main(void)
{
	struct deliver_rcpt r = { 0 };
	char big[5000];
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		reply_set(&r, rows[i].code, rows[i].text);
		is_int(r.fate, rows[i].fate, "fate");
		is_int(r.code, rows[i].code, "code");
		is_str(r.status, rows[i].status, "status");
		is_str(r.words, rows[i].words, "words");
	}
	memset(big, 'x', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	reply_set(&r, 550, big);
	ok(strlen(r.words) <= 400, "long words are cut");
	reply_ours(&r, DELIVER_UNCERTAIN, "lost");
	ok(r.fate == DELIVER_UNCERTAIN && r.code == 0 && r.status[0] == '\0',
	    "our own words have no code");
	free(r.words);
	buf_init(&b, 100);
	reply_add_xtext(&b, "a+b=c d\xe9~");
	is_str(b.s, "a+2Bb+3Dc+20d+E9~", "xtext");
	buf_free(&b);
	return done_testing();
}
