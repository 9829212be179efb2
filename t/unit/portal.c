/* objects: desk/portal desk/portal_deadline desk/portal_read desk/kind base */
/*
 * Notices of portals: what the shipped patterns read, what a bad section is
 * told, and dates as people write them.
 */
#include <stdlib.h>

#include "base/file.h"
#include "base/tod.h"
#include "desk/portal.h"
#include "tap.h"

#define ZONE (7 * 3600)

static int64_t
moment(const char *text)
{
	int64_t at = 0;

	tod_parse(text, ZONE, &at);
	return at;
}

static const struct {
	const char *text, *want; /* "": none */
	int days;
	bool whole, working;
} dates[] = {
	{ "2026-11-25", "2026-11-25T23:59:59", 0, true, false },
	{ "2026-11-25 16:00", "2026-11-25T16:00:00", 0, false, false },
	{ "2026-11-25T09:00:00Z", "2026-11-25T16:00:00", 0, false, false },
	{ "2026-11-25T18:00:00+09:00", "2026-11-25T16:00:00", 0, false, false },
	{ "25/11/2026", "2026-11-25T23:59:59", 0, true, false },
	{ "25-11-2026 08:05", "2026-11-25T08:05:00", 0, false, false },
	{ "25.11.2026", "2026-11-25T23:59:59", 0, true, false },
	{ "Rabu, 25 November 2026 pukul 16.00 WIB", "2026-11-25T16:00:00", 0,
	    false, false },
	{ "25 Nop 2026 16.00 WITA", "2026-11-25T15:00:00", 0, false, false },
	{ "7 Agustus 2026", "2026-08-07T23:59:59", 0, true, false },
	{ "November 25, 2026", "2026-11-25T23:59:59", 0, true, false },
	{ "sebelum tanggal 1 Des 2026", "2026-12-01T23:59:59", 0, true, false },
	{ "5 hari kerja", "", 5, false, true },
	{ "5 (lima) hari kerja sejak diterima", "", 5, false, true },
	{ "dalam 14 hari", "", 14, false, false },
	{ "3 working days", "", 3, false, true },
	{ "31/02/2026", "", 0, false, false },
	{ "secepatnya", "", 0, false, false },
	{ "nomor 8123456", "", 0, false, false },
	{ "", "", 0, false, false },
};

static void
test_dates(void)
{
	struct portal_task t;
	int64_t want;
	size_t i;

	for (i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		want = *dates[i].want ? moment(dates[i].want) : TOD_NONE;
		t = (struct portal_task){ 0 };
		ok(portal_deadline(dates[i].text, ZONE, &t) ==
			    (*dates[i].want != '\0' || dates[i].days > 0) &&
			t.deadline == want && t.days == dates[i].days &&
			t.working == dates[i].working &&
			t.whole_day == (want != TOD_NONE && dates[i].whole),
		    "date \"%s\" (%lld, want %lld, %d days)", dates[i].text,
		    (long long)t.deadline, (long long)want, t.days);
	}
}

#define HEAD "[x]\nfrom = bot@x\\.example\n"
#define GOOD \
	HEAD "subject = baru\npattern = ^Nomor: (?<external>\\d+)$\n" \
	     "pattern = ^Nama: (?<requester>.+)$\n" \
	     "example = From: bot@x.example\nexample = Subject: Tugas baru\n" \
	     "example = Nomor: 42\nexample = Nama: Siti\n"

/* Each is refused, when it is read or when it is tried, with these words. */
static const struct {
	const char *text, *why;
} bads[] = {
	{ "channel = x\n", "f:1: stands before" },
	{ "[x]\nchannel = x\n", "f:1: needs a from" },
	{ HEAD, "f:1: needs a pattern" },
	{ HEAD "pattern = ^(\n", "f:3: pattern" },
	{ HEAD "pattern = Nomor\n", "f:3: a pattern needs a group" },
	{ HEAD "pattern = (?<external>x)\n", "f:1: needs an example" },
	{ HEAD "color = red\n", "f:3: no such key: color" },
	{ HEAD "kind = spam\n", "f:3: konsultasi or pengaduan" },
	{ HEAD "trust = maybe\n", "f:3: yes or no" },
	{ HEAD "from = a@b\n", "f:3: set twice" },
	{ HEAD "gives = colour red\n", "f:3: no such group" },
	{ GOOD "gives = requester Budi\n", "f:10: the example gives requester "
					   "\"Siti\"" },
	{ GOOD "pattern = Telepon: (?<phone>.+)\n", "f:10: pattern does not" },
	{ GOOD "[y]\nfrom = a@b\nsubject = lama\npattern = (?<phone>\\d+)\n"
	       "example = From: a@b\nexample = Subject: baru\nexample = 1\n",
	    "f:12: subject does not match" },
	{ "[y]\nfrom = a@b\npattern = (?<phone>\\d+)\n"
	  "example = From: xa@b\nexample = 1\n",
	    "f:2: from does not match" },
	{ GOOD "pattern = (?<deadline>Siti)\n", "f:1: no date is read" },
};

static void
test_bad(void)
{
	struct portals *p;
	struct why w;
	enum err e;
	size_t i;

	for (i = 0; i < sizeof(bads) / sizeof(bads[0]); i++) {
		p = portals_new();
		w.s[0] = '\0';
		e = portals_add(p, "f", bads[i].text, strlen(bads[i].text), &w);
		ok(e == OK || portals_count(p) == 0, "nothing of it counts");
		if (e == OK)
			e = portals_test(p, &w);
		ok(e == ERR_ITEM && strstr(w.s, bads[i].why) != NULL,
		    "refused: %s (%s)", bads[i].why, w.s);
		portals_free(&p);
	}
}

static struct msg
notice(const struct addr *from, const char *subject, const char *text)
{
	return (struct msg){
		.from = { from, 1 }, .subject = subject, .text = text
	};
}

static enum err
add_file(void *ctx, const char *path, struct why *w)
{
	struct buf b;
	enum err e;

	buf_init(&b, 1u << 20);
	if ((e = file_read(path, &b, w)) == OK)
		e = portals_add(ctx, path, b.s, b.len, w);
	buf_free(&b);
	return e;
}

static void
test_shipped(struct arena *a)
{
	static const struct addr pst = { "", "noreply@pst.bps.go.id" };
	static const struct addr lapor = { "", "No-Reply@LAPOR.go.id" };
	static const struct addr form = { "", "noreply@mempawahkab.bps.go.id" };
	static const struct addr citizen = { "", "ani@example.com" };
	struct portals *p = portals_new();
	struct portal_task t;
	struct why w = { "" };
	struct msg m;

	ok(file_each("conf/intake", ".conf", add_file, p, &w) == OK &&
		portals_test(p, &w) == OK && portals_count(p) == 4,
	    "the shipped patterns match their examples (%s)", w.s);

	m = notice(&pst, "Permohonan konsultasi baru",
	    "No: KS/7/2026\nNama: Ani\nPertanyaan: Apa beda\nTPT dan TPAK?\n"
	    "\nTenggat: 2026-11-30\n");
	ok(portal_find(a, p, &m, ZONE, &t), "a notice of the portal");
	is_str(t.portal, "pst", "of that section");
	is_str(t.external, "KS/7/2026", "its number");
	is_str(t.question, "Apa beda\nTPT dan TPAK?", "the question's lines");
	ok(t.kind == KIND_KONSULTASI && t.whole_day &&
		t.deadline == moment("2026-11-30T23:59:59"),
	    "kind and deadline");
	is_str(t.address, "", "no address is invented");

	m = notice(&lapor, "Disposisi Laporan",
	    "Laporan dengan nomor 9000001 telah didisposisikan kepada BPS "
	    "Kabupaten Mempawah untuk ditindaklanjuti dalam 5 hari kerja.");
	ok(portal_find(a, p, &m, ZONE, &t) && t.days == 5 && t.working &&
		t.kind == KIND_PENGADUAN,
	    "a report that LAPOR! passed on, with its days");
	is_str(t.external, "9000001", "and its number");
	m = notice(&lapor, "Disposisi Laporan 9000002",
	    "Klasifikasi: Permintaan Informasi\n");
	ok(portal_find(a, p, &m, ZONE, &t) && t.kind == KIND_KONSULTASI,
	    "LAPOR! also passes on questions");
	is_str(t.external, "9000002", "the number from the subject");
	m = notice(&lapor, "Disposisi Laporan 9000003",
	    "Klasifikasi: Aspirasi laporan, Terpadu\n");
	ok(portal_find(a, p, &m, ZONE, &t) && t.kind == KIND_PENGADUAN,
	    "what is neither is what the section says");
	m = notice(&lapor, "Rekap mingguan", "Nomor Laporan: 9000002");
	ok(!portal_find(a, p, &m, ZONE, &t), "another subject is no task");

	m = notice(
	    &form, "Formulir Kontak", "Nama: Ani\nPesan: Halo, mau tanya");
	m.text = "Nama: Ani\nJenis: laporan magang, pelayanan terpadu\n";
	ok(portal_find(a, p, &m, ZONE, &t) && t.kind == KIND_NONE,
	    "a report to write is no complaint");
	m.text = "Nama: Ani\nPesan: Halo, mau tanya";
	m.reply_to = (struct addrs){ &citizen, 1 };
	ok(portal_find(a, p, &m, ZONE, &t) && t.acknowledge &&
		t.kind == KIND_NONE,
	    "a form, whose kind is to be read");
	is_str(t.address, "ani@example.com", "the citizen is in Reply-To");
	m = notice(&citizen, "Formulir Kontak", "Nama: Ani\nPesan: Halo");
	ok(!portal_find(a, p, &m, ZONE, &t), "from elsewhere it is a mail");
	ok(!portal_find(a, NULL, &m, ZONE, &t), "and without patterns too");
	portals_free(&p);
}

int
main(void)
{
	struct arena *a = arena_new();

	test_dates();
	test_bad();
	test_shipped(a);
	arena_free(&a);
	return done_testing();
}
