/* objects: base/arena base/buf base/mem base/text desk/office desk/thread
 * desk/thread_subject desk/thread_words desk/phrase */
#include "tap.h"

#include "base/tod.h"
#include "desk/thread.h"

#define DAY 86400
#define NOW (20000LL * DAY)

static const struct officer officers[] = {
	{ "rina", "Rina", "rina@bps.test", ROLE_PETUGAS },
};
static const struct office office = { .name = "BPS Kabupaten Mempawah",
	.area = "Kabupaten Mempawah",
	.address = "desk@bps.test",
	.prefix = "PST",
	.officers = officers,
	.nofficers = 1,
	.reopen_days = 14,
	.same_subject_days = 7 };

#define OPEN .open = true, .closed_at = TOD_NONE, .last_at = NOW - DAY
#define CLOSED(days) \
	.open = false, .closed_at = NOW - (days)*DAY, \
	.last_at = NOW - (days)*DAY
#define TICKET(t) .ticket = t, .code = #t

#define BUDI "budi@example.com"
#define OTHER "budi.kantor@example.org"
#define RINA "rina@bps.test"

/* What comes out: which ticket (0 new), and the flags, as letters:
 * 3 third party, l linked, L linked and late, ! an alarm. */
static const struct {
	const char *what, *from;
	struct thread_candidate c[3];
	enum thread_how how;
	int64_t ticket, link;
	const char *flags;
} rows[] = {
	{ "nothing", BUDI, { { 0 } }, THREAD_NEW, 0, 0, "" },
	{ "the requester's own token", BUDI,
	    { { TICKET(1), .via = VIA_TOKEN, .role = "requester",
		.address = "Budi@Example.com", OPEN } },
	    THREAD_TOKEN, 1, 0, "" },
	{ "the requester's token from another address", OTHER,
	    { { TICKET(1), .via = VIA_TOKEN, .role = "requester",
		.address = BUDI, OPEN } },
	    THREAD_TOKEN, 1, 0, "3" },
	{ "that address joined before as a third party", OTHER,
	    { { TICKET(1), .via = VIA_TOKEN, .role = "requester",
		.address = BUDI, OPEN, .sender_is_part = true,
		.sender_role = "third" } },
	    THREAD_TOKEN, 1, 0, "3" },
	{ "a third party's own token makes no requester of him", OTHER,
	    { { TICKET(1), .via = VIA_TOKEN, .role = "third", .address = OTHER,
		OPEN, .sender_is_part = true, .sender_role = "third" } },
	    THREAD_TOKEN, 1, 0, "3" },
	{ "the requester answers what a third party got", BUDI,
	    { { TICKET(1), .via = VIA_TOKEN, .role = "third", .address = OTHER,
		OPEN, .sender_is_part = true, .sender_role = "requester" } },
	    THREAD_TOKEN, 1, 0, "" },
	{ "an officer's token from that officer", RINA,
	    { { TICKET(1), .via = VIA_TOKEN, .role = "officer", .address = RINA,
		OPEN, .sender_is_part = true, .sender_role = "officer" } },
	    THREAD_TOKEN, 1, 0, "" },
	{ "an officer's token from a stranger", OTHER,
	    { { TICKET(1), .via = VIA_TOKEN, .role = "officer", .address = RINA,
		OPEN } },
	    THREAD_NEW, 0, 1, "l!" },
	{ "an officer's token from the requester: his own part counts", BUDI,
	    { { TICKET(1), .via = VIA_TOKEN, .role = "officer", .address = RINA,
		  OPEN },
		{ TICKET(1), .via = VIA_REFERENCES, .sender_is_part = true,
		    OPEN } },
	    THREAD_REFERENCES, 1, 0, "!" },
	{ "a token of nobody", BUDI,
	    { { TICKET(1), .via = VIA_TOKEN, .role = "system", .address = "",
		OPEN } },
	    THREAD_NEW, 0, 0, "" },
	{ "two tokens: the one that is the sender's", BUDI,
	    { { TICKET(2), .via = VIA_TOKEN, .role = "requester",
		  .address = OTHER, OPEN },
		{ TICKET(1), .via = VIA_TOKEN, .role = "requester",
		    .address = BUDI, CLOSED(2) } },
	    THREAD_TOKEN, 1, 0, "" },
	{ "two tokens of his: the open one", BUDI,
	    { { TICKET(2), .via = VIA_TOKEN, .role = "requester",
		  .address = BUDI, CLOSED(0) },
		{ TICKET(1), .via = VIA_TOKEN, .role = "requester",
		    .address = BUDI, OPEN } },
	    THREAD_TOKEN, 1, 0, "" },
	{ "a token is better than a reference", BUDI,
	    { { TICKET(2), .via = VIA_REFERENCES, .sender_is_part = true,
		  OPEN },
		{ TICKET(1), .via = VIA_TOKEN, .role = "requester",
		    .address = BUDI, OPEN } },
	    THREAD_TOKEN, 1, 0, "" },
	{ "a reference, and the sender takes part", BUDI,
	    { { TICKET(1), .via = VIA_REFERENCES, .sender_is_part = true,
		OPEN } },
	    THREAD_REFERENCES, 1, 0, "" },
	{ "a forged reference", OTHER,
	    { { TICKET(1), .via = VIA_REFERENCES, OPEN } }, THREAD_NEW, 0, 1,
	    "l!" },
	{ "a third party's reference", OTHER,
	    { { TICKET(1), .via = VIA_REFERENCES, .sender_is_part = true,
		.sender_role = "third", OPEN } },
	    THREAD_REFERENCES, 1, 0, "3" },
	{ "a tag, and the sender takes part", BUDI,
	    { { TICKET(1), .via = VIA_TAG, .sender_is_part = true, OPEN } },
	    THREAD_TAG, 1, 0, "" },
	{ "a stranger with a right tag", OTHER,
	    { { TICKET(1), .via = VIA_TAG, OPEN } }, THREAD_NEW, 0, 1, "l!" },
	{ "an officer may take over any case by its tag", RINA,
	    { { TICKET(1), .via = VIA_TAG, OPEN } }, THREAD_TAG, 1, 0, "" },
	{ "a stranger with a number", OTHER,
	    { { TICKET(1), .via = VIA_NUMBER, OPEN } }, THREAD_NEW, 0, 1,
	    "l!" },
	{ "a bare number of one's own: linked, no alarm", BUDI,
	    { { TICKET(1), .via = VIA_NUMBER, .sender_is_part = true, OPEN } },
	    THREAD_NEW, 0, 1, "l" },
	{ "a bare number beside a token of the same ticket", BUDI,
	    { { TICKET(1), .via = VIA_NUMBER, OPEN },
		{ TICKET(1), .via = VIA_TOKEN, .role = "requester",
		    .address = BUDI, OPEN } },
	    THREAD_TOKEN, 1, 0, "" },
	{ "the same subject", BUDI,
	    { { TICKET(1), .via = VIA_SUBJECT, .sender_is_part = true, OPEN } },
	    THREAD_SUBJECT, 1, 0, "" },
	{ "the same subject of somebody else", OTHER,
	    { { TICKET(1), .via = VIA_SUBJECT, OPEN } }, THREAD_NEW, 0, 0, "" },
	{ "the same subject, long ago", BUDI,
	    { { TICKET(1), .via = VIA_SUBJECT, .sender_is_part = true,
		.open = true, .closed_at = TOD_NONE,
		.last_at = NOW - 8 * DAY } },
	    THREAD_NEW, 0, 0, "" },
	{ "the same subject, closed", BUDI,
	    { { TICKET(1), .via = VIA_SUBJECT, .sender_is_part = true,
		CLOSED(1) } },
	    THREAD_NEW, 0, 0, "" },
	{ "closed a short time ago: taken up again", BUDI,
	    { { TICKET(1), .via = VIA_TOKEN, .role = "requester",
		.address = BUDI, CLOSED(14) } },
	    THREAD_TOKEN, 1, 0, "" },
	{ "after the reopen window: new, linked, late", BUDI,
	    { { TICKET(1), .via = VIA_TOKEN, .role = "requester",
		.address = BUDI, CLOSED(15) } },
	    THREAD_NEW, 0, 1, "L" },
	{ "late, but its follower is open under the same subject", BUDI,
	    { { TICKET(1), .via = VIA_TOKEN, .role = "requester",
		  .address = BUDI, CLOSED(15) },
		{ TICKET(2), .via = VIA_SUBJECT, .sender_is_part = true,
		    OPEN } },
	    THREAD_SUBJECT, 2, 0, "" },
	{ "late from another address: not told of the old case", OTHER,
	    { { TICKET(1), .via = VIA_TOKEN, .role = "requester",
		.address = BUDI, CLOSED(15) } },
	    THREAD_NEW, 0, 1, "l" },
	{ "where a merged ticket went", BUDI,
	    { { TICKET(9), .via = VIA_TOKEN, .role = "requester",
		.address = BUDI, OPEN, .merged = true } },
	    THREAD_TOKEN, 9, 0, "" },
	{ "his own case and a forged reference to another", BUDI,
	    { { TICKET(1), .via = VIA_SUBJECT, .sender_is_part = true, OPEN },
		{ TICKET(2), .via = VIA_REFERENCES, OPEN } },
	    THREAD_SUBJECT, 1, 0, "!" },
};

static void
flags_of(const struct threading *t, char out[8])
{
	snprintf(out, 8, "%s%s%s", t->third_party ? "3" : "",
	    !t->linked ? ""
	    : t->late  ? "L"
		       : "l",
	    *t->alarm != '\0' ? "!" : "");
}

static void
check_row(
    struct arena *a, size_t i, enum auth_result dmarc, struct threading *t)
{
	struct addr from = { "", rows[i].from };
	struct msg m = { .from = { &from, 1 },
		.subject = "Harga beras",
		.reply_text = "",
		.auth = { .dmarc = dmarc } };
	size_t n = 0;

	while (n < 3 && rows[i].c[n].code != NULL)
		n++;
	thread_mail(a, &office, &m, rows[i].c, n, NOW, t);
}

static void
test_rows(struct arena *a)
{
	struct threading t;
	char flags[8];
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		check_row(a, i, AUTH_UNKNOWN, &t);
		flags_of(&t, flags);
		ok(t.how == rows[i].how &&
			(t.ticket ? t.ticket->ticket : 0) == rows[i].ticket &&
			(t.link ? t.link->ticket : 0) == rows[i].link &&
			strcmp(flags, rows[i].flags) == 0 && *t.why != '\0',
		    "%s: %s %s (%s%s)", rows[i].what, thread_how_word(t.how),
		    flags, t.why, t.alarm);
	}
}

/* Only a token is worth something when the domain disowns the From. */
static void
test_disowned(struct arena *a)
{
	struct threading t;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		check_row(a, i, AUTH_FAIL, &t);
		ok(t.ticket == NULL || (t.how == THREAD_TOKEN && t.third_party),
		    "disowned by its domain: %s", rows[i].what);
	}
}

static void
test_no_sender(struct arena *a)
{
	struct addr two[] = { { "", BUDI }, { "", OTHER } };
	struct thread_candidate c = { TICKET(1), .via = VIA_TAG,
		.sender_is_part = true, OPEN };
	struct msg m = { .from = { two, 2 } };
	struct threading t;

	thread_mail(a, &office, &m, &c, 1, NOW, &t);
	ok(t.ticket == NULL && t.linked && *t.alarm != '\0',
	    "two people in From are nobody's part: %s", t.alarm);
	m.from.n = 0;
	thread_mail(a, &office, &m, &c, 1, NOW, &t);
	ok(t.ticket == NULL && t.linked, "nor is nobody: %s", t.alarm);
}

static void
test_subjects(struct arena *a)
{
	static const struct {
		const char *in, *out;
	} v[] = {
		{ "Data penduduk", "data penduduk" },
		{ "RE: Re: Bls:  Data   Penduduk ", "data penduduk" },
		{ "Balas: Fwd: TRS: Terusan: Jwb: data", "data" },
		{ "Re[2]: RE(3): Re^4: data", "data" },
		{ "AW: SV: WG: Antw: VS: data", "data" },
		{ "回复：答复: 转发： data", "data" },
		{ "RE : [EXTERNAL] Re: [Forum-PST] data", "data" },
		{ "***SPAM*** data", "data" },
		{ "Re: data penduduk [PST-2611-0042-K7Q]", "data penduduk" },
		{ "[PST-2611-0042-K7Q] Re: data", "data" },
		{ "data pst-2611-0042 penduduk", "data penduduk" },
		{ "DATA\xc2\xa0PENDUDUK", "data penduduk" },
		{ "ÄRGER", "ärger" },
		{ "Re:", "" },
		{ "[PST-2611-0042-K7Q]", "" },
		{ "", "" },
		{ "Rekap: data 2025", "rekap: data 2025" },
		{ "Permintaan: data", "permintaan: data" },
		{ "Rencana [revisi]", "rencana [revisi]" },
		{ "Re", "re" },
		{ "R: bahasa pemrograman", "r: bahasa pemrograman" },
	};
	char *s, big[5000];
	size_t i;

	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		is_str(thread_subject(a, "PST", v[i].in), v[i].out, v[i].in);
	memset(big, 'R', sizeof(big));
	for (i = 0; i + 3 < sizeof(big); i += 3)
		memcpy(big + i, "re:", 3);
	big[sizeof(big) - 1] = '\0';
	s = big;
	ok(strlen(thread_subject(a, "PST", s)) < 1001, "a long one is cut");
}

static const struct {
	const char *subject;
	bool generic;
} subjects[] = {
	{ "", true },
	{ "data", true },
	{ "permohonan data", true },
	{ "tanya", true },
	{ "mohon info", true },
	{ "permohonan data bps kabupaten mempawah", true },
	{ "request for data", true },
	{ "data penduduk", false },
	{ "kode kbli warung kopi", false },
	{ "pdrb 2023", false },
	{ "question about inflation", false },
};

#define SAID \
	"Mohon data jumlah penduduk menurut kelompok umur di Kabupaten " \
	"Mempawah tahun 2023 untuk proposal."

/* A mail of Budi's with a subject that anybody writes, without a reference,
 * while his case (SAID) is open. */
static const struct {
	const char *subject, *text;
	enum thread_via via;
	int64_t joins, links; /* 1: the case */
	bool maybe;
} anew[] = {
	{ "Permohonan data", "Mohon data PDRB Mempawah tahun 2020.",
	    VIA_SUBJECT, 0, 1, true },
	{ "Permohonan data", SAID, VIA_SUBJECT, 1, 0, false },
	{ "Permohonan data",
	    "Apakah data jumlah penduduk kelompok umur sudah tersedia?",
	    VIA_SUBJECT, 1, 0, false },
	{ "Permohonan data", "Menyambung email saya kemarin, apakah sudah ada?",
	    VIA_SUBJECT, 1, 0, false },
	{ "Re: Permohonan data", "Apakah sudah ada?", VIA_SUBJECT, 1, 0,
	    false },
	{ "Data penduduk", "Mohon data PDRB Mempawah tahun 2020.", VIA_SUBJECT,
	    1, 0, false },
	{ "kelompok umur", "Menyambung email saya kemarin, mohon per desa.",
	    VIA_SENDER, 0, 1, true },
	{ "lanjutan email tgl 9", "Belum juga.", VIA_SENDER, 0, 1, true },
	{ "umur", "Pak, yg kmr maksud saya per desa", VIA_SENDER, 0, 1, true },
	{ "Question", "Further to my last email, I need 2020 too.", VIA_SENDER,
	    0, 1, true },
	{ "Kode KBLI", "Mohon kode KBLI untuk warung kopi.", VIA_SENDER, 0, 0,
	    false },
};

static void
test_words(struct arena *a)
{
	struct addr from = { "", BUDI };
	struct thread_candidate c = { TICKET(1), .sender_is_part = true,
		.sender_role = "requester", OPEN };
	struct msg m = { .from = { &from, 1 } };
	struct threading t;
	size_t i;

	c.said = SAID;
	for (i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++)
		ok(thread_subject_generic(a, &office, subjects[i].subject) ==
			subjects[i].generic,
		    "subject \"%s\"", subjects[i].subject);
	for (i = 0; i < sizeof(anew) / sizeof(anew[0]); i++) {
		m.subject = anew[i].subject;
		m.reply_text = anew[i].text;
		c.via = anew[i].via;
		thread_mail(a, &office, &m, &c, 1, NOW, &t);
		ok((t.ticket ? t.ticket->ticket : 0) == anew[i].joins &&
			(t.link ? t.link->ticket : 0) == anew[i].links &&
			t.maybe == anew[i].maybe && *t.alarm == '\0',
		    "%s: %s (%s%s)", anew[i].subject, anew[i].text, t.why,
		    t.alarm);
	}
	m.auth.dmarc = AUTH_FAIL;
	m.subject = "lanjutan email tgl 9";
	thread_mail(a, &office, &m, &c, 1, NOW, &t);
	ok(t.link == NULL, "a disowned sender is not told of any case");
}

int
main(void)
{
	struct arena *a = arena_new();

	test_rows(a);
	test_disowned(a);
	test_no_sender(a);
	test_subjects(a);
	test_words(a);
	arena_free(&a);
	return done_testing();
}
