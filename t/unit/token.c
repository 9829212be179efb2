/* objects: base/arena base/buf base/hash base/mem base/text desk/token */
#include "tap.h"

#include <stdlib.h>

#include "desk/token.h"

static const struct token_key key = { "0123456789abcdef0123456789abcde" };
static const struct token_key other = { "another key of thirty-two bytes" };

static struct token_facts facts = { 4711, 42, "requester", "budi@example.com" };

static void
test_mac(void)
{
	struct token_facts f = facts;
	char text[TOKEN_TEXT], upper[TOKEN_TEXT];
	const char *mac;
	size_t i;

	token_make(&key, &f, text);
	mac = strchr(text, '.') + 1;
	ok(strlen(mac) == 16 && strncmp(text, "4k7.", 4) == 0,
	    "row in base 32 and 80 bits: %s", text);
	ok(token_valid(&key, &f, mac), "the token is valid");
	for (i = 0; mac[i] != '\0'; i++)
		upper[i] = (char)(mac[i] >= 'a' ? mac[i] - 32 : mac[i]);
	upper[i] = '\0';
	ok(token_valid(&key, &f, upper), "in capitals too");
	f.address = "Budi@Example.COM";
	ok(token_valid(&key, &f, mac), "the case of the address is nothing");
	f.address = "budi@example.org";
	ok(!token_valid(&key, &f, mac), "another address");
	f = facts;
	f.role = "officer";
	ok(!token_valid(&key, &f, mac), "another role");
	f = facts;
	f.ticket = 43;
	ok(!token_valid(&key, &f, mac), "another ticket");
	f = facts;
	f.row = 4712;
	ok(!token_valid(&key, &f, mac), "another row");
	ok(!token_valid(&other, &facts, mac), "another key");
	upper[3] = upper[3] == '0' ? '1' : '0';
	ok(!token_valid(&key, &facts, upper), "one digit off");
	upper[15] = '\0';
	ok(!token_valid(&key, &facts, upper), "cut short");
	ok(!token_valid(&key, &facts, ""), "none");
}

static size_t
scan(struct arena *a, const char *id, const char *to,
    const struct token_seen **v)
{
	const char *ids[2] = { id, id };
	struct addr addr = { "", to };
	struct msg m = { .in_reply_to = { ids, id != NULL },
		.references = { ids, id != NULL ? 2 : 0 },
		.to = { &addr, to != NULL },
		.bounced_id = "" };

	return token_scan(a, &m, v);
}

static void
test_scan(struct arena *a)
{
	static const char *const none[] = {
		"tanggap.@example.org",
		"tanggap.0.0123456789abcdef@example.org",
		"tanggap.4k7.0123456789abcde@example.org",
		"tanggap.4k7.0123456789abcdefg@example.org",
		"tanggap.4k7.0123456789abcdeu@example.org",
		"tanggap.zzzzzzzzzzzzz.0123456789abcdef@example.org",
		"tanggap.11111111111111.0123456789abcdef@example.org",
		"tanggap.4k7.0123456789abcdef",
		"xtanggap.4k7.0123456789abcdef@example.org",
		"",
	};
	char text[TOKEN_TEXT], id[200];
	const struct token_seen *v;
	size_t i;

	token_make(&key, &facts, text);
	snprintf(id, sizeof(id), "tanggap.%s@example.org", text);
	ok(scan(a, id, NULL, &v) == 1 && v[0].row == 4711 &&
		token_valid(&key, &facts, v[0].mac),
	    "found once in In-Reply-To and twice in References");
	is_str(v[0].carrier, "message-id", "its carrier");
	snprintf(id, sizeof(id), "desk+t-%s@example.org", text);
	*strchr(id, '.') = '-';
	ok(scan(a, NULL, id, &v) == 1 && token_valid(&key, &facts, v[0].mac),
	    "found in a plus-part");
	is_str(v[0].carrier, "reply-to", "its carrier");
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		ok(scan(a, none[i], NULL, &v) == 0, "no token: \"%s\"",
		    none[i]);
	ok(scan(a, "tanggap.7zzzzzzzzzzzz.0123456789abcdef@x", NULL, &v) == 1 &&
		v[0].row == INT64_MAX,
	    "the greatest row");
}

static void
test_many(struct arena *a)
{
	const char *ids[500];
	struct msg m = { .references = { ids, 500 }, .bounced_id = "" };
	const struct token_seen *v;
	int i;

	for (i = 0; i < 500; i++)
		ids[i] = arena_printf(
		    a, "tanggap.%d.0123456789abcdef@x", 1000 + i);
	is_int((long long)token_scan(a, &m, &v), 32, "at most 32");
	ok(v[0].row == (1 << 15 | 4 << 10 | 9 << 5 | 9),
	    "the newest reference first");
	m = (struct msg){
		.bounced_id = "tanggap.4k7.0123456789abcdef@example.org"
	};
	is_int((long long)token_scan(a, &m, &v), 1,
	    "the id of a mail that bounced");
}

static void
test_tags(struct arena *a)
{
	char code[CODE_TEXT], tag[CODE_TEXT], subject[300], twice[700];
	struct strs v, wrong;

	token_code("PST", 2026, 11, 42, code);
	is_str(code, "PST-2611-0042", "a code");
	token_code("PST", 2026, 1, 12345, tag);
	is_str(tag, "PST-2601-12345", "a busy month");
	token_tag(&key, code, tag);
	ok(strlen(tag) == 19 && tag[0] == '[' && tag[18] == ']', "a tag: %s",
	    tag);
	snprintf(subject, sizeof(subject), "Re: data %s", tag);
	v = token_tags(a, &key, "PST", subject, &wrong);
	ok(v.n == 1 && wrong.n == 0, "its check part is right");
	is_str(v.v[0], code, "and gives the code");
	snprintf(twice, sizeof(twice), "%s %s %s", subject, tag, subject);
	v = token_tags(a, &key, "PST", twice, NULL);
	ok(v.n == 1, "each once");
	*strchr(subject, ']') = 'X';
	v = token_tags(a, &key, "PST", subject, &wrong);
	ok(v.n == 0 && wrong.n == 1, "a longer check part is wrong");
	v = token_tags(a, &other, "PST", tag, &wrong);
	ok(v.n == 0 && wrong.n == 1, "another desk's tag is wrong");
	v = token_tags(a, &key, "PST", "tiket PST-2611-0042 saya", &wrong);
	ok(v.n == 0 && wrong.n == 1, "a bare number is wrong");
	v = token_tags(a, &key, "PST", "XPST-2611-0042-AAA PST-26-1", &wrong);
	ok(v.n == 0 && wrong.n == 0, "other words are none");
	v = token_tags(a, &key, "PST", "PST-", &wrong);
	ok(v.n == 0 && wrong.n == 0, "a prefix alone");
	snprintf(subject, sizeof(subject), "re: %s", tag);
	for (char *s = subject; *s != '\0'; s++)
		*s = (char)(*s >= 'A' && *s <= 'Z' ? *s + 32 : *s);
	v = token_tags(a, &key, "PST", subject, NULL);
	ok(v.n == 1 && strcmp(v.v[0], code) == 0, "in small letters: %s",
	    subject);
}

int
main(void)
{
	struct arena *a = arena_new();

	test_mac();
	test_scan(a);
	test_many(a);
	test_tags(a);
	arena_free(&a);
	return done_testing();
}
