/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * desk/kind desk/ticket desk/token store */
/*
 * benchfill DATABASE COUNT: a desk that has worked for years. Each case has
 * its mail, its history, its acknowledgement and its person; nine of ten are
 * answered and closed, and their answers can be searched.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tod.h"
#include "store/cases.h"
#include "store/inbox.h"
#include "store/outbox.h"
#include "store/people.h"
#include "store/search.h"

#define FIRST INT64_C(1640995200) /* 2022-01-01 */
#define STEP 1500                 /* seconds between two mails */
#define BATCH 5000

struct filling {
	struct store *s;
	struct arena *a;
	struct why w;
	const char *text;
};

static void
must(struct filling *f, enum err e)
{
	if (e == OK)
		return;
	fprintf(stderr, "benchfill: %s\n", f->w.s);
	exit(1);
}

static int64_t
add_mail(struct filling *f, int i, int64_t at)
{
	char *bytes = arena_printf(f->a, "Subject: %d\r\n\r\n%s", i, f->text);
	struct inbox_mail m = { .mailbox = "earlier",
		.uidvalidity = 1,
		.uid = i + 1,
		.name = "",
		.internal_date = at,
		.received_at = at,
		.bytes = bytes,
		.len = strlen(bytes) };
	struct inbox_added added;

	must(f, inbox_add(f->s, &m, &added, &f->w));
	return added.id;
}

static void
add_event(struct filling *f, int64_t ticket, int64_t at, const char *what)
{
	struct event_row e = { .ticket = ticket,
		.at = at,
		.actor = "tanggap",
		.what = what,
		.detail = "rule ask-data +2.4: \"mohon data\"; diproses" };

	must(f, event_add(f->s, &e, &f->w));
}

static void
add_letter(struct filling *f, int64_t ticket, int64_t at, const char *to)
{
	struct outbox_row m = { .ticket = ticket,
		.role = "requester",
		.address = to,
		.template = "ack-konsultasi",
		.automatic = true,
		.envelope_from = "",
		.recipients = { &to, 1 },
		.bytes = f->text,
		.len = strlen(f->text),
		.held_until = TOD_NONE,
		.created_at = at,
		.next_try = at };
	struct outbox_result sent = {
		.state = OUTBOX_SENT, .code = 250, .reply = "2.0.0 Ok", .at = at
	};
	bool added;

	must(f, outbox_reserve(f->s, &m.id, &f->w));
	m.dedup = arena_printf(f->a, "ack-konsultasi:%lld", (long long)ticket);
	m.message_id = arena_printf(f->a, "tanggap.%llx.%llx@bps.go.id",
	    (long long)m.id * 2654435761, (long long)m.id);
	must(f, outbox_add(f->s, &m, &added, &f->w));
	must(f, outbox_sending(f->s, m.id, &f->w));
	sent.id = m.id;
	must(f, outbox_result(f->s, &sent, &f->w));
}

static struct ticket_row
add_ticket(struct filling *f, int i, int64_t inbox, int64_t at)
{
	struct ticket_codes codes = { "PST", 7 * 3600 };
	struct clock_run run = { .from = at, .anew = true };
	struct ticket_row t = { .code = "",
		.kind = KIND_KONSULTASI,
		.topic = TOPIC_DATA,
		.state = STATE_DIPROSES,
		.name = arena_printf(f->a, "Warga %d", i),
		.channel = "email",
		.officer = "petugas",
		.subject = arena_printf(f->a, "Permohonan data %d", i),
		.subject_key = arena_printf(f->a, "permohonan data %d", i),
		.language = "id",
		.score = 0.9,
		.inbox = inbox,
		.opened_at = at,
		.complete_at = at,
		.due_at = at + 3 * 86400,
		.first_due_at = TOD_NONE,
		.external_due = TOD_NONE,
		.paused_at = TOD_NONE,
		.answered_at = TOD_NONE,
		.closed_at = TOD_NONE,
		.last_at = at,
		.resolution = "" };

	t.requester = arena_printf(f->a, "warga%d@d%d.example.com",
	    (int)(i * 7919LL % 1000003), i % 4000);
	must(f, ticket_add(f->s, f->a, &codes, &t, &f->w));
	must(f, ticket_run_start(f->s, t.id, run, &f->w));
	return t;
}

/* Words as answers have them: the first ones in most, the last ones in few. */
static void
add_answer(struct filling *f, const struct ticket_row *t, int i)
{
	static const char *const words[] = { "data", "penduduk", "kabupaten",
		"Mempawah", "tahun", "kecamatan", "publikasi", "PDRB",
		"lapangan", "usaha", "tabel", "menurut", "harga", "kemiskinan",
		"inflasi", "Susenas", "Sakernas", "KBLI", "mikro", "ikan" };
	const unsigned n = sizeof(words) / sizeof(words[0]);
	unsigned random = (unsigned)i * 2654435761u, k;
	struct entry e = { .source = "answer",
		.title = t->subject,
		.ticket = t->id,
		.at = t->answered_at };
	const char *body = "Berikut kami sampaikan";

	for (k = 0; k < 40; k++) {
		random = random * 1103515245 + 12345;
		body = arena_printf(f->a, "%s %s", body,
		    words[(random >> 16) % (1 + (random >> 8) % n)]);
	}
	e.body = arena_printf(f->a, "%s nomor %u", body, random % 50000);
	must(f, entry_add(f->s, &e, &f->w));
}

static void
add_case(struct filling *f, int i)
{
	int64_t at = FIRST + (int64_t)i * STEP, inbox = add_mail(f, i, at);
	struct ticket_row t = add_ticket(f, i, inbox, at);
	struct person p = { .address = t.requester,
		.name = t.name,
		.language = "id",
		.last_at = at,
		.muted_until = TOD_NONE };
	struct inbox_decision d = { .id = inbox,
		.outcome = OUTCOME_TICKET,
		.reason = "a new case",
		.ticket = t.id,
		.message_id = arena_printf(f->a, "%llx.earlier@example.com",
		    i * 2654435761LL % 4294967291LL),
		.at = at };

	add_event(f, t.id, at, "opened");
	add_event(f, t.id, at, "classified");
	must(f, person_wrote(f->s, &p, &f->w));
	add_letter(f, t.id, at, t.requester);
	add_event(f, t.id, at, "answer-queued");
	must(f, inbox_decide(f->s, &d, &f->w));
	must(f, inbox_marked(f->s, &inbox, 1, &f->w));
	if (i % 10 == 0)
		return;
	t.state = STATE_SELESAI;
	t.answered_at = t.closed_at = t.last_at = at + 86400;
	must(f, ticket_set_state(f->s, &t, &f->w));
	must(f, ticket_run_stop(f->s, t.id, t.answered_at, &f->w));
	add_event(f, t.id, at + 86400, "state");
	add_answer(f, &t, i);
}

int
main(int argc, char **argv)
{
	struct filling f = { .a = arena_new() };
	char text[1501];
	int i, count;

	if (argc != 3 || (count = (int)strtol(argv[2], NULL, 10)) < 1) {
		fprintf(stderr, "usage: benchfill DATABASE COUNT\n");
		return 2;
	}
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	f.text = text;
	must(&f, store_open(argv[1], STORE_DAEMON, &f.s, &f.w));
	for (i = 0; i < count; i++) {
		if (i % BATCH == 0)
			must(&f, store_begin(f.s, &f.w));
		arena_reset(f.a);
		add_case(&f, i);
		if (i % BATCH == BATCH - 1 || i == count - 1)
			must(&f, store_commit(f.s, &f.w));
	}
	store_close(&f.s);
	arena_free(&f.a);
	return 0;
}
