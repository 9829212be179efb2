#ifndef T_DECIDE_SCENE_H
#define T_DECIDE_SCENE_H

/*
 * One mail, what the store knows, and the decision. The classifier is played
 * here: what it says is a fact, and what follows from it is under test.
 */
#include "base/tod.h"
#include "desk/decide.h"
#include "tap.h"

static struct verdict said;
static struct completeness asked;
static const struct rule asks_data = {
	.name = "ask", .flag = "", .kind = KIND_KONSULTASI, .weight = 2
};
static const struct rule_hit question = { &asks_data, "data", 0 };

void
classify_mail(struct arena *a, const struct classifier *c,
    const struct office *o, const struct msg *m, struct verdict *v_r)
{
	(void)a, (void)c, (void)o;
	*v_r = said;
	if (said.also_asks && *m->subject == '\0') { /* one sentence */
		v_r->hits = &question;
		v_r->nhits = strstr(m->reply_text, "data") != NULL;
		v_r->kind = KIND_KONSULTASI;
	}
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
language_of(const char *text)
{
	(void)text;
	return "id";
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

__attribute__((unused)) static struct msg
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
	struct office office;
	struct portals *portals;
	struct calendar *calendar;
	struct msg msg;
	struct thread_candidate candidate;
	struct desk_ticket ticket;
	struct desk_facts facts;
	struct decision d;
};

__attribute__((unused)) static void
begin(struct scene *s, enum kind kind, bool complete)
{
	int day;

	*s = (struct scene){ .a = arena_new(), .office = office };
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
__attribute__((unused)) static void
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
		.subject = "Data",
		.external_due = TOD_NONE };
	s->facts.candidates = &s->candidate;
	s->facts.tickets = &s->ticket;
	s->facts.n = 1;
}

__attribute__((unused)) static void
decide(struct scene *s)
{
	struct desk desk = { .office = &s->office,
		.calendar = s->calendar,
		.portals = s->portals };

	decide_mail(s->a, &desk, &s->msg, &s->facts, &s->d);
}

__attribute__((unused)) static void
end(struct scene *s)
{
	portals_free(&s->portals);
	calendar_free(&s->calendar);
	arena_free(&s->a);
}

__attribute__((unused)) static int64_t
moment(const char *text)
{
	int64_t at = 0;

	tod_parse(text, 0, &at);
	return at;
}

#endif
