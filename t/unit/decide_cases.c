/* objects: desk/decide desk/understood desk/understood_find
 * desk/understood_say desk/decide_follow desk/decide_quiet desk/decide_second
 * desk/decide_survey desk/decide_task desk/form desk/portal
 * desk/portal_deadline desk/portal_read desk/survey desk/survey_form
 * desk/survey_piece desk/judge desk/judge_absence desk/judge_asks
 * desk/judge_auto desk/judge_list desk/judge_notice desk/judge_reply
 * desk/judge_words desk/thread desk/thread_subject desk/thread_words
 * desk/ticket desk/token desk/calendar desk/calendar_list desk/calendar_say
 * desk/clock desk/clock_say desk/kind desk/office desk/phrase mail base */
/* The decision about one mail: details, tasks, second cases, budgets. */
#include "decide_scene.h"

static const char *const details[] = { "wilayah", "periode", "akun" };

/* A case that waits for the first n details. */
static void
waiting(struct scene *s, size_t n, int asked_times)
{
	earlier(s, KIND_KONSULTASI, STATE_MENUNGGU);
	s->candidate.said = "Mohon data penduduk.";
	s->ticket.missing = (struct strs){ details, n };
	s->ticket.asked = asked_times;
}

/* What the reply says, and whether words alone complete it. */
static void
reply(struct scene *s, const char *text, bool complete)
{
	s->msg.subject = "Re: Data";
	s->msg.text = s->msg.reply_text = text;
	asked = (struct completeness){ .ok = complete,
		.missing = { details, complete ? 0 : 2 } };
}

static void
test_details(void)
{
	struct clock_run ran = { NOON - 86400, NOON - 72000, true };
	struct scene s;

	begin(&s, KIND_KONSULTASI, true);
	waiting(&s, 2, 1);
	reply(&s, "> Wilayah: Toho\n> Tahun: 2024\n", false);
	said.thanks_only = true;
	decide(&s);
	ok(s.d.event == TE_COMPLETE && s.d.state == STATE_DIPROSES &&
		s.d.complete.ok && s.d.due != TOD_NONE,
	    "a form filled in inside the quote completes, thanks or not");
	is_str(s.d.template, "ack-tambahan", "and is acknowledged");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	waiting(&s, 2, 1);
	reply(&s, "Untuk Toho tahun lalu saja.", true);
	decide(&s);
	ok(s.d.event == TE_COMPLETE, "so do plain words");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	waiting(&s, 2, 1);
	reply(&s, "Baik pak.", false);
	decide(&s);
	ok(s.d.event == TE_ASK && s.d.state == STATE_MENUNGGU &&
		s.d.due == TOD_NONE && s.d.complete.missing.n == 2,
	    "a reply that gives nothing starts no clock");
	is_str(s.d.template, "ask-lengkapi", "it is asked once more");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	waiting(&s, 2, 1);
	reply(&s, "Wilayah: Toho\nTahun:\n", false);
	decide(&s);
	ok(s.d.event == TE_ASK && s.d.complete.missing.n == 1,
	    "for what is still missing");
	is_str(s.d.complete.missing.v[0], "periode", "and nothing else");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	waiting(&s, 2, 2);
	reply(&s, "Baik pak.", false);
	decide(&s);
	ok(s.d.event == TE_ADDITION && s.d.state == STATE_MENUNGGU &&
		(s.d.effects & EFFECT_TELL_OFFICER),
	    "asked twice: an officer decides (%s)", s.d.reason);
	is_str(s.d.template, "ack-tambahan", "and nobody asks a third time");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	waiting(&s, 2, 1);
	reply(&s, "Terima kasih.", false);
	said.thanks_only = true;
	decide(&s);
	ok(s.d.event == TE_THANKS && s.d.state == STATE_MENUNGGU &&
		*s.d.template == '\0',
	    "thanks complete nothing");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	waiting(&s, 1, 1);
	s.ticket.runs = &ran;
	s.ticket.nruns = 1;
	reply(&s, "Wilayah: Toho", false);
	decide(&s);
	ok(s.d.due != TOD_NONE && s.d.due < moment("2026-10-05T16:00:00+07:00"),
	    "what was left of the time, not all of it");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	waiting(&s, 2, 1);
	s.msg.auth.dmarc = AUTH_FAIL;
	s.candidate.via = VIA_TOKEN;
	s.candidate.role = "requester";
	s.candidate.address = budi.address;
	reply(&s, "Wilayah: Toho\nTahun: 2024", true);
	decide(&s);
	ok(s.d.event == TE_NOTE && *s.d.template == '\0',
	    "a forged sender completes nothing");
	end(&s);
}

static void
test_account(void)
{
	struct scene s;

	begin(&s, KIND_KONSULTASI, true);
	s.office.account_required = true;
	decide(&s);
	ok(s.d.event == TE_OPEN_INCOMPLETE && s.d.complete.missing.n == 1,
	    "an office that requires an account asks for it");
	is_str(s.d.complete.missing.v[0], "akun", "by name");
	end(&s);
	begin(&s, KIND_KONSULTASI, true);
	s.office.account_required = true;
	s.msg.reply_text = "Mohon data. Akun PST: budi88";
	decide(&s);
	ok(s.d.complete.ok, "not of who names his");
	end(&s);
	begin(&s, KIND_PENGADUAN, true);
	s.office.account_required = true;
	decide(&s);
	ok(s.d.complete.ok, "nor of who complains");
	end(&s);
	begin(&s, KIND_KONSULTASI, true);
	s.office.account_required = true;
	waiting(&s, 3, 1);
	reply(&s, "Wilayah: Toho\nTahun: 2024\nAkun PST: 8812\n", false);
	decide(&s);
	ok(s.d.event == TE_COMPLETE, "an account completes");
	end(&s);
	begin(&s, KIND_KONSULTASI, true);
	waiting(&s, 3, 1);
	reply(&s, "Wilayah: Toho\nTahun: 2024\nAkun PST:\n", true);
	decide(&s);
	ok(s.d.event == TE_ASK && s.d.complete.missing.n == 1,
	    "an empty line is no account");
	end(&s);
}

static void
test_mixed(void)
{
	static const struct {
		bool split, asks, supervisory, secret;
		enum kind kind;
		bool second;
	} rows[] = {
		{ true, true, false, false, KIND_PENGADUAN, true },
		{ false, true, false, false, KIND_PENGADUAN, false },
		{ true, false, false, false, KIND_PENGADUAN, false },
		{ true, true, true, false, KIND_PENGADUAN, false },
		{ true, true, false, true, KIND_PENGADUAN, false },
		{ true, true, false, false, KIND_KONSULTASI, false },
	};
	struct scene s;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		begin(&s, rows[i].kind, true);
		s.msg.reply_text = "Mohon data penduduk Toho.";
		s.office.split_mixed = rows[i].split;
		said.also_asks = rows[i].asks;
		said.supervisory = rows[i].supervisory;
		said.secret = rows[i].secret;
		decide(&s);
		ok((s.d.second != NULL) == rows[i].second,
		    "a second case, row %zu", i);
		end(&s);
	}
	begin(&s, KIND_PENGADUAN, false);
	s.office.split_mixed = said.also_asks = true;
	s.msg.reply_text = "Loket kosong! Saya kecewa.\n\n"
			   "Halo data.\n\nMohon data penduduk Toho.";
	decide(&s);
	is_str(s.d.template, "ack-pengaduan", "the complaint first");
	ok(s.d.second->kind == KIND_KONSULTASI &&
		s.d.second->verdict.topic == TOPIC_DATA &&
		s.d.second->event == TE_OPEN_INCOMPLETE &&
		s.d.second->due == TOD_NONE && s.d.due != TOD_NONE,
	    "the question has its own completeness and clock");
	is_str(s.d.second->part->reply_text, "Mohon data penduduk Toho.",
	    "its officers read what asks, no more");
	is_str(s.d.second->template, "ask-lengkapi", "and its own answer");
	is_str(s.d.second->to, budi.address, "to the same person");
	end(&s);
	begin(&s, KIND_PENGADUAN, true);
	s.office.split_mixed = said.also_asks = true;
	s.msg.reply_text = "Mohon data penduduk Toho.";
	s.msg.auth.dmarc = AUTH_FAIL;
	decide(&s);
	ok(*s.d.template == '\0' && *s.d.second->template == '\0',
	    "silence is for both");
	end(&s);
}

static const struct addr portal = { "", "bot@portal.example" };

static void
notice(struct scene *s, const char *flags, const char *text)
{
	char conf[600];
	struct why w;

	snprintf(conf, sizeof(conf),
	    "[lapor]\nfrom = bot@portal\\.example\n%s"
	    "pattern = ^No: (?<external>.+)$\n"
	    "pattern = ^Email: (?<address>.+)$\n"
	    "pattern = ^Isi: (?<question>.+)$\n"
	    "pattern = ^Batas: (?<deadline>.+)$\n"
	    "example = From: bot@portal.example\nexample = No: 1\n",
	    flags);
	s->portals = portals_new();
	ok(portals_add(s->portals, "f", conf, strlen(conf), &w) == OK,
	    "a portal (%s)", w.s);
	s->msg = mail_from(&portal);
	s->msg.auth.dkim = AUTH_PASS;
	s->msg.text = s->msg.reply_text = text;
}

static const struct field automatic = { "Auto-Submitted", "auto-generated" };

static void
test_task(void)
{
	struct scene s;

	begin(&s, KIND_KONSULTASI, false);
	notice(&s, "kind = pengaduan\n",
	    "No: 812\nEmail: siti@warga.example\nIsi: Loket kosong\n"
	    "Batas: 2026-10-07\n");
	s.msg.fields = &automatic;
	s.msg.nfields = 1;
	decide(&s);
	ok(s.d.opens && s.d.task != NULL && s.d.kind == KIND_PENGADUAN &&
		s.d.complete.ok,
	    "an automatic notice of a portal is a task");
	is_str(s.d.task->external, "812", "with its number");
	is_str(s.d.task->address, "siti@warga.example", "and its citizen");
	is_int(s.d.due, moment("2026-10-07T16:00:00+07:00"),
	    "due with the last office hour of the day it names");
	is_str(s.d.template, "", "no mail goes");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	notice(&s, "", "No: 812\nBatas: 5 hari kerja\n");
	decide(&s);
	ok(s.d.kind == KIND_KONSULTASI &&
		s.d.due == moment("2026-10-07T16:00:00+07:00"),
	    "five working days from the notice; its kind is read");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	notice(&s, "acknowledge = yes\n",
	    "Email: siti@warga.example\nIsi: Mohon data\n");
	decide(&s);
	is_str(s.d.template, "ack-konsultasi", "a form may ask for an answer");
	is_str(s.d.to, "siti@warga.example", "to the citizen");
	end(&s);
	begin(&s, KIND_KONSULTASI, true);
	notice(&s, "acknowledge = yes\n",
	    "Email: desk@bps.example\nIsi: Mohon data\n");
	decide(&s);
	ok(s.d.opens && *s.d.template == '\0' && *s.d.task->address == '\0',
	    "never to ourselves");
	end(&s);
	begin(&s, KIND_KONSULTASI, true);
	notice(&s, "acknowledge = yes\n",
	    "Email: siti@warga.example\nIsi: Mohon data\n");
	s.facts.sent_address = 99;
	decide(&s);
	ok(s.d.opens && *s.d.template == '\0', "nor over a budget");
	end(&s);
	begin(&s, KIND_SPAM, true);
	notice(&s, "acknowledge = yes\n", "Isi: Slot gacor\n");
	decide(&s);
	ok(s.d.outcome == OUTCOME_SPAM && !s.d.opens, "forms get spam too");
	end(&s);

	begin(&s, KIND_RAGU, true);
	notice(&s, "", "No: 812\n");
	s.msg.auth.dkim = AUTH_UNKNOWN;
	decide(&s);
	ok(s.d.task == NULL && s.d.opens && *s.d.alarm != '\0' &&
		strncmp(s.d.alarm_key, "portal:lapor:", 13) == 0,
	    "what nobody proves is an ordinary mail, and somebody is told");
	end(&s);
	begin(&s, KIND_RAGU, true);
	notice(&s, "trust = yes\n", "No: 812\n");
	s.msg.auth.dkim = AUTH_UNKNOWN;
	decide(&s);
	ok(s.d.task != NULL, "unless the office says so");
	end(&s);
	begin(&s, KIND_RAGU, true);
	notice(&s, "trust = yes\n", "No: 812\n");
	s.msg.auth.dmarc = AUTH_FAIL;
	decide(&s);
	ok(s.d.task == NULL, "never what its domain disowns");
	end(&s);

	begin(&s, KIND_KONSULTASI, true);
	notice(&s, "", "No: 812\nIsi: Kapan dijawab?\n");
	earlier(&s, KIND_KONSULTASI, STATE_DIPROSES);
	s.candidate.via = VIA_EXTERNAL;
	s.candidate.sender_is_part = false;
	decide(&s);
	ok(s.d.outcome == OUTCOME_FOLLOWUP && !s.d.opens &&
		s.d.event == TE_ADDITION && *s.d.template == '\0',
	    "a later notice joins the task of its number");
	end(&s);
	begin(&s, KIND_KONSULTASI, true);
	notice(&s, "", "No: 812\nIsi: Mohon data\n");
	earlier(&s, KIND_KONSULTASI, STATE_SELESAI);
	s.candidate.via = VIA_EXTERNAL;
	s.candidate.closed_at = NOON - 90 * 86400LL;
	decide(&s);
	ok(s.d.opens && s.d.thread.linked && s.d.thread.link == &s.candidate,
	    "one of a task closed long ago begins anew, linked");
	end(&s);
	begin(&s, KIND_KONSULTASI, true);
	notice(&s, "", "No: 812\n");
	earlier(&s, KIND_KONSULTASI, STATE_SELESAI);
	s.candidate.via = VIA_EXTERNAL;
	decide(&s);
	ok(s.d.event == TE_NOTE && s.d.state == STATE_SELESAI,
	    "one without words reopens nothing");
	end(&s);
}

/* Each row: what is known, and whether a new ticket is acknowledged. */
static const struct {
	const char *what;
	int64_t address, domain, total, words;
	bool muted, vouched, answers;
	const char *key; /* how the alarm's begins, "": none */
} quiet[] = {
	{ "nothing sent", 0, 0, 0, 0, false, false, true, "" },
	{ "the address had its mails", 2, 0, 0, 0, false, true, false, "" },
	{ "the domain had", 0, 10, 0, 0, false, true, false,
	    "budget:domain:warga.example:2026-09-30" },
	{ "all had", 0, 0, 100, 0, false, true, false,
	    "budget:total:2026-09-30:11" },
	{ "once the same words", 0, 0, 0, 1, false, false, true, "" },
	{ "twice the same words", 0, 0, 0, 2, false, false, false,
	    "budget:words:warga.example:2026-09-30" },
	{ "... of a proved sender", 0, 0, 0, 2, false, true, true, "" },
	{ "a dead address", 0, 0, 0, 0, true, false, false, "" },
	{ "... that writes and is proved", 0, 0, 0, 0, true, true, true, "" },
};

static void
test_quiet(void)
{
	struct scene s;
	size_t i;

	for (i = 0; i < sizeof(quiet) / sizeof(quiet[0]); i++) {
		begin(&s, KIND_KONSULTASI, true);
		s.facts.sent_address = quiet[i].address;
		s.facts.sent_domain = quiet[i].domain;
		s.facts.sent_total = quiet[i].total;
		s.facts.same_words = quiet[i].words;
		s.facts.muted = quiet[i].muted;
		if (quiet[i].words > 0)
			s.msg.subject = "Re: Data";
		s.msg.auth.dkim = quiet[i].vouched ? AUTH_PASS : AUTH_UNKNOWN;
		decide(&s);
		ok(s.d.opens && (*s.d.template != '\0') == quiet[i].answers &&
			(*s.d.silence == '\0') == quiet[i].answers,
		    "%s (%s)", quiet[i].what, s.d.silence);
		is_str(s.d.alarm_key, quiet[i].key, "its alarm");
		ok((*s.d.alarm != '\0') == (*quiet[i].key != '\0'), "in words");
		end(&s);
	}
	begin(&s, KIND_KONSULTASI, true);
	earlier(&s, KIND_KONSULTASI, STATE_DIPROSES);
	s.ticket.sent_today = 1;
	decide(&s);
	ok(s.d.outcome == OUTCOME_FOLLOWUP && *s.d.template == '\0',
	    "who is not known hears of a case once a day");
	s.msg.auth.dkim = AUTH_PASS;
	decide(&s);
	is_str(s.d.template, "ack-tambahan", "who is known more often");
	end(&s);
}

/* Out-of-office, delays and receipts move nothing. */
static void
test_machines(void)
{
	static const struct dsn delayed = { "budi@warga.example", "4.4.1",
		"delayed", "" };
	static const struct dsn failed = { "budi@warga.example", "5.1.1",
		"failed", "" };
	static const enum state states[] = { STATE_MENUNGGU, STATE_DIPROSES,
		STATE_DIJAWAB, STATE_SELESAI };
	struct scene s;
	size_t i;

	for (i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		begin(&s, KIND_KONSULTASI, true);
		earlier(&s, KIND_KONSULTASI, states[i]);
		s.msg.fields = &automatic;
		s.msg.nfields = 1;
		decide(&s);
		ok(s.d.outcome == OUTCOME_AUTO && s.d.state == states[i] &&
			s.d.effects == 0 && *s.d.template == '\0',
		    "an absence note moves nothing in %s",
		    state_word(states[i]));
		s.msg = mail_from(&budi);
		s.msg.report = s.msg.delayed_only = true;
		s.msg.dsn = &delayed;
		s.msg.ndsn = 1;
		decide(&s);
		ok(s.d.outcome == OUTCOME_BOUNCE && s.d.event == TE_NOTE &&
			s.d.state == states[i] && s.d.effects == 0,
		    "nor does a delay");
		s.msg.delayed_only = false;
		s.msg.dsn = &failed;
		decide(&s);
		ok(s.d.event == TE_BOUNCE && s.d.state == states[i] &&
			s.d.effects == EFFECT_TELL_OFFICER,
		    "a failure is told, and moves nothing either");
		end(&s);
	}
}

int
main(void)
{
	test_details();
	test_account();
	test_mixed();
	test_task();
	test_quiet();
	test_machines();
	return done_testing();
}
