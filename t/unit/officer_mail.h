#ifndef T_UNIT_OFFICER_MAIL_H
#define T_UNIT_OFFICER_MAIL_H

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "desk/officer.h"
#include "mail/msg.h"
#include "mail/quote.h"
#include "read_mail.h"

/* The people of the labelled mails, and a desk they work for. */
static const struct officer people[] = {
	{ "rina", "Rina Oktavia", "rina.petugas@example.com", ROLE_PETUGAS },
	{ "budi", "Budi Santoso", "budi.petugas@example.com", ROLE_PETUGAS },
	{ "siti", "Siti Aminah", "siti.petugas@example.com",
	    ROLE_PETUGAS | ROLE_PENGADUAN },
	{ "ratna", "Ratna Juwita", "ratna.kasubbag@example.com",
	    ROLE_KOORDINATOR | ROLE_PENGADUAN },
};
static const struct office desk = { .name = "BPS Kabupaten Mempawah",
	.unit = "Pelayanan Statistik Terpadu",
	.address = "ipds6104@bps.go.id",
	.prefix = "PST",
	.offset = 7 * 3600,
	.officers = people,
	.nofficers = 4 };

#define CODE "PST-2611-0042"

/* A mail of that officer in a ticket of that citizen, with his token. */
static inline struct officer_facts
facts_of(const struct officer *who, const char *name, const char *address)
{
	return (struct officer_facts){ .who = who,
		.token = true,
		.token_his = true,
		.token_template = "baru",
		.code = CODE,
		.state = STATE_DIPROSES,
		.kind = KIND_KONSULTASI,
		.may_know = true,
		.officer = "",
		.requester = address,
		.requester_name = name,
		.held = "" };
}

static inline bool
read_bytes(struct arena *a, const char *s, size_t n, struct msg *m)
{
	struct why w;

	return msg_read(a, &reader, arena_strn(a, s, n), n, m, &w) == OK;
}

/* A reply as a telephone writes it, above a quoted notification. */
static inline bool
read_reply(struct arena *a, const char *extra, const char *body, struct msg *m)
{
	const char *s = arena_printf(a,
	    "From: Rina Oktavia <rina.petugas@example.com>\r\n%s%s%s"
	    "Date: Mon, 16 Nov 2026 10:00:00 +0700\r\n"
	    "Message-ID: <1@example.com>\r\n"
	    "In-Reply-To: <tanggap.1.abc@bps.go.id>\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n"
	    "Pada Sen, 16 Nov 2026 pukul 09.15 PST <ipds6104@bps.go.id> "
	    "menulis:\r\n\r\n"
	    "> Balas pos-el ini = terkirim ke pemohon.\r\n"
	    "> Nomor tiket : PST-2611-0042\r\n"
	    "> > Mohon data RAHASIA-KUTIPAN.\r\n",
	    extra, strstr(extra, "To:") ? "" : "To: ipds6104@bps.go.id\r\n",
	    strstr(extra, "Subject:")
		? ""
		: "Subject: Re: [PST-2611-0042-K7Q] Tiket baru\r\n",
	    body);

	return read_bytes(a, s, strlen(s), m);
}

#endif
