#ifndef DESK_NOTICE_H
#define DESK_NOTICE_H

#include "base/mustache.h"
#include "desk/calendar.h"
#include "desk/reply.h"

/*
 * Mails to officers and managers: templates/petugas/NAME.{subject,txt,html},
 * Indonesian, filled from a tree of values that the caller builds. The names
 * that such a template may read are a closed set (desk/notice_vars.h),
 * wherever they stand; a name that is not there is empty and what hangs on it
 * is left out. So a caller fills what it knows and no more: what a reader
 * must not see is simply not put in.
 *
 * TEXT is one visible line, LIST a list of maps; its items' names follow in
 * (). A list that has an item sets the flag any_KEY, for its heading. Dates are
 *calendar_say(..., "id"), spans notice_span().
 *
 * Every mail:
 *	unit office desk_address   values_office()
 *	reader      display name of the officer who gets it
 *
 * The case (baru tambahan pantul diserahkan dibuka-lagi lihat; in part
 * kuitansi ditahan konfirmasi ditolak eskalasi peringatan):
 *	code        "PST-2611-0042"
 *	kind        notice_kind(): "Konsultasi data"
 *	score       "0,97"        unsure FLAG: a person must decide the kind
 *	reasons     (reason) the rules and the words seen
 *	state       state_word()
 *	owner       name of the officer whose ticket it is, "" nobody's
 *	yours FLAG  it is the reader's
 *	name address   of the citizen; hidden FLAG instead of both where this
 *		    reader must not know
 *	unproven FLAG  nobody vouches for the sender's address
 *	channel     notice_channel(): "pos-el"
 *	subject     the citizen's
 *	received
 *	due left    the deadline and the working time left; late instead of
 *		    left: how late it is
 *	first_due first_left   complaints: first human answer
 *	due_unlisted FLAG   in a year without holiday list
 *	waiting FLAG   the clock stands: the citizen was asked
 *	external    number at a portal
 *	missing     (detail) values_missing()
 *	writer      who wrote what follows when not the citizen ("pihak lain
 *		    budi@x.example"), "" else
 *	said        (line) the citizen's words, values_lines(); said_cut FLAG
 *	files       (file size carried not_carried) carried FLAG: the file
 *		    hangs on this mail; not_carried: why it does not
 *	similar     (label snippet link) earlier answers, catalogue entries
 *	earlier     (ticket about) of the same person
 *	linked      (ticket about) linked tickets and why
 *	actions     (label command link) link: notice_mailto(); command: the
 *		    line that it sends
 *	reply_is_answer FLAG   a reply goes to the citizen
 *	watching FLAG   told of a deadline that is another's: no reply goes to
 *		    the citizen before it is asked for
 *	no_address FLAG   the citizen has no address: no answer by mail
 *	restricted FLAG   few may see it; others: "Dewi dan Hasan", those who
 *		    may besides the reader, "" nobody
 *	words       (line) more to say
 *
 * tambahan    said is what was added
 * pantul      bounced: address; bounce_why: the server's words;
 *	       permanent FLAG; sent (line): our mail that did not arrive
 * diserahkan  by: who handed it over, "" nobody
 * dibuka-lagi by: who reopened it, "" the citizen's mail did
 * kuitansi    orders (number written done result): one per command, result
 *	       in words; sent_to; sent (line): exactly what was sent; files;
 *	       cut (line): what was cut from the officer's mail;
 *	       recall_until recall_link: as long as #batal helps, "" never;
 *	       code; title for the subject ("Jawaban terkirim")
 * ditahan     by: the officer who wrote, not the reader; why; subject; sent_to;
 *sent; cut; files; proposals (label command link) best first; send_link
 *(#kirim) drop_link
 *	       (#batal); code; orders (number written); candidates (ticket
 *	       name subject link): the tickets that may be meant
 * konfirmasi  subject, received of the mail in question; why; orders
 *	       (written); sent; send_link drop_link; code
 * ditolak     orders (number written result), result "": nothing wrong with
 *	       that line; help_link; code
 * peringatan  title; words; code; actions
 * eskalasi    why: why the reader gets it; code kind state owner due left
 *	       late hidden name subject received restricted others actions
 *	       first_due. Of a hidden case: never name, address, subject
 * lihat       the case; said: its last words; events (at who what result)
 * cari	       query; hits (label snippet link at); count
 * rekap       rows (ticket kind owner due left late waiting subject) most
 *	       urgent first; count
 * bantuan     officers (id name)
 * karantina   why: notice_aside(); result: the same for the administrator;
 *	       mail: number in the inbox; address subject size received;
 *	       release_link with its order; command: the line of the CLI
 */
enum err notice_draft(struct arena *a, const struct templates *t,
    const char *name, const struct value *root, struct draft *d_r,
    struct why *w);

/* A growing map, or, with key NULL, a list of values in an arena. What is put
 * into another (values_map(), values_list()) must be complete by then. */
struct values {
	struct arena *a;
	struct value *v;
	size_t n, room;
};
/* One visible line of at most 2000 characters (shown_line()); NULL is "". */
void values_text(struct values *m, const char *key, const char *text);
void values_textf(struct values *m, const char *key, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void values_flag(struct values *m, const char *key, bool on);
void values_map(struct values *m, const char *key, const struct values *of);
void values_list(struct values *m, const char *key, const struct values *of);
struct value values_root(const struct values *m);

/* The lines of text as a list of (line laid_out), made visible; laid_out FLAG:
 * as a table is. Empty lines at the end go. Of 64 KiB at most; false: it was
 * cut. */
bool values_lines(struct values *m, const char *key, const char *text);
/* A list of maps with one text each: reasons of strs. */
void values_strs(
    struct values *m, const char *key, const char *item, const struct strs *s);
void values_office(struct values *m, const struct office *o);
/* The details of struct completeness in words, as list "missing". */
void values_missing(struct values *m, const struct strs *missing);

/* mailto: link with prepared subject and body (RFC 6068), percent-encoded so
 * that Outlook, Gmail and telephones take it; at most 1800 bytes: a longer
 * body is cut between characters. */
const char *notice_mailto(
    struct arena *a, const char *to, const char *subject, const char *body);
/* The same; false: the body was cut. */
bool notice_mailto_whole(struct arena *a, const char *to, const char *subject,
    const char *body, const char **link_r);

/* Working time between two moments: "2 hari kerja 3 jam", "45 menit". */
const char *notice_span(
    struct arena *a, const struct calendar *c, int64_t from, int64_t to);
/* "Konsultasi data", "Pengaduan", "Jenis belum pasti". */
const char *notice_kind(enum kind k, enum topic t, bool supervisory);
/* A ticket's history in words: "Jawaban dikirim"; "" for what only a machine
 * asks about, and for what is not known. *detail_r: what its detail tells
 * people ("Dari Konsultasi data menjadi Pengaduan"), "" nothing. */
const char *notice_event(struct arena *a, const char *what, const char *detail,
    const char **detail_r);
/* Why a mail was put aside, from the reason in the inbox. */
const char *notice_aside(const char *reason);
/* What prepared lines do: "#selesai" and "#catatan ..." are "Tutup tiket,
 * simpan sebagai catatan". */
const char *notice_label(struct arena *a, const char *commands);
/* The same as they are shown beside it, in a line that is not too long. */
const char *notice_command(struct arena *a, const char *commands);
/* Of a ticket's channel: "pos-el", "kunjungan", "WhatsApp". */
const char *notice_channel(const char *channel);

#endif
