/* objects: desk/decide desk/decide_survey desk/survey desk/survey_form
 * desk/survey_piece desk/judge desk/judge_absence desk/judge_asks
 * desk/judge_auto desk/judge_list desk/judge_notice desk/judge_reply
 * desk/judge_words desk/thread desk/thread_subject desk/thread_words
 * desk/ticket desk/token desk/calendar desk/calendar_list desk/calendar_say
 * desk/clock desk/clock_say desk/kind desk/office desk/phrase mail base */
/*
 * The decision about one mail. The classifier is played by this test: what
 * it says is a fact here, and what follows from it is under test.
 */
#include "base/tod.h"
#include "desk/decide.h"
#include "tap.h"

static struct verdict said;
static struct completeness asked;

void
classify_mail(struct arena *a, const struct classifier *c,
    const struct office *o, const struct msg *m, struct verdict *v_r)
{
	(void)a, (void)c, (void)o, (void)m;
	*v_r = said;
}

void
complete_mail(struct arena *a, const struct classifier *c,
    const struct office *o, const struct msg *m, const struct verdict *v,
    struct completeness *k_r)
{
	(void)a, (void)c, (void)o, (void)m, (void)v;
	*k_r = asked;
}

const char *
language_of_mail(const struct msg *m)
{
	(void)m;
	return "id";
}

#define NOON 1790743200 /* Wed 30 Sep 2026 11:40 WIB */

static const struct officer rina = { "rina", "Rina", "rina@bps.example",
	ROLE_PETUGAS };
static const struct office office = { .name = "BPS X",
	.unit = "PST",
	.area = "X",
	.address = "desk@bps.example",
	.prefix = "PST",
	.offset = 7 * 3600,
	.zone_name = "WIB",
	.officers = &rina,
	.nofficers = 1,
	.consultation_days = 3,
	.complaint_first_days = 5,
	.complaint_days = 14,
	.complaint_calendar_days = 14,
	.supervisory_days = 60,
	.complaint_limit_days = 60,
	.reopen_days = 30,
	.same_subject_days = 14,
	.budget_address_day = 2,
	.budget_domain_day = 10,
	.budget_total_hour = 100,
	.unsure_below = 0.5 };
static const struct addr budi = { "Budi", "budi@warga.example" };
static const struct addr desk_addr = { "", "desk@bps.example" };

static struct msg
mail_from(const struct addr *from)
{
	return (struct msg){ .message_id = "m@warga.example",
		.from = { from, 1 },
		.to = { &desk_addr, 1 },
		.return_path = from->address,
		.date = NOON,
		.received = NOON,
		.subject = "Data",
		.text = "Mohon data.",
		.reply_text = "Mohon data.",
		.language = "",
		.bounced_id = "",
		.raw = "" };
}

struct scene {
	struct arena *a;
	struct calendar *calendar;
	struct msg msg;
	struct thread_candidate candidate;
	struct desk_ticket ticket;
	struct desk_facts facts;
	struct decision d;
};

static void
begin(struct scene *s, enum kind kind, bool complete)
{
	int day;

	*s = (struct scene){ .a = arena_new() };
	s->calendar = calendar_new(office.offset);
	for (day = 1; day <= 5; day++)
		calendar_hours(s->calendar, day, 450, day == 5 ? 990 : 960);
	s->msg = mail_from(&budi);
	s->facts = (struct desk_facts){
		.judge = { .limit = "" }, .received = NOON, .now = NOON
	};
	said = (struct verdict){ .kind = kind,
		.score = 0.9,
		.topic = kind == KIND_KONSULTASI ? TOPIC_DATA : TOPIC_NONE };
	asked = (struct completeness){ .ok = complete };
}

/* An earlier ticket that this mail points at. */
static void
earlier(struct scene *s, enum kind kind, enum state state)
{
	s->candidate = (struct thread_candidate){ .via = VIA_REFERENCES,
		.ticket = 7,
		.code = "PST-2609-0007",
		.open = state_is_open(state),
		.last_at = NOON - 3600,
		.closed_at = state_is_open(state) ? TOD_NONE : NOON - 3600,
		.sender_is_part = true,
		.sender_role = "requester" };
	s->ticket = (struct desk_ticket){ .state = state,
		.kind = kind,
		.requester = budi.address,
		.complete_at = TOD_NONE };
	s->facts.candidates = &s->candidate;
	s->facts.tickets = &s->ticket;
	s->facts.n = 1;
}

static void
decide(struct scene *s)
{
	struct desk desk = { .office = &office, .calendar = s->calendar };

	decide_mail(s->a, &desk, &s->msg, &s->facts, &s->d);
}

static void
end(struct scene *s)
{
	calendar_free(&s->calendar);
	arena_free(&s->a);
}

static int64_t
moment(const char *text)
{
	int64_t at = 0;

	tod_parse(text, 0, &at);
	return at;
}

static void
test_new(void)
{
	struct scene s;

	begin(&s, KIND_KONSULTASI, true);
	decide(&s);
	ok(s.d.outcome == OUTCOME_TICKET && s.d.opens, "a request opens");
	is_str(s.d.template, "ack-konsultasi", "and is acknowledged");
	is_str(s.d.to, budi.address, "to its writer");
	ok(s.d.state == STATE_DIPROSES || s.d.state == STATE_BARU,
	    "its clock runs");
	is_int(s.d.due, moment("2026-10-05T16:00:00+07:00"),
	    "three working days, the weekend not counted");
	is_int(s.d.complete_at, NOON, "complete from the start");
	end(&s);

	begin(&s, KIND_KONSULTASI, false);
	decide(&s);
	is_str(s.d.template, "ask-lengkapi", "what is missing is asked");
	ok(s.d.due == TOD_NONE && s.d.complete_at == TOD_NONE,
	    "and no clock runs");
	ok(s.d.state == STATE_MENUNGGU, "it waits for the citizen");
	end(&s);

	begin(&s, KIND_PENGADUAN, false);
	decide(&s);
	is_str(s.d.template, "ack-pengaduan", "a complaint gets its receipt");
	is_int(s.d.first_due, moment("2026-10-07T16:00:00+07:00"),
	    "the first answer within five working days");
	is_int(s.d.due, moment("2026-10-20T16:00:00+07:00"),
	    "the solution within fourteen");
	end(&s);

	begin(&s, KIND_PENGADUAN, true);
	said.supervisory = true;
	decide(&s);
	is_int(s.d.due, moment("2026-11-27T16:30:00+07:00"),
	    "sixty calendar days end with the last closing before them");
	end(&s);

	begin(&s, KIND_RAGU, true);
	decide(&s);
	is_str(s.d.template, "ack-ragu", "unsure: a neutral receipt");
	ok(s.d.due != TOD_NONE, "and the shorter clock, to be safe");
	end(&s);

	begin(&s, KIND_AUTO, true);
	decide(&s);
	ok(s.d.opens && s.d.kind == KIND_RAGU && *s.d.template == '\0',
	    "what only reads like a machine: a person looks, no mail goes");
	end(&s);

	begin(&s, KIND_BOUNCE, true);
	decide(&s);
	ok(s.d.outcome == OUTCOME_TICKET && s.d.verdict.kind == KIND_RAGU,
	    "who speaks of a delivery report did not send one");
	is_str(s.d.template, "ack-ragu", "and is answered");
	end(&s);

	begin(&s, KIND_SPAM, true);
	decide(&s);
	ok(s.d.outcome == OUTCOME_SPAM && !s.d.opens, "spam opens nothing");
	is_str(s.d.template, "", "and is never answered");
	end(&s);
}

static void
test_follow(void)
{
	struct scene s;

	begin(&s, KIND_KONSULTASI, true);
	earlier(&s, KIND_KONSULTASI, STATE_DIPROSES);
	decide(&s);
	ok(s.d.outcome == OUTCOME_FOLLOWUP && !s.d.opens, "an addition joins");
	is_str(s.d.template, "ack-tambahan", "and is acknowledged");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	earlier(&s, KIND_KONSULTASI, STATE_MENUNGGU);
	decide(&s);
	ok(s.d.state == STATE_DIPROSES && s.d.due != TOD_NONE,
	    "the answer to our question starts the clock");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	said.thanks_only = true;
	earlier(&s, KIND_KONSULTASI, STATE_SELESAI);
	decide(&s);
	ok(s.d.state == STATE_SELESAI, "thanks reopen nothing");
	is_str(s.d.template, "", "and are not answered");
	end(&s);

	begin(&s, KIND_PENGADUAN, true);
	earlier(&s, KIND_KONSULTASI, STATE_DIJAWAB);
	decide(&s);
	ok(s.d.opens && s.d.thread.linked && s.d.thread.ticket == NULL,
	    "a complaint within a consultation is a case of its own");
	is_str(s.d.template, "ack-pengaduan", "with its own receipt");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	earlier(&s, KIND_KONSULTASI, STATE_DIPROSES);
	s.candidate.sender_is_part = false;
	s.candidate.sender_role = NULL;
	decide(&s);
	ok(s.d.opens && s.d.thread.linked, "a stranger's reference opens a "
					   "linked ticket");
	end(&s);
}

static void
test_silence(void)
{
	struct scene s;

	begin(&s, KIND_KONSULTASI, true);
	s.facts.sent_address = 2;
	decide(&s);
	ok(s.d.opens && *s.d.template == '\0' && *s.d.silence != '\0',
	    "over the budget: a ticket, but no mail (%s)", s.d.silence);
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	s.msg.auth.dmarc = AUTH_FAIL;
	decide(&s);
	ok(s.d.opens && *s.d.template == '\0',
	    "DMARC failed: no mail to a forged address");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	s.msg.from = (struct addrs){
		&(struct addr){ "Rina", "rina@bps.example" }, 1
	};
	decide(&s);
	ok(s.d.outcome == OUTCOME_COMMAND && !s.d.opens &&
		*s.d.template == '\0',
	    "an officer's mail is held, nobody is written to");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	s.msg.from = (struct addrs){
		&(struct addr){ "Rina", "rina+pst@bps.example" }, 1
	};
	s.msg.auth.dmarc = AUTH_FAIL;
	decide(&s);
	ok(s.d.outcome == OUTCOME_COMMAND && !s.d.opens,
	    "who only claims to be an officer is held too");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	s.facts.judge.seen_bytes = true;
	decide(&s);
	ok(s.d.outcome == OUTCOME_DUPLICATE && *s.d.template == '\0',
	    "the same bytes again are a duplicate");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	s.facts.judge.oversize = true;
	decide(&s);
	ok(s.d.outcome == OUTCOME_QUARANTINE, "a monster is put aside");
	is_str(s.d.template, "oversize", "and its writer told how to go on");
	end(&s);
}

int
main(void)
{
	test_new();
	test_follow();
	test_silence();
	return done_testing();
}
