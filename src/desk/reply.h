#ifndef DESK_REPLY_H
#define DESK_REPLY_H

#include "base/arena.h"
#include "base/err.h"
#include "desk/classify.h"
#include "desk/office.h"
#include "desk/ticket.h"

/*
 * Drafts of outgoing mails: templates filled from a closed set of variables
 * (desk/template.h). Nothing here repeats the sender's own text unless the
 * mail's domain is authenticated (DESIGN section 5), and never in a
 * confidential case.
 */
struct templates;

/* Loads dir/id and dir/en (NAME.txt, NAME.html, NAME.subject and partials
 * _NAME.*), compiles all, refuses unknown variables and missing twins:
 * ERR_ITEM with the file and the name. In NAME.txt a paragraph is one line;
 * it is wrapped when a mail is made. */
enum err templates_load(const char *dir, struct templates **t_r, struct why *w);
void templates_free(struct templates **t);
/* One line each: language, name, variables it reads (`tanggap templates`). */
void templates_print(const struct templates *t, struct buf *b);

struct reply_facts {
	const struct office *office;
	const char *language;    /* "id" or "en" */
	const char *template;    /* "ack-konsultasi", ... */
	const char *name;        /* how the citizen calls himself, "" unknown;
				    used only when authenticated */
	const char *address;     /* the citizen's */
	const char *code;        /* "PST-2611-0042", "" */
	const char *tag;         /* "[PST-2611-0042-K7Q]", "" */
	int64_t received;        /* when the mail came in */
	int64_t now;             /* when the answer is written */
	int64_t due;             /* TOD_NONE: no deadline runs */
	bool due_unlisted;       /* reaches into a year without holiday list */
	int64_t complaint_first; /* first human answer, TOD_NONE */
	enum kind kind;
	enum topic topic;
	struct strs missing; /* as in struct completeness */
	bool secret, supervisory;
	bool authenticated;  /* the sender's domain vouches for the mail */
	const char *subject; /* the citizen's; quoted only if authenticated */
	const char *size;    /* "42 MB" for oversize mails, "" */
	const char *limit; /* "25 MB"; what starts with no digit is left out */
	const char *previous; /* the closed ticket's code that this mail
				 answered too late, "" */
	const char *service;  /* layanan-lain: produk romantik ppid
				 perpustakaan, "" not known: all are named;
				 dialihkan: also the name of an agency */

	/* What an officer wrote ("jawaban", "kabar", "tanya", "dialihkan"):
	 * text stands in the mail as it is. html: the same where formatting
	 * was used, "" else; the one value that is not escaped, so it must
	 * be clean: elements of a list, no script, style or remote image.
	 * officer: his display name, "" where the office does not show names.
	 */
	const char *answer, *answer_html, *officer;
	int64_t closes; /* "pengingat": when the ticket is closed for want
			   of an answer; TOD_NONE: never */
	/* a mail that complains and asks opens two tickets: in the answer
	 * about the complaint, and in that about the question with the code
	 * of the complaint */
	bool also_asks;
	const char *beside;
	/* what stands after "you need" (desk/understood.h), "" for none;
	 * not told in a confidential case */
	const char *understood;
};

/* A text that is NULL counts as "". subject: "[TAG] our words", or, where
 * the citizen's may be repeated, "Re: [TAG] the citizen's subject". */
struct draft {
	const char *template;
	const char *to;                    /* address */
	const char *subject, *text, *html; /* arena */
	const char *language;
};

/* ERR_ITEM: no such template, a detail in "missing" that no template knows. */
enum err reply_draft(struct arena *a, const struct templates *t,
    const struct reply_facts *f, struct draft *d_r, struct why *w);

#endif
