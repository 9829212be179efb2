#ifndef MAIL_MSG_H
#define MAIL_MSG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/*
 * A mail, read. Everything hangs in the arena given to msg_read(); slices of
 * the raw bytes are borrowed and live as long as those. All text is valid
 * UTF-8 without NUL; strings are never NULL ("" where there is nothing)
 * unless said so. Identifiers (Message-ID and friends) carry no < >.
 */

/* address: local@domain as written, domain in lower case; "" never occurs. */
struct addr {
	const char *name; /* display name, decoded */
	const char *address;
};

struct addrs {
	const struct addr *v;
	size_t n;
};

struct strs {
	const char *const *v;
	size_t n;
};

/* One header field: name as written, value unfolded but not decoded; bytes
 * outside ASCII are made UTF-8. Order as in the mail. */
struct field {
	const char *name;
	const char *value;
};

enum encoding { ENC_IDENTITY, ENC_QP, ENC_BASE64, ENC_UU, ENC_YENC };

/*
 * One leaf or container of the MIME tree, in order of appearance; parts[0] is
 * the mail itself. body is still transfer-encoded. A message/rfc822 part is a
 * container with one child: the mail inside, whose fields are its header.
 * A uuencoded or yEnc file inside a text part ends that part; the file, and
 * the text behind it, follow as parts of their own whose parent is that part.
 */
struct part {
	const char *type;    /* "text/plain", lower case */
	const char *charset; /* as labelled, lower case */
	const char *name;    /* decoded, safe file name, unique in the mail */
	const char *cid;     /* Content-ID */
	const char *content; /* type by its first bytes, "" where unknown */
	const struct field *fields; /* its own header */
	size_t nfields;
	enum encoding encoding;
	const char *body; /* borrowed slice of raw, or in the arena */
	size_t len;
	size_t size; /* of the decoded bytes */
	int parent;  /* index, -1 for the first */
	int depth;
	bool container;  /* multipart or message: has children */
	bool attachment; /* a file with a name, also a picture in the text */
	bool is_inline;  /* shown in the text (disposition, type or cid) */
	bool flowed;     /* format=flowed (RFC 3676) */
	bool delsp;      /* delsp=yes */
};

/* What a mail server reported about one recipient (RFC 3464). */
struct dsn {
	const char *recipient;  /* address */
	const char *status;     /* "5.1.1", derived from the reply if absent */
	const char *action;     /* failed delayed delivered relayed expanded */
	const char *diagnostic; /* the words of the server */
};

/* Authentication-Results of the trusted server (RFC 8601). */
enum auth_result { AUTH_UNKNOWN, AUTH_PASS, AUTH_FAIL };
struct auth {
	enum auth_result dkim; /* aligned with the From domain */
	enum auth_result spf;  /* aligned with the From domain */
	enum auth_result dmarc;
	enum auth_result arc; /* the chain holds; says nothing of From */
};

struct msg {
	const char *raw; /* borrowed */
	size_t raw_len;
	int64_t kept; /* under which raw is kept, 0: nowhere. msg_read() leaves
			 it 0, who loaded the bytes sets it */
	const struct field *fields;
	size_t nfields;
	const struct part *parts;
	size_t nparts;

	const char *message_id;
	struct strs in_reply_to, references;
	struct addrs from, sender, reply_to, to, cc, bcc;
	/* Delivered-To, X-Original-To, Envelope-To: who really got it */
	struct addrs delivered_to;
	const char *return_path; /* "" for <> */
	bool null_return_path;   /* Return-Path: <> is there */
	int64_t date;            /* Date, TOD_NONE if unreadable */
	int64_t received;        /* newest Received, TOD_NONE if none */
	const char *subject;

	const char *text;          /* the whole readable text */
	const char *reply_text;    /* the author's own words */
	const char *language;      /* "id" "en" "mixed" or "" when too short */
	bool encrypted, is_signed; /* PGP or S/MIME is there; not verified */

	bool report;           /* is a delivery report at all */
	bool delayed_only;     /* every recipient is only delayed */
	const struct dsn *dsn; /* per recipient */
	size_t ndsn;
	const char *bounced_id; /* Message-ID of the mail that bounced */

	struct auth auth;
};

/* Limits of one mail; each exceeded one quarantines it under its name. */
struct mail_limits {
	size_t bytes;        /* of the raw mail: "mail-size" */
	size_t header_bytes; /* "header-size" */
	size_t fields;       /* "header-count" */
	size_t parts;        /* "part-count" */
	size_t depth;        /* "part-depth" */
	size_t addresses;    /* "address-count" */
	size_t text_bytes;   /* of readable text kept; more is cut, not bad */
};
extern const struct mail_limits mail_limits_default;

/* Who wants to hear which stretches of a large raw mail were gone through and
 * are not needed soon, because he has them elsewhere; tell NULL: nobody. */
struct mail_passed {
	void (*tell)(void *of, const char *p, size_t n);
	void *of;
};

/* The configured names of the server whose Authentication-Results count. */
struct mail_reader {
	struct mail_limits limits;
	const char *authserv_id;             /* "" trusts none */
	const struct quote_patterns *quotes; /* borrowed; NULL: built-in only */
	struct mail_passed passed;
};

/*
 * Reads raw bytes as a person would (RFC 5322, 2045-2047, 2231, 3464, 8601
 * and what senders really write). Never crashes, never loops; time linear in
 * n. OK: everything is set. ERR_ITEM: a limit was exceeded (w names it); the
 * headers that could be read are set all the same, so the mail can be shown.
 */
enum err msg_read(struct arena *a, const struct mail_reader *r, const char *raw,
    size_t n, struct msg *m_r, struct why *w);

/* The first field of that name (case ignored), NULL if there is none. */
const char *msg_field(const struct msg *m, const char *name);
/* The n-th (from 0) field of that name. */
const char *msg_field_n(const struct msg *m, const char *name, size_t n);

/* Decodes a part's transfer encoding into b (its cap counts). */
struct buf;
bool part_decode(const struct part *p, struct buf *b);

#endif
