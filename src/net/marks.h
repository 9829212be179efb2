#ifndef NET_MARKS_H
#define NET_MARKS_H

#include "net/session.h"

/*
 * Marks not yet made on the server: a set of (uid, target), where target is
 * an index into conf->moves or MARK_KEYWORD. Not thread-safe by itself.
 */
#define MARK_KEYWORD SIZE_MAX

struct mark {
	uint32_t uid;
	size_t target;
};

struct marks {
	struct mark *list; /* owned */
	size_t count, room;
};

/* Where an outcome goes by conf; false: it needs no mark at all. */
bool marks_target(
    const struct source_conf *conf, const char *outcome, size_t *target_r);
void marks_add(struct marks *m, uint32_t uid, size_t target);
/* Hands everything over to *to (empty before). */
void marks_take(struct marks *m, struct marks *to);
void marks_free(struct marks *m);

/*
 * Makes them on the server by UID ranges, several messages a command: +FLAGS
 * keyword, or MOVE, or COPY, \Deleted and UID EXPUNGE. A folder that is
 * missing is created. m is sorted, and empty afterwards when HEARD_OK. What
 * the server refuses for good is logged and left: the mail is safe with us.
 */
enum heard marks_make(struct marks *m, struct session *s);

#endif
