#ifndef NET_SOURCE_H
#define NET_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "net/conf.h"

/*
 * Where mail comes from, as an iterator: an IMAP mailbox (net/fetch) or a
 * folder on disk (net/folder). A source never changes \Seen and gives nothing
 * twice within its life, unless the item says so.
 *
 *	source_open(&conf, position, stop_fd, &src, &w);
 *	for (;;) {
 *		while (source_next(src, 1000, &item, &w) == OK &&
 *		    item.what != FETCH_END) {
 *			... keep item.bytes and item.done_uid in one
 *			... transaction, later source_mark(src, item.uid, word)
 *			fetched_free(&item);
 *		}
 *		source_flush(src, &w);
 *		source_wait(src, 600, &w);
 *	}
 *
 * Any error but of source_open() ends the source: close it, wait
 * net_backoff(), open a new one from the position that was kept.
 */
struct source;

struct source_move {
	const char *outcome; /* the word given to source_mark() */
	const char *folder;  /* UTF-8; created when missing */
};

struct source_conf {
	const char *path;           /* not "": folder: source, net unused */
	const struct net_conf *net; /* IMAP */
	const char *mailbox;        /* UTF-8, "INBOX" */
	const char *keyword;        /* set on every marked mail; "" for none */
	const struct source_move *moves; /* an outcome that is listed: moved */
	size_t move_count;
	size_t big;         /* bytes; longer mails come as FETCH_CHUNK */
	int64_t limit;      /* bytes; of longer mails only the first part */
	size_t queue_bytes; /* read ahead at most */
	bool no_idle;       /* poll even where the server offers IDLE */
	int poll;           /* seconds between looks without IDLE */
};

/* INBOX, $Tanggap, no moves, 1 MiB, 200 MiB, 4 MiB, IDLE, 60 s. */
void source_conf_init(struct source_conf *c);

struct source_position {
	uint32_t uidvalidity; /* 0: never read before */
	uint32_t last_uid;    /* give what has a higher UID */
	const char *name; /* folder: source: give what sorts after it; NULL or
			"" from the start */
};

enum fetched_what {
	FETCH_MAIL,   /* a whole message */
	FETCH_CHUNK,  /* a piece of a big one; see first, last */
	FETCH_BROKEN, /* the server cannot give this one: error says why */
	FETCH_END,    /* nothing more now; the next call looks again */
	FETCH_NOTHING /* timeout_ms is over, more may come */
};

struct fetched {
	enum fetched_what what;
	uint32_t uidvalidity;
	uint32_t uid; /* folder: source: 1, 2, 3 ... */
	/*
	 * Every message with a UID up to here has been given, this one
	 * included: the position to keep together with this item. Also on
	 * FETCH_END. Servers may answer out of order, and a big message comes
	 * after smaller ones that follow it.
	 */
	uint32_t done_uid;
	int64_t internal_date; /* seconds; folder: the file's mtime */
	int64_t size;          /* of the whole message, as the server says */
	char *bytes;           /* owned by the item, NUL-terminated */
	size_t len;
	/* FETCH_CHUNK: a piece with first set begins anew: what came before
	 * without last (the connection broke) is to be dropped. */
	bool first, last;
	bool truncated; /* over conf.limit: only its first part is here */
	char *name;     /* folder: source: file, relative to path; else NULL */
	char *error;    /* FETCH_BROKEN: words, sanitised; else NULL */
};

void fetched_free(struct fetched *f); /* may be called on a zeroed item */

/*
 * Starts a source. It connects in the background: a server that is down is an
 * error of the first source_next(). conf and its strings are borrowed until
 * source_close(). When stop_fd (-1: none) becomes readable, every call
 * returns soon with ERR_LATER. ERR_STOP: the configuration cannot work.
 */
enum err source_open(const struct source_conf *conf,
    const struct source_position *from, int stop_fd, struct source **src_r,
    struct why *w);
void source_close(struct source **src); /* sets NULL; marks not flushed go */

/* OK and an item, see enum fetched_what. ERR_LATER: the connection is gone. */
enum err source_next(
    struct source *src, int timeout_ms, struct fetched *item_r, struct why *w);

/*
 * Notes that a mail's outcome is durable: it gets the keyword, or is moved to
 * the outcome's folder. Never waits; done in bulk by the source's own time,
 * at the latest by source_flush(). A UID that no longer exists is fine.
 */
void source_mark(struct source *src, uint32_t uid, const char *outcome);
/* After FETCH_END: waits until all marks are made on the server. Before it the
 * source is busy and this does nothing. */
enum err source_flush(struct source *src, struct why *w);

/*
 * Sleeps until there is new mail, seconds are over or stop_fd is readable
 * (IDLE, RFC 2177, issued anew every 25 minutes; without it a look every
 * conf.poll seconds). OK also when nothing came, and at once before
 * FETCH_END: call source_next().
 */
enum err source_wait(struct source *src, int seconds, struct why *w);

/*
 * The last error was one that trying again soon cannot cure: a wrong
 * password, certificate or mailbox name. Retry slowly and tell a person.
 */
bool source_needs_person(const struct source *src);

struct source_status {
	uint32_t uidvalidity, uidnext, exists;
	bool idle, move, uidplus;
	char *capabilities; /* words separated by a space; owned */
	char **folders;     /* UTF-8; owned */
	size_t folder_count;
	char *keywords; /* why keywords cannot be kept here, or "" */
};
/* What the server offers, for `tanggap check --online`; all of it owned. Right
 * after source_open() or FETCH_END, else ERR_STOP. */
enum err source_status(
    struct source *src, struct source_status *status_r, struct why *w);
void source_status_free(struct source_status *status);

#endif
