#ifndef NET_SESSION_H
#define NET_SESSION_H

#include <libetpan/mailimap.h>
#include <stdbool.h>
#include <stdint.h>

#include "net/dial.h"
#include "net/source.h"
#include "net/stream.h"

/*
 * One logged-in IMAP connection with conf->mailbox selected (SELECT, RFC 3501
 * 6.3.1), and the few commands that reading mail needs. Used by one thread.
 */
struct session {
	const struct source_conf *conf; /* borrowed */
	int stop_fd;
	mailimap *imap;        /* owned, NULL while not connected */
	struct stream *stream; /* owned, likewise */
	enum dial_fault fault; /* why the last session_open() failed */
	uint32_t uidvalidity, uidnext;
	bool idle, move, uidplus, keyword;
	char delimiter; /* of folder names, '\0' unknown */
	bool denied;    /* SELECT was refused: not a matter of time */
};

enum heard {
	HEARD_OK,
	HEARD_NO,      /* the server refused; the connection is good */
	HEARD_GARBLED, /* an answer that cannot be parsed: reconnect */
	HEARD_DEAD     /* connection lost or timeout: reconnect */
};

void session_init(
    struct session *s, const struct source_conf *conf, int stop_fd);
/* Dials, asks for capabilities, selects. ERR_LATER with words. */
enum err session_open(struct session *s, struct why *w);
/* Says LOGOUT where that is still possible, waits for nothing. */
void session_close(struct session *s);
/* A person must act: login, certificate, mailbox name. */
bool session_needs_person(const struct session *s);

/* libetpan's result to what it means; after the last two, close. */
enum heard session_heard(int result);
/* What the server or the connection said last, for a message. */
const char *session_words(const struct session *s);
/* The last NO said that it is a matter of time (RFC 5530). */
bool session_is_temporary(const struct session *s);

/* One message (or part of one) as it comes in. Valid during the call only. */
struct session_item {
	uint32_t uid;
	int64_t size, internal_date;
	bool has_content;  /* flags alone come unasked */
	const char *bytes; /* NULL: the server says NIL */
	size_t len;
};

enum heard session_noop(struct session *s);
/* each() with every UID from..upto (0: to the end), in the server's order. */
enum heard session_list(struct session *s, uint32_t from, uint32_t upto,
    void (*each)(void *ctx, uint32_t uid), void *ctx);
/* each() with the first conf->big bytes of every message from..upto, of
 * which there are at most count. Each of them may take conf.deadline. */
enum heard session_fetch(struct session *s, uint32_t from, uint32_t upto,
    size_t count, void (*each)(void *ctx, const struct session_item *item),
    void *ctx);
/* each() with conf->big bytes of one message from offset on. */
enum heard session_piece(struct session *s, uint32_t uid, int64_t offset,
    void (*each)(void *ctx, const struct session_item *item), void *ctx);

/*
 * IDLE for at most so many seconds: *new_r says whether the server told of new
 * mail. Without IDLE, or where conf forbids it, only waits.
 */
enum heard session_idle(struct session *s, int seconds, bool *new_r);

/* Name of a folder as it goes over the wire; the caller frees. */
char *session_folder(const struct session *s, const char *utf8);
enum err session_status(
    struct session *s, struct source_status *status_r, struct why *w);

#endif
