/* objects: base/arena base/buf base/mem base/text desk/judge desk/judge_absence
 * desk/judge_asks desk/judge_auto desk/judge_list desk/judge_notice
 * desk/judge_reply desk/judge_words desk/kind desk/office desk/phrase mail/msg
 */
#include "tap.h"

#include "unit/judge_mail.h"

/* Headers decide: check "" means a person's mail. */
static const struct {
	const char *what, *from, *fields, *subject, *text, *check;
	bool may_reply;
} headers[] = {
	{ "a person", ANN, "", "Data", "Mohon data penduduk.", "", true },
	{ "Auto-Submitted: no", ANN, "Auto-Submitted: no", "Data", "Halo.", "",
	    true },
	{ "a comment after no", ANN, "Auto-Submitted: (x) No (person)", "Data",
	    "Halo.", "", true },
	{ "auto-replied", ANN, "Auto-Submitted: auto-replied", "Re: Data",
	    "Halo.", "auto-submitted", false },
	{ "a parameter", ANN, "auto-submitted: auto-notified; owner-email=x",
	    "Data", "Mohon data.", "auto-submitted", false },
	{ "an unknown keyword", ANN, "Auto-Submitted: yes", "Data", "Halo.",
	    "auto-submitted", false },
	{ "Precedence bulk", ANN, "Precedence: bulk", "Data", "Halo.",
	    "precedence", false },
	{ "Precedence auto_reply", ANN, "Precedence: AUTO_REPLY", "Data", "Ok",
	    "precedence", false },
	{ "Precedence first-class", ANN, "Precedence: first-class", "Data",
	    "Halo.", "", true },
	{ "a newsletter is read on, and not answered", "info@shop.example",
	    "List-Unsubscribe: <https://shop.example/u>\nPrecedence: bulk\n"
	    "List-Id: News <news.shop.example>",
	    "Promo", "Ini adalah pesan otomatis.", "", false },
	{ "a discussion list", ANN,
	    "List-Id: Forum <forum.example>\nList-Post: <mailto:f@example>\n"
	    "List-Unsubscribe: <https://example/u>",
	    "[Forum] KBLI?", "Berapa kode KBLI?", "list", false },
	{ "a discussion list by Precedence", ANN,
	    "List-Id: <g.example>\nPrecedence: list", "Halo", "Halo.", "list",
	    false },
	{ "a group that is our own address", ANN,
	    "List-Id: <pst.bps.go.id>\nList-Post: <mailto:pst@bps.go.id>\n"
	    "Precedence: list",
	    "Data", "Mohon data.", "", true },
	{ "X-Autoreply", ANN, "X-Autoreply: yes", "Re: Data", "Halo.",
	    "responder", false },
	{ "X-Autorespond", ANN, "X-Autorespond: CS", "Re: Data", "Halo.",
	    "responder", false },
	{ "X-AutoReply-From", ANN, "X-AutoReply-From: a@example", "Re: Data",
	    "Halo.", "responder", false },
	{ "X-Mail-Autoreply", ANN, "X-Mail-Autoreply: x", "Re", "Halo.",
	    "responder", false },
	{ "X-POST-MessageClass", ANN, "X-POST-MessageClass: 9; Autoresponder",
	    "Re", "Halo.", "responder", false },
	{ "HolidayReply", ANN, "X-HolidayReply: 1", "Re", "Halo.", "responder",
	    false },
	{ "X-Auto_Generated", ANN, "X-Auto_Generated: yes", "Re", "Halo.",
	    "responder", false },
	{ "delivered to an autoresponder", ANN, "Delivered-To: Autoresponder",
	    "Re", "Halo.", "responder", false },
	{ "a list manager's Sender", ANN, "Sender: owner-forum@example.org",
	    "Halo", "Mohon data.", "list", false },
	{ "X-Mailing-List", ANN, "X-Mailing-List: forum@example.org", "Halo",
	    "Halo.", "list", false },
	{ "X-Autoreply: no", ANN, "X-Autoreply: no", "Data", "Halo.", "",
	    true },
	{ "X-Loop", ANN, "X-Loop: someone@example.com", "Data", "Mohon data.",
	    "loop", false },
	{ "Outlook's rule agent", ANN,
	    "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent",
	    "Re: Data", "Halo.", "responder", false },
	{ "an empty return path", ANN, "Return-Path: <>", "Re: Data", "Oke.",
	    "null-sender", false },
	{ "an empty return path and a request: read, not answered", ANN,
	    "Return-Path: <>", "Data", "Mohon data penduduk tahun 2024.", "",
	    false },
	{ "suppressed", "app@example.com", "X-Auto-Response-Suppress: All",
	    "Status", "Selesai.", "suppressed", false },
	{ "suppressed, and a request: read, not answered", ANN,
	    "X-Auto-Response-Suppress: OOF, AutoReply", "Data",
	    "Apakah ada data penduduk?", "", false },
	{ "suppresses receipts alone", ANN, "X-Auto-Response-Suppress: DR, RN",
	    "Data", "Halo.", "", true },
	{ "a read receipt", ANN,
	    "Content-Type: multipart/report; "
	    "report-type=disposition-notification",
	    "Dibaca: x", "", "receipt", false },
	{ "a delivery report", "mailer-daemon@example.com",
	    "Content-Type: multipart/report; report-type=\"delivery-status\"",
	    "x", "x", "delivery-report", false },
	{ "a feedback report", "arf@example.com",
	    "Content-Type: multipart/report; report-type=feedback-report", "x",
	    "x", "report", false },
	{ "qmail's report", "MAILER-DAEMON@example.com", "Return-Path: <>",
	    "failure notice",
	    "Hi. This is the qmail-send program.\nI'm afraid I wasn't able to "
	    "deliver your message.",
	    "delivery-words", false },
	{ "Exim's report", "Mailer-Daemon@example.com",
	    "X-Failed-Recipients: a@example.org\nAuto-Submitted: "
	    "auto-replied",
	    "Mail delivery failed: returning message to sender", "x",
	    "delivery-words", false },
	{ "an Indonesian report", "postmaster@example.com", "Return-Path: <>",
	    "Tidak terkirim: Re: data", "Pengiriman gagal.", "delivery-words",
	    false },
	{ "a postmaster who writes himself", "postmaster@example.com", "",
	    "Data penduduk", "Mohon data penduduk 2024.", "", false },
	{ "a citizen about a returned mail", ANN, "",
	    "Undeliverable: email saya",
	    "Email saya ke kantor tidak terkirim. Mohon alamat lain.", "",
	    true },
	{ "our own address", "pst+x@bps.go.id", "", "Re: Data", "Ini.",
	    "own-address", false },
	{ "cron", "root@kiosk.example", "", "Cron <root@kiosk> backup",
	    "rsync: error 23", "system", false },
	{ "a web form of the server's account", "www-data@example.go.id",
	    "Reply-To: " ANN, "Formulir kontak",
	    "Nama saya Ani. Mohon data penduduk.", "", true },
	{ "a web form of noreply", "noreply@web.example.go.id",
	    "Reply-To: " ANN, "Formulir kontak",
	    "Pesan ini dikirim otomatis oleh sistem.\n\nPertanyaan: berapa "
	    "jumlah penduduk Toho?",
	    "", true },
	{ "noreply with a helpdesk of the same house", "noreply@shop.example",
	    "Reply-To: help@shop.example", "Info", "Toko buka.", "", false },
	{ "noreply", "no-reply@shop.example", "", "Info", "Toko buka.", "",
	    false },
	{ "a Reply-To that is ours", ANN, "Reply-To: " US, "Data",
	    "Mohon data.", "", true },
	{ "a Reply-To that is no address", ANN, "Reply-To: \"a b\"@x.example",
	    "Data", "Mohon data.", "", true },
	{ "a From without a dot", "root2@localhost", "", "Data", "Mohon data.",
	    "", false },
	{ "no From", "", "", "Data", "Mohon data.", "", false },
	{ "no From but a Reply-To", "", "Reply-To: " ANN, "Data", "Mohon data.",
	    "", false },
	{ "a newsletter by its way out alone", "info@shop.example",
	    "List-Unsubscribe: <mailto:out@shop.example>", "Promo", "Diskon.",
	    "", false },
	{ "a mailing list's path", ANN, "Return-Path: owner-news@example.com",
	    "Data", "Mohon data.", "", false },
	{ "another desk's loop prevention", ANN, "X-RT-Loop-Prevention: rt",
	    "Re: Data", "Mohon data.", "", false },
	{ "sent on behalf of a colleague", ANN, "Sender: eka@example.org",
	    "Halo", "Mohon data.", "", true },
	{ "an Outlook answer to an invitation in words only", ANN, "",
	    "Diterima: surat permohonan",
	    "Mohon informasi apakah surat kami sudah diterima?", "", true },
};

static void
test_headers(struct arena *a)
{
	struct judgement j;
	struct mail x;
	size_t i;

	for (i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		mail_init(
		    &x, headers[i].from, headers[i].subject, headers[i].text);
		put_fields(a, &x, headers[i].fields);
		judge(a, &x, &j);
		ok(strcmp(j.check, headers[i].check) == 0 &&
			j.may_reply == headers[i].may_reply &&
			(*j.check == '\0') == (j.outcome == OUTCOME_NONE),
		    "%s: \"%s\" %s; %s", headers[i].what, j.check, j.why,
		    j.reply_why);
	}
}

static void
test_structure(struct arena *a)
{
	static const char reply[] = "BEGIN:VCALENDAR\nMETHOD:REPLY\n";
	static const char request[] = "BEGIN:VCALENDAR\nMETHOD:REQUEST\n";
	struct judgement j;
	struct mail x;

	mail_init(&x, ANN, "Diterima: Rapat", "Ani menerima undangan ini.");
	x.parts[1] = (struct part){
		.type = "text/calendar", .body = reply, .len = sizeof(reply) - 1
	};
	x.m.nparts = 2;
	judge(a, &x, &j);
	is_str(j.check, "calendar", "an answer to an invitation");
	x.parts[1].body = request;
	x.parts[1].len = sizeof(request) - 1;
	x.m.subject = "Undangan rapat";
	judge(a, &x, &j);
	is_str(j.check, "", "an invitation is a person's");
	x.parts[0].type = "message/rfc822";
	x.parts[1].body = reply;
	x.parts[1].len = sizeof(reply) - 1;
	judge(a, &x, &j);
	is_str(j.check, "", "nor an answer inside an attached mail");
	x.parts[1].type = "message/delivery-status";
	judge(a, &x, &j);
	is_str(j.check, "", "nor somebody else's delivery report");
	x.parts[0].type = "multipart/mixed";
	judge(a, &x, &j);
	is_str(j.check, "delivery-report", "but one's own is");
	mail_init(&x, ANN, "x", "x");
	x.m.report = x.m.delayed_only = true;
	judge(a, &x, &j);
	ok(j.kind == KIND_BOUNCE && !j.may_reply, "a delay warning: %s",
	    j.check);
}

static void
test_facts(struct arena *a)
{
	struct judge_facts f = { .limit = "part-depth" };
	struct judgement j;
	struct mail x;

	mail_init(&x, ANN, "Data", "Mohon data.");
	f.unreadable = true;
	judge_mail(a, &office, &x.m, &f, &j);
	ok(j.outcome == OUTCOME_QUARANTINE && strstr(j.why, "part-depth") &&
		j.may_reply,
	    "unreadable, a polite notice may go out: %s", j.why);
	put_fields(a, &x, "Precedence: bulk");
	judge_mail(a, &office, &x.m, &f, &j);
	ok(!j.may_reply, "unreadable and in bulk: %s", j.reply_why);
	x.m.nfields = 0;
	put_fields(a, &x, "Auto-Submitted: auto-generated");
	judge_mail(a, &office, &x.m, &f, &j);
	ok(!j.may_reply, "unreadable and automatic: %s", j.reply_why);
	x.m.nfields = 0;
	f.oversize = f.seen_bytes = f.own_message_id = true;
	judge_mail(a, &office, &x.m, &f, &j);
	ok(j.outcome == OUTCOME_DUPLICATE && !j.may_reply,
	    "identical bytes come first: %s", j.why);
	f = (struct judge_facts){ .limit = "", .own_message_id = true };
	judge_mail(a, &office, &x.m, &f, &j);
	is_str(j.check, "own-message", "a mail that we sent");
	f = (struct judge_facts){ .limit = "", .oversize = true };
	judge_mail(a, &office, &x.m, &f, &j);
	ok(j.outcome == OUTCOME_QUARANTINE, "oversize: %s", j.check);
}

static void
test_addressed(struct arena *a)
{
	struct judgement j;
	struct mail x;

	mail_init(&x, ANN, "Data", "Mohon data.");
	x.to.address = "friends@example.org";
	judge(a, &x, &j);
	ok(j.may_reply, "a Bcc, or forwarded by another office");
	x.m.auth.dmarc = AUTH_FAIL;
	judge(a, &x, &j);
	ok(!j.may_reply && j.outcome == OUTCOME_NONE, "disowned: %s",
	    j.reply_why);
	mail_init(&x, US, "Your account", "Send bitcoin.");
	x.m.auth.dmarc = AUTH_FAIL;
	judge(a, &x, &j);
	x.m.auth = (struct auth){ .spf = AUTH_FAIL };
	judge(a, &x, &j);
	ok(j.outcome == OUTCOME_NONE && !j.may_reply,
	    "our address forged is for classification: %s", j.reply_why);
}

static void
test_two_authors(struct arena *a)
{
	struct judgement j;
	struct mail x;

	mail_init(&x, ANN, "Data", "Mohon data.");
	x.from[1] = (struct addr){ "", "bob@example.com" };
	x.m.from.n = 2;
	judge(a, &x, &j);
	ok(!j.may_reply && judge_reply_address(&office, &x.m) == NULL,
	    "two authors: %s", j.reply_why);
	put_fields(a, &x, "Sender: bob@example.com");
	judge(a, &x, &j);
	ok(j.may_reply, "two authors and a sender");
	is_str(judge_reply_address(&office, &x.m)->address, "bob@example.com",
	    "who gets the answer");
	put_fields(a, &x, "Reply-To: cid@example.com");
	is_str(judge_reply_address(&office, &x.m)->address, "cid@example.com",
	    "unless Reply-To names another");
}

static void
test_addresses(void)
{
	static const struct {
		const char *address;
		bool safe;
	} v[] = {
		{ "a@b.cd", true },
		{ "a.b+c=d_e@sub.b-c.id", true },
		{ "o'neil@b.cd", true },
		{ "a@b", false },
		{ "@b.cd", false },
		{ "a@", false },
		{ "a", false },
		{ "", false },
		{ "a@b..cd", false },
		{ "a@.b.cd", false },
		{ "-a@b.cd", false },
		{ "a b@b.cd", false },
		{ "a@b.cd\r\nBcc: x@y.z", false },
		{ "a@b@c.de", false },
		{ "a%x@b.cd", false },
		{ "a|b@b.cd", false },
		{ "a@[192.0.2.1]", false },
		{ "\"a\"@b.cd", false },
		{ "\xc3\xa4@b.cd", false },
		{ "a@nowhere.invalid", false },
	};
	size_t i;

	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		ok(judge_safe_address(v[i].address) == v[i].safe, "%s: row %zu",
		    v[i].safe ? "safe" : "unsafe", i);
}

static void
test_loops(struct arena *a)
{
	struct judgement j;
	struct mail x;
	int i;

	mail_init(&x, ANN, "Data", "Mohon data.");
	for (i = 0; i < 3; i++)
		put_fields(a, &x, "Delivered-To: " US);
	judge(a, &x, &j);
	is_str(j.check, "", "every hop of one delivery may name us");
	put_fields(a, &x, "Delivered-To: " US);
	judge(a, &x, &j);
	is_str(j.check, "loop", "four times is a circle");
	mail_init(&x, ANN, "Data", "Mohon data.");
	for (i = 0; i < 51; i++)
		put_fields(a, &x, "Received: by x");
	judge(a, &x, &j);
	is_str(j.check, "loop", "fifty hops");
}

int
main(void)
{
	struct arena *a = arena_new();
	const char *const *names, *const *whys;
	size_t i, n = judge_rows(&names, &whys);

	for (i = 0; i < n; i++)
		ok(*names[i] != '\0' && *whys[i] != '\0', "row %s: %s",
		    names[i], whys[i]);
	test_headers(a);
	test_structure(a);
	test_facts(a);
	test_addressed(a);
	test_two_authors(a);
	test_addresses();
	test_loops(a);
	arena_free(&a);
	return done_testing();
}
