/* objects: mail base */
#include <stdlib.h>

#include "tap.h"

#include "unit/read_mail.h"

#include "base/buf.h"
#include "base/file.h"
#include "mail/forward.h"
#include "mail/label.h"
#include "mail/msg.h"
#include "mail/quote.h"

#define NAME "Siti Aminah"
#define SITI "siti@warga.example.com"
#define TEXT "Selamat pagi, saya perlu data penduduk 2025.\n"

static const struct row {
	const char *what, *subject, *text; /* text: after the header */
	bool is;
	const char *note, *name, *address, *title;
} rows[] = {
	{ "Gmail, Indonesian", "Fwd: Data",
	    "Tolong.\n\n---------- Forwarded message ---------\n"
	    "Dari: Siti Aminah <" SITI ">\nDate: Kam, 19 Nov 2026 pukul 08.15\n"
	    "Subject: Data\nTo: <b@example.org>\n\n\n" TEXT,
	    true, "Tolong.", NAME, SITI, "Data" },
	{ "Gmail, without Fwd:", "Data dari warga",
	    "---------- Pesan terusan ---------\n"
	    "Dari: " SITI "\nTanggal: Kam\nSubjek: Data\n\n" TEXT,
	    true, "", "", SITI, "Data" },
	{ "Outlook", "FW: Data",
	    "Tolong.\n\nFrom: Siti Aminah [mailto:" SITI "]\n"
	    "Sent: Thursday\nTo: Budi\nSubject: Data\n\n" TEXT,
	    true, "Tolong.", NAME, SITI, "Data" },
	{ "Outlook, Indonesian", "Trs: Data",
	    "Tolong.\n\nDari: Siti Aminah <" SITI ">\nTerkirim: Kamis\n"
	    "Kepada: Budi\nPerihal: Data\n\n" TEXT,
	    true, "Tolong.", NAME, SITI, "Data" },
	{ "Outlook, a reply", "RE: Data",
	    "Ini.\n\nFrom: Siti Aminah <" SITI ">\nSent: Thursday\n"
	    "To: Budi\nSubject: Data\n\n" TEXT,
	    false, "", "", "", "" },
	{ "Apple Mail", "Fwd: Data",
	    "Tolong.\n\nBegin forwarded message:\n\n> From: Siti Aminah <" SITI
	    ">\n> Subject: Data\n> Date: 19 November 2026\n>\n> " TEXT,
	    true, "Tolong.", NAME, SITI, "Data" },
	{ "Thunderbird", "Data",
	    "Tolong.\n\n-------- Pesan yang Diteruskan --------\n"
	    "Perihal: \tData\nTanggal: \tThu, 19 Nov 2026\nDari: \tSiti Aminah "
	    "<" SITI ">\nKepada: \tb@example.org\n\n\n\n" TEXT,
	    true, "Tolong.", NAME, SITI, "Data" },
	{ "Samsung", "Fwd: Data",
	    "-------- Original message --------\nFrom: Siti Aminah <" SITI
	    ">\nDate: 19/11/26\nTo: b@example.org\nSubject: Data\n\n" TEXT,
	    true, "", NAME, SITI, "Data" },
	{ "Samsung, a reply", "Re: Data",
	    "Ini.\n\n-------- Original message --------\nFrom: Siti Aminah "
	    "<" SITI
	    ">\nDate: 19/11/26\nTo: b@example.org\nSubject: Data\n\n" TEXT,
	    false, "", "", "", "" },
	{ "Yahoo, on one line", "Fw: Data",
	    "Tolong.\n\n   ----- Forwarded Message ----- From: Siti Aminah <" SITI
	    ">To: \"b@example.org\" <b@example.org>Sent: Thursday, "
	    "November 19, 2026 at 08:15:00 AM GMT+7Subject: Data\n " TEXT,
	    true, "Tolong.", NAME, SITI, "Data" },
	{ "Zimbra", "Fwd: Data",
	    "Tolong.\n\n----- Forwarded Message -----\nFrom: \"Siti Aminah\" "
	    "<" SITI ">\nTo: \"Budi\"\nSent: Thursday\nSubject: Data\n\n" TEXT,
	    true, "Tolong.", NAME, SITI, "Data" },
	{ "Outlook on a Mac", "Fwd: Data",
	    "On 19/11/2026 08:15, \"Siti Aminah\" <" SITI "> wrote:\n\n" TEXT,
	    true, "", NAME, SITI, "Data" },
	{ "an address of its own", "FW: Data",
	    "From: Siti Aminah\nSent: Thursday, November 19, 2026 8:15 AM\nTo: Budi\nSubject: Data\n\n" TEXT,
	    true, "", NAME, "", "Data" },
	{ "no forward", "Data", TEXT, false, "", "", "", "" },
	{ "a word of forwarding", "Data",
	    "Mohon diteruskan ke bagian berikut:\nBagian Umum\n", false, "", "",
	    "", "" },
	{ "a portal, without fields", "Fwd: Laporan",
	    "Mohon ditindaklanjuti.\n\n----- Pesan Terusan -----\n"
	    "Isi: " TEXT,
	    true, "Mohon ditindaklanjuti.", "", "", "Laporan" },
	{ "an ordinary reply", "Re: Data",
	    "Ya.\n\nOn 19/11/2026 08:15, Siti <" SITI "> wrote:\n> x\n", false,
	    "", "", "", "" },
};

static void
test_rows(void)
{
	struct arena *a = arena_new();
	struct forwarded f;
	struct msg m;
	struct why w;
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_init(&b, 1 << 20);
		buf_addf(&b,
		    "From: b@example.org\nTo: bps@example.org\nSubject: %s\n"
		    "Content-Type: text/plain; charset=utf-8\n\n%s",
		    rows[i].subject, rows[i].text);
		msg_read(a, &reader, b.s, b.len, &m, &w);
		is_int(forward_find(a, &m, &f), rows[i].is, rows[i].what);
		if (rows[i].is) {
			is_str(f.note, rows[i].note, "the note above");
			is_str(f.from.name, rows[i].name, "name");
			is_str(f.from.address, rows[i].address, "address");
			is_str(f.subject, rows[i].title, "subject");
			ok(strstr(f.text, "saya perlu data") != NULL &&
				strstr(f.text, "Subject") == NULL &&
				f.text[0] != '>',
			    "text: %.20s", f.text);
		}
		buf_free(&b);
		arena_reset(a);
	}
	arena_free(&a);
}

static void
test_attached(void)
{
	struct arena *a = arena_new();
	struct forwarded f;
	struct msg m;
	struct why w;
	struct buf b;

	buf_init(&b, 1 << 20);
	file_read("t/corpus/quote/forward-attached.eml", &b, &w);
	msg_read(a, &reader, b.s, b.len, &m, &w);
	ok(forward_find(a, &m, &f) && f.attached, "attached");
	is_str(f.note, "Terlampir surat warga, mohon dibantu.", "note");
	is_str(f.from.address, SITI, "address");
	is_str(f.from.name, NAME, "name");
	is_str(f.subject, "Permintaan data", "subject, decoded");
	is_str(f.message_id, "siti-1@warga.example.com", "Message-ID");
	is_str(f.text, TEXT, "text");
	is_int(f.part, 2, "part");
	ok(strstr(m.text, "---------- Forwarded message") != NULL &&
		strstr(m.text, "Siti Aminah") != NULL,
	    "the whole text says what is attached");
	buf_free(&b);
	arena_free(&a);
}

static void
test_subjects(void)
{
	ok(label_is_forward_subject("Fwd: a"), "Fwd:");
	ok(label_is_forward_subject("  FW: a"), "FW:");
	ok(label_is_forward_subject("Trs: a"), "Trs:");
	ok(label_is_forward_subject("WG: a"), "WG:");
	ok(!label_is_forward_subject("Re: Fwd: a"), "a reply to a forward");
	ok(!label_is_forward_subject("Forum: a"), "Forum:");
	is_str(label_bare_subject("Re: FW: Bls: Re[2]: a"), "a", "bare");
	is_str(label_bare_subject("Rekap: a"), "Rekap: a", "no prefix");
}

int
main(void)
{
	load();
	test_rows();
	test_attached();
	test_subjects();
	return done_testing();
}
