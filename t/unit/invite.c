/* objects: base/buf base/mem base/text mail/invite */
#include <stdlib.h>

#include "tap.h"

#include "base/buf.h"
#include "mail/invite.h"

static const struct row {
	const char *what, *in, *want;
} rows[] = {
	{ "an event, folded and escaped",
	    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Rapat koordi\r\n nasi"
	    "\\, data\r\nLOCATION:Aula\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
	    "Event: Rapat koordinasi, data\nPlace: Aula\n" },
	{ "times and their zones",
	    "BEGIN:VEVENT\nDTSTART;TZID=\"Asia/Jakarta\":20261125T090000\n"
	    "DTEND:20261125T030000Z\nEND:VEVENT\n",
	    "Start: 2026-11-25 09:00 (Asia/Jakarta)\n"
	    "End: 2026-11-25 03:00 UTC\n" },
	{ "a whole day", "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261125\n",
	    "Start: 2026-11-25\n" },
	{ "a time that is none", "BEGIN:VEVENT\nDTSTART:besok\n",
	    "Start: besok\n" },
	{ "a colon within quotation marks",
	    "BEGIN:VEVENT\nORGANIZER;CN=\"Budi: PST\":MAILTO:b@example.org\n",
	    "Organiser: Budi: PST <b@example.org>\n" },
	{ "an organiser without a name",
	    "BEGIN:VEVENT\nORGANIZER:mailto:b@example.org\n",
	    "Organiser: b@example.org\n" },
	{ "what a zone or an alarm says is not the event's",
	    "BEGIN:VTIMEZONE\nDTSTART:19700101T000000\nEND:VTIMEZONE\n"
	    "BEGIN:VEVENT\nSUMMARY:a\nBEGIN:VALARM\nDESCRIPTION:b\n"
	    "END:VALARM\nDESCRIPTION:c\\nd\nEND:VEVENT\n",
	    "Event: a\n\nc\nd\n" },
	{ "the first event only",
	    "BEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:b\n",
	    "Event: a\n" },
	{ "no event", "BEGIN:VCALENDAR\nSUMMARY:a\n", "" },
	{ "cut anywhere", "BEGIN:VEVENT\nSUMMARY", "" },
	{ "nothing", "", "" },
};

int
main(void)
{
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_init(&b, 1000);
		invite_add(&b, rows[i].in, strlen(rows[i].in));
		is_str(b.s, rows[i].want, rows[i].what);
		buf_free(&b);
	}
	return done_testing();
}
