/* objects: desk/decide desk/understood desk/understood_find
 * desk/understood_say desk/decide_follow desk/decide_quiet desk/decide_second
 * desk/decide_survey desk/decide_task desk/form desk/portal
 * desk/portal_deadline desk/portal_read desk/survey desk/survey_form
 * desk/survey_piece desk/judge desk/judge_absence desk/judge_asks
 * desk/judge_auto desk/judge_list desk/judge_notice desk/judge_reply
 * desk/judge_words desk/thread desk/thread_subject desk/thread_words
 * desk/ticket desk/token desk/calendar desk/calendar_list desk/calendar_say
 * desk/clock desk/clock_say desk/kind desk/office desk/phrase mail base */
/* The decision about one mail: what opens, what joins, who is answered. */
#include "decide_scene.h"

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
	ok(s.d.due == TOD_NONE && s.d.complete_at == TOD_NONE &&
		!(s.d.effects & EFFECT_START_CLOCK),
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
	decide(&s);
	ok(s.d.opens && *s.d.template == '\0',
	    "thanks for nothing that we know are not answered (%s)",
	    s.d.silence);
	ok(s.d.due == TOD_NONE && s.d.complete_at == TOD_NONE &&
		!(s.d.effects & EFFECT_START_CLOCK),
	    "and no clock runs for them");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	said.thanks_only = true;
	earlier(&s, KIND_KONSULTASI, STATE_DIJAWAB);
	s.candidate.via = VIA_SENDER;
	s.msg.reply_text = "Terima kasih datanya kemarin";
	decide(&s);
	ok(!s.d.opens && s.d.event == TE_THANKS && s.d.state == STATE_DIJAWAB,
	    "thanks by a new mail go to the open case");
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
