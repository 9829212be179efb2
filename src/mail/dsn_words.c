/*
 * What mail servers write about deliveries, as phrases and codes. Where in a
 * mail these stand is not known here.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/text.h"
#include "mail/dsn.h"
#include "mail/dsn_words.h"
#include "mail/label.h"

bool
dsn_has_any(const char *text, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (text_istr(text, words[i]) != NULL)
			return true;
	return false;
}
#define ANY(text, phrases) \
	dsn_has_any(text, phrases, sizeof(phrases) / sizeof((phrases)[0]))

bool
dsn_is_report_subject(const char *subject)
{
	static const char *const words[] = {
		"undeliver", "delivery status notification", "delivery fail",
		"delivery has failed", "failed delivery", "delivery report",
		"delivery notification", "delivery error", "delivery problem",
		"failure notice", "failure delivery", "returned mail",
		"mail returned", "returned to sender", "mail failure",
		"mail delivery", "message delivery", "nondeliver",
		"non-deliver", "not delivered", "could not be delivered",
		"couldn't be delivered", "could not send", "mail system error",
		"mail error", "mail failed", "message status", "rejected mail",
		"ndn:", "ndr:", "delayed mail", "mail delayed",
		"message delayed", "delivery delay", "is delayed",
		"error sending", "failed mail", "mail could not",
		"warning: message", "warning: could not", "warning--could not",
		"transport failure", "delivery status", "mail undeliverable",
		"bounced mail", "rejected:", "successful mail delivery",
		"tidak terkirim", "gagal terkirim", "gagal dikirim",
		"pengiriman gagal", "gagal mengirim", "tidak dapat dikirim",
		"tak dapat dikirim", "tidak dapat disampaikan",
		"laporan pengiriman", "kegagalan pengiriman",
		"status pengiriman", "pengiriman tertunda", "pengiriman pesan",
		"tidak dapat dihantar", "unzustellbar", "nicht zugestellt",
		"non remis", "non distribu", "no se puede entregar",
		"no entregado", "no se pudo entregar", "onbestelbaar",
		"entregar:", "non recapit", "impossibile recapitare",
		"\xe9\x80\x80\xe4\xbf\xa1",
		"\xe3\x82\xa8\xe3\x83\xa9\xe3\x83\xbc\xe9\x80\x9a\xe7\x9f\xa5",
		"\xe9\x85\x8d\xe4\xbf\xa1\xe4\xb8\x8d\xe8\x83\xbd",
		"\xd0\xbd\xd0\xb5 \xd0\xb4\xd0\xbe\xd1\x81\xd1\x82\xd0\xb0\xd0\xb2\xd0\xbb\xd0\xb5\xd0\xbd",
		"\xd0\xbd\xd0\xb5\xd0\xb4\xd0\xbe\xd1\x81\xd1\x82\xd0\xb0\xd0\xb2\xd0\xbb\xd0\xb5\xd0\xbd"
	};

	return label_bare_subject(subject) == subject + strspn(subject, " ") &&
	       ANY(subject, words);
}

bool
dsn_has_report_phrase(const char *text)
{
	static const char *const words[] = {
		"could not be delivered", "couldn't be delivered",
		"couldn\xe2\x80\x99t be delivered", "cannot be delivered",
		"can't be delivered", "not be delivered", "able to deliver",
		"not delivered to", "were not delivered", "was not delivered",
		"unable to deliver", "could not deliver", "undeliverable",
		"undelivered", "delivery has failed", "delivery failed",
		"delivery to the following", "failed permanently",
		"fatal errors", "permanent error", "returned to sender",
		"did not reach the following", "transcript of session",
		"message that you sent", "the following address",
		"following recipient", "error delivering", "failed to deliver",
		"deliver the message", "rejected recipient",
		"recipient address rejected", "user unknown", "unknown user",
		"no such user", "recipient unknown", "unknown recipient",
		"failed address", "failed recipient", "mailbox full",
		"mailbox is full", "over quota", "delivery attempt",
		"has been delayed", "is delayed", "not yet been delivered",
		"delivery status notification", "attempting to deliver",
		"trouble delivering", "invalid user address",
		"invalid recipient", "address not found", "delivery failure",
		"delivery errors", "delivery problems",
		"failed after i sent the message", "host unknown",
		"mail delivery system", "mail delivery program",
		"original message was received at", "delivery report",
		"could not send", "the group you tried to contact",
		"attempted to send", "delevery to", "domain not found",
		"wasn't delivered", "wasn\xe2\x80\x99t delivered",
		"successfully delivered", "mail system", "no valid recipients",
		"failed addresses", "rejected by", "tidak dapat dikirim",
		"tidak terkirim", "gagal dikirim", "gagal terkirim",
		"tidak dapat disampaikan", "gagal disampaikan",
		"gagal menyampaikan", "tidak berhasil dikirim",
		"pengiriman gagal", "gagal mengirim", "alamat tidak ditemukan",
		"tidak dapat mengirim", "tidak dapat dihantar",
		"pengiriman tertunda", "pengguna tidak dikenal",
		"konnte nicht zugestellt", "nicht zustellbar", "unzustellbar",
		"pas pu \xc3\xaatre", "non remis", "no se ha podido entregar",
		"no se pudo entregar",
		"p\xc3\xb4"
		"de ser entregue",
		"stato possibile recapitare", "kon niet worden",
		"\xe9\x80\x80\xe4\xbf\xa1",
		"\xe6\x97\xa0\xe6\xb3\x95\xe9\x80\x81\xe8\xbe\xbe",
		"\xe9\x80\x81\xe4\xbf\xa1\xe3\x81\xa7\xe3\x81\x8d\xe3\x81\xbe",
		"\xe9\x85\x8d\xe4\xbf\xa1\xe3\x81\xa7\xe3\x81\x8d",
		"\xe3\x82\xa8\xe3\x83\xa9\xe3\x83\xbc",
		"\xd0\xb4\xd0\xbe\xd1\x81\xd1\x82\xd0\xb0\xd0\xb2\xd0\xbb\xd0\xb5\xd0\xbd\xd0\xbe"
	};

	return ANY(text, words);
}

bool
dsn_is_delay(const char *text)
{
	static const char *const words[] = { "has been delayed", "is delayed",
		"delivery delay", "message delayed", "delayed delivery",
		"not yet been delivered",
		"not been delivered to one or more of its recipients after",
		"will be retried", "will retry", "will keep trying",
		"will continue to", "still being", "still trying",
		"do not need to resend", "no action is required on your part",
		"you will be notified if", "only a warning",
		"warning message only", "this is a warning",
		"could not send message for past",
		"could not send mail for past", "delivery is delayed",
		"delivery incomplete", "temporarily", "tertunda", "akan dicoba",
		"masih dicoba", "akan terus dicoba", "wird weiterhin versucht",
		"sera retent" };
	static const char *const over[] = { "permanent error", "given up",
		"giving up", "failed permanently", "permanent failure",
		"will not be retried", "no further", "fatal error" };

	return ANY(text, words) && !ANY(text, over);
}

bool
dsn_is_success(const char *text)
{
	static const char *const words[] = { "successfully delivered",
		"was successfully relayed", "successful mail delivery",
		"has been delivered to", "telah berhasil dikirim",
		"berhasil disampaikan", "delivered successfully" };

	return ANY(text, words);
}

/* Does the line begin what a server returns of the mail? */
static bool
is_copy_line(const char *s, size_t n)
{
	static const char *const words[] = { "below this line is a copy",
		"this is a copy of", "copy of your message",
		"copy of the message", "copy of the original message",
		"header of the original message",
		"headers of the original message", "original message header",
		"original message follows", "original message attached",
		"original message -",
		"original message:", "message headers follow",
		"message header follows", "header follows", "unsent message",
		"message text follows", "returned message follows",
		"returned mail follows", "original mail as follows",
		"your original message", "message contents follow",
		"undelivered message", "content-type: message/rfc822",
		"content-type: text/rfc822", "salinan pesan", "pesan asli -",
		"isi pesan asli" };
	char line[161];
	size_t len = n < sizeof(line) - 1 ? n : sizeof(line) - 1;

	if (n == 0 || n > 160)
		return false;
	memcpy(line, s, len);
	line[len] = '\0';
	if (strncasecmp(line, "Received: ", 10) == 0 ||
	    strncasecmp(line, "Received:from", 13) == 0 ||
	    strncasecmp(line, "Return-Path: <", 14) == 0)
		return true;
	return ANY(line, words);
}

const char *
dsn_copy_begins(const char *text)
{
	const char *s = text, *nl;

	for (; *s != '\0'; s = nl + (*nl == '\n')) {
		const char *p = s + strspn(s, " \t>*");

		nl = s + strcspn(s, "\n");
		if (p < nl && is_copy_line(p, (size_t)(nl - p)))
			return s;
	}
	return NULL;
}

int
dsn_reply_code(const char *s)
{
	const char *p;

	for (p = s; *p != '\0'; p++) {
		char before = p > s ? p[-1] : ' ', after;

		if ((*p != '4' && *p != '5') || p[1] < '0' || p[1] > '5' ||
		    !isdigit((unsigned char)p[2]))
			continue;
		after = p[3];
		if (strchr(" \t\n(:\"'<=>[#*", before) == NULL ||
		    (after != '\0' &&
			strchr(" \t\n-:)\"'.,_;#]", after) == NULL))
			continue;
		if (after == '.' && isdigit((unsigned char)p[4]))
			continue; /* an address or a size */
		if (text_istarts(p + 3, " byte") ||
		    text_istarts(p + 3, " hour") ||
		    text_istarts(p + 3, " second") ||
		    text_istarts(p + 3, " KB"))
			continue;
		return (*p - '0') * 100 + (p[1] - '0') * 10 + (p[2] - '0');
	}
	return 0;
}

/* "5.1.1" at p, not part of a longer number; its length, else 0. */
static size_t
status_at(const char *s, const char *p)
{
	size_t n = 1, digits, part;

	if (strchr("245", *p) == NULL || *p == '\0' || p[1] != '.')
		return 0;
	if (p > s && (isalnum((unsigned char)p[-1]) || p[-1] == '.'))
		return 0;
	for (part = 0; part < 2; part++) {
		if (p[n] != '.')
			return 0;
		for (digits = 0; isdigit((unsigned char)p[n + 1 + digits]);
		     digits++)
			;
		if (digits == 0 || digits > 3)
			return 0;
		n += 1 + digits;
	}
	if ((p[n] == '.' && isdigit((unsigned char)p[n + 1])) ||
	    isalpha((unsigned char)p[n]) || p[n] == '/')
		return 0; /* an IP address, a version */
	return n;
}

const char *
dsn_written_status(struct arena *a, const char *words)
{
	const char *p, *best = NULL;
	size_t n, best_n = 0;
	int code = dsn_reply_code(words);

	for (p = words; *p != '\0'; p++) {
		if ((n = status_at(words, p)) == 0)
			continue;
		if (code != 0 && *p - '0' != code / 100)
			continue; /* of another reply */
		if (best == NULL || (strncmp(best + 1, ".0.0", 4) == 0 &&
					strncmp(p + 1, ".0.0", 4) != 0)) {
			best = p;
			best_n = n;
		}
	}
	return best ? arena_strn(a, best, best_n) : "";
}

/* The usual phrases of servers that write no enhanced code. */
static const struct meaning {
	const char *words;
	const char *detail; /* behind the class */
	char alone;         /* the class where no reply code tells it */
} meanings[] = {
	{ "quota", ".2.2", '5' },
	{ "mailbox full", ".2.2", '5' },
	{ "mailbox is full", ".2.2", '5' },
	{ "mailfolder is full", ".2.2", '5' },
	{ "inbox is full", ".2.2", '5' },
	{ "is full", ".2.2", '5' },
	{ "exceeded the local limit", ".2.2", '5' },
	{ "kotak surat penuh", ".2.2", '5' },
	{ "penuh", ".2.2", '5' },
	{ "user unknown", ".1.1", '5' },
	{ "unknown user", ".1.1", '5' },
	{ "unknown local", ".1.1", '5' },
	{ "no such user", ".1.1", '5' },
	{ "no such recipient", ".1.1", '5' },
	{ "no such mailbox", ".1.1", '5' },
	{ "no such address", ".1.1", '5' },
	{ "no mailbox here", ".1.1", '5' },
	{ "mailbox unavailable", ".1.1", '5' },
	{ "mailbox not found", ".1.1", '5' },
	{ "does not exist", ".1.1", '5' },
	{ "doesn't exist", ".1.1", '5' },
	{ "not listed in", ".1.1", '5' },
	{ "not found", ".1.1", '5' },
	{ "couldn't be found", ".1.1", '5' },
	{ "not recognized", ".1.1", '5' },
	{ "unknown recipient", ".1.1", '5' },
	{ "recipient unknown", ".1.1", '5' },
	{ "invalid recipient", ".1.1", '5' },
	{ "invalid user", ".1.1", '5' },
	{ "invalid mailbox", ".1.1", '5' },
	{ "recipient rejected", ".1.1", '5' },
	{ "address rejected", ".1.1", '5' },
	{ "unrouteable address", ".1.2", '5' },
	{ "not our customer", ".1.1", '5' },
	{ "have an account", ".1.1", '5' },
	{ "tidak ditemukan", ".1.1", '5' },
	{ "tidak dikenal", ".1.1", '5' },
	{ "tidak ada pengguna", ".1.1", '5' },
	{ "disabled", ".2.1", '5' },
	{ "inactive", ".2.1", '5' },
	{ "suspended", ".2.1", '5' },
	{ "deactivated", ".2.1", '5' },
	{ "too large", ".3.4", '5' },
	{ "too big", ".3.4", '5' },
	{ "size limit", ".3.4", '5' },
	{ "exceeds size", ".3.4", '5' },
	{ "maximum size", ".3.4", '5' },
	{ "terlalu besar", ".3.4", '5' },
	{ "host unknown", ".1.2", '5' },
	{ "unknown host", ".1.2", '5' },
	{ "host not found", ".1.2", '5' },
	{ "domain not found", ".1.2", '5' },
	{ "no such domain", ".1.2", '5' },
	{ "unknown domain", ".1.2", '5' },
	{ "could not be found", ".1.2", '5' },
	{ "may not exist", ".1.1", '5' },
	{ "ptr record", ".7.25", '5' },
	{ "reverse dns", ".7.25", '5' },
	{ "name service error", ".4.3", '4' },
	{ "dns", ".4.3", '4' },
	{ "loop", ".4.6", '5' },
	{ "too many hops", ".4.6", '5' },
	{ "hop count", ".4.6", '5' },
	{ "failing for a long time", ".4.7", '4' },
	{ "for the last", ".4.7", '4' },
	{ "expired", ".4.7", '4' },
	{ "timeout exceeded", ".4.7", '4' },
	{ "too long", ".4.7", '4' },
	{ "giving up", ".4.7", '4' },
	{ "timed out", ".4.1", '4' },
	{ "timeout", ".4.1", '4' },
	{ "connection refused", ".4.1", '4' },
	{ "no route to host", ".4.1", '4' },
	{ "unreachable", ".4.1", '4' },
	{ "not reachable", ".4.1", '4' },
	{ "could not connect", ".4.1", '4' },
	{ "spam", ".7.1", '5' },
	{ "blocked", ".7.1", '5' },
	{ "blacklist", ".7.1", '5' },
	{ "blocklist", ".7.1", '5' },
	{ "black list", ".7.1", '5' },
	{ "policy", ".7.1", '5' },
	{ "relay", ".7.1", '5' },
	{ "access denied", ".7.1", '5' },
	{ "not authorized", ".7.1", '5' },
	{ "not allowed", ".7.1", '5' },
	{ "permission", ".7.1", '5' },
	{ "ditolak", ".7.1", '5' },
	{ "virus", ".7.1", '5' },
};

const char *
dsn_status_of(struct arena *a, const char *words)
{
	const char *written = dsn_written_status(a, words);
	int code = dsn_reply_code(words);
	size_t i;

	if (*written != '\0')
		return written;
	for (i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (text_istr(words, meanings[i].words) != NULL)
			return arena_printf(a, "%c%s",
			    code ? code / 100 + '0' : meanings[i].alone,
			    meanings[i].detail);
	return code ? arena_printf(a, "%d.0.0", code / 100) : "";
}

bool
dsn_is_vague(const char *status)
{
	return *status == '\0' || text_ends(status, ".0.0");
}

const char *
dsn_better_status(struct arena *a, const char *status, const char *words)
{
	const char *written = dsn_written_status(a, words);

	return dsn_is_vague(written) ? status : written;
}
