#ifndef MAIL_COMPOSE_H
#define MAIL_COMPOSE_H

#include "base/buf.h"
#include "base/err.h"
#include "mail/addr.h"
#include "mail/msg.h"

/* A file that lies, still encoded, in a mail that is kept. */
struct kept_file {
	int64_t mail;   /* msg.kept */
	size_t at, len; /* of the part's body in the raw mail */
	enum encoding encoding;
};

struct compose_file {
	const char *name;  /* safe, UTF-8 (part.name, attach_safe()) */
	const char *type;  /* "application/pdf" */
	const char *bytes; /* NULL: see kept */
	size_t len;        /* decoded */
	struct kept_file kept;
};

/*
 * Finished bytes of an outgoing mail (RFC 5322, 2045, 2047, 3834). CRLF line
 * ends, ASCII only, lines of at most 76 bytes; multipart/alternative when
 * html is given. Any control byte in a header value, and any address that
 * addr_is_safe() refuses, is ERR_ITEM: nothing from outside ends a line here.
 * Foreign ids that are unfit for a header for another reason are left out. A
 * string that is NULL counts as "".
 */
struct compose {
	struct addr from;
	struct addrs to, cc;
	struct addr reply_to;    /* address "" for none */
	const char *subject;     /* UTF-8 */
	const char *message_id;  /* without < > */
	const char *in_reply_to; /* "" for none */
	struct strs references;  /* trimmed here to first + last ten */
	int64_t date;
	int offset;                 /* zone of the Date field, seconds */
	const char *text;           /* UTF-8, LF or CRLF lines */
	const char *html;           /* "" for none */
	const char *auto_submitted; /* "auto-replied", "auto-generated", "" */
	const char *language;       /* Content-Language, "" for none */
	const struct compose_file *files; /* attached after the text */
	size_t nfiles;
	size_t *holes; /* out: nfiles of them; where in the finished bytes the
			  base64 of a file that has no bytes belongs. NULL: all
			  have theirs */
};

enum err compose_mail(const struct compose *c, struct buf *b, struct why *w);

#endif
