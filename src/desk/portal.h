#ifndef DESK_PORTAL_H
#define DESK_PORTAL_H

#include "base/arena.h"
#include "base/err.h"
#include "desk/kind.h"
#include "mail/msg.h"

/*
 * Notices of portals and web forms that are tasks: who asks what, where and
 * until when is read by patterns of conf/intake/NAME.conf:
 *
 *	[pst]
 *	channel = pst                  (of the ticket; default: the section)
 *	from = noreply@pst\.bps\.go\.id  (the whole address)
 *	subject = transaksi .* baru    (found in it; default: any)
 *	kind = konsultasi              (default: what the question reads like)
 *	trust = no                     (yes: needs no proof of its domain)
 *	acknowledge = no               (yes: the citizen hears from us too)
 *	pattern = ^Nomor\s*:\s*(?<external>\S+)
 *	pattern = ^Nama\s*:\s*(?<requester>.+)$
 *	example = From: noreply@pst.bps.go.id
 *	example = Subject: Transaksi konsultasi baru
 *	example = Nomor: KS-0042
 *	example = Nama: Siti Rahma
 *	gives = requester Siti Rahma
 *
 * Patterns are PCRE2, case ignored, ^ and $ at every line, over the readable
 * text, in order: the first that gives a group something gives it. Named
 * groups: requester address phone question external deadline kind. "example"
 * is one line of the notice each, its From and Subject first; "gives" says
 * what is to be read from it.
 */
struct portals;

struct portals *portals_new(void);
void portals_free(struct portals **p);
/* ERR_ITEM with file:line; then nothing of the file counts. */
enum err portals_add(struct portals *p, const char *path, const char *text,
    size_t n, struct why *w);
size_t portals_count(const struct portals *p);
/* Every section against its own example: From, Subject and each pattern match
 * it, and what it gives is read. ERR_ITEM with file:line of what did not. */
enum err portals_test(const struct portals *p, struct why *w);

struct portal_task {
	const char *portal;  /* section: "pst" */
	const char *channel; /* of the ticket: "pst" "lapor" "formulir" */
	/* "" where the notice has none; address is not checked here */
	const char *requester, *address, *phone, *question, *external;
	enum kind kind;   /* as the notice or the section says, else NONE */
	int64_t deadline; /* TOD_NONE: no day was named */
	bool whole_day;   /* ... without an hour: 23:59:59 of that day */
	int days;         /* or so many days from its receipt, 0: none */
	bool working;     /* ... which are working days */
	bool trust, acknowledge; /* of the section */
};
/* false: no notice of a portal. What it says is not proved: see trust. p may
 * be NULL. offset: zone of a deadline without one. */
bool portal_find(struct arena *a, const struct portals *p, const struct msg *m,
    int offset, struct portal_task *t_r);

/* Inside: a date as people and machines write it in Indonesia ("2026-11-25
 * 16:00", "25/11/2026", "Rabu, 25 November 2026 pukul 16.00 WIB", "5 hari
 * kerja"). Sets deadline, whole_day, days and working; false: none is there. */
bool portal_deadline(const char *text, int offset, struct portal_task *t_r);

#endif
