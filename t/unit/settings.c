/* objects: settings settings_value settings_office base/arena base/buf
 * base/conf base/err base/file base/hash base/mem base/step base/text base/tod
 * desk/kind desk/office mail/compose mail/enc mail/leaf mail/addr mail/header
 * mail/words mail/charset net/conf net/secret */
/*
 * The configuration: defaults, every kind of error with its line, paths.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "settings.h"
#include "tap.h"

#define BASE \
	"[office]\nname = BPS X\narea = Kabupaten X\n" \
	"address = desk@bps.example\ncomplaint_handler = Ibu Y\n" \
	"[officer siti]\naddress = siti@bps.example\nroles = pengaduan\n" \
	"[mailbox]\nhost = mail.example\n"

static enum err
load(const char *text, struct settings *s, struct arena *a, struct why *w)
{
	w->s[0] = '\0';
	return settings_parse(a, "/etc/x/t.conf", text, strlen(text), s, w);
}

static void
test_defaults(void)
{
	struct arena *a = arena_new();
	struct settings s;
	struct why w;

	if (!ok(load(BASE, &s, a, &w) == OK, "the least that works"))
		printf("# %s\n", w.s);
	is_str(s.office.prefix, "PST", "a default text");
	is_int(s.office.offset, 7 * 3600, "a default zone");
	is_int(s.hours[5].to, 16 * 60 + 30, "Friday closes at 16.30");
	is_int(s.hours[6].to, 0, "Saturday is closed");
	is_int(s.imap.port, 993, "a default port");
	ok(s.imap.tls == TLS_IMPLICIT && s.smtp.tls == TLS_STARTTLS,
	    "TLS is the default");
	ok(!s.imap.insecure_plaintext, "plain text is not");
	is_int((long long)s.reader.limits.bytes, 30 << 20, "a size with M");
	is_int(s.office.reopen_days, 30, "a span in days");
	is_int(s.answer_age, 30 * 86400, "a span in seconds");
	is_str(s.templates, "/etc/x/../templates", "paths begin at the file");
	is_str(s.database, "/var/lib/tanggap/tanggap.db", "but for absolute");
	is_str(s.imap.auth, "", "auth = auto");
	ok(office_officer(&s.office, "SITI@bps.example") != NULL,
	    "the officer is found");
	arena_free(&a);
}

static void
test_errors(void)
{
	static const struct {
		const char *more, *words, *what;
	} rows[] = {
		{ "nonsense = 1\n", "t.conf:11: unknown key \"nonsense\"",
		    "unknown key" },
		{ "prefix = P\n", "it belongs to [ticket]",
		    "a key in the wrong section" },
		{ "[mailbx]\n", "t.conf:11: unknown section [mailbx]",
		    "unknown section" },
		{ "port = imaps\n", "must be a whole number from 1 to 65535",
		    "wrong type" },
		{ "port = 65536\n", "t.conf:11: port = 65536", "too large" },
		{ "tls = maybe\n", "must be implicit, starttls or none",
		    "no such word" },
		{ "host = other\n",
		    "t.conf:11: \"host\" is set a second time "
		    "(first on line 10)",
		    "set twice" },
		{ "[hours]\nmonday = 16:00-07:30\n",
		    "t.conf:12: monday = 16:00-07:30", "hours backwards" },
		{ "[hours]\nmonday = 07:30-24:01\n", "must be HH:MM-HH:MM",
		    "hours after midnight" },
		{ "[officer siti]\n", "a second [officer siti]",
		    "an officer twice" },
		{ "[officer budi]\naddress = b@x.example\n",
		    "t.conf:11: [officer budi] needs roles",
		    "an officer without roles" },
		{ "[officer budi]\nroles = boss\n", "must be of petugas",
		    "an unknown role" },
		{ "[officer budi]\naddress = desk+x@bps.example\n"
		  "roles = petugas\n",
		    "the desk's own address", "the desk as an officer" },
		{ "[limits]\nmail_size = 30X\n", "a number with K, M or G",
		    "a unit that is none" },
		{ "[office]\nzone = Mars/Olympus\n", "WIB, WITA, WIT",
		    "a zone that is none" },
		{ "[ticket]\nprefix = pst-1\n", "capital letters",
		    "a prefix in small letters" },
		{ "host\n", "t.conf:11: expected \"key = value\"",
		    "no equals sign" },
		{ "[ticket\n", "t.conf:11: a section is written",
		    "a section left open" },
		{ "host = a\001b\n", "t.conf:11: not plain UTF-8",
		    "a control byte" },
		{ "host = \xff\n", "t.conf:11: not plain UTF-8", "a bad byte" },
		{ "poll = 2d\n",
		    "must be a number with s, m, h or d, from 1s to 1d",
		    "a span too long" },
		{ "[smtp]\ngive_up = 3x\n", "from 1m to 30d",
		    "a span without a unit that is one" },
		{ "[limits]\nmail_size = 1K\n", "from 64K to 1G",
		    "a size too small" },
		{ "[limits]\npart_count = 1\n",
		    "must be a whole number from 10 to 100000",
		    "a count too small" },
		{ "[ticket]\nreopen = 9999d\n", "from 0 to 3650d",
		    "a span from nothing" },
		{ "[ticket]\n# a\nprefix = pst\n", "t.conf:13: prefix = pst",
		    "a prefix, with its line" },
		{ "[officer a]\naddress = a@x.example\nroles = petugas\n"
		  "[officer b]\naddress = A@x.example\nroles = petugas\n",
		    "t.conf:14: [officer a] and [officer b]",
		    "an address twice" },
		{ "[hours]\nmonday = tutup\ntuesday = tutup\n"
		  "wednesday = tutup\nthursday = tutup\nfriday = tutup\n",
		    "t.conf:12: [hours] has no working day", "no open day" },
		{ "[ramadan]\nmonday = tutup\ntuesday = tutup\n"
		  "wednesday = tutup\nthursday = tutup\nfriday = tutup\n",
		    "[ramadan] has no working day", "no open day in Ramadan" },
		{ "authserv_id = a; b\n", "must be one word without ;",
		    "a method in authserv_id" },
		{ "authserv_id = mx;x\n", "must be one word without ;",
		    "a semicolon in authserv_id" },
		{ "[office]\nwebsite = bps.example\n",
		    "t.conf:12: website = bps.example: must be empty, or",
		    "a link without a scheme" },
		{ "[office]\nlapor = javascript:alert(1)\n", "http://",
		    "a link that is a script" },
		{ "[office]\npst_url = https://\n", "http://",
		    "a link to nothing" },
		{ "[office]\nprivacy_url = https://x.example/\"a\n", "http://",
		    "a link that leaves its attribute" },
		{ "source = folder:\n", "imap or folder:PATH",
		    "a folder without a path" },
	};
	struct settings s;
	struct why w;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct arena *a = arena_new();
		struct buf b;

		buf_init(&b, 65536);
		buf_addf(&b, "%s%s", BASE, rows[i].more);
		ok(load(b.s, &s, a, &w) == ERR_ITEM &&
			strstr(w.s, rows[i].words) != NULL,
		    "refused: %s", rows[i].what);
		if (strstr(w.s, rows[i].words) == NULL)
			printf("# %s\n", w.s);
		buf_free(&b);
		arena_free(&a);
	}
}

static void
test_required(void)
{
	struct arena *a = arena_new();
	struct settings s;
	struct why w;

	ok(load("[office]\nname = X\n", &s, a, &w) == ERR_ITEM &&
		strstr(w.s, "t.conf:1: [office] area is missing") != NULL,
	    "a required key is missing: %s", w.s);
	ok(load("[office]\nname = X\narea = Y\naddress = d@x.example\n"
		"complaint_handler = Z\n[mailbox]\nport = 1\n",
	       &s, a, &w) == ERR_ITEM &&
		strstr(w.s, "t.conf:6: [mailbox] host is missing") != NULL,
	    "a server without a name: %s", w.s);
	ok(load("[office]\nname = X\narea = Y\naddress = d@x.example\n"
		"complaint_handler = Z\n[mailbox]\nsource = folder:in\n",
	       &s, a, &w) == ERR_ITEM &&
		strstr(w.s, "complaints would reach nobody") != NULL,
	    "nobody for complaints");
	arena_free(&a);
}

int
main(void)
{
	test_defaults();
	test_errors();
	test_required();
	return done_testing();
}
