/*
 * What headers and structure tell about a mail that no person wrote. It
 * reads no prose, but for the one question whether somebody asks something.
 */
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "desk/judge.h"
#include "desk/judge_look.h"

#define HOPS_MAX 50
#define SAME_DELIVERY_MAX 4
#define CALENDAR_BYTES 65536

const char *
judge_value(const struct msg *m, const char *name)
{
	const char *v = msg_field(m, name);

	if (v == NULL)
		return "";
	while (*v == ' ' || *v == '\t')
		v++;
	return v;
}

bool
judge_has(const struct msg *m, const char *name)
{
	return *judge_value(m, name) != '\0';
}

static const char *
skip_comments(const char *s)
{
	int depth = 0;

	for (; *s != '\0'; s++) {
		if (*s == '(')
			depth++;
		else if (*s == ')' && depth > 0)
			depth--;
		else if (depth == 0 && *s != ' ' && *s != '\t')
			break;
	}
	return s;
}

bool
judge_token_is(const char *value, const char *const *words, size_t n)
{
	const char *s = skip_comments(value);
	size_t len = strcspn(s, " \t;,("), i;

	for (i = 0; i < n; i++)
		if (strlen(words[i]) == len &&
		    strncasecmp(s, words[i], len) == 0)
			return true;
	return false;
}

static bool
glob(const char *s, size_t n, const char *p)
{
	size_t len = strlen(p);

	if (len > 0 && p[len - 1] == '*')
		return n >= len - 1 && strncasecmp(s, p, len - 1) == 0;
	if (*p == '*')
		return n >= len - 1 &&
		       strncasecmp(s + n - (len - 1), p + 1, len - 1) == 0;
	return n == len && strncasecmp(s, p, n) == 0;
}

bool
judge_local_is(const char *address, const char *const *locals, size_t n)
{
	size_t len = strcspn(address, "@"), i;

	for (i = 0; i < n; i++)
		if (glob(address, len, locals[i]))
			return true;
	return false;
}

/* Names behind which nobody reads (RFC 5230 section 4.6 and usage). */
bool
judge_machine_address(const char *address)
{
	static const char *const locals[] = { "noreply*", "no-reply*",
		"no_reply*", "no.reply*", "*noreply", "*no-reply", "*no_reply",
		"donotreply*", "do-not-reply*", "do_not_reply*",
		"do.not.reply*", "dontreply*", "*donotreply", "*do-not-reply",
		"jangan-balas*", "janganbalas*", "jangan.balas*",
		"tidak-dibalas*", "tidak.dibalas*", "tidak_dibalas*",
		"tidakdibalas*", "tidak-membalas*", "tidak.membalas*",
		"jangan_balas*", "notifikasi*", "notification*", "alert",
		"alerts", "scanner*", "fax", "fax-*", "faks", "srs0=*",
		"srs1=*", "srs0+*", "prvs=*", "mailer-daemon*",
		"mailer_daemon*", "mailerdaemon*", "postmaster", "post-master",
		"post_master", "owner-*", "*-owner", "*-request", "*-bounces",
		"*-bounce", "bounce", "bounces", "bounce-*", "bounces-*",
		"bounce+*", "bounces+*", "listserv", "majordomo", "nobody",
		"root", "daemon", "cron", "www-data", "apache", "nginx",
		"devnull", "null" };

	return judge_local_is(address, locals, JUDGE_COUNT(locals));
}

/* Parts of a mail that is attached to this one are not this one's. */
static const struct part *
own_part(const struct msg *m, const char *type)
{
	size_t i;
	int up;

	for (i = 0; i < m->nparts; i++) {
		if (!text_ieq(m->parts[i].type, type))
			continue;
		for (up = m->parts[i].parent; up >= 0; up = m->parts[up].parent)
			if (text_istarts(m->parts[up].type, "message/"))
				break;
		if (up < 0)
			return &m->parts[i];
	}
	return NULL;
}

static bool
report_type(const struct msg *m, const char *type)
{
	const char *v = judge_value(m, "Content-Type"), *at;

	if (!text_istarts(v, "multipart/report") ||
	    (at = text_istr(v, "report-type")) == NULL)
		return false;
	at += strlen("report-type");
	at += strspn(at, " \t=\"");
	return text_istarts(at, type);
}

static bool
has_receipt(const struct msg *m)
{
	return report_type(m, "disposition-notification") ||
	       own_part(m, "message/disposition-notification") != NULL;
}

bool
judge_is_bounce_report(struct look *l)
{
	if (has_receipt(l->msg))
		return false;
	if (l->msg->ndsn > 0) {
		l->saw = l->msg->dsn[0].recipient;
		return true;
	}
	return l->msg->report || report_type(l->msg, "delivery-status") ||
	       own_part(l->msg, "message/delivery-status") != NULL ||
	       msg_field(l->msg, "X-MS-Exchange-Message-Is-Ndr") != NULL;
}

bool
judge_is_receipt_report(struct look *l)
{
	return has_receipt(l->msg);
}

bool
judge_is_other_report(struct look *l)
{
	l->saw = judge_value(l->msg, "Content-Type");
	return text_istarts(l->saw, "multipart/report");
}

static bool
calendar_method(const struct part *p)
{
	static const char *const methods[] = { "METHOD:REPLY", "METHOD:CANCEL",
		"METHOD:COUNTER", "METHOD:DECLINECOUNTER", "METHOD:REFRESH" };
	bool found = false;
	struct buf b;
	size_t i;

	buf_init(&b, CALENDAR_BYTES);
	part_decode(p, &b);
	for (i = 0; i < JUDGE_COUNT(methods) && !found; i++)
		found = text_istr(b.s, methods[i]) != NULL;
	buf_free(&b);
	return found;
}

/* An invitation itself is a person's doing and goes on to classification. */
bool
judge_is_calendar(struct look *l)
{
	static const char *const answers[] = {
		"< diterima|ditolak|tentatif|dibatalkan :",
		"< accepted|declined|tentative|canceled|cancelled :",
		"< new time proposed :", "< waktu baru diusulkan :"
	};
	static const char *const accepted[] = {
		"menerima|menolak|menyetujui ~1 undangan|rapat|acara ~1 ini",
		"accepted|declined|tentatively ~2 invitation|meeting|event"
	};
	const struct part *p = own_part(l->msg, "text/calendar");

	if (p == NULL)
		p = own_part(l->msg, "application/ics");
	if (p != NULL && calendar_method(p))
		return true;
	if (p == NULL &&
	    text_istr(judge_value(l->msg, "Content-Class"),
		"calendarmessage") == NULL &&
	    (ANY(l, body, accepted) == NULL || judge_asks(l)))
		return false;
	l->saw = ANY(l, subject, answers);
	return l->saw != NULL;
}

bool
judge_is_submitted(struct look *l)
{
	static const char *const no[] = { "no" };

	l->saw = judge_value(l->msg, "Auto-Submitted");
	return *l->saw != '\0' && !judge_token_is(l->saw, no, 1);
}

/* "X-Auto_Reply" and its cousins, of which each program has its own. */
static bool
responder_field(const char *name)
{
	static const char *const marks[] = { "autoreply", "autoreplied",
		"autorespon", "autogenerated", "holidayreply",
		"machinegenerated", "otrsloop", "znunyloop", "xcronenv",
		"xvacation" };
	char bare[64];
	size_t i, n = 0;

	for (i = 0; name[i] != '\0' && n < sizeof(bare) - 1; i++)
		if (name[i] != '-' && name[i] != '_')
			bare[n++] = name[i];
	bare[n] = '\0';
	if (text_ieq(bare, "xautoresponsesuppress"))
		return false;
	for (i = 0; i < JUDGE_COUNT(marks); i++)
		if (text_istr(bare, marks[i]) != NULL)
			return true;
	return false;
}

bool
judge_is_marked(struct look *l)
{
	static const char *const no[] = { "no", "false", "0", "none" };
	const struct msg *m = l->msg;
	size_t i;

	for (i = 0; i < m->nfields; i++) {
		const char *value = m->fields[i].value;

		l->saw = m->fields[i].name;
		if (responder_field(l->saw) &&
		    !judge_token_is(value, no, JUDGE_COUNT(no)))
			return true;
		if (text_ieq(l->saw, "Delivered-To") &&
		    text_istarts(value, "autoresponder"))
			return true;
	}
	l->saw = judge_value(m, "X-POST-MessageClass");
	if (text_istr(l->saw, "autoresponder") != NULL)
		return true;
	l->saw = judge_value(m, "X-MS-Exchange-Generated-Message-Source");
	return text_istr(l->saw, "Mailbox Rules Agent") != NULL;
}

static size_t
count_field(const struct msg *m, const char *name, const char *value)
{
	size_t i, n = 0;

	for (i = 0; i < m->nfields; i++)
		n += text_ieq(m->fields[i].name, name) &&
		     (value == NULL ||
			 text_istr(m->fields[i].value, value) != NULL);
	return n;
}

/* The same Delivered-To twice is ordinary: the MTA and the LDA each write
 * one. Four of them, or fifty hops, are a circle (RFC 5321 section 6.3). */
bool
judge_is_loop(struct look *l)
{
	l->saw = judge_value(l->msg, "X-Loop");
	if (*l->saw != '\0')
		return true;
	l->saw = "";
	return count_field(l->msg, "Received", NULL) > HOPS_MAX ||
	       (*l->office->address != '\0' &&
		   count_field(l->msg, "Delivered-To", l->office->address) >=
		       SAME_DELIVERY_MAX);
}

bool
judge_is_challenge(struct look *l)
{
	static const char *const fields[] = { "X-Boxbe",
		"X-ChoiceMail-Registration-Request", "X-Spamarrest-Challenge",
		"X-Challenge-Response", "X-UOL-SpamCheck" };
	static const char *const phrases[] = {
		"prove|verify|confirm ~4 you are ~1 human|person|real",
		"verifi* ~2 you are not ~1 robot|spam*|bot",
		"your message|email ~4 waiting|held ~6 confirm*|verif*|approv*",
		"confirm ~4 so that your message|email ~3 delivered",
		"sender verification|confirmation request|required",
		"bukti* ~4 bahwa ~2 anda ~1 manusia|bukan ~1 robot",
		"konfirmasi* ~4 agar|supaya pesan|email ~2 anda ~3 "
		"sampai|terkirim|diteruskan",
		"click|klik ~12 once ~12 deliver* ~4 message|email",
	};
	size_t i, at;

	for (i = 0; i < JUDGE_COUNT(fields); i++)
		if (judge_has(l->msg, fields[i])) {
			l->saw = fields[i];
			return true;
		}
	l->saw = phrase_any(
	    l->arena, &l->body, phrases, JUDGE_COUNT(phrases), &at);
	return l->saw != NULL && !judge_asks(l);
}

/* Applications set it on web forms too, which bring a citizen's question. */
bool
judge_is_suppressed(struct look *l)
{
	l->saw = judge_value(l->msg, "X-Auto-Response-Suppress");
	return (text_istr(l->saw, "all") != NULL ||
		   text_istr(l->saw, "oof") != NULL ||
		   text_istr(l->saw, "autoreply") != NULL) &&
	       !judge_newsletter(l->msg) && l->msg->reply_to.n == 0 &&
	       !judge_asks(l);
}

bool
judge_is_null_sender(struct look *l)
{
	return l->msg->null_return_path && !judge_newsletter(l->msg) &&
	       !judge_asks(l);
}
