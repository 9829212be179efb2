/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * desk/kind desk/ticket desk/token store */
#include "unit/store_help.h"

static void
codes(void)
{
	struct store *s = fresh();
	const struct ticket_codes scheme = { "PST", 7 * 3600 };
	struct ticket_row t = ticket("siti@example.org", "data"), got;
	struct tod day = { .year = 2026, .month = 11, .day = 30, .hour = 23 };
	bool is;

	is_int(ticket_add(s, arena, &scheme, &t, &why), ERR_STOP,
	    "no ticket outside a transaction");
	must(store_begin(s, &why), "begin");
	add_ticket(s, &t);
	is_str(t.code, "PST-2611-0001", "the first code of a month");
	must(store_save(s, &why), "save");
	add_ticket(s, &t);
	is_str(t.code, "PST-2611-0002", "the second");
	must(store_undo(s, &why), "undo");
	add_ticket(s, &t);
	is_str(t.code, "PST-2611-0002", "an undone one leaves no gap");
	t.opened_at = tod_join(&day, 7 * 3600) + 3600;
	add_ticket(s, &t);
	is_str(t.code, "PST-2612-0001", "the month is that of the zone");
	must(store_commit(s, &why), "commit");

	must(ticket_by_code(s, arena, "pst-2611-0002", &got, &why), "by code");
	is_int(got.id, 2, "a code is found in any case");
	is_str(got.requester, "siti@example.org", "requester");
	is_int(got.state, STATE_BARU, "state");
	is_int(got.kind, KIND_KONSULTASI, "kind");
	is_int(got.topic, TOPIC_DATA, "topic");
	is_int(got.due_at, T0 + 100000, "due");
	is_int(got.closed_at, TOD_NONE, "not closed");
	ok(got.score == 0.5, "score");
	must(ticket_by_code(s, arena, "PST-2611-0009", &got, &why), "by code");
	is_int(got.id, 0, "an unknown code");
	must(ticket_part_is(s, 2, "SITI@Example.org", &is, &why), "part");
	ok(is, "the requester takes part, in any case");
	must(ticket_part_is(s, 2, "budi@example.org", &is, &why), "part");
	ok(!is, "a stranger does not");
	done(&s);
}

static void
changes(void)
{
	struct store *s = fresh();
	const char *lacking[] = { "periode", "wilayah" };
	const char *spaced = "dua kata";
	struct ticket_row t = ticket("siti@example.org", "data"), old, got;

	must(store_begin(s, &why), "begin");
	t.external = "LAPOR-7";
	t.external_due = T0 + 9;
	t.missing = (struct strs){ &lacking[1], 1 };
	add_ticket(s, &t);
	old = t;
	t.state = STATE_DIJAWAB;
	t.answered_at = T0 + 10;
	t.last_at = T0 + 10;
	t.resolution = "answered";
	is_int(ticket_set_state(s, &t, &why), OK, "a new state");
	is_int(t.version, 2, "counts the version");
	is_int(ticket_set_state(s, &old, &why), ERR_ITEM,
	    "who read before cannot write");
	t.paused_at = T0 + 4;
	t.left_seconds = 77;
	must(ticket_set_clock(s, &t, &why), "clock");
	t.kind = KIND_PENGADUAN;
	t.topic = TOPIC_NONE;
	t.supervisory = true;
	t.service = "romantik";
	must(ticket_set_kind(s, &t, &why), "kind");
	t.requester = "budi@example.org";
	must(ticket_set_requester(s, &t, &why), "requester");
	must(ticket_set_officer(s, t.id, "rina", &why), "officer");
	must(ticket_set_secret(s, t.id, true, &why), "secret");
	must(ticket_set_missing(s, t.id, (struct strs){ lacking, 2 }, &why),
	    "missing");
	must(ticket_set_last(s, t.id, T0 + 20, &why), "last");
	must(ticket_set_last(s, t.id, T0 + 15, &why), "last");
	is_int(
	    ticket_set_secret(s, 99, true, &why), ERR_ITEM, "no such ticket");
	is_int(ticket_set_missing(s, t.id, (struct strs){ &spaced, 1 }, &why),
	    ERR_ITEM, "one thing that is missing is one word");
	must(store_commit(s, &why), "commit");
	is_int(ticket_set_secret(s, t.id, true, &why), ERR_STOP,
	    "nothing changes outside a transaction");
	must(ticket_get(s, arena, t.id, &got, &why), "get");
	is_int(got.state, STATE_DIJAWAB, "state");
	is_int(got.answered_at, T0 + 10, "answered");
	is_str(got.resolution, "answered", "resolution");
	is_int(got.paused_at, T0 + 4, "paused");
	is_int(got.left_seconds, 77, "left");
	is_int(got.kind, KIND_PENGADUAN, "kind");
	ok(got.supervisory && got.secret, "flags");
	is_str(got.requester, "budi@example.org", "requester");
	is_str(got.officer, "rina", "officer");
	is_str(got.service, "romantik", "service");
	is_str(got.external, "LAPOR-7", "the number at a portal");
	is_int(got.external_due, T0 + 9, "and its deadline");
	is_int((long long)got.missing.n, 2, "two things are missing");
	is_str(got.missing.v[0], "periode", "the first");
	is_str(got.missing.v[1], "wilayah", "the second");
	is_int(got.last_at, T0 + 20, "last never goes back");
	done(&s);
}

static size_t
count(struct store *s, enum ticket_list list, int64_t at, const char *who)
{
	struct ticket_ask q = { list, at, who, { 0, 100 } };
	struct ticket_rows rows;

	must(tickets(s, arena, &q, &rows, &why), "tickets");
	return rows.n;
}

static void
lists(void)
{
	struct store *s = fresh();
	struct ticket_row t = ticket("siti@example.org", "data");
	struct report r;

	must(store_begin(s, &why), "begin");
	t.due_at = T0 + 100;
	add_ticket(s, &t); /* late at T0 + 101 */
	t.officer = "rina";
	t.first_due_at = T0 + 50;
	t.due_at = T0 + 200;
	add_ticket(s, &t);
	t.state = STATE_MENUNGGU;
	t.paused_at = T0 + 10;
	t.due_at = T0 + 20;
	t.requester = "budi@example.org";
	add_ticket(s, &t); /* waits: its clock does not run */
	t.state = STATE_DIJAWAB;
	t.paused_at = TOD_NONE;
	t.answered_at = T0 + 5;
	add_ticket(s, &t); /* answered */
	t.state = STATE_SELESAI;
	t.closed_at = T0 + 6;
	add_ticket(s, &t); /* closed */
	must(store_commit(s, &why), "commit");
	is_int((long long)count(s, LIST_ALL, 0, ""), 5, "all");
	is_int((long long)count(s, LIST_OPEN, 0, ""), 4, "open");
	is_int((long long)count(s, LIST_DUE, T0 + 100, ""), 0, "not yet late");
	is_int((long long)count(s, LIST_DUE, T0 + 101, ""), 1, "late");
	is_int((long long)count(s, LIST_DUE, T0 + 999, ""), 2, "both late");
	is_int((long long)count(s, LIST_FIRST_DUE, T0 + 51, ""), 1, "first");
	is_int((long long)count(s, LIST_WAITING, T0 + 11, ""), 1, "waiting");
	is_int((long long)count(s, LIST_WAITING, T0 + 10, ""), 0, "not long");
	is_int((long long)count(s, LIST_OFFICER, 0, "rina"), 3, "of officer");
	is_int((long long)count(s, LIST_REQUESTER, 0, "SITI@example.org"), 2,
	    "of requester");
	is_int((long long)count(s, LIST_CLOSED, T0 + 6, ""), 1, "closed");
	is_int((long long)count(s, LIST_CLOSED, T0 + 7, ""), 0, "not since");
	must(report_make(s, T0 + 101, TOD_NONE, &r, &why), "report");
	ok(r.tickets == 5 && r.open == 4 && r.late == 2 && r.waiting == 1,
	    "the report agrees: late by the answer, or by the first one");
	is_int(r.state[STATE_DIJAWAB], 1, "states are counted");
	is_int(r.open_kind[KIND_KONSULTASI], 4, "kinds of open ones too");
	is_int(r.last_received, TOD_NONE, "nothing was received");
	is_str(r.head, "", "nothing happened");
	done(&s);
}

static void
hanging(void)
{
	struct store *s = fresh();
	struct ticket_row a = ticket("siti@example.org", "a");
	struct ticket_row b = ticket("budi@example.org", "b");
	struct part_row p = { .address = "ani@x.id",
		.name = "Ani",
		.role = "third",
		.how = "cc",
		.at = T0 };
	struct link_row l = { .why = "late", .at = T0 };
	struct event_row e = {
		.at = T0, .actor = "tanggap", .what = "opened", .detail = "x"
	};
	struct part_rows parts;
	struct link_rows links;
	struct event_rows rows;
	int64_t last;

	must(store_begin(s, &why), "begin");
	p.ticket = l.from = e.ticket = add_ticket(s, &a);
	l.to = add_ticket(s, &b);
	must(ticket_part_add(s, &p, &why), "part");
	p.role = "officer";
	must(ticket_part_add(s, &p, &why), "part");
	p.role = "third";
	must(ticket_part_add(s, &p, &why), "part");
	must(ticket_parts(s, arena, a.id, &parts, &why), "parts");
	is_int((long long)parts.n, 2, "the requester and one more");
	is_str(parts.v[1].role, "officer", "a higher role stays");
	must(ticket_link_add(s, &l, &why), "link");
	must(ticket_link_add(s, &l, &why), "link");
	must(ticket_links(s, arena, b.id, &links, &why), "links");
	is_int((long long)links.n, 1, "a pair is kept once, seen from both");
	must(event_add(s, &e, &why), "event");
	must(event_add(s, &e, &why), "event");
	is_int(e.id, 2, "events are numbered");
	e.ticket = 0;
	must(event_add(s, &e, &why), "event");
	must(event_list(s, arena, a.id, (struct page){ 0, 9 }, &rows, &why),
	    "events");
	is_int((long long)rows.n, 2, "events of the ticket");
	must(event_list(s, arena, 0, (struct page){ 0, 9 }, &rows, &why),
	    "events");
	is_int((long long)rows.n, 1, "events of the desk");

	is_int(ticket_merge(s, a.id, a.id, &why), ERR_ITEM, "not into itself");
	must(ticket_merge(s, a.id, b.id, &why), "merge");
	is_int(ticket_merge(s, b.id, a.id, &why), ERR_ITEM, "not in a circle");
	must(ticket_final(s, a.id, &last, &why), "final");
	is_int(last, b.id, "followed to the end");
	must(ticket_parts(s, arena, b.id, &parts, &why), "parts");
	is_int((long long)parts.n, 3, "who took part there joins here");
	is_str(parts.v[1].role, "third", "the other requester as third");
	done(&s);
}

static const struct thread_candidate *
find(const struct thread_candidates *r, enum thread_via via)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->v[i].via == via)
			return &r->v[i];
	return NULL;
}

static void
candidates(void)
{
	struct store *s = fresh();
	struct ticket_row a = ticket("siti@example.org", "data penduduk");
	struct ticket_row b = ticket("budi@example.org", "lain");
	struct token_facts token = {
		.row = 5, .role = "requester", .address = "siti@example.org"
	};
	const char *ids[] = { "unseen@x", "m1@x" }, *code[1];
	struct thread_ask q = { .tokens = &token,
		.ntokens = 1,
		.message_ids = { ids, 2 },
		.codes = { code, 1 },
		.numbers = { code, 1 },
		.from = "Siti@Example.org",
		.subject_key = "data penduduk",
		.since = T0 - 10,
		.external = "KS-7",
		.channel = "pst" };
	struct thread_candidates r;
	const struct thread_candidate *c;

	b.external = "KS-7";
	b.channel = "pst";
	must(store_begin(s, &why), "begin");
	token.ticket = add_ticket(s, &a);
	add_ticket(s, &b);
	must(msgid_add(s, "m1@x", b.id, &why), "msgid");
	must(msgid_add(s, "m1@x", b.id, &why), "msgid");
	must(msgid_add(s, "", b.id, &why), "msgid");
	code[0] = b.code;
	must(thread_candidates(s, arena, &q, &r, &why), "candidates");
	is_int((long long)r.n, 7, "one of each sort");
	c = find(&r, VIA_EXTERNAL);
	ok(c && c->ticket == b.id, "by the number of a portal");
	c = find(&r, VIA_SENDER);
	ok(c && c->ticket == a.id && c->sender_is_part,
	    "an open case of the sender");
	c = find(&r, VIA_TOKEN);
	ok(c && c->ticket == a.id && c->sender_is_part && c->open, "token");
	is_str(c->role, "requester", "with its role");
	is_str(c->sender_role, "requester", "and that of the sender");
	c = find(&r, VIA_REFERENCES);
	ok(c && c->ticket == b.id && !c->sender_is_part, "references");
	is_str(c->code, b.code, "with its code");
	c = find(&r, VIA_TAG);
	ok(c && c->ticket == b.id, "tag");
	c = find(&r, VIA_NUMBER);
	ok(c && c->ticket == b.id, "bare number");
	c = find(&r, VIA_SUBJECT);
	ok(c && c->ticket == a.id, "subject");

	q.since = T0 + 1;
	must(thread_candidates(s, arena, &q, &r, &why), "candidates");
	ok(find(&r, VIA_SUBJECT) == NULL, "an old one is not found by subject");
	q.since = T0 - 10;
	q.from = "budi@example.org";
	must(thread_candidates(s, arena, &q, &r, &why), "candidates");
	ok(find(&r, VIA_SUBJECT) == NULL, "nor that of somebody else");
	q.from = "siti@example.org";
	a.closed_at = T0;
	a.state = STATE_SELESAI;
	must(ticket_set_state(s, &a, &why), "close");
	must(thread_candidates(s, arena, &q, &r, &why), "candidates");
	ok(find(&r, VIA_SUBJECT) == NULL, "nor a closed one");
	c = find(&r, VIA_TOKEN);
	ok(c && !c->open && c->closed_at == T0, "a token finds a closed one");

	must(ticket_merge(s, a.id, b.id, &why), "merge");
	must(thread_candidates(s, arena, &q, &r, &why), "candidates");
	c = find(&r, VIA_TOKEN);
	ok(c && c->ticket == b.id && c->merged && c->sender_is_part,
	    "a merged one is followed, and the sender still takes part");
	done(&s);
}

static void
people_and_search(void)
{
	struct store *s = fresh();
	struct person p = { .address = "Siti@example.org",
		.name = "Siti",
		.language = "en",
		.last_at = T0 },
		      got;
	struct entry e = { .source = "answer",
		.title = "Jumlah penduduk Mempawah",
		.body = "Data penduduk per kecamatan 2025",
		.at = T0 };
	struct entry_ask q = { "\"Penduduk\" OR (x* NEAR", "", 10 };
	struct entries found;

	must(person_get(s, arena, "siti@example.org", &got, &why), "get");
	ok(got.address == NULL, "unknown");
	must(person_wrote(s, &p, &why), "wrote");
	p.muted_until = T0 + 100;
	p.muted_why = "5.1.1";
	p.hard_bounces = 1;
	must(person_mute(s, &p, &why), "mute");
	must(person_get(s, arena, "SITI@example.org", &got, &why), "get");
	is_int(got.muted_until, T0 + 100, "muted");
	is_int(got.hard_bounces, 1, "bounces");
	p.name = p.language = "";
	must(person_wrote(s, &p, &why), "wrote");
	must(person_get(s, arena, "siti@example.org", &got, &why), "get");
	is_int(got.muted_until, TOD_NONE, "who writes is alive");
	is_str(got.language, "en", "what is known stays");

	must(entry_add(s, &e, &why), "entry");
	must(entry_find(s, arena, &q, &found, &why), "find");
	is_int((long long)found.n, 1, "found, whatever the words look like");
	q.words = "inflasi";
	must(entry_find(s, arena, &q, &found, &why), "find");
	is_int((long long)found.n, 0, "not found");
	q.words = "(((\"";
	is_int(entry_find(s, arena, &q, &found, &why), OK, "no word at all");
	done(&s);
}

int
main(void)
{
	codes();
	changes();
	lists();
	hanging();
	candidates();
	people_and_search();
	return done_testing();
}
